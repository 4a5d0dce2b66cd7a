"""How ready the data are: what is missing and for whom, what contradicts what, and what to mend first."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.groups import policy_notes
from asnkarier.agency.answers.leaning import leanings
from asnkarier.agency.answers.next_steps import Lack, bring, bring_standards, lacks_of, steps_for, unread
from asnkarier.agency.cover import stamped
from asnkarier.agency.lookups import find_unit
from asnkarier.agency.match import gap_citations
from asnkarier.agency.provenance import cell_of
from asnkarier.agency.selection import counted, within_unit
from asnkarier.agency.snapshot import Snapshot, load_snapshot
from asnkarier.analysis.gates.remedies import APPRAISAL, CORRECT, FIELD, REGISTER
from asnkarier.analysis.readiness.fixes import rank_fixes
from asnkarier.analysis.readiness.persons import (
    open_people,
    open_verdicts,
    orphans_by_table,
    positions_without_standard,
    trend,
)
from asnkarier.analysis.readiness.sets import rank_sets
from asnkarier.analysis.readiness.units import by_unit, overall
from asnkarier.model.book import Book, NextStep
from asnkarier.model.said import Code, Said, said, together
from asnkarier.model.terms import normalise
from asnkarier.reports.books.check import CheckView, check_book
from asnkarier.workflows.checking.listed import Listed, listed
from asnkarier.workflows.checking.newest_run import before_newest_run
from asnkarier.workflows.checking.readiness import Readiness, readiness_of
from asnkarier.workflows.requests.check import CheckRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Source

_FIXES: Final = 30
_APPRAISALS: Final = "appraisals_"


def check_data(workspace: "Workspace", request: CheckRequest) -> Book:
    """Return the report on everybody or on one unit; UsageError for a unit that nothing matches."""
    unit = request.unit
    with workspace.open_store() as store:
        snapshot = load_snapshot(workspace, store)
        missing = listed(snapshot, store)
        now = readiness_of(_of_listed(snapshot))
        wanted = None if unit is None else find_unit(now.everybody, now.units, unit)
        earlier, since = before_newest_run(snapshot, store)
        before = None if earlier is None else readiness_of(_of_listed(earlier))
        view = _view(now, before, wanted, snapshot.sources, since=since, unit=unit or "")
        view = replace(
            _with_missing(view, missing, now, wanted), again=_in_a_command(workspace, missing.newest)
        )
        counts = {"people": int(view.overall["people"].iloc[0])}
        counting = counted(snapshot)
        citations = tuple(dict.fromkeys((*gap_citations(snapshot), *now.citations, *counting.citations)))
        declared = snapshot.settings.complete_registers
        return stamped(
            check_book(view, snapshot.as_of),
            counting,
            store,
            citations=citations,
            counts=counts,
            notes=policy_notes(snapshot.settings),
            next_steps=(*unread(workspace, store), *_next_steps(snapshot, view, counts["people"])),
            leans_on=leanings(snapshot.settings, snapshot.rulebook, citations, registers=declared),
        )


def _next_steps(now: Snapshot, view: CheckView, people: int) -> Iterator[NextStep]:
    """Yield what to bring: what opens verdicts, appraisals that nobody has, posts to fill; then who may rise to one."""
    shares = view.completeness.set_index("field")
    years = [name for name in shares.index if name.startswith(_APPRAISALS)]
    lacks = lacks_of(view.blockers)
    known = {(one.kind, one.target) for one in lacks}
    for name in years:
        lacking = int(shares.loc[name, "people"] - shares.loc[name, "filled"])
        year = name.removeprefix(_APPRAISALS)
        lacks = [one for one in lacks if (one.kind, one.target) != (APPRAISAL, year)]
        if lacking and (lacking == people or (APPRAISAL, year) in known):
            lacks.append(Lack(APPRAISAL, year, lacking))
    yield from steps_for(sorted(lacks, key=lambda one: (-one.people, one.kind, one.target)), people)
    stands_in = int(view.overall["default_standard"].iloc[0])
    if stands_in:
        yield NextStep(said("step_default_standard", people=stands_in, of=people), bring_standards())
    if now.vacancies.empty:
        yield NextStep(said("step_vacancies"), bring("vacancies"))
        return
    first = now.vacancies.iloc[0]
    command = f"asn promote-shortlist {quote(str(first['kode']))} --output daftar_pendek.xlsx"
    yield NextStep(said("step_shortlist", jabatan=str(first["jabatan"])), (command,))


def _of_listed(now: Snapshot) -> Snapshot:
    """Return the agency without those who are no longer listed: nothing more need be found out about them."""
    if not now.leavers:
        return now
    nips = now.frames["employees"]["nip"]
    return now.among(nips[~nips.isin(now.leavers)].tolist())


def _with_missing(view: CheckView, missing: Listed, now: Readiness, wanted: str | None) -> CheckView:
    """Return the view with those whom lists do not name, of the whole agency or of one unit (normalised name)."""
    left, unnamed = missing.left, missing.unnamed
    if wanted is not None:
        left, unnamed = (one[within_unit(one, now.units, wanted).people] for one in (left, unnamed))
    overall = view.overall.assign(left=len(left), unnamed=len(unnamed))
    return replace(view, overall=overall, left=left, unnamed=unnamed, newest=missing.newest)


def _in_a_command(workspace: "Workspace", name: str) -> str:
    """Return a file as it is named in a command: with the inbox where it lies there, quoted where the shell needs it."""
    inbox = workspace.root / workspace.settings.paths.inbox
    if not name or not (inbox / name).is_file():
        return quote(name) if name else ""
    here = Path.cwd()
    return quote(str((inbox / name).relative_to(here) if inbox.is_relative_to(here) else inbox / name))


def _view(
    now: Readiness,
    before: Readiness | None,
    wanted: str | None,
    sources: "Mapping[int, Source]",
    *,
    since: str,
    unit: str,
) -> CheckView:
    keep = _in_unit(now, wanted)
    employees = now.people.employees[keep].reset_index(drop=True)
    blockers = now.blockers[np.isin(now.blockers["person"], np.flatnonzero(keep))]
    found = _contradictions(now, wanted)
    figures = _overall(now, wanted)
    earlier = figures.iloc[:0] if before is None else _overall(before, wanted)
    recorded = now.recorded.among(keep)
    units = by_unit(employees["unit_kerja"], now.counts[keep].reset_index(drop=True), recorded)
    per_unit = found["unit_kerja"].value_counts()
    return CheckView(
        units=units.assign(
            contradictions=units["unit_kerja"].map(per_unit).fillna(0).astype("int64")
        ).sort_values(
            ["open_people", "unit_kerja"], ascending=[False, True], kind="stable", ignore_index=True
        ),
        overall=figures,
        fields=recorded.fields,
        fixes=rank_fixes(blockers, _FIXES),
        sets=_in_words(rank_sets(blockers)),
        blockers=blockers,
        open_verdicts=open_verdicts(blockers),
        positions=positions_without_standard(employees),
        orphans=orphans_by_table(now.orphans),
        orphan_people=now.orphans.assign(source=_cells(now.orphans, "", ["nip"] * len(now.orphans), sources)),
        contradictions=found.assign(
            source=_cells(found, "", found["field"], sources),
            other_source=_cells(found, "other_", found["other_field"], sources),
        ),
        completeness=recorded.shares().sort_values("share", kind="stable", ignore_index=True),
        people=open_people(blockers, now.people.employees),
        trend=trend(figures, figures).iloc[:0] if before is None else trend(earlier, figures),
        since=since,
        unit=unit,
        next_asked=int(now.asked[keep].sum()),
        next_by_way=int(now.by_way[keep].sum()),
    )


def _in_words(sets: pd.DataFrame) -> pd.DataFrame:
    """Return the sets with their facts as they are said."""
    told = [together(tuple(_fact(*one) for one in facts)) for facts in sets["facts"]]
    return sets.assign(facts=pd.Series(told, index=sets.index, dtype=object))


def _fact(kind: str, target: str) -> Said:
    name = {APPRAISAL: "year", REGISTER: "register", FIELD: "field", CORRECT: "field"}.get(kind)
    if name is None:
        return said(f"fact_{kind}")
    return said(f"fact_{kind}", **{name: target if kind == APPRAISAL else Code(target)})


def _in_unit(state: Readiness, wanted: str | None) -> NDArray[np.bool_]:
    """Return who works in the unit (normalised name) or below it; everybody without a unit."""
    employees = state.people.employees
    if wanted is None:
        return np.ones(len(employees), dtype=bool)
    return within_unit(employees, state.units, wanted).people


def _overall(state: Readiness, wanted: str | None) -> pd.DataFrame:
    keep = _in_unit(state, wanted)
    figures = overall(state.counts[keep].reset_index(drop=True), state.recorded.among(keep))
    return figures.assign(
        contradictions=len(_contradictions(state, wanted)), orphans=int(state.orphans["nip"].nunique())
    )


def _contradictions(state: Readiness, wanted: str | None) -> pd.DataFrame:
    """Return the contradictions with nama and unit_kerja: of the person, or the unit that is itself in question."""
    found = state.contradictions
    who = state.everybody.set_index("nip")
    unit = found["nip"].map(who["unit_kerja"]).fillna(found["value"].where(found["field"] == "unit_kerja"))
    rows = found.assign(nama=found["nip"].map(who["nama"]), unit_kerja=unit)
    if wanted is None:
        return rows
    within = within_unit(state.everybody, state.units, wanted)
    inside = rows["nip"].isin(state.everybody.loc[within.people, "nip"])
    return rows[inside | unit.fillna("").map(normalise).isin(within.names)].reset_index(drop=True)


def _cells(
    frame: pd.DataFrame, prefix: str, fields: Any, sources: "Mapping[int, Source]"
) -> "pd.Series[str]":
    """Return `file:sheet!cell` of the field that each row names, None where it stands nowhere."""
    places = zip(
        fields, *(frame[f"{prefix}{name}"].tolist() for name in ("source_id", "row", "col")), strict=True
    )
    texts = [
        cell_of(sources[number], field, row, col if isinstance(col, str) else None)
        if number in sources
        else None
        for field, number, row, col in places
    ]
    return pd.Series(texts, index=frame.index, dtype="str")
