"""A column of a report as plain Python values, each distinct value prepared once.

Reports repeat themselves (units, statuses, levels), so every way out works on the distinct values and then spreads them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from asnkarier.model.book import Column, PlainRows
from asnkarier.reports.shown.kinds import DECIMALS, EXACT, WHOLE_AS_INTEGER, integers_of, shortest, text_of
from asnkarier.reports.shown.rounding import round_one

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

T = TypeVar("T")
_NESTED_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class Values:
    """A column: its distinct values, the last of them None (missing), and for each row the index of its value."""

    distinct: list[Any]
    codes: "NDArray[np.intp] | list[int]"

    def spread(self, show: Callable[[Any], T]) -> list[T]:
        """Return `show(value)` for every row; `show` runs once per distinct value."""
        shown = [show(value) for value in self.distinct]
        if isinstance(self.codes, list):
            return [shown[code] for code in self.codes]
        import numpy as np  # which made the codes

        cells = np.empty(len(shown), dtype=object)
        for i, cell in enumerate(shown):
            cells[i] = cell
        rows: list[T] = cells[self.codes].tolist()
        return rows


def column_values(rows: "pd.DataFrame | PlainRows", column: Column) -> Values:
    """Return the values of `column`: str, int, float, bool, date, list, dict or None.

    Figures are rounded by kind. KeyError: the rows lack the column. ValueError: a NIP or an integer arrives as a fraction.
    """
    if column.kind == "list":
        return Values([*map(plain, rows[column.key]), None], list(range(len(rows))))
    if isinstance(rows, PlainRows):
        return _told_apart(_prepared(rows[column.key], column))
    from asnkarier.reports.shown.frame_values import frame_column

    codes, distinct = frame_column(rows, column)
    return Values([*distinct, None], codes)


def plain(value: Any) -> Any:
    """Return a nested value of a `list` column as plain lists, dicts and scalars; missing becomes None."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return [plain(item) for item in sorted(value)]
    if isinstance(value, float):
        return None if value != value else shortest(round_one(float(value), _NESTED_DECIMALS))  # noqa: PLR0124
    if type(value) is date:
        return value.isoformat()
    from asnkarier.reports.shown.frame_values import python_value

    found = python_value(value)
    if type(found) is not type(value):
        return plain(found)
    return found.isoformat()[:10] if isinstance(found, date) else str(found)


def _prepared(values: Sequence[Any], column: Column) -> Iterable[Any]:
    """Return the values of plain rows as reports hold them, None for missing."""
    kind = column.kind
    if kind == "said":
        return [one or None for one in values]
    given = [one for one in values if one is not None]
    if kind == "date":
        return values
    if kind == "flag":
        return [None if one is None else bool(one) for one in values]
    if kind == "nip" and any(isinstance(one, float) for one in given):
        raise ValueError("a NIP must be text: a number has already lost its last digits")
    if kind == "integer":
        integers_of(given, column.key)
        return [None if one is None else int(one) for one in values]
    if kind == EXACT:
        return [None if one is None else shortest(float(one)) for one in values]
    if kind in DECIMALS:
        figures = [None if one is None else round_one(float(one), DECIMALS[kind]) for one in values]
        if kind in WHOLE_AS_INTEGER:
            return [None if one is None else shortest(one) for one in figures]
        return figures
    return [None if one is None else text_of(one) for one in values]


def _told_apart(values: Iterable[Any]) -> Values:
    """Return the values each once; what is said is told apart as an object, for its facts need not be hashable."""
    places: dict[Any, int] = {}
    distinct: list[Any] = []
    codes = []
    for value in values:
        if value is None:
            codes.append(-1)
            continue
        key = value if isinstance(value, str | int | float | date) else id(value)
        place = places.setdefault((type(value), key), len(distinct))
        if place == len(distinct):
            distinct.append(value)
        codes.append(place)
    return Values([*distinct, None], codes)
