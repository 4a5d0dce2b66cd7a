"""The report of `asn explain`: one person, every figure down to its cell."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.reports.books.findings import FINDING_COLUMNS

SCHEMA: Final = "asn.explain/1"
ITEM_COLUMNS: Final = (
    Column("kompetensi", N_("Competency"), "kompetensi", width=32, importance=0),
    Column("required", N_("Required"), "level", importance=1),
    Column("level", N_("Level"), "level", importance=1),
    Column("counted", N_("Counted"), "level", importance=6),
    Column("gap", N_("Gap"), "gap", importance=2),
    Column("status", N_("Status"), "status", importance=5),
    Column("source", N_("Source cell"), width=40, importance=3),
    Column("tanggal_asesmen", N_("Assessed on"), "date", importance=7),
    Column("critical", N_("Critical"), "flag", terminal=False),
    Column("weight", N_("Weight"), "number", terminal=False),
)
MATCH_COLUMNS: Final = (
    Column("standar", N_("Standard")),
    Column("sum_counted", N_("Sum counted (levels, each at most the standard)"), "level"),
    Column("sum_required", N_("Sum required (assessed competencies)"), "level"),
    Column("sum_all", N_("Sum required (all competencies)"), "level"),
    Column("jpm", N_("JPM %"), "percent"),
    Column("jpm_low", N_("JPM low"), "percent"),
    Column("jpm_high", N_("JPM high"), "percent"),
    Column("jpm_uncapped", N_("JPM uncapped"), "percent"),
    Column("coverage", N_("Assessed share"), "number"),
    Column("kategori", N_("Category"), "status"),
    Column("arithmetic", N_("Arithmetic"), "remark", width=60),
    Column("next_kategori", N_("Next category"), "status"),
    Column("smallest_change", N_("Smallest change that reaches it"), "remark", width=60),
)
FACT_COLUMNS: Final = (
    Column("field", N_("Fact"), "status", width=30),
    Column("value", N_("Value"), "remark", width=40),
    Column("source", N_("Source cell"), width=44),
)
PART_COLUMNS: Final = (
    Column("component", N_("Part of the score")),
    Column("weight", N_("Weight"), "integer"),
    Column("low", N_("Points at least"), "number"),
    Column("high", N_("Points at most"), "number"),
)
VERDICT_COLUMNS: Final = (
    Column("jabatan", N_("Post"), width=40),
    Column("status", N_("Status"), "status"),
    Column("gates_failed", N_("Requirements not met"), "list"),
    Column("gates_unknown", N_("Requirements without data"), "list"),
    Column("eligible_on", N_("Eligible on"), "date"),
    Column("score", N_("Score"), "number"),
    Column("score_high", N_("Score if all unknown were best"), "number"),
    Column("kinerja_label", N_("Performance"), "status"),
    Column("potensial_label", N_("Potential"), "status"),
    Column("kotak", N_("Talent box"), "integer"),
    Column("rekomendasi", N_("Recommendation of the box"), width=60),
    Column("what_flips_it", N_("Smallest change that flips the result"), "remark", width=60),
)


@dataclass(frozen=True)
class ExplainView:
    """The frames of the report; verdict, findings and parts only when a post was named."""

    name: str
    items: pd.DataFrame
    match: pd.DataFrame
    facts: pd.DataFrame
    verdict: pd.DataFrame | None = None
    findings: pd.DataFrame | None = None
    parts: pd.DataFrame | None = None


def explain_book(view: ExplainView, as_of: date) -> Book:
    """Return the report."""
    blocks: list[Table | Record] = [
        Table("rows", N_("Competencies against the standard"), ITEM_COLUMNS, view.items, terminal_limit=None),
        Record("match", N_("Job-person match"), MATCH_COLUMNS, view.match),
    ]
    if view.verdict is not None and view.findings is not None and view.parts is not None:
        findings = tuple(column for column in FINDING_COLUMNS if column.key != "nip")
        blocks += [
            Record("verdict", N_("Verdict for the post"), VERDICT_COLUMNS, view.verdict),
            Table("findings", N_("Requirements, one by one"), findings, view.findings, terminal_limit=None),
            Table("components", N_("Parts of the score"), PART_COLUMNS, view.parts, terminal_limit=None),
        ]
    blocks.append(
        Table(
            "facts",
            N_("Facts in the store, and where they come from"),
            FACT_COLUMNS,
            view.facts,
            terminal_limit=None,
        )
    )
    return Book(SCHEMA, N_("Explanation"), as_of, "", tuple(blocks), subject=view.name)
