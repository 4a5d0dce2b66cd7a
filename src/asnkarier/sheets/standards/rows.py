"""The rows of one table of job standards, parsed column by column; headers repeated, totals, notes and signatures are none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from asnkarier.model.problem import Location, Severity
from asnkarier.sheets.cells.column import ReadColumn, fill_merged, raw_column, read_column
from asnkarier.sheets.cells.text import is_empty
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import EMPTY, NUMBER, TEXT
from asnkarier.sheets.layout.header import Heading, is_counting
from asnkarier.sheets.results import Parser
from asnkarier.sheets.schema import heading_key
from asnkarier.sheets.standards.headings import Columns

Cells = dict[int, tuple[str, int]]
_TOTAL: Final = re.compile(r"\s*(?:JUMLAH|JML|TOTAL|SUB ?TOTAL|RATA|RERATA)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what each column says that says anything, and where. place: the cell that names the position."""

    place: Location
    values: Mapping[str, Any]
    cells: Mapping[str, Location] = field(default_factory=dict)

    def at(self, name: str) -> Location:
        """Return the cell of a column, or the one that names the position."""
        return self.cells.get(name, self.place)


def read_rows(
    columns: Columns,
    wanted: Mapping[str, tuple[Heading, Parser]],
    asking: Iterable[str],
    level: Parser,
    findings: Findings,
) -> list[Row]:
    """Return the rows that ask for something: those with a cell in one of the columns `asking`.

    wanted: name -> column and how its cells are read. A row that asks for a level, but names no position, is told; so is a name without
    anything asked for.
    """
    kept = _kept_rows(columns, wanted, [wanted[name][0].position for name in asking], level, findings)
    rows = np.array(kept, dtype=np.int64)
    read = {
        name: read_column(
            raw_column(columns.grid, heading.position, rows),
            parser,
            "ya_tidak" if name == "kritis" else "teks",
        )
        for name, (heading, parser) in wanted.items()
    }
    _tell_faults(read, findings)
    values = {name: column.by_row() for name, column in read.items()}
    key = read["jabatan"] if "jabatan" in read else read["standar"]
    found = []
    for place in range(len(kept)):
        said = {name: column[place] for name, column in values.items() if column[place] is not None}
        cells = {name: _location(findings, read[name].raw.cell(place)) for name in said}
        found.append(Row(_location(findings, key.raw.cell(place)), said, cells))
    return found


def _location(findings: Findings, cell: str) -> Location:
    return Location(findings.file, findings.sheet, cell)


def _tell_faults(read: Mapping[str, ReadColumn], findings: Findings) -> None:
    for column in read.values():
        for row in column.faulty_rows(Severity.ERROR).tolist():
            found = column.faults[int(column.raw.inverse[row])]
            findings.error(found.code, column.raw.cell(row), **found.facts)


def _kept_rows(
    columns: Columns,
    wanted: Mapping[str, tuple[Heading, Parser]],
    asking: list[int],
    level: Parser,
    findings: Findings,
) -> list[int]:
    grid, first = columns.grid, columns.header.first
    keys = [wanted[name][0] for name in ("jabatan", "standar") if name in wanted]
    named = np.zeros(grid.height, dtype=bool)
    for heading in keys:
        named |= _filled(columns, heading)
    cells = grid.rows_at(np.arange(first, grid.height))
    words = {one.position: {heading_key(part) for part in one.parts} for one in columns.header.headings}
    kept = []
    for position, row in sorted(cells.items()):
        full = {column: cell for column, cell in row.items() if cell[1] != TEXT or not is_empty(cell[0])}
        if not full or _is_header_again(full, words) or is_counting(full) or _is_total(full, asking):
            continue
        asked = [column for column in asking if column in full]
        place = f"{keys[0].letters}{grid.row_numbers[position]}"
        if asked and named[position]:
            kept.append(position)
        elif asked and any(_is_level(full[column], level) for column in asked):
            findings.error("SKJ-JABATAN-KOSONG", place)
        elif not asked and keys[0].position in full:
            findings.note("SKJ-BARIS-LEWAT", place, name=" ".join(full[keys[0].position][0].split())[:60])
    return kept


def _filled(columns: Columns, heading: Heading) -> Any:
    codes, kinds, _ = fill_merged(columns.grid, heading.position)
    empty = {code for code in np.unique(codes).tolist() if code < 0 or is_empty(columns.grid.values[code])}
    return (kinds != EMPTY) & ~np.isin(codes, list(empty))


def _is_header_again(row: Cells, words: Mapping[int, set[str]]) -> bool:
    return all(
        kind == TEXT and heading_key(text) in words.get(column, ()) for column, (text, kind) in row.items()
    )


def _is_total(row: Cells, asking: list[int]) -> bool:
    return any(
        kind == TEXT and _TOTAL.match(text) for column, (text, kind) in row.items() if column not in asking
    )


def _is_level(cell: tuple[str, int], level: Parser) -> bool:
    text, kind = cell
    return kind == NUMBER or isinstance(level(text, kind), float)
