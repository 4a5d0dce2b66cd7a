"""What it would take to close every gap: the cheapest courses of the catalogue for each person, and the gaps that none closes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints, alike
from asnkarier.analysis.match.matrices import micro_levels
from asnkarier.analysis.needs.cheapest import Demand, Price, Way, cheapest_ways
from asnkarier.analysis.needs.ladders import Ladder, Rung, ladder, without_way
from asnkarier.analysis.training.history import TrainingHistory
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.pairs import COURSE_OVER, NO_COURSE, needed_titles, never_held, taken_lately
from asnkarier.model.level import MICRO
from asnkarier.model.terms import course_title

NO_CATALOGUE: Final = "no_catalogue"
NO_CLASS: Final = "no_class"
_LATELY, _SHUT = "not_repeated", "not_admitted"
_NEEDS: Final = "prasyarat"
# Of bars that hold a way only together, which is told: that which no time or act of the person takes away comes first.
_TOLD: Final = (COURSE_OVER, NO_CLASS, _LATELY, _SHUT)


@dataclass(frozen=True, slots=True)
class Closing:
    """Who takes what. gaps: the gaps by nip and kompetensi; courses: by kode.

    steps: gap and course (rows of these), biaya (rupiah, the participant's share of the class included), of which biaya_kelas.
    why: for each gap why no course closes it, empty where some do: `no_catalogue`, `no_course`, `no_class`, `course_over`, `below_required`,
    `out_of_reach`, `not_repeated`, `not_admitted`, `prasyarat`. proven: that nothing cheaper exists.
    """

    gaps: pd.DataFrame
    courses: pd.DataFrame
    steps: pd.DataFrame
    why: NDArray[np.object_]
    proven: bool


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """What a course is to each person: rows of courses x gaps are asked for competency by competency. late: which are over; idle: which have no class or seat. levels: from which, if any, to which each leads."""

    courses: pd.DataFrame
    titles: list[str]
    needed: list[str]
    names: pd.Index
    history: TrainingHistory
    limits: TrainingLimits
    as_of: date
    late: NDArray[np.bool_]
    idle: NDArray[np.bool_]
    levels: list[tuple[int | None, int]]

    def open_first(self, rows: Ints) -> Ints:
        """Return these courses, those that can be held before the others."""
        return rows[np.argsort((self.late | self.idle)[rows], kind="stable")]


def close_gaps(
    items: pd.DataFrame,
    courses: pd.DataFrame,
    trainings: pd.DataFrame,
    limits: TrainingLimits,
    as_of: date,
    over: frozenset[str] = frozenset(),
) -> Closing:
    """Return the cheapest way to close every gap among the rows of `competency_gaps`, whatever a year or a budget allows.

    A course is open to whom `recommend-training` would offer it: not taken lately, the law admits the person, the level that it asks
    for reached and its prerequisite taken, before or on the way. Of the limits only these count (not_repeated_years, closed);
    a course without seats or classes is held for nobody, nor is one that is over (kodes).
    """
    gaps = items[items["status"].eq("gap")].sort_values(
        ["nip", "kompetensi"], kind="stable", ignore_index=True
    )
    courses = courses.sort_values("kode", kind="stable", ignore_index=True)
    late = courses["kode"].astype(str).isin(over).to_numpy(dtype=bool)
    catalogue = _catalogue(gaps, courses, trainings, limits, as_of, late)
    why = np.full(len(gaps), NO_COURSE if len(courses) else NO_CATALOGUE, dtype=object)
    steps: list[pd.DataFrame] = []
    proven = True
    by_competency = courses.groupby(courses["kompetensi"].astype(str)).indices
    for name, places in gaps.groupby("kompetensi", sort=True).indices.items():
        rows = np.asarray(places, dtype=np.int64)
        if str(name) not in by_competency:
            continue
        mine = catalogue.open_first(np.asarray(by_competency[str(name)], dtype=np.int64))
        found, why[rows], sure = _of_competency(catalogue, gaps, rows, mine)
        steps.append(found)
        proven &= sure
    return Closing(gaps, courses, _joined(steps), why, proven)


def _joined(steps: Sequence[pd.DataFrame]) -> pd.DataFrame:
    types = {"gap": "int64", "course": "int64", "biaya": "float64", "biaya_kelas": "float64"}
    whole = pd.concat(steps) if steps else pd.DataFrame({name: [] for name in types})
    return whole.astype(types).sort_values(["gap", "course"], kind="stable", ignore_index=True)


def _catalogue(
    gaps: pd.DataFrame,
    courses: pd.DataFrame,
    trainings: pd.DataFrame,
    limits: TrainingLimits,
    as_of: date,
    late: NDArray[np.bool_],
) -> _Catalogue:
    titles = [course_title(name) for name in courses["nama_pelatihan"]]
    needed = needed_titles(courses, titles)
    names = pd.Index(sorted({*titles, *needed} - {""}), dtype="str")
    people = pd.Index(gaps["nip"].unique())
    history = TrainingHistory(trainings, people, names)
    first, last = (micro_levels(courses[name].fillna(0.0)).tolist() for name in ("level_awal", "level_akhir"))
    anybody = courses["level_awal"].isna().tolist()
    levels = [(None if free else one, end) for free, one, end in zip(anybody, first, last, strict=True)]
    return _Catalogue(
        courses, titles, needed, names, history, limits, as_of, late, never_held(courses), levels
    )


def _of_competency(
    catalogue: _Catalogue, gaps: pd.DataFrame, rows: Ints, mine: Ints
) -> tuple[pd.DataFrame, NDArray[np.object_], bool]:
    """Return the steps of the gaps `rows` in one competency, why each of them stays open, and whether that is proven cheapest."""
    level, required = (micro_levels(gaps[name].to_numpy()[rows]) for name in ("level", "required"))
    lately, shut, taken_before = _standing(catalogue, gaps, rows, mine)
    code, keys = alike([level, required, *lately.T, *shut.T, *taken_before.T])
    ladders: list[Ladder | None] = []
    reasons: list[str] = []
    for key in keys:
        found, reason = _looked_at(catalogue, mine, key)
        ladders.append(found)
        reasons.append(reason)
    demands = [
        (number, Demand(int(count), one))
        for number, (one, count) in enumerate(
            zip(ladders, np.bincount(code, minlength=len(keys)), strict=True)
        )
        if one is not None
    ]
    open_ = mine[~(catalogue.late | catalogue.idle)[mine]]  # the first of `mine`
    prices = [_price(catalogue.courses, row, len(rows)) for row in open_]
    ways = cheapest_ways([one for _, one in demands], prices)
    taken: dict[int, list[Way]] = {
        number: [way for count, way in of_demand for _ in range(count)]
        for (number, _), of_demand in zip(demands, ways.taken, strict=True)
    }
    turn = {number: iter(of_key) for number, of_key in taken.items()}
    pairs = [
        (gap, int(mine[place]))
        for gap, number in zip(rows.tolist(), code.tolist(), strict=True)
        if number in turn
        for place in next(turn[number])
    ]
    return _priced(catalogue.courses, pairs, len(rows)), np.array(reasons, dtype=object)[code], ways.proven


def _standing(
    catalogue: _Catalogue, gaps: pd.DataFrame, rows: Ints, mine: Ints
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return, gap by gap and course by course: taken lately, not admitted, and the prerequisite taken already."""
    people = pd.Index(gaps["nip"].unique())
    nips = gaps["nip"].to_numpy(dtype=object)[rows]
    person = np.repeat(people.get_indexer(pd.Index(nips)).astype(np.int64), len(mine))
    title, needed = (
        np.tile(
            catalogue.names.get_indexer(pd.Index([words[row] for row in mine], dtype="str")), len(rows)
        ).astype(np.int64)
        for words in (catalogue.titles, catalogue.needed)
    )
    shape = len(rows), len(mine)
    last = catalogue.history.last_day(person, title)
    lately = taken_lately(last, catalogue.limits, catalogue.as_of).reshape(shape)
    held = catalogue.history.taken_by(person, needed, catalogue.as_of).reshape(shape)
    shut = np.zeros(shape, dtype=np.bool_)
    for place, row in enumerate(mine):
        closed = catalogue.limits.closed.get(str(catalogue.courses["kode"].iloc[row]), frozenset())
        if closed:
            shut[:, place] = [nip in closed for nip in nips]
    return lately, shut, held


def _looked_at(catalogue: _Catalogue, mine: Ints, key: tuple[object, ...]) -> tuple[Ladder | None, str]:
    """Return the ladder of one key of `_of_competency`; or, where there is none, why: of several bars that which alone holds the way."""
    level, required = int(key[0]), int(key[1])  # type: ignore[call-overload]
    lately, shut, held = (list(part) for part in np.array(key[2:], dtype=bool).reshape(3, len(mine)))
    rungs = [_rung(catalogue, place, int(row), held[place]) for place, row in enumerate(mine)]
    late, idle = (list(one[mine]) for one in (catalogue.late, catalogue.idle))
    bars = {_LATELY: lately, _SHUT: shut, COURSE_OVER: late, NO_CLASS: idle}
    found = ladder(_open(rungs, *bars.values()), level, required)
    if found is not None:
        return found, ""
    return None, without_way(rungs, level, required) or _barred(rungs, bars, level, required)


def _barred(rungs: Sequence[Rung], bars: Mapping[str, list[bool]], level: int, required: int) -> str:
    """Return which bar holds the way, of the fewest that have to be lifted together; the prerequisite where none of them does."""
    active = [name for name, bar in bars.items() if any(bar)]
    for count in range(1, len(active) + 1):
        for lifted in combinations(active, count):
            left = [bars[name] for name in active if name not in lifted]
            if ladder(_open(rungs, *left), level, required) is not None:
                return next(name for name in _TOLD if name in lifted)
    return _NEEDS


def _open(rungs: Sequence[Rung], *bars: Sequence[bool]) -> list[Rung]:
    return [one for one, *barred in zip(rungs, *bars, strict=True) if not any(barred)]


def _rung(catalogue: _Catalogue, place: int, row: int, held: bool) -> Rung:
    first, last = catalogue.levels[row]
    return Rung(place, first, last, catalogue.titles[row], "" if held else catalogue.needed[row])


def _price(courses: pd.DataFrame, row: int, most: int) -> Price:
    """Return what a course costs; a class without a number of seats holds everybody."""
    seat, of_class, seats = (courses[name].iloc[row] for name in ("biaya", "biaya_kelas", "kuota"))
    return Price(
        round(float(seat)),
        0 if pd.isna(of_class) else round(float(of_class)),
        max(1, most) if pd.isna(seats) else int(seats),
    )


def _priced(courses: pd.DataFrame, pairs: Sequence[tuple[int, int]], most: int) -> pd.DataFrame:
    """Return the steps with what each costs: classes are shared among those who sit in them, to the rupiah."""
    by_course: dict[int, list[int]] = {}
    for gap, course in pairs:
        by_course.setdefault(course, []).append(gap)
    lines = list(_shares(courses, by_course, most))
    return pd.DataFrame(lines, columns=["gap", "course", "biaya", "biaya_kelas"])


def _shares(
    courses: pd.DataFrame, by_course: dict[int, list[int]], most: int
) -> Iterator[tuple[int, int, int, int]]:
    for course, gaps in sorted(by_course.items()):
        price = _price(courses, course, most)
        share, rest = divmod(price.cost(len(gaps)) - price.seat * len(gaps), len(gaps))
        for number, gap in enumerate(sorted(gaps)):
            of_class = share + (number < rest)
            yield gap, course, price.seat + of_class, of_class


def uncovered_needs(closing: Closing) -> pd.DataFrame:
    """Return the gaps that no course closes: kompetensi, why, people, levels_short; the most levels first."""
    short = -micro_levels(closing.gaps["gap"]).astype(np.int64)
    facts = pd.DataFrame(
        {"kompetensi": closing.gaps["kompetensi"], "why": closing.why, "people": 1, "micro": short}
    )
    sums = facts[facts["why"] != ""].groupby(["kompetensi", "why"], sort=True).sum().reset_index()
    order = sums.assign(most=-sums["micro"]).sort_values(["most", "kompetensi", "why"], kind="stable").index
    sums = sums.loc[order].reset_index(drop=True)
    sums["levels_short"] = sums.pop("micro") / MICRO
    return sums
