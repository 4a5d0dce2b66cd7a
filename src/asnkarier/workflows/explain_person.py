"""Why: every figure and finding of one person, down to file, sheet and cell."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from asnkarier.agency.cover import stamped
from asnkarier.agency.judging import Judged, bands_of, gate_citations, judge
from asnkarier.agency.lookups import find_nip, is_name
from asnkarier.agency.match import gap_citations, items_of, jpm_categories, persons_of
from asnkarier.agency.people import People
from asnkarier.agency.posts import find_post
from asnkarier.agency.provenance import cell_of, with_sources
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.match.smallest_change import Change, Line, smallest_change
from asnkarier.analysis.scores.bands import POINT
from asnkarier.analysis.talent.for_post import grid_for_post
from asnkarier.errors import UsageError
from asnkarier.model.book import Book
from asnkarier.model.frames import TABLES
from asnkarier.model.level import MICRO
from asnkarier.model.messages import N_
from asnkarier.reports.books.explain import ExplainView, explain_book
from asnkarier.reports.shown.labels import label_of
from asnkarier.workflows.requests.explain import ExplainRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Source
    from asnkarier.store.store import Store

_OF_A_PERSON = ("appraisals", "positions", "trainings")
_ABOUT_PEOPLE = (*_OF_A_PERSON, "assessments")


def explain_person(workspace: "Workspace", request: ExplainRequest) -> Book:
    """Return the report about one person, for the post held or for another one; UsageError when unknown."""
    target = request.target
    with workspace.open_store() as store:
        now = load_somebody(workspace, store)
        wanted = _find(now, store, request.nip)
        place = int(np.flatnonzero((now.employees["nip"] == wanted).to_numpy(dtype=bool))[0])
        judged = None if target is None else judge(now, find_post(now, target))
        view = _view(now, store, judged, place)
        citations = gap_citations(now) + (() if judged is None else gate_citations(now, judged))
        return stamped(explain_book(view, now.as_of), now, store, citations=citations)


def _find(now: Snapshot, store: "Store", nip: str) -> str:
    """Return the NIP among the employees; UsageError tells apart who is unknown and whose facts wait for a list that names them."""
    employees = now.employees
    digits = "".join(character for character in nip if character.isalnum())
    if not is_name(nip) and not (employees["nip"] == digits).any():
        waiting = [table for table in _ABOUT_PEOPLE if len(store.versions(table, digits, now.as_of))]
        if waiting:
            raise UsageError(
                N_(
                    "facts about NIP {nip} are in the store ({tables}), but no list of employees names this person"
                ),
                N_("import the list of employees that names them; the facts then count by themselves"),
                facts={"nip": nip, "tables": ", ".join(map(label_of, waiting))},
            )
    return find_nip(employees, nip)


def _view(now: Snapshot, store: "Store", judged: Judged | None, place: int) -> ExplainView:
    person = now.employees.iloc[place]
    only = np.arange(now.dossiers.count) == place
    people = now.people.among(only)
    if judged is not None:
        standards = () if judged.post.standard is None else (judged.post.standard,)
        people = people.judged_by(standards, np.array([0 if standards else -1]))
    items = _items(now, people)
    facts = _facts(now, store, str(person["nip"]))
    name = f"{person['nama']} · {person['nip']} · {person['jabatan']}"
    match = _match(now, people, items)
    if judged is None:
        return ExplainView(name, items, match, facts)
    findings = with_sources(judged.eligibility.findings_of([str(person["nip"])]), now.sources)
    verdict, parts = _verdict(now, judged, place, findings)
    return ExplainView(name, items, match, facts, verdict, findings, parts)


def _items(now: Snapshot, people: People) -> pd.DataFrame:
    items = items_of(now, people)
    counted = items[["level", "required"]].min(axis=1).where(items["level"].notna())
    return items.assign(counted=counted)


def _match(now: Snapshot, people: People, items: pd.DataFrame) -> pd.DataFrame:
    row: dict[Any, Any] = persons_of(now, people).iloc[0].to_dict()
    change = smallest_change(
        [
            Line(name, required, None if pd.isna(level) else level)
            for name, required, level in zip(
                items["kompetensi"], items["required"], items["level"], strict=True
            )
        ],
        jpm_categories(now),
    )
    counted, required = row["num"] / MICRO, row["den"] / MICRO
    row |= {
        "sum_counted": counted,
        "sum_required": required,
        "sum_all": row["total"] / MICRO,
        "arithmetic": f"100 × {counted:g} / {required:g} = {row['jpm']:.2f}" if row["den"] else "—",
        "next_kategori": None if change is None else change.kategori,
        "smallest_change": None if change is None else _sentence(change),
    }
    return pd.DataFrame([row])


def _sentence(change: Change) -> str:
    steps = ", ".join(
        f"{name} {'—' if level is None else format(level, 'g')} → {to:g}" for name, level, to in change.steps
    )
    return f"+{change.levels_needed:g}: {steps}"


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
    box = grid_for_post(now.dossiers, judged.target, bands, now.rulebook).iloc[place].to_dict()
    row = {
        **{name: box[name] for name in ("kinerja_label", "potensial_label", "kotak", "rekomendasi")},
        **{name: person[name] for name in ("status", "gates_failed", "gates_unknown", "eligible_on")},
        "jabatan": judged.post.jabatan,
        "score": (parts["weight"] * parts["low"]).sum() / total,
        "score_high": (parts["weight"] * parts["high"]).sum() / total,
        "what_flips_it": _flip(findings),
    }
    return pd.DataFrame([row]), parts


def _flip(findings: pd.DataFrame) -> str | None:
    """Return what must change for every gate to be met, found against required; None when data stop nothing."""
    open_ones = findings[findings["result"].isin(["not_met", "unknown"])]
    if open_ones.empty:
        return None
    return "; ".join(
        f"{rule}: {observed} → {required}"
        for rule, observed, required in zip(
            open_ones["rule_id"], open_ones["observed"], open_ones["required"], strict=True
        )
    )


def _facts(now: Snapshot, store: "Store", nip: str) -> pd.DataFrame:
    """Return every stored fact about the person with its cell: each field of the register, then the histories."""
    sources = now.sources
    rows: list[dict[str, str]] = []
    versions = store.versions("employees", nip, now.as_of)
    for field in TABLES["employees"].columns:
        known = versions[versions[field].notna()]
        if len(known):
            last = known.iloc[-1]
            rows.append({"field": field, "value": _text(last[field]), "source": _cell(last, field, sources)})
    for table in _OF_A_PERSON:
        fields = [field for field in TABLES[table].columns if field != "nip"]
        for _, fact in store.versions(table, nip, now.as_of).iterrows():
            value = "; ".join(f"{field}={_text(fact[field])}" for field in fields if not pd.isna(fact[field]))
            rows.append({"field": table, "value": value, "source": _cell(fact, "", sources)})
    return pd.DataFrame(rows, columns=["field", "value", "source"])


def _text(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _cell(fact: pd.Series, field: str, sources: "Mapping[int, Source]") -> str:
    return cell_of(sources[int(fact["source_id"])], field, int(fact["row"]))
