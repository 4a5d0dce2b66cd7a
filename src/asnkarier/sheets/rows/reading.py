"""What one table of a file gave: its facts, and what became of every row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from asnkarier.model.problem import Problem
from asnkarier.sheets.cells.title_day import StatedDay
from asnkarier.sheets.layout.proposals import Proposal
from asnkarier.sheets.rows.context import no_context


@dataclass(frozen=True)
class SheetReading:
    """What one table of a file gave.

    A refused one has `refused` set, no rows, and its reason among `problems`. `rows` = accepted_rows + rejected_rows.
    columns: field -> column letters; headings: field -> heading; levels of wide assessments stand under their competency.
    all_headings: column letters -> heading. doubts: field or competency -> certainty, where it is below 1.
    named: what a person said of a column, now or before. proposals: what columns that are not used may be.
    rejected_nips: of each rejected row the NIP, None where it cannot be read.
    title_rows: the rows above the header. data_rows: every row that was counted; folded: those that stand for two.
    accepted: the columns of `model.frames` + `row` (sheet row) + `col` (letters of the level of a wide assessment).
    context: what a list about people says beside its facts (see `rows.context.context_beside`); it is not stored.
    of_punishments: a list of employees that says nothing of them but punishments; name, post and unit are context.
    stated_day: the day that the titles or the name of the sheet state.
    left: the letters of the first column of a table that stands right of another one, else empty.
    beside: the totals that the recap of levels before it prints in the same rows; rows that the recap sets aside are none of its.
    duplicate_rows: accepted rows that repeat a fact word for word, or name a post that somebody holds beside their own;
    they are in the count, not in the frame. duplicate_nips: who stands on them.
    """

    file: str
    kind: str | None = None
    sheet: str | None = None
    refused: bool = False
    header_rows: tuple[int, ...] = ()
    title_rows: tuple[int, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    unmapped: tuple[tuple[str, str], ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    accepted_rows: int = 0
    accepted: pd.DataFrame = field(default_factory=pd.DataFrame)
    data_rows: tuple[int, ...] = ()
    folded: frozenset[int] = frozenset()
    rejected_rows: tuple[int, ...] = ()
    rejected_nips: tuple[str | None, ...] = ()
    duplicate_rows: tuple[int, ...] = ()
    duplicate_nips: tuple[str, ...] = ()
    skipped_notes: tuple[tuple[int, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    certainty: float = 0.0
    all_headings: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    doubts: Mapping[str, float] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    context: pd.DataFrame = field(default_factory=no_context)
    of_punishments: bool = False
    stated_day: StatedDay = field(default_factory=StatedDay)
    left: str = ""
    beside: bool = False
