"""What a solver hands back, whichever it was."""

from dataclasses import dataclass

from asnkarier.analysis.arrays import Ints


@dataclass(frozen=True, slots=True)
class Solution:
    """Chosen pairs, a bound on the benefit of any plan (in benefit units), and how they were found."""

    chosen: Ints
    bound: int
    method: str
