"""Competency gaps: what each person's level lacks against the standard of a position."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from asnkarier.analysis.match.matrices import STORED, CompetencyMatrices
from asnkarier.model.frames import PROVENANCE
from asnkarier.model.level import MICRO

STATUS: Final = ("unassessed", "gap", "met", "surplus")
_UNASSESSED: Final = STATUS.index("unassessed")
_MET: Final = STATUS.index("met")  # its neighbours are gap (below) and surplus (above)
_ABSENT: Final = -1


def competency_gaps(matrices: CompetencyMatrices, standard_of: ArrayLike) -> pd.DataFrame:
    """Return one row per person and required competency, in the order of the people and of their standard.

    standard_of: for each person the row of a standard, or -1 for none (those people have no rows here).
    Columns: nip, standar, kompetensi, required, level, gap (level - required; NaN when unassessed), weight, critical,
    status (met | gap | surplus | unassessed), tanggal_asesmen, source_id, row, col.
    """
    standards = np.asarray(standard_of, dtype=np.int64)
    person, line = required_lines(matrices, standards)
    found = _levels_at(matrices, person, matrices.required.indices[line])
    known = found != _ABSENT
    # One more entry at the end is what the place -1 points at.
    level = np.append(matrices.levels.data, STORED)[found] - STORED
    source = np.append(matrices.source, _ABSENT)[found]
    required = matrices.required.data[line] - STORED
    gap = level - required
    status = np.where(known, _MET + np.sign(gap), _UNASSESSED)
    return pd.DataFrame(
        {
            "nip": matrices.people.take(person),
            "standar": matrices.standards.take(standards[person]),
            "kompetensi": matrices.kompetensi.take(matrices.required.indices[line]),
            "required": required / MICRO,
            "level": np.where(known, level / MICRO, np.nan),
            "gap": np.where(known, gap / MICRO, np.nan),
            "weight": matrices.weight[line],
            "critical": matrices.critical[line],
            "status": pd.Index(STATUS, dtype="str").take(status),
            **_taken(matrices.frame, source),
        }
    )


def required_lines(
    matrices: CompetencyMatrices, standard_of: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, for every person and requirement, the person's row and the requirement's place in `required.data`."""
    starts = matrices.required.indptr.astype(np.int64)
    with_standard = np.flatnonzero(standard_of >= 0)
    standard = standard_of[with_standard]
    counts = starts[standard + 1] - starts[standard]
    person = np.repeat(with_standard, counts)
    first = np.repeat(starts[standard] - (np.cumsum(counts) - counts), counts)
    return person, first + np.arange(len(person))


def _levels_at(
    matrices: CompetencyMatrices, person: NDArray[np.int64], competency: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return the place in `levels.data` of each (person, competency), -1 where there is no level."""
    width = np.int64(len(matrices.kompetensi))
    assessed_people = np.repeat(np.arange(len(matrices.people)), np.diff(matrices.levels.indptr))
    assessed = assessed_people * width + matrices.levels.indices
    wanted = person * width + competency
    place = np.searchsorted(assessed, wanted)
    hit = place < len(assessed)
    hit[hit] = assessed[place[hit]] == wanted[hit]
    return np.where(hit, place, _ABSENT).astype(np.int64)


def _taken(frame: pd.DataFrame, rows: NDArray[np.int64]) -> dict[str, object]:
    """Return the date and provenance columns of `frame` at `rows`; missing where a row is -1."""
    return {
        name: frame[name].array.take(rows, allow_fill=True)
        for name in ("tanggal_asesmen", *PROVENANCE)
        if name in frame.columns
    }
