"""Training needs: what is short against the standards of the posts held, what it would cost, and the form of the yearly plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.closing import Closer
from asnkarier.agency.answers.critical_posts import CriticalPosts, critical_posts
from asnkarier.agency.answers.formal_study import FormalStudy, formal_study
from asnkarier.agency.answers.next_steps import Lack, bring, steps_for, unread
from asnkarier.agency.answers.participants import cited_gates
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.lookups import find_kompetensi
from asnkarier.agency.match import gap_citations, items_of
from asnkarier.agency.people import People
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.training.in_time import courses_over
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.appraisals import choose_appraisals
from asnkarier.analysis.gates.eligibility import Eligibility
from asnkarier.analysis.gates.remedies import ASSESS, FIELD, STANDARD
from asnkarier.analysis.match.unit_tree import NOWHERE, UnitTree, add_up, unit_tree
from asnkarier.analysis.needs.closing import NO_CLASS, Closing, uncovered_needs
from asnkarier.analysis.needs.development import development_rows
from asnkarier.analysis.needs.performance import RULES, performance_gaps
from asnkarier.analysis.needs.shortfalls import Weights, needs_items, needs_rows, people_sums
from asnkarier.analysis.needs.studies import BELOW, OTHER_FIELD
from asnkarier.analysis.training.pairs import COURSE_OVER
from asnkarier.language import message
from asnkarier.model.book import Book, CitationLine, NextStep
from asnkarier.model.level import MICRO
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said, together
from asnkarier.reports.books.formal_study import formal_study_blocks
from asnkarier.reports.books.needs import NeedsView, needs_book
from asnkarier.workflows.requests.needs import NeedsRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_LAW: Final = (
    "pengembangan/analisis_kesenjangan",
    "pengembangan/isi_rencana",
    "pengembangan/jalur_pelatihan",
    *RULES,
)


_MENDED: Final = {COURSE_OVER: "step_courses_over", NO_CLASS: "step_course_classes"}
_MOST: Final = 10
_OVER: Final = N_(
    "Courses of the catalogue that are over count for nobody, so that no cost rests on them: {count} ({kodes})."
)


@dataclass(frozen=True)
class _Needs:
    """What was found of these people: a line per requirement, how each gap closes, and the group of each line and gap."""

    now: Snapshot
    people: People
    lines: pd.DataFrame
    closing: Closing
    critical: CriticalPosts
    performance: pd.Series
    taking_part: Mapping[str, Eligibility]
    study: FormalStudy | None


def assess_needs(workspace: "Workspace", request: NeedsRequest) -> Book:
    """Return the report; UsageError for a unit, position or competency that nothing matches."""
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store))
        if len(now.frames["courses"]):
            now = now.asking("courses")
        people = selected(now, Who(unit=request.unit, jabatan=request.jabatan))
        items = items_of(now, people)
        if request.kompetensi is not None:
            wanted = find_kompetensi(items["kompetensi"].unique(), request.kompetensi, now)
            items = items[items["kompetensi"] == wanted].reset_index(drop=True)
            people = people.among(people.employees["nip"].isin(items["nip"]).to_numpy(dtype=bool))
        needs = _needs(now, people, items, of_study=request.kompetensi is None)
        view = _view(needs, items, request)
        book = needs_book(view, now.as_of, (*needs.critical.notes, *_over(now)))
        steps = (*unread(workspace, store), *_next_steps(view))
        return stamped(book, now, store, citations=_citations(needs), counts=_counts(view), next_steps=steps)


def _needs(now: Snapshot, people: People, items: pd.DataFrame, *, of_study: bool) -> _Needs:
    """Return what is short, what closes it, how the same people perform, and, if it is asked for, which formal study they need."""
    settings, closer = now.settings, Closer.of(now)
    closing = closer.close(items)
    nips = people.employees["nip"]
    critical = critical_posts(people.employees, settings)
    appraisals = choose_appraisals(now.frames["appraisals"], pd.Index(nips), now.seen_from or now.as_of)
    last = (now.seen_from or now.as_of).year - 1
    found = performance_gaps(appraisals, len(nips), now.rulebook, last, now.as_of)
    performance = pd.Series(found, index=nips.to_numpy())
    weights = Weights(settings.training.critical_weight, settings.needs.critical_post_weight)
    lines = needs_items(items, closing, critical.held, performance, weights)
    return _Needs(
        now,
        people,
        lines,
        closing,
        critical,
        performance,
        closer.taking_part,
        formal_study(now, people) if of_study else None,
    )


def _view(needs: _Needs, items: pd.DataFrame, request: NeedsRequest) -> NeedsView:
    employees, study = needs.people.employees, needs.study
    nips = employees["nip"].tolist()
    sums = people_sums(needs.lines, nips, needs.critical.held, needs.performance)
    groups, of_person = _groups(needs, request)
    number = pd.Series(of_person, index=nips)
    group_of = None if groups is None else number.loc[needs.lines["nip"]].to_numpy(dtype=np.int64)
    group_of_gap = None if groups is None else number.loc[needs.closing.gaps["nip"]].to_numpy(dtype=np.int64)
    rows = needs_rows(needs.lines, group_of)
    jabatan = employees.set_index("nip")["jabatan"]
    forms = needs.now.rulebook.in_force("pengembangan/jalur_pelatihan", needs.now.as_of)
    plan = development_rows(needs.closing, group_of_gap, jabatan, forms.value if forms else {})
    order = rows[["kompetensi", "priority", *([] if groups is None else ["group"])]]
    plan = plan.merge(order, on=order.columns.drop("priority").tolist(), how="left", validate="many_to_one")
    plan = plan.sort_values(["priority", "kode"], kind="stable", na_position="last", ignore_index=True)
    kelompok = items.drop_duplicates("kompetensi").set_index("kompetensi")["kelompok"]
    rows, plan = (
        _named(one.assign(kelompok=one["kompetensi"].map(kelompok).astype("str")), groups, request)
        for one in (rows, plan)
    )
    return NeedsView(
        by=request.by,
        rows=rows,
        plan=plan,
        totals=_totals(needs, sums),
        groups=_group_rows(sums, of_person, groups, request),
        uncovered=uncovered_needs(needs.closing),
        study=() if study is None else formal_study_blocks(study.rows, study.gates, study.findings),
    )


def _over(now: Snapshot) -> tuple[str, ...]:
    """Return which courses nobody can take any more, where there are any."""
    over = sorted(courses_over(now.frames["courses"], now.as_of))
    return (message(_OVER, count=len(over), kodes=", ".join(over[:_MOST])),) if over else ()


def _groups(needs: _Needs, request: NeedsRequest) -> tuple[UnitTree | list[str] | None, Ints]:
    """Return the units (a tree) or posts (names) and the number of each person's; nothing is grouped by competency alone."""
    employees = needs.people.employees
    if request.by == "unit":
        units = needs.now.frames["units"]
        tree = unit_tree(units, employees["unit_kerja"].tolist(), employees["unit_induk"].tolist())
        return tree, tree.of_person
    if request.by == "jabatan":
        code, names = pd.factorize(employees["jabatan"].fillna(""), sort=True)
        return [str(name) for name in names], code.astype(np.int64)
    return None, np.zeros(len(employees), dtype=np.int64)


def _named(rows: pd.DataFrame, groups: UnitTree | list[str] | None, request: NeedsRequest) -> pd.DataFrame:
    """Return the rows with unit_kerja and jabatan instead of the number of a group."""
    if groups is None:
        return rows.assign(unit_kerja=None, jabatan=None)
    names = [*(groups if isinstance(groups, list) else groups.names), None]  # NOWHERE is the last
    told = pd.Series([names[one] or None for one in rows["group"]], index=rows.index, dtype="str")
    other = "jabatan" if request.by == "unit" else "unit_kerja"
    return rows.drop(columns="group").assign(**{_GROUP[request.by]: told, other: None})


_GROUP: Final = {"unit": "unit_kerja", "jabatan": "jabatan"}


def _group_rows(
    sums: pd.DataFrame, of_person: Ints, groups: UnitTree | list[str] | None, request: NeedsRequest
) -> pd.DataFrame | None:
    """Return a row for each unit (with everything below it) or post; None where nothing is grouped."""
    if groups is None:
        return None
    names = groups if isinstance(groups, list) else groups.names
    nowhere = np.where(of_person == NOWHERE, len(names), of_person)
    own = sums.groupby(nowhere).sum().reindex(range(len(names) + 1), fill_value=0)
    places: dict[str, object] = {
        _GROUP[request.by]: pd.Series([*(one or None for one in names), None], dtype="str")
    }
    whole = own
    if isinstance(groups, UnitTree):
        above = [groups.names[one] if one != NOWHERE else None for one in groups.above]
        places["unit_atasan"] = pd.Series([*above, None], dtype="str")
        whole = pd.concat([add_up(groups, own.iloc[:-1]), own.iloc[-1:]])
    rows = pd.concat([pd.DataFrame(places), _told(own), _told(whole).add_suffix("_total")], axis=1)
    rows = rows[rows["people_total"] > 0]
    order = rows.assign(
        levels=-rows["levels_short_total"].fillna(0.0), unknown=-rows["people_unassessed_total"]
    )
    keys = ["levels", "unknown", _GROUP[request.by]]
    return rows.loc[order.sort_values(keys, kind="stable").index].reset_index(drop=True)


def _told(sums: pd.DataFrame) -> pd.DataFrame:
    """Return sums with levels and a cost, both missing where there are people and nobody is assessed; the cost also where gaps are open and no course closes any of them."""
    closed = sums["gaps"] > sums["uncovered"]
    assessed = sums["assessed"].gt(0) | sums["people"].eq(0)
    return sums.assign(
        levels_short=(sums["micro"] / MICRO).where(assessed),
        cheapest_cost=sums["cost"].astype("float64").where(assessed & (closed | sums["gaps"].eq(0))),
    ).drop(columns=["micro", "cost", "assessed"])


def _totals(needs: _Needs, sums: pd.DataFrame) -> pd.DataFrame:
    whole = _told(sums.sum().to_frame().T)
    classes = float(needs.closing.steps["biaya_kelas"].sum())
    employees = needs.people.employees
    study = needs.study
    lacking = None if study is None else study.rows["study"].value_counts()
    return whole.assign(
        without_standard=int(employees["standar"].isna().sum()),
        **{one: None if lacking is None else int(lacking.get(one, 0)) for one in (BELOW, OTHER_FIELD)},
        study_unknown=None if study is None else study.unknown,
        of_which_classes=whole["cheapest_cost"].where(whole["cheapest_cost"].isna(), classes),
        proven_cheapest=pd.Series(
            [None if whole["cheapest_cost"].isna().all() else needs.closing.proven], dtype=object
        ),
        reason=pd.Series([_why_empty(whole.iloc[0])], dtype=object),
    )


def _why_empty(whole: pd.Series) -> Said | None:
    """Return why the levels short or the cost are missing, None where both are known."""
    if pd.isna(whole["levels_short"]):
        return said("needs_nobody_assessed")
    if pd.isna(whole["cheapest_cost"]):
        return said("needs_no_course", count=int(whole["gaps"]))
    return None


def _counts(view: NeedsView) -> dict[str, int]:
    whole = view.totals.iloc[0]
    names = ("people", "people_short", "people_unassessed", "gaps", "uncovered", "without_standard")
    return {name: int(whole[name]) for name in names}


def _next_steps(view: NeedsView) -> Iterator[NextStep]:
    """Yield what would make the needs certain, and the plan whole."""
    whole = view.totals.iloc[0]
    people = int(whole["people"])
    lacks = (
        Lack(ASSESS, "", int(whole["people_unassessed"])),
        Lack(STANDARD, "", int(whole["without_standard"])),
        Lack(
            FIELD, "tingkat_pendidikan", 0 if pd.isna(whole["study_unknown"]) else int(whole["study_unknown"])
        ),
    )
    yield from steps_for([one for one in lacks if one.people], people)
    lacking = []
    step = view.uncovered["why"].map(_MENDED).fillna("step_courses")
    for code in ("step_courses", *_MENDED.values()):
        mine = view.uncovered[step == code]
        if len(mine):
            lacking.append(said(code, count=mine["kompetensi"].nunique()))
    silent = view.plan[view.plan["kode"].notna() & view.plan["reason"].notna()]
    if len(silent):
        lacking.append(said("step_course_plan", count=silent["kode"].nunique()))
    catalogue = together(tuple(lacking))
    if catalogue is not None:
        yield NextStep(catalogue, bring("courses"))
    if whole["cheapest_cost"] > 0:
        budget = round(whole["cheapest_cost"])
        yield NextStep(said("step_needs_budget"), (f"asn recommend-training --budget {budget}",))


def _citations(needs: _Needs) -> tuple[CitationLine, ...]:
    now = needs.now
    law = cite_parameters(now, _LAW)
    study = needs.study.citations if needs.study else ()
    return (
        *law,
        *gap_citations(now),
        *needs.critical.citations,
        *cited_gates(now, needs.taking_part),
        *study,
    )
