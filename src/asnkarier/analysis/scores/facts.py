"""Which facts, not known of a person, leave a part of a score open, and who would have to find out what.

Each function yields (who, kind, target): marks of the people, and what can be done as `gates.remedies` names it. Of somebody
whom no line names although the part is open, no data of the office will tell it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.careers.experience import Experience
from asnkarier.analysis.gates.registry import known_checks
from asnkarier.analysis.gates.remedies import APPRAISAL, CORRECT, FIELD, REGISTER
from asnkarier.analysis.outcomes import UNKNOWN
from asnkarier.analysis.scores.components import appraised_years
from asnkarier.analysis.scores.parts import unsettled_years

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

# The field of a person that says what was studied.
STUDY: Final = "pendidikan"
Told = Iterator[tuple[NDArray[np.bool_], str, str]]


def kinerja_facts(dossiers: Dossiers, rulebook: "RuleBook") -> Told:
    """Yield the appraisals, year by year, whose worth is not settled; RuleNotInForce without a worth."""
    years = appraised_years(rulebook, dossiers.as_of)
    for year, lacking in unsettled_years(dossiers, rulebook, years).items():
        yield lacking, APPRAISAL, str(year)


def pendidikan_facts(dossiers: Dossiers) -> Told:
    """Yield who has no level of education; one to which the law gives no points stays open whatever is filled in."""
    yield dossiers.text("tingkat_pendidikan") == "", FIELD, "tingkat_pendidikan"


def bidang_facts(dossiers: Dossiers, matches: NDArray[np.int8]) -> Told:
    """Yield who has no field of study although a standard asks for one, and whose field no table compares with it; matches: see `education_field_match`."""
    blank = dossiers.text("pendidikan") == ""
    yield (matches == UNKNOWN) & blank, FIELD, STUDY
    yield (matches == UNKNOWN) & ~blank, CORRECT, STUDY


def pengalaman_facts(experience: Experience, lacking: NDArray[np.bool_]) -> Told:
    """Yield what keeps the service of those who lack it open."""
    remedies = known_checks()["pengalaman_jabatan"].remedies
    for reason in sorted(set(experience.doubt[lacking]) - {""}):
        found = remedies.get(reason)
        if found is not None and found.kind:
            yield experience.doubt == reason, found.kind, found.target


def pengembangan_facts(dossiers: Dossiers) -> Told:
    """Yield whose trainings nobody has declared complete, and whose recorded ones have no hours or no date; only a PNS is bound to any.

    Whose status is not known may be bound: the status is asked, and the rest as of a PNS.
    """
    trainings, status = dossiers.trainings, dossiers.text("status_asn")
    may_be = status == ""
    bound = (status == "PNS") | may_be
    recorded = np.bincount(trainings.person, minlength=dossiers.count) > 0
    silent = ~recorded | dossiers.set_aside("trainings")
    lacking = np.isnan(trainings.jp) | np.isnat(trainings.finished)
    hours_open = np.bincount(trainings.person[lacking], minlength=dossiers.count) > 0
    yield may_be, FIELD, "status_asn"
    yield bound & silent, REGISTER, "trainings"
    yield bound & ~silent & (hours_open | ~may_be), FIELD, "jp"


def integritas_facts(dossiers: Dossiers, rulebook: "RuleBook") -> Told:
    """Yield what keeps the discipline record open; RuleNotInForce while it has no worth."""
    rulebook.value("talenta/nilai_disiplin", dossiers.as_of)
    level, end = dossiers.text("hukuman_disiplin"), dossiers.days("hukuman_selesai")
    blank = (level == "") & np.isnat(end)
    cleared = dossiers.cleared != ""
    endless = (level != "") & (level != "tidak_pernah") & np.isnat(end)
    aside = dossiers.set_aside("hukuman_disiplin")
    yield blank & ~cleared & ~aside, REGISTER, "hukuman_disiplin"
    yield (blank & cleared) | aside, FIELD, "hukuman_disiplin"
    yield endless & ~aside, FIELD, "hukuman_selesai"
    yield ~blank & ~endless & ~aside, CORRECT, "hukuman_disiplin"


def krs_facts(dossiers: Dossiers) -> Told:
    """Yield of whom no list says whether the PPK has put them into the Kelompok Rencana Suksesi."""
    yield dossiers.yes_no("krs") < 0, FIELD, "krs"
