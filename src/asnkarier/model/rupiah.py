"""Amounts of money as offices write them."""

import re
from typing import Final

# More than the whole budget of the state; beyond it somebody leant on a key.
MOST_RUPIAH: Final = 10**16
_RUPIAH: Final = re.compile(
    r"(?:rp\.?\s*)?(\d{1,3}(?:[.,_ ]\d{3})+|\d{1,20})(?:,00)?\s*(ribu|juta|jt|miliar|milyar|m)?",
    re.IGNORECASE,
)
_UNITS: Final = {"ribu": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "m": 10**9}


def parse_rupiah(text: str) -> int:
    """Return an amount such as `250000000`, `Rp250.000.000` or `250 juta` in rupiah; ValueError for anything else."""
    match = _RUPIAH.fullmatch(text.strip()) if len(text) <= 40 else None  # noqa: PLR2004 - longer is no amount
    amount = (
        None if match is None else int(re.sub(r"\D", "", match[1])) * _UNITS.get((match[2] or "").lower(), 1)
    )
    if amount is None or amount > MOST_RUPIAH:
        raise ValueError(text)
    return amount
