"""Who performs below what is expected: the gap in performance beside the gap in competency (PP 11/2017 Pasal 206).

The registers hold no performance targets of posts, so the predikat is compared with the expectation that the rule of the
talent map names for it (`kinerja/ambang_kinerja`), in each of the last complete years (`kinerja/tahun_dinilai`).
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.careers.appraisals import Appraisals
from asnkarier.analysis.scores.parts import possible_of_year

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.rules.rulebook import RuleBook

FINE, BELOW, OPEN = 0, 1, 2
_BELOW: Final = "di_bawah"
RULES: Final = ("kinerja/ambang_kinerja", "kinerja/tahun_dinilai", "kinerja/urutan_predikat")


def performance_gaps(
    appraisals: Appraisals, count: int, rulebook: "RuleBook", last_year: int, as_of: "date"
) -> NDArray[np.int8]:
    """Return BELOW, FINE or OPEN for each of `count` people.

    Below in one year is below. Open: not certainly below in any year, but some year is not known, or says both. Everybody is open
    while a rule that says what is expected is not in force.
    """
    labels = _labels(rulebook, as_of)
    rules = [rulebook.in_force(name, as_of) for name in RULES[1:]]
    found = np.full(count, FINE, dtype=np.int8)
    if labels is None or any(one is None for one in rules):
        found[:] = OPEN
        return found
    years, order = (one.value for one in rules if one is not None)
    for year in range(last_year, last_year - int(years), -1):
        code, possible = possible_of_year(appraisals, count, rulebook, year, order)
        judged = np.array([_judged(one or frozenset(order), labels) for one in possible], dtype=np.int8)[code]
        found = np.where((found == BELOW) | (judged == BELOW), BELOW, np.maximum(found, judged)).astype(
            np.int8
        )
    return found


def _judged(possible: frozenset[str], labels: Mapping[str, str]) -> int:
    below = {labels[one] == _BELOW for one in possible}
    return OPEN if len(below) > 1 else BELOW if below == {True} else FINE


def _labels(rulebook: "RuleBook", as_of: "date") -> Mapping[str, str] | None:
    """Return the label of each predikat; None while nothing says it."""
    rule = rulebook.in_force(RULES[0], as_of)
    if rule is None or isinstance(rule.value, Mapping):
        return None if rule is None else rule.value
    worth = rulebook.in_force("kinerja/nilai_predikat", as_of)
    return None if worth is None else {name: _cut(points, rule.value) for name, points in worth.value.items()}


def _cut(points: float, cuts: Sequence[Mapping[str, Any]]) -> str:
    return next(str(cut["kode"]) for cut in cuts if cut["minimal"] is None or points >= cut["minimal"])
