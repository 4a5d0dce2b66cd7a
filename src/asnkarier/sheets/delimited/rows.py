"""CSV of any Indonesian desk: `|` `;` `,` or tab, UTF-8, UTF-16 or Windows-1252, `sep=` line, quoted newlines."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from asnkarier.sheets.delimited.decoding import CsvText, decode, find_delimiter
from asnkarier.sheets.delimited.quotes import Tolerant, is_escaped, read_tolerantly
from asnkarier.sheets.grid import (
    ERROR,
    MAX_ROW,
    TEXT,
    Cells,
    Codes,
    Grid,
    Ints,
    Narrow,
    build_grid,
    column_letters,
)
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.schema import heading_key, schemas

_SEARCHED_LINES: Final = 30
_FEWEST_HEADINGS: Final = 2
_ROWS_TOLD: Final = 4096  # a listener hears of every so many rows
# A field longer than any workbook's cell is data gone astray; the limit of the standard library is not far above one.
_LONGEST_FIELD: Final = 16 * 1024**2
# `="0123"` is how exports keep a spreadsheet program from making a number of a text.
_AS_TEXT: Final = re.compile(r'="((?:[^"]|"")*)"', re.DOTALL)
_ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)


@dataclass(frozen=True, slots=True)
class _Found:
    texts: Codes
    lengths: list[int]
    flat: list[int]
    stray: tuple[tuple[int, int], ...] = ()


def read_csv_grid(
    path: Path, *, most_bytes: int | None = None, listener: Callable[[int], None] | None = None
) -> tuple[Grid, CsvText]:
    """Return the cells of a CSV file and how it was written; rows are numbered as a spreadsheet program shows them.

    most_bytes: read no more than the whole lines in this much of its head. listener: hears how many rows were read.
    Raises RefusedError: `CSV-KUTIP` when a quotation mark is never closed, so that rows cannot be told apart.
    """
    source = decode(path.read_bytes() if most_bytes is None else _head(path, most_bytes))
    csv.field_size_limit(_LONGEST_FIELD)
    found = _rows(source, listener)
    inner = _whole_lines(source, found)
    if inner is not None:
        source, found = inner, _rows(inner, listener)
    if len(found.lengths) > MAX_ROW:
        raise RefusedError("BERKAS-BESAR", limit=MAX_ROW)
    found = _unwrap(found)
    grid = build_grid(None, list(found.texts), _cells(found))
    stray = tuple(f"{column_letters(column)}{row}" for row, column in found.stray)
    return replace(grid, overlong=_overlong(found.lengths)), replace(source, stray=stray)


def _overlong(lengths: Sequence[int]) -> dict[int, int]:
    """Return the number of each row that has more fields than most rows of several fields -> how many."""
    counts = Counter(length for length in lengths if length > 1)
    usual = max(counts, key=lambda length: (counts[length], length), default=0)
    return {number: length for number, length in enumerate(lengths, start=1) if length > usual}


def _rows(source: CsvText, listener: Callable[[int], None] | None) -> _Found:
    if is_escaped(
        source.text, source.delimiter
    ):  # as databases write it: without quotation marks, a strict reader sees no fault
        found = read_tolerantly(source.text, source.delimiter)
        if found is not None:
            return _tolerated(found)
    try:
        return _collect(_reader(source, strict=True, skipinitialspace=_is_spaced(source)), listener)
    except csv.Error as error:
        return _collect_unquoted(source, error)


def _whole_lines(source: CsvText, found: _Found) -> CsvText | None:
    """Return the CSV inside a CSV whose every line is one quoted cell, as a program of another locale saves it again."""
    if max(found.lengths, default=0) != 1 or '"' not in source.text:
        return None
    texts, codes = list(found.texts), iter(found.flat)
    text = "\n".join(texts[next(codes)] if length else "" for length in found.lengths)
    delimiter = find_delimiter(text)
    known = {key for schema in schemas().values() for key in schema.by_alias}
    for line in texts[:_SEARCHED_LINES]:
        if sum(heading_key(part) in known for part in line.split(delimiter)) >= _FEWEST_HEADINGS:
            return CsvText(text, source.encoding, delimiter)
    return None


def _head(path: Path, most_bytes: int) -> bytes:
    with path.open("rb") as stream:
        raw = stream.read(most_bytes)
    return raw[: raw.rfind(b"\n") + 1] if len(raw) == most_bytes and b"\n" in raw else raw


def _collect_unquoted(source: CsvText, cause: csv.Error) -> _Found:
    """Return the rows of a file with stray quotation marks, or of one that does not quote (SIASN, home-made exports).

    Marks around most texts are no text: such a file is read with its strays as text, or refused.
    """
    tolerated = None if "limit" in str(cause) else read_tolerantly(source.text, source.delimiter)
    if tolerated is not None:
        return _tolerated(tolerated)
    try:
        found = _collect(_reader(source, quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        raise RefusedError("CSV-KUTIP", reason=str(error)) from error
    widths = Counter(found.lengths)
    is_uneven = len(widths) > 1 and widths.most_common(1)[0][1] < len(found.lengths) - widths.get(0, 0)
    if is_uneven or _quotes(found.texts):
        raise RefusedError("CSV-KUTIP", reason=str(cause)) from cause
    return found


def _quotes(texts: Iterable[str]) -> bool:
    """Return whether most of the texts with a quotation mark are enclosed in a pair of them."""
    marked = [text.strip() for text in texts if '"' in text]
    enclosed = sum(len(text) > 1 and text[0] == text[-1] == '"' for text in marked)
    return enclosed > len(marked) // 2


def _tolerated(found: Tolerant) -> _Found:
    return replace(_collect(iter(found.rows)), stray=found.stray)


def _is_spaced(source: CsvText) -> bool:
    """Return whether quoted fields stand behind a blank: `NIP, "Budi, S.Pd."` must not come apart at its comma."""
    return re.search(rf'{re.escape(source.delimiter)} +"', source.text) is not None


def _unwrap(found: _Found) -> _Found:
    """Return the cells with `="text"` as the text itself."""
    matches = [_AS_TEXT.fullmatch(text) if text.startswith('="') else None for text in found.texts]
    if not any(matches):
        return found
    texts = Codes()
    renamed = [
        texts[match[1].replace('""', '"') if match else text]
        for text, match in zip(found.texts, matches, strict=True)
    ]
    return replace(found, texts=texts, flat=[renamed[code] for code in found.flat])


def _reader(source: CsvText, **options: Any) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(source.text, newline=""), delimiter=source.delimiter, **options)


def _collect(records: Iterator[list[str]], listener: Callable[[int], None] | None = None) -> _Found:
    texts = Codes()
    lengths: list[int] = []
    flat: list[int] = []
    lookup = texts.__getitem__
    for record in records:
        flat.extend(map(lookup, record))
        lengths.append(len(record))
        if listener is not None and not len(lengths) % _ROWS_TOLD:
            listener(len(lengths))
    return _Found(texts, lengths, flat)


def _cells(found: _Found) -> Cells:
    """Return the cells that are not empty; a spreadsheet's error values stay errors when saved as CSV."""
    per_row: Ints = np.array(found.lengths, dtype=np.int64)
    codes: Narrow = np.array(found.flat, dtype=np.int32)
    rows = np.repeat(np.arange(1, len(per_row) + 1, dtype=np.int32), per_row)
    first = np.repeat(np.cumsum(per_row) - per_row, per_row)
    columns = (np.arange(len(codes)) - first + 1).astype(np.int32)
    kind_of = np.array([ERROR if text in _ERRORS else TEXT for text in found.texts], dtype=np.uint8)
    kept = codes != found.texts.get("", -1)
    return Cells(rows[kept], columns[kept], codes[kept], kind_of[codes[kept]])
