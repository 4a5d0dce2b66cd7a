"""Competencies as two aligned sparse matrices: people's levels and the levels that standards require.

A sparse matrix cannot tell a stored zero from an absent cell once scipy has tidied it, yet "assessed at level 0" and
"never assessed" must stay apart. Both matrices therefore store the level in millionths **plus one** (`STORED`): an
absent cell is unassessed (or not required), a stored 1 is level 0, a stored 3,000,001 is level 3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.model.level import MICRO

STORED: Final = 1


class RequiredLevel(Protocol):
    """One line of a standard: a competency, its level, its weight, and whether a gap in it is critical."""

    @property
    def kompetensi(self) -> str: ...  # noqa: D102
    @property
    def level(self) -> float: ...  # noqa: D102
    @property
    def bobot(self) -> float: ...  # noqa: D102
    @property
    def kritis(self) -> bool: ...  # noqa: D102


class Standard(Protocol):
    """What this module needs of a job standard."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def kompetensi(self) -> Sequence[RequiredLevel]: ...  # noqa: D102


class Rows(Protocol):
    """A matrix in compressed sparse rows, as `scipy.sparse.csr_array` holds it too."""

    @property
    def data(self) -> NDArray[Any]: ...  # noqa: D102
    @property
    def indices(self) -> NDArray[Any]: ...  # noqa: D102
    @property
    def indptr(self) -> NDArray[Any]: ...  # noqa: D102
    @property
    def shape(self) -> tuple[int, int]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class SparseRows:
    """The same without scipy, whose loading takes longer than all that is calculated here for an office.

    data, indices (columns): entry by entry; indptr: where each row begins, and the end; shape: rows x columns.
    """

    data: NDArray[Any]
    indices: NDArray[np.int32]
    indptr: NDArray[np.int32]
    shape: tuple[int, int]


def dense(matrix: Rows, rows: Ints, data: NDArray[Any] | None = None) -> NDArray[Any]:
    """Return some rows as a full table, 0 where there is no entry; `data`: other values in the same places. Row -1 is empty."""
    values = matrix.data if data is None else data
    table = np.zeros((len(rows), matrix.shape[1]), dtype=values.dtype)
    starts = matrix.indptr.astype(np.int64)
    first, counts = starts[rows], np.where(rows < 0, 0, starts[rows + 1] - starts[rows])
    entries = np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    table[np.repeat(np.arange(len(rows)), counts), matrix.indices[entries]] = values[entries]
    return table


@dataclass(frozen=True, slots=True)
class CompetencyMatrices:
    """Levels people x competencies and required standards x competencies, over the same competencies.

    levels: int32, millionths + 1, columns sorted within a row. source: for each stored level, its row in `frame`.
    required: int32, millionths + 1, columns in the standard's own order (not sorted); `weight` and `critical` are
    aligned with `required.data`. frame: the levels frame that was read, for dates and provenance.
    """

    people: pd.Index
    kompetensi: pd.Index
    standards: pd.Index
    levels: SparseRows
    source: Ints
    required: SparseRows
    weight: NDArray[np.float64]
    critical: NDArray[np.bool_]
    frame: pd.DataFrame


def micro_levels(levels: ArrayLike) -> NDArray[np.int32]:
    """Return an array of levels in millionths of a level, rounded as `model.level.to_micro` does."""
    return np.rint(np.asarray(levels, dtype=np.float64) * MICRO).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Assessed:
    """The levels of people over the competencies that anybody has a level in (`kompetensi`); source: see `CompetencyMatrices`."""

    people: pd.Index
    kompetensi: pd.Index
    levels: SparseRows
    source: Ints

    def among(self, keep: NDArray[np.bool_]) -> "Assessed":
        """Return the levels of the people where `keep` is true, as `assessed_levels` lays them out for these alone."""
        levels, counts = self.levels, np.diff(self.levels.indptr)
        entries = np.repeat(keep, counts)
        starts = np.concatenate([[0], np.cumsum(counts[keep])]).astype(np.int32)
        shape = (len(starts) - 1, levels.shape[1])
        mine = SparseRows(levels.data[entries], levels.indices[entries], starts, shape)
        return Assessed(self.people[keep], self.kompetensi, mine, self.source[entries])


def assessed_levels(levels: pd.DataFrame, people: Sequence[str] | pd.Index) -> Assessed:
    """Return the levels of `people`, in their order; what `build_matrices` may be given where many standards judge the same people."""
    nips = pd.Index(people)
    if not nips.is_unique:
        raise ValueError("a NIP appears twice among the people")
    vocabulary = pd.Index(sorted(levels["kompetensi"].dropna().unique()), dtype="str")
    return Assessed(nips, vocabulary, *_level_matrix(levels, nips, vocabulary))


def build_matrices(
    levels: pd.DataFrame,
    people: Sequence[str] | pd.Index,
    standards: Sequence[Standard],
    assessed: Assessed | None = None,
) -> CompetencyMatrices:
    """Return the matrices of `people` (their order is kept) and `standards` (theirs too).

    levels: nip, kompetensi, level, tanggal_asesmen, source_id, row, col; at most one row per person and competency.
    Rows of other people and rows without a level are left out. assessed: of the same levels and people. ValueError: a person, a person's
    competency or a standard's competency appears twice.
    """
    known = assessed_levels(levels, people) if assessed is None else assessed
    lines = [line for standard in standards for line in standard.kompetensi]
    names = [line.kompetensi for line in lines]
    vocabulary = pd.Index(sorted({*known.kompetensi, *names}), dtype="str")
    return CompetencyMatrices(
        people=known.people,
        kompetensi=vocabulary,
        standards=pd.Index([standard.id for standard in standards], dtype="str"),
        levels=_over(known, vocabulary),
        source=known.source,
        required=_required_matrix(standards, vocabulary),
        weight=np.array([line.bobot for line in lines], dtype=np.float64),
        critical=np.array([line.kritis for line in lines], dtype=np.bool_),
        frame=levels,
    )


def _over(known: Assessed, vocabulary: pd.Index) -> SparseRows:
    """Return the levels over more competencies; both are in order, so the columns of a row stay sorted."""
    levels = known.levels
    if len(vocabulary) == len(known.kompetensi):
        return levels
    columns = vocabulary.get_indexer(known.kompetensi).astype(np.int32)
    return SparseRows(levels.data, columns[levels.indices], levels.indptr, (levels.shape[0], len(vocabulary)))


def _level_matrix(levels: pd.DataFrame, nips: pd.Index, vocabulary: pd.Index) -> tuple[SparseRows, Ints]:
    person = nips.get_indexer(pd.Index(levels["nip"]))
    competency = vocabulary.get_indexer(pd.Index(levels["kompetensi"]))
    value = levels["level"].to_numpy(dtype=np.float64, na_value=np.nan)
    kept = np.flatnonzero((person >= 0) & ~np.isnan(value))
    key = person[kept].astype(np.int64) * len(vocabulary) + competency[kept]
    order = np.argsort(key, kind="stable")
    key, kept = key[order], kept[order]
    if (np.diff(key) == 0).any():
        raise ValueError("a person has two levels of one competency; keep the latest before calculating")
    starts = _starts(person[kept], len(nips))
    data = micro_levels(value[kept]) + np.int32(STORED)
    columns = competency[kept].astype(np.int32)
    return SparseRows(data, columns, starts, (len(nips), len(vocabulary))), kept.astype(np.int64)


def _required_matrix(standards: Sequence[Standard], vocabulary: pd.Index) -> SparseRows:
    lines = [line for standard in standards for line in standard.kompetensi]
    counts = [len(standard.kompetensi) for standard in standards]
    row = np.repeat(np.arange(len(standards)), counts)
    column = vocabulary.get_indexer(pd.Index([line.kompetensi for line in lines], dtype="str")).astype(
        np.int32
    )
    if len(np.unique(row * np.int64(len(vocabulary)) + column)) < len(lines):
        raise ValueError("a standard names a competency twice")
    data = micro_levels([line.level for line in lines]) + np.int32(STORED)
    return SparseRows(data, column, _starts(row, len(standards)), (len(standards), len(vocabulary)))


def _starts(sorted_rows: NDArray[np.integer], count: int) -> NDArray[np.int32]:
    """Return CSR row pointers for entries whose row numbers are sorted."""
    per_row = np.bincount(sorted_rows, minlength=count)
    return np.concatenate([[0], np.cumsum(per_row)]).astype(np.int32)
