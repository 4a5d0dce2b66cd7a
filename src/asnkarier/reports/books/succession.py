"""The report of `asn succession`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Chart, Column, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front

SCHEMA: Final = "asn.succession/1"
_JABATAN: Final = Column("jabatan", N_("Key post"), width=36, importance=0)
_UNIT: Final = Column("unit_kerja", N_("Unit"), width=30, importance=11)
POST_COLUMNS: Final = (
    Column("vacant_on", N_("Empties on"), "date", importance=1),
    _JABATAN,
    _UNIT,
    Column("kelompok", N_("Class"), "status", importance=9),
    Column("holder", N_("Holder (NIP)"), "nip", importance=12),
    Column("holder_nama", N_("Holder"), width=26, importance=8),
    Column("holders", N_("Holders"), "integer", terminal=False, behind=True),
    Column("bup_on", N_("Holder leaves on"), "date", importance=10),
    Column("vacancy", N_("Vacancy"), importance=13),
    Column("looked_at_on", N_("Bench on"), "date", terminal=False, behind=True),
    Column("ready_now", N_("Ready now"), "integer", importance=2),
    Column("ready_24m", N_("Ready in 24 months"), "integer", importance=3),
    Column("ready_later", N_("Ready later"), "integer", importance=4),
    Column("ready_then", N_("Ready when it empties"), "integer", importance=5),
    Column("unknown", N_("Open for lack of data"), "integer", importance=6),
    Column("unknown_first", N_("Fact that most of them lack"), "status", terminal=False),
    Column("too_late", N_("Ready, but leave too soon"), "integer", terminal=False, behind=True),
    Column("single_point", N_("Single point"), "flag", importance=2),
    Column("candidates_short", N_("Candidates short"), "integer", importance=7),
    Column("reason", N_("Why nobody is judged"), "said", width=40, terminal=False),
)
MACHINE_COLUMNS: Final = (
    *POST_COLUMNS,
    Column("candidates", N_("Candidates"), "list"),
)
CANDIDATE_COLUMNS: Final = (
    _JABATAN,
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("nip", N_("NIP"), "nip", importance=6),
    Column("nama", N_("Name"), width=26, importance=1),
    Column("status", N_("Status"), "status", importance=2),
    Column("ready_on", N_("Ready on"), "date", importance=2),
    Column("if_kept", N_("If nothing changes"), "flag", importance=3),
    Column("at_latest", N_("Perhaps earlier"), "flag", importance=8),
    Column("first_gate_missing", N_("Rule"), terminal=False, on_paper=False),
    Column("missing", N_("Missing first"), width=34, importance=4),
    Column("observed", N_("Found"), "said", width=30, terminal=False),
    Column("required", N_("Required"), "said", width=30, terminal=False),
    Column("remedy", N_("What closes it"), "said", width=34, importance=7),
    Column("cost", N_("Cost for one (Rp), with a class that no plan opens"), "money", importance=8),
    Column("class_cost", N_("Of it for the class (Rp)"), "money", terminal=False, behind=True),
    Column("cost_reason", N_("About the cost"), "said", width=34, terminal=False, behind=True),
    Column("from_jabatan", N_("Post held"), width=30, importance=9),
    Column("from_unit", N_("Unit of the post held"), width=30, terminal=False, behind=True),
    Column("opens_key_post", N_("Opens a key post"), "flag", importance=10),
)
OPENED_COLUMNS: Final = (
    Column("jabatan", N_("Key post that opens"), width=36, importance=0),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("filled", N_("By filling"), width=36, importance=1),
    Column("nip", N_("With (NIP)"), "nip", importance=3),
    Column("ready_now", N_("Ready now for it"), "integer", importance=2),
)
BUSY_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=3),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("benches", N_("Benches"), "integer", importance=1),
    Column("posts", N_("Key posts"), "list", width=60, importance=2),
)
REFUTED_COLUMNS: Final = (
    Column("jabatan", N_("Kind of post"), width=34, importance=1),
    Column("nip", N_("NIP"), "nip", importance=2),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("reason", N_("What the day itself says"), "said", width=44, importance=0),
)
TOTAL_COLUMNS: Final = (
    Column("until", N_("Up to and with"), "date"),
    Column("posts", N_("Key posts"), "integer"),
    Column("emptying", N_("Of them empty in these years"), "integer"),
    Column("single_points", N_("Single points"), "integer"),
    Column("single_points_emptying", N_("Single points that empty in these years"), "integer"),
    Column("candidates_short", N_("Posts with too few candidates"), "integer"),
    Column("nobody", N_("Posts with nobody ready in these years"), "integer"),
)
YEAR: Final = Column("tahun", N_("Year"))
YEAR_SERIES: Final = (
    Column("enough", N_("Enough ready"), "integer"),
    Column("single", N_("Single point"), "integer"),
)
IF_KEPT: Final = N_(
    "If nothing changes: the day lies in a year whose appraisals do not exist yet; the last known ones stand in for them, so the person is not ready now."
)
BENCH: Final = N_(
    "Everybody listed as ready later was judged again on that day and on the day before, by the same requirements; those open for lack of data are never ready. Ready is said by the data: integrity, health and whatever else the requirements leave to people, such as an open selection, is theirs to judge."
)
# What a reader must see first.
_FRONT: Final = Front(
    "rows",
    ("jabatan", "vacant_on", "holder_nama", "ready_then", "ready_now", "candidates_short"),
    by=("-vacant_on",),
)


@dataclass(frozen=True)
class SuccessionView:
    """The frames of the report; see the columns above. years: posts that empty, by year."""

    rows: pd.DataFrame
    candidates: pd.DataFrame
    opened: pd.DataFrame
    busy: pd.DataFrame
    refuted: pd.DataFrame
    totals: pd.DataFrame
    years: pd.DataFrame


def succession_book(
    view: SuccessionView, as_of: date, notes: tuple[str, ...], filters: dict[str, str]
) -> Book:
    """Return the report: key posts with their benches, the candidates, the posts that fillings open and who is asked too often."""
    title = N_("Who follows in key posts")
    blocks = (
        Record("totals", N_("Totals"), TOTAL_COLUMNS, view.totals),
        Chart("stacked", N_("Key posts that empty, year by year"), YEAR, YEAR_SERIES, view.years, axis=N_("posts")),
        Table("rows", title, MACHINE_COLUMNS, view.rows, audience="machines"),
        Table("rows", title, POST_COLUMNS, view.rows, terminal_limit=15, audience="people"),
        Table("candidates", N_("Candidates"), CANDIDATE_COLUMNS, view.candidates, terminal_limit=15, note=IF_KEPT),
        Text((BENCH,)),
        Table("opened", N_("Key posts that fillings open"), OPENED_COLUMNS, view.opened, terminal_limit=5),
        Table("too_many_benches", N_("Asked for too many posts"), BUSY_COLUMNS, view.busy, terminal_limit=5),
        Table("not_confirmed", N_("Not ready on the day that follows from today"), REFUTED_COLUMNS, view.refuted, terminal_limit=5),
    )  # fmt: skip
    return Book(SCHEMA, title, as_of, "", blocks, notes=notes, filter=filters, front=_FRONT)
