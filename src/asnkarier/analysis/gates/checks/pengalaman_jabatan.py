"""Years in posts of certain classes, or in functional posts of the same kelas jabatan."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Annotated, Any, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.careers.experience import FUNCTIONAL, Experience, measure_experience
from asnkarier.analysis.careers.spells import DOUBTS, HISTORY_MISSING, NO_DOUBT, UNRECORDED, Spells
from asnkarier.analysis.gates.check import Check, Recruits, of_nobody
from asnkarier.analysis.gates.remedies import CORRECT, FIELD, NO_REMEDY, REGISTER, Blocker, Remedy, Waiting
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MET,
    NOT_MET,
    UNKNOWN,
    Outcome,
    RestsOn,
    interval_verdicts,
    outcome,
    told,
)
from asnkarier.analysis.spans import NEVER, distinct_spans
from asnkarier.model.codes.reasons import NOT_IN_FORCE
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, Said, said, span_of_years
from asnkarier.rules.vocabulary import Kelompok, Part, Years

_FACTS: Final = ("jabatan", "tmt_jabatan")
_ESELON: Final = "jabatan/eselon_kelompok"
_REMEDIES: Final[Mapping[str, Remedy]] = {
    "dates_contradict": Remedy(CORRECT, "tmt_jabatan"),
    "history_missing": Remedy(REGISTER, "positions"),
    "history_contradiction": Remedy(CORRECT, "jabatan"),
    "sampai_wrong": Remedy(CORRECT, "sampai"),
    "tmt_missing": Remedy(FIELD, "tmt_jabatan"),
    "class_missing": Remedy(FIELD, "kelas_jabatan"),
    "comparison_class_missing": Remedy(FIELD, "kelas_pembanding"),
    "kelompok_unclear": Remedy(FIELD, "jenis_jabatan"),
}


class PengalamanJabatan(Part):
    """Years in posts of certain kelompok; `setara_kelas_jabatan` also counts functional posts of the same job class."""

    kelompok: Annotated[list[Kelompok], Field(min_length=1)]
    setara_kelas_jabatan: bool = False
    tahun: Years


def _judge(value: dict[str, Any], case: Case) -> Outcome:
    """At least `tahun` years in posts of `kelompok`, or in functional posts of the same kelas jabatan where that counts.

    "JF setingkat" means the same kelas jabatan (elucidation of PP 11/2017 Pasal 54): the classes of the posts of
    `kelompok` held in the agency. Whether the field of work is relevant is for people to judge.
    """
    months = span_of_years(value["tahun"]).months
    found = measure_experience(case.dossiers.spells, case.count, value["kelompok"], _classes(value, case))
    result = interval_verdicts(found.proven.reaches(months), found.possible.reaches(months))
    # Where doubtful service may already suffice, the proven one does on that day at the latest.
    waiting = (result != MET) & found.running
    reason = np.where(result == UNKNOWN, found.doubt, "").astype(object)
    if (
        case.rulebook.in_force(_ESELON, case.dossiers.as_of) is None
    ):  # no data of the office would make it clear
        reason[reason == "kelompok_unclear"] = NOT_IN_FORCE
    code, spans = distinct_spans(found.proven.months, found.proven.days)
    return outcome(
        result,
        told([said("service", service=one) for one in spans], code),
        _required(value),
        reason=reason,
        eligible_on=np.where(waiting, found.proven.reached_on(months), NEVER),
        curable=(result == NOT_MET) & ~found.running & found.may_run,
        source=_evidence(found, case),
        rests_on=_counted(found, case),
    )


def _required(value: dict[str, Any]) -> Said:
    code = "service_or_equal_class" if value["setara_kelas_jabatan"] else "service_at_least"
    kelompok = tuple(Code(one) for one in value["kelompok"])
    return said(code, least=span_of_years(value["tahun"]), kelompok=kelompok)


def _classes(value: dict[str, Any], case: Case) -> frozenset[int] | None:
    return case.dossiers.classes_of(value["kelompok"]) if value["setara_kelas_jabatan"] else None


def _evidence(found: Experience, case: Case) -> tuple[Ints, Ints]:
    """Return the row of the last proven spell, or that of the person where there is none."""
    own_id, own_row = case.dossiers.source
    has = found.row >= 0
    return np.where(has, found.source_id, own_id), np.where(has, found.row, own_row)


def _counted(found: Experience, case: Case) -> RestsOn:
    """Return every proven spell, the last one first: the post, the day from which its years count, and the last one where its row says it."""
    spells, last_first = case.dossiers.spells, found.counted[::-1]
    known = last_first[spells.source_id[last_first] >= 0]
    fields = np.where(spells.ended[known], ",".join((*_FACTS, "sampai")), ",".join(_FACTS)).astype(object)
    return RestsOn(spells.person[known], spells.source_id[known], spells.row[known], fields)


def _recruits(value: dict[str, Any]) -> Recruits:
    return Recruits(tuple(value["kelompok"]), value["setara_kelas_jabatan"])


def _blockers(waiting: Waiting) -> Iterator[Blocker]:
    """Yield every reason why the service of these people in the posts asked for is doubtful, not only the first."""
    dossiers, people, wanted = waiting.case.dossiers, waiting.people, waiting.value["kelompok"]
    spells, classes = dossiers.spells, _classes(waiting.value, waiting.case)
    concerned = np.isin(spells.person, people)
    # Without any holder of such a post there is no class to compare with, whatever is filled in.
    held = any(name in wanted for name, _ in dossiers.posts_held)
    idle = {} if held else dict.fromkeys(("class_missing", "comparison_class_missing"), NO_REMEDY)
    remedies = {**_REMEDIES, **idle}

    def doubted(kept: NDArray[np.bool_], *, plain: bool) -> dict[str, Ints]:
        part = _some(spells, concerned & kept, plain=plain)
        doubt = measure_experience(part, dossiers.count, wanted, classes).doubt[people]
        return {reason: people[doubt == reason] for reason in sorted(set(doubt) - {""})}

    def rows(reason: str, who: Ints) -> Blocker:
        return Blocker(who, reason, remedies[reason].kind, remedies[reason].target)

    for code in range(1, len(DOUBTS)):
        for reason, who in doubted(spells.doubt == code, plain=False).items():
            yield rows(reason, who)
            for other, some in _follow(code, who, dossiers, classes):
                yield rows(other, some)
    for kept, without_class in _ways_of_being_unclear(spells):
        for reason, who in doubted(kept, plain=True).items():
            yield rows(reason, who)
            for other in _classes_asked(reason, classes, without_class):
                yield rows(other, who)


def _classes_asked(reason: str, classes: frozenset[int] | None, without_class: bool) -> Iterator[str]:
    """Yield the classes that must be known besides: of a post that may be functional, and of those that it is compared with."""
    if classes is None or reason not in ("kelompok_unclear", "comparison_class_missing"):
        return
    if without_class:
        yield "class_missing"
    if not classes and reason == "kelompok_unclear":
        yield "comparison_class_missing"


def _follow(
    code: int, who: Ints, dossiers: Dossiers, classes: frozenset[int] | None
) -> Iterator[tuple[str, Ints]]:
    """Yield what must be known besides where the time of a doubt may hide posts that are not recorded."""
    if code not in UNRECORDED:
        return
    if code != HISTORY_MISSING:  # the right date leaves the time before it open
        yield "history_missing", who
    # What is not recorded may turn out to be a functional post, which asks for classes to compare with,
    # and to be open at its end, which is then the beginning of the present post.
    yield "tmt_missing", who[np.isnat(dossiers.days("tmt_jabatan")[who])]
    if classes is not None and not classes:
        yield "comparison_class_missing", who


def _ways_of_being_unclear(spells: Spells) -> Iterator[tuple[NDArray[np.bool_], bool]]:
    """Yield the recorded spells in groups that leave the kind of post unclear in one way each, and whether classless."""
    recorded = ~np.isin(spells.doubt, UNRECORDED)
    nameless = np.array([name is None for name in spells.kelompok], dtype=bool)
    functional = spells.jenis == FUNCTIONAL
    classless = spells.kelas < 0
    for no_name, is_functional, no_class in product((False, True), repeat=3):
        group = (nameless == no_name) & (functional == is_functional) & (classless == no_class)
        yield recorded & group, no_class


def _some(spells: Spells, kept: NDArray[np.bool_], *, plain: bool) -> Spells:
    """Return some spells; plain: as if nothing about their dates were doubtful."""
    names = ("person", "start", "end", "kelompok", "jenis", "kelas", "doubt", "running", "source_id", "row")
    part = replace(spells, **{name: getattr(spells, name)[kept] for name in names})
    return replace(part, doubt=np.full(len(part.doubt), NO_DOUBT, dtype=np.int8)) if plain else part


CHECK = Check(
    "pengalaman_jabatan",
    PengalamanJabatan,
    N_("has held such posts for this many years"),
    _judge,
    alike=of_nobody,
    facts=_FACTS,
    way_up=True,
    recruits=_recruits,
    remedies=_REMEDIES,
    blockers=_blockers,
)
