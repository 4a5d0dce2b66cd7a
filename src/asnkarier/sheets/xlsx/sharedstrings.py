"""The texts that cells share, and the escapes in which a workbook writes odd characters."""

import re
from itertools import islice
from typing import Final

import numpy as np

from asnkarier.sheets.grid import Codes, Ints
from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.parts.markup import MAIN, feed, new_parser
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.xlsx.xmltext import is_delicate, plain_text

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ITEM: Final = re.compile('<si><t( xml:space="preserve")?>([^<]*)</t></si>')
_HEAD: Final = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml version=["']1.0["'](?: encoding=["']utf-8["'])?(?: standalone=["']yes["'])? ?\?>\s*)?"""
    rb"""<sst(?: (?:count|uniqueCount)="\d+"| xmlns="(?:http://schemas.openxmlformats.org/spreadsheetml/2006/main"""
    rb"""|http://purl.oclc.org/ooxml/spreadsheetml/main)")*>""",
    re.IGNORECASE,
)
_MOST_CHUNKS: Final = 256
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

    def __init__(self, codes: list[int]) -> None:
        super().__init__()
        self._codes = codes

    def codes_array(self) -> Ints:
        """Return the codes in the order of the shared strings."""
        return np.array(self._codes, dtype=np.int64)

    def __missing__(self, index: str) -> int:
        digits = index.strip()
        if not (digits.isascii() and digits.isdigit()) or int(digits) >= len(self._codes):
            raise RefusedError("XLSX-TEKS-BERSAMA", index=digits)
        code = self[index] = self._codes[int(digits)]
        return code


def read_shared_strings(archive: Archive, part: str | None, texts: Codes) -> SharedStrings:
    """Return the shared strings, their texts added to `texts`; phonetic hints are left out, runs are joined."""
    if part is None or part not in archive:
        return SharedStrings([])
    plain = _scan_plain(archive, part)
    if plain is not None:
        return SharedStrings([texts[text] for text in plain])
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
    return SharedStrings(codes)


def _scan_plain(archive: Archive, part: str) -> list[str] | None:
    """Return the texts of a part that holds nothing but plain strings, or None: then the parser reads it.

    A text is found by its tags, so only a part whose every byte is accounted for is taken.
    """
    raw = b"".join(islice(archive.stream(part), _MOST_CHUNKS))
    head, found, rest = raw.partition(b"<si>")
    body, end, tail = rest.rpartition(b"</si>")
    if not found or not end or _HEAD.fullmatch(head) is None or tail.strip(b" \r\n\t") != b"</sst>":
        return None
    try:
        section = f"<si>{body.decode('utf-8')}</si>"
        feed(new_parser(part), (head, tail), part)
        if is_delicate(section):
            return None
        texts: list[str] = []
        size = 0
        for item in _ITEM.finditer(section):
            size += item.end() - item.start()
            text = item[2]
            texts.append(unescape(plain_text(text) if "&" in text else text))
        return texts if size == len(section) else None
    except (ValueError, RefusedError):
        return None
