"""Performance: in each of the last complete years, each element and the predikat at least so good."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from asnkarier.analysis.arrays import Ints, alike
from asnkarier.analysis.careers.appraisals import (
    CONTRADICTION,
    Triple,
    judge_appraisal,
    known_triples,
    stated_facts,
)
from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.remedies import APPRAISAL, Blocker, Waiting
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MET,
    NOT_MET,
    UNKNOWN,
    Outcome,
    RestsOn,
    Told,
    joined_rests,
    outcome,
    told,
)
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, Said, said
from asnkarier.rules.vocabulary import Ekspektasi, Part, Predikat

_FACTS: Final = ("hasil_kerja", "perilaku_kerja", "predikat")
_ORDER: Final = "kinerja/urutan_predikat"
_REASONS: Final = {UNKNOWN: "appraisal_incomplete", CONTRADICTION: "appraisal_contradiction"}


class KinerjaMinimal(Part):
    """Each element of the appraisal at least `unsur` and the predikat at least `predikat` in each of the last years.

    Without `unsur` only the predikat is asked.
    """

    unsur: Ekspektasi | None = None
    predikat: Predikat
    tahun: Annotated[int, Field(ge=1, le=10, strict=True)]


def _judge(value: dict[str, Any], case: Case) -> Outcome:
    """In each of the last `tahun` complete calendar years, each element at least `unsur` and predikat at least `predikat`.

    One bad year is a failure whatever the others are; a year without an appraisal, or one that contradicts itself, is
    unknown. What the appraisal does not state is reasoned from the matrix (see `careers.appraisals`).
    """
    years = [case.dossiers.last_year - back for back in range(value["tahun"])]
    verdict = np.full(case.count, MET, dtype=np.int8)
    reason = np.full(case.count, "", dtype=object)
    deciding = np.full(case.count, -1, dtype=np.int64)
    columns, rests_on = [], []
    for year in years:
        place = case.dossiers.appraisals.of_year(year, case.count)
        code, stated, judgements = _judged_year(value, case, year, place)
        judged = np.array(judgements, dtype=np.int64)[code]
        columns.append(told([_appraisal(year, one) for one in stated], code))
        rests_on.append(_stated_cells(case, code, stated, place))
        why = np.array([_REASONS.get(one, "") for one in range(CONTRADICTION + 1)], dtype=object)[judged]
        why[place < 0] = "appraisal_missing"
        _settle(verdict, reason, deciding, np.where(judged == CONTRADICTION, UNKNOWN, judged), why, place)
    appraisals = case.dossiers.appraisals
    return outcome(
        verdict,
        _joined(columns),
        _required(value, years),
        reason=reason,
        source=(np.append(appraisals.source_id, -1)[deciding], np.append(appraisals.row, -1)[deciding]),
        rests_on=joined_rests(rests_on),
    )


def _judged_year(
    value: dict[str, Any], case: Case, year: int, place: Ints
) -> tuple[Ints, list[Triple], list[int]]:
    """Return for each place a code, and what each code stands for: the facts stated, and what they are judged."""
    order = case.rulebook.value(_ORDER, case.dossiers.as_of)
    triples = known_triples(case.rulebook, year, order)
    code, stated = stated_facts(case.dossiers.appraisals, place)
    asks = {"unsur": value["unsur"], "predikat": value["predikat"]}
    return code, stated, [judge_appraisal(triples, order, one, **asks) for one in stated]


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


def _appraisal(year: int, stated: Triple) -> Said:
    hasil, perilaku, predikat = (Code(word) if word else None for word in stated)
    if hasil is None and perilaku is None:
        return said("appraisal", tahun=year, predikat=predikat)
    return said(
        "appraisal_elements", tahun=year, predikat=predikat, hasil_kerja=hasil, perilaku_kerja=perilaku
    )


def _stated_cells(case: Case, code: Ints, stated: Sequence[Triple], place: Ints) -> RestsOn:
    """Return the appraisals of a year with the facts that each states."""
    said_by = [",".join(name for name, word in zip(_FACTS, one, strict=True) if word) for one in stated]
    fields = np.array([*said_by, ""], dtype=object)[code]
    person = np.flatnonzero((place >= 0) & (fields != ""))
    appraisals = case.dossiers.appraisals
    at = place[person]
    return RestsOn(person, appraisals.source_id[at], appraisals.row[at], fields[person])


def _required(value: dict[str, Any], years: Sequence[int]) -> Said:
    if value["unsur"] is None:
        return said("predikat_at_least", predikat=Code(value["predikat"]), first=years[-1], last=years[0])
    return said(
        "kinerja_at_least",
        predikat=Code(value["predikat"]),
        unsur=Code(value["unsur"]),
        first=years[-1],
        last=years[0],
    )


def _joined(columns: Sequence[Told]) -> Told:
    """Return what is said of several years together, each distinct combination once."""
    code, rows = alike([one.code for one in columns])
    parts = [tuple(year.words[place] for year, place in zip(columns, one, strict=True)) for one in rows]
    return told([one[0] if len(one) == 1 else said("together", parts=one) for one in parts], code)


def _years_back(value: dict[str, Any]) -> int:
    return int(value["tahun"])


def _blockers(waiting: Waiting) -> Iterator[Blocker]:
    """Yield for each year the people whose appraisal of it is missing, incomplete or contradicts itself."""
    case, people = waiting.case, waiting.people
    last = case.dossiers.last_year
    for year in range(last - _years_back(waiting.value) + 1, last + 1):
        place = case.dossiers.appraisals.of_year(year, case.count)[people]
        code, _stated, judgements = _judged_year(waiting.value, case, year, place)
        lacking = ~np.array([*(one == MET for one in judgements), False], dtype=bool)[code]
        reason = np.where(place < 0, "appraisal_missing", "appraisal_incomplete")
        yield Blocker(people[lacking], reason[lacking], APPRAISAL, str(year))


CHECK = Check(
    "kinerja_minimal",
    KinerjaMinimal,
    N_("was appraised at least so well in each of the last years"),
    _judge,
    alike=of_nobody,
    facts=_FACTS,
    parameters=(_ORDER,),
    years_back=_years_back,
    rise="appraisal",
    blockers=_blockers,
)
