"""Whom a request is about: a person, a unit, the holders of a position."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.cover import citation_line, cite_parameters
from asnkarier.agency.lookups import find_jabatan, find_nip, find_unit
from asnkarier.agency.people import People
from asnkarier.analysis.careers.dossiers import ANYBODY
from asnkarier.analysis.careers.retiring import END_OF_SERVICE
from asnkarier.analysis.careers.serving import CONTRACT, RETIRED, STANDING, in_service
from asnkarier.analysis.contradictions.standing import active_criteria, active_words
from asnkarier.analysis.match.unit_tree import unit_tree, units_within
from asnkarier.language import message
from asnkarier.model.book import CitationLine
from asnkarier.model.jabatan import is_acting, normalise_jabatan
from asnkarier.model.messages import N_
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

LEFT_OUT: Final = N_(
    "Left out: {standing} not in active service, {retired} past their retirement, {gone} no longer listed"
)
CONTRACT_OVER: Final = N_("Left out: {people} PPPK whose contract has ended")
UNCERTAIN: Final = N_("Counted although their kedudukan hukum or retirement day is not known: {people}")
CONTRACT_OPEN: Final = N_("Counted although the end of their contract is not known: {people} PPPK")
# Rows that were set aside and never came in: a blank is then no "none", whatever is declared complete.
ASIDE: Final = {
    "hukuman_disiplin": N_(
        "Hukuman disiplin of {people} people is not known: their rows were set aside at an import and never came in"
    ),
    "positions": N_(
        "Posts held by {people} people are not all known: rows were set aside at an import and never came in"
    ),
    "trainings": N_(
        "Trainings of {people} people are not all known: rows were set aside at an import and never came in"
    ),
    "credit_points": N_(
        "Credit points of {people} people are not all known: rows were set aside at an import and never came in"
    ),
    "competency_tests": N_(
        "Competency tests of {people} people are not all known: rows were set aside at an import and never came in"
    ),
}
ASIDE_OF_ANYBODY: Final = {
    "hukuman_disiplin": N_(
        "Not counted as complete: hukuman disiplin, because rows without a readable NIP were set aside, which may be about anybody"
    ),
    "positions": N_(
        "Not counted as complete: posts, because rows without a readable NIP were set aside, which may be about anybody"
    ),
    "trainings": N_(
        "Not counted as complete: trainings, because rows without a readable NIP were set aside, which may be about anybody"
    ),
    "credit_points": N_(
        "Not counted as complete: credit points, because rows without a readable NIP were set aside, which may be about anybody"
    ),
    "competency_tests": N_(
        "Not counted as complete: competency tests, because rows without a readable NIP were set aside, which may be about anybody"
    ),
}
GONE: Final = "gone"
ACTING: Final = N_(
    "The post is an appointment for a time (Plt., Plh., Pj.): it says nothing of the kelompok of the person's own post, so that is not known; "
    "write the person's own post, with its jenis jabatan and eselon"
)
# Why somebody counts in no total; what the law says of it stands among the citations.
NAMED: Final = {
    STANDING: N_(
        "Shown because named, but counted in no total: the kedudukan hukum {standing} is not active service."
    ),
    RETIRED: N_("Shown because named, but counted in no total: past the retirement."),
    CONTRACT: N_("Shown because named, but counted in no total: the contract has ended."),
    GONE: N_("Shown because named, but counted in no total: no longer listed."),
}


@dataclass(frozen=True)
class Who:
    """Whom a request is about: a person, a unit, the holders of a position; everybody where nothing is named."""

    nip: str | None = None
    unit: str | None = None
    jabatan: str | None = None


@dataclass(frozen=True)
class Within:
    """A unit with everything below it. people: for each person whether they are in it; names: of these units, normalised."""

    people: NDArray[np.bool_]
    names: frozenset[str]


def within_unit(people: pd.DataFrame, units: pd.DataFrame, name: str) -> Within:
    """Return who of the people (unit_kerja, unit_induk) belongs to the units of this normalised name.

    The list of units says what is below what; who names the unit as their unit_induk belongs to it whatever the list says.
    """
    tree = unit_tree(units, people["unit_kerja"].tolist(), people["unit_induk"].tolist())
    inside = units_within(tree, name)
    by_list = np.append(inside, False)[tree.of_person]  # NOWHERE is the last
    by_words = people["unit_induk"].fillna("").map(normalise).eq(name).to_numpy(dtype=bool)
    return Within(by_list | by_words, frozenset(normalise(tree.names[one]) for one in np.flatnonzero(inside)))


def selected(now: "Snapshot", request: Who) -> People:
    """Return the people that the request names; UsageError for a NIP, unit or position that nothing matches."""
    people = now.people
    employees = people.employees
    keep = np.ones(len(employees), dtype=bool)
    if request.nip is not None:
        keep &= (employees["nip"] == find_nip(employees, request.nip)).to_numpy(dtype=bool)
    if request.unit is not None:
        units = now.frames["units"]
        keep &= within_unit(employees, units, find_unit(employees, units, request.unit)).people
    if request.jabatan is not None:
        wanted = find_jabatan(employees["jabatan"].dropna().unique(), request.jabatan)
        keep &= (employees["jabatan"].fillna("").map(normalise_jabatan) == wanted).to_numpy(dtype=bool)
    return people.among(keep)


def named(now: "Snapshot", nip: str) -> "Snapshot":
    """Return the whole agency; its remarks say so where the one who is asked for by NIP or name does not count."""
    place = int((now.employees["nip"] == find_nip(now.employees, nip)).to_numpy().argmax())
    active = active_words(now.rulebook, now.as_of)
    why = str(in_service(now.employees, now.rulebook, active, now.as_of).left_out[place])
    who = now.employees.iloc[place]
    why = GONE if who["nip"] in now.leavers else why
    if is_acting(str(who["jabatan"])) and pd.isna(who["kelompok"]):
        now = replace(now, remarks=(*now.remarks, message(ACTING)))
    if not why:
        return now
    law = _citations(now, standing=int(why == STANDING), retired=int(why == RETIRED))
    remark = message(NAMED[why], standing=who[STANDING])
    return replace(now, remarks=(*now.remarks, remark), citations=(*now.citations, *law))


def why_left_out(now: "Snapshot") -> "pd.Series[str]":
    """Return by nip why people do not count, see `counted`: `kedudukan_hukum`, `pensiun`, `akhir_kontrak` or `gone`; empty for who does."""
    active = active_words(now.rulebook, now.as_of)
    why = in_service(now.employees, now.rulebook, active, now.as_of).left_out
    gone = now.employees["nip"].isin(now.leavers).to_numpy(dtype=bool)
    return pd.Series(np.where(gone, GONE, why), index=now.employees["nip"], dtype="str")


def counted(now: "Snapshot") -> "Snapshot":
    """Return the agency with only the people who count on that day; its remarks say how many were left out, and why.

    Who counts: in active service by the kedudukan hukum, before the retirement and the end of a contract, and still listed where the list was
    said to be complete. What is not known leaves nobody out, and is said. The law by which somebody was left out
    stands among its citations. Made once.
    """
    return now.kept.of("counted", lambda: _counted(now))


def _counted(now: "Snapshot") -> "Snapshot":
    employees = now.employees
    active = active_words(now.rulebook, now.as_of)
    service = in_service(employees, now.rulebook, active, now.as_of)
    why = service.left_out
    gone = employees["nip"].isin(now.leavers).to_numpy(dtype=bool)
    keep = (why == "") & ~gone
    standing, retired, over = (int(((why == one) & ~gone).sum()) for one in (STANDING, RETIRED, CONTRACT))
    remarks = list(now.remarks)
    if standing or retired or gone.any():
        remarks.append(message(LEFT_OUT, standing=standing, retired=retired, gone=int(gone.sum())))
    unknown, open_contract = (int((one & keep).sum()) for one in (service.uncertain, service.open_contract))
    for sentence, people in ((CONTRACT_OVER, over), (UNCERTAIN, unknown), (CONTRACT_OPEN, open_contract)):
        if people:
            remarks.append(message(sentence, people=people))
    remarks.extend(_aside(now, employees["nip"][keep].tolist()))
    kept = now if keep.all() else now.among(employees["nip"][keep].tolist())
    return replace(
        kept, remarks=tuple(remarks), citations=_citations(now, standing=standing, retired=retired)
    )


def _aside(now: "Snapshot", nips: Sequence[str]) -> "Iterator[str]":
    """Yield of which registers rows were set aside and never came in, and about how many of these people."""
    for register, sentence in ASIDE.items():
        out = now.set_aside.get(register, frozenset())
        people = len(out.intersection(nips))
        if people:
            yield message(sentence, people=people)
        if ANYBODY in out and register in now.settings.complete_registers:
            yield message(ASIDE_OF_ANYBODY[register])


def _citations(now: "Snapshot", *, standing: int, retired: int) -> tuple[CitationLine, ...]:
    """Return what leaves people out: the words of active service, each list of them once, and the retirement ages."""
    criteria = active_criteria(now.rulebook, now.as_of) if standing else ()
    words = {
        (str(one.value), one.citation.text): citation_line(criterion, one, now.as_of)
        for criterion, one in criteria
    }
    return (*words.values(), *(cite_parameters(now, END_OF_SERVICE) if retired else ()))
