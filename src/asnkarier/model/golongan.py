"""Spellings of golongan ruang and pangkat, read into one form: `III/a` for PNS, `IX` for PPPK."""

import re
from typing import Final

from asnkarier.model.terms import normalise

PANGKAT: Final = {
    "I/a": ("11", "Juru Muda"),
    "I/b": ("12", "Juru Muda Tingkat I"),
    "I/c": ("13", "Juru"),
    "I/d": ("14", "Juru Tingkat I"),
    "II/a": ("21", "Pengatur Muda"),
    "II/b": ("22", "Pengatur Muda Tingkat I"),
    "II/c": ("23", "Pengatur"),
    "II/d": ("24", "Pengatur Tingkat I"),
    "III/a": ("31", "Penata Muda"),
    "III/b": ("32", "Penata Muda Tingkat I"),
    "III/c": ("33", "Penata"),
    "III/d": ("34", "Penata Tingkat I"),
    "IV/a": ("41", "Pembina"),
    "IV/b": ("42", "Pembina Tingkat I"),
    "IV/c": ("43", "Pembina Utama Muda"),
    "IV/d": ("44", "Pembina Utama Madya"),
    "IV/e": ("45", "Pembina Utama"),
}
GOLONGAN_PPPK: Final = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
    "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
_ROMAN: Final = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_RUANG = re.compile(r"(?<![A-Z0-9])(IV|III|II|I|[1-4])[ ]?([A-E])(?![A-Z0-9])")
_PPPK = re.compile(r"(?:GOLONGAN|GOL)?[ ]?(XVII|XVI|XV|XIV|XIII|XII|XI|X|IX|VIII|VII|VI|V|IV|III|II|I)")
_TINGKAT_ONE: Final = re.compile(r"\b(TK|TINGKAT) 1\b")
_BY_CODE: Final = {code: golongan for golongan, (code, _) in PANGKAT.items()}
_BY_PANGKAT: Final = {
    spelling: golongan
    for golongan, (_, pangkat) in PANGKAT.items()
    for spelling in (pangkat.upper(), pangkat.upper().replace("TINGKAT", "TK"))
}


def parse_golongan(text: str) -> str | None:
    """Return the golongan that `text` names (`"Penata Muda (III/a)"` -> `"III/a"`), or None when it names none."""
    words = _TINGKAT_ONE.sub(r"\1 I", normalise(text))
    found = [f"{_ROMAN.get(ruang, ruang)}/{letter.lower()}" for ruang, letter in _RUANG.findall(words)]
    found = [golongan for golongan in found if golongan in PANGKAT]
    if found:
        return found[0] if len(set(found)) == 1 else None
    if words in _BY_CODE:
        return _BY_CODE[words]
    if words in _BY_PANGKAT:
        return _BY_PANGKAT[words]
    pppk = _PPPK.fullmatch(words.removeprefix("PPPK ").removesuffix(" PPPK"))
    return pppk.group(1) if pppk else None
