"""A report as a plain SQLite database: a table for each of its tables, and what the report says of itself."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import astuple
from typing import Any, Final

from asnkarier.model.book import Book
from asnkarier.reports.databases.typed import Type, iso, typed_columns

_TYPES: Final[dict[Type, str]] = {
    "text": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL", "flag": "INTEGER",
}  # fmt: skip
ABOUT: Final = "asn_about"
INPUTS: Final = "asn_inputs"


def sqlite_bytes(book: Book) -> bytes:
    """Return the report as an SQLite database; days are ISO texts, unknown is NULL. The same report gives the same bytes with one version of SQLite.

    It is made in memory: no file of it lies anywhere before the one that was asked for.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("BEGIN")
        for table in book.data():
            columns = list(typed_columns(table))
            values = [list(map(iso, one.values)) if one.type == "date" else one.values for one in columns]
            _write(
                connection,
                table.key,
                [(one.name, _TYPES[one.type]) for one in columns],
                zip(*values, strict=True),
            )
        _write(connection, ABOUT, [("key", "TEXT"), ("value", "TEXT")], _about(book))
        names = [
            (name, "INTEGER" if name == "rows" else "TEXT") for name in ("file", "kind", "sha256", "rows")
        ]
        _write(connection, INPUTS, names, map(astuple, book.inputs))
        connection.execute("COMMIT")
        return connection.serialize()


def _about(book: Book) -> list[tuple[str, str]]:
    told = {
        "schema": book.schema,
        "as_of": book.as_of.isoformat(),
        "agency": book.agency,
        "asn": book.version,
        "rules_fingerprint": book.rules_fingerprint,
        "doubt": book.doubt,
    }
    return [(key, value) for key, value in told.items() if value] + [
        (f"filter:{key}", value) for key, value in book.filter.items()
    ]


def _write(
    connection: sqlite3.Connection,
    name: str,
    columns: Sequence[tuple[str, str]],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    named = ", ".join(f"{_quoted(column)} {kind}" for column, kind in columns)
    connection.execute(f"CREATE TABLE {_quoted(name)} ({named})")
    places = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", rows)  # noqa: S608 - names of columns, quoted


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
