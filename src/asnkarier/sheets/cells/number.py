"""Numbers as Indonesian offices write them: decimal comma, dotted thousands, `Rp`, `JP`; doubt is a problem, not a guess."""

import re
from collections.abc import Callable
from typing import Final

from asnkarier.model.rupiah import NotRupiahError, parse_rupiah
from asnkarier.sheets.cells.text import tidy
from asnkarier.sheets.grid import BOOL, DATE, NUMBER
from asnkarier.sheets.results import Fault, Result, fault, told

_CURRENCY: Final = re.compile(r"^(?:Rp\.?|IDR) ?| ?(?:,-+|\.-+|,=|rupiah|IDR) ?\Z", re.IGNORECASE)
_UNIT: Final = re.compile(
    r" ?(?:JPL|JP|jam pelajaran|jam pel\.?|jam|orang|kelas|peserta|level|tahun)\.? ?\Z", re.IGNORECASE
)
_LEAD_WORD: Final = re.compile(r"^(?:level|lvl|lv|l|kelas)(?:-|\.?\s*)(?=\d)", re.IGNORECASE)
_SHAPE: Final = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)
_GROUPED: Final = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", re.ASCII)
_MACHINE: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_GROUP: Final = 3
_LONGEST: Final = 21
_TOO_LARGE: Final = 1e15
_TRUE: Final = frozenset(("1", "true", "ya", "y", "yes", "plt", "plh", "pjb", "pj", "benar"))
_FALSE: Final = frozenset(("0", "false", "tidak", "t", "no", "bukan", "definitif", "salah"))


def number_parser(code: str, *, thousands: bool | None) -> Callable[[str, int], Result]:
    """Return a parser of numbers that are not negative, as float.

    thousands: whether one separator before exactly three digits (`1.500`) groups thousands; None: in doubt, a problem.
    code: the fault of what is no number.
    """

    def parse(text: str, kind: int) -> Result:
        if kind == DATE:
            return fault("SEL-JADI-TANGGAL", text)
        if kind == NUMBER:
            return _machine_number(text, code)
        plain = _UNIT.sub("", _LEAD_WORD.sub("", _CURRENCY.sub("", tidy(text))))
        return read_number(plain.replace(" ", ""), text, code, thousands=thousands)

    return parse


def parse_money(text: str, kind: int) -> Result:
    """Return whole rupiah as float, as `parse_rupiah` reads them; a part of a rupiah is refused, never rounded."""
    if kind not in (DATE, NUMBER):
        try:
            return _sized(float(parse_rupiah(tidy(text))), "", text)
        except NotRupiahError as error:
            if error.why != "shape":
                return _no_rupiah(error.why, text)
    found = _NUMBER(text, kind)
    return fault("ANGKA-BULAT", text) if isinstance(found, float) and not found.is_integer() else found


def _no_rupiah(why: str, text: str) -> Fault:
    if why == "doubt":
        whole, decimal = re.sub("[.,]", "", text), text.replace(".", ",")
        return fault("ANGKA-RANCU", text, whole=whole, decimal=decimal)
    return fault("ANGKA-BULAT" if why == "fraction" else "ANGKA-RENTANG", text)


def _machine_number(text: str, code: str) -> Result:
    if not _MACHINE.fullmatch(text):
        return fault(code, text)
    number = float(text)
    return number if 0 <= number < _TOO_LARGE else fault("ANGKA-RENTANG", text)


def read_number(plain: str, text: str, code: str, *, thousands: bool | None) -> Result:
    """Return the number that `plain` writes, or the fault showing `text`."""
    if plain.endswith("%"):
        return fault("ANGKA-PERSEN", text)
    if plain.startswith("-") and _SHAPE.fullmatch(plain[1:]):
        return fault("ANGKA-RENTANG", text)
    if not _SHAPE.fullmatch(plain):
        return fault(code, text)
    machine = _machine_spelling(plain, thousands=thousands)
    if machine is None:
        whole, decimal = re.sub("[.,]", "", plain), plain.replace(".", ",")
        return fault("ANGKA-RANCU", text, whole=whole, decimal=decimal)
    return _sized(float(machine), plain, text) if machine else fault(code, text)


def _machine_spelling(plain: str, *, thousands: bool | None) -> str | None:
    """Return digits and at most one decimal point; empty when the separators make no sense, None when in doubt."""
    separators = [letter for letter in plain if letter in ".,"]
    if not separators:
        return plain
    last = separators[-1]
    head, tail = plain.rsplit(last, 1)
    if len(set(separators)) > 1:
        # Both kinds: the last one is the decimal sign, the other must group thousands properly.
        whole = head.replace("." if last == "," else ",", "")
        return f"{whole}.{tail}" if last not in head and _GROUPED.fullmatch(head) else ""
    if len(separators) > 1:
        return plain.replace(last, "") if _GROUPED.fullmatch(plain) else ""
    if len(tail) == _GROUP and len(head) <= _GROUP and head != "0" and thousands is not False:
        return head + tail if thousands else None
    return f"{head}.{tail}"


def _sized(number: float, plain: str, text: str) -> float | Fault:
    return number if len(plain) <= _LONGEST and number < _TOO_LARGE else fault("ANGKA-RENTANG", text)


def level_parser(lowest: float, highest: float) -> Callable[[str, int], Result]:
    """Return the parser of competency levels: decimals as they are, never thousands, inside the scale."""
    number = number_parser("LEVEL-BENTUK", thousands=False)

    def parse(text: str, kind: int) -> Result:
        found = number(text, kind)
        if isinstance(found, float) and not lowest <= found <= highest:
            return fault("LEVEL-RENTANG", text, lowest=f"{lowest:g}", highest=f"{highest:g}")
        if isinstance(found, float) and 0 < found < 1:
            return told(found, "LEVEL-PECAHAN", text)
        return found

    return parse


def parse_credit(text: str, kind: int) -> Result:
    """Return credit points, which are written with three decimals: `112,500` and `112.500`; `1.050` may be either, a problem."""
    doubtful = kind != NUMBER and re.fullmatch(r"[1-9]\.\d{3}", tidy(text), re.ASCII)
    return number_parser("ANGKA-BENTUK", thousands=None if doubtful else False)(text, kind)


def parse_whole(text: str, kind: int) -> Result:
    """Return a whole number that is not negative."""
    found = number_parser("ANGKA-BENTUK", thousands=None)(text, kind)
    if isinstance(found, float):
        return int(found) if found.is_integer() else fault("ANGKA-BULAT", text)
    return found


def parse_year(text: str, kind: int) -> Result:
    """Return a year of four digits; `Tahun 2024` is read."""
    plain = re.sub(r"^tahun\s*", "", tidy(text), flags=re.IGNORECASE).removesuffix(".0")
    if kind != DATE and re.fullmatch(r"(?:19|20)\d{2}", plain, re.ASCII):
        return int(plain)
    return fault("TAHUN-BENTUK", text)


def parse_yes_no(text: str, kind: int) -> Result:
    """Return 1 or 0 for yes or no; `kind` may be a truth value of the spreadsheet."""
    word = tidy(text).casefold().removesuffix(".0")
    if word in _TRUE and kind != DATE:
        return 1
    if word in _FALSE and kind != DATE:
        return 0
    return fault("YA-TIDAK", text) if kind != BOOL else fault("SEL-JENIS", text)


_NUMBER: Final = number_parser("ANGKA-BENTUK", thousands=True)
