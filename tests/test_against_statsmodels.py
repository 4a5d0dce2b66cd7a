"""Intervals and corrections of evaluations and of fairness against a second library, which shares no line with the first."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import DescrStatsW

from asnkarier.analysis.fairness.exact import holm, rate_ratio
from asnkarier.analysis.training.evaluating.effects import adjusted
from asnkarier.analysis.training.surveys.figures import half_width
from test_analysis_fairness import two_by_two
from test_training_evaluating import one_effect

GAINS = st.lists(st.integers(-8, 12), min_size=3, max_size=40).filter(lambda gains: len(set(gains)) > 2)
CHANCES = st.lists(st.floats(1e-9, 1.0), min_size=1, max_size=25)
QUICK = settings(max_examples=40, deadline=None)


@QUICK
@given(GAINS)
def test_the_interval_of_an_effect_is_students(gains):
    values = np.array(gains) / 4
    low, high = DescrStatsW(values).tconfint_mean(alpha=0.05)
    found = one_effect(values.tolist(), [0] * len(values), [10**9], [0.0], 1e-6)
    assert (found["low"], found["high"]) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


@QUICK
@given(GAINS)
def test_the_interval_of_a_mean_gain_is_students(gains):
    values = np.array(gains, dtype=float)
    low, high = DescrStatsW(values).tconfint_mean(alpha=0.05)
    assert half_width(values) == pytest.approx((high - low) / 2)


@QUICK
@given(two_by_two().filter(lambda one: 0 < one[0] < one[1] and 0 < one[2] < one[3]))
def test_the_interval_of_a_ratio_of_rates(table):
    low, high = confint_proportions_2indep(*table, compare="ratio", method="log", alpha=0.05)
    assert rate_ratio(*table, 0.05)[1:] == pytest.approx((low, high))


@QUICK
@given(CHANCES)
def test_corrections_for_how_many_were_asked(chances):
    assert holm(chances) == pytest.approx(multipletests(chances, method="holm")[1])
    assert adjusted(np.array(chances)) == pytest.approx(multipletests(chances, method="fdr_bh")[1])
