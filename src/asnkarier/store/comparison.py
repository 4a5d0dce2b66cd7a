"""Which incoming facts say something new. Pure arithmetic on codes that share their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from asnkarier.late import np
from asnkarier.model.frames import EMPLOYEES
from asnkarier.store.coded import MISSING, Coded, Numbers, Positions, distinct, group_ends, joint, stacked
from asnkarier.store.merged import Columns, Flags, has_column, merged
from asnkarier.store.records import Restored
from asnkarier.store.views import key_numbers
from asnkarier.store.vouching.sight import Sight


@dataclass(frozen=True, slots=True)
class Layouts:
    """Which fields have a column: in the stored sheets by their id, in the incoming ones by the caller's number.

    complete: the incoming list of employees is everybody, so that its empty cells take values away.
    """

    stored: Columns
    incoming: Columns
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Per incoming row: does it say something `new`, and the position of the stored fact that already says it (-1: none).

    emptied: by field of employees, how many rows have an empty cell for it though a value is known.
    """

    new: Flags
    same_as: Positions
    emptied: Mapping[str, int] = field(default_factory=dict)

    @property
    def to_store(self) -> Flags:
        """Rows that need a fact of their own. A row may say nothing new and still match no single older fact."""
        return np.equal(self.same_as, MISSING)


def everything_new(incoming: Coded) -> Comparison:
    """Return the comparison with an empty store."""
    return Comparison(np.ones(len(incoming), bool), np.full(len(incoming), MISSING, np.intp))


def compare(incoming: Coded, stored: Coded, sight: Sight, layouts: Layouts) -> Comparison:
    """Compare incoming facts with the stored ones that are seen on the day of the import.

    A row is not new when it equals the current fact of its key; for employees, when its non-empty fields equal the known
    ones and, in a complete list, its empty cells speak of nothing known. Rows of one frame that contradict each other are
    all new, so that the last of them counts.
    """
    if not len(stored):
        return everything_new(incoming)
    keys = key_numbers(stacked(stored, incoming))
    stored_keys, keys = keys[: len(stored)], keys[len(stored) :]
    order, ends = group_ends(stored_keys, sight.latest)
    group = _find(stored_keys[order[ends]], keys)
    emptied: dict[str, Flags] = {}
    if incoming.table is EMPLOYEES:
        before = merged(stored, sight, order, ends, layouts.stored).rows
        emptied = _emptied(incoming, before, group, layouts.incoming)
        known = _adds_nothing(incoming, before, group)
        if layouts.complete:
            known &= ~np.logical_or.reduce(list(emptied.values()))
        same_as = _identical(incoming, stored, sight, layouts)
    else:
        same_as = np.where(group == MISSING, MISSING, order[ends][group])
        known = _equal_rows(incoming, stored, same_as)
    known &= ~_contradictory(incoming, keys)
    counts = {name: int(cells.sum()) for name, cells in emptied.items() if cells.any()}
    return Comparison(~known, np.where(known, same_as, MISSING), counts)


def only_new(incoming: Coded, said: Coded) -> Coded:
    """Return what of the incoming rows the facts `said` do not say; of an employee, the fields that they say otherwise.

    Both share their words.
    """
    both = stacked(said, incoming)
    names = incoming.table.columns
    identity = joint([both.codes[name] for name in names])
    fresh = np.flatnonzero(~np.isin(identity[len(said) :], identity[: len(said)]))
    incoming = incoming.take(fresh)
    if incoming.table is not EMPLOYEES or not len(said):
        return incoming
    keys = key_numbers(stacked(said, incoming))
    order, ends = group_ends(keys[: len(said)])
    place = _find(keys[: len(said)][order[ends]], keys[len(said) :])
    partner = np.where(place == MISSING, MISSING, order[ends][place])
    codes, news = dict(incoming.codes), partner == MISSING
    for name in set(names) - set(incoming.table.key):
        same = (partner != MISSING) & (incoming.codes[name] == said.codes[name][partner])
        codes[name] = np.where(same, MISSING, incoming.codes[name]).astype(np.int32)
        news |= codes[name] != MISSING
    return Coded(incoming.table, codes, incoming.words).take(np.flatnonzero(news))


def _emptied(rows: Coded, known: Coded, partner: Positions, columns: Columns) -> dict[str, Flags]:
    """Return by field which rows have an empty cell where a value is known."""
    return {
        name: (partner != MISSING)
        & (rows.codes[name] == MISSING)
        & (known.codes[name][partner] != MISSING)
        & has_column(rows, name, columns)
        for name in rows.table.columns
    }


def restored(before: Coded, after: Coded, told: Coded) -> Restored:
    """Return what became of the keys that `told` speaks of, from what was known `before` to what is known `after`."""
    keys = key_numbers(stacked(stacked(before, after), told))
    old_keys, new_keys, mine = np.split(keys, (len(before), len(before) + len(after)))
    mine = distinct(mine)
    old, new = _find(old_keys, mine), _find(new_keys, mine)
    gone = int((new == MISSING).sum())
    both = (old != MISSING) & (new != MISSING)
    old, new = old[both], new[both]
    same = np.ones(len(old), bool)
    for name in before.table.columns:
        same &= before.codes[name][old] == after.codes[name][new]
    kept = int(same.sum())
    return Restored(len(mine) - gone - kept, gone, kept)


def _find(sorted_keys: Numbers, wanted: Numbers) -> Positions:
    """Return where each wanted key stands among the sorted ones, -1 when it does not."""
    if not len(sorted_keys):
        return np.full(len(wanted), MISSING, np.intp)
    place = np.searchsorted(sorted_keys, wanted)
    place[place == len(sorted_keys)] = 0
    return np.where(sorted_keys[place] == wanted, place, MISSING)


def _equal_rows(rows: Coded, others: Coded, partner: Positions) -> Flags:
    equal: Flags = partner != MISSING
    for name in rows.table.columns:
        equal &= rows.codes[name] == others.codes[name][partner]
    return equal


def _adds_nothing(rows: Coded, known: Coded, partner: Positions) -> Flags:
    nothing: Flags = partner != MISSING
    for name in rows.table.columns:
        codes = rows.codes[name]
        nothing &= (codes == MISSING) | (codes == known.codes[name][partner])
    return nothing


def _identical(incoming: Coded, stored: Coded, sight: Sight, layouts: Layouts) -> Positions:
    """Return the latest stored fact whose every field is the same, -1 when there is none.

    For a complete list it must also have had the same empty cells, for they say something.
    """
    both = stacked(stored, incoming)
    parts = [both.codes[name] for name in incoming.table.columns]
    if layouts.complete:
        cells = ((stored, layouts.stored), (incoming, layouts.incoming))
        parts += [
            np.concatenate([has_column(part, name, columns).astype(np.int8) for part, columns in cells])
            for name in incoming.table.columns
        ]
    identity = joint(parts)
    stored_identity, identity = identity[: len(stored)], identity[len(stored) :]
    order, ends = group_ends(stored_identity, sight.latest)
    place = _find(stored_identity[order[ends]], identity)
    return np.where(place == MISSING, MISSING, order[ends][place])


def _contradictory(incoming: Coded, keys: Numbers) -> Flags:
    """Return the rows whose key appears again in the frame with other values."""
    order, ends = group_ends(keys)
    if len(ends) == len(keys):
        return np.zeros(len(keys), bool)
    starts = np.append(0, ends[:-1] + 1)
    group = np.repeat(np.arange(len(ends)), ends - starts + 1)
    differs = np.zeros(len(keys), bool)
    differs[order] = ~_equal_rows(incoming.take(order), incoming, order[starts][group])
    return np.isin(keys, keys[differs])
