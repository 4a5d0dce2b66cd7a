"""A report for programs: JSON and CSV whose keys, codes and order never change with the language."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any, Final

from asnkarier.errors import UsageError
from asnkarier.model.book import Book, Column, Sheet
from asnkarier.model.messages import N_
from asnkarier.reports.shown.safe_text import defused, encodable
from asnkarier.reports.shown.values import column_values

_CHUNK: Final = 20_000
_NEEDS_QUOTES: Final = re.compile('[",\r\n]|^ | $')
_HEAD: Final = ("schema", "as_of", "rules_fingerprint", "inputs", "counts")


def json_chunks(book: Book) -> Iterator[str]:
    """Yield the report as JSON, one row per line.

    Keys in order: schema, as_of, rules_fingerprint, inputs, counts, then every sheet (the first table is `rows`), then citations.
    Missing is null, dates are ISO, a NIP is text; `percent` and `number` have at most two decimals, levels six.
    ValueError: two sheets share a key.
    """
    names = sheet_names(book)
    head = (
        book.schema,
        book.as_of.isoformat(),
        book.rules_fingerprint,
        [asdict(i) for i in book.inputs],
        dict(book.counts),
    )
    yield "{\n" + ",\n".join(f"{_json(key)}: {_json(value)}" for key, value in zip(_HEAD, head, strict=True))
    for name, sheet in zip(names, book.sheets, strict=True):
        yield f",\n{_json(name)}: "
        yield from _json_record(sheet) if sheet.shape == "record" else _json_rows(sheet)
    yield f',\n"citations": {_json([asdict(line) for line in book.citations])}\n}}\n'


def csv_chunks(book: Book, sheet: str | None = None) -> Iterator[str]:
    r"""Yield one sheet (the first table, or the one called `sheet`) as CSV: comma, `\n`, a header of machine keys.

    Missing is an empty cell; sequences are joined by "; ". In text an apostrophe stands before whatever a spreadsheet
    would run as a formula (= + - @ tab, line break); numbers stay numbers. UsageError: no such sheet.
    """
    chosen = find_sheet(book, sheet)
    yield ",".join(_quoted(column.key) for column in chosen.columns) + "\n"
    rows = zip(*(_texts(chosen, column) for column in chosen.columns), strict=True)
    # A row of one empty cell would be an empty line, which readers skip.
    empty = '""' if len(chosen.columns) == 1 else ""
    while batch := list(islice(rows, _CHUNK)):
        yield "".join([(",".join(row) or empty) + "\n" for row in batch])


def sheet_names(book: Book) -> list[str]:
    """Return the JSON key of every sheet: the first is `rows` unless it is a record; ValueError when two are the same."""
    names = [sheet.key for sheet in book.sheets]
    if book.sheets and book.sheets[0].shape == "rows":
        names[0] = "rows"
    if len({*names, *_HEAD, "citations"}) < len(names) + len(_HEAD) + 1:
        raise ValueError(f"two parts of the report {book.schema} share a key: {names}")
    return names


def find_sheet(book: Book, name: str | None) -> Sheet:
    """Return the sheet that `name` (a JSON key) means, the first table when None; UsageError when there is none."""
    if name is None:
        return next((sheet for sheet in book.sheets if sheet.shape == "rows"), book.sheets[0])
    names = sheet_names(book)
    for candidate, sheet in zip(names, book.sheets, strict=True):
        if name in (candidate, sheet.key):
            return sheet
    raise UsageError(
        N_("this report has no part called {name}"), N_("choose one of: {names}"),
        facts={"name": name, "names": ", ".join(names)},
    )  # fmt: skip


def joined(value: Any) -> str:
    """Return a nested value as one text: items joined by "; ", pairs as `key: value`; None is empty."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_inner(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(map(_inner, value))
    return _scalar(value)


def _inner(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}={_scalar(item)}" for key, item in value.items())
    return ", ".join(map(_scalar, value)) if isinstance(value, list) else _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def _json(value: Any) -> str:
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    # Half a character cannot be UTF-8; as an escape it survives.
    return text if encodable(text) == text else json.dumps(value, allow_nan=False)


def _template(sheet: Sheet) -> str:
    keys = [column.key for column in sheet.columns]
    if len(set(keys)) < len(keys):
        raise ValueError(f"sheet {sheet.key} has two columns with one key: {keys}")
    return "{" + ", ".join(f"{_json(key)}: ".replace("%", "%%") + "%s" for key in keys) + "}"


def _json_rows(sheet: Sheet) -> Iterator[str]:
    template = _template(sheet)
    rows = zip(*(column_values(sheet.rows, column).spread(_json) for column in sheet.columns), strict=True)
    before = "[\n"
    while batch := list(islice(rows, _CHUNK)):
        yield before + ",\n".join([template % row for row in batch])
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"


def _json_record(sheet: Sheet) -> Iterator[str]:
    if len(sheet.rows) != 1:
        raise ValueError(f"sheet {sheet.key} is a record and must have one row, not {len(sheet.rows)}")
    yield _template(sheet) % tuple(column_values(sheet.rows, c).spread(_json)[0] for c in sheet.columns)


def _texts(sheet: Sheet, column: Column) -> list[str]:
    return column_values(sheet.rows, column).spread(_cell(column))


def _cell(column: Column) -> Callable[[Any], str]:
    if column.kind in ("text", "nip", "status", "list", "kompetensi", "remark"):
        return lambda value: _quoted(defused(encodable(joined(value))))
    return joined


def _quoted(text: str) -> str:
    # The csv module leaves a lone carriage return unquoted, and its own reader refuses that.
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(text) else text
