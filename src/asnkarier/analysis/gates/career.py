"""Checks on what a person has done: posts held, jenjang, appraisals."""

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.appraisals import (
    CONTRADICTION,
    appraisal_text,
    judge_appraisal,
    known_triples,
    stated_facts,
)
from asnkarier.analysis.careers.experience import Experience, measure_experience
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MET,
    MISSING,
    NOT_MET,
    UNKNOWN,
    Outcome,
    interval_verdicts,
    outcome,
    verdicts,
)
from asnkarier.analysis.spans import MONTHS_PER_YEAR, NEVER, span_texts
from asnkarier.model.jabatan import split_jenjang
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES

_APPRAISAL_REASONS: Final = {UNKNOWN: "appraisal_incomplete", CONTRADICTION: "appraisal_contradiction"}


def check_pengalaman_jabatan(value: dict[str, Any], case: Case) -> Outcome:
    """At least `tahun` years in posts of `kelompok`, or in functional posts of the same kelas jabatan where that counts.

    "JF setingkat" means the same kelas jabatan (elucidation of PP 11/2017 Pasal 54): the classes of the posts of
    `kelompok` held in the agency. Whether the field of work is relevant is for people to judge.
    """
    months = round(value["tahun"] * MONTHS_PER_YEAR)
    classes = case.dossiers.classes_of(value["kelompok"]) if value["setara_kelas_jabatan"] else None
    found = measure_experience(case.dossiers.spells, case.count, value["kelompok"], classes)
    result = interval_verdicts(found.proven.reaches(months), found.possible.reaches(months))
    waiting = (result == NOT_MET) & found.running
    reason = np.where(result == UNKNOWN, found.doubt, "").astype(object)
    setara = " atau JF setingkat" if value["setara_kelas_jabatan"] else ""
    return outcome(
        result,
        span_texts(found.proven.months, found.proven.days),
        f"≥ {value['tahun']:g} tahun {'/'.join(value['kelompok'])}{setara}",
        "jabatan,tmt_jabatan",
        reason=reason,
        eligible_on=np.where(waiting, found.proven.reached_on(months), NEVER),
        source=_evidence(found, case),
    )


def _evidence(found: Experience, case: Case) -> tuple[Ints, Ints]:
    """Return the row of the last proven spell, or that of the person where there is none."""
    own_id, own_row = case.dossiers.source
    has = found.row >= 0
    return np.where(has, found.source_id, own_id), np.where(has, found.row, own_row)


def check_jenjang_sebelumnya(value: object, case: Case) -> Outcome:
    """The present post is the same functional post, one jenjang below the target (PP 11/2017 Pasal 81).

    value is always true; the steps are the parameter `jabatan/jenjang_berikutnya`.
    """
    del value
    as_of = case.dossiers.as_of
    kelompok = case.dossiers.kelompok
    code, unique = pd.factorize(kelompok)
    steps = [case.rulebook.next_kelompok(one, as_of) == case.target.kelompok for one in unique]
    below = np.array([*steps, False], dtype=bool)[code]
    names, distinct = pd.factorize(case.dossiers.jabatan)
    wanted = split_jenjang(case.target.jabatan)[0]
    same = np.array([split_jenjang(name)[0] == wanted for name in distinct], dtype=bool)[names]
    unclear = code < 0
    might = (
        unclear
        & same
        & (case.dossiers.text("jenjang") == "")
        & (case.dossiers.text("jenis_jabatan") != "pelaksana")
    )
    result = np.where(might, UNKNOWN, verdicts(below & same, np.ones(case.count, dtype=bool)))
    reason = np.where(might, "kelompok_unclear", "").astype(object)
    before = [one for one in _kelompok_before(case) if one in FUNCTIONAL_CLASSES]
    return outcome(
        result,
        np.where(unclear, MISSING, kelompok),
        f"{wanted}: {'/'.join(before) or MISSING}",
        "jabatan,jenjang",
        reason=reason,
        source=case.dossiers.source,
    )


def _kelompok_before(case: Case) -> list[str]:
    steps = case.rulebook.parameter("jabatan/jenjang_berikutnya", case.dossiers.as_of).value
    return [one for one, following in steps.items() if following == case.target.kelompok]


def check_kinerja_minimal(value: dict[str, Any], case: Case) -> Outcome:
    """In each of the last `tahun` complete calendar years, each element at least `unsur` and predikat at least `predikat`.

    One bad year is a failure whatever the others are; a year without an appraisal, or one that contradicts itself, is
    unknown. What the appraisal does not state is reasoned from the matrix (see `performance_record`).
    """
    as_of = case.dossiers.as_of
    order = case.rulebook.parameter("kinerja/urutan_predikat", as_of).value
    years = [as_of.year - back for back in range(1, value["tahun"] + 1)]
    verdict = np.full(case.count, MET, dtype=np.int8)
    reason = np.full(case.count, "", dtype=object)
    deciding = np.full(case.count, -1, dtype=np.int64)
    columns = []
    for year in years:
        triples = known_triples(case.rulebook, year, order)
        place = case.dossiers.appraisals.of_year(year, case.count)
        code, stated = stated_facts(case.dossiers.appraisals, place)
        judged = np.array(
            [
                judge_appraisal(triples, order, one, unsur=value["unsur"], predikat=value["predikat"])
                for one in stated
            ],
            dtype=np.int64,
        )[code]
        columns.append(np.array([f"{year}: {appraisal_text(one)}" for one in stated], dtype=object)[code])
        why = np.array([_APPRAISAL_REASONS.get(one, "") for one in range(CONTRADICTION + 1)], dtype=object)[
            judged
        ]
        why[place < 0] = "appraisal_missing"
        _settle(verdict, reason, deciding, np.where(judged == CONTRADICTION, UNKNOWN, judged), why, place)
    appraisals = case.dossiers.appraisals
    return outcome(
        verdict,
        _joined(columns),
        f"≥ {value['predikat']}, setiap unsur ≥ {value['unsur']}, {years[-1]}–{years[0]}",
        "hasil_kerja,perilaku_kerja,predikat",
        reason=reason,
        source=(np.append(appraisals.source_id, -1)[deciding], np.append(appraisals.row, -1)[deciding]),
    )


def _settle(
    verdict: NDArray[np.int8],
    reason: NDArray[np.object_],
    deciding: Ints,
    judged: NDArray[np.integer],
    why: NDArray[np.object_],
    place: Ints,
) -> None:
    """Fold one year into the verdict so far (in place): a failure stands, then the first unknown, then met."""
    fails = (judged == NOT_MET) & (verdict != NOT_MET)
    opens = (judged == UNKNOWN) & (verdict == MET)
    first = (judged == MET) & (verdict == MET) & (deciding < 0)
    deciding[fails | opens | first] = place[fails | opens | first]
    reason[fails] = ""
    reason[opens] = why[opens]
    verdict[fails] = NOT_MET
    verdict[opens] = UNKNOWN


def _joined(columns: list[NDArray[np.object_]]) -> NDArray[np.object_]:
    """Return the texts of several columns joined by `; `, each distinct combination joined once."""
    code, unique = pd.factorize(pd.MultiIndex.from_arrays(columns))
    return np.array(["; ".join(parts) for parts in unique], dtype=object)[code]
