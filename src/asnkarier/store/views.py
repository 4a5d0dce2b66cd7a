"""What is known on a day: from every fact ever stored to the ones that count. Pure arithmetic on codes."""

from __future__ import annotations

from datetime import date
from typing import Final

from asnkarier.late import np
from asnkarier.model.frames import ASSESSMENTS, EMPLOYEES, RESULTS
from asnkarier.store.coded import (
    MISSING,
    Coded,
    Numbers,
    Positions,
    group_ends,
    joint,
    ordered,
)
from asnkarier.store.merged import Columns, merged
from asnkarier.store.vouching.sight import Sight


def seen(facts: Coded, sight: Sight) -> tuple[Coded, Sight]:
    """Return the facts that some counting batch vouches for."""
    if (sight.latest >= 0).all():
        return facts, sight
    rows = np.flatnonzero(sight.latest >= 0)
    return facts.take(rows), sight.take(rows)


def key_numbers(facts: Coded, names: tuple[str, ...] | None = None) -> Numbers:
    """Return one number per row that is equal, and sorts, as the key fields do."""
    names = names or facts.table.key
    return joint([ordered(facts.codes[name], facts.words[name]) for name in names])


def current(facts: Coded, sight: Sight, columns: Columns) -> Coded:
    """Return the facts that count, one per key and sorted by it: the latest one whole.

    Of an employee the latest non-empty value of every field counts, so that a later list without a column, or with an
    empty cell, takes nothing away unless it is complete; the provenance is that of the latest fact.
    columns: which fields the sheets of complete lists have.
    """
    order, ends = latest_last(facts, sight)
    if facts.table is EMPLOYEES and len(ends) < len(order):
        return merged(facts, sight, order, ends, columns).rows
    return facts.take(order[ends])


def latest_last(facts: Coded, sight: Sight) -> tuple[Positions, Positions]:
    """Return the order of the facts by key, the latest of each at the end, and the places where keys end."""
    return group_ends(key_numbers(facts), sight.latest)


# What was assessed counts from its own day; the other fields of the key say of whom, and of what.
_DAY_OF: Final = {ASSESSMENTS.name: "tanggal_asesmen", RESULTS.name: "tanggal"}


def latest_levels(facts: Coded, sight: Sight, as_of: date) -> Coded:
    """Return the latest level per (nip, kompetensi), or result per nip, assessed no later than `as_of`, sorted.

    A level without a date counts from the as_of of the last batch that vouches for it, behind one that was told to be of
    that day; its date stays missing.
    """
    days = effective_days(facts, sight)
    rows = np.flatnonzero(days <= np.datetime64(as_of, "D").astype(np.int64))
    facts, latest, days = facts.take(rows), sight.latest[rows], days[rows]
    day = _DAY_OF[facts.table.name]
    told = (facts.codes[day] != MISSING).astype(np.int8)
    about = tuple(name for name in facts.table.key if name != day)
    order, ends = group_ends(key_numbers(facts, about), days, told, latest)
    return facts.take(order[ends])


def effective_days(facts: Coded, sight: Sight) -> Numbers:
    """Return the day of every assessment as days since 1970; without a date, that of the last batch that vouches for it."""
    day = _DAY_OF[facts.table.name]
    told = np.array([*facts.words[day].values_in_order(), "NaT"], dtype="datetime64[D]")
    codes = facts.codes[day]
    batch_days = np.array([batch.as_of.isoformat() for batch in sight.batches], dtype="datetime64[D]")
    days = told.astype(np.int64)[codes]
    if len(batch_days):
        days = np.where(codes == MISSING, batch_days.astype(np.int64)[sight.latest], days)
    return days
