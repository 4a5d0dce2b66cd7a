"""Of whom rows were set aside and have not come in since: what those rows would have said is not known."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Final

from asnkarier.late import np
from asnkarier.model.frames import Table
from asnkarier.store.coded import plain_values
from asnkarier.store.facts import read_facts
from asnkarier.store.records import Batch
from asnkarier.store.vouching.lanes import said_by

NOBODY: Final = ""  # a row that names nobody readably, who may be anybody


def set_aside(
    connection: sqlite3.Connection, table: Table, batches: Iterable[Batch], field: str | None = None
) -> frozenset[str]:
    """Return the NIP of everybody of whom a row of these imports was set aside and no later one brought any.

    "" stands among them while a row that names nobody readably is out, which ends with a later list that holds none.
    batches: the imports that count. field: only lists with a column of that name say anything, whole or not.
    """
    aside = {
        batch_id: frozenset(json.loads(nips))
        for batch_id, nips in connection.execute("SELECT batch_id, nips FROM set_aside")
    }
    if not aside:
        return frozenset()
    sheets = connection.execute("SELECT batch_id, columns FROM sources").fetchall()
    about = {batch_id for batch_id, columns in sheets if field is None or field in json.loads(columns)}
    ids, facts = read_facts(connection, table, keys=frozenset().union(*aside.values()))
    named = plain_values(facts.words["nip"])[facts.codes["nip"]]
    found: frozenset[str] = frozenset()
    for batch_id in sorted(one.batch_id for one in batches if one.batch_id in about):
        out = aside.get(batch_id, frozenset())
        if found:
            brought = said_by(connection, table, batch_id)
            found = found.difference(named[np.isin(ids, brought, assume_unique=True)].tolist())
            found -= {NOBODY} if len(brought) else frozenset()
        found |= out
    return found
