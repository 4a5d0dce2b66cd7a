"""What a heading says to who fills the column in, and not of what it holds: `(Wajib)`, `*`, `(YYYY-MM-DD)`."""

import re
from typing import Final

from asnkarier.model.terms import normalise

_BRACKETS: Final = re.compile(r"[(\[{<]([^()\[\]{}<>]{0,200})[)\]}>]")
_WORDS: Final = re.compile(
    r"(?:TIDAK |TDK )?(?:WAJIB|HARUS|MANDATORY|REQUIRED|OPSIONAL|OPTIONAL|BOLEH KOSONG|CONTOH|MISAL|CTH|EXAMPLE|EX|E G|FORMAT|DIISI|DI ISI|ISI|ISIAN|ISIKAN|PILIH|PILIHAN"
    r"|LIHAT|SESUAI|TULIS|DITULIS|TEXT|TEKS|STRING|ANGKA|NUMBER|NUMERIK|NUMERIC|HURUF|TANPA SPASI|TANPA TANDA)(?: .*)?"
    r"|\d{1,3} (?:DIGIT|KARAKTER|ANGKA|HURUF|CHAR)(?: .*)?|(?:DIGIT|MAKS|MAX|MIN) \d{1,3}(?: .*)?"
    r"|L P|P L|LAKI LAKI PEREMPUAN|YA TIDAK|Y T|Y N|(?:CPNS|PNS|PPPK)(?: (?:CPNS|PNS|PPPK))+",
    re.DOTALL,
)
_DATE_LOOK: Final = re.compile(r"(?:[DHMBYT]{2,4} ){2}[DHMBYT]{2,4}|[DHMBYT]{6,8}")
_BEHIND: Final = re.compile(
    r"(?:[\s\-:,]{1,3}(?:WAJIB|HARUS)(?: DIISI)?|[\s\-:,]{1,3}(?:OPSIONAL|REQUIRED|OPTIONAL)|[\s:]{1,3}[DH]{2}[-/.][MB]{2}[-/.][YT]{4})[\s*]{0,3}\Z",
    re.IGNORECASE,
)


def without_hints(text: str) -> str:
    """Return a heading without what it only asks of who fills the column in; never nothing."""
    bare = _BEHIND.sub("", _BRACKETS.sub(_bracket, text))
    return bare if bare.strip(" *") else text


def _bracket(match: re.Match[str]) -> str:
    words = normalise(match[1])
    return " " if not words or _WORDS.fullmatch(words) or _DATE_LOOK.fullmatch(words) else match[0]
