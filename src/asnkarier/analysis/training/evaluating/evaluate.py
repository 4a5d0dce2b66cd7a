"""Did the training work: all tables of the evaluation from what is known of people, courses, assessments and appraisals."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from asnkarier.analysis.training.evaluating.measuring import (
    LATER,
    RATINGS,
    Evidence,
    Found,
    gained,
    gained_before,
    level_series,
    rated,
)
from asnkarier.analysis.training.evaluating.participations import participations
from asnkarier.analysis.training.evaluating.role_models import role_models
from asnkarier.analysis.training.evaluating.series import Series
from asnkarier.analysis.training.evaluating.verdicts import (
    DELIVERED,
    Groups,
    Yardstick,
    effect_table,
    judged,
    verdict_table,
)

# Every delivery of a course (this provider, this year), and all deliveries of a course, a provider, a year together.
TOGETHER = {
    "rows": DELIVERED,
    "courses": ("name", "kompetensi"),
    "providers": ("provider",),
    "years": ("tahun",),
}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that is said of the courses taken.

    verdicts: the table of `verdict_table` by the keys of `TOGETHER`; persistence: `effect_table` with months, where something is known so much later, judged; results (level 4):
    the same with element (a rating); taken: every participation with its status, levels, days and what it was
    compared with; role_models: see `role_models`, with the columns of `taken`.
    """

    verdicts: dict[str, pd.DataFrame]
    persistence: pd.DataFrame
    results: pd.DataFrame
    taken: pd.DataFrame
    role_models: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Asked:
    """Which participations are asked about: of these NIPs, for this competency, ended in this year; None of it: all."""

    people: frozenset[str] | None = None
    kompetensi: str | None = None
    year: int | None = None


def evaluate(evidence: Evidence, yardstick: Yardstick, as_of: date, asking: Asked = Asked()) -> Evaluation:
    """Return the evaluation of the courses that were taken by `as_of`; colleagues are sought among all, whoever is asked about."""
    taken = participations(evidence.trainings, evidence.courses, evidence.people, as_of)
    series = level_series(evidence, as_of)
    levels = gained(evidence, taken, series)
    placebo = gained_before(evidence, taken, series)
    later = {months: gained(evidence, taken, series, days) for months, days in LATER.items()}
    ratings = {element: rated(evidence, taken, element) for element in RATINGS}
    asked = _asked(taken, evidence, asking)
    groups = {name: _Part(taken, asked, keys) for name, keys in TOGETHER.items()}
    return Evaluation(
        {
            name: verdict_table(one.groups, one.taken, one.of(levels), one.of(placebo), yardstick)
            for name, one in groups.items()
        },
        judged(_persistence(groups["rows"], later), yardstick),
        judged(_results(groups["rows"], ratings), replace(yardstick, worthwhile_gain=0.0)),
        _with_found(taken, levels)[asked].reset_index(drop=True),
        _models(groups["rows"], levels, series, ratings, yardstick),
    )


class _Part:
    """The participations that are asked about, in groups; those of others only take part in comparisons."""

    def __init__(self, taken: pd.DataFrame, asked: np.ndarray, keys: tuple[str, ...]) -> None:
        self.place = np.where(asked, np.cumsum(asked) - 1, -1)
        self.taken = taken[asked].reset_index(drop=True)
        self.groups = Groups.by(self.taken, keys)

    def of(self, found: Found) -> Found:
        frame, matched = found
        place = self.place[frame["row"].to_numpy()]
        kept = place >= 0
        return frame[kept].assign(row=place[kept]).reset_index(drop=True), matched.at(np.flatnonzero(kept))


def _asked(taken: pd.DataFrame, evidence: Evidence, asking: Asked) -> np.ndarray:
    kept = np.ones(len(taken), dtype=np.bool_)
    if asking.people is not None:
        kept &= evidence.people.isin(sorted(asking.people))[taken["person"].to_numpy()]
    if asking.kompetensi is not None:
        kept &= taken["kompetensi"].eq(asking.kompetensi).to_numpy()
    if asking.year is not None:
        kept &= taken["tahun"].eq(asking.year).to_numpy()
    return kept


def _persistence(part: _Part, later: dict[int, Found]) -> pd.DataFrame:
    tables = [
        effect_table(part.groups, part.of(found)).assign(months=months) for months, found in later.items()
    ]
    both = pd.concat(tables, ignore_index=True)
    return both[both["n"] + both["unmatched"] > 0].reset_index(drop=True)


def _results(part: _Part, ratings: dict[str, Found]) -> pd.DataFrame:
    tables = [
        effect_table(part.groups, part.of(found)).assign(element=name) for name, found in ratings.items()
    ]
    both = pd.concat(tables, ignore_index=True)
    return both[both["n"] + both["unmatched"] > 0].reset_index(drop=True)


def _with_found(taken: pd.DataFrame, levels: Found) -> pd.DataFrame:
    found = levels[0].set_index("row").drop(columns=["step", "cell"])
    joined = taken.drop(columns=["status"]).join(found)
    joined["status"] = joined["status"].where(joined["status"].notna(), taken["status"])
    return joined


def _models(
    part: _Part, levels: Found, series: dict[str, Series], ratings: dict[str, Found], yardstick: Yardstick
) -> pd.DataFrame:
    mine = part.of(levels)
    told = {name: part.of(found) for name, found in ratings.items()}
    models = role_models(part.taken, mine, series, told, yardstick.worthwhile_gain)
    return models.join(_with_found(part.taken, mine).drop(columns=["gain"]), on="row")
