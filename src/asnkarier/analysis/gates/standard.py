"""Checks against the job standard of the target, and the statements that only people can make."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.targets import Case, jpm_sums
from asnkarier.analysis.outcomes import (
    MANUAL,
    MET,
    MISSING,
    NOT_MET,
    UNKNOWN,
    Outcome,
    constant,
    interval_verdicts,
    outcome,
)
from asnkarier.model.level import MICRO
from asnkarier.model.terms import normalise

MUTLAK = "mutlak"


def check_jpm_minimal(value: dict[str, Any], case: Case) -> Outcome:
    """The job-person match reaches the category's minimum, with every unassessed competency taken both ways.

    Met when even nothing for them suffices, not met when even full marks for them do not. Compared in whole numbers.
    """
    found = jpm_sums(case.target, case.dossiers)
    rows = case.rulebook.jpm_categories(value["set"], case.dossiers.as_of)
    minimum = {code: least for code, _, least in rows}[value["kategori"]]
    bar = round((minimum or 0) * MICRO) * found.total
    reached_low, reached_high = (100 * MICRO * part >= bar for part in (found.low, found.high))
    result = interval_verdicts(reached_low, reached_high)
    known = found.total > 0
    result[~known] = UNKNOWN
    reason = np.full(case.count, "", dtype=object)
    reason[known & (result == UNKNOWN)] = "assessment_missing"
    reason[~known] = "standard_missing" if case.target.standard is None else "data_missing"
    least = "" if minimum is None else f" (≥ {minimum:g})"
    return outcome(
        result,
        _jpm_texts(found.low, found.high, found.total, minimum),
        f"{value['kategori']}{least}",
        "level",
        reason=reason,
    )


def _jpm_texts(low: Ints, high: Ints, total: Ints, minimum: float | None) -> NDArray[np.object_]:
    """Return matches as `81.48`, or `44.44–88.89` where unassessed competencies leave them open.

    Rounded half up as in every report, but never up to a minimum that is not reached: 67.998 is no 68.00.
    """
    keys = np.stack([low, high, total], axis=1)
    unique, inverse = np.unique(keys, axis=0, return_inverse=True)
    least = None if minimum is None else round(minimum * MICRO)
    texts = [_jpm_text(worst, best, whole, least) for worst, best, whole in unique.tolist()]
    return np.array(texts, dtype=object)[inverse.ravel()] if texts else np.empty(0, dtype=object)


def _jpm_text(low: int, high: int, total: int, least: int | None) -> str:
    if not total:
        return MISSING
    ends = [_percent(part, total, least) for part in (low, high)]
    return ends[0] if low == high else "–".join(ends)


def _percent(part: int, total: int, least: int | None) -> str:
    """Return 100 · part / total with two decimals; least: the minimum in millionths of a percent."""
    hundredths = (20_000 * part + total) // (2 * total)
    if least is not None and 100 * MICRO * part < least * total and hundredths * MICRO >= 100 * least:
        hundredths = 10_000 * part // total
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def check_persyaratan_mutlak(value: object, case: Case) -> Outcome:
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
        return outcome(np.full(case.count, MANUAL), constant(case.count, MISSING), MISSING, "", reason=reason)
    wanted = [one.nama for one in standard.pelatihan if one.tingkat == MUTLAK]
    stories = [one.uraian for one in standard.pengalaman if one.tingkat == MUTLAK]
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
        "nama_pelatihan",
        reason=reason.astype(object),
        source=(np.append(trainings.source_id, -1)[last], np.append(trainings.row, -1)[last]),
    )


def _contains_words(names: NDArray[np.object_], wanted: str) -> NDArray[np.bool_]:
    needed = set(normalise(wanted).split())
    code, unique = pd.factorize(names)
    return np.array([needed <= set(name.split()) for name in unique], dtype=bool)[code]


def check_pernyataan(value: str, case: Case) -> Outcome:
    """A statement that a person has to make (integrity, health, relevance of the field); it never blocks."""
    reason = constant(case.count, "human_judgement")
    return outcome(np.full(case.count, MANUAL), constant(case.count, MISSING), value, "", reason=reason)
