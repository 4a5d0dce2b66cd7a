"""More money never makes a plan of years worse: small plans are the best there is, larger ones the best of a family that hangs on no budget."""

from itertools import pairwise

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.years.plan import problem_of
from asnkarier.analysis.training.years.solving.exact import keeps_limits
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.ladder import climbed_plan
from asnkarier.analysis.training.years.solving.programme import BUDGET
from asnkarier.analysis.training.years.solving.solver import by_rate, solve
from examples import few
from test_training_years import NIPS, course, frames, offices, terms_of
from years_by_hand import Office


def money_of(programme):
    return np.flatnonzero([row.kind == BUDGET for row in programme.rows])


def with_budget(programme, each):
    limits = programme.limits
    limits[money_of(programme)] = each
    return programme.with_limits(limits)


def climbed(programme):
    """Return what the ladder alone gives: nothing is searched for beside it."""
    return climbed_plan(
        programme, money_of(programme), lambda there, own: own.variables(own.whole(by_rate(there)))
    )


@settings(max_examples=few(60, whole=200), deadline=None, suppress_health_check=list(HealthCheck))
@given(offices(), st.tuples(st.integers(0, 8), st.integers(1, 4)), st.booleans())
def test_more_money_never_closes_less(office, budgets, large):
    office.limits["budget"] = 0
    _, programme = problem_of(*frames(office), terms_of(office))
    less, more = (with_budget(programme, each) for each in (budgets[0], sum(budgets)))
    found = [
        (climbed if large and len(programme.ways.gap) else solve)(there).chosen for there in (less, more)
    ]
    assert programme.objective(found[0]) <= programme.objective(found[1])


def office_of(dice, people, courses):
    """A larger office: classes that cost something and ask for several people, of which HiGHS would not soon find the best."""
    nips = [f"1990010120{number:05d}900" for number in range(people)]
    names = [f"kompetensi {number}" for number in range(max(2, courses // 2))]
    gaps = {
        nip: {name: (int(dice.integers(0, 3)), int(dice.integers(2, 5)), int(dice.choice([1, 1, 2]))) for name in names[: int(dice.integers(1, len(names) + 1))]}
        for nip in nips
    }  # fmt: skip
    made = [
        course(
            f"K{at}", names[at % len(names)], None, int(dice.integers(2, 5)), int(dice.integers(3, 80)) * 100_000,
            biaya_kelas=int(dice.integers(5, 60)) * 1_000_000 if at % 2 else None, kuota=int(dice.integers(4, 12)),
            minimal_peserta=int(dice.integers(2, 5)) if at % 2 else None, kelas=int(dice.integers(1, 3)),
        )
        for at in range(courses)
    ]  # fmt: skip
    return Office(gaps, made, [(2026, 1), (2027, 1)], {"budget": 0, "courses": 2})


def test_more_money_never_closes_less_above_the_exact_size():
    dice = np.random.default_rng(1)
    _, programme = problem_of(*frames(office := office_of(dice, 25, 6)), terms_of(office))
    budgets = np.sort(np.append(dice.integers(1, 150_000_000, 2), [40_000_000, 40_400_000, 10**10]))
    found = [climbed(with_budget(programme, int(each))) for each in budgets]
    reached = [programme.objective(one.chosen) for one in found]
    assert all(one <= two for one, two in pairwise(reached))
    assert reached[-1] > reached[0]
    for each, one in zip(budgets.tolist(), found, strict=True):
        assert keeps_limits(with_budget(programme, each), one.chosen)
        assert programme.objective(one.greedy) <= programme.objective(one.chosen) <= one.bound


def test_years_of_different_budgets_keep_their_shares():
    """Before, every year of a large plan had the rung of the poorest: 2026 without money left nothing for 2027."""
    people = {nip: {"a": (1, 3, 1)} for nip in NIPS}
    office = Office(people, [course("A", biaya=1_000_000)], [(2026, 1), (2027, 1)], {"budget": 0})
    _, programme = problem_of(*frames(office), terms_of(office))
    found = climbed(with_budget(programme, np.array([0, 2_500_000])))
    assert len(programme.taken_items(found.chosen)) == 2


def test_what_is_added_to_a_plan_goes_further_on_the_same_way_with_more_money():
    dice = np.random.default_rng(1)
    _, programme = problem_of(*frames(office := office_of(dice, 25, 6)), terms_of(office))
    rich = with_budget(programme, 60_000_000)
    begun = climbed(with_budget(programme, 30_000_000)).chosen
    order = by_rate(programme)
    ways = []
    for spare in range(0, 30_000_001, 3_000_000):
        kept = tuple((int(at), 30_000_000 - spare) for at in money_of(programme))
        plan = Filling(rich).further(begun, order, kept)
        assert keeps_limits(with_budget(programme, 30_000_000 + spare), plan)
        ways.append(set(plan[plan < len(programme.ways.gap)].tolist()))
    assert all(one <= two for one, two in pairwise(ways))
    assert len(ways[-1]) > len(ways[0]) == len(begun[begun < len(programme.ways.gap)])
