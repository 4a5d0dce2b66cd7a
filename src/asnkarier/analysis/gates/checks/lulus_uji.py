"""A pass in the competency test for the jenjang of the post."""

from collections.abc import Hashable
from typing import Final

import numpy as np
import pandas as pd

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
    outcome,
    told,
)
from asnkarier.analysis.spans import day
from asnkarier.model.kelompok import Kelompok
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, said

_REGISTER: Final = "competency_tests"


def _judge(value: object, case: Case) -> Outcome:
    """A test for the jenjang of the post was passed and its pass is still valid on the day (`berlaku_sampai` is its last day).

    The latest test counts. A person without one is unknown, unless the register `competency_tests` is declared complete; while the
    office keeps no such register at all, people must look, as they did before. value is always true.
    """
    del value
    known = case.dossiers.jenjang
    post = Kelompok.read(case.target.kelompok)
    wanted = (post.jenjang if post else None) or ""
    rows = np.flatnonzero((known.tested >= 0) & (known.aimed == wanted))
    latest = np.full(case.count, -1, dtype=np.int64)
    latest[known.tested[rows]] = rows  # by person and day: the last one stays
    tested = latest >= 0
    passed, until = (
        np.append(known.passed, False)[latest],
        np.append(known.until, np.datetime64("NaT"))[latest],
    )
    over = tested & passed & (until < day(case.dossiers.as_of))
    complete, aside = case.dossiers.declared(_REGISTER), case.dossiers.set_aside(_REGISTER)
    without = np.where(complete, NOT_MET, UNKNOWN if len(known.tested) else MANUAL)
    result = np.where(tested, np.where(passed & ~over, MET, NOT_MET), without)
    reason = np.where(over, "test_lapsed", "").astype(object)
    for one, why in ((NOT_MET, "declared_complete"), (UNKNOWN, "test_missing"), (MANUAL, "human_judgement")):
        reason[~tested & (without == one)] = why
    result[aside], reason[aside] = UNKNOWN, "rows_set_aside"
    code, unique = pd.factorize(
        pd.MultiIndex.from_arrays(
            [tested, passed, np.append(known.tested_on, np.datetime64("NaT"))[latest].astype("datetime64[s]")]
        )
    )
    words = [
        said("test_was", hasil=Code("lulus" if won else "tidak_lulus"), tanggal=when.date())
        if held
        else NOTHING_RECORDED
        for held, won, when in unique
    ]
    return outcome(
        result,
        told(words, code),
        said("test_wanted", jenjang=Code(case.target.kelompok)),
        reason=reason,
        source=tuple(np.append(part, -1)[latest] for part in known.test_source),  # type: ignore[arg-type]
    )


def _alike(_value: object, case: Case) -> Hashable:
    return case.target.kelompok


CHECK = Check(
    "lulus_uji",
    Yes,
    N_("passed the competency test for the jenjang of the post"),
    _judge,
    alike=_alike,
    facts=("hasil",),
    way_up=True,
    rise="test",
    remedies={"test_missing": Remedy(REGISTER, _REGISTER), "rows_set_aside": Remedy(REGISTER, _REGISTER)},
)
