"""The report of `asn profile`: one person on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Book, Column, Page, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.said import Said
from asnkarier.reports.books import explain

SCHEMA: Final = "asn.profile/1"
TITLE: Final = N_("Profile of one person")


def _of(columns: Sequence[Column], *keys: str) -> tuple[Column, ...]:
    """Return those of the columns of `asn explain` that fit on one page, in the order of `keys`."""
    by_key = {column.key: column for column in columns}
    return tuple(by_key[key] for key in keys)


PERSON_COLUMNS: Final = (
    *_of(
        explain.PERSON_COLUMNS,
        "nip", "nama", "jabatan", "kelompok", "tmt_jabatan", "unit_kerja", "golongan", "tingkat_pendidikan", "pendidikan",
    ),
    Column("retires_on", N_("Leaves on"), "date"),
)  # fmt: skip
STANDING_COLUMNS: Final = (
    *_of(explain.MATCH_COLUMNS, "standar", "jpm", "jpm_low", "jpm_high", "kategori"),
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
ITEM_COLUMNS: Final = _of(explain.ITEM_COLUMNS, "kompetensi", "required", "level", "gap", "status", "source")
APPRAISAL_COLUMNS: Final = _of(
    explain.APPRAISAL_COLUMNS, "tahun", "predikat", "hasil_kerja", "perilaku_kerja", "source"
)
TRAINING_COLUMNS: Final = _of(
    explain.TRAINING_COLUMNS, "nama_pelatihan", "tanggal_selesai", "jp", "status", "source"
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
