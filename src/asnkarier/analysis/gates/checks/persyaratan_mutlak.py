"""The trainings that the job standard of the post calls mutlak (indispensable)."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.check import Check, Yes
from asnkarier.analysis.gates.remedies import REGISTER, Remedy
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MANUAL,
    MET,
    NOT_MET,
    NOTHING_REQUIRED,
    UNKNOWN,
    Outcome,
    Told,
    constant,
    outcome,
    told,
    told_alike,
)
from asnkarier.model.messages import N_
from asnkarier.model.said import said
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
        nothing = told_alike(case.count)
        return outcome(np.full(case.count, MANUAL), nothing, NOTHING_REQUIRED, reason=reason)
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
        _held(len(wanted), lacking),
        said("trainings_wanted", names=names) if (names := (*wanted, *stories)) else NOTHING_REQUIRED,
        reason=reason.astype(object),
        source=(np.append(trainings.source_id, -1)[last], np.append(trainings.row, -1)[last]),
    )


def _held(wanted: int, lacking: Ints) -> Told:
    """Return how many of the wanted trainings everybody has; nothing where none is wanted."""
    if not wanted:
        return told_alike(len(lacking))
    return told(
        [said("trainings_held", held=wanted - gone, wanted=wanted) for gone in range(wanted + 1)], lacking
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
