"""A small report with every kind of column, hostile texts included, that the tests of the reports share."""

from datetime import date

import numpy as np
import pandas as pd

from asnkarier.model.book import Book, CitationLine, Column, InputFile, Record, Table

COLUMNS = (
    Column("nip", "NIP", "nip", importance=0),
    Column("nama", "Name", importance=1),
    Column("jabatan", "Position", importance=7),
    Column("unit_kerja", "Unit", importance=8),
    Column("kompetensi", "Competency", importance=2),
    Column("required", "Required level", "level", importance=4),
    Column("level", "Level", "level", importance=5),
    Column("gap", "Gap", "gap", importance=3),
    Column("status", "Status", "status", importance=6),
    Column("jpm", "JPM", "percent", importance=9),
    Column("biaya", "Cost", "money", importance=10),
    Column("tahun", "Year", "integer", importance=12),
    Column("tanggal_asesmen", "Assessed on", "date", importance=11),
    Column("critical", "Critical", "flag", importance=13),
    Column("components", "Components", "list", terminal=False),
)


def frame():
    return pd.DataFrame(
        {
            "nip": ["198501152010011901", "199002022015032902", "197812312005011903"],
            "nama": ["Siti Rahayu, S.E.", '=HYPERLINK("http://x")', "Budi [red]Santoso[/red]\x1b[31m"],
            "jabatan": ["Kepala Bidang Mutasi dan Promosi Aparatur", "Analis Kepegawaian Ahli Muda", None],
            "unit_kerja": ["Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "Dinas Kesehatan", "@kantor"],
            "kompetensi": ["integritas", "teknis/manajemen_sdm_aparatur", "pengambilan_keputusan"],
            "required": [3.0, 2.5, 3.0],
            "level": [2.0, 2.5, np.nan],
            "gap": [-1.0, 0.0, np.nan],
            "status": ["gap", "met", "unassessed"],
            "jpm": [85.18518518, 100.0, np.nan],
            "biaya": [1_500_000.0, 0.0, np.nan],
            "tahun": pd.array([2025, 2024, None], dtype="Int64"),
            "tanggal_asesmen": pd.to_datetime(["2025-03-17", None, "2024-12-31"]),
            "critical": pd.array([True, False, None], dtype="boolean"),
            "components": [{"jpm": 0.6, "kinerja": None}, ["a", 1.25], None],
        }
    )  # fmt: skip


def book(rows=None, **changes):
    people = Table("rows", "Gaps per competency", COLUMNS, frame() if rows is None else rows)
    totals = Record(
        "totals", "Totals", (Column("people", "People", "integer"), Column("spent", "Spent", "money")),
        pd.DataFrame({"people": [3], "spent": [1_500_000.5]}), note="Spent counts whole classes.",
    )  # fmt: skip
    facts = {
        "schema": "asn.gap/1", "title": "Competency gaps", "as_of": date(2025, 8, 17),
        "agency": "BKPSDM Kota Contoh & Sekitarnya", "blocks": (people, totals),
        "inputs": (InputFile("pegawai.xlsx", "employees", "ab" * 32, 3),), "rules_fingerprint": "c0ffee12",
        "counts": {"people": 3, "assessed": 2},
        "citations": (
            CitationLine("ADM-PENDIDIKAN", "Pendidikan paling rendah S-1", "S-1", "PP 11/2017 Pasal 54 ayat (1) huruf b", "primer", "2017-04-07", "C1", "PP 17/2020", "Setara S-1."),
            CitationLine("JPM", "Kategori JPM", "80", "Praktik BKN", "sekunder", "2019-01-01"),
        ),
        "notes": ("One person has no assessment.",), "version": "0.1.0",
    }  # fmt: skip
    return Book(**(facts | changes))
