"""What more money, one more place and one more seat are worth, against every plan there is."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.solving.solver import solve
from asnkarier.analysis.training.worth import curve as curves
from asnkarier.analysis.training.worth.answers import NONE
from asnkarier.analysis.training.worth.curve import POINTS, budget_curve, budgets
from asnkarier.analysis.training.worth.exchanges import Exchanges
from asnkarier.analysis.training.years import curve as years_curves
from asnkarier.analysis.training.years.plan import problem_of
from asnkarier.analysis.training.years.solving.exact import keeps_limits
from asnkarier.analysis.training.years.solving.programme import BUDGET
from asnkarier.analysis.training.years.solving.solver import by_rate
from asnkarier.analysis.training.years.solving.solver import solve as solve_years
from asnkarier.analysis.training.years.worth import between, seeking
from asnkarier.analysis.training.years.worth.thinning import thinned
from test_analysis_training_solvers import bigger, instances, make, optimum
from test_training_years import course, frames, offices, terms_of
from years_by_hand import Office


def every_plan(instance, *, price_of=None, price=0, extra_seat=None):
    """Yield benefit, cost and pairs of every plan that keeps all limits; written apart from the code: plain counting.

    price_of, price: one pair whose place costs something else. extra_seat: a course with one seat more.
    """
    terms, rows = instance.courses, instance.resources.rows
    options = [
        [None, *np.flatnonzero(instance.group == group).tolist()] for group in range(len(instance.person_of))
    ]
    for picks in product(*options):
        pairs = [pair for pair in picks if pair is not None]
        count, hours, courses = {}, {}, {}
        for pair in pairs:
            course, person = int(instance.course[pair]), int(instance.person[pair])
            count[course] = count.get(course, 0) + 1
            hours[person] = hours.get(person, 0) + int(terms.hours[course])
            courses[person] = courses.get(person, 0) + 1
        cost, fits = 0, True
        for course, number in count.items():
            seated = number - 1 if course == extra_seat and number > terms.kuota[course] else number
            classes = -(-seated // max(1, int(terms.kuota[course])))
            fits &= classes <= terms.kelas[course] and number >= terms.minimal[course] * classes
            cost += classes * int(terms.biaya_kelas[course])
        cost += sum(price if pair == price_of else int(terms.biaya[instance.course[pair]]) for pair in pairs)
        if instance.max_hours is not None:
            fits &= all(hours[who] <= instance.max_hours[who] for who in hours)
        if instance.max_courses is not None:
            fits &= all(number <= instance.max_courses for number in courses.values())
        if fits and (not rows or cost <= rows[0].limit):
            yield sum(int(instance.benefit[pair]) for pair in pairs), cost, pairs


def best_and_cheapest(instance):
    return min(every_plan(instance), key=lambda plan: (-plan[0], plan[1], plan[2]))


@settings(max_examples=150, deadline=None)
@given(instances(), st.data())
def test_at_its_price_a_place_comes_in_and_at_todays_it_does_not(instance, data):
    benefit, cost, pairs = best_and_cheapest(instance)
    exchanges = Exchanges(instance, np.array(pairs, dtype=np.int64))
    waiting = exchanges.waiting
    assume(len(waiting))
    entry = exchanges.entry(waiting)
    at = data.draw(st.integers(0, len(waiting) - 1))
    price, leaves = int(entry.price[at]), int(entry.leaves[at])
    if price == NONE:
        assert leaves == NONE
        return
    # Money without a limit has no price: then seats or hours were in the way, and exchanges decide.
    assert price < instance.courses.biaya[instance.course[waiting[at]]]
    with_it = [
        plan
        for plan in every_plan(instance, price_of=int(waiting[at]), price=price)
        if int(waiting[at]) in plan[2] and (plan[0], -plan[1]) > (benefit, -cost)
    ]
    assert with_it
    if leaves != NONE:
        assert any(set(plan[2]) == {*pairs, int(waiting[at])} - {leaves} for plan in with_it)


@settings(max_examples=150, deadline=None)
@given(instances())
def test_one_more_seat_is_worth_what_it_is_said_to_be_at_least(instance):
    benefit, _, pairs = best_and_cheapest(instance)
    exchanges = Exchanges(instance, np.array(pairs, dtype=np.int64))
    worth = exchanges.seats()
    for at in range(len(instance.courses)):
        gain, comes = int(worth.gain[at]), int(worth.comes[at])
        assert (gain >= 0) == bool(exchanges.full[at])
        if gain > 0:
            with_seat = max(plan[0] for plan in every_plan(instance, extra_seat=at))
            assert benefit + gain <= with_seat
            left = int(worth.leaves[at])
            assert gain == instance.benefit[comes] - (0 if left == NONE else instance.benefit[left])


def test_the_next_person_comes_in_with_what_is_left_or_instead_of_who_gains_less():
    # Two courses, one person each; 5 rupiah pay A (4) for the gain of 10, and leave 1; B costs 3.
    instance = make(
        [(0, 4, 0, None, 1, 1), (0, 3, 0, None, 1, 1)], [[{0: 10}], [{1: 7}], [{1: 12}]], budget=7
    )
    chosen = np.array([0, 2])
    exchanges = Exchanges(instance, chosen)
    assert exchanges.left == 0
    entry = exchanges.entry(np.array([1]))
    assert (entry.price.tolist(), entry.leaves.tolist()) == ([0], [NONE])
    richer = Exchanges(instance.with_limit(0, 9), chosen)
    assert richer.entry(np.array([1])).price.tolist() == [2]
    # Instead of the gain of 7 the one of 10 would come in for all that the other's place frees.
    other = Exchanges(instance, np.array([1, 2]))
    entry = other.entry(np.array([0]))
    assert (entry.price.tolist(), entry.leaves.tolist()) == ([1 + 3], [1])


def test_who_has_no_hours_left_comes_in_only_instead_of_an_own_place():
    instance = make(
        [(5, 4, 0, None, 1, 1), (5, 9, 0, None, 1, 1)],
        [[{0: 10}, {1: 12}], [{0: 3}]],
        budget=8,
        max_hours=[5, 5],
    )
    chosen = np.flatnonzero(instance.course == 0)
    entry = Exchanges(instance, chosen).entry(np.flatnonzero(instance.course == 1))
    assert entry.price.tolist() == [4]
    assert instance.person[entry.leaves].tolist() == [0]


@settings(max_examples=60, deadline=None)
@given(instances(), st.booleans())
def test_no_plan_lies_above_the_curve_and_it_never_falls(instance, light):
    assume(instance.resources.rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(curves, "POINTS", 4)
        if light:
            patch.setattr(curves, "_EXACT_BELOW", 0)
        curve = budget_curve(instance)
    for point in curve.points:
        within = instance.with_limit(0, point.budget)
        assert within.used(point.chosen)[0] <= point.budget
        assert point.objective == instance.objective(point.chosen) <= optimum(within) <= point.bound
    reached = [(point.objective, point.bound) for point in curve.points]
    assert all(one <= two for pair in pairwise(reached) for one, two in zip(*pair, strict=True))
    if curve.points:
        assert len(curve.points) == 4
        plenty = instance.with_limit(0, 10**6)
        assert light or curve.points[-1].objective == optimum(plenty)


def test_prices_of_money_that_nobody_could_spend_bound_no_smaller_budget_too_low():
    # One rupiah is all that can be spent: B has no class. The price of three had been taken off twice.
    instance = make([(0, 0, 1, 1, 1, 1), (0, 0, 4, 1, 2, 0)], [[{0: 1, 1: 5}]], budget=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(curves, "POINTS", 4)
        curve = budget_curve(instance)
    assert [point.objective for point in curve.points] == [1, 1, 1, 1]
    assert min(point.bound for point in curve.points) >= 1


@given(st.integers(1, 10**12))
def test_budgets_are_round_and_the_last_is_enough_and_not_twice_too_much(enough):
    found = budgets(enough)
    assert len(found) == POINTS
    assert len({two - one for one, two in zip([0, *found], found, strict=False)}) == 1
    assert enough <= found[-1] <= max(enough * 1.1 + POINTS, POINTS)
    assert len(str(found[0]).rstrip("0")) <= 2


def test_the_curve_does_not_hang_on_the_budget_asked_for_and_a_plan_is_never_below_it(monkeypatch):
    monkeypatch.setattr(curves, "POINTS", 6)
    instance = bigger(3)
    curve = budget_curve(instance)
    other = budget_curve(instance.with_limit(0, instance.resources.limits[0] // 3))
    assert [(one.budget, one.objective, one.bound) for one in curve.points] == [
        (one.budget, one.objective, one.bound) for one in other.points
    ]
    for point in curve.points[1:4:2]:
        within = instance.with_limit(0, point.budget)
        assert within.objective(curve.within(within)) >= point.objective
        solution, _, _ = solve(within)
        assert within.objective(solution.chosen) >= point.objective
        assert solution.bound >= point.objective


@settings(max_examples=18, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(offices(), st.sampled_from(("exact", "searched", "large")), st.integers(0, 3))
def test_no_plan_of_years_lies_above_the_curve_and_it_never_falls(office, size, budget):
    office.limits.update({"budget": budget, "must_run": ()})
    _, programme = problem_of(*frames(office), terms_of(office))
    solved = solve_years(programme)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(curves, "POINTS", 4)
        if size != "exact":
            patch.setattr(years_curves, "EXACT_BELOW", -1)
            patch.setattr(seeking, "EXACT_BELOW", -1)
            patch.setattr(years_curves, "_COUNTS", ((2**62, 1),))
        if size == "large":
            patch.setattr(years_curves, "LARGE", -1)
            patch.setattr(between, "_LARGE", -1)
        found = years_curves.years_curve(programme, solved)
    curve = found.table
    parts = len({period.year for period in terms_of(office).periods})
    assert curve["objective"].is_monotonic_increasing
    assert curve["bound"].is_monotonic_increasing
    assert (
        not len(curve) or (curve["made"] == "sought").sum() == {"exact": 4, "searched": 2, "large": 2}[size]
    )
    for point, (there, plan) in zip(curve.itertuples(), found.plans, strict=True):
        assert keeps_limits(there, plan)
        assert there.objective(plan) == round(point.objective * 10**6)
        # The plan itself is among what is known where there is at least as much money.
        assert not (there.limits >= programme.limits).all() or point.objective * 10**6 >= programme.objective(
            solved.chosen
        )
        # Every year has the same budget, rounded up to a rupiah.
        each = int(np.ceil(point.budget / parts))
        money = np.flatnonzero([row.kind == BUDGET for row in programme.rows])
        best = solve_years(years_curves._with(programme, money, np.full(parts, each)))
        assert best.method == "exact"
        assert point.objective * 10**6 <= best.bound + 1 <= point.bound * 10**6 + 2
    if size != "exact" and len(curve):
        # What prices prove is concave in the money; what is known of the plan itself may lie lower still.
        priced = [
            found.bound_at(years_curves._with(programme, money, np.full(parts, each)).limits)
            for each in range(5)
        ]
        assert all(
            2 * mid >= low + high - 3 for low, mid, high in zip(priced, priced[1:], priced[2:], strict=False)
        )


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(offices(), st.integers(1, 4))
def test_a_plan_of_less_money_is_thinned_and_one_of_more_is_filled_within_every_limit(office, budget):
    office.limits.update({"budget": budget, "must_run": ()})
    _, programme = problem_of(*frames(office), terms_of(office))
    solved = solve_years(programme)
    money = np.flatnonzero([row.kind == BUDGET for row in programme.rows])
    assume(len(programme.ways.gap) and len(money))
    for each in range(budget):
        poorer = years_curves._with(programme, money, np.full(len(money), each))
        for left in thinned(poorer, solved.chosen, money):
            assert keeps_limits(poorer, left)
            assert set(left) <= set(solved.chosen)
            more = between.added(programme, left, by_rate(programme))
            assert keeps_limits(programme, more)
            assert set(left) <= set(more)


def test_who_gains_least_for_the_money_leaves_first_and_a_class_keeps_its_least():
    """Three in A (4 rupiah each, two at least), gains 6, 4 and 2, and one in B (2 rupiah, gain 2): 4 rupiah less and the third of A goes, then B, then both that are left in A."""
    nips = [f"19900101201501190{number}" for number in range(4)]
    people = {nip: {"a": (1, 3, weight)} for nip, weight in zip(nips, (3, 2, 1), strict=False)}
    people[nips[3]] = {"b": (1, 3, 1)}
    courses = [course("A", biaya=4, minimal_peserta=2), course("B", "b", biaya=2)]
    _, programme = problem_of(
        *frames(made := Office(people, courses, [(2026, 1)], {"budget": 14})), terms_of(made)
    )
    chosen = solve_years(programme).chosen
    money = np.flatnonzero([row.kind == BUDGET for row in programme.rows])
    reached = []
    for limit in (14, 10, 9, 7):
        there = years_curves._with(programme, money, np.array([limit]))
        (left,) = thinned(there, chosen, money)
        reached.append(there.objective(left) // 10**6)
    assert reached == [14, 12, 10, 0]


def test_the_next_millions_lie_on_the_curve():
    office = Office(
        {f"1990010120150119{number:02d}": {"a": (1, 3, 1)} for number in range(6)},
        [course("A", biaya=20)],
        [(2026, 1), (2027, 1)],
        {"budget": 20},
    )
    _, programme = problem_of(*frames(office), terms_of(office))
    curve = years_curves.years_curve(programme, solve_years(programme))
    there, plan = curve.plans[10]
    better = there.objective(plan) + 500_000
    raised = curve.raised([(there.limits, better, better + 10**6)])
    assert raised["objective"].is_monotonic_increasing
    assert raised["objective"][10] == better / 10**6
    assert raised["bound"][9] <= max(raised["objective"][9], (better + 10**6) / 10**6)
    assert (raised["objective"] <= raised["bound"]).all()
    assert raised["objective"][:10].equals(curve.table["objective"][:10])


def test_a_curve_beyond_what_all_places_cost_is_bounded_still():
    """Its last budget is round: 21 rupiah are enough, 40 are more than all places cost, and were bounded by nothing."""
    office = Office(
        {"199001012015011900": {"a": (1, 3, 1)}}, [course("A", biaya=21)], [(2026, 1)], {"budget": 7}
    )
    _, programme = problem_of(*frames(office), terms_of(office))
    curve = years_curves.years_curve(programme, solve_years(programme)).table
    assert (curve["budget"].iloc[-1], curve["bound"].iloc[-1]) == (40, 2.0)


def test_the_curve_of_years_ends_where_money_changes_nothing():
    office = Office(
        {"199001012015011900": {"a": (1, 3, 1)}, "199001012015011901": {"a": (1, 3, 2)}},
        [course("A", biaya=20)],
        [(2026, 1), (2027, 1)],
        {"budget": 20},
    )
    _, programme = problem_of(*frames(office), terms_of(office))
    curve = years_curves.years_curve(programme, solve_years(programme)).table
    assert len(curve) == POINTS
    assert curve["budget"].iloc[-1] == 40
    assert curve["objective"].tolist()[-1] == curve["bound"].tolist()[-1] == 6.0
    assert years_curves.years_curve(replace(programme, rows=()), solve_years(programme)).table.empty
    # Every year has half of the money: with less than 20 in each there is no place.
    assert curve["objective"].tolist()[:-1] == [0.0] * (POINTS - 1)
