"""The solvers of the training plan against brute force, and bounds that hold."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.solving import people as training_people
from asnkarier.analysis.training.solving.dual import Prices, first_prices, relax
from asnkarier.analysis.training.solving.exact import exact_plan
from asnkarier.analysis.training.solving.fill import places
from asnkarier.analysis.training.solving.greedy import greedy_plan
from asnkarier.analysis.training.solving.instance import CourseTerms, TrainingInstance, effective_classes
from asnkarier.analysis.training.solving.lagrange import lagrangian_plan
from asnkarier.analysis.training.solving.people import PeopleProblem
from asnkarier.analysis.training.solving.resources import Resource, Resources
from asnkarier.analysis.training.solving.solver import solve


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
    solution, _ = solve(instance, greedy)
    assert instance.objective(solution.chosen) == best


@settings(max_examples=150, deadline=None)
@given(instances(shared=True))
def test_with_budgets_of_units_a_year_and_absence_every_plan_keeps_all_and_the_exact_one_is_the_best(
    instance,
):
    best = optimum(instance)
    greedy = greedy_plan(instance)
    solution, _ = solve(instance, greedy)
    lagrangian, _ = lagrangian_plan(instance)
    for plan in (greedy, solution.chosen, lagrangian.chosen):
        assert feasible(instance, plan)
        assert instance.keeps_resources(plan)
    assert (instance.objective(solution.chosen), solution.bound) == (best, best)
    assert instance.objective(lagrangian.chosen) <= best <= lagrangian.bound


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
def test_each_person_gets_their_own_best_whatever_the_block_size(instance, data):
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
        assert PeopleProblem(free).best(value).tolist() == whole.tolist()


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


def test_prices_start_at_the_median_benefit_per_rupiah():
    instance = make([(1, 4, 0, None, 1, 1)], [[{0: 8}]], budget=10)
    assert first_prices(instance).resources == (2 * 2**40,)


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
