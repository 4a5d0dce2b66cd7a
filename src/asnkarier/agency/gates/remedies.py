"""What closes the one gate that people are short of: courses, a study, an appraisal, time; with months and cost."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import pandas as pd

from asnkarier.agency.answers.closing import Closer
from asnkarier.agency.gates.closing import Course, CourseCosts, Remedy, cheapest_enough, without_course
from asnkarier.agency.gates.open_classes import course_costs
from asnkarier.agency.match import items_of
from asnkarier.analysis.gates.targets import jpm_sums
from asnkarier.analysis.match.matrices import micro_levels
from asnkarier.analysis.outcomes import NOT_MET
from asnkarier.model.level import MICRO
from asnkarier.model.said import said

if TYPE_CHECKING:
    from asnkarier.agency.judging import Judged
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.analysis.gates.eligibility import Gate
    from asnkarier.analysis.needs.closing import Closing

REMEDY_KEYS: Final = ("remedy", "remedy_months", "remedy_cost", "remedy_class_cost", "remedy_cost_reason")
_LEVEL: Final = "level"


@dataclass(frozen=True)
class Remedies:
    """The agency on the day that is judged, and how a post judges it."""

    then: "Snapshot"
    judged: "Judged"

    def of(self, nips: list[str]) -> pd.DataFrame:
        """Return one row per person short of one gate, in their order: `REMEDY_KEYS`."""
        people = self.judged.eligibility.people.get_indexer(pd.Index(nips)).tolist()
        by_gate = [self._gate(place) for place in people]
        short_of_match = [
            nip
            for nip, gate in zip(nips, by_gate, strict=True)
            if gate is not None and gate.check.facts == (_LEVEL,)
        ]
        choices = self._closing(short_of_match) if short_of_match else None
        found = [
            self._one(nip, place, gate, choices)
            for nip, place, gate in zip(nips, people, by_gate, strict=True)
        ]
        return pd.DataFrame(
            {
                "remedy": pd.Series([one.way for one in found], dtype=object),
                "remedy_months": pd.Series([one.months for one in found], dtype=object),
                "remedy_cost": pd.array([one.cost for one in found], dtype="Int64"),
                "remedy_class_cost": pd.array([one.class_cost for one in found], dtype="Int64"),
                "remedy_cost_reason": pd.Series([one.cost_reason for one in found], dtype=object),
            }
        )

    def _gate(self, place: int) -> "Gate | None":
        return next(
            (
                gate
                for gate in self.judged.eligibility.gates
                if gate.decides and gate.outcome.result[place] == NOT_MET
            ),
            None,
        )

    @cached_property
    def _costs(self) -> CourseCosts:
        return course_costs(self.then)

    def _one(self, nip: str, place: int, gate: "Gate | None", choices: "_Choices | None") -> Remedy:
        if gate is None:
            return Remedy(None)
        if choices is not None and gate.check.facts == (_LEVEL,):
            return self._of_match(choices.of.get(nip, ()), place, gate)
        of_training = self._costs.of_training(gate)
        return of_training or without_course(gate, place, self.judged.eligibility.case)

    def _closing(self, nips: list[str]) -> "_Choices | None":
        """Return what the cheapest courses give that close each gap of these people to what decides."""
        deciding = self.judged.deciding
        if deciding is None:
            return None
        wanted = self.then.employees["nip"].isin(nips).to_numpy()
        people = self.then.people.among(wanted)
        people = people.judged_by((deciding,), np.zeros(len(people.employees), dtype=np.int64))
        closer = self.then.kept.of("closer", lambda: Closer.of(self.then))
        return _Choices.among(closer.close(items_of(self.then, people)))

    @cached_property
    def _sums(self) -> Any:
        return jpm_sums(self.judged.target, self.then.dossiers)

    def _of_match(self, choices: "tuple[_Choice, ...]", place: int, gate: "Gate") -> Remedy:
        """Return the cheapest of the gaps' courses that carry the match over its line, whatever is not assessed."""
        least = dict(gate.outcome.required.facts).get("least")
        if not isinstance(least, int | float):
            return Remedy(said("remedy_none"))
        total = int(self._sums.total[place])
        line = -(-round(least * MICRO) * total // (100 * MICRO))
        # Reached for certain, and reached if all that is not assessed turns out to be met.
        needed, hoped = line - int(self._sums.low[place]), line - int(self._sums.high[place])
        alike = choices, needed, hoped
        if alike not in self._found:
            self._found[alike] = self._cheapest(*alike)
        return self._found[alike]

    @cached_property
    def _found(self) -> "dict[tuple[tuple[_Choice, ...], int, int], Remedy]":
        """What was found for people with the same gaps, courses and lines: hundreds of them differ in nothing else."""
        return {}

    def _cheapest(self, choices: "tuple[_Choice, ...]", needed: int, hoped: int) -> Remedy:
        known = self._costs.by_kode
        priced = []
        for gain, kodes in choices:
            taken = [known[kode] for kode in kodes]
            priced.append((gain, sum(one.cost for one in taken), taken))
        enough = cheapest_enough(priced, needed)
        if enough is not None:
            return self._costs.of_courses(_each_once(enough))
        hopeful = cheapest_enough(priced, hoped)
        if hopeful is not None:
            return self._costs.of_courses(_each_once(hopeful), "remedy_courses_and_assess")
        return Remedy(said("remedy_no_courses"), cost_reason=said("cost_unknown"))


# What closing a gap gives, in millionths of a level, and the courses by kode that close it.
_Choice: TypeAlias = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class _Choices:
    """Of each person by nip the gaps that courses close, in the order of the competencies."""

    of: dict[str, tuple[_Choice, ...]]

    @classmethod
    def among(cls, closing: "Closing") -> "_Choices":
        gains = (-micro_levels(closing.gaps["gap"])).tolist()
        nips = closing.gaps["nip"].tolist()
        kodes = closing.courses["kode"].astype(str).tolist()
        courses: dict[int, list[str]] = {}
        for gap, course in zip(closing.steps["gap"].tolist(), closing.steps["course"].tolist(), strict=True):
            courses.setdefault(gap, []).append(kodes[course])
        found: dict[str, tuple[_Choice, ...]] = {}
        for gap in sorted(courses):
            found[nips[gap]] = (*found.get(nips[gap], ()), (gains[gap], tuple(courses[gap])))
        return cls(found)


def _each_once(taken: tuple[Any, ...]) -> list[Course]:
    return list(dict.fromkeys(one for some in taken for one in some))
