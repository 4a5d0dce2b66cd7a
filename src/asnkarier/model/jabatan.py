"""Position names and the words in them: jenjang of functional posts, jenis jabatan, eselon."""

import re
from functools import lru_cache
from typing import Final

from asnkarier.model.terms import normalise

JENJANG: Final = (
    "pemula",
    "terampil",
    "mahir",
    "penyelia",
    "ahli_pertama",
    "ahli_muda",
    "ahli_madya",
    "ahli_utama",
)
_SIASN_CODES: Final = {
    "PM": "pemula", "TR": "terampil", "MH": "mahir", "PY": "penyelia",
    "PT": "ahli_pertama", "MU": "ahli_muda", "MA": "ahli_madya", "MD": "ahli_madya", "UT": "ahli_utama",
}  # fmt: skip
_ALTERNATIVES = "|".join(jenjang.replace("_", " ").upper() for jenjang in reversed(JENJANG))
_TRAILING = re.compile(rf"(?P<name>.+?) (?P<jenjang>{_ALTERNATIVES})")
_LEADING = re.compile(rf"(?P<jenjang>{_ALTERNATIVES}) (?P<name>.+)")
# Jenjang of expertise as offices write them for short ("Auditor Muda"). Structural posts end in such words by chance.
_SHORT = re.compile(r"(?P<name>.+) (?P<jenjang>PERTAMA|MUDA|MADYA|UTAMA)")
_STRUCTURAL_LEAD = re.compile(
    r"(?:(?:PLT|PLH|PJ|PJS|PGS) )?(?:KEPALA|SEKRETARIS|ASISTEN|STAF|STAFF|CAMAT|LURAH|DIREKTUR|WAKIL|KETUA|INSPEKTUR|SEKDA)\b"
)
# An appointment for the time being: Plt., Plh., Pj. (penjabat), Pjs., Pgs., Ymt., before or behind the post's name.
_ACTING_WORDS = (
    r"P ?L ?T|P ?L ?H|PELAKSANA TUGAS|PELAKSANA HARIAN|PELAKSANA TUGAS HARIAN|P ?J|PENJABAT|PENJABAT SEMENTARA|P ?J ?S"
    r"|PEJABAT SEMENTARA|P ?G ?S|PENGGANTI SEMENTARA|PEJABAT PENGGANTI SEMENTARA|Y ?M ?T|YANG MENJALANKAN TUGAS|PYMT"
)
_ACTING_LEAD = re.compile(rf"(?:SEBAGAI )?(?:{_ACTING_WORDS}) .")
_ACTING = re.compile(rf"(?:{_ACTING_WORDS}) .+|.+ (?:{_ACTING_WORDS})|.+ PL[TH] .+")
# Where a post of one's own ends and another one begins, in a name as it is written.
_BESIDE = re.compile(r"[/,;+&|]|\b(?:dan|merangkap|serta|sekaligus)\b", re.IGNORECASE)
_JENJANG_LEAD = re.compile(r"^(?:(?:JENJANG|JF|JABATAN|FUNGSIONAL|KEAHLIAN|KETERAMPILAN) )+")
_ESELON = re.compile(r"(?:(?:ESELON|ESS|ESL|ES) )?(IV|III|II|I|V|[1-5]) ?([AB])?")

# Many people hold posts of few names, which are asked for again and again.
_NAMES: Final = 16_384


@lru_cache(maxsize=_NAMES)
def normalise_jabatan(text: str) -> str:
    """Return a position name for matching; `"TERAMPIL - PERAWAT"` and `"Perawat Terampil"` become the same.

    So do `"Auditor Muda"` and `"Auditor Ahli Muda"`: the short names of the jenjang of expertise mean nothing else behind
    the name of a functional post.
    """
    words = normalise(text).replace("TINGKAT", "TK")
    leading = _LEADING.fullmatch(words)
    if leading:
        return f"{leading['name']} {leading['jenjang']}"
    short = _SHORT.fullmatch(words)
    if short and not short["name"].endswith(" AHLI") and not _STRUCTURAL_LEAD.match(words):
        return f"{short['name']} AHLI {short['jenjang']}"
    return words


@lru_cache(maxsize=_NAMES)
def is_acting(text: str) -> bool:
    """Return whether a position's name says that its holder acts in it for a time (`"Plt. Camat"`, `"Camat (Pj.)"`, `"Camat, Plh"`)."""
    return _ACTING.fullmatch(normalise(text)) is not None or _beside(text) is not None


@lru_cache(maxsize=_NAMES)
def own_post(text: str) -> str | None:
    """Return the post of one's own that a position's name states, normalised where an acting one stands behind it.

    None where the name says an acting post only: `"Kepala Subbagian A / Plt. Kepala Bidang B"` and `"Plt. Camat"`.
    """
    return _beside(text) if is_acting(text) else text


def _beside(text: str) -> str | None:
    """Return the post before the first mark behind which an acting one is named, None where there is no such."""
    for mark in _BESIDE.finditer(text):
        own, other = normalise(text[: mark.start()]), normalise(text[mark.end() :])
        if own and _ACTING_LEAD.match(other):
            return None if _ACTING.fullmatch(own) else own
    return None


def split_jenjang(text: str) -> tuple[str, str | None]:
    """Return `(name without jenjang, jenjang)` of a functional position; jenjang is None when the name holds none."""
    match = _TRAILING.fullmatch(normalise_jabatan(text))
    if match is None:
        return normalise_jabatan(text), None
    return match["name"], match["jenjang"].lower().replace(" ", "_")


def parse_jenjang(text: str) -> str | None:
    """Return the jenjang that a cell names (`"Ahli Muda"`, `"MU"`, `"Jenjang Muda"`), or None."""
    words = _JENJANG_LEAD.sub("", normalise(text))
    if words in _SIASN_CODES:
        return _SIASN_CODES[words]
    for candidate in (words, f"AHLI {words}"):
        name = candidate.lower().replace(" ", "_")
        if name in JENJANG:
            return name
    return None


def parse_eselon(text: str) -> str | None:
    """Return an eselon as `II.b` (`V` alone has no letter), or None; `II/B`, `2b` and `Eselon II a` are read."""
    match = _ESELON.fullmatch(normalise(text))
    if match is None:
        return None
    roman = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}.get(match[1], match[1])
    return f"{roman}.{match[2].lower()}" if match[2] else roman
