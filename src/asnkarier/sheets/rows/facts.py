"""The facts of the sound rows: one a row, or one a cell where every column is a competency or a year of its own."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from asnkarier.model.frames import Kind, Table
from asnkarier.model.nip import Nip
from asnkarier.sheets.cells.column import ReadColumn, make_series
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import Ints
from asnkarier.sheets.layout.detection import Detected, ReadOptions, appraisal_year
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.rows.answers import SURVEYS, complete_answers

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Wide:
    """How a kind stands in columns.

    key: the field that the heading gives; value: the one that the cell gives, cell: how it is read; empty: what to tell
    of a row without any.
    """

    key: str
    value: str
    cell: str
    empty: str


WIDE: Final = {
    "assessments": Wide("kompetensi", "level", "level", "ASESMEN-KOSONG"),
    "appraisals": Wide("tahun", "predikat", "predikat", "PENILAIAN-KOSONG"),
    SURVEYS: Wide("fase", "nilai", "skor", "SURVEI-KOSONG"),
}


_DAY_OF: Final = {"assessments": "tanggal_asesmen", "assessment_results": "tanggal"}
# What is told of a row without any of the results that its kind is about.
_EMPTY: Final = {
    "appraisals": "PENILAIAN-KOSONG",
    "assessment_results": "HASIL-KOSONG",
    "credit_points": "KREDIT-KOSONG",
}
_PERIOD: Final = ("periode_awal", "periode_akhir")


@dataclass(slots=True)
class Work:
    """What is known while the rows are read; `bad` marks data rows that are set aside."""

    detected: Detected
    rows: Ints
    numbers: Ints
    bad: Mask
    findings: Findings
    nips: dict[str, Nip]
    reads: dict[str, ReadColumn]
    levels: list[tuple[Heading, str, ReadColumn]]


def _constants(work: Work, options: ReadOptions) -> dict[str, object]:
    """Return the fields that the sheet or the person states once for all rows."""
    kind = work.detected.columns.schema.kind
    if kind == "appraisals":
        return {"tahun": appraisal_year(options, work.detected.header)}
    return {_DAY_OF[kind]: options.assessed_on} if kind in _DAY_OF else {}


def _series(work: Work, name: str, kind: Kind, good: Ints, constants: dict[str, object]) -> pd.Series:
    read = work.reads.get(name)
    if read is not None:
        return make_series(read.values, kind).take(read.raw.inverse[good]).reset_index(drop=True)
    value = constants.get(name)
    return make_series([value], kind).take(np.zeros(len(good), dtype=np.int64)).reset_index(drop=True)


def collect_facts(work: Work, options: ReadOptions) -> pd.DataFrame:
    """Return the facts of the good rows: the columns of the table, `row`, and `col` where a cell is a fact of its own."""
    frame = _wide_facts(work, options) if work.levels else _long_facts(work, options)
    return complete_answers(work, _of_their_year(work, frame))


def _of_their_year(work: Work, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the facts without those of appraisals whose period lies in another year than the row, its title or the person states.

    Such a row is set aside: which year it speaks of is unknown, and either one may already have its own appraisal.
    """
    ends = [name for name in _PERIOD if name in work.reads]
    if work.detected.columns.schema.kind != "appraisals" or not ends or frame.empty:
        return frame
    begin, end = (pd.to_datetime(frame[name], errors="coerce").dt.year for name in (ends[0], ends[-1]))
    first, last, year = (
        one.astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
        for one in (begin.fillna(end), end.fillna(begin), frame["tahun"])
    )
    other = (year < first) | (year > last)
    place = {number: place for place, number in enumerate(work.numbers.tolist())}
    cells = work.reads.get("tahun", work.reads[ends[-1]]).raw
    for one in np.flatnonzero(other).tolist():
        row = place[int(frame["row"].iloc[one])]
        period = " – ".join(str(day)[:10] for name in ends if not pd.isna(day := frame[name].iloc[one]))
        work.findings.error("TAHUN-PERIODE-BEDA", cells.cell(row), year=int(year[one]), value=period)
        work.bad[row] = True
    return frame[~other].reset_index(drop=True) if other.any() else frame


def _wide_facts(work: Work, options: ReadOptions) -> pd.DataFrame:
    """Return one fact per filled cell of the good rows, by row and then by column."""
    table, wide = work.detected.columns.schema.table, WIDE[work.detected.columns.schema.kind]
    good = np.flatnonzero(~work.bad)
    taken, which, values = [], [], []
    for place, (_, _, read) in enumerate(work.levels):
        cells = read.values[read.raw.inverse[good]]
        filled = np.flatnonzero(np.array([value is not None for value in cells], dtype=bool))
        taken.append(good[filled])
        which.append(np.full(len(filled), place))
        values.append(cells[filled])
    rows, places = np.concatenate(taken), np.concatenate(which)
    order = np.lexsort((places, rows))
    rows, places = rows[order], places[order]
    _tell_without_fact(work, np.setdiff1d(good, rows), wide.empty)
    constants = _constants(work, options)
    frame = pd.DataFrame({f.name: _series(work, f.name, f.kind, rows, constants) for f in table.fields})
    keys = [int(key) if table.kind_of(wide.key) == "integer" else key for _, key, _ in work.levels]
    frame[wide.key] = make_series(keys, table.kind_of(wide.key)).take(places).array
    frame[wide.value] = make_series(np.concatenate(values)[order], table.kind_of(wide.value)).array
    frame["row"] = work.numbers[rows]
    frame["col"] = make_series([heading.letters for heading, _, _ in work.levels], "text").take(places).array
    return frame


def _long_facts(work: Work, options: ReadOptions) -> pd.DataFrame:
    """Return one fact per good row; a row without any result is told and gives none."""
    table = work.detected.columns.schema.table
    results = work.detected.columns.schema.any_of
    good = np.flatnonzero(~work.bad)
    if results:
        blank = np.ones(len(work.rows), dtype=bool)
        for name in results:
            if name in work.reads:
                blank &= np.array([value is None for value in work.reads[name].by_row()], dtype=bool)
        _tell_without_fact(work, good[blank[good]], _EMPTY[table.name])
        good = good[~blank[good]]
    constants = _constants(work, options)
    frame = pd.DataFrame({f.name: _series(work, f.name, f.kind, good, constants) for f in table.fields})
    frame["row"] = work.numbers[good]
    frame["col"] = make_series([None] * len(good), "text")
    return frame


def _tell_without_fact(work: Work, rows: Ints, code: str) -> None:
    raw = work.reads[work.detected.columns.schema.row_key].raw
    for row in rows.tolist():
        work.findings.warn(code, raw.cell(row))


def empty_frame(table: Table) -> pd.DataFrame:
    """Return the frame of no facts."""
    return _no_facts(table).copy()


@cache  # every sheet begins with it
def _no_facts(table: Table) -> pd.DataFrame:
    frame = pd.DataFrame({f.name: make_series([], f.kind) for f in table.fields})
    return frame.assign(row=np.array([], dtype=np.int64), col=make_series([], "text"))
