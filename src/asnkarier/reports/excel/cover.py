"""The first sheet: whose report, as of when, from which files and rules, and that people decide."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from asnkarier.language import _, message
from asnkarier.model.book import Book, ColumnKind, Record
from asnkarier.model.messages import N_
from asnkarier.reports.excel.formats import ACCENT, GREY, LINE, Formats, row_height, text_units
from asnkarier.reports.excel.printing import set_up_page
from asnkarier.reports.excel.record import fact
from asnkarier.reports.excel.sheets import cell_lines
from asnkarier.reports.excel.written import put, put_across
from asnkarier.reports.shown.beside import LEANS_ON, NEXT_STEPS, leaning_lines, step_lines
from asnkarier.reports.shown.column_layout import count_lines
from asnkarier.reports.shown.filters import filter_text
from asnkarier.reports.shown.labels import UNCERTAIN, label_of
from asnkarier.reports.shown.numbers import long_day

COVER: Final = N_("Cover")
STATEMENT: Final = N_(
    "This report is a recommendation for the Tim Penilai Kinerja and the Pejabat Pembina Kepegawaian (PPK). It decides "
    "nothing: people decide, weigh what the figures cannot show, hear those concerned and record their reasons "
    "(UU 27/2022 Pasal 10)."
)
_WIDTHS: Final = (36, 16, 10, 48)
_LAST: Final = len(_WIDTHS) - 1
_ACROSS: Final = sum(_WIDTHS) - 2
_BESIDE: Final = sum(_WIDTHS[1:]) - 4
# So many points of rows on one page of A4 are printed at six tenths of their size; a longer cover takes more pages.
_ONE_PAGE: Final = 1200
_FILES: Final[tuple[ColumnKind, ...]] = ("text", "text", "integer", "text")


class Content(NamedTuple):
    """A worksheet of the workbook and what it holds, in words."""

    name: str
    holds: str


def write_cover(
    worksheet: Any,
    formats: Formats,
    book: Book,
    contents: Sequence[Content],
    records: Sequence[Record],
    notes: Sequence[str],
) -> None:
    """Write the cover into `worksheet`.

    contents: the worksheets that follow. records: the short lists of facts that the cover itself shows.
    notes: what must be said before reading the rest.
    """
    cover = _Cover(worksheet, formats)
    cover.title(book)
    cover.notes(notes)
    for record in records:
        cover.record(record)
    cover.leanings(book)
    cover.next_steps(book)
    cover.counts(book)
    cover.contents(contents)
    cover.inputs(book)
    cover.law(book)
    cover.facts(book)
    cover.signature()
    set_up_page(worksheet, book, "", landscape=False)
    worksheet.fit_to_pages(1, 1 if cover.height <= _ONE_PAGE else 0)
    worksheet.print_area(0, 0, cover.row, _LAST)


class _Cover:
    """The cover while it grows downwards."""

    def __init__(self, worksheet: Any, formats: Formats) -> None:
        self.worksheet = worksheet
        self.formats = formats
        self.row = 0
        self.height = 0.0
        for column, width in enumerate(_WIDTHS):
            worksheet.set_column(column, column, width)

    def next_row(self, height: float) -> None:
        self.worksheet.set_row(self.row, height)
        self.row += 1
        self.height += height

    def across(self, text: str, height: float | None = None, **look: Any) -> None:
        """Write one text over the whole width; merged cells do not grow by themselves, so the height is worked out."""
        put_across(self.worksheet, self.row, 0, _LAST, text, self.formats.look(**look))
        self.next_row(height or row_height(count_lines(text, _ACROSS, text_units)))

    def title(self, book: Book) -> None:
        if book.doubt:
            self.across(book.doubt, bold=True, font_color="#9C0006", bg_color="#FFC7CE", text_wrap=True)
        if book.agency:
            self.across(book.agency, 18, font_size=11, font_color=GREY)
        title = _(book.title)
        height = 26.0 * count_lines(title, _ACROSS // 2, text_units)
        self.across(title, height, font_size=18, bold=True, font_color=ACCENT, text_wrap=True)
        if book.subject:
            self.across(_(book.subject), 20, bold=True, font_size=12)
        self.across(message(N_("as of {day}"), day=long_day(book.as_of)), 18, font_size=11)
        if only := filter_text(book):
            self.across(only, font_size=11, text_wrap=True)
        self.row += 1
        box = {"text_wrap": True, "bg_color": "#FFF8E5", "border": 1, "border_color": "#E3C77A", "indent": 1}
        self.across(_(STATEMENT), row_height(count_lines(_(STATEMENT), _ACROSS - 4, text_units)) + 10, **box)

    def section(self, heading: str) -> None:
        self.row += 1
        self.across(heading, 19, bold=True, font_size=11, font_color=ACCENT, bottom=1, bottom_color=ACCENT)

    def notes(self, notes: Sequence[str]) -> None:
        if notes:
            self.section(_("Please note"))
            for note in notes:
                self.across(f"•  {note}", text_wrap=True)

    def leanings(self, book: Book) -> None:
        if book.leans_on:
            self.section(_(LEANS_ON))
            for mark, told in leaning_lines(book):
                self.across(f"{mark}  {told}", text_wrap=True)

    def next_steps(self, book: Book) -> None:
        if book.next_steps:
            self.section(_(NEXT_STEPS))
            for told, commands in step_lines(book):
                self.across(f"{told}:", text_wrap=True)
                for command in commands:
                    self.across(command, text_wrap=True, font_name="Consolas", indent=2)

    def pair(
        self, label: str | None, content: str | float | None, kind: ColumnKind = "text", tone: Any = "plain"
    ) -> None:
        """Write a label (None: it is there already) and its value over the rest of the width."""
        if label is not None:
            put(self.worksheet, self.row, 0, label, self.formats.cell("text", wrap=True))
        look = self.formats.cell(kind, tone, wrap=True, left=True, content=content)
        put_across(self.worksheet, self.row, 1, _LAST, content, look)
        self.next_row(row_height(max(cell_lines(label, _WIDTHS[0]), cell_lines(content, _BESIDE))))

    def record(self, sheet: Record) -> None:
        self.section(_(sheet.title))
        for column in sheet.columns:
            cell = fact(sheet, column)
            self.pair(_(column.label), cell.content, column.kind, cell.tone)

    def counts(self, book: Book) -> None:
        if book.counts:
            self.section(_("Counted in and out"))
            for name, count in book.counts.items():
                self.pair(label_of(name), count, "integer")

    def contents(self, contents: Sequence[Content]) -> None:
        if not contents:
            return
        self.section(_("In this workbook"))
        link = self.formats.look(font_color=ACCENT, underline=1, indent=1, bottom=1, bottom_color=LINE)
        for part in contents:
            target = part.name.replace("'", "''")
            refused = self.worksheet.write_url(self.row, 0, f"internal:'{target}'!A1", link, part.name)
            self.pair(part.name if refused else None, part.holds or None)

    def inputs(self, book: Book) -> None:
        if not book.inputs:
            return
        self.section(_("Files read"))
        for column, label in enumerate((_("File"), _("Kind"), _("Rows"), "SHA-256")):
            put(self.worksheet, self.row, column, label, self.formats.header(_FILES[column]))
        self.next_row(row_height(1))
        # Small enough that the whole fingerprint stands on one line.
        fingerprint = self.formats.look(
            font_name="Consolas",
            font_size=7,
            shrink=True,
            indent=1,
            num_format="@",
            bottom=1,
            bottom_color=LINE,
        )
        for source in book.inputs:
            cells: tuple[str | int, ...] = (source.file, label_of(source.kind), source.rows)
            for column, content in enumerate(cells):
                put(self.worksheet, self.row, column, content, self.formats.cell(_FILES[column], wrap=True))
            put(self.worksheet, self.row, _LAST, source.sha256, fingerprint)
            self.next_row(row_height(max(cell_lines(c, w) for c, w in zip(cells, _WIDTHS, strict=False))))

    def law(self, book: Book) -> None:
        """Say how far the law behind the report can be relied on; each rule stands on the sheet of the law."""
        if not book.citations:
            return
        lines = book.citations
        self.section(_("How well the law is known"))
        self.pair(_("Rules used"), len(lines), "integer")
        for label, count in (
            (_("of them not certain"), sum(line.mark in UNCERTAIN for line in lines)),
            (
                _("of them amended in words that were not read"),
                sum(bool(line.amended_unread) for line in lines),
            ),
        ):
            self.pair(label, count, "integer", "fair" if count else "plain")

    def facts(self, book: Book) -> None:
        self.section(_("Made with"))
        self.pair(_("Tool"), f"asnkarier {book.version}".strip())
        self.pair(_("Rules"), book.rules_fingerprint or None)
        self.pair(_("Schema"), book.schema)

    def signature(self) -> None:
        """Leave the places that a person fills by hand."""
        self.row += 2
        plain = self.formats.look()
        place, position = _("Place and date"), _("Position")
        lines = (
            f"{place}: {'…' * 16}",
            f"{position}: {'…' * 20}",
            "",
            "",
            "",
            "…" * 26,
            f"NIP. {'…' * 23}",
        )
        for text in lines:
            if text:
                put(self.worksheet, self.row, _LAST, text, plain)
            self.next_row(row_height(1))
