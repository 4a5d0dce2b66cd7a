"""Quotation marks that a strict reader stops at: stray ones inside a text, or ones that a backslash escapes."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LINES: Final = re.compile(r"\r\n|\n|\r")
_NOTHING: Final = r"\N"  # how databases write what is not there
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_BLANKS: Final = frozenset("ntr0")
_MOST_JOINED: Final = 20  # lines of one quoted text


@dataclass(frozen=True, slots=True)
class Tolerant:
    """Rows of texts, one per record; stray: (row, column), counted from 1, of each text with a mark that only belongs to it."""

    rows: Sequence[list[str]]
    stray: tuple[tuple[int, int], ...]


def is_escaped(text: str, delimiter: str) -> bool:
    """Return whether a file is written as databases do: backslash N for nothing, and a backslash before what would end a field."""
    return (
        _NOTHING in text
        and re.search(rf"(?:\A|[\r\n{re.escape(delimiter)}])\\N(?=[\r\n{re.escape(delimiter)}]|\Z)", text)
        is not None
    )


def read_tolerantly(text: str, delimiter: str) -> Tolerant | None:
    """Return the rows of a file whose quotation marks do not match; None where any row would stay in doubt.

    A mark closes a text only before a delimiter or the end of a line; any other one is part of the text. What such a row
    gives must have as many fields as the rows without a doubt.
    """
    escapes = '\\"' in text or is_escaped(text, delimiter)
    lines = _LINES.split(text)
    if lines and not lines[-1]:
        lines.pop()
    rows: list[list[str]] = []
    doubtful: list[int] = []
    stray: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        row, taken = (None, 1) if escapes else _strict(lines, at, delimiter)
        if row is None:
            tokens = _tokens(lines[at], delimiter, escapes=escapes)
            if tokens is None:
                return None
            row, marks = tokens
            stray += [(len(rows) + 1, column) for column in marks]
            doubtful.append(len(rows))
        rows.append(row)
        at += taken
    widths = Counter(len(row) for row in rows if len(row) > 1)
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    return Tolerant(rows, tuple(stray)) if all(len(rows[place]) in (usual, 0) for place in doubtful) else None


def _strict(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str] | None, int]:
    """Return the record that begins at a line, and how many lines it takes; None when a strict reader stops at it."""
    for count in range(1, _MOST_JOINED + 1):
        part = lines[at : at + count]
        if len(part) < count:
            break
        try:
            found = list(
                csv.reader(["\n".join(part)], delimiter=delimiter, strict=True, skipinitialspace=True)
            )
        except csv.Error as error:
            if "unexpected end" in str(error):
                continue
            break
        return (found[0] if found else []), count
    return None, 1


def _tokens(line: str, delimiter: str, *, escapes: bool) -> tuple[list[str], list[int]] | None:
    """Return the fields of a line, and the columns of those with a stray mark; None when a quoted text does not end."""
    fields: list[str] = []
    stray: list[int] = []
    at = 0
    while at <= len(line):
        if line[at : at + 1] == '"':
            end, has_stray = _closing(line, at + 1, delimiter, escapes=escapes)
            if end < 0:
                return None
            fields.append(_unescaped(line[at + 1 : end].replace('""', '"'), escapes=escapes))
            if has_stray:
                stray.append(len(fields))
            at = _next(line, end + 1, delimiter) + 1
        else:
            end = _plain_end(line, at, delimiter, escapes=escapes)
            fields.append(_unescaped(line[at:end], escapes=escapes))
            at = end + 1
    return fields, stray


def _closing(line: str, at: int, delimiter: str, *, escapes: bool) -> tuple[int, bool]:
    """Return where the mark stands that ends a quoted text, -1 without one, and whether marks before it are only text."""
    has_stray = False
    while (mark := line.find('"', at)) >= 0:
        if escapes and _backslashes(line, mark) % 2:
            at = mark + 1
        elif line[mark + 1 : mark + 2] == '"' and not _ends(line, mark + 2, delimiter):
            at = mark + 2  # a doubled mark
        elif _ends(line, mark + 1, delimiter):
            return mark, has_stray
        else:
            has_stray, at = True, mark + 1
    return -1, has_stray


def _backslashes(line: str, before: int) -> int:
    """Return how many backslashes stand directly before a place."""
    at = before
    while at and line[at - 1] == "\\":
        at -= 1
    return before - at


def _ends(line: str, at: int, delimiter: str) -> bool:
    return _next(line, at, delimiter) >= 0


def _next(line: str, at: int, delimiter: str) -> int:
    """Return where the field ends that is over at `at` but for blanks; -1 when something else follows."""
    while at < len(line) and line[at] == " ":
        at += 1
    return at if at >= len(line) or line[at] == delimiter else -1


def _plain_end(line: str, at: int, delimiter: str, *, escapes: bool) -> int:
    end = line.find(delimiter, at)
    while escapes and end > 0 and _backslashes(line, end) % 2:
        end = line.find(delimiter, end + 1)
    return end if end >= 0 else len(line)


def _unescaped(text: str, *, escapes: bool) -> str:
    if not escapes or text == _NOTHING:
        return text
    return _ESCAPED.sub(lambda match: " " if match[1] in _BLANKS else match[1], text)
