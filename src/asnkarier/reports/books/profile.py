"""The report of `asn profile`: one person on one page."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Book, Column, Page, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.said import Said

SCHEMA: Final = "asn.profile/1"
TITLE: Final = N_("Profile of one person")
PERSON_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name")),
    Column("jabatan", N_("Position"), width=60),
    Column("kelompok", N_("Class of post"), "status"),
    Column("tmt_jabatan", N_("TMT jabatan"), "date"),
    Column("unit_kerja", N_("Unit"), width=60),
    Column("golongan", N_("Golongan")),
    Column("tingkat_pendidikan", N_("Education")),
    Column("pendidikan", N_("Field of study"), width=60),
    Column("retires_on", N_("Leaves on"), "date"),
)
STANDING_COLUMNS: Final = (
    Column("standar", N_("Standard"), "standar"),
    Column("jpm", N_("JPM %"), "percent"),
    Column("jpm_low", N_("JPM low"), "percent"),
    Column("jpm_high", N_("JPM high"), "percent"),
    Column("kategori", N_("Category"), "status"),
    Column("kotak", N_("Talent box"), "integer"),
    Column("boxes_possible", N_("Boxes possible"), "list"),
    Column("list", N_("List"), "status"),
    Column("trend", N_("Trend"), "status"),
    Column("index_low", N_("Index at least"), "number"),
    Column("index_high", N_("Index at most"), "number"),
)
CHANGE_COLUMNS: Final = (
    Column("smallest_change", N_("Smallest change that reaches the next category"), "said", width=60),
    Column("find_out", N_("What would decide the box"), "said", width=60),
    Column("agenda", N_("What to talk about"), "said", width=60),
)
ITEM_COLUMNS: Final = (
    Column("kompetensi", N_("Competency"), "kompetensi", width=32, importance=0),
    Column("required", N_("Required"), "level", importance=1),
    Column("level", N_("Level"), "level", importance=1),
    Column("gap", N_("Gap"), "gap", importance=2),
    Column("status", N_("Status"), "status", importance=4),
    Column("source", N_("Source cell"), width=40, importance=3),
)
APPRAISAL_COLUMNS: Final = (
    Column("tahun", N_("Year"), "integer", importance=0),
    Column("predikat", N_("Predikat"), "status", importance=0),
    Column("hasil_kerja", N_("Results of work"), "status", importance=2),
    Column("perilaku_kerja", N_("Conduct at work"), "status", importance=2),
    Column("source", N_("Source cell"), width=40, importance=1),
)
TRAINING_COLUMNS: Final = (
    Column("nama_pelatihan", N_("Training"), width=50, importance=0),
    Column("tanggal_selesai", N_("To"), "date", importance=1),
    Column("jp", N_("JP"), "level", importance=2),
    Column("source", N_("Source cell"), width=40, importance=3),
)
READY_COLUMNS: Final = (
    Column("jabatan", N_("Post"), width=50),
    Column("status", N_("Requirements of the post"), "status"),
    Column("eligible_on", N_("Eligible on"), "date"),
    Column("what_flips_it", N_("What would have to change"), "said", width=60),
)


@dataclass(frozen=True)
class ProfileView:
    """The frames of the page, see the columns above. ready: None where no post is asked about; told: sentences on readiness and on how to object."""

    subject: str
    person: pd.DataFrame
    standing: pd.DataFrame
    items: pd.DataFrame
    appraisals: pd.DataFrame
    trainings: pd.DataFrame
    change: pd.DataFrame
    ready: pd.DataFrame | None
    told: tuple[Said, ...]
    objection: tuple[Said, ...]


def profile_book(view: ProfileView, as_of: date) -> Book:
    """Return the page: who it is, how the person stands, gaps, appraisals, trainings, ready for what, what would change it."""
    ready: tuple[Block, ...] = (
        () if view.ready is None else (Record("ready", N_("Ready for"), READY_COLUMNS, view.ready),)
    )
    blocks: tuple[Block, ...] = (
        Record("person", N_("Person"), PERSON_COLUMNS, view.person),
        Record("standing", N_("How it stands"), STANDING_COLUMNS, view.standing),
        Table("rows", N_("Competencies of the post"), ITEM_COLUMNS, view.items),
        Table("appraisals", N_("Appraisals"), APPRAISAL_COLUMNS, view.appraisals),
        Table("trainings", N_("Latest trainings"), TRAINING_COLUMNS, view.trainings),
        *ready,
        Record("change", N_("What would change it"), CHANGE_COLUMNS, view.change),
        *((Text(view.told),) if view.told else ()),
        *((Text(view.objection, N_("How to object")),) if view.objection else ()),
    )
    return Book(SCHEMA, TITLE, as_of, "", (Page(TITLE, blocks, one_sheet=True),), subject=view.subject)
