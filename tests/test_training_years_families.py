"""Plans of years and of one year over every family of limits against trying everything: other offices in every run."""

import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples import few

sys.path.insert(0, str(Path(__file__).parent / "reliability"))
from plans import Small

SEEDS = st.integers(0, 2**32 - 1)
DRAWN = settings(
    max_examples=few(10, whole=300), deadline=None, suppress_health_check=list(HealthCheck), derandomize=False
)


@DRAWN
@given(seed=SEEDS)
def test_the_plan_of_years_is_the_best_the_cheapest_and_of_fewest_classes(seed):
    small = Small()
    small.years(seed)
    assert small.tally.faults == []


@DRAWN
@given(seed=SEEDS)
def test_the_plan_of_one_year_is_the_best_and_the_cheapest(seed):
    small = Small()
    small.one_year(seed)
    assert small.tally.faults == []
