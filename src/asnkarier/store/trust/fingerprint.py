"""A digest of what is known on a day, the same whatever the order in which it was imported."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from asnkarier.late import np
from asnkarier.store.coded import MISSING, Coded, Words
from asnkarier.store.opening.migrations import packaged_migrations

if TYPE_CHECKING:
    import numpy.typing as npt

_ADDED = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+)")
_CREATED = re.compile(r"CREATE TABLE (\w+)")
_ODD = 0x9E3779B97F4A7C15  # spreads the columns apart


@cache
def _added_fields() -> frozenset[tuple[str, str]]:
    """Return (table, field) of every field that came after the first schema."""
    return frozenset(found for step in packaged_migrations() for found in _ADDED.findall(step.sql))


@cache
def _first_tables() -> frozenset[str]:
    """Return the tables of the first schema."""
    return frozenset(_CREATED.findall(packaged_migrations()[0].sql))


def rows_digest(facts: Coded) -> bytes:
    """Return a digest of the set of rows, without their provenance.

    A field or table that a later schema added changes no digest until somebody fills it.
    """
    if not len(facts) and facts.table.name not in _first_tables():
        return b""
    total = np.zeros(len(facts), np.uint64)
    later = _added_fields()
    for name in facts.table.columns:
        if (facts.table.name, name) in later and not (facts.codes[name] != MISSING).any():
            continue
        total = total * np.uint64(_ODD) + _word_hashes(facts.words[name])[facts.codes[name]]
        total ^= total >> np.uint64(29)
    return hashlib.sha256(facts.table.name.encode() + np.sort(total).astype("<u8").tobytes()).digest()


def _word_hashes(words: Words) -> npt.NDArray[np.uint64]:
    values = [
        hashlib.blake2b(str(value).encode(), digest_size=8).digest() for value in words.values_in_order()
    ]
    return np.frombuffer(b"".join([*values, bytes(8)]), "<u8").astype(np.uint64)


def combined(digests: Iterable[bytes]) -> str:
    """Return one hexadecimal digest for the digests of all tables."""
    return hashlib.sha256(b"".join(digests)).hexdigest()
