"""A report cut to what somebody asked to see: other columns, another order, fewer rows; the same in every format."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from asnkarier.errors import UsageError
from asnkarier.language import _
from asnkarier.model.book import Block, Book, Column, Page, PlainRows, Table
from asnkarier.model.messages import N_
from asnkarier.model.terms import nearest, normalise
from asnkarier.reports.shown.machine import joined
from asnkarier.reports.shown.sentences import sentence

if TYPE_CHECKING:
    import pandas as pd

_CLOSE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Shape:
    """What to show of the main table. columns and sort: names of columns, a `-` before one sorts it downwards."""

    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    limit: int | None = None


def shaped(book: Book, shape: Shape) -> Book:
    """Return the report with its main table cut to `shape`, which its filter then names; other tables stay whole.

    UsageError: a column is not known, or there is no table.
    """
    if shape == Shape():
        return book
    table = book.block(book.main)
    if not isinstance(table, Table):
        raise UsageError(
            N_("this report has no table to sort or cut"), N_("leave out --sort, --limit and --columns")
        )
    rows = _sorted(table, shape.sort) if shape.sort else table.rows
    told = dict(book.filter)
    if shape.limit is not None and shape.limit < len(rows):
        rows = rows.head(shape.limit)
        told["limit"] = str(shape.limit)
    columns = table.columns
    if shape.columns:
        columns = tuple(
            replace(find_column(table.columns, name), terminal=True, importance=number)
            for number, name in enumerate(dict.fromkeys(shape.columns))
        )
        told["columns"] = ", ".join(column.key for column in columns)
    limit = shape.limit or table.terminal_limit
    if not isinstance(rows, PlainRows):
        rows = rows.reset_index(drop=True)
    cut = replace(table, rows=rows, columns=columns, terminal_limit=limit)
    return replace(book, blocks=tuple(_with(block, table, cut) for block in book.blocks), filter=told)


def _with(block: Block | Page, table: Table, cut: Table) -> Block | Page:
    """Return the block with `cut` in the place of `table`."""
    if isinstance(block, Page):
        return replace(block, blocks=tuple(cut if one is table else one for one in block.blocks))
    return cut if block is table else block


def find_column(columns: Sequence[Column], name: str) -> Column:
    """Return the column that `name` means: its key, or its heading in the active language; UsageError when none."""
    meaning = {normalise(_(column.label)): column for column in reversed(columns)}
    meaning |= {normalise(column.key): column for column in reversed(columns)}
    found = meaning.get(normalise(name))
    if found is not None:
        return found
    near = nearest(normalise(name), meaning, _CLOSE)
    hint = N_("did you mean {near}?") if near else N_("columns: {known}")
    facts = {
        "name": name,
        "near": meaning[near].key if near else "",
        "known": ", ".join(column.key for column in columns),
    }
    raise UsageError(N_("there is no column {name}"), hint, facts=facts)


def _sorted(table: Table, names: Sequence[str]) -> "pd.DataFrame":
    """Return the rows in the order of the columns named, the first one first; what is missing comes last."""
    from asnkarier.reports.shown.frame_values import frame_of

    rows = frame_of(table.rows) if isinstance(table.rows, PlainRows) else table.rows
    for name in reversed(names):
        column = find_column(table.columns, name.removeprefix("-"))
        values = rows[column.key]
        if column.kind == "said":
            values = values.map(sentence, na_action="ignore")
        elif values.dtype == object or column.kind == "list":
            values = values.map(joined, na_action="ignore")
        order = values.reset_index(drop=True).sort_values(
            ascending=not name.startswith("-"), kind="stable", na_position="last"
        )
        rows = rows.iloc[order.index]
    return rows
