"""The part of `asn needs` on formal study: who lacks the education of the standard, and the conditions of tugas belajar."""

from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Column, Table
from asnkarier.model.messages import N_
from asnkarier.reports.books.findings import FINDING_COLUMNS

_ROWS: Final = (
    Column("nip", N_("NIP"), "nip", importance=3),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=34, importance=5),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("study", N_("What is lacking"), "status", importance=1),
    Column("tingkat", N_("Matters"), "status", importance=6),
    Column("required_level", N_("Level asked for"), importance=2),
    Column("held_level", N_("Level held"), importance=2),
    Column("required_fields", N_("Fields asked for"), "list", width=36, importance=7),
    Column("held_field", N_("Field held"), width=28, importance=7),
    Column("status", N_("Tugas belajar"), "status", importance=1),
    Column("gates_failed", N_("Conditions not met"), "list", importance=4),
    Column("gates_unknown", N_("Conditions not known"), "list", terminal=False),
    Column("asked_of_people", N_("For people to judge"), "list", terminal=False),
    Column("retires_on", N_("Out of service from"), "date", importance=6),
    Column("source", N_("Source cell"), width=36, terminal=False),
)
_GATES: Final = (
    Column("rule_id", N_("Rule"), importance=0, on_paper=False),
    Column("title", N_("Requirement"), width=44, importance=1),
    Column("met", N_("Met"), "integer", importance=2),
    Column("not_met", N_("Not met"), "integer", importance=1),
    Column("unknown", N_("Not known"), "integer", importance=1),
    Column("manual", N_("For people"), "integer", importance=2),
    Column("citation", N_("Legal basis"), width=40, importance=3),
    Column("status_sumber", N_("Source"), "status", terminal=False),
    Column("mark", N_("Certainty"), "status", terminal=False),
)
_NOTE: Final = N_(
    "Below: the level held is lower than the standard's. Another field: no field that the standard names stands in the recorded one, word by word; people may see more. Whose education is not recorded is counted in the totals only."
)


def formal_study_blocks(rows: pd.DataFrame, gates: pd.DataFrame, findings: pd.DataFrame) -> tuple[Block, ...]:
    """Return the tables; see `agency.answers.formal_study.FormalStudy`."""
    title = N_("Conditions of tugas belajar")
    every = N_("Tugas belajar, by person")
    return (
        Table("formal_study", N_("Formal study"), _ROWS, rows, terminal_limit=10, note=_NOTE),
        Table("study_gates", title, _GATES, gates, terminal_limit=20),
        Table("study_findings", every, FINDING_COLUMNS, findings, terminal_limit=0),
    )
