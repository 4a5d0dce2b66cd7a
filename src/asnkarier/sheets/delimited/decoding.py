"""The text of a CSV file: its encoding by mark or by trial, its delimiter by how evenly it splits the rows."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from asnkarier.sheets.fileformat import looks_like_utf16

# In order of trust: a pipe hardly ever stands inside a value, a comma often does ("Dr. H. X, S.Pd., M.Si").
DELIMITERS: Final = "|\t;,"
_SAMPLE: Final = 65_536
_UTF32: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class CsvText:
    """The decoded text of a CSV file, its encoding and delimiter; stray: cells with a quotation mark that is only text."""

    text: str
    encoding: str
    delimiter: str
    stray: tuple[str, ...] = ()


def decode(raw: bytes) -> CsvText:
    """Return the text of the file's bytes: a mark decides, then UTF-8, then Windows-1252, which reads every byte."""
    encoding = _encoding(raw)
    if encoding in ("cp1252", "latin-1"):
        raw = raw.removeprefix(codecs.BOM_UTF8)
    text = raw.decode(encoding, "replace" if encoding.startswith(("utf-16", "utf-32")) else "strict")
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    named = first.strip().strip('"').casefold()
    if named.startswith("sep=") and len(named) == len("sep=") + 1:
        return CsvText(rest, encoding, first.strip().strip('"')[-1])
    if first.strip("\r").casefold() == "sep=\t":
        return CsvText(rest, encoding, "\t")
    text = text.lstrip("\ufeff")
    return CsvText(text, encoding, find_delimiter(text))


def _encoding(raw: bytes) -> str:
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig" if _decodes(raw, "utf-8-sig") else _windows(raw[3:])
    if raw.startswith(_UTF32):
        return "utf-32"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    guess = looks_like_utf16(raw)
    if guess:
        return guess
    if _decodes(raw, "utf-8"):
        return "utf-8"
    return _windows(raw)


def _windows(raw: bytes) -> str:
    # The five bytes that Windows-1252 leaves open occur in no text; Latin-1 keeps them as control characters.
    return "cp1252" if _decodes(raw, "cp1252") else "latin-1"


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def find_delimiter(text: str) -> str:
    """Return the delimiter that splits the first rows most evenly into more than one column; a comma if none does."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    scores = {delimiter: _evenness(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=scores.__getitem__)
    return best if scores[best] else ","


def _evenness(sample: str, delimiter: str) -> float:
    """Return the share of rows that have the commonest number of columns (if above one), widths counting a little."""
    widths = [len(row) for row in _lenient(sample, delimiter) if any(row)]
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 0.0
    width, rows = max(counts.items(), key=lambda item: (item[1], item[0]))
    headed = 1 if counts and widths[0] == width else 0
    return rows / len(widths) + 0.1 * headed + 0.001 * min(width, 90)


def _lenient(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        yield from reader
    except csv.Error:
        return
