"""Vacancies filled within policies of staffing, against every placement there is."""

from dataclasses import dataclass, field
from datetime import date
from itertools import product

import numpy as np
import pandas as pd

from asnkarier.agency.posts import Post
from asnkarier.analysis.placement.cascade.problem import Staffing
from asnkarier.workflows.placement.staffed import placed_within
from asnkarier.workflows.placement.steps import Choice

NOTHING = np.empty(0, dtype=np.int64)


@dataclass
class Office:
    employees: pd.DataFrame = field(default_factory=pd.DataFrame)


def choice(code, seats, people, score):
    post = Post(code, code, None, "administrator", None, seats)
    return Choice(post, date(2026, 1, 1), people, score, NOTHING, ())


def lawful(ends, staffing, people):
    for unit, spare in enumerate(staffing.spare):
        gone = sum(staffing.unit_of_person[one] == unit for one, end in enumerate(ends) if end >= 0)
        came = sum(staffing.unit_of_post[end] == unit for end in ends if end >= 0)
        if 0 <= spare < gone - came:
            return False
    for one, other in staffing.apart:
        at = [
            staffing.unit_of_post[ends[who]] if ends[who] >= 0 else staffing.unit_of_person[who]
            for who in (one, other)
        ]
        if at[0] == at[1] and (ends[one] >= 0 or ends[other] >= 0):
            return False
    return True


def test_no_placement_within_the_policies_has_a_larger_total():
    dice = np.random.default_rng(11)
    bound_so = 0
    for _ in range(120):
        posts, people, units = int(dice.integers(1, 4)), int(dice.integers(2, 6)), int(dice.integers(1, 4))
        seats = dice.integers(1, 3, posts)
        table = dice.integers(1, 100, (posts, people)) * (dice.random((posts, people)) < 0.7)
        staffing = Staffing(
            dice.integers(0, units, people),
            dice.integers(0, units, posts),
            dice.integers(-1, 2, units),
            ((0, 1),) if dice.random() < 0.5 else (),
        )
        moves = int(dice.integers(1, 5)) if dice.random() < 0.3 else None
        choices = [
            choice(f"P{at}", int(seats[at]), np.flatnonzero(table[at]), table[at][table[at] > 0] - 1)
            for at in range(posts)
        ]
        office = Office(pd.DataFrame({"nip": [f"{one:018d}" for one in range(people)]}))
        best = 0
        for ends in product(range(-1, posts), repeat=people):
            placed = [(end, one) for one, end in enumerate(ends) if end >= 0]
            if any(not table[end, one] for end, one in placed) or (moves is not None and len(placed) > moves):
                continue
            if any(sum(end == at for end, _ in placed) > seats[at] for at in range(posts)):
                continue
            if lawful(ends, staffing, people):
                best = max(best, sum(int(table[end, one]) for end, one in placed))
        found = placed_within(office, choices, staffing, moves)
        assert found.objective == best == found.bound
        assert found.greedy_objective <= best
        empty = sum(count for _, count, _ in found.unfilled)
        assert len(found.assigned) + empty == seats.sum()
        bound_so += any(reason == "staffing_policy" for _, _, reason in found.unfilled)
    assert bound_so > 5
