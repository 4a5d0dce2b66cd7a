"""Ages and lengths of service by the calendar: years, months and days, never a number of days divided by 365.

A month is complete when its day number comes round again; where a month lacks that day (29 February, 31 April) it is
complete on the first day of the next month. A span is counted from its first day to the day asked about, so somebody
appointed on 1 April has three years on 1 April three years later, and not a day earlier.
"""

from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.model.nip import APPOINTMENT, BIRTH_DIGITS, PPPK_MARK
from asnkarier.model.said import Span

# More than the days left over beside whole months can ever be.
_DAYS: Final = 100
NEVER: Final = np.datetime64("NaT", "D")


def as_days(values: ArrayLike) -> Days:
    """Return dates as `datetime64[D]`, missing ones as NaT."""
    return np.asarray(values, dtype="datetime64[D]")


def nip_births(nips: "pd.Series[Any]") -> Days:
    """Return the birth date that begins each NIP, NaT where its first eight digits are no date."""
    code, stated = _cut(nips, slice(BIRTH_DIGITS))
    return as_days(pd.to_datetime(stated, format="%Y%m%d", errors="coerce"))[code]


def nip_appointments(nips: "pd.Series[Any]") -> Days:
    """Return the first day that each NIP leaves for the appointment, NaT where its digits are no such month.

    That of a PNS states the month of the TMT CPNS, that of a PPPK only the year.
    """
    code, stated = _cut(nips, APPOINTMENT)
    months = stated.str.replace(PPPK_MARK, r"\g<year>01", regex=True)
    return as_days(pd.to_datetime(months, format="%Y%m", errors="coerce"))[code]


def _cut(nips: "pd.Series[Any]", part: slice) -> "tuple[Ints, pd.Series[str]]":
    """Return a code for each NIP, and the distinct texts that stand in that part of them: few days are read for many people."""
    texts = [nip[part] if isinstance(nip, str) else "" for nip in nips.tolist()]
    code, distinct = pd.factorize(np.array(texts, dtype=object))
    return code.astype(np.int64), pd.Series(distinct, dtype="str")


def day(when: date) -> np.datetime64:
    """Return one date as `datetime64[D]`."""
    return np.datetime64(when, "D")


def add_months(start: Days, months: Ints | int) -> Days:
    """Return the day on which `months` whole months from `start` are complete; NaT stays NaT."""
    month = start.astype("datetime64[M]")
    offset = start - month.astype("datetime64[D]")
    first = (month + np.asarray(months).astype("timedelta64[M]")).astype("datetime64[D]")
    following = (first.astype("datetime64[M]") + np.timedelta64(1, "M")).astype("datetime64[D]")
    return np.asarray(np.where(first + offset < following, first + offset, following))


def months_and_days(start: Days, end: Days) -> tuple[Ints, Ints]:
    """Return the complete months from `start` to `end` (not before `start`) and the days left over."""
    first, last = start.astype("datetime64[M]"), end.astype("datetime64[M]")
    short = (end - last.astype("datetime64[D]")) < (start - first.astype("datetime64[D]"))
    months = (last - first).astype(np.int64) - short
    return months, (end - add_months(start, months)).astype(np.int64)


def distinct_spans(months: Ints, days: Ints) -> tuple[Ints, list[Span]]:
    """Return for everybody a code, and the distinct spans that the codes point into."""
    code, keys = pd.factorize(months * _DAYS + days)
    return code.astype(np.int64), [Span(*divmod(key, _DAYS)) for key in keys.tolist()]
