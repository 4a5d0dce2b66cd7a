"""How many random cases a property tries: few in `make test`, the whole number in `make reliability` (see reliability/properties.py)."""

import os

WHOLE = "ASN_WHOLE_PROPERTIES"


def few(number: int, *, whole: int) -> int:
    """Return the number of random cases; each run draws others, so that few of them still come to many."""
    return whole if os.environ.get(WHOLE) == "1" else number
