"""Needs: the cheapest way to close gaps, counted against plain dictionaries and every possible choice."""

import random
from collections import defaultdict
from datetime import date
from itertools import combinations_with_replacement, permutations, product

import numpy as np
import pandas as pd
import pytest

from asnkarier.analysis.needs import ladders
from asnkarier.analysis.needs.cheapest import Demand, Price, cheapest_ways, cost_of
from asnkarier.analysis.needs.closing import close_gaps, uncovered_needs
from asnkarier.analysis.needs.development import development_rows
from asnkarier.analysis.needs.ladders import Rung, ladder
from asnkarier.analysis.needs.performance import BELOW, FINE, OPEN
from asnkarier.analysis.needs.shortfalls import PRIORITIES, Weights, needs_items, needs_rows, people_sums
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.model.said import said

DAY = date(2026, 11, 1)
NAMES = ("integritas", "kerja_sama", "teknis/pedagogik")
WEIGHTS = Weights(kritis=2, critical_post=3)


def courses_frame(rows):
    """A catalogue of (kode, kompetensi, level_awal, level_akhir, biaya) and what else is named."""
    frame = pd.DataFrame(
        [
            {
                "nama_pelatihan": f"Pelatihan {kode}", "kode": kode, "kompetensi": name, "level_awal": start, "level_akhir": end, "biaya": cost,
                "jenis": None, "jp": 10.0, "biaya_kelas": np.nan, "kuota": None, "minimal_peserta": None, "kelas": None, "prasyarat": None,
                "penyelenggara": None, "jalur": None, "jadwal": None, "tanggal_mulai": pd.NaT, "tanggal_selesai": pd.NaT,
                **(more[0] if more else {}),
            }
            for kode, name, start, end, cost, *more in rows
        ]
    )  # fmt: skip
    return frame.astype(
        {"level_awal": "float64", "biaya_kelas": "float64", "kuota": "Int64", "kelas": "Int64"}
    )


def items_frame(rows):
    """The rows of `competency_gaps`: (nip, kompetensi, required, level or None) and weight, critical."""
    found = []
    for nip, name, required, level, *more in rows:
        weight, critical = more or (1.0, False)
        gap = np.nan if level is None else level - required
        status = "unassessed" if level is None else "gap" if gap < 0 else "met" if gap == 0 else "surplus"
        found.append((nip, name, required, np.nan if level is None else level, gap, weight, critical, status))
    columns = ["nip", "kompetensi", "required", "level", "gap", "weight", "critical", "status"]
    return pd.DataFrame(found, columns=columns)


def trainings_frame(rows=()):
    frame = pd.DataFrame(rows, columns=["nip", "nama_pelatihan", "tanggal_selesai"]).assign(
        tanggal_mulai=pd.NaT
    )
    return frame.astype({"tanggal_mulai": "datetime64[s]", "tanggal_selesai": "datetime64[s]"})


def closed(items, courses, trainings=None, **limits):
    return close_gaps(
        items, courses, trainings_frame() if trainings is None else trainings, TrainingLimits(**limits), DAY
    )


def total(closing):
    return closing.steps["biaya"].sum()


# Ladders, against every sequence of courses.


def reaches(rungs, level, required):
    """Every set of courses that, in some order, leads from the level to the required one; plainly."""
    found = set()
    for count in range(1, len(rungs) + 1):
        for order in permutations(rungs, count):
            at, titles = level, set()
            for one in order:
                if (
                    at >= required
                    or (one.start is not None and one.start > at)
                    or (one.needs and one.needs not in titles)
                ):
                    break
                at = max(at, one.end)
                titles.add(one.title)
            else:
                if at >= required:
                    found.add(frozenset(one.place for one in order))
    return found


def random_rungs(dice, count):
    rungs = []
    for place in range(count):
        start = dice.choice([None, 0, 1, 2, 3])
        end = dice.randint(1, 4)
        needs = dice.choice(["", "", "", *(f"T{other}" for other in range(count) if other != place)])
        rungs.append(Rung(place, start, end, f"T{place}", needs))
    return rungs


def ways_on(found):
    """Every way on a ladder, as the courses in order."""
    by_source = defaultdict(list)
    for edge in found.edges:
        by_source[edge.source].append(edge)
    ways, queue = [], [(0, ())]
    while queue:
        state, way = queue.pop()
        if state == found.top:
            ways.append(way)
        queue += [(edge.target, (*way, edge.place)) for edge in by_source[state]]
    return ways


@pytest.mark.parametrize("seed", range(100))
def test_a_ladder_holds_a_cheapest_way_of_all_that_there_are(seed):
    dice = random.Random(seed)
    rungs = random_rungs(dice, dice.randint(1, 4))
    level, required = dice.choice([(0, 2), (1, 3), (2, 4), (0, 4)])
    every = reaches(rungs, level, required)
    found = ladder(rungs, level, required)
    assert (found is None) == (not every)
    if found is None:
        return
    ways = ways_on(found)
    assert {frozenset(way) for way in ways} <= every
    for _ in range(5):
        price = [dice.randint(0, 9) for _ in rungs]
        cheapest = min(sum(price[one] for one in way) for way in every)
        assert min(sum(price[one] for one in way) for way in ways) == cheapest


def test_a_catalogue_of_too_many_prerequisites_ends_and_says_that_ways_are_left_out(monkeypatch):
    monkeypatch.setattr(ladders, "MOST_STATES", 20)
    rungs = [Rung(place, 0, 1, f"T{place}", "") for place in range(12)]
    rungs += [Rung(12 + place, 1, 3, f"E{place}", f"T{place}") for place in range(12)]
    found = ladder(rungs, 0, 3)
    assert not found.whole
    assert ways_on(found)
    taken = cheapest_ways([Demand(3, found)], [Price(5, 0, 1)] * 24)
    assert not taken.proven
    assert cost_of(taken.taken, [Price(5, 0, 1)] * 24) == 30


# The cheapest ways of many people, against every choice that they have together.


def cheapest_of_all(demands, prices):
    choices = [
        [list(zip(map(list(one).count, dict.fromkeys(one)), dict.fromkeys(one), strict=True)) for one in
         combinations_with_replacement(sorted(ways_on(demand.ladder)), demand.people)]
        for demand in demands
    ]  # fmt: skip
    return min(cost_of(taken, prices) for taken in product(*choices))


@pytest.mark.parametrize("seed", range(40))
def test_classes_are_filled_at_the_least_cost_of_all(seed):
    dice = random.Random(seed)
    rungs = [
        Rung(place, dice.choice([None, 0, 1]), dice.randint(1, 3), f"T{place}", "") for place in range(4)
    ]
    prices = [Price(dice.randint(0, 9), dice.choice([0, 5, 20]), dice.randint(1, 4)) for _ in rungs]
    found = [ladder(rungs, level, 3) for level in (0, 1)]
    demands = [Demand(dice.randint(1, 4), one) for one in found if one is not None]
    if not demands:
        return
    ways = cheapest_ways(demands, prices)
    assert [sum(count for count, _ in of) for of in ways.taken] == [one.people for one in demands]
    for of, demand in zip(ways.taken, demands, strict=True):
        assert {way for _, way in of} <= set(ways_on(demand.ladder))
    assert ways.proven
    assert cost_of(ways.taken, prices) == cheapest_of_all(demands, prices)


def test_a_cheap_seat_in_a_class_of_its_own_is_not_the_cheapest():
    items = items_frame([("A", "integritas", 2, 1)])
    shared = {"biaya_kelas": 900.0, "kuota": 30}
    courses = courses_frame([("K1", "integritas", 1, 2, 100.0, shared), ("K2", "integritas", 1, 2, 200.0)])
    assert total(closed(items, courses)) == 200
    many = items_frame([(f"P{number:02d}", "integritas", 2, 1) for number in range(30)])
    assert total(closed(many, courses)) == 30 * 100 + 900


# A random agency, counted again with dictionaries.


def random_agency(seed, people=25):
    dice = random.Random(seed)
    rows = []
    for number in range(people):
        for name in NAMES:
            required = dice.choice([2, 3, 4])
            level = dice.choice([None, 0, 1, 1.5, 2, 3, 4])
            rows.append(
                (f"P{number:02d}", name, required, level, dice.choice([1.0, 2.0]), dice.random() < 0.3)
            )
    courses = []
    for name in NAMES:
        for number in range(dice.randint(0, 5)):
            more = {"biaya_kelas": dice.choice([np.nan, 0.0, 50.0]), "kuota": dice.choice([None, 1, 3, 30])}
            courses.append(
                (
                    f"{name}-{number}",
                    name,
                    dice.choice([None, 0, 1, 2]),
                    dice.randint(1, 4),
                    float(dice.randint(0, 40)),
                    more,
                )
            )
    history = [
        (f"P{number:02d}", f"Pelatihan {kode}", pd.Timestamp(dice.choice(["2019-05-01", "2025-05-01"])))
        for number in range(people) for kode, *_ in courses if dice.random() < 0.1
    ]  # fmt: skip
    nips = [f"P{number:02d}" for number in range(people)]
    critical = pd.Series([dice.random() < 0.2 for _ in nips], index=nips)
    performance = pd.Series([dice.choice([FINE, BELOW, OPEN]) for _ in nips], index=nips)
    unit = pd.Series([dice.randint(-1, 3) for _ in nips], index=nips)
    return (
        items_frame(rows),
        courses_frame(courses or [("X", "lain", 0, 1, 1.0)]),
        trainings_frame(history),
        critical,
        performance,
        unit,
    )


def counted_plainly(items, critical, performance, unit):
    """What is short and unknown by (competency, unit), from dictionaries."""
    found = defaultdict(lambda: defaultdict(float))
    for row in items.to_dict("records"):
        of = found[row["kompetensi"], unit[row["nip"]]]
        of["people"] += 1
        if np.isnan(row["level"]):
            of["unassessed"] += 1
            of["critical_unassessed"] += critical[row["nip"]]
        elif row["level"] < row["required"]:
            short = row["required"] - row["level"]
            of["people_short"] += 1
            of["levels_short"] += short
            of["critical_gaps"] += row["critical"]
            of["critical_posts"] += critical[row["nip"]]
            of["urgent"] += row["critical"] and critical[row["nip"]]
            of["performance_below"] += performance[row["nip"]] == BELOW
            of["performance_unknown"] += performance[row["nip"]] == OPEN
            factor = (2 if row["critical"] else 1) * (3 if critical[row["nip"]] else 1)
            of["weighted_levels"] += short * row["weight"] * factor
    return found


@pytest.mark.parametrize("seed", range(15))
def test_a_random_agency_is_counted_as_dictionaries_count_it(seed):
    items, courses, trainings, critical, performance, unit = random_agency(seed)
    closing = closed(items, courses, trainings, not_repeated_years=3)
    lines = needs_items(items, closing, critical, performance, WEIGHTS)
    group = unit.loc[items["nip"]].to_numpy(dtype=np.int64)
    rows = needs_rows(lines, group)
    plain = counted_plainly(items, critical, performance, unit)
    wanted = {key: one for key, one in plain.items() if one["people_short"] or one["unassessed"]}
    assert {(row.kompetensi, row.group) for row in rows.itertuples()} == set(wanted)
    for row in rows.to_dict("records"):
        of = wanted[row["kompetensi"], row["group"]]
        for name in (set(of) | {"people_short", "levels_short"}) - {"urgent"}:
            assert row[name] == pytest.approx(of[name]), (row, name)
        level = (
            "mendesak"
            if of["urgent"]
            else "penting"
            if of["critical_gaps"] or of["critical_posts"]
            else "biasa"
        )
        assert row["priority_class"] == (level if of["people_short"] else "asesmen")
    order = [
        (PRIORITIES.index(row.priority_class), -round(row.weighted_levels, 6)) for row in rows.itertuples()
    ]
    assert order == sorted(order)
    assert rows["priority"].tolist() == list(range(1, len(rows) + 1))
    # Sums over units are the whole, competency by competency.
    whole = needs_rows(lines, None).set_index("kompetensi")
    sums = rows.groupby("kompetensi")[
        [
            "people_short",
            "levels_short",
            "critical_posts",
            "unassessed",
            "weighted_levels",
            "people_uncovered",
            "cheapest_cost",
        ]
    ].sum()
    for name in sums:
        assert sums[name].to_dict() == pytest.approx(whole[name].fillna(0).to_dict()), name
    people = people_sums(lines, critical.index.tolist(), critical, performance)
    assert people["cost"].sum() == pytest.approx(total(closing))
    assert people["people_short"].sum() == items.loc[items["level"] < items["required"], "nip"].nunique()
    assert people["micro"].sum() / 1e6 == pytest.approx(whole["levels_short"].sum())


def open_to(courses, trainings, row):
    """The courses that a person may take for a gap, plainly: of the competency and not taken within three years."""
    lately = set(
        trainings.loc[
            trainings["nip"].eq(row["nip"]) & (trainings["tanggal_selesai"] > "2023-11-01"), "nama_pelatihan"
        ]
    )
    mine = courses[courses["kompetensi"] == row["kompetensi"]].to_dict("records")
    return [one for one in mine if one["nama_pelatihan"] not in lately]


@pytest.mark.parametrize("seed", range(15))
def test_who_takes_what_holds_person_by_person(seed):
    items, courses, trainings, *_ = random_agency(seed)
    closing = closed(items, courses, trainings, not_repeated_years=3)
    taken = closing.steps.groupby("gap")["course"].apply(list).to_dict()
    for place, row in enumerate(closing.gaps.to_dict("records")):
        rungs = [
            Rung(
                number,
                None if np.isnan(one["level_awal"]) else one["level_awal"],
                one["level_akhir"],
                one["kode"],
                "",
            )
            for number, one in enumerate(open_to(courses, trainings, row))
        ]
        every = reaches(rungs, row["level"], row["required"])
        assert (closing.why[place] == "") == bool(every), (row, closing.why[place])
        if every:
            kodes = {closing.courses["kode"].iloc[one] for one in taken[place]}
            assert kodes in [{rungs[one].title for one in way} for way in every]
        else:
            assert place not in taken
    fees = closing.courses["biaya"].iloc[closing.steps["course"]].sum()
    classes = 0
    for course, part in closing.steps.groupby("course"):
        row = closing.courses.iloc[course]
        seats = len(part) if pd.isna(row["kuota"]) else int(row["kuota"])
        classes += (0 if np.isnan(row["biaya_kelas"]) else row["biaya_kelas"]) * -(-len(part) // seats)
    assert closing.steps["biaya_kelas"].sum() == classes
    assert total(closing) == fees + classes
    assert closing.proven
    uncovered = uncovered_needs(closing)
    assert uncovered["people"].sum() == (closing.why != "").sum()


@pytest.mark.parametrize("seed", range(10))
def test_a_cheaper_course_and_one_more_course_never_raise_the_cost(seed):
    items, courses, trainings, *_ = random_agency(seed)
    before = closed(items, courses, trainings, not_repeated_years=3)
    dice = random.Random(seed)
    for _ in range(3):
        cheaper = courses.copy()
        place = dice.randrange(len(courses))
        column = dice.choice(["biaya", "biaya_kelas"])
        cheaper.loc[place, column] = np.floor(cheaper[column].fillna(0.0).iloc[place] / 2)
        assert total(closed(items, cheaper, trainings, not_repeated_years=3)) <= total(before)
    more = pd.concat([courses, courses_frame([("Z", NAMES[0], None, 4, 5.0)])], ignore_index=True)
    after = closed(items, more, trainings, not_repeated_years=3)
    assert set(np.flatnonzero(after.why != "")) <= set(np.flatnonzero(before.why != ""))
    names = list(zip(before.gaps["nip"], before.gaps["kompetensi"], before.why == "", strict=True))
    kept = {(nip, name) for nip, name, closes in names if closes}
    same = items[[pair in kept for pair in zip(items["nip"], items["kompetensi"], strict=True)]]
    assert total(closed(same, more, trainings, not_repeated_years=3)) <= total(before)


def test_rows_may_come_in_any_order():
    items, courses, trainings, critical, performance, _ = random_agency(3)
    shuffled = closed(
        items.sample(frac=1, random_state=1),
        courses.sample(frac=1, random_state=2),
        trainings,
        not_repeated_years=3,
    )
    plain = closed(items, courses, trainings, not_repeated_years=3)
    pd.testing.assert_frame_equal(shuffled.steps, plain.steps)
    rows = [
        needs_rows(needs_items(frame.reset_index(drop=True), plain, critical, performance, WEIGHTS), None)
        for frame in (items, items.sample(frac=1, random_state=5))
    ]
    pd.testing.assert_frame_equal(*rows)


# What leaves a gap open.


@pytest.mark.parametrize(
    ("rows", "trainings", "limits", "why"),
    [
        ([], (), {}, "no_catalogue"),
        ([("K", "kerja_sama", 1, 3, 1.0)], (), {}, "no_course"),
        ([("K", "integritas", 1, 2, 1.0)], (), {}, "below_required"),
        ([("K", "integritas", 2, 3, 1.0)], (), {}, "out_of_reach"),
        ([("K", "integritas", 1, 3, 1.0, {"kelas": 0})], (), {}, "no_class"),
        ([("K", "integritas", 1, 3, 1.0, {"kuota": 0})], (), {}, "no_class"),
        ([("K", "integritas", 1, 3, 1.0)], [("A", "Pelatihan K", "2025-01-01")], {"not_repeated_years": 3}, "not_repeated"),
        ([("K", "integritas", 1, 3, 1.0)], [("A", "Pelatihan K", "2023-11-01")], {"not_repeated_years": 3}, ""),
        ([("K", "integritas", 1, 3, 1.0)], [("A", "Pelatihan K", "2023-11-02")], {"not_repeated_years": 3}, "not_repeated"),
        ([("K", "integritas", 1, 3, 1.0)], (), {"closed": {"K": frozenset({"A"})}}, "not_admitted"),
        ([("K", "integritas", 1, 3, 1.0, {"prasyarat": "Diklat Dasar"})], (), {}, "prasyarat"),
        ([("K", "integritas", 1, 3, 1.0, {"prasyarat": "Diklat Dasar"})], [("A", "Diklat dasar", "2020-01-01")], {}, ""),
        ([("K", "integritas", 2, 3, 1.0), ("J", "integritas", 1, 2, 1.0)], (), {}, ""),
        ([("K", "integritas", 1, 3, 1.0, {"prasyarat": "J"}), ("J", "integritas", 0, 1, 1.0)], (), {}, ""),
    ],
)  # fmt: skip
def test_why_no_course_closes_a_gap(rows, trainings, limits, why):
    closing = closed(
        items_frame([("A", "integritas", 3, 1)]),
        courses_frame(rows or [("K", "x", 0, 1, 1.0)]).head(len(rows) or 0),
        trainings_frame(trainings),
        **limits,
    )
    assert closing.why.tolist() == [why]
    assert (len(closing.steps) == 0) == bool(why)


@pytest.mark.parametrize(
    ("rows", "over", "why"),
    [
        ([("K", "integritas", 1, 2, 1.0), ("L", "integritas", 2, 3, 1.0)], "L", "course_over"),  # the last step is over
        ([("K", "integritas", 1, 2, 1.0), ("L", "integritas", 2, 3, 1.0)], "K", "course_over"),  # the first one is
        ([("K", "integritas", 1, 2, 1.0), ("L", "integritas", 2, 3, 1.0)], "KL", "course_over"),
        ([("K", "integritas", 1, 3, 1.0, {"prasyarat": "L"}), ("L", "integritas", 0, 1, 1.0)], "L", "course_over"),
        ([("K", "integritas", 1, 2, 1.0), ("L", "integritas", 1, 2, 1.0)], "L", "below_required"),
        ([("K", "integritas", 1, 2, 1.0)], "K", "below_required"),  # it never led there
        ([("K", "integritas", 1, 2, 1.0), ("L", "integritas", 2, 3, 1.0, {"kelas": 0})], "", "no_class"),
        ([("K", "integritas", 1, 2, 1.0, {"kuota": 0}), ("L", "integritas", 2, 3, 1.0)], "L", "course_over"),
        ([("K", "integritas", 1, 3, 1.0), ("L", "integritas", 1, 3, 1.0)], "L", ""),
    ],
)  # fmt: skip
def test_a_course_that_is_over_is_the_reason_where_it_was_the_way(rows, over, why):
    items = items_frame([("A", "integritas", 3, 1)])
    closing = close_gaps(
        items, courses_frame(rows), trainings_frame(), TrainingLimits(), DAY, over=frozenset(over)
    )
    assert closing.why.tolist() == [why]


@pytest.mark.parametrize(
    ("trainings", "limits", "why"),
    [
        ([("A", "Pelatihan L", "2025-01-01")], {"not_repeated_years": 3}, "course_over"),
        ((), {"closed": {"L": frozenset({"A"})}}, "course_over"),
        ([("A", "Pelatihan K", "2025-01-01")], {"not_repeated_years": 3}, "not_repeated"),
    ],
)
def test_of_several_bars_that_which_alone_holds_the_way_is_told(trainings, limits, why):
    """K leads there and is open, L leads there and is over."""
    items = items_frame([("A", "integritas", 3, 1)])
    courses = courses_frame([("K", "integritas", 1, 3, 1.0), ("L", "integritas", 1, 3, 1.0)])
    over = frozenset("L") if why == "not_repeated" else frozenset("KL")
    closing = close_gaps(items, courses, trainings_frame(trainings), TrainingLimits(**limits), DAY, over=over)
    assert closing.why.tolist() == [why]


def test_a_prerequisite_that_raises_no_level_is_paid_too():
    items = items_frame([("A", "integritas", 2, 1), ("B", "integritas", 2, 1)])
    courses = courses_frame(
        [("K1", "integritas", 0, 1, 7.0), ("K2", "integritas", 1, 2, 10.0, {"prasyarat": "K1"})]
    )
    closing = closed(items, courses, trainings_frame([("B", "Pelatihan K1", "2015-01-01")]))
    assert closing.steps.groupby("gap")["biaya"].sum().tolist() == [17.0, 10.0]


def test_what_nobody_assessed_is_neither_short_nor_paid_for():
    items = items_frame([("A", "integritas", 3, None), ("B", "integritas", 3, 3)])
    closing = closed(items, courses_frame([("K", "integritas", 0, 3, 5.0)]))
    marks = pd.Series({"A": True, "B": True})
    rows = needs_rows(needs_items(items, closing, marks, pd.Series({"A": BELOW, "B": OPEN}), WEIGHTS), None)
    (row,) = rows.to_dict("records")
    assert (row["people_short"], row["levels_short"], row["unassessed"], row["critical_unassessed"]) == (
        0,
        0,
        1,
        1,
    )
    assert (row["performance_below"], row["performance_unknown"], row["critical_posts"]) == (0, 0, 0)
    assert row["priority_class"] == "asesmen"
    assert np.isnan(row["cheapest_cost"])
    assert row["cost_reason"] == said("needs_nothing_short")


@pytest.mark.parametrize(
    ("kritis", "post", "expected"),
    [(False, False, "biasa"), (True, False, "penting"), (False, True, "penting"), (True, True, "mendesak")],
)
def test_the_boundary_of_what_is_urgent(kritis, post, expected):
    items = items_frame([("A", "integritas", 3, 2, 1.0, kritis), ("B", "integritas", 3, 3, 1.0, True)])
    marks = pd.Series({"A": post, "B": True})
    lines = needs_items(
        items,
        closed(items, courses_frame([("K", "x", 0, 1, 1.0)])),
        marks,
        pd.Series({"A": FINE, "B": FINE}),
        WEIGHTS,
    )
    (row,) = needs_rows(lines, None).to_dict("records")
    assert row["priority_class"] == expected
    assert row["weighted_levels"] == (2 if kritis else 1) * (3 if post else 1)
    assert (row["critical_gaps"], row["critical_posts"]) == (int(kritis), int(post))
    assert row["cost_reason"] == said("needs_uncovered", people=1, of=1)
    assert np.isnan(row["cheapest_cost"])


def test_two_halves_that_are_critical_apart_are_not_urgent_together():
    items = items_frame([("A", "integritas", 3, 2, 1.0, True), ("B", "integritas", 3, 2, 1.0, False)])
    marks = pd.Series({"A": False, "B": True})
    lines = needs_items(
        items,
        closed(items, courses_frame([("K", "x", 0, 1, 1.0)])),
        marks,
        pd.Series({"A": FINE, "B": FINE}),
        WEIGHTS,
    )
    assert needs_rows(lines, None)["priority_class"].tolist() == ["penting"]


# The form.

FORMS = {"klasikal": ["Kursus", "Pelatihan"], "nonklasikal": ["E-learning", "Magang"]}


def form(course, level=1, required=2):
    items = items_frame([("A", "integritas", required, level)])
    closing = closed(items, courses_frame([course]))
    (row,) = development_rows(closing, None, pd.Series({"A": "Analis"}), FORMS).to_dict("records")
    return row


@pytest.mark.parametrize(
    ("more", "jalur", "source"),
    [
        ({}, None, None),
        ({"jenis": "Bimtek"}, None, None),
        ({"jenis": "e-learning"}, "nonklasikal", "law"),
        ({"jenis": "Kursus"}, "klasikal", "law"),
        ({"jenis": "Kursus", "jalur": "Blended"}, "Blended", "catalogue"),
        ({"jenis": "Kursus", "jalur": "  "}, "klasikal", "law"),
    ],
)
def test_the_jalur_is_what_the_catalogue_says_else_what_the_law_says_of_the_form(more, jalur, source):
    row = form(("K", "integritas", 1, 2, 5.0, more))
    assert (row["jalur"], row["jalur_source"]) == (jalur, source)
    silent = dict(row["reason"].facts)["fields"]
    assert ("jalur" in silent) == (jalur is None)


def test_the_form_says_what_the_catalogue_does_not_say():
    told = {
        "jenis": "Kursus",
        "penyelenggara": "BPSDM",
        "tanggal_mulai": pd.Timestamp("2027-03-03"),
        "tanggal_selesai": pd.Timestamp("2027-03-07"),
    }
    row = form(("K", "integritas", 1, 2, 5.0, told))
    assert (row["jadwal"], row["penyelenggara"], row["anggaran"], row["reason"]) == (
        "03-03-2027 – 07-03-2027",
        "BPSDM",
        5.0,
        None,
    )
    assert form(("K", "integritas", 1, 2, 5.0, told | {"jadwal": "Triwulan I"}))["jadwal"] == "Triwulan I"
    one_day = told | {"tanggal_selesai": pd.Timestamp("2027-03-03")}
    assert form(("K", "integritas", 1, 2, 5.0, one_day))["jadwal"] == "03-03-2027"
    bare = form(("K", "integritas", 1, 2, 0.0))
    assert dict(bare["reason"].facts)["fields"] == ("jenis", "jalur", "penyelenggara", "jadwal")
    assert bare["anggaran"] == 0.0


@pytest.mark.parametrize(
    ("start", "end", "level", "required", "code"),
    [
        (1, 2, 1, 2, "curriculum_covers"),
        (0, 3, 1, 2, "curriculum_covers"),
        (None, 2, 1, 2, "curriculum_open"),
    ],
)
def test_how_the_curriculum_fits(start, end, level, required, code):
    assert form(("K", "integritas", start, end, 5.0), level, required)["kesesuaian_kurikulum"].code == code


def test_a_ladder_of_courses_has_a_row_each_and_covers_it_in_parts():
    items = items_frame(
        [
            ("A", "integritas", 3, 1),
            ("B", "integritas", 3, 2),
            ("C", "integritas", 5, 2),
            ("D", "kerja_sama", 2, 1),
        ]
    )
    courses = courses_frame([("K1", "integritas", 1, 2, 5.0), ("K2", "integritas", 2, 3, 7.0)])
    closing = closed(items, courses)
    posts = pd.Series({"A": "Analis", "B": "Auditor", "C": "Camat", "D": "Bidan"})
    rows = development_rows(closing, None, posts, FORMS)
    assert rows["kode"].fillna("").tolist() == ["", "K1", "K2", ""]
    fits = rows.set_index(rows["kode"].fillna(""))["kesesuaian_kurikulum"]
    assert (fits["K1"].code, fits["K2"].code) == ("curriculum_part", "curriculum_part")
    assert rows["people"].tolist() == [1, 1, 2, 1]
    assert rows["anggaran"].fillna(-1).tolist() == [-1, 5.0, 14.0, -1]
    assert rows["reason"].iloc[0] == said("course_hole", why="below_required")
    assert dict(rows["target"].iloc[2].facts)["posts"] == ("Analis (1)", "Auditor (1)")


def test_many_posts_are_named_by_the_most():
    items = items_frame([(f"P{number}", "integritas", 2, 1) for number in range(9)])
    posts = pd.Series({f"P{number}": f"Jabatan {'ABBCCCDDE'[number]}" for number in range(9)})
    rows = development_rows(
        closed(items, courses_frame([("K", "integritas", 1, 2, 1.0)])), None, posts, FORMS
    )
    told = rows["target"].iloc[0]
    assert told == said(
        "plan_target_more", people=9, posts=("Jabatan C (3)", "Jabatan B (2)", "Jabatan D (2)"), others=2
    )
