"""Decisions in the store: events that are only ever added; a later one may supersede an earlier one, and both stay (decision 0040)."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from asnkarier.errors import UsageError
from asnkarier.model.messages import N_
from asnkarier.model.terms import normalise
from asnkarier.store.records import NewEvent

if TYPE_CHECKING:
    from asnkarier.store.records import Event
    from asnkarier.store.store import Store

SCHEMA: Final = "asn.decision/1"


@dataclass(frozen=True)
class Run:
    """The report that was decided on: its name, the two times that make it again, and the digest by which it is known.

    sha256: of the JSON of the report in the language of the workspace, or of the file of a recorded run. number: that run's
    number, None where the report was frozen with the decision. conditions: digests of the version, the law, the standards and config.yaml.
    """

    report: str
    as_of: str
    known_at: int
    sha256: str
    number: int | None
    conditions: Mapping[str, str]


@dataclass(frozen=True)
class Decision:
    """What was recommended and what was decided on a post; people by NIP. standing: NIP of who was decided on -> how the report sees them."""

    run: Run
    vacancy: str
    jabatan: str
    unit_kerja: str | None
    kelompok: str
    seats: int
    recommended: tuple[str, ...]
    decided: tuple[str, ...]
    standing: Mapping[str, Mapping[str, Any]]
    reason: str | None
    decided_by: str
    sk_number: str
    on: str

    @property
    def differs(self) -> bool:
        """Whether somebody was decided on who was not recommended, or nobody though somebody was."""
        strange = set(self.decided) - set(self.recommended)
        return bool(strange) or (not self.decided and bool(self.recommended))

    def body(self) -> dict[str, Any]:
        """Return the decision as plain data."""
        return {"schema": SCHEMA, **asdict(self), "differs": self.differs}


@dataclass(frozen=True)
class Recorded:
    """A recorded decision with its number, when and by whom it was recorded, and what it supersedes or is superseded by.

    number, supersedes, superseded_by: places among the decisions, from 1 in the order of recording. event: the number among everything that is
    recorded. altered: it is no longer what was recorded, by its digest.
    """

    number: int
    event: int
    decision: Decision
    at: str
    by: str
    supersedes: int | None
    superseded_by: int | None
    digest: str
    altered: bool

    @property
    def stands(self) -> bool:
        """Whether it holds: not superseded, and still what was recorded."""
        return self.superseded_by is None and not self.altered


def recorded(store: "Store") -> list[Recorded]:
    """Return the decisions in the order in which they were recorded."""
    found = [one for one in store.events("decision") if one.body.get("schema") == SCHEMA]
    numbers = {one.event_id: number for number, one in enumerate(found, 1)}
    altered = store.altered_events()
    return [_read(one, numbers, altered=one.event_id in altered) for one in found]


def _read(event: "Event", numbers: Mapping[int, int], *, altered: bool) -> Recorded:
    told = {name: one for name, one in event.body.items() if name not in ("schema", "differs")}
    lists = {name: tuple(told[name]) for name in ("recommended", "decided")}
    decision = Decision(**{**told, **lists, "run": Run(**told["run"])})
    return Recorded(
        numbers[event.event_id],
        event.event_id,
        decision,
        event.at,
        event.by,
        numbers.get(event.supersedes or 0),
        numbers.get(event.superseded_by or 0),
        event.digest,
        altered,
    )


def record(store: "Store", decision: Decision, at: str, by: str, supersedes: int | None) -> int:
    """Record a decision and return its number; at: UTC as ISO text.

    UsageError: it supersedes what it may not, or the post has been decided on already.
    """
    before = recorded(store)
    _may_stand(before, decision, supersedes)
    named = next((one.event for one in before if one.number == supersedes), None)
    store.record_event(NewEvent("decision", at, by, decision.vacancy, decision.body(), named))
    return len(before) + 1


def _may_stand(before: Iterable[Recorded], decision: Decision, supersedes: int | None) -> None:
    known = {one.number: one for one in before}
    if supersedes is not None:
        _one_of(known, decision, supersedes)
    open_ones = [
        one
        for one in known.values()
        if one.superseded_by is None and one.number != supersedes and _same_post(one.decision, decision)
    ]
    if not open_ones:
        return
    last = open_ones[-1]
    people = [nip for one in (*(known.decision for known in open_ones), decision) for nip in one.decided]
    closed = any(not one.decided for one in (*(known.decision for known in open_ones), decision))
    if closed or len(set(people)) < len(people) or len(people) > decision.seats:
        raise UsageError(
            N_("{vacancy} was decided on already: decision {number} of {on}"),
            N_("nothing is overwritten; where it no longer holds, name it: --supersedes {number}"),
            facts={"vacancy": decision.vacancy, "number": last.number, "on": last.decision.on},
            commands=(f"asn decisions --vacancy '{last.decision.vacancy}'",),
        )


def _one_of(known: Mapping[int, Recorded], decision: Decision, number: int) -> None:
    found = known.get(number)
    if found is None:
        raise UsageError(
            N_("--supersedes {number}: no decision has this number"),
            N_("take it from `asn decisions`"),
            facts={"number": number},
            commands=("asn decisions",),
        )
    if not _same_post(found.decision, decision):
        raise UsageError(
            N_("--supersedes {number}: that decision is about {other}, not about {vacancy}"),
            N_("take it from `asn decisions`"),
            facts={"number": number, "other": found.decision.vacancy, "vacancy": decision.vacancy},
            commands=("asn decisions",),
        )
    if found.superseded_by is not None:
        raise UsageError(
            N_("--supersedes {number}: that decision was superseded already, by {later}"),
            N_("name that one: --supersedes {later}"),
            facts={"number": number, "later": found.superseded_by},
        )


def _same_post(one: Decision, other: Decision) -> bool:
    return normalise(one.vacancy) == normalise(other.vacancy)


def decided_on(text: str) -> date:
    """Return the day of a recorded decision."""
    return date.fromisoformat(text)
