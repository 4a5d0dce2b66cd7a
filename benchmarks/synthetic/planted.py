"""Planted people: each is made for one fact of truth.json and for nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from synthetic import names
from synthetic.careers import chain
from synthetic.dates import shift_months, shift_years
from synthetic.nip import NipRegister, prefix_of
from synthetic.person import Person, Post
from synthetic.ranks import entry_rank, pppk_rank
from synthetic.ratings import SESUAI
from synthetic.standards import Need

Change = Callable[[Person], None]
S1 = ("40", "S-1 ADMINISTRASI PUBLIK", "S.AP.")
S2 = ("45", "S-2 ADMINISTRASI PUBLIK", "S.Sos., M.AP.")
D3 = ("30", "D-III ADMINISTRASI PERKANTORAN", "A.Md.")
SLTA = ("15", "SLTA UMUM", "")


@dataclass(slots=True)
class Planted:
    """The planted people and what is claimed about them."""

    people: list[Person] = field(default_factory=list)
    claims: dict[str, list[Any]] = field(default_factory=dict)

    def claim(self, key: str, fact: object) -> None:
        """Add one fact."""
        self.claims.setdefault(key, []).append(fact)


@dataclass(slots=True)
class Maker:
    """Makes planted people one after another, with names and birthdays that do not repeat."""

    register: NipRegister
    as_of: date
    count: int = 0

    def person(
        self,
        rungs: list[tuple[Post, date]],
        levels: dict[str, int],
        *,
        golongan: str = "III/d",
        degree: tuple[str, str, str] = S1,
        age: int = 45,
        status: str = "PNS",
    ) -> Person:
        """Make an unblemished person: two years sesuai/sesuai, no discipline, assessed."""
        number = self.count
        self.count += 1
        sex = "MF"[number % 2]
        born = shift_years(self.as_of, -age)
        born = shift_months(born, -1 - number % 7).replace(day=1 + number % 28)
        pppk = status == "PPPK"
        tmt = rungs[0][1]
        person = Person(
            nip=self.register.issue(prefix_of(born, tmt, sex, pppk=pppk)),
            nama=self._name(number, sex),
            gelar_depan="",
            gelar_belakang=degree[2],
            lahir=born,
            tempat=names.TEMPAT[number % len(names.TEMPAT)],
            sex=sex,
            status=status,
            tmt_cpns=tmt,
            golongan=pppk_rank(degree[0]) if pppk else golongan,
            gol_awal=pppk_rank(degree[0]) if pppk else entry_rank(degree[0]),
            tmt_golongan=tmt if pppk else max(tmt, date(self.as_of.year - 2, 4, 1)),
            pendidikan=degree[0],
            jurusan=degree[1],
            post=rungs[-1][0],
            kedudukan="PPPK Aktif" if pppk else "Aktif",
        )
        person.history = chain(rungs)
        person.levels = dict(levels)
        person.assessed_on = shift_months(self.as_of, -7)
        for year in (self.as_of.year - 2, self.as_of.year - 1):
            person.appraisals[year] = (SESUAI, SESUAI)
        return person

    @staticmethod
    def _name(number: int, sex: str) -> str:
        first = names.DEPAN_L if sex == "M" else names.DEPAN_P
        last = names.BELAKANG[(3 * number) % len(names.BELAKANG)]
        return f"{first[(number // 2) % len(first)]} {last}"


def at_standard(needs: Need) -> dict[str, int]:
    """Give exactly the required levels, in hundredths."""
    return {slug: 100 * level for slug, level in needs.items()}


def lowered(needs: Need, target: int) -> dict[str, int]:
    """Lower the levels one by one until their sum is ``target`` hundredths."""
    levels = at_standard(needs)
    excess = sum(levels.values()) - target
    while excess > 0:
        for slug in levels:
            step = min(100, excess, levels[slug] - 100)
            levels[slug] -= step
            excess -= step
            if excess == 0:
                break
    return levels
