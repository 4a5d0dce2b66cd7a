"""The trainings that the job standard of the post calls mutlak (indispensable)."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.gates.check import Check, Yes
from asnkarier.analysis.gates.remedies import REGISTER, Remedy
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import MANUAL, MET, MISSING, NOT_MET, UNKNOWN, Outcome, constant, outcome
from asnkarier.model.messages import N_
from asnkarier.model.terms import normalise

_MUTLAK: Final = "mutlak"


def _judge(value: object, case: Case) -> Outcome:
    """Every training that the standard calls mutlak is recorded as finished; mutlak experience is for people to judge.

    A person for whom no training at all is recorded is unknown unless the register `trainings` is declared complete;
    once some are recorded, one that is not among them counts as missing. Names are compared by their words: all words
    of the required name must stand in the recorded one. Without a standard of the agency's own nothing is called
    mutlak yet, and people must look. value is always true.
    """
    del value
    standard = case.target.standard
    if standard is None or standard.is_default:
        reason = constant(case.count, "standard_missing")
        return outcome(np.full(case.count, MANUAL), constant(case.count, MISSING), MISSING, reason=reason)
    wanted = [one.nama for one in standard.pelatihan if one.tingkat == _MUTLAK]
    stories = [one.uraian for one in standard.pengalaman if one.tingkat == _MUTLAK]
    trainings = case.dossiers.trainings
    lacking = np.zeros(case.count, dtype=np.int64)
    last = np.full(case.count, -1, dtype=np.int64)
    for name in wanted:
        holders = np.flatnonzero(_contains_words(trainings.name, name))
        last[trainings.person[holders]] = holders
        has = np.bincount(trainings.person[holders], minlength=case.count) > 0
        lacking += ~has
    silent = np.bincount(trainings.person, minlength=case.count) == 0
    silent &= "trainings" not in case.dossiers.complete_registers
    result = np.where(lacking == 0, MANUAL if stories else MET, np.where(silent, UNKNOWN, NOT_MET))
    reason = np.where(
        result == UNKNOWN, "training_missing", np.where(result == MANUAL, "human_judgement", "")
    )
    return outcome(
        result,
        np.array(
            [f"{len(wanted) - gone}/{len(wanted)} pelatihan" for gone in range(len(wanted) + 1)], dtype=object
        )[lacking],
        "; ".join([*wanted, *stories]) or MISSING,
        reason=reason.astype(object),
        source=(np.append(trainings.source_id, -1)[last], np.append(trainings.row, -1)[last]),
    )


def _contains_words(names: NDArray[np.object_], wanted: str) -> NDArray[np.bool_]:
    needed = set(normalise(wanted).split())
    code, unique = pd.factorize(names)
    return np.array([needed <= set(name.split()) for name in unique], dtype=bool)[code]


CHECK = Check(
    "persyaratan_mutlak",
    Yes,
    N_("has the trainings that the job standard calls indispensable"),
    _judge,
    facts=("nama_pelatihan",),
    remedies={"training_missing": Remedy(REGISTER, "trainings")},
)
