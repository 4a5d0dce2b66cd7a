"""What is known of people and their courses, ready to say what the courses did."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from asnkarier.analysis.careers.appraisals import choose_appraisals
from asnkarier.analysis.careers.dossiers import ANYBODY
from asnkarier.analysis.careers.trainings import taken_part, unclear
from asnkarier.analysis.training.evaluating.expected import expected_of_courses
from asnkarier.analysis.training.evaluating.measuring import Evidence
from asnkarier.analysis.training.evaluating.posts_then import PostsThen

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot


def evidence_of(now: "Snapshot") -> Evidence:
    """Return what is known of everybody of the snapshot."""
    employees = now.employees
    people = pd.Index(employees["nip"])
    aside = now.set_aside.get("trainings", frozenset()) - {ANYBODY}
    aside |= set(unclear(now.frames["trainings"], now.as_of)["nip"])
    return Evidence(
        people=people,
        posts=PostsThen(employees, now.positions, people),
        assessments=now.frames["assessments"],
        trainings=taken_part(now.frames["trainings"]).reset_index(drop=True),
        courses=now.frames["courses"],
        appraisals=choose_appraisals(now.frames["appraisals"], people, now.as_of),
        unsure=np.flatnonzero(people.isin(sorted(aside))).astype(np.int64),
    )


def expected_effects(now: "Snapshot") -> pd.DataFrame:
    """Return what each course may be expected to do, see `expected_of_courses`; nothing where nobody was assessed twice."""
    days = now.frames["assessments"]["tanggal_asesmen"]
    if now.frames["trainings"].empty or days.nunique() < 2:  # noqa: PLR2004 - before and after
        return pd.DataFrame({"kode": [], "n": [], "effect": [], "expected": [], "basis": []})
    return expected_of_courses(evidence_of(now), now.as_of, now.settings.training.least_participants)
