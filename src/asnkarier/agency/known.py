"""Tables by name, each made when it is first asked for: as the store knows or knew them on a day, or changed."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.careers.dossiers import REGISTERS
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.kept import Kept
from asnkarier.model.frames import TABLES
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store

# Beside the tables themselves: the latest level of each person and competency, however old; the latest totals
# that an assessment centre reports of each person; everything that lists say of
# employees, oldest word first; and where every field of an employee stands, as `Store.load_employees` tells.
LEVELS: Final = "levels"
# Whom the lists of employees name, by nip: the fields of `NAMED_BY` of everybody, whoever else is left out of the other tables.
LISTED: Final = "listed"
NAMED_BY: Final = (
    "nip",
    "nama",
    "jabatan",
    "unit_kerja",
    "jenis_jabatan",
    "jenjang",
    "eselon",
    "kelas_jabatan",
)
RESULTS: Final = "latest_results"
EMPLOYEE_WORDS: Final = "employee_words"
EMPLOYEE_CELLS: Final = "employee_cells"
NAMES: Final = (*TABLES, LISTED, LEVELS, RESULTS, EMPLOYEE_WORDS, EMPLOYEE_CELLS)
_TABLE_OF: Final = {name: name for name in TABLES} | {
    LEVELS: "assessments",
    RESULTS: "assessment_results",
    EMPLOYEE_WORDS: "employees",
    EMPLOYEE_CELLS: "employees",
    LISTED: "employees",
}
# Lists that say what there is, not since when: before the first of them, that one stands in.
FIRST_LISTS: Final = {
    "employees": N_(
        "No list of employees is as old as {as_of}; the first one, of {first}, says who they are"
    ),
    "courses": N_(
        "No catalogue of courses is as old as {as_of}; the first one, of {first}, says what there is"
    ),
    "vacancies": N_(
        "No list of vacancies is as old as {as_of}; the first one, of {first}, says what is vacant"
    ),
    "formation": N_(
        "No list of what posts need is as old as {as_of}; the first one, of {first}, says how many people they need"
    ),
}
# `Store.versions` reads the facts about one person; without a NIP, those about everybody.
EVERYBODY: Final[Any] = None


class Frames(Mapping[str, pd.DataFrame], ABC):
    """The tables of `NAMES`, each made once."""

    def __init__(self) -> None:
        """Nothing is made yet."""
        self._made: dict[str, pd.DataFrame] = {}
        # What follows from these tables alone, whatever the day, the law and the settings.
        self.kept = Kept()

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


def kept_of(frames: Mapping[str, pd.DataFrame]) -> Kept:
    """Return what follows from these tables alone; nothing is kept of tables that stand in a plain mapping."""
    return frames.kept if isinstance(frames, Frames) else Kept()


class Known(Frames):
    """What the store, which must stay open, knew on a day when the batch `known_at` was the newest; None: all it knows now.

    meaning: the id that the agency knows a stored competency by, see `Vocabulary.meaning`.
    """

    def __init__(
        self,
        store: "Store",
        as_of: date,
        known_at: int | None = None,
        meaning: Callable[[str], str] = str,
    ) -> None:
        """Keep the open store."""
        super().__init__()
        self.store, self.as_of, self.known_at, self.meaning = store, as_of, known_at, meaning
        self.whole = True

    def about(self, nips: Collection[str] | None) -> "Known":
        """Return the same with what is known of these people only, None: of everybody; what is about nobody, and `LISTED`, stays whole."""
        some = Known(self.store.about(nips), self.as_of, self.known_at, self.meaning)
        some.whole = nips is None
        whole = {name: one for name, one in self._made.items() if name == LISTED or "nip" not in one.columns}
        some._made.update(whole)
        return some

    @cached_property
    def lists(self) -> "list[Batch]":
        """Every import that counts."""
        batches = self.store.batches(known_at=self.known_at)
        return [one for one in batches if (one.kind, one.status) == ("import", "active")]

    @cached_property
    def first_lists(self) -> dict[str, date]:
        """The day of the first list of each table, where it is later than `as_of`."""
        lists = {name: [one.as_of for one in self.lists if one.table == name] for name in FIRST_LISTS}
        first = {name: min(days, default=self.as_of) for name, days in lists.items()}
        return {name: day for name, day in first.items() if day > self.as_of}

    def list_day(self, name: str) -> date:
        """Return the day whose lists of `FIRST_LISTS` count: `as_of`, or that of the first list where it is later."""
        return self.first_lists.get(name, self.as_of)

    @property
    def people_day(self) -> date:
        """The day whose lists say who the employees are."""
        return self.list_day("employees")

    @property
    def nobody(self) -> bool:
        """Whether nobody is known, be it somebody whom the tables leave out."""
        return self["employees"].empty and self[LISTED].empty

    @cached_property
    def _employees(self) -> "tuple[pd.DataFrame, Callable[[], pd.DataFrame], Callable[[], pd.DataFrame]]":
        return self.store.load_employees(self.people_day, known_at=self.known_at)

    @cached_property
    def _assessments(self) -> "tuple[Callable[[], pd.DataFrame], Callable[[], pd.DataFrame]]":
        return self.store.load_assessments(self.as_of, known_at=self.known_at, meaning=self.meaning)

    def make(self, name: str) -> pd.DataFrame:
        """Return the table as the store tells it."""
        if name == LEVELS:
            return self._assessments[1]()
        if name == RESULTS:
            return self.store.load_latest_results(self.as_of, known_at=self.known_at)
        if name == EMPLOYEE_WORDS:
            words = self._employees[2]()
            unnamed = words["nama"].isna()
            return words[words["nip"].isin(words.loc[~unnamed, "nip"])] if unnamed.any() else words
        if name == "employees":
            return _named(self._employees[0], self._employees[0])
        if name == EMPLOYEE_CELLS:
            return _named(self._employees[1](), self._employees[0])
        if name == LISTED:
            if self.whole:
                return self["employees"]
            everybody = self.store.about(None)
            found = everybody.load("employees", self.people_day, known_at=self.known_at, fields=NAMED_BY)
            return _named(found, found)
        if name == "assessments":
            return with_meaning(self._assessments[0](), self.meaning)
        frame = self.store.load(name, self.list_day(name), known_at=self.known_at)
        return with_meaning(frame, self.meaning) if name in {"courses", "standard_inputs"} else frame


def known_facts(workspace: "Workspace", store: "Store") -> Known:
    """Return the tables as they are known on the workspace's day."""
    from asnkarier.agency.vocabulary import reading_vocabulary

    return Known(store, workspace.as_of, workspace.known_at, reading_vocabulary(workspace).meaning)


def _named(frame: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of people with a name: whom only a list of punishments names waits for a list of employees."""
    named = people["nama"].notna().to_numpy(dtype=bool)
    return frame if named.all() else frame[named].reset_index(drop=True)


def with_meaning(frame: pd.DataFrame, meaning: Callable[[str], str]) -> pd.DataFrame:
    """Return the frame with each competency under the id that it means today."""
    ids = {one: meaning(one) for one in frame["kompetensi"].unique()}
    return frame.assign(kompetensi=frame["kompetensi"].map(ids).astype("str"))


class KnownThen(Known):
    """The same for a past batch, beside what is known now: tables that nothing has touched since are shared with it."""

    def __init__(
        self,
        store: "Store",
        as_of: date,
        known_at: int,
        now: Mapping[str, pd.DataFrame],
        meaning: Callable[[str], str] = str,
    ) -> None:
        """Find out which tables imports and undoings have touched since."""
        super().__init__(store, as_of, known_at, meaning)
        self.now = now
        self._touched = {one.table for one in store.batches() if one.batch_id > known_at}

    def make(self, name: str) -> pd.DataFrame:
        """Return the table as the store told it then."""
        return super().make(name) if _TABLE_OF[name] in self._touched else self.now[name]


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
            self.changes.setdefault(LISTED, changes["employees"])
            self.changes.setdefault(EMPLOYEE_CELLS, Register(self.changes[EMPLOYEE_WORDS]).cells)

    def make(self, name: str) -> pd.DataFrame:
        """Return the table that counts."""
        return self.changes[name] if name in self.changes else self.frames[name]


class Among(Frames):
    """Other tables with the rows of some people only; what is about nobody (posts, units, courses) stays whole, and so does `LISTED`."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], nips: Collection[str]) -> None:
        """Keep both."""
        super().__init__()
        self.frames, self.nips = frames, nips

    def make(self, name: str) -> pd.DataFrame:
        """Return the rows of the table that are about these people."""
        frame = self.frames[name]
        if name == LISTED or "nip" not in frame.columns:
            return frame
        place, people = pd.factorize(frame["nip"])
        # Who answers a questionnaire unnamed (place -1) is not one of the others.
        kept = np.append(people.isin(list(self.nips)), True)[place]
        return frame if kept.all() else frame[kept]


def beside_facts(store: "Store", day: date, known_at: int | None) -> dict[str, Any]:
    """Return what lists say by what they leave out: who has left, whose punishment is no longer told, whose rows are out."""
    return {
        "leavers": frozenset(store.leavers(day, known_at=known_at)["nip"]),
        "cleared": store.taken_away("hukuman_disiplin", day, known_at=known_at),
        "set_aside": store.set_aside(REGISTERS, day, known_at=known_at),
    }
