"""The report of `asn promote-shortlist`."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.language import _
from asnkarier.model.book import Block, Book, Chart, Column, Page, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.reports.books.candidate_pages import candidate_pages
from asnkarier.reports.books.certainty import asked_sentence, certainty_sentences
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.books.jenjang import rise_tables
from asnkarier.reports.books.reported import reported_tables
from asnkarier.reports.books.shortlist_columns import (
    ASIDE_COLUMNS,
    CERTAINTY_COLUMNS,
    COUNT_COLUMNS,
    FIRST_COLUMNS,
    GATE_COLUMNS,
    HEIGHT,
    HOLDER_COLUMNS,
    IF_KEPT,
    OUT_COLUMNS,
    PART_COLUMNS,
    PEOPLE_COLUMNS,
    REASON_COLUMNS,
    REMEDY_COLUMNS,
    SERVICE,
    SHORT_COLUMNS,
    SWAP_COLUMNS,
    TIE_COLUMNS,
    UNJUDGED_COLUMNS,
    WAY,
)

SCHEMA: Final = "asn.promote-shortlist/1"
JUDGED_THEN: Final = N_(
    "A post that is still to fall vacant is judged on that day; appraisals and hours of training are the last known."
)
NOTES: Final = (
    N_(
        "A recommendation for the Tim Penilai Kinerja and the PPK. Who is eligible by the data may still fail what people judge: integrity, health, fit, and whatever counts in the column For people."
    ),
    N_(
        "Of equal scores, who lacks what the standard calls penting stands behind who does not, then who lacks what it calls perlu; such a requirement excludes nobody."
    ),
    N_("An unknown part of a score counts as nothing; the score it could reach at most stands beside it."),
    N_(
        "Those eligible for certain stand before those who may be, each by what is known of the score; best and worst rank hold whatever is still unknown, when the open requirements turn out to be met."
    ),
)
BY_WAYS: Final = N_(
    "Each person is judged by the way into this functional post that is open to them; what people must judge of it stands on the row, and ranks count it as met."
)
_MOST_BARS: Final = 15
_MOST_NAMES: Final = 25
# What a reader must see first.
_FRONT: Final = Front("rows", ("nama", "nip", "status", "score", "score_high", "jabatan"))


@dataclass(frozen=True)
class ShortlistView:
    """The frames of the report. post: how the post is called in the title. ahead: it is judged on a day to come.

    by_ways: people are judged by several ways into the post. first: what to find out first. certainty: one row, how far the list is certain. out: who can no longer be on it. ties:
    ranks that share one score.
    """

    post: str
    rows: pd.DataFrame
    short: pd.DataFrame
    unknown: pd.DataFrame
    gates: pd.DataFrame
    counts: pd.DataFrame
    findings: pd.DataFrame
    top: int
    ahead: bool = False
    reported: pd.DataFrame = field(default_factory=pd.DataFrame)
    jenjang: pd.DataFrame = field(default_factory=pd.DataFrame)
    first: pd.DataFrame = field(default_factory=pd.DataFrame)
    certainty: pd.DataFrame = field(default_factory=pd.DataFrame)
    out: pd.DataFrame = field(default_factory=pd.DataFrame)
    ties: pd.DataFrame = field(default_factory=pd.DataFrame)
    by_ways: bool = False
    parts: pd.DataFrame = field(default_factory=pd.DataFrame)
    swaps: pd.DataFrame = field(default_factory=pd.DataFrame)
    aside: pd.DataFrame = field(default_factory=pd.DataFrame)
    holders: pd.DataFrame = field(default_factory=pd.DataFrame)


def _charts(view: ShortlistView) -> Iterator[Chart]:
    if len(view.rows):
        named = view.rows["nama"].where(view.rows["nama"].astype(bool), view.rows["nip"])
        numbered = (view.rows["rank"].astype("str") + ". ").where(view.rows["rank"].notna(), "")
        scores = view.rows.assign(who=numbered + named).head(_MOST_BARS)
        yield Chart(
            "bar", N_("Scores, and what they could still become"), Column("who", N_("Name")), (Column("score", N_("Score"), "number"),),
            scores, axis=N_("points"), most=100, upto=Column("score_high", N_("Score at most"), "number"),
        )  # fmt: skip
    shown = [one for one in COUNT_COLUMNS if view.by_ways or one.key != "people_decide"]
    counts = {_(column.label): int(view.counts[column.key].iloc[0]) for column in shown}
    yield Chart(
        "bar", N_("People by status"), Column("status", N_("Status")), (Column("people", N_("People"), "integer"),),
        pd.DataFrame({"status": list(counts), "people": list(counts.values())}), axis=N_("people"),
    )  # fmt: skip


def _held(view: ShortlistView) -> Iterator[Block]:
    """Yield who still holds the post, where somebody does; programs find the key where one post is asked for."""
    if "result" not in view.holders:
        return
    for_all = "all" if len(view.holders) else "machines"
    yield Table("holders", N_("The post is still held"), HOLDER_COLUMNS, view.holders, audience=for_all)  # type: ignore[arg-type]


def _certain(view: ShortlistView) -> Iterator[Block]:
    told = tuple(certainty_sentences(view.certainty, view.ties, len(view.rows)))
    if told:
        yield Text(told, N_("How certain the list is"))


def _to_find_out(view: ShortlistView) -> Iterator[Block]:
    """Yield what to find out first, who is out, which ranks share a score; machines find the keys even when empty."""
    if view.certainty.empty:
        return
    asked = view.first
    note = asked_sentence(view.certainty) if len(asked) else ""
    columns = _blind(FIRST_COLUMNS, asked)
    for_all = "all" if len(asked) else "machines"
    yield Table("find_first", N_("What to find out first"), columns, asked, note=note, audience=for_all)  # type: ignore[arg-type]
    yield Record(
        "certainty", N_("How certain the list is"), CERTAINTY_COLUMNS, view.certainty, terminal=False
    )
    some = len(view.ties) > 0
    yield Table(
        "ties",
        N_("Ranks that share one score"),
        TIE_COLUMNS,
        view.ties,
        audience="all" if some else "machines",
    )
    some = len(view.out) > 0
    yield Table(
        "out",
        N_("Can no longer be on the list"),
        OUT_COLUMNS,
        view.out,
        terminal_limit=0,
        audience="all" if some else "machines",
    )


def _aside(view: ShortlistView) -> Iterator[Block]:
    """Yield who is not considered, counted by reason, and one by one."""
    if "reason" not in view.aside:
        return
    yield Table("aside_counts", N_("Not considered, by reason"), REASON_COLUMNS, reasons_counted(view.aside))
    yield Table("aside", N_("Not considered"), ASIDE_COLUMNS, view.aside, terminal=False)


def reasons_counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many people each reason leaves out, the most first: reason, people."""
    counts = rows["reason"].value_counts().rename_axis("reason").reset_index(name="people")
    return counts.sort_values(["people", "reason"], ascending=[False, True], kind="stable", ignore_index=True)


def shortlist_book(view: ShortlistView, as_of: date) -> Book:
    """Return the report: ranked candidates, who is one requirement short, the gates, and every finding."""
    blocks: tuple[Block | Page, ...] = (
        *_held(view),
        *_certain(view),
        Table(
            "rows",
            N_("Candidates"),
            _shown(PEOPLE_COLUMNS, view, view.rows),
            view.rows,
            terminal_limit=_MOST_NAMES,
        ),
        *_to_find_out(view),
        Table("components", N_("Parts of each score"), PART_COLUMNS, view.parts, terminal=False),
        Table("swaps", N_("Weights that swap neighbours"), SWAP_COLUMNS, view.swaps, terminal=False),
        Table(
            "one_gate_short",
            N_("One requirement short"),
            _shown((*SHORT_COLUMNS, *REMEDY_COLUMNS), view, view.short),
            view.short,
            terminal_limit=10,
        ),
        Table(
            "open",
            N_("Open for lack of data"),
            _shown(SHORT_COLUMNS, view, view.unknown),
            view.unknown,
            terminal_limit=5,
        ),
        *_aside(view),
        *reported_tables(view.reported),
        *rise_tables(view.jenjang),
        Table("gates", N_("The requirements, and how many people meet each"), GATE_COLUMNS, view.gates),
        *_charts(view),
        Record("status_counts", N_("People by status"), COUNT_COLUMNS, view.counts, terminal=False),
        *candidate_pages(view),
        Table("findings", N_("Findings"), FINDING_COLUMNS, view.findings, terminal=False),
    )
    notes = (*((JUDGED_THEN,) if view.ahead else ()), *((BY_WAYS,) if view.by_ways else ()), *NOTES)
    return Book(
        SCHEMA, N_("Promotion shortlist"), as_of, "", blocks, notes=notes, subject=view.post, front=_FRONT
    )


def _shown(columns: tuple[Column, ...], view: ShortlistView, rows: pd.DataFrame) -> tuple[Column, ...]:
    """Return the columns, among those of the terminal the way where people come by several, and what holds if nothing changes where somebody's day does."""
    kept = "if_kept" in rows and bool(rows["if_kept"].fillna(value=False).astype(bool).any())
    warned = {one: one.key in rows and bool(rows[one.key].notna().any()) for one in (SERVICE, HEIGHT)}
    more = {WAY: view.by_ways, IF_KEPT: kept, **warned}
    shown = (
        replace(
            one, terminal=one.terminal or more.get(one, False), behind=one.behind or not more.get(one, True)
        )
        for one in columns
    )
    return _blind(tuple(shown), rows)


def _blind(columns: tuple[Column, ...], rows: pd.DataFrame) -> tuple[Column, ...]:
    """Return the columns with the code of a person where the name would stand on a terminal, in a list that names nobody; neither where it is about no single person."""
    if "nama" not in rows or rows.empty or rows["nama"].fillna("").astype(bool).any():
        return columns
    coded = (replace(one, importance=0) if one.key == "nip" else one for one in columns)
    return tuple(replace(one, terminal=False) if one.key == "nama" else one for one in coded)


def unjudged_book(rows: pd.DataFrame, as_of: date) -> Book:
    """Return the report on the vacancies of a job for which nobody can be judged, and what is missing for each."""
    blocks = (Table("rows", N_("Vacancies that cannot be judged"), UNJUDGED_COLUMNS, rows),)
    return Book(SCHEMA, N_("Promotion shortlist"), as_of, "", blocks)
