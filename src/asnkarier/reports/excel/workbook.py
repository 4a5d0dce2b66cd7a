"""A report as a workbook: a page that sums it up, one worksheet per table or page, remarks, legal basis, provenance. The same report gives the same bytes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from asnkarier.language import _, message
from asnkarier.model.book import Book, Chart, Page, Record, Table, Text, for_people
from asnkarier.model.messages import N_
from asnkarier.reports.excel.around.cover import COVER, MOST_FACTS, Front, write_cover
from asnkarier.reports.excel.around.legal import LEGAL_BASIS, write_legal_basis
from asnkarier.reports.excel.around.named import named_lines
from asnkarier.reports.excel.around.provenance import PROVENANCE, write_provenance
from asnkarier.reports.excel.around.remarks import REMARKS, Content, of_the_law, write_remarks
from asnkarier.reports.excel.around.signing import logo_missing
from asnkarier.reports.excel.charts import Place
from asnkarier.reports.excel.formats import Formats
from asnkarier.reports.excel.names import sheet_name
from asnkarier.reports.excel.packing import QuickWorkbook
from asnkarier.reports.excel.page import write_page
from asnkarier.reports.excel.printing import is_printed
from asnkarier.reports.excel.record import MOST_FACTS_ON_COVER, write_record
from asnkarier.reports.excel.sheets import MOST_ROWS, Part, is_appendix, write_rows
from asnkarier.reports.files import Archive, scratch
from asnkarier.reports.shown.sentences import paragraph

CHARTS: Final = N_("Charts")
# Columns that say which row of a table a line of its details is: of these kinds, or with these keys.
_NAMING: Final = ("nip", "kompetensi")
_NAMING_KEYS: Final = ("kode", "tahun", "penyelenggara", "unit_kerja", "jabatan", "kelas")
_FIRST_FACTS: Final = 6  # of a long list of facts, on the first sheet
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
    taken: set[str] = set()
    cover, remarks = sheet_name(_(COVER), taken), sheet_name(_(REMARKS), taken)
    legal = sheet_name(_(LEGAL_BASIS), taken) if book.citations else None
    provenance = sheet_name(_(PROVENANCE), taken)
    # The first sheet speaks of what follows: XlsxWriter lets its cells be written last.
    front = workbook.add_worksheet(cover)
    made = _Made(workbook, Formats(workbook), book, most_rows, taken)
    for block in _gathered(book):
        made.add(block)
    behind = workbook.add_worksheet(remarks)
    if legal is not None:
        write_legal_basis(workbook, made.formats, book, legal)
        made.contents.append(Content(legal, _counted(len(book.citations))))
    write_provenance(workbook.add_worksheet(provenance), made.formats, book)
    made.contents.append(Content(provenance, ""))
    notes = [*made.notes, *of_the_law(book), *logo_missing(book.paper)]
    shown, others = _few_facts(made.records)
    told = Front(shown, named_lines(book, made.parts), made.charts, notes, remarks)
    write_cover(workbook, front, made.formats, book, told)
    write_remarks(behind, made.formats, book, made.contents, others, notes)


def _few_facts(records: list[Record]) -> tuple[list[Record], list[Record]]:
    """Return the lists of facts for which the first sheet has room, and the others."""
    shown: list[Record] = []
    for record in records:
        if sum(len(one.columns) for one in (*shown, record)) > MOST_FACTS:
            break
        shown.append(record)
    return shown, records[len(shown) :]


def _head(record: Record) -> Record:
    """Return the first facts of a long list, those that a terminal shows too."""
    first = [column for column in record.columns if column.terminal][:_FIRST_FACTS]
    return replace(record, columns=tuple(first))


class _Made:
    """The sheets between the first and the remarks, and what those two say of them."""

    def __init__(
        self, workbook: Workbook, formats: Formats, book: Book, most_rows: int, taken: set[str]
    ) -> None:
        self.workbook, self.formats, self.book = workbook, formats, book
        self.most_rows, self.taken = most_rows, taken
        self.tables: set[str] = set()
        self.records: list[Record] = []
        self.contents: list[Content] = []
        self.charts: list[tuple[Chart, Place]] = []
        self.parts: dict[str, list[Part]] = {}
        self.notes = [_(note) for note in book.notes]

    def add(self, block: Table | Record | Text | Page) -> None:
        """Write a block as the worksheets that it takes."""
        if isinstance(block, Text):
            self.notes += map(paragraph, block.paragraphs)
        elif isinstance(block, Page):
            self.page(block)
        else:
            self.notes += _note(block)
            self.facts(block) if isinstance(block, Record) else self.rows(block)

    def page(self, page: Page) -> None:
        name = sheet_name(_(page.title), self.taken)
        self.charts += write_page(self.workbook, self.formats, self.book, page, name)
        self.contents.append(Content(name, _parts_of(page)))
        self.parts[f"page {page.title}"] = [Part(name, 0, 0)]

    def facts(self, record: Record) -> None:
        if len(record.columns) <= MOST_FACTS_ON_COVER:
            self.records.append(record)
            return
        self.records.append(_head(record))
        name = sheet_name(_(record.title), self.taken)
        write_record(self.workbook, self.formats, self.book, record, name)
        self.contents.append(Content(name, ""))

    def rows(self, table: Table) -> None:
        if not len(table.rows) and table.key != self.book.main:  # a sentence says it, not a sheet
            self.contents.append(Content(_(table.title), _("no rows"), there=False))
            return
        parts = list(_parts(table, self.taken, self.most_rows))
        self.notes += write_rows(self.workbook, self.formats, self.book, table, parts, self.tables)
        printed = is_printed(self.book, appendix=is_appendix(self.book, table))
        self.contents += [
            Content(part.name, _counted(part.last - part.first, printed=printed)) for part in parts
        ]
        self.parts.setdefault(table.key, parts)


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
    columns = (*named, *(one for one in block.columns if one.behind))
    details = replace(
        block, key=f"{block.key} details", title=title, columns=columns, note="", terminal=False
    )
    return [replace(block, columns=front), *([details] if len(block.rows) else [])]


def _note(block: Table | Record) -> list[str]:
    return [f"{_(block.title)}: {_(block.note)}"] if block.note else []


def _parts_of(page: Page) -> str:
    return "; ".join(_(block.title) for block in page.blocks if block.title)


def _counted(rows: int, *, printed: bool = True) -> str:
    told = N_("rows: {count}") if printed else N_("rows: {count}; appendix, not printed with the others")
    return message(told, count=rows)


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
