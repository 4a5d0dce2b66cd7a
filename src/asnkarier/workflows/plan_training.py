"""The training plan: which gaps to close this year, with the budget there is."""

import re

from asnkarier.errors import UsageError
from asnkarier.model.messages import N_

_RUPIAH = re.compile(
    r"^(?:rp\.?\s*)?(\d{1,3}(?:[.,_ ]\d{3})+|\d+)(?:,00)?\s*(ribu|juta|jt|miliar|milyar|m)?$", re.IGNORECASE
)
_UNITS = {"ribu": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "m": 10**9}


def parse_rupiah(text: str) -> int:
    """Return an amount such as `250000000`, `Rp250.000.000` or `250 juta` in rupiah; UsageError for anything else."""
    match = _RUPIAH.match(text.strip())
    if match is None:
        raise UsageError(
            N_("budget {text}: not an amount of rupiah"), N_("write it like 250000000"), facts={"text": text}
        )
    return int(re.sub(r"\D", "", match[1])) * _UNITS.get((match[2] or "").lower(), 1)
