"""A sheet in portrait that grows downwards: texts over the whole width, sections, labels with their values."""

from typing import Any, Final

from asnkarier.language import _
from asnkarier.model.book import ColumnKind, Record
from asnkarier.reports.excel.formats import ACCENT, LINE, Formats, row_height, text_units
from asnkarier.reports.excel.record import fact
from asnkarier.reports.excel.sheets import cell_lines
from asnkarier.reports.excel.written import checked, put, put_across, safe
from asnkarier.reports.shown.column_layout import count_lines

WIDTHS: Final = (36, 16, 10, 48)
LAST: Final = len(WIDTHS) - 1
ACROSS: Final = sum(WIDTHS) - 2
_BESIDE: Final = sum(WIDTHS[1:]) - 4


class Upright:
    """The sheet while it grows."""

    def __init__(self, worksheet: Any, formats: Formats) -> None:
        """Begin at the top of `worksheet`."""
        self.worksheet = worksheet
        self.formats = formats
        self.row = 0
        self.height = 0.0
        for column, width in enumerate(WIDTHS):
            worksheet.set_column(column, column, width)

    def next_row(self, height: float) -> None:
        """Give the row its height in points, and go on below it."""
        self.worksheet.set_row(self.row, height)
        self.row += 1
        self.height += height

    def across(self, text: str, height: float | None = None, **look: Any) -> None:
        """Write one text over the whole width; merged cells do not grow by themselves, so the height is worked out."""
        put_across(self.worksheet, self.row, 0, LAST, text, self.formats.look(**look))
        self.next_row(height or row_height(count_lines(text, ACROSS, text_units)))

    def section(self, heading: str) -> None:
        """Begin a section."""
        self.row += 1
        self.across(heading, 19, bold=True, font_size=11, font_color=ACCENT, bottom=1, bottom_color=ACCENT)

    def pair(
        self,
        label: str,
        content: str | float | None,
        kind: ColumnKind = "text",
        tone: Any = "plain",
        *,
        there: bool = False,
    ) -> None:
        """Write a label (there: it stands there already) and its value over the rest of the width."""
        if not there:
            put(self.worksheet, self.row, 0, label, self.formats.cell("text", wrap=True))
        look = self.formats.cell(kind, tone, wrap=True, left=True, content=content)
        put_across(self.worksheet, self.row, 1, LAST, content, look)
        self.next_row(row_height(max(cell_lines(label, WIDTHS[0]), cell_lines(content, _BESIDE))))

    def short_list(self, sheet: Record) -> None:
        """Write the facts of a short list, label beside value."""
        for column in sheet.columns:
            cell = fact(sheet, column)
            self.pair(_(column.label), cell.content, column.kind, cell.tone)

    def linked(self, label: str, sheet: str, row: int = 0) -> bool:
        """Write a label that leads to a row of another sheet, and stay on this row; return whether XlsxWriter refused it."""
        look = self.formats.look(
            font_color=ACCENT, underline=1, indent=1, bottom=1, bottom_color=LINE, text_wrap=True
        )
        return self._link(label, sheet, row, look)

    def link_across(self, text: str, sheet: str) -> None:
        """Write one text over the whole width that leads to another sheet."""
        look = self.formats.look(font_color=ACCENT, underline=1, text_wrap=True)
        checked(
            self.worksheet.merge_range(self.row, 0, self.row, LAST, "", look), self.worksheet, self.row, 0
        )
        self._link(text, sheet, 0, look)
        self.next_row(row_height(count_lines(text, ACROSS, text_units)))

    def _link(self, text: str, sheet: str, row: int, look: Any) -> bool:
        """Write a link. XlsxWriter repeats its text in an attribute, unescaped: a character that cannot stand there becomes a mark."""
        plain = "".join(one if one.isprintable() else "\ufffd" for one in safe(text))
        return bool(self.worksheet.write_url(self.row, 0, _inside(sheet, row), look, plain))


def _inside(sheet: str, row: int) -> str:
    return "internal:'" + sheet.replace("'", "''") + f"'!A{row + 1}"
