"""Which lines of a report are about one person: by NIP, by the post held, by the group."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.fairness.characters import groups_of
from asnkarier.agency.training.hours import MOST
from asnkarier.analysis.arrays import texts
from asnkarier.analysis.formation.standing import NO_LINE, standing_on
from asnkarier.rules.rulebook import DEFAULT_LEVELS
from asnkarier.workflows.explaining.cells import PersonCells

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.model.book import Book

_ORDER: Final = ["jabatan", "unit_kerja", "unit_induk"]
# The field of the list of employees that says to which group somebody belongs.
GROUPED: Final = {
    "jenis_kelamin": "jenis_kelamin",
    "kelompok_umur": "tanggal_lahir",
    "unit_induk": "unit_induk",
    "status_asn": "status_asn",
}


@dataclass(frozen=True)
class Asked:
    """One person who counts in `now` (or of whom the report speaks all the same), and the report that is explained."""

    now: "Snapshot"
    nip: str
    book: "Book"
    # The agency on another day, as it was known at a batch.
    then: "Callable[[date, int], Snapshot] | None" = None

    @property
    def cells(self) -> PersonCells:
        """Where the person's facts stand."""
        return PersonCells(self.now, self.nip)

    def is_under(self, rule: str) -> bool:
        """Return whether a rule that only some are under holds for the person: the default standard of a class, the hours of a PPPK."""
        if rule == DEFAULT_LEVELS:
            people = self.now.people
            standard = int(people.standard_of[self.place])
            return standard >= 0 and people.standards[standard].is_default
        return rule != MOST or self.now.employees["status_asn"].iloc[self.place] == "PPPK"

    @property
    def place(self) -> int:
        """The person's place among the employees."""
        return int(self.now.employees["nip"].eq(self.nip).to_numpy().argmax())


def by_nip(asked: Asked, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return the rows that name the person."""
    return rows["nip"].eq(asked.nip).fillna(value=False)


def by_decision(asked: Asked, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return the decisions in which the person was recommended or appointed."""
    named = [
        asked.nip in (*some, *others)
        for some, others in zip(rows["recommended"], rows["decided"], strict=True)
    ]
    return pd.Series(named, index=rows.index, dtype="bool")


def by_report(report: str) -> "Callable[[Asked, pd.DataFrame], pd.Series[bool]]":
    """Return what finds the rows about the person that come from one report."""
    return lambda asked, rows: by_nip(asked, rows) & rows["report"].eq(report)


def by_next(asked: Asked, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return the courses of a training plan for which the person is next in line, each by one of its places."""
    mine = rows["next_nip"].eq(asked.nip).fillna(value=False)
    again = rows.assign(mine=mine).duplicated(["mine", "kode", "tahun", "next_enters_at"])
    return mine & ~again


def by_line(asked: Asked, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return the line of needs on which the person stands."""
    need = rows.sort_values(_ORDER, kind="stable")
    line = standing_on(asked.now.employees, need, asked.now.frames["units"]).line[asked.place]
    mine = pd.Series(False, index=rows.index)
    if line != NO_LINE:
        mine[need.index[line]] = True
    return mine


def by_post(asked: Asked, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return the row of posts on no line that the person holds."""
    held = {name: texts(asked.now.employees, name)[asked.place] for name in _ORDER}
    mine = pd.Series(True, index=rows.index)
    for name, value in held.items():
        mine &= pd.Series(texts(rows, name), index=rows.index).eq(value)
    return mine


def by_rater(asked: Asked, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return the line of the ratings that the person gave."""
    return rows["group"].astype("str").eq(asked.nip)


def by_group(asked: Asked, rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return the groups to which the person belongs, as far as the report shows them."""
    groups = {name: told[asked.place] for name, told in groups_of(asked.now, asked.now.employees).items()}
    return rows["group_by"].map(groups).eq(rows["group"])
