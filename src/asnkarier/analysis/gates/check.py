"""What a named check is: everything the house knows about one kind of requirement, in one object.

A check is one module of `checks/` that registers itself by its constant `CHECK`; see CONTRIBUTING, "a gate".
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, RootModel

from asnkarier.analysis.gates.remedies import GENERAL_REMEDIES, NO_REMEDY, Blocker, Remedy, Waiting
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import Outcome
from asnkarier.model.codes.reasons import NOT_IN_FORCE

if TYPE_CHECKING:
    from asnkarier.rules.types import Parameter

# Names that a value leans on and that nobody knows, each with the names that are known.
Dangling = Iterator[tuple[str, Sequence[str]]]


class Yes(RootModel[Literal[True]]):
    """The value of a check without a figure: `true`."""


def of_nobody(_value: Any, _case: Case) -> Hashable:
    """Return what every target has in common: the check reads nothing of it."""
    return ()


@dataclass(frozen=True, slots=True)
class Recruits:
    """Posts that somebody is taken from; by_class: a functional post of the same kelas jabatan counts as well."""

    kelompok: tuple[str, ...]
    by_class: bool


@dataclass(frozen=True)
class Check:
    """One named check.

    value: the model of a criterion's value. sentence: what is tested (English msgid). judge: the outcome for everybody at
    once; its `eligible_on` is the first day on which a failure will be met by the mere passing of time. facts: the
    canonical fields looked at, the one that decides first. parameters: what is read of the rule book besides the value.
    advisory: above 0 it is said and excludes nobody, whatever it finds, and weighs so much where scores are equal; 0: it decides. rise: what it says of the way to the next jenjang of a functional
    post, see `gates.rise`; way_in: a way into one is open or not, see `gates.entry`. way_up: it speaks of the way up, which somebody who already holds a post of the class has gone. years_back: complete
    calendar years before the day whose appraisals are looked at. recruits: the posts from which people are taken.
    accepted: the words of the first fact that a value accepts.
    alike: all of the target that the outcome depends on, besides the facts and the law of the day: two targets with one answer have one
    outcome (`of_nobody`: it reads nothing of the target; None: not declared, so that nothing is shared).
    dangling: names in a value that lead nowhere. remedies: for the check's own reasons what would decide an open gate;
    blockers: the same where the reason alone does not say it.
    """

    name: str
    value: type[BaseModel]
    sentence: str
    judge: Callable[[Any, Case], Outcome]
    facts: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    way_up: bool = False
    advisory: Callable[[Any], int] = lambda _value: 0
    rise: Literal["", "below", "test", "points", "appraisal", "way_in"] = ""
    years_back: Callable[[Any], int] = lambda _value: 0
    recruits: Callable[[Any], Recruits | None] = lambda _value: None
    accepted: Callable[[Any], Sequence[str]] = lambda _value: ()
    alike: Callable[[Any, Case], Hashable] = lambda _value, _case: None
    dangling: Callable[[Any, Mapping[str, "Parameter"]], Dangling] = lambda _value, _known: iter(())
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    blockers: Callable[[Waiting], Iterable[Blocker]] | None = None

    def blocked_by(self, waiting: Waiting) -> Iterable[Blocker]:
        """Return what must be known before this gate is decided for the people who wait for it."""
        reason = waiting.outcome.reason[waiting.people]
        if self.blockers is not None and not (reason == NOT_IN_FORCE).all():
            return self.blockers(waiting)
        remedies = {one: self._remedy(one) for one in set(reason.tolist())}
        found = [remedies[one] for one in reason.tolist()]
        return [Blocker(waiting.people, reason, [one.kind for one in found], [one.target for one in found])]

    def _remedy(self, reason: str) -> Remedy:
        found = self.remedies.get(reason) or GENERAL_REMEDIES.get(reason, NO_REMEDY)
        return found if found.target or not found.kind else Remedy(found.kind, self.facts[0])
