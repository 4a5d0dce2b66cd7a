"""What is alike in several columns is told apart as a table of distinct rows would, in the order in which it comes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.analysis.arrays import alike, marked_alike

WORDS = st.lists(st.tuples(*(st.sampled_from(["", "a", "b", "Ä"]),) * 3), max_size=30)


@given(WORDS)
def test_alike_are_the_distinct_rows_as_they_first_come(rows):
    columns = [np.array([row[place] for row in rows], dtype=object) for place in range(3)]
    code, found = alike(columns)
    assert found == list(dict.fromkeys(rows))
    assert [found[one] for one in code] == rows


@given(st.integers(0, 140), st.integers(0, 12), st.randoms(use_true_random=False))
def test_marked_alike_tells_every_mark_however_many(height, width, dice):
    marks = np.array([[dice.random() < 0.5 for _ in range(width)] for _ in range(height)], dtype=bool)
    marks = marks.reshape(height, width)
    code, found = marked_alike(marks)
    columns = [tuple(column) for column in marks.T.tolist()]
    assert found == list(dict.fromkeys(columns))
    assert [found[one] for one in code] == columns


def test_a_missing_value_is_refused():
    with pytest.raises(ValueError, match="missing"):
        alike([np.array(["a", None], dtype=object)])


def test_numbers_and_texts_together():
    code, found = alike([np.array([2, 2, 1]), pd.Series(["x", "y", "x"]).to_numpy(dtype=object)])
    assert (code.tolist(), found) == ([0, 1, 2], [(2, "x"), (2, "y"), (1, "x")])
