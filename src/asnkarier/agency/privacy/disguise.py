"""Pseudonyms in the place of people, for whatever is written or said: the one place that knows who is who."""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from asnkarier.agency.privacy.pseudonyms import key_path, pseudonym, read_key
from asnkarier.agency.privacy.spoken import Spoken, ways_of, words_of
from asnkarier.errors import StoreError, UsageError
from asnkarier.language import ordinary_words
from asnkarier.model.frames import TABLES
from asnkarier.model.messages import N_
from asnkarier.model.nip import LENGTH, parse_nip

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

PSEUDONYM: Final = re.compile(r"(?<![\w-])ASN-[A-Z2-7]{12}(?![\w-])", re.IGNORECASE)
HIDDEN: Final = "***"
# A digest is no number. A NIP is 18 digits, be it with blanks or dots as people group it; 15 to 20 digits in a row are one that
# was mistyped, or a NIK; nine digits behind the word NIP are one of before 2008.
_DIGITS: Final = re.compile(
    r"(?<![0-9a-f])(?P<digest>[0-9a-f]{32,})(?![0-9a-f])"
    r"|(?<!\d)(?P<run>\d{15,20})(?!\d)"
    r"|(?<!\d)(?P<spaced>(?:19[2-9]|20[0-3])\d(?:[ .\u00a0/-]?\d){14})(?!\d)"
    r"|\bnip\W{0,4}(?P<old>\d{9})(?!\d)",
    re.IGNORECASE,
)
_HEX: Final = re.compile(r"[0-9a-f]", re.IGNORECASE)
_MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+62|62|0)8[1-9](?:[ -]?\d){7,10}(?![\w.])")
_DAY: Final = re.compile(r"(?<!\d)(?:(\d{4})-(\d{2})-(\d{2})|(\d{2})-(\d{2})-(\d{4}))(?!\d)")
# Fields that name something of the office, in which a name of one word is none.
_OFFICE: Final = frozenset(
    {"unit_kerja", "unit_induk", "nama_unor", "jabatan", "nama_pelatihan", "penyelenggara", "lembaga"}
)
_OFFICE_KEY: Final = re.compile(r"unit|unor|jabatan|post|pelatihan|training|course|penyelenggara|lembaga")


@dataclass(frozen=True)
class Disguise:
    """Who is called what. key: of the workspace; spoken: every name that a list ever gave; born: by nip the days of birth that lists gave."""

    key: bytes
    spoken: Spoken
    born: dict[str, frozenset[date]] = field(default_factory=dict)
    office: frozenset[tuple[str, ...]] = frozenset()
    _called: dict[str, str] = field(default_factory=dict, repr=False)
    _texts: dict[str, str] = field(default_factory=dict, repr=False)

    def person(self, nip: str) -> str:
        """Return what a person is called; nip: the digits, blanks and marks aside."""
        known = self._called.get(nip)
        if known is None:
            bare = "".join(one for one in nip if one.isalnum()) or nip
            known = nip if PSEUDONYM.fullmatch(nip) else pseudonym(self.key, bare)
            self._called[nip] = known
        return known

    def name(self, name: str, near: Collection[str] = ()) -> str:
        """Return what stands in the place of a name that fills its cell; near: of whom the row speaks."""
        if PSEUDONYM.fullmatch(name) or not words_of(name):
            return name
        people = self.spoken.whole(name)
        if people:
            return self._one_of(people, near, name)
        shown = self.text(name, near)
        return shown if shown != name else pseudonym(self.key, f"name {' '.join(words_of(name))}")

    def text(self, text: str, near: Collection[str] = (), key: str = "") -> str:
        """Return a text without people. near: of whom it speaks, by their NIP; key: of the column or fact that holds it."""
        known = self._texts.get(text)
        if known is not None:
            return known
        shown, lasting = self._hidden(text, near, key)
        if lasting:
            self._texts[text] = shown
        return shown

    def whose(self, text: str) -> frozenset[str]:
        """Return whose name the whole text is; nobody's: empty."""
        return self.spoken.whole(text)

    def days(self, near: Collection[str]) -> frozenset[date]:
        """Return the days on which these people were born, by the lists and by the NIP."""
        return frozenset().union(*map(self._born, near))

    def nips_of(self, text: str) -> frozenset[str]:
        """Return whom a text names by NIP or by a name that only one person has."""
        digits = {
            bare
            for one in _DIGITS.finditer(text)
            if not one["digest"] and len(bare := re.sub(r"\D", "", one[0])) == LENGTH
        }
        named = (one.people for one in self.spoken.found(text) if len(one.people) == 1)
        return frozenset(digits).union(*named)

    def _born(self, nip: str) -> frozenset[date]:
        told = parse_nip(nip)
        own = self.born.get(nip, frozenset())
        return own if isinstance(told, str) else own | {told.tanggal_lahir}

    def _hidden(self, text: str, near: Collection[str], key: str) -> tuple[str, bool]:
        """Return the text without people, and whether it is the same wherever it stands."""
        if not any(one.isalnum() for one in text):
            return text, True
        said = words_of(text)
        if len(said) == 1 and said in self.office and _OFFICE_KEY.search(key):
            return text, False
        lasting = not (len(said) == 1 and said in self.office)
        whole = self.spoken.people.get(said) if len(said) > 1 else None
        if whole:
            return self._one_of(whole, near, text), len(whole) == 1
        parts: list[str] = []
        last = 0
        for found in self.spoken.found(text):
            lasting = lasting and len(found.people) == 1
            parts += [
                text[last : found.start],
                self._one_of(found.people, near, text[found.start : found.end]),
            ]
            last = found.end
        shown = "".join([*parts, text[last:]])
        if any(one.isdigit() for one in shown):
            shown = _DIGITS.sub(self._number, shown)
            shown = _PHONE.sub(HIDDEN, shown)
            if _DAY.search(shown):
                lasting, born = False, self.days(near)
                shown = _DAY.sub(lambda one: _year(one, born), shown)
        return _MAIL.sub(HIDDEN, shown) if "@" in shown else shown, lasting

    def _one_of(self, people: frozenset[str], near: Collection[str], name: str) -> str:
        """Return what the one of these people is called whom the row speaks of; several of one name are called by the name."""
        meant = people if len(people) == 1 else people.intersection(near)
        if len(meant) == 1:
            return self.person(next(iter(meant)))
        return pseudonym(self.key, f"name {' '.join(words_of(name))}")

    def _number(self, found: "re.Match[str]") -> str:
        """Return what stands in the place of digits: a NIP always, another run only where it is no part of a digest."""
        if found["digest"]:
            return found[0]
        if found["old"]:
            return found[0].replace(found["old"], self.person(found["old"]))
        if not isinstance(parse_nip(re.sub(r"\D", "", found[0])), str):
            return self.person(found[0])
        around = (
            found.string[max(found.start() - 1, 0) : found.start()]
            + found.string[found.end() : found.end() + 1]
        )
        return found[0] if found["spaced"] or _HEX.search(around) else self.person(found[0])


def _year(found: "re.Match[str]", born: frozenset[date]) -> str:
    parts = [found[1], found[2], found[3]] if found[1] else [found[6], found[5], found[4]]
    try:
        return parts[0] if date(*map(int, parts)) in born else found[0]
    except ValueError:
        return found[0]


def disguise_of(workspace: "Workspace") -> Disguise:
    """Return the pseudonyms of everybody whom the store ever knew. UsageError, OutputError: the key; StoreError: the store cannot be read."""
    key = read_key(workspace)
    if not workspace.store_path.exists():
        return Disguise(key, Spoken.of(()))
    with workspace.open_store() as store:
        people = store.ever_said("employees")
        named = [(nip, name) for nip, name, _ in people.ways(("nip", "nama")) if nip and name]
        born: dict[str, set[date]] = {}
        for nip, day, _ in people.ways(("nip", "tanggal_lahir")):
            if day is not None:
                born.setdefault(nip, set()).add(_as_day(day))
        alone = any(len(way) == 1 for _, name in named for way in ways_of(name))
        phrases = list(_phrases(store)) if alone else []
    spoken = Spoken.of(named, lambda: phrases, ordinary_words)
    office = {said for one in phrases if (said := words_of(one)) in spoken.people and len(said) == 1}
    return Disguise(key, spoken, {nip: frozenset(days) for nip, days in born.items()}, frozenset(office))


def _phrases(store: "Store") -> Iterator[str]:
    """Yield what lists call units, posts and courses."""
    for table in TABLES.values():
        for one in table.columns:
            if one in _OFFICE:
                with suppress(StoreError):  # a store that is read only may lack the newest tables
                    yield from store.ever_said(table.name).values(one)


def _as_day(value: Any) -> date:
    return value if type(value) is date else date.fromisoformat(str(value)[:10])


def who_is_called(workspace: "Workspace", called: Collection[str]) -> dict[str, str]:
    """Return the NIP of everybody of the store who goes by one of these pseudonyms. UsageError: there is no key."""
    if not workspace.store_path.exists():
        return {}
    if not key_path(workspace).exists():
        raise UsageError(
            N_("who {name} is cannot be told: the key file {file} is missing"),
            N_(
                "put back the file that the pseudonym was made with; a new one gives everybody another pseudonym"
            ),
            facts={"name": min(called), "file": str(key_path(workspace))},
        )
    key, wanted = read_key(workspace), {one.upper() for one in called}
    with workspace.open_store() as store:
        nips = store.ever_said("employees").values("nip")
    return {name: nip for nip in nips if (name := pseudonym(key, nip)) in wanted}
