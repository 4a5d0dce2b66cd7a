"""The parts of the score that ranks candidates for a post, and the talent grid beside it."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.careers.experience import Experience, measure_experience
from asnkarier.analysis.careers.study_fields import education_field_matches, fields_asked
from asnkarier.analysis.gates.targets import jpm_sums
from asnkarier.analysis.scores.bands import Band
from asnkarier.analysis.scores.parts import (
    bidang_band,
    capped,
    integritas_band,
    kinerja_band,
    kompetensi_band,
    kualifikasi_band,
    pendidikan_band,
    pengalaman_band,
    pengembangan_band,
    potensi_band,
)
from asnkarier.analysis.scores.ranking import rank_candidates
from asnkarier.analysis.talent.grid import talent_grid
from asnkarier.model.kelompok import KELOMPOK

if TYPE_CHECKING:
    from asnkarier.agency.judging import Judged
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.settings import ScoreWeights

# Appraisals of the last two complete years, as the criteria for appointment look at them.
_YEARS = 2
_NEAR_LINE = 2.0


def score_bands(snapshot: "Snapshot", judged: "Judged") -> dict[str, Band]:
    """Return the band of every component for everybody, in the order of the dossiers."""
    dossiers, rulebook, day = snapshot.dossiers, snapshot.rulebook, snapshot.as_of
    return {
        "kompetensi": kompetensi_band(jpm_sums(judged.target, dossiers)),
        "kinerja": capped(kinerja_band(dossiers, rulebook, _YEARS)),
        "kualifikasi": kualifikasi_band(dossiers, rulebook, field_matches(snapshot, judged)),
        "pengalaman": pengalaman_band(_leadership(snapshot, judged), rulebook, day),
        "pengembangan": pengembangan_band(dossiers, rulebook),
        "potensi": potensi_band(dossiers, snapshot.levels, rulebook),
        "integritas": integritas_band(dossiers, rulebook),
    }


def field_matches(snapshot: "Snapshot", judged: "Judged") -> NDArray[np.int8]:
    """Return for everybody whether the field of study is one that the post's standard names."""
    bidang = [fields_asked(judged.post.standard)]
    nowhere = np.zeros(snapshot.dossiers.count, dtype=np.int64)
    return education_field_matches(snapshot.dossiers.text("pendidikan"), bidang, nowhere)


def _leadership(snapshot: "Snapshot", judged: "Judged") -> Experience:
    """Return the service in the posts from which the gates of this post recruit; in any known post when they name none."""
    wanted: list[str] = []
    classes = None
    for gate in judged.eligibility.gates:
        recruits = None if gate.in_force.repealed else gate.check.recruits(gate.in_force.value)
        if recruits is not None:
            wanted = list(recruits.kelompok)
            classes = snapshot.dossiers.classes_of(wanted) if recruits.by_class else classes
    return measure_experience(snapshot.dossiers.spells, snapshot.dossiers.count, wanted or KELOMPOK, classes)


def ranked(
    snapshot: "Snapshot", bands: dict[str, Band], weights: "ScoreWeights", keep: NDArray[np.bool_], top: int
) -> pd.DataFrame:
    """Return the people where `keep` is true in order of their score; see `rank_candidates`."""
    parts = {name: Band(band.low[keep], band.high[keep]) for name, band in bands.items()}
    return rank_candidates(snapshot.dossiers.people[keep], parts, weights.model_dump(), top)


def grid(snapshot: "Snapshot", judged: "Judged", bands: dict[str, Band]) -> pd.DataFrame:
    """Return the talent grid of everybody, with the match against this post as the competency part."""
    dossiers, rulebook = snapshot.dossiers, snapshot.rulebook
    parts = {
        "penilaian_kompetensi": bands["kompetensi"],
        "pengembangan_kompetensi": bands["pengembangan"],
        "pengalaman_jabatan": bands["pengalaman"],
        "potensi": bands["potensi"],
        "pendidikan": pendidikan_band(dossiers, rulebook),
        "kesesuaian_bidang": bidang_band(field_matches(snapshot, judged)),
        "integritas": bands["integritas"],
    }
    return talent_grid(dossiers, kinerja_band(dossiers, rulebook, _YEARS), parts, rulebook, _NEAR_LINE)
