"""Enough credit points (angka kredit) in the present jenjang for the next one."""

from collections.abc import Hashable
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.jenjang import THOUSAND
from asnkarier.analysis.gates.check import Check, Yes
from asnkarier.analysis.gates.remedies import REGISTER, Remedy
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MANUAL,
    MET,
    NOT_MET,
    NOTHING_RECORDED,
    UNKNOWN,
    Outcome,
    Told,
    interval_verdicts,
    outcome,
    told,
)
from asnkarier.model.kelompok import Kelompok
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.rules.rulebook import NEXT_CLASS

_REGISTER: Final = "credit_points"
NEEDED: Final = "jabatan/angka_kredit_jenjang"
# More than anybody earns; stands for what may be recorded nowhere.
_OPEN: Final = 10**12


def _judge(value: object, case: Case) -> Outcome:
    """The credit points earned in the present jenjang reach what the next one asks, with everything unknown taken both ways.

    The last total (`kumulatif`) of this jenjang counts, and the points determined after it; without a total the points add up, to which
    unrecorded ones may come unless the register `credit_points` is declared complete. A row counts for this jenjang when it says so, or when it
    says none and is dated since the post was taken; one that says none and is older, or of a post without a TMT, may belong to it or not. What was
    earned in a lower jenjang is not carried over (Peraturan BKN 3/2023 Pasal 19 ayat (5) and (6)). Where the law asks less of some functional
    posts (those that begin at a higher golongan ruang), which ones is not known here: between the two figures the gate is open.
    A person without any row is unknown; while the office keeps no such register at all, people must look, as they did before.
    value is always true; the figures are the parameter `jabatan/angka_kredit_jenjang`.
    """
    del value
    least, most = _asked(case)
    low, high, last = _earned(case)
    complete, aside = case.dossiers.declared(_REGISTER), case.dossiers.set_aside(_REGISTER)
    silent = last < 0
    result = interval_verdicts(low >= most, high >= least)
    reason = np.where(result == UNKNOWN, "credit_points_open", "").astype(object)
    kept, alone = bool(len(case.dossiers.jenjang.person)), silent & ~complete
    result[alone] = UNKNOWN if kept else MANUAL
    reason[alone] = "credit_points_missing" if kept else "human_judgement"
    reason[silent & complete & (result == NOT_MET)] = "declared_complete"
    aside &= result != MET
    result[aside], reason[aside] = UNKNOWN, "rows_set_aside"
    source = (np.append(part, -1)[last] for part in case.dossiers.jenjang.credit_source)
    return outcome(
        result,
        _told(low, high, silent),
        _required(least, most),
        reason=reason,
        source=(next(source), next(source)),
    )


def _asked(case: Case) -> tuple[int, int]:
    """Return the least and the most that the law may ask for the post, in thousandths; a post that no jenjang leads to asks nothing."""
    as_of = case.dossiers.as_of
    following = case.rulebook.value(NEXT_CLASS, as_of)
    needed = case.rulebook.value(NEEDED, as_of)
    for below, figures in needed.items():
        if following.get(below) == case.target.kelompok:
            points = [figures["biasa"], *figures["mulai_golongan"].values()]
            return round(min(points) * THOUSAND), round(max(points) * THOUSAND)
    return 0, 0


def _earned(case: Case) -> tuple[Ints, Ints, Ints]:
    """Return for everybody the least and the most that they have earned in the jenjang held, and the last row that counts (-1: none)."""
    known, count = case.dossiers.jenjang, case.count
    low, high = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    last = np.full(count, -1, dtype=np.int64)
    summed = np.ones(count, dtype=bool)
    since = case.dossiers.days("tmt_jabatan")
    held = [Kelompok.read(one) for one in case.dossiers.kelompok]
    for row in range(len(known.person)):
        who = known.person[row]
        post = held[who]
        if post is None or post.jenjang is None or known.jenjang[row] not in ("", post.jenjang):
            continue
        sure = bool(known.jenjang[row]) or bool(known.dated[row] >= since[who])
        last[who] = row
        if known.total[row] >= 0:
            high[who] = known.total[row] if sure else max(high[who], known.total[row])
            low[who], summed[who] = (known.total[row], False) if sure else (low[who], summed[who])
        else:
            high[who] += known.points[row]
            low[who] += known.points[row] if sure else 0
    high[summed & (last >= 0) & ~case.dossiers.declared(_REGISTER)] = _OPEN
    return low, high, last


def _told(low: Ints, high: Ints, silent: NDArray[np.bool_]) -> Told:
    code, unique = pd.factorize(pd.MultiIndex.from_arrays([silent, low, high]))
    return told([NOTHING_RECORDED if none else _points(*ends) for none, *ends in unique], code)


def _points(low: int, high: int) -> Said:
    if low == high:
        return said("credit_points", points=low / THOUSAND)
    if high >= _OPEN:
        return said("credit_points_least", least=low / THOUSAND)
    return said("credit_points_range", low=low / THOUSAND, high=high / THOUSAND)


def _required(least: int, most: int) -> Said:
    if least == most:
        return said("credit_wanted", least=least / THOUSAND)
    return said("credit_wanted_range", least=most / THOUSAND, other=least / THOUSAND)


def _alike(_value: object, case: Case) -> Hashable:
    return case.target.kelompok


CHECK = Check(
    "kredit_minimal",
    Yes,
    N_("has enough credit points for the jenjang of the post"),
    _judge,
    alike=_alike,
    facts=("kumulatif", "angka_kredit"),
    parameters=(NEEDED, NEXT_CLASS),
    way_up=True,
    rise="points",
    remedies={
        "credit_points_missing": Remedy(REGISTER, _REGISTER),
        "credit_points_open": Remedy(REGISTER, _REGISTER),
        "rows_set_aside": Remedy(REGISTER, _REGISTER),
    },
)
