"""Who is whose direct superior: whom the newest appraisal names, else as far as the tree of units and the eselon of the posts tell."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.match.unit_tree import NOWHERE, UnitTree

NOBODY, ELSEWHERE = -1, -2


def direct_superiors(tree: UnitTree, eselon: NDArray[np.object_]) -> Ints:
    """Return the place of the direct superior of everybody in `tree.of_person`, `NOBODY` where nothing tells.

    eselon: of everybody, `II.b`, empty without one. The head of a unit is the one holder of the highest eselon in it; of a unit
    where several hold it, nobody is. A head stands below the head of the nearest unit above that has one, and so do
    the people of a unit without a head.
    """
    heads = _heads(tree, eselon)
    found = np.full(len(eselon), NOBODY, dtype=np.int64)
    above = {unit: _head_above(tree, heads, unit) for unit in {*tree.of_person.tolist()} - {NOWHERE}}
    for person, unit in enumerate(tree.of_person.tolist()):
        if unit != NOWHERE:
            head = heads.get(unit, NOBODY)
            found[person] = above[unit] if head in (NOBODY, person) else head
    return found


def _heads(tree: UnitTree, eselon: NDArray[np.object_]) -> dict[int, int]:
    """Return the place of the head of each unit that has one. The words of eselon sort as their ranks do: I.a before II.a."""
    holders: dict[int, list[tuple[str, int]]] = {}
    for person, (unit, rank) in enumerate(zip(tree.of_person.tolist(), eselon.tolist(), strict=True)):
        if rank and unit != NOWHERE:
            holders.setdefault(unit, []).append((rank, person))
    found = {}
    for unit, ranked in holders.items():
        ranked.sort()
        if len(ranked) == 1 or ranked[0][0] != ranked[1][0]:
            found[unit] = ranked[0][1]
    return found


def _head_above(tree: UnitTree, heads: dict[int, int], unit: int) -> int:
    return next((heads[one] for one in tree.upwards(unit) if one in heads), NOBODY)


def named_superiors(appraisals: pd.DataFrame, people: pd.Index, since: Days, year: int) -> Ints:
    """Return the place in `people` of the superior whom the newest appraisal of each person names, `NOBODY` where none names one.

    `ELSEWHERE`: somebody who is not among them. appraisals: nip, tahun, periode_akhir, plt, atasan_nip. since: the day since which each holds the post,
    NaT where it is not known; an appraisal that ended before it is of another post and says nothing. year: the last one that counts. Appraisals as Plt., Plh. or Pj. say
    nothing of the own post; where two of one day name different people, nothing is known.
    """
    mine = appraisals[appraisals["tahun"].le(year) & ~appraisals["plt"].eq(1).fillna(False)]
    person = people.get_indexer(pd.Index(mine["nip"]))
    ends = pd.to_datetime(mine["tahun"].astype("str") + "-12-31")
    last = mine["periode_akhir"].fillna(ends).to_numpy(dtype="datetime64[D]")
    facts = pd.DataFrame({"person": person, "last": last, "nip": mine["atasan_nip"].to_numpy(dtype=object)})
    facts = facts[(person >= 0) & ~(last < np.append(since, np.datetime64("NaT"))[person])]
    newest = facts[facts["last"].eq(facts.groupby("person")["last"].transform("max"))].dropna(subset=["nip"])
    alone = newest.drop_duplicates(["person", "nip"])
    alone = alone[~alone.duplicated("person", keep=False)]
    place = people.get_indexer(pd.Index(alone["nip"]))
    found = np.full(len(people), NOBODY, dtype=np.int64)
    whose = alone["person"].to_numpy(dtype=np.int64)
    found[whose] = np.where(place == whose, NOBODY, np.where(place < 0, ELSEWHERE, place))
    return found
