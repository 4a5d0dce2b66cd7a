"""What one post can choose from: who may come to it, by which route, and with what score."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.agency.judging import Judged, judge, may_rise
from asnkarier.agency.posts import Post
from asnkarier.agency.scoring import field_matches, score_bands
from asnkarier.analysis.arrays import Days
from asnkarier.analysis.outcomes import NOT_MET, UNKNOWN
from asnkarier.analysis.scores.bands import POINT, Band, weighted_sums, whole_weights
from asnkarier.analysis.spans import as_days
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES
from asnkarier.model.level import MICRO
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.settings import ScoreWeights

PROMOTION: Final = "promosi"
ROTATION: Final = "rotasi"


@dataclass(frozen=True)
class Offer:
    """A post with everybody's standing: `rises` and `rotates` say who may come, `score` is in millionths of a point."""

    post: Post
    judged: Judged
    rises: NDArray[np.bool_]
    rotates: NDArray[np.bool_]
    score: NDArray[np.int64]
    bands: dict[str, Band]
    field: NDArray[np.int8]

    @property
    def may_come(self) -> NDArray[np.bool_]:
        """Who may come by either route."""
        return self.rises | self.rotates

    def route(self, person: int) -> str:
        """Return the route by which a person comes."""
        return PROMOTION if self.rises[person] else ROTATION


def offer(snapshot: "Snapshot", post: Post) -> Offer:
    """Return what `post` can choose from.

    A promotion needs every gate of the post; a rotation keeps the class and needs every gate but those about the way up,
    and the years in the present post that `jabatan/rotasi` asks for (PP 11/2017 Pasal 190 ayat (3)).
    """
    judged = judge(snapshot, post)
    persons = judged.eligibility.persons
    rises = (persons["status"] == "eligible").to_numpy(dtype=bool) & may_rise(snapshot, post)
    bands = score_bands(snapshot, judged)
    return Offer(
        post,
        judged,
        rises,
        _rotates(snapshot, judged) & ~rises,
        weighted_score(bands, snapshot.settings.placement.weights),
        bands,
        field_matches(snapshot, judged),
    )


def weighted_score(bands: dict[str, Band], weights: "ScoreWeights") -> NDArray[np.int64]:
    """Return the weighted score in millionths of a point; what is not known counts as nothing."""
    named = {name: weight for name, weight in weights.model_dump().items() if weight > 0}
    whole = whole_weights(list(named.values()))
    low, _high = weighted_sums([bands[name] for name in named], whole)
    score: NDArray[np.int64] = low // (sum(whole) * (POINT // MICRO))
    return score


def _rotates(snapshot: "Snapshot", judged: Judged) -> NDArray[np.bool_]:
    post = judged.post
    employees = snapshot.people.employees
    same_class = (employees["kelompok"] == post.kelompok).to_numpy(dtype=bool)
    same_post = np.asarray(snapshot.dossiers.jabatan == normalise_jabatan(post.jabatan), dtype=bool)
    units = employees["unit_kerja"].fillna("").map(normalise)
    elsewhere = (units != normalise(post.unit_kerja or "")).to_numpy(dtype=bool)
    # A functional post is held by many: moving to the same post elsewhere is a rotation, to another one it is not. Two
    # structural posts may share a name (Camat); only the very post somebody holds is no rotation.
    fitting = same_post & elsewhere if post.kelompok in FUNCTIONAL_CLASSES else ~same_post | elsewhere
    rotates: NDArray[np.bool_] = same_class & fitting & _long_enough(snapshot) & _gates_met(judged)
    return rotates


def _long_enough(snapshot: "Snapshot") -> NDArray[np.bool_]:
    years = snapshot.rulebook.parameter("jabatan/rotasi", snapshot.as_of).value["minimal_tahun"]
    since: Days = as_days(snapshot.people.employees["tmt_jabatan"])
    month = np.datetime64(snapshot.as_of, "M") - 12 * int(years)
    same_day = month.astype("datetime64[D]") + (snapshot.as_of.day - 1)
    last_of_month = (month + 1).astype("datetime64[D]") - 1
    return np.asarray(since <= min(same_day, last_of_month), dtype=bool)


def _gates_met(judged: Judged) -> NDArray[np.bool_]:
    count = len(judged.eligibility.people)
    met = np.ones(count, dtype=bool)
    for gate in judged.eligibility.gates:
        if not gate.check.way_up:  # who already holds a post of this class has gone it
            met &= ~np.isin(gate.outcome.result, (NOT_MET, UNKNOWN))
    return met


def points(band: Band, person: int) -> float | None:
    """Return one person's points of a component, None when they are not known for certain."""
    return round(int(band.low[person]) / POINT, 2) if band.low[person] == band.high[person] else None


def score_points(score: int) -> float:
    """Return millionths of a point as points."""
    return score / MICRO
