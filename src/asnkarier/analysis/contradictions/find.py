"""Every contradiction between facts that are known: inside a row, between rows, between files.

A contradiction is told and never mended: nobody but the office knows which side is right. The rows of a result are
described in `contradictions_table`; `orphans` (facts about people whom nobody has listed) are counted apart.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.contradictions.appraisals import predikat_contradictions
from asnkarier.analysis.contradictions.assessments import undated_contradictions
from asnkarier.analysis.contradictions.dates import class_contradictions, date_contradictions
from asnkarier.analysis.contradictions.lists import course_contradictions, unit_contradictions
from asnkarier.analysis.contradictions.names import name_contradictions
from asnkarier.analysis.contradictions.person import person_contradictions
from asnkarier.analysis.contradictions.posts import post_contradictions
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.contradictions.standing import active_words
from asnkarier.analysis.contradictions.table import together
from asnkarier.model.frames import TABLES

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook


def no_rows(table: str) -> pd.DataFrame:
    """Return an empty frame with the columns of a canonical table."""
    return _no_rows(table).copy()


@cache  # an import asks for nine of them with every sheet
def _no_rows(table: str) -> pd.DataFrame:
    kinds = {"text": "str", "date": "datetime64[s]", "number": "float64", "integer": "Int64"}
    columns = {one.name: pd.Series(dtype=kinds[one.kind]) for one in TABLES[table].fields}
    origin = {
        "source_id": pd.Series(dtype="Int64"),
        "row": pd.Series(dtype="Int64"),
        "col": pd.Series(dtype="str"),
    }
    return pd.DataFrame(columns | origin)


@dataclass(frozen=True)
class Facts:
    """What is known on `as_of`, as far as it is to be looked at; canonical frames, current facts only.

    assessments: undated levels, and the dated ones beside them. register None: no employees are known. asked: the competencies that some standard asks for (None: no standards yet).
    layout: see `name_contradictions`.
    """

    as_of: date
    register: Register | None = None
    positions: pd.DataFrame = field(default_factory=lambda: no_rows("positions"))
    appraisals: pd.DataFrame = field(default_factory=lambda: no_rows("appraisals"))
    units: pd.DataFrame = field(default_factory=lambda: no_rows("units"))
    courses: pd.DataFrame = field(default_factory=lambda: no_rows("courses"))
    vacancies: pd.DataFrame = field(default_factory=lambda: no_rows("vacancies"))
    assessments: pd.DataFrame = field(default_factory=lambda: no_rows("assessments"))
    asked: Collection[str] | None = None
    layout: NDArray[np.int64] | None = None
    trainings: pd.DataFrame = field(default_factory=lambda: no_rows("trainings"))
    plan: pd.DataFrame = field(default_factory=lambda: no_rows("training_plan"))
    mentoring: pd.DataFrame = field(default_factory=lambda: no_rows("mentoring_pairs"))


def find_contradictions(facts: Facts, rulebook: "RuleBook") -> pd.DataFrame:
    """Return every contradiction between the facts; see `contradictions_table.COLUMNS`."""
    return together(_found(facts, rulebook))


def _found(facts: Facts, rulebook: "RuleBook") -> Iterator[pd.DataFrame]:
    classes = rulebook.in_force("jabatan/eselon_kelompok", facts.as_of)
    eselon = classes.value if classes else {}
    if facts.register is not None:
        active = active_words(rulebook, facts.as_of)
        yield name_contradictions(facts.register, facts.layout)
        yield from person_contradictions(
            facts.register,
            facts.as_of,
            active=active,
            eselon_kelompok=eselon,
            eselon_by_name=lambda name: rulebook.eselon_by_name(name, facts.as_of),
        )
    # A sheet is held against what concerns it; the other tables have no rows, and those say nothing.
    if len(facts.positions):
        yield from post_contradictions(facts.register, facts.positions, facts.as_of, eselon)
    if len(facts.appraisals):
        yield predikat_contradictions(facts.appraisals, rulebook, facts.as_of)
    if len(facts.assessments):
        yield undated_contradictions(facts.assessments)
    yield from unit_contradictions(facts.register, facts.vacancies, facts.units)
    if len(facts.courses):
        yield from course_contradictions(facts.courses, facts.asked)
    if len(facts.plan):
        yield from class_contradictions(facts.plan)
    dated = {
        "courses": facts.courses,
        "trainings": facts.trainings,
        "training_plan": facts.plan,
        "mentoring_pairs": facts.mentoring,
    }
    yield from date_contradictions({table: frame for table, frame in dated.items() if len(frame)})
