"""By which routes one person may come into a functional post: the conditions of each, and the credit points at the start."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from asnkarier.agency.cover import citation_line, cite_parameters
from asnkarier.agency.provenance import with_sources
from asnkarier.analysis.gates.eligibility import no_findings
from asnkarier.analysis.gates.entry import RISE, entries
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.outcomes import MANUAL

if TYPE_CHECKING:
    from asnkarier.agency.posts import Post
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.model.book import CitationLine

_COLUMNS = (
    "route", "status", "rule_set", "gates_failed", "gates_unknown", "asked_of_people", "credit_start", "credit_basis",
)  # fmt: skip


@dataclass(frozen=True)
class WaysIn:
    """The routes of one person (see `entries`), the findings of those that the verdict does not show, and their citations.

    rows: route, status (of `STATUS`, or people_decide; missing for a rise), rule_set (its id), gates_failed, gates_unknown, asked_of_people (rule ids), credit_start (`Said`), credit_basis (citation).
    findings: as `Eligibility.findings_of`, with route and source; a rise has its own in the verdict.
    """

    rows: pd.DataFrame
    findings: pd.DataFrame
    citations: "tuple[CitationLine, ...]" = ()


def ways_in(now: "Snapshot", post: "Post", nip: str) -> WaysIn:
    """Return the routes by which the person may come to the post on the day of the snapshot."""
    place = int(np.flatnonzero((now.employees["nip"] == nip).to_numpy(dtype=bool))[0])
    target = Target(post.jabatan, post.kelompok, post.standard, eselon=post.eselon)
    rows, findings, cited = [], [no_findings().assign(route="")], []
    for one in entries(now.dossiers, target, now.rulebook, place):
        gates, person = one.eligibility.gates, one.eligibility.persons.iloc[place]
        tables = cite_parameters(now, one.tables)
        # The gates of a rise are judged with the match and shown by the verdict on the post.
        own = one.route != RISE
        asked = tuple(gate.criterion.id for gate in gates if own and gate.outcome.result[place] == MANUAL)
        rows.append(
            {
                "route": one.route,
                "status": _status(str(person["status"]), asked) if own else None,
                "rule_set": one.rule_set.id,
                "gates_failed": person["gates_failed"] if own else (),
                "gates_unknown": person["gates_unknown"] if own else (),
                "asked_of_people": asked,
                "credit_start": one.credit,
                "credit_basis": "; ".join(dict.fromkeys(line.citation for line in tables)),
            }
        )
        cited += [*tables]
        if own:
            findings.append(one.eligibility.findings_of([nip]).assign(route=one.route))
            cited += [citation_line(gate.criterion, gate.in_force, now.as_of) for gate in gates]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    told = [one for one in findings if len(one)]
    found = with_sources(pd.concat(told, ignore_index=True), now) if told else findings[0]
    return WaysIn(frame, found, tuple(dict.fromkeys(cited)))


def _status(status: str, asked: tuple[str, ...]) -> str:
    """Return the standing, which is never that of who is eligible while people must judge a condition."""
    return "people_decide" if status == "eligible" and asked else status
