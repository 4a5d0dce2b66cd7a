"""Days without work of a year: of its list, else those that most of the known lists have on one date."""

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from asnkarier.analysis.training.calendar.workdays import Lengths

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.rules.rulebook import RuleBook

SAME_DATE: Final = "same_date"
# Of how many years a date has to be known, and how far back and ahead lists are looked for.
_LEAST: Final = 2
_YEARS: Final = 10
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)


def holidays(rulebook: "RuleBook", year: int, as_of: date) -> list[dict[str, Any]]:
    """Return the days without work of a year by day: tanggal, nama and jenis (`SAME_DATE`: no list speaks of the year)."""
    found = rulebook.holidays(year, as_of)
    if found is None:
        return _on_one_date(rulebook, year, as_of)
    days = [
        {**one, "jenis": kind}
        for kind in ("libur_nasional", "cuti_bersama")
        for one in found.value[kind]
        if one["tanggal"].year == year
    ]
    return sorted(days, key=lambda one: one["tanggal"])


def lengths_of(now: "Snapshot") -> Lengths:
    """Return how long courses last by the agency's policy (config.yaml: calendar) and the holidays that are known."""
    policy = now.settings.calendar

    @cache
    def off(year: int) -> frozenset[date]:
        return frozenset(one["tanggal"] for one in holidays(now.rulebook, year, now.as_of))

    return Lengths(float(policy.jp_per_day), policy.days_a_week, off)


def _on_one_date(rulebook: "RuleBook", year: int, as_of: date) -> list[dict[str, Any]]:
    """Return the national holidays that more than half of the known lists, two at least, have on the same day of the year."""
    lists = 0
    times: Counter[tuple[int, int]] = Counter()
    names: dict[tuple[int, int], str] = {}
    for other in range(as_of.year - _YEARS, as_of.year + _YEARS + 1):
        found = rulebook.holidays(other, as_of)
        if found is None:
            continue
        lists += 1
        of_year = {
            (day.month, day.day): str(one["nama"])
            for one in found.value["libur_nasional"]
            if (day := one["tanggal"]).year == other
        }
        times.update(of_year.keys())
        names |= of_year
    same = sorted(one for one, count in times.items() if count >= _LEAST and 2 * count > lists)
    return [
        {"tanggal": date(year, *one), "nama": _YEAR.sub("", names[one]).strip(), "jenis": SAME_DATE}
        for one in same
        if one != (2, 29)
    ]
