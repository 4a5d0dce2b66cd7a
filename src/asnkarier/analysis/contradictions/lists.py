"""Names that no list knows: units, competencies, prerequisites; and people whom no list of employees knows."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.contradictions.person import text_of
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.contradictions.table import side_of, told
from asnkarier.model.terms import normalise


def unit_contradictions(
    register: Register | None, vacancies: pd.DataFrame, units: pd.DataFrame
) -> Iterator[pd.DataFrame]:
    """Yield the unit names of employees and vacancies that the list of units lacks; without a list nothing is said.

    Of employees each name is told once, at the first person, with the number of people.
    """
    if units.empty:
        return
    known = {normalise(str(name)) for column in ("id", "nama_unor") for name in units[column].dropna()}
    if register is not None:
        names = _normal(text_of(register.value("unit_kerja")))
        strange = np.flatnonzero(_unknown(names, known)).astype(np.int64)
        code, unique = pd.factorize(names[strange])
        first = strange[np.unique(code, return_index=True)[1]] if len(strange) else strange
        people = np.bincount(code, minlength=len(unique))
        yield told("UNIT-TIADA", "", register.side("unit_kerja", first), people=people)
    rows = np.flatnonzero(_unknown(_normal(text_of(vacancies["unit_kerja"])), known)).astype(np.int64)
    side = side_of(vacancies, "vacancies", "unit_kerja", rows)
    yield told("UNIT-TIADA", "", side, key=vacancies["kode"].to_numpy(dtype=object)[rows])


def course_contradictions(courses: pd.DataFrame, asked: Collection[str] | None) -> Iterator[pd.DataFrame]:
    """Yield courses for a competency that no standard asks for, and prerequisites that name no course.

    asked: the competencies of all standards; None: there are no standards yet, and nothing is said.
    """
    kode = courses["kode"].to_numpy(dtype=object)
    if asked is not None:
        rows = np.flatnonzero(_unknown(text_of(courses["kompetensi"]), set(asked))).astype(np.int64)
        yield told(
            "KOMPETENSI-TANPA-STANDAR", "", side_of(courses, "courses", "kompetensi", rows), key=kode[rows]
        )
    known = {
        normalise(str(name)) for column in ("kode", "nama_pelatihan") for name in courses[column].dropna()
    }
    rows = np.flatnonzero(_unknown(_normal(text_of(courses["prasyarat"])), known)).astype(np.int64)
    yield told("PRASYARAT-TIADA", "", side_of(courses, "courses", "prasyarat", rows), key=kode[rows])


def orphans(tables: Mapping[str, pd.DataFrame], nips: pd.Index) -> pd.DataFrame:
    """Return the people in these tables who are not among `nips`: table, nip, facts (rows), source_id, row, col (the first)."""
    parts = []
    for table, frame in tables.items():
        strangers = frame[(nips.get_indexer(pd.Index(frame["nip"])) < 0) & frame["nip"].notna().to_numpy()]
        strangers = strangers.sort_values(["nip", "source_id", "row"], kind="stable")
        counted = strangers.groupby("nip", sort=True).size()
        first = strangers.drop_duplicates("nip").set_index("nip")[["source_id", "row", "col"]]
        parts.append(first.assign(table=table, facts=counted).reset_index())
    columns = ["table", "nip", "facts", "source_id", "row", "col"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _normal(words: NDArray[np.object_]) -> NDArray[np.object_]:
    code, unique = pd.factorize(words)
    return np.array([*(normalise(word) for word in unique), ""], dtype=object)[code]


def _unknown(words: NDArray[np.object_], known: Collection[str]) -> NDArray[np.bool_]:
    code, unique = pd.factorize(words)
    return np.array([bool(word) and word not in known for word in unique], dtype=bool)[code]
