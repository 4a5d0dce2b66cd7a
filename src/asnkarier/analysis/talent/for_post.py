"""The talent grid of the people whom a post looks at, with the match against it as their competency."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.outcomes import NOT_IN_FORCE
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

_NEAR_LINE: Final = 2.0


def grid_for_post(
    dossiers: Dossiers, target: Target, bands: Mapping[str, Band], rulebook: "RuleBook"
) -> pd.DataFrame:
    """Return the grid of everybody; bands: see `score_bands`, columns: see `talent_grid`."""
    parts = {
        "penilaian_kompetensi": bands["kompetensi"],
        "pengembangan_kompetensi": bands["pengembangan"],
        "pengalaman_jabatan": bands["pengalaman"],
        "potensi": bands["potensi"],
        "pendidikan": or_unknown(lambda: pendidikan_band(dossiers, rulebook), dossiers.count),
        "kesesuaian_bidang": or_unknown(
            lambda: bidang_band(field_matches(dossiers, target), rulebook, dossiers.as_of), dossiers.count
        ),
        "integritas": bands["integritas"],
    }
    kinerja = or_unknown(
        lambda: kinerja_axis(appraised(dossiers, rulebook), rulebook, dossiers.as_of),
        dossiers.count,
    )
    return talent_grid(dossiers, kinerja, parts, rulebook, _NEAR_LINE)


def box_reasons(grid: pd.DataFrame, rulebook: "RuleBook", as_of: date) -> "pd.Series[str]":
    """Return why somebody has no box, as a code of `REASONS`; empty where there is one."""
    if rulebook.in_force("talenta/sembilan_kotak", as_of) is None:
        return pd.Series(NOT_IN_FORCE, index=grid.index, dtype="str")
    lacking = [grid[name].isna() | grid[name].eq("") for name in ("kinerja_label", "potensial_label")]
    why = np.select(
        [grid["kotak"].notna(), lacking[0] & lacking[1], lacking[0], lacking[1]],
        ["", "box_both", "box_performance", "box_potential"],
        "data_missing",
    )
    return pd.Series(why, index=grid.index, dtype="str")
