"""Looks of a workbook: made once each, quiet on paper, the same order in every run."""

import string
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from asnkarier.language import DATE_EXAMPLE, _
from asnkarier.model.book import ColumnKind
from asnkarier.reports.shown.display import RIGHT_ALIGNED
from asnkarier.reports.shown.labels import Tone

INK: Final = "#1F2933"
GREY: Final = "#5F6B7A"
LINE: Final = "#D5DBE3"
HEAD: Final = "#E3EAF2"
ACCENT: Final = "#1F4E79"
ROW_HEIGHT: Final = 16.5
_LINE_HEIGHT: Final = 13.0
# Widths in digits, the unit of a column's width: an average letter of the house's font, a blank, and what a capital adds.
_LETTER: Final = 0.86
_BLANK: Final = 0.45
_CAPITAL: Final = 0.2
_CAPITALS: Final = string.ascii_uppercase.encode()
_FILLS: Final[dict[Tone, tuple[str, str]]] = {
    "good": ("#E6F4EA", "#1E5B32"),
    "fair": ("#FFF4D6", "#7A5200"),
    "bad": ("#FDE7E7", "#9C1C1C"),
    "extra": ("#E3EEFB", "#1B4F9C"),
    "muted": ("#F1F3F5", GREY),
}
_NUMBERS: Final[dict[ColumnKind, str]] = {
    "nip": "@", "text": "@", "status": "@", "list": "@", "kompetensi": "@", "standar": "@", "law": "@", "remark": "@", "said": "@", "flag": "@", "integer": "0", "money": "#,##0",
    "number": "#,##0.00", "percent": "0.00", "level": "General", "exact": "General", "gap": "+General;-General;0",
}  # fmt: skip
# Of a level with more decimals two are shown; the cell holds all of them.
_TWO_DECIMALS: Final[dict[ColumnKind, str]] = {"level": "0.00", "gap": "+0.00;-0.00;0"}


class Formats:
    """The formats of one workbook; asking twice for one look gives one format."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def look(self, **properties: Any) -> Format:
        """Return the format with these XlsxWriter properties on top of the house's font."""
        everything = {
            "font_name": "Calibri",
            "font_size": 10,
            "font_color": INK,
            "valign": "vcenter",
        } | properties
        key = tuple(sorted(everything.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(everything)
        return self._made[key]

    def cell(
        self,
        kind: ColumnKind,
        tone: Tone = "plain",
        *,
        wrap: bool = False,
        left: bool = False,
        content: object = None,
    ) -> Format:
        """Return the format of a data cell; `left` puts figures to the left, for lists of facts. content: a level of many decimals shows two."""
        numbers = _TWO_DECIMALS if many_decimals(content) else _NUMBERS
        look: dict[str, Any] = {
            "num_format": day_format() if kind == "date" else numbers.get(kind) or _NUMBERS[kind],
            **_alignment(kind, left=left),
            "bottom": 1,
            "bottom_color": LINE,
        }
        if tone in _FILLS:
            look["bg_color"], look["font_color"] = _FILLS[tone]
        if wrap:
            look["text_wrap"] = True
        return self.look(**look)

    def header(self, kind: ColumnKind) -> Format:
        """Return the format of a column's heading."""
        return self.look(
            **_alignment(kind),
            bold=True,
            text_wrap=True,
            bg_color=HEAD,
            bottom=2,
            bottom_color=ACCENT,
        )

    def total(self, kind: ColumnKind) -> Format:
        """Return the format of what stands below a column."""
        look = {
            "num_format": _NUMBERS.get(kind, "@"),
            **_alignment(kind),
            "bold": True,
            "top": 1,
            "top_color": ACCENT,
        }
        return self.look(**look)

    def sign(self, tone: Tone) -> Format:
        """Return the colours that a conditional format lays over a cell."""
        fill, ink = _FILLS[tone]
        return self._workbook.add_format({"bg_color": fill, "font_color": ink})


def many_decimals(content: object) -> bool:
    """Return whether a figure has more than two decimals, and two do not hide that it is not whole."""
    if not isinstance(content, float):
        return False
    short = round(content, 2)
    return short not in (content, int(short))


def _alignment(kind: ColumnKind, *, left: bool = False) -> dict[str, Any]:
    # The indent keeps a text away from the figure of the column to its left.
    return {"align": "right"} if kind in RIGHT_ALIGNED and not left else {"align": "left", "indent": 1}


def day_format() -> str:
    """Return the number format of days: dd-mm-yyyy, or yyyy-mm-dd where the language writes it so."""
    return _(DATE_EXAMPLE).replace("2025", "yyyy").replace("12", "mm").replace("31", "dd")


def text_units(text: str) -> float:
    """Return about how many digits of a column's width `text` takes."""
    blanks = text.count(" ")
    if text.isascii():
        capitals = len(text) - len(text.encode("ascii").translate(None, _CAPITALS))
    else:
        capitals = sum(map(str.isupper, text))
    return _LETTER * (len(text) - blanks) + _BLANK * blanks + _CAPITAL * capitals


def row_height(lines: int) -> float:
    """Return the height in points of a row of `lines` lines; programs do not all work it out when they open a file."""
    return ROW_HEIGHT + (lines - 1) * _LINE_HEIGHT
