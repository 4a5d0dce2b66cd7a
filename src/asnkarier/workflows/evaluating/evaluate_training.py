"""Did the training work: which courses raised the level of their participants beyond that of comparable colleagues."""

from typing import TYPE_CHECKING

from asnkarier.agency.answers.next_steps import bring, unread
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.known import Known, known_facts
from asnkarier.agency.lookups import find_kompetensi
from asnkarier.agency.progress import SILENT, Progress
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.training.evidence import evidence_of
from asnkarier.analysis.training.evaluating.evaluate import Asked, Evaluation, evaluate
from asnkarier.analysis.training.evaluating.measuring import Evidence
from asnkarier.analysis.training.evaluating.verdicts import Yardstick
from asnkarier.analysis.training.surveys.tables import surveys_of
from asnkarier.errors import NothingKnown, UsageError
from asnkarier.language import message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.reports.books.evaluation import EvaluationView, evaluation_book
from asnkarier.reports.shown.numbers import notation
from asnkarier.workflows.evaluating.surveyed import (
    answers_that_count,
    praise_note,
    survey_steps,
    told_surveys,
)
from asnkarier.workflows.evaluating.told import next_steps, told_models, told_rows, told_taken, told_uses
from asnkarier.workflows.requests.evaluate_training import EvaluationRequest

if TYPE_CHECKING:
    import pandas as pd

    from asnkarier.agency.workspace import Workspace

POLICY = N_(
    "Policy of the agency, not law (config.yaml: training.worthwhile_gain, training.least_participants): a course works when the lower end of its "
    "effect exceeds {gain} level; below {least} compared participants nothing is said"
)
REGISTER_OPEN = N_(
    "The register of trainings is not declared complete: a colleague of whom no training for the competency is recorded counts as not "
    "trained, which makes an effect look smaller than it is"
)


def evaluate_training(
    workspace: "Workspace", request: EvaluationRequest, *, progress: Progress = SILENT
) -> Book:
    """Return the report; UsageError when no training was imported, or for a unit or competency that nothing matches."""
    with workspace.open_store() as store:
        everybody = load_somebody(workspace, store, asking=["courses"])
        now = counted(everybody)
        surveys, left_out = answers_that_count(everybody.frames["training_surveys"], now.employees)
        if now.frames["trainings"].empty and surveys.empty:
            raise _nothing_known(known_facts(workspace, store))
        progress(N_("comparing participants with colleagues"), 0, None)
        evidence = evidence_of(now)
        done = evaluate(evidence, _yardstick(now), now.as_of, _asked(now, request))
        least = _yardstick(now).least_participants
        said_of = surveys_of(evidence, surveys, now.as_of, _asked(now, request), least)
        view = _view(now, done, evidence, told_surveys(said_of, done.verdicts["rows"], least))
        counts = {
            "courses_taken": len(done.taken),
            "compared": int(done.taken["status"].eq("used").sum()),
            "courses_judged": int(done.verdicts["rows"]["verdict"].ne("not_enough_data").sum()),
        }
        return stamped(
            evaluation_book(view, now.as_of),
            now,
            store,
            citations=cite_parameters(now, ("pengembangan/evaluasi",)),
            counts=counts,
            notes=(*_notes(now), *praise_note(view.surveys["rows"]), *left_out),
            next_steps=(*unread(workspace, store), *next_steps(done.taken), *survey_steps(surveys)),
        )


def _nothing_known(known: Known) -> UsageError:
    """Return why no training is known: none was imported, or every list is of a later day (and so is what it tells)."""
    days = [one.as_of for one in known.lists if one.table == "trainings"]
    first = min(days, default=known.as_of)
    if first <= known.as_of:
        return NothingKnown(
            N_("no trainings are known on {as_of}"),
            N_("import the history of trainings first"),
            table="trainings",
            facts={"as_of": known.as_of},
            commands=bring("trainings"),
        )
    return UsageError(
        N_("no list of trainings is as old as {as_of}; the first one is of {first}"),
        N_("choose that day or a later one, or import an older list"),
        facts={"as_of": known.as_of, "first": first},
        commands=(f"asn evaluate-training --as-of {first}",),
    )


def _yardstick(now: Snapshot) -> Yardstick:
    training = now.settings.training
    return Yardstick(training.worthwhile_gain, training.least_participants)


def _asked(now: Snapshot, request: EvaluationRequest) -> Asked:
    people = None
    if request.unit is not None:
        people = frozenset(selected(now, Who(unit=request.unit)).employees["nip"])
    known = now.frames["courses"]["kompetensi"].dropna().unique()
    kompetensi = None if request.kompetensi is None else find_kompetensi(known, request.kompetensi, now)
    return Asked(people, kompetensi, request.year)


def _view(
    now: Snapshot, done: Evaluation, evidence: Evidence, surveys: "dict[str, pd.DataFrame]"
) -> EvaluationView:
    least = _yardstick(now).least_participants
    return EvaluationView(
        {name: told_rows(rows, least) for name, rows in done.verdicts.items()},
        done.persistence,
        done.results,
        told_uses(done.taken),
        told_taken(now, done.taken, evidence),
        told_models(now, done.role_models, evidence),
        surveys,
    )


def _notes(now: Snapshot) -> tuple[str, ...]:
    yardstick = _yardstick(now)
    gain = notation().show(yardstick.worthwhile_gain, "level")
    policy = message(POLICY, gain=gain, least=yardstick.least_participants)
    complete = "trainings" in now.settings.complete_registers
    return (policy,) if complete else (policy, message(REGISTER_OPEN))
