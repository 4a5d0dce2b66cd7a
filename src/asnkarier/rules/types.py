"""The law as typed data: regulations, citations, and values that hold from a date until the next one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal

from asnkarier.errors import RuleNotInForce
from asnkarier.model.messages import N_
from asnkarier.model.said import LawText

StatusSumber = Literal["primer", "sekunder", "kebijakan"]
Tanda = Literal["C2", "C1", "X", "M"]
# Where a file of the law says that it comes from when it came with the program.
PACKAGED: Final = "asnkarier/regulations"
_ARTICLE: Final = re.compile(r"Pasal (\d+)")


@dataclass(frozen=True, slots=True)
class UnreadAmendment:
    """What changed articles of a regulation from a day on and was not read: its name, the day, the articles (None: to the end)."""

    name: str
    berlaku: date
    pasal: tuple[tuple[int, int | None], ...]

    def touches(self, pasal: Iterable[int]) -> bool:
        """Whether it may have changed one of these articles."""
        return any(
            first <= one and (last is None or one <= last) for one in pasal for first, last in self.pasal
        )


@dataclass(frozen=True, slots=True)
class Regulation:
    """One entry of the register: a law, a ministerial rule, or an agency's own policy.

    berlaku: first day in force; with `tanggal_pasti` False the exact day was not established and the day given is one
    on which it was certainly in force. dicabut: the day it was repealed, dicabut_oleh: what repealed it. belum_dibaca: the
    amendments of which not everything was read.
    """

    id: str
    jenis: str
    tentang: str
    status_sumber: StatusSumber
    berlaku: date
    nomor: str | None = None
    tahun: int | None = None
    sebutan: str | None = None
    tanggal_pasti: bool = True
    diubah_oleh: tuple[str, ...] = ()
    dicabut_oleh: str | None = None
    dicabut: date | None = None
    belum_dibaca: tuple[UnreadAmendment, ...] = ()
    catatan: str = ""
    file: str = ""

    @property
    def name(self) -> str:
        """The short name that people use: `PP 11/2017`."""
        if self.sebutan:
            return self.sebutan
        number = "/".join(str(part) for part in (self.nomor, self.tahun) if part is not None)
        return f"{self.jenis} {number}".strip()


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a regulation. also: places in others that `pasal` names too ("dan PP 11/2017 Pasal 239")."""

    regulation: Regulation
    pasal: str = ""
    also: tuple["Citation", ...] = ()

    @property
    def text(self) -> str:
        """The citation as it is printed: `PP 11/2017 Pasal 54 ayat (1) huruf b`."""
        return f"{self.regulation.name} {self.pasal}".strip()

    @property
    def status_sumber(self) -> StatusSumber:
        """Whether the text itself was read, is known through others, or is policy."""
        return self.regulation.status_sumber

    @property
    def repealed_on(self) -> date | None:
        """The day from which nothing that is cited is in force any more; None while something is, and for policy."""
        days = [one.dicabut for one in (self.regulation, *(place.regulation for place in self.also))]
        known = [day for day in days if day is not None]
        if len(known) < len(days) or self.status_sumber == "kebijakan":
            return None
        return max(known)

    def amended_unread(self, as_of: date) -> tuple[str, ...]:
        """Return what is in force on `as_of`, may have changed a cited article, and was not read; by name."""
        own, _, _rest = (
            self.pasal.partition(self.also[0].regulation.name) if self.also else (self.pasal, "", "")
        )
        pasal = [int(number) for number in _ARTICLE.findall(own)]
        found = [
            one.name
            for one in self.regulation.belum_dibaca
            if one.berlaku <= as_of and (not pasal or one.touches(pasal))
        ]
        return tuple(
            dict.fromkeys([*found, *(name for place in self.also for name in place.amended_unread(as_of))])
        )


@dataclass(frozen=True, slots=True)
class InForce:
    """A value, its citation, and the days it holds: from `since` to `until` (None: no later value is known).

    value is plain data; None says that the rule was repealed on `since`. origin: the file the value came from.
    """

    value: Any
    citation: Citation
    since: date
    until: date | None = None
    origin: str = ""
    catatan: str = ""

    @property
    def repealed(self) -> bool:
        """Whether the rule has been repealed."""
        return self.value is None

    @property
    def tanggal_pasti(self) -> bool:
        """Whether `since` is the exact first day, not merely a day on which the rule certainly held."""
        return self.citation.regulation.tanggal_pasti or self.since != self.citation.regulation.berlaku


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several competing versions of a parameter, where the sources disagree."""

    name: str
    judul: str
    dated: tuple[InForce, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number or table of the law. `dated` are the values of the chosen variant, oldest first.

    switched_by: by what an agency switched it on or off, as it is printed. tanda: how well the value is supported (C2, C1, X: sources conflict, M: unverified); empty for an agency's own.
    """

    id: str
    judul: str
    dated: tuple[InForce, ...]
    satuan: str = ""
    tanda: Tanda | None = None
    aktif: bool = True
    catatan: str = ""
    origin: str = ""
    varian: Mapping[str, Variant] = field(default_factory=dict)
    chosen: str | None = None
    judul_en: str = ""
    switched_by: str = ""

    @property
    def title(self) -> LawText:
        """What it is called, in both languages."""
        return LawText(self.judul, self.judul_en)

    def at(self, as_of: date) -> InForce:
        """Return the value in force on `as_of`; `RuleNotInForce` before the first date or when switched off."""
        if not self.aktif:
            raise RuleNotInForce(
                N_("{id} ({judul}) is switched off."),
                N_(
                    "Switch it on in the regulations folder of your workspace: `aktif: true`, with its `dasar`."
                ),
                facts={"id": self.id, "judul": self.judul},
            )
        return value_at(self.dated, as_of, self.id, self.judul)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One requirement of a rule set: a named check and, from each date, the value it checks against.

    tested: what that check tests (English msgid). facts: the canonical fields that it looks at, the one that decides first. switched_by: by what an agency switched it on or off, as it is printed.
    """

    id: str
    judul: str
    uji: str
    dated: tuple[InForce, ...]
    tanda: Tanda | None = None
    aktif: bool = True
    catatan: str = ""
    origin: str = ""
    judul_en: str = ""
    switched_by: str = ""
    tested: str = ""
    facts: tuple[str, ...] = ()

    @property
    def title(self) -> LawText:
        """What it is called, in both languages."""
        return LawText(self.judul, self.judul_en)

    def at(self, as_of: date) -> InForce:
        """Return the value in force on `as_of`; value None means repealed, `RuleNotInForce` before the first date."""
        return value_at(self.dated, as_of, self.id, self.judul)

    @property
    def since(self) -> date:
        """The first date of the criterion."""
        return self.dated[0].since


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The requirements for a group of positions. `nonaktif` holds those that are known but switched off.

    untuk: `{"kelompok": ("administrator",)}`, "jalur" where it is not about appointment or promotion to
    these classes, "pelatihan" the courses that it is about. berlaku: the day from which the set as a whole can be asked.
    """

    id: str
    judul: str
    untuk: Mapping[str, tuple[str, ...]]
    berlaku: date
    syarat: tuple[Criterion, ...]
    nonaktif: tuple[Criterion, ...] = ()
    catatan: str = ""
    origin: str = ""


def value_at(dated: tuple[InForce, ...], as_of: date, rule_id: str, judul: str) -> InForce:
    """Return the newest of `dated` (oldest first) that is not after `as_of`, or raise `RuleNotInForce`."""
    found = None
    for value in dated:
        if value.since > as_of:
            break
        found = value
    if found is None:
        first = dated[0].since.isoformat() if dated else "-"
        raise RuleNotInForce(
            N_("{id} ({judul}) is not known for {as_of}: its first date is {first}."),
            N_(
                "Choose a later --as-of, or add an earlier value with its citation to your regulations folder."
            ),
            facts={"id": rule_id, "judul": judul, "as_of": as_of.isoformat(), "first": first},
        )
    return found


def day_before(day: date) -> date:
    """Return the last day of a value that another one replaces on `day`."""
    return day - timedelta(days=1)
