"""Which facts are seen on a day, and through which batch last."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from asnkarier.late import np
from asnkarier.model.frames import Table
from asnkarier.store.batches import counting_batches
from asnkarier.store.coded import Numbers, Positions
from asnkarier.store.records import Batch
from asnkarier.store.vouching.lanes import Lane, read_lanes, said_by, stays

if TYPE_CHECKING:
    import numpy.typing as npt

_UNSEEN = -1
Places: TypeAlias = "npt.NDArray[np.int32]"


@dataclass(frozen=True, slots=True)
class Sight:
    """Who vouches for facts on a day: the batches that count, oldest word first, and for every fact the last of them.

    latest: position in `batches` per fact, -1 when none of them vouches for it. complete: the same among complete lists;
    None when none of the batches is one.
    """

    batches: tuple[Batch, ...]
    latest: Places
    complete: Places | None = None

    def take(self, rows: Positions) -> Sight:
        """Return the sight of the facts at these positions."""
        complete = None if self.complete is None else self.complete[rows]
        return Sight(self.batches, self.latest[rows], complete)


def sight(
    connection: sqlite3.Connection,
    table: Table,
    fact_ids: Numbers,
    as_of: date,
    *,
    known_at: int | None = None,
    besides: int | None = None,
    but: Collection[int] = (),
) -> Sight:
    """Return which of these facts (ascending ids) are seen on `as_of`, and through which batch last; see `counting_batches`.

    but: batches that keep their place, and through which nothing is seen.
    """
    batches = counting_batches(connection, as_of, table, known_at=known_at, besides=besides)
    places = {one.batch_id: place for place, one in enumerate(batches) if one.batch_id not in but}
    lanes = read_lanes(connection, table)
    latest = _latest(lanes, places, fact_ids)
    complete = None
    if any(one.complete for one in batches):
        lists = {one.batch_id for one in batches if one.complete}
        only = {batch_id: place for batch_id, place in places.items() if batch_id in lists}
        complete = _latest(lanes, only, fact_ids)
    return Sight(tuple(batches), latest, complete)


def vouched(
    connection: sqlite3.Connection, batch_id: int, table: Table, fact_ids: Numbers
) -> npt.NDArray[np.bool_]:
    """Return for each of these facts (ascending ids) whether the batch vouches for it."""
    return np.isin(fact_ids, said_by(connection, table, batch_id), assume_unique=True)


def telling(connection: sqlite3.Connection, table: Table, facts: Numbers) -> set[int]:
    """Return the batches, counting or not, that vouch for any of these facts (ascending ids)."""
    found: set[int] = set()
    mine = np.zeros(int(facts[-1]) + 1 if len(facts) else 0, bool)
    mine[facts] = True
    for lane in read_lanes(connection, table):
        inside = np.zeros(
            len(lane) + 1, np.int64
        )  # how many of the facts come in at a place, less those that left before it
        for ids, since, last in stays(lane):
            held = np.searchsorted(ids, len(mine))
            wanted = since[:held][mine[ids[:held]]]
            inside += np.bincount(wanted, minlength=len(inside))
            inside[last + 1] -= len(wanted)
        some = (np.cumsum(inside)[:-1] > 0).tolist()
        found |= {one.batch_id for one, any_of_them in zip(lane, some, strict=True) if any_of_them}
    return found


def _latest(lanes: list[Lane], places: dict[int, int], fact_ids: Numbers) -> Places:
    """Return the greatest of the places of the batches that vouch for each fact."""
    latest = np.full(int(fact_ids[-1]) + 1 if len(fact_ids) else 0, _UNSEEN, np.int32)
    for lane in lanes:
        greatest = _Greatest([places.get(one.batch_id, _UNSEEN) for one in lane])
        for ids, since, last in stays(lane):
            asked = ids[: np.searchsorted(ids, len(latest))]
            latest[asked] = np.maximum(latest[asked], greatest.between(since[: len(asked)], last))
    return latest[fact_ids]


class _Greatest:
    """The greatest of the numbers between two places, asked for many first places at once."""

    def __init__(self, numbers: list[int]) -> None:
        count = len(numbers)
        # Row n: the greatest of the 2**n numbers from each place on.
        self._rows = np.full((count.bit_length(), count), _UNSEEN, np.int32)
        self._rows[0] = numbers
        for level in range(1, count.bit_length()):
            before, half, many = self._rows[level - 1], 1 << (level - 1), count - (1 << level) + 1
            self._rows[level, :many] = np.maximum(before[:many], before[half : half + many])
        self._levels = np.array([0, *(length.bit_length() - 1 for length in range(1, count + 1))], np.int32)

    def between(self, firsts: Places, last: int) -> Places:
        """Return the greatest number from each first place to the last one, inclusive."""
        level = self._levels[last + 1 - firsts]
        ending = last + 1 - np.left_shift(1, level)
        found: Places = np.maximum(self._rows[level, firsts], self._rows[level, ending])
        return found
