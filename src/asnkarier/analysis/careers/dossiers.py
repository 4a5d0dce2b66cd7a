"""What is known about each person on `as_of`, in the shape that the checks read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints, integers, texts
from asnkarier.analysis.careers.appraisals import Appraisals, choose_appraisals
from asnkarier.analysis.careers.jenjang import Jenjang, known_of_jenjang
from asnkarier.analysis.careers.spell_rows import class_law, kinds_of_rows, normalised
from asnkarier.analysis.careers.spells import Spells, build_spells, read_posts
from asnkarier.analysis.careers.study_fields import StudyTable, study_table
from asnkarier.analysis.careers.trainings import completed, unclear
from asnkarier.analysis.kept import Kept, Same
from asnkarier.analysis.spans import NEVER, as_days, day, nip_births
from asnkarier.model.frames import CompleteRegister
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

NEVER_PUNISHED: Final = "tidak_pernah"
ANYBODY: Final = ""  # in place of the NIP of a row that names nobody readably
REGISTERS: Final = get_args(CompleteRegister)


@dataclass(frozen=True)
class Trainings:
    """Trainings finished by `as_of`: person, normalised name, the day of the end, jp (NaN = missing), provenance."""

    person: Ints
    name: NDArray[np.object_]
    finished: Days
    jp: NDArray[np.float64]
    source_id: Ints
    row: Ints


@dataclass(frozen=True)
class Dossiers:
    """Facts about the people in `employees`, one row each in its order (index 0..n-1).

    known_on: the day up to which facts are known, before `as_of` when looking ahead; what is counted in complete calendar
    years (`last_year` the last of them) cannot be newer. kelompok: of the present post, None when the data do not say. complete_registers: see `REGISTERS`. cleared: the hukuman disiplin
    of those of whom a complete list no longer tells it, empty for everybody else; that ends no punishment.
    out: register -> the NIP of everybody of whom rows about it were set aside, `ANYBODY` while one that names nobody
    readably is out: then no declaration holds. studies: the table of fields of study.
    """

    as_of: date
    known_on: date
    employees: pd.DataFrame
    people: pd.Index
    kelompok: NDArray[np.object_]
    spells: Spells
    appraisals: Appraisals
    trainings: Trainings
    complete_registers: frozenset[str]
    cleared: NDArray[np.object_]
    jenjang: Jenjang
    out: Mapping[str, Collection[str]] = field(default_factory=dict)
    studies: StudyTable = field(default_factory=StudyTable)

    @property
    def count(self) -> int:
        """The number of people."""
        return len(self.people)

    @property
    def last_year(self) -> int:
        """The last complete calendar year of which appraisals and trainings can be known."""
        return self.known_on.year - 1

    @cached_property
    def source(self) -> tuple[Ints, Ints]:
        """source_id and row of each person's line in the employees register, -1 for none."""
        return integers(self.employees, "source_id"), integers(self.employees, "row")

    @cached_property
    def jabatan(self) -> NDArray[np.object_]:
        """The present posts, normalised."""
        return normalised(texts(self.employees, "jabatan"))

    @cached_property
    def nip_birth(self) -> Days:
        """The birth date inside each NIP, NaT where the NIP has none."""
        return nip_births(pd.Series(self.people, dtype="str"))

    def text(self, name: str) -> NDArray[np.object_]:
        """Return a text fact of everyone, empty when missing."""
        return texts(self.employees, name)

    def days(self, name: str) -> Days:
        """Return a date of everyone, NaT when missing."""
        return as_days(self.employees[name]) if name in self.employees else np.full(self.count, NEVER)

    def yes_no(self, name: str) -> Ints:
        """Return 1 or 0 of everyone, -1 when missing."""
        return integers(self.employees, name)

    def set_aside(self, register: str) -> NDArray[np.bool_]:
        """Return of whom rows about a register were set aside, so that it may hold more about them than is recorded."""
        return self.people.isin(list(self.out.get(register, ())))

    def declared(self, register: str) -> NDArray[np.bool_]:
        """Return of whom a register is declared complete and all rows came in: what it does not hold, there is not."""
        whole = register in self.complete_registers and ANYBODY not in self.out.get(register, ())
        return ~self.set_aside(register) & whole

    def classes_of(self, kelompok: Collection[str]) -> frozenset[int]:
        """Return the kelas jabatan of the posts of `kelompok` that are held in the agency.

        The set is as complete as the registers: one post without a class does not make every functional post doubtful.
        """
        return frozenset(kelas for name, kelas in self.posts_held if name in kelompok and kelas >= 0)

    @cached_property
    def posts_held(self) -> frozenset[tuple[str, int]]:
        """Each kelompok of which anybody holds or held a post, with each kelas jabatan of such a post (-1: not known)."""
        kelompok = np.append(self.kelompok, self.spells.kelompok)
        kelas = np.append(integers(self.employees, "kelas_jabatan"), self.spells.kelas)
        pairs = pd.DataFrame({"kelompok": kelompok, "kelas": kelas}).dropna().drop_duplicates()
        return frozenset((str(name), int(one)) for name, one in pairs.itertuples(index=False))


def build_dossiers(
    employees: pd.DataFrame,
    positions: pd.DataFrame,
    appraisals: pd.DataFrame,
    trainings: pd.DataFrame,
    *,
    rulebook: "RuleBook",
    as_of: date,
    known_on: date | None = None,
    complete_registers: Collection[str] = (),
    credit_points: pd.DataFrame | None = None,
    competency_tests: pd.DataFrame | None = None,
    cleared: Mapping[str, str] = MappingProxyType({}),
    set_aside: Mapping[str, Collection[str]] = MappingProxyType({}),
    earlier: pd.DataFrame | None = None,
    kept: Kept | None = None,
) -> Dossiers:
    """Return the dossiers of the people in `employees` (canonical frames; rows of strangers are left out).

    Facts dated after `as_of` are ignored. cleared: nip -> the hukuman disiplin that is no longer told.
    set_aside: see `Dossiers.out`.
    earlier: the posts that `listed_before` tells. known_on: see `Dossiers`, None: `as_of` itself. kept: what was made of these very
    frames for other days. ValueError: a NIP appears twice, or a register's name is not known.
    """
    unknown = sorted(set(complete_registers) - set(REGISTERS))
    if unknown:
        raise ValueError(f"no such register: {', '.join(unknown)}")
    employees = employees.reset_index(drop=True)
    people = pd.Index(employees["nip"])
    if not people.is_unique:
        raise ValueError("a NIP appears twice among the people")
    known_on, kept = known_on or as_of, kept or Kept()
    out = set_aside.get("positions", ())
    aside = people.isin(list(out))
    complete = ~aside & ("positions" in complete_registers and ANYBODY not in out)
    law = (Same(rulebook), class_law(rulebook, as_of))
    return Dossiers(
        as_of=as_of,
        known_on=known_on,
        employees=employees,
        people=people,
        kelompok=kept.of(("classes", *law), lambda: kinds_of_rows(employees, rulebook, as_of)[0]),
        spells=build_spells(
            kept.of(
                ("posts", *law, earlier is None),
                lambda: read_posts(employees, positions, rulebook, as_of, earlier),
            ),
            as_of,
            complete=complete,
            aside=aside,
        ),
        appraisals=kept.of(("appraisals", known_on), lambda: choose_appraisals(appraisals, people, known_on)),
        trainings=_finished(kept.of("trainings", lambda: _trainings(trainings, people)), as_of),
        complete_registers=frozenset(complete_registers),
        cleared=_cleared(employees, cleared),
        jenjang=known_of_jenjang(credit_points, competency_tests, people, as_of),
        out=_with_unclear(set_aside, trainings, as_of),
        studies=study_table(rulebook, as_of),
    )


def _with_unclear(
    out: Mapping[str, Collection[str]], trainings: pd.DataFrame, as_of: date
) -> Mapping[str, Collection[str]]:
    """Return of whom rows are out, with those of whom a list does not say how a training ended: they may have followed it."""
    found = unclear(trainings, as_of)["nip"]
    return out if found.empty else {**out, "trainings": {*out.get("trainings", ()), *found}}


def _cleared(employees: pd.DataFrame, taken: Mapping[str, str]) -> NDArray[np.object_]:
    """Return the punishment that was taken away from each, empty where there was none or one is told again."""
    if not taken:
        return np.full(len(employees), "", dtype=object)
    blank = texts(employees, "hukuman_disiplin") == ""
    before = [taken.get(nip, "") for nip in employees["nip"]]
    told = np.array([level if level != NEVER_PUNISHED else "" for level in before], dtype=object)
    return np.where(blank, told, "").astype(object)


def _trainings(frame: pd.DataFrame, people: pd.Index) -> Trainings:
    """Return the trainings of these people that were followed to their end, each once, whatever its day: the end or, without one, the beginning.

    One that the list says was not passed, or left, or goes on, is none.
    """
    frame = completed(frame)
    person = people.get_indexer(pd.Index(frame["nip"])).astype(np.int64)
    begin, end = as_days(frame["tanggal_mulai"]), as_days(frame["tanggal_selesai"])
    mine = np.flatnonzero(person >= 0)
    code, unique = pd.factorize(texts(frame, "nama_pelatihan")[mine])
    names = np.array([*(normalise(name) for name in unique), ""], dtype=object)[code]
    jp = pd.to_numeric(frame["jp"]).to_numpy(dtype=np.float64, na_value=np.nan)[mine]
    source_id, row = integers(frame, "source_id")[mine], integers(frame, "row")[mine]
    return Trainings(person[mine], names, np.where(np.isnat(end), begin, end)[mine], jp, source_id, row)


def _finished(trainings: Trainings, as_of: date) -> Trainings:
    """Return those whose day is not after `as_of`, or not known."""
    done = np.flatnonzero(~(trainings.finished > day(as_of)))
    return Trainings(**{name: column[done] for name, column in vars(trainings).items()})
