"""How many people each gate lets through, and how many have each status."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.gates.eligibility import STATUS, Gate
from asnkarier.analysis.gates.ways import PEOPLE_DECIDE
from asnkarier.analysis.outcomes import RESULTS

_COUNTED = ("met", "not_met", "unknown", "manual")


def gate_counts(gates: Sequence[Gate], among: NDArray[np.bool_]) -> pd.DataFrame:
    """Return one row per gate: rule_id, title, met, not_met, unknown, manual (people in `among`; manual: people must judge it), citation and how far it holds."""
    rows = []
    for gate in gates:
        counts = np.bincount(gate.outcome.result[among], minlength=len(RESULTS))
        rows.append(
            {
                "rule_id": gate.criterion.id,
                "title": gate.criterion.title,
                **{name: int(counts[RESULTS.index(name)]) for name in _COUNTED},
                "citation": gate.in_force.citation.text,
                "mark": gate.criterion.tanda or "",
                "amended_unread": gate.amended_unread,
                "note": " ".join(one for one in (gate.in_force.catatan, gate.criterion.catatan) if one),
            }
        )
    return pd.DataFrame(rows)


def status_counts(status: NDArray[np.object_], among: NDArray[np.bool_]) -> pd.DataFrame:
    """Return one row: how many people in `among` have each status as it is told, and how many stand outside as `already_at_class`."""
    counts = pd.Series(status[among]).value_counts()
    row = {name: int(counts.get(name, 0)) for name in (*STATUS, PEOPLE_DECIDE)}
    return pd.DataFrame([{**row, "already_at_class": int((~among).sum())}])
