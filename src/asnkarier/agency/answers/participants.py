"""Who may take part in a course that the law has conditions for, as leadership training."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.cover import citation_line
from asnkarier.analysis.gates.eligibility import Eligibility, evaluate
from asnkarier.analysis.gates.targets import Target
from asnkarier.model.book import CitationLine

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

_SHUT = ("ineligible", "one_gate_short")


def course_gates(now: "Snapshot", courses: pd.DataFrame) -> dict[str, Eligibility]:
    """Return for each course (kode) that the law has conditions for how everybody stands to them."""
    found: dict[str, Eligibility] = {}
    for kode, name in zip(courses["kode"], courses["nama_pelatihan"], strict=True):
        rule_set = now.rulebook.gates_of_course(str(name), now.as_of)
        if rule_set is not None:
            found[str(kode)] = evaluate(
                rule_set, now.rulebook, now.dossiers, Target(str(name), ""), now.as_of
            )
    return found


def cited_gates(now: "Snapshot", taking_part: Mapping[str, Eligibility]) -> tuple[CitationLine, ...]:
    """Return the citations of these conditions, each once."""
    gates = (gate for one in taking_part.values() for gate in one.gates)
    lines = (citation_line(gate.criterion, gate.in_force, now.as_of) for gate in gates)
    return tuple(dict.fromkeys(lines))


def closed_to(taking_part: Mapping[str, Eligibility]) -> dict[str, frozenset[str]]:
    """Return for each course the people who fail a condition; whoever may still meet all of them is not among them."""
    return {
        kode: frozenset(one.persons.loc[one.persons["status"].isin(_SHUT), "nip"])
        for kode, one in taking_part.items()
    }
