"""`asn needs` on the sample agency and on small ones: against `asn gap`, against the law's form, against what is not known."""

import csv
import io
import json
from collections import defaultdict

import openpyxl
import pytest

from in_process import asn
from planned_office import LISTS, import_all, write_office
from planned_office import A as OFFICE_A

A, B, C, D = "198501152010011901", "198602162011012902", "198703172012012903", "198804182013011904"


def needs(folder, *words):
    done = asn("needs", *words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


@pytest.fixture(scope="module")
def items(agency):
    done = asn("gap", "--by", "item", "--format", "json", cwd=agency)
    return done.json()["rows"]


@pytest.mark.parametrize("by", ["kompetensi", "unit", "jabatan"])
def test_the_sample_agency_counted_again_from_its_gaps(agency, items, by):
    found = needs(agency, "--by", by)
    place = {
        "kompetensi": lambda _row: None,
        "unit": lambda row: row["unit_kerja"],
        "jabatan": lambda row: row["jabatan"],
    }[by]
    short, unknown, levels = defaultdict(int), defaultdict(int), defaultdict(float)
    for row in items:
        key = row["kompetensi"], place(row)
        short[key] += row["status"] == "gap"
        unknown[key] += row["status"] == "unassessed"
        levels[key] += -row["gap"] if row["status"] == "gap" else 0
    column = {"kompetensi": None, "unit": "unit_kerja", "jabatan": "jabatan"}[by]
    rows = {(row["kompetensi"], column and row[column]): row for row in found["rows"]}
    assert len(rows) == len(found["rows"])
    assert set(rows) == {key for key in short if short[key] or unknown[key]}
    for key, row in rows.items():
        assert (row["people_short"], row["unassessed"]) == (short[key], unknown[key])
        assert row["levels_short"] == pytest.approx(levels[key])
    assert [row["priority"] for row in found["rows"]] == list(range(1, len(rows) + 1))
    assert found["schema"] == "asn.needs/1"
    assert {
        "kompetensi",
        "unit_kerja",
        "people_short",
        "levels_short",
        "critical_posts",
        "unassessed",
        "cheapest_cost",
        "priority",
    } <= set(found["rows"][0])


def test_parts_are_the_whole(agency):
    whole, units, posts = (needs(agency, "--by", by) for by in ("kompetensi", "unit", "jabatan"))
    for one in (units, posts):
        assert one["totals"] == whole["totals"]
        for name in (
            "people_short",
            "levels_short",
            "unassessed",
            "people_uncovered",
            "cheapest_cost",
            "performance_below",
        ):
            sums = [sum(row[name] or 0 for row in found["rows"]) for found in (one, whole)]
            assert sums[0] == pytest.approx(sums[1]), name
        for name in (
            "people",
            "people_short",
            "people_unassessed",
            "performance_below",
            "performance_unknown",
            "gaps",
            "levels_short",
            "cheapest_cost",
        ):
            assert sum(row[name] or 0 for row in one["groups"]) == pytest.approx(one["totals"][name]), name
    assert sum(row["anggaran"] or 0 for row in whole["plan"]) == pytest.approx(
        whole["totals"]["cheapest_cost"]
    )
    assert sum(row["cheapest_cost"] or 0 for row in whole["rows"]) == pytest.approx(
        whole["totals"]["cheapest_cost"]
    )
    assert sum(row["people"] for row in whole["uncovered"]) == whole["totals"]["uncovered"]
    tops = [row for row in units["groups"] if row["unit_atasan"] is None]
    assert sum(row["people_total"] for row in tops) == whole["totals"]["people"]
    assert sum(row["levels_short_total"] for row in tops) == pytest.approx(whole["totals"]["levels_short"])


def test_a_part_of_the_agency_is_asked_for_as_elsewhere(agency, items):
    found = needs(agency, "--unit", "Dinas Pendidikan", "--kompetensi", "Integritas")
    assert {row["kompetensi"] for row in found["rows"]} == {"integritas"}
    everybody = asn(
        "gap", "--unit", "Dinas Pendidikan", "--by", "item", "--format", "json", cwd=agency
    ).json()["rows"]
    assert found["rows"][0]["people_short"] == sum(
        row["status"] == "gap" for row in everybody if row["kompetensi"] == "integritas"
    )
    assert found["filter"] == {"unit": "Dinas Pendidikan", "kompetensi": "Integritas"}
    assert asn("needs", "--unit", "Dinas Antariksa", cwd=agency).code == 2
    assert asn("needs", "--by", "orang", cwd=agency).code == 2


def test_the_form_of_the_law_is_a_sheet_of_its_own(agency, tmp_path):
    file = tmp_path / "kebutuhan.xlsx"
    assert asn("needs", "--by", "unit", "--output", file, cwd=agency).code == 0
    book = openpyxl.load_workbook(file)
    sheet = next(book[name] for name in book.sheetnames if name.startswith("Rencana pengembangan"))
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for heading in (
        "Jenis kompetensi",
        "Target PNS",
        "Jenis pengembangan",
        "Jalur",
        "Penyelenggara",
        "Jadwal",
        "Kesesuaian kurikulum",
        "Anggaran (Rp)",
    ):
        assert heading in cells, heading
    assert (file.stat().st_mode & 0o777) == 0o600


def test_csv_and_language(agency):
    rows = list(csv.DictReader(io.StringIO(asn("needs", "--format", "csv", cwd=agency).out)))
    english = list(
        csv.DictReader(io.StringIO(asn("--language", "en", "needs", "--format", "csv", cwd=agency).out))
    )
    sentences = {"priority_reason", "cost_reason"}
    assert [{k: v for k, v in row.items() if k not in sentences} for row in rows] == [
        {k: v for k, v in row.items() if k not in sentences} for row in english
    ]
    citations = " ".join(one["citation"] for one in needs(agency)["citations"])
    for article in ("Pasal 206", "Pasal 207 ayat (3)", "Pasal 212"):
        assert article in citations


# A small office.


def office(folder, config="", catalogue="", appraisals=True):
    folder.mkdir(exist_ok=True)
    (folder / "config.yaml").write_text(f"as_of: 2026-11-01\nlanguage: en\n{config}", encoding="utf-8")
    (folder / "standards").mkdir()
    for name, post, kritis in (("kabid", "Kepala Bidang A", "true"), ("analis", "Analis B", "false")):
        kelompok = "administrator" if name == "kabid" else "pelaksana"
        (folder / "standards" / f"{name}.yaml").write_text(
            f"jabatan: {post}\nkelompok: {kelompok}\nkompetensi:\n  integritas: {{level: 3, kritis: {kritis}}}\n  kerja_sama: {{level: 2}}\n",
            "utf-8",
        )
    files = {
        "pegawai.csv": "NIP,Nama,Status ASN,Kedudukan Hukum,Jenis Jabatan,Jabatan,Eselon,Unit Kerja\n"
        f"{A},Ani,PNS,Aktif,Struktural,Kepala Bidang A,III.b,Bidang A\n{B},Budi,PNS,Aktif,Pelaksana,Analis B,,Bidang A\n"
        f"{C},Citra,PNS,Aktif,Pelaksana,Analis B,,Bidang C\n{D},Dodi,PNS,Aktif,Pelaksana,Analis B,,Bidang C\n",
        "asesmen.csv": "NIP,Integritas,Kerja Sama,Tanggal Asesmen\n"
        f"{A},2,2,05-03-2026\n{B},2,1,05-03-2026\n{C},3,1,05-03-2026\n{D},,,05-03-2026\n",
        "katalog.csv": catalogue,
        "kinerja.csv": "NIP,Tahun,Predikat\n"
        f"{A},2024,Baik\n{A},2025,Baik\n{B},2024,Kurang\n{B},2025,Baik\n{C},2025,Baik\n" if appraisals else "",
    }  # fmt: skip
    for name, text in files.items():
        if text:
            (folder / name).write_text(text, encoding="utf-8")
            done = asn("import", name, cwd=folder)
            assert done.code == 0, done.err
    return folder


CATALOGUE = (
    "Kode,Nama Pelatihan,Jenis,Kompetensi,Level Awal,Level Akhir,Biaya,Biaya Kelas,Kuota,Penyelenggara,Jalur,Jadwal\n"
    "I3,Kursus Integritas,Kursus,Integritas,2,3,1000000,500000,30,BPSDM,,Maret 2027\n"
    "K2,Magang Kerja Sama,Magang,Kerja Sama,1,2,250000,,,,,\n"
)


def test_a_small_office_by_hand(tmp_path):
    folder = office(tmp_path, "needs: {critical: [Kepala Bidang A], critical_post_weight: 3}\n", CATALOGUE)
    found = needs(folder)
    rows = {row["kompetensi"]: row for row in found["rows"]}
    first, second = rows["integritas"], rows["kerja_sama"]
    # Ani (critical post, critical competency) and Budi are one level short; Dodi is not assessed.
    assert (first["people_short"], first["levels_short"], first["critical_posts"], first["unassessed"]) == (
        2,
        2.0,
        1,
        1,
    )
    assert (first["priority"], first["priority_class"], first["weighted_levels"]) == (
        1,
        "mendesak",
        1 * 2 * 3 + 1,
    )
    assert first["cheapest_cost"] == 2 * 1_000_000 + 500_000
    assert (
        second["people_short"],
        second["levels_short"],
        second["priority_class"],
        second["cheapest_cost"],
    ) == (2, 2.0, "biasa", 500_000)
    # Below expectation in one of two years is below; half a record is not known; who is at the standard counts nowhere here.
    assert (first["performance_below"], first["performance_unknown"]) == (1, 0)
    assert (second["performance_below"], second["performance_unknown"]) == (1, 1)
    totals = found["totals"]
    assert (totals["people"], totals["people_short"], totals["people_unassessed"]) == (4, 3, 1)
    assert (totals["performance_below"], totals["below_and_short"], totals["performance_unknown"]) == (
        1,
        1,
        2,
    )
    assert (totals["cheapest_cost"], totals["of_which_classes"], totals["proven_cheapest"]) == (
        3_000_000,
        500_000,
        True,
    )
    assert totals["reason"] is None
    plan = {row["kode"]: row for row in found["plan"]}
    assert (
        plan["I3"]["jalur"],
        plan["I3"]["jalur_source"],
        plan["I3"]["penyelenggara"],
        plan["I3"]["jadwal"],
    ) == ("klasikal", "law", "BPSDM", "Maret 2027")
    assert plan["I3"]["reason"] is None
    assert plan["I3"]["kelompok"] == "manajerial"
    assert plan["K2"]["jalur"] == "nonklasikal"
    assert plan["K2"]["reason_facts"]["fields"] == ["penyelenggara", "jadwal"]
    assert plan["I3"]["anggaran"] == 2_500_000
    assert [one["key"] for one in found["leans_on"] if one["kind"] == "agency_policy"] == ["needs.critical"]
    assert any(one["rule_id"] == "needs.critical" for one in found["citations"])


def test_critical_posts_may_be_named_by_class_and_say_when_nobody_holds_one(tmp_path):
    folder = office(tmp_path, "needs: {critical: [administrator, Camat]}\n", CATALOGUE)
    found = needs(folder, "--by", "unit")
    urgent = [row for row in found["rows"] if row["critical_posts"]]
    assert [(row["kompetensi"], row["unit_kerja"], row["priority_class"]) for row in urgent] == [
        ("integritas", "Bidang A", "mendesak")
    ]
    shown = asn("needs", cwd=folder).out
    assert "Nobody counted here holds Camat" in " ".join(shown.split())
    assert "No post is called critical" not in " ".join(shown.split())


def test_without_critical_posts_it_is_said(tmp_path):
    folder = office(tmp_path, "", CATALOGUE)
    found = needs(folder)
    assert {row["critical_posts"] for row in found["rows"]} == {0}
    assert found["rows"][0]["priority_class"] == "penting"  # the competency is critical, no post is
    assert "No post is called critical" in " ".join(asn("needs", cwd=folder).out.split())


def test_without_a_catalogue_and_appraisals_nothing_is_free_and_nobody_performs_well(tmp_path):
    folder = office(tmp_path, appraisals=False)
    found = needs(folder)
    assert {row["cheapest_cost"] for row in found["rows"]} == {None}
    assert {row["reason_code"] for row in found["plan"]} == {"no_catalogue"}
    assert {row["anggaran"] for row in found["plan"]} == {None}
    assert found["totals"]["cheapest_cost"] is None
    assert found["totals"]["levels_short"] > 0
    assert found["totals"]["reason_code"] == "needs_no_course"
    assert found["totals"]["performance_unknown"] == 4
    assert "asn import katalog_diklat.xlsx --as courses" in found["next_steps"]


def test_on_a_day_before_the_rule_of_expectations_performance_is_not_known(tmp_path):
    folder = office(tmp_path, "", CATALOGUE)
    found = json.loads(asn("--as-of", "2025-06-01", "needs", "--format", "json", cwd=folder).out)
    assert found["totals"]["performance_unknown"] == found["totals"]["people"] == 4
    assert found["totals"]["people_short"] == 0  # nothing was assessed by then
    unknown = [found["totals"][name] for name in ("levels_short", "cheapest_cost", "of_which_classes")]
    assert unknown == [None, None, None]
    assert found["totals"]["proven_cheapest"] is None
    assert found["totals"]["reason_code"] == "needs_nobody_assessed"
    shown = " ".join(asn("--as-of", "2025-06-01", "--language", "en", "needs", cwd=folder).out.split())
    assert "nobody is assessed in anything that a standard asks for" in shown
    assert {row["priority_class"] for row in found["rows"]} == {"asesmen"}


def test_a_wrong_key_is_told_with_its_place(tmp_path):
    folder = office(tmp_path)
    (folder / "config.yaml").write_text("as_of: 2026-11-01\nneeds: {kritis: [Camat]}\n", encoding="utf-8")
    done = asn("needs", cwd=folder)
    assert done.code == 3
    assert "needs.kritis" in done.err


@pytest.mark.parametrize(
    ("jadwal", "cost"), [("Agustus 2026", 900_000), ("Desember 2026", 100_000), ("TW III", 100_000)]
)
def test_no_cost_rests_on_a_course_that_is_over(tmp_path, jadwal, cost):
    head = "Kode,Nama Pelatihan,Kompetensi,Level Awal,Level Akhir,JP,Biaya,Jadwal"
    katalog = [
        head,
        f"K1,Murah,Integritas,1,2,10,100000,{jadwal}",
        "K2,Mahal,Integritas,1,2,10,900000,Maret 2027",
    ]
    asesmen = ["NIP,Kompetensi,Level,Tanggal Asesmen", f"{OFFICE_A},Integritas,1,2026-06-01"]
    folder = write_office(tmp_path, {**LISTS, "katalog": katalog, "asesmen": asesmen})
    import_all(folder, asn, "pegawai", "katalog", "asesmen")
    found = needs(folder)
    assert found["totals"]["cheapest_cost"] == cost
    told = "over count for nobody, so that no cost rests on them: 1 (K1)" in " ".join(
        asn("needs", cwd=folder).out.split()
    )
    assert told == (cost == 900_000)


def test_where_every_course_is_over_that_is_the_reason(tmp_path):
    katalog = [
        "Kode,Nama Pelatihan,Kompetensi,Level Awal,Level Akhir,JP,Biaya,Jadwal",
        "K1,Murah,Integritas,1,2,10,100000,Mei 2026",
    ]
    asesmen = ["NIP,Kompetensi,Level,Tanggal Asesmen", f"{OFFICE_A},Integritas,1,2026-06-01"]
    folder = write_office(tmp_path, {**LISTS, "katalog": katalog, "asesmen": asesmen})
    import_all(folder, asn, "pegawai", "katalog", "asesmen")
    found = needs(folder)
    assert found["totals"]["cheapest_cost"] is None
    assert [(row["kompetensi"], row["why"]) for row in found["uncovered"]] == [("integritas", "course_over")]
