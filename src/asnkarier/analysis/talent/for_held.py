"""The talent grid of everybody, each measured against the standard of the post held.

Whose post no standard judges has no competency to compare and no field of study to fit: both are unknown, never a value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.careers.experience import Experience, measure_in_present_class
from asnkarier.analysis.careers.study_fields import education_field_matches, fields_asked
from asnkarier.analysis.gates.targets import JpmSums
from asnkarier.analysis.scores.bands import Band, mix, unknown_band, whole_weights
from asnkarier.analysis.scores.components import appraised
from asnkarier.analysis.scores.parts import (
    bidang_band,
    integritas_band,
    kinerja_axis,
    kompetensi_band,
    or_unknown,
    pendidikan_band,
    pengalaman_band,
    pengembangan_band,
    potensi_band,
)
from asnkarier.analysis.talent.grid import potensial_band, talent_grid

if TYPE_CHECKING:
    from asnkarier.catalog.types import JobStandard
    from asnkarier.rules.rulebook import RuleBook


@dataclass(frozen=True)
class Held:
    """The posts that people hold, in the order of the dossiers: what each asks for, and how far it is reached.

    standard_of: places in `standards`, -1 where none judges. sums: of the match, total 0 where there is none. levels: those that count, of potential too.
    """

    dossiers: Dossiers
    standards: "Sequence[JobStandard]"
    standard_of: Ints
    sums: JpmSums
    levels: pd.DataFrame


@dataclass(frozen=True)
class HeldGrid:
    """The grid (`rows`: see `talent_grid`) with what it was made from: the bands of the axis of performance, of every part of potential, and of the talent score.

    experience and matches: on which the parts of experience and of the field of study rest.
    """

    rows: pd.DataFrame
    kinerja: Band
    parts: Mapping[str, Band]
    score: Band
    experience: Experience
    matches: NDArray[np.int8]


def grid_for_held(held: Held, rulebook: "RuleBook", near: float) -> HeldGrid:
    """Return the grid of everybody; near: see `talent_grid`.

    The talent score weighs the two axes (`talenta/bobot_talenta`), unknown while nothing says how.
    """
    dossiers, as_of, count = held.dossiers, held.dossiers.as_of, held.dossiers.count
    experience = measure_in_present_class(dossiers.spells, dossiers.kelompok)
    asked = [fields_asked(one) for one in held.standards]
    matches = education_field_matches(dossiers.text("pendidikan"), asked, held.standard_of, dossiers.studies)
    made = {
        "penilaian_kompetensi": lambda: kompetensi_band(held.sums),
        "pengembangan_kompetensi": lambda: pengembangan_band(dossiers, rulebook),
        "pengalaman_jabatan": lambda: pengalaman_band(experience, rulebook, as_of),
        "potensi": lambda: potensi_band(dossiers, held.levels, rulebook),
        "pendidikan": lambda: pendidikan_band(dossiers, rulebook),
        "kesesuaian_bidang": lambda: bidang_band(matches, rulebook, as_of),
        "integritas": lambda: integritas_band(dossiers, rulebook),
    }
    parts = {name: or_unknown(part, count) for name, part in made.items()}
    kinerja = or_unknown(lambda: kinerja_axis(appraised(dossiers, rulebook), rulebook, as_of), count)
    rows = talent_grid(dossiers, kinerja, parts, rulebook, near)
    weights = rulebook.in_force("talenta/bobot_talenta", as_of)
    score = unknown_band(count)
    if weights is not None:
        axes = [kinerja, potensial_band(parts, rulebook, as_of)]
        score = mix(axes, whole_weights([weights.value["kinerja"], weights.value["potensial"]]))
    return HeldGrid(rows, kinerja, parts, score, experience, matches)
