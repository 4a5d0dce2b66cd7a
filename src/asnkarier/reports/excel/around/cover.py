"""The first sheet: one page that says whose report it is, as of when, what it comes to, what to see first, that people decide, and who signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter import Workbook

from asnkarier.language import _, message
from asnkarier.model.book import Book, Chart, Page, Record, Text
from asnkarier.model.messages import N_
from asnkarier.reports.excel.around.named import Named
from asnkarier.reports.excel.around.signing import letterhead, room_to_sign, signatures
from asnkarier.reports.excel.around.upright import ACROSS, LAST, Upright
from asnkarier.reports.excel.charts import Place, chart_of, fits_the_front
from asnkarier.reports.excel.formats import ACCENT, GREY, Formats, row_height, text_units
from asnkarier.reports.excel.printing import set_up_page
from asnkarier.reports.excel.written import checked
from asnkarier.reports.shown.column_layout import count_lines
from asnkarier.reports.shown.filters import filter_text
from asnkarier.reports.shown.labels import label_of
from asnkarier.reports.shown.numbers import long_day
from asnkarier.reports.shown.sentences import paragraph

COVER: Final = N_("Cover")
STATEMENT: Final = N_(
    "This report is a recommendation for the Tim Penilai Kinerja and the Pejabat Pembina Kepegawaian (PPK). It decides "
    "nothing: people decide, weigh what the figures cannot show, hear those concerned and record their reasons "
    "(UU 27/2022 Pasal 10)."
)
_MORE: Final = N_(
    "All remarks, what the verdicts lean on, the next steps and what each sheet holds: see the sheet {sheet}."
)
_ONE_PAGE: Final = 1150.0  # points of rows that one page of A4 prints at about two thirds of their size
MOST_FACTS: Final = 14
_MOST_SENTENCES: Final = 4
_CHART_ROWS: Final = 11
_CHART_WIDTH: Final = 800  # pixels: the width of the sheet
_A_SECTION: Final = 36.0
_FIRST_NOTES: Final = 3  # so many remarks stand here even where the page becomes smaller for them


@dataclass(frozen=True, slots=True)
class Front:
    """What the first sheet takes from the others: facts, lines to see first, charts with the cells they read, all remarks, and where these stand."""

    records: Sequence[Record]
    named: Sequence[Named]
    charts: Sequence[tuple[Chart, Place]]
    notes: Sequence[str]
    remarks: str


def write_cover(workbook: Workbook, worksheet: Any, formats: Formats, book: Book, front: Front) -> None:
    """Write the first sheet of `book` into `worksheet`, on one page of paper."""
    cover = _Cover(worksheet, formats)
    letterhead(cover, book.paper)
    cover.title(book)
    cover.in_short(book, front.records)
    cover.named(front.named)
    cover.chart(workbook, front.charts)
    cover.notes(front, _ONE_PAGE - cover.height - room_to_sign(book.paper))
    signatures(cover, book.paper)
    set_up_page(worksheet, book, "", landscape=False)
    worksheet.fit_to_pages(1, 1)
    worksheet.print_area(0, 0, cover.row, LAST)


def sentences_of(book: Book) -> list[str]:
    """Return the sentences that sum the report up: those of its first page."""
    pages = [block for block in book.blocks if isinstance(block, Page)]
    told = [block for block in pages[0].blocks if isinstance(block, Text)] if pages else []
    return [paragraph(one) for block in told for one in block.paragraphs][:_MOST_SENTENCES]


class _Cover(Upright):
    """The first sheet while it grows."""

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

    def in_short(self, book: Book, records: Sequence[Record]) -> None:
        """Write what the report comes to: its sentences, what was counted, and its short lists of facts."""
        told, counted = (
            sentences_of(book),
            [f"{label_of(name)}: {count}" for name, count in book.counts.items()],
        )
        if told or counted or records:
            self.section(_("In short"))
        for one in [*told, *(["; ".join(counted)] if counted else [])]:
            self.across(one, text_wrap=True)
        for record in records:
            self.across(_(record.title), bold=True, font_color=ACCENT)
            self.short_list(record)

    def named(self, lines: Sequence[Named]) -> None:
        """Write the lines to see first, each linked to where it stands."""
        if not lines:
            return
        self.section(_("To be seen first"))
        for line in lines:
            refused = self.linked(line.label, line.sheet, line.row)
            self.pair(line.label, line.told or None, there=not refused)

    def chart(self, workbook: Workbook, charts: Sequence[tuple[Chart, Place]]) -> None:
        """Draw the first of the charts that are drawn, over the cells where its figures stand."""
        found = next((pair for pair in charts if fits_the_front(pair[0])), None)
        if found is None:
            return
        chart, place = found
        self.section(_(chart.title))
        drawn = chart_of(workbook, chart, place)
        drawn.set_size({"width": _CHART_WIDTH, "height": round(_CHART_ROWS * row_height(1) * 96 / 72)})
        told = {"object_position": 1, "description": _(chart.title)}
        checked(self.worksheet.insert_chart(self.row, 0, drawn, told), self.worksheet, self.row, 0)
        for _row in range(_CHART_ROWS):
            self.next_row(row_height(1))

    def notes(self, front: Front, room: float) -> None:
        """Write the first remarks, as many as there is room for, and where all of them stand."""
        self.section(_("Please note"))
        room -= 2 * _A_SECTION
        for number, note in enumerate(front.notes):
            room -= row_height(count_lines(f"•  {note}", ACROSS, text_units))
            if room < 0 and number >= _FIRST_NOTES:
                break
            self.across(f"•  {note}", text_wrap=True)
        told = message(_MORE, sheet=front.remarks)
        self.link_across(told, front.remarks)
