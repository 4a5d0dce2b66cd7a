"""Checks of age: anniversaries of both birth dates that are known of a person, the register's and the NIP's."""

from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Days
from asnkarier.analysis.gates.remedies import CORRECT, Remedy
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MET,
    NOTHING_RECORDED,
    UNKNOWN,
    Outcome,
    Told,
    interval_verdicts,
    outcome,
    told,
)
from asnkarier.analysis.spans import NEVER, add_months, day, distinct_spans, months_and_days
from asnkarier.model.said import Said, said, span_of_years

BIRTH_FACTS: Final = ("tanggal_lahir",)
BIRTH_REMEDIES: Final = {"birth_date_contradiction": Remedy(CORRECT, "tanggal_lahir")}


def birth_dates(case: Case) -> tuple[Days, Days]:
    """Return the birth date of the register and that inside the NIP, each standing in for the other where missing.

    They should be one. Where they differ the register may have been corrected, or mistyped; a check that comes out
    differently for the two is unknown.
    """
    column, inside = case.dossiers.days("tanggal_lahir"), case.dossiers.nip_birth
    return np.where(np.isnat(column), inside, column), np.where(np.isnat(inside), column, inside)


def anniversaries(case: Case, years: float) -> list[Days]:
    """Return the day on which everybody is `years` old, for both birth dates."""
    months = span_of_years(years).months
    return [np.where(np.isnat(born), NEVER, add_months(born, months)) for born in birth_dates(case)]


def age_outcome(case: Case, too_late: list[Days], required: Said) -> Outcome:
    """Return the outcome of an age limit; `too_late` holds, for both birth dates, the first day on which it fails."""
    today = day(case.dossiers.as_of)
    in_time = [today < when for when in too_late]
    known = ~np.isnat(too_late[0])
    result = interval_verdicts(in_time[0] & in_time[1], in_time[0] | in_time[1])
    result[~known] = UNKNOWN
    reason = np.full(case.count, "", dtype=object)
    reason[np.isnat(case.dossiers.days("tanggal_lahir"))] = "derived_from_nip"
    reason[known & (result == UNKNOWN)] = "birth_date_contradiction"
    reason[~known] = "data_missing"
    lapses_on = np.where(result == MET, np.minimum(*too_late), NEVER)
    return outcome(
        result, _ages(case), required, reason=reason, lapses_on=lapses_on, source=case.dossiers.source
    )


def _ages(case: Case) -> Told:
    born = birth_dates(case)[0]
    today = day(case.dossiers.as_of)
    known = born <= today
    code = np.zeros(case.count, dtype=np.int64)
    spans, ages = distinct_spans(*months_and_days(born[known], np.full(known.sum(), today)))
    code[known] = spans + 1
    return told([NOTHING_RECORDED, *(said("age", age=age) for age in ages)], code)
