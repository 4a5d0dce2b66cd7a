"""Finds what a person means by a NIP, unit, position or competency, and says "did you mean …?" when it is unclear."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.errors import UsageError
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.messages import N_
from asnkarier.model.nearness import nearest
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

# All but one or two digits of a NIP; any two of them share more than half.
_NIP_ALIKE = 0.85


def find_nip(employees: pd.DataFrame, text: str) -> str:
    """Return the NIP among `employees` that `text` writes (blanks and marks aside); UsageError when there is none."""
    wanted = "".join(character for character in text if character.isalnum())
    if (employees["nip"] == wanted).any():
        return wanted
    near = nearest(wanted, employees["nip"].tolist(), _NIP_ALIKE)
    _refuse(N_("NIP {text} is not in the store"), text, near)
    raise AssertionError


def find_unit(employees: pd.DataFrame, text: str) -> str:
    """Return the normalised name of the unit that `text` writes."""
    names = pd.concat([employees["unit_kerja"], employees["unit_induk"]]).dropna().unique()
    return _find(
        {normalise(name): str(name) for name in names}, normalise(text), N_("unit {text} is not known"), text
    )


def find_jabatan(names: Iterable[str], text: str) -> str:
    """Return the normalised name of the position that `text` writes."""
    known = {normalise_jabatan(name): str(name) for name in names}
    return _find(known, normalise_jabatan(text), N_("position {text} is not known"), text)


def find_name(names: Iterable[str], text: str, sentence: str) -> str:
    """Return the one of `names` that `text` writes, blanks and case aside; UsageError says `sentence` otherwise."""
    known = {normalise(name): name for name in names}
    return known[_find(known, normalise(text), sentence, text)]


def find_kompetensi(ids: Iterable[str], text: str, snapshot: "Snapshot") -> str:
    """Return the id of the competency that `text` writes: its id, its name, or an alias of it."""
    meaning = {normalise(str(item)): str(item) for item in ids}
    meaning |= {normalise(item.removeprefix("teknis/")): item for item in meaning.values()}
    shown = {words: words.title() for words in meaning}
    for entry in snapshot.rulebook.parameter("kompetensi/kamus", snapshot.as_of).value:
        for name in (entry["nama"], entry["id"], *entry.get("alias", ())):
            meaning[normalise(name)] = entry["id"]
            shown[normalise(name)] = entry["nama"]
    return meaning[_find(shown, normalise(text), N_("competency {text} is not known"), text)]


def _find(known: dict[str, str], wanted: str, sentence: str, text: str) -> str:
    if wanted in known:
        return wanted
    near = nearest(wanted, known)
    _refuse(sentence, text, None if near is None else known[near])
    raise AssertionError


def _refuse(sentence: str, text: str, near: str | None) -> None:
    if near:
        raise UsageError(sentence, N_("did you mean {near}?"), facts={"text": text, "near": near})
    raise UsageError(
        sentence, N_("check the spelling, or import the file that names it"), facts={"text": text}
    )
