"""By which routes one person may come into a functional post: the conditions of each, and the credit points at the start."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from asnkarier.agency.cover import citation_line, cite_parameters
from asnkarier.agency.provenance import with_sources
from asnkarier.analysis.gates.eligibility import no_findings
from asnkarier.analysis.gates.entry import start_of
from asnkarier.analysis.gates.ways import Way, asked_of_people, told_status, why_this_way

if TYPE_CHECKING:
    from asnkarier.agency.judging import Judged
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.model.book import CitationLine

_COLUMNS = (
    "route", "status", "rule_set", "gates_failed", "gates_unknown", "asked_of_people", "credit_start", "credit_basis",
)  # fmt: skip


@dataclass(frozen=True)
class WaysIn:
    """The ways that are open to one person (see `gates.ways`), the findings of those that the verdict does not show, and their citations.

    rows: route, status (of `STATUS`, or people_decide), rule_set (its id), gates_failed, gates_unknown, asked_of_people (rule ids), credit_start (`Said`), credit_basis (citation);
    that of the verdict first. findings: as `Eligibility.findings_of`, with route and source.
    """

    rows: pd.DataFrame
    findings: pd.DataFrame
    citations: "tuple[CitationLine, ...]" = ()


def ways_in(now: "Snapshot", judged: "Judged", nip: str) -> WaysIn:
    """Return the ways by which the person may come to the post on the day of the snapshot."""
    place = int(np.flatnonzero((now.employees["nip"] == nip).to_numpy(dtype=bool))[0])
    rows, findings, cited = [], [no_findings().assign(route="")], []
    by = judged.eligibility.persons["route"].iloc[place] if judged.ways else ""
    for one in sorted(judged.ways, key=lambda way: way.route != by):
        if not one.is_open[place]:
            continue
        row, tables = _row(now, one, place)
        rows.append(row)
        cited += [*tables]
        if one.route != by:
            findings.append(one.eligibility.findings_of([nip]).assign(route=one.route))
            gates = one.eligibility.gates
            cited += [citation_line(gate.criterion, gate.in_force, now.as_of) for gate in gates]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    told = [one for one in findings if len(one)]
    found = with_sources(pd.concat(told, ignore_index=True), now) if told else findings[0]
    return WaysIn(frame, found, tuple(dict.fromkeys(cited)))


def _row(now: "Snapshot", way: Way, place: int) -> "tuple[dict[str, object], tuple[CitationLine, ...]]":
    credit, names = start_of(way, place)
    tables = cite_parameters(now, names)
    person = way.eligibility.persons.iloc[place]
    return {
        "route": way.route,
        "status": told_status(way.eligibility)[place],
        "rule_set": way.rule_set.id,
        "gates_failed": person["gates_failed"],
        "gates_unknown": person["gates_unknown"],
        "asked_of_people": asked_of_people(way.eligibility, place),
        "credit_start": credit,
        "credit_basis": "; ".join(dict.fromkeys(line.citation for line in tables)),
    }, tables


def ways_of(judged: "Judged", places: Sequence[int]) -> list[dict[str, object]]:
    """Return for each person what a row says of the way by which they are judged.

    status as it is told, asked_of_people (rule ids); for a functional post route and route_reason (`Said`: why by this one), else None.
    """
    eligibility = judged.eligibility
    status = told_status(eligibility)
    told = []
    for place in places:
        route = str(eligibility.persons["route"].iloc[place]) if judged.ways else ""
        told.append(
            {
                "status": status[place],
                "route": route or None,
                "route_reason": why_this_way(judged.ways, place, route) if judged.ways else None,
                "asked_of_people": asked_of_people(eligibility, place),
            }
        )
    return told
