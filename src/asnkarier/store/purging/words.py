"""A person taken out of what stands beside the facts: names of files and sheets, lists of NIP, and bodies of events."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from asnkarier.store.events import event_digest
from asnkarier.store.trust.chain import START

_WORDS: Final = 2  # a name of one word is a word of other people's texts too
_TRIGGER: Final = "events_stay"


@dataclass(frozen=True)
class Gone:
    """Whom to take out. marks: by NIP what stands instead; names: by the name as lists wrote it, the same."""

    marks: Mapping[str, str]
    names: Mapping[str, str]

    @cached_property
    def _pattern(self) -> str:
        names = [one for one in self.names if len(one.split()) >= _WORDS]
        parts = [re.escape(one) for one in self.marks]
        parts += [
            r"(?<!\w)" + r"\W+".join(map(re.escape, re.findall(r"\w+", one))) + r"(?!\w)" for one in names
        ]
        return "|".join(parts)

    @cached_property
    def _spoken(self) -> dict[str, str]:
        return {_plain(one): mark for one, mark in self.names.items()} | dict(self.marks)

    def out_of(self, text: str) -> str:
        """Return the text with a mark wherever it named one of them."""
        return re.sub(
            self._pattern, lambda found: self._spoken.get(_plain(found[0]), "…"), text, flags=re.IGNORECASE
        )

    def out_of_data(self, value: Any) -> Any:
        """Return plain data without them: entries under their NIP are left out, texts carry the mark."""
        if isinstance(value, str):
            return self.out_of(value)
        if isinstance(value, list):
            return [self.out_of_data(one) for one in value]
        if isinstance(value, dict):
            return {
                self.out_of(key): self.out_of_data(one) for key, one in value.items() if key not in self.marks
            }
        return value


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text)).casefold()


def clear_batches(connection: sqlite3.Connection, gone: Gone) -> set[int]:
    """Take them out of what describes batches and sheets; return the batches that changed."""
    changed: set[int] = set()
    for table, key, column in (
        ("batches", "batch_id", "file"),
        ("sources", "source_id", "file"),
        ("sources", "source_id", "sheet"),
    ):
        query = f'SELECT {key}, batch_id, "{column}" FROM {table} WHERE "{column}" IS NOT NULL'  # noqa: S608 - names of ours
        for number, batch_id, text in connection.execute(query).fetchall():
            without = gone.out_of(text)
            if without != text:
                connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE {key} = ?', (without, number))  # noqa: S608
                changed.add(batch_id)
    for table, column in (("complete_lists", "named"), ("set_aside", "nips")):
        for batch_id, text in connection.execute(f"SELECT batch_id, {column} FROM {table}").fetchall():  # noqa: S608
            nips = json.loads(text)
            left = [one for one in nips if one not in gone.marks]
            if left != nips:
                told = (json.dumps(left), batch_id)
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE batch_id = ?", told)  # noqa: S608
                changed.add(batch_id)
    return changed


def clear_events(connection: sqlite3.Connection, gone: Gone) -> dict[int, str]:
    """Take them out of events, and return of each that changed the digest of what it holds since."""
    (trigger,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (_TRIGGER,)).fetchone()
    connection.execute(f"DROP TRIGGER {_TRIGGER}")
    found: dict[int, str] = {}
    previous = START
    query = 'SELECT event_id, kind, "at", "by", about, body, known_at, supersedes, digest FROM events ORDER BY event_id'
    for *content, digest in connection.execute(query).fetchall():
        about = gone.out_of(content[4])
        body = json.loads(content[5])
        without = gone.out_of_data(body)
        if (about, without) != (content[4], body):
            content[4:6] = about, json.dumps(without, ensure_ascii=False, sort_keys=True, allow_nan=False)
            connection.execute(
                "UPDATE events SET about = ?, body = ? WHERE event_id = ?", (*content[4:6], content[0])
            )
            found[content[0]] = event_digest(previous, content)
        previous = digest
    connection.execute(trigger)
    return found
