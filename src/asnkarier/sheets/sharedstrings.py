"""The texts that cells share, and the escapes in which a workbook writes odd characters."""

import re
from typing import Final

from asnkarier.sheets.archive import Archive
from asnkarier.sheets.grid import Codes
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.xmlpart import MAIN, feed, new_parser

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
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

    def __missing__(self, index: str) -> int:
        digits = index.strip()
        if not (digits.isascii() and digits.isdigit()) or int(digits) >= len(self._codes):
            raise RefusedError("XLSX-TEKS-BERSAMA", index=digits)
        code = self[index] = self._codes[int(digits)]
        return code


def read_shared_strings(archive: Archive, part: str | None, texts: Codes) -> SharedStrings:
    """Return the shared strings, their texts added to `texts`; phonetic hints are left out, runs are joined."""
    codes: list[int] = []
    if part is None or part not in archive:
        return SharedStrings(codes)
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
