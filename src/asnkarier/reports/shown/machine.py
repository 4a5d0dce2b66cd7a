"""A report for programs: JSON and CSV whose keys, codes and order never change with the language."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any, Final, TypeAlias

from asnkarier.errors import UsageError
from asnkarier.model.book import Book, CitationLine, Column, Leaning, NextStep, Record, Table
from asnkarier.model.messages import N_
from asnkarier.reports.shown.safe_text import defused, encodable
from asnkarier.reports.shown.sentences import code_of, law_text, plain_facts, sentence
from asnkarier.reports.shown.values import column_values

_CHUNK: Final = 20_000
_NEEDS_QUOTES: Final = re.compile('[",\r\n]|^ | \\Z')
_HEAD: Final = ("schema", "doubt", "as_of", "rules_fingerprint", "inputs", "counts", "filter")
_TAIL: Final = ("leans_on", "next_steps", "next_step_reasons", "citations")


def json_chunks(book: Book) -> Iterator[str]:
    """Yield the report as JSON, one row per line.

    Keys in order: schema, doubt (only where there is one), as_of, rules_fingerprint, inputs, counts, filter, then every table and record, then
    leans_on, next_steps (the commands), next_step_reasons (why each of them) and citations.
    What is said gives three keys: its sentence in the active language, `KEY_code` and `KEY_facts`, which no language changes.
    Missing is null, dates are ISO, a NIP is text; `percent` and `number` have at most two decimals, levels six.
    ValueError: two of them share a key.
    """
    _check_names(book)
    head = (
        book.schema,
        book.doubt,
        book.as_of.isoformat(),
        book.rules_fingerprint,
        [asdict(i) for i in book.inputs],
        dict(book.counts),
        dict(book.filter),
    )
    yield "{\n" + ",\n".join(
        f"{_json(key)}: {_json(value)}"
        for key, value in zip(_HEAD, head, strict=True)
        if value or key != "doubt"
    )
    for block in book.data():
        yield f",\n{_json(block.key)}: "
        yield from _json_record(block) if isinstance(block, Record) else _json_rows(block)
    last = (
        [_leaning(one) for one in book.leans_on],
        [command for step in book.next_steps for command in step.commands],
        [_step(step) for step in book.next_steps],
        [_citation(line) for line in book.citations],
    )
    yield (
        "".join(f",\n{_json(key)}: {_json(value)}" for key, value in zip(_TAIL, last, strict=True)) + "\n}\n"
    )


def _leaning(one: Leaning) -> dict[str, Any]:
    return asdict(one) | {"title": law_text(one.title), "value": law_text(one.value)}


def _step(step: NextStep) -> dict[str, Any]:
    told = step.why
    words = {"reason": sentence(told), "reason_code": code_of(told), "reason_facts": plain_facts(told)}
    return {**words, "commands": list(step.commands)}


def _citation(line: CitationLine) -> dict[str, str]:
    found = asdict(line) | {"title": law_text(line.title), "value": law_text(line.value)}
    return {key: value for key, value in found.items() if key != "told"}


def csv_chunks(book: Book, sheet: str | None = None) -> Iterator[str]:
    r"""Yield one table (the main one, or the one called `sheet`) as CSV: comma, `\n`, a header of machine keys.

    Missing is an empty cell; sequences are joined by "; ". The codes of what is said (`KEY_code`) come last. In text an
    apostrophe stands before whatever a spreadsheet would run as a formula (= + - @ tab, line break); numbers stay numbers.
    UsageError: no such table.
    """
    chosen = find_sheet(book, sheet)
    fields = [*map(_csv_field, chosen.columns), *(_code_field(c) for c in chosen.columns if c.kind == "said")]
    yield ",".join(_quoted(key) for key, _column, _show in fields) + "\n"
    rows = zip(*(column_values(chosen.rows, c).spread(show) for _key, c, show in fields), strict=True)
    # A row of one empty cell would be an empty line, which readers skip.
    empty = '""' if len(fields) == 1 else ""
    while batch := list(islice(rows, _CHUNK)):
        yield "".join([(",".join(row) or empty) + "\n" for row in batch])


def find_sheet(book: Book, name: str | None) -> Table | Record:
    """Return the table or record whose JSON key is `name`, the main table when None; UsageError when there is none."""
    wanted = book.main if name is None else name
    if (found := book.block(wanted)) is not None:
        return found
    raise UsageError(
        N_("this report has no part called {name}"), N_("choose one of: {names}"),
        facts={"name": wanted, "names": ", ".join(block.key for block in book.data())},
    )  # fmt: skip


def _check_names(book: Book) -> None:
    names = [*_HEAD, *(block.key for block in book.data()), *_TAIL]
    if len(set(names)) < len(names):
        raise ValueError(f"two parts of the report {book.schema} share a key: {names}")


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


# Made once: `json.dumps` would make one for every value of every column.
_JSON: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def _json(value: Any) -> str:
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    text = _JSON.encode(value)
    # Half a character cannot be UTF-8; as an escape it survives.
    return text if encodable(text) == text else json.dumps(value, allow_nan=False)


_Field: TypeAlias = tuple[str, Column, Callable[[Any], str]]


def _json_fields(columns: Sequence[Column]) -> Iterator[_Field]:
    """Yield key, column and writer of everything that JSON says of a row."""
    for column in columns:
        if column.kind != "said":
            yield column.key, column, _json
            continue
        yield column.key, column, lambda told: _json(sentence(told) or None)
        yield f"{column.key}_code", column, lambda told: _json(code_of(told))
        yield f"{column.key}_facts", column, lambda told: _json(plain_facts(told) if told else None)


def _template(sheet: Table | Record) -> str:
    keys = [key for key, _column, _show in _json_fields(sheet.columns)]
    if len(set(keys)) < len(keys):
        raise ValueError(f"sheet {sheet.key} has two columns with one key: {keys}")
    return "{" + ", ".join(f"{_json(key)}: ".replace("%", "%%") + "%s" for key in keys) + "}"


def _json_rows(sheet: Table) -> Iterator[str]:
    template = _template(sheet)
    rows = zip(*_json_columns(sheet), strict=True)
    before = "[\n"
    while batch := list(islice(rows, _CHUNK)):
        yield before + ",\n".join([template % row for row in batch])
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"


def _json_record(sheet: Record) -> Iterator[str]:
    if len(sheet.rows) != 1:
        raise ValueError(f"sheet {sheet.key} is a record and must have one row, not {len(sheet.rows)}")
    yield _template(sheet) % tuple(texts[0] for texts in _json_columns(sheet))


def _json_columns(sheet: Table | Record) -> list[list[str]]:
    fields = _json_fields(sheet.columns)
    return [column_values(sheet.rows, column).spread(show) for _key, column, show in fields]


def _csv_field(column: Column) -> _Field:
    if column.kind == "said":
        return column.key, column, lambda told: _quoted(defused(encodable(sentence(told))))
    if column.kind in ("text", "nip", "status", "list", "kompetensi", "standar", "law", "remark"):
        return column.key, column, lambda value: _quoted(defused(encodable(joined(value))))
    return column.key, column, joined


def _code_field(column: Column) -> _Field:
    return f"{column.key}_code", column, lambda told: code_of(told) or ""


def _quoted(text: str) -> str:
    # The csv module leaves a lone carriage return unquoted, and its own reader refuses that.
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(text) else text
