"""The gaps that no course of the plan's periods can narrow, and what stands nearest in the way."""

from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.match.matrices import micro_levels
from asnkarier.analysis.training.pairs import COURSE_OVER, NO_COURSE, never_held, over
from asnkarier.analysis.training.years.teaching import Teaching
from asnkarier.analysis.training.years.ways import Ways
from asnkarier.model.level import MICRO

# The course has no class or seat; its day lies outside the plan.
NO_CLASS: Final = "no_class"
OUTSIDE: Final = "outside_plan"
# From the farthest from helping to the nearest.
REASONS: Final = (
    NO_COURSE,
    "level_akhir",
    "level_awal",
    "no_effect",
    NO_CLASS,
    COURSE_OVER,
    OUTSIDE,
    "not_repeated",
    "no_period",
    "prasyarat",
    "not_admitted",
)


def uncovered_gaps(teaching: Teaching, ways: Ways) -> pd.DataFrame:
    """Return one row per gap without a way: nip, kompetensi, gap (<= 0), weight (weighted levels of it), reason (of REASONS).

    course_over: the course lies before the day on which the plan is made; outside_plan: the day of the course lies in no period; no_class: it has no class or seat. not_repeated: in every period
    in which the course is held the person has taken it lately. no_period: none of the others finds the person in service and within the hours.
    """
    without = np.ones(len(teaching.gaps), dtype=np.bool_)
    without[ways.gap] = False
    gap, course = teaching.teach_gap, teaching.teach_course
    mine = without[gap]
    gap, course, entry, end = gap[mine], course[mine], teaching.entry[mine], teaching.end[mine]
    person = teaching.gap_person[gap]
    admission = teaching.admission
    shut = np.zeros(len(gap), dtype=np.bool_)
    for at, people in admission.closed.items():
        shut |= (course == at) & np.isin(person, people)
    late = over(teaching.courses, admission.terms.made_on) & ~admission.open.any(axis=1)
    reason = np.full(len(gap), REASONS.index("level_awal"), dtype=np.int64)
    tests = (
        (shut, "not_admitted"),
        (~admission.took_needed(person, course), "prasyarat"),
        (~admission.of(person, course).any(axis=1) & ~shut, "no_period"),
        (~(admission.open[course] & ~admission.taken_lately(person, course)).any(axis=1), "not_repeated"),
        (~admission.open[course].any(axis=1), OUTSIDE),
        (late[course], COURSE_OVER),
        (never_held(teaching.courses)[course], NO_CLASS),
        (teaching.expected[course] <= 0, "no_effect"),
        (~admission.enters(person, course) | (entry > teaching.level[gap]), "level_awal"),
        (end <= teaching.level[gap], "level_akhir"),
    )
    for holds, name in tests:
        reason[holds] = REASONS.index(name)
    nearest = np.zeros(len(teaching.gaps), dtype=np.int64)
    np.maximum.at(nearest, gap, reason)
    rows = np.flatnonzero(without)
    left = teaching.gaps.iloc[rows].reset_index(drop=True)
    return pd.DataFrame(
        {
            "nip": left["nip"],
            "kompetensi": left["kompetensi"],
            "gap": left["gap"],
            "weight": teaching.plain[rows] * (teaching.required[rows] - teaching.level[rows]) / MICRO,
            "reason": pd.Index(REASONS, dtype="str").take(nearest[rows]),
        }
    )


def uncovered_table(gaps: pd.DataFrame) -> pd.DataFrame:
    """Return the same by kompetensi and reason: people, gap_levels (<= 0); the largest first."""
    facts = gaps.assign(people=1, micro=micro_levels(gaps["gap"]).astype(np.int64))
    sums = facts.groupby(["kompetensi", "reason"], sort=True)[["people", "micro"]].sum().reset_index()
    sums = sums.sort_values(["micro", "kompetensi", "reason"], kind="stable", ignore_index=True)
    sums["gap_levels"] = sums.pop("micro") / MICRO
    return sums
