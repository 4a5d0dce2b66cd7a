"""The rows of an understood sheet, parsed column by column into one typed frame."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from asnkarier.model.frames import Kind, Table
from asnkarier.model.nip import Nip
from asnkarier.model.problem import Severity
from asnkarier.sheets.cells.column import ReadColumn, fill_merged, make_series, raw_column, read_column
from asnkarier.sheets.cells.date import parse_end_of_range
from asnkarier.sheets.cells.parsers import parser_for
from asnkarier.sheets.cells.text import is_empty, tidy
from asnkarier.sheets.cells.words import parse_end_of_hukuman, parse_level_of_bidang, parse_rest
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import EMPTY, TEXT, Grid, Ints
from asnkarier.sheets.layout.detection import Detected, ReadOptions, appraisal_year
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.results import CellContext, Parser
from asnkarier.sheets.rows.halves import join_halves
from asnkarier.sheets.rows.people import refuse_bare_golongan, refuse_lost_digits, tell_contradictions
from asnkarier.sheets.rows.rowkinds import KeyColumn, RowKinds, classify_rows
from asnkarier.sheets.rows.shifted import tell_shifted
from asnkarier.sheets.schema import schemas
from asnkarier.sheets.vocabulary import Vocabulary

Mask = npt.NDArray[np.bool_]
# Fields that may stand at the end of another field's cell: (field, its source column, how to read it there).
_DERIVED: tuple[tuple[str, str, Parser], ...] = (
    ("pendidikan", "tingkat_pendidikan", parse_rest),
    ("tingkat_pendidikan", "pendidikan", parse_level_of_bidang),
    ("hukuman_selesai", "hukuman_disiplin", parse_end_of_hukuman),
    ("tanggal_selesai", "tanggal_mulai", parse_end_of_range),
    ("sampai", "tmt_jabatan", parse_end_of_range),
)


@dataclass(frozen=True, slots=True)
class TableRead:
    """The facts of the sound rows, still with repetitions, and what became of every sheet row."""

    facts: pd.DataFrame
    key_letters: str
    numbers: tuple[int, ...]
    rejected: tuple[int, ...]
    notes: tuple[tuple[int, str], ...]
    names: pd.DataFrame


@dataclass(slots=True)
class _Work:
    """What is known while the rows are read; `bad` marks data rows that are set aside."""

    detected: Detected
    rows: Ints
    numbers: Ints
    bad: Mask
    findings: Findings
    nips: dict[str, Nip]
    reads: dict[str, ReadColumn]
    levels: list[tuple[Heading, str, ReadColumn]]


def read_rows(
    detected: Detected, options: ReadOptions, vocabulary: Vocabulary, findings: Findings
) -> TableRead:
    """Parse, check and collect the data rows; their problems go into `findings`."""
    grid, columns = detected.grid, detected.columns
    kinds = _row_kinds(detected)
    context = CellContext(vocabulary, options.as_of, grid.epoch_1904)
    wide = tell_shifted(detected, kinds.data, findings)
    rows = np.setdiff1d(kinds.data, wide, assume_unique=True)
    work = _Work(
        detected, rows, grid.row_numbers[rows], np.zeros(len(rows), dtype=bool), findings, {}, {}, []
    )
    for name, heading in columns.fields.items():
        work.reads[name] = _read(work, heading, columns.cell(name), context, columns.second.get(name))
    for heading, competency in columns.levels:
        work.levels.append((heading, competency, _read(work, heading, "level", context)))
    _derive(work)
    _check_required(work)
    if "nip" in work.reads:
        work.bad[refuse_lost_digits(work.reads["nip"], findings)] = True
        work.bad[refuse_bare_golongan(work.reads, work.nips, findings)] = True
        tell_contradictions(work.reads, work.nips, findings)
    _tell_hidden(work)
    return _collect(work, options, kinds, grid.row_numbers[wide])


def _row_kinds(detected: Detected) -> RowKinds:
    grid, columns = detected.grid, detected.columns
    key = columns.fields[columns.schema.row_key]
    codes, kinds, _ = fill_merged(grid, key.position)
    blank = [code for code in np.unique(codes[kinds == TEXT]).tolist() if is_empty(grid.values[code])]
    filled = (kinds != EMPTY) & ~((kinds == TEXT) & np.isin(codes, blank))
    stored = {heading.position for heading in columns.fields.values()}
    stored |= {heading.position for heading, _ in columns.levels}
    required = {columns.fields[name].position for name in columns.schema.required if name in columns.fields}
    is_nip = columns.schema.fields[columns.schema.row_key].cell == "nip"
    key_column = KeyColumn(key.position, filled, is_nip)
    return classify_rows(grid, detected.header, key_column, stored, required - {key.position})


def _read(
    work: _Work, heading: Heading, cell: str, context: CellContext, second: Heading | None = None
) -> ReadColumn:
    raw = raw_column(work.detected.grid, heading.position, work.rows)
    if second is not None:
        raw = join_halves(raw, raw_column(work.detected.grid, second.position, work.rows))
    read = read_column(raw, parser_for(cell, context, raw.texts, raw.kinds, work.nips), cell)
    for row in read.faulty_rows().tolist():
        fault = read.faults[int(raw.inverse[row])]
        facts = {"column": heading.text, **fault.facts}
        work.findings.add(fault.code, fault.severity, raw.cell(row), **facts)
    work.bad[read.faulty_rows(Severity.ERROR)] = True
    return read


def _derive(work: _Work) -> None:
    """Read fields without a column from the cells of the column that people put them in."""
    fields = work.detected.columns.schema.fields
    found = dict(work.reads)
    for name, source, parser in _DERIVED:
        if name in fields and name not in found and source in found:
            read = read_column(found[source].raw, parser, fields[name].cell)
            read.faults.clear()  # the source column has told them already
            work.reads[name] = read


def _check_required(work: _Work) -> None:
    columns = work.detected.columns
    for name in columns.schema.required:
        read = work.reads.get(name)
        if read is None:
            continue
        empty = np.array([value is None for value in read.values], dtype=bool)
        # What was read in part, such as a year without its day, gives no value either.
        empty[[place for place, found in read.faults.items() if found.severity is Severity.ERROR]] = False
        if not empty.any():
            continue
        for row in np.flatnonzero(empty[read.raw.inverse]).tolist():
            work.findings.error(
                "KOSONG-WAJIB", read.raw.cell(row), field=name, column=columns.fields[name].text
            )
            work.bad[row] = True


def _tell_hidden(work: _Work) -> None:
    hidden = work.detected.grid.hidden_rows
    count = sum(number in hidden for number in work.numbers.tolist()) if hidden else 0
    if count:
        work.findings.note("BARIS-TERSEMBUNYI", rows=count)


def _collect(work: _Work, options: ReadOptions, kinds: RowKinds, wide: Ints) -> TableRead:
    schema = work.detected.columns.schema
    frame = _wide_facts(work, options) if work.levels else _facts(work, options)
    key_letters = work.detected.columns.fields[schema.row_key].letters
    numbers = work.detected.grid.row_numbers[kinds.data]
    rejected = np.union1d(work.numbers[work.bad], wide)
    return TableRead(
        frame,
        key_letters,
        tuple(numbers.tolist()),
        tuple(rejected.tolist()),
        kinds.notes,
        _names_beside(work),
    )


def no_names() -> pd.DataFrame:
    """Return the frame of `_names_beside` without rows."""
    columns = {"row": "int64", "nama": "str", "name_row": "int64", "name_col": "str"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})


def _names_beside(work: _Work) -> pd.DataFrame:
    """Return whom a list about people names beside their NIP, although it keeps only facts: row, nama, name_row, name_col.

    name_row, name_col: where the name stands; a merged one stands in the first of its rows.
    """
    columns = work.detected.columns
    schema, people = columns.schema, schemas()["employees"]
    if schema.kind == people.kind or schema.fields[schema.row_key].cell != "nip":
        return no_names()
    wanted = set(people.fields["nama"].aliases)
    heading = next((one for one in columns.ignored if wanted & set(one.keys)), None)
    if heading is None:
        return no_names()
    raw = raw_column(work.detected.grid, heading.position, work.rows)
    texts = make_series([None if is_empty(text) else tidy(text) for text in raw.texts], "text")
    found = pd.DataFrame(
        {
            "row": work.numbers.astype(np.int64),
            "nama": texts.take(raw.inverse).array,
            "name_row": raw.anchors.astype(np.int64),
            "name_col": raw.letters,
        }
    )
    return found[found["nama"].notna()].reset_index(drop=True)


def _constants(work: _Work, options: ReadOptions) -> dict[str, object]:
    """Return the fields that the sheet or the person states once for all rows."""
    kind = work.detected.columns.schema.kind
    if kind == "appraisals":
        return {"tahun": appraisal_year(options, work.detected.header)}
    return {"tanggal_asesmen": options.assessed_on} if kind == "assessments" else {}


def _series(work: _Work, name: str, kind: Kind, good: Ints, constants: dict[str, object]) -> pd.Series:
    read = work.reads.get(name)
    if read is not None:
        return make_series(read.values, kind).take(read.raw.inverse[good]).reset_index(drop=True)
    value = constants.get(name)
    return make_series([value], kind).take(np.zeros(len(good), dtype=np.int64)).reset_index(drop=True)


def _facts(work: _Work, options: ReadOptions) -> pd.DataFrame:
    """Return one fact per good row; an appraisal without any result is told and gives none."""
    table = work.detected.columns.schema.table
    results = work.detected.columns.schema.any_of
    good = np.flatnonzero(~work.bad)
    if results:
        blank = np.ones(len(work.rows), dtype=bool)
        for name in results:
            if name in work.reads:
                blank &= np.array([value is None for value in work.reads[name].by_row()], dtype=bool)
        _tell_without_fact(work, good[blank[good]], "PENILAIAN-KOSONG")
        good = good[~blank[good]]
    constants = _constants(work, options)
    frame = pd.DataFrame({f.name: _series(work, f.name, f.kind, good, constants) for f in table.fields})
    frame["row"] = work.numbers[good]
    frame["col"] = make_series([None] * len(good), "text")
    return frame


def _wide_facts(work: _Work, options: ReadOptions) -> pd.DataFrame:
    """Return one fact per filled level cell of the good rows, by row and then by column."""
    good = np.flatnonzero(~work.bad)
    taken, which, levels = [], [], []
    for place, (_, _, read) in enumerate(work.levels):
        values = make_series(read.values, "number").to_numpy()[read.raw.inverse[good]]
        filled = np.flatnonzero(~np.isnan(values))
        taken.append(good[filled])
        which.append(np.full(len(filled), place))
        levels.append(values[filled])
    rows, places = np.concatenate(taken), np.concatenate(which)
    order = np.lexsort((places, rows))
    rows, places = rows[order], places[order]
    _tell_without_fact(work, np.setdiff1d(good, rows), "ASESMEN-KOSONG")
    constants = _constants(work, options)
    frame = pd.DataFrame({"nip": _series(work, "nip", "text", rows, constants)})
    frame["kompetensi"] = (
        make_series([competency for _, competency, _ in work.levels], "text").take(places).to_numpy()
    )
    frame["level"] = np.concatenate(levels)[order]
    frame["tanggal_asesmen"] = _series(work, "tanggal_asesmen", "date", rows, constants)
    frame["row"] = work.numbers[rows]
    frame["col"] = (
        make_series([heading.letters for heading, _, _ in work.levels], "text").take(places).to_numpy()
    )
    return frame.astype({"kompetensi": "str", "col": "str"})


def _tell_without_fact(work: _Work, rows: Ints, code: str) -> None:
    raw = work.reads[work.detected.columns.schema.row_key].raw
    for row in rows.tolist():
        work.findings.warn(code, raw.cell(row))


def empty_frame(table: Table) -> pd.DataFrame:
    """Return the frame of no facts."""
    frame = pd.DataFrame({f.name: make_series([], f.kind) for f in table.fields})
    return frame.assign(row=np.array([], dtype=np.int64), col=make_series([], "text"))


def same_cells(grid: Grid, left: Heading, right: Heading, first: int) -> bool:
    """Return whether two columns hold the same cells from grid row `first` on."""
    (codes, kinds), (others, other_kinds) = grid.column(left.position), grid.column(right.position)
    return bool(
        np.array_equal(codes[first:], others[first:]) and np.array_equal(kinds[first:], other_kinds[first:])
    )
