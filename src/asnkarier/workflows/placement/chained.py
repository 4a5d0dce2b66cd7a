"""What a cascade says: its moves as ordered chains, the posts that stay empty, and the plan beside others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.empty_posts import OPENED
from asnkarier.agency.posts import Post
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.eligibility import STATUS
from asnkarier.analysis.placement.cascade.chains import Chain, chains_of
from asnkarier.analysis.placement.cascade.empty import empty_posts
from asnkarier.analysis.placement.cascade.greedy import greedy
from asnkarier.analysis.placement.cascade.problem import Limits, Plan, Problem, gain_of
from asnkarier.analysis.placement.cascade.solve import best_cascade
from asnkarier.model.level import from_micro
from asnkarier.model.said import said
from asnkarier.workflows.placement.reach import Reach, held_post
from asnkarier.workflows.placement.steps import Choice, Move

# How the ids of chains and of exchanges begin.
_CHAIN: Final = "RANTAI"
_EXCHANGE: Final = "TUKAR"


@dataclass(frozen=True)
class Step:
    """One move of a chain: who goes, which post it opens (its node, or None), and what it gains."""

    chain: str
    step: int
    depends_on: int | None
    move: Move
    gain: int
    opens: str | None


def steps_of(now: Snapshot, problem: Problem, reach: Reach, plan: Plan) -> list[Step]:
    """Return the moves, chains that gain the most first, each from its vacancy on; posts that moves open are numbered in that order."""
    gain = np.zeros(len(problem.nips), dtype=np.int64)
    made = plan.to[problem.person] == problem.post
    gain[problem.person[made]] = problem.gain[made]
    chains = chains_of(problem, plan.to)
    chains.sort(
        key=lambda one: (one.exchange, -int(gain[list(one.people)].sum()), int(plan.to[one.people[0]]))
    )
    found: list[Step] = []
    numbers = {_CHAIN: 0, _EXCHANGE: 0}
    for chain in chains:
        kind = _EXCHANGE if chain.exchange else _CHAIN
        numbers[kind] += 1
        opened = sum(one.opens is not None for one in found)
        found += _steps(now, problem, reach, plan, chain, f"{kind}-{numbers[kind]:02d}", opened, gain)
    return found


def _steps(
    now: Snapshot,
    problem: Problem,
    reach: Reach,
    plan: Plan,
    chain: Chain,
    name: str,
    opened: int,
    gain: Ints,
) -> list[Step]:
    codes: dict[int, str] = {}
    for person in chain.people:
        if problem.own[person] >= 0:
            codes[int(problem.own[person])] = f"{OPENED}{opened + len(codes) + 1:02d}"
    vacancy = reach.choices[problem.codes[int(plan.to[chain.people[0]])]].post
    day = reach.days[0] if chain.exchange else vacancy.tmt
    found = []
    for number, person in enumerate(chain.people, 1):
        to, own = int(plan.to[person]), int(problem.own[person])
        holder = int(problem.holder[to])
        post = vacancy if holder < 0 else held_post(now, holder, codes[to], day)
        before = number - 1 or (len(chain.people) if chain.exchange else None)
        move = Move(post, problem.nips[person], person, number)
        found.append(Step(name, number, before, move, int(gain[person]), codes.get(own)))
    return found


def with_chains(rows: Sequence[dict[str, Any]], steps: Sequence[Step], now: Snapshot) -> list[dict[str, Any]]:
    """Return the rows of the moves with their chain, what they open and gain, and the gain so far."""
    found, total = [], 0
    for row, one in zip(rows, steps, strict=True):
        total += one.gain
        told = {
            "chain_id": one.chain,
            "depends_on": one.depends_on,
            "from_unit": now.employees["unit_kerja"].iloc[one.move.person],
            "gain": from_micro(one.gain),
            "cumulative_gain": from_micro(total),
            "post_opened": one.opens,
        }
        found.append(row | told)
    return found


def empty_rows(
    now: Snapshot, problem: Problem, reach: Reach, plan: Plan, limits: Limits, steps: Sequence[Step]
) -> tuple[list[dict[str, Any]], list[Post]]:
    """Return the vacancies and opened posts that stay empty, with the reason, and these posts."""
    opened = {int(problem.own[one.move.person]): one for one in steps if one.opens is not None}
    step_of = {post: one.step + 1 for post, one in opened.items()}
    rows, posts = [], []
    for place, seats, reason in empty_posts(problem, plan.to, limits, step_of):
        code = problem.codes[place]
        by = opened.get(place)
        choice = reach.choices.get(code)
        if by is None and choice is not None:
            post, chain, step = choice.post, None, 1
        elif by is not None:
            post = held_post(now, by.move.person, by.opens or "", by.move.post.tmt)
            chain, step = by.chain, by.step + 1
        else:
            continue
        posts.append(post)
        rows.append(
            {
                "vacancy": post.code,
                "jabatan": post.jabatan,
                "unit_kerja": post.unit_kerja,
                "seats": seats,
                "reason": reason,
                "detail": None if choice is None else _standing(choice),
                "chain_id": chain,
                "step": step,
                "judged_on": now.ahead(post.tmt).as_of,
            }
        )
    return rows, posts


def _standing(choice: Choice) -> Any:
    counts = dict(zip(STATUS, choice.standing.tolist(), strict=True))
    return said(
        "standing", eligible=len(choice.people), short=counts["one_gate_short"], open=counts["unknown"]
    )


def beside(problem: Problem, limits: Limits, plan: Plan, unjudged: int) -> pd.DataFrame:
    """Return the plan beside others under the same limits: nobody moves, vacancies only, one after another by hand.

    unjudged: places for which nobody can be judged, which every plan leaves empty.
    """
    alone = best_cascade(problem, Limits(limits.moves, 1))
    by_hand = greedy(problem, limits)
    stays = np.full(len(problem.nips), -1, dtype=np.int64)
    plans = (
        ("as_is", Plan(stays, 0, 0)),
        ("vacancies_only", alone),
        ("one_after_another", Plan(by_hand, gain_of(problem, by_hand), 0)),
        ("this_plan", plan),
    )
    return pd.DataFrame([_figures(problem, name, one, unjudged) for name, one in plans])


def _figures(problem: Problem, name: str, plan: Plan, unjudged: int) -> dict[str, Any]:
    to = plan.to[plan.to >= 0]
    filled = int((problem.holder[to] < 0).sum())
    left = int((problem.own[np.flatnonzero(plan.to >= 0)] >= 0).sum())
    return {
        "plan": name,
        "gain": from_micro(plan.gain),
        "moves": plan.moves,
        "filled": filled,
        "opened": left,
        "empty": unjudged + int(problem.seats.sum()) - filled + left - int((problem.holder[to] >= 0).sum()),
    }
