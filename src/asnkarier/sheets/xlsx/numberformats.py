"""Which cell styles of a workbook show a date."""

from typing import Final

from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.parts.markup import MAIN, Attributes, visit_elements
from asnkarier.sheets.parts.numberformat import shows_date

# Built-in formats that show a date or time (ECMA-376 part 1, 18.8.30, with the East Asian ones).
_BUILT_IN: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])


def date_styles(archive: Archive, part: str | None) -> frozenset[str]:
    """Return the style numbers (as written in cells) that show a date; empty when the workbook declares no styles.

    Styles that are declared but missing are damage (RefusedError): without them every date would read as a number.
    """
    if part is None:
        return frozenset()
    custom: dict[str, bool] = {}
    formats: list[str] = []

    def visit(name: str, parent: str, attributes: Attributes) -> None:
        if name == "numFmt" and parent == "numFmts":
            custom[attributes.get("numFmtId", "")] = shows_date(attributes.get("formatCode", ""))
        elif name == "xf" and parent == "cellXfs":
            formats.append(attributes.get("numFmtId", "0"))

    visit_elements(archive.stream(part), part, MAIN, visit)
    return frozenset(
        str(style)
        for style, number in enumerate(formats)
        if custom.get(number, number.isdecimal() and int(number) in _BUILT_IN)
    )
