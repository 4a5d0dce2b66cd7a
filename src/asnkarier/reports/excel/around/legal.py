"""The sheet of the law: each rule used, its value, where it stands and how well the source is known."""

from typing import Final

from xlsxwriter import Workbook

from asnkarier.language import _
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.reports.excel.formats import GREY, Formats, row_height
from asnkarier.reports.excel.printing import set_up_page
from asnkarier.reports.excel.sheets import cell_lines
from asnkarier.reports.excel.written import put, put_across
from asnkarier.reports.shown.beside import cited_words
from asnkarier.reports.shown.display import law_words
from asnkarier.reports.shown.labels import tone_of

LEGAL_BASIS: Final = N_("Legal basis")
# What is printed fits on a page's width; a remark, and by what name `asn rules` shows more, stand beside it in the workbook alone.
_PRINTED: Final = (
    (N_("Title"), 40), (N_("Value"), 36), (N_("Stands in"), 34), (N_("Source"), 16), (N_("In force since"), 13),
    (N_("Certainty"), 18), (N_("Amended by, not read"), 14),
)  # fmt: skip
_COLUMNS: Final = (*_PRINTED, (N_("Note"), 50), (N_("Name for asn rules"), 26))
_SOURCE, _MARK, _AMENDED = 3, 5, 6
_SOURCES: Final = N_(
    "Source says how well a rule is known: primary = the text of the regulation itself; secondary = quoted by others; "
    "policy = chosen by the agency or common practice, not law. Certainty says how well the value itself is supported; where "
    "an amendment was not read, the words in force may differ."
)


def write_legal_basis(workbook: Workbook, formats: Formats, book: Book, name: str) -> None:
    """Write the sheet of citations; all its cells are text."""
    worksheet = workbook.add_worksheet(name)
    for column, (label, width) in enumerate(_COLUMNS):
        worksheet.set_column(column, column, width)
        put(worksheet, 0, column, _(label), formats.header("text"))
    for row, line in enumerate(book.citations, 1):
        texts = (*cited_words(line), law_words(line.note), line.rule_id)
        tones = {_SOURCE: tone_of(line.status_sumber), _MARK: tone_of(line.mark)}
        tones[_AMENDED] = "fair" if line.amended_unread else "plain"
        for column, text in enumerate(texts):
            tone = tones.get(column, "plain")
            put(worksheet, row, column, text, formats.cell("text", tone, wrap=True))
        worksheet.set_row(
            row, row_height(max(cell_lines(t, w) for t, (_label, w) in zip(texts, _COLUMNS, strict=True)))
        )
    worksheet.set_row(0, row_height(2))
    rows = len(book.citations)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, rows, len(_COLUMNS) - 1)
    last, look = len(_PRINTED) - 1, formats.look(italic=True, font_color=GREY, text_wrap=True)
    put_across(worksheet, rows + 2, 0, last, _(_SOURCES), look)
    worksheet.set_row(rows + 2, row_height(cell_lines(_(_SOURCES), sum(width for _label, width in _PRINTED))))
    set_up_page(worksheet, book, _(LEGAL_BASIS), landscape=True, repeat_heading=True)
    worksheet.print_area(0, 0, rows + 2, last)
