"""The promotion shortlist of one post: who passes every gate, in which order, and who is one gate short."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.groups import match_by_group, policy_notes, to_be_tested
from asnkarier.agency.answers.jenjang import rising_jenjang
from asnkarier.agency.answers.leaning import leaning_marks, leanings_of_posts
from asnkarier.agency.answers.next_steps import everybody_for, lacks_of, steps_for
from asnkarier.agency.answers.reported import reported_of_unassessed
from asnkarier.agency.cover import stamped
from asnkarier.agency.judging import Judged, bands_of, gate_citations, judge, rises, unjudged
from asnkarier.agency.posts import Post, find_post, find_vacancy
from asnkarier.agency.provenance import with_sources
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.gates.tallies import gate_counts, status_counts
from asnkarier.analysis.readiness.gates import next_blockers
from asnkarier.analysis.scores.ranking import COMPONENTS, rank_some
from asnkarier.analysis.talent.for_post import grid_for_post
from asnkarier.language import day_text
from asnkarier.model.book import Book, NextStep
from asnkarier.model.said import Said, together
from asnkarier.model.terms import slug
from asnkarier.reports.books.shortlist import ShortlistView, shortlist_book, unjudged_book
from asnkarier.workflows.requests.promote_shortlist import ShortlistRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

_BLIND = ("nama", "unit_kerja")


def shortlist_candidates(workspace: "Workspace", request: ShortlistRequest) -> Book:
    """Return the report; UsageError when nobody knows the post."""
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store, asking=["vacancies"])
        return _shortlist(counted(whole), store, request, find_post(whole, request.target or ""))


def shortlist_each(
    workspace: "Workspace", request: ShortlistRequest
) -> tuple[dict[str, Book], dict[str, int]]:
    """Return the report on each post of a job by the post's name in files, and how many there are; people are loaded once."""
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store, asking=["vacancies"])
        now = counted(whole)
        named = (request.target,) if request.target else request.vacancies
        wanted = now.vacancies["kode"].astype(str).tolist() if named is None else named
        lacking = {} if request.target else _unjudged(whole, wanted)
        judged = [code for code in wanted if code not in lacking]
        names = dict(zip(judged, _file_names(judged), strict=True))
        books = {names[code]: _shortlist(now, store, request, find_post(whole, code)) for code in judged}
        counts = {"vacancies": len(wanted)}
        if lacking:
            rows = pd.DataFrame(lacking.values())
            books["unjudged"] = stamped(unjudged_book(rows, now.as_of), now, store)
            counts["unjudged"] = len(lacking)
    return books, counts


def _unjudged(now: Snapshot, codes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the vacancies for which nobody can be judged, and why: they never stop the lists of the others."""
    found: dict[str, dict[str, Any]] = {}
    for code in codes:
        vacancy = find_vacancy(now, code)
        why = None if vacancy is None else unjudged(now, str(vacancy["jabatan"]))
        if vacancy is not None and why is not None:
            named = {name: vacancy[name] for name in ("jabatan", "unit_kerja")}
            found[code] = {"vacancy": vacancy["kode"], **named, "reason": why[0], "detail": why[1]}
    return found


def _file_names(codes: Sequence[str]) -> list[str]:
    """Return a name in files for each code, a number behind the later of those that a file name cannot tell apart."""
    seen: dict[str, int] = {}
    names = []
    for code in codes:
        name = slug(code)
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def _shortlist(now: Snapshot, store: "Store", request: ShortlistRequest, post: Post) -> Book:
    then = now.ahead(post.tmt)
    judged = judge(then, post)
    rows = candidate_rows(then, judged, request.top or now.settings.promotion.top, every=request.every)
    rising = rises(then, post)
    persons = judged.eligibility.persons[rising]
    short = _gate_rows(
        then, judged, persons[persons["status"] == "one_gate_short"], "gates_failed", "not_met"
    )
    unknown = _gate_rows(then, judged, persons[persons["status"] == "unknown"], "gates_unknown", "unknown")
    listed = pd.concat([rows["nip"], short["nip"], unknown["nip"]]).drop_duplicates()
    findings = with_sources(judged.eligibility.findings_of(listed.tolist()), now)
    citations = gate_citations(then, judged)
    marks, leans_on = leaning_marks(then, post, leanings_of_posts(now, citations), listed.tolist())
    rows, short, unknown = (
        one.assign(leans_on=one["nip"].map(marks).astype(object)) for one in (rows, short, unknown)
    )
    ahead = judged.day > now.as_of
    view = ShortlistView(
        post=_called(post, judged.day if ahead else None),
        rows=rows,
        short=short,
        unknown=unknown,
        gates=gate_counts(judged.eligibility.gates, rising),
        counts=status_counts(judged.eligibility.persons, rising),
        findings=findings,
        top=request.top or now.settings.promotion.top,
        ahead=ahead,
        jenjang=_listed(rising_jenjang(then, judged), listed, every=request.every),
        reported=reported_of_unassessed(now, judged.match[judged.match["nip"].isin(listed)]),
    )
    if request.blind:
        view = _blinded(view)
    counts = {"people": now.dossiers.count, "findings": len(findings)}
    return stamped(
        shortlist_book(view, now.as_of),
        now,
        store,
        citations=citations,
        counts=counts,
        notes=policy_notes(now.settings),
        leans_on=leans_on,
        next_steps=_next_steps(judged, rising, post, len(rows)),
    )


def _next_steps(judged: Judged, rising: NDArray[np.bool_], post: Post, listed: int) -> tuple[NextStep, ...]:
    """Return what decides the most open candidates; where nobody is listed, how everybody stands to the post."""
    waiting = steps_for(lacks_of(next_blockers(judged.eligibility, rising)), int(rising.sum()))
    return waiting if listed else (*waiting, everybody_for(post.code or post.jabatan, post.jabatan))


def _listed(jenjang: pd.DataFrame, listed: pd.Series, *, every: bool) -> pd.DataFrame:
    """Return the people of the other tables first, in their order, then, with `every`, the others."""
    place = pd.Index(listed).get_indexer(jenjang["nip"])
    order = np.argsort(np.where(place < 0, len(listed), place), kind="stable")
    return jenjang.iloc[order if every else order[: (place >= 0).sum()]].reset_index(drop=True)


def _called(post: Post, falls_vacant: date | None) -> str:
    """Return how the post is called in the title, with the day to come on which it falls vacant."""
    parts = [post.jabatan, post.unit_kerja or "—", post.code or ""]
    return " · ".join([*filter(None, parts), *([f"TMT {day_text(falls_vacant)}"] if falls_vacant else [])])


def candidate_rows(now: Snapshot, judged: Judged, top: int, *, every: bool) -> pd.DataFrame:
    """Return the first `top` eligible people in order; with `every`, also everybody else, unranked, by NIP."""
    persons = judged.eligibility.persons
    rising = rises(now, judged.post)
    eligible = (persons["status"] == "eligible").to_numpy(dtype=bool) & rising
    bands = bands_of(now, judged)
    people, weights = now.dossiers.people, now.settings.promotion.weights.model_dump()
    order = rank_some(people, bands, weights, eligible, top).head(top)
    if every:
        others = rank_some(people, bands, weights, ~eligible & rising, top)
        others = others.drop(columns=["rank", "rank_stability"]).sort_values("nip", kind="stable")
        order = pd.concat([order.astype({"rank": "Int64"}), others], ignore_index=True)
    order = order.assign(components=pd.Series(_components(order), index=order.index, dtype=object))
    who = now.employees[["nip", "nama", "jabatan", "unit_kerja"]]
    boxes = grid_for_post(now.dossiers, judged.target, bands, now.rulebook)[["nip", "kotak"]]
    match = judged.match[["nip", "jpm", "coverage"]]
    groups = match_by_group(now, judged.post.standard)
    later = to_be_tested(now, judged.post.standard, order["nip"].tolist())
    order = order.assign(to_be_tested=order["nip"].map(later))
    gates = persons[["nip", "status", "eligible_on", "gates_failed", "gates_unknown", "wanting"]]
    for part in (who, gates, match, groups, boxes):
        order = order.merge(part, on="nip", how="left", validate="one_to_one")
    return order


def _components(order: pd.DataFrame) -> list[dict[str, float | None]]:
    names = [name for name in COMPONENTS if name in order.columns]
    values = order[names].to_numpy(dtype=float)
    return [
        {name: None if np.isnan(value) else round(value, 2) for name, value in zip(names, row, strict=True)}
        for row in values.tolist()
    ]


def _gate_rows(now: Snapshot, judged: Judged, persons: pd.DataFrame, names: str, result: str) -> pd.DataFrame:
    """Return one row per person with what was found and required at the gates in `names`."""
    findings = judged.eligibility.findings_of(persons["nip"].tolist())
    wanted = set(zip(*persons[["nip", names]].explode(names).to_numpy(dtype=object).T, strict=True))
    asked = np.array(
        [pair in wanted for pair in zip(findings["nip"], findings["rule_id"], strict=True)], dtype=bool
    )
    open_ones = findings[(findings["result"] == result) & asked]
    told = pd.DataFrame({name: _together(open_ones, name) for name in ("observed", "required")})
    rows = persons[["nip", names, "eligible_on"]].rename(columns={names: "gates"})
    rows = rows.merge(told, left_on="nip", right_index=True, how="left", validate="one_to_one")
    who = now.employees[["nip", "nama", "jabatan", "unit_kerja"]]
    rows = rows.merge(who, on="nip", how="left", validate="one_to_one")
    rows = rows.merge(judged.match[["nip", "jpm"]], on="nip", how="left", validate="one_to_one")
    rows = rows.assign(number=rows["gates"].map(len))
    return rows.sort_values(
        ["number", "jpm", "nip"], ascending=[True, False, True], kind="stable", ignore_index=True
    )


def _together(findings: pd.DataFrame, name: str) -> pd.Series:
    """Return what all findings of each person say in the column `name` together; what is alike is made once."""
    parts: dict[str, list[Said]] = {}
    for nip, one in zip(findings["nip"].tolist(), findings[name].tolist(), strict=True):
        parts.setdefault(nip, []).append(one)
    made: dict[tuple[int, ...], Said | None] = {}
    told = []
    for one in parts.values():
        key = tuple(map(id, one))
        if key not in made:
            made[key] = together(tuple(one))
        told.append(made[key])
    return pd.Series(told, index=list(parts), dtype=object)


def _blinded(view: ShortlistView) -> ShortlistView:
    """Return the same report without names, units and NIP: people are called K1, K2 … in the order of the report."""
    frames = (view.rows, view.short, view.unknown, view.jenjang)
    nips = pd.concat([frame["nip"] for frame in frames if len(frame)] or [view.rows["nip"]]).drop_duplicates()
    alias = {nip: f"K{number}" for number, nip in enumerate(nips, start=1)}

    def hidden(frame: pd.DataFrame) -> pd.DataFrame:
        changes: dict[str, Any] = {name: "" for name in _BLIND if name in frame.columns}
        changes["nip"] = frame["nip"].map(alias)
        if "source" in frame.columns:
            changes["source"] = ""
        return frame.assign(**changes)

    return replace(
        view,
        rows=hidden(view.rows),
        short=hidden(view.short),
        unknown=hidden(view.unknown),
        findings=hidden(view.findings),
        reported=hidden(view.reported) if len(view.reported) else view.reported,
        jenjang=hidden(view.jenjang) if len(view.jenjang) else view.jenjang,
    )
