"""What the job standard of the post asks for besides competencies, by how much it matters: mutlak, penting or perlu."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints, alike
from asnkarier.analysis.careers.study_fields import STUDY_TABLE, education_field_matches
from asnkarier.analysis.gates.check import Check
from asnkarier.analysis.gates.remedies import CORRECT, FIELD, REGISTER, Blocker, Waiting
from asnkarier.analysis.gates.single_facts import ranked
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MANUAL,
    MET,
    NOT_MET,
    NOTHING_RECORDED,
    NOTHING_REQUIRED,
    UNKNOWN,
    Outcome,
    RestsOn,
    Told,
    constant,
    joined_rests,
    outcome,
    rests_of,
    told,
    told_alike,
)
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said, together
from asnkarier.model.terms import normalise
from asnkarier.rules.vocabulary import Part

if TYPE_CHECKING:
    from asnkarier.catalog.types import JobStandard

_NOWHERE: Final = -1
_FIRST: Final = "nama_pelatihan"


class PersyaratanJabatan(Part):
    """How much the requirements matter that are looked at; what is not mutlak is said and excludes nobody."""

    tingkat: Literal["mutlak", "penting", "perlu"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One requirement, how everybody stands to it, and the fact that tells. register: the register that holds it, if one does."""

    outcome: Outcome
    field: str
    register: str = ""


def _judge(value: dict[str, Any], case: Case) -> Outcome:
    """Each requirement of that weight is met: education, field of study, rank, trainings; experience is for people.

    Not met when one is not, unknown when one may not be. Names of trainings and fields are compared by their words: all
    words of the required name must stand in the recorded one. A person for whom no training at all is recorded is unknown
    unless the register `trainings` is declared complete; once some are, one that is not among them counts as missing.
    Without a standard of the agency's own nothing is asked yet, and people must look.
    """
    standard = case.target.standard
    if standard is None or standard.is_default:
        reason = constant(case.count, "standard_missing")
        return outcome(np.full(case.count, MANUAL), told_alike(case.count), NOTHING_REQUIRED, reason=reason)
    asked = list(_asked(standard, value["tingkat"], case))
    parts = [one.outcome for one in asked]
    stories = [one for one in standard.pengalaman if one.tingkat == value["tingkat"]]
    if not parts and not stories:
        return outcome(np.full(case.count, MET), told_alike(case.count), NOTHING_REQUIRED)
    results = np.array([one.result for one in parts], dtype=np.int8).reshape(len(parts), case.count)
    failed, is_open = (results == NOT_MET).any(axis=0), (results == UNKNOWN).any(axis=0)
    result = np.select([failed, is_open], [NOT_MET, UNKNOWN], MANUAL if stories else MET)
    reason = np.where(result == MANUAL, "human_judgement", "").astype(object)
    source = np.full(case.count, _NOWHERE), np.full(case.count, _NOWHERE)
    field = constant(case.count, _FIRST)
    rests_on = []
    for name, one in zip(reversed([one.field for one in asked]), reversed(parts), strict=True):
        # what decides first is told last
        deciding = one.result == np.where(result == MANUAL, MET, result)
        reason[deciding & (result == UNKNOWN)] = one.reason[deciding & (result == UNKNOWN)]
        for place, column in zip(source, (one.source_id, one.row), strict=True):
            place[deciding] = column[deciding]
        field[deciding] = name
        rests_on.append(rests_of(one, np.flatnonzero(deciding), name))
    lived = [said("trainings_wanted", names=(one.uraian,)) for one in stories]
    required = together((*(one.required for one in parts), *lived)) or NOTHING_REQUIRED
    return outcome(
        result,
        _seen([one.observed for one in parts], case.count),
        required,
        reason=reason,
        source=source,
        field=field,
        rests_on=joined_rests(rests_on[::-1]),
    )


def _asked(standard: "JobStandard", tingkat: str, case: Case) -> Iterator[_Asked]:
    """Yield the requirements of one weight that data can decide."""
    if standard.pendidikan_tingkat == tingkat:
        if standard.pendidikan_jenjang:
            found = ranked(
                "tingkat_pendidikan", standard.pendidikan_jenjang, case, case.rulebook.pendidikan_rank
            )
            yield _Asked(found, "tingkat_pendidikan")
        if standard.pendidikan_bidang:
            yield _Asked(_field_of_study(standard.pendidikan_bidang, case), "pendidikan")
    if standard.pangkat and standard.pangkat_tingkat == tingkat:
        yield _Asked(ranked("golongan", standard.pangkat, case, case.rulebook.golongan_rank), "golongan")
    wanted = [one.nama for one in standard.pelatihan if one.tingkat == tingkat]
    if wanted:
        yield _Asked(_trainings(wanted, case), _FIRST, "trainings")


def _field_of_study(fields: tuple[str, ...], case: Case) -> Outcome:
    facts = case.dossiers.text("pendidikan")
    nowhere = np.zeros(case.count, dtype=np.int64)
    result = education_field_matches(facts, [fields], nowhere, case.dossiers.studies)
    code, unique = pd.factorize(facts)
    observed = told([said("recorded", value=fact) if fact else NOTHING_RECORDED for fact in unique], code)
    why = np.where(facts == "", "data_missing", "field_unlisted")
    reason = np.where(result == UNKNOWN, why, "").astype(object)
    return outcome(
        result, observed, said("one_of", values=fields), reason=reason, source=case.dossiers.source
    )


def _trainings(wanted: list[str], case: Case) -> Outcome:
    trainings = case.dossiers.trainings
    lacking = np.zeros(case.count, dtype=np.int64)
    last = np.full(case.count, _NOWHERE, dtype=np.int64)
    cited: list[Ints] = [np.empty(0, dtype=np.int64)]
    for name in wanted:
        holders = np.flatnonzero(_contains_words(trainings.name, name))
        last[trainings.person[holders]] = holders
        cited.append(holders)
        lacking += ~(np.bincount(trainings.person[holders], minlength=case.count) > 0)
    rows = np.concatenate(cited)
    silent = np.bincount(trainings.person, minlength=case.count) == 0
    aside = case.dossiers.set_aside("trainings")
    silent = (silent & ~case.dossiers.declared("trainings")) | aside
    result = np.where(lacking == 0, MET, np.where(silent, UNKNOWN, NOT_MET))
    reason = np.where(result == UNKNOWN, np.where(aside, "rows_set_aside", "training_missing"), "").astype(
        object
    )
    many = np.bincount(trainings.person, minlength=case.count)
    whole = np.where((result == NOT_MET) & ~case.dossiers.declared("trainings"), many, 0)
    code, pairs = alike([lacking, whole])
    held = [_held(len(wanted) - int(gone), len(wanted), int(listed)) for gone, listed in pairs]
    # That one is missing rests on every row of the list; that all are there, on theirs.
    lacks = np.flatnonzero((result == NOT_MET)[trainings.person])
    rows = np.unique(np.concatenate([rows, lacks]))
    return outcome(
        result,
        told(held, code),
        said("trainings_wanted", names=tuple(wanted)),
        reason=reason,
        source=(np.append(trainings.source_id, _NOWHERE)[last], np.append(trainings.row, _NOWHERE)[last]),
        rests_on=RestsOn(
            trainings.person[rows],
            trainings.source_id[rows],
            trainings.row[rows],
            np.full(len(rows), _FIRST, dtype=object),
        ),
    )


def _held(held: int, wanted: int, listed: int) -> Said:
    """Return how many of the trainings are recorded; listed: rows of a list that is taken to be all there are without anybody having said so, else 0."""
    if listed:
        return said("trainings_held_whole", held=held, wanted=wanted, rows=listed)
    return said("trainings_held", held=held, wanted=wanted)


def _contains_words(names: NDArray[np.object_], wanted: str) -> NDArray[np.bool_]:
    needed = set(normalise(wanted).split())
    code, unique = pd.factorize(names)
    return np.array([needed <= set(name.split()) for name in unique], dtype=bool)[code]


def _seen(columns: list[Told], count: int) -> Told:
    """Return what is seen of all requirements together, each distinct combination once."""
    if not columns:
        return told_alike(count)
    code, rows = alike([one.code for one in columns])
    words: list[Said] = []
    for one in rows:
        parts = tuple(column.words[place] for column, place in zip(columns, one, strict=True))
        words.append(together(parts) or NOTHING_RECORDED)
    return told(words, code)


def _blockers(waiting: Waiting) -> Iterable[Blocker]:
    """Yield for each open requirement the people who wait for it, and the fact that would decide it."""
    standard = waiting.case.target.standard
    for one in _asked(standard, waiting.value["tingkat"], waiting.case) if standard else ():
        people: Ints = waiting.people[one.outcome.result[waiting.people] == UNKNOWN]
        reason = one.outcome.reason[people]
        kind = np.where(reason == "rank_unknown", CORRECT, REGISTER if one.register else FIELD)
        yield Blocker(people, reason, kind, one.register or one.field)


# What is only penting comes before what is only perlu.
_WEIGHT: Final = {"mutlak": 0, "penting": 2, "perlu": 1}


def _advisory(value: dict[str, Any]) -> int:
    return _WEIGHT[value["tingkat"]]


def _alike(_value: object, case: Case) -> Hashable:
    one = case.target.standard
    if one is None:
        return ()
    study = one.pendidikan_jenjang, one.pendidikan_bidang, one.pendidikan_tingkat
    return study, one.pangkat, one.pangkat_tingkat, one.pelatihan, one.pengalaman


CHECK = Check(
    "persyaratan_jabatan",
    PersyaratanJabatan,
    N_("meets what the job standard asks for besides competencies"),
    _judge,
    alike=_alike,
    facts=(_FIRST, "tingkat_pendidikan", "pendidikan", "golongan"),
    parameters=("referensi/pendidikan", "referensi/golongan", STUDY_TABLE),
    advisory=_advisory,
    blockers=_blockers,
)
