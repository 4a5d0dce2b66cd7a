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

# Longest spellings first: "SLTA Kejuruan" must not be read as "SLTA".
_SPELLINGS: Final = (
    ("SLTP Kejuruan", r"SLTP KEJURUAN|ST|SMEP"),
    ("SLTA Kejuruan", r"SLTA KEJURUAN|SMK SLTA KEJURUAN|SEKOLAH MENENGAH KEJURUAN|SMKN|SMK|STM|SMEA"),
    ("SLTA Keguruan", r"SLTA KEGURUAN|SPG|SGO|PGA"),
    ("SLTP", r"SLTP SMP|SEKOLAH MENENGAH PERTAMA|MADRASAH TSANAWIYAH|SLTP|SMPN|SMP|MTSN|MTS"),
    (
        "SLTA",
        r"SLTA UMUM|SLTA SMA|SEKOLAH MENENGAH ATAS|SEKOLAH MENENGAH UMUM|MADRASAH ALIYAH|SLTA|SMAN|SMA|SMUN|SMU|MAN|MA",
    ),
    ("SD", r"SEKOLAH DASAR|MADRASAH IBTIDAIYAH|SD"),
    (
        "D-III",
        r"DIPLOMA III SARJANA MUDA|DIPLOMA III|DIPLOMA 3|DIPLOMA TIGA|D ?III|D ?3|SARJANA MUDA|AKADEMI",
    ),
    ("D-IV", r"DIPLOMA IV|DIPLOMA 4|DIPLOMA EMPAT|D ?IV|D ?4|SARJANA TERAPAN"),
    ("D-II", r"DIPLOMA II|DIPLOMA 2|DIPLOMA DUA|D ?II|D ?2"),
    ("D-I", r"DIPLOMA I|DIPLOMA 1|DIPLOMA SATU|D ?I|D ?1"),
    ("Profesi", r"SARJANA PROFESI|PROFESI"),
    ("S-3", r"S ?3 DOKTOR|S ?III|S ?3|STRATA III|STRATA 3|STRATA TIGA|DOKTOR"),
    ("S-2", r"S ?2 MAGISTER|S ?II|S ?2|STRATA II|STRATA 2|STRATA DUA|MAGISTER|PASCASARJANA|PASCA SARJANA"),
    ("S-1", r"S ?1 SARJANA|S ?I|S ?1|STRATA I|STRATA 1|STRATA SATU|SARJANA"),
    ("Subspesialis", r"SUBSPESIALIS|SP ?2"),
    ("Spesialis", r"SPESIALIS I|SPESIALIS|SP ?1"),
)
_PATTERN = re.compile(
    "|".join(f"(?P<T{i}>(?:{pattern})(?![A-Z0-9]))" for i, (_, pattern) in enumerate(_SPELLINGS))
)


def parse_tingkat_pendidikan(text: str) -> tuple[str, str] | None:
    """Return `(level, rest)` for a text that starts with a level of education (`"S1 PGSD"` -> `("S-1", "PGSD")`).

    The rest is the field of study in upper case, empty when the cell holds only the level. None: no level is named.
    """
    words = normalise(text)
    if words in BKN_CODES or f"0{words}" in BKN_CODES:
        return BKN_CODES.get(words) or BKN_CODES[f"0{words}"], ""
    match = _PATTERN.match(words)
    if match is None or match.lastgroup is None:
        return None
    level, rest = _level_of(match), words[match.end() :].strip()
    # "SMP Sederajat", "Sarjana (S1)", "D IV/S1": the level said twice. "S1/S2" names two, so it names none.
    again = _PATTERN.fullmatch(rest.removeprefix("SEDERAJAT").strip())
    if again is None or _level_of(again) == "Profesi":
        return level, rest.removeprefix("SEDERAJAT").strip()
    return (level, "") if _is_alike(level, _level_of(again)) else None


def _level_of(match: re.Match[str]) -> str:
    return _SPELLINGS[int((match.lastgroup or "T0")[1:])][0]


def _is_alike(level: str, other: str) -> bool:
    return level == other or level[:4] == other[:4] == "SLTA" or {level, other} == {"D-IV", "S-1"}
