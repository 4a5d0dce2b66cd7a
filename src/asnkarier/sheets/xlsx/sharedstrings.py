"""The texts that cells share, and the escapes in which a workbook writes odd characters."""

import re
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Final

import numpy as np

from asnkarier.sheets.grid import Codes, Ints
from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.parts.markup import MAIN, feed, new_parser
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.xlsx.xmltext import is_delicate_bytes, plain_text

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIRST, _BETWEEN, _LAST = "<si><t>", "</t></si><si><t>", "</t></si>"
_TAGS: Final = _BETWEEN.count("<")  # of each string
_HEAD: Final = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml version=["']1\.0["'](?: encoding=["'](?i:utf-8)["'])?(?: standalone=["']yes["'])? ?\?>\s*)?"""
    rb"""<sst(?: (?:count|uniqueCount)="\d+"| xmlns="(?:http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"""
    rb"""|http://purl\.oclc\.org/ooxml/spreadsheetml/main)")*>"""
)
_MOST_CHUNKS: Final = 256
_HEAD_BYTES: Final = 65_536  # hold the headings and first rows of a sheet, and seldom less
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def unescape(text: str) -> str:
    """Return `text` with `_xHHHH_` read as the character it stands for (`_x000D_` is a carriage return)."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if _SURROGATE.search(plain):
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return plain


class SharedStrings(dict[str, int]):
    """The code of a shared string by the index that a cell writes; RefusedError when there is no such string."""

    def __init__(self, codes: list[int], more: Callable[[], list[int]] | None = None) -> None:
        """Keep the codes; more: reads all strings, when these are only the first ones."""
        super().__init__()
        self._codes = codes
        self._more = more

    def codes_array(self) -> Ints:
        """Return the codes in the order of the shared strings."""
        self._read_on()
        return np.array(self._codes, dtype=np.int64)

    def _read_on(self) -> None:
        if self._more is not None:
            self._codes, self._more = self._more(), None

    def __missing__(self, index: str) -> int:
        digits = index.strip()
        if self._more is not None and not (digits.isdecimal() and int(digits) < len(self._codes)):
            self._read_on()
        if not (digits.isascii() and digits.isdigit()) or int(digits) >= len(self._codes):
            raise RefusedError("XLSX-TEKS-BERSAMA", index=digits)
        code = self[index] = self._codes[int(digits)]
        return code


def read_shared_strings(
    archive: Archive, part: str | None, texts: Codes, *, head: bool = False
) -> SharedStrings:
    """Return the shared strings, their texts added to `texts`; phonetic hints are left out, runs are joined.

    head: for a look at the first rows, which need few of them; the others are read once they are asked for.
    """
    if part is None or part not in archive:
        return SharedStrings([])
    read_all = partial(_codes_of_all, archive, part, texts)
    first = _scan_plain(archive, part, head=True) if head else None
    return SharedStrings(read_all()) if first is None else SharedStrings(texts.codes_of(first), read_all)


def _codes_of_all(archive: Archive, part: str, texts: Codes) -> list[int]:
    plain = _scan_plain(archive, part)
    if plain is not None:
        return texts.codes_of(plain)
    codes: list[int] = []
    pieces: list[str] = []
    runs: list[str] = []
    phonetic = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal phonetic
        pieces.clear()
        phonetic = phonetic or name.rpartition(" ")[2] == "rPh"

    def end(name: str) -> None:
        nonlocal phonetic
        uri, _, local = name.rpartition(" ")
        if local == "rPh":
            phonetic = False
        elif local == "t" and uri in MAIN and not phonetic:
            runs.append("".join(pieces))
        elif local == "si" and uri in MAIN:
            codes.append(texts[unescape("".join(runs))])
            runs.clear()
        pieces.clear()

    parser = new_parser(part)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = pieces.append
    feed(parser, archive.stream(part), part)
    return codes


def _scan_plain(archive: Archive, part: str, *, head: bool = False) -> list[str] | None:
    """Return the texts of a part that holds nothing but plain strings, or None: then the parser reads it.

    A text is found by its tags, so only a part whose every byte is accounted for is taken; of a head, its first bytes.
    """
    raw = b"".join(islice(archive.stream(part), 1 if head else _MOST_CHUNKS))
    start, found, rest = raw[: _HEAD_BYTES if head else None].partition(b"<si>")
    body, end, tail = rest.rpartition(b"</si>")
    if not found or not end or _HEAD.fullmatch(start) is None:
        return None
    if not head and tail.strip(b" \r\n\t") != b"</sst>":
        return None
    try:
        feed(new_parser(part), (start, b"</sst>" if head else tail), part)
        return None if is_delicate_bytes(body) else _texts_between(f"<si>{body.decode('utf-8')}</si>")
    except (ValueError, RefusedError):
        return None


def _texts_between(section: str) -> list[str] | None:
    """Return the texts of a section of plain strings and nothing else; None when it holds any other tag."""
    section = section.replace('<t xml:space="preserve">', "<t>")
    if not (section.startswith(_FIRST) and section.endswith(_LAST)):
        return None
    texts = section[len(_FIRST) : -len(_LAST)].split(_BETWEEN)
    if section.count("<") != _TAGS * len(texts):
        return None
    if "&" in section:
        texts = [plain_text(text) if "&" in text else text for text in texts]
    return [unescape(text) for text in texts] if "_x" in section or "&" in section else texts
