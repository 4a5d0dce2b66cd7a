"""Which kinds of facts would open the most verdicts together: sets of them, as two that only help together open nothing alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from math import comb
from typing import Final, NamedTuple

import pandas as pd

from asnkarier.analysis.gates.remedies import ASSESS, STANDARD
from asnkarier.analysis.readiness.blockers import HELD, NEXT, VERDICTS

COLUMNS: Final = ("rank", "facts", "size", "verdicts", *VERDICTS, "people", "more")
# Kinds of facts whose targets (units, positions) are brought together.
_WHOLE: Final = (ASSESS, STANDARD)
_MOST_TRIED: Final = (
    200_000  # comparisons of a set with what people wait for; beyond, sets grow from the best one
)

Fact = tuple[str, str]
Facts = frozenset[Fact]
# What each open verdict of somebody waits for -> how many people wait for just that.
Waiting = Mapping[frozenset[tuple[str, Facts]], int]


class Opened(NamedTuple):
    """How many verdicts become certain, how many of each kind (`VERDICTS`), and of how many people any does."""

    verdicts: int
    held: int
    next: int
    people: int


def rank_sets(blockers: pd.DataFrame) -> pd.DataFrame:
    """Return the best set of kinds of facts of each size, where a larger one opens more verdicts.

    blockers: see `readiness.blockers`. Columns: rank; facts: (kind, target) of each, sorted, the assessments of all units
    being one kind and the standards of all positions one; size; verdicts: open now and decided once exactly these are
    known, held and next: how many of each kind, people: with any of them; more: verdicts more than the set before.
    Verdicts that something keeps open whatever is mended are left out. Of equal sets the one that opens more people, then
    the first by the alphabet.
    """
    rows: list[tuple[object, ...]] = []
    before = 0
    for facts, found in _best_of_each_size(waiting_of(blockers)):
        rows.append((len(rows) + 1, tuple(sorted(facts)), len(facts), *found, found.verdicts - before))
        before = found.verdicts
    return pd.DataFrame(rows, columns=list(COLUMNS))


def opened(waiting: Waiting, known: Facts) -> Opened:
    """Return what becomes certain once `known` is known."""
    counts = dict.fromkeys(VERDICTS, 0)
    somebody = 0
    for verdicts, people in waiting.items():
        decided = [verdict for verdict, facts in verdicts if facts <= known]
        somebody += people if decided else 0
        for verdict in decided:
            counts[verdict] += people
    return Opened(sum(counts.values()), counts[HELD], counts[NEXT], somebody)


def waiting_of(blockers: pd.DataFrame) -> Waiting:
    """Return what everybody waits for, those together who wait for the same."""
    target = blockers["target"].where(~blockers["kind"].isin(_WHOLE), "")
    rows = zip(blockers["person"].tolist(), blockers["verdict"], blockers["kind"], target, strict=True)
    verdicts: dict[tuple[int, str], set[Fact]] = {}
    for person, verdict, kind, what in rows:
        verdicts.setdefault((person, verdict), set()).add((kind, what))
    people: dict[int, list[tuple[str, Facts]]] = {}
    for (person, verdict), facts in verdicts.items():
        if all(kind for kind, _target in facts):
            people.setdefault(person, []).append((verdict, frozenset(facts)))
    return Counter(frozenset(one) for one in people.values())


def _best_of_each_size(waiting: Waiting) -> Iterator[tuple[Facts, Opened]]:
    """Yield what opens more than any smaller set, the best of its size; from some size on only what the best so far grows into."""
    patterns = {facts for verdicts in waiting for _verdict, facts in verdicts}
    every = sorted(frozenset().union(*patterns))
    best: Facts = frozenset()
    before, tried = 0, 0
    for size in range(1, len(every) + 1):
        tried += comb(len(every), size) * len(waiting)
        if tried <= _MOST_TRIED:
            sets = {frozenset(one) for one in combinations(every, size)}
        else:
            sets = {best | facts for facts in patterns if len(best | facts) == size}
        found = [(opened(waiting, one), one) for one in sets]
        if not found:
            continue
        what, now = min(found, key=lambda one: (-one[0].verdicts, -one[0].people, sorted(one[1])))
        if what.verdicts > before:
            best, before = now, what.verdicts
            yield best, what
