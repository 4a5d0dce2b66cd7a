"""Short reports hold plain columns: what they say is what a DataFrame of the same values would, without loading pandas."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.errors import UsageError
from asnkarier.model.book import Book, Column, PlainRows, Table
from asnkarier.model.said import LawText, said
from asnkarier.reports.shaping import Shape, shaped
from asnkarier.reports.shown.machine import csv_chunks, json_chunks
from asnkarier.reports.shown.rounding import round_half_up, round_one
from asnkarier.reports.shown.values import column_values

DAY = date(2026, 11, 1)
TOLD = (said("nothing_recorded"), said("nothing_required"))
FIGURES = st.floats(-1e12, 1e12) | st.integers(-(10**9), 10**9) | st.sampled_from([0.145, -0.004, 2.5, -0.0])
VALUES = {
    "text": st.text(max_size=3),
    "status": st.sampled_from(["ok", "fault", ""]),
    "nip": st.sampled_from(["197610012004111946", "0"]),
    "flag": st.booleans(),
    "integer": st.integers(-(2**53), 2**53),
    "number": FIGURES,
    "percent": FIGURES,
    "money": FIGURES,
    "level": FIGURES,
    "gap": FIGURES,
    "date": st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    "said": st.sampled_from([*TOLD, ""]),
    "law": st.sampled_from([LawText("satu", "one"), LawText("dua")]),
    "list": st.lists(st.sampled_from(["a", 1, 2.5, None, True, {"b": 0.145}]), max_size=2),
}


def seen(rows, kind):
    return column_values(rows, Column("x", "X", kind)).spread(lambda value: (type(value), value))


@pytest.mark.parametrize("kind", VALUES)
def test_plain_columns_say_what_frames_say(kind):
    @given(st.lists(VALUES[kind] | st.none(), min_size=1, max_size=6))
    def same(values):
        frame = pd.DataFrame({"x": pd.Series(values, dtype="Int64" if kind == "integer" else object)})
        assert seen(PlainRows({"x": values}), kind) == seen(frame, kind)

    same()


@given(st.floats(-1e300, 1e300), st.sampled_from([2, 6]))
def test_one_figure_is_rounded_as_many_are(value, decimals):
    one, many = round_one(value, decimals), float(round_half_up(np.array([value]), decimals)[0])
    assert (one, np.signbit(one)) == (many, np.signbit(many))


@pytest.mark.parametrize(
    ("kind", "value"), [("integer", 1.5), ("nip", 1.9e17), ("number", float("inf")), ("level", float("-inf"))]
)
def test_what_no_report_may_hold_is_refused(kind, value):
    with pytest.raises(ValueError):
        column_values(PlainRows({"x": [value]}), Column("x", "X", kind))


def report(rows) -> Book:
    columns = (Column("n", "N", "integer"), Column("who", "Who"), Column("on", "On", "date"))
    return Book("asn.x/1", "X", DAY, "", (Table("rows", "X", columns, rows),))


LINES = {"n": [2, None, 10, 2], "who": ["b", "a", None, "c"], "on": [DAY, None, date(2020, 1, 1), DAY]}


@pytest.mark.parametrize(
    "shape", [Shape(), Shape(limit=2), Shape(sort=("-n", "who")), Shape(("who",), ("on",), 3)]
)
def test_shaped_the_same(shape):
    plain, frame = (shaped(report(rows), shape) for rows in (PlainRows(LINES), pd.DataFrame(LINES)))
    assert "".join(json_chunks(plain)) == "".join(json_chunks(frame))
    assert "".join(csv_chunks(plain)) == "".join(csv_chunks(frame))


def test_a_column_that_is_not_there():
    with pytest.raises(KeyError):
        PlainRows.of([{"a": 1}], ["a", "b"])
    with pytest.raises(UsageError):
        shaped(report(PlainRows(LINES)), Shape(sort=("nothing",)))
    assert len(PlainRows.of([], ["a"])) == 0
