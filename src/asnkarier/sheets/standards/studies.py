"""Cells that list fields of study, as people write them: with commas, semicolons, slashes or one below the other."""

import re
from collections.abc import Set as AbstractSet
from typing import Final

from asnkarier.model.draft import plain
from asnkarier.model.terms import INVISIBLE
from asnkarier.sheets.cells.text import parse_text, tidy
from asnkarier.sheets.results import Parser, Result

_LINES: Final = "\r\n\u2028\u2029"
_BETWEEN: Final = frozenset(";,/" + _LINES)
_QUOTED: Final = r'\s*"(?:[^"]|"")*"\s*(?=[;,/\r\n\u2028\u2029]|\Z)'
_PART: Final = re.compile(rf"(?P<quoted>{_QUOTED})|(?P<bare>(?:\([^()]*\)|[^;,/{_LINES}])*)")
_JOINED: Final = re.compile(r"^(?:dan|atau|serta)\s+(?=\S)", re.IGNORECASE)
_BULLET: Final = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-z][.)]|[-•*–])\s+(?=\S)")


def study_parser(whole: AbstractSet[str]) -> Parser:
    """Return the parser of a cell of fields of study. whole: the names that stay in one piece, as `study_key` gives them."""

    def parse(text: str, kind: int) -> Result:
        found = parse_text(text, kind)
        return split_studies(text, whole) if isinstance(found, str) else found

    return parse


def study_key(name: str) -> str:
    """Return a field of study as it is looked up: blanks and capitals do not count, commas do."""
    return plain(name).casefold()


def split_studies(text: str, whole: AbstractSet[str] = frozenset()) -> tuple[str, ...]:
    """Return the fields of study of a cell, each once.

    What stands in double quotes or between round brackets is not split, nor a name of the table that holds a comma or
    slash itself. "dan" never splits: Keuangan dan Perbankan is one field.
    """
    text = INVISIBLE.sub("", text)
    parts = _parts(text)
    found: list[str] = []
    place = 0
    while place < len(parts):
        end = _end(text, parts, place, whole)
        found.append(_named(text, parts, place, end))
        place = end
    return tuple(dict.fromkeys(name for name in found if name))


def join_studies(parts: tuple[str, ...]) -> str:
    """Return the cell that `split_studies` reads as these fields, whatever the table holds."""
    tidied = dict.fromkeys(tidy(part) for part in parts)
    return "; ".join(_quoted(part) for part in tidied if part)


def _quoted(part: str) -> str:
    bare = not part.startswith('"') and not _BETWEEN & set(part)
    return part if bare else '"' + part.replace('"', '""') + '"'


def _parts(text: str) -> list[tuple[int, int, bool]]:
    """Return where each part begins and ends, and whether it stands in quotes."""
    found = []
    place = 0
    while place <= len(text):
        match = _PART.match(text, place)
        end = match.end() if match else place
        found.append((place, end, bool(match and match["quoted"])))
        place = end + 1
    return found


def _end(text: str, parts: list[tuple[int, int, bool]], start: int, whole: AbstractSet[str]) -> int:
    """Return the part after the longest name of the table that begins at a part; lines that are names themselves stay apart."""
    last = start
    while last < len(parts) and not parts[last][2]:
        last += 1
    for end in range(last, start + 1, -1):
        name = text[parts[start][0] : parts[end - 1][1]]
        lines = [line for line in re.split(f"[{_LINES}]+", name) if line.strip()]
        if study_key(name) in whole and not (
            len(lines) > 1 and all(study_key(line) in whole for line in lines)
        ):
            return end
    return start + 1


def _named(text: str, parts: list[tuple[int, int, bool]], start: int, end: int) -> str:
    """Return the name that some parts make up, without the bullet of a list in lines and the "dan" after its last comma."""
    begin, quoted = parts[start][0], parts[start][2]
    name = text[begin : parts[end - 1][1]]
    if quoted:
        return tidy(name.strip()[1:-1].replace('""', '"'))
    if set(_LINES) & set(text):
        name = _BULLET.sub("", name)
    if begin and text[begin - 1] == ",":
        name = _JOINED.sub("", name.strip())
    return tidy(name)
