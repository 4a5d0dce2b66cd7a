"""The retirement age (BUP) of the post to be filled has not been reached."""

from collections.abc import Hashable

import numpy as np

from asnkarier.analysis.arrays import Days
from asnkarier.analysis.careers.kept_ages import kept_ages
from asnkarier.analysis.gates.ages import BIRTH_FACTS, BIRTH_REMEDIES, age_outcome, anniversaries, birth_dates
from asnkarier.analysis.gates.check import Check, Yes
from asnkarier.analysis.gates.remedies import FIELD, NO_REMEDY, Remedy
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import MET, NOT_MET, NOTHING_REQUIRED, UNKNOWN, Outcome, outcome, told_alike
from asnkarier.analysis.spans import add_months, day
from asnkarier.model.messages import N_
from asnkarier.model.said import MONTHS_PER_YEAR, said, span_of_years
from asnkarier.rules.rulebook import RETIREMENT_AGES


def _judge(value: object, case: Case) -> Outcome:
    """The retirement age of the post to be filled has not been reached, nor a recorded tmt_pensiun.

    value is always true; the age is that of the law of the functional post (`jabatan/bup_jabatan_fungsional`, PP 11/2017
    Pasal 240), else that of the class (`jabatan/bup`, Pasal 239, UU 20/2023 Pasal 55). Where the age may be extended,
    nothing is known between the two ages; the same where holders of functional posts may have kept a former age
    (`jabatan/bup_peralihan`, PP 11/2017 Pasal 354 to 356).
    """
    del value
    today = day(case.dossiers.as_of)
    ages = case.rulebook.retirement_ages(case.target.jabatan, case.target.kelompok, case.dossiers.as_of)
    if ages is None:
        reason = np.full(case.count, "rank_unknown", dtype=object)
        nothing = told_alike(case.count)
        return outcome(np.full(case.count, UNKNOWN), nothing, NOTHING_REQUIRED, reason=reason)
    found = _age_limit(case, *ages)
    pension = case.dossiers.days("tmt_pensiun")
    _keep(found, case, pension)
    found.result[pension <= today] = NOT_MET
    found.reason[pension <= today] = ""
    sooner = ~np.isnat(pension) & ~(found.lapses_on < pension)
    found.lapses_on[sooner] = pension[sooner]
    return found


def _keep(found: Outcome, case: Case, pension: Days) -> None:
    """Open (in place) the verdict on those past the age who hold a post of the class and may have kept a former age.

    Their recorded tmt_pensiun closes it.
    """
    dossiers = case.dossiers
    ages = [
        kept_ages(case.rulebook, dossiers.kelompok, born, dossiers.days("tmt_jabatan"), dossiers.as_of)
        for born in birth_dates(case)
    ]
    today = day(dossiers.as_of)
    until = np.fmax(
        *(add_months(born, age * MONTHS_PER_YEAR) for born, age in zip(birth_dates(case), ages, strict=True))
    )
    kept = (found.result == NOT_MET) & (np.maximum(*ages) > 0) & (today < until)
    kept &= dossiers.kelompok == case.target.kelompok
    found.result[kept], found.reason[kept] = UNKNOWN, "age_kept"
    told = kept & (pension > today)
    found.result[told], found.reason[told] = MET, ""


def _age_limit(case: Case, least: int, most: int) -> Outcome:
    limit, latest = span_of_years(least), span_of_years(most)
    asked = said("age_below", limit=limit)
    if most > least:
        asked = said("age_below_extendable", limit=limit, latest=latest)
    found = age_outcome(case, anniversaries(case, least), asked)
    if most > least:
        longest = age_outcome(case, anniversaries(case, most), asked)
        between = (found.result == NOT_MET) & (longest.result != NOT_MET)
        found.result[between], found.reason[between] = UNKNOWN, "age_extendable"
    return found


def _alike(_value: object, case: Case) -> Hashable:
    target, day_of = case.target, case.dossiers.as_of
    return case.rulebook.retirement_ages(target.jabatan, target.kelompok, day_of), target.kelompok


CHECK = Check(
    "belum_bup",
    Yes,
    N_("has not reached the retirement age of the post"),
    _judge,
    alike=_alike,
    facts=BIRTH_FACTS,
    parameters=RETIREMENT_AGES,
    # Where the regulations name no age for the class, or leave it to a decision, no data of the office can.
    remedies={
        **BIRTH_REMEDIES,
        "rank_unknown": NO_REMEDY,
        "age_extendable": NO_REMEDY,
        "age_kept": Remedy(FIELD, "tmt_pensiun"),
    },
)
