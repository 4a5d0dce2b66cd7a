"""When the classes of a kept plan are held: nobody in two at once, no unit with too many away, holidays and the days of the catalogue kept."""

import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.answers.next_steps import bring, unread
from asnkarier.agency.cover import citation_line, cite_parameters, stamped
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.training.classes.dating import dated_classes
from asnkarier.agency.training.holidays import holidays
from asnkarier.agency.training.kept_plan import kept_plan
from asnkarier.agency.training.schedule import scheduled_days, with_days
from asnkarier.analysis.careers.retiring import END_OF_SERVICE
from asnkarier.analysis.training.calendar.placing import NO_ROOM, WINDOW_FULL
from asnkarier.analysis.training.following import followed_plan
from asnkarier.errors import UsageError
from asnkarier.language import message
from asnkarier.model.book import Book, CitationLine, NextStep
from asnkarier.model.messages import N_
from asnkarier.model.office.calendar import CalendarEvent
from asnkarier.model.said import LawText, Said, said
from asnkarier.model.terms import normalise, slug
from asnkarier.reports.books.training_calendar import CalendarView, calendar_book
from asnkarier.rules.rulebook import HOLIDAYS
from asnkarier.workflows.following.classes import class_view
from asnkarier.workflows.following.may_leave import steps_of_doubts
from asnkarier.workflows.requests.plan_work import CalendarRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.settings_parts.development import Calendar

_POLICY: Final = LawText("Aturan kalender kelas instansi", "The agency's rule for the calendar of classes")
_RULE: Final = (
    "{jp_per_day} JP sehari; paling banyak {most_away} % {where} pergi pada hari yang sama, satu orang selalu boleh; {days_a_week} hari kerja seminggu; tidak pergi pada {at_work}",
    "{jp_per_day} JP a day; at most {most_away} % of {where} are away on the same day, one person always may be; {days_a_week} workdays a week; nobody is away for {at_work}",
)
_WITHIN: Final = {
    "unit_induk": ("pegawai satu unit induk", "the people of a parent unit"),
    "unit_kerja": ("pegawai satu unit kerja", "the people of a unit"),
}
_DONE: Final = N_("Places that are answered already, or of people who left, are in no class: {count}.")
_LEAVERS: Final = N_(
    "Places of people who are out of service by the last day of their class, who are on no roster: {count}."
)
_DOUBTS: Final = N_(
    "Places of people who may have left by the last day of their class, for the day is not known: {count}. They stay on the rosters, marked with the fact that is missing."
)
_OTHER: Final = N_(
    "Places of other years of the plan are in no class here: {count}; --year chooses the year."
)
_NO_CLASS: Final = N_("The plan is of {years}: no class of it is held in {year}.")
_MOVED: Final = N_("Places that the plan has in another year are held in {year} here: {count}.")
_WORDS: Final = N_(
    "The schedule of these courses is in words and sets no day here: {courses}. Their classes get the first free days; all of them are in the table of schedules in words."
)
_NO_LIST: Final = N_(
    "No list of holidays is known of {year}: only the days off of every week are left out, and national holidays that most of the known lists have on the same date ({count})."
)
# Letters of the office in what names an event.
_OFFICE: Final = 8
_SHOWN: Final = 8
_EVENT: Final = N_("{count} participants, plan {plan}")


def training_calendar(workspace: "Workspace", request: CalendarRequest) -> Book:
    """Return the report; UsageError when no plan is kept, or the unit or the plan is unknown, or the year is over."""
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store)
        now = counted(whole)
        lines = kept_plan(whole, request.plan)
        followed = followed_plan(lines, whole.frames["trainings"].reset_index(drop=True), now.as_of)
        waiting = followed["status"].isin(["open", "overdue", "unclear"]) & followed["nip"].isin(
            now.employees["nip"]
        )
        year = _year(followed[waiting], request, now.as_of)
        of_year = waiting & _of_year(followed, year, now.as_of)
        followed = with_days(followed, scheduled_days(now.frames["courses"]))
        found = dated_classes(now, followed[of_year], year)
        mine = None if request.unit is None else selected(now, Who(unit=request.unit)).employees["nip"]
        view = class_view(now, found, year, mine)
        notes = (
            *_no_class(followed[waiting], of_year, year),
            *_notes(now, followed, waiting, of_year, year),
            *([message(_LEAVERS, count=len(view.leavers))] if len(view.leavers) else []),
            *_doubts(view),
            *_in_words(view),
        )
        book = calendar_book(view, now.as_of, notes)
        book = replace(book, events=tuple(_events(view, str(lines["rencana"].iloc[0]), now.settings.agency)))
        counts = {"classes": len(view.rows), "planned": len(view.roster)}
        one_year = bool(_of_year(followed, year + 1, now.as_of).all())
        steps = (
            *unread(workspace, store),
            *_other_year(followed[waiting], request, year, now.as_of),
            *_next_steps(now, view, year, one_year=one_year),
            *steps_of_doubts(view.roster),
        )
        return stamped(book, now, store, citations=_citations(now, year), counts=counts, next_steps=steps)


def _year(waiting: pd.DataFrame, request: CalendarRequest, as_of: date) -> int:
    """Return the year of the calendar: as asked, else the earliest year of the places that is not over."""
    years = waiting["tahun"].dropna()
    year = request.year or int(max(as_of.year, years.min() if len(years) else as_of.year))
    if date(year, 12, 31) <= as_of:
        raise UsageError(N_("the year {year} is over on {as_of}"), N_("choose a later one with --year"),
                         facts={"year": year, "as_of": as_of})  # fmt: skip
    return year


def _of_year(followed: pd.DataFrame, year: int, as_of: date) -> "pd.Series[bool]":
    """Return which places are held in this year.

    Those of that year; what was to be taken in a year that is over is due in the year of `as_of`; what says no year in whichever is asked for.
    """
    said = followed["year_said"].astype("bool")
    held = followed["tahun"].clip(lower=as_of.year) == year
    return ~said | held.fillna(False).astype("bool")


def _no_class(waiting: pd.DataFrame, of_year: "pd.Series[bool]", year: int) -> tuple[str, ...]:
    """Return that the plan is of other years, where no place of it is held in this one."""
    if waiting.empty or of_year.any():
        return ()
    years = ", ".join(str(one) for one in sorted({int(one) for one in waiting["tahun"].dropna()}))
    return (message(_NO_CLASS, years=years, year=year),)


def _other_year(
    waiting: pd.DataFrame, request: CalendarRequest, year: int, as_of: date
) -> Iterator[NextStep]:
    """Yield the calendar of the first year in which places wait, where none waits in this one."""
    if waiting.empty or _of_year(waiting, year, as_of).any():
        return
    due = int(waiting["tahun"].clip(lower=as_of.year).min())
    plan = "" if request.plan is None else f"--plan {shlex.quote(request.plan)} "
    count = int(_of_year(waiting, due, as_of).sum())
    yield NextStep(
        said("step_plan_year", year=due, count=count), (f"asn training-calendar {plan}--year {due}",)
    )


def _doubts(view: CalendarView) -> tuple[str, ...]:
    count = int(view.roster["may_leave"].notna().sum())
    return (message(_DOUBTS, count=count),) if count else ()


def _in_words(view: CalendarView) -> tuple[str, ...]:
    kodes = view.words["kode"].tolist()
    more = ["…"] if len(kodes) > _SHOWN else []
    return (message(_WORDS, courses=", ".join([*kodes[:_SHOWN], *more])),) if kodes else ()


def _events(view: CalendarView, plan: str, agency: str) -> Iterator[CalendarEvent]:
    """Yield the classes with days; who is in them no calendar program is told. agency: offices that share a calendar may name plans and courses alike."""
    office = sha256(normalise(agency).encode()).hexdigest()[:_OFFICE]
    for one in view.rows[view.rows["mulai"].notna()].to_dict("records"):
        year = "" if pd.isna(one["tahun"]) else int(one["tahun"])
        uid = f"{slug(plan)}-{slug(str(one['kode']))}-{one['kelas']}-{year}-{office}@asnkarier"
        title = f"{one['nama_pelatihan']} ({one['kode']}/{one['kelas']})"
        about = message(_EVENT, count=int(one["peserta"]), plan=plan)
        yield CalendarEvent(uid, title, one["mulai"].date(), one["selesai"].date(), about)


def _notes(
    now: Snapshot, followed: pd.DataFrame, waiting: pd.Series, of_year: pd.Series, year: int
) -> tuple[str, ...]:
    done, other = int((~waiting).sum()), int((waiting & ~of_year).sum())
    elsewhere = followed["year_said"].astype("bool") & (followed["tahun"] != year).fillna(False).astype(
        "bool"
    )
    moved = int((of_year & elsewhere).sum())
    told = (
        [message(_NO_LIST, year=year, count=len(holidays(now.rulebook, year, now.as_of)))]
        if now.rulebook.holidays(year, now.as_of) is None
        else []
    )
    told += [message(_DONE, count=done)] if done else []
    told += [message(_OTHER, count=other)] if other else []
    told += [message(_MOVED, year=year, count=moved)] if moved else []
    return tuple(told)


def _next_steps(now: Snapshot, view: CalendarView, year: int, *, one_year: bool) -> Iterator[NextStep]:
    if now.rulebook.holidays(year, now.as_of) is None:
        yield NextStep(said("step_holidays", year=year), (f"asn rules show {HOLIDAYS}",))
    left = sum(isinstance(one, Said) and one.code == f"class_{NO_ROOM}" for one in view.rows["reason"])
    full = sum(isinstance(one, Said) and one.code == f"class_{WINDOW_FULL}" for one in view.rows["reason"])
    if full:
        yield NextStep(said("step_window", count=full), bring("courses"))
    if left and one_year:
        yield NextStep(said("step_year", count=left), (f"asn training-calendar --year {year + 1}",))


def _words(policy: "Calendar") -> LawText:
    """Return the policy in words."""
    figures = {
        name: f"{one:g}" for name, one in policy.model_dump().items() if name not in {"within", "at_work"}
    }
    forms = ", ".join(policy.at_work) or "—"
    comma = {name: one.replace(".", ",") for name, one in figures.items()}
    where = _WITHIN[policy.within]
    return LawText(
        _RULE[0].format(where=where[0], at_work=forms, **comma),
        _RULE[1].format(where=where[1], at_work=forms, **figures),
    )


def _citations(now: Snapshot, year: int) -> tuple[CitationLine, ...]:
    policy = now.settings.calendar
    own = CitationLine("calendar", _POLICY, _words(policy), "config.yaml: calendar", "kebijakan", "")
    found = now.rulebook.holidays(year, now.as_of)
    if found is None:
        return (own, *cite_parameters(now, END_OF_SERVICE))
    line = citation_line(now.rulebook.parameters[HOLIDAYS], found, now.as_of)
    counts = " + ".join(str(len(found.value[kind])) for kind in ("libur_nasional", "cuti_bersama"))
    return (own, replace(line, value=f"{year}: {counts}"), *cite_parameters(now, END_OF_SERVICE))
