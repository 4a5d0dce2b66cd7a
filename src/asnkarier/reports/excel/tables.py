"""Names of Excel tables, and what stands below their columns."""

import re
from collections.abc import Sequence
from typing import Final

from asnkarier.language import _
from asnkarier.model.book import Table
from asnkarier.model.messages import N_
from asnkarier.reports.excel.stream import Total

_WORTH_A_SUM: Final = 2  # lines
_TOTAL: Final = N_("Total")
_OTHER: Final = re.compile(r"[^\w]+")
# What Excel would take for a cell or a whole row or column: A1, XFD12, R1C1, R, C.
_A_CELL: Final = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*(?:c[0-9]*)?|c[0-9]*", re.IGNORECASE | re.ASCII)


def table_name(sheet: str, taken: set[str]) -> str:
    """Return what the table on the worksheet `sheet` is called, and enter it into `taken` (lower case): letters, digits and underscores, no cell, no two alike."""
    name = _OTHER.sub("_", sheet).strip("_")
    if not name[:1].isalpha() or _A_CELL.fullmatch(name):
        name = f"_{name}"
    while name.lower() in taken:
        name += "_"
    taken.add(name.lower())
    return name


def can_be_a_table(headings: Sequence[str]) -> bool:
    """Return whether Excel takes `headings` for those of a table: printable words, no two alike."""
    words = [one.strip().lower() for one in headings]
    return (
        bool(words) and all(words) and len(set(words)) == len(words) and all(map(str.isprintable, headings))
    )


def totals_of(table: Table) -> list[Total | None]:
    """Return what stands below each column; nothing at all where no column adds up or there are fewer than two lines."""
    none: list[Total | None] = [None] * len(table.columns)
    if len(table.rows) < _WORTH_A_SUM or not any(column.summed for column in table.columns):
        return none
    found: list[Total | None] = [Total(summed=True) if column.summed else None for column in table.columns]
    if found[0] is None:
        found[0] = Total(_(_TOTAL))
    return found
