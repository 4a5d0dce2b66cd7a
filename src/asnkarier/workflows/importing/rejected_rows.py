"""The rows that were set aside, given back in a workbook where they can be mended."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asnkarier.errors import OutputError, UsageError
from asnkarier.language import _, filled
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem, Severity
from asnkarier.reports.files import write_file
from asnkarier.reports.rejects.copied import CellKind, CopyBook, CopyCell, CopyRow, CopySheet, rejects_copy
from asnkarier.reports.rejects.workbook import RejectRow, RejectSheet, rejects_workbook, written_for
from asnkarier.sheets.grid import BOOL, DATE, ERROR, FORMULA, NUMBER, TEXT
from asnkarier.sheets.names import name_of
from asnkarier.sheets.rows.raw import RawCell, RawRows, as_text, column_index, raw_rows, split_cell
from asnkarier.sheets.schema import schemas
from asnkarier.sheets.xlsx.look import SheetLook, WorkbookLook, workbook_look

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.sheets.reading import SheetReading

# Beyond these a copy with the user's formats takes too long; the rows come back in a plain sheet instead.
_MOST_COPIED: Final = 250_000
_MOST_SCANNED: Final = 2_000_000
_TALLEST_TOP: Final = 100
_KINDS: Final[dict[int, CellKind]] = {TEXT: "s", NUMBER: "n", DATE: "n", BOOL: "b", ERROR: "e", FORMULA: "e"}
# Cells refused for what kind of cell they are: as text they would go in unmended, so an error takes their place.
_OF_KIND: Final = ("SEL-JENIS", "SEL-JADI-TANGGAL", "SEL-ANGKA-PANJANG")
# Refused because the cells have shifted, which a workbook does not show any more: an error takes the place of the key.
_SHIFTED: Final = "BARIS-LEBAR"
_NOT_A_TEXT: Final = "#VALUE!"
_LONGEST_STEM: Final = 230  # bytes; names end at 255
_SUFFIX: Final = ".xlsx"
_REJECTS_STEM: Final = re.compile(r"(.+)\.ditolak(?:\.(\d{1,4}))?\Z")

Told = Mapping[int, Mapping[int, Sequence[Problem]]]  # row -> column index (from 0) -> problems


@dataclass(frozen=True, slots=True)
class _Part:
    """One table of the file, the rows of it that go back, and what is wrong with them.

    title: what a person said of the whole table and the table itself does not; written above it, it is read there.
    """

    reading: "SheetReading"
    rows: Sequence[int]
    raw: RawRows
    told: Told
    title: str | None = None

    @property
    def top(self) -> Sequence[int]:
        """The rows from the first title to the last heading, blank ones between them too unless they are very many."""
        told = sorted({*self.reading.title_rows, *self.reading.header_rows})
        whole = range(told[0], told[-1] + 1)
        return whole if len(whole) <= _TALLEST_TOP else told


def write_rejected_rows(
    workspace: "Workspace",
    source: Path,
    wanted: Path | None,
    readings: Sequence["SheetReading"],
    *,
    whole: bool = False,
    period: int | None = None,
) -> Path:
    """Write the rejected rows of a file (with `whole` all rows) under their own headings; return where they are.

    wanted: the place that the person named; else it is beside the file, or in the output folder where that cannot be
    written. period: the year that the person said, for sheets that say none. OutputError: it cannot be written
    anywhere. UsageError: the place named is the file itself, or no workbook.
    """
    if wanted is not None:
        _check_place(wanted, source)
    parts = [
        _part(source, reading, reading.data_rows if whole else reading.rejected_rows, period)
        for reading in readings
        if reading.rejected_rows or (whole and reading.data_rows)
    ]
    if wanted is not None:
        write_file(wanted, _workbook(source, parts, name_of(source)))
        return wanted
    try:
        return _write_new(source.parent, source, name_of(source), _workbook(source, parts, name_of(source)))
    except OutputError:
        # Files of one name from several folders meet there.
        file = f"{source.parent.absolute()}/{name_of(source)}"
        return _write_new(workspace.make_output_folder(), source, file, _workbook(source, parts, file))


def _check_place(wanted: Path, source: Path) -> None:
    if wanted.suffix.lower() != _SUFFIX:
        raise UsageError(
            N_("--rejects names no .xlsx file: {file}"),
            N_("rejected rows are a workbook; let the name end in .xlsx"),
            facts={"file": wanted},
        )
    if wanted.exists() and wanted.samefile(source):
        raise UsageError(
            N_("--rejects names the imported file itself: {file}"),
            N_("name another file, or leave --rejects out"),
            facts={"file": wanted},
        )
    if wanted.exists() and written_for(wanted) != name_of(source):
        raise UsageError(
            N_("--rejects names a file that holds something else already: {file}"),
            N_("name another file, or leave --rejects out"),
            facts={"file": wanted},
        )


def _workbook(source: Path, parts: Sequence[_Part], file: str) -> bytes:
    """Return the workbook; file: what it calls the source."""
    return _copied(source, parts, file) or rejects_workbook(*(_plain(part, file) for part in parts))


def _write_new(folder: Path, source: Path, file: str, data: bytes) -> Path:
    """Write FILE.ditolak.xlsx, or the next FILE.ditolak.2.xlsx; rows of a rejects workbook take the number after its own.

    Only an older workbook of the same file is replaced, and only while nobody has worked on it.
    """
    match = _REJECTS_STEM.match(source.stem)
    stem, number = (match[1], int(match[2] or 1) + 1) if match else (source.stem, 1)
    while (target := folder / _rejects_name(stem, number)).exists() and written_for(target) != file:
        number += 1
    write_file(target, data)
    return target


def _rejects_name(stem: str, number: int) -> str:
    stem = stem.encode(errors="replace")[:_LONGEST_STEM].decode(errors="ignore")
    return f"{stem}.ditolak.{number}.xlsx" if number > 1 else f"{stem}.ditolak.xlsx"


def _part(source: Path, reading: "SheetReading", rows: Sequence[int], period: int | None) -> _Part:
    top = (*reading.title_rows, *reading.header_rows)
    # A person on two rows goes back on two rows.
    rows = sorted({*rows, *(row + 1 for row in rows if row in reading.folded)})
    raw = raw_rows(source, reading.sheet, [*top, *rows])
    says_no_year = reading.kind == "appraisals" and "tahun" not in reading.columns
    title = f"Tahun {period}" if says_no_year and period is not None else None
    return _Part(reading, rows, raw, _told(reading, rows, raw), title)


def _told(reading: "SheetReading", rows: Sequence[int], raw: RawRows) -> Told:
    """Return the errors of each row; the fault of a merged cell stands in every row that it covers."""
    by_cell: dict[tuple[int, int], list[Problem]] = defaultdict(list)
    for problem in reading.problems:
        if problem.severity is Severity.ERROR and problem.location.cell is not None:
            letters, row = split_cell(problem.location.cell)
            by_cell[row, column_index(letters)].append(problem)
    told: dict[int, dict[int, Sequence[Problem]]] = {row: {} for row in rows}
    for (row, place), problems in by_cell.items():
        if row in told:
            told[row][place] = problems
    for row in rows:
        for column, cell in raw.rows[row].items():
            if cell.anchor != row and (cell.anchor, column - 1) in by_cell:
                told[row][column - 1] = by_cell[cell.anchor, column - 1]
    return told


def _reasons(problems: Sequence[Problem]) -> list[str]:
    reasons = []
    for problem in problems:
        text = CATALOGUE[problem.code]
        parts = (
            filled(text.sentence, problem.facts),
            filled(text.remedy, problem.facts),
        )
        reasons.append(f"[{problem.code}] {' — '.join(filter(None, parts))}")
    return reasons


def _plain(part: _Part, file: str) -> RejectSheet:
    """Return the rows for our own writer, every cell a text."""
    rows = []
    for row in part.rows:
        texts = part.raw.texts(row)
        problems = part.told[row]
        for place, found in problems.items():
            if any(problem.code in _OF_KIND for problem in found):
                texts[place] = _NOT_A_TEXT
        reasons = {place: _reasons(found) for place, found in problems.items()}
        key = _key(part)
        if key is not None and any(
            problem.code == _SHIFTED for found in problems.values() for problem in found
        ):
            reasons[key] = [*reasons.get(key, []), _(N_("it was: {text}")).format(text=texts[key])]
            texts[key] = _NOT_A_TEXT
        rows.append(RejectRow(row, texts, reasons))
    header = [[text or "" for text in part.raw.texts(row)] for row in part.top]
    above = [[part.title]] if part.title else []
    return RejectSheet(file, part.reading.sheet or "", [*above, *header], rows)


def _key(part: _Part) -> int | None:
    """Return the column index (from 0) of the field that every row must have."""
    reading = part.reading
    letters = reading.columns.get(schemas()[reading.kind].row_key) if reading.kind else None
    return None if letters is None else column_index(letters)


def _copied(source: Path, parts: Sequence[_Part], file: str) -> bytes | None:
    """Return the rows in a copy of the user's own sheets, or None when the file has no look to keep or is too large."""
    cells = sum(part.raw.width * (len(part.rows) + len(part.top)) for part in parts)
    if cells > _MOST_COPIED or any(part.raw.size > _MOST_SCANNED for part in parts):
        return None
    wanted: dict[str, set[int]] = defaultdict(set)
    for part in parts:
        wanted[part.reading.sheet or ""] |= {*part.top, *part.rows}
    look = workbook_look(source, wanted)
    if look is None or set(look.sheets) != set(wanted):
        return None
    try:
        return rejects_copy(_book(parts, look, file))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None  # styles that openpyxl does not understand; the plain sheet holds the same rows


def _book(parts: Sequence[_Part], look: WorkbookLook, file: str) -> CopyBook:
    sheets = [_sheet(part, look.sheets[part.reading.sheet or ""]) for part in parts]
    return CopyBook(file, sheets, look.styles, look.theme, parts[0].raw.epoch_1904)


def _sheet(part: _Part, look: SheetLook) -> CopySheet:
    reading = part.reading
    nip = reading.columns.get("nip")
    texts = frozenset((column_index(nip) + 1,)) if nip else frozenset()
    styles: dict[int, dict[int, int]] = defaultdict(dict)
    for (row, column), style in look.styles.items():
        styles[row][column] = style

    def rows(numbers: Sequence[int]) -> list[CopyRow]:
        return [
            CopyRow(
                row,
                {
                    column: _cell(cell, part.raw, as_words=column in texts)
                    for column, cell in part.raw.rows.get(row, {}).items()
                },
                styles[row],
                look.heights.get(row),
                {place: _reasons(found) for place, found in part.told.get(row, {}).items()},
            )
            for row in numbers
        ]

    above = [CopyRow(0, {1: CopyCell(part.title, "s")})] if part.title else []
    return CopySheet(
        reading.sheet or "",
        above + rows(part.top),
        rows(part.rows),
        _headings(part),
        texts,
        part.raw.merges,
        look.widths,
    )


def _cell(cell: RawCell, raw: RawRows, *, as_words: bool) -> CopyCell:
    if cell.error is not None:
        return CopyCell(cell.error, "e")
    if as_words:
        return CopyCell(as_text(cell, epoch_1904=raw.epoch_1904), "s")
    return CopyCell(cell.text, _KINDS[cell.kind], cell.kind == DATE)


def _headings(part: _Part) -> dict[int, str]:
    """Return column index (from 0) -> the lowest heading above it."""
    found: dict[int, str] = {}
    for row in part.reading.header_rows:
        found |= {place: text for place, text in enumerate(part.raw.texts(row)) if text}
    return found
