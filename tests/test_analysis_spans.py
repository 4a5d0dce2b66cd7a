"""Calendar arithmetic, against a slow and obvious reading of the calendar."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.analysis.spans import add_months, distinct_spans, months_and_days
from asnkarier.model.said import Span

DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))


def array(*days):
    return np.array(days, dtype="datetime64[D]")


def slow_anniversary(start, months):
    """The same day number `months` later, or the first of the month after where that day does not exist."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        return date(year, month + 1, start.day)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1)


@given(DAYS, st.integers(0, 900))
def test_add_months_is_the_day_that_comes_round(start, months):
    if slow_anniversary(start, months).year < 2200:
        assert add_months(array(start), months)[0] == np.datetime64(slow_anniversary(start, months))


@given(DAYS, st.integers(0, 20_000))
def test_a_span_is_the_most_months_that_are_complete(start, length):
    end = start + timedelta(days=length)
    months, days = (int(part[0]) for part in months_and_days(array(start), array(end)))
    assert slow_anniversary(start, months) <= end < slow_anniversary(start, months + 1)
    assert slow_anniversary(start, months) + timedelta(days=days) == end


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        ("2023-11-21", "2026-11-21", Span(36)),
        ("2023-11-22", "2026-11-21", Span(35, 30)),
        ("2024-02-29", "2025-02-28", Span(11, 30)),
        ("2024-02-29", "2025-03-01", Span(12)),
        ("2025-01-31", "2025-03-01", Span(1)),
        ("2026-11-21", "2026-11-21", Span(0)),
    ],
)
def test_spans_are_whole_months_and_the_days_left(start, end, span):
    assert distinct_spans(*months_and_days(array(start), array(end)))[1] == [span]


def test_a_missing_day_has_no_anniversary():
    assert np.isnat(add_months(array("NaT"), 60)[0])


def test_equal_spans_are_made_once():
    code, spans = distinct_spans(np.array([3, 0, 3]), np.array([1, 0, 1]))
    assert (code.tolist(), spans) == ([0, 1, 0], [Span(3, 1), Span(0)])
