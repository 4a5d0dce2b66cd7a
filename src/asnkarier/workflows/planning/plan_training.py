"""The training plan: which gaps to close this year, with the budget there is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.answers.next_steps import bring, unread
from asnkarier.agency.answers.participants import cited_gates, closed_to, course_gates
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.match import gap_citations, items_of
from asnkarier.agency.people import People
from asnkarier.agency.progress import SILENT, Progress
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.training.ceilings import Ceilings, ceilings_of
from asnkarier.agency.training.classes.undated import undated_classes
from asnkarier.agency.training.evidence import expected_effects
from asnkarier.agency.training.horizon import goal_of
from asnkarier.agency.training.hours import LEAST, MOST, hours_of
from asnkarier.agency.training.kept_plan import Stamp, keep_plan, plan_lines
from asnkarier.agency.training.requested import left_out
from asnkarier.agency.training.schedule import dated
from asnkarier.analysis.gates.eligibility import Eligibility
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.plan import TrainingPlan
from asnkarier.analysis.training.plan import plan_training as best_plan
from asnkarier.analysis.training.years.plan import YearsPlan
from asnkarier.errors import NothingKnown
from asnkarier.language import message
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, Said, said
from asnkarier.reports.books.training import TrainingView, training_book
from asnkarier.reports.books.training_hours import open_hours
from asnkarier.reports.books.training_shared import capacity_block, goal_block
from asnkarier.reports.books.training_years import years_book, years_text
from asnkarier.reports.books.undated import undated_table
from asnkarier.workflows.planning.beside import Beside, beside, in_one_year
from asnkarier.workflows.planning.steps import next_steps
from asnkarier.workflows.planning.years import asked_years, first_day, plan_of_years
from asnkarier.workflows.requests.recommend_training import TrainingRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace


KEPT: Final = N_("Kept as {name}: {count} lines (import {batch}); what becomes of it: asn training-status")


def plan_training(
    workspace: "Workspace",
    request: TrainingRequest,
    *,
    progress: Progress = SILENT,
    now: datetime | None = None,
    user: str = "",
) -> Book:
    """Return the report, and keep the plan where that is asked for; now, user: see `Stamp`.

    UsageError when no courses were imported, the unit is unknown, or the plan cannot be kept under that name.
    """
    book, plan, courses = _planned(workspace, request, progress)
    if request.keep is None or now is None:
        return book
    lines = plan_lines(request.keep, plan.chosen, plan.classes, courses, workspace.as_of)
    batch = keep_plan(workspace, request.keep, lines, Stamp(now, user))
    told = message(KEPT, name=request.keep, count=len(lines), batch=batch)
    return replace(book, notes=(*book.notes, told))


def _planned(
    workspace: "Workspace", request: TrainingRequest, progress: Progress
) -> tuple[Book, TrainingPlan | YearsPlan, pd.DataFrame]:
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store, asking=["courses", "training_requests"])
        now = counted(whole)
        people = selected(now, Who(unit=request.unit))
        courses = dated(now.frames["courses"])
        if courses.empty:
            raise NothingKnown(
                N_("no courses are known on {as_of}"),
                N_("import a course catalogue first"),
                table="courses",
                facts={"as_of": now.as_of},
                commands=bring("courses"),
            )
        start = first_day(now.as_of, request)
        progress(N_("looking for the best plan"), 0, None)
        trainings = now.frames["trainings"]
        taking_part = course_gates(now, courses)
        ceilings = ceilings_of(now, people, start)
        effects = expected_effects(now) if now.settings.training.use_effects else None
        limits = replace(
            _limits(now, request, ceilings),
            closed=closed_to(taking_part),
            expected={}
            if effects is None
            else dict(effects.dropna(subset="expected").set_index("kode")["expected"]),
        )
        items = items_of(now, people)
        asked = asked_years(now, courses, request, start)
        plan: TrainingPlan | YearsPlan
        if asked is None:
            plan = best_plan(items, courses, trainings, limits, now.as_of)
            compare = in_one_year(items, courses, trainings, limits, now.as_of)
            years = (now.as_of.year,)
            left = left_out(whole, now, request.unit, years)
            found = beside(now, people, courses, plan.chosen, years, compare, left)
            book = training_book(_view(plan, people, courses, effects, found, now.as_of.year), now.as_of)
            goal = goal_of(now, people, plan.chosen.assign(tahun=years[0]), hours_of(now, people), years)
            book = replace(book, blocks=(*book.blocks, capacity_block(plan.capacity), goal_block(goal)))
        else:
            made = plan_of_years(whole, now, people, items, limits, asked, request, start)
            plan = made.plan
            for sentence in made.ignored:
                workspace.tell(sentence)
            book = years_book(made.view, now.as_of)
        book = _with_hours(book, ceilings, plan.chosen, people, start.year)
        lines = plan_lines(request.keep or "", plan.chosen, plan.classes, courses, now.as_of)
        book = replace(book, blocks=(*book.blocks, *undated_table(undated_classes(now, lines))))
        counts = {
            "people": len(people.employees),
            "places": len(plan.chosen),
            "postponed": len(plan.postponed),
        }
        more = next_steps(plan, courses, len(people.employees), request, items)
        steps = (*unread(workspace, store), *more)
        cited = _citations(now, taking_part)
        return stamped(book, now, store, citations=cited, counts=counts, next_steps=steps), plan, courses


def _with_hours(book: Book, ceilings: Ceilings, chosen: pd.DataFrame, people: People, year: int) -> Book:
    """Return the report with those of whom it is open how many hours the first year leaves."""
    mine = chosen[chosen["tahun"] == year] if "tahun" in chosen else chosen
    places = mine.drop_duplicates(["nip", "kode"])
    rows = ceilings.open_hours(places.groupby("nip")["jp"].sum())
    named = rows.merge(people.employees[["nip", "nama"]], on="nip", how="left", validate="one_to_one")
    blocks, notes = open_hours(named)
    return replace(book, blocks=(*book.blocks, *blocks), notes=(*notes, *book.notes))


def _limits(now: Snapshot, request: TrainingRequest, ceilings: Ceilings) -> TrainingLimits:
    settings = now.settings.training
    return TrainingLimits(
        budget=settings.budget if request.budget is None else request.budget,
        max_jp_per_person=settings.max_jp_per_person,
        max_courses_per_person=request.max_per_person or settings.max_courses_per_person,
        max_jp_of=ceilings.counted,
        may_jp_of=ceilings.possible,
        not_repeated_years=settings.not_repeated_years,
        critical_weight=settings.critical_weight,
    )


def _view(
    plan: TrainingPlan,
    people: People,
    courses: pd.DataFrame,
    effects: pd.DataFrame | None,
    found: Beside,
    year: int,
) -> TrainingView:
    who = people.employees[["nip", "nama", "jabatan", "unit_kerja"]]
    jenis = courses[["kode", "jenis", "sumber_dana"]].rename(columns={"sumber_dana": "dana"})

    def told(frame: pd.DataFrame) -> pd.DataFrame:
        named = frame.merge(who, on="nip", how="left", validate="many_to_one")
        if "level_to" in named.columns:
            named["effect"] = pd.Series([reason["code"] for reason in named["reason"]], dtype="str")
            # What is said of many people alike is one thing said: the ways out then word it once.
            facts = zip(named["level_from"], named["level_to"], named["reason"], strict=True)
            named["reason"] = pd.Series(
                [
                    _reason(start, end, why["code"], why["required"], why["weight"])
                    for start, end, why in facts
                ],
                dtype=object,
            )
        return named.merge(jenis, on="kode", how="left", validate="many_to_one")

    costs = plan.chosen.groupby(["kode", "kelas"])["biaya"].sum().rename("biaya_peserta").reset_index()
    classes = plan.classes.merge(costs, on=["kode", "kelas"], how="left", validate="one_to_one")
    named = people.employees.set_index("nip")["nama"]
    chosen = told(plan.chosen.assign(usulan=found.mark)).assign(tahun=year, carried_from=None)
    postponed = told(plan.postponed).sort_values(
        ["loss", "nip", "kode"], ascending=[False, True, True], kind="stable"
    )
    return TrainingView(
        chosen=chosen.assign(next_nama=chosen["next_nip"].map(named)),
        totals=pd.DataFrame(
            [
                {
                    **plan.totals,
                    "places": len(plan.chosen),
                    "optimality_gap": 100 * plan.totals["optimality_gap"],
                    "years": years_text((year,)),
                }
            ]
        ),
        classes=classes.assign(seat_nama=classes["seat_nip"].map(named)),
        postponed=postponed.assign(instead_nama=postponed["instead_nip"].map(named)),
        marginal=plan.marginal,
        curve=plan.curve,
        uncovered=plan.uncovered,
        blocked=told(plan.blocked),
        effects=_told_effects(courses, effects),
        assess_first=plan.assess_first.merge(who, on="nip", how="left", validate="one_to_one"),
        not_repeated=plan.not_repeated.merge(
            who[["nip", "nama"]], on="nip", how="left", validate="many_to_one"
        ),
        comparison=found.comparison,
        problems=found.problems,
    )


def _told_effects(courses: pd.DataFrame, effects: pd.DataFrame | None) -> pd.DataFrame:
    """Return what each course may be expected to do beside what the catalogue says, the least expected first; nothing where it is not asked."""
    listed = courses[["kode", "nama_pelatihan", "kompetensi", "level_awal", "level_akhir"]]
    if effects is None or effects.empty:
        return listed.iloc[:0].assign(n=0, effect=0.0, expected=0.0, basis="")
    found = listed.merge(effects, on="kode", how="inner", validate="one_to_one")
    return found.sort_values(["expected", "kode"], kind="stable", ignore_index=True)


@cache
def _reason(start: float, end: float, code: str, required: float, weight: float) -> Said:
    """Return why a course is proposed."""
    return said(
        "course_effect", effect=Code(code), level_from=start, level_to=end, required=required, weight=weight
    )


def _citations(now: Snapshot, taking_part: Mapping[str, Eligibility]) -> tuple[CitationLine, ...]:
    return gap_citations(now) + cite_parameters(now, (LEAST, MOST)) + cited_gates(now, taking_part)
