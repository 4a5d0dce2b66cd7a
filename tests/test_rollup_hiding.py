"""Numbers of many agencies: adding up in any order, and what is shown tells nobody of fewer than five people."""

import itertools
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.analysis.rollup.hiding import LEAST, TOGETHER, coarser, few, hidden_agencies, hidden_parts
from asnkarier.analysis.rollup.lines import lines_of
from asnkarier.analysis.rollup.parts import BELOW, NO_STANDARD, PARTLY, REACHED, UNASSESSED, kind_of_golongan
from asnkarier.analysis.rollup.tallies import Cell, Tally, Total, both, merged

SIZES = st.integers(0, 12)
CELLS = st.builds(Cell, SIZES, SIZES)
SPLITS = st.dictionaries(st.sampled_from("pq"), st.dictionaries(st.sampled_from("abc"), CELLS), max_size=2)
TALLIES = st.builds(
    Tally,
    SIZES,
    SPLITS,
    st.dictionaries(st.sampled_from("xy"), st.builds(Total, SIZES, SIZES, SIZES, SIZES)),
    st.dictionaries(st.sampled_from("pqxy"), SIZES),
)


def plain(tally):
    """Return a tally without zeros, so that a part that is not there equals one of nobody."""
    cells = {(f, p): c for f, parts in tally.splits.items() for p, c in parts.items() if any(c)}
    return tally.people, cells, {k: v for k, v in tally.sums.items() if any(v)}, +Counter(tally.agencies)


@given(TALLIES, TALLIES, TALLIES)
def test_order_and_grouping_of_agencies_do_not_matter(one, two, three):
    expected = plain(both(both(one, two), three))
    assert plain(both(one, both(two, three))) == expected
    assert plain(merged([three, one, two])) == expected
    assert plain(both(one, Tally())) == plain(one)


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 30), min_size=1), st.booleans())
def test_small_parts_are_hidden_with_company_or_all_are(counts, largest):
    hidden = hidden_parts(counts, largest=largest)
    assert {part for part, count in counts.items() if few(count)} <= hidden
    if hidden:
        sizes = [counts[part] for part in hidden if counts[part]]
        rest = [part for part, count in counts.items() if count and part not in hidden]
        assert (len(sizes) > 1 and sum(sizes) >= LEAST) or not rest


def test_golongan_of_one_kind_stand_together_for_the_sum_of_the_kind_is_known():
    counts = {"III/a": 300, "III/b": 200, "IV/e": 3, "IX": 50, "V": 7}
    assert hidden_parts(counts, kind_of_golongan) == {"IV/e", "III/b"}
    # Three PPPK in all: the number of PNS must not tell them either.
    assert hidden_parts({"III/a": 300, "III/b": 200, "IX": 3}, kind_of_golongan) == {"III/a", "IX"}
    assert hidden_parts({"PNS": 300, "CPNS": 3, "PPPK": 40}, largest=True) == {"PNS", "CPNS"}


def tables(rows, columns, most, rng):
    """Return small tables of agencies by parts, many with few people in a cell."""
    return [[rng.choice((0, 1, 3, 5, most)) for _ in range(columns)] for _ in range(rows)]


def shown(table):
    """Return what a reader knows: which agencies are shown, their parts, the sums of all, and everybody's number of people."""
    names = "abcdef"
    counts = {names[row]: {str(part): n for part, n in enumerate(line)} for row, line in enumerate(table)}
    whole = {part: sum(line[part] for line in counts.values()) for part in next(iter(counts.values()))}
    together = hidden_parts(whole)
    people = {name: sum(line.values()) for name, line in counts.items()}
    nobody = hidden_agencies({name: {"people": count} for name, count in people.items()})
    rows = {name: coarser(line, together) for name, line in counts.items()}
    away = hidden_agencies(rows, nobody)
    return counts, coarser(whole, together), rows, away, {n: c for n, c in people.items() if n not in nobody}, together  # fmt: skip


def possible(total, count):
    """Yield every way to divide a number among `count`."""
    if count == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in possible(total - first, count - 1))


def completions(whole, away, people):
    """Yield every table of the hidden agencies whose sums are what the reader can work out."""
    names, parts = sorted(away), sorted(whole)
    for columns in itertools.product(*(possible(whole[part], len(names)) for part in parts)):
        table = dict(zip(names, map(dict, (zip(parts, line, strict=True) for line in zip(*columns, strict=True))), strict=True))  # fmt: skip
        if all(sum(table[name].values()) == people[name] for name in names if name in people):
            yield table


@pytest.mark.parametrize("seed", range(30))
def test_by_brute_force_no_small_number_of_an_agency_follows_from_what_is_shown(seed):
    rng = random.Random(seed)
    table = tables(*rng.choice(((2, 2), (3, 2), (2, 3))), 7, rng)
    counts, whole, rows, away, people, _ = shown(table)
    for name in rows.keys() - away:
        assert not any(few(count) for count in rows[name].values())
    if not away:
        return
    left = {part: whole[part] - sum(rows[name][part] for name in rows.keys() - away) for part in whole}
    found = list(completions(left, away, people))
    truth = {name: rows[name] for name in away}
    assert truth in found
    for name, part in itertools.product(away, whole):
        values = {table[name][part] for table in found}
        assert len(values) > 1 or not few(truth[name][part]), (table, name, part)
    assert counts.keys() == rows.keys()


@pytest.mark.parametrize("seed", range(40))
def test_by_brute_force_no_small_part_of_all_agencies_follows_from_their_sum(seed):
    rng = random.Random(seed)
    counts = {part: rng.choice((0, 1, 2, 4, 5, 6, 20)) for part in "abcd"}
    hidden = hidden_parts(counts)
    total = sum(counts.values())
    if few(total):
        return
    left = total - sum(count for part, count in counts.items() if part not in hidden)
    assert coarser(counts, hidden).get(TOGETHER, 0) == left
    for place, part in enumerate(sorted(hidden)):
        values = {ways[place] for ways in possible(left, len(hidden))}
        assert len(values) > 1 or not few(counts[part])


def agency(below, reached, partly=0, unassessed=0, no_standard=0):
    unknown = partly + unassessed + no_standard
    cells = {
        BELOW: Cell(below, unknown), REACHED: Cell(reached, unknown),
        PARTLY: Cell(partly), UNASSESSED: Cell(unassessed), NO_STANDARD: Cell(no_standard),
    }  # fmt: skip
    people = below + reached + unknown
    return Tally(people, {"standard_of_post": cells}, {"ip_asn": Total(5000 * people, 7000 * people, people)}, {"standard_of_post": 1, "ip_asn": 1})  # fmt: skip


def line(lines, figure, of=""):
    return next(one for one in lines.rows if (one["figure"], one["of"]) == (figure, of))


def test_unknown_people_count_both_ways_and_value_stands_only_where_all_is_known():
    lines = lines_of({"a": agency(10, 20, unassessed=30), "b": agency(10, 10, unassessed=10)})
    assert line(lines, "people")["value"] == 90
    below = line(lines, "standard_of_post", BELOW)
    assert (below["value"], below["low"], below["high"], below["people"], below["agencies"]) == (None, 20, 60, 90, 2)  # fmt: skip
    assert line(lines, "standard_of_post", "assessed")["value"] == 50
    mean = line(lines, "ip_asn")
    assert (mean["low"], mean["high"], mean["people"]) == (50.0, 70.0, 90)
    assert [(one["agency"], one["below_low"], one["below_high"]) for one in lines.agencies] == [("a", 10, 40), ("b", 10, 20)]  # fmt: skip


def test_few_people_are_shown_nowhere():
    lines = lines_of({"a": agency(3, 20), "b": agency(10, 10), "c": agency(20, 30), "d": agency(1, 2)})
    by_agency = {one["agency"]: one for one in lines.agencies}
    # Of d not even the number of people, so another's is hidden with it, and then of both every figure.
    assert [name for name, one in by_agency.items() if one["people"] is None] == ["b", "d"]
    assert by_agency["b"]["ip_low"] is None
    assert [name for name, one in by_agency.items() if one["below_low"] is None] == ["a", "b", "d"]
    assert line(lines, "standard_of_post", BELOW)["low"] == 34


def test_an_end_that_would_tell_of_few_is_wider_and_still_true():
    cells = {"MS": Cell(40, 3), "MMS": Cell(30, 20), "not_known": Cell(20)}
    lines = lines_of({"a": Tally(90, {"jpm_category": cells}, {}, {"jpm_category": 1})})
    assert (line(lines, "jpm_category", "MS")["high"], line(lines, "jpm_category", "MMS")["high"]) == (60, 50)


def test_an_end_less_the_parts_that_are_shown_does_not_tell_a_hidden_one():
    lines = lines_of({"a": agency(94, 14, partly=3, unassessed=20, no_standard=15)})
    below = line(lines, "standard_of_post", BELOW)
    shown_ = sum(line(lines, "standard_of_post", part)["low"] for part in (UNASSESSED, NO_STANDARD))
    assert line(lines, "standard_of_post", PARTLY)["hidden"]
    assert not few(below["high"] - below["low"] - shown_)  # it was 3: those who are partly assessed
    assert below["high"] >= 94 + 3 + 20 + 15


def test_an_end_does_not_tell_of_how_few_the_part_is_known_not_to_be():
    cells = {"MS": Cell(40, 19), "MMS": Cell(30, 20), "not_known": Cell(20)}
    lines = lines_of({"a": Tally(90, {"jpm_category": cells}, {}, {"jpm_category": 1})})
    assert line(lines, "jpm_category", "MS")["high"] == 60
