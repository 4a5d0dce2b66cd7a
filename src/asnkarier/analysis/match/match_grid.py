"""Job-person match of many people against many standards at once, for shortlists and placement."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.match.matrices import STORED

Grid = NDArray[np.int32]
# Levels are unpacked into a dense block of this many cells (64 MB) at a time.
_BLOCK_CELLS: Final = 16_000_000


@dataclass(frozen=True, slots=True)
class MatchGrid:
    """Sums people x positions in millionths of a level.

    capped: sum of min(level, required) over the assessed competencies; assessed: what those require;
    total: per position, all that it requires. Unknown competencies count 0 in `low`, as met in `high`.
    """

    capped: Grid
    assessed: Grid
    total: Ints

    def jpm(self) -> NDArray[np.float64]:
        """Return 100 * capped / assessed; NaN where nothing that the position requires was assessed."""
        return _percent(self.capped, self.assessed)

    def low(self) -> NDArray[np.float64]:
        """Return the match with every unassessed competency taken as 0; NaN where nothing is required."""
        return _percent(self.capped, self.total)

    def high(self) -> NDArray[np.float64]:
        """Return the match with every unassessed competency taken as met; NaN where nothing is required."""
        return _percent(self.capped + (self.total - self.assessed), self.total)


def match_against(
    levels: csr_array, required: csr_array, people: ArrayLike, positions: ArrayLike
) -> MatchGrid:
    """Return the match of the rows `people` of `levels` with the rows `positions` of `required`.

    Both matrices hold millionths + 1 (`STORED`); rows may repeat and come in any order. Memory: 8 bytes per cell of
    the result plus 64 MB. OverflowError: a position requires more than 2,147 levels in total.
    """
    rows = np.asarray(people, dtype=np.int64)
    distinct, column = np.unique(np.asarray(positions, dtype=np.int64), return_inverse=True)
    lines = [_requirements(required, standard) for standard in distinct]
    total = np.array([wanted.sum() for _, wanted in lines], dtype=np.int64)
    if len(total) and total.max() > np.iinfo(np.int32).max:
        raise OverflowError("a position requires more levels than the grid can hold")
    capped = np.empty((len(distinct), len(rows)), dtype=np.int32)
    assessed = np.empty_like(capped)
    size = max(1, _BLOCK_CELLS // max(1, levels.shape[1]))
    for start in range(0, len(rows), size):
        part = slice(start, start + size)
        block = np.ascontiguousarray(levels[rows[part]].toarray().T)
        for at, (competencies, wanted) in enumerate(lines):
            stored = block[competencies]
            need = np.where(stored > 0, wanted[:, None], np.int32(0))
            assessed[at, part] = need.sum(axis=0)
            # An absent cell is 0 - 1 here, and capped at a need of 0.
            capped[at, part] = np.minimum(np.maximum(stored - STORED, 0), need).sum(axis=0)
    return MatchGrid(capped[column].T, assessed[column].T, total[column])


def _requirements(required: csr_array, standard: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    line = slice(required.indptr[standard], required.indptr[standard + 1])
    return required.indices[line], (required.data[line] - STORED).astype(np.int32)


def _percent(part: Grid | Ints, whole: Grid | Ints) -> NDArray[np.float64]:
    percent: NDArray[np.float64] = np.full(part.shape, np.nan)
    np.divide(100.0 * part, whole, out=percent, where=np.broadcast_to(whole > 0, part.shape))
    return percent
