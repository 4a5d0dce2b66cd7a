"""The schemas: the fields of the house, headings without double meaning, forms that can be read back."""

import csv

import pytest

from asnkarier.language import activate
from asnkarier.model.frames import TABLES
from asnkarier.sheets.cells.parsers import CELL_KINDS
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import TEXT, Cells, build_grid
from asnkarier.sheets.layout.assignment import assign_columns
from asnkarier.sheets.layout.detection import understand
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.schema import heading_key, load_schema, schemas
from sheets.workbooks import SHARED, VOCABULARY, options

import numpy as np  # isort: skip


@pytest.mark.parametrize("kind", TABLES)
def test_schemas_describe_the_tables_of_the_house(kind):
    schema, table = schemas()[kind], TABLES[kind]
    assert tuple(schema.fields) == table.columns
    assert schema.required == tuple(field.name for field in table.fields if field.required)
    pairs = schema.combined.values()
    assert {field.cell for field in schema.fields.values()} | {
        cell for pair in pairs for cell in pair.values()
    } <= CELL_KINDS
    assert {name for pair in pairs for name in pair} <= set(schema.fields)
    kinds_of = {
        "tanggal": "date",
        "tanggal_awal": "date",
        "tanggal_akhir": "date",
        "uang": "number",
        "kredit": "number",
        "angka": "number",
        "level": "number",
        "persen": "number",
        "skor": "number",
        "bulat": "integer",
        "tahun": "integer",
        "tahun_rencana": "integer",
        "ya_tidak": "integer",
        "level_standar": "integer",
    }
    for field in schema.fields.values():
        assert table.kind_of(field.name) == kinds_of.get(field.cell, "text")


@pytest.mark.parametrize("kind", TABLES)
def test_a_heading_has_one_meaning_within_a_kind(kind):
    schema = schemas()[kind]
    double = {key: fields for key, fields in schema.by_alias.items() if len(fields) > 1}
    assert set(double) <= {"PENDIDIKAN"}
    assert not set(schema.by_alias) & set(schema.combined)


@pytest.mark.parametrize("kind", TABLES)
def test_the_headings_of_blank_forms_are_read_as_their_fields(kind):
    activate("en")
    form = load_schema(kind)
    assert [field.name for field in form.fields] == list(TABLES[kind].columns)
    texts = [field.heading for field in form.fields]
    count = np.arange(len(texts))
    cells = Cells(
        np.ones(len(texts), dtype=np.int64), count + 1, count, np.full(len(texts), TEXT, dtype=np.uint8)
    )
    detected = understand(build_grid("x", texts, cells), options(), VOCABULARY, Findings("x"))
    assert detected is not None
    assert detected.columns.schema.kind == kind
    assert set(detected.columns.fields) == set(TABLES[kind].columns)
    assert not detected.columns.unmapped


@pytest.mark.parametrize(
    "heading, key",
    [
        ("N I P", "NIP"), ("1. INTEGRITAS", "INTEGRITAS"), ("JPM (%)", "JPM"), ("Biaya (Rp)", "BIAYA"), ("tmt_jabatan", "TMTJABATAN"), ("Gol. Ruang", "GOLRUANG"),
        ("No.", "NO"), ("KUALIFIKASI 25%", "KUALIFIKASI"), ("Pengambil  an Keputusan", "PENGAMBILANKEPUTUSAN"), ("S.d.", "SD"), ("1", "1"), ("M.1", "M1"),
        ("Pengembangan Diri & Orang Lain", "PENGEMBANGANDIRIDANORANGLAIN"), ("NAMA\u200b\nLENGKAP*", "NAMALENGKAP"), ("(%)", "%"),
    ],
)  # fmt: skip
def test_heading_keys(heading, key):
    assert heading_key(heading) == key


ALIASES = SHARED / "formats" / "header_aliases.csv"
OURS = {
    "nip", "nama", "gelar_depan", "gelar_belakang", "tanggal_lahir", "jenis_kelamin", "kedudukan_hukum", "tmt_cpns", "golongan", "tmt_golongan",
    "jenis_jabatan", "jabatan", "tmt_jabatan", "eselon", "tingkat_pendidikan", "pendidikan", "status_asn", "tmt_pensiun", "hasil_kerja", "perilaku_kerja",
    "predikat", "penyelenggara", "tanggal_mulai", "tanggal_selesai", "jp", "biaya",
}  # fmt: skip


@pytest.mark.skipif(not ALIASES.is_file(), reason="no list of headings beside this checkout")
def test_headings_of_real_files_are_known():
    """Every plain heading of the list is a field, or left out on purpose, in at least one kind."""
    known = {
        key for schema in schemas().values() for key in (*schema.by_alias, *schema.ignored, *schema.combined)
    }
    known |= {
        key for schema in schemas().values() for field in schema.fields.values() for key in field.fallback
    }
    with ALIASES.open(encoding="utf-8") as stream:
        missing = [
            (row["canonical_field"], row["alias"])
            for row in csv.DictReader(stream)
            if row["canonical_field"] in OURS
            and "(" not in row["alias"]
            and ">" not in row["alias"]
            and heading_key(row["alias"]) not in known
        ]
    assert missing == []


def test_the_old_nip_steps_back():
    headings = [
        Heading(0, "A", ("NIP",), 1),
        Heading(1, "B", ("NIP Baru",), 1),
        Heading(2, "C", ("NAMA",), 1),
    ]
    columns = assign_columns(schemas()["employees"], headings, VOCABULARY, {}, Findings("x"))
    assert columns.fields["nip"].letters == "B"
    assert [heading.letters for heading in columns.ignored] == ["A"]
