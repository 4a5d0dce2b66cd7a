"""Who may be appointed to a post: every criterion for every person, and what follows from them together.

- one failure, or several: `ineligible`; exactly one, and nothing unknown: `one_gate_short`;
- no failure, but something unknown: `unknown`; everything met: `eligible`.
What people must judge (`manual`), what has been repealed and what a standard only calls penting or perlu never decides. A criterion that begins after `as_of` is not
applied; it is listed in `Eligibility.not_in_force`. A criterion that rests on a table of the law without a value on that
day is unknown for everybody (`rule_not_in_force`), and so is every one before the first date of its rule set: what the
law asked then is not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import marked_alike
from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.gates.check import Check
from asnkarier.analysis.gates.registry import known_checks
from asnkarier.analysis.gates.targets import Case, Target
from asnkarier.analysis.gates.waiting import WHEN, when_eligible
from asnkarier.analysis.kept import Kept
from asnkarier.analysis.outcomes import (
    NOT_MET,
    NOTHING_KNOWN,
    NOTHING_REQUIRED,
    REPEALED,
    RESULTS,
    UNKNOWN,
    Outcome,
    outcome,
    told_alike,
)
from asnkarier.errors import RuleNotInForce
from asnkarier.model.codes.reasons import NOT_IN_FORCE

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook
    from asnkarier.rules.types import Criterion, InForce, RuleSet

STATUS: Final = ("eligible", "one_gate_short", "ineligible", "unknown")
_ELIGIBLE, _SHORT, _INELIGIBLE, _OPEN = range(len(STATUS))


@dataclass(frozen=True)
class Gate:
    """One criterion as it was applied: the check it names, its value in force and its outcome for everyone.

    route: the way into a functional post that it is a condition of (see `ways`); empty: of the post itself.
    """

    criterion: "Criterion"
    check: Check
    in_force: "InForce"
    outcome: Outcome
    as_of: date
    route: str = ""

    @property
    def amended_unread(self) -> str:
        """What changed the cited article by that day and was not read, by name; empty: nothing."""
        return ", ".join(self.in_force.citation.amended_unread(self.as_of))

    @property
    def decides(self) -> bool:
        """Whether it may exclude somebody; what a standard calls penting or perlu is only said."""
        return self.in_force.repealed or not self.check.advisory(self.in_force.value)


@dataclass(frozen=True)
class Eligibility:
    """The gates of a post and what they say.

    case: what everybody was judged for. persons: nip, status (`STATUS`), gates_failed and gates_unknown (tuples of rule ids), wanting (the same of
    what is not met and excludes nobody, the weightier first), eligible_on and eligible_on_code, what kind of day that is or why there is
    none (`waiting.WHEN`). not_in_force: criteria that begin after `as_of`, with their first date. Findings are made on demand: see
    `findings_of`. routes, where people are judged by different ways into the post: by which (see `ways.by_way`), `route` of persons.
    """

    people: pd.Index
    case: Case
    gates: tuple[Gate, ...]
    not_in_force: tuple[tuple["Criterion", date], ...]
    routes: NDArray[np.object_] | None = None

    @cached_property
    def persons(self) -> pd.DataFrame:
        """Everybody's standing; see above."""
        found = standings(self.people, self.gates)
        return found if self.routes is None else found.assign(route=pd.array(self.routes, dtype="str"))

    @cached_property
    def status(self) -> NDArray[np.int8]:
        """The status of everybody as a code into `STATUS`, without the frame that holds what else is known."""
        return status_codes(self.gates, len(self.people))

    def findings_of(self, nips: Sequence[str] | pd.Index | None = None) -> pd.DataFrame:
        """Return one row per person and gate that is asked of them: of `nips` in their order, or of everybody.

        Columns: nip, rule_id, title (`LawText`), observed, required (both `Said`), result (`RESULTS`), decides (it may exclude somebody), citation,
        status_sumber, mark, amended_unread (see `model.book.CitationLine`), eligible_on, reason (a bare code of `REASONS`, or empty), source_id, row, field (canonical names
        joined by commas), rests_on (see `Outcome`: tuples of source_id, row and field).
        """
        place = np.arange(len(self.people)) if nips is None else self.people.get_indexer(pd.Index(nips))
        if (place < 0).any():
            raise KeyError("a NIP that was not evaluated")
        found = _findings(self.people, self.gates, place)
        return found[found["result"] != "not_asked"].reset_index(drop=True) if self.by_ways else found

    @property
    def by_ways(self) -> bool:
        """Whether people are judged by different ways into the post, so that not every gate is asked of everybody."""
        return self.routes is not None

    @property
    def findings(self) -> pd.DataFrame:
        """The findings of everybody."""
        return self.findings_of()


def evaluate(
    rule_set: "RuleSet",
    rulebook: "RuleBook",
    dossiers: Dossiers,
    target: Target,
    as_of: date,
    kept: Kept | None = None,
) -> Eligibility:
    """Return who meets the criteria of `rule_set` for `target` on `as_of`, the day for which the dossiers were built.

    kept: what other targets were told by the same dossiers and law; a check shares what it declares (`Check.alike`).
    ValueError: the dossiers were built for another day.
    """
    if as_of != dossiers.as_of:
        raise ValueError(f"the dossiers are of {dossiers.as_of}, not of {as_of}")
    case = Case(dossiers, target, rulebook)
    later = tuple((one, one.since) for one in rule_set.syarat if one.since > as_of)
    if as_of < rule_set.berlaku:
        gates = tuple(_unknown_gate(one, case) for one in rule_set.syarat)
    else:
        gates = tuple(_gate(one, case, as_of, kept) for one in rule_set.syarat if one.since <= as_of)
    return Eligibility(dossiers.people, case, gates, later)


def _gate(criterion: "Criterion", case: Case, as_of: date, kept: Kept | None) -> Gate:
    check, in_force = known_checks()[criterion.uji], criterion.at(as_of)
    if in_force.repealed:
        nothing = outcome(np.full(case.count, REPEALED), told_alike(case.count), NOTHING_REQUIRED)
        return Gate(criterion, check, in_force, nothing, as_of)
    try:
        return Gate(criterion, check, in_force, _outcome(check, in_force.value, case, kept), as_of)
    except RuleNotInForce:
        return Gate(criterion, check, in_force, _without_rule(case), as_of)


def _outcome(check: Check, value: Any, case: Case, kept: Kept | None) -> Outcome:
    alike = None if kept is None else check.alike(value, case)
    if kept is None or alike is None:
        return check.judge(value, case)
    return kept.of((check.name, repr(value), alike), lambda: check.judge(value, case))


def _unknown_gate(criterion: "Criterion", case: Case) -> Gate:
    """Return a gate of which nobody knows what it asked on that day; the first value of the law stands in its citation."""
    check, as_of = known_checks()[criterion.uji], case.dossiers.as_of
    return Gate(criterion, check, criterion.dated[0], _without_rule(case), as_of)


def _without_rule(case: Case) -> Outcome:
    reason = np.full(case.count, NOT_IN_FORCE, dtype=object)
    return outcome(np.full(case.count, UNKNOWN), told_alike(case.count), NOTHING_KNOWN, reason=reason)


def standings(people: pd.Index, judged: tuple[Gate, ...]) -> pd.DataFrame:
    """Return what the gates say of everybody together; columns as `Eligibility.persons`."""
    gates = tuple(gate for gate in judged if gate.decides)
    advice = tuple(gate for gate in judged if not gate.decides)
    results = _results(gates, len(people))
    failed, unknown = results == NOT_MET, results == UNKNOWN
    status = _status(failed, unknown)
    rule_ids = [gate.criterion.id for gate in gates]
    eligible_on, told = when_eligible([gate.outcome for gate in gates], failed, unknown)
    return pd.DataFrame(
        {
            "nip": people,
            "status": pd.Index(STATUS, dtype="str").take(status),
            "gates_failed": _named(failed, rule_ids),
            "gates_unknown": _named(unknown, rule_ids),
            "wanting": _named(
                _results(advice, len(people)) == NOT_MET, [gate.criterion.id for gate in advice]
            ),
            "eligible_on": eligible_on.astype("datetime64[s]"),
            "eligible_on_code": pd.Index(WHEN, dtype="str").take(told),
        }
    )


def status_codes(gates: tuple[Gate, ...], count: int) -> NDArray[np.int8]:
    """Return what the gates say of everybody together, as codes into `STATUS`."""
    results = _results(tuple(gate for gate in gates if gate.decides), count)
    return _status(results == NOT_MET, results == UNKNOWN)


def _status(failed: NDArray[np.bool_], unknown: NDArray[np.bool_]) -> NDArray[np.int8]:
    failures, unknowns = failed.sum(axis=0), unknown.sum(axis=0)
    found = np.select(
        [(failures == 1) & (unknowns == 0), failures > 0, unknowns > 0],
        [_SHORT, _INELIGIBLE, _OPEN],
        _ELIGIBLE,
    )
    return found.astype(np.int8)


def _results(gates: tuple[Gate, ...], count: int) -> NDArray[np.int8]:
    return np.array([gate.outcome.result for gate in gates], dtype=np.int8).reshape(len(gates), count)


def _named(marks: NDArray[np.bool_], rule_ids: list[str]) -> NDArray[np.object_]:
    """Return for each person the tuple of the marked rule ids."""
    code, rows = marked_alike(marks)
    names = np.empty(len(rows), dtype=object)
    for place, row in enumerate(rows):
        names[place] = tuple(rule_id for rule_id, mark in zip(rule_ids, row, strict=True) if mark)
    return names[code]


def _findings(people: pd.Index, gates: tuple[Gate, ...], place: NDArray[np.intp]) -> pd.DataFrame:
    def per_person(columns: list[NDArray[Any]]) -> NDArray[Any]:
        return np.stack([column[place] for column in columns], axis=1).ravel()

    def per_gate(texts: list[str]) -> pd.Index:
        return pd.Index(texts, dtype="str").take(np.tile(np.arange(len(texts)), len(place)))

    outcomes = [gate.outcome for gate in gates]
    if not gates:
        return no_findings()
    return pd.DataFrame(
        {
            "nip": people.take(np.repeat(place, len(gates))),
            "rule_id": per_gate([gate.criterion.id for gate in gates]),
            "title": np.tile(np.array([gate.criterion.title for gate in gates], dtype=object), len(place)),
            "observed": np.stack([one.observed.of(place) for one in outcomes], axis=1).ravel(),
            "required": np.tile(np.array([one.required for one in outcomes], dtype=object), len(place)),
            "result": pd.Index(RESULTS, dtype="str").take(per_person([one.result for one in outcomes])),
            "decides": np.tile(np.array([gate.decides for gate in gates], dtype=bool), len(place)),
            "citation": per_gate([gate.in_force.citation.text for gate in gates]),
            "status_sumber": per_gate([gate.in_force.citation.status_sumber for gate in gates]),
            "mark": per_gate([gate.criterion.tanda or "" for gate in gates]),
            "amended_unread": per_gate([gate.amended_unread for gate in gates]),
            "eligible_on": per_person([one.eligible_on for one in outcomes]).astype("datetime64[s]"),
            "reason": pd.array(per_person([one.reason for one in outcomes]), dtype="str"),
            "source_id": _integers(per_person([one.source_id for one in outcomes])),
            "row": _integers(per_person([one.row for one in outcomes])),
            "field": pd.array(
                np.stack([_fields(gate, place) for gate in gates], axis=1).ravel(), dtype="str"
            ),
            "rests_on": np.stack([_rests_on(one, place) for one in outcomes], axis=1).ravel(),
        }
    )


def _fields(gate: Gate, place: NDArray[np.intp]) -> NDArray[np.object_]:
    """Return the fact that decided for each of these people: as the outcome says, else any of those that the check looks at."""
    named = gate.outcome.field
    return np.full(len(place), ",".join(gate.check.facts), dtype=object) if named is None else named[place]


def _rests_on(one: Outcome, place: NDArray[np.intp]) -> NDArray[np.object_]:
    """Return the rows that each finding cites as a whole, see `Outcome.rests_on`."""
    if one.rests_on is not None:
        return one.rests_on.of(place)
    nothing = np.empty(len(place), dtype=object)
    nothing[:] = [()] * len(place)
    return nothing


_COLUMNS: Final = (
    "nip", "rule_id", "title", "observed", "required", "result", "decides", "citation", "status_sumber",
    "mark", "amended_unread", "eligible_on", "reason", "source_id", "row", "field",
    "rests_on",
)  # fmt: skip


def no_findings() -> pd.DataFrame:
    """Return the findings where nobody was judged: none."""
    return pd.DataFrame({name: [] for name in _COLUMNS})


def _integers(values: NDArray[Any]) -> pd.arrays.IntegerArray:
    numbers = values.astype(np.int64)
    return pd.arrays.IntegerArray(numbers, numbers < 0)
