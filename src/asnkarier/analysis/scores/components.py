"""The components of the score by which a post ranks people: all of them for everybody, and their weighted sum."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.careers.experience import Experience, measure_experience
from asnkarier.analysis.careers.study_fields import education_field_matches, fields_asked
from asnkarier.analysis.gates.check import Recruits
from asnkarier.analysis.gates.eligibility import Gate
from asnkarier.analysis.gates.targets import Target, jpm_sums
from asnkarier.analysis.kept import Kept, Same
from asnkarier.analysis.scores.bands import POINT, Band, weighted_sums, whole_weights
from asnkarier.analysis.scores.parts import (
    capped,
    integritas_band,
    kinerja_band,
    kompetensi_band,
    krs_band,
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
    dossiers: Dossiers,
    levels: pd.DataFrame,
    target: Target,
    gates: tuple[Gate, ...],
    rulebook: "RuleBook",
    kept: Kept | None = None,
) -> dict[str, Band]:
    """Return the band of every component for everybody, in the order of the dossiers.

    levels: the levels that count, potential among them. gates: of the post, which say what experience it asks for.
    kept: what other targets were told by the same dossiers, levels and law.
    """
    kept = kept or Kept()
    # All of the target that each component depends on, and how it is made.
    parts: dict[str, tuple[Hashable, Callable[[], Band]]] = {
        "kompetensi": (Same(target.jpm), lambda: kompetensi_band(jpm_sums(target, dossiers))),
        "kinerja": ((), lambda: capped(appraised(dossiers, rulebook))),
        "kualifikasi": (
            fields_asked(target.standard),
            lambda: kualifikasi_band(dossiers, rulebook, field_matches(dossiers, target, kept)),
        ),
        "pengalaman": (
            recruited(gates),
            lambda: pengalaman_band(leadership(dossiers, gates), rulebook, dossiers.as_of),
        ),
        "pengembangan": ((), lambda: pengembangan_band(dossiers, rulebook)),
        "potensi": ((), lambda: potensi_band(dossiers, levels, rulebook)),
        "integritas": ((), lambda: integritas_band(dossiers, rulebook)),
        "krs": ((), lambda: krs_band(dossiers)),
    }
    return {
        name: kept.of(("band", name, alike), partial(or_unknown, part, dossiers.count))
        for name, (alike, part) in parts.items()
    }


def appraised(dossiers: Dossiers, rulebook: "RuleBook") -> Band:
    """Return the worth of the appraisals of as many years as `kinerja/tahun_dinilai` says; RuleNotInForce without it."""
    return kinerja_band(dossiers, rulebook, rulebook.value(_YEARS, dossiers.as_of))


def appraised_years(rulebook: "RuleBook", as_of: date) -> int:
    """Return how many years of appraisals enter the score, 0 where no rule says it on that day."""
    rule = rulebook.in_force(_YEARS, as_of)
    return 0 if rule is None else int(rule.value)


def field_matches(dossiers: Dossiers, target: Target, kept: Kept | None = None) -> NDArray[np.int8]:
    """Return for everybody whether the field of study is one that the post's standard names; kept: see `score_bands`."""
    fields = fields_asked(target.standard)

    def made() -> NDArray[np.int8]:
        nowhere = np.zeros(dossiers.count, dtype=np.int64)
        return education_field_matches(dossiers.text("pendidikan"), [fields], nowhere, dossiers.studies)

    return made() if kept is None else kept.of(("fields", fields), made)


def leadership(dossiers: Dossiers, gates: tuple[Gate, ...]) -> Experience:
    """Return the service in the posts from which the gates recruit; in any known post when they name none."""
    wanted: Sequence[str] = ()
    classes = None
    for recruits in recruited(gates):
        wanted = recruits.kelompok
        classes = dossiers.classes_of(wanted) if recruits.by_class else classes
    return measure_experience(dossiers.spells, dossiers.count, wanted or KELOMPOK, classes)


def recruited(gates: tuple[Gate, ...]) -> tuple[Recruits, ...]:
    """Return the posts from which the gates take people, each gate's in turn."""
    asked = (gate for gate in gates if not gate.in_force.repealed)
    found = (gate.check.recruits(gate.in_force.value) for gate in asked)
    return tuple(one for one in found if one is not None)


def weighted_score(bands: Mapping[str, Band], weights: Mapping[str, int]) -> Ints:
    """Return the weighted score in millionths of a point; what is not known counts as nothing."""
    named = {name: weight for name, weight in weights.items() if weight > 0}
    whole = whole_weights(list(named.values()))
    low, _high = weighted_sums([bands[name] for name in named], whole)
    score: Ints = low // (sum(whole) * (POINT // MICRO))
    return score
