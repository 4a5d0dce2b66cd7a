"""Which few things, once mended, open the most verdicts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.readiness.blockers import HELD

_FIX: Final = ["kind", "target"]
_VERDICT: Final = ["person", "verdict"]
COLUMNS: Final = ("rank", *_FIX, "people", "held", "next", "people_more", "people_total", "touched")
# Divisible by every small number of things that a verdict may wait for, so that shares stay whole.
_WHOLE: Final = 5040


def rank_fixes(blockers: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Return the things to mend in the order in which they open the most people, at most `limit` of them.

    blockers: see `readiness_blockers`. Columns: rank, kind, target; people: for whom this thing alone decides a verdict
    that is open now, and how many verdicts of each kind (held, next); people_more: people opened once the things ranked
    above are mended too, people_total: all of them together; touched: people with an open verdict that waits for it.

    Greedy: each step takes the thing that opens the most people not opened yet, then the most verdicts, then what
    brings the others nearest; equal ones go by kind and target. Verdicts that no data can open are left out.
    """
    rows = _mendable(blockers)
    if rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    waits = _Waits(
        verdict=rows.groupby(_VERDICT, sort=True).ngroup().to_numpy().astype(np.int64),
        fix=rows.groupby(_FIX, sort=True).ngroup().to_numpy().astype(np.int64),
        person=rows["person"].to_numpy(dtype=np.int64),
        held=rows["verdict"].eq(HELD).to_numpy(dtype=bool),
    )
    names = rows[_FIX].drop_duplicates().sort_values(_FIX, ignore_index=True)
    figures = names.assign(
        people=waits.opens_people(),
        held=waits.opens(waits.held),
        next=waits.opens(~waits.held),
        touched=waits.distinct_people(np.ones(len(rows), dtype=bool)),
    )
    steps = pd.DataFrame(list(waits.steps(limit)), columns=["fix", "people_more", "people_total"])
    ranked = pd.concat([figures.iloc[steps["fix"]].reset_index(drop=True), steps], axis=1)
    return ranked.assign(rank=np.arange(1, len(ranked) + 1))[list(COLUMNS)]


def _mendable(blockers: pd.DataFrame) -> pd.DataFrame:
    """Return each (verdict, thing to mend) once, without the verdicts that something keeps open whatever is mended."""
    hopeless = pd.MultiIndex.from_frame(blockers.loc[blockers["kind"] == "", _VERDICT])
    live = blockers[~pd.MultiIndex.from_frame(blockers[_VERDICT]).isin(hopeless)]
    return live.drop_duplicates([*_VERDICT, *_FIX]).reset_index(drop=True)


@dataclass
class _Waits:
    """Open verdicts that wait for things to be mended: one entry per pair, arrays of one length."""

    verdict: Ints
    fix: Ints
    person: Ints
    held: NDArray[np.bool_]

    def __post_init__(self) -> None:
        self.fixes = int(self.fix.max()) + 1
        self.left: Ints = np.bincount(self.verdict).astype(np.int64)
        self.waiting = np.ones(len(self.fix), dtype=bool)
        self.opened = np.zeros(int(self.person.max()) + 1, dtype=bool)

    def alone(self) -> NDArray[np.bool_]:
        """Return the entries whose verdict waits for nothing else."""
        found: NDArray[np.bool_] = self.waiting & (self.left[self.verdict] == 1)
        return found

    def opens(self, kept: NDArray[np.bool_]) -> Ints:
        """Return how many of the verdicts in the kept entries each thing would open alone."""
        return np.bincount(self.fix[self.alone() & kept], minlength=self.fixes).astype(np.int64)

    def opens_people(self) -> Ints:
        """Return how many people, not opened yet, would have a verdict opened by each thing alone."""
        return self.distinct_people(self.alone() & ~self.opened[self.person])

    def distinct_people(self, kept: NDArray[np.bool_]) -> Ints:
        """Return the number of different people in the kept entries of each thing."""
        pairs = np.unique(self.fix[kept] * np.int64(len(self.opened)) + self.person[kept])
        return np.bincount(pairs // len(self.opened), minlength=self.fixes).astype(np.int64)

    def steps(self, limit: int) -> Iterator[tuple[int, int, int]]:
        """Yield (thing, people it opens more, people opened so far), best first; what is yielded counts as mended."""
        for _ in range(limit):
            people, verdicts = self.opens_people(), self.opens(self.waiting)
            shares = _WHOLE // self.left[self.verdict[self.waiting]]
            nearer = np.bincount(self.fix[self.waiting], weights=shares, minlength=self.fixes)
            best = int(np.lexsort((-np.arange(self.fixes), nearer, verdicts, people))[-1])
            if not nearer[best]:
                return
            self._mend(best)
            yield best, int(people[best]), int(self.opened.sum())

    def _mend(self, fix: int) -> None:
        mended = self.waiting & (self.fix == fix)
        self.left[self.verdict[mended]] -= 1
        self.waiting &= ~mended
        self.opened[self.person[mended & (self.left[self.verdict] == 0)]] = True
