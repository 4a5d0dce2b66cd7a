"""Finds what somebody means by a NIP, name, unit, position or competency, and says "did you mean …?" when it is unclear."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from asnkarier.errors import UsageError
from asnkarier.late import pd
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.messages import N_
from asnkarier.model.terms import nearest, nearest_name, normalise

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

# All but one or two digits of a NIP; any two of them share more than half.
_NIP_ALIKE = 0.85
_SPELLING: Final = N_("check the spelling, or import the file that names it")
_POSTS: Final = N_(
    "check the spelling; {command} shows the posts with a standard, and vacancies go by their codes too"
)
_SHOWN_DIGITS = 4
_MOST_LISTED = 20


def find_person(snapshot: Snapshot, text: str) -> str:
    """Return the NIP that `find_nip` finds among everybody, be it that the snapshot leaves out all others."""
    wanted = digits_of(text)
    if not is_name(text) and (snapshot.employees["nip"] == wanted).any():
        return wanted
    return find_nip(snapshot.listed, text)


def digits_of(text: str) -> str:
    """Return a NIP without the blanks and marks that it is written with."""
    return "".join(character for character in text if character.isalnum())


def find_nip(employees: pd.DataFrame, text: str) -> str:
    """Return the NIP among `employees` that `text` writes (blanks and marks aside), or the NIP of whom it names.

    UsageError when there is none, or more than one of that name. A NIP that is nearly right is proposed by name and its
    last digits: whoever mistypes one is not handed another person's.
    """
    if is_name(text):
        return find_named(employees, text)
    wanted = digits_of(text)
    if (employees["nip"] == wanted).any():
        return wanted
    near = nearest(wanted, employees["nip"].tolist(), _NIP_ALIKE)
    names = employees.loc[employees["nip"] == near, "nama"].dropna()
    meant = None if near is None else f"{names.iloc[0] if len(names) else '—'} (…{near[-_SHOWN_DIGITS:]})"
    _refuse(N_("NIP {text} is not in the store"), text, meant)
    raise AssertionError


def is_name(text: str) -> bool:
    """Return whether `text` is written as a name; a NIP has no letters."""
    return any(character.isalpha() for character in text)


def find_named(employees: pd.DataFrame, text: str) -> str:
    """Return the NIP of the one employee whom `text` names; UsageError lists the candidates when there are several.

    The whole name comes first, then names that hold every word of `text`; case, blanks and marks do not matter.
    """
    names = employees["nama"].fillna("").str.upper().tolist()
    found = employees.iloc[_places(names, normalise(text))]
    if len(found) == 1:
        return str(found["nip"].iloc[0])
    if found.empty:
        near = nearest(normalise(text), names)
        raise UsageError(
            N_("nobody in the store is called {text}"),
            N_("did you mean {near}?") if near else N_("check the spelling, or name the NIP"),
            facts={"text": text, "near": "" if near is None else employees["nama"].iloc[names.index(near)]},
        )
    raise UsageError(
        N_("{count} people may be meant by {text}"),
        N_("say it again with the NIP"),
        facts={"text": text, "count": len(found)},
        choices=_lines(found),
    )


def _places(names: list[str], wanted: str) -> list[int]:
    """Return where `names` (upper case) are the wanted name, or, where none is, hold all its words."""
    words = wanted.split()
    if not words:
        return []
    # To make every name comparable costs the most, so only those that hold its longest word are looked at, and those in
    # which other characters may stand for it.
    longest = max(words, key=len)
    likely = [at for at, name in enumerate(names) if longest in name or "&" in name or not name.isascii()]
    held = {at: normalise(names[at]) for at in likely}
    whole = [at for at, name in held.items() if name == wanted]
    return whole or [at for at, name in held.items() if set(words) <= set(name.split())]


def _lines(found: pd.DataFrame) -> list[str]:
    """Return a line for each candidate: NIP, name, position, unit."""
    people = found.sort_values(["nama", "nip"], kind="stable")
    rows = people[["nip", "nama", "jabatan", "unit_kerja"]].head(_MOST_LISTED).fillna("—")
    lines = ["  ".join(map(str, row)) for row in rows.itertuples(index=False)]
    return lines if len(found) <= _MOST_LISTED else [*lines, "…"]


def find_unit(employees: pd.DataFrame, units: pd.DataFrame, text: str) -> str:
    """Return the normalised name of the unit that `text` writes, of the people's words or of the list of units (nama_unor)."""
    told = [units["nama_unor"], employees["unit_induk"], employees["unit_kerja"]]
    names = pd.concat(told).dropna().unique()
    return _find(
        {normalise(name): str(name) for name in names}, normalise(text), N_("unit {text} is not known"), text
    )


def find_jabatan(names: Iterable[str], text: str) -> str:
    """Return the normalised name of the position that `text` writes."""
    known = {normalise_jabatan(name): str(name) for name in names}
    return _find(known, normalise_jabatan(text), N_("position {text} is not known"), text, _POSTS)


def find_name(names: Iterable[str], text: str, sentence: str) -> str:
    """Return the one of `names` that `text` writes, blanks and case aside; UsageError says `sentence` otherwise."""
    known = {normalise(name): name for name in names}
    return known[_find(known, normalise(text), sentence, text)]


def find_kompetensi(ids: Iterable[str], text: str, snapshot: Snapshot) -> str:
    """Return the id of the competency that `text` writes: its id, its name, or an alias of it."""
    meaning = {normalise(str(item)): str(item) for item in ids}
    meaning |= {normalise(item.removeprefix("teknis/")): item for item in meaning.values()}
    shown = {words: words.title() for words in meaning}
    for entry in snapshot.rulebook.dictionary(snapshot.as_of):
        for name in (entry["nama"], entry["id"], *entry.get("alias", ())):
            meaning[normalise(name)] = entry["id"]
            shown[normalise(name)] = entry["nama"]
    return meaning[_find(shown, normalise(text), N_("competency {text} is not known"), text)]


def _find(known: dict[str, str], wanted: str, sentence: str, text: str, otherwise: str = _SPELLING) -> str:
    if wanted in known:
        return wanted
    words = set(wanted.split())
    holding = [shown for name, shown in sorted(known.items()) if words and words <= set(name.split())]
    if holding:
        listed = holding if len(holding) <= _MOST_LISTED else [*holding[:_MOST_LISTED], "…"]
        raise UsageError(
            sentence, N_("write one of these names in full"), facts={"text": text}, choices=listed
        )
    near = nearest_name(wanted, known)
    _refuse(sentence, text, None if near is None else known[near], otherwise)
    raise AssertionError


def _refuse(sentence: str, text: str, near: str | None, otherwise: str = _SPELLING) -> None:
    if near:
        raise UsageError(sentence, N_("did you mean {near}?"), facts={"text": text, "near": near})
    raise UsageError(sentence, otherwise, facts={"text": text, "command": "asn standards list"})
