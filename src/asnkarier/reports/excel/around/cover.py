"""The first sheet: whose report, as of when, what must be known before the tables, that people decide, and who signs."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from asnkarier.language import _, message
from asnkarier.model.book import Book, Record
from asnkarier.model.messages import N_
from asnkarier.reports.excel.around.signing import letterhead, logo_missing, signatures
from asnkarier.reports.excel.around.upright import ACROSS, LAST, Upright
from asnkarier.reports.excel.formats import ACCENT, GREY, LINE, Formats, row_height, text_units
from asnkarier.reports.excel.printing import set_up_page
from asnkarier.reports.excel.record import fact
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
# So many points of rows on one page of A4 are printed at six tenths of their size; a longer cover takes more pages.
_ONE_PAGE: Final = 1200


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
    letterhead(cover, book.paper)
    cover.title(book)
    cover.notes([*notes, *_of_the_law(book), *logo_missing(book.paper)])
    for record in records:
        cover.record(record)
    cover.leanings(book)
    cover.next_steps(book)
    cover.counts(book)
    cover.contents(contents)
    signatures(cover, book.paper)
    set_up_page(worksheet, book, "", landscape=False)
    worksheet.fit_to_pages(1, 1 if cover.height <= _ONE_PAGE else 0)
    worksheet.print_area(0, 0, cover.row, LAST)


def _of_the_law(book: Book) -> list[str]:
    """Say what of the law behind the report is not certain; which rules, stands on the sheet of the law."""
    uncertain = sum(line.mark in UNCERTAIN for line in book.citations)
    unread = sum(bool(line.amended_unread) for line in book.citations)
    if not uncertain + unread:
        return []
    told = N_(
        "Of {count} rules used, {uncertain} are not certain and {unread} were amended in words that were not read: see the sheet of the legal basis."
    )
    return [message(told, count=len(book.citations), uncertain=uncertain, unread=unread)]


class _Cover(Upright):
    """The first sheet: what a reader must know before the tables."""

    def title(self, book: Book) -> None:
        if book.doubt:
            self.across(book.doubt, bold=True, font_color="#9C0006", bg_color="#FFC7CE", text_wrap=True)
        if book.agency and not (book.paper and book.paper.lines):
            self.across(book.agency, 18, font_size=11, font_color=GREY)
        title = _(book.title)
        height = 26.0 * count_lines(title, ACROSS // 2, text_units)
        self.across(title, height, font_size=18, bold=True, font_color=ACCENT, text_wrap=True)
        if book.subject:
            self.across(_(book.subject), 20, bold=True, font_size=12)
        self.across(message(N_("as of {day}"), day=long_day(book.as_of)), 18, font_size=11)
        if only := filter_text(book):
            self.across(only, font_size=11, text_wrap=True)
        self.row += 1
        box = {"text_wrap": True, "bg_color": "#FFF8E5", "border": 1, "border_color": "#E3C77A", "indent": 1}
        self.across(_(STATEMENT), row_height(count_lines(_(STATEMENT), ACROSS - 4, text_units)) + 10, **box)

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
