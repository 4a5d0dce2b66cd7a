"""Appraisals whose predikat is not the one that hasil kerja and perilaku kerja give."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from asnkarier.analysis.careers.appraisals import known_triples
from asnkarier.analysis.contradictions.person import text_of
from asnkarier.analysis.contradictions.table import Side, side_of, told

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.rules.rulebook import RuleBook

_ELEMENTS = ("hasil_kerja", "perilaku_kerja")


def predikat_contradictions(appraisals: pd.DataFrame, rulebook: "RuleBook", as_of: "date") -> pd.DataFrame:
    """Return the appraisals that state all three facts and contradict the matrix under which they were made.

    The other side holds the predikat that the two elements give.
    """
    rule = rulebook.in_force("kinerja/urutan_predikat", as_of)
    order = rule.value if rule else []
    facts = [text_of(appraisals[name]) for name in ("tahun", *_ELEMENTS, "predikat")]
    code, unique = pd.factorize(pd.MultiIndex.from_arrays(facts))
    given = np.array([*(_given(rulebook, order, *one) for one in unique), ""], dtype=object)[code]
    rows = np.flatnonzero((given != "") & (given != facts[-1])).astype(np.int64)
    place = side_of(appraisals, "appraisals", "hasil_kerja", rows)
    return told(
        "KINERJA-PREDIKAT-BEDA",
        appraisals["nip"].to_numpy(dtype=object)[rows],
        side_of(appraisals, "appraisals", "predikat", rows),
        Side(place.table, place.field, given[rows], place.source_id, place.row, place.col),
    )


def _given(
    rulebook: "RuleBook", order: list[str], tahun: object, hasil: str, perilaku: str, predikat: str
) -> str:
    """Return the one predikat that the elements allow; empty when nothing is stated or the matrix does not say."""
    if not (tahun and hasil and perilaku and predikat):
        return ""
    triples = known_triples(rulebook, int(str(tahun)), order)
    allowed = {one[2] for one in triples if one[:2] == (hasil, perilaku)}
    return allowed.pop() if len(allowed) == 1 else ""
