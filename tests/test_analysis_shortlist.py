"""Who may be on a shortlist, and what to find out first: against every completion of small instances, one by one."""

from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

from asnkarier.analysis.scores.bands import Band
from asnkarier.analysis.shortlist.first import Unknowns, first_of, settling
from asnkarier.analysis.shortlist.standing import Standing

PARTS = 2


@dataclass
class Case:
    """A small instance. ends[person][part]: (least, most); line: what an open match must reach, None when it passes anyhow.

    doubtful: whose other requirement is open. shared: the people who learn their second part from one register.
    """

    ends: list
    line: list
    doubtful: list
    shared: set
    top: int

    @property
    def count(self):
        return len(self.ends)

    def standing(self):
        low = np.array(self.ends)[:, :, 0].T
        high = np.array(self.ends)[:, :, 1].T
        floor = low.copy()
        for person, line in enumerate(self.line):
            if line is not None:
                floor[0, person] = max(floor[0, person], line)
        certain = np.array(
            [line is None and not doubt for line, doubt in zip(self.line, self.doubtful, strict=True)]
        )
        people = pd.Index([f"1990010120150319{place:02d}" for place in range(self.count)], dtype="str")
        bands = tuple(Band(one, other) for one, other in zip(low, high, strict=True))
        return Standing(people, certain, bands, tuple(floor), (1,) * PARTS)

    def unknowns(self):
        """(person, name of the fact, gate, slack) of everything that is not known."""
        floor = self.standing().floors
        found = []
        for person in range(self.count):
            for part, (least, most) in enumerate(self.ends[person]):
                if least < most:
                    shared = part == 1 and person in self.shared
                    name = "register" if shared else f"{person}:{part}"
                    gate = part == 0 and self.line[person] is not None
                    found.append((person, name, gate, most - int(floor[part][person])))
            if self.doubtful[person]:
                found.append((person, f"{person}:gate", True, 0))
        return found

    def asked(self):
        known = self.unknowns()
        columns = list(zip(*known, strict=True)) or [(), (), (), ()]
        unknowns = Unknowns(
            np.array(columns[0], dtype=np.int64),
            np.array(columns[2], dtype=bool),
            np.array(columns[3], dtype=np.int64),
        )
        marks = settling(self.standing(), unknowns, self.top)
        return {name for (_, name, _, _), mark in zip(known, marks, strict=True) if mark}

    def completions(self):
        """Every way in which all may turn out: (what each fact tells, ranks of who is eligible)."""
        spans = [range(least, most + 1) for person in self.ends for least, most in person]
        gates = [(True, False) if doubt else (True,) for doubt in self.doubtful]
        for values in product(*spans, *gates):
            parts = [values[PARTS * one : PARTS * one + PARTS] for one in range(self.count)]
            passed = [
                values[PARTS * self.count + one]
                and (self.line[one] is None or parts[one][0] >= self.line[one])
                for one in range(self.count)
            ]
            told = {}
            for person, name, _gate, _slack in self.unknowns():
                kind = name.partition(":")[2]
                value = (
                    values[PARTS * self.count + person] if kind == "gate" else parts[person][int(kind or 1)]
                )
                told[name] = (*told.get(name, ()), value)
            order = sorted(
                (one for one in range(self.count) if passed[one]),
                key=lambda one: (sum(parts[one]), *parts[one], -one),
                reverse=True,
            )
            yield told, parts, order


def certifies(case, completions, facts):
    """Whether whatever these facts tell leaves one top only."""
    tops = {}
    for told, _parts, order in completions:
        tops.setdefault(tuple(told[name] for name in facts), set()).add(frozenset(order[: case.top]))
    return all(len(found) == 1 for found in tops.values())


def small_case(seed):
    """Ends are even and values whole, so that between two ends there is always a value."""
    dice = np.random.default_rng(seed)
    count = int(dice.integers(2, 5))
    ends, line, doubtful, open_left = [], [], [], 4
    for _ in range(count):
        person = []
        for _ in range(PARTS):
            least = 2 * int(dice.integers(0, 5))
            wide = 2 * int(dice.integers(1, 3)) if open_left and dice.random() < 0.45 else 0
            open_left -= wide > 0
            person.append((least, least + wide))
        least, most = person[0]
        line.append(least + 2 if most > least + 2 and dice.random() < 0.6 else None)
        doubt = bool(open_left and dice.random() < 0.25)
        open_left -= doubt
        doubtful.append(doubt)
        ends.append(person)
    shared = {one for one in range(count) if ends[one][1][0] < ends[one][1][1] and dice.random() < 0.6}
    return Case(ends, line, doubtful, shared, int(dice.integers(1, 3)))


@pytest.mark.parametrize("start", range(0, 120, 40))
def test_no_smaller_set_settles_the_top_and_this_one_does(start):
    sizes = set()
    for seed in range(start, start + 40):
        case = small_case(seed)
        completions = list(case.completions())
        asked = case.asked()
        assert certifies(case, completions, sorted(asked)), (seed, case, asked)
        names = sorted({name for _, name, _, _ in case.unknowns()})
        smaller = [
            few
            for size in range(len(asked))
            for few in combinations(names, size)
            if certifies(case, completions, few)
        ]
        assert not smaller, (seed, case, asked, smaller[0])
        sizes.add(len(asked))
    assert {0, 1} < sizes, "cases that are settled, and cases that ask for one and for more"


@pytest.mark.parametrize("start", range(0, 120, 60))
def test_scores_and_ranks_hold_the_truth_and_their_ends_are_reached(start):
    for seed in range(start, start + 60):
        case = small_case(seed)
        standing = case.standing()
        seen = [set() for _ in range(case.count)]
        for _told, parts, order in case.completions():
            for rank, person in enumerate(order, start=1):
                assert standing.low[person] <= sum(parts[person]) <= standing.high[person]
                assert sum(parts[person]) >= standing.floor[person]
                seen[person].add(rank)
        for person, ranks in enumerate(seen):
            assert min(ranks) == standing.rank_low[person], (seed, case, person)
            assert max(ranks) == standing.rank_high[person], (seed, case, person)


def test_a_tie_at_the_line_is_told_apart_as_the_list_does():
    """Equal scores: the greater first part stands before; so who is equal in all is told apart by the NIP."""
    known = Case([[(4, 4), (2, 2)], [(2, 2), (4, 4)], [(4, 4), (2, 2)]], [None] * 3, [False] * 3, set(), 1)
    standing = known.standing()
    assert standing.rank_low.tolist() == standing.rank_high.tolist() == [1, 3, 2]
    assert known.asked() == set()


def with_advice(ends, advice):
    """Three people with these scores, and the ends of what tells equal scores apart."""
    standing = Case(ends, [None] * 3, [False] * 3, set(), 1).standing()
    low, high = (np.array(side) for side in zip(*advice, strict=True))
    return replace(standing, advice=Band(low, high), scale=4)


def test_what_is_advised_tells_equal_scores_apart_and_never_others():
    equal = with_advice([[(4, 4), (2, 2)], [(3, 3), (3, 3)], [(2, 2), (4, 4)]], [(0, 0), (3, 3), (2, 2)])
    assert equal.rank_low.tolist() == equal.rank_high.tolist() == [3, 1, 2]
    assert (
        equal.points(equal.low).tolist()
        == with_advice([[(4, 4), (2, 2)]] * 3, [(1, 1)] * 3).points(equal.low).tolist()
    )
    other = with_advice([[(4, 4), (3, 3)], [(3, 3), (3, 3)], [(2, 2), (4, 4)]], [(0, 0), (3, 3), (3, 3)])
    assert other.rank_low.tolist() == other.rank_high.tolist() == [1, 2, 3]


def test_advice_that_is_not_known_leaves_the_ranks_of_equal_scores_open_until_it_is_found_out():
    open_ = with_advice([[(4, 4), (2, 2)], [(3, 3), (3, 3)], [(0, 0), (0, 0)]], [(1, 3), (2, 2), (3, 3)])
    assert (open_.rank_low.tolist(), open_.rank_high.tolist()) == ([1, 1, 3], [2, 2, 3])
    unknowns = Unknowns(np.array([0]), np.array([False]), np.array([2]))
    assert settling(open_, unknowns, 1).tolist() == [True]
    assert settling(open_, unknowns, 2).tolist() == [False]  # both are among the first two whatever it is
    apart = with_advice([[(5, 5), (2, 2)], [(3, 3), (3, 3)], [(0, 0), (0, 0)]], [(1, 3), (2, 2), (3, 3)])
    assert settling(apart, unknowns, 1).tolist() == [False]  # the scores differ


def test_nobody_else_can_be_in_before_the_best_are_known_to_be_out():
    """The first step asks the registers; then of those who may be best."""
    case = Case([[(0, 8), (0, 0)], [(0, 6), (0, 2)], [(0, 4), (0, 0)]], [2, 2, 2], [False] * 3, {1}, 1)
    standing = case.standing()
    known = case.unknowns()
    unknowns = Unknowns(*(np.array(column) for column in (
        [one[0] for one in known], [one[2] for one in known], [one[3] for one in known])))  # fmt: skip
    asked = settling(standing, unknowns, 1)
    register = np.array([name == "register" for _, name, _, _ in known])
    assert first_of(standing, unknowns, asked, register, 1).tolist() == register.tolist()
    nothing = np.zeros(len(known), dtype=bool)
    chosen = first_of(standing, unknowns, asked & ~register, nothing, 1)
    assert {known[place][0] for place in np.flatnonzero(chosen)} <= {0, 1}
    assert chosen.sum() == 1
