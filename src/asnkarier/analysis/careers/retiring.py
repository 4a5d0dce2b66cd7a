"""When the retirement age puts people out of service: the ages of the post held and the one function that makes a day of an age."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints, texts
from asnkarier.analysis.careers.kept_ages import kept_ages
from asnkarier.analysis.spans import NEVER, add_months, as_days, nip_births
from asnkarier.errors import RuleNotInForce
from asnkarier.model.said import MONTHS_PER_YEAR
from asnkarier.rules.rulebook import AGES_BY_CLASS, AGES_BY_NAME, RETIREMENT_AGES

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

RETIREMENT_DAY: Final = "jabatan/hari_pensiun"
# What a report cites that shows the end of anybody's service.
END_OF_SERVICE: Final = (*RETIREMENT_AGES, RETIREMENT_DAY)
NEXT_MONTH, BIRTHDAY = "awal_bulan_berikutnya", "tanggal_lahir"
_ONE_MONTH: Final = np.timedelta64(1, "M")


@dataclass(frozen=True)
class Retirement:
    """Of everybody, in order, by the retirement age of the post held alone; days are the first out of service, NaT: not known.

    earliest: by the earlier birth date and the least age. settled: by the later one and the longest age of the post. latest: the same
    with a former age that may have been kept. least, longest, most: these ages in years, 0: not known. rule: the parameter that sets
    the age, empty where none does. first, last: the earlier and the later birth date of the register and the NIP.
    """

    earliest: Days
    settled: Days
    latest: Days
    least: Ints
    longest: Ints
    most: Ints
    rule: NDArray[np.object_]
    first: Days
    last: Days


def retirement(employees: pd.DataFrame, rulebook: "RuleBook", as_of: date) -> Retirement:
    """Return when the retirement age ends everybody's service (PP 11/2017 Pasal 239, 240, 354 to 356) as known on `as_of`.

    employees: with `kelompok`. A TMT pensiun and a contract are not looked at here.
    """
    column, inside = as_days(employees["tanggal_lahir"]), nip_births(employees["nip"])
    first, last = np.fmin(column, inside), np.fmax(column, inside)
    least, longest, rule = _ages(employees, rulebook, as_of)
    most, latest = np.zeros(len(employees), dtype=np.int64), np.full(len(employees), NEVER)
    classes, since = texts(employees, "kelompok"), as_days(employees["tmt_jabatan"])
    for born in (first, last):
        kept = kept_ages(rulebook, classes, born, since, as_of)
        until = np.where(least > 0, np.maximum(longest, kept), 0)
        most, latest = np.maximum(most, until), np.fmax(latest, days_out(rulebook, born, until, as_of)[1])
    earliest = days_out(rulebook, first, least, as_of)[0]
    settled = days_out(rulebook, last, longest, as_of)[1]
    return Retirement(earliest, settled, latest, least, longest, most, rule, first, last)


def days_out(rulebook: "RuleBook", born: Days, ages: Ints, as_of: date) -> tuple[Days, Days]:
    """Return the first day out of service of who retires at an age in years: at the earliest and at the latest.

    NaT where the birth date or the age (0) is not known. The policy `jabatan/hari_pensiun` says whether it is the day on which the
    age is reached or the first day of the month after the month of birth; while none says it, both ends stand.
    """
    known = (ages > 0) & ~np.isnat(born)
    months = ages[known] * MONTHS_PER_YEAR
    reached, after = np.full(len(born), NEVER), np.full(len(born), NEVER)
    reached[known] = add_months(born[known], months)
    month = born[known].astype("datetime64[M]") + months.astype("timedelta64[M]")
    after[known] = (month + _ONE_MONTH).astype("datetime64[D]")
    policy = day_policy(rulebook, as_of)
    if policy is None:
        return reached, after
    day = reached if policy == BIRTHDAY else after
    return day, day


def day_policy(rulebook: "RuleBook", as_of: date) -> str | None:
    """Return the policy that makes a day of the age, `NEXT_MONTH` or `BIRTHDAY`; None: none is in force."""
    found = rulebook.in_force(RETIREMENT_DAY, as_of) if RETIREMENT_DAY in rulebook.parameters else None
    return None if found is None else str(found.value)


def _ages(
    employees: pd.DataFrame, rulebook: "RuleBook", as_of: date
) -> tuple[Ints, Ints, NDArray[np.object_]]:
    """Return the least and the most retirement age of everybody's post (0: not known) and the parameter that sets it."""
    posts = list(zip(texts(employees, "jabatan"), texts(employees, "kelompok"), strict=True))
    known: dict[tuple[str, str], tuple[int, int, str]] = {}
    for post in dict.fromkeys(posts):
        ages = ages_of(rulebook, *post, as_of)
        by_name = ages is not None and rulebook.has_own_age(*post, as_of)
        known[post] = (0, 0, "") if ages is None else (*ages, AGES_BY_NAME if by_name else AGES_BY_CLASS)
    found = [known[post] for post in posts]
    least, most = (np.array([one[end] for one in found], dtype=np.int64) for end in (0, 1))
    return least, most, np.array([one[2] for one in found], dtype=object)


def ages_of(rulebook: "RuleBook", jabatan: str, kelompok: str, as_of: date) -> tuple[int, int] | None:
    """Return the least and the most retirement age of a post in years; None: no law of that day, or no class, says it."""
    try:
        return rulebook.retirement_ages(jabatan, kelompok, as_of) if kelompok else None
    except RuleNotInForce:
        return None
