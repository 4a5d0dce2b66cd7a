"""What each course of the catalogue may be expected to raise a level by, after what courses did so far."""

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints, texts
from asnkarier.analysis.training.evaluating.effects import effects
from asnkarier.analysis.training.evaluating.measuring import Evidence, gained, level_series
from asnkarier.analysis.training.evaluating.participations import participations
from asnkarier.analysis.training.evaluating.shrinking import drawn_by_kind
from asnkarier.analysis.training.evaluating.verdicts import Groups

OWN: Final = "own_effect"
KIND: Final = "mean_of_kind"
ALL: Final = "mean_of_all"
CATALOGUE: Final = "not_measured"
_COURSE: Final = ("name", "kompetensi")


def expected_of_courses(evidence: Evidence, as_of: date, least: int) -> pd.DataFrame:
    """Return kode, n, effect, expected, basis of every course of the catalogue, by kode; nothing where too few are known.

    A course that `least` participants or more are compared of stands with its own effect, drawn to the mean of its kind as
    `asn evaluate-training` does. Any other stands with that mean (of all courses where fewer than three of its kind are known): who
    measured nothing must not look better than who did. Where that mean is 0 or less, nothing is expected (missing) of those that were not
    measured: that others raised nobody is no verdict on them. n and effect: of the course itself, missing where nobody is compared.
    """
    courses = evidence.courses.sort_values("kode", kind="stable", ignore_index=True)
    measured = _measured(evidence, as_of)
    kinds = _kinds(courses)
    enough = measured[measured["n"] >= least].reset_index(drop=True)
    code = kinds.get_indexer(pd.Index(enough["jenis"])).astype(np.int64)
    drawn, means = drawn_by_kind(enough, code)
    if not means:
        return pd.DataFrame({"kode": [], "n": [], "effect": [], "expected": [], "basis": []})
    own = dict(zip(enough["kode"], drawn.tolist(), strict=True))
    rows = courses[["kode"]].merge(
        measured[["kode", "n", "effect"]], on="kode", how="left", validate="one_to_one"
    )
    of_kind = kinds.get_indexer(pd.Index(texts(courses, "jenis"))).tolist()
    told = [
        (own[kode], OWN) if kode in own else _mean_of(means, kind)
        for kode, kind in zip(courses["kode"], of_kind, strict=True)
    ]
    rows["expected"], rows["basis"] = [one for one, _ in told], [basis for _, basis in told]
    return rows


def _mean_of(means: dict[int, float], kind: int) -> tuple[float, str]:
    """Return what is expected of a course that too few were compared of, and what that rests on."""
    mean, basis = (means[kind], KIND) if kind in means and kind >= 0 else (means[-1], ALL)
    return (mean, basis) if mean > 0 else (np.nan, CATALOGUE)


def _kinds(courses: pd.DataFrame) -> pd.Index:
    """Return the kinds of course that the catalogue names."""
    named = sorted({*texts(courses, "jenis")} - {""})
    kinds: pd.Index = pd.Index(named, dtype="str")
    return kinds


def _measured(evidence: Evidence, as_of: date) -> pd.DataFrame:
    """Return the row of `effects` of each course that the catalogue has under one kode, with kode and jenis."""
    taken = participations(evidence.trainings, evidence.courses, evidence.people, as_of)
    groups = Groups.by(taken, _COURSE)
    frame, matched = gained(evidence, taken, level_series(evidence, as_of))
    of: Ints = groups.of[frame["row"].to_numpy()]
    figures = effects(of, len(groups), frame["gain"].to_numpy(), matched, frame["step"].to_numpy())
    found = pd.concat([groups.shown[["kode", "jenis"]], figures], axis=1)
    found = found[found["kode"].ne("") & found["n"].gt(0)]
    return found[~found["kode"].duplicated(keep=False)].reset_index(drop=True)
