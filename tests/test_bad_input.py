"""Bad input ends in one clear line with place and remedy, the documented exit code, no traceback, and nothing lost."""

import os
import signal
import sqlite3
from pathlib import Path

import openpyxl
import pytest
import yaml

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


def refused(done, code, *words):
    assert done.code == code, (done.code, done.err)
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err, (word, done.err)
    return done


def test_unreadable_file(workspace, run_asn):
    (workspace / "data.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    refused(run_asn("import", "data.xlsx", cwd=workspace), 1, "data.xlsx")


def test_missing_file_is_named(workspace, run_asn):
    refused(run_asn("import", "tidak-ada.xlsx", cwd=workspace), 2, "tidak-ada.xlsx")


def test_unknown_table(workspace, run_asn):
    book = openpyxl.Workbook()
    book.active.append(["Warna", "Bentuk"])
    book.active.append(["merah", "bulat"])
    book.save(workspace / "asing.xlsx")
    refused(run_asn("import", "asing.xlsx", cwd=workspace), 1, "asing.xlsx")


def test_missing_required_column_lists_what_was_found(workspace, run_asn):
    book = openpyxl.Workbook()
    book.active.append(["NIP", "Nama", "Jabatan"])
    book.active.append(["198501152010011901", "Contoh", "Arsiparis"])
    book.save(workspace / "p.xlsx")
    refused(run_asn("import", "p.xlsx", "--as", "employees", cwd=workspace), 1, "unit_kerja")


@pytest.mark.parametrize("words", [["gap"], ["gap", "--by", "unit"], ["recommend-training"], ["promote-shortlist", "X"],
                                   ["recommend-placement"], ["explain", "198501152010011901"]])  # fmt: skip
def test_an_empty_store_is_no_answer(workspace, run_asn, words):
    refused(run_asn(*words, cwd=workspace), 4, "asn import")
    (workspace / "units.csv").write_text("UNOR ID,UNOR NAMA\nU1,Dinas Contoh\n", encoding="utf-8")
    assert run_asn("import", "units.csv", "--as", "units", cwd=workspace).code == 0
    done = refused(run_asn(*words, "--format", "json", cwd=workspace), 2, "asn import")
    assert done.out == ""


def test_facts_that_wait_for_their_person_are_told_apart_from_nobody(workspace, run_asn):
    (workspace / "p.csv").write_text(
        "NIP;Nama;Jabatan;Unit Kerja\n198601152010012902;Contoh Dua;Arsiparis Terampil;Dinas Contoh\n",
        encoding="utf-8",
    )
    (workspace / "k.csv").write_text("NIP;Tahun;Predikat\n198501152010011901;2025;Baik\n", encoding="utf-8")
    assert run_asn("import", "p.csv", "k.csv", cwd=workspace).code == 0
    waits = refused(
        run_asn("--language", "en", "explain", "198501152010011901", cwd=workspace), 2, "appraisals"
    )
    assert "names this person" in waits.err
    nobody = refused(
        run_asn("--language", "en", "explain", "198501152010011902", cwd=workspace), 2, "not in the store"
    )
    assert "appraisals" not in nobody.err


def test_nip_as_number_never_enters(workspace, run_asn):
    book = openpyxl.Workbook()
    book.active.append(["NIP", "Nama", "Jabatan", "Unit Kerja"])
    book.active.append([198501152010011901, "Contoh Satu", "Arsiparis Terampil", "Dinas Contoh"])
    book.active.append(["198601152010012902", "Contoh Dua", "Arsiparis Terampil", "Dinas Contoh"])
    book.save(workspace / "p.xlsx")
    done = refused(run_asn("import", "p.xlsx", "--format", "json", cwd=workspace), 1, "SEL-NIP-ANGKA", "A2")
    (file,) = done.json()["files"]
    assert (file["rows"], file["accepted"], file["unchanged"], file["rejected"]) == (2, 1, 0, 1)
    answer = run_asn("gap", "--format", "json", cwd=workspace).json()
    assert [row["nip"] for row in answer["rows"]] == ["198601152010012902"]


def test_rejected_rows_come_back_and_go_in_once_mended(workspace, run_asn):
    book = openpyxl.Workbook()
    book.active.append(["NIP", "Nama", "Jabatan", "Unit Kerja", "TMT Jabatan"])
    book.active.append(
        ["19850115201001190", "Contoh Satu", "Arsiparis Terampil", "Dinas Contoh", "01-02-2020"]
    )
    book.active.append(
        ["198601152010012902", "Contoh Dua", "Arsiparis Terampil", "Dinas Contoh", "31-02-2020"]
    )
    book.save(workspace / "p.xlsx")
    refused(run_asn("import", "p.xlsx", cwd=workspace), 1, "p.ditolak.xlsx")
    path = workspace / "p.ditolak.xlsx"
    assert path.stat().st_mode & 0o777 == 0o600
    mended = openpyxl.load_workbook(path)
    sheet = mended.worksheets[0]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    cells["19850115201001190"].value = "198501152010011901"
    cells["31-02-2020"].value = "28-02-2020"
    mended.save(path)
    done = run_asn("import", path.name, "--format", "json", cwd=workspace)
    assert done.code == 0, done.err
    assert done.json()["files"][0]["accepted"] == 2


def test_strict_stores_nothing(workspace, run_asn):
    book = openpyxl.Workbook()
    book.active.append(["NIP", "Nama", "Jabatan", "Unit Kerja"])
    book.active.append(["19850115", "Contoh Satu", "Arsiparis", "Dinas Contoh"])
    book.active.append(["198601152010012902", "Contoh Dua", "Arsiparis", "Dinas Contoh"])
    book.save(workspace / "p.xlsx")
    done = run_asn("import", "p.xlsx", "--strict", "--format", "json", cwd=workspace)
    assert done.code == 1
    assert done.json()["files"][0]["accepted"] == 0
    assert run_asn("history", "--format", "json", cwd=workspace).json()["rows"] == []


def test_dry_run_stores_nothing(workspace, run_asn):
    done = run_asn("import", SAMPLES / "lowongan.xlsx", "--dry-run", "--format", "json", cwd=workspace)
    assert done.code == 0, done.err
    assert done.json()["files"][0]["accepted"] == 12
    assert not (workspace / ".asn" / "asnkarier.db").exists()


def test_no_store_yet(workspace, run_asn):
    refused(run_asn("gap", cwd=workspace), 4, "asn import")


def test_no_workspace(tmp_path, run_asn):
    refused(run_asn("gap", cwd=tmp_path), 3, "asn init")


def test_workspace_without_standards(agency, tmp_path, run_asn):
    config = (
        agency / "config.yaml"
    ).read_text() + f"paths: {{standards: kosong, store: {agency}/.asn/asnkarier.db}}\n"
    (tmp_path / "config.yaml").write_text(config)
    done = run_asn("gap", cwd=tmp_path)
    assert done.code == 0
    assert "level bawaan kelas jabatannya" in done.err


def test_unknown_nip_suggests_the_nearest(agency, run_asn, truth):
    nip = truth["no_gap"][0]
    wrong = nip[:-1] + str((int(nip[-1]) + 1) % 10)
    done = refused(run_asn("explain", wrong, cwd=agency), 2, wrong)
    assert f"(…{nip[-4:]})" in done.err
    assert nip not in done.err


def test_unknown_position_suggests_the_nearest(agency, run_asn):
    refused(
        run_asn("promote-shortlist", "Kepala Bidang Mutasi dan Promosii", cwd=agency),
        2,
        "Kepala Bidang Mutasi dan Promosi",
    )
    refused(run_asn("gap", "--unit", "Dinas Pendidikn", cwd=agency), 2, "Dinas Pendidikan")
    refused(run_asn("gap", "--kompetensi", "Integritaz", cwd=agency), 2, "Integritas")
    refused(run_asn("recommend-placement", "--vacancies", "LOW-99", cwd=agency), 2, "LOW-99")
    refused(run_asn("rules", "show", "jabatan/administratr", cwd=agency), 2, "jabatan/administrator")


@pytest.mark.parametrize(("written", "near"), [("LOW-1", "LOW-01"), ("LW-01", "LOW-01"), ("low-99", "LOW-")])
@pytest.mark.parametrize("words", [
    ["promote-shortlist", "{code}"], ["fairness", "--of", "shortlist", "{code}"], ["explain", "198210012014111964", "--for", "{code}"],
    ["profile", "198210012014111964", "--for", "{code}"], ["record-decision", "{code}", "--nobody", "--by", "X", "--on", "2026-11-01"],
    ["recommend-placement", "--vacancies", "{code}"],
])  # fmt: skip
def test_a_slip_in_a_vacancy_code_is_answered_with_the_code(agency, run_asn, words, written, near):
    done = run_asn("--language", "en", *(word.format(code=written) for word in words), cwd=agency)
    refused(done, 2, f"vacancy {written} is not known", f"did you mean {near}")


@pytest.mark.parametrize("written", ["LOW-987", "low-7777"])
def test_what_is_built_like_a_code_is_answered_with_the_codes(agency, run_asn, written):
    """No code is near enough to be meant, yet it is no name of a position either."""
    done = run_asn("--language", "en", "promote-shortlist", written, cwd=agency)
    refused(done, 2, f"vacancy {written} is not known", "LOW-0")


def test_a_missing_file_of_scenarios_is_answered_with_one(agency, run_asn):
    done = run_asn("--language", "en", "what-if", "tiada.yaml", cwd=agency)
    refused(done, 2, "tiada.yaml", "scenarios: [{name: A, budget: 400000000}]")


def test_what_is_like_no_code_is_a_position(agency, run_asn):
    done = run_asn("--language", "en", "promote-shortlist", "Kepala Bidang 7 Mutasi dan Promosi", cwd=agency)
    refused(done, 2, "position", "Kepala Bidang Mutasi dan Promosi")


@pytest.mark.parametrize("budget", ["banyak", "-5", "1,5", "", "12e3", "1.00.000"])
def test_budget_that_is_no_number(agency, run_asn, budget):
    refused(run_asn("recommend-training", "--budget", budget, cwd=agency), 2)


@pytest.mark.parametrize("day", ["kemarin", "2026-13-01", "01-01-2026"])
def test_day_that_is_no_day(agency, run_asn, day):
    refused(run_asn("--as-of", day, "gap", cwd=agency), 2, day)


def test_day_before_anything_was_known(agency, run_asn):
    done = run_asn("--as-of", "2020-01-01", "--language", "en", "promote-shortlist", "LOW-01", cwd=agency)
    assert done.code == 0, done.err
    said = " ".join(done.out.split())
    assert said.count(" is as old as ") == 2, "employees, and vacancies"


def test_standard_with_a_level_of_seven(workspace, run_asn):
    path = workspace / "standards" / "camat.yaml"
    data = yaml.safe_load(path.read_text())
    data["kompetensi"]["integritas"] = 7
    path.write_text(yaml.safe_dump(data, sort_keys=False))
    refused(run_asn("standards", "check", cwd=workspace), 3, "camat.yaml:", "7")


def test_regulation_without_a_citation(workspace, run_asn):
    folder = workspace / "regulations" / "pengembangan"
    folder.mkdir(parents=True)
    (folder / "jam_pelajaran.yaml").write_text("judul: JP\nsatuan: jp\nnilai:\n  2027-01-01: {nilai: 30}\n")
    refused(run_asn("rules", "check", cwd=workspace), 3, "jam_pelajaran.yaml:4")


def test_config_faults_have_line_column_and_suggestion(workspace, run_asn):
    (workspace / "config.yaml").write_text("agency: X\ntraining:\n  bugdet: 5\n  critical_weight: nol\n")
    refused(run_asn("gap", cwd=workspace), 3, "config.yaml:3:3", "budget", "config.yaml:4:")


def test_store_from_a_newer_version(workspace, run_asn):
    assert run_asn("import", SAMPLES / "lowongan.xlsx", cwd=workspace).code == 0
    store = workspace / ".asn" / "asnkarier.db"
    with sqlite3.connect(store) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        row = connection.execute("SELECT * FROM meta").fetchall()
        connection.execute(f"PRAGMA user_version = {version + 100}")
        for table_row in row:
            assert table_row
        columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(meta)")]
        if "value" in columns:
            connection.execute("UPDATE meta SET value = '999' WHERE \"key\" LIKE '%schema%'")
    refused(run_asn("history", cwd=workspace), 4)


def test_store_that_is_no_store(workspace, run_asn):
    (workspace / ".asn").mkdir()
    (workspace / ".asn" / "asnkarier.db").write_bytes(b"not a database at all" * 100)
    refused(run_asn("gap", cwd=workspace), 4)


def test_output_into_a_missing_folder(agency, run_asn):
    refused(run_asn("gap", "--output", "tidak/ada/gap.xlsx", cwd=agency), 5, "gap.xlsx")


def test_output_that_is_a_folder(agency, run_asn, tmp_path):
    refused(run_asn("gap", "--output", str(tmp_path), "--format", "xlsx", cwd=agency), 5)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_output_that_may_not_be_written(agency, run_asn, tmp_path):
    tmp_path.chmod(0o500)
    refused(run_asn("gap", "--output", str(tmp_path / "gap.xlsx"), cwd=agency), 5)


def test_suffix_that_names_no_format(agency, run_asn):
    refused(run_asn("gap", "--output", "gap.odt", cwd=agency), 2, "gap.odt")


def test_demo_never_writes_into_somebodys_folder(tmp_path, run_asn):
    (tmp_path / "surat.txt").write_text("penting")
    refused(run_asn("demo", str(tmp_path), cwd=tmp_path), 5)
    assert (tmp_path / "surat.txt").read_text() == "penting"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["surat.txt"]


def test_init_never_overwrites(workspace, run_asn):
    before = (workspace / "config.yaml").read_bytes()
    refused(run_asn("init", ".", cwd=workspace), 5)
    assert (workspace / "config.yaml").read_bytes() == before


def test_unknown_job(workspace, run_asn):
    refused(run_asn("run", "siang", cwd=workspace), 2, "siang", "malam")


@pytest.mark.parametrize(
    ("line", "indonesian", "english"),
    [
        ("training: {budget: banyak}", "bukan jumlah rupiah", "not an amount of rupiah"),
        ("training: {budget: yes}", "bukan jumlah rupiah", "not an amount of rupiah"),
        ("training: {budget: yes}", "`training.budget`: yes", "`training.budget`: yes"),
        (f"training: {{budget: {10**30}}}", "bukan jumlah rupiah", "not an amount of rupiah"),
        ("training: {budget: -1}", "bukan jumlah rupiah", "not an amount of rupiah"),
        ("language: de", "Pilih salah satu: id, en", "Choose one of: id, en"),
        ("timezone: Asia", "zona waktu", "time zone"),
        ("timezone: Mars/Olympus", "zona waktu", "time zone"),
        ("jpm: pengisian", "`kunci: nilai`", "`key: value`"),
    ],
)
def test_a_wrong_setting_is_told_in_either_language(workspace, run_asn, line, indonesian, english):
    (workspace / "config.yaml").write_text(line + "\n", encoding="utf-8")
    for language, told in (("id", indonesian), ("en", english)):
        done = run_asn("--language", language, "gap", cwd=workspace)
        assert done.code == 3
        assert told in done.err
        assert "Input should" not in done.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_store_that_is_a_pipe_is_refused_not_waited_for(workspace, run_asn):
    os.mkfifo(workspace / "pipa")
    (workspace / "config.yaml").write_text("paths: {store: pipa}\n", encoding="utf-8")
    assert run_asn("gap", cwd=workspace).code == 4
    done = run_asn("doctor", "--format", "json", cwd=workspace)
    assert done.code == 4
    assert "pipa" in done.out


def test_a_terminal_that_goes_away_ends_as_a_stop_does(workspace, run_asn, monkeypatch):
    from asnkarier.workflows import show_rules

    monkeypatch.setattr(show_rules, "list_rules", lambda *_: os.kill(os.getpid(), signal.SIGHUP))
    before = signal.getsignal(signal.SIGHUP)
    try:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        done = run_asn("rules", "list", cwd=workspace)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert done.code == 143
    assert done.out == ""


@pytest.mark.parametrize(("output", "code"), [("inbox", 3), ("./inbox/", 3), ("inbox/laporan", 3), ("standards", 3),
                                              ("regulations/x", 3), ("out/inbox", 2), ("inbox2", 2), (".", 2)])  # fmt: skip
def test_reports_never_lie_among_what_the_next_run_reads(workspace, run_asn, output, code):
    (workspace / "config.yaml").write_text(f"paths: {{output: {output}}}\n", encoding="utf-8")
    done = run_asn("run", "none", cwd=workspace)
    assert done.code == code, done.err
    assert ("config.yaml:1:9" in done.err) is (code == 3)


def test_a_word_that_is_none_of_the_possible_ones_names_them(workspace, run_asn):
    (workspace / "config.yaml").write_text("language: jawa\n")
    refused(run_asn("gap", cwd=workspace), 3, "config.yaml:1:1", "id, en")


def test_a_moment_before_every_import_is_said_as_such(workspace, run_asn, tmp_path):
    (workspace / "p.csv").write_text("NIP,Nama,Unit Kerja,Jabatan\n199001022010121002,BUDI,BKPSDM,Analis\n")
    assert run_asn("import", "p.csv", cwd=workspace).code == 0
    refused(run_asn("gap", "--known-at", "2020-01-01", cwd=workspace), 2, "--known-at")


def test_a_preview_speaks_the_words_of_the_sheet(workspace, run_asn):
    (workspace / "p.csv").write_text(
        "NIP,Nama Pegawai,Unit Kerja,Jabatan\n199001022010121002,BUDI,BKPSDM,Analis\n"
    )
    shown = run_asn("import", "p.csv", "--preview", cwd=workspace).out
    assert "Nama Pegawai: BUDI" in shown
    assert "nama=" not in shown


def test_weights_that_are_not_of_a_hundred_are_told_with_their_line_and_the_remedy(workspace, run_asn):
    (workspace / "config.yaml").write_text(
        "agency: X\npromotion:\n  weights: {kinerja: 24}\n", encoding="utf-8"
    )
    for name in ("pegawai_siasn.csv", "lowongan.xlsx"):
        assert run_asn("import", SAMPLES / name, cwd=workspace).code == 0
    for language, remedy in (("id", "Jadikan 100"), ("en", "Make them 100")):
        done = run_asn("--language", language, "--as-of", "2026-11-01", "recommend-placement", "--vacancies", "LOW-01", cwd=workspace)  # fmt: skip
        assert done.code == 0, done.err
        said = " ".join(done.out.split())
        assert "config.yaml:3:3: " in said
        assert remedy in said
