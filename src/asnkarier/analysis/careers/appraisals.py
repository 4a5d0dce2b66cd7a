"""One appraisal per person and year, and what its elements and predikat allow to be said.

Where a year has several appraisals, one made in the person's own post comes before one made as Plt. (acting), then the
one over the longest period (no period given means the whole year), then the one ending last. Appraisals of the running
year, and those ending after `as_of`, are not yet known.

An appraisal states up to three facts: hasil kerja, perilaku kerja, predikat. The matrix of the regulation (PermenPANRB
6/2022) says which triples exist. What is not stated is reasoned from the triples that agree with what is; no triple agreeing means that
the appraisal contradicts itself, which is a fault in the data: the result is then unknown, neither the better nor the
worse of the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints, alike, integers
from asnkarier.analysis.outcomes import MET, NOT_MET, UNKNOWN
from asnkarier.analysis.spans import as_days, day
from asnkarier.errors import RuleNotInForce

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

ELEMENTS: Final = ("di_atas", "sesuai", "di_bawah")
CONTRADICTION: Final = UNKNOWN + 10
Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Appraisals:
    """The chosen appraisal of each person and year, sorted by person and year; texts are empty when missing."""

    person: Ints
    tahun: Ints
    hasil_kerja: NDArray[np.object_]
    perilaku_kerja: NDArray[np.object_]
    predikat: NDArray[np.object_]
    source_id: Ints
    row: Ints

    def of_year(self, tahun: int, count: int) -> Ints:
        """Return for each of `count` people the place of the year's appraisal, -1 for none."""
        place = np.full(count, -1, dtype=np.int64)
        found = np.flatnonzero(self.tahun == tahun)
        place[self.person[found]] = found
        return place


def choose_appraisals(frame: pd.DataFrame, people: pd.Index, as_of: date) -> Appraisals:
    """Return one appraisal per person and year that was complete before the year of `as_of`."""
    person = people.get_indexer(pd.Index(frame["nip"])).astype(np.int64)
    tahun = integers(frame, "tahun")
    begin, end = as_days(frame["periode_awal"]), as_days(frame["periode_akhir"])
    known = (person >= 0) & (tahun >= 0) & (tahun < as_of.year) & ~(end > day(as_of))
    open_period = np.isnat(begin) | np.isnat(end)
    length = np.where(open_period, np.iinfo(np.int64).max, (end - begin).astype(np.int64))
    ending = np.where(np.isnat(end), np.iinfo(np.int64).max, end.astype(np.int64))
    acting = integers(frame, "plt") > 0
    source_id, row = integers(frame, "source_id"), integers(frame, "row")
    order = np.lexsort((row, source_id, ending, length, ~acting, tahun, person))
    order = order[known[order]]
    last = np.ones(len(order), dtype=bool)
    last[:-1] = (np.diff(person[order]) != 0) | (np.diff(tahun[order]) != 0)
    chosen = order[last]
    words = {name: _words(frame, name)[chosen] for name in ("hasil_kerja", "perilaku_kerja", "predikat")}
    return Appraisals(person[chosen], tahun[chosen], source_id=source_id[chosen], row=row[chosen], **words)


def _words(frame: pd.DataFrame, name: str) -> NDArray[np.object_]:
    values = frame[name].to_numpy(dtype=object)
    return np.where(pd.isna(values), "", values)


def known_triples(rulebook: "RuleBook", tahun: int, order: Sequence[str]) -> tuple[Triple, ...]:
    """Return every (hasil kerja, perilaku kerja, predikat) that the matrix in force at the end of `tahun` knows.

    An appraisal is read by the rule under which it was made. Where no matrix was in force, the elements say nothing
    about the predikat, nor it about them: every triple is possible.
    """
    try:
        matrix = rulebook.parameter("kinerja/matriks_predikat", date(tahun, 12, 31)).value or {}
    except RuleNotInForce:
        matrix = {}
    if not matrix:
        return tuple(product(ELEMENTS, ELEMENTS, order))
    return tuple(
        (hasil, perilaku, predikat) for hasil, row in matrix.items() for perilaku, predikat in row.items()
    )


def agreeing(triples: tuple[Triple, ...], stated: Triple) -> list[Triple]:
    """Return the triples that agree with the stated facts (empty text = not stated)."""
    return [
        one
        for one in triples
        if all(not fact or fact == value for fact, value in zip(stated, one, strict=True))
    ]


def judge_appraisal(
    triples: tuple[Triple, ...],
    order: Sequence[str],
    stated: Triple,
    *,
    unsur: str | None,
    predikat: str | None,
) -> int:
    """Return MET, NOT_MET, UNKNOWN or CONTRADICTION for one appraisal.

    unsur: the least that hasil kerja and perilaku kerja must each be; predikat: the least overall, in `order` from best
    to worst. None asks nothing.
    """
    if not any(stated):
        return UNKNOWN
    left = agreeing(triples, stated)
    if not left:
        return CONTRADICTION
    passed = {_passes(one, order, unsur, predikat) for one in left}
    return UNKNOWN if len(passed) > 1 else (MET if passed == {True} else NOT_MET)


def _passes(triple: Triple, order: Sequence[str], unsur: str | None, predikat: str | None) -> bool:
    elements = unsur is None or all(ELEMENTS.index(one) <= ELEMENTS.index(unsur) for one in triple[:2])
    return elements and (predikat is None or order.index(triple[2]) <= order.index(predikat))


def stated_facts(appraisals: Appraisals, place: Ints) -> tuple[Ints, list[Triple]]:
    """Return for each place (-1: none) a code, and the distinct stated triples that the codes point into."""
    words = [np.append(column, "")[place] for column in _columns(appraisals)]
    code, rows = alike(words)
    return code, [(hasil, perilaku, predikat) for hasil, perilaku, predikat in rows]


def _columns(appraisals: Appraisals) -> tuple[Any, ...]:
    return appraisals.hasil_kerja, appraisals.perilaku_kerja, appraisals.predikat
