"""How some rows of a sheet look: the styles of their cells, widths and heights, without any of the data."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from asnkarier.sheets.fileformat import sniff
from asnkarier.sheets.grid import column_number
from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.parts.markup import MAIN, Attributes, visit_elements
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.xlsx.workbook import Workbook

_STYLES: Final = "xl/styles.xml"
_THEME: Final = "xl/theme/theme1.xml"
_LARGEST: Final = 8 * 1024**2
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)


@dataclass(frozen=True, slots=True)
class SheetLook:
    """Widths of columns, heights of rows (points) and style numbers of cells by (row, column), all counted from 1."""

    widths: tuple[tuple[int, int, float], ...]
    heights: Mapping[int, float]
    styles: Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class WorkbookLook:
    """The style parts of a workbook as bytes, and the look of the wanted sheets by name."""

    styles: bytes
    theme: bytes | None
    sheets: Mapping[str, SheetLook]


def workbook_look(path: Path, wanted: Mapping[str, Collection[int]]) -> WorkbookLook | None:
    """Return the look of some rows of some sheets (sheet -> rows), or None when the file has none that can be kept."""
    try:
        if sniff(path) != "zip":
            return None
        with Workbook(path) as workbook, Archive(path) as archive:
            styles = _part(archive, _STYLES)
            if styles is None:
                return None
            parts = {sheet.name: sheet.part for sheet in workbook.sheets if sheet.name in wanted}
            sheets = {name: _sheet_look(archive, part, wanted[name]) for name, part in parts.items()}
            return WorkbookLook(styles, _part(archive, _THEME), sheets)
    except (RefusedError, ValueError):
        return None  # the data has been read already; only its look is lost


def _part(archive: Archive, name: str) -> bytes | None:
    """Return a part that holds neither a document type nor entities, None when it is absent or too large to copy."""
    if name not in archive:
        return None
    data = b"".join(archive.stream(name))
    if len(data) > _LARGEST:
        return None
    visit_elements([data], name, MAIN, lambda *_: None)
    for strict, plain in _STRICT:
        data = data.replace(strict, plain)
    return data


def _sheet_look(archive: Archive, part: str, rows: Collection[int]) -> SheetLook:
    widths: list[tuple[int, int, float]] = []
    heights: dict[int, float] = {}
    styles: dict[tuple[int, int], int] = {}
    at = [0, 0]

    def visit(name: str, _: str, attributes: Attributes) -> None:
        if name == "c":
            at[1] = _column(attributes.get("r", ""), at[1] + 1)
            if at[0] in rows and "s" in attributes:
                styles[at[0], at[1]] = int(attributes["s"])
        elif name == "row":
            at[:] = int(attributes.get("r", at[0] + 1)), 0
            if at[0] in rows and "ht" in attributes:
                heights[at[0]] = float(attributes["ht"])
        elif name == "col" and "width" in attributes:
            widths.append((int(attributes["min"]), int(attributes["max"]), float(attributes["width"])))

    visit_elements(archive.stream(part), part, MAIN, visit)
    return SheetLook(tuple(widths), heights, styles)


def _column(address: str, default: int) -> int:
    letters = address.rstrip("0123456789")
    return column_number(letters) if letters else default
