"""Everything that a province or the state asks of one agency, as numbers without names: the same calculations as its own reports."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.match import jpm_categories, persons_of
from asnkarier.agency.succession.service import leaving_of
from asnkarier.agency.talent.held import BOX_RULES, held_grid, held_of
from asnkarier.agency.training.hours import hours_of
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.formation.shortages import shortages
from asnkarier.analysis.formation.standing import standing_on
from asnkarier.analysis.ip_asn.parts import parts_of
from asnkarier.analysis.match.categories import category_index
from asnkarier.analysis.match.gaps import competency_gaps
from asnkarier.analysis.rollup.parts import (
    BELOW,
    ELSEWHERE,
    GAP,
    HUNDRED,
    LEAVES,
    MAY_LEAVE,
    NO_STANDARD,
    OPEN,
    PARTLY,
    REACHED,
    STAYS,
    UNASSESSED,
)
from asnkarier.analysis.rollup.tallies import Cell, Tally, Total
from asnkarier.analysis.spans import add_months, day
from asnkarier.analysis.talent.counting import box_counts
from asnkarier.errors import RuleNotInForce
from asnkarier.model.said import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

Split = Mapping[str, Cell]
YEARS: Final = 5


def tally_of(now: "Snapshot") -> Tally:
    """Return what the people who count come to. A figure whose rules are not in force on the day, or whose list was never imported, is left out."""
    splits = {name: one for name, one in _splits(now) if one is not None}
    sums = {name: one for name, one in _sums(now) if one is not None}
    return Tally(len(now.employees), splits, sums, dict.fromkeys((*splits, *sums), 1))


def _splits(now: "Snapshot") -> Iterator[tuple[str, Split | None]]:
    employees = now.employees
    for figure in ("status_asn", "kelompok", "golongan"):
        yield figure, _kinds(employees[figure])
    match = persons_of(now, now.people)
    yield "standard_of_post", _assessment(match)
    yield "jpm_category", _categories(now, match)
    yield from _gaps(now)
    yield "talent_box", _boxes(now)
    yield "training_hours", _hours(now)
    yield "end_of_service", _leaving(now)


def _kinds(told: "pd.Series[str]") -> Split:
    """Return how many have each value, and in how many more it may be: those of whom none is told."""
    counts = told.value_counts()
    unknown = int(told.isna().sum())
    found = {str(value): Cell(int(count), unknown) for value, count in counts.items()}
    return found | ({OPEN: Cell(unknown)} if unknown else {})


def _parts(marks: Iterable[tuple[str, NDArray[np.bool_]]]) -> dict[str, Cell]:
    return {part: Cell(int(mark.sum())) for part, mark in marks}


def _between(parts: Mapping[str, Cell], open_: Iterable[str], known: Iterable[str]) -> Split:
    """Return the parts where everybody in the open ones may be in each of the known ones as well."""
    unknown = sum(parts[one].certain for one in open_)
    return {
        part: Cell(cell.certain, unknown if part in known else cell.possible) for part, cell in parts.items()
    }


def _assessment(match: pd.DataFrame) -> Split:
    without = match["standar"].isna().to_numpy(dtype=bool)
    assessed = match["coverage"].gt(0).to_numpy(dtype=bool) & ~without
    whole = match["coverage"].eq(1).to_numpy(dtype=bool)
    short = match["gap_count"].fillna(0).gt(0).to_numpy(dtype=bool) & assessed
    parts = _parts(
        (
            (BELOW, short),
            (REACHED, assessed & ~short & whole),
            (PARTLY, assessed & ~short & ~whole),
            (UNASSESSED, ~assessed & ~without),
            (NO_STANDARD, without),
        )
    )
    return _between(parts, (PARTLY, UNASSESSED, NO_STANDARD), (BELOW, REACHED))


def _categories(now: "Snapshot", match: pd.DataFrame) -> Split | None:
    categories = jpm_categories(now)
    if not categories:
        return None
    low, high, total = (match[name].to_numpy(dtype=np.int64) for name in ("low_num", "high_num", "total"))
    known = total > 0
    whole = np.where(known, total, 1)
    # The first category is the highest; without a standard everyone of them is possible.
    best = np.where(known, category_index(high, whole, categories), 0)
    worst = np.where(known, category_index(low, whole, categories), len(categories) - 1)
    found = {
        code: Cell(
            int(((best == place) & (worst == place)).sum()),
            int(((best <= place) & (worst >= place) & (best != worst)).sum()),
        )
        for place, (code, _, _) in enumerate(categories)
    }
    return found | {OPEN: Cell(int((best != worst).sum()))}


def _gaps(now: "Snapshot") -> Iterator[tuple[str, Split]]:
    """Yield every competency that the post of anybody asks for: who is below, who may be, and of whom it is not asked."""
    people = now.people
    gaps = competency_gaps(people.matrices, people.standard_of)
    counts = pd.crosstab(gaps["kompetensi"], gaps["status"])
    everybody = len(now.employees)
    for name, row in counts.iterrows():
        below, unknown = (int(row.get(one, 0)) for one in ("gap", "unassessed"))
        asked = int(row.sum())
        yield (
            f"{GAP}{name}",
            {
                BELOW: Cell(below, unknown),
                REACHED: Cell(asked - below - unknown, unknown),
                UNASSESSED: Cell(unknown),
                ELSEWHERE: Cell(everybody - asked),
            },
        )


def _boxes(now: "Snapshot") -> Split | None:
    if any(now.rulebook.in_force(name, now.as_of) is None for name in BOX_RULES):
        return None
    rows = held_grid(now, held_of(now)).rows
    boxes = box_counts(rows["kotak"], rows["boxes_possible"])
    found = {
        f"box_{box}": Cell(int(sure), int(maybe))
        for box, sure, maybe in zip(boxes["kotak"], boxes["certain"], boxes["possible"], strict=True)
    }
    return found | {OPEN: Cell(int(rows["kotak"].isna().sum()))}


def _hours(now: "Snapshot") -> Split:
    return _parts(
        (str(status), mark.to_numpy(dtype=bool))
        for status, mark in _marks(hours_of(now, now.people)["jp_status"])
    )


def _marks(told: "pd.Series[str]") -> Iterator[tuple[str, "pd.Series[bool]"]]:
    for value in sorted(told.unique()):
        yield value, told.eq(value)


def _leaving(now: "Snapshot") -> Split:
    leaving = leaving_of(now)
    until = add_months(np.array([day(now.as_of)]), YEARS * MONTHS_PER_YEAR)[0]
    surely = ~np.isnat(leaving.latest) & (leaving.latest <= until)
    stays = ~np.isnat(leaving.earliest) & (leaving.earliest > until)
    parts = _parts(((LEAVES, surely), (STAYS, stays & ~surely), (MAY_LEAVE, ~stays & ~surely)))
    return _between(parts, (MAY_LEAVE,), (LEAVES, STAYS))


def _sums(now: "Snapshot") -> Iterator[tuple[str, Total | None]]:
    yield "ip_asn", _where_in_force(lambda: _index(now))
    yield "jp_this_year", _jp(now)
    yield from _formation(now)
    wanted = now.frames["vacancies"]["jumlah"].fillna(1)
    if len(wanted):
        yield "vacancies", Total(int(wanted.sum()), int(wanted.sum()), int(wanted.sum()))
    if now.settings.training.budget:
        budget = int(now.settings.training.budget)
        yield "training_budget", Total(budget, budget, len(now.employees))


def _where_in_force(made: Callable[[], Total]) -> Total | None:
    try:
        return made()
    except RuleNotInForce:
        return None


def _index(now: "Snapshot") -> Total:
    """Return the sum of the index of everybody in hundredths of a point."""
    total = parts_of(now.dossiers, now.frames["trainings"], now.rulebook).total
    return Total(int(total.low.sum()), int(total.high.sum()), len(total.low))


def _jp(now: "Snapshot") -> Total:
    """Return the hours that lists tell of this year, in hundredths; more may have been taken, and nothing bounds that."""
    hours = hours_of(now, now.people)
    told = round(float(hours["jp"].sum()) * HUNDRED)
    return Total(told, told, int(hours["trainings"].gt(0).sum()), open=1)


def _formation(now: "Snapshot") -> Iterator[tuple[str, Total]]:
    """Yield what posts need, how many of the needed are there and lacking, now and in five years; the lines that can be read."""
    need = now.frames["formation"].sort_values(
        ["jabatan", "unit_kerja", "unit_induk"], kind="stable", ignore_index=True
    )
    if not len(need):
        return
    standing = standing_on(now.employees, need, now.frames["units"])
    wanted: Ints = need["kebutuhan"].to_numpy(dtype=np.int64)
    lack = shortages(wanted, standing.line, leaving_of(now), now.as_of, YEARS)
    read = standing.known & ~standing.again
    posts = int(wanted[read].sum())
    unread = int(wanted[~read].sum())
    yield "need", Total(posts + unread, posts + unread, posts + unread)
    vacant = int(lack.low[read, 0].sum())
    # Of lines that cannot be read nobody knows how many of the needed are there.
    yield "vacant", Total(vacant, vacant + unread, posts + unread)
    low, high = int(lack.low[read, YEARS].sum()), int(lack.high[read, YEARS].sum())
    yield "vacant_5y", Total(low, high + unread, posts + unread)
