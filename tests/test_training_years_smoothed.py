"""Prices of large plans by descent: whatever they are, no plan exceeds the bound that they prove, and they come near the relaxation."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.years.plan import problem_of
from asnkarier.analysis.training.years.solving import solver as training_years_solver
from asnkarier.analysis.training.years.solving.priced import beginning, relaxing
from asnkarier.analysis.training.years.solving.priced.cuts import Cuts
from asnkarier.analysis.training.years.solving.priced.near import everything
from asnkarier.analysis.training.years.solving.priced.reduced import reduced
from asnkarier.analysis.training.years.solving.priced.relaxing import relaxed
from asnkarier.analysis.training.years.solving.priced.smoothed import Duals, Relation, smoothed_prices
from asnkarier.model.level import MICRO
from examples import few
from test_training_years import NIPS, course, frames, offices, planned, terms_of
from years_by_hand import Office


@settings(max_examples=few(20, whole=400), deadline=None, suppress_health_check=list(HealthCheck))
@given(offices(), st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.1, 1.0]))
def test_no_plan_exceeds_the_bound_of_any_prices(office, seed, scale):
    programme = problem_of(*frames(office), terms_of(office))[1]
    dice = np.random.default_rng(seed)
    counts = len(programme.rows), len(programme.slots), len(programme.person_rows.most)
    prices = (
        scale * MICRO * dice.random(count) * dice.integers(0, 2, count) * factor
        for count, factor in zip(counts, (1.0, 1.0, 0.1), strict=True)
    )
    bound = Relation(programme).bound(Duals(*prices))
    assert float(office.best()[0]) * MICRO <= bound + 1


@settings(max_examples=few(5, whole=200), deadline=None, suppress_health_check=list(HealthCheck))
@given(offices())
def test_by_descent_there_is_a_plan_that_keeps_every_limit_and_a_bound_no_plan_exceeds(office):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(training_years_solver, "EXACT_BELOW", 0)
        patched.setattr(training_years_solver, "CLOSE_ABOVE", 10**9)
        patched.setattr(relaxing, "_MOST_COLUMNS", 0)
        patched.setattr(beginning, "_DESCENT_ABOVE", 0)
        patched.setattr(beginning, "_ROUGH_BELOW", 0)
        plan = planned(office)
    assert plan.totals["objective"] <= float(office.best()[0]) + 1e-5 <= plan.totals["bound"] + 2e-5


def crowded(people: int = 120) -> Office:
    """People who may take one course a year each, with more money than seats."""
    dice = np.random.default_rng(3)
    nips = sorted({NIPS[0][:14] + f"{number:04d}" for number in range(900, 900 + people)})
    gaps = {
        nip: {name: (int(dice.integers(0, 3)), int(dice.integers(3, 5)), int(dice.integers(1, 4))) for name in "abcd"}
        for nip in nips
    }  # fmt: skip
    courses = [
        course(f"{name}{level}", name, level_akhir=level, biaya=level, biaya_kelas=3, kuota=8, kelas=2)
        for name in "abcd"
        for level in (3, 4)
    ]
    limits = {"unit": dict.fromkeys(nips, "X"), "budget": 150, "courses": 1}
    return Office(gaps, courses, [(2026, 1), (2027, 1)], limits)


def test_the_bound_by_descent_is_near_the_relaxation_with_the_limits_of_single_people():
    office = crowded()
    programme = problem_of(*frames(office), terms_of(office))[1]
    small = reduced(programme, everything(programme), np.arange(len(programme.rows)))
    at = relaxed(small, Cuts(), np.zeros(len(small.upper)), small.upper)
    _, duals, bound = smoothed_prices(programme)
    assert at is not None
    assert duals.own.any()
    assert at.value <= bound <= 1.002 * at.value
