"""The legal position (kedudukan hukum) in a cell, by BKN's codes and names and by the words whose meaning the law's list knows."""

import re
from collections.abc import Mapping
from typing import Final

from asnkarier.model.terms import nearest, normalise
from asnkarier.sheets.cells.text import parse_text, tidy
from asnkarier.sheets.grid import DATE
from asnkarier.sheets.results import Parser, Result, told
from asnkarier.sheets.vocabulary import Vocabulary

# BKN's list of legal positions, by its codes.
KEDUDUKAN_HUKUM: Final = {
    "01": "Aktif", "02": "CLTN", "03": "Tugas Belajar", "04": "Pemberhentian Sementara", "05": "Penerima Uang Tunggu",
    "06": "Prajurit Wajib", "07": "Pejabat Negara", "08": "Kepala Desa", "09": "Sedang dlm Proses Banding BAPEK",
    "11": "Pegawai Titipan", "12": "Pengungsi", "13": "Perpanjangan CLTN", "14": "PNS yang dinyatakan hilang",
    "15": "PNS kena hukuman disiplin", "16": "Pemindahan dalam rangka penurunan Jabatan", "20": "Masa Persiapan Pensiun",
    "66": "Diberhentikan", "67": "Punah", "69": "TMS Dari Pengadaan", "70": "Pembatalan NIP",
    "77": "Pemberhentian tanpa hak pensiun", "PPPK": "PPPK Aktif",
}  # fmt: skip
_CODE_FIRST: Final = re.compile(r"(\d{1,2}) (?=\D)")
_PPPK: Final = frozenset(("PPPK", "P3K"))
# Whose position it is stands beside it: "PNS Aktif", "Aktif (PNS)".
_WHOSE: Final = frozenset(("PNS", "PNSD", "CPNS", "ASN", *_PPPK))
_NEGATIONS: Final = frozenset(("TIDAK", "TDK", "NON", "NONAKTIF", "BUKAN", "BELUM", "TANPA"))
_NEAR: Final = 0.75


def kedudukan_parser(vocabulary: Vocabulary) -> Parser:
    """Return the parser of a column of legal positions: the name on BKN's or the law's list; another word is kept, and told.

    Told with the name that may be meant where one is near, which is never taken for it.
    """
    names = {normalise(name): name for name in (*vocabulary.standings, *KEDUDUKAN_HUKUM.values())}

    def parse(text: str, kind: int) -> Result:
        word = "" if kind == DATE else normalise(tidy(text).removesuffix(".0"))
        found = KEDUDUKAN_HUKUM.get(word.zfill(2)) if word.isdecimal() else _named(word, names)
        if found is not None:
            return found
        kept = parse_text(text, kind)
        if not isinstance(kept, str):
            return kept
        meant = _meant(word, names)
        return (
            told(kept, "KEDUDUKAN-MIRIP", text, nearest=meant)
            if meant
            else told(kept, "KEDUDUKAN-ASING", text)
        )

    return parse


def _named(word: str, names: Mapping[str, str]) -> str | None:
    """Return the position that the words name, beside its code and the status of the person or without them."""
    code = _CODE_FIRST.match(word)
    if code is not None:
        found = _named(word[code.end() :], names)
        return found if found is not None and found == KEDUDUKAN_HUKUM.get(code[1].zfill(2)) else None
    if word in names:
        return names[word]
    rest = _without_status(word)
    if rest == "AKTIF" and not _PPPK.isdisjoint(word.split()):
        return KEDUDUKAN_HUKUM["PPPK"]
    return names.get(rest)


def _without_status(word: str) -> str:
    return " ".join(part for part in word.split() if part not in _WHOSE)


def _meant(word: str, names: Mapping[str, str]) -> str | None:
    """Return the name that may be meant: nearly the same letters, else the longest one whose words all stand in the text.

    None beside a word that says no, or a figure, which may be the code of another position.
    """
    rest = _without_status(word)
    parts = frozenset(rest.split())
    if not _NEGATIONS.isdisjoint(parts) or any(map(str.isdigit, rest)):
        return None
    near = nearest(rest, names, _NEAR)
    held = near or max((name for name in names if parts.issuperset(name.split())), key=len, default=None)
    return names[held] if held else None
