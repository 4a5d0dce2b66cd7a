"""Cells that hold one word out of a short list: sex, status, kind of position, appraisal words, discipline."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from asnkarier.model.golongan import GOLONGAN_PPPK, parse_golongan
from asnkarier.model.jabatan import parse_eselon, parse_jenjang
from asnkarier.model.pendidikan import levels_named, parse_tingkat_pendidikan
from asnkarier.model.problem import Severity
from asnkarier.model.terms import normalise
from asnkarier.sheets.cells.date_text import parse_date_text
from asnkarier.sheets.cells.text import tidy
from asnkarier.sheets.grid import DATE
from asnkarier.sheets.results import Fault, Parser, Result, Told, fault, shown, told
from asnkarier.sheets.vocabulary import Vocabulary

_SEX: Final = {
    "L": "L", "LK": "L", "LAKI": "L", "LAKI LAKI": "L", "LAKI2": "L", "PRIA": "L", "M": "L", "MALE": "L", "1": "L",
    "PR": "P", "PEREMPUAN": "P", "WANITA": "P", "W": "P", "F": "P", "FEMALE": "P", "2": "P",
}  # fmt: skip
_MALE_LETTERS: Final = frozenset(("L", "LK", "M"))
_STATUS: Final = {
    "P": "PNS", "PNS": "PNS", "PNS AKTIF": "PNS", "PNSD": "PNS", "PNS DAERAH": "PNS", "PEGAWAI NEGERI SIPIL": "PNS", "C": "CPNS", "CPNS": "CPNS",
    "CALON PNS": "CPNS", "CALON PEGAWAI NEGERI SIPIL": "CPNS", "PPPK": "PPPK", "P3K": "PPPK", "PPPK AKTIF": "PPPK",
    "PEGAWAI PEMERINTAH DENGAN PERJANJIAN KERJA": "PPPK", "PPPK PENUH WAKTU": "PPPK",
}  # fmt: skip
_JENIS: Final = (
    ("pelaksana", re.compile(r"PELAKSANA|JFU|FUNGSIONAL UMUM")),
    ("fungsional", re.compile(r"(?<!NON )(?<!NON)FUNGSIONAL|JFT|JF")),
    (
        "struktural",
        re.compile(
            r"(?<!NON )(?<!NON)STRUKTURAL|(?<!NON )(?<!NON)MANAJERIAL|PIMPINAN TINGGI|JPT|ADMINISTRATOR|PENGAWAS"
        ),
    ),
)
_JENIS_CODES: Final = {"1": "struktural", "2": "fungsional", "4": "pelaksana"}
# "Ekspetasi" is met as often as "Ekspektasi"; the word before it is the answer.
_EKSPEKTASI: Final = re.compile(r"(DI ?ATAS|SESUAI|DI ?BAWAH)(?: E[KX]S?P?E[KC]?TA[ST]I(?:ON)?)?")
_PREDIKAT: Final = {
    "SANGAT BAIK": "sangat_baik", "BAIK": "baik", "BUTUH PERBAIKAN": "butuh_perbaikan", "KURANG": "kurang",
    "KURANG MISCONDUCT": "kurang", "MISCONDUCT": "kurang", "SANGAT KURANG": "sangat_kurang",
}  # fmt: skip
# Names before 2022, aligned by analogy with SE BKN 9/2024; the reading says so.
_PREDIKAT_OLD: Final = {"CUKUP": "butuh_perbaikan", "BURUK": "sangat_kurang"}
_HUKUMAN: Final = {
    "TIDAK PERNAH": "tidak_pernah", "TIDAK ADA": "tidak_pernah", "TIDAK": "tidak_pernah", "BELUM PERNAH": "tidak_pernah",
    "TIDAK PERNAH DIJATUHI HUKUMAN DISIPLIN": "tidak_pernah",
    "NIHIL": "tidak_pernah", "BERSIH": "tidak_pernah", "RINGAN": "ringan", "SEDANG": "sedang", "BERAT": "berat",
}  # fmt: skip
_HUKUMAN_LEAD: Final = re.compile(r"^(?:HUKUMAN )?(?:DISIPLIN )?(?:TINGKAT )?")
_LEVELS: Final = frozenset(("RINGAN", "SEDANG", "BERAT"))
_TILL: Final = re.compile(r" (?:S ?D|SAMPAI(?: DENGAN)?|HINGGA) (?=\d)")
_TILL_DAY: Final = re.compile(r"\b(?:s ?[./]? ?d|sampai(?: dengan)?|hingga)\b[ .:]*(?=\d)", re.IGNORECASE)
# "sebesar 25% (dua puluh lima persen)", "selama 12 (dua belas) bulan", both normalised.
_SHARE_CUT: Final = re.compile(r"(?: SEBESAR)? \d+ ?(?:%|PERSEN)(?:(?: [A-Z]+)+? PERSEN)?")
_HOW_LONG: Final = re.compile(r"(?: SELAMA)? (\d+)(?: [A-Z]+)*? (BULAN|TAHUN)\b")
_RUANG: Final = re.compile(r"(?<![A-Z0-9])(?:IV|III|II|I|[1-4]) ?[A-E](?![A-Z0-9])")
_GOLONGAN_WORD: Final = re.compile(r"\b(?:GOLONGAN|GOLRU|GOL|RUANG|PANGKAT|PNS)\b")
_AMBIGUOUS_GOLONGAN: Final = frozenset(("11", "12", "13", "14"))
# Words for posts that have no eselon stand in its column too.
_NO_ESELON: Final = frozenset(
    (
        "NON ESELON",
        "NONESELON",
        "NON",
        "TIDAK ADA",
        "0",
        "STAF",
        "PELAKSANA",
        "FUNGSIONAL",
        "JFT",
        "JFU",
        "JF",
    )
)


def choose(code: str, words: Mapping[str, str]) -> Parser:
    """Return a parser that looks a normalised cell up in `words`."""
    options = _in_words(words.values())

    def parse(text: str, kind: int) -> Result:
        found = words.get(_word(text, kind))
        return found if found is not None else fault(code, text, options=options)

    return parse


def _in_words(values: Iterable[str]) -> str:
    """Return the values as people write them: `sangat_baik` is Sangat Baik."""
    return ", ".join(one.replace("_", " ").title() if one.islower() else one for one in dict.fromkeys(values))


def _word(text: str, kind: int) -> str:
    return "" if kind == DATE else normalise(tidy(text).removesuffix(".0"))


def sex_parser(texts: Iterable[str]) -> Parser:
    """Return the parser of a sex column; `P` is Perempuan beside L or M, Pria beside W, and in doubt beside both."""
    words = {normalise(text) for text in texts}
    plain = choose("KELAMIN-ASING", _SEX)
    beside_w, beside_male = "W" in words, bool(words & _MALE_LETTERS)

    def parse(text: str, kind: int) -> Result:
        if _word(text, kind) != "P":
            return plain(text, kind)
        if beside_w and beside_male:
            return fault("KELAMIN-RANCU", text)
        return "L" if beside_w else "P"

    return parse


def parse_status(text: str, kind: int) -> Result:
    """Return PNS, CPNS or PPPK; SIASN writes P and C."""
    return choose("STATUS-ASING", _STATUS)(text, kind)


def parse_jenis_jabatan(text: str, kind: int) -> Result:
    """Return struktural, fungsional or pelaksana; SIASN codes 1, 2 and 4 are read."""
    word = _word(text, kind)
    if word in _JENIS_CODES:
        return _JENIS_CODES[word]
    found = next((name for name, pattern in _JENIS if pattern.search(word)), None)
    return found or fault("JENIS-JABATAN-ASING", text)


def parse_jenjang_cell(text: str, kind: int) -> Result:
    """Return the jenjang of a functional post."""
    return (parse_jenjang(tidy(text)) if kind != DATE else None) or fault("JENJANG-ASING", text)


def parse_eselon_cell(text: str, kind: int) -> Result:
    """Return the eselon as `II.b`; "non eselon" is empty."""
    if _word(text, kind) in _NO_ESELON:
        return None
    return (parse_eselon(tidy(text)) if kind != DATE else None) or fault("ESELON-ASING", text)


def parse_golongan_cell(text: str, kind: int) -> Result:
    """Return the golongan; a bare 11 to 14 may be BKN's I/a to I/d or PPPK's XI to XIV, so it is refused."""
    word = _word(text, kind)
    if word in _AMBIGUOUS_GOLONGAN:
        return fault("GOLONGAN-RANCU", text)
    if word.isdecimal() and 1 <= int(word) <= len(GOLONGAN_PPPK):
        return GOLONGAN_PPPK[int(word) - 1]
    named = _golongan_named(word)
    if len(named) > 1:
        return fault("GOLONGAN-DUA", text, alternatives=", ".join(named))
    return (parse_golongan(tidy(text)) if kind != DATE else None) or fault("GOLONGAN-ASING", text)


def _golongan_named(word: str) -> list[str]:
    """Return every golongan that a cell names by its letters, and the one of its pangkat where nothing else is left."""
    found = [parse_golongan(match[0]) for match in _RUANG.finditer(word)]
    rest = " ".join(_GOLONGAN_WORD.sub(" ", _RUANG.sub(" ", word)).split())
    if found and rest:
        found.append(parse_golongan(rest))
    return [golongan for golongan in dict.fromkeys(found) if golongan is not None]


def parse_tingkat(text: str, kind: int) -> Result:
    """Return the level of education that the cell starts with."""
    found = parse_tingkat_pendidikan(_word(text, kind))
    return found[0] if found else _no_level(text)


def _no_level(text: str) -> Fault | Told:
    """Return what to tell of a text that gives no level: it names none, or several, and then the level is unknown."""
    levels = levels_named(tidy(text))
    if len(levels) > 1:
        return told(None, "PENDIDIKAN-DUA", text, alternatives=", ".join(levels))
    return fault("PENDIDIKAN-ASING", text)


def parse_bidang(text: str, kind: int) -> Result:
    """Return the field of study: what follows the level of education in the cell, or the whole text.

    Of several degrees nobody knows which one counts: the field is unknown, which is told.
    """
    if kind == DATE:
        return fault("SEL-JADI-TANGGAL", text)
    levels = levels_named(tidy(text))
    if len(levels) > 1:
        return told(None, "PENDIDIKAN-DUA", text, alternatives=", ".join(levels))
    found = parse_tingkat_pendidikan(tidy(text))
    return (found[1] or None) if found else tidy(text)


def parse_rest(text: str, kind: int) -> Result:
    """Return the field of study in a cell that must start with a level; None when it holds only the level."""
    found = parse_tingkat_pendidikan(_word(text, kind))
    return (found[1] or None) if found else None


def parse_level_of_bidang(text: str, kind: int) -> Result:
    """Return the level of education that a field-of-study cell starts with, None when it names none."""
    found = parse_tingkat_pendidikan(_word(text, kind))
    return found[0] if found else None


def parse_ekspektasi(text: str, kind: int) -> Result:
    """Return di_atas, sesuai or di_bawah (ekspektasi)."""
    match = _EKSPEKTASI.fullmatch(_word(text, kind))
    if match is None:
        return fault("EKSPEKTASI-ASING", text)
    return {"A": "di_atas", "B": "di_bawah", "S": "sesuai"}[match[1].removeprefix("DI").strip()[0]]


def parse_predikat(text: str, kind: int) -> Result:
    """Return the predikat; the names used before 2022 are read and told."""
    word = _word(text, kind)
    if word in _PREDIKAT_OLD:
        found = _PREDIKAT_OLD[word]
        return Told(found, Fault("PREDIKAT-LAMA", {"value": shown(text), "name": found}, Severity.NOTE))
    return choose("PREDIKAT-ASING", _PREDIKAT)(text, kind)


def hukuman_parser(vocabulary: Vocabulary) -> Parser:
    """Return the parser of levels of disciplinary punishment: by their name, or by that of the kind of punishment.

    `Sedang s.d. 31-12-2025` gives its level. Of the name of a kind the percentage and how long it lasts may be left out.
    """

    def parse(text: str, kind: int) -> Result:
        word = _HUKUMAN_LEAD.sub("", _word(text, kind))
        if word in _HUKUMAN:
            return _HUKUMAN[word]
        first = word.split(" ", 1)[0]
        if first in _LEVELS and any(letter.isdigit() for letter in word):
            return _HUKUMAN[first]
        found = _level_of_kind(_word(text, kind), vocabulary.punishments)
        return found or fault("HUKUMAN-ASING", text, options=_in_words(_HUKUMAN.values()))

    return parse


def _level_of_kind(word: str, punishments: Mapping[str, str]) -> str | None:
    """Return the level of the kind of punishment that the words name, with or without its length and percentage."""
    named = _HOW_LONG.sub(r" SELAMA \1 \2", _SHARE_CUT.sub("", _TILL.split(word, maxsplit=1)[0])).strip()
    return punishments.get(named) or punishments.get(_HOW_LONG.sub("", named).strip())


def parse_end_of_hukuman(text: str, kind: int) -> Result:
    """Return the end date in a punishment cell, None when it holds none.

    Beside a level the only date is the end; beside the name of a kind of punishment the one after "s.d." is.
    """
    if kind == DATE or not any(letter.isdigit() for letter in text):
        return None
    until = _TILL_DAY.search(tidy(text))
    if until is not None:
        return parse_date_text(tidy(text)[until.end() :])
    level = _HUKUMAN_LEAD.sub("", _word(text, kind)).split(" ", 1)[0]
    return parse_date_text(tidy(text)) if level in _LEVELS else None


def competency_parser(vocabulary: Vocabulary) -> Callable[[str, int], Result]:
    """Return the parser of cells that name a competency; what is near to one of the law is proposed, never taken.

    Any other name is a technical competency of the agency, whether or not a standard asks for it yet.
    """

    def parse(text: str, kind: int) -> Result:
        found = None if kind == DATE else vocabulary.find(tidy(text))
        if found is not None:
            return found
        near = vocabulary.nearest(tidy(text))
        technical = None if kind == DATE or near else vocabulary.technical(tidy(text))
        if technical is not None:
            return technical
        return fault("KOMPETENSI-ASING", text, nearest=near.name.title() if near else "-")

    return parse
