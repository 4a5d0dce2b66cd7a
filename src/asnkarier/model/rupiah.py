"""Amounts of money as offices write them: one reader for options, config.yaml and cells."""

import re
from typing import Final, Literal

# More than the whole budget of the state; beyond it somebody leant on a key.
MOST_RUPIAH: Final = 10**16
_LONGEST: Final = 60
_BEFORE: Final = re.compile(r"(?:rp\.?|idr)\s{0,60}", re.IGNORECASE)
_AFTER: Final = re.compile(r"\s{0,4}(?:,-{1,4}|\.-{1,4}|,=|rupiah|idr)\Z", re.IGNORECASE)
_AMOUNT: Final = re.compile(
    r"(\d[\d.,_ ]{0,60}?)\s{0,4}(ribu|rb|juta|jt|miliar|milyar|m|triliun|t)?\.?", re.IGNORECASE | re.ASCII
)
_GROUPED: Final = re.compile(r"\d{1,3}([.,_ ])\d{3}(?:\1\d{3})*", re.ASCII)
_UNITS: Final = {
    "": 1, "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "m": 10**9,
    "triliun": 10**12, "t": 10**12,
}  # fmt: skip


class NotRupiahError(ValueError):
    """A text is no amount; why: shape, fraction (of a rupiah), doubt (thousands or decimals) or large."""

    def __init__(self, text: str, why: Literal["shape", "fraction", "doubt", "large"]) -> None:
        """Keep the text and the reason."""
        super().__init__(text)
        self.why = why


def rupiah_of(value: object) -> int:
    """Return `parse_rupiah` of a text or a whole number; NotRupiahError for anything else, true and false among it."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise NotRupiahError(str(value), "shape")
    return parse_rupiah(str(value))


def parse_rupiah(text: str) -> int:
    """Return an amount such as `250000000`, `Rp. 250.000.000,-` or `2,5 juta` in rupiah; NotRupiahError for anything else.

    Without a unit one separator before three digits groups thousands. With a unit (`1.250 juta`) it may as well be the
    decimal sign, and is refused. No amount is rounded: half a rupiah is refused.
    """
    plain = text.strip()
    if len(plain) > _LONGEST:
        raise NotRupiahError(text, "shape")
    plain = _BEFORE.sub("", plain, count=1) if _BEFORE.match(plain) else plain
    while _AFTER.search(plain):
        plain = _AFTER.sub("", plain)
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        raise NotRupiahError(text, "shape")
    whole, decimals = _parts(match[1], text, has_unit=match[2] is not None)
    amount: int = int(whole + decimals) * _UNITS[(match[2] or "").lower()]
    scale: int = 10 ** len(decimals)
    rupiah, rest = divmod(amount, scale)
    if rest:
        raise NotRupiahError(text, "fraction")
    if rupiah > MOST_RUPIAH:
        raise NotRupiahError(text, "large")
    return rupiah


def _parts(number: str, text: str, *, has_unit: bool) -> tuple[str, str]:
    """Return the digits before and behind the decimal sign."""
    if number.isdigit():
        return number, ""
    if _GROUPED.fullmatch(number):
        if has_unit and len(re.findall(r"\D", number)) == 1 and number[0] != "0":
            raise NotRupiahError(text, "doubt")
        if number[0] != "0":
            return re.sub(r"\D", "", number), ""
    split = re.fullmatch(r"(.*)([.,])(\d+)", number, re.ASCII)
    head, sign = (split[1], split[2]) if split else ("", "")
    whole = head.isdigit() or (_GROUPED.fullmatch(head) is not None and sign not in head)
    if split is None or not whole:
        raise NotRupiahError(text, "shape")
    return re.sub(r"\D", "", head), split[3]
