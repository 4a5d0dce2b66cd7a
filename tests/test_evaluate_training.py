"""`asn evaluate-training` on a small office with planted effects, from its files to the table, JSON and CSV."""

import csv
import os
import statistics
from pathlib import Path

import openpyxl
import pytest

from in_process import asn
from taught_office import KINDS, NULL, PEOPLE, UNITS, WORKS, course_of, write_office

GOLDEN = Path(__file__).parent / "golden" / "evaluation"
LISTS = (
    "pegawai",
    "asesmen_2022",
    "asesmen_2024",
    "asesmen_2026",
    "asesmen_2026b",
    "diklat",
    "katalog",
    "kinerja_2023",
    "kinerja_2025",
    "survei",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = write_office(tmp_path_factory.mktemp("taught"))
    for name in LISTS:
        done = asn("import", f"{name}.csv", "--as", KINDS[name.partition("_")[0]], cwd=folder)
        assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="module")
def report(office):
    return asn("evaluate-training", "--format", "json", cwd=office).json()


def by_kode(report, table="courses"):
    return {row["kode"] or row["nama_pelatihan"]: row for row in report[table]}


@pytest.mark.parametrize(("name", "words"), [
    ("table.txt", ("--format", "table")), ("rows.csv", ("--format", "csv")), ("tabel.txt", ("--format", "table", "--language", "id")),
])  # fmt: skip
def test_the_report_has_not_changed_unnoticed(office, monkeypatch, name, words):
    """Write it anew with ASN_GOLDEN=1 and look at the difference."""
    monkeypatch.setenv("COLUMNS", "80")
    out = asn("evaluate-training", *words, cwd=office).out
    if os.environ.get("ASN_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(out, encoding="utf-8")
    assert out == (GOLDEN / name).read_text(encoding="utf-8")
    assert name.endswith(".csv") or max(map(len, out.splitlines())) <= 80


def test_what_is_planted_is_said(report):
    found = by_kode(report)
    assert {kode: row["verdict"] for kode, row in found.items()} == {
        "KOM-2": "no_sign", "INT-2": "works", "Seminar Lain": "not_enough_data",
    }  # fmt: skip
    assert found["INT-2"]["low"] <= 1 <= found["INT-2"]["high"]
    assert found["KOM-2"]["low"] <= 0 <= found["KOM-2"]["high"]
    assert found["KOM-2"]["plain_gain"] > 0.4  # what before and after alone would have said


def levels(office, name, kompetensi):
    with (office / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["NIP"]: float(row["Level"]) for row in rows if row["Kompetensi"] == kompetensi}


@pytest.mark.parametrize(("kode", "kompetensi", "course", "count"), [
    ("INT-2", "Integritas", "works", WORKS), ("KOM-2", "Komunikasi", "null", NULL),
])  # fmt: skip
def test_the_effect_is_that_of_the_files(office, report, kode, kompetensi, course, count):
    before, after = (levels(office, name, kompetensi) for name in ("asesmen_2024", "asesmen_2026"))
    change = {nip: after[nip] - before[nip] for nip in PEOPLE}
    taken = {nip: course_of(number) == course for number, nip in enumerate(PEOPLE)}
    unit = {nip: UNITS[number % 2] for number, nip in enumerate(PEOPLE)}
    others = {
        name: statistics.fmean(change[nip] for nip in PEOPLE if not taken[nip] and unit[nip] == name)
        for name in UNITS
    }
    gains = [change[nip] - others[unit[nip]] for nip in PEOPLE if taken[nip]]
    row = by_kode(report)[kode]
    assert (row["n"], row["colleagues"]) == (count, len(PEOPLE) - count)
    assert row["effect"] == pytest.approx(statistics.fmean(gains), abs=1e-6)
    assert row["plain_gain"] == pytest.approx(
        statistics.fmean(change[nip] for nip in PEOPLE if taken[nip]), abs=1e-6
    )


def test_every_participation_cites_the_cells_that_were_used(office, report):
    used = [row for row in report["participations"] if row["status"] == "used"]
    assert len(used) == WORKS + NULL
    for row in used:
        for cell, wanted in (("before_source", row["before_value"]), ("after_source", row["after_value"])):
            assert float(read_cell(office, row[cell])) == wanted
            assert read_cell(office, row[cell], "A") == row["nip"]
        assert read_cell(office, row["source"]) == row["nama_pelatihan"]


def read_cell(office, text, column=None):
    name, _, cell = text.partition(":")
    letters, row = cell.rstrip("0123456789"), int(cell.lstrip("ABCDEFGHIJ"))
    with (office / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[row - 1][ord(column or letters) - ord("A")]


def test_the_role_model_is_whose_gain_held_and_whose_appraisal_rose(office, report):
    (model,) = report["role_models"]
    assert (model["nip"], model["kompetensi"], model["now_on"]) == (PEOPLE[0], "integritas", "2026-09-07")
    assert read_cell(office, model["hasil_kerja_after_source"]) == "Di Atas Ekspektasi"
    assert read_cell(office, model["now_source"]) == "3"


def test_what_participants_and_superiors_say(office, report):
    found = {(row["kode"] or row["nama_pelatihan"], row["level"]): row for row in report["surveys"]}
    praised = found["KOM-2", 1]
    assert (praised["n"], praised["took_part"], praised["rate"], praised["mean"]) == (NULL, NULL, 100, 4.5)
    assert praised["reason"].startswith("participants praise it, yet beside colleagues there is no sign")
    tests = found["KOM-2", 2]
    assert (tests["n"], tests["gain"], tests["scale_max"]) == (NULL, 20, 100)
    assert tests["low"] < 20 < tests["high"]
    seen = found["KOM-2", 3]
    assert (seen["n"], seen["apart"], seen["status"], seen["mean"]) == (
        NULL // 2,
        NULL // 2,
        "not_enough_data",
        None,
    )
    assert found["INT-2", 1]["reason"] == "7 are fewer than 10, so no figure is given"
    assert "no training of this name" in found["Seminar Gelap", 1]["reason"]
    told = " ".join(asn("evaluate-training", "--format", "table", cwd=office).out.split())
    assert "Praise is no effect." in told
    assert "as their NIP is of nobody who counts: 1; unnamed ones stay" in told


def test_verdicts_never_rest_on_what_participants_say(office, report, tmp_path):
    other = write_office(tmp_path)
    for name in LISTS[:-1]:
        asn("import", f"{name}.csv", "--as", KINDS[name.partition("_")[0]], cwd=other)
    without = asn("evaluate-training", "--format", "json", cwd=other).json()
    assert without["rows"] == report["rows"]
    assert without["surveys"] == []
    assert any(step.startswith("asn template training_surveys") for step in without["next_steps"])


def test_why_nothing_is_said_of_a_course(report):
    reasons = {
        row["kode"] or row["nama_pelatihan"]: row["reason"]
        for row in report["rows"]
        if row["verdict"] == "not_enough_data"
    }
    assert reasons["Seminar Lain"].startswith("left out: 4, as no course of the catalogue bears the name")
    assert reasons["INT-2"].endswith("1 compared are fewer than 10, so nothing is said of it")


def test_filters_choose_participations_and_keep_the_colleagues(office):
    asked = asn(
        "evaluate-training",
        "--unit",
        UNITS[0],
        "--kompetensi",
        "Integritas",
        "--year",
        "2024",
        "--format",
        "json",
        cwd=office,
    ).json()
    (row,) = asked["courses"]
    assert (row["kode"], row["took_part"]) == ("INT-2", WORKS // 2)
    assert asked["filter"] == {"unit": UNITS[0], "kompetensi": "Integritas", "year": "2024"}
    assert asn("evaluate-training", "--year", "2019", "--format", "json", cwd=office).json()["rows"] == []
    assert asn("evaluate-training", "--kompetensi", "Terbang", cwd=office).code == 2


def test_the_policy_is_the_agency_s(office):
    config = office / "config.yaml"
    before = config.read_text(encoding="utf-8")
    try:
        config.write_text(
            before + "training: {worthwhile_gain: 0.9, least_participants: 15}\n", encoding="utf-8"
        )
        done = asn("evaluate-training", "--format", "json", cwd=office).json()
        assert by_kode(done)["INT-2"]["verdict"] == "no_sign"
        assert by_kode(done)["KOM-2"]["verdict"] == "not_enough_data"
        assert "exceeds 0.9 level; below 15 compared" in " ".join(
            asn("evaluate-training", cwd=office).out.split()
        )
        config.write_text(before + "training: {worthwhile_gain: yes}\n", encoding="utf-8")
        wrong = asn("evaluate-training", cwd=office)
        assert wrong.code == 3
        assert "a number belongs here" in wrong.err
    finally:
        config.write_text(before, encoding="utf-8")


def test_as_it_was_known_before_the_second_assessment(office):
    early = asn("evaluate-training", "--as-of", "2025-06-01", "--format", "json", cwd=office).json()
    assert {row["verdict"] for row in early["rows"]} == {"not_enough_data"}
    assert by_kode(early)["INT-2"]["reason"] == "left out: 16 not assessed after the course"
    assert early["next_steps"][0].startswith("asn template assessments")


def test_the_workbook_holds_every_table(office, tmp_path):
    file = tmp_path / "evaluasi.xlsx"
    assert asn("evaluate-training", "--output", file, cwd=office).code == 0
    names = openpyxl.load_workbook(file, read_only=True).sheetnames
    assert [name for name in names[1:-3] if not name.endswith(" – details")] == [
        "Did the training work", "What use the participations are", "All deliveries of a course", "Providers", "Years",
        "Is the gain still there later", "Ratings beyond colleagues", "What participants and superiors", "What is said of courses",
        "What is said of providers", "What is said by year", "Role models", "Participants and colleagues",
    ]  # fmt: skip


def test_without_trainings_it_says_what_to_bring(tmp_path):
    folder = write_office(tmp_path)
    asn("import", "pegawai.csv", "--as", "employees", cwd=folder)
    done = asn("evaluate-training", cwd=folder)
    assert done.code == 2
    assert "asn import riwayat_diklat.xlsx --as trainings" in done.err


def test_before_the_first_list_of_trainings_it_says_of_which_day_that_is(tmp_path):
    folder = write_office(tmp_path)
    asn("import", "pegawai.csv", "--as", "employees", cwd=folder)
    asn("import", "diklat.csv", "--as", "trainings", "--as-of", "2026-06-01", cwd=folder)
    done = asn("--language", "en", "evaluate-training", "--as-of", "2019-01-01", cwd=folder)
    assert done.code == 2
    assert "no list of trainings is as old as 2019-01-01; the first one is of 2026-06-01" in done.err
    assert "--as trainings" not in done.err


def test_one_recap_of_assessments_is_not_enough_and_says_what_to_bring(agency):
    done = asn("--language", "en", "evaluate-training", "--format", "json", cwd=agency).json()
    assert done["rows"]
    assert {row["verdict"] for row in done["rows"]} == {"not_enough_data"}
    assert done["next_steps"][1] == "asn import rekap_asesmen.xlsx --as assessments"
    assert done["next_step_reasons"][0]["reason_code"] == "step_assess_twice"
    assert {row["status"] for row in done["uses"]} == {"no_before", "no_after", "not_in_catalogue"}
    assert (
        sum(row["participations"] for row in done["uses"])
        == len(done["participations"])
        == done["counts"]["courses_taken"]
    )
