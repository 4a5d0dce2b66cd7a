"""The rows of the report on succession."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.gates.open_classes import course_costs
from asnkarier.agency.succession.benches import Kind
from asnkarier.agency.succession.key_posts import KeyPost
from asnkarier.analysis.succession.prospects import NO_GATE
from asnkarier.model.said import said
from asnkarier.reports.books.succession import (
    BUSY_COLUMNS,
    CANDIDATE_COLUMNS,
    MACHINE_COLUMNS,
    OPENED_COLUMNS,
    REFUTED_COLUMNS,
    SuccessionView,
)
from asnkarier.workflows.succession.outlook import LATER, NOW, SHORT, SOON, Outlook, PostOutlook, confirm

_READY: Final = (NOW, SOON, LATER)
_COUNTS: Final = (*_READY, "ready_then", "unknown", "too_late")


def view_of(
    outlook: Outlook, posts: list[KeyPost], every: Mapping[tuple[str, str | None], KeyPost]
) -> SuccessionView:
    """Return the frames of the report about these posts; every: all key posts by name and unit, which fillings may open."""
    outlooks = [outlook.of(one) for one in posts]
    confirm(outlook, outlooks)
    outlooks.sort(key=lambda one: _urgency(outlook, one))
    shown = _Candidates(outlook, every)
    candidates = [shown.rows(one) for one in outlooks]
    rows = [_row(outlook, one, some) for one, some in zip(outlooks, candidates, strict=True)]
    flat = [line for some in candidates for line in some]
    return SuccessionView(
        rows=_frame(rows, MACHINE_COLUMNS, ("vacant_on", "bup_on", "looked_at_on")),
        candidates=_frame(flat, CANDIDATE_COLUMNS, ("ready_on",)),
        opened=_frame(_opened(outlook, flat, every), OPENED_COLUMNS),
        busy=_frame(_busy(outlook, flat), BUSY_COLUMNS),
        refuted=_frame(_refuted(outlook), REFUTED_COLUMNS),
        totals=_totals(outlook, rows),
        years=_years(outlook, rows),
    )


def _urgency(outlook: Outlook, one: PostOutlook) -> tuple[Any, ...]:
    """Return what orders posts: those that empty in these years first, the soonest first, the thinnest bench first; of the others the thinnest bench, then the soonest."""
    within = one.vacant_on is not None and one.vacant_on <= outlook.terms.last
    return (
        not within,
        one.vacant_on if within else one.looked_at,
        one.counts.get("ready_then", 0),
        one.vacant_on or date.max,
        one.post.jabatan,
        one.post.unit_kerja or "",
    )


def _row(outlook: Outlook, one: PostOutlook, candidates: list[dict[str, Any]]) -> dict[str, Any]:
    people, policy = outlook.now.employees, outlook.terms.policy
    counts = {name: one.counts.get(name) for name in _COUNTS}
    ready = sum(one.counts.get(name, 0) for name in _READY)
    judged = one.kind is not None
    return {
        "vacant_on": one.vacant_on,
        "jabatan": one.post.jabatan,
        "unit_kerja": one.post.unit_kerja,
        "kelompok": one.kelompok,
        "holder": None if one.holder is None else people["nip"].iloc[one.holder],
        "holder_nama": None if one.holder is None else people["nama"].iloc[one.holder],
        "holders": len(one.post.holders),
        "bup_on": one.bup_on,
        "vacancy": ", ".join(one.post.codes) or None,
        "looked_at_on": one.looked_at,
        **counts,
        "unknown_first": outlook.first_fact(one.kind) if one.kind else None,
        "single_point": one.counts["ready_then"] < policy.least_ready if judged else None,
        "candidates_short": max(0, policy.candidates - ready) if judged else None,
        "reason": one.reason,
        "candidates": [
            {
                "nip": line["nip"],
                "status": line["status"],
                "ready_on": None if line["ready_on"] is None else line["ready_on"].isoformat(),
                "if_kept": line["if_kept"],
                "at_latest": line["at_latest"],
                "first_gate_missing": line["first_gate_missing"],
            }
            for line in candidates
        ],
    }


class _Candidates:
    """The lines of the people shown; what a gate says of somebody is worked out once for each kind of post."""

    def __init__(self, outlook: Outlook, every: Mapping[tuple[str, str | None], KeyPost]) -> None:
        self.outlook, self.every = outlook, every
        self.people = outlook.now.employees
        self.costs = course_costs(outlook.now)
        columns = ("nip", "nama", "jabatan", "unit_kerja")
        self.texts = {
            name: self.people[name].astype(object).where(self.people[name].notna(), None).tolist()
            for name in columns
        }
        self._found: dict[tuple[int, int], dict[str, Any]] = {}

    def rows(self, one: PostOutlook) -> list[dict[str, Any]]:
        """Return the lines of one post."""
        if one.kind is None:
            return []
        return [self._line(one, one.kind, name, place) for name, place in one.shown]

    def _line(self, one: PostOutlook, kind: Kind, name: str, place: int) -> dict[str, Any]:
        who = {key: values[place] for key, values in self.texts.items()}
        held = (str(who["jabatan"]), who["unit_kerja"])
        key = (id(kind), place)
        if key not in self._found:
            self._found[key] = self._missing(kind, name, place)
        return {
            "jabatan": one.post.jabatan,
            "unit_kerja": one.post.unit_kerja,
            "nip": who["nip"],
            "nama": who["nama"],
            "status": name,
            **self._found[key],
            "from_jabatan": who["jabatan"],
            "from_unit": who["unit_kerja"],
            "opens_key_post": held in self.every,
        }

    def _missing(self, kind: Kind, name: str, place: int) -> dict[str, Any]:
        """Return when somebody is ready, the first gate that is missing and what closes it."""
        found = kind.prospects
        when = found.ready_on[place]
        told: dict[str, Any] = {
            "ready_on": None if np.isnat(when) else when.item(),
            "if_kept": bool(found.if_kept[place]),
            "at_latest": bool(found.at_latest[place]),
            **dict.fromkeys(
                (
                    "first_gate_missing",
                    "missing",
                    "observed",
                    "required",
                    "remedy",
                    "cost",
                    "class_cost",
                    "cost_reason",
                )
            ),
        }
        if name == NOW or found.missing[place] == NO_GATE:
            return told
        gate = found.gates[found.missing[place]]
        told["first_gate_missing"], told["missing"] = gate.criterion.id, gate.criterion.title
        told["observed"] = gate.outcome.observed.of(np.array([place]))[0]
        told["required"] = gate.outcome.required
        if name == SHORT:
            found_way = self.costs.remedy(gate)
            told["remedy"], told["cost"] = found_way.way, found_way.cost
            told["class_cost"], told["cost_reason"] = found_way.class_cost, found_way.cost_reason
        else:
            told["remedy"] = said("remedy_time", on=when.item())
        return told


def _opened(
    outlook: Outlook, lines: list[dict[str, Any]], every: Mapping[tuple[str, str | None], KeyPost]
) -> list[dict[str, Any]]:
    """Return the key posts that open where each post is filled with its first candidate."""
    first: dict[tuple[str, str | None], dict[str, Any]] = {}
    for line in lines:
        if line["status"] in _READY:
            first.setdefault((line["jabatan"], line["unit_kerja"]), line)
    found = []
    for line in first.values():
        held = (str(line["from_jabatan"]), line["from_unit"])
        if held not in every:
            continue
        one = outlook.of(every[held])
        outlook.fill(one)
        found.append(
            {
                "jabatan": held[0],
                "unit_kerja": held[1],
                "filled": line["jabatan"],
                "nip": line["nip"],
                "ready_now": one.counts.get(NOW),
            }
        )
    return sorted(
        found,
        key=lambda row: (row["ready_now"] is None, row["ready_now"] or 0, row["jabatan"], row["filled"]),
    )


def _busy(outlook: Outlook, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return who stands on more benches than the policy allows, as shown here."""
    posts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        if line["status"] in _READY:
            posts[line["nip"]].append(line)
    most = outlook.terms.policy.most_benches
    found = [
        {"nip": nip, "nama": some[0]["nama"], "benches": len(some), "posts": [one["jabatan"] for one in some]}
        for nip, some in posts.items()
        if len(some) > most
    ]
    return sorted(found, key=lambda row: (-row["benches"], row["nip"]))


def _refuted(outlook: Outlook) -> list[dict[str, Any]]:
    people = outlook.now.employees
    posts = {kind.key: kind.post.jabatan for kind in outlook.benches.kinds}
    return [
        {
            "jabatan": posts[key],
            "nip": people["nip"].iloc[place],
            "nama": people["nama"].iloc[place],
            "reason": why,
        }
        for (key, place), why in outlook.benches.refuted.items()
    ]


def _totals(outlook: Outlook, rows: list[dict[str, Any]]) -> pd.DataFrame:
    within = [row for row in rows if row["vacant_on"] is not None and row["vacant_on"] <= outlook.terms.last]
    judged = [row for row in rows if row["reason"] is None]
    found = {
        "until": outlook.terms.last,
        "posts": len(rows),
        "emptying": len(within),
        "single_points": sum(bool(row["single_point"]) for row in rows),
        "single_points_emptying": sum(bool(row["single_point"]) for row in within),
        "candidates_short": sum(bool(row["candidates_short"]) for row in rows),
        "nobody": sum(not any(row[name] for name in _READY) for row in judged),
    }
    return pd.DataFrame([found]).astype({"until": "datetime64[s]"})


def _years(outlook: Outlook, rows: list[dict[str, Any]]) -> pd.DataFrame:
    first, last = outlook.now.as_of.year, outlook.terms.last.year
    counts = {year: [0, 0] for year in range(first, last + 1)}
    for row in rows:
        if row["vacant_on"] is not None and row["vacant_on"] <= outlook.terms.last:
            counts[max(row["vacant_on"].year, first)][bool(row["single_point"])] += 1
    return pd.DataFrame(
        {
            "tahun": [str(one) for one in counts],
            "enough": [one[0] for one in counts.values()],
            "single": [one[1] for one in counts.values()],
        }
    )


def _frame(rows: list[dict[str, Any]], columns: tuple[Any, ...], days: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return rows as a frame with a column for every key, each of its kind."""
    made: dict[str, Any] = {}
    for column in columns:
        values = [row[column.key] for row in rows]
        if column.key in days:
            made[column.key] = pd.Series(
                pd.to_datetime(pd.Series(values, dtype=object)), dtype="datetime64[s]"
            )
        elif column.kind in {"integer", "money"}:
            made[column.key] = pd.array(values, dtype="Int64")
        elif column.kind == "flag":
            made[column.key] = pd.array(values, dtype="boolean")
        elif column.kind in {"list", "said"} or column.key == "missing":
            made[column.key] = pd.Series(values, dtype=object)
        else:
            made[column.key] = pd.Series(values, dtype="str")
    return pd.DataFrame(made)
