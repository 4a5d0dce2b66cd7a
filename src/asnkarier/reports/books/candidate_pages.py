"""A page of the workbook for each candidate of a shortlist: the sum that leads to the rank, every requirement with its cell, and what is open."""

from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.model.book import Block, Column, Page, Record, Table
from asnkarier.model.messages import N_
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.books.shortlist_columns import FIRST_COLUMNS, PART_COLUMNS, PEOPLE_COLUMNS

if TYPE_CHECKING:
    from asnkarier.reports.books.shortlist import ShortlistView

# More pages than a Tim Penilai turns over; the tables hold everybody.
MOST_PAGES: Final = 10
_HEAD: Final = (
    "rank", "nip", "nama", "jabatan", "unit_kerja", "status", "route", "score", "score_low", "score_high", "rank_low",
    "rank_high", "kotak", "jpm", "to_be_tested", "eligible_on", "eligible_on_reason", "rank_stability", "before_next", "swap",
    "wanting_reason", "service_warning", "service_source",
    "height_warning",
)  # fmt: skip
_PART: Final = ("component", "low", "high", "weight", "points", "points_high", "source")
_FINDING: Final = ("title", "result", "observed", "required", "reason", "citation", "mark", "source")
_FIRST: Final = ("fact", "how", "decides")


def candidate_pages(view: "ShortlistView") -> tuple[Page, ...]:
    """Return a page for each of the first `MOST_PAGES` who are ranked, in order; none where the report is about many posts."""
    if view.parts.empty:
        return ()
    ranked = view.rows[view.rows["rank"].notna()].head(MOST_PAGES)
    return tuple(_page(view, ranked.iloc[place : place + 1]) for place in range(len(ranked)))


def _page(view: "ShortlistView", head: pd.DataFrame) -> Page:
    nip, name = str(head["nip"].iloc[0]), head["nama"].iloc[0]
    called = str(name) if isinstance(name, str) and name else nip
    title = f"{int(head['rank'].iloc[0])}. {called}"
    columns = tuple(one for one in _only(PEOPLE_COLUMNS, _HEAD) if _said(head, one))
    blocks: list[Block] = [
        Record(
            "candidate",
            N_("Candidate"),
            columns,
            head.reset_index(drop=True),
            terminal=False,
            audience="people",
        ),
        _table("candidate_parts", N_("Parts of the score"), _only(PART_COLUMNS, _PART), view.parts, nip),
        _table("candidate_findings", N_("Findings"), _only(FINDING_COLUMNS, _FINDING), view.findings, nip),
    ]
    if len(view.first) and view.first["nip"].eq(nip).any():
        blocks.append(
            _table(
                "candidate_first",
                N_("What to find out first"),
                _only(FIRST_COLUMNS, _FIRST),
                view.first,
                nip,
            )
        )
    return Page(title, tuple(blocks), one_sheet=True, appendix=True)


def _only(columns: tuple[Column, ...], keys: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of these keys, in the order of the keys."""
    by_key = {one.key: one for one in columns}
    return tuple(by_key[key] for key in keys)


def _said(head: pd.DataFrame, column: Column) -> bool:
    """Whether the line says something; an empty line of a page helps nobody."""
    if column.key not in head:
        return False
    value = head[column.key].iloc[0]
    return bool(value) if isinstance(value, (list, tuple, dict, str)) else not pd.isna(value)


def _table(key: str, title: str, columns: tuple[Column, ...], rows: pd.DataFrame, nip: str) -> Table:
    mine = rows[rows["nip"].eq(nip)].reset_index(drop=True)
    return Table(key, title, columns, mine, terminal=False, audience="people")
