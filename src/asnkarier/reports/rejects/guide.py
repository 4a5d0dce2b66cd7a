"""The guide sheet of a rejects workbook: how to go on, what went wrong how often, and each fault with a link to its cell."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from asnkarier.language import _, message
from asnkarier.model.messages import N_
from asnkarier.reports.excel.formats import ACCENT, LINE, Formats, row_height, text_units
from asnkarier.reports.excel.written import put, put_across
from asnkarier.reports.shown.column_layout import count_lines

GUIDE: Final = N_("Guide")
MOST_LINES: Final = 5_000
MOST_COMMENTS: Final = 20_000  # more make a workbook slow to open; the cells are red all the same
COMMENT_WIDTH: Final = 44
_MOST_REASONS: Final = 40
_TALLEST: Final = 20  # lines
WIDTHS: Final = (12, 12, 26, 30, 80)
_LAST: Final = len(WIDTHS) - 1
_MARGIN: Final = 3  # characters that the indent and the margins of a cell take
STEPS: Final = (
    N_(
        "1. Mend the red cells on the sheets before this one; the comment on a cell says what is wrong and what to do."
    ),
    N_(
        "2. Leave the heading rows as they are, and keep every cell as text (a NIP must never become a number)."
    ),
    N_("3. Save this workbook and import it. Rows that are not here are stored already."),
    N_("4. If the same fault is in your original file, mend it there too, so that it does not come back."),
)
LABELS: Final = (
    N_("Cell"),
    N_("Your row"),
    N_("Column"),
    N_("What stands there"),
    N_("What is wrong, and what to do"),
)


class Fault(NamedTuple):
    """A bad cell: its sheet, row and column (from 0) in the new workbook, its row in the user's file, its heading and text."""

    sheet: str
    row: int
    column: int
    original_row: int
    heading: str
    found: str
    reasons: tuple[str, ...]

    @property
    def address(self) -> str:
        """The bad cell on its sheet."""
        address: str = xl_rowcol_to_cell(self.row, self.column)
        return address

    @property
    def place(self) -> str:
        """The bad cell as the target of a link."""
        sheet = self.sheet.replace("'", "''")
        return f"'{sheet}'!{self.address}"


def guide_title(file: str) -> str:
    """Return the title of the guide."""
    return message(N_("Rows of {file} that could not be imported"), file=file)


def frequent(faults: Sequence[Fault]) -> list[tuple[str, int]]:
    """Return the most frequent reasons with their counts."""
    counts = Counter(reason for fault in faults for reason in fault.reasons)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_REASONS]


def summary_height(reason: str) -> float:
    """Return the height (points) of a line of the summary, whose reason runs over all columns but the first."""
    return row_height(count_lines(reason, sum(WIDTHS[1:]) - _MARGIN, text_units))


def fault_height(fault: Fault) -> float:
    """Return the height (points) of the line of a fault, in which what stands there and the reasons wrap."""
    lines = max(
        count_lines("\n".join(fault.reasons), WIDTHS[_LAST] - _MARGIN, text_units),
        count_lines(fault.found, WIDTHS[3] - _MARGIN, text_units),
    )
    return row_height(min(lines, _TALLEST))


def unlisted(faults: Sequence[Fault]) -> str:
    """Return the line that stands for the faults beyond `MOST_LINES`; empty when all are listed."""
    count = len(faults) - MOST_LINES
    return message(N_("… and {count} more; they are red on their sheets."), count=count) if count > 0 else ""


def write_guide(workbook: Workbook, formats: Formats, file: str, faults: Sequence[Fault]) -> None:
    """Write the guide as the last sheet."""
    worksheet = workbook.add_worksheet(_(GUIDE))
    for column, width in enumerate(WIDTHS):
        worksheet.set_column(column, column, width)
    worksheet.hide_gridlines(2)
    put(worksheet, 0, 0, guide_title(file), formats.look(bold=True, font_size=14, font_color=ACCENT))
    for row, step in enumerate(STEPS, 2):
        put(worksheet, row, 0, _(step), formats.look())
    row = _write_summary(worksheet, formats, faults, len(STEPS) + 3)
    _write_faults(worksheet, formats, faults, row + 1)
    worksheet.set_paper(9)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)


def _write_summary(worksheet: Any, formats: Formats, faults: Sequence[Fault], row: int) -> int:
    """Write how often the most frequent reasons occur; return the next free row."""
    often = frequent(faults)
    put(worksheet, row, 0, _("Times"), formats.header("integer"))
    put_across(worksheet, row, 1, _LAST, _("What is wrong, and what to do"), formats.header("text"))
    for line, (reason, count) in enumerate(often, row + 1):
        put(worksheet, line, 0, count, formats.cell("integer"))
        put_across(worksheet, line, 1, _LAST, reason, formats.cell("text", wrap=True))
        worksheet.set_row(line, summary_height(reason))
    return row + 1 + len(often)


def _write_faults(worksheet: Any, formats: Formats, faults: Sequence[Fault], row: int) -> None:
    for column, label in enumerate(LABELS):
        put(worksheet, row, column, _(label), formats.header("integer" if column == 1 else "text"))
    worksheet.repeat_rows(row)
    link = formats.look(font_color=ACCENT, underline=1, indent=1, bottom=1, bottom_color=LINE)
    text = formats.cell("text", wrap=True)
    for line, fault in enumerate(faults[:MOST_LINES], row + 1):
        if worksheet.write_url(line, 0, f"internal:{fault.place}", link, fault.address):
            put(worksheet, line, 0, fault.address, text)
        put(worksheet, line, 1, fault.original_row, formats.cell("integer"))
        reason = "\n".join(fault.reasons)
        for column, content in enumerate((fault.heading, fault.found, reason), 2):
            put(worksheet, line, column, content, text)
        worksheet.set_row(line, fault_height(fault))
    if more := unlisted(faults):
        put(worksheet, row + 1 + MOST_LINES, 0, more, formats.look(italic=True))
