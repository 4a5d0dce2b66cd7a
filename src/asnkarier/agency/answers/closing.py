"""What it would take to close the gaps of people, under the conditions that every report on needs shares."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.answers.participants import closed_to, course_gates
from asnkarier.agency.training.in_time import courses_over
from asnkarier.analysis.gates.eligibility import Eligibility
from asnkarier.analysis.needs.closing import Closing, close_gaps
from asnkarier.analysis.training.limits import TrainingLimits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asnkarier.agency.snapshot import Snapshot


@dataclass(frozen=True)
class Closer:
    """The agency with who may take part in which course, see `course_gates`: made once, asked for any gaps."""

    now: "Snapshot"
    taking_part: "Mapping[str, Eligibility]"

    @classmethod
    def of(cls, now: "Snapshot") -> "Closer":
        """Return it for the catalogue of courses that is known."""
        return cls(now, course_gates(now, now.frames["courses"]))

    def close(self, items: pd.DataFrame) -> Closing:
        """Return the cheapest way to close the gaps among rows of `competency_gaps`."""
        now = self.now
        limits = TrainingLimits(
            not_repeated_years=now.settings.training.not_repeated_years, closed=closed_to(self.taking_part)
        )
        courses, trainings = now.frames["courses"], now.frames["trainings"]
        return close_gaps(items, courses, trainings, limits, now.as_of, courses_over(courses, now.as_of))
