"""One page about one person, for the office or for the person."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.concerned import load_concerned
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.gates.by_then import since_when
from asnkarier.agency.judging import gate_citations, judge_by_way
from asnkarier.agency.lookups import find_person
from asnkarier.agency.match import gap_citations, items_of, jpm_categories, persons_of
from asnkarier.agency.posts import find_post, next_post
from asnkarier.agency.provenance import cell_texts, with_sources
from asnkarier.agency.review.everybody import (
    agenda_of,
    named_competencies,
    review_citations,
    reviews_of,
)
from asnkarier.agency.selection import named
from asnkarier.agency.snapshot import Snapshot
from asnkarier.agency.talent.held import held_grid, held_of, talent_citations
from asnkarier.analysis.careers.leaving import when_leaving
from asnkarier.analysis.careers.retiring import END_OF_SERVICE
from asnkarier.analysis.gates.about_day import about_day
from asnkarier.analysis.ip_asn.parts import CENT, parts_of
from asnkarier.analysis.match.smallest_change import Line, smallest_change
from asnkarier.analysis.talent.deciding import deciding_facts
from asnkarier.errors import RuleNotInForce, UsageError
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES
from asnkarier.model.said import Code, Competency, Said, said, together
from asnkarier.reports.books.profile import ProfileView, profile_book
from asnkarier.workflows.requests.profile import ProfileRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

_LATEST: Final = 5
_OPEN_ONES: Final = ("not_met", "unknown")


def describe_person(workspace: "Workspace", request: ProfileRequest) -> Book:
    """Return the page; UsageError for a person or post that is not known."""
    with workspace.open_store() as store:
        asking = [] if request.target is None else ["vacancies"]
        now = load_concerned(workspace, store, request.nip, target=request.target, asking=asking)
        nip = find_person(now, request.nip)
        now = named(now, nip)
        target, whole = _target(workspace, store, now, nip, request.target)
        page = _Page(now, nip)
        ready, flips, law = (None, (), ()) if target is None else _ready(whole, nip, target)
        objection = _objection(now) if request.for_person else ()
        view = page.view(ready, flips, objection)
        return stamped(
            profile_book(view, now.as_of),
            now,
            store,
            citations=(
                *gap_citations(now),
                *talent_citations(now),
                *review_citations(now),
                *cite_parameters(now, END_OF_SERVICE),
                *law,
            ),
        )


def _target(
    workspace: "Workspace", store: "Store", now: Snapshot, nip: str, asked: str | None
) -> tuple[str | None, Snapshot]:
    """Return the post to be judged for and the agency that judges: the one asked for, else the next jenjang of a functional post where somebody knows it."""
    if asked is not None:
        find_post(now, asked)
        return asked, now
    person = now.employees[now.employees["nip"] == nip].iloc[0]
    if person["kelompok"] not in FUNCTIONAL_CLASSES:
        return None, now
    name, _ = next_post(now, person["jabatan"], person["kelompok"])
    if name is None:
        return None, now
    whole = load_concerned(workspace, store, nip, target=name)
    try:
        find_post(whole, name)
    except UsageError:
        return None, now
    return name, whole


def _ready(
    now: Snapshot, nip: str, target: str
) -> tuple[pd.DataFrame, tuple[Said, ...], tuple[CitationLine, ...]]:
    then = now.ahead(find_post(now, target).tmt)
    judged = judge_by_way(then, find_post(then, target))
    place = int(np.flatnonzero((then.employees["nip"] == nip).to_numpy(dtype=bool))[0])
    person = judged.eligibility.persons.iloc[place]
    findings = with_sources(judged.eligibility.findings_of([nip]), then)
    deciding = (*person["gates_failed"], *person["gates_unknown"])
    lacking = findings[findings["result"].isin(_OPEN_ONES) & findings["rule_id"].isin(deciding)]
    told = zip(lacking["title"], lacking["observed"], lacking["required"], strict=True)
    flips = together(tuple(said("gate_change", rule=r, observed=o, required=q) for r, o, q in told))
    row = {
        "jabatan": judged.post.jabatan,
        "status": person["status"],
        "eligible_on": person["eligible_on"],
        "what_flips_it": flips,
    }
    day = {"nip": nip, "eligible_on_reason": about_day(judged.eligibility, [place])[0]}
    rows = since_when(now, judged, pd.DataFrame([row | day]))
    return rows, (), gate_citations(then, judged, place)


def _objection(now: Snapshot) -> tuple[Said, ...]:
    office = now.settings.review.objections
    to = said("objection_office", office=office) if office else said("objection_no_office")
    return said("objection_cell"), to, said("objection_nature")


class _Page:
    """What stands on the page of one person, who alone is looked at."""

    def __init__(self, now: Snapshot, nip: str) -> None:
        """Look at the person alone."""
        self.now, self.nip = now.among([nip]), nip
        self.people = self.now.people
        self.person = self.people.employees.iloc[0]

    def view(
        self, ready: pd.DataFrame | None, told: tuple[Said, ...], objection: tuple[Said, ...]
    ) -> ProfileView:
        """Return the frames of the page."""
        now = self.now
        items = items_of(now, self.people)
        match = persons_of(now, self.people).iloc[0]
        leaving = when_leaving(self.people.employees, now.rulebook, now.as_of)
        held = held_of(now)
        grid = held_grid(now, held)
        reviews = reviews_of(now, self.people)
        weak = named_competencies(items, "gap", now.settings.review.shown).get(self.nip, [])
        known = reviews.lists.predikat[now.dossiers.last_year][0] != ""
        worked = reviews.actions["worked"].get(self.nip)
        last = None if worked is None or pd.isna(worked) else bool(worked)
        low, high = self._index()
        standing = {
            **{name: match[name] for name in ("standar", "jpm", "jpm_low", "jpm_high", "kategori")},
            "kotak": grid.rows["kotak"].iloc[0],
            "boxes_possible": grid.rows["boxes_possible"].iloc[0],
            "list": reviews.lists.chosen[0] or None,
            "trend": reviews.lists.trend[0] or None,
            "index_low": low,
            "index_high": high,
        }
        change = {
            "smallest_change": self._smallest(items),
            "find_out": self._find_out(deciding_facts(held, grid, now.rulebook)),
            "agenda": agenda_of(
                reviews.lists.chosen[0], known, weak, reviews.lists.improve_by[0], last, now.as_of
            ),
        }
        person = self.people.employees.assign(retires_on=leaving.day.astype("datetime64[s]"))
        return ProfileView(
            subject=f"{self.person['nama']} · {self.nip} · {self.person['jabatan']}",
            person=person,
            standing=pd.DataFrame([standing]),
            items=items,
            appraisals=self._history("appraisals", ["tahun", "periode_akhir"]),
            trainings=self._history("trainings", ["tanggal_selesai", "tanggal_mulai"]),
            change=pd.DataFrame([change]),
            ready=ready,
            told=told,
            objection=objection,
        )

    def _history(self, table: str, order: list[str]) -> pd.DataFrame:
        frame = self.now.frames[table]
        frame = frame[frame["nip"] == self.nip]
        frame = frame.assign(source=cell_texts(frame, self.now.sources))
        return frame.sort_values(order, ascending=False, kind="stable", ignore_index=True).head(_LATEST)

    def _index(self) -> tuple[float | None, float | None]:
        try:
            total = parts_of(self.now.dossiers, self.now.frames["trainings"], self.now.rulebook).total
        except RuleNotInForce:
            return None, None
        return int(total.low[0]) / CENT, int(total.high[0]) / CENT

    def _smallest(self, items: pd.DataFrame) -> Said | None:
        lines = zip(items["kompetensi"], items["required"], items["level"], strict=True)
        found = smallest_change(
            [Line(name, required, None if pd.isna(level) else level) for name, required, level in lines],
            jpm_categories(self.now),
        )
        if found is None:
            return None
        steps = tuple(
            said("level_step", kompetensi=Competency(name), level=level, to=to)
            for name, level, to in found.steps
        )
        return said("level_change", levels=found.levels_needed, steps=steps)

    def _find_out(self, facts: pd.DataFrame) -> Said | None:
        """Return what is not known on the axis that is open, the parts of the score by name."""
        parts: list[Any] = list(dict.fromkeys(facts["part"].tolist()))
        return said("box_open_for", parts=tuple(Code(one) for one in parts)) if parts else None
