"""Which posts are key posts: those that the agency calls critical, else its structural ones."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.critical_posts import critical_posts
from asnkarier.agency.posts import post_kelompok, vacant_from
from asnkarier.model.book import CitationLine
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import KELOMPOK, STRUCTURAL_CLASSES
from asnkarier.model.messages import N_
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.settings import Settings

_STRUCTURAL: Final = N_(
    "Key posts are all JPT, administrator and pengawas posts, as config.yaml calls no post critical (needs.critical)."
)
_CRITICAL: Final = N_("Key posts are those that needs.critical in config.yaml names.")


@dataclass(frozen=True)
class KeyPosts:
    """What counts as a key post: names (normalised) and classes. notes and citations say which choice that is."""

    names: frozenset[str]
    classes: frozenset[str]
    notes: tuple[str, ...]
    citations: tuple[CitationLine, ...]

    def __contains__(self, post: tuple[str, str]) -> bool:
        """Return whether a post (jabatan, kelompok) is one."""
        return post[1] in self.classes or normalise_jabatan(post[0]) in self.names

    def held(self, posts: pd.DataFrame) -> NDArray[np.bool_]:
        """Return of every row (jabatan, kelompok) whether it is a key post; a missing name or class is none."""
        pairs = list(zip(posts["jabatan"].fillna(""), posts["kelompok"].fillna(""), strict=True))
        known = {pair: pair in self for pair in dict.fromkeys(pairs)}
        return np.array([known[pair] for pair in pairs], dtype=bool)


def key_posts(employees: pd.DataFrame, settings: "Settings") -> KeyPosts:
    """Return the key posts of the agency; employees: who counts, so that a name that nobody bears is told."""
    named = settings.needs.critical
    if not named:
        return KeyPosts(frozenset(), STRUCTURAL_CLASSES, (_STRUCTURAL,), ())
    names = frozenset(normalise_jabatan(one) for one in named if one not in KELOMPOK)
    said = critical_posts(employees, settings)
    classes = frozenset(one for one in named if one in KELOMPOK)
    return KeyPosts(names, classes, (_CRITICAL, *said.notes), said.citations)


@dataclass(frozen=True)
class KeyPost:
    """A key post of one unit: who holds it (NIP), under which codes it is listed as a vacancy, and since or from when that is one."""

    jabatan: str
    unit_kerja: str | None
    unit_induk: str | None
    holders: tuple[str, ...]
    codes: tuple[str, ...]
    vacant_on: date | None


def posts_of(snapshot: "Snapshot", keys: KeyPosts) -> list[KeyPost]:
    """Return every key post that is held or listed as vacant, each name and unit once, by name and unit.

    A vacancy without a day is one on the day of the report. Of a post that is held and listed as well the day of the list counts from when it empties,
    unless the holder leaves before.
    """
    people = snapshot.employees
    held = people[keys.held(people) & people["jabatan"].notna().to_numpy()]
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for nip, jabatan, unit, induk in held[["nip", "jabatan", "unit_kerja", "unit_induk"]].itertuples(
        index=False
    ):
        one = found.setdefault(_called(jabatan, unit), _blank(jabatan, unit, induk))
        one["holders"].append(nip)
    for _, row in snapshot.vacancies.iterrows():
        jabatan, unit = str(row["jabatan"]), row["unit_kerja"]
        if (jabatan, post_kelompok(snapshot, jabatan) or "") not in keys:
            continue
        one = found.setdefault(_called(jabatan, unit), _blank(jabatan, unit, None))
        since = vacant_from(row) or snapshot.as_of
        one["codes"].append(str(row["kode"]))
        one["vacant_on"] = since if one["vacant_on"] is None else min(one["vacant_on"], since)
    made = (
        KeyPost(**{**one, "holders": tuple(one["holders"]), "codes": tuple(one["codes"])})
        for one in found.values()
    )
    return sorted(made, key=lambda one: (one.jabatan, one.unit_kerja or ""))


def _blank(jabatan: object, unit: object, induk: object) -> dict[str, Any]:
    plain = {"unit_kerja": unit, "unit_induk": induk}
    names = {name: one if isinstance(one, str) else None for name, one in plain.items()}
    return {"jabatan": str(jabatan), **names, "holders": [], "codes": [], "vacant_on": None}


def _called(jabatan: object, unit: object) -> tuple[str, str]:
    return normalise_jabatan(str(jabatan)), normalise(unit) if isinstance(unit, str) else ""
