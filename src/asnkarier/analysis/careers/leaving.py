"""When everybody leaves the service by what is known: a day, an interval where facts allow two, or nothing with its reason."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints, texts
from asnkarier.analysis.careers.kept_ages import kept_ages
from asnkarier.analysis.spans import NEVER, add_months, as_days, nip_births
from asnkarier.errors import RuleNotInForce
from asnkarier.model.said import MONTHS_PER_YEAR, Said, said, span_of_years
from asnkarier.rules.rulebook import AGES_BY_CLASS, AGES_BY_NAME

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

# Which fact says the day; none of them: why nothing does.
STATED, CONTRACT, AGE, NOTHING = "tmt_pensiun", "akhir_kontrak", "tanggal_lahir", ""
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
    """

    earliest: Days
    latest: Days
    least: Ints
    most: Ints
    fact: NDArray[np.object_]
    basis: NDArray[np.object_]
    rule: NDArray[np.object_]
    born: Days

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
    count = len(employees)
    stated, ends = (as_days(employees[name]) for name in (STATED, CONTRACT))
    column, inside = as_days(employees[AGE]), nip_births(employees["nip"])
    first, last = np.fmin(column, inside), np.fmax(column, inside)
    least, longest, rule = _ages(employees, rulebook, as_of)
    most, oldest = np.zeros(count, dtype=np.int64), np.full(count, NEVER)
    for born in (first, last):
        kept = kept_ages(
            rulebook, texts(employees, "kelompok"), born, as_days(employees["tmt_jabatan"]), as_of
        )
        until = np.where(least > 0, np.maximum(longest, kept), 0)
        most, oldest = np.maximum(most, until), np.fmax(oldest, _birthday(born, until))
    earliest = np.where(np.isnat(stated), _birthday(first, least), stated)
    latest = np.where(np.isnat(stated), oldest, stated)
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
        (~np.isnat(last)).tolist(),
        least.tolist(),
        longest.tolist(),
        most.tolist(),
        (first != last).tolist(),
        (texts(employees, "kelompok") != "").tolist(),
        strict=True,
    )
    cases = [_Case(*one) for one in facts]
    told = {one: _said(one) for one in dict.fromkeys(cases)}
    basis = np.array([*(told[one] for one in cases), None], dtype=object)[:count]
    return Leaving(earliest, latest, least, most, fact, basis, rule, first)


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


def _said(case: _Case) -> Said:
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
    return said("together", parts=(told, said("leaves_two_births"))) if case.two_births else told


def until_in(leaving: Leaving, rulebook: "RuleBook", jabatan: str, kelompok: str, as_of: date) -> Days:
    """Return how long everybody could serve in another post: its own retirement age by the earlier birth date; NaT where that is not known.

    A TMT pensiun that a list states and the end of a contract stand, whatever the post.
    """
    try:
        ages = rulebook.retirement_ages(jabatan, kelompok, as_of)
    except RuleNotInForce:
        ages = None
    least = np.full(len(leaving.born), ages[0] if ages else 0, dtype=np.int64)
    return np.where(leaving.fact == AGE, _birthday(leaving.born, least), leaving.earliest)


def _birthday(born: Days, age: Ints) -> Days:
    """Return the day on which the age is reached, NaT where either is not known."""
    known = (age > 0) & ~np.isnat(born)
    found: Days = np.full(len(born), NEVER)
    found[known] = add_months(born[known], age[known] * MONTHS_PER_YEAR)
    return found


def _ages(
    employees: pd.DataFrame, rulebook: "RuleBook", as_of: date
) -> tuple[Ints, Ints, NDArray[np.object_]]:
    """Return the least and the most retirement age of everybody's post (0: not known) and the parameter that sets it."""
    posts = list(zip(texts(employees, "jabatan"), texts(employees, "kelompok"), strict=True))
    known: dict[tuple[str, str], tuple[int, int, str]] = {}
    for post in dict.fromkeys(posts):
        try:
            ages = rulebook.retirement_ages(*post, as_of) if post[1] else None
        except RuleNotInForce:
            ages = None
        by_name = ages is not None and rulebook.has_own_age(*post, as_of)
        known[post] = (0, 0, "") if ages is None else (*ages, AGES_BY_NAME if by_name else AGES_BY_CLASS)
    found = [known[post] for post in posts]
    least, most = (np.array([one[end] for one in found], dtype=np.int64) for end in (0, 1))
    return least, most, np.array([one[2] for one in found], dtype=object)
