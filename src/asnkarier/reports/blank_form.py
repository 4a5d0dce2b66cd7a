"""A blank input workbook: headings that the importer knows, dropdowns, the NIP column as text, a guide sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter

from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.reports.forms import form_workbook

_LAST_ROW: Final = 5000
_TEXT_KINDS: Final = frozenset({"nip", "teks", "text"})


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column of the form. choices: the values a dropdown offers; example: what the guide sheet shows."""

    heading: str
    kind: str
    required: bool = False
    choices: tuple[str, ...] = ()
    example: str = ""
    explanation: str = ""


def blank_form(kind: str, title: str, columns: Sequence[FormColumn]) -> bytes:
    """Return the workbook. Every column is text, so that no spreadsheet program turns a NIP or a date into a number.

    The example row stands on the guide sheet only: an example among the data would be imported as a person.
    """

    def draw(book: xlsxwriter.Workbook) -> None:
        _data(book.add_worksheet(kind[:31]), book, columns)
        _guide(book, title, columns)

    return form_workbook(title, draw)


def _data(sheet: Any, book: xlsxwriter.Workbook, columns: Sequence[FormColumn]) -> None:
    text = book.add_format({"num_format": "@"})
    must = book.add_format({"bold": True, "bg_color": "#FCE4D6", "border": 1, "text_wrap": True})
    may = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
    for number, column in enumerate(columns):
        sheet.set_column(number, number, max(14, len(column.heading) + 2), text)
        sheet.write_string(0, number, column.heading, must if column.required else may)
        if column.choices:
            sheet.data_validation(
                1,
                number,
                _LAST_ROW,
                number,
                {"validate": "list", "source": list(column.choices), "error_type": "warning"},
            )
    sheet.freeze_panes(1, 0)


def _guide(book: xlsxwriter.Workbook, title: str, columns: Sequence[FormColumn]) -> None:
    sheet = book.add_worksheet(_(N_("Guide")))
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 3, 50)
    sheet.write_string(0, 0, title, bold)
    sheet.write_string(1, 0, _(N_("Fill in the first sheet; leave a cell empty when the fact is not known.")))
    headings = (N_("Column"), N_("Must be filled"), N_("What to write"), N_("Example"))
    for number, heading in enumerate(headings):
        sheet.write_string(3, number, _(heading), bold)
    for row, column in enumerate(columns, start=4):
        explanation = column.explanation or ", ".join(column.choices)
        for number, value in enumerate(
            (column.heading, _(N_("yes")) if column.required else "", explanation, column.example)
        ):
            sheet.write_string(row, number, value, wrap)
