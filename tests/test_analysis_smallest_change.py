"""The smallest change is enough, nothing smaller is, and it names the fewest competencies."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from asnkarier.analysis.match.smallest_change import Line, smallest_change
from asnkarier.model.level import MICRO

SET = (("MS", "", 80), ("MMS", "", 68), ("KMS", "", None))
levels = st.one_of(st.none(), st.integers(0, 500).map(lambda cents: cents / 100))
people = st.lists(st.tuples(st.integers(1, 5), levels), min_size=1, max_size=7).map(
    lambda pairs: [Line(f"k{i}", float(required), level) for i, (required, level) in enumerate(pairs)]
)


def share(lines, raised=()):
    new = {name: to for name, _, to in raised}
    have = sum(
        min(Fraction(str(new.get(x.kompetensi, x.level or 0.0))), Fraction(str(x.required))) for x in lines
    )
    return 100 * have / sum(Fraction(str(x.required)) for x in lines)


@given(people)
def test_change_reaches_the_category_and_nothing_smaller_does(lines):
    change = smallest_change(lines, SET)
    if change is None:
        assert share(lines) >= 80
        return
    assert share(lines) < change.minimum <= share(lines, change.steps)
    added = sum(Fraction(str(to)) - Fraction(str(level or 0.0)) for _, level, to in change.steps)
    assert added == Fraction(str(change.levels_needed))
    total = sum(Fraction(str(x.required)) for x in lines)
    assert (share(lines) * total / 100 + added - Fraction(1, MICRO)) * 100 / total < change.minimum


@given(people)
def test_no_fewer_competencies_would_do(lines):
    change = smallest_change(lines, SET)
    if change is None:
        return
    for fewer in combinations(lines, max(0, len(change.steps) - 1)):
        full = [(x.kompetensi, x.level, max(x.required, x.level or 0.0)) for x in fewer]
        assert share(lines, full) < change.minimum


def test_just_below_and_exactly_on_the_line():
    exactly = [Line("a", 5.0, 4.0)]
    below = [Line("a", 5.0, 3.999999)]
    assert smallest_change(exactly, SET) is None
    change = smallest_change(below, SET)
    assert change is not None
    assert (change.kategori, change.steps) == ("MS", (("a", 3.999999, 4.0),))
