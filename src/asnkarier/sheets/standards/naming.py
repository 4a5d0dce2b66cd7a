"""Which competency a heading or cell of a standard names: one that is known, a new technical one, or none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from rapidfuzz import fuzz, process

from asnkarier.model.terms import normalise, slug
from asnkarier.sheets.schema import heading_key, heading_words

Group = Literal["umum", "teknis"]  # what a standard asks of everybody, and what belongs to the craft
TECHNICAL: Final = "teknis/"
NEW_COMPETENCY: Final = "SKJ-KOLOM-BARU"
_ID: Final = re.compile(r"teknis/[a-z0-9]+(?:_[a-z0-9]+)*")
_LEAD: Final = re.compile(r"^(?:KOMPETENSI )?(?:MANAJERIAL|SOSIAL KULTURAL|TEKNIS) (?=\S)")
_LETTER: Final = re.compile(r"[A-Z]")
_NEAR: Final = 80.0
_NEARER: Final = 92.0
_TITLES: Final[Mapping[Group, tuple[str, ...]]] = {
    "umum": ("manajerial", "sosial kultural", "sosio kultural", "sosial budaya", "soskul", "manajerial dan sosial kultural"),
    "teknis": ("teknis",),
}  # fmt: skip
_GROUPS: Final[Mapping[str, Group]] = {
    heading_key(words): group
    for group, titles in _TITLES.items()
    for title in titles
    for words in (title, f"kompetensi {title}", f"standar kompetensi {title}")
}  # fmt: skip


def group_of(text: str) -> Group | None:
    """Return the group of competencies that a title names, None when it is no such title."""
    return _GROUPS.get(heading_key(text))


@dataclass(frozen=True, slots=True)
class Unnamed:
    """No competency is called so; nearest: the name that may be meant."""

    nearest: str | None = None


def _keyed(names: Mapping[str, str]) -> dict[str, str]:
    """Return the ids by heading key; what two competencies share (AC and A C) is the name of neither."""
    found: dict[str, str] = {}
    shared = set()
    for name, competency in names.items():
        key = heading_key(name)
        if found.setdefault(key, competency) != competency:
            shared.add(key)
    return {key: competency for key, competency in found.items() if key not in shared}


@dataclass(frozen=True)
class Naming:
    """law, technical: every name of a competency -> id. closed: the agency has a dictionary, so other technical names are faults."""

    law: Mapping[str, str]
    technical: Mapping[str, str]
    closed: bool = False

    @cached_property
    def _law(self) -> Mapping[str, str]:
        return _keyed(self.law)

    @cached_property
    def _technical(self) -> Mapping[str, str]:
        return _keyed(self.technical)

    @cached_property
    def _technical_exactly(self) -> Mapping[str, str]:
        return {normalise(name): competency for name, competency in self.technical.items()}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every known name as a heading key."""
        return frozenset(map(heading_key, (*self.law, *self.technical)))

    def known(self, text: str, group: Group | None = None) -> str | None:
        """Return the id of the competency that `text` names for certain."""
        written = text.strip().lower()
        if _ID.fullmatch(written):
            return written
        for words in dict.fromkeys((text, _LEAD.sub("", normalise(text)))):
            key = heading_key(words)
            found = self._law.get(key)
            if not found and group != "umum":
                found = self._technical_exactly.get(normalise(words)) or self._technical.get(key)
            if found:
                return found
        return None

    def named(self, text: str, group: Group | None = None) -> str | Unnamed:
        """Return the id of the competency that `text` names, or of the new technical one that it may be.

        A name nearly right is nobody's: of those known where the agency has a dictionary, else of those of the law.
        """
        found = self.known(text, group)
        if found:
            return found
        led = _LEAD.match(normalise(text))
        group = group or ("teknis" if led and "TEKNIS" in led[0] else None)
        words = _LEAD.sub("", heading_words(text))
        near = self._nearest(words, group)
        if near or group == "umum" or self.closed or not _LETTER.search(words) or not slug(words):
            return Unnamed(near)
        return f"{TECHNICAL}{slug(words)}"

    def _nearest(self, words: str, group: Group | None) -> str | None:
        # Crafts have names like each other: without a dictionary only what is hardly another one is doubted.
        own = _NEAR if self.closed else _NEARER
        sources = [(self.law, _NEAR)] if group != "teknis" else []
        sources += [(self.technical, own)] if group != "umum" else []
        for known, cutoff in sources:
            names = {normalise(name): name for name in known}
            ranked = process.extractOne(words, list(names), scorer=fuzz.ratio, score_cutoff=cutoff)
            if ranked:
                name = names[ranked[0]].replace("_", " ")
                return name.title() if name.isupper() or name.islower() else name
        return None
