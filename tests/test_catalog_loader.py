"""Job standards: what is read, and every fault at its file, line and column."""

import time
from datetime import date
from pathlib import Path

import pytest

from asnkarier.catalog.describe import standard_rows, standards_rows
from asnkarier.catalog.loader import load_catalog
from asnkarier.catalog.types import ExperienceRequirement, Requirement, TrainingRequirement
from asnkarier.errors import CatalogError
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.codes.standards import STANDARD_CODES
from law import load_rulebook

AS_OF = date(2026, 11, 1)
BOOK = load_rulebook()
KNOWN = tuple(BOOK.class_levels("administrator", AS_OF))
SCALE = BOOK.level_scale(AS_OF)
FULL = """\
jabatan: [Kepala Bidang Mutasi, Kepala Bidang Promosi]
kode: "A.12"
kelompok: administrator
urusan: kepegawaian
kompetensi:
  integritas: 3
  pengambilan_keputusan: {level: 2.5, bobot: 2, kritis: true}
  teknis/manajemen_sdm_aparatur: 3
persyaratan:
  pendidikan: {jenjang: S1, bidang: [Manajemen, Hukum]}
  pangkat: Penata Tk. I
  pelatihan: [{nama: PKA, jenis: manajerial, tingkat: penting}]
  pengalaman: [{uraian: Pengawas bidang kepegawaian, tahun: 3, tingkat: mutlak}]
"""
SHORT = "jabatan: Arsiparis Mahir\nkelompok: jf_mahir\nkompetensi: {integritas: 2}\n"
MINIMAL = "kelompok: pengawas\nkompetensi: {integritas: 2}\n"


def load(folder):
    return load_catalog(folder, scale=SCALE, known_kompetensi=KNOWN)


@pytest.fixture
def folder(tmp_path):
    def write(**files):
        for name, text in files.items():
            path = tmp_path / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_full_standard(folder):
    path = folder(kabid_mutasi=FULL)
    standard = load(path).standards["kabid_mutasi"]
    assert standard.jabatan == ("Kepala Bidang Mutasi", "Kepala Bidang Promosi")
    assert (standard.kode, standard.kelompok, standard.urusan) == ("A.12", "administrator", ("kepegawaian",))
    assert standard.kompetensi == (
        Requirement("integritas", 3),
        Requirement("pengambilan_keputusan", 2.5, 2, kritis=True),
        Requirement("teknis/manajemen_sdm_aparatur", 3),
    )
    assert (standard.pendidikan_jenjang, standard.pendidikan_bidang) == ("S-1", ("Manajemen", "Hukum"))
    assert standard.pangkat == "III/d"
    assert standard.pelatihan == (TrainingRequirement("PKA", "manajerial", "penting"),)
    assert standard.pengalaman == (ExperienceRequirement("Pengawas bidang kepegawaian", 3, "mutlak"),)
    assert standard.file == str(path / "kabid_mutasi.yaml")
    assert not standard.is_default


def test_positions_are_found_by_any_spelling_and_by_code(folder):
    catalog = load(folder(kabid=FULL, sub__arsiparis=SHORT))
    assert set(catalog.standards) == {"kabid", "sub/arsiparis"}
    for name in ("KEPALA BIDANG MUTASI", "kepala  bidang mutasi.", "Kepala Bidang Promosi", "A.12", "a 12"):
        assert catalog.for_jabatan(name).id == "kabid"
    assert catalog.for_jabatan("MAHIR - ARSIPARIS").id == "sub/arsiparis"
    assert catalog.for_jabatan("Kepala Bidang") is None
    assert catalog.names == ("Arsiparis Mahir", "Kepala Bidang Mutasi", "Kepala Bidang Promosi")


# name: (text, code, (line, column))
FAULTS = {
    "empty": ("# belum diisi\n", "SKJ-KOSONG", (1, 1)),
    "a list": ("- a\n", "YAML-PETA", (1, 1)),
    "unknown key": ("jabatan: X\nkelompk: a\n" + MINIMAL, "YAML-KUNCI-MIRIP", (2, 1)),
    "unknown key inside": (
        "jabatan: X\nkelompok: pengawas\nkompetensi:\n  integritas: {level: 2, bobto: 2}\n",
        "YAML-KUNCI-MIRIP",
        (4, 26),
    ),
    "no position": (MINIMAL, "YAML-KURANG", (1, 1)),
    "position of blanks": ("jabatan: ['-']\n" + MINIMAL, "SKJ-NAMA", (1, 11)),
    "no competencies": ("jabatan: X\nkelompok: pengawas\nkompetensi: {}\n", "YAML-KOSONG", (3, 1)),
    "competency misspelt": (
        "jabatan: X\nkelompok: pengawas\nkompetensi:\n  integritas: 2\n  kerjasama: 2\n",
        "SKJ-KOMPETENSI",
        (5, 3),
    ),
    "technical name not a slug": (
        "jabatan: X\nkelompok: pengawas\nkompetensi:\n  teknis/Tata Kelola: 2\n",
        "SKJ-KOMPETENSI",
        (4, 3),
    ),
    "level too high": (
        "jabatan: X\nkelompok: pengawas\nkompetensi:\n  integritas: 5.1\n",
        "SKJ-LEVEL",
        (4, 3),
    ),
    "level too low": (
        "jabatan: X\nkelompok: pengawas\nkompetensi:\n  integritas: {bobot: 1, level: 0}\n",
        "SKJ-LEVEL",
        (4, 26),
    ),
    "level is text": (
        "jabatan: X\nkelompok: pengawas\nkompetensi: {integritas: dua}\n",
        "YAML-ANGKA",
        (3, 14),
    ),
    "level is blank": ("jabatan: X\nkelompok: pengawas\nkompetensi:\n  integritas:\n", "YAML-ANGKA", (4, 3)),
    "level is yes": (
        "jabatan: X\nkelompok: pengawas\nkompetensi: {integritas: true}\n",
        "YAML-ANGKA",
        (3, 14),
    ),
    "weight of nothing": (
        "jabatan: X\nkelompok: pengawas\nkompetensi:\n  integritas: {level: 2, bobot: 0}\n",
        "YAML-BATAS",
        (4, 26),
    ),
    "kelompok misspelt": (
        "jabatan: X\nkelompok: pengwas\nkompetensi: {integritas: 2}\n",
        "SKJ-KELOMPOK",
        (2, 1),
    ),
    "education": (
        "jabatan: X\n" + MINIMAL + "persyaratan:\n  pendidikan: {jenjang: kuliah}\n",
        "SKJ-PENDIDIKAN",
        (5, 16),
    ),
    "golongan": ("jabatan: X\n" + MINIMAL + "persyaratan: {pangkat: V/a}\n", "SKJ-PANGKAT", (4, 15)),
    "importance": (
        "jabatan: X\n" + MINIMAL + "persyaratan:\n  pelatihan: [{nama: PKA, tingkat: wajib}]\n",
        "YAML-PILIHAN",
        (5, 27),
    ),
    "not readable": ("jabatan: [X\nkelompok: pengawas\n", "YAML-SINTAKS", (2, 9)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_at_its_place(folder, name):
    text, code, place = FAULTS[name]
    path = folder(baik=SHORT, salah=text)
    with pytest.raises(CatalogError) as raised:
        load(path)
    assert [problem.code for problem in raised.value.problems] == [code]
    (problem,) = raised.value.problems
    assert problem.location.file == str(path / "salah.yaml")
    assert (problem.location.line, problem.location.column) == place
    said = CATALOGUE[code].sentence.format(**problem.facts) + CATALOGUE[code].remedy.format(**problem.facts)
    assert "{" not in said


def test_suggestions(folder):
    with pytest.raises(CatalogError) as raised:
        load(folder(a="jabatan: X\nkelompok: pengwas\nkompetensi: {Kerja Sama: 2}\n"))
    assert {problem.facts["nearest"] for problem in raised.value.problems} == {"pengawas", "kerja_sama"}


def test_all_faults_of_all_files_are_told_at_once(folder):
    with pytest.raises(CatalogError) as raised:
        load(folder(a="kelompok: x\nkompetensi: {integritas: 9}\n", b="- 1\n", c=SHORT))
    codes = sorted(problem.code for problem in raised.value.problems)
    assert codes == ["SKJ-KELOMPOK", "SKJ-LEVEL", "YAML-KURANG", "YAML-PETA"]


def test_a_position_has_one_standard(folder):
    path = folder(
        a=FULL, b=FULL.replace("Mutasi,", "MUTASI ,").replace("A.12", "B.1").replace("Promosi", "Diklat")
    )
    with pytest.raises(CatalogError) as raised:
        load(path)
    (problem,) = raised.value.problems
    assert (problem.code, problem.facts["other"]) == ("SKJ-GANDA", str(path / "a.yaml"))
    assert str(problem.location) == f"{path / 'b.yaml'}:1:11"


def test_a_code_names_one_standard(folder):
    with pytest.raises(CatalogError) as raised:
        load(folder(a=FULL, b=SHORT + "kode: a.12\n"))
    assert [problem.code for problem in raised.value.problems] == ["SKJ-KODE"]


def test_two_files_of_one_name(folder):
    path = folder(a=FULL)
    (path / "a.yml").write_text(SHORT)
    with pytest.raises(CatalogError) as raised:
        load(path)
    assert [problem.code for problem in raised.value.problems] == ["SKJ-BERKAS"]


def test_every_code_of_the_standards_has_an_input_that_triggers_it():
    triggered = {code for _, code, _ in FAULTS.values()} | {"SKJ-GANDA", "SKJ-KODE", "SKJ-BERKAS"}
    of_files = CATALOGUE.keys() - STANDARD_CODES.keys()  # those of workbooks: test_standards_import.py
    assert {code for code in of_files if code.startswith("SKJ-")} <= triggered


@pytest.mark.parametrize("make", [False, True])
def test_no_folder_and_no_files(tmp_path, make):
    if make:
        (tmp_path / "standards").mkdir()
    with pytest.raises(CatalogError) as raised:
        load_catalog(tmp_path / "standards")
    assert "asn init" in raised.value.hint
    assert "standards" in str(raised.value)


def test_without_the_law_any_name_goes_but_no_impossible_level(folder):
    path = folder(a="jabatan: X\nkelompok: pengawas\nkompetensi: {kejujuran: 0.5}\n")
    assert load_catalog(path).standards["a"].kompetensi == (Requirement("kejujuran", 0.5),)
    folder(a="jabatan: X\nkelompok: pengawas\nkompetensi: {kejujuran: 6}\n")
    with pytest.raises(CatalogError):
        load_catalog(path)


def test_fingerprint_is_of_the_content_only(folder, tmp_path_factory):
    first = load(folder(a=FULL)).fingerprint
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "a.yaml").write_bytes(b"# salinan\r\n" + FULL.replace("\n", "\r\n").encode())
    assert load(elsewhere).fingerprint == first
    (elsewhere / "a.yaml").write_text(FULL.replace("integritas: 3", "integritas: 4"))
    assert load(elsewhere).fingerprint != first


def test_rows(folder):
    catalog = load(folder(kabid=FULL))
    (row,) = standards_rows(catalog)
    assert (row.id, row.jabatan, row.kompetensi, row.teknis, row.kritis) == (
        "kabid",
        "Kepala Bidang Mutasi; Kepala Bidang Promosi",
        3,
        1,
        1,
    )
    parts = [(one.part, one.name) for one in standard_rows(catalog.standards["kabid"])]
    assert parts == [
        ("kompetensi", "integritas"),
        ("kompetensi", "pengambilan_keputusan"),
        ("kompetensi", "teknis/manajemen_sdm_aparatur"),
        ("pendidikan", "S-1 · Manajemen, Hukum"),
        ("pangkat", "III/d"),
        ("pelatihan", "PKA"),
        ("pengalaman", "Pengawas bidang kepegawaian"),
    ]


def test_five_hundred_standards_take_little_time(folder):
    path = folder(
        **{
            f"s{n}": FULL.replace("Mutasi", f"A{n}").replace("Promosi", f"B{n}").replace("A.12", f"K{n}")
            for n in range(500)
        }
    )
    start = time.perf_counter()
    assert len(load(path).standards) == 500
    # far above what it takes (a quarter of a second), so that a busy machine does not fail
    assert time.perf_counter() - start < 5


def test_the_samples_are_accepted():
    samples = Path(__file__).parents[1] / "data" / "samples" / "standards"
    catalog = load(samples)
    assert catalog.standards
    assert catalog.for_jabatan(catalog.names[0])
