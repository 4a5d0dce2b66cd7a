"""The report of `asn standards import`: what a workbook changes in the standards, was and now."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from asnkarier.model.book import Block, Book, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import competency_words, label_of

_TOTALS: Final = (
    Column("new", N_("New standards"), "integer"),
    Column("changed", N_("Changed standards"), "integer"),
    Column("unchanged", N_("Unchanged standards"), "integer"),
    Column("differences", N_("Differences"), "integer"),
)
_STANDARDS: Final = (
    Column("standar", N_("Standard"), width=40, importance=3),
    Column("jabatan", N_("Position"), width=50, importance=0),
    Column("status", N_("State"), "status", importance=1),
    Column("kelompok", N_("Class of post"), "status", importance=4),
    Column("kompetensi", N_("Competencies"), "integer", importance=2),
    Column("differences", N_("Differences"), "integer", terminal=False),
    Column("cell", N_("Cell"), width=30, terminal=False),
)
_DIFFERENCES: Final = (
    Column("standar", N_("Standard"), width=40, importance=4),
    Column("jabatan", N_("Position"), width=50, importance=0),
    Column("kompetensi", N_("Competency"), "kompetensi", importance=3),
    Column("part", N_("Part"), "status", importance=5),
    Column("was", N_("Was"), importance=1),
    Column("now", N_("Now"), importance=2),
    Column("cell", N_("Cell"), width=30, terminal=False),
)
_SHOWN: Final = (
    Column("jabatan", N_("Position"), width=50),
    Column("what", N_("What"), width=40),
    Column("was", N_("Was"), width=40),
    Column("now", N_("Now"), width=40),
)
_COMPETENCIES: Final = (
    Column("kompetensi", N_("Kept as"), width=44, importance=1),
    Column("name", N_("Written"), width=44, importance=0),
    Column("standards", N_("Standards"), "integer", importance=2),
    Column("cell", N_("Cell"), width=30, terminal=False),
)
_ALIKE: Final = N_(
    "If one is another name of a competency that you have, correct it or add it to kompetensi.yaml as an alias."
)


def changes_book(
    standards: Sequence[dict[str, Any]],
    differences: Sequence[dict[str, Any]],
    competencies: Sequence[dict[str, Any]],
    as_of: date,
    file: str,
) -> Book:
    """Return the report.

    standards: one row per standard of the workbook. differences: one row per thing that is said in another way. competencies: the
    technical ones that nothing named before, those that few ask for first.
    """
    rows = _frame(standards, _STANDARDS)
    totals = {status: int((rows["status"] == status).sum()) for status in ("new", "changed", "unchanged")}
    facts = pd.DataFrame([totals | {"differences": len(differences)}])
    blocks: list[Block] = [
        Record("totals", N_("What the workbook changes"), _TOTALS, facts),
        Table("rows", N_("Standards of the workbook"), _STANDARDS, rows, audience="machines"),
    ]
    changed = _frame(differences, _DIFFERENCES)
    changed_title, new_title = N_("Changed standards: was and now"), N_("New standards")
    blocks.append(Table("differences", changed_title, _DIFFERENCES, changed, audience="machines"))
    if len(changed):
        shown = changed.assign(what=[_what(row) for row in differences])
        blocks.append(Table("was_and_now", changed_title, _SHOWN, shown, audience="people"))
    new = rows[rows["status"] == "new"].reset_index(drop=True)
    if len(new):
        columns = tuple(
            column for column in _STANDARDS if column.key in ("jabatan", "kelompok", "kompetensi")
        )
        blocks.append(Table("new", new_title, columns, new, terminal_limit=10, audience="people"))
    if competencies:
        named, title = _frame(competencies, _COMPETENCIES), N_("New technical competencies")
        blocks.append(Table("new_competencies", title, _COMPETENCIES, named, terminal_limit=12, note=_ALIKE))
    return Book(
        "asn.standards.import/1", N_("Standards from a workbook"), as_of, "", tuple(blocks), subject=file
    )


def _what(row: dict[str, Any]) -> str:
    """Return what is said in another way: a competency, its weight, or a part of the standard."""
    words, part = competency_words(row["kompetensi"]), row["part"]
    if not words:
        return label_of(part)
    return words if part == "level" else f"{words}: {label_of(part)}"


def _frame(rows: Sequence[dict[str, Any]], columns: Sequence[Column]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=[column.key for column in columns])
