"""Why a gap has no mentor."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.mentoring.matching import Pairs
from asnkarier.analysis.mentoring.pool import Gaps, Pool

NOT_HIGH_ENOUGH: Final = "no_level_high_enough"
ONLY_SUPERIOR: Final = "only_the_superior"
ALL_FULL: Final = "mentors_are_full"
OTHER_GAP: Final = "mentor_for_another_gap"


def why_unmatched(pool: Pool, gaps: Gaps, pairs: Pairs) -> NDArray[np.object_]:
    """Return a reason for each gap, none of which has a mentor among `pairs`.

    Nobody within reach stands high enough; nobody but the direct superior does; who does has mentees enough; or the mentee has a
    mentor for another gap, and may have no more.
    """
    mentored = np.isin(gaps.person, pairs.mentee)
    found = np.full(gaps.count, NOT_HIGH_ENOUGH, dtype=object)
    keys = np.stack([pool.reach[gaps.person], gaps.kompetensi, gaps.required], axis=1)
    unique, inverse = np.unique(keys, axis=0, return_inverse=True)
    for number, (reach, kompetensi, required) in enumerate(unique.tolist()):
        high = pool.levels[:, kompetensi] >= required + pool.lead
        able = np.flatnonzero((pool.reach == reach) & pool.may_mentor & high)
        if len(able):
            mine = np.flatnonzero(inverse.ravel() == number)
            found[mine] = _reasons(pool, gaps.person[mine], able, mentored[mine])
    return found


def _reasons(pool: Pool, people: Ints, able: Ints, mentored: NDArray[np.bool_]) -> NDArray[np.object_]:
    superior = np.isin(pool.superior[people], able)
    # Nobody who lacks a level holds it high enough for others, so that nobody stands among those who could mentor them.
    others = len(able) - superior
    kinds = [others <= 0, mentored]
    return np.select(kinds, [ONLY_SUPERIOR, OTHER_GAP], ALL_FULL).astype(object)
