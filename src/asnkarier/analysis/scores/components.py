"""The components of the score by which a post ranks people: all of them for everybody, and their weighted sum."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.careers.experience import Experience, measure_experience
from asnkarier.analysis.careers.study_fields import education_field_matches, fields_asked
from asnkarier.analysis.gates.eligibility import Gate
from asnkarier.analysis.gates.targets import Target, jpm_sums
from asnkarier.analysis.scores.bands import POINT, Band, weighted_sums, whole_weights
from asnkarier.analysis.scores.parts import (
    capped,
    integritas_band,
    kinerja_band,
    kompetensi_band,
    kualifikasi_band,
    or_unknown,
    pengalaman_band,
    pengembangan_band,
    potensi_band,
)
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.level import MICRO

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

# How many of the last complete years' appraisals enter the score.
_YEARS: Final = "kinerja/tahun_dinilai"


def score_bands(
    dossiers: Dossiers, levels: pd.DataFrame, target: Target, gates: tuple[Gate, ...], rulebook: "RuleBook"
) -> dict[str, Band]:
    """Return the band of every component for everybody, in the order of the dossiers.

    levels: the levels that count, potential among them. gates: of the post, which say what experience it asks for.
    """
    parts: dict[str, Callable[[], Band]] = {
        "kompetensi": lambda: kompetensi_band(jpm_sums(target, dossiers)),
        "kinerja": lambda: capped(appraised(dossiers, rulebook)),
        "kualifikasi": lambda: kualifikasi_band(dossiers, rulebook, field_matches(dossiers, target)),
        "pengalaman": lambda: pengalaman_band(leadership(dossiers, gates), rulebook, dossiers.as_of),
        "pengembangan": lambda: pengembangan_band(dossiers, rulebook),
        "potensi": lambda: potensi_band(dossiers, levels, rulebook),
        "integritas": lambda: integritas_band(dossiers, rulebook),
    }
    return {name: or_unknown(part, dossiers.count) for name, part in parts.items()}


def appraised(dossiers: Dossiers, rulebook: "RuleBook") -> Band:
    """Return the worth of the appraisals of as many years as `kinerja/tahun_dinilai` says; RuleNotInForce without it."""
    return kinerja_band(dossiers, rulebook, rulebook.value(_YEARS, dossiers.as_of))


def appraised_years(rulebook: "RuleBook", as_of: date) -> int:
    """Return how many years of appraisals enter the score, 0 where no rule says it on that day."""
    rule = rulebook.in_force(_YEARS, as_of)
    return 0 if rule is None else int(rule.value)


def field_matches(dossiers: Dossiers, target: Target) -> NDArray[np.int8]:
    """Return for everybody whether the field of study is one that the post's standard names."""
    nowhere = np.zeros(dossiers.count, dtype=np.int64)
    return education_field_matches(dossiers.text("pendidikan"), [fields_asked(target.standard)], nowhere)


def leadership(dossiers: Dossiers, gates: tuple[Gate, ...]) -> Experience:
    """Return the service in the posts from which the gates recruit; in any known post when they name none."""
    wanted: list[str] = []
    classes = None
    for gate in gates:
        recruits = None if gate.in_force.repealed else gate.check.recruits(gate.in_force.value)
        if recruits is not None:
            wanted = list(recruits.kelompok)
            classes = dossiers.classes_of(wanted) if recruits.by_class else classes
    return measure_experience(dossiers.spells, dossiers.count, wanted or KELOMPOK, classes)


def weighted_score(bands: Mapping[str, Band], weights: Mapping[str, int]) -> Ints:
    """Return the weighted score in millionths of a point; what is not known counts as nothing."""
    named = {name: weight for name, weight in weights.items() if weight > 0}
    whole = whole_weights(list(named.values()))
    low, _high = weighted_sums([bands[name] for name in named], whole)
    score: Ints = low // (sum(whole) * (POINT // MICRO))
    return score
