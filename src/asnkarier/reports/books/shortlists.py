"""The report of `asn promote-shortlist --all-vacancies`: the lists of all vacancies, one below the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from asnkarier.model.book import Book, Column, Table
from asnkarier.model.messages import N_
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.books.shortlist import BY_WAYS, JUDGED_THEN, NOTES, SCHEMA, ShortlistView
from asnkarier.reports.books.shortlist_columns import (
    CERTAINTY_COLUMNS,
    COUNT_COLUMNS,
    FIRST_COLUMNS,
    HOLDER_COLUMNS,
    OUT_COLUMNS,
    PEOPLE_COLUMNS,
    SHORT_COLUMNS,
    UNJUDGED_COLUMNS,
)

FIRST_NAMES: Final = N_(
    "Of each vacancy the first names of every list; everybody else, every finding and the parts of each score: ask for one vacancy."
)
_VACANCY: Final = Column("vacancy", N_("Vacancy"), importance=0)
_VACANCIES: Final = Column("vacancy", N_("Vacancies"), "list", width=30, importance=4)
# What the summary shows on a narrow terminal.
_FIRST: Final = ("eligible", "unknown", "settled", "may_be_in", "first_step", "at_most", "one_gate_short")
_POST: Final = Column("for_jabatan", N_("Vacant position"), width=34, terminal=False)


@dataclass(frozen=True)
class OfVacancy:
    """The list of one vacancy, with the code and the position that stand before its rows."""

    code: str
    jabatan: str
    view: ShortlistView


def shortlists_book(each: Sequence[OfVacancy], unjudged: pd.DataFrame, as_of: date) -> Book:
    """Return the report: every table holds the rows of all vacancies; unjudged: for which nobody can be judged, and why."""

    def table(
        key: str, title: str, columns: tuple[Column, ...], part: Callable[[ShortlistView], pd.DataFrame],
        terminal_limit: int | None = 40, *, terminal: bool = True,
    ) -> Table:  # fmt: skip
        columns = tuple(one for one in columns if one.key != "leans_on")  # its marks are of one post
        return Table(
            key, title, (_VACANCY, _POST, *columns), _all(each, part, columns), terminal_limit=terminal_limit, terminal=terminal
        )  # fmt: skip

    counts = tuple(
        replace(column, importance=_FIRST.index(column.key) + 1 if column.key in _FIRST else len(_FIRST) + 1)
        for column in (*COUNT_COLUMNS, *CERTAINTY_COLUMNS)
    )
    blocks = (
        table("vacancies", N_("The vacancies"), counts, _summary, None),
        Table(
            "unjudged",
            N_("Vacancies that cannot be judged"),
            UNJUDGED_COLUMNS,
            _rows(unjudged),
            audience="all" if len(unjudged) else "machines",
        ),
        table("holders", N_("The post is still held"), HOLDER_COLUMNS, lambda view: view.holders, 0),
        table("rows", N_("Candidates"), PEOPLE_COLUMNS, lambda view: view.rows),
        Table("find_first", N_("What to find out first"), (_VACANCIES, *FIRST_COLUMNS), _asked(each)),
        table("one_gate_short", N_("One requirement short"), SHORT_COLUMNS, lambda view: view.short, 0),
        table("open", N_("Open for lack of data"), SHORT_COLUMNS, lambda view: view.unknown, 0),
        table("out", N_("Can no longer be on the list"), OUT_COLUMNS, lambda view: view.out, 0),
        table("findings", N_("Findings"), FINDING_COLUMNS, lambda view: view.findings, terminal=False),
    )
    ahead = any(one.view.ahead for one in each)
    by_ways = any(one.view.by_ways for one in each)
    notes = (*((JUDGED_THEN,) if ahead else ()), *((BY_WAYS,) if by_ways else ()), *NOTES)
    return Book(SCHEMA, N_("Promotion shortlist"), as_of, "", blocks, notes=(FIRST_NAMES, *notes))


def _asked(each: Sequence[OfVacancy]) -> pd.DataFrame:
    """Return what to find out first for all vacancies together: each fact once, with the vacancies that wait for it."""
    found: dict[tuple[str, str, str], dict[Any, Any]] = {}
    for one in each:
        records: list[dict[Any, Any]] = one.view.first.to_dict("records")
        for row in records:
            key = (str(row["nip"] or ""), row["kind"], row["target"])
            known = found.setdefault(
                key, {**row, "vacancy": [], "decides": [], "people": 0, "kompetensi": []}
            )
            known["vacancy"].append(one.code)
            known["people"] = max(known["people"], row["people"])
            for name in ("decides", "kompetensi"):
                known[name] += [part for part in row[name] if part not in known[name]]
    rows = sorted(found.values(), key=lambda row: -len(row["vacancy"]))
    return pd.DataFrame(rows, columns=[_VACANCIES.key, *(column.key for column in FIRST_COLUMNS)])


def _summary(view: ShortlistView) -> pd.DataFrame:
    return pd.concat([view.counts.reset_index(drop=True), view.certainty.reset_index(drop=True)], axis=1)


def _all(
    each: Sequence[OfVacancy], part: Callable[[ShortlistView], pd.DataFrame], columns: tuple[Column, ...]
) -> pd.DataFrame:
    frames = [
        part(one.view).assign(vacancy=one.code, for_jabatan=one.jabatan)
        for one in each
        if len(part(one.view))
    ]
    if not frames:
        return pd.DataFrame(columns=[_VACANCY.key, _POST.key, *(column.key for column in columns)])
    return pd.concat(frames, ignore_index=True)


def _rows(unjudged: pd.DataFrame) -> pd.DataFrame:
    return unjudged if len(unjudged) else pd.DataFrame(columns=[column.key for column in UNJUDGED_COLUMNS])
