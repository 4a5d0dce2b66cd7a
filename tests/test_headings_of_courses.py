"""Headings of lists of courses, trainings taken and plans as offices write them: costs of one person apart from those of a class, and no total taken for either."""

import openpyxl
import pytest

from asnkarier.sheets.schema import heading_key, schemas
from in_process import asn

OF_ONE = (
    "Biaya per Orang", "Biaya/Orang", "Biaya per Orang (Rp)", "BIAYA PERORANG", "Biaya per Peserta", "Biaya/Peserta (Rp)", "Biaya per Pegawai",
    "Biaya Kontribusi", "Kontribusi per Peserta", "Tarif per Orang", "Harga per Peserta",
)  # fmt: skip
OF_A_CLASS = ("Biaya per Kelas", "Biaya/Kelas (Rp)", "Biaya per Angkatan", "Biaya Tetap per Kelas")
MORE = {
    "courses": {
        "nama_pelatihan": ("Nama Program Pelatihan", "Nama Bangkom", "Judul Diklat", "Nama Bimtek"),
        "jenis": ("Jenis Bangkom", "Jenis Pengembangan Kompetensi"),
        "level_awal": ("Level Asal",),
        "level_akhir": ("Level Target", "Level Capaian"),
        "jp": ("Jumlah Jam Pelajaran", "Total JP", "Lama (JP)"),
        "kuota": ("Kuota Peserta", "Peserta Maksimal", "Maks. Peserta", "Kapasitas Kelas", "Daya Tampung"),
        "minimal_peserta": ("Minimum Peserta", "Jumlah Peserta Minimal"),
        "kelas": ("Maksimal Kelas", "Kelas Maksimum", "Jml Kelas"),
    },
    "training_plan": {
        "jp": ("Jumlah Jam Pelajaran", "Lama (JP)"),
        "nama_pelatihan": ("Nama Program Pelatihan",),
    },
    "trainings": {
        "jp": ("Jumlah Jam Pelajaran", "Lama (JP)"),
        "nama_pelatihan": ("Nama Program Pelatihan", "Nama Bimtek"),
    },
}
NEITHER = (
    "Total Biaya", "Jumlah Biaya", "Biaya Penyelenggaraan", "Pagu Anggaran", "Jumlah Peserta", "Harga Satuan",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["courses", "training_plan", "trainings"])
def test_costs_of_one_person_are_told_from_those_of_a_class(kind):
    known = schemas()[kind].by_alias
    wanted = {"biaya": OF_ONE, **({} if kind == "trainings" else {"biaya_kelas": OF_A_CLASS}), **MORE[kind]}
    for field, headings in wanted.items():
        found = {one: [name for name, _strength in known.get(heading_key(one), ())] for one in headings}
        assert found == {one: [field] for one in headings}
    if kind != "courses":
        assert heading_key("Total JP") not in known, "of a person's list it may be the sum of all rows"
    assert [one for one in NEITHER if heading_key(one) in known] == [], "what may be either is asked about"


def test_a_cost_that_names_the_person_is_stronger_than_one_that_does_not():
    for kind in ("courses", "training_plan", "trainings"):
        known = schemas()[kind].by_alias
        (bare,), (named,) = known[heading_key("Biaya")], known[heading_key("Biaya per Orang")]
        assert named[1] < bare[1], kind


def test_a_catalogue_with_costs_per_person_needs_no_mapping(workspace):
    book = openpyxl.Workbook()
    heads = ("Kode", "Nama Diklat", "Kompetensi", "Level Awal", "Level Target", "JP", "Biaya per Orang", "Biaya per Angkatan", "Maks. Peserta")  # fmt: skip
    book.active.append(heads)
    book.active.append(("K1", "Pelatihan Integritas", "Integritas", 1, 2, 24, 1_750_000, 3_000_000, 20))
    book.save(workspace / "katalog diklat.xlsx")
    done = asn("import", "katalog diklat.xlsx", cwd=workspace)
    assert done.code == 0, done.err
    (row,) = asn("export", "courses", "--format", "json", cwd=workspace).json()["courses"]
    assert (row["biaya"], row["biaya_kelas"], row["kuota"], row["level_akhir"]) == (
        1_750_000,
        3_000_000,
        20,
        2,
    )
