"""`asn check` finds what the sample agency lacks, promises what holds, and imports tell what contradicts what."""

import csv
import io
import json
import re
import shutil
import time

import openpyxl
import pytest

from asnkarier.model.codes.data import DATA_CODES
from conftest import SAMPLES

SARI = {
    "NIP": "198003172005012901",
    "Nama": "Sari Utami",
    "Tanggal Lahir": "17-03-1980",
    "Status ASN": "PNS",
    "Kedudukan Hukum": "Aktif",
    "Golongan": "III/d",
    "TMT Golongan": "01-04-2017",
    "TMT CPNS": "01-01-2005",
    "Jenis Jabatan": "Struktural",
    "Jabatan": "Kepala Subbidang Mutasi",
    "Eselon": "IV.a",
    "TMT Jabatan": "01-02-2019",
    "Unit Kerja": "Bidang Mutasi",
    "TMT Pensiun": "01-04-2038",
}
RUDI = {**SARI, "NIP": "198504012010011902", "Nama": "Rudi Hartono", "Tanggal Lahir": "01-04-1985"}
RUDI |= {"TMT CPNS": "01-01-2010", "TMT Pensiun": "01-05-2043"}


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def aged(agency, tmp_path_factory):
    """The sample agency, with a limit of three years on assessments."""
    folder = tmp_path_factory.mktemp("aged") / "kantor"
    shutil.copytree(agency, folder)
    with (folder / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("assessment: {valid_years: 3}\n")
    return folder


@pytest.fixture(scope="module")
def report(aged, run_asn):
    answer = run_asn("check", "--format", "json", cwd=aged)
    assert answer.code == 0, answer.err
    return answer.json()


@pytest.fixture
def imports(workspace, run_asn):
    """Import rows as a CSV file and return the problems told about it."""

    def bring(name, rows, *words):
        path = write(workspace / f"{name}.csv", rows)
        answer = run_asn("import", path, "--format", "json", *words, cwd=workspace)
        assert answer.code == 0, answer.err
        told = answer.json()["files"][0]["problems"]
        return [(one["code"], one["cell"], one["message"]) for one in told if one["code"] in DATA_CODES]

    return bring


def reasons_of(report, verdict):
    found = {}
    for row in report["people"]:
        if row["verdict"] == verdict:
            found.setdefault(row["nip"], set()).add(row["reason"])
    return found


# ── the sample agency ────────────────────────────────────────────────────────────────────────────────────────────────


def test_planted_facts_are_found(report, truth):
    held = reasons_of(report, "held")
    assert set(truth["unassessed"]) <= {nip for nip, why in held.items() if "assessment_none" in why}
    assert set(truth["undecidable"]) <= {nip for nip, why in held.items() if "assessment_missing" in why}
    assert set(truth["stale_assessment"]) <= {nip for nip, why in held.items() if "assessment_stale" in why}
    assert set(truth["no_standard"]) == {nip for nip, why in held.items() if "standard_missing" in why}
    assert not set(truth["decidable_with_missing"]) & set(held)


def test_without_a_limit_nothing_is_too_old(agency, run_asn, truth):
    report = run_asn("check", "--format", "json", cwd=agency).json()
    held = reasons_of(report, "held")
    assert report["overall"]["stale"] == 0
    assert not set(truth["stale_assessment"]) & set(held)
    assert {nip for nip, why in held.items() if "assessment_none" in why} == set(truth["unassessed"])


def test_figures_agree_with_asn_gap(report, aged, run_asn, truth):
    gap = run_asn("gap", "--format", "json", cwd=aged).json()
    open_ones = {row["nip"] for row in gap["rows"] if row["kategori"] in {None, "belum_dapat_dinilai"}}
    assert set(reasons_of(report, "held")) == open_ones
    overall = report["overall"]
    assert overall["people"] == len(gap["rows"]) == sum(row["people"] for row in report["rows"])
    assert overall["open_held"] == len(open_ones) == sum(row["open_held"] for row in report["rows"])
    assert overall["without_standard"] == len(truth["no_standard"])
    counting = {row["nip"] for row in gap["rows"]}
    assert overall["default_standard"] == sum(one["nip"] in counting for one in truth["default_standard"])
    lacking = {
        row["jabatan"]: row["people"]
        for row in report["positions_without_standard"]
        if row["standar"] is None
    }
    assert sum(lacking.values()) == len(truth["no_standard"])
    assert report["orphans"] == report["trend"] == []


def test_open_gates_are_those_of_the_shortlist(report, aged, run_asn):
    """Pengawas whom the data leave open for LOW-01, a post of administrator, are open for the next post here.

    What the standard asks stands apart: LOW-01 has one of its own, and who misses the default of the class is decided.
    """
    answer = run_asn("promote-shortlist", "LOW-01", "--top", "400", "--format", "json", cwd=aged).json()
    results = {}
    for one in answer["findings"]:
        gate = one["rule_id"].partition("-")[2]
        if gate not in {"KOMPETENSI", "MUTLAK"} and one["decides"]:
            results.setdefault(one["nip"], set()).add(one["result"])
    rows = run_asn("gap", "--against", "next", "--format", "json", cwd=aged).json()["rows"]
    pengawas = {row["nip"] for row in rows if row["standar"] == "default:administrator"} & set(results)
    unknown = {nip for nip in pengawas if "unknown" in results[nip] and "not_met" not in results[nip]}
    failed = {nip for nip in pengawas if "not_met" in results[nip]}
    waits = set(reasons_of(report, "next"))
    assert unknown
    assert failed
    below = {row["nip"] for row in rows if row["kategori"] == "KMS"}
    assert not failed & waits
    assert unknown - below <= waits


def test_planted_contradiction_is_told_with_both_cells(report):
    assert [row["code"] for row in report["contradictions"]] == ["PENSIUN-AKTIF"]
    row = report["contradictions"][0]
    assert row["source"].startswith("nominatif_bkpsdm.xlsx:")
    assert row["other_source"].startswith("pegawai_siasn.csv:")
    assert report["overall"]["contradictions"] == sum(unit["contradictions"] for unit in report["rows"]) == 1


def test_what_lacks_most_stands_first(report):
    units = [(-row["open_people"], row["unit_kerja"]) for row in report["rows"]]
    assert units == sorted(units)
    shares = [row["share"] for row in report["fields"]]
    assert shares == sorted(shares)
    assert shares[0] < 1


def test_one_unit(report, aged, run_asn):
    unit = max(report["rows"], key=lambda row: row["open_people"])
    answer = run_asn("check", "--unit", unit["unit_kerja"], "--format", "json", cwd=aged).json()
    assert [row["unit_kerja"] for row in answer["rows"]] == [unit["unit_kerja"]]
    assert answer["rows"][0] == unit
    assert {row["unit_kerja"] for row in answer["people"]} == {unit["unit_kerja"]}
    assert answer["fixes"][-1]["people_total"] <= unit["open_people"]
    unknown = run_asn("check", "--unit", "Dinas Sihir", cwd=aged)
    assert unknown.code == 2
    assert "Dinas Sihir" in unknown.err


# ── mending what is promised ─────────────────────────────────────────────────────────────────────────────────────────


def test_mending_what_is_promised_opens_what_is_promised(report, aged, run_asn, tmp_path):
    """The best fix of three kinds, done with invented facts in a copy of the agency: everybody claimed is decided."""
    folder = tmp_path / "kantor"
    shutil.copytree(aged, folder)
    best = {}
    for fix in report["fixes"]:
        best.setdefault(fix["kind"], fix)
    mend_assess(best["assess"], report, folder, run_asn)
    mend_standard(best["standard"], folder)
    mend_field(best["field"], report, folder, run_asn)
    after = run_asn("check", "--format", "json", cwd=folder).json()
    still_open = {(row["nip"], row["verdict"]) for row in after["people"]}
    waits = {}
    for row in report["people"]:
        waits.setdefault((row["nip"], row["verdict"]), set()).add((row["kind"], row["target"]))
    done = {
        (fix["kind"], fix["target"]) for kind, fix in best.items() if kind in ("assess", "standard", "field")
    }
    claimed = {key for key, fixes in waits.items() if fixes <= done}
    for kind in ("assess", "standard", "field"):
        fix = best[kind]
        alone = {nip for (nip, _), fixes in waits.items() if fixes == {(kind, fix["target"])}}
        assert len(alone) == fix["people"] > 0
    assert claimed
    assert not claimed & still_open
    assert after["trend"]
    change = {row["figure"]: row["change"] for row in after["trend"]}
    assert change["people"] == 0
    assert change["open_people"] <= 0


def mend_assess(fix, report, folder, run_asn):
    names = [
        "integritas", "kerja_sama", "komunikasi", "orientasi_pada_hasil", "pelayanan_publik",
        "pengembangan_diri_dan_orang_lain", "mengelola_perubahan", "pengambilan_keputusan", "perekat_bangsa",
    ]  # fmt: skip
    people = sorted({row["nip"] for row in report["people"] if row["unit_kerja"] == fix["target"]})
    items = run_asn("gap", "--unit", fix["target"], "--by", "item", "--format", "json", cwd=folder).json()[
        "rows"
    ]
    asked = sorted({row["kompetensi"] for row in items} | set(names))
    rows = [
        {
            "NIP": nip,
            "Kompetensi": name.removeprefix("teknis/").replace("_", " "),
            "Level": place % 5,
            "Tanggal Asesmen": "01-10-2026",
        }
        for nip in people
        for place, name in enumerate(asked)
    ]
    done = run_asn("import", write(folder / "asesmen_baru.csv", rows), "--as", "assessments", cwd=folder)
    assert done.code == 0, done.err


def mend_standard(fix, folder):
    text = f"jabatan: {fix['target']}\nkelompok: jf_terampil\nkompetensi: {{integritas: 2, kerja_sama: 2, komunikasi: 1}}\n"
    (folder / "standards" / "baru.yaml").write_text(text, encoding="utf-8")


def mend_field(fix, report, folder, run_asn):
    assert fix["target"] == "hukuman_disiplin"
    people = {row["nip"]: row for row in report["people"] if row["target"] == fix["target"]}
    rows = [
        {
            "NIP": nip,
            "Nama": row["nama"],
            "Jabatan": row["jabatan"],
            "Unit Kerja": row["unit_kerja"],
            "Hukuman Disiplin": "Tidak Pernah",
        }
        for nip, row in sorted(people.items())
    ]
    done = run_asn("import", write(folder / "disiplin.csv", rows), "--as", "employees", cwd=folder)
    assert done.code == 0, done.err


# ── formats ──────────────────────────────────────────────────────────────────────────────────────────────────────────

KEYS = {
    "rows": "unit_kerja people completeness assessed_share open_people open_held open_next not_assessed stale "
    "without_standard without_class contradictions",
    "fixes": "rank kind target people people_more people_total touched held next",
    "open_verdicts": "reason people held next",
    "positions_without_standard": "jabatan people standar",
    "fields": "field people filled share",
    "people": "nip nama jabatan unit_kerja verdict reason kind target",
    "contradictions": "code nip nama unit_kerja table field value source other_table other_field other_value other_source",
}


def test_json_has_the_keys_that_scripts_rely_on(report):
    assert report["schema"] == "asn.check/1"
    assert report["as_of"] == "2026-11-01"
    for name, keys in KEYS.items():
        assert report[name], name
        assert set(keys.split()) <= set(report[name][0]), name
    assert {"people", "completeness", "open_people", "orphans"} <= set(report["overall"])
    assert [row["rank"] for row in report["fixes"]] == list(range(1, len(report["fixes"]) + 1))


def test_csv_holds_the_units(report, aged, run_asn):
    rows = list(csv.DictReader(io.StringIO(run_asn("check", "--format", "csv", cwd=aged).out)))
    assert [row["unit_kerja"] for row in rows] == [row["unit_kerja"] for row in report["rows"]]
    assert [int(row["people"]) for row in rows] == [row["people"] for row in report["rows"]]


def test_workbook_is_repeatable_and_private(aged, run_asn, tmp_path):
    paths = [tmp_path / f"{place}.xlsx" for place in range(2)]
    for path in paths:
        assert run_asn("check", "--output", path, cwd=aged).code == 0
        assert path.stat().st_mode & 0o777 == 0o600
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert len(openpyxl.load_workbook(paths[0]).sheetnames) > 8


@pytest.mark.parametrize("width", [80, 120])
def test_table_fits_the_terminal(width, aged, run_asn, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    answer = run_asn("--language", "en", "check", cwd=aged)
    assert answer.code == 0, answer.err
    assert max(len(line.rstrip()) for line in answer.out.splitlines()) <= width
    assert "Mending these" in answer.out


def test_machine_output_never_changes_with_the_language(aged, run_asn):
    """Only sentences follow the language: titles and values of citations, and whatever has its code beside it."""

    def answers(wanted):
        return [run_asn("--language", one, "check", "--format", wanted, cwd=aged).out for one in ("id", "en")]

    indonesian, english = map(json.loads, answers("json"))
    for report in (indonesian, english):
        for told in (*report["citations"], *report["leans_on"]):
            assert told.pop("title")
            told.pop("value")
        assert all(one.pop("facts") and one["facts_code"] for one in report["fix_sets"])
        assert all(one.pop("reason") and one["reason_code"] for one in report["next_step_reasons"])
    assert indonesian == english
    assert len(set(answers("csv"))) == 1


# ── what an import says ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sound_list_is_told_nothing(imports):
    assert imports("pegawai", [SARI, RUDI]) == []


def test_dates_of_two_files_that_cannot_both_be_right(imports):
    assert imports("pegawai", [{**SARI, "TMT Golongan": ""}]) == []
    late = {name: SARI[name] for name in ("NIP", "Nama", "Jabatan", "Unit Kerja")} | {
        "TMT Golongan": "31-12-2004"
    }
    ((code, cell, text),) = imports("nominatif", [late])
    assert (code, cell) == ("TMT-SEBELUM-CPNS", "E2")
    assert "pegawai.csv:H2" in text
    assert "31-12-2004" in text


def test_messages_use_the_words_of_the_office_not_the_programs_codes(imports):
    told = imports("pegawai", [{**SARI, "TMT Golongan": "31-12-1979"}])
    assert "TMT Golongan 31-12-1979 (G2)" in told[0][2]
    assert "Tanggal Lahir 17-03-1980 (C2)" in told[0][2]
    year = {"NIP": SARI["NIP"], "Tahun": "2025", "Hasil Kerja": "Sesuai Ekspektasi"}
    year |= {"Perilaku Kerja": "Sesuai Ekspektasi", "Predikat": "Sangat Baik"}
    ((code, _, text),) = imports("kinerja", [year], "--as", "appraisals")
    assert code == "KINERJA-PREDIKAT-BEDA"
    assert "Sangat Baik" in text
    assert "sangat_baik" not in text


def test_a_contradiction_inside_one_row(imports):
    told = imports("pegawai", [{**SARI, "Golongan": "IX"}, {**RUDI, "Jenis Jabatan": "Fungsional"}])
    assert {(code, cell) for code, cell, _ in told} >= {("GOLONGAN-STATUS", "F2"), ("ESELON-JENIS", "K3")}


def test_an_older_list_is_not_held_against_what_a_newer_one_says(imports):
    """A later list says an eselon that the older one cannot know; within a list of one day the two would clash."""
    before = {**SARI, "Jenis Jabatan": "Pelaksana", "Eselon": ""}
    imports("baru", [SARI], "--period", "2025")
    assert "ESELON-JENIS" not in {code for code, _, _ in imports("lama", [before], "--period", "2024")}
    assert "ESELON-JENIS" in {code for code, _, _ in imports("terbaru", [before])}


def test_contradictions_are_told_by_kind_and_then_down_the_sheet(imports):
    """Not by person: whoever mends a list goes through it from the top."""
    people = [
        {**SARI, "NIP": f"19{90 - place}03172015012{901 + place}", "Golongan": golongan, "Eselon": "IV.a"}
        | {
            "Tanggal Lahir": f"17-03-19{90 - place}",
            "TMT CPNS": "01-01-2015",
            "TMT Pensiun": "",
            "Jenis Jabatan": jenis,
        }
        for place, (golongan, jenis) in enumerate([("IX", "Struktural"), ("III/d", "Fungsional")] * 6)
    ]
    told = imports("pegawai", people)
    assert [(code, cell) for code, cell, _ in told] == [
        *(("ESELON-JENIS", f"K{row}") for row in range(3, 14, 2)),
        *(("GOLONGAN-STATUS", f"F{row}") for row in range(2, 14, 2)),
    ]


def test_the_same_nip_twice_names_what_differs(workspace, run_asn):
    path = write(workspace / "p.csv", [SARI, {**SARI, "Golongan": "III/c", "TMT Golongan": ""}, RUDI])
    answer = run_asn("--language", "en", "import", path, "--format", "json", cwd=workspace).json()["files"][0]
    assert (answer["accepted"], answer["rejected"]) == (1, 2)
    told = [one["message"] for one in answer["problems"] if one["code"] == "BARIS-BERTENTANGAN"]
    assert [one.rpartition(" differ in ")[2] for one in told] == ["Golongan, TMT Golongan"] * 2


def test_two_people_with_one_nip(imports):
    imports("pegawai", [SARI, RUDI])
    ((code, cell, text),) = imports("nominatif", [{**SARI, "Nama": "Dewi Lestari"}])
    assert (code, cell) == ("NAMA-BEDA", "B2")
    assert "pegawai.csv:B2" in text
    assert "Sari" not in text
    assert "Dewi" not in text


YEAR = {"Tahun": "2025", "Hasil Kerja": "Sesuai Ekspektasi", "Perilaku Kerja": "Sesuai Ekspektasi"}


def test_a_list_about_people_that_names_somebody_else_under_a_nip(imports):
    """The facts of a row go to the person with its NIP; another name there says that they may be somebody else's."""
    imports("pegawai", [SARI, RUDI])
    rows = [
        {"NIP": SARI["NIP"], "Nama": "Hj. SARI UTAMI, S.Sos", **YEAR},
        {"NIP": RUDI["NIP"], "Nama": "Dewi Lestari", **YEAR},
        {"NIP": RUDI["NIP"], "Nama": "Dewi Lestari", **YEAR, "Tahun": "2024"},
    ]
    ((code, cell, text),) = imports("kinerja", rows, "--as", "appraisals")
    assert (code, cell) == ("NAMA-LAIN", "B3")
    assert "pegawai.csv:B3" in text
    assert "Dewi" not in text
    assert "Rudi" not in text


def test_a_name_that_an_older_list_gave_is_told_as_well(imports):
    imports("pegawai", [{**RUDI, "Nama": "Dewi Lestari"}])
    imports("nominatif", [RUDI])
    told = imports("kinerja", [{"NIP": RUDI["NIP"], "Nama": "Dewi Lestari", **YEAR}], "--as", "appraisals")
    assert [(code, cell) for code, cell, _ in told] == [("NAMA-LAIN", "B2")]
    assert "nominatif.csv:B2" in told[0][2]


def test_two_names_under_one_nip_in_a_list_about_people(imports):
    told = [
        {"NIP": SARI["NIP"], "Nama": "Sari Utami", **YEAR},
        {"NIP": SARI["NIP"], "Nama": "Bambang Pamungkas", **YEAR, "Tahun": "2024"},
        {"NIP": RUDI["NIP"], "Nama": "", **YEAR},
    ]
    assert [(code, cell) for code, cell, _ in imports("kinerja", told, "--as", "appraisals")] == [
        ("NAMA-LAIN", "B2"),
        ("ORANG-BELUM-ADA", None),
    ]


def test_names_of_merged_people_are_those_of_all_their_rows(workspace, run_asn):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["NIP", "Nama", "Nama Pelatihan", "Tanggal Mulai", "JP"])
    page.append([RUDI["NIP"], "Dewi Lestari", "Dasar", "01-02-2024", 40])
    page.append([None, None, "Lanjutan", "01-03-2024", 40])
    page.merge_cells("A2:A3")
    page.merge_cells("B2:B3")
    book.save(workspace / "diklat.xlsx")
    assert run_asn("import", write(workspace / "pegawai.csv", [SARI, RUDI]), cwd=workspace).code == 0
    answer = run_asn("import", "diklat.xlsx", "--format", "json", cwd=workspace).json()
    told = [one for one in answer["files"][0]["problems"] if one["code"] in DATA_CODES]
    assert [(one["code"], one["cell"]) for one in told] == [("NAMA-LAIN", "B2")]


def test_the_sample_agency_names_nobody_else(agency, run_asn, tmp_path):
    """Spellings, titles and capitals of the same name are no contradiction."""
    folder = tmp_path / "kantor"
    shutil.copytree(agency, folder)
    shutil.rmtree(folder / ".asn")
    answer = run_asn("import", SAMPLES, "--format", "json", cwd=folder).json()
    codes = {one["code"] for file in answer["files"] for one in file["problems"]}
    assert "NAMA-LAIN" not in codes


def test_units_and_posts_and_courses(imports):
    imports("unor", [{"ID": "1", "NAMA_UNOR": "Bidang Mutasi", "ID_ATASAN": ""}])
    told = imports("pegawai", [SARI, {**RUDI, "Unit Kerja": "Bidang Sihir"}])
    assert [(code, cell) for code, cell, _ in told] == [("UNIT-TIADA", "M3")]
    post = {"NIP": SARI["NIP"], "Jabatan": "Kepala Seksi Arsip", "TMT Jabatan": "01-02-2020", "Sampai": ""}
    ((code, cell, text),) = imports("riwayat", [post], "--as", "positions")
    assert (code, cell) == ("JABATAN-RIWAYAT-BEDA", "B2")
    assert "pegawai.csv:J2" in text
    course = {
        "Kode": "K1",
        "Nama Pelatihan": "Dasar",
        "Kompetensi": "Integritas",
        "Level Akhir": "3",
        "Biaya": "1000000",
    }
    told = imports("katalog", [{**course, "Prasyarat": "K9"}], "--as", "courses")
    assert [code for code, _, _ in told] == ["PRASYARAT-TIADA"]


def test_orphans_wait_and_attach_when_the_person_arrives(imports, workspace, run_asn):
    year = {
        "NIP": RUDI["NIP"],
        "Tahun": "2025",
        "Hasil Kerja": "Sesuai Ekspektasi",
        "Perilaku Kerja": "Sesuai Ekspektasi",
    }
    assert [code for code, _, _ in imports("awal", [{**year, "Tahun": "2024"}], "--as", "appraisals")] == [
        "ORANG-BELUM-ADA"
    ]
    imports("pegawai", [SARI])
    ((code, cell, _),) = imports("kinerja", [year], "--as", "appraisals")
    assert (code, cell) == ("ORANG-TIADA", "A2")
    before = run_asn("check", "--format", "json", cwd=workspace).json()
    assert before["orphans"] == [{"table": "appraisals", "people": 1, "facts": 2}]
    assert before["orphan_people"][0]["nip"] == RUDI["NIP"]
    assert before["orphan_people"][0]["source"].startswith("awal.csv:A2")
    time.sleep(1.1)  # what is imported within one second counts as one command
    imports("lagi", [RUDI], "--as", "employees")
    after = run_asn("check", "--format", "json", cwd=workspace).json()
    assert after["orphans"] == []
    assert {row["figure"]: row["change"] for row in after["trend"]}["orphans"] == -1
    assert {row["figure"]: row["change"] for row in after["trend"]}["people"] == 1
    shares = {row["field"]: row["share"] for row in after["fields"]}
    assert shares["appraisals_2025"] == 0.5


def test_sheets_of_one_workbook_know_each_other(workspace, run_asn):
    """Sari is on the first sheet, her appraisal on the second: only Rudi, on neither list, is a stranger."""
    book = openpyxl.Workbook()
    people, appraisals = book.active, book.create_sheet("Kinerja")
    people.title = "Pegawai"
    for row in (list(SARI), list(SARI.values())):
        people.append(row)
    appraisals.append(["NIP", "Tahun", "Hasil Kerja", "Perilaku Kerja", "Predikat"])
    for nip in (SARI["NIP"], RUDI["NIP"]):
        appraisals.append([nip, "2025", "Sesuai Ekspektasi", "Sesuai Ekspektasi", "Baik"])
    book.save(workspace / "semua.xlsx")
    answer = run_asn("import", "semua.xlsx", "--format", "json", cwd=workspace).json()
    assert [one["kind"] for one in answer["files"]] == ["employees", "appraisals"]
    told = [one for file in answer["files"] for one in file["problems"] if one["code"] in DATA_CODES]
    assert [(one["code"], one["cell"]) for one in told] == [("ORANG-TIADA", "A3")]


def test_check_before_anything_is_imported_says_so(workspace, run_asn):
    answer = run_asn("check", cwd=workspace)
    assert answer.code == 4
    assert "import" in answer.err


def test_check_of_a_store_without_employees(imports, workspace, run_asn):
    imports(
        "awal",
        [{"NIP": RUDI["NIP"], "Tahun": "2024", "Hasil Kerja": "Sesuai Ekspektasi"}],
        "--as",
        "appraisals",
    )
    answer = run_asn("check", "--format", "json", cwd=workspace)
    assert answer.code == 0, answer.err
    report = json.loads(answer.out)
    assert report["overall"]["people"] == 0
    assert report["overall"]["orphans"] == 1


def test_the_page_says_of_whom_a_verdict_on_the_next_post_is_counted(agency, run_asn):
    told = " ".join(run_asn("--language", "en", "check", cwd=agency).out.split())
    people = run_asn("gap", "--by", "person", "--format", "json", cwd=agency).json()["rows"]
    book = run_asn("check", "--format", "json", cwd=agency).json()
    found = re.search(r"structural one \(people: ([\d,]+)\).*?none is counted \(people: ([\d,]+)\)", told)
    asked, by_way = (int(one.replace(",", "")) for one in found.groups())
    functional = re.compile(r"(ahli (pertama|muda|madya)|pemula|terampil|mahir)\b", re.IGNORECASE)
    held = sum(bool(functional.search(row["jabatan"])) for row in people)
    assert by_way == held > 0
    assert book["overall"]["open_next"] <= asked <= len(people) - by_way
