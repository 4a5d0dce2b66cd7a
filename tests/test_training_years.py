"""Plans of several periods against trying everything: every family of limits, the cheapest among equals, targets."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.pairs import outside_year
from asnkarier.analysis.training.years import target as training_years_target
from asnkarier.analysis.training.years.conflicts import relaxation
from asnkarier.analysis.training.years.plan import plan_years, problem_of, told
from asnkarier.analysis.training.years.solving import solver as training_years_solver
from asnkarier.analysis.training.years.target import IMPOSSIBLE, MET, NOT_FOUND, reach, wanted
from asnkarier.analysis.training.years.terms import YearsTerms, periods_of
from asnkarier.model.level import MICRO
from years_by_hand import Office

AS_OF = date(2026, 1, 1)
NIPS = ("199001012015011900", "199001012015011901", "199001012015011902")


def frames(office):
    """Return gaps, courses and trainings of an office of `years_by_hand`."""
    gaps = pd.DataFrame(
        [
            {"nip": nip, "kompetensi": name, "required": float(required), "level": float(level), "gap": float(level - required),
             "weight": float(weight), "critical": (nip, name) in office.limits.get("critical", ()), "status": "gap" if level < required else "met"}
            for nip, levels in office.people.items()
            for name, (level, required, weight) in levels.items()
        ],
        columns=["nip", "kompetensi", "required", "level", "gap", "weight", "critical", "status"],
    )  # fmt: skip
    periods = terms_of(office).periods
    courses = pd.DataFrame(
        [
            {**course, "nama_pelatihan": f"Pelatihan {kode}",
             "tanggal_mulai": None if course.get("period") is None else pd.Timestamp(periods[course["period"]].start)}
            for kode, course in office.courses.items()
        ]
    )  # fmt: skip
    kinds = {"level_awal": "float64", "level_akhir": "float64", "jp": "float64", "biaya": "float64", "biaya_kelas": "float64",
             "kuota": "Int64", "minimal_peserta": "Int64", "kelas": "Int64", "tanggal_mulai": "datetime64[s]"}  # fmt: skip
    taken = [
        {"nip": nip, "nama_pelatihan": f"Pelatihan {kode}", "tanggal_mulai": pd.Timestamp("2015-01-01")}
        for nip, kodes in office.limits.get("taken", {}).items()
        for kode in kodes
    ] + [
        {"nip": nip, "nama_pelatihan": f"Pelatihan {kode}", "tanggal_mulai": pd.Timestamp(year, 6, 1)}
        for nip, kodes in office.limits.get("recent", {}).items()
        for kode, year in kodes.items()
    ]
    trainings = pd.DataFrame(taken, columns=["nip", "nama_pelatihan", "tanggal_mulai", "tanggal_selesai"])
    for name in ("tanggal_mulai", "tanggal_selesai"):
        trainings[name] = pd.to_datetime(trainings[name]).astype("datetime64[s]")
    return gaps, courses.astype(kinds), trainings


def terms_of(office, **more):
    years = sorted({year for year, _ in office.periods})
    each = max(number for _, number in office.periods)
    limits = office.limits
    periods = periods_of(AS_OF, len(years), each)
    members = {}
    for nip, unit in limits.get("unit", {}).items():
        members.setdefault(unit, set()).add(nip)
    staff = {unit: frozenset(nips) for unit, nips in members.items()}
    away, hours = limits.get("away"), limits.get("hours", {})
    first = {nip: float(of[years[0]]) for nip, of in hours.items() if years[0] in of}
    return YearsTerms(
        limits=TrainingLimits(
            max_jp_per_person=limits.get("jp"), max_courses_per_person=limits.get("courses"), not_repeated_years=3,
            critical_weight=limits.get("critical_weight", 1), expected={kode: float(one) for kode, one in limits.get("expected", {}).items()},
            closed={kode: frozenset(nips) for kode, nips in limits.get("closed", {}).items()},
        ),
        first_jp=first, yearly_jp={nip: float(of[years[-1]]) for nip, of in hours.items() if len(years) > 1},
        urgent=limits.get("urgent", {}), budgets=limits.get("budgets", {}),
        periods=periods, budget=limits.get("budget"), funds=limits.get("funds", {}),
        other_funds=limits.get("others", {}).get("others"), units=limits.get("units", {}),
        members=staff, max_away=None if away is None else limits["share"], staff=staff if away is not None else {},
        leaves={nip: periods[at].start for nip, at in limits.get("leaves", {}).items() if at < len(periods)},
        later=limits.get("later", Fraction(0)), must_run=tuple(limits.get("must_run", ())),
        **{"required_first": limits.get("first", False), **more},
    )  # fmt: skip


def planned(office, **more):
    return plan_years(*frames(office), terms_of(office, **more))


def course(kode, kompetensi="a", level_awal=None, level_akhir=3, biaya=1, **more):
    blank = {"jp": 10, "biaya_kelas": None, "kuota": None, "minimal_peserta": None, "kelas": None, "prasyarat": None,
             "sumber_dana": None, "juga": None, "period": None}  # fmt: skip
    return {
        "kode": kode,
        "kompetensi": kompetensi,
        "level_awal": level_awal,
        "level_akhir": level_akhir,
        "biaya": biaya,
        **blank,
        **more,
    }


@st.composite
def offices(draw):
    """Offices of 1-3 people, 1-2 competencies, 1-4 courses and 1-3 periods, with any of the families."""
    number = draw(st.integers(1, 3))
    periods = draw(
        st.sampled_from(
            [[(2026, 1)], [(2026, 1), (2026, 2)], [(2026, 1), (2027, 1)], [(2026, 1), (2027, 1), (2028, 1)]]
        )
    )
    names = ["a", "b"][: draw(st.integers(1, 2))]
    people = {}
    for nip in NIPS[:number]:
        people[nip] = {
            name: (draw(st.integers(0, 3)), draw(st.integers(1, 4)), draw(st.integers(1, 3)))
            for name in names
        }
    kodes = "ABCD"[: draw(st.integers(1, 3 if len(periods) > 2 or number > 2 else 4))]
    courses = []
    for at, kode in enumerate(kodes):
        low = draw(st.none() | st.integers(0, 2))
        also = None
        if len(names) > 1 and draw(st.booleans()) and draw(st.booleans()):
            also = [("b", draw(st.none() | st.just(1)), draw(st.integers(2, 4)))]
        courses.append(
            course(
                kode, "a" if also else draw(st.sampled_from(names)), low, (low or 0) + draw(st.integers(1, 2)), draw(st.integers(0, 3)),
                jp=draw(st.sampled_from([5, 10, 20])), biaya_kelas=draw(st.none() | st.integers(1, 3)), kuota=draw(st.none() | st.integers(1, 2)),
                minimal_peserta=draw(st.none() | st.integers(1, 2)), kelas=draw(st.none() | st.integers(1, 2)),
                prasyarat=draw(st.none() | st.sampled_from([one for one in kodes if one != kode] or [None])) if at else None,
                sumber_dana=draw(st.sampled_from([None, "APBD", "DAK"])), juga=also,
                period=draw(st.none() | st.none() | st.integers(0, len(periods) - 1)),
            )
        )  # fmt: skip
    limits = {"unit": {nip: draw(st.sampled_from("XY")) for nip in people}}
    if draw(st.booleans()):
        limits["budget"] = draw(st.integers(0, 9))
    if draw(st.booleans()):
        names = draw(st.sampled_from([("APBD", "DAK"), ("APBD",), ("APBN",)]))
        limits["funds"] = {name: draw(st.integers(0, 6)) for name in names}
        if draw(st.booleans()):
            limits["others"] = {"others": draw(st.sampled_from([0, 0, 3]))}
    if draw(st.booleans()):
        limits["units"] = {"X": draw(st.integers(0, 5))}
    if draw(st.booleans()):
        limits["courses"] = draw(st.integers(1, 2))
    if draw(st.booleans()):
        limits["jp"] = draw(st.sampled_from([10, 20, 25]))
    if draw(st.booleans()):
        limits["share"] = draw(st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)]))
        sizes = {unit: sum(one == unit for one in limits["unit"].values()) for unit in "XY"}
        limits["away"] = {unit: max(1, int(limits["share"] * size)) for unit, size in sizes.items()}
    if draw(st.booleans()):
        limits["later"] = draw(st.sampled_from([Fraction(1, 10), Fraction(1, 50)]))
    if draw(st.booleans()):
        limits["leaves"] = {NIPS[0]: draw(st.integers(1, 3))}
    if draw(st.booleans()):
        limits["taken"] = {NIPS[0]: [draw(st.sampled_from(list(kodes)))]}
    return Office(people, courses, periods, limits)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(offices())
def test_the_plan_is_the_best_and_the_cheapest_of_the_best(office):
    plan = planned(office)
    best = office.best()
    assert plan.totals["method"] == "exact"
    assert plan.totals["objective"] == pytest.approx(float(best[0]), abs=1e-5)
    assert plan.totals["bound"] == plan.totals["objective"]
    assert plan.totals["spent"] == -best[1]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(offices())
def test_prices_give_a_plan_that_keeps_every_limit_and_a_bound_no_plan_exceeds(office):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(training_years_solver, "EXACT_BELOW", 0)
        plan = planned(office)
    best = office.best()
    assert plan.totals["objective"] <= float(best[0]) + 1e-5 <= plan.totals["bound"] + 2e-5


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(offices())
def test_a_search_for_whole_classes_gives_a_plan_that_keeps_every_limit_and_a_bound_no_plan_exceeds(office):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(training_years_solver, "EXACT_BELOW", 0)
        patched.setattr(training_years_solver, "CLOSE_ABOVE", 0)
        plan = planned(office)
    best = office.best()
    assert best[0] * (1 - Fraction(1, 100)) - Fraction(1, 100_000) <= plan.totals["objective"]
    assert plan.totals["objective"] <= float(best[0]) + 1e-5 <= plan.totals["bound"] + 2e-5


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(offices(), st.sampled_from([Fraction(1, 2), Fraction(9, 10), Fraction(1)]))
def test_a_target_is_reached_as_cheaply_as_can_be_or_what_stands_against_it_is_named(office, share):
    teaching, programme = problem_of(*frames(office), terms_of(office))
    least = wanted(programme, share)
    # A share is of levels, whenever they are closed.
    whenever = Office(
        office.people, list(office.courses.values()), office.periods, {**office.limits, "later": Fraction(0)}
    )
    best = whenever.best(Fraction(least, MICRO) - Fraction(1, 10**5))
    found = reach(teaching, programme, share)
    problem, bound = found.problem, found.cost_bound
    assert found.answer == (IMPOSSIBLE if best is None else MET)
    if best is None:
        most = whenever.best()[0]
        assert found.closed == found.most == pytest.approx(float(most) * MICRO, abs=10)
        (cost, *_) = whenever.best(most - Fraction(1, 10**5))
        assert -cost == programme.expense(programme.taken_items(problem.solved.chosen))[0]
        told(problem, *frames(office), terms_of(office))
        return
    assert bound == -best[0] == programme.expense(programme.taken_items(problem.solved.chosen))[0]
    plan = told(problem, *frames(office), terms_of(office))
    assert plan.totals["closed_share"] >= share


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(offices(), st.sampled_from([Fraction(9, 10), Fraction(1)]))
def test_of_large_plans_no_target_is_called_impossible_that_could_be_met(office, share):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(training_years_target, "EXACT_BELOW", 0)
        patched.setattr(training_years_solver, "EXACT_BELOW", 0)
        teaching, programme = problem_of(*frames(office), terms_of(office))
        found = reach(teaching, programme, share)
    whenever = Office(
        office.people, list(office.courses.values()), office.periods, {**office.limits, "later": Fraction(0)}
    )
    least, most = wanted(programme, share), float(whenever.best()[0]) * MICRO
    assert found.closed <= most + 10
    assert most <= found.most + 10
    assert found.answer in ((MET, NOT_FOUND) if most + 10 >= least else (IMPOSSIBLE, NOT_FOUND))
    assert (found.answer == IMPOSSIBLE) == (found.most < least)
    told(found.problem, *frames(office), terms_of(office))


def test_the_least_by_which_limits_would_have_to_give_way():
    people = {nip: {"a": (1, 3, 1)} for nip in NIPS}
    office = Office(people, [course("A", biaya=2, kuota=2)], [(2026, 1)], {"budget": 3})
    teaching, programme = problem_of(*frames(office), terms_of(office))
    rows = relaxation(teaching, programme, wanted(programme, Fraction(2, 3)))
    assert rows[["resource", "tahun", "limit", "needed"]].values.tolist() == [["agency_budget", 2026, 3, 4]]
    both = relaxation(teaching, programme, wanted(programme, Fraction(1)))
    assert both[["resource", "needed"]].values.tolist() == [["classes", 2], ["agency_budget", 6]]


@pytest.mark.parametrize(
    ("day", "number", "leaves", "reason"),
    [
        ("2023-01-02", 1, None, "not_repeated"),
        ("2023-01-01", 1, None, None),  # three years to the day
        ("2025-06-01", 2, None, "not_repeated"),
        ("2023-06-01", 2, None, None),  # free again in the second year
        ("2023-06-01", 2, 1, "no_period"),  # which the person does not see
        (None, 1, 0, "no_period"),
    ],
)
def test_what_was_taken_lately_is_the_reason_of_the_gap(day, number, leaves, reason):
    periods = [(2026 + at, 1) for at in range(number)]
    limits = {"taken": {NIPS[0]: ["A"] if day else []}, "leaves": {} if leaves is None else {NIPS[0]: leaves}}
    office = Office({NIPS[0]: {"a": (1, 3, 1)}}, [course("A")], periods, limits)
    gaps, courses, trainings = frames(office)
    trainings["tanggal_mulai"] = pd.Series([pd.Timestamp(day)] * len(trainings), dtype="datetime64[s]")
    plan = plan_years(gaps, courses, trainings, terms_of(office))
    assert plan.unclosable["reason"].tolist() == ([] if reason is None else [reason])


def test_a_course_that_must_run_and_finds_too_few_people():
    office = Office(
        {NIPS[0]: {"a": (1, 3, 1)}}, [course("A", minimal_peserta=2)], [(2026, 1)], {"must_run": ["A"]}
    )
    teaching, programme = problem_of(*frames(office), terms_of(office))
    assert planned(office).totals["method"] == "infeasible"
    assert relaxation(teaching, programme, 0)[["resource", "name", "needed"]].values.tolist() == [
        ["least_participants", "A", 1]
    ]


def test_a_course_of_no_class_is_held_for_nobody():
    office = Office({NIPS[0]: {"a": (1, 3, 1)}}, [course("A", kelas=0)], [(2026, 1)], {"budget": 9})
    assert planned(office).chosen.empty


def one_seat_a_year(**limits):
    return Office(
        {nip: {"a": (1, 2, 1)} for nip in NIPS[:2]}, [course("A", level_awal=1, level_akhir=2, kuota=1, kelas=1)],
        [(2026, 1), (2027, 1)], {"later": Fraction(1, 50), **limits},
    )  # fmt: skip


def test_all_is_closed_though_half_of_it_comes_a_year_later():
    office = one_seat_a_year()
    plan = planned(office)
    assert plan.totals["objective"] == pytest.approx(1.98)
    assert (plan.totals["closable"], plan.totals["closed_share"]) == (2.0, 1.0)
    teaching, programme = problem_of(*frames(office), terms_of(office))
    found = reach(teaching, programme, Fraction(1))
    problem = found.problem
    assert (found.answer, found.cost_bound) == (MET, 2)
    assert told(problem, *frames(office), terms_of(office)).totals["closed_share"] == 1.0


def test_large_plans_reach_it_too():
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(training_years_target, "EXACT_BELOW", 0)
        office = one_seat_a_year()
        found = reach(*problem_of(*frames(office), terms_of(office)), Fraction(1))
        problem = found.problem
    assert found.answer == MET
    assert told(problem, *frames(office), terms_of(office)).totals["closed_share"] == 1.0


def test_what_comes_first_does_not_change_the_share_that_is_closed():
    """One critical level (weight 2) of three weighted levels: two thirds, not 2,000 of 2,001."""
    office = Office(
        {NIPS[0]: {"a": (1, 2, 1), "b": (1, 2, 1)}},
        [course("A"), course("B", "b")],
        [(2026, 1)],
        {"budget": 1},
    )
    gaps, courses, trainings = frames(office)
    gaps["critical"] = gaps["kompetensi"].eq("a")
    terms = terms_of(office, required_first=True)
    terms = replace(terms, limits=replace(terms.limits, critical_weight=2))
    totals = plan_years(gaps, courses, trainings, terms).totals
    assert (totals["closable"], totals["closed_share"]) == (3.0, pytest.approx(2 / 3))


def test_of_plans_that_cost_the_same_the_target_takes_the_earlier():
    office = Office(
        {nip: {"a": (1, 2, 1)} for nip in NIPS},
        [course("A", level_akhir=2)],
        [(2026, 1), (2027, 1)],
        {"later": Fraction(1, 50)},
    )
    problem = reach(*problem_of(*frames(office), terms_of(office)), Fraction(1)).problem
    assert told(problem, *frames(office), terms_of(office)).chosen["tahun"].tolist() == [2026] * 3


@pytest.mark.parametrize(
    ("leaves", "ends", "planned_for"),
    [
        (date(2026, 5, 12), "2026-05-12", 0),  # out of service on the last day
        (date(2026, 5, 13), "2026-05-12", 1),
        (date(2026, 12, 31), None, 0),  # nothing says how long it lasts: the whole period
        (date(2027, 1, 1), None, 1),
    ],
)
def test_who_leaves_within_a_period_may_take_what_is_over_before(leaves, ends, planned_for):
    office = Office({NIPS[0]: {"a": (1, 3, 1)}}, [course("A", period=0)], [(2026, 1)], {})
    gaps, courses, trainings = frames(office)
    courses["tanggal_mulai"] = pd.to_datetime(["2026-05-10"]).astype("datetime64[s]")
    courses["tanggal_selesai"] = pd.to_datetime([ends]).astype("datetime64[s]")
    plan = plan_years(gaps, courses, trainings, replace(terms_of(office), leaves={NIPS[0]: leaves}))
    assert len(plan.chosen) == planned_for


@pytest.mark.parametrize(("ends", "number"), [("2026-05-09", 0), ("2026-05-10", 1)])
def test_nobody_is_planned_for_a_course_that_ends_before_it_begins(ends, number):
    office = Office({NIPS[0]: {"a": (1, 3, 1)}}, [course("A", period=0)], [(2026, 1)], {})
    gaps, courses, trainings = frames(office)
    courses["tanggal_mulai"] = pd.to_datetime(["2026-05-10"]).astype("datetime64[s]")
    courses["tanggal_selesai"] = pd.to_datetime([ends]).astype("datetime64[s]")
    assert len(plan_years(gaps, courses, trainings, terms_of(office)).chosen) == number
    assert outside_year(courses, date(2026, 1, 1)).tolist() == [not number]
