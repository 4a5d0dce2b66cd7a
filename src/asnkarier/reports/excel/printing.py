"""How a worksheet lies on paper: A4 or F4, one page wide or as few as can be read, the heading on every page, whose report and which page."""

from typing import Any, Final

from asnkarier.language import _, message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.model.office.signing import Paper
from asnkarier.reports.excel.cells import utf16_length
from asnkarier.reports.shown.numbers import long_day
from asnkarier.reports.shown.safe_text import encodable

_SIZES: Final = {"A4": 9, "F4": 14}
_LONGEST_PART: Final = 70  # the three parts and their codes share 255 characters


def set_up_page(
    worksheet: Any, book: Book, title: str, *, landscape: bool, repeat_heading: bool = False, across: int = 1
) -> None:
    """Set paper, margins, header and footer of `worksheet`, `across` pages wide; without a title there is no header."""
    worksheet.set_paper(_SIZES[(book.paper or Paper()).size])
    worksheet.set_landscape() if landscape else worksheet.set_portrait()
    worksheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
    worksheet.fit_to_pages(across, 0)
    worksheet.center_horizontally()
    worksheet.hide_gridlines(1)
    if repeat_heading:
        worksheet.repeat_rows(0)
    day = message(N_("as of {day}"), day=long_day(book.as_of))
    if title:
        worksheet.set_header(f"&L&9{_part(book.agency)}&C&9&B{_part(title)}&B&R&9{_part(day)}")
    made_by = f"asnkarier {book.version}".strip()
    page = _("Page {page} of {pages}").format(page="&P", pages="&N")
    nature = _("Recommendation, not a decision")
    worksheet.set_footer(f"&L&8{_part(made_by)}&C&8{_part(nature)}&R&9{page}")


def is_printed(book: Book, *, appendix: bool) -> bool:
    """Return whether a sheet is printed with the others; appendix: it says more of what the lists hold."""
    return not appendix or (book.paper or Paper()).appendix


def leave_unprinted(worksheet: Any, columns: int) -> None:
    """Keep a worksheet of `columns` columns out of a print of the whole workbook: its print area is a cell with nothing in it."""
    worksheet.print_area(0, columns + 1, 0, columns + 1)


def _part(text: str) -> str:
    """Return `text` as a part of a page header: an ampersand is doubled, a leading digit kept apart from the size."""
    clean = "".join(encodable(text).split("\n"))
    while utf16_length(clean.replace("&", "&&")) > _LONGEST_PART:
        clean = clean[:-2] + "…"
    return " " * clean[:1].isdigit() + clean.replace("&", "&&")
