"""Facts that carry a day of their own: they are seen from it, whatever the day of the list that brought them."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Final

from asnkarier.late import np
from asnkarier.model.frames import (
    APPRAISALS,
    ASSESSMENTS,
    COMPETENCY_TESTS,
    CREDIT_POINTS,
    MENTORING,
    POSITIONS,
    RESULTS,
    SURVEYS,
    TABLES,
    TRAININGS,
    Table,
)
from asnkarier.store.batches import counting_batches
from asnkarier.store.coded import Coded, Numbers
from asnkarier.store.facts import read_facts
from asnkarier.store.records import Batch
from asnkarier.store.vouching.sight import Sight, sight, telling

if TYPE_CHECKING:
    import numpy.typing as npt

# The fields that may hold the day, the first that has a value. A list of employees, units, courses or vacancies says how
# things stand on the day of the list, whatever dates are in it: their keys do not name the date.
OWN_DAYS: Final = {
    POSITIONS.name: ("tmt_jabatan",),
    APPRAISALS.name: ("periode_akhir", "tahun"),
    ASSESSMENTS.name: ("tanggal_asesmen",),
    RESULTS.name: ("tanggal",),
    CREDIT_POINTS.name: ("tanggal",),
    COMPETENCY_TESTS.name: ("tanggal",),
    TRAININGS.name: ("tanggal_selesai", "tanggal_mulai"),
    SURVEYS.name: ("tanggal", "tahun"),
    MENTORING.name: ("tanggal_mulai",),
}
_FIRST_YEAR, _LAST_YEAR = 1, 9999


def sight_on(
    connection: sqlite3.Connection,
    fact_ids: Numbers,
    facts: Coded,
    as_of: date,
    *,
    known_at: int | None = None,
    besides: int | None = None,
) -> Sight:
    """Return which of these facts (ascending ids) are seen on `as_of`, and through which batch last; see `counting_batches`.

    A fact whose own day has come is seen, and corrected, whenever it was imported; any other from the day of its batch.
    """
    table = facts.table
    found = sight(connection, table, fact_ids, as_of, known_at=known_at, besides=besides)
    if not _later_batches(connection, table, as_of, known_at, besides):
        return found
    whole = sight(connection, table, fact_ids, date.max, known_at=known_at, besides=besides)
    # Batches are in the order of their days: those that count on the day stand first among all, at the same positions.
    return Sight(whole.batches, np.where(have_come(facts, as_of), whole.latest, found.latest))


def batches_on(connection: sqlite3.Connection, as_of: date, known_at: int | None) -> list[Batch]:
    """Return the imports that anything seen on `as_of` may rest on, oldest word first.

    Those of a later day are among them when they tell a fact whose own day has come.
    """
    found = counting_batches(connection, as_of, known_at=known_at)
    for name in OWN_DAYS:
        later = _later_batches(connection, TABLES[name], as_of, known_at)
        if later:
            fact_ids, facts = read_facts(connection, TABLES[name], fields=OWN_DAYS[name])
            tell = telling(connection, TABLES[name], fact_ids[have_come(facts, as_of)])
            found += [one for one in later if one.batch_id in tell]
    return sorted(found, key=lambda batch: (batch.as_of, batch.batch_id))


def have_come(facts: Coded, as_of: date) -> npt.NDArray[np.bool_]:
    """Return of each fact whether it has a day of its own, and that is no later than `as_of`.

    A training is of its last day, else of its first; an appraisal of the end of its period, else of its year.
    """
    days = np.full(len(facts), np.datetime64("NaT"), "datetime64[D]")
    for name in OWN_DAYS.get(facts.table.name, ()):
        days = np.where(np.isnat(days), _days(facts, name), days)
    come: npt.NDArray[np.bool_] = days <= np.datetime64(as_of, "D")  # never true of a missing day
    return come


def _later_batches(
    connection: sqlite3.Connection,
    table: Table,
    as_of: date,
    known_at: int | None,
    besides: int | None = None,
) -> list[Batch]:
    """Return the imports of a later day into a table whose facts may have a day of their own."""
    if table.name not in OWN_DAYS:
        return []
    batches = counting_batches(connection, date.max, table, known_at=known_at, besides=besides)
    return [batch for batch in batches if batch.as_of > as_of]


def _days(facts: Coded, name: str) -> npt.NDArray[np.datetime64]:
    values = facts.words[name].values_in_order()
    missing = np.full(1, np.datetime64("NaT"), "datetime64[D]")  # what the code of a missing value points to
    if facts.table.kind_of(name) == "date":
        days = np.array(values, "datetime64[D]")
    else:  # a year: its last day
        years = np.array([min(max(year, _FIRST_YEAR), _LAST_YEAR) for year in values], np.int64)
        days = (years - 1969).astype("datetime64[Y]").astype("datetime64[D]") - np.timedelta64(1, "D")
    return np.concatenate([days, missing])[facts.codes[name]]
