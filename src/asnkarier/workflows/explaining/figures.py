"""A figure of a report, and what it rests on: rules by their ids, facts by their cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pandas as pd

from asnkarier.workflows.explaining import mine
from asnkarier.workflows.explaining.cells import Cells, PersonCells
from asnkarier.workflows.explaining.mine import Asked

Row: TypeAlias = Mapping[str, Any]
Facts: TypeAlias = Callable[[PersonCells, Row], Cells]


def nothing(_cells: PersonCells, _row: Row) -> Cells:
    """Return no cell: the figure follows from others."""
    return ()


@dataclass(frozen=True)
class Figure:
    """A column of a report, or the two ends of a figure (`key` and `upto`). rules: ids as the report cites them.

    called: the code of its name, where the heading of the column says one end only. cited_by: the columns of the row that say a rule, by its id or
    its citation. facts: the cells that it rests on. absent: the code of what is said where the report has no value; empty: the figure is left out.
    """

    key: str
    rules: tuple[str, ...] = ()
    facts: Facts = nothing
    upto: str = ""
    absent: str = ""
    called: str = ""
    cited_by: str = ""


@dataclass(frozen=True)
class Section:
    """Lines of one table of a report. named: the columns that tell one line from another; title: msgid, else the table's own.

    mine: which of the rows are about the person; gates: the requirements behind a line, as findings with their cells.
    coded: columns whose short codes people know by longer ones, with what stands before these.
    """

    block: str
    figures: tuple[Figure, ...]
    named: tuple[str, ...]
    mine: "Callable[[Asked, pd.DataFrame], pd.Series[bool]]" = mine.by_nip
    gates: "Callable[[Asked, Row], pd.DataFrame] | None" = None
    title: str = ""
    coded: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """command: which makes it; words: how it is asked; asking: the lists that it reads besides people; sections: its lines.

    anybody: it also speaks of who no longer counts; needs: options without which it cannot be asked.
    """

    command: str
    sections: tuple[Section, ...]
    words: Mapping[str, Any] = field(default_factory=dict)
    asking: tuple[str, ...] = ()
    anybody: bool = False
    needs: tuple[str, ...] = ()


def appraised(cells: PersonCells, _row: Row) -> Cells:
    """Return the appraisals that the axis of performance looks at."""
    years = cells.now.rulebook.in_force("kinerja/tahun_dinilai", cells.now.as_of)
    return cells.appraised(1 if years is None else int(years.value))


def last_appraisal(cells: PersonCells, _row: Row) -> Cells:
    """Return the appraisal of the last complete year."""
    return cells.appraised(1)


def reviewed_years(cells: PersonCells, _row: Row) -> Cells:
    """Return the appraisals of the years that a review shows."""
    return cells.appraised(cells.now.settings.review.years)


def assessed(cells: PersonCells, _row: Row) -> Cells:
    """Return the levels that the post held asks for."""
    return cells.assessed()


def level(cells: PersonCells, row: Row) -> Cells:
    """Return the level of the competency of the row."""
    return cells.assessed([row["kompetensi"]])


def potential(cells: PersonCells, _row: Row) -> Cells:
    """Return the aspects of potential."""
    rule = cells.now.rulebook.in_force("kompetensi/aspek_potensi", cells.now.as_of)
    return () if rule is None else cells.assessed([one["id"] for one in rule.value["aspek"]])


def register(*fields: str) -> Facts:
    """Return what tells the cells of fields of the list of employees."""
    return lambda cells, _row: cells.register(*fields)


def course(field: str) -> Facts:
    """Return what tells the cell of the course of the row in the catalogue."""
    return lambda cells, row: cells.course(row["kode"], field)


def grouped(cells: PersonCells, row: Row) -> Cells:
    """Return the cell that says to which group of a comparison the person belongs."""
    return cells.register(mine.GROUPED[row["group_by"]])


def own_cell(_cells: PersonCells, row: Row) -> Cells:
    """Return the cell that the report itself names."""
    return (row["source"],) if isinstance(row["source"], str) and row["source"] else ()
