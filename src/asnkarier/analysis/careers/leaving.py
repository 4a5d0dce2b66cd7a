"""When everybody leaves the service by what is known: a day, an interval where facts allow two, or nothing with its reason."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints, texts
from asnkarier.analysis.careers.retiring import (
    BIRTHDAY,
    NEXT_MONTH,
    ages_of,
    day_policy,
    days_out,
    retirement,
)
from asnkarier.analysis.spans import NEVER, as_days
from asnkarier.model.said import Said, said, span_of_years

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

# Which fact says the day; none of them: why nothing does.
STATED, CONTRACT, AGE, NOTHING = "tmt_pensiun", "akhir_kontrak", "tanggal_lahir", ""
# How the policy is said that makes a day of the retirement age; None: no policy is in force.
_POLICIES: Final = {
    NEXT_MONTH: "leaves_month_after",
    BIRTHDAY: "leaves_that_day",
    None: "leaves_day_open",
}
_PLAIN: Final = {STATED: "leaves_as_stated", CONTRACT: "leaves_after_contract"}
# The field that would say the day, by why it is not known; of an age that two facts allow the TMT pensiun would.
_FIELDS: Final = {
    "leaves_contract_open": CONTRACT,
    "leaves_birth_unknown": AGE,
    "leaves_class_unknown": "jenis_jabatan",
}
_ON_CONTRACT: Final = "PPPK"
_ONE_DAY: Final = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Leaving:
    """Of everybody, in order. earliest, latest: the first day out of service at the earliest and at the latest (NaT: not known).

    least, most: the retirement age of the post held in years, which differ where it may be extended or a former one kept; 0: not
    known. fact: what says the day (`STATED`, `CONTRACT`, `AGE`), `NOTHING` where it is open. basis: the same as it is said.
    rule: the parameter that sets the age, empty where none does. born: the earlier of two birth dates.
    over: the day after a contract, NaT where none ends.
    """

    earliest: Days
    latest: Days
    least: Ints
    most: Ints
    fact: NDArray[np.object_]
    basis: NDArray[np.object_]
    rule: NDArray[np.object_]
    born: Days
    over: Days

    @property
    def day(self) -> Days:
        """The day where it is one, else NaT."""
        return np.where(self.earliest == self.latest, self.earliest, NEVER)


def when_leaving(employees: pd.DataFrame, rulebook: "RuleBook", as_of: date) -> Leaving:
    """Return when everybody leaves by law and contract as known on `as_of`.

    employees: with `kelompok`. The TMT pensiun that a list states, else the day on which the retirement age of the post held is
    reached (PP 11/2017 Pasal 239 and 240); of two birth dates, and of an age that may be extended (Pasal 240) or kept (Pasal 354 to 356), both
    ends. A PPPK leaves at the latest on the day after the contract; while its end is not known nothing says the earliest day.
    A post of another retirement age that somebody may still come to is not foreseen.
    """
    count, found = len(employees), retirement(employees, rulebook, as_of)
    stated, ends = (as_days(employees[name]) for name in (STATED, CONTRACT))
    earliest, latest = (np.where(np.isnat(stated), one, stated) for one in (found.earliest, found.latest))
    fact = np.select([~np.isnat(stated), ~np.isnat(latest)], [STATED, AGE], NOTHING).astype(object)
    on_contract = texts(employees, "status_asn") == _ON_CONTRACT
    over = np.where(on_contract, ends + _ONE_DAY, NEVER)
    sooner = ~np.isnat(over) & ~(latest < over)
    earliest, latest = (
        np.where(np.isnat(over), one, np.fmin(one, over)).astype("datetime64[D]")
        for one in (earliest, latest)
    )
    fact[sooner] = CONTRACT
    open_contract = on_contract & np.isnat(ends)
    earliest[open_contract] = NEVER
    fact[open_contract] = NOTHING
    facts = zip(
        fact.tolist(),
        open_contract.tolist(),
        (~np.isnat(found.last)).tolist(),
        found.least.tolist(),
        found.longest.tolist(),
        found.most.tolist(),
        (found.first != found.last).tolist(),
        (texts(employees, "kelompok") != "").tolist(),
        strict=True,
    )
    cases = [_Case(*one) for one in facts]
    policy = _POLICIES[day_policy(rulebook, as_of)]
    told = {one: _said(one, policy) for one in dict.fromkeys(cases)}
    basis = np.array([*(told[one] for one in cases), None], dtype=object)[:count]
    return Leaving(earliest, latest, found.least, found.most, fact, basis, found.rule, found.first, over)


class _Case(NamedTuple):
    """What the sentence about somebody rests on; least, longest, most: ages, the last with a former one that may be kept."""

    fact: str
    open_contract: bool
    born: bool
    least: int
    longest: int
    most: int
    two_births: bool
    classed: bool


def missing_field(basis: Said) -> str:
    """Return the field of the list of employees that would say a day of which the basis (see `Leaving`) does not."""
    return _FIELDS.get(basis.code, STATED)


def _said(case: _Case, policy: str) -> Said:
    if case.fact in _PLAIN:
        return said(_PLAIN[case.fact])
    if case.open_contract:
        return said("leaves_contract_open")
    if not case.born:
        return said("leaves_birth_unknown")
    if not case.least:
        return said("leaves_age_unknown" if case.classed else "leaves_class_unknown")
    if case.most == case.least:
        told = said("leaves_at_age", age=span_of_years(case.least))
    else:
        code = "leaves_age_extendable" if case.longest == case.most else "leaves_age_kept"
        told = said(code, least=span_of_years(case.least), most=span_of_years(case.most))
    births = (said("leaves_two_births"),) if case.two_births else ()
    return said("together", parts=(told, said(policy), *births))


def until_in(leaving: Leaving, rulebook: "RuleBook", jabatan: str, kelompok: str, as_of: date) -> Days:
    """Return how long everybody could serve in another post: its own retirement age by the earlier birth date; NaT where that is not known.

    A TMT pensiun that a list states and the end of a contract stand, whatever the post.
    """
    ages = ages_of(rulebook, jabatan, kelompok, as_of)
    least = np.full(len(leaving.born), ages[0] if ages else 0, dtype=np.int64)
    until = days_out(rulebook, leaving.born, least, as_of)[0]
    until = np.where(np.isnat(leaving.over), until, np.minimum(until, leaving.over))
    return np.where(leaving.fact == AGE, until, leaving.earliest)
