"""What each post lacks, now and after the people have left who leave by law: both ends where a day is not known."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.leaving import Leaving
from asnkarier.analysis.formation.standing import NO_LINE
from asnkarier.analysis.spans import add_months, day
from asnkarier.model.said import MONTHS_PER_YEAR


@dataclass(frozen=True)
class Shortages:
    """Lines by years (0 is today): how many are there for certain and at most.

    low, high: what is lacking at least and at most; over: how many there are today beyond the need. Whole numbers, never negative.
    """

    least: NDArray[np.int64]
    most: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    over: Ints


def shortages(need: Ints, line: Ints, leaving: Leaving, as_of: date, years: int) -> Shortages:
    """Return what every line lacks today and on the same day of the next `years` years.

    need: of every line; line: of everybody, see `Standing`; leaving: of everybody. All of them are in service on `as_of`. Nobody is replaced:
    the figure is what has to be found. Who leaves on a day that nobody knows may be gone and may be there.
    """
    days = add_months(np.repeat(day(as_of), years + 1), np.arange(years + 1) * MONTHS_PER_YEAR)
    least, most = np.zeros((2, len(need), years + 1), dtype=np.int64)
    on = line != NO_LINE
    for year, when in enumerate(days):
        sure = on & ((leaving.earliest > when) | (year == 0))
        may = on & (~(leaving.latest <= when) | (year == 0))
        least[:, year] = np.bincount(line[sure], minlength=len(need))
        most[:, year] = np.bincount(line[may], minlength=len(need))
    wanted = need[:, None]
    low, high = np.maximum(wanted - most, 0), np.maximum(wanted - least, 0)
    return Shortages(least, most, low, high, np.maximum(most[:, 0] - need, 0))
