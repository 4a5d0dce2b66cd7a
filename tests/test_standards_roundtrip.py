"""`asn standards export` is the inverse of import: nothing changes on the way out and in again, byte for byte."""

import random
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from asnkarier.agency.workspace import Workspace
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN
from asnkarier.settings import load_settings
from asnkarier.sheets.standards.cells import join_list, split_list
from asnkarier.workflows.standards.exporting import export_standards
from asnkarier.workflows.standards.importing import apply_import, plan_import
from asnkarier.yamltext import fresh
from law import load_rulebook
from standards_office import LAW, empty_office, files, standard


@cache
def law():
    return load_rulebook()


def workspace_of(office):
    """Return the workspace of an office, with the law that is loaded once for all."""
    found = Workspace(office, load_settings(office / "config.yaml"), date(2026, 11, 1))
    found.__dict__["rulebook"] = law()
    return found


def take(office, path):
    """Import a workbook; return how many standards were new, changed and unchanged."""
    workspace = workspace_of(office)
    plan = plan_import(workspace, path)
    apply_import(workspace, plan)
    return tuple(plan.count(status) for status in ("new", "changed", "unchanged"))


def out_and_in(office, scratch):
    """Export, import into the same office and into an empty one, and export that, which is returned."""
    before = files(office)
    first, second = scratch / "satu.xlsx", scratch / "dua.xlsx"
    first.write_bytes(export_standards(workspace_of(office))[0])
    assert take(office, first) == (0, 0, len(before))
    assert files(office) == before
    bare = empty_office(scratch / "kosong")
    if (office / "kompetensi.yaml").exists():
        shutil.copy(office / "kompetensi.yaml", bare)
    assert take(bare, first) == (len(before), 0, 0)
    second.write_bytes(export_standards(workspace_of(bare))[0])
    if first.read_bytes() != second.read_bytes():
        assert cells(first) == cells(second)
    assert first.read_bytes() == second.read_bytes()
    return bare


def cells(path):
    """Return every cell of a workbook, so that a difference says where it is."""
    book = openpyxl.load_workbook(path)
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_the_sample_standards(workspace, run_asn, tmp_path):
    before = files(workspace)
    path, again = tmp_path / "s.xlsx", tmp_path / "lagi.xlsx"
    assert run_asn("standards", "export", "-o", path, cwd=workspace).code == 0
    told = run_asn("standards", "import", path, "--format", "json", cwd=workspace)
    assert told.json()["totals"] == {"new": 0, "changed": 0, "unchanged": 57, "differences": 0}
    assert files(workspace) == before
    bare = out_and_in(workspace, tmp_path)
    assert run_asn("standards", "export", "-o", again, cwd=bare).code == 0
    assert again.read_bytes() == path.read_bytes()
    old, new = (workspace_of(one).catalog for one in (workspace, bare))
    assert old.standards.keys() == new.standards.keys()
    for name, one in old.standards.items():
        other = new.standards[name]
        assert set(one.kompetensi) == set(other.kompetensi)
        assert replace(one, kompetensi=(), file="") == replace(other, kompetensi=(), file="")


def test_an_edited_export_changes_what_was_edited(workspace, run_asn, tmp_path):
    path = tmp_path / "s.xlsx"
    assert run_asn("standards", "export", "-o", path, cwd=workspace).code == 0
    before = files(workspace)
    book = openpyxl.load_workbook(path)
    sheet = book["Standar"]
    names = {sheet.cell(2, column).value: column for column in range(1, sheet.max_column + 1)}
    row = next(row for row in range(3, sheet.max_row + 1) if sheet.cell(row, 1).value == "camat")
    assert sheet.cell(row, 2).value == "Camat Contoh Utara; Camat Contoh Selatan"
    sheet.cell(row, names["Integritas"], 4)
    book.save(path)
    assert run_asn("standards", "import", path, cwd=workspace).code == 0
    after = files(workspace)
    assert [name for name in before if before[name] != after[name]] == ["camat.yaml"]
    assert after["camat.yaml"] == before["camat.yaml"].replace(b"integritas: 3 ", b"integritas: 4 ")


def test_names_that_words_do_not_give_back_are_written_as_ids(tmp_path):
    odd = {
        "teknis/pelayanan_publik": 2,
        "teknis/a_b": 1,
        "teknis/ab": 2,
        "teknis/integritas": 3,
        "teknis/1": 1,
        "teknis/no": 2,
    }
    office = empty_office(
        tmp_path / "kantor", {"satu": standard("Satu", kompetensi=odd), "sub-x": standard('X; "y" & z')}
    )
    out_and_in(office, tmp_path)


def test_with_a_dictionary(tmp_path):
    office = empty_office(
        tmp_path / "kantor", {"satu": standard("Satu", kompetensi={"teknis/msdm": 2, "teknis/lain": 1})}
    )
    (office / "kompetensi.yaml").write_text("teknis/msdm: {nama: Manajemen SDM}\n", encoding="utf-8")
    out_and_in(office, tmp_path)


def test_a_template_is_an_export_without_rows(tmp_path, run_asn):
    office = empty_office(tmp_path / "kantor")
    done = run_asn("template", "standards", "-o", "blank.xlsx", cwd=office)
    assert done.code == 0, done.err
    assert run_asn("template", "standards", "-o", "blank.xlsx", cwd=office).code == 5
    empty = run_asn("standards", "import", "blank.xlsx", cwd=office)
    assert empty.code == 1
    assert "SKJ-LEMBAR" in empty.err
    book = openpyxl.load_workbook(BytesIO((office / "blank.xlsx").read_bytes()))
    assert book.sheetnames[:4] == ["Standar", "Bobot", "Pelatihan", "Pengalaman"]
    sheet = book["Standar"]
    names = [
        sheet.cell(2, column).value or sheet.cell(1, column).value
        for column in range(1, sheet.max_column + 1)
    ]
    assert names[8:] == ["Integritas", "Kerja Sama", "Komunikasi", "Orientasi pada Hasil", "Pelayanan Publik",
                         "Pengembangan Diri dan Orang Lain", "Mengelola Perubahan", "Pengambilan Keputusan", "Perekat Bangsa"]  # fmt: skip
    for column, value in enumerate(
        (None, "Camat", None, "administrator", "umum", "S-1", "Hukum; Sosial", "III/d", 3), start=1
    ):
        sheet.cell(3, column, value)
    book["Pengalaman"].append([None, "Camat", "Lurah", 2, "mutlak"])
    book.save(office / "isi.xlsx")
    assert run_asn("standards", "import", "isi.xlsx", cwd=office).code == 0
    assert files(office)["camat.yaml"].decode() == (
        "jabatan: Camat\nkelompok: administrator\nurusan: umum\nkompetensi:\n  integritas: 3\n"
        "persyaratan:\n  pendidikan: {jenjang: S-1, bidang: [Hukum, Sosial]}\n  pangkat: III/d\n"
        "  pengalaman: [{uraian: Lurah, tahun: 2, tingkat: mutlak}]\n"
    )


@pytest.mark.parametrize("target", ["standards/s.xlsx", "config.yaml"])
def test_an_export_replaces_nothing_of_the_workspace(workspace, run_asn, target):
    before = (workspace / "config.yaml").read_bytes()
    assert run_asn("standards", "export", "-o", target, cwd=workspace).code == 5
    assert (workspace / "config.yaml").read_bytes() == before


words = st.text(st.sampled_from("ABCdef éü1;,\"'&#:-/"), min_size=1, max_size=10).map(
    lambda text: f"K{text}a".strip()
)
names = st.lists(words, min_size=1, max_size=3)
tingkat = st.sampled_from(["mutlak", "penting", "perlu"])
requirement = st.one_of(
    st.integers(1, 5),
    st.fixed_dictionaries({"level": st.integers(1, 5)}, optional={"bobot": st.sampled_from([1, 2, 0.5, 2.25]), "kritis": st.booleans()}),
)  # fmt: skip
competencies = st.dictionaries(
    st.one_of(st.sampled_from(LAW), st.from_regex(r"teknis/[a-c]{1,2}(_[a-c1]{1,2}){0,2}", fullmatch=True)),
    requirement, min_size=1, max_size=6,
)  # fmt: skip
persyaratan = st.fixed_dictionaries({}, optional={
    "pendidikan": st.fixed_dictionaries({}, optional={"jenjang": st.sampled_from(TINGKAT_PENDIDIKAN), "bidang": names}),
    "pangkat": st.sampled_from(["III/d", "Penata Muda", "IV.a", "IX"]),
    "pelatihan": st.lists(st.fixed_dictionaries({"nama": words, "tingkat": tingkat}, optional={"jenis": st.sampled_from(["teknis", "manajerial"])}), max_size=3),
    "pengalaman": st.lists(st.fixed_dictionaries({"uraian": words, "tingkat": tingkat}, optional={"tahun": st.sampled_from([0, 1, 2.5])}), max_size=3),
})  # fmt: skip
body = st.fixed_dictionaries(
    {"kelompok": st.sampled_from(KELOMPOK), "kompetensi": competencies},
    optional={"kode": words, "urusan": st.one_of(words, names), "persyaratan": persyaratan},
)
offices = st.lists(st.tuples(st.lists(words, min_size=1, max_size=2), body), min_size=1, max_size=4)


def test_names_that_differ_by_a_blank_alone_go_out_and_in(tmp_path):
    texts = {
        "b": fresh({"jabatan": ["Satu"], "kelompok": "pengawas", "kompetensi": {"teknis/ac": 1, "teknis/a_c": 3}}),
        "a": fresh({"jabatan": ["Dua"], "kelompok": "pengawas", "kompetensi": {"teknis/a_c": {"level": 2, "bobot": 2}, "teknis/ac": 4}}),
    }  # fmt: skip
    out_and_in(empty_office(tmp_path / "kantor", texts), tmp_path)


@given(offices, st.randoms(use_true_random=False))
@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_any_office_goes_out_and_in_unchanged(tmp_path_factory, office, rnd: random.Random):
    folder = tmp_path_factory.mktemp("acak")
    texts = {}
    for number, (jabatan, rest) in enumerate(office):
        own = [f"{name} {number}{place}" for place, name in enumerate(jabatan)]
        more = {"kode": f"{rest['kode']}{number}"} if "kode" in rest else {}
        texts[rnd.choice([f"s{number}", f"Nama Berkas {number}", f"sub-{number}"])] = fresh(
            {"jabatan": own, **rest, **more}
        )
    out_and_in(empty_office(folder / "kantor", texts), folder)


@given(names)
def test_a_list_in_a_cell_is_read_back(parts):
    assert split_list(join_list(tuple(parts))) == tuple(
        dict.fromkeys(" ".join(part.split()) for part in parts)
    )
