"""Who is to be rewarded, guided or watched by the appraisals of the years that are known, and who still could be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.careers.appraisals import Appraisals
from asnkarier.analysis.scores.parts import possible_of_year
from asnkarier.analysis.spans import NEVER, add_months, day

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

REWARD, GUIDE, WATCH = "reward", "guide", "watch"
RISING, FALLING, STEADY, CHANGING = "trend_rising", "trend_falling", "trend_steady", "trend_changing"
REWARD_RULE: Final = "kinerja/penghargaan_kinerja"
RULES: Final = (REWARD_RULE, "kinerja/pembinaan_kinerja", "kinerja/urutan_predikat")


@dataclass(frozen=True)
class Reviewed:
    """Of everybody, in order.

    predikat: year -> the predikat of that year, empty where it is not known; the newest year first. trend: empty where fewer than two
    years are known. chosen: `REWARD`, `GUIDE`, `WATCH` where that is certain, else empty. could_be: the lists on which facts that are not known could
    still put somebody. improve_by: the end of the time to improve, NaT of who is not guided.
    """

    predikat: Mapping[int, NDArray[np.object_]]
    trend: NDArray[np.object_]
    chosen: NDArray[np.object_]
    could_be: list[tuple[str, ...]]
    improve_by: NDArray[np.datetime64]


def reviewed(
    appraisals: Appraisals,
    count: int,
    rulebook: "RuleBook",
    last_year: int,
    as_of: date,
    *,
    years: int,
    watch_falls: int,
) -> Reviewed:
    """Return the lists of `count` people by the appraisals of the complete years up to `last_year`; nobody stands on any before PP 30/2019 applied.

    years: how many years back the trend looks. watch_falls: by how many steps of the predikat somebody must have fallen since the year before
    to be watched. A year without an appraisal, or with one that contradicts itself, is not known: it puts nobody on a list.
    """
    rules = [rulebook.in_force(name, as_of) for name in RULES]
    if any(one is None for one in rules):
        nothing = np.full(count, "", dtype=object)
        days = np.full(count, NEVER)
        return Reviewed({last_year: nothing}, nothing, nothing, [()] * count, days)
    reward, guide, order = (one.value for one in rules if one is not None)
    back = max(years, reward["tahun"], guide["tahun"], 2)
    possible = {
        year: _possible(appraisals, count, rulebook, year, order)
        for year in range(last_year, last_year - back, -1)
    }
    certain = {
        name: _all_years(possible, rule, last_year, sure=True)
        for name, rule in ((REWARD, reward), (GUIDE, guide))
    }
    open_ = {
        name: _all_years(possible, rule, last_year, sure=False) & ~certain[name]
        for name, rule in ((REWARD, reward), (GUIDE, guide))
    }
    fell = _fell(possible, order, last_year, watch_falls)
    watch = fell & ~certain[GUIDE] & ~open_[GUIDE]
    open_[WATCH] = _may_be_watched(possible, order, guide, last_year, watch_falls) & ~watch
    marks = [certain[REWARD], certain[GUIDE], watch]
    chosen = np.select(marks, [REWARD, GUIDE, WATCH], "").astype(object)
    known = {year: _known(possible[year]) for year in list(possible)[:years]}
    end = add_months(np.array([day(date(last_year + 1, 1, 1))]), guide["bulan_perbaikan"])[0]
    return Reviewed(
        predikat=known,
        trend=_trends(known, order),
        chosen=chosen,
        could_be=[tuple(name for name in (REWARD, GUIDE, WATCH) if open_[name][at]) for at in range(count)],
        improve_by=np.where(certain[GUIDE], end, NEVER),
    )


def _possible(
    appraisals: Appraisals, count: int, rulebook: "RuleBook", year: int, order: Sequence[str]
) -> list[frozenset[str]]:
    """Return of everybody which predikat the year may have had: any where nothing is known of it, or it contradicts itself."""
    code, found = possible_of_year(appraisals, count, rulebook, year, order)
    filled = [one or frozenset(order) for one in found]
    return [filled[one] for one in code]


def _all_years(
    possible: Mapping[int, list[frozenset[str]]], rule: Mapping[str, Any], last_year: int, *, sure: bool
) -> NDArray[np.bool_]:
    """Return of whom all years that the rule looks at have one of its predikat, for certain or at least perhaps."""
    wanted = frozenset(rule["predikat"])
    years = range(last_year, last_year - int(rule["tahun"]), -1)
    marks = [[one <= wanted if sure else bool(one & wanted) for one in possible[year]] for year in years]
    found: NDArray[np.bool_] = np.all(np.array(marks, dtype=bool), axis=0)
    return found


def _fell(
    possible: Mapping[int, list[frozenset[str]]], order: Sequence[str], last_year: int, steps: int
) -> NDArray[np.bool_]:
    """Return who fell by so many steps from the year before to the last one for certain."""
    rank = {predikat: place for place, predikat in enumerate(order)}
    pairs = zip(possible[last_year], possible[last_year - 1], strict=True)
    falls = [min(rank[one] for one in now) - max(rank[one] for one in before) for now, before in pairs]
    return np.array(falls, dtype=np.int64) >= steps


def _may_be_watched(
    possible: Mapping[int, list[frozenset[str]]],
    order: Sequence[str],
    guide: Mapping[str, Any],
    last_year: int,
    steps: int,
) -> NDArray[np.bool_]:
    """Return of whom the years may be such that they fell by so many steps and are not to be guided: a fall into guidance is no reason to watch."""
    rank = {predikat: place for place, predikat in enumerate(order)}
    wanted, years = frozenset(guide["predikat"]), int(guide["tahun"])

    @cache
    def may(now: frozenset[str], before: frozenset[str], other: bool) -> bool:
        return any(
            rank[one] - rank[earlier] >= steps
            and (other or one not in wanted or (years > 1 and earlier not in wanted))
            for one in now
            for earlier in before
        )

    older = [possible[year] for year in range(last_year - 2, last_year - years, -1)]
    people = range(len(possible[last_year]))
    others = [any(not year[at] <= wanted for year in older) for at in people]
    return np.array(
        [may(possible[last_year][at], possible[last_year - 1][at], others[at]) for at in people], dtype=bool
    )


def _known(possible: list[frozenset[str]]) -> NDArray[np.object_]:
    return np.array([next(iter(one)) if len(one) == 1 else "" for one in possible], dtype=object)


def _trends(known: Mapping[int, NDArray[np.object_]], order: Sequence[str]) -> NDArray[np.object_]:
    rank = {predikat: place for place, predikat in enumerate(order)}
    rows = zip(*(known[year].tolist() for year in sorted(known)), strict=True)
    return np.array([_trend([rank[one] for one in row if one]) for row in rows], dtype=object)


def _trend(ranks: list[int]) -> str:
    if len(ranks) < 2:  # noqa: PLR2004 - from one year to another
        return ""
    steps = [after - before for before, after in pairwise(ranks)]
    if not any(steps):
        return STEADY
    if all(one <= 0 for one in steps):
        return RISING
    return FALLING if all(one >= 0 for one in steps) else CHANGING
