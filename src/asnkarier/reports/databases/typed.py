"""A table of a report as typed columns, for forms that other programs ask questions of: names and values that no language changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from asnkarier.model.book import Column, ColumnKind, Record, Table
from asnkarier.reports.shown.machine import joined
from asnkarier.reports.shown.safe_text import encodable
from asnkarier.reports.shown.sentences import code_of, sentence
from asnkarier.reports.shown.values import column_values

Type = Literal["text", "date", "integer", "number", "flag"]
_TYPES: Final[dict[ColumnKind, Type]] = {
    "integer": "integer", "flag": "flag", "date": "date",
    **dict.fromkeys(("number", "percent", "money", "level", "gap", "exact"), "number"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column; values: a str, date, int, float or bool for each row, None where nothing is known."""

    name: str
    type: Type
    values: list[Any]


def typed_columns(table: Table | Record) -> Iterator[TypedColumn]:
    """Yield the columns of a table; what is said gives its sentence and, after all others, its code."""
    codes: list[TypedColumn] = []
    for column in table.columns:
        values = column_values(table.rows, column)
        yield TypedColumn(column.key, _TYPES.get(column.kind, "text"), values.spread(_reader(column)))
        if column.kind == "said":
            codes.append(TypedColumn(f"{column.key}_code", "text", values.spread(_code)))
    yield from codes


def _reader(column: Column) -> Callable[[Any], Any]:
    kind = _TYPES.get(column.kind, "text")
    if kind == "number":
        return lambda value: None if value is None else float(value)
    if kind != "text":
        return lambda value: value
    if column.kind == "said":
        return lambda told: encodable(sentence(told)) or None
    return lambda value: None if value is None else encodable(joined(value))


def _code(told: Any) -> str | None:
    return code_of(told) or None


def iso(value: date | None) -> str | None:
    """Return a day as text, for forms that know no days."""
    return None if value is None else value.isoformat()
