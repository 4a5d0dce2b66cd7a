"""The groups by which people are compared."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.spans import as_days, day, months_and_days

UNKNOWN: Final = "unknown"
_MONTHS: Final = 12


def age_groups(births: pd.Series, as_of: date, begins: Sequence[int]) -> list[str]:
    """Return the age group of each birth date on `as_of`: `0-30`, `31-40`, `41+`; `UNKNOWN` where it is not known, or still to come.

    begins: the completed years with which each group but the youngest begins, rising.
    """
    born = as_days(births)
    known = ~np.isnat(born) & (born <= day(as_of))
    months, _ = months_and_days(np.where(known, born, day(as_of)), np.full(len(born), day(as_of)))
    last = [f"{first}-{after - 1}" for first, after in pairwise(begins)]
    names = np.array([f"0-{begins[0] - 1}", *last, f"{begins[-1]}+"], dtype=object)
    found = names[np.searchsorted(list(begins), months // _MONTHS, side="right")]
    return [str(one) if ok else UNKNOWN for one, ok in zip(found, known, strict=True)]
