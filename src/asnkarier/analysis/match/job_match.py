"""Job-person match (JPM): how much of a position's required levels a person reaches, and what is unknown about it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.match.categories import Categories, judge, percent
from asnkarier.analysis.match.matrices import STORED, CompetencyMatrices, Rows, dense
from asnkarier.model.level import MICRO

Cap = Literal["standar", "tanpa"]
# A dense look-up table of required levels is built per chunk of people; this bounds it to 64 MB.
_TABLE_CELLS: Final = 16_000_000
_CHUNK: Final = 65_536


@dataclass(frozen=True, slots=True)
class MatchTotals:
    """Exact sums per person, all int64; levels in millionths. Rows of people without a standard are zero.

    capped: sum of min(level, required) over the assessed competencies; uncapped: sum of their levels; assessed: sum of
    what they require; total: sum of all required levels. lines and assessed_lines count competencies; gaps and
    critical_gaps count those whose level is below the required one.
    """

    capped: Ints
    uncapped: Ints
    assessed: Ints
    total: Ints
    lines: Ints
    assessed_lines: Ints
    gaps: Ints
    critical_gaps: Ints

    def achieved(self, cap: Cap) -> Ints:
        """Return the sum that the verdict uses: capped at the standard, or the levels as they are."""
        return self.capped if cap == "standar" else self.uncapped


def match_totals(
    levels: Rows, required: Rows, standard_of: ArrayLike, critical: NDArray[np.bool_] | None = None
) -> MatchTotals:
    """Return the sums from which every match figure follows, for any number of people.

    levels: people x competencies, required: standards x competencies, both in millionths + 1 (`STORED`).
    standard_of: for each person a row of `required`, or -1. critical: aligned with `required.data`.
    """
    standards = np.asarray(standard_of, dtype=np.int64)
    has = standards >= 0
    stored = required.data.astype(np.int64) - STORED
    totals = {field.name: np.zeros(len(standards), dtype=np.int64) for field in fields(MatchTotals)}
    totals["total"][has] = _row_sums(stored, required.indptr)[standards[has]]
    totals["lines"][has] = np.diff(required.indptr)[standards[has]]
    marks = None if critical is None or not critical.any() else critical
    for part in _chunks(len(standards), required.shape[1]):
        for name, sums in _chunk_sums(levels, required, marks, standards[part], part).items():
            totals[name][part] = sums
    return MatchTotals(**totals)


def _chunks(people: int, competencies: int) -> Iterator[slice]:
    size = max(1, min(_CHUNK, _TABLE_CELLS // max(1, competencies)))
    return (slice(start, min(start + size, people)) for start in range(0, people, size))


def _chunk_sums(
    levels: Rows,
    required: Rows,
    critical: NDArray[np.bool_] | None,
    standards: NDArray[np.int64],
    part: slice,
) -> dict[str, Ints]:
    """Return the sums over the assessed and required competencies of the people in `part`."""
    starts = levels.indptr[part.start : part.stop + 1]
    entries = slice(starts[0], starts[-1])
    used, local = np.unique(standards, return_inverse=True)
    table = dense(required, used)
    columns = levels.indices[entries]
    cell = np.repeat(local * table.shape[1], np.diff(starts)) + columns
    wanted = table.ravel()[cell]
    counted = wanted > 0
    wanted = np.where(counted, wanted - STORED, 0)
    level = np.where(counted, levels.data[entries] - STORED, 0)
    low = level < wanted
    sums = {
        "capped": np.minimum(level, wanted),
        "uncapped": level,
        "assessed": wanted,
        "assessed_lines": counted,
        "gaps": low,
    }
    if critical is not None:
        sums["critical_gaps"] = low & dense(required, used, critical).ravel()[cell]
    offsets = starts - starts[0]
    return {name: _row_sums(values, offsets) for name, values in sums.items()}


def _row_sums(values: NDArray[np.generic], starts: NDArray[np.integer]) -> Ints:
    running = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, dtype=np.int64, out=running[1:])
    sums: Ints = running[starts[1:]] - running[starts[:-1]]
    return sums


def job_match(
    matrices: CompetencyMatrices,
    standard_of: ArrayLike,
    categories: Categories,
    cap: Cap = "standar",
    most: float | None = None,
) -> pd.DataFrame:
    """Return the match of every person with their position's standard, one row per person in their order.

    Columns: nip, standar, jpm, jpm_low, jpm_high, jpm_uncapped, kategori, coverage, gap_count, gap_levels (<= 0),
    critical_gaps, and the exact sums num, den (jpm), low_num, high_num, total (low and high), all in millionths of a
    level. jpm is capped at the standard and jpm_uncapped is not, whatever `cap` says; `cap` chooses which of the two
    sums jpm_low, jpm_high and the verdict rest on; most: the highest level there is, which an unassessed competency may
    reach where a surplus counts (None: only the level required). Without a standard every figure is missing; with a standard but no
    assessment, jpm and the gap figures are missing, coverage is 0 and the verdict is open.
    """
    standards = np.asarray(standard_of, dtype=np.int64)
    totals = match_totals(matrices.levels, matrices.required, standards, matrices.critical)
    low = totals.achieved(cap)
    high = low + totals.total - totals.assessed
    if cap == "tanpa" and most is not None:
        unassessed = totals.lines - totals.assessed_lines
        high = np.maximum(high, low + unassessed * round(most * MICRO))
    known = totals.assessed_lines > 0
    return pd.DataFrame(
        {
            "nip": matrices.people,
            "standar": matrices.standards.take(standards, allow_fill=True, fill_value=np.nan),
            "jpm": percent(totals.capped, totals.assessed, categories),
            "jpm_low": percent(low, totals.total, categories),
            "jpm_high": percent(high, totals.total, categories),
            "jpm_uncapped": percent(totals.uncapped, totals.assessed, categories),
            "kategori": judge(low, high, totals.total, categories),
            "coverage": _ratio(totals.assessed_lines, totals.lines),
            "gap_count": _where_known(totals.gaps, known),
            "gap_levels": np.where(known, (totals.capped - totals.assessed) / MICRO, np.nan),
            "critical_gaps": _where_known(totals.critical_gaps, known),
            "num": totals.capped,
            "den": totals.assessed,
            "low_num": low,
            "high_num": high,
            "total": totals.total,
        }
    )


def _ratio(part: Ints, whole: Ints) -> NDArray[np.float64]:
    ratio: NDArray[np.float64] = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return ratio


def _where_known(counts: Ints, known: NDArray[np.bool_]) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(counts, ~known)
