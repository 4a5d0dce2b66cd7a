"""What a training plan uses up and how much of it there is, in words of the tables: one row per thing that people share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.resources import Resource

BUDGET: Final = "budget"


@dataclass(frozen=True, slots=True)
class Capacity:
    """At most `limit` of something for a group of people and courses together.

    kind: budget, or the name of another scarce thing, which is also the reason given to who is postponed for want of it;
    name: which one (a unit, a year, a fund; "" for the agency's own). limit: whole units (rupiah, people, days).
    per_person: the column of the catalogue that one participant uses up (None: one each); per_class: the column that one
    class uses up (None: nothing). nips, kodes: whom and which courses it concerns (None: all).

    A class is paid whole by the rows that name a `per_class`: it is never split among the units of its participants,
    because then the plan of one unit would hang on who comes from another. Usually the agency's budget pays the classes
    and a unit's budget the places of its own people.
    """

    kind: str
    name: str
    limit: int
    per_person: str | None = None
    per_class: str | None = None
    nips: frozenset[str] | None = None
    kodes: frozenset[str] | None = None

    def of_participant(self, courses: pd.DataFrame) -> pd.Series:
        """Return what one participant of each course uses up; an empty cell uses nothing."""
        used = pd.Series(1.0, index=courses.index) if self.per_person is None else courses[self.per_person]
        return self._concerned(used, courses)

    def of_class(self, courses: pd.DataFrame) -> pd.Series:
        """Return what one class of each course uses up; an empty cell uses nothing."""
        used = pd.Series(0.0, index=courses.index) if self.per_class is None else courses[self.per_class]
        return self._concerned(used, courses)

    def _concerned(self, used: pd.Series, courses: pd.DataFrame) -> pd.Series:
        known = used.astype("float64").fillna(0.0)
        return known if self.kodes is None else known.where(courses["kode"].isin(self.kodes), 0.0)


def agency_budget(rupiah: int) -> Capacity:
    """Return the one budget that pays every place and every class."""
    return Capacity(BUDGET, "", rupiah, per_person="biaya", per_class="biaya_kelas")


def unit_budgets(rupiah: Mapping[str, int], unit_of: Mapping[str, str]) -> tuple[Capacity, ...]:
    """Return one budget per unit, which pays the places of its own people (`unit_of`: nip to unit), in order of the units."""
    members: dict[str, set[str]] = {unit: set() for unit in sorted(rupiah)}
    for nip, unit in unit_of.items():
        if unit in members:
            members[unit].add(nip)
    return tuple(
        Capacity(BUDGET, unit, rupiah[unit], per_person="biaya", nips=frozenset(nips))
        for unit, nips in members.items()
    )


def resource(capacity: Capacity, courses: pd.DataFrame, nips: pd.Index) -> Resource:
    """Return the capacity in the numbers of an instance whose people are `nips`; ValueError when a use is not whole."""
    return Resource(
        kind=capacity.kind,
        name=capacity.name,
        limit=capacity.limit,
        use=_whole(capacity.of_participant(courses), capacity),
        class_use=_whole(capacity.of_class(courses), capacity),
        people=None if capacity.nips is None else nips.isin(capacity.nips),
    )


def _whole(used: pd.Series, capacity: Capacity) -> Ints:
    whole = np.rint(used.to_numpy(dtype=np.float64))
    if (whole < 0).any() or (capacity.kind != BUDGET and (np.abs(whole - used) > 0).any()):
        raise ValueError(f"{capacity.kind} {capacity.name}: a use that is negative or not a whole number")
    result: Ints = whole.astype(np.int64)
    return result


def used_up(capacity: Capacity, chosen: pd.DataFrame, classes: pd.DataFrame, courses: pd.DataFrame) -> Any:
    """Return what a plan uses up, from its tables alone."""
    mine = chosen if capacity.nips is None else chosen[chosen["nip"].isin(capacity.nips)]
    of_participant, of_class = (
        used.set_axis(courses["kode"])
        for used in (capacity.of_participant(courses), capacity.of_class(courses))
    )
    return mine["kode"].map(of_participant).sum() + classes["kode"].map(of_class).sum()
