"""The workbook of job standards: a row per position, a column per competency below the title of its group, and sheets beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from asnkarier.reports.excel.formats import ACCENT, HEAD, LINE
from asnkarier.reports.excel.written import checked, put, put_across
from asnkarier.reports.forms import form_workbook

_LAST_ROW: Final = 5000
_NARROW: Final = 7
_HEAD_HEIGHT: Final = 96


@dataclass(frozen=True, slots=True)
class Field:
    """One column of words or numbers. choices: what a dropdown offers."""

    heading: str
    width: float
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelGroup:
    """A group of competencies under one title, by their headings."""

    title: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A sheet with one row of headings."""

    name: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[str | float | None]]


@dataclass(frozen=True, slots=True)
class StandardsSheets:
    """What the workbook holds. rows: the cells of `fields`, then the levels of all groups; scale: what a level may be.

    guide: lines of the last sheet, a heading and its explanation each.
    """

    name: str
    fields: tuple[Field, ...]
    groups: tuple[LevelGroup, ...]
    rows: Sequence[Sequence[str | float | None]]
    scale: tuple[float, float]
    beside: tuple[PlainSheet, ...] = ()
    guide_name: str = ""
    guide: Sequence[tuple[str, str]] = field(default_factory=tuple)


def standards_workbook(content: StandardsSheets) -> bytes:
    """Return the workbook; the same content gives the same bytes."""

    def draw(book: Any) -> None:
        looks = _looks(book)
        _levels(book.add_worksheet(content.name), content, looks)
        for sheet in content.beside:
            _plain(book.add_worksheet(sheet.name), sheet, looks)
        if content.guide:
            _guide(book.add_worksheet(content.guide_name), content.guide, looks)

    return form_workbook(content.name, draw)


def _looks(book: Any) -> Mapping[str, Any]:
    line = {"border": 1, "border_color": LINE, "valign": "vcenter"}
    head = line | {"bold": True, "bg_color": HEAD, "text_wrap": True, "align": "center"}
    return {
        "head": book.add_format(head),
        "turned": book.add_format(head | {"rotation": 90, "bold": False, "valign": "bottom"}),
        "group": book.add_format(head | {"bg_color": ACCENT, "font_color": "#FFFFFF"}),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "level": book.add_format({"align": "center", "valign": "top"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"bold": True, "valign": "top"}),
    }


def _levels(sheet: Any, content: StandardsSheets, looks: Mapping[str, Any]) -> None:
    for column, one in enumerate(content.fields):
        checked(sheet.set_column(column, column, one.width, looks["text"]), sheet, 0, column)
        checked(sheet.merge_range(0, column, 1, column, "", looks["head"]), sheet, 0, column)
        put(sheet, 0, column, one.heading, looks["head"])
        _dropdown(sheet, 2, column, one.choices)
    first = column = len(content.fields)
    for group in content.groups:
        last = column + len(group.headings) - 1
        if last > column:
            put_across(sheet, 0, column, last, group.title, looks["group"])
        else:
            put(sheet, 0, column, group.title, looks["group"])
        for place, heading in enumerate(group.headings, start=column):
            put(sheet, 1, place, heading, looks["turned"])
        column = last + 1
    if column > first:
        checked(sheet.set_column(first, column - 1, _NARROW, looks["level"]), sheet, 0, first)
        low, high = content.scale
        rule = {"validate": "decimal", "criteria": "between", "minimum": min(low, 0), "maximum": high}
        sheet.data_validation(2, first, _LAST_ROW, column - 1, rule)
    sheet.set_row(1, _HEAD_HEIGHT)
    sheet.freeze_panes(2, min(2, len(content.fields)))
    _rows(sheet, 2, content.rows, looks, first)


def _plain(sheet: Any, plain: PlainSheet, looks: Mapping[str, Any]) -> None:
    for column, one in enumerate(plain.fields):
        checked(sheet.set_column(column, column, one.width, looks["text"]), sheet, 0, column)
        put(sheet, 0, column, one.heading, looks["head"])
        _dropdown(sheet, 1, column, one.choices)
    sheet.freeze_panes(1, 0)
    _rows(sheet, 1, plain.rows, looks, len(plain.fields))


def _rows(
    sheet: Any, top: int, rows: Sequence[Sequence[str | float | None]], looks: Mapping[str, Any], words: int
) -> None:
    for number, row in enumerate(rows, start=top):
        for column, value in enumerate(row):
            if value is not None and value != "":
                put(sheet, number, column, value, looks["text" if column < words else "level"])


def _dropdown(sheet: Any, top: int, column: int, choices: tuple[str, ...]) -> None:
    if choices:
        rule = {"validate": "list", "source": list(choices), "error_type": "warning"}
        checked(sheet.data_validation(top, column, _LAST_ROW, column, rule), sheet, top, column)


def _guide(sheet: Any, lines: Sequence[tuple[str, str]], looks: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    for row, (heading, words) in enumerate(lines):
        put(sheet, row, 0, heading, looks["bold"])
        put(sheet, row, 1, words, looks["wrap"])
