"""`asn standards survey`, `inputs`, `propose` and `impact` in a small office: from the form to what it would cost."""

import csv
import io
import json
import shlex
import statistics

import openpyxl
import pytest

from in_process import asn

A, B, C, D = "198501152010011901", "198602162011012902", "198703172012012903", "198804182013011904"
STANDARD = (
    "# Disusun bagian organisasi\njabatan: Analis B\nkelompok: pelaksana\nkompetensi:\n  integritas: 2 # dasar\n"
    "  kerja_sama: {level: 2, bobot: 2}\n  teknis/arsip_dinamis: 2\n"
)
CATALOGUE = (
    "Kode,Nama Pelatihan,Kompetensi,Level Awal,Level Akhir,Biaya,Biaya Kelas,Kuota\n"
    "I3,Kursus Integritas,Integritas,2,3,1000000,500000,30\nK2,Magang Kerja Sama,Kerja Sama,1,2,250000,,\n"
)


@pytest.fixture
def office(tmp_path):
    (tmp_path / "standards").mkdir()
    (tmp_path / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "standards" / "analis.yaml").write_text(STANDARD, encoding="utf-8")
    people = "".join(
        f"{nip},{name},PNS,Aktif,{kind},{post},{eselon},Bidang {unit}\n"
        for nip, name, kind, post, eselon, unit in (
            (A, "Ani", "Struktural", "Kepala Bidang A", "III.b", "A"),
            (B, "Budi", "Pelaksana", "Analis B", "", "A"),
            (C, "Citra", "Pelaksana", "Analis B", "", "C"),
            (D, "Dodi", "Pelaksana", "Analis B", "", "C"),
        )
    )
    files = {
        "pegawai.csv": f"NIP,Nama,Status ASN,Kedudukan Hukum,Jenis Jabatan,Jabatan,Eselon,Unit Kerja\n{people}",
        "asesmen.csv": f"NIP,Integritas,Kerja Sama,Tanggal Asesmen\n{B},2,2,05-03-2026\n{C},3,1,05-03-2026\n{D},,1,05-03-2026\n",
        "katalog.csv": CATALOGUE,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = asn("import", name, cwd=tmp_path)
        assert done.code == 0, done.err
    return tmp_path


def said(folder, *words, code=0):
    done = asn(*words, cwd=folder)
    assert done.code == code, done.err
    return done


def form(folder, *words):
    said(folder, "standards", "survey", *words, "-o", "form.xlsx")
    return openpyxl.load_workbook(folder / "form.xlsx")


HEAD = "Jabatan,Kompetensi,Level yang Dibutuhkan,Catatan,Peran,Kode Responden\n"


def answer(folder, *rows, name="isian.csv", code=0):
    text = HEAD + "".join(f"{row}\n" for row in rows)
    (folder / name).write_text(text, encoding="utf-8")
    return said(folder, "import", name, code=code)


def answered(folder):
    """Seven people: integritas 3 by all, kerja sama apart, arsip dinamis by two."""
    people = [
        ("Atasan", 1),
        *(("Pemangku", number) for number in (1, 2, 3)),
        *(("Pengguna", number) for number in (1, 2, 3)),
    ]
    rows = [
        f"Analis B,Integritas,{3 if role != 'Atasan' else 4},,{role},{role[0]}-{number}"
        for role, number in people[1:]
    ]
    rows += [
        f"Analis B,Kerja Sama,{1 if role == 'Pengguna' else 4},beda pandangan,{role},{role[0]}-{number}"
        for role, number in people
    ]
    rows += ["Analis B,Arsip Dinamis,5,,Atasan,A-1", "Analis B,Arsip Dinamis,5,,Pemangku,P-1"]
    rows += ["Analis B,Komunikasi,,,Atasan,A-1"]
    return answer(folder, *rows)


def test_the_form_asks_for_every_competency_and_shows_no_level(office):
    book = form(office, "Analis B", "--role", "pengguna", "--respondent", "U-7")
    sheet = book["Isian"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8, max_row=10)]
    assert [row[:4] for row in rows] == [
        ["Analis B", name, None, None] for name in ("Integritas", "Kerja Sama", "Arsip Dinamis")
    ]
    assert (sheet["B4"].value, sheet["B5"].value) == ("Pengguna", "U-7")
    assert {row[4] for row in rows} == {'=IF($B$4="","",$B$4)'}
    cells = [cell.value for one in book for row in one.iter_rows() for cell in row]
    assert 2 not in cells, "the level of today would draw answers towards itself"
    assert {one.sheet_state for one in book} == {"visible"}
    rules = {str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    assert rules["C8"] == '"1,2,3,4,5"'
    assert rules["B4"] == rules["E8"] == '"Atasan,Pemangku,Pengguna"'
    assert (office / "form.xlsx").stat().st_mode & 0o777 == 0o600


def test_a_form_that_was_filled_in_is_read_and_what_is_empty_is_no_answer(office):
    book = form(office, "Analis B", "--role", "pengguna", "--respondent", "u-7")
    sheet = book["Isian"]
    sheet["C8"] = 3
    for row in (8, 9, 10):  # as a spreadsheet program saves what the formulas give
        sheet[f"E{row}"], sheet[f"F{row}"] = "Pengguna", "u-7"
    book.save(office / "filled.xlsx")
    done = said(office, "import", "filled.xlsx")
    assert "1 rows read = 1 accepted" in done.err
    assert "2 rows hold no level" in done.err
    found = said(office, "standards", "inputs", "--format", "json").json()
    assert found["totals"] | {"answers": 1, "respondents": 1, "pengguna": 1, "atasan": 0} == found["totals"]
    assert {row["kompetensi"]: row["status"] for row in found["rows"]} == {
        "integritas": "few_answers", "kerja_sama": "no_answer", "teknis/arsip_dinamis": "no_answer",
    }  # fmt: skip
    assert [row["agreement"] for row in found["rows"]] == [None] * 3
    # The same respondent again is a correction, another one is one more.
    answer(office, "Analis B,Integritas,4,,Pengguna,U-7", "ANALIS  B,Integritas,5,,Atasan,A-1")
    row = said(office, "standards", "inputs", "--format", "json").json()["rows"][0]
    assert (row["n"], row["median"], row["median_pengguna"], row["median_atasan"]) == (2, 4.5, 4, 5)


def test_what_cannot_be_an_answer_is_told_with_its_cell_and_the_rest_goes_on(office):
    done = answer(
        office,
        "Analis B,Integritas,6,,Atasan,A-1",
        "Analis B,Kerja Sama,2.5,,Atasan,A-1",
        "Analis B,Ketabahan Hati,3,,Atasan,A-1",
        "Analis Z,Integritas,3,,Atasan,A-1",
        "Analis B,Integritas,3,,Tetangga,A-2",
        f"Analis B,Integritas,3,,Atasan,{A}",
        "Analis B,Integritas,0,,Atasan,A-3",
        "Analis B,Integritas,3,,Atasan,",
        "Kepala Bidang A,Integritas,4,,Atasan,A-1",
        code=1,
    )
    told = {
        line.split("isian.csv:")[1].split(":")[0]: line for line in done.err.splitlines() if "error" in line
    }
    codes = {cell: line.partition("[")[2].partition("]")[0] for cell, line in told.items()}
    assert codes == {
        "C2": "LEVEL-RENTANG", "C3": "ANGKA-BULAT", "B4": "KOMPETENSI-ASING", "A5": "JABATAN-ASING", "E6": "PERAN-ASING",
        "F7": "RESPONDEN-NIP", "C8": "LEVEL-RENTANG", "F9": "KOSONG-WAJIB",
    }  # fmt: skip
    assert A not in done.err
    found = said(office, "standards", "inputs", "--format", "json").json()
    assert (found["totals"]["answers"], found["totals"]["standards"]) == (1, 1)


def test_medians_agreement_and_what_follows(office):
    answered(office)
    found = said(office, "standards", "inputs", "--format", "json").json()
    rows = {row["kompetensi"]: row for row in found["rows"]}
    first, second, third = rows["integritas"], rows["kerja_sama"], rows["teknis/arsip_dinamis"]
    assert (first["status"], first["required"], first["proposed"], first["n"]) == ("change", 2, 3, 6)
    assert first["agreement"] == 1
    levels = [4, 4, 4, 4, 1, 1, 1]
    assert second["median"] == statistics.median(levels)
    assert second["agreement"] == max(0, round(1 - statistics.variance(levels) / 2, 2))
    assert (second["status"], second["proposed"], second["roles_apart"]) == ("discuss", 2, 3)
    assert (third["status"], third["proposed"]) == ("few_answers", 2)
    assert third["reason_facts"] == {"count": 2, "least": 5}
    assert {one["peran"] for one in found["remarks"]} == {"atasan", "pemangku", "pengguna"}
    assert "A-1" not in json.dumps(found), "who said what is told by role"
    assert {"standards.least_answers", "standards.least_agreement"} <= {
        one["rule_id"] for one in found["citations"]
    }
    (office / "config.yaml").write_text(
        "as_of: 2026-11-01\nstandards: {least_answers: 2}\n", encoding="utf-8"
    )
    again = said(office, "standards", "inputs", "--format", "json").json()
    assert {row["kompetensi"]: row["status"] for row in again["rows"]}["teknis/arsip_dinamis"] == "change"
    assert "standards.least_answers" in {one["key"] for one in again["leans_on"]}
    lines = list(csv.DictReader(io.StringIO(said(office, "standards", "inputs", "--format", "csv").out)))
    assert {line["kompetensi"] for line in lines} == set(rows)


def test_the_proposal_is_a_file_with_its_sources_and_its_impact_is_what_adopting_it_brings(office):
    answered(office)
    said(office, "standards", "propose", "-o", "usulan")
    file = office / "usulan" / "analis.yaml"
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_text(encoding="utf-8")
    sources = [line for line in text.splitlines() if line.startswith("#= ")]
    body = text.removeprefix("".join(f"{line}\n" for line in sources))
    assert body == STANDARD.replace("integritas: 2", "integritas: 3"), "comments and the other levels stay"
    assert any("atasan 1" in line or "superior 1" in line for line in sources)
    assert "A-1" not in text
    before = said(office, "needs", "--format", "json").json()["totals"]
    found = said(office, "standards", "impact", "usulan", "--format", "json").json()
    assert said(office, "standards", "impact", file, "--format", "json").json()["totals"] == found["totals"]
    assert (office / "standards" / "analis.yaml").read_text(encoding="utf-8") == STANDARD
    assert [(row["nip"], row["required_was"], row["required_now"], row["turn"]) for row in found["rows"]] == [
        (B, 2, 3, "to_gap"), (D, 2, 3, "turn_unknown"),
    ]  # fmt: skip
    totals = found["totals"]
    assert (totals["to_gap"], totals["to_met"], totals["turn_unknown"], totals["still_met"]) == (1, 0, 1, 1)
    assert totals["cost_difference"] == 1_500_000
    assert [(row["unit_kerja"], row["cost_difference"]) for row in found["by_unit"] if row["people"]] == [
        ("Bidang A", 1_500_000), ("Bidang C", 0),
    ]  # fmt: skip
    # Adopted, the needs are what was foretold.
    (office / "standards" / "analis.yaml").write_text(text, encoding="utf-8")
    after = said(office, "needs", "--format", "json").json()["totals"]
    for name, own in (("cheapest_cost", "cost"), ("people_short", "people_short"), ("levels_short", "levels_short"), ("gaps", "gaps")):  # fmt: skip
        assert (totals[f"{own}_was"], totals[f"{own}_now"]) == (before[name], after[name])
    # And back again: whoever turned to a gap turns to met.
    (office / "lama.yaml").write_text(STANDARD, encoding="utf-8")
    back = said(office, "standards", "impact", "lama.yaml", "--format", "json").json()
    assert [(row["nip"], row["turn"]) for row in back["rows"]] == [(D, "turn_unknown"), (B, "to_met")]
    assert back["totals"]["cost_difference"] == -1_500_000
    said(office, "standards", "propose", "-o", "usulan")  # a proposal may be replaced
    file.write_text(STANDARD, encoding="utf-8")
    assert "no standard changes" in said(office, "standards", "propose", "-o", "usulan").err


def test_the_impact_of_a_spreadsheet_points_to_what_reads_spreadsheets(office):
    said(office, "standards", "export", "-o", "skj kota.xlsx")
    (office / "skj.csv").write_text("Jabatan;Integritas\nAnalis B;3\n", encoding="utf-8")
    (office / "skj.dat").write_bytes((office / "skj kota.xlsx").read_bytes())
    (office / "rusak.xlsx").write_bytes(b"PK\x03\x04\x00\xff")
    for name in ("skj kota.xlsx", "skj.csv", "skj.dat", "rusak.xlsx"):
        told = said(office, "standards", "impact", name, code=2).err
        assert f"{name} is a spreadsheet, and this command reads standards in YAML" in told
        command = next(line for line in told.splitlines() if line.strip().startswith("asn "))
        assert "UTF-8" not in told
        if name == "skj kota.xlsx":
            said(office, *shlex.split(command)[1:])
    (office / "latin.yaml").write_bytes("jabatan: Analis é\n".encode("latin-1"))
    assert "UTF-8" in said(office, "standards", "impact", "latin.yaml", code=3).err


def test_a_post_without_a_standard_is_asked_and_proposed_on_the_levels_of_its_class(office):
    sheet = form(office, "Kepala Bidang A")["Isian"]
    assert sheet["A8"].value == "Kepala Bidang A"
    answer(office, *(f"Kepala Bidang A,Integritas,4,,Pemangku,P-{number}" for number in range(5)))
    said(office, "standards", "propose", "-o", "kabid.yaml")
    text = (office / "kabid.yaml").read_text(encoding="utf-8")
    assert (
        "jabatan: Kepala Bidang A\nkelompok: administrator\nkompetensi:\n  integritas: 4\n  kerja_sama: 3\n"
        in text
    )
    found = said(office, "standards", "impact", "kabid.yaml", "--format", "json").json()
    assert [row["standar_was"] for row in found["standards"]] == [["default:administrator"]]
    assert found["totals"]["turn_unknown"] == 1
    assert found["totals"]["cost_difference"] == 0


def test_one_person_who_knows_a_whole_family_is_one_person(office):
    file = office / "standards" / "analis.yaml"
    file.write_text(
        STANDARD.replace("jabatan: Analis B", "jabatan: [Analis B, Analis C, Analis D]"), encoding="utf-8"
    )
    answer(
        office, *(f"Analis {letter},Integritas,3,,Atasan,A-{number}" for letter in "BCD" for number in (1, 2))
    )
    row = said(office, "standards", "inputs", "--format", "json").json()["rows"][0]
    assert (row["jabatan"], row["n"], row["respondents"], row["status"]) == (
        ["Analis B", "Analis C", "Analis D"], 6, 2, "few_answers",
    )  # fmt: skip


def test_a_post_of_which_nothing_is_known_is_asked_everything_and_no_standard_is_invented_for_it(office):
    (office / "pegawai2.csv").write_text(
        "NIP,Nama,Status ASN,Kedudukan Hukum,Jenis Jabatan,Jabatan,Unit Kerja\n"
        "198904182014011905,Eka,PNS,Aktif,,Juru Kunci,Bidang A\n",
        encoding="utf-8",
    )
    said(office, "import", "pegawai2.csv")
    sheet = form(office, "Juru Kunci")["Isian"]
    names = [sheet.cell(row, 2).value for row in range(8, sheet.max_row + 1) if sheet.cell(row, 1).value]
    assert len(names) == 9
    rows = [f"Juru Kunci,Integritas,3,,Pemangku,P-{number}" for number in range(5)]
    rows += [f"Analis B,Integritas,3,,Pemangku,P-{number}" for number in range(5)]
    answer(office, *rows, "Juru Kunci,Potensi Kepemimpinan,3,,Pemangku,P-1", code=1)
    done = said(office, "standards", "propose", "-o", "usulan")
    assert "which class Juru Kunci belongs to" in done.err
    assert [path.name for path in (office / "usulan").iterdir()] == ["analis.yaml"]


def test_what_cannot_be_done_is_said(office):
    empty = said(office, "standards", "inputs", "--format", "json").json()
    assert (empty["rows"], empty["totals"]["answers"]) == ([], 0)
    assert "asn standards survey -o survei.xlsx" in empty["next_steps"]
    assert "no standard changes" in said(office, "standards", "propose", "-o", "usulan").err
    said(office, "standards", "inputs", "--jabatan", "Analis B", code=2)
    said(office, "standards", "survey", "Analis Q", "-o", "x.xlsx", code=2)
    said(office, "standards", "survey", "--respondent", A, "-o", "x.xlsx", code=2)
    said(office, "standards", "impact", "tiada.yaml", code=2)
    (office / "salah.yaml").write_text(
        "jabatan: Analis B\nkelompok: pelaksana\nkompetensi: {integritas: 9}\n", "utf-8"
    )
    assert "salah.yaml:3" in said(office, "standards", "impact", "salah.yaml", code=3).err
    answered(office)
    assert said(office, "standards", "propose", "-o", "standards", code=5)
    (office / "mine.yaml").write_text("jabatan: x\n", encoding="utf-8")
    said(office, "standards", "propose", "-o", "mine.yaml", code=5)
    assert (office / "mine.yaml").read_text(encoding="utf-8") == "jabatan: x\n"
