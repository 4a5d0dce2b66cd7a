"""Which lines of a report its reader must see first: the people, posts or courses that the first sheet of a workbook names."""

from dataclasses import dataclass
from typing import Final

MOST_NAMED: Final = 6


@dataclass(frozen=True, slots=True)
class Front:
    """The first lines of one table, by an order of their own.

    table: its key. columns: keys, what names the line first; a column that the table has not is left out. by: the columns whose largest
    values come first ("-column": whose smallest do); lines that have no value there are not named. none: the table's own order.
    but_zero: nor are lines whose first such value is 0, which lack nothing.
    """

    table: str
    columns: tuple[str, ...]
    by: tuple[str, ...] = ()
    but_zero: bool = False
