"""Posts to be filled or compared with: their class, unit and standard, and what stands one step above."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.next_steps import bring
from asnkarier.agency.lookups import find_jabatan
from asnkarier.agency.people import People, match_standards, pairs_of
from asnkarier.errors import NothingKnown, UsageError
from asnkarier.model.jabatan import normalise_jabatan, split_jenjang
from asnkarier.model.kelompok import Kelompok
from asnkarier.model.messages import N_
from asnkarier.model.terms import nearest
from asnkarier.rules.rulebook import ESELON_BY_NAME

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.catalog.types import JobStandard

_CODES_SHOWN: Final = 12


def against_post(snapshot: "Snapshot", people: People, against: str) -> People:
    """Return the people judged against the post held, the next one, or the named position."""
    if against == "held":
        return people
    employees = people.employees
    if against == "next":
        held = pairs_of(employees)
        following = {pair: next_post(snapshot, *pair) for pair in dict.fromkeys(held)}
        return people.judged_by(*match_standards(snapshot, [following[pair] for pair in held]))
    known = [*snapshot.catalog.names, *employees["jabatan"].dropna().unique()]
    name = find_jabatan(known, against)
    kelompok = next(
        (
            k
            for j, k in zip(employees["jabatan"], employees["kelompok"], strict=True)
            if normalise_jabatan(str(j)) == name
        ),
        None,
    )
    standards, place = match_standards(snapshot, [(name, kelompok if isinstance(kelompok, str) else None)])
    return people.judged_by(standards, np.repeat(place, len(employees)))


def next_post(
    snapshot: "Snapshot", jabatan: str | None, kelompok: str | None
) -> tuple[str | None, str | None]:
    """Return the position and class one step above: the same functional post one jenjang up, or the next class."""
    following = snapshot.rulebook.next_kelompok(kelompok, snapshot.as_of) if kelompok else None
    above = Kelompok.read(following)
    if above is None or above.jenjang is None or jabatan is None:
        return None, following
    name = split_jenjang(jabatan)[0]
    return normalise_jabatan(f"{name} {above.jenjang.replace('_', ' ')}"), following


@dataclass(frozen=True)
class Post:
    """A post to be filled: its vacancy code (None: a position by name), class, unit, standard, and the day it falls vacant.

    eselon: as its holders have it, else as the law gives its name; None where they differ, or nothing says it. kelas: the highest kelas jabatan that its holders have, None where none is known.
    """

    code: str | None
    jabatan: str
    unit_kerja: str | None
    kelompok: str
    standard: "JobStandard | None"
    seats: int = 1
    tmt: date | None = None
    eselon: str | None = None
    kelas: int | None = None


def find_post(snapshot: "Snapshot", text: str) -> Post:
    """Return the post that `text` names: a vacancy code, or the name of a position (UsageError when unknown)."""
    vacancy = find_vacancy(snapshot, text)
    if vacancy is not None:
        return vacancy_post(snapshot, vacancy)
    try:
        jabatan = position_named(snapshot, text)
    except UsageError:
        # Codes have digits; what is like one, or built like one, is a slip of it and no name of a position.
        if any(one.isdigit() for one in text) and (_code_like(snapshot, text) or _built_like(snapshot, text)):
            raise unknown_vacancy(snapshot, text) from None
        raise
    return post_called(snapshot, None, jabatan, None, 1)


def unknown_vacancy(snapshot: "Snapshot", text: str) -> UsageError:
    """Return the error for a code that no vacancy has, with the one that is most like it, else with all of them."""
    near = _code_like(snapshot, text)
    return UsageError(
        N_("vacancy {text} is not known"),
        N_("did you mean {near}?") if near else N_("known: {known}"),
        facts={"text": text, "near": near, "known": _some(snapshot.vacancies["kode"].astype("str").tolist())},
    )


def _some(codes: list[str]) -> str:
    """Return the first codes of a list; two hundred help nobody."""
    return ", ".join(codes[:_CODES_SHOWN]) + (", …" if len(codes) > _CODES_SHOWN else "")


def _built_like(snapshot: "Snapshot", text: str) -> bool:
    """Return whether a code is the text but for its digits: V-99 where V-01 is known."""
    return _undigited(text) in {_undigited(str(code)) for code in snapshot.vacancies["kode"]}


def _undigited(text: str) -> str:
    return "".join(one for one in text.strip().upper() if not one.isdigit())


def _code_like(snapshot: "Snapshot", text: str) -> str | None:
    codes = {str(code).upper(): str(code) for code in snapshot.vacancies["kode"]}
    near = nearest(text.strip().upper(), codes)
    return None if near is None else codes[near]


def position_named(snapshot: "Snapshot", text: str) -> str:
    """Return the position that `text` names, as the standards write it, else its holders, else the vacancies; UsageError when unknown."""
    of_standards = {normalise_jabatan(name): str(name) for name in reversed([*snapshot.catalog.names])}
    wanted = normalise_jabatan(text)
    if wanted in of_standards:
        return of_standards[wanted]
    others = pd.concat([snapshot.listed["jabatan"], snapshot.vacancies["jabatan"]]).dropna().unique()
    names = {normalise_jabatan(name): str(name) for name in reversed(others.tolist())} | of_standards
    return names[find_jabatan(names.values(), text)]


def no_vacancies() -> NothingKnown:
    """Return the error for a question about vacancies where none is known, with what to do."""
    return NothingKnown(
        N_("there are no vacancies in the store"),
        N_("import a list of vacancies first"),
        table="vacancies",
        commands=bring("vacancies"),
    )


def find_vacancy(snapshot: "Snapshot", text: str) -> pd.Series | None:
    """Return the vacancy of that code as it is written, else but for capital letters; None when there is none.

    UsageError: several codes differ from `text` by capital letters only, so that any choice would be a guess.
    """
    codes, wanted = snapshot.vacancies["kode"].astype("str"), text.strip()
    alike = (codes.str.upper() == wanted.upper()).to_numpy(dtype=bool)
    same = (codes == wanted).to_numpy(dtype=bool)
    found = snapshot.vacancies[same if same.any() else alike]
    if len(found) > 1:
        raise UsageError(
            N_("{count} vacancies are called {text}, but for capital letters"),
            N_("write the code as the list of vacancies does: {known}"),
            facts={"count": len(found), "text": wanted, "known": ", ".join(found["kode"])},
        )
    return found.iloc[0] if len(found) else None


def vacancy_post(snapshot: "Snapshot", vacancy: pd.Series) -> Post:
    """Return the post of one row of the vacancies."""
    unit = vacancy["unit_kerja"] if isinstance(vacancy["unit_kerja"], str) else None
    post = post_called(snapshot, str(vacancy["kode"]), str(vacancy["jabatan"]), unit, seats_of(vacancy))
    return replace(post, tmt=vacant_from(vacancy))


def vacant_from(vacancy: pd.Series) -> date | None:
    """Return the day from which a vacancy is one; None when it does not say."""
    day = vacancy.get("tmt")
    return None if pd.isna(day) else pd.Timestamp(day).date()


def seats_of(vacancy: pd.Series) -> int:
    """Return how many people a vacancy asks for; one when it does not say."""
    return 1 if pd.isna(vacancy["jumlah"]) else int(vacancy["jumlah"])


def post_called(snapshot: "Snapshot", code: str | None, jabatan: str, unit: str | None, seats: int) -> Post:
    """Return the post of this name; UsageError when nothing says its class."""
    kelompok = post_kelompok(snapshot, jabatan)
    if kelompok is None:
        choices = choices_that_tell(snapshot, jabatan)
        raise UsageError(
            N_("nothing says which class {jabatan} belongs to"),
            N_(
                "choose in config.yaml, under rules: choices:, what the agency is ({rule}: {choices}), or write a standard for it in standards/ with its `kelompok`"
            )
            if choices
            else N_("write a standard for it in standards/ with its `kelompok`"),
            facts={"jabatan": jabatan, "rule": ESELON_BY_NAME, "choices": " | ".join(choices)},
        )
    standards, place = match_standards(snapshot, [(jabatan, kelompok)])
    standard = standards[0] if place[0] >= 0 else None
    name = normalise_jabatan(jabatan)
    eselon, kelas = snapshot.eselons.get(name), snapshot.job_classes.get(name)
    if eselon is None and name not in snapshot.eselons:
        by_name = snapshot.rulebook.eselon_by_name(jabatan, snapshot.as_of) or ()
        eselon = by_name[0] if len(by_name) == 1 else None
    return Post(code, jabatan, unit, kelompok, standard, seats, eselon=eselon, kelas=kelas)


def choices_that_tell(snapshot: "Snapshot", jabatan: str) -> tuple[str, ...]:
    """Return the choices of what kind of agency this is by which the law would tell the class of a post from its name; none where one is made already."""
    rulebook = snapshot.rulebook
    rule = rulebook.parameters.get(ESELON_BY_NAME)
    if rule is None or ESELON_BY_NAME in rulebook.choices:
        return ()
    return tuple(
        name
        for name, variant in rule.varian.items()
        if replace(
            rulebook, parameters={**rulebook.parameters, rule.id: replace(rule, dated=variant.dated)}
        ).kelompok_by_name(jabatan, snapshot.as_of)
    )


def post_kelompok(snapshot: "Snapshot", jabatan: str) -> str | None:
    """Return the class of a position: as its standard states, as its holders have it, as the law gives its name, or as its jenjang says."""
    standard = snapshot.catalog.for_jabatan(jabatan)
    if standard is not None and standard.kelompok is not None:
        return standard.kelompok
    known = snapshot.classes.get(normalise_jabatan(jabatan))
    if known is not None:
        return known
    by_name = snapshot.rulebook.kelompok_by_name(jabatan, snapshot.as_of)
    if by_name is not None:
        return by_name
    return Kelompok.of_jenjang(split_jenjang(jabatan)[1])
