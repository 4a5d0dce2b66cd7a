"""A report as a workbook: cover, one worksheet per table or page, legal basis, provenance. The same report gives the same bytes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from asnkarier.language import _, message
from asnkarier.model.book import Book, Chart, Page, Record, Table, Text, for_people
from asnkarier.model.messages import N_
from asnkarier.reports.excel.around.cover import COVER, Content, write_cover
from asnkarier.reports.excel.around.legal import LEGAL_BASIS, write_legal_basis
from asnkarier.reports.excel.around.provenance import PROVENANCE, write_provenance
from asnkarier.reports.excel.formats import Formats
from asnkarier.reports.excel.names import sheet_name
from asnkarier.reports.excel.packing import QuickWorkbook
from asnkarier.reports.excel.page import write_page
from asnkarier.reports.excel.record import MOST_FACTS_ON_COVER, write_record
from asnkarier.reports.excel.sheets import MOST_ROWS, Part, write_rows
from asnkarier.reports.files import Archive, scratch
from asnkarier.reports.shown.sentences import paragraph

CHARTS: Final = N_("Charts")
# Columns that say which row of a table a line of its details is: of these kinds, or with these keys.
_NAMING: Final = ("nip", "kompetensi")
_NAMING_KEYS: Final = ("kode", "tahun", "penyelenggara", "unit_kerja", "jabatan", "kelas")
_MANY_CELLS: Final = 500_000  # beyond, the parts of the file wait on disk and not in memory


def write_workbook(book: Book, handle: BinaryIO, *, most_rows: int = MOST_ROWS) -> None:
    """Write `book` as an .xlsx file into `handle`; a table of more than `most_rows` rows continues on a sheet "… (2)".

    OSError: `handle` or the disk for temporary files refuses.
    """
    cells = sum(len(block.rows) * len(block.columns) for block in book.shown() if isinstance(block, Table))
    # The folder and all in it are for the owner only, and go even when writing fails.
    with scratch() as folder:
        options = {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
            "in_memory": cells <= _MANY_CELLS, "tmpdir": folder,
        }  # fmt: skip
        # The archive is small beside its contents; a handle that refuses would leave an archive that cannot be closed.
        archive = Archive()
        workbook = QuickWorkbook(archive, options)
        _compose(workbook, book, most_rows)
        try:
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error
    for worksheet in workbook.worksheets():
        if not getattr(worksheet, "written", True):
            raise RuntimeError("this version of XlsxWriter left out the rows of a worksheet")
    handle.write(archive.getbuffer())


def _compose(workbook: Workbook, book: Book, most_rows: int) -> None:
    workbook.set_properties(_properties(book))
    formats = Formats(workbook)
    taken: set[str] = set()
    cover = sheet_name(_(COVER), taken)
    legal = sheet_name(_(LEGAL_BASIS), taken) if book.citations else None
    provenance = sheet_name(_(PROVENANCE), taken)
    # The cover is first in the file but speaks of what happened later: XlsxWriter lets its cells be written last.
    front = workbook.add_worksheet(cover)
    on_cover: list[Record] = []
    contents: list[Content] = []
    notes = [_(note) for note in book.notes]
    for block in _gathered(book):
        if isinstance(block, Text):
            notes += map(paragraph, block.paragraphs)
        elif isinstance(block, Page):
            name = sheet_name(_(block.title), taken)
            write_page(workbook, formats, book, block, name)
            contents.append(Content(name, _parts_of(block)))
        elif isinstance(block, Record) and len(block.columns) <= MOST_FACTS_ON_COVER:
            notes += _note(block)
            on_cover.append(block)
        elif isinstance(block, Record):
            notes += _note(block)
            name = sheet_name(_(block.title), taken)
            write_record(workbook, formats, book, block, name)
            contents.append(Content(name, ""))
        else:
            notes += _note(block)
            parts = list(_parts(block, taken, most_rows))
            notes += write_rows(workbook, formats, book, block, parts)
            contents += [Content(part.name, _counted(part.last - part.first)) for part in parts]
    if legal is not None:
        write_legal_basis(workbook, formats, book, legal)
        contents.append(Content(legal, _counted(len(book.citations))))
    write_provenance(workbook.add_worksheet(provenance), formats, book)
    contents.append(Content(provenance, ""))
    write_cover(front, formats, book, contents, on_cover, notes)


def _gathered(book: Book) -> Iterator[Table | Record | Text | Page]:
    """Yield what people read of `book`, the charts that stand on no page together as one, where the first of them stands."""
    charts = tuple(block for block in book.blocks if isinstance(block, Chart))
    behind: list[Table] = []
    for block in book.blocks:
        if isinstance(block, Page):
            yield replace(block, blocks=tuple(filter(for_people, block.blocks)))
        elif isinstance(block, Chart):
            if block is charts[0]:
                yield Page(CHARTS, charts)
        elif for_people(block):
            front, *details = _parted(block)
            behind += details
            yield front
    yield from behind


def _parted(block: Table | Record | Text) -> "list[Any]":
    """Return a table without the columns that stand behind, and a table of these with what names its rows; any other block alone."""
    if not isinstance(block, Table) or not any(column.behind for column in block.columns):
        return [block]
    front = tuple(column for column in block.columns if not column.behind)
    named = tuple(column for column in front if column.kind in _NAMING or column.key in _NAMING_KEYS)
    title = message(N_("{title} – details"), title=_(block.title))
    details = replace(
        block, title=title, columns=(*named, *(one for one in block.columns if one.behind)), note=""
    )
    return [replace(block, columns=front), *([details] if len(block.rows) else [])]


def _note(block: Table | Record) -> list[str]:
    return [f"{_(block.title)}: {_(block.note)}"] if block.note else []


def _parts_of(page: Page) -> str:
    return "; ".join(_(block.title) for block in page.blocks if block.title)


def _counted(rows: int) -> str:
    return message(N_("rows: {count}"), count=rows)


def _parts(table: Table, taken: set[str], most_rows: int) -> Iterator[Part]:
    """Yield the worksheets of one table; an empty table is one empty worksheet."""
    count = len(table.rows)
    for first in range(0, max(count, 1), most_rows):
        yield Part(sheet_name(_(table.title), taken), first, min(first + most_rows, count))


def _properties(book: Book) -> dict[str, Any]:
    return {
        "title": _(book.title),
        "author": book.agency,
        "company": book.agency,
        "keywords": book.schema,
        "created": datetime(book.as_of.year, book.as_of.month, book.as_of.day, tzinfo=UTC),
    }
