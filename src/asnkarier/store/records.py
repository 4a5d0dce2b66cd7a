"""What the store is told about an import, and what it tells about itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """A sheet that was read: its heading rows (1-based) and the column letter of every field."""

    file: str
    sheet: str | None
    header_rows: tuple[int, ...]
    columns: Mapping[str, str]

    @property
    def names_people(self) -> bool:
        """Whether a list of employees says who is employed; one without names (of punishments) only adds to those who are."""
        return not self.columns or "nama" in self.columns


@dataclass(frozen=True, slots=True)
class Source(SourceSheet):
    """A stored sheet, with the batch that read it and the sha256 of the file."""

    batch_id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One file about to enter one table.

    imported_at: UTC as ISO text ("2026-01-31T02:03:04Z"). as_of: the day from which its facts are known.
    options_digest: digest of everything but the bytes that decides what is read (mapping, sheet, period, as_of …).
    counts: the caller's own figures (rows, rejected …); the store adds `accepted` and `unchanged`, which make up `rows`
    together with `rejected` where the caller told those.
    complete: the list of employees is everybody on its day. named: who stands on rows of it that were set aside.
    set_aside: the NIP of everybody of whom a row of any list was set aside, "" for a row that names nobody readably.
    adds_to: earlier batches of the same bytes; what they vouch for is neither stored nor vouched for again.
    """

    table: str
    file: str
    sha256: str
    options_digest: str
    imported_at: str
    imported_by: str
    as_of: date
    counts: Mapping[str, int] = field(default_factory=dict)
    complete: bool = False
    named: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    adds_to: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """A stored batch. `undoes` is the batch that an `undo` takes back; `digest` chains it to the batch before."""

    batch_id: int
    kind: Literal["import", "undo"]
    undoes: int | None
    table: str
    file: str
    sha256: str
    options_digest: str
    imported_at: str
    imported_by: str
    as_of: date
    counts: Mapping[str, int]
    status: Literal["active", "undone"]
    digest: str
    complete: bool = False


EventKind = Literal["run", "decision", "audit"]


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something that was done, about to be recorded.

    at: UTC as ISO text. about: what it concerns, in a word (a job, a vacancy). body: plain data that JSON can hold; the
    facts stay in their tables. supersedes: the earlier event of the same kind that no longer holds.
    """

    kind: EventKind
    at: str
    by: str
    about: str
    body: Mapping[str, Any] = field(default_factory=dict)
    supersedes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(NewEvent):
    """A recorded event. known_at: the newest batch when it happened, 0 before the first; `digest` chains it to the one before."""

    event_id: int
    known_at: int
    superseded_by: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of the sheet rows (not facts) of a frame.

    batch_id: None when nothing was written (a preview). accepted: rows that say something new. facts: facts newly stored.
    repeated: the same bytes were already in the store, which stays as it was. emptied: of each field of employees, how many
    people have an empty cell for it here though a value is known; a complete list takes it away, any other keeps it.
    """

    batch_id: int | None
    accepted: int
    unchanged: int
    facts: int
    repeated: bool = False
    emptied: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the entries (one per key) that an import had spoken of, when it was taken back.

    back: they say again what they said before. gone: nobody speaks of them any more. kept: another import says the same.
    """

    back: int
    gone: int
    kept: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that `verify` found: an English sentence with blanks, never a value of a fact.

    part: `file`, `sum` (the bytes against the sum beside them), `sqlite`, `schema`, `chain` or `events`. grave: the store is
    broken.
    """

    part: Literal["file", "sum", "sqlite", "schema", "chain", "events"]
    grave: bool
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)
