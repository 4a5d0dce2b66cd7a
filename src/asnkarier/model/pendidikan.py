"""Spellings of the level of education, read into the levels that the law names; the field of study stays text."""

import re
from typing import Final

from asnkarier.model.terms import normalise

TINGKAT_PENDIDIKAN: Final = (
    "SD", "SLTP", "SLTP Kejuruan", "SLTA", "SLTA Kejuruan", "SLTA Keguruan",
    "D-I", "D-II", "D-III", "D-IV", "S-1", "Profesi", "S-2", "Spesialis", "Subspesialis", "S-3",
)  # fmt: skip

BKN_CODES: Final = {
    "05": "SD", "10": "SLTP", "12": "SLTP Kejuruan", "15": "SLTA", "17": "SLTA Kejuruan", "18": "SLTA Keguruan",
    "20": "D-I", "25": "D-II", "30": "D-III", "35": "D-IV", "40": "S-1", "42": "Profesi", "45": "S-2",
    "47": "Spesialis", "49": "Subspesialis", "50": "S-3",
}  # fmt: skip

_KEJAR: Final = (
    r"(?:UJIAN )?(?:PERSAMAAN )?(?:KEJAR |KELOMPOK BELAJAR |PENDIDIKAN KESETARAAN |KESETARAAN )?PAKET "
)
# Longest spellings first: "SLTA Kejuruan" must not be read as "SLTA".
_SPELLINGS: Final = (
    ("SLTP Kejuruan", r"SLTP KEJURUAN|ST|SMEP"),
    (
        "SLTA Kejuruan",
        (
            r"SLTA KEJURUAN|SMK SLTA KEJURUAN|SEKOLAH MENENGAH KEJURUAN|SMKN|SMK|STMN?|SMEAN?|SMKK|SMIK|SPMA|SPP SPMA|SNAKMA"
            r"|SEKOLAH PERAWAT KESEHATAN|SEKOLAH PENGATUR RAWAT GIGI|SEKOLAH MENENGAH FARMASI|SPK|SPRG|SPPH"
        ),
    ),
    ("SLTA Keguruan", r"SLTA KEGURUAN|SEKOLAH PENDIDIKAN GURU|SPG|SGO|PGAN?|KPG"),
    ("SLTP", rf"SLTP SMP|SEKOLAH MENENGAH PERTAMA|MADRASAH TSANAWIYAH|SLTP|SMPN|SMP|SMTP|MTSN|MTS|{_KEJAR}B"),
    (
        "SLTA",
        (
            r"SLTA UMUM|SLTA SMA|SEKOLAH MENENGAH ATAS|SEKOLAH MENENGAH UMUM|MADRASAH ALIYAH|SLTA|SMAN|SMA|SMUN|SMU|SMTA|MAN|MA"
            rf"|{_KEJAR}C"
        ),
    ),
    ("SD", rf"SEKOLAH DASAR|MADRASAH IBTIDAIYAH|SEKOLAH RAKYAT|SDN|SD|{_KEJAR}A"),
    (
        "D-III",
        r"DIPLOMA III SARJANA MUDA|DIPLOMA III|DIPLOMA 3|DIPLOMA TIGA|D ?III|D ?3|SARJANA MUDA|AKADEMI|AKPER|AKBID",
    ),
    (
        "D-IV",
        r"DIPLOMA IV|DIPLOMA 4|DIPLOMA EMPAT|D ?IV|D ?4|SARJANA TERAPAN|S ?1 TERAPAN|S ?1 SARJANA TERAPAN",
    ),
    ("D-II", r"DIPLOMA II|DIPLOMA 2|DIPLOMA DUA|D ?II|D ?2"),
    ("D-I", r"DIPLOMA I|DIPLOMA 1|DIPLOMA SATU|D ?I|D ?1"),
    ("Profesi", r"SARJANA PROFESI|PROFESI"),
    ("S-3", r"S ?3 DOKTOR|S ?III|S ?3|STRATA III|STRATA 3|STRATA TIGA|DOKTOR"),
    ("S-2", r"S ?2 MAGISTER|S ?II|S ?2|STRATA II|STRATA 2|STRATA DUA|MAGISTER|PASCASARJANA|PASCA SARJANA"),
    ("S-1", r"S ?1 SARJANA|S ?I|S ?1|STRATA I|STRATA 1|STRATA SATU|SARJANA"),
    ("Subspesialis", r"SUBSPESIALIS|SP ?2"),
    ("Spesialis", r"SPESIALIS I|SPESIALIS|DOKTER SPESIALIS|DOKTER GIGI SPESIALIS|SP ?1"),
)
_EQUAL: Final = re.compile(r"(?:SE ?DERAJAT|SE ?TARA|SE ?TINGKAT)(?: DENGAN)? ?")
_WITH_PROFESSION: Final = frozenset(("D-IV", "S-1", "Profesi", "S-2", "Spesialis", "Subspesialis", "S-3"))
# A profession is a level and its own field of study.
_PROFESSION: Final = re.compile(r"(?:NERS|APOTEKER|DOKTER|AKUNTAN|PENDIDIKAN PROFESI GURU|PPG)(?![A-Z0-9])")
# Degrees that are unmistakable anywhere in a text; "DI", "SI", "MA", "SD" are words and fields of study too.
_DEGREE: Final = re.compile(
    r"(?<![A-Z0-9])(?:(?P<level>"
    r"S ?[123]|S ?III?|D ?[1234]|D ?III?|D ?IV|STRATA (?:[123]|I{1,3}|SATU|DUA|TIGA)|DIPLOMA (?:[1234]|I{1,3}|IV|SATU|DUA|TIGA|EMPAT)"
    r"|SARJANA MUDA|SARJANA TERAPAN|SARJANA|PASCA ?SARJANA|MAGISTER|DOKTOR"
    rf"|(?<!GURU )(?:SMA|SMAN|SMU|SMK|SMKN|SLTA|SMP|SMPN|SLTP|STM|SMEA|SPG|SGO|PGA|SPK|{_KEJAR}[ABC]))"
    r"|PROGRAM (?:PASCA ?)?SARJANA|(?P<profession>NERS|APOTEKER|PROFESI))(?![A-Z0-9])"
)
_PATTERN = re.compile(
    "|".join(f"(?P<T{i}>(?:{pattern})(?![A-Z0-9]))" for i, (_, pattern) in enumerate(_SPELLINGS))
)


def parse_tingkat_pendidikan(text: str) -> tuple[str, str] | None:
    """Return `(level, rest)` for a text that starts with a level of education (`"S1 PGSD"` -> `("S-1", "PGSD")`).

    The rest is the field of study in upper case, empty when the cell holds only the level. None: no level is named, or
    several (see `levels_named`).
    """
    words = normalise(text)
    if words in BKN_CODES or f"0{words}" in BKN_CODES:
        return BKN_CODES.get(words) or BKN_CODES[f"0{words}"], ""
    match = _PATTERN.match(words)
    if match is None or match.lastgroup is None:
        return ("Profesi", words) if _PROFESSION.match(words) else None
    if len(levels_named(text)) > 1:
        return None
    level = _level_of(match)
    # "SMP Sederajat", "Sarjana (S1)", "D IV/S1 Kebidanan", "Paket C setara SMA IPS": the level said twice.
    rest = _EQUAL.sub("", words[match.end() :].strip())
    again = _DEGREE.match(rest)
    again = None if again and again["profession"] else again
    rest = rest[again.end() :].strip() if again else rest
    alone = _PATTERN.fullmatch(rest)
    if alone is None or _level_of(alone) == "Profesi":
        return level, rest
    return (level, "") if _is_alike(level, _level_of(alone)) else None


def levels_named(text: str) -> tuple[str, ...]:
    """Return the levels that a text names one after the other, each once: two for `"D3 Administrasi, S1 Hukum"`.

    Two ways of saying one level count once: `"D-IV/S-1"`, `"SLTA/SMK"`. A profession that follows on a sarjana is no second level.
    """
    words = normalise(text)
    first = _PATTERN.match(words)
    if first is None:
        return ()
    levels = [_level_of(first)]
    for degree in _DEGREE.finditer(words, first.end()):
        found = _PATTERN.match(degree["level"] or "")
        level = _level_of(found) if found else levels[0]
        if degree["profession"] and levels[0] not in _WITH_PROFESSION:
            level = "Profesi"
        if not any(_is_alike(known, level) for known in levels):
            levels.append(level)
    return tuple(levels)


def _level_of(match: re.Match[str]) -> str:
    return _SPELLINGS[int((match.lastgroup or "T0")[1:])][0]


def _is_alike(level: str, other: str) -> bool:
    return level == other or level[:4] == other[:4] == "SLTA" or {level, other} == {"D-IV", "S-1"}
