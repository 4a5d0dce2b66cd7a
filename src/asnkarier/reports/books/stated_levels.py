"""The report of `asn standards inputs`: which level each competency needs, as those who know the posts say."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Book, Column, Record, Table
from asnkarier.model.messages import N_

SCHEMA: Final = "asn.standards.inputs/1"
_ROWS: Final = (
    Column("standar", N_("Standard"), width=32, terminal=False),
    Column("jabatan", N_("Position"), "list", width=40, importance=1),
    Column("kompetensi", N_("Competency"), "kompetensi", width=34, importance=0),
    Column("kelompok", N_("Group"), "status", terminal=False),
    Column("required", N_("Today"), "level", importance=2),
    Column("median", N_("Median"), "level", importance=1),
    Column("n", N_("Answers"), "integer", importance=3),
    Column("agreement", N_("Agreement"), "number", importance=1),
    Column("status", N_("What follows"), "status", importance=1),
    Column("proposed", N_("Proposed"), "level", importance=4),
    Column("median_atasan", N_("Median of superiors"), "level", importance=5),
    Column("median_pemangku", N_("Median of holders"), "level", importance=5),
    Column("median_pengguna", N_("Median of users"), "level", importance=5),
    Column("n_atasan", N_("Superiors"), "integer", terminal=False),
    Column("n_pemangku", N_("Holders"), "integer", terminal=False),
    Column("n_pengguna", N_("Users"), "integer", terminal=False),
    Column("respondents", N_("Respondents"), "integer", terminal=False),
    Column("lowest", N_("Lowest"), "level", terminal=False),
    Column("highest", N_("Highest"), "level", terminal=False),
    Column("roles_apart", N_("Roles apart (levels)"), "level", terminal=False),
    Column("reason", N_("Why today's level stays"), "said", width=48, importance=6),
)
_TOTALS: Final = (
    Column("standards", N_("Standards answered about"), "integer"),
    Column("competencies", N_("Their competencies"), "integer"),
    Column("answers", N_("Answers"), "integer"),
    Column("respondents", N_("Respondents"), "integer"),
    Column("atasan", N_("Superiors"), "integer"),
    Column("pemangku", N_("Holders"), "integer"),
    Column("pengguna", N_("Users"), "integer"),
    Column("change", N_("Another level proposed"), "integer"),
    Column("new_competency", N_("New competencies proposed"), "integer"),
    Column("same", N_("Confirmed as it is"), "integer"),
    Column("discuss", N_("To be talked over"), "integer"),
    Column("few_answers", N_("Too few answers"), "integer"),
    Column("no_answer", N_("No answer"), "integer"),
)
_REMARKS: Final = (
    Column("standar", N_("Standard"), width=32, terminal=False),
    Column("jabatan", N_("Position"), width=40, importance=2),
    Column("kompetensi", N_("Competency"), "kompetensi", width=34, importance=1),
    Column("peran", N_("Role"), "status", importance=1),
    Column("level", N_("Level"), "level", importance=1),
    Column("catatan", N_("Remark"), width=60, importance=0),
)
_NOTES: Final = (
    N_("No answer is no level: who left a cell empty is not counted, and a competency that nobody answered stays as it is."),
    N_("Agreement is r_wg (James, Demaree & Wolf 1984): 1 where everybody says the same, 0 where the answers vary as by chance; of fewer than two answers it is not known."),
    N_("A level is proposed with enough answers that agree, from roles that do not differ; otherwise people talk it over first, and today's level stays."),
)  # fmt: skip


@dataclass(frozen=True)
class StatedView:
    """The frames of the report; see the columns above."""

    rows: pd.DataFrame
    totals: pd.DataFrame
    remarks: pd.DataFrame


def stated_levels_book(view: StatedView, as_of: date) -> Book:
    """Return the report."""
    blocks: list[Block] = [
        Record("totals", N_("Totals"), _TOTALS, view.totals),
        Table("rows", N_("Levels that posts need"), _ROWS, view.rows, terminal_limit=30),
        Table("remarks", N_("Remarks, by role"), _REMARKS, view.remarks, terminal_limit=10),
    ]
    title = N_("Levels that posts need, as people concerned say")
    return Book(SCHEMA, title, as_of, "", tuple(blocks), notes=_NOTES)
