"""What a plan of several periods is made under: its periods, its money by year, fund and unit, and what comes first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from asnkarier.analysis.training.limits import TrainingLimits

_MONTHS: Final = 12
# A required gap counts so many times: a level of it is given up only for more than so many other weighted levels.
REQUIRED_FIRST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Period:
    """A part of a calendar year in which classes are held; number counts from 1 within its year."""

    year: int
    number: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class YearsTerms:
    """limits: what holds for a person; its budget, capacities and max_jp_of are read as those of each year, see below.

    periods: in order; budget: rupiah of every year (None: no limit), but of those in budgets, which have their own; funds, units: rupiah of every year, by fund and by unit;
    other_funds: of every year, for all courses together that none of the funds pays (None: no limit but the budget).
    members: unit -> nips. max_away: the share of a unit's people who may have a place in one period, rounded down, one at
    least (None: no limit); staff: unit -> nips for it. first_jp: nip -> hours left in the first year; yearly_jp: nip -> hours of every
    later year; who is in neither has limits.max_jp_per_person. leaves: nip -> the first day out of service.
    later: what a level is worth less for every year that it comes later, as a share. required_first: critical gaps count
    REQUIRED_FIRST times. urgent: nip -> factor on all gaps of that person. must_run: kodes of which a class has to run.
    today: see `made_on`.
    """

    limits: TrainingLimits
    periods: tuple[Period, ...]
    budget: int | None = None
    budgets: Mapping[int, int] = field(default_factory=dict)
    funds: Mapping[str, int] = field(default_factory=dict)
    other_funds: int | None = None
    units: Mapping[str, int] = field(default_factory=dict)
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    max_away: Fraction | None = None
    staff: Mapping[str, frozenset[str]] = field(default_factory=dict)
    first_jp: Mapping[str, float] = field(default_factory=dict)
    yearly_jp: Mapping[str, float] = field(default_factory=dict)
    leaves: Mapping[str, date] = field(default_factory=dict)
    later: Fraction = Fraction(0)
    required_first: bool = False
    urgent: Mapping[str, int] = field(default_factory=dict)
    must_run: tuple[str, ...] = ()
    today: date | None = None

    @property
    def made_on(self) -> date:
        """The day on which the plan is made: its first, where no earlier one is said."""
        return self.today or self.periods[0].start

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years of the plan in order."""
        return tuple(dict.fromkeys(period.year for period in self.periods))

    def max_jp(self, nip: str, year: int) -> float | None:
        """Return the hours that this person may be given in one year, None for no limit."""
        own = self.first_jp if year == self.years[0] else self.yearly_jp
        return own.get(nip, self.limits.max_jp_per_person)

    def budget_of(self, year: int) -> int | None:
        """Return the rupiah of one year, None for no limit."""
        return self.budgets.get(year, self.budget)

    @property
    def whole_budget(self) -> int | None:
        """The rupiah of all years, None where a year has no limit."""
        known = [one for year in self.years if (one := self.budget_of(year)) is not None]
        return sum(known) if len(known) == len(self.years) else None

    def worth(self, year: int) -> Fraction:
        """Return what a level gained in this year counts, against one in the first."""
        return max(Fraction(0), 1 - self.later * (year - self.years[0]))

    def away(self, unit: str) -> int:
        """Return how many places the people of a unit may have in one period."""
        if self.max_away is None:
            raise ValueError("no share of a unit is set")
        return max(1, int(self.max_away * len(self.staff[unit])))


def periods_of(as_of: date, years: int, each: int) -> tuple[Period, ...]:
    """Return `each` equal parts of so many calendar years from that of `as_of`; ValueError unless a year has whole months in each.

    A part that ended before `as_of` is left out; the one that holds `as_of` begins with it.
    """
    if years < 1 or each < 1 or _MONTHS % each:
        raise ValueError("years and periods are whole, and a period has whole months")
    return tuple(_periods(as_of, years, each))


def _periods(as_of: date, years: int, each: int) -> Iterator[Period]:
    months = _MONTHS // each
    for year in range(as_of.year, as_of.year + years):
        for number in range(1, each + 1):
            first = date(year, 1 + (number - 1) * months, 1)
            after = date(year + 1, 1, 1) if number == each else date(year, 1 + number * months, 1)
            if after > as_of:
                yield Period(year, number, max(first, as_of), after - timedelta(days=1))
