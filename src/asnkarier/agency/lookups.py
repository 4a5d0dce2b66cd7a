"""Finds what a person means by a NIP, unit, position or competency, and says "did you mean …?" when it is unclear."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.naming import find_named, is_name
from asnkarier.errors import UsageError
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.messages import N_
from asnkarier.model.nearness import nearest
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

# All but one or two digits of a NIP; any two of them share more than half.
_NIP_ALIKE = 0.85
_SHOWN_DIGITS = 4


def find_nip(employees: pd.DataFrame, text: str) -> str:
    """Return the NIP among `employees` that `text` writes (blanks and marks aside), or the NIP of whom it names.

    UsageError when there is none, or more than one of that name. A NIP that is nearly right is proposed by name and its
    last digits: whoever mistypes one is not handed another person's.
    """
    if is_name(text):
        return find_named(employees, text)
    wanted = "".join(character for character in text if character.isalnum())
    if (employees["nip"] == wanted).any():
        return wanted
    near = nearest(wanted, employees["nip"].tolist(), _NIP_ALIKE)
    names = employees.loc[employees["nip"] == near, "nama"].dropna()
    meant = None if near is None else f"{names.iloc[0] if len(names) else '—'} (…{near[-_SHOWN_DIGITS:]})"
    _refuse(N_("NIP {text} is not in the store"), text, meant)
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
