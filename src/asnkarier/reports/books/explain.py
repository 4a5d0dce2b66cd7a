"""The report of `asn explain`: one person as a page, every figure down to its cell."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import pandas as pd

from asnkarier.language import message
from asnkarier.model.book import Block, Book, Chart, Column, Page, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.books.jenjang import rise_tables, route_blocks
from asnkarier.reports.books.reported import reported_tables
from asnkarier.reports.explaining.match import Step, match_sentences
from asnkarier.reports.explaining.punishment import punishment_sentence
from asnkarier.reports.explaining.verdict import verdict_sentences, weighted_parts
from asnkarier.reports.shown.numbers import long_day

SCHEMA: Final = "asn.explain/1"
TITLE: Final = N_("Explanation")
PERSON_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name")),
    Column("jabatan", N_("Position"), width=60),
    Column("kelompok", N_("Class of post"), "status"),
    Column("tmt_jabatan", N_("TMT jabatan"), "date"),
    Column("unit_kerja", N_("Unit"), width=60),
    Column("unit_induk", N_("Parent unit"), width=60),
    Column("golongan", N_("Golongan")),
    Column("tmt_golongan", N_("TMT golongan"), "date"),
    Column("status_asn", N_("Status ASN")),
    Column("kedudukan_hukum", N_("Kedudukan hukum")),
    Column("tingkat_pendidikan", N_("Education")),
    Column("pendidikan", N_("Field of study"), width=60),
    Column("tmt_pensiun", N_("TMT pensiun"), "date"),
    Column("no_longer_listed_since", N_("No longer listed since"), "date", terminal=False),
)
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
    Column("standar", N_("Standard"), "standar"),
    Column("sum_counted", N_("Sum counted (levels, each at most the standard)"), "level"),
    Column("sum_required", N_("Sum required (assessed competencies)"), "level"),
    Column("sum_all", N_("Sum required (all competencies)"), "level"),
    Column("jpm", N_("JPM %"), "percent"),
    Column("jpm_low", N_("JPM low"), "percent"),
    Column("jpm_high", N_("JPM high"), "percent"),
    Column("jpm_uncapped", N_("JPM uncapped"), "percent"),
    Column("coverage", N_("Assessed share"), "number"),
    Column("kategori", N_("Category"), "status"),
    Column("arithmetic", N_("Arithmetic"), "said"),
    Column("jpm_reason", N_("Why no JPM"), "said"),
    Column("kategori_reason", N_("Why no category"), "said"),
    Column("next_kategori", N_("Next category"), "status"),
    Column("smallest_change", N_("Smallest change that reaches it"), "said"),
    Column("smallest_change_reason", N_("Why no change"), "said"),
)
APPRAISAL_COLUMNS: Final = (
    Column("tahun", N_("Year"), "integer", importance=0),
    Column("hasil_kerja", N_("Results of work"), "status", importance=2),
    Column("perilaku_kerja", N_("Conduct at work"), "status", importance=3),
    Column("predikat", N_("Predikat"), "status", importance=1),
    Column("periode_awal", N_("From"), "date", importance=5),
    Column("periode_akhir", N_("To"), "date", importance=6),
    Column("plt", N_("Plt"), "flag", importance=7),
    Column("source", N_("Source cell"), width=44, importance=4),
)
POSITION_COLUMNS: Final = (
    Column("jabatan", N_("Position"), width=50, importance=0),
    Column("tmt_jabatan", N_("TMT jabatan"), "date", importance=1),
    Column("sampai", N_("Until"), "date", importance=2),
    Column("unit_kerja", N_("Unit"), width=50, importance=6),
    Column("jenis_jabatan", N_("Kind"), "status", importance=5),
    Column("jenjang", N_("Jenjang"), importance=7),
    Column("eselon", N_("Eselon"), importance=4),
    Column("source", N_("Source cell"), width=44, importance=3),
)
TRAINING_COLUMNS: Final = (
    Column("nama_pelatihan", N_("Training"), width=50, importance=0),
    Column("jenis", N_("Kind"), importance=4),
    Column("penyelenggara", N_("Organiser"), width=34, importance=6),
    Column("tanggal_mulai", N_("From"), "date", importance=1),
    Column("tanggal_selesai", N_("To"), "date", importance=5),
    Column("jp", N_("JP"), "level", importance=2),
    Column("status", N_("How it ended"), "status", importance=1),
    Column("source", N_("Source cell"), width=44, importance=3),
)
FACT_COLUMNS: Final = (
    Column("field", N_("Fact"), "status", width=30),
    Column("value", N_("Value"), "remark", width=40),
    Column("source", N_("Source cell"), width=44),
)
PART_COLUMNS: Final = (
    Column("component", N_("Part of the score"), "status"),
    Column("weight", N_("Weight"), "integer"),
    Column("low", N_("Points at least"), "number"),
    Column("high", N_("Points at most"), "number"),
)
VERDICT_COLUMNS: Final = (
    Column("jabatan", N_("Post")),
    Column("judged_on", N_("Judged on"), "date"),
    Column("status", N_("Status"), "status"),
    Column("route", N_("Way"), "status"),
    Column("route_reason", N_("Why this way"), "said"),
    Column("asked_of_people", N_("For people to judge"), "list"),
    Column("gates_failed", N_("Requirements not met"), "list"),
    Column("gates_unknown", N_("Requirements without data"), "list"),
    Column("leans_on", N_("Ref."), "list"),
    Column("eligible_on", N_("Eligible on"), "date"),
    Column("eligible_on_reason", N_("About the day of eligibility"), "said"),
    Column("score", N_("Score"), "number"),
    Column("score_high", N_("Score if all unknown were best"), "number"),
    Column("kinerja_label", N_("Performance"), "status"),
    Column("potensial_label", N_("Potential"), "status"),
    Column("kotak", N_("Talent box"), "integer"),
    Column("kotak_reason", N_("Why no box"), "said"),
    Column("rekomendasi", N_("Recommendation of the box")),
    Column("what_flips_it", N_("Smallest change that flips the result"), "said"),
)
# On a page about one person the name of a requirement says more than its code.
_FIRST: Final = ("title", "result", "observed", "required", "citation", "rule_id")
_FINDINGS: Final = tuple(
    replace(column, importance=_FIRST.index(column.key) if column.key in _FIRST else len(_FIRST))
    for column in FINDING_COLUMNS
    if column.key != "nip"
)
_VERDICT: Final = N_("Verdict for the post")
_NOTHING: Final = N_("Nothing about this has been imported; it counts as unknown, not as good or bad.")


@dataclass(frozen=True)
class ExplainView:
    """The frames of the report; verdict, findings and parts only when a post was named.

    person: one row. facts: everything stored, as machines read it; register: the part of it that no table of its own shows.
    routes, route_findings: the ways into a functional post (`agency.answers.entry.WaysIn`).
    steps: the smallest change of the match to the next category, see `match_sentences`. left_by: the complete list that
    does not name who is no longer listed. no_punishment: the register of punishments is declared complete for this person.
    """

    name: str
    subject: str
    person: pd.DataFrame
    items: pd.DataFrame
    match: pd.DataFrame
    appraisals: pd.DataFrame
    positions: pd.DataFrame
    trainings: pd.DataFrame
    register: pd.DataFrame
    facts: pd.DataFrame
    steps: tuple[Step, ...] = ()
    verdict: pd.DataFrame | None = None
    findings: pd.DataFrame = field(default_factory=pd.DataFrame)
    parts: pd.DataFrame = field(default_factory=pd.DataFrame)
    left_by: str = ""
    no_punishment: bool = False
    reported: pd.DataFrame = field(default_factory=pd.DataFrame)
    jenjang: pd.DataFrame = field(default_factory=pd.DataFrame)
    routes: pd.DataFrame = field(default_factory=pd.DataFrame)
    route_findings: pd.DataFrame = field(default_factory=pd.DataFrame)


def explain_book(view: ExplainView, as_of: date) -> Book:
    """Return the report: a page that begins with the verdict when a post was named, and the facts with their cells."""
    page = Page(
        TITLE, (*_no_longer_listed(view), *_verdict(view), *_person(view), *_match(view), *_histories(view))
    )
    register = Table(
        "register", N_("Facts of the register of employees"), FACT_COLUMNS, view.register, terminal_limit=None, audience="people"
    )  # fmt: skip
    facts = Table("facts", N_("Everything stored"), FACT_COLUMNS, view.facts, audience="machines")
    main = "rows" if view.verdict is None else "findings"  # who asks about a post asks about its requirements
    return Book(SCHEMA, TITLE, as_of, "", (page, register, facts), subject=view.subject, main=main)


def _no_longer_listed(view: ExplainView) -> list[Block]:
    since = view.person["no_longer_listed_since"].iloc[0]
    if pd.isna(since):
        return []
    text = message(
        N_(
            "The complete list {file} of {day} does not name {name}, nor does any later list: in no plan, no shortlist and no total."
        ),
        file=view.left_by,
        day=long_day(since.date()),
        name=view.name,
    )
    return [Text((text,), N_("No longer listed"))]


def _verdict(view: ExplainView) -> list[Block]:
    ways = route_blocks(view.routes, view.route_findings)
    if view.verdict is None:
        return []
    title = _VERDICT
    label, _weight, low, high = PART_COLUMNS
    return [
        Text(tuple(verdict_sentences(view.name, _row(view.verdict), view.findings)), title),
        Record("verdict", title, VERDICT_COLUMNS, view.verdict, audience="machines"),
        Table("findings", N_("Requirements, one by one"), _FINDINGS, view.findings, terminal_limit=None),
        *rise_tables(view.jenjang, of_one=True),
        *ways,
        Table("components", N_("Parts of the score"), PART_COLUMNS, view.parts, audience="machines"),
        Chart(
            "bar", N_("Parts of the score"), Column("part", label.label), (low,), weighted_parts(view.parts),
            axis=N_("points"), most=100, upto=high,
        ),
    ]  # fmt: skip


def _person(view: ExplainView) -> list[Block]:
    return [
        Record("person", N_("About the person"), PERSON_COLUMNS, view.person),
        Text((punishment_sentence(_row(view.person), declared=view.no_punishment),), N_("Hukuman disiplin")),
    ]


def _match(view: ExplainView) -> list[Block]:
    title = N_("Job-person match")
    sentences = tuple(match_sentences(_row(view.match), view.items, view.steps))
    items = Table(
        "rows", N_("Competencies against the standard"), ITEM_COLUMNS, view.items, terminal_limit=None
    )
    return [
        Text(sentences, title),
        Record("match", title, MATCH_COLUMNS, view.match, audience="machines"),
        *_or_words(items),
        *reported_tables(view.reported, of_one=True),
    ]


def _histories(view: ExplainView) -> list[Block]:
    tables = (
        Table(
            "appraisals", N_("Appraisals by year"), APPRAISAL_COLUMNS, view.appraisals, terminal_limit=None
        ),
        Table("positions", N_("Posts held"), POSITION_COLUMNS, view.positions, terminal_limit=None),
        Table(
            "trainings",
            N_("Trainings and how they ended"),
            TRAINING_COLUMNS,
            view.trainings,
            terminal_limit=None,
        ),
    )
    return [block for table in tables for block in _or_words(table)]


def _or_words(table: Table) -> tuple[Block, ...]:
    """Return the table; an empty one is for machines only, and people are told what that means."""
    if len(table.rows):
        return (table,)
    return replace(table, audience="machines"), Text((_NOTHING,), table.title)


def _row(frame: pd.DataFrame) -> dict[str, Any]:
    return {str(key): value for key, value in frame.iloc[0].items()}
