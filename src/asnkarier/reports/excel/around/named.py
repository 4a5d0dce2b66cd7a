"""The lines that the first sheet names: who or what comes first, in words, and where it stands in the workbook."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from asnkarier.language import _
from asnkarier.model.book import Book, Column, Page, Table
from asnkarier.model.office.front import MOST_NAMED, Front
from asnkarier.reports.excel.sheets import Part
from asnkarier.reports.shown.display import RIGHT_ALIGNED, shower
from asnkarier.reports.shown.values import column_values

_NAME: Final = "nama"
_BESIDE: Final = 3  # columns beside name and NIP where a report does not say which
_NOT_TOLD: Final = frozenset({"list", "said", "remark", "law"})


class Named(NamedTuple):
    """A line to see first: what names it, what is said of it, and the worksheet and row (from 0) where it stands."""

    label: str
    told: str
    sheet: str
    row: int


def named_lines(book: Book, parts: Mapping[str, Sequence[Part]]) -> list[Named]:
    """Return the first lines of `book` as its `front` says, or of its main table where that names people. parts: the worksheets of each table, by its key."""
    front = book.front or _usual(book)
    table = None if front is None else _table(book, front.table)
    if front is None or table is None or not parts.get(front.table):
        return []
    columns = {column.key: column for column in table.columns}
    shown = [columns[key] for key in front.columns if key in columns]
    if not shown:  # the reader chose other columns
        return []
    cells = [column_values(table.rows, column).spread(shower(column)) for column in shown]
    pages = {_(block.title): part.name for block, part in _pages(book, parts)}
    ranks = _values(table, "rank") if "rank" in columns else []
    found = []
    for at in _first(table, front):
        label, *others = [cell[at].text for cell in cells]
        told = "; ".join(_told(column, text) for column, text in zip(shown[1:], others, strict=True) if text)
        sheet, row = _place(parts[front.table], at)
        own = pages.get(f"{ranks[at]}. {label}") if ranks else None
        found.append(Named(label or "–", told, own or sheet, 0 if own else row))
    return found


def _usual(book: Book) -> Front | None:
    table = _table(book, book.main)
    keys = [] if table is None else [column.key for column in table.columns if not column.behind]
    if table is None or _NAME not in keys:
        return None
    other = sorted(
        (one for one in table.columns if one.key not in ("nip", _NAME, "rank") and one.terminal and not one.behind and one.kind not in _NOT_TOLD),
        key=lambda one: (one.importance is None, one.importance or 0),
    )  # fmt: skip
    return Front(table.key, (_NAME, "nip", *(one.key for one in other[:_BESIDE])))


def _table(book: Book, key: str) -> Table | None:
    return next((one for one in book.shown() if isinstance(one, Table) and one.key == key), None)


def _pages(book: Book, parts: Mapping[str, Sequence[Part]]) -> Iterator[tuple[Page, Part]]:
    for block in book.blocks:
        if isinstance(block, Page):
            yield from ((block, part) for part in parts.get(f"page {block.title}", ()))


def _first(table: Table, front: Front) -> list[int]:
    """Return the numbers of the lines to name: those that have what they are ordered by, the first of them first, ties in the table's own order.

    Where the reader chose the columns and one that orders is not among them, the table's own order.
    """
    keys = {column.key for column in table.columns}
    places = list(range(len(table.rows)))
    for name in reversed(front.by if {one.lstrip("-") for one in front.by} <= keys else ()):
        values = _values(table, name.lstrip("-"))
        empty = (None, 0) if front.but_zero and name == front.by[0] else (None,)
        places = [at for at in places if values[at] not in empty]
        places.sort(key=lambda at: values[at], reverse=not name.startswith("-"))
    return places[:MOST_NAMED]


def _values(table: Table, key: str) -> list[Any]:
    (column,) = (one for one in table.columns if one.key == key)
    values: list[Any] = column_values(table.rows, column).spread(lambda value: value)
    return values


def _told(column: Column, text: str) -> str:
    return f"{_(column.label)}: {text}" if column.kind in RIGHT_ALIGNED or column.kind == "date" else text


def _place(parts: Sequence[Part], at: int) -> tuple[str, int]:
    """Return the worksheet that holds line `at`, and its row there, below the heading."""
    part = next(one for one in parts if at < one.last)
    return part.name, at - part.first + 1
