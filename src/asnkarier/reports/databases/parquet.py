"""A table as a Parquet file, written by DuckDB: NIP as VARCHAR, days as DATE, unknown as NULL."""

from pathlib import Path
from typing import Any, Final

from asnkarier.model.book import Record, Table
from asnkarier.reports.databases.typed import Type, TypedColumn, iso, typed_columns
from asnkarier.reports.extras import need_for
from asnkarier.reports.files import scratch

_TYPES: Final[dict[Type, str]] = {
    "text": "VARCHAR", "date": "DATE", "integer": "BIGINT", "number": "DOUBLE", "flag": "BOOLEAN",
}  # fmt: skip
# Nothing is fetched, and one thread writes the rows in their order: the same table gives the same bytes with one version of DuckDB.
_QUIET: Final[dict[str, Any]] = {
    "threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False,
}  # fmt: skip


def parquet_bytes(table: Table | Record) -> bytes:
    """Return the table as Parquet; the same table gives the same bytes. OutputError: DuckDB is not installed, or there is no room to write."""
    need_for("parquet")
    import duckdb
    import numpy as np

    columns = list(typed_columns(table))
    # Everything goes in as text and gets its type there: what DuckDB would guess from the first rows depends on them.
    told = {f"c{place}": np.array(_texts(one), dtype=object) for place, one in enumerate(columns)}
    casts = ", ".join(
        f'CAST(c{place} AS {_TYPES[one.type]}) AS "{one.name.replace(chr(34), chr(34) * 2)}"'
        for place, one in enumerate(columns)
    )
    with scratch() as folder, duckdb.connect(":memory:", config=_QUIET) as connection:
        target = Path(folder) / "table.parquet"
        connection.execute("SET pandas_analyze_sample = 0")
        connection.register("told", told)
        path = str(target).replace("'", "''")
        connection.execute(f"COPY (SELECT {casts} FROM told) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608 - names of columns, quoted
        return target.read_bytes()


def _texts(column: TypedColumn) -> list[str | None]:
    if column.type == "date":
        return list(map(iso, column.values))
    if column.type == "text":
        return column.values
    return [None if value is None else repr(value) for value in column.values]
