"""What batches vouch for, each as the change to what an earlier one vouched for.

Nightly lists repeat nearly everything. A batch says whose word it takes up (`follows`), which facts it adds to that and which it
leaves out; each is taken up once, so that batches stand in lanes, and a fact is in a lane from one batch to another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from asnkarier.late import np
from asnkarier.model.frames import Table
from asnkarier.store.coded import Numbers, distinct
from asnkarier.store.vouching.packed import (
    Runs,
    damaged,
    ids_of,
    ids_of_each,
    pack,
    runs_of,
    unpack,
    unpack_all,
)

if TYPE_CHECKING:
    import numpy.typing as npt

_NEVER: Final = -1


@dataclass(frozen=True, slots=True)
class Member:
    """One batch of a lane: the facts that it adds to the word of the one before it, and those that it leaves out."""

    batch_id: int
    added: Numbers
    removed: Numbers


Lane = list[Member]


def read_lanes(connection: sqlite3.Connection, table: Table) -> list[Lane]:
    """Return the lanes of the imports into a table, each in order of import.

    sqlite3.DatabaseError: what is written there is no lane.
    """
    lanes: dict[int, Lane] = {}  # by their last batch
    rows = list(_rows(connection, table))
    ids = ids_of_each(unpack_all([data for row in rows for data in row[2:]]))
    for (batch_id, follows, _, _), added, removed in zip(rows, ids[::2], ids[1::2], strict=True):
        lane = [] if follows is None else lanes.pop(follows, None)
        if lane is None:
            raise damaged()
        lane.append(Member(batch_id, added, removed))
        lanes[batch_id] = lane
    return list(lanes.values())


def _rows(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[int, int | None, bytes, bytes]]:
    query = (
        "SELECT batch_id, follows, added, removed FROM attestations JOIN batches USING (batch_id)"
        " WHERE table_name = ? ORDER BY batch_id"
    )
    return iter(connection.execute(query, (table.name,)))


def stays(lane: Lane) -> Iterator[tuple[Numbers, npt.NDArray[np.int32], int]]:
    """Yield facts that leave the lane together, or never: the facts, where in the lane each came in, and the last place of all.

    A fact that comes back is told once per stay. sqlite3.DatabaseError: one leaves that is not there, or comes in twice.
    """
    largest = max((int(one.added[-1]) for one in lane if len(one.added)), default=0)
    since = np.full(largest + 1, _NEVER, np.int32)
    for place, one in enumerate(lane):
        if len(one.removed):
            if one.removed[-1] > largest or (since[one.removed] == _NEVER).any():
                raise damaged()
            yield one.removed, since[one.removed], place - 1
            since[one.removed] = _NEVER
        if (since[one.added] != _NEVER).any():
            raise damaged()
        since[one.added] = place
    left = np.flatnonzero(since != _NEVER)
    yield left, since[left], len(lane) - 1


def said_by(connection: sqlite3.Connection, table: Table, batch_id: int) -> Numbers:
    """Return the facts that one batch vouches for, ascending."""
    for lane in read_lanes(connection, table):
        place = next((place for place, one in enumerate(lane) if one.batch_id == batch_id), None)
        if place is not None:
            found = [ids[since <= place] for ids, since, last in stays(lane) if place <= last]
            return np.sort(np.concatenate(found)).astype(np.int64)
    return np.empty(0, np.int64)


def runs_by_batch(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[int, Runs | None]]:
    """Yield every batch that vouches for facts with what it vouches for, whole; lane by lane, None where that cannot be read."""
    followed: dict[int, list[tuple[int, bytes, bytes]]] = {}
    for batch_id, follows, added, removed in _rows(connection, table):
        lane = followed.pop(follows, None) if follows is not None else []
        if lane is None:
            yield batch_id, None
            continue
        lane.append((batch_id, added, removed))
        followed[batch_id] = lane
    for rows in followed.values():
        yield from _whole(rows)


def _whole(rows: list[tuple[int, bytes, bytes]]) -> Iterator[tuple[int, Runs | None]]:
    said: Numbers | None = np.empty(0, np.int64)
    for batch_id, added, removed in rows:
        try:
            said = None if said is None else _changed(said, ids_of(unpack(added)), ids_of(unpack(removed)))
        except sqlite3.DatabaseError:
            said = None  # nor can be read what takes up its word
        yield batch_id, None if said is None else runs_of(said)


def _changed(said: Numbers, added: Numbers, removed: Numbers) -> Numbers:
    """Return what is said with these facts and without those; sqlite3.DatabaseError where there is no such change."""
    kept = said[~np.isin(said, removed, assume_unique=True)]
    after = np.sort(np.concatenate([kept, added]))
    if len(kept) != len(said) - len(removed) or (np.diff(after) == 0).any():
        raise damaged()
    return after


@dataclass(slots=True)
class Heads:
    """The last batch of every lane of one table, with all that it vouches for; new batches take up the word of the nearest."""

    said: dict[int, Numbers] = field(default_factory=dict)

    @classmethod
    def read(cls, connection: sqlite3.Connection, table: Table) -> Heads:
        """Return the heads of the lanes that are stored."""
        return cls({lane[-1].batch_id: _at_the_end(lane) for lane in read_lanes(connection, table)})

    def vouch(self, connection: sqlite3.Connection, batch_id: int, fact_ids: Iterable[int] | Numbers) -> None:
        """Record that a new batch vouches for these facts, as the shorter of two: the whole, or the change to the nearest head."""
        ids = distinct(np.asarray(fact_ids, np.int64))
        if not len(ids):
            return
        follows, added, removed = None, pack(runs_of(ids)), b""
        nearest = self._nearest(ids)
        if nearest is not None:
            before = self.said[nearest]
            more = pack(runs_of(ids[~np.isin(ids, before, assume_unique=True)]))
            less = pack(runs_of(before[~np.isin(before, ids, assume_unique=True)]))
            if len(more) + len(less) < len(added):
                follows, added, removed = nearest, more, less
        connection.execute(
            "INSERT INTO attestations VALUES (?, ?, ?, ?)", (batch_id, follows, added, removed)
        )
        if follows is not None:
            del self.said[follows]
        self.said[batch_id] = ids

    def _nearest(self, ids: Numbers) -> int | None:
        """Return the head that differs from these facts least, the newest of equals; None when none has any of them."""
        mine = np.zeros(int(ids[-1]) + 1, bool)
        mine[ids] = True
        shared = {
            head: int(mine[said[: np.searchsorted(said, len(mine))]].sum())
            for head, said in self.said.items()
        }
        differing = [(len(self.said[head]) - 2 * both, -head) for head, both in shared.items() if both]
        return -min(differing)[1] if differing else None


def _at_the_end(lane: Lane) -> Numbers:
    *_, (left, _since, _last) = stays(lane)
    return left.astype(np.int64)
