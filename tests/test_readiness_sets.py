"""The sets of kinds of facts that open the most verdicts, against counting every set by hand."""

from itertools import combinations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.readiness import sets as readiness_sets
from asnkarier.analysis.readiness.sets import rank_sets

FACTS = [
    ("appraisal", "2024"),
    ("appraisal", "2025"),
    ("field", "hukuman_disiplin"),
    ("register", "positions"),
    ("assess", "X"),
    ("assess", "Y"),
    ("", ""),
]
BLOCKERS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(["held", "next"]), st.sampled_from(FACTS)), max_size=30
)


def table(rows):
    lines = [(who, verdict, "why", *fact) for who, verdict, fact in rows]
    columns = ["person", "verdict", "reason", "kind", "target"]
    return pd.DataFrame(lines, columns=columns).astype(
        {"person": "int64", **dict.fromkeys(columns[1:], "str")}
    )


def by_hand(rows):
    """Return what every set of kinds of facts opens (verdicts, held, next, people), the units of assessments as one kind."""
    waits = {}
    for who, verdict, (kind, target) in rows:
        waits.setdefault((who, verdict), set()).add((kind, "" if kind == "assess" else target))
    waits = {one: facts for one, facts in waits.items() if ("", "") not in facts}
    every = sorted(set().union(*waits.values()))
    found = {}
    for size in range(1, len(every) + 1):
        for chosen in combinations(every, size):
            opened = [one for one, facts in waits.items() if facts <= set(chosen)]
            kinds = [sum(verdict == kind for _who, verdict in opened) for kind in ("held", "next")]
            found[chosen] = (len(opened), *kinds, len({who for who, _verdict in opened}))
    return found


def figures(line):
    return line.verdicts, line.held, line.next, line.people


@settings(max_examples=60)
@given(BLOCKERS)
def test_each_line_is_the_best_set_of_its_size_and_counts_right(rows):
    found, before = by_hand(rows), 0
    ranked = rank_sets(table(rows))
    for line in ranked.itertuples():
        assert figures(line) == found[line.facts]
        assert line.verdicts == max(one[0] for chosen, one in found.items() if len(chosen) == line.size)
        assert line.more == line.verdicts - before > 0
        before = line.verdicts
    assert before == max((one[0] for one in found.values()), default=0)
    for chosen, (
        verdicts,
        *_rest,
    ) in found.items():  # a size that is left out opens no more than a smaller one
        shown = ranked.loc[ranked["size"] <= len(chosen), "verdicts"]
        assert verdicts <= (shown.max() if len(shown) else 0)


@settings(max_examples=30)
@given(BLOCKERS)
def test_figures_are_right_where_too_many_sets_are_possible_to_try_all(rows):
    most = readiness_sets._MOST_TRIED
    readiness_sets._MOST_TRIED = 0
    try:
        ranked = rank_sets(table(rows))
    finally:
        readiness_sets._MOST_TRIED = most
    found = by_hand(rows)
    assert all(figures(line) == found[line.facts] for line in ranked.itertuples())
    assert ranked["verdicts"].is_monotonic_increasing
    assert max(ranked["verdicts"], default=0) == max((one[0] for one in found.values()), default=0)


def test_two_that_only_help_together_count_together():
    rows = [(who, "next", fact) for who in range(4) for fact in FACTS[:2]] + [(0, "held", FACTS[4])]
    ranked = rank_sets(table(rows))
    assert ranked["facts"].tolist() == [
        (("assess", ""),),
        (("appraisal", "2024"), ("appraisal", "2025")),
        (("appraisal", "2024"), ("appraisal", "2025"), ("assess", "")),
    ]
    assert ranked["verdicts"].tolist() == [1, 4, 5]
    assert ranked["people"].tolist() == [1, 4, 4]


def test_nothing_open_needs_nothing():
    assert rank_sets(table([])).empty
    assert rank_sets(table([(1, "next", ("", ""))])).empty
