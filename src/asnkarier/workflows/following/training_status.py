"""What became of a kept plan of training, and how many hours everybody has this year."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.next_steps import bring, unread
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.provenance import cell_texts
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.training.catalogue import problems_table
from asnkarier.agency.training.holidays import lengths_of
from asnkarier.agency.training.hours import HOURS, hours_of
from asnkarier.agency.training.kept_plan import (
    day_of_plan,
    imports_of,
    keep_commands,
    kept_plan,
    plans_in_order,
    unknown_courses,
)
from asnkarier.agency.training.schedule import (
    lines_with_days,
    scheduled_windows,
    with_last_days,
    with_schedule,
)
from asnkarier.analysis.careers.retiring import END_OF_SERVICE
from asnkarier.analysis.careers.trainings import unclear
from asnkarier.analysis.training.following import followed_plan, levels_since, places_of_years
from asnkarier.language import message
from asnkarier.model.book import Book, NextStep
from asnkarier.model.frames import TRAINING_PLAN
from asnkarier.model.messages import N_
from asnkarier.model.said import said
from asnkarier.reports.books.training_status import StatusView, status_book
from asnkarier.workflows.following.figures import by_course, by_year, people_rows, status_totals, unplanned
from asnkarier.workflows.requests.plan_work import StatusRequest

if TYPE_CHECKING:
    from asnkarier.agency.people import People
    from asnkarier.agency.workspace import Workspace

GONE: Final = "gone"
AWAITED: Final = "awaited"
PLAN_IS: Final = N_("The plan called {name}, of {day}.")
SEVERAL: Final = N_(
    "Lines of this plan came in with {count} imports; where they speak of the same place, the newest counts."
)
_EVALUATION: Final = ("pengembangan/evaluasi",)


def training_status(
    workspace: "Workspace", request: StatusRequest, *, recorded: Collection[int] = ()
) -> Book:
    """Return the report; UsageError for a unit or a plan that nothing matches. recorded: the imports whose trainings are shown one by one."""
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store)
        now = counted(whole)
        people = selected(now, Who(unit=request.unit))
        everybody = people if request.unit is None else selected(whole, Who(unit=request.unit))
        lines = _lines(whole, request, everybody)
        view = _view(whole, now, people, lines, recorded)
        book = status_book(view, now.as_of, _notes(whole, lines))
        cited = cite_parameters(now, (*HOURS, *_EVALUATION, *END_OF_SERVICE))
        counts = {
            "people": len(people.employees),
            "planned": len(view.places),
            "trainings": len(view.trainings),
        }
        steps = (*unread(workspace, store), *_next_steps(now, view))
        return stamped(book, now, store, citations=cited, counts=counts, next_steps=steps)


def _lines(whole: Snapshot, request: StatusRequest, everybody: "People") -> pd.DataFrame:
    """Return the lines of the plan that is asked for; none where no plan is kept and none is named."""
    lines = whole.frames[TRAINING_PLAN.name]
    if len(lines) or request.plan is not None:
        lines = kept_plan(whole, request.plan)
    if request.unit is not None:
        lines = lines[lines["nip"].isin(everybody.employees["nip"])]
    return lines.reset_index(drop=True)


def _view(
    whole: Snapshot, now: Snapshot, people: "People", lines: pd.DataFrame, recorded: Collection[int]
) -> StatusView:
    everybody, trainings = whole.employees, whole.frames["trainings"].reset_index(drop=True)
    lines = with_last_days(lines_with_days(lines, whole.frames["courses"]), lengths_of(whole))
    windows = scheduled_windows(whole.frames["courses"])
    followed = followed_plan(lines, trainings, now.as_of, windows)
    serving = followed["nip"].isin(now.employees["nip"])
    waits = followed["status"].isin(["open", "overdue"])
    followed["status"] = followed["status"].mask(waits & ~serving, GONE)
    since = levels_since(lines, followed, whole.frames["assessments"], now.as_of)
    mine = trainings[trainings["nip"].isin(people.employees["nip"])]
    hours = hours_of(now, people)
    rows = by_course(followed, since, trainings)
    others = unplanned(followed, mine, now.as_of)
    names = everybody[["nip", "nama", "unit_kerja"]]
    told = with_schedule(followed, whole.frames["courses"]).merge(
        names, on="nip", how="left", validate="many_to_one"
    )
    answer = trainings.reindex(told["training"].where(told["training"] >= 0)).reset_index(drop=True)
    cells = cell_texts(
        answer.assign(**{one: answer[one] for one in ("source_id", "row", "col")}), whole.sources
    )
    told = told.assign(source=cells, training_jp=answer["jp"], training_biaya=answer["biaya"])
    every_line = whole.frames[TRAINING_PLAN.name]
    mine_planned = places_of_years(every_line[every_line["nip"].isin(people.employees["nip"])])
    oldest_first = {name: place for place, name in enumerate(plans_in_order(every_line, whole.sources))}
    mine_planned = mine_planned.sort_values("rencana", key=lambda one: one.map(oldest_first), kind="stable")
    return StatusView(
        rows=rows,
        totals=status_totals(rows, followed, since, hours),
        people=people_rows(people.employees, followed, hours),
        places=told,
        levels=since.merge(names, on="nip", how="left", validate="many_to_one"),
        years=by_year(mine_planned, mine, now.as_of),
        unplanned=others,
        recorded=_recorded(whole, followed, trainings, recorded) if recorded else None,
        trainings=mine,
        problems=problems_table(
            unknown_courses(whole, followed[followed["status"].isin(["open", "overdue", "unclear"])])
        ),
    )


def _recorded(
    whole: Snapshot, followed: pd.DataFrame, trainings: pd.DataFrame, batches: Collection[int]
) -> pd.DataFrame:
    """Return the trainings that these imports brought, each with what it is for the plan."""
    sheets = [number for number, one in whole.sources.items() if one.batch_id in batches]
    rows = trainings[trainings["source_id"].isin(sheets)]
    answers = followed[followed["training"] >= 0].set_index("training")[["kode", "status"]]
    coming = followed[followed["awaited"] >= 0].set_index("awaited")[["kode"]].assign(status=AWAITED)
    answers = pd.concat([answers, coming])
    rows = rows.join(answers.rename(columns={"status": "for_plan"}))
    rows["for_plan"] = rows["for_plan"].where(rows["for_plan"].notna(), _why_not(rows, followed))
    rows["source"] = cell_texts(rows, whole.sources)
    names = whole.employees[["nip", "nama"]]
    rows = rows.merge(names, on="nip", how="left", validate="many_to_one")
    return rows.sort_values(["for_plan", "nama_pelatihan", "nip"], kind="stable", ignore_index=True)


def _why_not(rows: pd.DataFrame, followed: pd.DataFrame) -> pd.Series:
    """Return why a training answers no place: it has no day, it was before the plan, or nobody planned it."""
    ended = rows["tanggal_selesai"].fillna(rows["tanggal_mulai"])
    before = ended < followed["tanggal"].min()
    told = np.select([ended.isna(), before], ["undated", "before_plan"], "unplanned")
    return pd.Series(told, index=rows.index, dtype="str")


def _notes(whole: Snapshot, lines: pd.DataFrame) -> tuple[str, ...]:
    if lines.empty:
        return ()
    name = str(lines["rencana"].iloc[0])
    day = day_of_plan(lines)
    imports = imports_of(lines, whole.sources)
    told = message(PLAN_IS, name=name, day="–" if pd.isna(day) else day.date())
    return (told, message(SEVERAL, count=len(imports))) if len(imports) > 1 else (told,)


def _next_steps(now: Snapshot, view: StatusView) -> Iterator[NextStep]:
    if view.places.empty:
        yield NextStep(said("step_keep_plan"), keep_commands(now.as_of))
    late = int(view.places["status"].eq("overdue").sum())
    if late:
        yield NextStep(said("step_record", count=late), bring("trainings"))
    unknown = int(unclear(view.trainings, now.as_of)["nip"].size)
    if unknown:
        yield NextStep(said("step_unclear", count=unknown), bring("trainings"))
    unseen = int(view.totals["not_assessed_since"].iloc[0])
    if unseen:
        yield NextStep(said("step_assess_since", count=unseen), bring("assessments"))
