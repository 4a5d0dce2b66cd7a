"""Tables by name, each made when it is first asked for: as the store knows them on a day, before an import, or changed."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.readiness.before import (
    current_facts,
    known_before,
    latest_levels,
    order_of_words,
)
from asnkarier.model.frames import TABLES

if TYPE_CHECKING:
    from asnkarier.store.store import Store

# Beside the tables themselves: the latest level of each person and competency, however old; and everything that lists
# say of employees, oldest word first.
LEVELS: Final = "levels"
EMPLOYEE_WORDS: Final = "employee_words"
NAMES: Final = (*TABLES, LEVELS, EMPLOYEE_WORDS)
_TABLE_OF: Final = {name: name for name in TABLES} | {LEVELS: "assessments", EMPLOYEE_WORDS: "employees"}
# `Store.versions` reads the facts about one person; without a NIP, those about everybody.
EVERYBODY: Final[Any] = None


class Frames(Mapping[str, pd.DataFrame], ABC):
    """The tables of `NAMES`, each made once."""

    def __init__(self) -> None:
        """Nothing is made yet."""
        self._made: dict[str, pd.DataFrame] = {}

    @abstractmethod
    def make(self, name: str) -> pd.DataFrame:
        """Return a table that was not asked for yet."""

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            if name not in NAMES:
                raise KeyError(name)
            self._made[name] = self.make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


class Known(Frames):
    """What the store, which must stay open, knows on a day."""

    def __init__(self, store: "Store", as_of: date) -> None:
        """Keep the open store."""
        super().__init__()
        self.store, self.as_of = store, as_of

    def make(self, name: str) -> pd.DataFrame:
        """Return the table as the store tells it."""
        if name == LEVELS:
            return self.store.load_latest_levels(self.as_of)
        if name == EMPLOYEE_WORDS:
            return self.store.versions("employees", EVERYBODY, self.as_of)
        return self.store.load(name, self.as_of)


class KnownBefore(Frames):
    """What the store knew on a day before a certain import; the tables that no import has touched since are those of now."""

    def __init__(self, store: "Store", as_of: date, batch: int, now: Mapping[str, pd.DataFrame]) -> None:
        """Find out which tables have been touched since."""
        super().__init__()
        self.store, self.as_of, self.batch, self.now = store, as_of, batch, now
        imports = [one for one in store.batches() if one.kind == "import"]
        counting = [one for one in imports if one.status == "active" and one.as_of <= as_of]
        self._touched = {one.table for one in counting if one.batch_id >= batch}
        self._order = order_of_words([(one.batch_id, one.as_of) for one in imports])

    def make(self, name: str) -> pd.DataFrame:
        """Return the table from the facts brought before, each in the order in which it was last said then."""
        table = _TABLE_OF[name]
        if table not in self._touched:
            return self.now[name]
        if name == "employees":
            return Register(self[EMPLOYEE_WORDS]).frame
        now = self.now[name] if name == EMPLOYEE_WORDS else self.store.versions(table, EVERYBODY, self.as_of)
        words = known_before(now, self._order, self.batch)
        if name == EMPLOYEE_WORDS:
            return words
        return latest_levels(words, self.as_of) if name == LEVELS else current_facts(words, TABLES[table])


class Changed(Frames):
    """Other tables with some of them replaced."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], changes: Mapping[str, pd.DataFrame]) -> None:
        """Keep both; changed employees are all that is said of employees. KeyError: there is no such table."""
        super().__init__()
        strange = sorted(set(changes) - set(NAMES))
        if strange:
            raise KeyError(f"no such table: {', '.join(strange)}")
        self.frames, self.changes = frames, dict(changes)
        if "employees" in changes:
            self.changes.setdefault(EMPLOYEE_WORDS, changes["employees"])

    def make(self, name: str) -> pd.DataFrame:
        """Return the table that counts."""
        return self.changes[name] if name in self.changes else self.frames[name]


class Among(Frames):
    """Other tables with the rows of some people only; what is about nobody (posts, units, courses) stays whole."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], nips: Collection[str]) -> None:
        """Keep both."""
        super().__init__()
        self.frames, self.nips = frames, nips

    def make(self, name: str) -> pd.DataFrame:
        """Return the rows of the table that are about these people."""
        frame = self.frames[name]
        return frame[frame["nip"].isin(self.nips)] if "nip" in frame.columns else frame
