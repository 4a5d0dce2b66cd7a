"""The form in which somebody who knows posts says which level each of their competencies needs; it shows no level at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from asnkarier.reports.excel.formats import ACCENT, HEAD, LINE
from asnkarier.reports.excel.written import checked, put
from asnkarier.reports.forms import form_workbook

_MORE_ROWS: Final = 50
# Headings that the importer reads; the same in every language.
HEADINGS: Final = ("Jabatan", "Kompetensi", "Level yang Dibutuhkan", "Catatan", "Peran", "Kode Responden")
_WIDTHS: Final = (46, 38, 14, 44, 14, 16)
_JABATAN, _KOMPETENSI, _LEVEL, _CATATAN, _PERAN, _KODE = range(len(HEADINGS))
_ROLE_ROW, _CODE_ROW, _HEAD_ROW = 3, 4, 6


@dataclass(frozen=True, slots=True)
class SurveyForm:
    """What the form holds. posts: a position and the names of its competencies, each.

    intro: lines below the title. role_label, code_label: what stands before the two cells that speak for all rows; role and
    code: what they hold already, or nothing. roles: what the first of them offers; levels: whole levels of the scale.
    guide: lines of the second sheet, a heading and its explanation each.
    """

    title: str
    intro: tuple[str, str]
    role_label: str
    code_label: str
    role: str
    code: str
    roles: tuple[str, ...]
    levels: tuple[int, ...]
    posts: Sequence[tuple[str, Sequence[str]]]
    guide_name: str
    guide: Sequence[tuple[str, str]]


def survey_form(form: SurveyForm) -> bytes:
    """Return the workbook (.xlsx); the same content gives the same bytes."""

    def draw(book: Any) -> None:
        looks = _looks(book)
        _answers(book.add_worksheet("Isian"), form, looks)
        _guide(book.add_worksheet(form.guide_name), form, looks)

    return form_workbook(form.title, draw)


def _looks(book: Any) -> dict[str, Any]:
    line = {"border": 1, "border_color": LINE, "valign": "vcenter", "text_wrap": True}
    field = line | {"bg_color": "#FFF8DC", "locked": False}
    return {
        "title": book.add_format({"bold": True, "font_size": 14, "font_color": ACCENT}),
        "note": book.add_format({"italic": True}),
        "bold": book.add_format({"bold": True, "valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "head": book.add_format(line | {"bold": True, "bg_color": HEAD, "align": "center"}),
        "text": book.add_format(line | {"num_format": "@"}),
        "field": book.add_format(field | {"num_format": "@"}),
        "level": book.add_format(field | {"num_format": "0", "align": "center"}),
    }


def _answers(sheet: Any, form: SurveyForm, looks: dict[str, Any]) -> None:
    put(sheet, 0, 0, form.title, looks["title"])
    for row, words in enumerate(form.intro, start=1):
        put(sheet, row, 0, words, looks["note"])
    for row, label, content in (
        (_ROLE_ROW, form.role_label, form.role),
        (_CODE_ROW, form.code_label, form.code),
    ):
        put(sheet, row, 0, label, looks["bold"])
        put(sheet, row, 1, content or None, looks["field"])
    for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        checked(sheet.set_column(column, column, width), sheet, 0, column)
        put(sheet, _HEAD_ROW, column, heading, looks["head"])
    first = row = _HEAD_ROW + 1
    for jabatan, names in form.posts:
        for name in names:
            _row(sheet, row, jabatan, name, form, looks)
            row += 1
    last = row - 1 + _MORE_ROWS
    roles = {"validate": "list", "source": list(form.roles)}
    levels = {"validate": "list", "source": [str(one) for one in form.levels]}
    checked(sheet.data_validation(_ROLE_ROW, 1, _ROLE_ROW, 1, roles), sheet, _ROLE_ROW, 1)
    checked(sheet.data_validation(first, _LEVEL, last, _LEVEL, levels), sheet, first, _LEVEL)
    checked(sheet.data_validation(first, _PERAN, last, _PERAN, roles), sheet, first, _PERAN)
    sheet.freeze_panes(first, 2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)


def _row(sheet: Any, row: int, jabatan: str, name: str, form: SurveyForm, looks: dict[str, Any]) -> None:
    put(sheet, row, _JABATAN, jabatan, looks["text"])
    put(sheet, row, _KOMPETENSI, name, looks["text"])
    put(sheet, row, _LEVEL, None, looks["level"])
    put(sheet, row, _CATATAN, None, looks["field"])
    # Said once above, shown in every row; a row of another role is typed over.
    for column, line, content in ((_PERAN, _ROLE_ROW, form.role), (_KODE, _CODE_ROW, form.code)):
        cell = f"$B${line + 1}"
        formula = f'=IF({cell}="","",{cell})'
        checked(sheet.write_formula(row, column, formula, looks["field"], content), sheet, row, column)


def _guide(sheet: Any, form: SurveyForm, looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 96)
    for row, (heading, words) in enumerate(form.guide):
        put(sheet, row, 0, heading, looks["bold"])
        put(sheet, row, 1, words, looks["wrap"])
