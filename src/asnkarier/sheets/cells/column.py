"""A column, parsed once per distinct cell: values by row, and the faults with the rows that they concern."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from asnkarier.model.frames import Kind
from asnkarier.model.problem import Severity
from asnkarier.sheets.cells.text import is_empty
from asnkarier.sheets.grid import (
    BOOL,
    DATE,
    EMPTY,
    ERROR,
    FORMULA,
    KINDS,
    MONTH,
    TEXT,
    Grid,
    Ints,
    Kinds,
    Narrow,
)
from asnkarier.sheets.results import Fault, Parser, Told, fault, shown

Objects = npt.NDArray[np.object_]
# A date in a NIP column is a number there, and told as such.
_DATE_CELLS: Final = frozenset(
    ("tanggal", "tanggal_awal", "tanggal_akhir", "jadwal", "tahun", "tahun_rencana", "nip")
)
# Where a month without a day is more or less than a date.
_MONTH_CELLS: Final = frozenset(("tanggal", "tanggal_awal", "tanggal_akhir", "jadwal"))
_SEVERAL: Final = 3
_TRUTH_CELLS: Final = frozenset(("ya_tidak",))
# An error that somebody pasted as text is no more a value than one that a formula shows.
_ERROR_TEXTS: Final = frozenset(
    ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)


@dataclass(frozen=True, slots=True)
class RawColumn:
    """The raw cells of one column for the data rows; `anchors` are the sheet rows where merged values stand."""

    letters: str
    anchors: Narrow
    texts: tuple[str, ...]
    uniques: Ints
    inverse: Narrow

    @property
    def kinds(self) -> tuple[int, ...]:
        """The kind of each distinct cell."""
        return tuple(pair % KINDS if pair >= 0 else EMPTY for pair in self.uniques.tolist())

    def cell(self, row: int) -> str:
        """Return the address of the cell that gives data row `row` its value."""
        return f"{self.letters}{self.anchors[row]}"


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """Parsed values: `values[inverse]` is the column; `faults` by distinct value."""

    raw: RawColumn
    values: Objects
    faults: dict[int, Fault]

    def by_row(self) -> Objects:
        """Return the value of each data row, None where there is none."""
        taken: Objects = self.values[self.raw.inverse]
        return taken

    def faulty_rows(self, severity: Severity | None = None) -> Ints:
        """Return the data rows that have a fault (of one severity)."""
        marked = np.zeros(len(self.values) + 1, dtype=bool)
        marked[[i for i, found in self.faults.items() if severity in (None, found.severity)]] = True
        return np.flatnonzero(marked[self.raw.inverse])

    def series(self, kind: Kind) -> pd.Series:
        """Return the column in the dtype of `model.frames`."""
        return make_series(self.values, kind).take(self.raw.inverse).reset_index(drop=True)


def fill_merged(grid: Grid, position: int) -> tuple[Ints, Kinds, Ints]:
    """Return codes, kinds and anchor rows of a column, merged cells carried down to the rows they cover."""
    codes, kinds = grid.column(position)
    anchors = grid.row_numbers + (1 if position in grid.lowered else 0)
    column = int(grid.column_numbers[position])
    tall = [merge for merge in grid.merges if merge.left == column and merge.bottom > merge.top]
    if not tall:
        return codes, kinds, anchors
    starts = np.searchsorted(grid.row_numbers, [merge.top for merge in tall])
    ends = np.searchsorted(grid.row_numbers, [merge.bottom for merge in tall], side="right")
    for merge, start, end in zip(tall, starts.tolist(), ends.tolist(), strict=True):
        if end - start > 1 and grid.row_numbers[start] == merge.top and kinds[start] != EMPTY:
            covered = np.arange(start + 1, end)
            covered = covered[kinds[covered] == EMPTY]
            codes[covered], kinds[covered], anchors[covered] = codes[start], kinds[start], merge.top
    return codes, kinds, anchors


def raw_column(grid: Grid, position: int, rows: Ints) -> RawColumn:
    """Return the cells of a column at the grid rows `rows`, factorised into distinct (text, kind) pairs."""
    codes, kinds, anchors = fill_merged(grid, position)
    pairs = codes[rows] * KINDS + kinds[rows]
    inverse, uniques = pd.factorize(pairs)
    texts = tuple(grid.values[pair // KINDS] if pair >= 0 else "" for pair in uniques.tolist())
    if len(rows) >= _SEVERAL and texts and all(text[:1] in ("'", "") for text in texts):
        # A mark that says "this is text", as some exports put before every value; one name may begin with it.
        texts = tuple(text.removeprefix("'") for text in texts)
    return RawColumn(
        grid.letters(position),
        anchors[rows].astype(np.int32),
        texts,
        np.asarray(uniques),
        inverse.astype(np.int32),
    )


def read_column(raw: RawColumn, parser: Parser, cell: str) -> ReadColumn:
    """Parse each distinct cell; errors and formulas without a result are faults, never empty."""
    values = np.empty(len(raw.uniques), dtype=object)
    faults: dict[int, Fault] = {}
    for index, (kind, text) in enumerate(zip(raw.kinds, raw.texts, strict=True)):
        result = _parse(text, kind, parser, cell)
        if isinstance(result, Told):
            faults[index] = result.fault
            values[index] = result.value
        elif isinstance(result, Fault):
            faults[index] = result
        else:
            values[index] = result
    return ReadColumn(raw, values, faults)


def _parse(text: str, kind: int, parser: Parser, cell: str) -> object:
    if kind == EMPTY or (kind == TEXT and is_empty(text)):
        return None
    if kind == ERROR or text in _ERROR_TEXTS:
        return fault("SEL-GALAT", text)
    if kind == FORMULA:
        return Fault("SEL-RUMUS")
    if kind == BOOL and cell not in _TRUTH_CELLS:
        return Fault("SEL-JENIS", {"value": shown(text)})
    if kind == MONTH and cell not in _MONTH_CELLS:
        kind = DATE
    if kind == DATE and cell not in _DATE_CELLS and not cell.endswith("_gabungan"):
        return fault("SEL-JADI-TANGGAL", text)
    return parser(text, kind)


def make_series(values: Objects | Iterable[object], kind: Kind) -> pd.Series:
    """Return values (None = missing) as a Series of the dtype that `model.frames` promises for `kind`."""
    items = list(values)
    if kind == "date":
        return pd.Series(np.array(items, dtype="datetime64[s]"))
    if kind == "number":
        return pd.Series(np.array([np.nan if item is None else item for item in items], dtype=np.float64))
    if kind == "integer":
        return pd.Series([pd.NA if item is None else item for item in items], dtype="Int64")
    return pd.Series(
        np.array([np.nan if item is None else item for item in items], dtype=object), dtype="str"
    )
