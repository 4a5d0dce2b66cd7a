"""The report that was decided on: made again as of its day, and known by its digest."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd
from pydantic import ValidationError

from asnkarier.agency.answers.conditions import changed_since, conditions
from asnkarier.agency.decisions.recorded import Run
from asnkarier.agency.workspace import keep_silent
from asnkarier.errors import UsageError
from asnkarier.language import LANGUAGES, activate, active_language
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.model.terms import slug
from asnkarier.reports.produce import produce
from asnkarier.workflows.asking import Command, Request, commands
from asnkarier.workflows.requests.decisions import RecordDecisionRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Event
    from asnkarier.store.store import Store

REPORTS: Final = {"shortlist": "promote-shortlist", "placement": "recommend-placement"}
# Who is proposed by a shortlist: nothing of the requirements is open but what people look up.
_PROPOSED: Final = ("eligible", "people_decide")
_UNREAD: Final = "step_inbox"


@dataclass(frozen=True)
class Frozen:
    """A report, and the agency's workspace as of its day. rows: its main table, with names."""

    run: Run
    workspace: "Workspace"
    rows: pd.DataFrame


def frozen(workspace: "Workspace", store: "Store", request: RecordDecisionRequest, vacancy: str) -> Frozen:
    """Return the report that recommends for a post: of the recorded run that is named, else as of the workspace's day.

    UsageError: no such run, or its report cannot be made again as it was stored; what the report's own command refuses.
    """
    command = commands()[REPORTS[request.of]]
    if request.run is not None:
        return _of_run(workspace, store, request, vacancy, command)
    newest = max((one.batch_id for one in store.batches()), default=0)
    known = newest if workspace.known_at is None else workspace.known_at
    asked = _asked(command, request, vacancy)
    with _in_language(workspace.settings.language):
        book = command.make()(workspace, asked)
        # What lies unread in the inbox, and what to do next, is no part of what was recommended.
        data = produce(replace(book, next_steps=()), "json")
    digest = hashlib.sha256(data).hexdigest()
    run = Run(command.name, workspace.as_of.isoformat(), known, digest, None, conditions(workspace))
    return Frozen(run, workspace, book.lines(book.main))


def recommended(frozen_: Frozen, of: str, vacancy: str, seats: int) -> tuple[str, ...]:
    """Return whom the report recommends, by NIP: the first of a shortlist who are eligible for certain, or whom the placement moves there."""
    rows = frozen_.rows
    if rows.empty:
        return ()
    if of == "placement":
        return tuple(rows.loc[rows["vacancy"].astype("str") == vacancy, "nip"].astype("str"))
    sure = rows[rows["status"].isin(_PROPOSED) & rows["rank"].notna()].sort_values("rank")
    return tuple(sure["nip"].astype("str").head(seats))


def _asked(command: Command, request: RecordDecisionRequest, vacancy: str) -> Request:
    if request.of == "shortlist":
        return command.request.model_validate({"target": vacancy})
    chain = {"cascade": request.cascade, "moves": request.moves, "depth": request.depth}
    return command.request.model_validate({name: one for name, one in chain.items() if one is not None})


def _of_run(
    workspace: "Workspace", store: "Store", request: RecordDecisionRequest, vacancy: str, command: Command
) -> Frozen:
    event, files = _run_named(store, request.run or "", command.name)
    # The report is made again in two languages; what it remarks is no news to who records a decision.
    day = date.fromisoformat(event.body["as_of"])
    then = replace(workspace, as_of=day, known_at=event.known_at, tell=keep_silent)
    for language in sorted(LANGUAGES, key=lambda one: one != workspace.settings.language):
        with _in_language(language):  # a run may have been asked for another one
            # A run says what is known now, so it does not say what has changed since its newest import.
            unsaid = changed_since(then, store, event.known_at) if event.known_at else ""
            found = _again(then, _requests(workspace, event.about, command), command, vacancy, files, unsaid)
        if found is not None:
            digest, rows = found
            as_of = event.body["as_of"]
            run = Run(command.name, as_of, event.known_at, digest, event.event_id, conditions(workspace))
            return Frozen(run, then, rows)
    raise UsageError(
        N_("--run {run}: made again, the report on {vacancy} is not the one that was stored: its digest differs"),
        N_("the file is about another post, or regulations, standards, config.yaml or asn are others than then: bring them back, or leave --run out; then the report as of --as-of is frozen"),
        facts={"run": request.run, "vacancy": vacancy},
    )  # fmt: skip


def _again(
    then: "Workspace",
    requests: Iterator[Request],
    command: Command,
    vacancy: str,
    files: Sequence[dict[str, str]],
    unsaid: str,
) -> tuple[str, pd.DataFrame] | None:
    """Return the digest of the stored report and its rows, by the first of the requests that makes it again byte for byte.

    unsaid: a remark that a run on what is known now does not make.
    """
    for asked in requests:
        made = _made(then, command, asked, vacancy)
        digest = _same(then, made, files) or _same(then, _without(made, unsaid), files)
        if digest is not None:
            report = _readable(then, command, asked, vacancy, made)
            return digest, report.lines(report.main)
    return None


def _run_named(store: "Store", text: str, report: str) -> "tuple[Event, list[dict[str, str]]]":
    """Return the recorded run that is named by its number or by a file of it, and the files of its report."""
    runs = store.events("run")
    path = Path(text)
    digest = _digest_of(path) if path.is_file() else None
    for event in runs:
        files = [
            one for step in event.body["steps"] if step["run"] == report for one in step.get("outputs", ())
        ]
        if digest is not None and any(one["sha256"] == digest for one in files):
            return event, [one for one in files if one["sha256"] == digest]
        if digest is None and text == str(event.event_id):
            return event, files
    if digest is not None:
        raise UsageError(
            N_("--run {file}: no recorded run wrote this file as it is; its digest is not stored"),
            N_("name the file that asn run wrote, unchanged, or leave --run out"),
            facts={"file": path.name},
        )
    raise UsageError(
        N_("--run {run}: neither a file nor the number of a recorded run"),
        N_("known: {known}")
        if runs
        else N_(
            "no run is kept here yet: `{command}` with a job of config.yaml keeps one; else leave --run out"
        ),
        facts={
            "run": text,
            "known": ", ".join(str(one.event_id) for one in runs),
            "command": "asn run",
        },
    )


def _digest_of(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(
            N_("{file}: cannot be read: {reason}"), facts={"file": path, "reason": error.strerror}
        ) from error


def _requests(workspace: "Workspace", job: str, command: Command) -> Iterator[Request]:
    """Yield what the job asks of the report by config.yaml, then what is asked without options."""
    for step in workspace.settings.jobs.get(job, ()):
        if step.run == command.name and step.options:
            try:
                yield command.request.model_validate(step.options)
            except ValidationError:
                continue
    yield command.request()


def _made(then: "Workspace", command: Command, asked: Request, vacancy: str) -> Book | None:
    """Return the report as a job makes it; None where this request makes none about the post."""
    if not command.each:
        return replace(command.make()(then, asked), filter=asked.filter())
    some = asked if getattr(asked, "target", None) else asked.model_copy(update={"vacancies": (vacancy,)})
    books, _ = command.make_each()(then, some)
    named = getattr(asked, "target", None) or vacancy
    return books.get(slug(named)) if named == vacancy else None


def _readable(then: "Workspace", command: Command, asked: Request, vacancy: str, made: Book | None) -> Book:
    """Return the same report with the NIPs that a blind one leaves out."""
    if getattr(asked, "blind", False):
        made = _made(then, command, asked.model_copy(update={"blind": False}), vacancy)
    if made is None:
        raise AssertionError
    return made


def _without(book: Book | None, remark: str) -> Book | None:
    """Return the report without this remark; None where it makes none."""
    if book is None or remark not in book.notes:
        return None
    return replace(book, notes=tuple(one for one in book.notes if one != remark))


def _same(then: "Workspace", book: Book | None, files: Sequence[dict[str, str]]) -> str | None:
    """Return the digest of the file that the report is, byte for byte; None where it is none of them."""
    if book is None:
        return None
    wanted = {one["sha256"]: Path(one["file"]).suffix.removeprefix(".") for one in files}
    quiet = tuple(step for step in book.next_steps if step.why.code != _UNREAD)
    for form in dict.fromkeys(wanted.values()):
        for one in (book, replace(book, next_steps=quiet)):
            data = produce(one, form, for_excel=then.settings.csv.reader == "excel")  # type: ignore[arg-type]
            digest = hashlib.sha256(data).hexdigest()
            if digest in wanted:
                return digest
    return None


@contextmanager
def _in_language(language: str) -> Iterator[None]:
    """Speak the language in which reports of the workspace are written."""
    spoken = active_language()
    activate(language)
    try:
        yield
    finally:
        activate(spoken)
