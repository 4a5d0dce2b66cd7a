"""Cells of a form in which people say which level a post needs: the post, the competency, the level, and who says so."""

import re
from collections.abc import Callable
from typing import Final

from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.terms import nearest
from asnkarier.sheets.cells.number import level_parser
from asnkarier.sheets.cells.text import parse_code, tidy
from asnkarier.sheets.cells.words import choose, competency_parser
from asnkarier.sheets.grid import DATE
from asnkarier.sheets.results import Result, fault
from asnkarier.sheets.vocabulary import TECHNICAL, Vocabulary

_MARKS: Final = re.compile(r"[ .\-/']")
_NIP: Final = re.compile(r"\d{18}", re.ASCII)
_NOTHING: Final = "-"
_ROLES: Final = {
    "atasan": ("ATASAN", "ATASAN LANGSUNG", "ATASAN JABATAN", "PIMPINAN", "SUPERIOR"),
    "pemangku": ("PEMANGKU", "PEMANGKU JABATAN", "PEJABAT", "PEMEGANG JABATAN", "INCUMBENT"),
    "pengguna": ("PENGGUNA", "PENGGUNA LAYANAN", "PENERIMA LAYANAN", "MITRA", "MITRA KERJA", "PELANGGAN", "USER"),
}  # fmt: skip
parse_role: Final = choose("PERAN-ASING", {word: role for role, words in _ROLES.items() for word in words})


def post_parser(vocabulary: Vocabulary) -> Callable[[str, int], Result]:
    """Return the parser of positions: the name that a standard or the list of employees has for it; any other is refused."""
    posts = vocabulary.posts()

    def parse(text: str, kind: int) -> Result:
        if kind == DATE:
            return fault("SEL-JADI-TANGGAL", text)
        key = normalise_jabatan(tidy(text))
        found = posts.get(key)
        return found or fault("JABATAN-ASING", text, nearest=posts.get(nearest(key, posts) or "", _NOTHING))

    return parse


def known_competency_parser(vocabulary: Vocabulary) -> Callable[[str, int], Result]:
    """Return the parser of competencies that the law, a standard or the agency's dictionary names; any other is refused."""
    read = competency_parser(vocabulary)

    def parse(text: str, kind: int) -> Result:
        found = read(text, kind)
        if not isinstance(found, str):
            return found
        other = "/" in found and not found.startswith(
            TECHNICAL
        )  # an aspect of potential, which no standard asks for
        if not other and (vocabulary.is_known(found) or vocabulary.meaning(found) in vocabulary.ids):
            return found
        near = nearest(tidy(text).casefold(), sorted(name.casefold() for name in vocabulary.kompetensi))
        return fault("KOMPETENSI-ASING", text, nearest=near.title() if near else _NOTHING)

    return parse


def whole_level_parser(vocabulary: Vocabulary) -> Callable[[str, int], Result]:
    """Return the parser of levels that a standard may ask for: whole, and inside its scale."""
    low, high = vocabulary.standard_levels
    number = level_parser(low, high)

    def parse(text: str, kind: int) -> Result:
        found = number(text, kind)
        if isinstance(found, float):
            return int(found) if found.is_integer() else fault("ANGKA-BULAT", text)
        return found

    return parse


def parse_respondent(text: str, kind: int) -> Result:
    """Return the code of a respondent in capital letters; a NIP would name the person and is refused, its digits untold."""
    found = parse_code(text, kind)
    if isinstance(found, str) and _NIP.search(_MARKS.sub("", found)):
        return fault("RESPONDEN-NIP", "")
    return found.upper() if isinstance(found, str) else found
