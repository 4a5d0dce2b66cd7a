"""NIP cells. A number is always refused: spreadsheets keep 15 digits, a NIP has 18, and the rest is invented."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from asnkarier.model.nip import Nip, parse_nip
from asnkarier.model.problem import Severity
from asnkarier.sheets.cells.text import tidy
from asnkarier.sheets.grid import DATE, NUMBER
from asnkarier.sheets.results import Fault, Result, Told, fault

_SCIENTIFIC: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s*E\s*\+?\s*\d+", re.IGNORECASE)
_PLAIN: Final = re.compile(r"\d{18}", re.ASCII)
_PREFIX: Final = re.compile(r"^(?:NIPPPK|NI ?PPPK|NIP)\b[ .:]*(?=\d)", re.IGNORECASE)
_MARKS: Final = re.compile(r"[ .\-/]")
# Where people put a blank, dot or dash: after year, month and day of birth, year and month of appointment, sex.
_CUTS: Final = frozenset((4, 6, 8, 12, 14, 15))
# What is believable of a living civil servant; no rule of law, so only warnings rest on it.
_AGES: Final = (17, 75)
_AGE_AT_START: Final = 16


def nip_parser(as_of: date, known: dict[str, Nip]) -> Callable[[str, int], Result]:
    """Return the parser of NIP cells; the parts of every NIP it reads go into `known`."""
    soon = _next_month(as_of)

    def parse(text: str, kind: int) -> Result:
        if kind in (NUMBER, DATE):
            return fault("SEL-NIP-ANGKA", text)
        digits = text if _PLAIN.fullmatch(text) else _digits(text)
        if isinstance(digits, Fault):
            return digits
        found = parse_nip(digits)
        if isinstance(found, str):
            return fault(found, text)
        known[digits] = found
        doubt = _doubt(found, as_of, soon)
        return Told(digits, doubt) if doubt else digits

    return parse


def other_nip_parser(as_of: date) -> Callable[[str, int], Result]:
    """Return the parser of the NIP of somebody whom a row names beside its own person: what is none counts as unknown, and the row stays."""
    read = nip_parser(as_of, {})

    def parse(text: str, kind: int) -> Result:
        found = read(text, kind)
        if isinstance(found, Told):
            return found.value
        if isinstance(found, Fault):
            return Told(None, Fault("NIP-LAIN", found.facts, Severity.WARNING))
        return found

    return parse


def _digits(text: str) -> str | Fault:
    """Return the digits of a NIP written with marks, or why they cannot be trusted."""
    plain = tidy(text)
    if _PLAIN.fullmatch(plain):
        return plain
    plain = _PREFIX.sub("", plain)
    if _SCIENTIFIC.fullmatch(plain):
        return fault("SEL-NIP-ILMIAH", text)
    cuts = _cuts(plain)
    digits = _MARKS.sub("", plain)
    if "." in plain or "-" in plain or "/" in plain:
        # A dot anywhere else may be a decimal point of a number that has lost digits.
        return digits if cuts <= _CUTS else fault("NIP-BENTUK", text)
    return digits


def _cuts(text: str) -> set[int]:
    """Return after how many digits each mark stands."""
    cuts: set[int] = set()
    digits = 0
    for letter in text:
        if letter.isdigit():
            digits += 1
        else:
            cuts.add(digits)
    return cuts


def _doubt(nip: Nip, as_of: date, soon: tuple[int, int]) -> Fault | None:
    """Return what is not believable about a well-formed NIP, the gravest first. soon: the month after `as_of`."""
    age = (
        as_of.year
        - nip.tanggal_lahir.year
        - ((as_of.month, as_of.day) < (nip.tanggal_lahir.month, nip.tanggal_lahir.day))
    )
    start_age = nip.tahun_tmt - nip.tanggal_lahir.year
    if not _AGES[0] <= age <= _AGES[1]:
        return _warning("NIP-USIA", nip, age=age)
    if start_age < _AGE_AT_START:
        return _warning("NIP-TMT-USIA", nip, age=start_age)
    if (nip.tahun_tmt, nip.bulan_tmt or 1) > soon:
        return _warning("NIP-TMT-DEPAN", nip, year=nip.tahun_tmt)
    return None


def _next_month(day: date) -> tuple[int, int]:
    return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)  # noqa: PLR2004 - December


def _warning(code: str, nip: Nip, **facts: object) -> Fault:
    return Fault(code, {"value": nip.text, **facts}, Severity.WARNING)
