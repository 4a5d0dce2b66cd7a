"""`asn standards impact`: what other standards would change for people, units and money, before anybody adopts them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.answers.closing import Closer
from asnkarier.agency.answers.next_steps import bring, unread
from asnkarier.agency.answers.participants import cited_gates
from asnkarier.agency.cover import stamped
from asnkarier.agency.match import gap_citations, items_of
from asnkarier.agency.people import People
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.standards.impact import (
    TURNS,
    closing_sums,
    counted_turns,
    turned,
    with_cost,
)
from asnkarier.catalog.changes.adopting import adopted
from asnkarier.catalog.loader import load_catalog
from asnkarier.catalog.reader import Terms, read_standard
from asnkarier.catalog.types import JobStandard
from asnkarier.errors import CatalogError, UsageError
from asnkarier.model.book import Book, NextStep
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem
from asnkarier.model.said import Said, said
from asnkarier.reports.books.impact import ImpactView, impact_book
from asnkarier.sheets.fileformat import sniff
from asnkarier.sheets.refusal import RefusedError
from asnkarier.workflows.requests.standards import ImpactRequest
from asnkarier.workflows.standards.naming import catalog_of
from asnkarier.yamlfile import read_document

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_FIGURES: Final = ("gaps", "unassessed", "levels_short", "uncovered", "cost")
_SHEETS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
_WHO: Final = ["nip", "nama", "jabatan", "unit_kerja"]


@dataclass(frozen=True)
class _Sums:
    """Figures of `closing_sums` by competency and by unit of the competencies that change, and of everything together."""

    by: dict[str, pd.DataFrame]
    whole: pd.DataFrame
    proven: bool


def weigh_standards(workspace: "Workspace", request: ImpactRequest) -> Book:
    """Return the report. UsageError: there is no such file or unit. CatalogError: a standard in it is wrong."""
    others = read_others(workspace, request.file)
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store))
        if len(now.frames["courses"]):
            now = now.asking("courses")
        people = selected(now, Who(unit=request.unit))
        then = now.with_(catalog=adopted(catalog_of(workspace), others))
        after = then.people.among(then.employees["nip"].isin(people.employees["nip"]).to_numpy(dtype=bool))
        closer = Closer.of(now)
        view = _view(now, people, after, closer, others)
        citations = (*gap_citations(now), *cited_gates(now, closer.taking_part))
        steps = (*unread(workspace, store), *_next_steps(view))
        book = impact_book(view, now.as_of, request.file.name)
        return stamped(book, now, store, citations=citations, counts=_counts(view), next_steps=steps)


def read_others(workspace: "Workspace", path: Path) -> tuple[JobStandard, ...]:
    """Return the standards in a YAML file or a folder of them, as `standards/` holds them."""
    scale = workspace.rulebook.level_scale(workspace.as_of)
    known = {entry["id"] for entry in workspace.rulebook.dictionary(workspace.as_of)}
    if path.is_dir():
        return tuple(load_catalog(path, scale=scale, known_kompetensi=known).standards.values())
    if not path.exists():
        raise UsageError(N_("{file}: there is no such file"), N_("check the name"), facts={"file": path})
    _refuse_spreadsheet(path)
    document = read_document(path)
    standard: JobStandard | None = None
    problems: list[Problem] = [document] if isinstance(document, Problem) else []
    if not isinstance(document, Problem):
        standard, problems = read_standard(document, path.stem, Terms(scale, known))
    if problems or standard is None:
        raise CatalogError(
            N_("The job standards hold {count} faults."),
            N_("Each fault names its file, line and column; mend them and try again."),
            facts={"count": len(problems)},
            problems=problems,
        )
    return (standard,)


def _refuse_spreadsheet(path: Path) -> None:
    """UsageError: the file is a workbook or CSV, by its bytes or by its name; what it asks for is seen with another command."""
    try:
        sheet = sniff(path) != "text"
    except RefusedError:  # locked, damaged or nothing of a desk: its name may tell
        sheet = False
    if sheet or path.suffix.casefold() in _SHEETS:
        raise UsageError(
            N_("{file} is a spreadsheet, and this command reads standards in YAML"),
            N_("look at what the spreadsheet would change in the standards"),
            facts={"file": path.name},
            commands=(f"asn standards import {quote(str(path))} --dry-run",),
        )


def _view(
    now: Snapshot, people: People, after: People, closer: Closer, others: tuple[JobStandard, ...]
) -> ImpactView:
    was, then = items_of(now, people), items_of(now, after)
    turns = turned(was, then)
    employees = people.employees[_WHO]
    turns = turns.merge(employees, on="nip", how="left", validate="many_to_one")
    groups = {one: now.rulebook.competency_group(one, now.as_of) for one in turns["kompetensi"].unique()}
    turns["kelompok"] = turns["kompetensi"].map(groups).astype("str")
    before, later = _sums(was, then, turns, closer)
    order = turns.assign(turn_order=turns["turn"].map(TURNS.index), size=turns["gap_now"].fillna(0.0))
    rows = turns.loc[order.sort_values(["turn_order", "size", "kompetensi", "nip"], kind="stable").index]
    return ImpactView(
        rows=rows[rows["turn"] != TURNS[-1]].reset_index(drop=True),
        totals=_totals(people, was, then, turns, before, later),
        kompetensi=_table(turns, before, later, "kompetensi"),
        units=_table(turns, before, later, "unit_kerja"),
        standards=_standards(now, people, after, others),
    )


def _sums(was: pd.DataFrame, then: pd.DataFrame, turns: pd.DataFrame, closer: Closer) -> tuple[_Sums, _Sums]:
    """Return the figures before and after; competencies in which nothing changes cost the same and are looked at once."""
    changing = set(turns["kompetensi"].unique())
    mine_was, mine_then = (
        one[one["kompetensi"].isin(changing)].reset_index(drop=True) for one in (was, then)
    )
    rest = was[~was["kompetensi"].isin(changing)].reset_index(drop=True)
    rest_closing = closer.close(rest)
    rest_sums = closing_sums(rest, rest_closing, "kompetensi")
    found = []
    for items in (mine_was, mine_then):
        closing = closer.close(items)
        by = {name: closing_sums(items, closing, name) for name in ("kompetensi", "unit_kerja")}
        whole = pd.concat([rest_sums, by["kompetensi"]]).sum().to_frame().T
        found.append(_Sums(by, with_cost(whole), closing.proven and rest_closing.proven))
    return found[0], found[1]


def _table(turns: pd.DataFrame, before: _Sums, later: _Sums, key: str) -> pd.DataFrame:
    """Return a row per competency or unit in which something changes, the dearest first."""
    counts = counted_turns(turns, key)
    # The price of a class is shared: where nothing changes, the share of it may.
    costs = [sums.by[key]["cost"] for sums in (before, later)]
    shares = costs[1].sub(costs[0], fill_value=0.0)
    counts = counts.reindex(counts.index.union(shares.index[shares.ne(0)], sort=True), fill_value=0)
    parts = [counts]
    for suffix, sums in (("was", before), ("now", later)):
        figures = with_cost(sums.by[key])[list(_FIGURES)].reindex(counts.index)
        plain = figures.columns.drop(["cost"])
        figures[plain] = figures[plain].fillna(0)
        parts.append(figures.add_suffix(f"_{suffix}"))
    rows = pd.concat(parts, axis=1).reset_index()
    rows["cost_difference"] = _difference(rows)
    order = rows.assign(
        idle=rows["people"].eq(0), dearer=-rows["cost_difference"].fillna(0.0), turned=-rows["to_gap"]
    )
    return rows.loc[order.sort_values(["idle", "dearer", "turned", key], kind="stable").index].reset_index(
        drop=True
    )


def _difference(rows: pd.DataFrame) -> pd.Series:
    """Return how much dearer; a group of which nothing was asked, or is asked now, cost or costs nothing."""
    return rows["cost_now"] - rows["cost_was"]


def _totals(
    people: People, was: pd.DataFrame, then: pd.DataFrame, turns: pd.DataFrame, before: _Sums, later: _Sums
) -> pd.DataFrame:
    counts = turns["turn"].value_counts()
    row: dict[str, object] = {
        "people": len(people.employees),
        "people_changed": int(turns["nip"].nunique()),
        **{turn: int(counts.get(turn, 0)) for turn in TURNS},
    }
    for suffix, items, sums in (("was", was, before), ("now", then, later)):
        row[f"people_short_{suffix}"] = int(items.loc[items["status"].eq("gap"), "nip"].nunique())
        row |= {f"{name}_{suffix}": sums.whole[name].iloc[0] for name in _FIGURES}
    found = pd.DataFrame([row])
    found["cost_difference"] = _difference(found)
    found["proven_cheapest"] = pd.Series([before.proven and later.proven], dtype=object)
    found["reason"] = pd.Series([_why_empty(found.iloc[0])], dtype=object)
    return found


def _why_empty(whole: pd.Series) -> Said | None:
    for suffix in ("was", "now"):
        if pd.isna(whole[f"cost_{suffix}"]):
            count = int(whole[f"gaps_{suffix}"])
            return said("needs_no_course", count=count) if count else said("needs_nobody_assessed")
    return None


def _standards(now: Snapshot, people: People, after: People, others: tuple[JobStandard, ...]) -> pd.DataFrame:
    """Return which standards would change: for each how many people it would judge, and how many of them others judge today."""
    judged = after.employees["standar"]
    rows = []
    for one in others:
        ids = {standard.id for standard in after.standards if set(standard.jabatan) == set(one.jabatan)}
        mine = judged.isin(ids or {one.id}).to_numpy(dtype=bool)
        today = people.employees.loc[mine, "standar"]
        known = now.catalog.standards.get(next(iter(ids), one.id))
        rows.append(
            {
                "standar": next(iter(ids), one.id),
                "jabatan": one.jabatan,
                "people": int(mine.sum()),
                "standar_was": tuple(sorted(today.dropna().unique())),
                "levels_changed": _changed(known, one),
            }
        )
    return pd.DataFrame(rows)


def _changed(old: JobStandard | None, new: JobStandard) -> int:
    """Return of how many competencies another level is asked for."""
    levels = [
        {one.kompetensi: one.level for one in standard.kompetensi} if standard else {}
        for standard in (old, new)
    ]
    return sum(levels[0].get(name) != levels[1].get(name) for name in {*levels[0], *levels[1]})


def _counts(view: ImpactView) -> dict[str, int]:
    whole = view.totals.iloc[0]
    return {
        name: int(whole[name]) for name in ("people", "people_changed", "to_gap", "to_met", "turn_unknown")
    }


def _next_steps(view: ImpactView) -> Iterator[NextStep]:
    whole = view.totals.iloc[0]
    if whole["turn_unknown"]:
        people = view.rows.loc[view.rows["turn"] == "turn_unknown", "nip"].nunique()
        yield NextStep(said("step_assess", people=people, of=int(whole["people"])), bring("assessments"))
    if whole["uncovered_now"] > whole["uncovered_was"]:
        yield NextStep(
            said("step_more_uncovered", count=int(whole["uncovered_now"] - whole["uncovered_was"])),
            bring("courses"),
        )
    if whole["people_changed"]:
        yield NextStep(said("step_adopt"), ("asn standards check",))
