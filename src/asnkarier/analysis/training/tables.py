"""The tables of a training plan: who goes where, which classes run, who waits and why, what nobody teaches."""

from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.match.matrices import micro_levels
from asnkarier.analysis.training.pairs import NO_COURSE, REASONS, TrainingPairs
from asnkarier.analysis.training.solving.fill import places
from asnkarier.model.level import MICRO

CHOSEN: Final = (
    "nip", "kode", "nama_pelatihan", "kompetensi", "level_from", "level_to", "expected_gain", "kelas", "jp", "biaya", "benefit", "reason",
)  # fmt: skip


def chosen_table(pairs: TrainingPairs, chosen: Ints) -> pd.DataFrame:
    """Return the plan, by nip, kompetensi and kode; `kelas` numbers the classes of a course from 1, filled by nip."""
    table = pair_table(pairs, chosen)
    course = pairs.course_of[chosen]
    by_course = np.lexsort((chosen, course))
    taken = pairs.instance.participants(chosen)
    classes = np.maximum(pairs.instance.courses.classes_for(taken), 1)
    # Classes of a course differ by one person at most, so all hold their minimum if any division does.
    smaller, larger = taken // classes, taken % classes
    rank, of = places(course[by_course]), course[by_course]
    in_larger = rank < larger[of] * (smaller[of] + 1)
    kelas = np.empty(len(chosen), dtype=np.int64)
    later = larger[of] + (rank - larger[of] * (smaller[of] + 1)) // np.maximum(smaller[of], 1)
    kelas[by_course] = np.where(in_larger, rank // (smaller[of] + 1), later) + 1
    table["kelas"] = pd.array(kelas, dtype="Int64")
    return table


def pair_table(pairs: TrainingPairs, rows: Ints) -> pd.DataFrame:
    """Return the columns of CHOSEN for the useful pairs `rows`; `kelas` is missing.

    expected_gain: the levels that count of the course after what courses did so far; missing where only the catalogue speaks.
    """
    gap = pairs.gaps.iloc[pairs.gap_of[rows]].reset_index(drop=True)
    course = pairs.courses.iloc[pairs.course_of[rows]].reset_index(drop=True)
    required, level = micro_levels(gap["required"]), micro_levels(gap["level"])
    reached = np.minimum(micro_levels(course["level_akhir"]), required)
    facts = zip(gap["critical"], gap["weight"], gap["required"], (required - reached) / MICRO, strict=True)
    return pd.DataFrame(
        {
            "nip": gap["nip"],
            "kode": course["kode"],
            "nama_pelatihan": course["nama_pelatihan"],
            "kompetensi": gap["kompetensi"],
            "level_from": level / MICRO,
            "level_to": reached / MICRO,
            "expected_gain": np.where(
                pairs.measured[pairs.course_of[rows]], pairs.gain[rows] / MICRO, np.nan
            ),
            "kelas": pd.array([pd.NA] * len(rows), dtype="Int64"),
            "jp": course["jp"].astype("float64"),
            "biaya": course["biaya"].astype("float64"),
            "benefit": pairs.instance.benefit[rows] / MICRO,
            "reason": pd.Series([_reason(*fact) for fact in facts], dtype=object),
        }
    )


def _reason(critical: bool, weight: float, required: float, remaining: float) -> dict[str, Any]:
    code = ("closes" if remaining == 0 else "narrows") + ("_critical_gap" if critical else "_gap")
    return {"code": code, "required": required, "remaining": remaining, "weight": weight}


def classes_table(pairs: TrainingPairs, chosen: pd.DataFrame) -> pd.DataFrame:
    """Return one row per class that runs: kode, nama_pelatihan, kelas, peserta, biaya_kelas."""
    classes = chosen.groupby(["kode", "kelas"], sort=True).size().rename("peserta").reset_index()
    cost = pairs.courses[["kode", "nama_pelatihan", "biaya_kelas"]].fillna({"biaya_kelas": 0.0})
    classes = classes.merge(cost, on="kode", validate="many_to_one")
    return classes[["kode", "nama_pelatihan", "kelas", "peserta", "biaya_kelas"]]


def blocked_table(pairs: TrainingPairs) -> pd.DataFrame:
    """Return pairs that only a missing prasyarat, the hours or the law keep out: nip, kode, nama_pelatihan, kompetensi, reason, prasyarat."""
    listed = pairs.excluded["reason"].isin(
        [REASONS.index(name) for name in ("prasyarat", "jp_unknown", "jp_limit", "jp_open", "not_admitted")]
    )
    out = pairs.excluded[listed]
    course = pairs.courses.iloc[out["course"]].reset_index(drop=True)
    return pd.DataFrame(
        {
            "nip": pairs.gaps["nip"].iloc[out["gap"]].reset_index(drop=True),
            "kode": course["kode"],
            "nama_pelatihan": course["nama_pelatihan"],
            "kompetensi": course["kompetensi"],
            "reason": pd.Index(REASONS, dtype="str").take(out["reason"].to_numpy()),
            "prasyarat": course["prasyarat"],
        }
    )


def not_repeated_table(pairs: TrainingPairs) -> pd.DataFrame:
    """Return courses that would help but were taken too recently: nip, kode, nama_pelatihan, tanggal."""
    out = pairs.excluded[pairs.excluded["reason"].eq(REASONS.index("not_repeated"))]
    course = pairs.courses.iloc[out["course"]].reset_index(drop=True)
    return pd.DataFrame(
        {
            "nip": pairs.gaps["nip"].iloc[out["gap"]].reset_index(drop=True),
            "kode": course["kode"],
            "nama_pelatihan": course["nama_pelatihan"],
            "tanggal": out["tanggal"].reset_index(drop=True),
        }
    )


def uncovered_table(pairs: TrainingPairs) -> pd.DataFrame:
    """Return the gaps that no course closes for their holder: kompetensi, reason, people, gap_levels (<= 0).

    reason: `no_course`, or what keeps out the course that comes nearest to helping (see REASONS). Largest gaps first.
    """
    without = np.ones(len(pairs.gaps), dtype=np.bool_)
    without[pairs.gap_of] = False
    nearest = np.full(len(pairs.gaps), -1, dtype=np.int64)
    np.maximum.at(nearest, pairs.excluded["gap"].to_numpy(), pairs.excluded["reason"].to_numpy())
    names = pd.Index([*REASONS, NO_COURSE], dtype="str")
    facts = pd.DataFrame(
        {
            "kompetensi": pairs.gaps["kompetensi"],
            "reason": names.take(np.where(nearest < 0, len(REASONS), nearest)),
            "people": 1,
            "micro": micro_levels(pairs.gaps["gap"]).astype(np.int64),
        }
    )[without]
    sums = facts.groupby(["kompetensi", "reason"], sort=True).sum().reset_index()
    sums = sums.sort_values(["micro", "kompetensi", "reason"], kind="stable", ignore_index=True)
    sums["gap_levels"] = sums.pop("micro") / MICRO
    return sums
