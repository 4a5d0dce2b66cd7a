"""The data sheets of a workbook: one table each, ready to filter, to read and to print."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlsxwriter import Workbook

from asnkarier.language import _, message
from asnkarier.model.book import Book, Column, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.signing import Paper
from asnkarier.reports.excel.cells import LONGEST_TEXT, cell_maker
from asnkarier.reports.excel.formats import ROW_HEIGHT, Formats, row_height, text_units
from asnkarier.reports.excel.printing import is_printed, leave_unprinted, set_up_page
from asnkarier.reports.excel.stream import StreamedColumn, StreamedWorksheet, Total
from asnkarier.reports.excel.tables import can_be_a_table, table_name, totals_of
from asnkarier.reports.shown.column_layout import Demand, count_lines, share_width
from asnkarier.reports.shown.display import flows, shower
from asnkarier.reports.shown.values import Values, column_values

MOST_ROWS: Final = 1_048_575  # below the heading
PAPER_WIDTH: Final = 170  # characters on an A4 page in landscape at about four fifths of the size
_SMALLEST: Final = 1.5  # how many times as much may stand on one page before it is parted into several
_WRAPPED_ROWS: Final = 20_000  # beyond, working out row heights would make the file slow to open
_SAMPLE: Final = 4_000
_WIDEST: Final = 60
_LEAST_TEXT: Final = 18
_LONGEST_WORD: Final = 26
_LEAST: Final = 6
_FILTER_BUTTON: Final = 3
_INDENT: Final = 2.4  # characters that the indent and the margins of a cell take
_MOST_LINES: Final = 30  # a row may be 409 points high
_IDENTITY: Final = ("nip", "nama")


@dataclass(frozen=True, slots=True)
class Part:
    """One worksheet of a sheet: its name, and the rows `first` to `last` (exclusive) that it holds."""

    name: str
    first: int
    last: int


def write_rows(
    workbook: Workbook, formats: Formats, book: Book, sheet: Table, parts: Sequence[Part], taken: set[str]
) -> list[str]:
    """Write `sheet` into one worksheet per part; return the sentences that must be said about it. taken: the names of Excel tables so far."""
    values = [column_values(sheet.rows, column) for column in sheet.columns]
    widths = [width + 1 for width in _widths(sheet.columns, values)]
    wrap = len(sheet.rows) <= _WRAPPED_ROWS
    # A table that goes on upon another sheet has no sum below either part, nor has one of which only the first lines were asked for.
    whole = len(parts) == 1 and "limit" not in book.filter
    totals = totals_of(sheet) if whole else [None] * len(values)
    columns = [
        _streamed(formats, *found, wrap=wrap)
        for found in zip(sheet.columns, values, widths, totals, strict=True)
    ]
    for part in parts:
        worksheet = workbook.add_worksheet(part.name, StreamedWorksheet)
        worksheet.stream(columns, part.first, part.last, _heading_height(sheet.columns, widths))
        _furnish(worksheet, formats, sheet, widths, part.last - part.first)
        _name(worksheet, sheet, part, taken)
        across = max(1, math.ceil(sum(widths) / (PAPER_WIDTH * _SMALLEST)))
        printed = _print_some(worksheet, book, sheet, part.last - part.first)
        title = _paper_title(sheet, printed, part.last - part.first)
        set_up_page(worksheet, book, title, landscape=True, repeat_heading=True, across=across)
        if across > 1 and _named(sheet.columns):
            worksheet.repeat_columns(0, _named(sheet.columns) - 1)
    return [
        message(N_("{sheet}, {column}: texts too long for a cell were cut and are marked."), sheet=_(sheet.title), column=_(c.label))
        for c, streamed in zip(sheet.columns, columns, strict=True)
        if any(streamed.make(value).cut for value in streamed.values.distinct if _may_be_cut(value))
    ]  # fmt: skip


def _print_some(worksheet: Any, book: Book, sheet: Table, rows: int) -> int:
    """Set the print area to the first rows of a long list, or to none of an appendix, so that nobody prints hundreds of pages by mistake; return how many are printed."""
    if not is_printed(book, appendix=is_appendix(book, sheet)):
        leave_unprinted(worksheet, len(sheet.columns))
        return 0
    most = (book.paper or Paper()).rows
    if most is None or rows <= most or not sheet.columns:
        return rows
    worksheet.print_area(0, 0, most, len(sheet.columns) - 1)
    return most


def is_appendix(book: Book, sheet: Table) -> bool:
    """Return whether a table says more of what others hold: one of which a terminal only says how many rows it has."""
    return not sheet.terminal and sheet.key != book.main


def _paper_title(sheet: Table, printed: int, rows: int) -> str:
    """Return what the pages of a sheet are headed with: on paper it must be clear whether rows are missing, and how many."""
    if not len(sheet.rows):
        return message(N_("{sheet}: no rows"), sheet=_(sheet.title))
    if printed == rows:
        return _(sheet.title)
    if not printed:
        return message(N_("appendix, not printed: {sheet}"), sheet=_(sheet.title))
    return message(
        N_("rows 1 to {printed} of {rows}: {sheet}"), sheet=_(sheet.title), printed=printed, rows=rows
    )


def _may_be_cut(value: Any) -> bool:
    """Whether a value is nested, or a text long enough to need more units than a cell holds."""
    return len(value) > LONGEST_TEXT // 2 if isinstance(value, str) else isinstance(value, list | dict)


def _name(worksheet: Any, sheet: Table, part: Part, taken: set[str]) -> None:
    """Make the rows an Excel table with a name, which has the filter; where Excel allows none, a filter alone."""
    rows, headings = part.last - part.first, [_(column.label) for column in sheet.columns]
    if not headings:
        return
    if rows and can_be_a_table(headings):
        worksheet.name_table(table_name(part.name, taken), headings, rows)
    else:
        worksheet.autofilter(0, 0, rows, len(headings) - 1)


def _streamed(
    formats: Formats, column: Column, values: Values, width: int, total: Total | None, *, wrap: bool
) -> StreamedColumn:
    flowing = wrap and flows(column)
    return StreamedColumn(
        _(column.label),
        formats.header(column.kind),
        values,
        cell_maker(column),
        lambda cell: formats.cell(
            column.kind, "bad" if cell.cut else cell.tone, wrap=flowing, content=cell.content
        ),
        (lambda cell: cell_lines(cell.content, width)) if flowing else None,
        total,
        formats.total(column.kind),
    )


def _furnish(worksheet: Any, formats: Formats, sheet: Table, widths: Sequence[int], rows: int) -> None:
    """Add what makes a table usable: widths, frozen heading, colours of gaps, silence about NIPs as text."""
    worksheet.set_default_row(ROW_HEIGHT)
    for i, width in enumerate(widths):
        worksheet.set_column(i, i, width)
    worksheet.freeze_panes(1, _named(sheet.columns))
    if not sheet.columns:
        return
    for i, column in enumerate(sheet.columns):
        if not rows:
            continue
        if column.kind == "gap":
            for criterion, tone in (("<", formats.sign("bad")), (">", formats.sign("extra"))):
                rule = {"type": "cell", "criteria": criterion, "value": 0, "format": tone}
                worksheet.conditional_format(1, i, rows, i, rule)
    last = rows + 1
    worksheet.ignore_errors({"number_stored_as_text": f"A2:XFD{last}"})


def _named(columns: Sequence[Column]) -> int:
    """Return how many columns at the left say whom a row is about."""
    keys = [column.key for column in columns[:3]]
    return max((keys.index(key) + 1 for key in _IDENTITY if key in keys), default=0)


def _widths(columns: Sequence[Column], values: Sequence[Values]) -> list[int]:
    """Return a width for each column so that, where possible, all fit on a page without becoming small."""
    demands = [column_demand(*pair) for pair in zip(columns, values, strict=True)]
    return share_width(demands, max(PAPER_WIDTH, sum(demand.least for demand in demands)))


def column_demand(column: Column, values: Values) -> Demand:
    """Return what a column of a workbook needs, in characters."""
    show = shower(column)
    texts = [show(value).text for value in values.distinct[:: max(1, len(values.distinct) // _SAMPLE)]]
    heading = max(map(len, _(column.label).split()), default=0) + _FILTER_BUTTON
    content = _widest(texts)
    if not flows(column):
        natural = max(content, heading, _LEAST)
        return Demand(natural, natural, 0)
    natural = max(min(content, column.width or _WIDEST), heading)
    # A word that is broken in the middle is hard to read.
    word = min(_widest([word for text in texts for word in text.replace("/", "/ ").split()]), _LONGEST_WORD)
    return Demand(natural, max(min(natural, max(_LEAST_TEXT, word)), heading), 0)


def _widest(texts: Sequence[str]) -> int:
    return math.ceil(max(map(text_units, texts), default=0)) + 1


def _heading_height(columns: Sequence[Column], widths: Sequence[int]) -> float:
    lines = max(
        (
            count_lines(_(c.label), max(width - _FILTER_BUTTON, 1), text_units)
            for c, width in zip(columns, widths, strict=True)
        ),
        default=1,
    )
    return row_height(max(2, lines))


def cell_lines(content: object, width: int) -> int:
    """Return how many lines a wrapped text takes in a column of `width`; figures and gaps in the data take one."""
    if not isinstance(content, str):
        return 1
    room = max(width - _INDENT, 1)
    # Programs may also break after a slash.
    text = content.replace("/", "/ ")
    if "\n" not in text and text_units(text) < room - 1:
        return 1  # almost every cell
    return min(count_lines(text, room, text_units), _MOST_LINES)
