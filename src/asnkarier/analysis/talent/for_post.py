"""The talent grid of the people whom a post looks at, with the match against it as their competency."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.kept import Kept
from asnkarier.analysis.scores.bands import Band
from asnkarier.analysis.scores.components import appraised, field_matches
from asnkarier.analysis.scores.parts import (
    bidang_band,
    kinerja_axis,
    or_unknown,
    pendidikan_band,
)
from asnkarier.analysis.talent.grid import talent_grid

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook


def grid_for_post(
    dossiers: Dossiers,
    target: Target,
    bands: Mapping[str, Band],
    rulebook: "RuleBook",
    near: float,
    kept: Kept | None = None,
) -> pd.DataFrame:
    """Return the grid of everybody; bands and kept: see `score_bands`, near and columns: see `talent_grid`."""
    kept = kept or Kept()
    parts = {
        "penilaian_kompetensi": bands["kompetensi"],
        "pengembangan_kompetensi": bands["pengembangan"],
        "pengalaman_jabatan": bands["pengalaman"],
        "potensi": bands["potensi"],
        "pendidikan": kept.of(
            ("grid", "pendidikan"),
            lambda: or_unknown(lambda: pendidikan_band(dossiers, rulebook), dossiers.count),
        ),
        "kesesuaian_bidang": or_unknown(
            lambda: bidang_band(field_matches(dossiers, target, kept), rulebook, dossiers.as_of),
            dossiers.count,
        ),
        "integritas": bands["integritas"],
    }
    kinerja = kept.of(
        ("grid", "kinerja"),
        lambda: or_unknown(
            lambda: kinerja_axis(appraised(dossiers, rulebook), rulebook, dossiers.as_of), dossiers.count
        ),
    )
    return talent_grid(dossiers, kinerja, parts, rulebook, near)
