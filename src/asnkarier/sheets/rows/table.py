"""The rows of an understood sheet, parsed column by column into one typed frame."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from asnkarier.model.problem import Severity
from asnkarier.sheets.cells.column import ReadColumn, fill_merged, raw_column, read_column
from asnkarier.sheets.cells.date import parse_end_of_range
from asnkarier.sheets.cells.parsers import parser_for
from asnkarier.sheets.cells.text import is_empty
from asnkarier.sheets.cells.words import parse_end_of_hukuman, parse_level_of_bidang, parse_rest
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import EMPTY, TEXT, Grid, Ints
from asnkarier.sheets.layout.detection import Detected, ReadOptions
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.results import CellContext, Parser, shown
from asnkarier.sheets.rows.answers import refuse_beyond_scale
from asnkarier.sheets.rows.context import context_beside
from asnkarier.sheets.rows.facts import WIDE, Work, collect_facts
from asnkarier.sheets.rows.halves import join_halves
from asnkarier.sheets.rows.people import (
    has_lost_digits,
    refuse_bare_golongan,
    refuse_lost_digits,
    refuse_own_mentors,
    tell_contradictions,
)
from asnkarier.sheets.rows.rowkinds import KeyColumn, RowKinds, classify_rows
from asnkarier.sheets.rows.shifted import tell_shifted
from asnkarier.sheets.vocabulary import Vocabulary

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
    """The facts of the sound rows, still with repetitions, and what became of every sheet row.

    set_aside: the NIP of rejected rows, where it can be read.
    """

    facts: pd.DataFrame
    key_letters: str
    numbers: tuple[int, ...]
    rejected: tuple[int, ...]
    notes: tuple[tuple[int, str], ...]
    context: pd.DataFrame
    set_aside: Mapping[int, str]


def read_rows(
    detected: Detected, options: ReadOptions, vocabulary: Vocabulary, findings: Findings
) -> TableRead:
    """Parse, check and collect the data rows; their problems go into `findings`."""
    grid, columns = detected.grid, detected.columns
    kinds = _row_kinds(detected, findings)
    context = CellContext(vocabulary, options.as_of, grid.epoch_1904)
    wide = tell_shifted(detected, kinds.data, findings)
    rows = np.setdiff1d(kinds.data, wide, assume_unique=True)
    work = Work(detected, rows, grid.row_numbers[rows], np.zeros(len(rows), dtype=bool), findings, {}, {}, [])
    for name, heading in columns.fields.items():
        second_choice = not set(heading.keys).isdisjoint(columns.schema.fields[name].fallback)
        of_column = replace(context, remarks=second_choice)
        work.reads[name] = _read(work, heading, columns.cell(name), of_column, columns.second.get(name))
    for heading, competency in columns.levels:
        cell = WIDE[columns.schema.kind].cell
        work.levels.append((heading, competency, _read(work, heading, cell, context)))
    _derive(work)
    _tell_new_competencies(work, vocabulary)
    _check_required(work)
    refuse_beyond_scale(work)
    if "nip" in work.reads:
        work.bad[refuse_lost_digits(work.reads["nip"], findings)] = True
        work.bad[refuse_bare_golongan(work.reads, work.nips, findings)] = True
        work.bad[refuse_own_mentors(work.reads, findings)] = True
        tell_contradictions(work.reads, work.nips, findings)
    _tell_hidden(work)
    return _collect(work, options, kinds, grid.row_numbers[wide])


def _row_kinds(detected: Detected, findings: Findings) -> RowKinds:
    grid, columns = detected.grid, detected.columns
    key = columns.fields[columns.schema.row_key]
    filled = _filled(grid, key.position)
    stored = {heading.position for heading in columns.fields.values()}
    stored |= {heading.position for heading, _ in columns.levels}
    required = {columns.fields[name].position for name in columns.schema.required if name in columns.fields}
    is_nip = columns.schema.fields[columns.schema.row_key].cell == "nip"
    key_column = KeyColumn(key.position, filled, is_nip)
    found = classify_rows(grid, detected.header, key_column, stored, required - {key.position})
    answer = columns.fields.get(columns.schema.answer)
    if answer is None:
        return found
    silent = found.data[~_filled(grid, answer.position)[found.data]]
    if len(silent):
        findings.note("JAWABAN-KOSONG", rows=len(silent))
    passed = ((int(number), "tidak_dijawab") for number in grid.row_numbers[silent])
    return RowKinds(np.setdiff1d(found.data, silent), (*found.notes, *passed))


def _filled(grid: Grid, position: int) -> npt.NDArray[np.bool_]:
    """Return which rows hold something in a column, merged cells in all rows they cover."""
    codes, kinds, _ = fill_merged(grid, position)
    blank = [code for code in np.unique(codes[kinds == TEXT]).tolist() if is_empty(grid.values[code])]
    found: npt.NDArray[np.bool_] = (kinds != EMPTY) & ~((kinds == TEXT) & np.isin(codes, blank))
    return found


def _read(
    work: Work, heading: Heading, cell: str, context: CellContext, second: Heading | None = None
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


def _derive(work: Work) -> None:
    """Read fields without a column from the cells of the column that people put them in."""
    fields = work.detected.columns.schema.fields
    found = dict(work.reads)
    for name, source, parser in _DERIVED:
        if name in fields and name not in found and source in found:
            read = read_column(found[source].raw, parser, fields[name].cell)
            read.faults.clear()  # the source column has told them already
            work.reads[name] = read


def _tell_new_competencies(work: Work, vocabulary: Vocabulary) -> None:
    """Tell each technical competency that no standard or dictionary names, at its first cell."""
    read = work.reads.get("kompetensi")
    if read is None:
        return
    for place, competency in enumerate(read.values):
        if isinstance(competency, str) and not vocabulary.is_known(competency):
            cell = read.raw.cell(int(np.flatnonzero(read.raw.inverse == place)[0]))
            work.findings.note(
                "KOMPETENSI-BARU", cell, value=shown(read.raw.texts[place]), kompetensi=competency
            )


def _check_required(work: Work) -> None:
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


def _tell_hidden(work: Work) -> None:
    hidden = work.detected.grid.hidden_rows
    count = sum(number in hidden for number in work.numbers.tolist()) if hidden else 0
    if count:
        work.findings.note("BARIS-TERSEMBUNYI", rows=count)


def _collect(work: Work, options: ReadOptions, kinds: RowKinds, wide: Ints) -> TableRead:
    schema = work.detected.columns.schema
    frame = collect_facts(work, options)
    key_letters = work.detected.columns.fields[schema.row_key].letters
    numbers = work.detected.grid.row_numbers[kinds.data]
    rejected = np.union1d(work.numbers[work.bad], wide)
    return TableRead(
        frame,
        key_letters,
        tuple(numbers.tolist()),
        tuple(rejected.tolist()),
        kinds.notes,
        context_beside(work),
        _set_aside(work),
    )


def _set_aside(work: Work) -> dict[int, str]:
    """Return the NIP of each rejected row, where it can be trusted: who stands there is named all the same."""
    if "nip" not in work.reads:
        return {}
    bad = np.flatnonzero(work.bad)
    nips = work.reads["nip"].by_row()[bad].tolist()
    return {
        int(row): nip
        for row, nip in zip(work.numbers[bad].tolist(), nips, strict=True)
        if nip is not None and not has_lost_digits(nip)
    }


def same_cells(grid: Grid, left: Heading, right: Heading, first: int) -> bool:
    """Return whether two columns hold the same cells from grid row `first` on."""
    (codes, kinds), (others, other_kinds) = grid.column(left.position), grid.column(right.position)
    return bool(
        np.array_equal(codes[first:], others[first:]) and np.array_equal(kinds[first:], other_kinds[first:])
    )
