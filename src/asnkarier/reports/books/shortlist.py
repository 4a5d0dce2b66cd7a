"""The report of `asn promote-shortlist`."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.language import _
from asnkarier.model.book import Block, Book, Chart, Column, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.reports.books.certainty import asked_sentence, certainty_sentences
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.books.jenjang import rise_tables
from asnkarier.reports.books.reported import reported_tables

SCHEMA: Final = "asn.promote-shortlist/1"
JUDGED_THEN: Final = N_(
    "A post that is still to fall vacant is judged on that day; appraisals and hours of training are the last known."
)
NOTES: Final = (
    N_(
        "A recommendation for the Tim Penilai Kinerja and the PPK; integrity, health and fit are theirs to assess."
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
# By which way into a functional post a person is judged; empty for other posts, and where none is open.
WAY: Final = Column("route", N_("Way"), "status", width=28, importance=3, terminal=False)
PEOPLE_COLUMNS: Final = (
    Column("rank", N_("Rank"), "integer", importance=0),
    Column("nip", N_("NIP"), "nip", importance=6),
    Column("nama", N_("Name"), width=28, importance=1),
    Column("leans_on", N_("Ref."), "list", importance=4),
    Column("jabatan", N_("Position"), width=34, importance=7),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    # A width lets the words wrap: those of `people_decide` on one line would push the score out of eighty columns.
    Column("status", N_("Status"), "status", width=30, importance=2, whole=True),
    WAY,
    Column("route_reason", N_("Why this way"), "said", width=50, terminal=False),
    Column("asked_of_people", N_("For people to judge"), "list", width=40, terminal=False),
    Column("score", N_("Score"), "number", importance=3),
    Column("score_low", N_("Score at least"), "number", terminal=False),
    Column("score_high", N_("Score at most"), "number", importance=4),
    Column("rank_low", N_("Best rank"), "integer", importance=5),
    Column("rank_high", N_("Worst rank"), "integer", importance=5),
    Column("components", N_("Components"), "list", width=60, terminal=False),
    Column("kotak", N_("Talent box"), "integer", importance=9),
    Column("kotak_reason", N_("Why no box"), "said", width=40, terminal=False),
    Column("jpm", N_("JPM %"), "percent", importance=8),
    Column("jpm_manajerial", N_("JPM %, managerial"), "percent", terminal=False),
    Column("jpm_sosial_kultural", N_("JPM %, socio-cultural"), "percent", terminal=False),
    Column("jpm_teknis", N_("JPM %, technical"), "percent", terminal=False),
    Column("to_be_tested", N_("To be tested at the uji kompetensi"), "list", width=50, terminal=False),
    Column("coverage", N_("Assessed share"), "number", importance=10),
    Column("eligible_on", N_("Eligible on"), "date", importance=12),
    Column("eligible_on_reason", N_("About the day of eligibility"), "said", width=40, terminal=False),
    Column("rank_stability", N_("Rank stability"), "number", importance=11),
    Column("gates_failed", N_("Requirements not met"), "list", width=30, terminal=False),
    Column("gates_unknown", N_("Requirements without data"), "list", width=30, terminal=False),
    Column("wanting", N_("Not met, but excluding nobody"), "list", width=30, terminal=False),
    Column("wanting_reason", N_("Among equal scores"), "said", width=50, terminal=False),
)
SHORT_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("leans_on", N_("Ref."), "list", importance=3),
    Column("jabatan", N_("Position"), width=34, importance=5),
    WAY,
    Column("gates", N_("Requirement"), "list", width=30, importance=2),
    Column("observed", N_("Found"), "said", width=40, importance=3),
    Column("required", N_("Required"), "said", width=30, importance=4),
    Column("eligible_on", N_("Eligible on"), "date", importance=6),
    Column("eligible_on_reason", N_("About the day of eligibility"), "said", width=40, importance=8),
    Column("jpm", N_("JPM %"), "percent", importance=7),
)
FIRST_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=3),
    Column("nama", N_("Name"), width=28, importance=2),
    Column("fact", N_("To be found out"), "said", width=40, importance=0),
    Column("how", N_("How"), "said", width=60, importance=1, whole=True),
    Column("kind", N_("Kind of fact"), "status", terminal=False),
    Column("target", N_("Of what"), "status", terminal=False),
    Column("kompetensi", N_("Competencies not assessed"), "list", width=60, terminal=False),
    Column("decides", N_("Decides"), "list", width=30, importance=5),
    Column("people", N_("People"), "integer", importance=4),
)
CERTAINTY_COLUMNS: Final = (
    Column("top", N_("Names on the list"), "integer"),
    Column("settled", N_("The list is certain"), "flag"),
    Column("surely_in", N_("On it for certain"), "integer"),
    Column("may_be_in", N_("May still be on it"), "integer"),
    Column("out", N_("Can no longer be on it"), "integer"),
    Column("undecidable", N_("No data will decide"), "integer"),
    Column("first_step", N_("Facts to find out first"), "integer"),
    Column("at_most", N_("Facts that settle the list at most"), "integer"),
    Column("everybody", N_("Facts that assessing everybody would take"), "integer"),
    Column("everybody_people", N_("People whom that would concern"), "integer"),
)
OUT_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("jabatan", N_("Position"), width=34),
    Column("unit_kerja", N_("Unit"), width=30),
    Column("score_high", N_("Score at most"), "number"),
    Column("rank_low", N_("Best rank"), "integer"),
)
TIE_COLUMNS: Final = (
    Column("rank_from", N_("From rank"), "integer"),
    Column("rank_to", N_("To rank"), "integer"),
    Column("score", N_("Score"), "number"),
    Column("people", N_("People"), "integer"),
    Column("cut", N_("The list ends among them"), "flag"),
)
COUNT_COLUMNS: Final = (
    Column("eligible", N_("Eligible"), "integer"),
    Column("people_decide", N_("Met by the data, people judge the rest"), "integer"),
    Column("one_gate_short", N_("One requirement short"), "integer"),
    Column("unknown", N_("Open for lack of data"), "integer"),
    Column("ineligible", N_("Not eligible"), "integer"),
    Column("already_at_class", N_("Already in this class or above"), "integer"),
)
GATE_COLUMNS: Final = (
    Column("rule_id", N_("Rule")),
    Column("title", N_("Requirement"), width=44),
    Column("met", N_("Met"), "integer"),
    Column("not_met", N_("Not met"), "integer"),
    Column("unknown", N_("Without data"), "integer"),
    Column("citation", N_("Legal basis"), width=40),
    Column("mark", N_("Certainty"), "status", terminal=False),
    Column("amended_unread", N_("Amended by, not read"), terminal=False),
    Column("note", N_("Note"), "law", width=60, terminal=False),
)
UNJUDGED_COLUMNS: Final = (
    Column("vacancy", N_("Vacancy")),
    Column("jabatan", N_("Position"), width=36),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("reason", N_("Reason"), "status"),
    Column("detail", N_("Detail"), "said", width=60),
)


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
    for_all = "all" if len(asked) else "machines"
    yield Table("find_first", N_("What to find out first"), FIRST_COLUMNS, asked, note=note, audience=for_all)  # type: ignore[arg-type]
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


def shortlist_book(view: ShortlistView, as_of: date) -> Book:
    """Return the report: ranked candidates, who is one requirement short, the gates, and every finding."""
    blocks: tuple[Block, ...] = (
        *_certain(view),
        Table("rows", N_("Candidates"), _shown(PEOPLE_COLUMNS, view), view.rows, terminal_limit=_MOST_NAMES),
        *_to_find_out(view),
        Table(
            "one_gate_short",
            N_("One requirement short"),
            _shown(SHORT_COLUMNS, view),
            view.short,
            terminal_limit=10,
        ),
        Table(
            "open",
            N_("Open for lack of data"),
            _shown(SHORT_COLUMNS, view),
            view.unknown,
            terminal_limit=5,
        ),
        *reported_tables(view.reported),
        *rise_tables(view.jenjang),
        Table("gates", N_("The requirements, and how many people meet each"), GATE_COLUMNS, view.gates),
        *_charts(view),
        Record("status_counts", N_("People by status"), COUNT_COLUMNS, view.counts, terminal=False),
        Table("findings", N_("Findings"), FINDING_COLUMNS, view.findings, terminal=False),
    )
    notes = (*((JUDGED_THEN,) if view.ahead else ()), *((BY_WAYS,) if view.by_ways else ()), *NOTES)
    return Book(SCHEMA, N_("Promotion shortlist"), as_of, "", blocks, notes=notes, subject=view.post)


def _shown(columns: tuple[Column, ...], view: ShortlistView) -> tuple[Column, ...]:
    """Return the columns, the way among those of the terminal where people come by several."""
    return tuple(replace(one, terminal=one.terminal or (one is WAY and view.by_ways)) for one in columns)


def unjudged_book(rows: pd.DataFrame, as_of: date) -> Book:
    """Return the report on the vacancies of a job for which nobody can be judged, and what is missing for each."""
    blocks = (Table("rows", N_("Vacancies that cannot be judged"), UNJUDGED_COLUMNS, rows),)
    return Book(SCHEMA, N_("Promotion shortlist"), as_of, "", blocks)
