"""What somebody may have meant: the known word that a mistyped one is most like."""

from collections.abc import Iterable
from typing import Final

ALIKE: Final = 0.6


def nearest(word: str, known: Iterable[str], alike: float = ALIKE) -> str | None:
    """Return the one of `known` most like `word`, of equal ones the first; None when none is alike enough.

    alike: from 0 to 1, the letters of both that stand in the other in the same order, over all their letters.
    """
    # Imported when something is wrong only; of 200,000 names it finds the nearest in a few hundredths of a second.
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    found = process.extractOne(word, list(known), scorer=Indel.normalized_similarity, score_cutoff=alike)
    return None if found is None else found[0]
