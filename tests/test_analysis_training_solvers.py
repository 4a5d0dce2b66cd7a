"""The solvers of the training plan against brute force, and bounds that hold."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.solving import bundles as training_bundles
from asnkarier.analysis.training.solving import classes as training_classes
from asnkarier.analysis.training.solving import dual as training_dual
from asnkarier.analysis.training.solving import fill as training_fill
from asnkarier.analysis.training.solving import ladder as training_ladder
from asnkarier.analysis.training.solving import lagrange as training_lagrange
from asnkarier.analysis.training.solving import people as training_people
from asnkarier.analysis.training.solving import solver as training_solver
from asnkarier.analysis.training.solving.cheaper import cheaper
from asnkarier.analysis.training.solving.classes import wanted_classes
from asnkarier.analysis.training.solving.dual import Prices, Relaxation, first_prices, relax
from asnkarier.analysis.training.solving.exact import exact_plan
from asnkarier.analysis.training.solving.fill import fill, greedy_plan, places
from asnkarier.analysis.training.solving.instance import CourseTerms, TrainingInstance, effective_classes
from asnkarier.analysis.training.solving.ladder import rung_within, rungs
from asnkarier.analysis.training.solving.lagrange import Effort, lagrangian_plan
from asnkarier.analysis.training.solving.people import PeopleProblem
from asnkarier.analysis.training.solving.resources import Resource, Resources
from asnkarier.analysis.training.solving.solver import solve
from asnkarier.analysis.training.years.one_year import climbed_large_plan, closest_plan
from examples import few


def make(courses, people, *, budget=None, max_hours=None, max_courses=None, shared=()) -> TrainingInstance:
    """courses: (hours, biaya, biaya_kelas, kuota | None, minimal, kelas); people: list of groups of {course: benefit}.

    shared: further resources as (kind, limit, use per course, use per class, the people it bears or None).
    """
    hours, biaya, opening, kuota, minimal, kelas = (list(column) for column in zip(*courses, strict=True))
    pairs, person_of = [], []
    for person, groups in enumerate(people):
        for options in groups:
            if options:
                ordered = sorted(options, key=lambda course: (hours[course], course))
                pairs += [(person, course, len(person_of), options[course]) for course in ordered]
                person_of.append(person)
    person, course, group, benefit = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    whole = [
        np.array(column, dtype=np.int64)
        for column in (hours, biaya, opening, [k or 0 for k in kuota], minimal, kelas)
    ]
    useful = np.bincount(course, minlength=len(courses))
    seats, classes = effective_classes(
        useful, whole[3], whole[4], whole[5], np.array([k is None for k in kuota])
    )
    rows = [] if budget is None else [Resource("budget", "", budget, whole[1], whole[2])]
    rows += [
        Resource(
            kind, str(at), limit, np.array(use), np.array(of_class), None if mine is None else np.array(mine)
        )
        for at, (kind, limit, use, of_class, mine) in enumerate(shared)
    ]
    return TrainingInstance(
        person, course, group, benefit, np.array(person_of, dtype=np.int64),
        CourseTerms(whole[0], whole[1], whole[2], seats, whole[4], classes),
        None if max_hours is None else np.array(max_hours, dtype=np.int64), max_courses,
        Resources.of(rows, len(people), len(courses)), len(people),
    )  # fmt: skip


def feasible(instance: TrainingInstance, chosen) -> bool:
    """Written apart from the solvers: plain counting."""
    count, hours, courses = {}, {}, {}
    for pair in chosen:
        course, person = int(instance.course[pair]), int(instance.person[pair])
        count[course] = count.get(course, 0) + 1
        hours[person] = hours.get(person, 0) + int(instance.courses.hours[course])
        courses[person] = courses.get(person, 0) + 1
    if len({int(instance.group[pair]) for pair in chosen}) < len(chosen):
        return False
    if instance.max_hours is not None and any(hours[who] > instance.max_hours[who] for who in hours):
        return False
    if instance.max_courses is not None and any(number > instance.max_courses for number in courses.values()):
        return False
    used, terms = [0] * len(instance.resources), instance.courses
    for course, number in count.items():
        classes = -(-number // max(1, int(terms.kuota[course])))
        if classes > terms.kelas[course] or number < terms.minimal[course] * classes:
            return False
        for at, row in enumerate(instance.resources.rows):
            used[at] += classes * int(row.class_use[course])
    for pair in chosen:
        for at, row in enumerate(instance.resources.rows):
            if row.people is None or row.people[instance.person[pair]]:
                used[at] += int(row.use[instance.course[pair]])
    return all(much <= row.limit for much, row in zip(used, instance.resources.rows, strict=True))


def optimum(instance: TrainingInstance) -> int:
    options = [
        [None, *np.flatnonzero(instance.group == group).tolist()] for group in range(len(instance.person_of))
    ]
    best = 0
    for picks in product(*options):
        chosen = [pair for pair in picks if pair is not None]
        value = sum(int(instance.benefit[pair]) for pair in chosen)
        if value > best and feasible(instance, chosen):
            best = value
    return best


course_terms = st.tuples(
    st.integers(0, 6),
    st.integers(0, 9),
    st.integers(0, 12),
    st.none() | st.integers(1, 3),
    st.integers(1, 3),
    st.integers(1, 2),
)


@st.composite
def instances(draw, shared=False):
    courses = draw(st.lists(course_terms, min_size=1, max_size=4))
    options = st.dictionaries(st.integers(0, len(courses) - 1), st.integers(1, 40), max_size=3)
    people = draw(st.lists(st.lists(options, min_size=1, max_size=2), min_size=1, max_size=4))
    if not any(groups for person in people for groups in person):
        people[0][0] = {0: 5}

    def row(kind, mine):
        of_course = st.lists(st.integers(0, 6), min_size=len(courses), max_size=len(courses))
        classes = draw(of_course) if draw(st.booleans()) else [0] * len(courses)
        return (kind, draw(st.integers(0, 20)), draw(of_course), classes, mine)

    # Units that divide the people, the agency's year, and people who may be away at once.
    units = [draw(st.integers(0, 1)) for _ in people]
    rows = [row("budget", [unit == one for unit in units]) for one in (0, 1)] if shared else []
    rows += [row("tahun", None), row("absence", [draw(st.booleans()) for _ in people])] if shared else []
    return make(
        courses,
        people,
        shared=rows,
        budget=draw(st.none() | st.integers(0, 60)),
        max_hours=draw(st.none() | st.lists(st.integers(0, 10), min_size=len(people), max_size=len(people))),
        max_courses=draw(st.none() | st.integers(1, 2)),
    )


@settings(max_examples=60, deadline=None)
@given(st.booleans().flatmap(instances))
def test_exact_is_the_optimum_and_every_other_plan_is_feasible_and_below_its_bound(instance):
    best = optimum(instance)
    exact = exact_plan(instance)
    assert exact is not None
    assert (instance.objective(exact.chosen), exact.bound) == (best, best)
    assert feasible(instance, exact.chosen)
    lagrangian, _ = lagrangian_plan(instance)
    assert feasible(instance, lagrangian.chosen)
    assert instance.objective(lagrangian.chosen) <= best <= lagrangian.bound
    greedy = greedy_plan(instance)
    assert feasible(instance, greedy)
    assert instance.objective(greedy) <= best
    solution, _, _ = solve(instance)
    assert instance.objective(solution.chosen) == best


@settings(max_examples=150, deadline=None)
@given(instances(shared=True))
def test_with_budgets_of_units_a_year_and_absence_every_plan_keeps_all_and_the_exact_one_is_the_best(
    instance,
):
    best = optimum(instance)
    greedy = greedy_plan(instance)
    solution, _, _ = solve(instance)
    lagrangian, _ = lagrangian_plan(instance)
    for plan in (greedy, solution.chosen, lagrangian.chosen):
        assert feasible(instance, plan)
        assert instance.keeps_resources(plan)
    assert (instance.objective(solution.chosen), solution.bound) == (best, best)
    assert instance.objective(lagrangian.chosen) <= best <= lagrangian.bound


RICH = 10**6


@st.composite
def growing_budgets(draw):
    """An instance priced in millions, with budgets from small to more than everything costs."""
    instance = draw(instances())
    terms = instance.courses
    rows = [Resource("budget", "", 0, terms.biaya * RICH, terms.biaya_kelas * RICH)]
    priced = replace(
        instance,
        courses=replace(terms, biaya=terms.biaya * RICH, biaya_kelas=terms.biaya_kelas * RICH),
        resources=Resources.of(rows, instance.people, len(terms)),
    )
    most = priced.most_spendable[0] * 5 // 4 + 1
    return priced, sorted(draw(st.lists(st.integers(0, most), min_size=3, max_size=4)))


def never_worse_with_more_money(instance, budgets, method):
    plans = []
    for budget in budgets:
        solution, greedy, _ = solve(instance.with_limit(0, budget))
        assert solution.method == method
        assert feasible(instance.with_limit(0, budget), solution.chosen)
        plans.append(instance.objective(solution.chosen))
        assert instance.objective(greedy) <= plans[-1] <= solution.bound
    assert plans == sorted(plans)


@settings(max_examples=few(60, whole=200), deadline=None)
@given(growing_budgets())
def test_more_money_never_gives_less_where_the_optimum_is_proven(case):
    never_worse_with_more_money(*case, "exact")


@settings(
    max_examples=few(50, whole=200),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(growing_budgets())
def test_more_money_never_gives_less_above_the_switch_of_method(monkeypatch, case):
    monkeypatch.setattr(training_solver, "EXACT_BELOW", 0)
    monkeypatch.setattr(training_solver, "EXACT_BELOW_WITHOUT_CLASSES", 0)
    monkeypatch.setattr(training_solver, "CLOSE_BELOW", 0)
    # Tiny plans are far from their bounds, so nearly every rung is climbed: fewer rungs and less work on each.
    monkeypatch.setattr(training_ladder, "_STEPS", ((1000, 100),))
    monkeypatch.setattr(training_lagrange, "THOROUGH", Effort(steps=8, rounds=1, steps_per_round=4))
    never_worse_with_more_money(*case, "lagrangian")


@pytest.mark.parametrize(("hours", "places"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2)])
def test_nobody_gets_a_course_that_is_longer_than_all_of_their_hours(hours, places):
    """Two courses that exceed the hours together are "one at most" only where each alone does not."""
    instance = make(
        [(2, 0, 0, None, 1, 1), (2, 0, 0, None, 1, 1)], [[{0: 1}, {1: 1}]], budget=0, max_hours=[hours]
    )
    nothing = np.empty(0, dtype=np.int64)
    plan, bound = climbed_large_plan(instance, nothing)
    assert feasible(instance, plan)
    assert len(plan) == places <= bound


@settings(max_examples=60, deadline=None)
@given(growing_budgets())
def test_the_relaxation_with_whole_classes_leads_to_a_plan_that_keeps_all_and_bounds_the_best(case):
    instance, budgets = case
    within = instance.with_limit(0, budgets[1])
    plan, bound = climbed_large_plan(within, np.empty(0, dtype=np.int64))
    assert feasible(within, plan)
    assert within.objective(plan) <= optimum(within) <= bound


@settings(max_examples=15, deadline=None)
@given(st.booleans().flatmap(instances))
def test_a_search_of_what_can_matter_gives_a_plan_that_keeps_all_and_bounds_the_best(instance):
    # Benefits are millionths of a level: HiGHS would overlook 40 of them.
    instance = replace(instance, benefit=instance.benefit * 10**6)
    hours = instance.courses.hours[instance.course]
    # A course that is too long for somebody is no pair.
    assume(instance.max_hours is None or (hours <= instance.max_hours[instance.person]).all())
    found = closest_plan(instance)
    assert found is not None
    assert feasible(instance, found.chosen)
    assert instance.objective(found.chosen) <= optimum(instance) <= found.bound


@pytest.mark.parametrize("money", [0, 1, 99, 100, 199, 200, 866_500_000, 999_999, 1_000_000])
def test_rungs_are_round_and_close(money):
    rung = rung_within(money)
    assert rung <= money < max(rung + 1, rung * 1.0251)
    assert rung_within(rung) == rung


@pytest.mark.parametrize(
    ("top", "least"), [(866_500_000, 1_234_567), (999, 100), (101, 100), (5, 100), (0, 1), (-1, 1)]
)
def test_the_ladder_leaves_no_budget_out_and_counts_none_twice(top, least):
    steps = list(rungs(top, least))
    assert [last for _, last in steps[1:]] == [rung - 1 for rung, _ in steps[:-1]]
    assert not steps if top < 0 else (steps[0][0] <= top <= steps[0][1] and steps[-1][0] == 0)


def test_the_bound_means_something_when_money_is_plenty_or_scarce():
    instance = bigger(3)
    for budget in (40, 400, 4_000, 10**9):
        solution, _ = lagrangian_plan(instance.with_limit(0, budget))
        best = instance.objective(exact_plan(instance.with_limit(0, budget)).chosen)
        assert best <= solution.bound <= 1.03 * best


def test_among_equal_plans_the_cheapest_wins_then_the_one_with_fewer_classes():
    # Trials 03 and 04: a dear course and a cheap one gain the same; a cheap seat stays free.
    dear_and_cheap = [(1, 9, 0, None, 1, 1), (1, 1, 0, 2, 1, 1)]
    instance = make(dear_and_cheap, [[{0: 5, 1: 5}]] * 3, budget=100)
    chosen = solve(instance)[0].chosen
    assert instance.expense(chosen)[0] == 11
    assert instance.expense(cheaper(instance, np.array([0, 3, 5])))[0] == 11
    split = make([(1, 1, 0, 2, 1, 1), (1, 1, 0, 2, 1, 1)], [[{0: 5, 1: 5}]] * 2, budget=100)
    assert split.expense(solve(split)[0].chosen) == (2, 1)


@settings(max_examples=100, deadline=None)
@given(st.booleans().flatmap(instances))
def test_a_cheaper_plan_keeps_every_limit_and_loses_nothing(instance):
    greedy = greedy_plan(instance)
    moved = cheaper(instance, greedy)
    assert feasible(instance, moved)
    assert instance.objective(moved) >= instance.objective(greedy)
    assert instance.expense(moved)[0] <= instance.expense(greedy)[0]


@settings(max_examples=60, deadline=None)
@given(
    st.booleans().flatmap(instances),
    st.lists(st.integers(0, 2**43), min_size=5, max_size=5),
    st.lists(st.integers(0, 50), min_size=4, max_size=4),
)
def test_any_prices_prove_a_bound(instance, resources, seats):
    prices = Prices(
        tuple(resources[: len(instance.resources)]), np.array(seats[: len(instance.courses)], dtype=np.int64)
    )
    assert relax(instance, PeopleProblem(instance), prices).bound >= optimum(instance)


@settings(max_examples=80, deadline=None)
@given(instances(), st.data())
def test_each_person_gets_their_own_best_from_a_list_of_sets_and_from_tables_of_any_size(instance, data):
    free = replace(
        instance,
        resources=Resources.of([], instance.people, len(instance.courses)),
        courses=replace(instance.courses, kuota=np.full_like(instance.courses.kuota, 99), minimal=np.zeros_like(instance.courses.minimal), kelas=np.ones_like(instance.courses.kelas)),
    )  # fmt: skip
    value = np.array(
        data.draw(st.lists(st.integers(-9, 40), min_size=len(free.group), max_size=len(free.group)))
    )
    whole = PeopleProblem(free).best(value)
    assert feasible(free, whole)
    wanted = replace(free, benefit=np.where(value > 0, value, 0))
    assert int(value[whole].sum()) == optimum(wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training_people, "_BLOCK_CELLS", 1)
        patch.setattr(training_bundles, "MOST_EACH", 0)  # nobody's sets are listed: tables of hours for all
        assert PeopleProblem(free).best(value).tolist() == whole.tolist()


def test_sets_of_courses_are_listed_only_for_whom_limits_can_bind_and_who_has_few():
    courses = [(2, 1, 0, None, 1, 9)] * 7
    few, free, many = [{0: 5}, {1: 5}], [{0: 5}], [{course: 5} for course in range(7)]
    people = PeopleProblem(make(courses, [few, free, many], max_hours=[2, 2, 12]))
    assert people._bundles.people.tolist() == [0]
    assert people._bundles.pairs.T.tolist() == [[10], [0], [1]]
    assert people.best(np.array([3, 3, 1, *[1] * 7])).tolist() == [0, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("budget", [0, 11, 57, 10**6])
def test_places_handed_out_in_chunks_are_those_handed_out_at_once(monkeypatch, budget):
    instance = bigger(6).with_limit(0, budget)
    order = np.lexsort((instance.course, -instance.benefit))
    whole = fill(instance, order, order[:0])
    monkeypatch.setattr(training_fill, "_LEAST_CHUNK", 1)
    monkeypatch.setattr(training_fill, "_CHUNKS", 200)
    assert fill(instance, order, order[:0]).tolist() == whole.tolist()
    assert len(whole) or not budget


def test_coarse_hours_still_prove_a_bound_and_plans_keep_the_true_limit(monkeypatch):
    monkeypatch.setattr(training_people, "MOST_STEPS", 3)
    courses = [(7, 1, 0, None, 1, 1), (5, 1, 0, None, 1, 1), (4, 1, 0, None, 1, 1)]
    instance = make(courses, [[{0: 9}, {1: 8}, {2: 5}]] * 3, max_hours=[11, 12, 9], budget=100)
    best = optimum(instance)
    solution, _ = lagrangian_plan(instance)
    assert feasible(instance, solution.chosen)
    assert instance.objective(solution.chosen) <= best <= solution.bound


def bigger(seed: int) -> TrainingInstance:
    dice = np.random.default_rng(seed)
    courses = [
        (int(dice.choice([6, 8, 10, 20])), int(dice.integers(5, 80)), 0, int(dice.integers(3, 12)), 1, int(dice.integers(1, 4)))
        for _ in range(12)
    ]  # fmt: skip
    people = [
        [
            {
                int(course): int(dice.integers(1, 5)) * 1_000_000
                for course in dice.choice(np.arange(g, 12, 4), 3, False)
            }
            for g in range(4)
        ]
        for _ in range(80)
    ]
    return make(courses, people, budget=1_500, max_hours=[24] * 80)


def test_prices_and_repair_come_close_where_levels_are_whole_and_ties_abound():
    instance = bigger(3)
    exact = exact_plan(instance)
    solution, _ = lagrangian_plan(instance)
    best = instance.objective(exact.chosen)
    assert feasible(instance, solution.chosen)
    assert exact.bound == best <= solution.bound
    assert instance.objective(solution.chosen) >= 0.97 * best
    assert solution.bound <= 1.03 * best


def test_the_node_limit_leaves_a_bound_that_is_not_claimed_to_be_the_optimum():
    instance = bigger(4)
    limited, exact = exact_plan(instance, nodes=1, within=0.05), exact_plan(instance)
    assert limited.bound >= instance.objective(exact.chosen) >= instance.objective(limited.chosen)
    assert feasible(instance, limited.chosen)


def test_the_same_instance_gives_the_same_plan():
    first, second = (lagrangian_plan(bigger(5))[0] for _ in range(2))
    assert first.chosen.tolist() == second.chosen.tolist()
    assert first.bound == second.bound


def test_classes_never_outnumber_those_who_could_fill_them():
    one = np.array([1], dtype=np.int64)
    for useful, kuota, minimal, kelas, seats, classes in (
        (10, 4, 1, 9, 4, 3),
        (10, 4, 4, 9, 4, 2),
        (10, 4, 1, 2, 4, 2),
        (3, 30, 5, 1, 3, 0),
        (0, 30, 1, 1, 0, 0),
        (8, 5, 6, 3, 5, 0),
    ):
        found = effective_classes(one * useful, one * kuota, one * minimal, one * kelas, np.array([False]))
        assert (int(found[0][0]), int(found[1][0])) == (seats, classes)


def test_places_count_from_zero_within_equals():
    assert places(np.array([2, 2, 5, 7, 7, 7])).tolist() == [0, 1, 0, 0, 1, 2]


def test_prices_start_where_the_best_rates_run_out_of_money():
    instance = make([(1, 4, 0, None, 1, 1)], [[{0: 12}], [{0: 8}], [{0: 4}]], budget=10)
    assert first_prices(instance).resources == (2**40,)
    assert first_prices(instance.with_limit(0, 12)).resources == (0,)


def test_a_solver_that_speaks_does_not_reach_standard_output(capfd, monkeypatch):
    from scipy.optimize import milp

    from asnkarier.analysis.training.solving import exact as training_exact

    def talking(**options):
        import ctypes
        import os

        os.write(1, b"written to the descriptor")
        ctypes.CDLL(None).puts(b"buffered by C")
        return milp(**options)

    monkeypatch.setattr(training_exact, "milp", talking)
    print("before")
    assert exact_plan(make([(1, 1, 0, None, 1, 1)], [[{0: 3}]], budget=1)) is not None
    print("after")
    assert capfd.readouterr().out == "before\nafter\n"


def wished(instance, participants) -> Relaxation:
    nothing = np.zeros(len(participants), dtype=np.int64)
    return Relaxation(Prices((), nothing), 0, nothing[:0], np.array(participants))


@pytest.mark.parametrize(("least_part", "kelas"), [(0.25, 2), (0.26, 1), (1.0, 1), (0.0, 2)])
def test_a_last_class_opens_when_the_least_part_of_it_is_wished(least_part, kelas):
    instance = make([(1, 10, 5, 4, 1, 3)], [[{0: 10}]] * 12)
    assert wanted_classes(instance, wished(instance, [5]), least_part).tolist() == [kelas]


def test_no_more_classes_open_than_there_are_and_free_ones_are_all_open():
    paid = make([(1, 10, 5, 4, 1, 3)], [[{0: 10}]] * 12)
    assert wanted_classes(paid, wished(paid, [12]), 0.0).tolist() == [3]
    free = make([(1, 10, 0, 4, 1, 3)], [[{0: 10}]] * 12)
    assert wanted_classes(free, wished(free, [1]), 1.0).tolist() == [3]


@pytest.mark.parametrize(("taken", "earned"), [(6, 1 + 2), (3, 1 + 2 + 3), (4, 1 + 2 + 3 + 4), (5, 1), (8, 1 + 2 + 3 + 4)])  # fmt: skip
def test_the_last_class_earns_what_its_least_worthy_people_are_worth(taken, earned):
    instance = make([(1, 10, 5, 4, 1, 3)], [[{0: 10}]] * 12)
    chosen, worth = np.arange(taken), np.arange(taken, 0, -1).astype(float)
    assert training_classes._earned_by_last_class(instance, chosen, worth).tolist() == [earned]


@pytest.mark.parametrize(
    ("courses", "people", "more", "chosen"),
    [
        # The same benefit per rupiah: the larger benefit first, and then nothing is left.
        ([(1, 10, 0, None, 1, 9), (1, 20, 0, None, 1, 9)], [[{0: 10}], [{1: 20}]], {"budget": 20}, [1]),
        # More benefit per rupiah comes first, though the benefit is smaller.
        ([(1, 10, 0, None, 1, 9), (1, 20, 0, None, 1, 9)], [[{0: 11}], [{1: 20}]], {"budget": 20}, [0]),
        # A class shares its price among its seats.
        ([(1, 10, 40, 4, 1, 9), (1, 20, 0, None, 1, 9)], [[{0: 19}], [{1: 20}]], {"budget": 55}, [1]),
        # What costs nothing comes before everything that costs.
        ([(1, 0, 0, None, 1, 9), (1, 20, 0, None, 1, 9)], [[{0: 1}, {1: 999}]], {"max_courses": 1}, [0]),
        # All alike: the first person.
        ([(1, 10, 0, None, 1, 9)], [[{0: 10}], [{0: 10}]], {"budget": 10}, [0]),
    ],
)
def test_the_plan_made_by_hand_takes_the_most_for_its_price_first(courses, people, more, chosen):
    assert greedy_plan(make(courses, people, **more)).tolist() == chosen


def test_what_is_left_moves_a_price_only_where_it_can_move():
    """Columns: left over at price 0, left over at a price, missing at price 0, filled, cannot run."""
    instance = make([(1, 1, 0, 2, 1, 1)] * 4 + [(1, 1, 0, 2, 9, 1)], [[{0: 5, 1: 5, 2: 5, 3: 5, 4: 5}]] * 4)
    seats, participants = np.array([0, 3, 0, 0, 4]), np.array([1, 1, 3, 2, 0])
    chosen = np.zeros(0, dtype=np.int64)
    _, spare = training_dual._spare(instance, Relaxation(Prices((), seats), 0, chosen, participants))
    assert spare.tolist() == [0, 1, -1, 0, 0]


@pytest.mark.parametrize(("price", "left"), [(0, 0), (1, 30)])
def test_money_left_over_moves_its_price_only_above_zero(price, left):
    instance = make([(1, 10, 0, None, 1, 9)], [[{0: 5}]] * 7, budget=100)
    found = Relaxation(Prices((price,), np.zeros(1, dtype=np.int64)), 0, np.arange(7), np.array([7]))
    spare, _ = training_dual._spare(instance, found)
    assert spare.tolist() == [left]


def test_money_that_is_missing_moves_a_price_of_zero():
    instance = make([(1, 10, 0, None, 1, 9)], [[{0: 5}]] * 12, budget=100)
    found = Relaxation(Prices((0,), np.zeros(1, dtype=np.int64)), 0, np.arange(12), np.array([12]))
    assert training_dual._spare(instance, found)[0].tolist() == [-20]
