"""What each person is to develop: the gaps of the post held, and of a target; what closes them and when; the hours of this year."""

from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.next_steps import Lack, bring, steps_for, unread
from asnkarier.agency.answers.participants import cited_gates, closed_to, course_gates
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.lookups import find_person
from asnkarier.agency.match import gap_citations, items_of
from asnkarier.agency.people import People
from asnkarier.agency.posts import against_post
from asnkarier.agency.selection import Who, counted, named, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.training.hours import HOURS, hours_of
from asnkarier.agency.training.in_time import course_years, in_time
from asnkarier.agency.training.kept_plan import day_of_plan, keep_commands, kept_plan
from asnkarier.agency.training.required import required_trainings
from asnkarier.agency.training.schedule import with_schedule
from asnkarier.analysis.gates.remedies import ASSESS, STANDARD
from asnkarier.analysis.training.actions import CATALOGUE, actions, open_courses
from asnkarier.analysis.training.following import followed_plan
from asnkarier.errors import UsageError
from asnkarier.language import message
from asnkarier.model.book import Book, NextStep
from asnkarier.model.frames import MENTORING, TRAINING_PLAN
from asnkarier.model.messages import N_
from asnkarier.model.said import said
from asnkarier.reports.books.idp import IdpView, idp_book
from asnkarier.workflows.requests.plan_work import IdpRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

HELD: Final = "held_post"
TARGET: Final = "target_post"
_WAITS: Final = ("open", "overdue", "running", "unclear")
_LAW: Final = ("pengembangan/analisis_kesenjangan", "pengembangan/jalur_pelatihan", *HOURS)
_PLAN: Final = N_("Places are those of the kept plan {name}, of {day}.")
_KEEP_PAIRS: Final = "asn import mentor.xlsx --as mentoring_pairs"
_NO_PAIRS: Final = N_(
    "No pair of mentor and mentee is known, so no mentor is named here. asn match-mentors --output mentor.xlsx proposes them, "
    "asn import mentor.xlsx --as mentoring_pairs keeps those that are agreed on."
)
_NO_PLAN: Final = N_("No plan of training is kept, so every course here is a proposal from the catalogue.")


def develop_people(workspace: "Workspace", request: IdpRequest) -> Book:
    """Return the report; UsageError for a person, unit, position or plan that nothing matches, or when nobody is named."""
    if request.nip is None and request.unit is None and not request.everybody:
        raise UsageError(N_("say whose plan is wanted"), N_("name a person, or give --unit UNIT or --all"))
    with workspace.open_store() as store:
        now = load_somebody(workspace, store)
        nip = None if request.nip is None else find_person(now, request.nip)
        now = counted(now) if nip is None else named(now, nip)
        people = selected(now, Who(nip, request.unit))
        lines = _lines(now, request)
        view = _view(now, people, lines, request)
        gates = course_gates(now, now.frames["courses"])
        cited = (*gap_citations(now), *cite_parameters(now, _LAW), *cited_gates(now, gates))
        counts = {"people": len(people.employees), "actions": len(view.rows)}
        steps = (*unread(workspace, store), *_next_steps(now, view, lines, request))
        book = idp_book(view, now.as_of, (*_notes(lines), *_no_pairs(now, view)))
        return stamped(book, now, store, citations=cited, counts=counts, next_steps=steps)


def _lines(now: Snapshot, request: IdpRequest) -> pd.DataFrame:
    """Return the lines of the kept plan, each with what became of its place; none where no plan is kept and none is named."""
    lines = now.frames[TRAINING_PLAN.name]
    if len(lines) or request.plan is not None:
        lines = kept_plan(now, request.plan)
    followed = followed_plan(lines, now.frames["trainings"].reset_index(drop=True), now.as_of)
    answers = followed[["nip", "kode", "status", "ended"]]
    years = followed[["nip", "kode", "tahun"]].rename(columns={"tahun": "plan_year"})
    told = with_schedule(lines, now.frames["courses"]).merge(
        answers, on=["nip", "kode"], how="left", validate="many_to_one"
    )
    return told.merge(years, on=["nip", "kode"], how="left", validate="many_to_one")


def _view(now: Snapshot, people: People, lines: pd.DataFrame, request: IdpRequest) -> IdpView:
    judged = [(HELD, people)]
    if request.target is not None:
        judged.append((TARGET, against_post(now, people, request.target)))
    found = [items_of(now, one).assign(for_post=name) for name, one in judged]
    items = pd.concat(found, ignore_index=True)
    both = items[items["for_post"] == HELD][["nip", "kompetensi", "required"]]
    if request.target is not None:  # what the post held asks as much of already stands there once
        items = items.merge(
            both.rename(columns={"required": "held"}),
            on=["nip", "kompetensi"],
            how="left",
            validate="many_to_one",
        )
        items = items[(items["for_post"] == HELD) | ~(items["held"] >= items["required"])].drop(
            columns="held"
        )
    courses = with_schedule(now.frames["courses"], now.frames["courses"])
    closed = closed_to(course_gates(now, courses))
    taught = open_courses(items, courses, closed)
    able = in_time(now, people.employees, taught)
    rows = actions(items, lines, taught[able], _pairs(now), now.as_of, late=taught[~able])
    target = judged[-1][1] if request.target else None
    persons = _proposed(
        _people(now, people, target, items, lines),
        rows,
        lines,
        course_years(now.frames["courses"]),
        now.as_of.year,
    )
    order = rows.assign(
        person=pd.Index(persons["nip"]).get_indexer(pd.Index(rows["nip"])),
        post=rows["for_post"].eq(TARGET),
        open=rows["gap"].isna(),
    ).sort_values(["person", "post", "open", "gap", "kompetensi", "kode"], kind="stable")
    required = required_trainings(now, people)
    return IdpView(rows.loc[order.index].reset_index(drop=True), persons, required)


def _people(
    now: Snapshot, people: People, target: People | None, items: pd.DataFrame, lines: pd.DataFrame
) -> pd.DataFrame:
    """Return a row per person, who has most gaps first; whose post no standard judges has none that are known."""
    who = people.employees[["nip", "nama", "jabatan", "unit_kerja", "standar"]].reset_index(drop=True)
    held = items[items["for_post"] == HELD]
    waiting = lines[lines["status"].isin(_WAITS)].sort_values("jp", kind="stable", na_position="first")
    waiting = waiting.drop_duplicates(
        ["nip", "kode"], keep="last"
    )  # of a place that serves several competencies one line says its hours
    this_year = waiting[waiting["plan_year"] == now.as_of.year]
    hours = hours_of(now, people).drop(columns="nip").rename(columns={"jp": "jp_year"})

    judged = who["standar"].notna()

    def count(frame: pd.DataFrame) -> "pd.Series[int]":
        return who["nip"].map(frame.groupby("nip").size()).fillna(0).astype("Int64")

    found = pd.concat(
        [
            who.assign(
                gaps=count(held[held["status"] == "gap"]).where(judged),
                unassessed=count(held[held["status"] == "unassessed"]).where(judged),
                planned=count(waiting),
                jp_planned=who["nip"].map(this_year.groupby("nip")["jp"].sum(min_count=1)).astype("float64"),
                target_standar=None if target is None else target.employees["standar"].reset_index(drop=True),
            ),
            hours,
        ],
        axis=1,
    )
    return found.sort_values(
        ["gaps", "unassessed", "nip"], ascending=[False, False, True], kind="stable", ignore_index=True
    )


def _proposed(
    persons: pd.DataFrame, rows: pd.DataFrame, lines: pd.DataFrame, years: "dict[str, int]", this_year: int
) -> pd.DataFrame:
    """Return the persons with the hours of their proposals (jp_proposed), and the years (over_years, "2026, 2027") in which these and open places are more than a PPPK may have.

    years: of courses by kode. What can be taken in any year, or was due in one that is over, counts in this one, beside what was taken in it.
    """
    proposals = rows[rows["basis"] == CATALOGUE].drop_duplicates(["nip", "kode"])
    waiting = lines[lines["status"].isin(_WAITS)].sort_values("jp", kind="stable", na_position="first")
    waiting = waiting.drop_duplicates(["nip", "kode"], keep="last")
    jp = persons["nip"].map(proposals.groupby("nip")["jp"].sum(min_count=1)).astype("float64")
    to_come = pd.concat(
        [
            proposals.assign(year=proposals["kode"].map(years))[["nip", "year", "jp"]],
            waiting.assign(year=waiting["plan_year"].astype("float64"))[["nip", "year", "jp"]],
        ],
        ignore_index=True,
    )
    to_come = to_come[to_come["nip"].isin(persons["nip"])].reset_index(drop=True)
    to_come["year"] = to_come["year"].astype("float64").fillna(this_year).clip(lower=this_year)
    most = persons["target"].where(persons["status_asn"].eq("PPPK")).set_axis(persons["nip"])
    taken = persons["jp_year"].fillna(0.0).set_axis(persons["nip"])
    told: dict[str, list[str]] = {}
    sums = to_come.groupby(["nip", "year"], sort=True)["jp"].sum().reset_index()
    for nip, year, hours in zip(sums["nip"], sums["year"], sums["jp"], strict=True):
        if hours > 0 and hours + (taken[nip] if year == this_year else 0.0) > most[nip]:
            told.setdefault(str(nip), []).append(f"{year:.0f}")
    over = pd.Series([", ".join(told.get(nip, ())) or None for nip in persons["nip"]], dtype="str")
    return persons.assign(jp_proposed=jp, over_years=over.to_numpy())


def _pairs(now: Snapshot) -> pd.DataFrame:
    """Return the pairs of mentor and mentee that go on: nip, kompetensi, mentor, what (the mentor's name), until."""
    columns = ["nip", "kompetensi", "mentor", "what", "until"]
    pairs = now.frames[MENTORING.name]
    day = pd.Timestamp(now.as_of)
    pairs = pairs[(pairs["tanggal_mulai"] <= day) & ~(pairs["tanggal_selesai"] < day)]
    names = now.listed.set_index("nip")["nama"]
    found = pairs.assign(
        mentor=pairs["nip_mentor"], what=pairs["nip_mentor"].map(names), until=pairs["tanggal_selesai"]
    )
    return found[columns].reset_index(drop=True)


def _notes(lines: pd.DataFrame) -> tuple[str, ...]:
    if lines.empty:
        return (_NO_PLAN,)
    name = str(lines["rencana"].iloc[0])
    day = day_of_plan(lines)
    return (message(_PLAN, name=name, day="–" if pd.isna(day) else day.date()),)


def _no_pairs(now: Snapshot, view: IdpView) -> tuple[str, ...]:
    """Return how mentors come to stand here, where no pair is known and somebody could need one."""
    wanted = bool(view.rows["action"].isin(["course", "coaching"]).any())
    return (_NO_PAIRS,) if wanted and now.frames[MENTORING.name].empty else ()


def _next_steps(now: Snapshot, view: IdpView, lines: pd.DataFrame, request: IdpRequest) -> Iterator[NextStep]:
    lacks = (
        Lack(ASSESS, "", int(view.people["unassessed"].gt(0).sum())),
        Lack(STANDARD, "", int(view.people["standar"].isna().sum())),
    )
    yield from steps_for([one for one in lacks if one.people], len(view.people))
    if lines.empty:
        yield NextStep(said("step_keep_plan"), keep_commands(now.as_of))
    without = view.rows[view.rows["basis"] == "no_course_for_it"]
    if len(without):
        yield NextStep(said("step_courses", count=without["kompetensi"].nunique()), bring("courses"))
    if np.any(view.rows["action"].isin(["course", "coaching"])):
        unit = "" if request.unit is None else f" --unit {quote(request.unit)}"
        yield NextStep(said("step_mentors"), (f"asn match-mentors{unit} --output mentor.xlsx", _KEEP_PAIRS))
