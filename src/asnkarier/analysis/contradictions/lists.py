"""Names that no list knows: units, competencies, prerequisites; and people whom no list of employees knows."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.contradictions.person import text_of
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.contradictions.table import side_of, told
from asnkarier.model.terms import course_title, needed_training, normalise, without_edition


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
    """Yield courses for a competency that no standard asks for, prerequisites that name no course, circles of them, and courses without a class or seat.

    asked: the competencies of all standards; None: there are no standards yet, and nothing is said.
    """
    kode = courses["kode"].to_numpy(dtype=object)
    if asked is not None:
        rows = np.flatnonzero(_unknown(text_of(courses["kompetensi"]), set(asked))).astype(np.int64)
        yield told(
            "KOMPETENSI-TANPA-STANDAR", "", side_of(courses, "courses", "kompetensi", rows), key=kode[rows]
        )
    known = {
        said(str(name))
        for column, said in (
            ("kode", normalise),
            ("nama_pelatihan", normalise),
            ("nama_pelatihan", course_title),
        )
        for name in courses[column].dropna()
    }
    needed = np.array([needed_training(text) for text in courses["prasyarat"]], dtype=object)
    bare = np.array([without_edition(one) for one in needed], dtype=object)
    rows = np.flatnonzero(_unknown(needed, known) & _unknown(bare, known)).astype(np.int64)
    yield told("PRASYARAT-TIADA", "", side_of(courses, "courses", "prasyarat", rows), key=kode[rows])
    rows = np.flatnonzero(_circular(courses, needed)).astype(np.int64)
    yield told("PRASYARAT-MELINGKAR", "", side_of(courses, "courses", "prasyarat", rows), key=kode[rows])
    for field in ("kuota", "kelas"):
        rows = np.flatnonzero(courses[field].eq(0).fillna(False).to_numpy(dtype=bool)).astype(np.int64)
        yield told("KURSUS-TANPA-TEMPAT", "", side_of(courses, "courses", field, rows), key=kode[rows])


def _circular(courses: pd.DataFrame, needed: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return which courses wait for themselves, alone or through others."""
    own, title = _normal(text_of(courses["kode"])), _normal(text_of(courses["nama_pelatihan"]))
    kode_of = {**dict(zip(title, own, strict=True)), **dict(zip(own, own, strict=True))}
    circles = _in_a_circle(
        {one: kode_of.get(need, need) for one, need in zip(own, needed, strict=True) if need}
    )
    return np.array([one in circles for one in own], dtype=np.bool_)


def _in_a_circle(needs: Mapping[str, str]) -> set[str]:
    """Return the courses that, by way of what each needs, need themselves; what is no course ends the way."""
    circles: set[str] = set()
    done: set[str] = set()
    for start in needs:
        way: dict[str, int] = {}
        at = start
        while at in needs and at not in way and at not in done:
            way[at] = len(way)
            at = needs[at]
        if at in way:
            circles.update(list(way)[way[at] :])
        done.update(way)
    return circles


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
