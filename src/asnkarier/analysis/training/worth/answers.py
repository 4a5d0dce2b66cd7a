"""What exchanges of one place answer, of a plan of one year and of several: at what price a place would come in, and what a seat is worth."""

from dataclasses import dataclass
from typing import Final

from asnkarier.analysis.arrays import Ints

NONE: Final = -1


@dataclass(frozen=True, slots=True)
class Entry:
    """For each question: the highest price (rupiah of one place) at which the place would come in, NONE where no price would do; and what would leave for it (NONE: nobody).

    leaves: of one year a pair; of several years a line of `Exchanges.leaving`.
    """

    price: Ints
    leaves: Ints


@dataclass(frozen=True, slots=True)
class SeatWorth:
    """Per course (of several years: per slot) whose seats are all taken: what one more seat gains at least (benefit units), the place that would come in, and what would leave (NONE: nobody); NONE for others.

    comes: a pair, of several years an item. leaves: see `Entry`.
    """

    gain: Ints
    comes: Ints
    leaves: Ints
