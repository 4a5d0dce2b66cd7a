"""Which sheets of a file speak of one day: a sheet a month is no contradiction, two sheets of one day may be."""

from collections.abc import Container, Sequence
from datetime import date
from typing import Final

from asnkarier.sheets.cells.title_day import StatedDay

# Lists whose facts count from the day of the list, and the column that says another day of a fact (None: there is none).
OWN_DAY: Final = {
    "employees": None,
    "units": None,
    "assessments": "tanggal_asesmen",
    "assessment_results": "tanggal",
    "trainings": "tanggal_mulai",
}


Day = tuple[date | None, int | None]


def day_of_all(kind: str, columns: Container[str], stated: StatedDay) -> Day | None:
    """Return the day or the year that a sheet states for all its facts; None where it states none, or facts have their own."""
    own = OWN_DAY.get(kind, "")
    if own == "" or own in columns or (stated.day is None and stated.year is None):
        return None
    return stated.day, stated.year


def held_together(days: Sequence[Day | None]) -> list[list[int]]:
    """Return places of sheets in groups, each to be held against itself only: all of them where one has no day.

    Who was moved between two months stands on both sheets, each time rightly.
    """
    if None in days:
        return [list(range(len(days)))]
    groups: dict[Day | None, list[int]] = {}
    for place, day in enumerate(days):
        groups.setdefault(day, []).append(place)
    return list(groups.values())
