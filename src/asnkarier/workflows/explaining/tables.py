"""The tables of a report that was made."""

import pandas as pd

from asnkarier.model.book import Book, Table


def table_of(book: Book, key: str) -> Table | None:
    """Return the table of this key as machines have it, None where the report has none."""
    found = (one for one in book.data() if isinstance(one, Table) and one.key == key)
    return next(found, None)


def rows_of(book: Book, key: str) -> pd.DataFrame:
    """Return the rows of the table of this key; KeyError where the report has none."""
    table = table_of(book, key)
    if table is None or not isinstance(table.rows, pd.DataFrame):
        raise KeyError(key)
    return table.rows
