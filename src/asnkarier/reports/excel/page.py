"""A worksheet to be read and printed like a page: tables, facts, sentences and charts below each other, one page wide.

The columns of the worksheet are a fine grid; whatever stands on the page takes as many of them as it needs.
"""

import math
from collections.abc import Sequence
from typing import Any, Final

from xlsxwriter import Workbook

from asnkarier.language import _
from asnkarier.model.book import Block, Book, Chart, Column, Page, Record, Table
from asnkarier.model.book import Text as Sentences
from asnkarier.model.messages import N_
from asnkarier.reports.excel.cells import CellValue, cell_maker
from asnkarier.reports.excel.charts import Place, chart_of, figures_of, shade
from asnkarier.reports.excel.formats import ACCENT, GREY, ROW_HEIGHT, Formats, row_height, text_units
from asnkarier.reports.excel.printing import is_printed, leave_unprinted, set_up_page
from asnkarier.reports.excel.record import fact
from asnkarier.reports.excel.sheets import cell_lines, column_demand
from asnkarier.reports.excel.written import checked, put, put_across
from asnkarier.reports.shown.column_layout import Demand, count_lines
from asnkarier.reports.shown.sentences import paragraph
from asnkarier.reports.shown.values import column_values

_UNPRINTED: Final = N_(
    "Appendix: not printed with the other sheets, unless config.yaml asks for it (print, appendix). To print it alone, clear its print area."
)
_UNITS: Final = 46  # columns of the grid
_UNIT_WIDTH: Final = 3  # as a spreadsheet counts the width of one
_UNIT_PIXELS: Final = 26  # what that measures on a screen
_UNIT: Final = 3.6  # characters that fit into a unit, where several are one cell
_ROW_PIXELS: Final = ROW_HEIGHT * 96 / 72
_LABEL_UNITS: Final = 13
_FIGURE_UNITS: Final = 4
_NARROW_UNITS: Final = 2  # where many figures stand beside each other
_MOST_BESIDE: Final = 3  # series whose figures leave room for the chart at their side
_LEAST_CHART_ROWS: Final = 8
_LEAST_SPAN: Final = 3
_BOX_HEIGHT: Final = 40.0
_HEADING: Final = 19.0
_PAGE_HEIGHT: Final = 570.0  # points of a worksheet on A4 in landscape, one page wide
_TOGETHER: Final = 80.0  # points that must be left on a page to begin something new


def write_page(
    workbook: Workbook, formats: Formats, book: Book, page: Page, name: str
) -> list[tuple[Chart, Place]]:
    """Write `page` as a worksheet called `name`; return its charts and the cells that hold their figures."""
    worksheet = workbook.add_worksheet(name)
    worksheet.set_column(0, _UNITS - 1, _UNIT_WIDTH)
    canvas = _Canvas(workbook, worksheet, formats)
    canvas.across(_(page.title), font_size=16, bold=True, font_color=ACCENT, height=24.0)
    if book.subject:
        canvas.across(_(book.subject), font_size=11, bold=True)
    printed = is_printed(book, appendix=page.appendix)
    if not printed:
        canvas.across(_(_UNPRINTED), italic=True, font_color=GREY)
        leave_unprinted(worksheet, _UNITS)
    for block in page.blocks:
        canvas.block(block)
    set_up_page(worksheet, book, _(page.title), landscape=not page.one_sheet)
    if page.one_sheet:
        worksheet.fit_to_pages(1, 1)
    else:
        worksheet.set_h_pagebreaks(canvas.breaks)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{canvas.row + 1}"})
    return canvas.charts


class _Canvas:
    """The page while it grows downwards."""

    def __init__(self, workbook: Workbook, worksheet: Any, formats: Formats) -> None:
        self.workbook = workbook
        self.worksheet = worksheet
        self.formats = formats
        self.row = 0
        self.used = 0.0
        self.breaks: list[int] = []
        self.charts: list[tuple[Chart, Place]] = []

    def across(self, text: str, height: float | None = None, **look: Any) -> None:
        """Write one text over the whole width, wrapped; merged cells do not grow by themselves."""
        put_across(self.worksheet, self.row, 0, _UNITS - 1, text, self.formats.look(text_wrap=True, **look))
        lines = count_lines(text, _UNITS * _UNIT - 4, text_units)
        self.next_row(height or row_height(lines))

    def next_row(self, height: float) -> None:
        self.worksheet.set_row(self.row, height)
        self.row += 1
        self.used = self.used + height if self.used + height <= _PAGE_HEIGHT else height

    def keep_together(self, height: float) -> None:
        """Begin a new page on paper where less than `height` points are left."""
        if self.used + height > _PAGE_HEIGHT:
            self.breaks.append(self.row)
            self.used = 0.0

    def block(self, block: Block) -> None:
        self.next_row(ROW_HEIGHT)
        charted = isinstance(block, Chart) and _chart_rows(block) * ROW_HEIGHT + _HEADING
        self.keep_together(charted or _TOGETHER)
        if block.title:
            self.across(
                _(block.title), 19, bold=True, font_size=11, font_color=ACCENT, bottom=1, bottom_color=ACCENT
            )
        if isinstance(block, Sentences):
            for told in block.paragraphs:
                self.across(paragraph(told))
            return
        if len(block.rows) == 0:
            self.across(_("no rows"), font_color=GREY)
        elif isinstance(block, Record):
            self.record(block)
        elif isinstance(block, Chart):
            self.chart(block)
        else:
            self.table(block)
        if block.note:
            self.across(_(block.note), italic=True, font_color=GREY)

    def record(self, record: Record) -> None:
        for column in record.columns:
            cell = fact(record, column)
            label = self.formats.cell("text", wrap=True)
            put_across(self.worksheet, self.row, 0, _LABEL_UNITS - 1, _(column.label), label)
            look = self.formats.cell(column.kind, cell.tone, wrap=True, left=True, content=cell.content)
            put_across(self.worksheet, self.row, _LABEL_UNITS, _UNITS - 1, cell.content, look)
            lines = cell_lines(cell.content, int((_UNITS - _LABEL_UNITS) * _UNIT))
            self.next_row(row_height(max(lines, cell_lines(_(column.label), int(_LABEL_UNITS * _UNIT)))))

    def table(self, table: Table) -> None:
        values = [column_values(table.rows, column) for column in table.columns]
        demands = [column_demand(*pair) for pair in zip(table.columns, values, strict=True)]
        spans = _spans(demands)
        cells = [
            found.spread(cell_maker(column)) for column, found in zip(table.columns, values, strict=True)
        ]
        self.lines(table.columns, spans, cells)

    def lines(
        self,
        columns: Sequence[Column],
        spans: Sequence[int],
        cells: Sequence[Sequence[CellValue]],
        least: float = ROW_HEIGHT,
    ) -> None:
        """Write a heading and lines of `least` points or more; each column takes as many units of the grid as `spans` says."""
        headings = [_(column.label) for column in columns]
        self.line(headings, spans, [self.formats.header(column.kind) for column in columns])
        for line in zip(*cells, strict=True):
            looks = [
                self.formats.cell(
                    column.kind, "bad" if cell.cut else cell.tone, wrap=True, content=cell.content
                )
                for column, cell in zip(columns, line, strict=True)
            ]
            self.line([cell.content for cell in line], spans, looks, least)

    def line(
        self,
        contents: Sequence[str | float | None],
        spans: Sequence[int],
        looks: Sequence[Any],
        least: float = ROW_HEIGHT,
    ) -> None:
        place = 0
        for content, span, look in zip(contents, spans, looks, strict=True):
            if span == 1:
                put(self.worksheet, self.row, place, content, look)
            else:
                put_across(self.worksheet, self.row, place, place + span - 1, content, look)
            place += span
        lines = max(cell_lines(c, int(span * _UNIT)) for c, span in zip(contents, spans, strict=True))
        self.next_row(max(row_height(lines), least))

    def shaded(self, chart: Chart, columns: Sequence[Column], cells: Sequence[Sequence[CellValue]]) -> None:
        """Write the figures of a matrix, shaded by their size; more columns than the page is wide go on below, by the same scale."""
        height = _BOX_HEIGHT if chart.kind == "boxes" else ROW_HEIGHT
        span, most = _bands(len(columns) - 1)
        top = max(
            (one.content for part in cells[1:] for one in part if isinstance(one.content, (int, float))),
            default=0,
        )
        for begin in range(1, len(columns), most):
            shown = slice(begin, begin + most)
            if begin > 1:
                self.next_row(ROW_HEIGHT)
                self.keep_together((len(cells[0]) + 1) * ROW_HEIGHT)
            spans = [_LABEL_UNITS, *[span] * len(columns[shown])]
            first = self.row + 1
            self.lines((columns[0], *columns[shown]), spans, (cells[0], *cells[shown]), height)
            places = [sum(spans[:i]) for i in range(len(spans))]
            place = Place(self.worksheet.name, first, self.row - 1, places)
            shade(self.worksheet, place, top)
            self.charts.append((chart, place))

    def chart(self, chart: Chart) -> None:
        """Write the figures, and beside or below them the chart that reads them from their cells."""
        columns, rows = figures_of(chart)
        cells = [column_values(rows, column).spread(cell_maker(column)) for column in columns]
        if chart.kind in ("matrix", "boxes"):
            self.shaded(chart, columns, cells)
            return
        spans = [_LABEL_UNITS, *[_FIGURE_UNITS] * (len(columns) - 1)]
        top = self.row
        self.lines(columns, spans, cells)
        place = Place(self.worksheet.name, top + 1, self.row - 1, [sum(spans[:i]) for i in range(len(spans))])
        self.charts.append((chart, place))
        drawn = chart_of(self.workbook, chart, place)
        beside = len(columns) <= _MOST_BESIDE + 1
        first, left = (top, sum(spans) + 1) if beside else (self.row + 1, 0)
        height = _chart_rows(chart)
        drawn.set_size({"width": (_UNITS - left) * _UNIT_PIXELS, "height": round(height * _ROW_PIXELS)})
        told = {"object_position": 1, "description": _(chart.title)}
        checked(self.worksheet.insert_chart(first, left, drawn, told), self.worksheet, first, left)
        while self.row < first + height:
            self.next_row(ROW_HEIGHT)


def _bands(figures: int) -> tuple[int, int]:
    """Return how many units of the grid each figure takes, and how many figures stand beside each other; what is too wide goes on below."""
    room = _UNITS - _LABEL_UNITS
    span = _FIGURE_UNITS if figures * _FIGURE_UNITS <= room else _NARROW_UNITS
    return span, room // span


def _chart_rows(chart: Chart) -> int:
    legend = len(chart.series) > 1 or chart.upto is not None
    return max(len(chart.rows) + 2 + 2 * legend + bool(chart.axis), _LEAST_CHART_ROWS)


def _spans(demands: Sequence[Demand]) -> list[int]:
    """Return how many units of the grid each column takes, all of them together: the least that each needs, then who lacks most.

    Where even that is too much, the widest texts give way.
    """
    if len(demands) > _UNITS:
        raise ValueError(f"a table on a page has at most {_UNITS} columns, not {len(demands)}")
    spans = [max(1, math.ceil(demand.least / _UNIT)) for demand in demands]
    while sum(spans) > _UNITS:
        texts = [
            i for i, demand in enumerate(demands) if demand.natural > demand.least and spans[i] > _LEAST_SPAN
        ]
        spans[max(texts or range(len(spans)), key=lambda i: spans[i])] -= 1
    while sum(spans) < _UNITS:
        spans[max(range(len(spans)), key=lambda i: (demands[i].natural - spans[i] * _UNIT, -i))] += 1
    return spans
