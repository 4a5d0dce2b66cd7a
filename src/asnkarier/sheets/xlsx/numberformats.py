"""Which cell styles of a workbook show a date."""

from typing import Final, NamedTuple

from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.parts.markup import MAIN, Attributes, visit_elements
from asnkarier.sheets.parts.numberformat import shows_date, shows_month

# Built-in formats that show a date or time (ECMA-376 part 1, 18.8.30, with the East Asian ones).
_BUILT_IN: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])


_MONTH_BUILT_IN: Final = 17  # mmm-yy, what a program gives a cell in which somebody typed Mar-27


class DateStyles(NamedTuple):
    """Style numbers as written in cells: those that show a date, and those of them that show a month and no day."""

    dates: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()


def date_styles(archive: Archive, part: str | None) -> DateStyles:
    """Return the styles that show a date; empty when the workbook declares no styles.

    Styles that are declared but missing are damage (RefusedError): without them every date would read as a number.
    """
    if part is None:
        return DateStyles()
    custom: dict[str, bool] = {}
    months = {str(_MONTH_BUILT_IN)}
    formats: list[str] = []

    def visit(name: str, parent: str, attributes: Attributes) -> None:
        if name == "numFmt" and parent == "numFmts":
            number, code = attributes.get("numFmtId", ""), attributes.get("formatCode", "")
            custom[number] = shows_date(code)
            (months.add if shows_month(code) else months.discard)(number)
        elif name == "xf" and parent == "cellXfs":
            formats.append(attributes.get("numFmtId", "0"))

    visit_elements(archive.stream(part), part, MAIN, visit)
    dates = [
        (str(style), number in months)
        for style, number in enumerate(formats)
        if custom.get(number, number.isdecimal() and int(number) in _BUILT_IN)
    ]
    return DateStyles(frozenset(one for one, _ in dates), frozenset(one for one, month in dates if month))
