"""Why: every figure and finding of one person, down to file, sheet and cell."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from asnkarier.agency.answers.biography import biography
from asnkarier.agency.answers.concerned import load_concerned
from asnkarier.agency.answers.entry import ways_in, ways_of
from asnkarier.agency.answers.groups import deciding_standard, policy_notes
from asnkarier.agency.answers.jenjang import rising_jenjang
from asnkarier.agency.answers.leaning import leaning_marks, leanings, leanings_of_posts
from asnkarier.agency.answers.next_steps import Lack, lacks_of, steps_for, unread
from asnkarier.agency.cover import stamped
from asnkarier.agency.gates.by_then import since_when
from asnkarier.agency.judging import Judged, bands_of, gate_citations, judge_by_way
from asnkarier.agency.lookups import digits_of, find_person, is_name
from asnkarier.agency.match import gap_citations, items_of, jpm_categories, persons_of
from asnkarier.agency.people import People
from asnkarier.agency.posts import Post, find_post
from asnkarier.agency.provenance import with_sources
from asnkarier.agency.selection import named
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.gates.about_day import about_day
from asnkarier.analysis.gates.remedies import ASSESS, STANDARD
from asnkarier.analysis.match.categories import OPEN, Categories
from asnkarier.analysis.match.smallest_change import Change, Line, smallest_change
from asnkarier.analysis.readiness.gates import next_blockers
from asnkarier.analysis.scores.bands import POINT
from asnkarier.analysis.talent.for_post import grid_for_post
from asnkarier.errors import UsageError
from asnkarier.model.book import Book
from asnkarier.model.level import MICRO
from asnkarier.model.messages import N_
from asnkarier.model.said import Competency, Said, said, together
from asnkarier.reports.books.explain import ExplainView, explain_book
from asnkarier.reports.shown.labels import label_of
from asnkarier.workflows.requests.explain import ExplainRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

_GATES = ("status", "gates_failed", "gates_unknown", "eligible_on")
_ABOUT_PEOPLE = (
    "appraisals",
    "positions",
    "trainings",
    "assessments",
    "assessment_results",
    "credit_points",
    "competency_tests",
)


def explain_person(workspace: "Workspace", request: ExplainRequest, *, everybody: bool = False) -> Book:
    """Return the report about one person, for the post held or for another one, or about the lines of a report; UsageError when unknown.

    everybody: the facts of everybody are read, and not only those that enter the answer (see `answers.concerned`), which is the same.
    """
    if request.of is not None:
        from asnkarier.workflows.explaining.explain_line import explain_line

        return explain_line(workspace, request)
    _no_options(request)
    target = request.target
    asking = [] if target is None else ["vacancies"]
    with workspace.open_store() as store:
        if everybody:
            now = load_somebody(workspace, store, asking=asking)
        else:
            now = load_concerned(workspace, store, request.nip, target=target, asking=asking)
        wanted = _find(now, store, request.nip)
        now = named(now, wanted)
        place = int(np.flatnonzero((now.employees["nip"] == wanted).to_numpy(dtype=bool))[0])
        judged = post = ways = None
        then = now
        if target is not None:  # on the day the post falls vacant, where that is still to come
            then = now.ahead(find_post(now, target).tmt)
            post = find_post(then, target)
            judged = judge_by_way(then, post)
            ways = ways_in(then, judged, wanted)
        view = _view(now, then, store, judged, place, post)
        citations = gap_citations(now) + (() if judged is None else gate_citations(then, judged, place))
        if ways is not None:
            view = replace(view, routes=ways.rows, route_findings=ways.findings)
            citations += ways.citations
        notes = (
            () if judged is None else policy_notes(now.settings, [(judged.post.standard, judged.deciding)])
        )
        leans_on = leanings(now.settings, now.rulebook, citations)
        if judged is not None:
            alone = then.among([wanted])
            found = leanings_of_posts(now, citations)
            marks, leans_on = leaning_marks(alone, judge_by_way(alone, judged.post), found, [wanted])
            view = _marked(view, marks[wanted])
        return stamped(
            explain_book(view, now.as_of),
            now,
            store,
            citations=citations,
            leans_on=leans_on,
            notes=notes,
            next_steps=(*unread(workspace, store), *steps_for(_lacks(view, judged, place), 1)),
        )


def _no_options(request: ExplainRequest) -> None:
    """Refuse what only lines of a report take."""
    told = (request.budget, request.years, request.first, request.second, request.file)
    if any(one is not None for one in told):
        raise UsageError(
            N_("--budget, --years, --from, --to and --file belong to the lines of a report"),
            N_("name the report with --of: {reports}"),
            facts={"reports": "recommend-training, diff, what-if"},
        )


def _marked(view: ExplainView, marks: tuple[str, ...]) -> ExplainView:
    """Return the view with the marks of what its verdict leans on."""
    if view.verdict is None:
        raise AssertionError
    return replace(view, verdict=view.verdict.assign(leans_on=pd.Series([marks], dtype=object)))


def _lacks(view: ExplainView, judged: Judged | None, place: int) -> list[Lack]:
    """Return what would decide what is open: the category of the match, and the gates of the post."""
    match = view.match.iloc[0]
    lacks = [Lack(ASSESS, "", 1)] if match["kategori"] == OPEN else []
    if pd.isna(match["standar"]):
        lacks.append(Lack(STANDARD, "", 1))
    if judged is not None:
        asked = np.arange(len(judged.eligibility.people)) == place
        lacks += lacks_of(next_blockers(judged.eligibility, asked))
    return list(dict.fromkeys(lacks))


def _find(now: Snapshot, store: "Store", nip: str) -> str:
    """Return the NIP among the employees; UsageError tells apart who is unknown and whose facts wait for a list that names them."""
    digits = digits_of(nip)
    if not is_name(nip) and not (now.employees["nip"] == digits).any():
        waiting = [
            table
            for table in _ABOUT_PEOPLE
            if len(store.versions(table, digits, now.as_of, known_at=now.known_at))
        ]
        if waiting:
            raise UsageError(
                N_(
                    "facts about NIP {nip} are in the store ({tables}), but no list of employees names this person"
                ),
                N_("import the list of employees that names them; the facts then count by themselves"),
                facts={"nip": nip, "tables": ", ".join(map(label_of, waiting))},
            )
    return find_person(now, nip)


def _view(
    now: Snapshot, then: Snapshot, store: "Store", judged: Judged | None, place: int, post: Post | None
) -> ExplainView:
    """Return the person as known now; `judged` and `post` are of the day of `then`. post None: the one that is held."""
    person = now.employees.iloc[place]
    people = now.people.among(np.arange(now.dossiers.count) == place)
    deciding = None
    if post is not None:
        standards = () if post.standard is None else (post.standard,)
        people = people.judged_by(standards, np.array([0 if standards else -1]))
        deciding = deciding_standard(then, post.standard)
    items = _items(now, people)
    if deciding is not None:  # the match and what it takes rest on what decides
        people = people.judged_by((deciding,), np.array([0]))
    change = _smallest_change(now, items[items["kompetensi"].isin(_asked(people))])
    nip = str(person["nip"])
    known = biography(now, store, nip)
    view = ExplainView(
        name=str(person["nama"]),
        subject=f"{person['nama']} · {nip} · {person['jabatan']}",
        items=items,
        match=_match(now, people, change),
        steps=() if change is None else change.steps,
        person=known.person,
        appraisals=known.appraisals,
        positions=known.positions,
        trainings=known.trainings,
        register=known.register,
        facts=known.facts,
        reported=known.reported,
        left_by=known.left_by,
        no_punishment=bool(now.dossiers.declared("hukuman_disiplin")[place]),
    )
    if judged is None:
        return view
    findings = with_sources(judged.eligibility.findings_of([nip]), now)
    verdict, parts = _verdict(then, judged, place, findings)
    verdict = since_when(now, judged, verdict.assign(nip=nip))
    rising = rising_jenjang(then, judged)
    mine = rising[rising["nip"] == nip].reset_index(drop=True)
    return replace(view, verdict=verdict, findings=findings, parts=parts, jenjang=mine)


def _asked(people: People) -> set[str]:
    return {line.kompetensi for standard in people.standards for line in standard.kompetensi}


def _items(now: Snapshot, people: People) -> pd.DataFrame:
    items = items_of(now, people)
    counted = items[["level", "required"]].min(axis=1).where(items["level"].notna())
    return items.assign(counted=counted)


def _smallest_change(now: Snapshot, items: pd.DataFrame) -> Change | None:
    lines = zip(items["kompetensi"], items["required"], items["level"], strict=True)
    return smallest_change(
        [Line(name, required, None if pd.isna(level) else level) for name, required, level in lines],
        jpm_categories(now),
    )


def _match(now: Snapshot, people: People, change: Change | None) -> pd.DataFrame:
    row: dict[Any, Any] = persons_of(now, people).iloc[0].to_dict()
    counted, required = row["num"] / MICRO, row["den"] / MICRO
    row |= {
        "sum_counted": counted,
        "sum_required": required,
        "sum_all": row["total"] / MICRO,
        "arithmetic": said("match_sum", counted=counted, required=required, jpm=round(row["jpm"], 2))
        if row["den"]
        else None,
        "next_kategori": None if change is None else change.kategori,
        "smallest_change": None if change is None else _sentence(change),
        "smallest_change_reason": None if change else _why_no_change(row, jpm_categories(now)),
    }
    return pd.DataFrame([row])


def _why_no_change(match: Mapping[str, Any], categories: Categories) -> Said:
    """Return why no change leads to a higher category."""
    if pd.isna(match["standar"]):
        return said("standard_missing")
    return said("highest_category" if categories else "categories_not_in_force")


def _sentence(change: Change) -> Said:
    steps = tuple(
        said("level_step", kompetensi=Competency(name), level=level, to=to)
        for name, level, to in change.steps
    )
    return said("level_change", levels=change.levels_needed, steps=steps)


def _verdict(
    now: Snapshot, judged: Judged, place: int, findings: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    bands = bands_of(now, judged)
    weights = now.settings.promotion.weights.model_dump()
    parts = pd.DataFrame(
        [
            {
                "component": name,
                "weight": weights[name],
                "low": int(band.low[place]) / POINT,
                "high": int(band.high[place]) / POINT,
            }
            for name, band in bands.items()
        ]
    )
    total = parts["weight"].sum()
    person = judged.eligibility.persons.iloc[place].to_dict()
    box = (
        grid_for_post(now.dossiers, judged.target, bands, now.rulebook, now.settings.talent.near)
        .iloc[place]
        .to_dict()
    )
    row = {
        **{
            name: box[name]
            for name in ("kinerja_label", "potensial_label", "kotak", "kotak_reason", "rekomendasi")
        },
        "eligible_on_reason": about_day(judged.eligibility, [place])[0],
        **{name: person[name] for name in _GATES},
        **ways_of(judged, [place])[0],
        "jabatan": judged.post.jabatan,
        "judged_on": judged.day,
        "score": (parts["weight"] * parts["low"]).sum() / total,
        "score_high": (parts["weight"] * parts["high"]).sum() / total,
        "what_flips_it": _flip(findings, (*person["gates_failed"], *person["gates_unknown"])),
    }
    return pd.DataFrame([row]), parts


def _flip(findings: pd.DataFrame, deciding: Collection[str]) -> Said | None:
    """Return what must change for every gate to be met, found against required; None when data stop nothing."""
    open_ones = findings[findings["result"].isin(["not_met", "unknown"]) & findings["rule_id"].isin(deciding)]
    told = zip(open_ones["rule_id"], open_ones["observed"], open_ones["required"], strict=True)
    return together(
        tuple(said("gate_change", rule=rule, observed=seen, required=asked) for rule, seen, asked in told)
    )
