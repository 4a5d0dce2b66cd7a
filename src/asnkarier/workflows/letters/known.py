"""Cells of a report as facts of a letter: what is missing is None, days are days, figures plain."""

from datetime import date
from typing import TYPE_CHECKING, Any

from asnkarier.late import pd

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping


def known(value: Any) -> Any:
    """Return a cell as a fact; a missing one is None, a whole figure an int, a moment its day."""
    if isinstance(value, list | tuple | dict):
        return value
    if value is None or pd.isna(value) or value == "":
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, bool | str | date):
        return value
    number = float(value)
    return int(number) if number.is_integer() else number


def of_row(row: "Mapping[Hashable, Any]", *names: str) -> dict[str, Any]:
    """Return the named cells of a row as facts; a column that the row lacks is not known."""
    return {name: known(row.get(name)) for name in names}
