"""A decision on a post, recorded beside what was recommended; nothing is ever changed, only superseded."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from asnkarier.agency.answers.conditions import keep_conditions
from asnkarier.agency.answers.empty_posts import OPENED
from asnkarier.agency.cover import stamped
from asnkarier.agency.decisions.recorded import Decision, record, recorded
from asnkarier.agency.judging import judge_by_way
from asnkarier.agency.lookups import find_person
from asnkarier.agency.posts import Post, find_post, find_vacancy, no_vacancies, unknown_vacancy
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.gates.ways import told_status
from asnkarier.errors import RegulationError, UsageError
from asnkarier.model.book import Book, NextStep
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.reports.books.decisions import DecisionsView, decisions_book
from asnkarier.workflows.decisions.frozen import REPORTS, Frozen, frozen, recommended
from asnkarier.workflows.decisions.told import (
    agreement_rows,
    decided_elsewhere,
    decision_rows,
    not_counting,
)
from asnkarier.workflows.requests.decisions import RecordDecisionRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.analysis.gates.eligibility import Eligibility

_LONGEST: Final = 2000
_NOT_COUNTED: Final = "not_counted"
_TRY: Final = N_(
    "say who was appointed (--decided, or --nobody), who decided (--by), the decree (--sk) and the day (--on)"
)


def record_decision(
    workspace: "Workspace", request: RecordDecisionRequest, *, now: datetime | None = None, user: str = ""
) -> Book:
    """Record the decision and return it as a report; now, user: the moment and who records it, from above where there is a clock.

    UsageError: a word that is missing or does not fit, an unknown post or person, a run that is not the stored one, no reason where one is
    needed, or a post that was decided on already.
    """
    if now is None:
        raise UsageError(
            N_("a decision is recorded by hand, never by a job"), N_("take the step out of config.yaml")
        )
    at = now.isoformat(timespec="seconds")
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store, asking=["vacancies"])
        post = _post(whole, request)
        day = _whole(workspace, request, now)
        vacancy = post.code or post.jabatan
        decided = _people(whole, request)
        found = frozen(workspace, store, request, vacancy)
        _made_before(found, day)
        gates = _gates(whole, post, found)
        decision = _decision(found, whole, post, request, dict(_standing(found, gates, decided)))
    if decision.differs and not (request.reason or "").strip():
        raise UsageError(
            N_("--reason: why is needed, for the decision differs from what was recommended: {names}"),
            N_("write --reason '…'; nothing was recorded"),
            facts={"names": ", ".join(_named(whole, decision.recommended)) or "—"},
        )
    with workspace.open_store("w", doing="asn record-decision") as store:
        keep_conditions(workspace, store, at, user)
        number = record(store, decision, at, user, request.supersedes)
        every = recorded(store)
        mine = [one for one in every if one.number == number]
        doubts = (
            *not_counting(decided, whole),
            *_not_met(decided, whole, gates),
            *decided_elsewhere(mine[0], every, whole),
        )
        told = (
            said("decision_recorded", number=number, vacancy=vacancy),
            said("decision_differs" if decision.differs else "decision_agrees"),
            *doubts,
        )
        rows = decision_rows(mine, whole, {number: doubts})
        view = DecisionsView(rows, agreement_rows(mine), told)
        return stamped(
            decisions_book(view, workspace.as_of),
            whole,
            store,
            counts={"decisions": 1},
            next_steps=(NextStep(said("step_decisions"), ("asn decisions",)),),
            leans_on=(),
        )


def _whole(workspace: "Workspace", request: RecordDecisionRequest, now: datetime) -> date:
    """Return the day of the decision; UsageError for what is missing or contradicts itself."""
    missing = [
        word
        for word, there in (
            ("--decided", bool(request.decided) or request.nobody),
            ("--by", bool((request.decided_by or "").strip())),
            # Where nobody is appointed there is no decree.
            ("--sk", bool((request.sk_number or "").strip()) or request.nobody),
            ("--on", request.on is not None),
        )
        if not there
    ]
    if missing or request.on is None:
        raise UsageError(N_("missing: {words}"), _TRY, facts={"words": ", ".join(missing)})
    if request.decided and request.nobody:
        raise UsageError(
            N_("--decided names people and --nobody says that there is none"), N_("leave one of them out")
        )
    if any(len(one or "") > _LONGEST for one in (request.reason, request.decided_by, request.sk_number)):
        raise UsageError(
            N_("a text is longer than {most} characters"), N_("shorten it"), facts={"most": _LONGEST}
        )
    if request.of == "shortlist":
        for word, there in (
            ("--cascade", request.cascade),
            ("--moves", request.moves is not None),
            ("--depth", request.depth is not None),
        ):
            if there:
                raise UsageError(
                    N_("{word}: belongs to a decision on a placement"),
                    N_("add `--of placement`, or leave it out"),
                    facts={"word": word},
                )
    if request.on > max(now.astimezone(ZoneInfo(workspace.settings.timezone)).date(), workspace.as_of):
        raise UsageError(
            N_("--on {day}: that day has not come yet"),
            N_("write the day of the decree"),
            facts={"day": request.on},
        )
    return request.on


def _people(whole: Snapshot, request: RecordDecisionRequest) -> tuple[str, ...]:
    """Return who was decided on, by NIP; UsageError where nobody knows somebody, or one person is named twice."""
    found = [find_person(whole, one) for one in request.decided]
    twice = next((nip for place, nip in enumerate(found) if nip in found[:place]), None)
    if twice is not None:
        raise UsageError(
            N_("--decided names {name} ({nip}) twice"),
            N_("name everybody once; a place that nobody gets is left out"),
            facts={"name": _named(whole, (twice,))[0], "nip": twice},
        )
    return tuple(found)


def _post(whole: Snapshot, request: RecordDecisionRequest) -> Post:
    """Return the post that is decided on; UsageError where nobody knows it, with what may be meant."""
    text = request.vacancy or ""
    if request.of == "placement" and request.cascade and text.upper().startswith(OPENED):
        return _opened(text)
    vacancy = find_vacancy(whole, text)
    if vacancy is None and (request.of == "placement" or any(one.isdigit() for one in text)):
        if whole.vacancies.empty:
            raise no_vacancies()
        raise unknown_vacancy(whole, text)
    return find_post(whole, text)


def _opened(code: str) -> Post:
    """Return a post that the plan itself opens; its plan says what it is."""
    return Post(code.upper(), "", None, "", None)


def _made_before(found: Frozen, day: date) -> None:
    """Refuse a report of a day after the decision: that one did not lie on the table."""
    if found.workspace.as_of <= day:
        return
    if found.run.number is not None:
        raise UsageError(
            N_("--run {number}: the run is of {as_of}, after the decision of {day}"),
            N_("name the run that was decided on"),
            facts={"number": found.run.number, "as_of": found.workspace.as_of, "day": day},
        )
    raise UsageError(
        N_("--on {day}: the report would be of {as_of}, after the decision"),
        N_("ask for the report that lay on the table, with --known-at too where more was imported since"),
        facts={"day": day, "as_of": found.workspace.as_of},
        commands=(f"asn --as-of {day.isoformat()} record-decision …",),
    )


def _decision(
    found: Frozen,
    whole: Snapshot,
    post: Post,
    request: RecordDecisionRequest,
    standing: dict[str, dict[str, Any]],
) -> Decision:
    """Return the decision; standing: who was decided on, by NIP, and how the report sees them."""
    decided, vacancy = tuple(standing), post.code or post.jabatan
    jabatan, unit, kelompok, seats = post.jabatan, post.unit_kerja, post.kelompok, post.seats
    if not jabatan:
        jabatan, unit, kelompok = _of_plan(found, whole, vacancy)
    names = recommended(found, request.of, vacancy, seats)
    if len(decided) > seats:
        raise UsageError(
            N_("--decided names {count} people, and {vacancy} has {seats} places"),
            N_("name at most as many"),
            facts={"count": len(decided), "vacancy": vacancy, "seats": seats},
        )
    return Decision(
        run=found.run,
        vacancy=vacancy,
        jabatan=jabatan,
        unit_kerja=unit,
        kelompok=kelompok,
        seats=seats,
        recommended=names,
        decided=decided,
        standing=standing,
        reason=(request.reason or "").strip() or None,
        decided_by=(request.decided_by or "").strip(),
        sk_number=(request.sk_number or "").strip(),
        on=(request.on or date.min).isoformat(),
    )


def _of_plan(found: Frozen, whole: Snapshot, code: str) -> tuple[str, str | None, str]:
    """Return the name, unit and class of a post that the plan opens; UsageError where this plan opens none of that code."""
    rows = found.rows
    mine = rows[rows["vacancy"].astype("str") == code] if len(rows) else rows
    if mine.empty:
        raise UsageError(
            N_("the plan fills no post {code}"),
            N_("take the code from asn recommend-placement --cascade, with the same limits"),
            facts={"code": code},
        )
    one = mine.iloc[0]
    unit = one["unit_kerja"] if isinstance(one["unit_kerja"], str) else None
    return str(one["jabatan"]), unit, find_post(whole, str(one["jabatan"])).kelompok


def _standing(
    found: Frozen, gates: "Eligibility | None", decided: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield how the report sees each person who was decided on: the place in the list, and how they stand to the requirements."""
    if not decided:
        return
    ranks = found.rows.set_index("nip")["rank"].to_dict() if "rank" in found.rows else {}
    status = {} if gates is None else dict(zip(gates.people, map(str, told_status(gates)), strict=True))
    for nip in decided:
        rank = ranks.get(nip)
        place = None if rank is None or rank != rank else int(rank)  # noqa: PLR0124 - not a number
        yield nip, {"rank": place, "status": status.get(nip, _NOT_COUNTED if status else None)}


def _gates(whole: Snapshot, post: Post, found: Frozen) -> "Eligibility | None":
    """Return how everybody stands to a promotion into the post; None of a placement, whose moves may be rotations, and where no law judges the class."""
    if found.run.report != REPORTS["shortlist"]:
        return None
    try:
        return judge_by_way(counted(whole).ahead(post.tmt), post).eligibility
    except RegulationError:
        return None


def _not_met(decided: tuple[str, ...], whole: Snapshot, gates: "Eligibility | None") -> Iterator[Said]:
    """Yield a line for everybody who fails a requirement, or of whom one is open."""
    if gates is None:
        return
    names = dict(zip(decided, _named(whole, decided), strict=True))
    found = {
        code: dict(zip(gates.people, gates.persons[column].tolist(), strict=True))
        for code, column in (("decided_not_met", "gates_failed"), ("decided_open", "gates_unknown"))
    }
    for nip in decided:
        for code, rules in found.items():
            if rules.get(nip):
                yield said(code, name=names[nip], nip=nip, rules=rules[nip])


def _named(whole: Snapshot, nips: tuple[str, ...]) -> list[str]:
    names = whole.listed.set_index("nip")["nama"].to_dict()
    return [str(names.get(nip, nip)) for nip in nips]
