"""What leaves the gates of the next post open, and what would close each of them for certain."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.appraisals import judge_appraisal, known_triples, stated_facts
from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.careers.experience import FUNCTIONAL, measure_experience
from asnkarier.analysis.careers.spells import DOUBTS, HISTORY_MISSING, NO_DOUBT, Spells
from asnkarier.analysis.gates.eligibility import STATUS, Eligibility, Gate
from asnkarier.analysis.outcomes import MET, UNKNOWN
from asnkarier.analysis.readiness.blockers import (
    APPRAISAL,
    ASSESS,
    CORRECT,
    FIELD,
    NEXT,
    REGISTER,
    all_blocked,
    blocked,
)

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

# The reason of an open gate -> what to do; an empty target stands for the field that the gate looks at.
_REMEDIES: Final[Mapping[str, tuple[str, str]]] = {
    "data_missing": (FIELD, ""),
    "rank_unknown": (CORRECT, ""),
    "hukuman_end_missing": (FIELD, "hukuman_selesai"),
    "hukuman_contradiction": (CORRECT, "hukuman_disiplin"),
    "birth_date_contradiction": (CORRECT, "tanggal_lahir"),
    "training_missing": (REGISTER, "trainings"),
    "history_missing": (REGISTER, "positions"),
    "history_contradiction": (CORRECT, "jabatan"),
    "sampai_wrong": (CORRECT, "sampai"),
    "tmt_missing": (FIELD, "tmt_jabatan"),
    "class_missing": (FIELD, "kelas_jabatan"),
    "kelompok_unclear": (FIELD, "jenis_jabatan"),
}
_NOTHING: Final = ("", "")


def next_blockers(
    eligibility: Eligibility,
    dossiers: Dossiers,
    asked: NDArray[np.bool_],
    rulebook: "RuleBook",
) -> pd.DataFrame:
    """Return what leaves the eligibility of the people in `asked` open; person: the place in the dossiers.

    Somebody who fails a gate is decided, whatever else is unknown. Every gate that is open must close for the verdict to
    be certain, so each gives a row of its own, an appraisal gate one for each year.
    """
    is_open = asked & (eligibility.persons["status"].to_numpy(dtype=object) == STATUS[-1])
    return all_blocked(
        part for gate in eligibility.gates for part in _gate_blockers(gate, dossiers, is_open, rulebook)
    )


def _gate_blockers(
    gate: Gate, dossiers: Dossiers, is_open: NDArray[np.bool_], rulebook: "RuleBook"
) -> Iterator[pd.DataFrame]:
    people = np.flatnonzero(is_open & (gate.outcome.result == UNKNOWN)).astype(np.int64)
    uji, value = gate.criterion.uji, gate.in_force.value
    if not len(people):
        return
    if uji == "kinerja_minimal":
        yield from _years(value, dossiers, people, rulebook)
    elif uji == "pengalaman_jabatan":
        yield from _doubts(value, dossiers, people)
    elif uji == "jpm_minimal":
        yield _match(gate, dossiers, people)
    else:
        reason = gate.outcome.reason[people]
        found = [_remedy(one, gate) for one in reason]
        yield blocked(people, NEXT, reason, [kind for kind, _ in found], [target for _, target in found])


def _remedy(reason: str, gate: Gate) -> tuple[str, str]:
    kind, target = _REMEDIES.get(reason, _NOTHING)
    if reason == "kelompok_unclear":
        return FIELD, "jenjang"
    if reason == "rank_unknown" and gate.criterion.uji == "belum_bup":
        return _NOTHING  # the regulations name no age for the class; no data of the office can
    return kind, target or (gate.outcome.fields.partition(",")[0] if kind else "")


def _match(gate: Gate, dossiers: Dossiers, people: Ints) -> pd.DataFrame:
    """Return the open matches with the next post: assessing opens them where there is a standard to match."""
    reason = gate.outcome.reason[people]
    mendable = reason == "assessment_missing"
    unit = dossiers.text("unit_kerja")[people]
    return blocked(people, NEXT, reason, np.where(mendable, ASSESS, ""), np.where(mendable, unit, ""))


def _years(
    value: Mapping[str, Any], dossiers: Dossiers, people: Ints, rulebook: "RuleBook"
) -> Iterator[pd.DataFrame]:
    """Yield for each year the people whose appraisal of it is missing, incomplete or contradicts itself."""
    as_of, appraisals = dossiers.as_of, dossiers.appraisals
    order = rulebook.parameter("kinerja/urutan_predikat", as_of).value
    for year in range(as_of.year - value["tahun"], as_of.year):
        place = appraisals.of_year(year, dossiers.count)[people]
        code, stated = stated_facts(appraisals, place)
        triples = known_triples(rulebook, year, order)
        asks = {"unsur": value["unsur"], "predikat": value["predikat"]}
        met = [judge_appraisal(triples, order, one, **asks) == MET for one in stated]
        lacking = ~np.array([*met, False], dtype=bool)[code]
        reason = np.where(place < 0, "appraisal_missing", "appraisal_incomplete")
        yield blocked(people[lacking], NEXT, reason[lacking], APPRAISAL, str(year))


def _doubts(value: Mapping[str, Any], dossiers: Dossiers, people: Ints) -> Iterator[pd.DataFrame]:
    """Yield every reason why the service of these people in the posts asked for is doubtful, not only the first."""
    spells, wanted = dossiers.spells, value["kelompok"]
    classes = dossiers.classes_of(wanted) if value["setara_kelas_jabatan"] else None
    concerned = np.isin(spells.person, people)
    # Without any holder of such a post there is no class to compare with, whatever is filled in.
    held = np.isin(np.append(dossiers.kelompok, spells.kelompok).astype(str), wanted).any()
    by_class = _REMEDIES["class_missing"] if held else _NOTHING

    def doubted(kept: NDArray[np.bool_], *, plain: bool) -> dict[str, Ints]:
        part = _some(spells, concerned & kept, plain=plain)
        doubt = measure_experience(part, dossiers.count, wanted, classes).doubt[people]
        return {reason: people[doubt == reason] for reason in sorted(set(doubt) - {""})}

    def rows(reason: str, who: Ints) -> pd.DataFrame:
        kind, target = by_class if reason == "class_missing" else _REMEDIES[reason]
        return blocked(who, NEXT, reason, kind, target)

    for code in range(1, len(DOUBTS)):
        for reason, who in doubted(spells.doubt == code, plain=False).items():
            yield rows(reason, who)
            if code == HISTORY_MISSING:
                # What is not recorded may turn out to be a functional post, which asks for classes to compare with,
                # and to be open at its end, which is then the beginning of the present post.
                yield rows("tmt_missing", who[np.isnat(dossiers.days("tmt_jabatan")[who])])
                if classes is not None and not classes:
                    yield rows("class_missing", who)
    for kept, without_class in _ways_of_being_unclear(spells):
        for reason, who in doubted(kept, plain=True).items():
            yield rows(reason, who)
            # So may this, and then its own class must be known as well.
            if reason == "kelompok_unclear" and classes is not None and (without_class or not classes):
                yield rows("class_missing", who)


def _ways_of_being_unclear(spells: Spells) -> Iterator[tuple[NDArray[np.bool_], bool]]:
    """Yield the recorded spells in groups that leave the kind of post unclear in one way each, and whether classless."""
    recorded = spells.doubt != HISTORY_MISSING
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
