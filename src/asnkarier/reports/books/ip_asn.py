"""The report of `asn ip-asn`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.said import Said

SCHEMA: Final = "asn.ip-asn/1"
_WHO: Final = (
    Column("nip", N_("NIP"), "nip", importance=6),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=34, importance=7),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("kelompok", N_("Class"), "status", terminal=False, behind=True),
)
_DIMENSIONS: Final = (
    Column("kualifikasi", N_("Qualification"), "number", importance=4),
    Column("kompetensi", N_("Competency"), "number", importance=4),
    Column("kinerja", N_("Performance"), "number", importance=4),
    Column("disiplin", N_("Discipline"), "number", importance=4),
)
_ENDS: Final = (
    Column("low", N_("Index at least"), "number", importance=1),
    Column("high", N_("Index at most"), "number", importance=1),
    Column("band", N_("Category"), "status", importance=2),
)
ROW_COLUMNS: Final = (
    *_WHO,
    *_DIMENSIONS,
    Column("total", N_("Index"), "number", importance=1),
    *_ENDS,
    Column("unknown_parts", N_("Not known"), "list", width=36, importance=3),
    *(
        Column(f"{name}_{end}", label, "number", terminal=False, behind=True)
        for name, labels in (
            ("kualifikasi", (N_("Qualification at least"), N_("Qualification at most"))),
            ("kompetensi", (N_("Competency at least"), N_("Competency at most"))),
            ("kinerja", (N_("Performance at least"), N_("Performance at most"))),
            ("disiplin", (N_("Discipline at least"), N_("Discipline at most"))),
        )
        for end, label in zip(("low", "high"), labels, strict=True)
    ),
)
GROUP_COLUMNS: Final = (
    Column("people", N_("People"), "integer", importance=3, summed=True),
    Column("certain", N_("With one certain value"), "integer", importance=5, summed=True),
    *_ENDS,
)
UNIT_COLUMNS: Final = (Column("unit_kerja", N_("Unit"), width=40, importance=0), *GROUP_COLUMNS)
UNKNOWN_COLUMNS: Final = (
    Column("part", N_("Not known"), "status", importance=0),
    Column("people", N_("Of so many people"), "integer", importance=1),
    Column("points", N_("Points of the mean that it leaves open"), "number", importance=1),
)
RAISE_COLUMNS: Final = (
    Column("action", N_("What"), "said", width=60, importance=0),
    Column("kode", N_("Course"), importance=6),
    Column("part", N_("Part"), "status", importance=5),
    Column("people", N_("People"), "integer", importance=2),
    Column("classes", N_("Classes"), "integer", importance=7),
    Column("cost", N_("Cost"), "money", importance=1),
    Column("points", N_("Points of the mean"), "number", importance=1),
    Column("points_per_million", N_("Points per million rupiah"), "number", importance=3),
)
TARGET_COLUMNS: Final = (
    Column("target", N_("Target"), "number"),
    Column("low", N_("Mean at least, today"), "number"),
    Column("reached", N_("Mean at least, after these courses"), "number"),
    Column("cost", N_("Cost"), "money"),
    Column("told", N_("Result"), "said", width=60),
)
_WITHOUT: Final = (
    Column("part", N_("Part"), "status", importance=1),
    Column("people", N_("People"), "integer", importance=2),
    Column("points", N_("Points of the mean"), "number", importance=1),
    Column("reason", N_("Why no price is known"), "said", width=50, importance=0),
)
TITLE: Final = N_("Index of professionalism (IP ASN)")
_NOTE: Final = N_(
    "Nothing is taken for granted: what no list tells counts from the least to the most that it may be worth. A category stands only where both ends lie in it."
)


@dataclass(frozen=True)
class IpAsnView:
    """The frames of the report, see the columns above. raised, ways, unpriced: None unless a target is asked for."""

    rows: pd.DataFrame
    by_unit: pd.DataFrame
    agency: pd.DataFrame
    unknown: pd.DataFrame
    raised: pd.DataFrame | None = None
    ways: pd.DataFrame | None = None
    unpriced: pd.DataFrame | None = None
    told: tuple[Said, ...] = ()


def ip_asn_book(view: IpAsnView, as_of: date, notes: tuple[str, ...], filters: dict[str, str]) -> Book:
    """Return the report: the mean, what is not known, the ways to raise it where a target is asked for, units and people."""
    raising = (
        ()
        if view.ways is None or view.raised is None or view.unpriced is None
        else (
            Record("target", N_("The target"), TARGET_COLUMNS, view.raised),
            Table("raise", N_("The cheapest ways to the target"), RAISE_COLUMNS, view.ways),
            Table("unpriced", N_("Ways without a price"), _WITHOUT, view.unpriced),
        )
    )
    blocks = (
        Record("agency", N_("The mean of these people"), GROUP_COLUMNS, view.agency),
        *raising,
        Table("unknown", N_("What is not known"), UNKNOWN_COLUMNS, view.unknown),
        Table("by_unit", N_("By unit"), UNIT_COLUMNS, view.by_unit, terminal_limit=10),
        Table("rows", TITLE, ROW_COLUMNS, view.rows, terminal_limit=20),
    )
    return Book(SCHEMA, TITLE, as_of, "", blocks, notes=(_NOTE, *notes), filter=filters)
