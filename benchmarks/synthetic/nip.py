"""NIP and NI PPPK of invented people: right structure, sequence 900 to 999, never twice."""

from datetime import date

FIRST, COUNT = 900, 100


class NipRegister:
    """Hands out the sequence numbers 900 to 999 of each prefix, each once."""

    def __init__(self) -> None:
        """Start empty."""
        self._used: dict[str, int] = {}

    def full(self, prefix: str) -> bool:
        """Tell whether no sequence number is left for a prefix."""
        return self._used.get(prefix, 0) >= COUNT

    def issue(self, prefix: str) -> str:
        """Give the next number; raises ValueError when the prefix is used up."""
        used = self._used.get(prefix, 0)
        if used >= COUNT:
            msg = f"no sequence number left for {prefix}"
            raise ValueError(msg)
        self._used[prefix] = used + 1
        # The prefix itself says where to begin, so that not everybody ends in 900.
        begin = int(prefix) * 37 // 11
        return f"{prefix}{FIRST + (begin + used) % COUNT:03d}"


def prefix_of(born: date, tmt: date, sex: str, *, pppk: bool) -> str:
    """Build the first 15 digits; ``sex`` is M or F as in SIASN."""
    second = f"{tmt.year}21" if pppk else f"{tmt:%Y%m}"
    return f"{born:%Y%m%d}{second}{'1' if sex == 'M' else '2'}"
