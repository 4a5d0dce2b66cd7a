"""What chains of moves cost: processor time of the solver alone, its gain, and how far above it the proven bound lies.

`python benchmarks/cascade.py` draws an office of 20,000 people, 1,800 posts of which 200 are vacant, and some 415,000 possible moves (a third of
them of people who hold a post; scores to a hundredth), and solves it within each of `CASES`. `--people N` draws another size in the same proportions, `--seed S`
another office, `--whole` scores in whole points, so that many tie; `--out PAGE` puts the table into that page.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from asnkarier.analysis.placement.cascade.chains import chains_of
from asnkarier.analysis.placement.cascade.greedy import greedy
from asnkarier.analysis.placement.cascade.problem import NOBODY, Limits, Problem, check, gain_of
from asnkarier.analysis.placement.cascade.solve import best_cascade
from run import tell

TITLE = "# Chains of moves, the solver alone"
HEAD = (
    "| moves | steps | exchanges | CPU s | gain | bound above it % | people moved | longest chain | one after another |\n"
    "|--:|--:|---|--:|--:|--:|--:|--:|--:|"
)
# Limits -> the seconds that were asked for (None: nothing was).
CASES: tuple[tuple[Limits, float | None], ...] = (
    (Limits(None, None, exchanges=True), 3.0),
    (Limits(50, None, exchanges=True), 15.0),
    (Limits(100, None, exchanges=True), 15.0),
    (Limits(300, None, exchanges=True), 15.0),
    (Limits(None, None), None),
    (Limits(300, None), None),
    (Limits(20, 3), None),
    (Limits(100, 3), None),
    (Limits(300, 3), None),
    (Limits(300, 3, exchanges=True), None),
    (Limits(None, 1), None),
    (Limits(None, 2), None),
    (Limits(None, 3), None),
)
MICRO = 1_000_000
FILLED, COST = 100, 10


def drawn(people: int, seed: int, *, whole: bool) -> Problem:
    """Return an office: nine posts for a hundred people, one in nine vacant, some 230 candidates each."""
    dice = np.random.default_rng(seed)
    posts, vacant = people * 9 // 100, people // 100
    each = min(people, 233)
    holders = np.sort(dice.permutation(people)[: posts - vacant])
    holder = np.concatenate([np.full(vacant, NOBODY), dice.permutation(holders)])
    able = dice.normal(70, 10, people)
    person = np.concatenate([dice.choice(people, each, replace=False) for _ in range(posts)])
    inside = dice.random(len(person)) < 0.3
    person[inside] = dice.choice(holders, int(inside.sum()))
    post = np.repeat(np.arange(posts), each)
    pairs = np.unique(post * people + person)
    post, person = pairs // people, pairs % people
    kept = holder[post] != person
    post, person = post[kept], person[kept]
    digits = 0 if whole else 2
    score = np.round(np.clip(able[person] + dice.normal(0, 10, len(person)), 0, 100), digits)
    own = np.round(np.clip(able + dice.normal(0, 10, people), 0, 100), digits)
    loss = np.zeros(people, dtype=np.int64)
    loss[holders] = np.rint((FILLED + own[holders]) * MICRO).astype(np.int64)
    found = Problem(
        tuple(f"P{place:05d}" for place in range(posts)),
        tuple(f"{place:018d}" for place in range(people)),
        (holder == NOBODY).astype(np.int64),
        holder,
        person,
        post,
        np.rint((FILLED + score - COST) * MICRO).astype(np.int64),
        loss,
    )
    check(found)
    return found


def lines(problem: Problem) -> Iterator[str]:
    """Yield a line for each case."""
    for limits, asked in CASES:
        start = time.process_time()
        plan = best_cascade(problem, limits)
        seconds = time.process_time() - start
        above = 100 * (plan.bound - plan.gain) / plan.bound if plan.bound else 0.0
        longest = max((len(one.people) for one in chains_of(problem, plan.to) if not one.exchange), default=0)
        by_hand = gain_of(problem, greedy(problem, limits)) / MICRO
        told = f"{seconds:.1f}" if asked is None else f"{seconds:.1f} (asked: {asked:.0f})"
        yield (
            f"| {limits.moves or 'any'} | {limits.depth or 'any'} | {'yes' if limits.exchanges else 'no'} | {told} | "
            f"{plan.gain / MICRO:,.0f} | {above:.4f} | {plan.moves} | {longest} | {by_hand:,.0f} |"
        )


def main() -> None:
    """Measure, print, and put the table into the page of results when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--whole", action="store_true", help="scores in whole points, so that many tie")
    parser.add_argument("--out", type=Path, help="the page to put the table into")
    words = parser.parse_args()
    problem = drawn(words.people, words.seed, whole=words.whole)
    said = f"--people {words.people} --seed {words.seed}{' --whole' if words.whole else ''}"
    size = f"{len(problem.nips):,} people, {len(problem.codes):,} posts, {int(problem.seats.sum()):,} vacant, {len(problem.person):,} possible moves"
    text = [f"## `python benchmarks/cascade.py {said}`", "", f"{size}.", "", HEAD]
    print(size, HEAD, sep="\n", flush=True)
    tell(lines(problem), text, words.out, TITLE)


if __name__ == "__main__":
    main()
