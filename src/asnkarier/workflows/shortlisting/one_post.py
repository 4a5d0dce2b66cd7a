"""One post: how it judges everybody, who is or may be on its list, and what to find out first."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from asnkarier.agency.answers.jenjang import rising_jenjang
from asnkarier.agency.answers.leaning import leaning_marks, leanings_of_posts
from asnkarier.agency.answers.next_steps import everybody_for, lacks_of_many, steps_for
from asnkarier.agency.answers.reported import reported_of_unassessed
from asnkarier.agency.cover import cite_parameters
from asnkarier.agency.gates.by_then import since_when
from asnkarier.agency.gates.confirming import NOTHING_CONFIRMED, confirm_days, day_columns
from asnkarier.agency.judging import Judged, bands_of, gate_citations, heights_told, judge_by_way, rises
from asnkarier.agency.posts import Post
from asnkarier.agency.provenance import with_sources
from asnkarier.agency.snapshot import Snapshot
from asnkarier.agency.succession.benches import kind_of
from asnkarier.agency.succession.holders import holders_of
from asnkarier.agency.succession.service import service_in
from asnkarier.analysis.careers.retiring import END_OF_SERVICE
from asnkarier.analysis.gates.eligibility import STATUS
from asnkarier.analysis.gates.tallies import gate_counts, status_counts
from asnkarier.analysis.gates.ways import told_status
from asnkarier.analysis.readiness.gates import waited_for
from asnkarier.analysis.shortlist.candidates import candidates, find_first
from asnkarier.analysis.shortlist.unknowns import Office
from asnkarier.language import day_text
from asnkarier.model.book import CitationLine, Leaning, NextStep
from asnkarier.reports.books.shortlist import ShortlistView
from asnkarier.workflows.requests.promote_shortlist import ShortlistRequest
from asnkarier.workflows.shortlisting.asked import asked_for, certainty_row, first_rows
from asnkarier.workflows.shortlisting.blind import Codes, blinded
from asnkarier.workflows.shortlisting.left_aside import not_considered
from asnkarier.workflows.shortlisting.rows import candidate_rows, gate_rows, nearest, out_rows, tie_rows
from asnkarier.workflows.shortlisting.scored import part_rows, told_order

if TYPE_CHECKING:
    from asnkarier.catalog.types import JobStandard


@dataclass(frozen=True)
class OnePost:
    """What the report on a post holds, the standard with the competencies that decide now, the citations and choices that it rests on, and what to do about what is open."""

    view: ShortlistView
    deciding: "JobStandard | None"
    citations: tuple[CitationLine, ...]
    leans_on: tuple[Leaning, ...]
    next_steps: tuple[NextStep, ...]


def one_post(
    now: Snapshot,
    post: Post,
    request: ShortlistRequest,
    codes: Codes | None = None,
    whole: Snapshot | None = None,
) -> OnePost:
    """Return the report on `post` as data; a post that is still to fall vacant is judged on that day.

    codes: by which people are called instead of their names, None: they are named. whole: the agency with those who do not count, where the report is about one post and says everything of it.
    """
    then = now.ahead(post.tmt)
    if whole is None:
        found = then.kept.of(
            ("shortlist", _alike(post), request.top, request.every), lambda: _short(now, then, post, request)
        )
        ahead = then.as_of if then.as_of > now.as_of else None
        first = asked_for(found.view.first, post.jabatan)
        view = replace(found.view, post=_called(post, ahead), holders=holders_of(now, post), first=first)
        return replace(found, view=view if codes is None else blinded(view, codes, now))
    judged = judge_by_way(then, post)
    view = _view(now, then, judged, request, whole)
    holders = holders_of(now, post)
    citations = (
        *gate_citations(then, judged),
        *(cite_parameters(now, END_OF_SERVICE) if len(holders) else ()),
    )
    listed = pd.concat([view.rows["nip"], view.short["nip"], view.unknown["nip"]]).drop_duplicates()
    marks, leans_on = leaning_marks(then, judged, leanings_of_posts(now, citations), listed.tolist())
    rows, short, unknown = (
        one.assign(leans_on=one["nip"].map(marks).astype(object))
        for one in (view.rows, view.short, view.unknown)
    )
    view = replace(view, rows=rows, short=short, unknown=unknown, holders=holders)
    steps = _next_steps(then, judged, len(rows))
    return OnePost(
        view if codes is None else blinded(view, codes, whole), judged.deciding, citations, leans_on, steps
    )


def _alike(post: Post) -> Hashable:
    """Return what the list of a post among many depends on; see `kind_of`."""
    return kind_of(post), "" if post.standard else post.jabatan


def _short(now: Snapshot, then: Snapshot, post: Post, request: ShortlistRequest) -> OnePost:
    """Return the list of a post among many: made once for all that judge everybody alike, and of each table the first names only."""
    judged = judge_by_way(then, post)
    view = _view(now, then, judged, request, None)
    return OnePost(
        view, judged.deciding, gate_citations(then, judged), (), _next_steps(then, judged, len(view.rows))
    )


def _next_steps(then: Snapshot, judged: Judged, listed: int) -> tuple[NextStep, ...]:
    """Return what decides the most open candidates; where nobody is listed, how everybody stands to the post."""
    post, rising = judged.post, rises(then, judged.post)
    waiting = steps_for(lacks_of_many(waited_for(judged.eligibility, rising), len(rising)), int(rising.sum()))
    return waiting if listed else (*waiting, everybody_for(post.code or post.jabatan, post.jabatan))


def _view(
    now: Snapshot, then: Snapshot, judged: Judged, request: ShortlistRequest, whole: Snapshot | None
) -> ShortlistView:
    top = request.top or now.settings.promotion.top
    rising, bands = rises(then, judged.post), bands_of(then, judged)
    weights = then.settings.promotion.weights.model_dump()
    found = candidates(Office(then.dossiers, judged.eligibility, then.rulebook), bands, weights, rising)
    first = find_first(found, top)
    most = top if whole is None else None  # a post among many
    rows = candidate_rows(then, judged, bands, found, top, every=request.every, most=most)
    persons, codes = judged.eligibility.persons, judged.eligibility.status
    short, unknown = (
        gate_rows(
            then,
            judged,
            nearest(judged, persons[rising & (codes == STATUS.index(status))], names, most),
            names,
            result,
        )
        for status, names, result in (
            ("one_gate_short", "gates_failed", "not_met"),
            ("unknown", "gates_unknown", "unknown"),
        )
    )
    listed = pd.concat([rows["nip"], short["nip"], unknown["nip"]]).drop_duplicates()
    days = NOTHING_CONFIRMED if whole is None else confirm_days(then, judged, listed.tolist())
    rows, short, unknown = (day_columns(days, judged, one) for one in (rows, short, unknown))
    rows = since_when(now, judged, rows, confirm=whole is not None)
    rows = rows.assign(**service_in(now, judged.post, rows["nip"].tolist()).set_axis(rows.index))
    heights = heights_told(then, judged.post, rows["nip"].tolist())
    rows = rows.assign(height_warning=pd.Series(heights, index=rows.index, dtype=object))
    ranked = rows[rows["rank"].notna()]
    told = told_order(then, judged, bands, ranked)
    rows = rows.assign(
        before_next=pd.Series(told.before, index=ranked.index, dtype=object),
        swap=pd.Series(told.swap, index=ranked.index, dtype=object),
    )
    ahead = judged.day > now.as_of
    return ShortlistView(
        post=_called(judged.post, judged.day if ahead else None),
        rows=rows,
        short=short,
        unknown=unknown,
        gates=gate_counts(judged.eligibility.gates, rising),
        counts=status_counts(told_status(judged.eligibility), rising),
        findings=with_sources(judged.eligibility.findings_of(listed.tolist()), now),
        top=top,
        ahead=ahead,
        reported=reported_of_unassessed(now, judged.match[judged.match["nip"].isin(listed)]),
        jenjang=_listed(rising_jenjang(then, judged), listed, every=request.every),
        first=first_rows(then, judged, first),
        certainty=certainty_row(found, first, top),
        out=out_rows(then, found, top, most),
        ties=tie_rows(found, top),
        by_ways=bool(judged.ways),
        parts=pd.DataFrame() if whole is None else part_rows(then, judged, bands, ranked),
        aside=pd.DataFrame() if whole is None else not_considered(whole, then, judged),
        swaps=told.rows,
    )


def _listed(jenjang: pd.DataFrame, listed: pd.Series, *, every: bool) -> pd.DataFrame:
    """Return the people of the other tables first, in their order, then, with `every`, the others."""
    place = pd.Index(listed).get_indexer(jenjang["nip"])
    order = np.argsort(np.where(place < 0, len(listed), place), kind="stable")
    return jenjang.iloc[order if every else order[: (place >= 0).sum()]].reset_index(drop=True)


def _called(post: Post, falls_vacant: date | None) -> str:
    """Return how the post is called in the title, with the day to come on which it falls vacant."""
    parts = [post.jabatan, post.unit_kerja or "—", post.code or ""]
    return " · ".join([*filter(None, parts), *([f"TMT {day_text(falls_vacant)}"] if falls_vacant else [])])
