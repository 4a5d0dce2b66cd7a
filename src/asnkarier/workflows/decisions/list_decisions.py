"""Decisions that were recorded, and how often they agree with what was recommended."""

from typing import TYPE_CHECKING, Final

from asnkarier.agency.answers.next_steps import bring
from asnkarier.agency.cover import stamped
from asnkarier.agency.decisions.recorded import recorded
from asnkarier.agency.snapshot import load_snapshot
from asnkarier.errors import UsageError
from asnkarier.model.book import Book, NextStep
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.model.terms import nearest, normalise
from asnkarier.reports.books.decisions import DecisionsView, decisions_book
from asnkarier.workflows.decisions.told import agreement_rows, decided_elsewhere, decision_rows
from asnkarier.workflows.requests.decisions import DecisionsRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_NONE_YET: Final = N_("no decision is recorded yet: record one with asn record-decision")


def list_decisions(workspace: "Workspace", request: DecisionsRequest) -> Book:
    """Return the report, the newest decision first; UsageError when none was recorded on the vacancy that is named."""
    with workspace.open_store() as store:
        whole = load_snapshot(workspace, store)
        every = recorded(store)
        if workspace.known_at is not None:
            every = [one for one in every if one.decision.run.known_at <= workspace.known_at]
        found = every
        if request.vacancy is not None:
            found = [one for one in every if normalise(one.decision.vacancy) == normalise(request.vacancy)]
            if not found:
                known = list(dict.fromkeys(one.decision.vacancy for one in every))
                near = nearest(request.vacancy.upper(), known)
                others = N_("known: {known}") if known else _NONE_YET
                raise UsageError(
                    N_("no decision on {text} was recorded"),
                    N_("did you mean {near}?") if near else others,
                    facts={"text": request.vacancy, "near": near, "known": ", ".join(known)},
                )
        newest = sorted(found, key=lambda one: (one.decision.on, one.number), reverse=True)
        stand = [one for one in found if one.stands]
        altered = tuple(one.number for one in found if one.altered)
        compared = [one for one in stand if one.decision.recommended]
        differ = sum(one.decision.differs for one in compared)
        told: tuple[Said, ...] = (
            (
                said(
                    "decisions_told",
                    count=len(stand),
                    superseded=len(found) - len(stand) - len(altered),
                    compared=len(compared),
                    agreed=len(compared) - differ,
                ),
            )
            if found
            else (said("decisions_none"),)
        )
        if altered:
            told = (said("decisions_altered", count=len(altered), numbers=altered), *told)
        doubts = {one.number: tuple(decided_elsewhere(one, every, whole)) for one in newest}
        told = (*told, *dict.fromkeys(part for parts in doubts.values() for part in parts))
        vacancies = whole.vacancies["kode"].astype("str").tolist()
        step = (
            NextStep(said("step_record_decision"), (f"asn promote-shortlist {vacancies[0]}",))
            if vacancies
            else NextStep(said("step_record_decision"), bring("vacancies"))
        )
        return stamped(
            decisions_book(
                DecisionsView(decision_rows(newest, whole, doubts), agreement_rows(found), told),
                workspace.as_of,
            ),
            whole,
            store,
            counts={"decisions": len(stand)},
            next_steps=() if found else (step,),
            leans_on=(),
        )
