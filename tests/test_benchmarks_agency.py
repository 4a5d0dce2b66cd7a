"""The synthetic agency: same bytes every time, in real layouts, each file consistent with the others."""

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from agency_files import (
    SAMPLES,
    day,
    read_appraisals,
    read_employees,
    read_history,
    read_nominatif,
    read_truth,
    rows_of,
)

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "agency.py"
HEADER = Path(__file__).parents[1].parent / "shared" / "formats" / "siasn_export_header.txt"
MATRIX = {
    ("atas", "atas"): "Sangat Baik",
    ("atas", "sesuai"): "Baik",
    ("sesuai", "atas"): "Baik",
    ("sesuai", "sesuai"): "Baik",
    ("bawah", "sesuai"): "Butuh Perbaikan",
    ("bawah", "atas"): "Butuh Perbaikan",
    ("sesuai", "bawah"): "Kurang",
    ("atas", "bawah"): "Kurang",
    ("bawah", "bawah"): "Sangat Kurang",
}


def write(out, *more, hash_seed="0"):
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, str(SCRIPT), "--out", str(out), *more]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment)


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def test_same_arguments_give_the_same_bytes(tmp_path):
    for name, seed in (("a", "1"), ("b", "2")):
        assert write(tmp_path / name, "--people", "300", "--employees-xlsx", hash_seed=seed).returncode == 0
    first, second = files_of(tmp_path / "a"), files_of(tmp_path / "b")
    assert first.keys() == second.keys()
    digests = [{n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in f.items()} for f in (first, second)]
    assert digests[0] == digests[1]
    assert "pegawai_siasn.xlsx" in first


def test_another_seed_gives_other_people_but_the_same_planted_ones(tmp_path):
    write(tmp_path, "--people", "300", "--seed", "7")
    other = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    here = read_truth()
    assert other["only_eligible"] == here["only_eligible"]
    assert other["unassessed"] != here["unassessed"]


def test_too_few_people_are_refused(tmp_path):
    result = write(tmp_path, "--people", "100")
    assert result.returncode == 2
    assert "at least" in result.stderr


def test_samples_are_what_the_generator_writes(tmp_path):
    assert write(tmp_path, "--people", "400", "--seed", "2026").returncode == 0
    fresh, committed = files_of(tmp_path), files_of(SAMPLES)
    assert {name for name in committed if not name.startswith("evaluasi/")} - {"README.md"} == fresh.keys()
    for name, path in fresh.items():
        assert content(path) == content(committed[name]), name


def test_what_the_demo_evaluates_is_what_its_generator_writes(tmp_path):
    script = SCRIPT.with_name("evaluated.py")
    subprocess.run([sys.executable, script, tmp_path], check=True)
    fresh, committed = files_of(tmp_path), files_of(SAMPLES / "evaluasi")
    assert fresh.keys() == committed.keys()
    assert all(path.read_bytes() == committed[name].read_bytes() for name, path in fresh.items())


def content(path):
    """Give what must not change: the members of a workbook, or the bytes of any other file."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:  # the compression library may differ between machines
        return {info.filename: book.read(info) for info in book.infolist()}


def test_samples_stay_small():
    assert sum(path.stat().st_size for path in files_of(SAMPLES).values()) < 1_500_000


@pytest.fixture
def employees():
    return read_employees()


def test_nip_agrees_with_birth_sex_and_appointment(employees):
    assert len(employees) == 400
    for nip, row in employees.items():
        assert re.fullmatch(r"\d{18}", nip)
        assert int(nip[15:]) >= 900
        assert day(row["TANGGAL LAHIR"]).strftime("%Y%m%d") == nip[:8]
        assert nip[14] == {"M": "1", "F": "2"}[row["JENIS KELAMIN"]]
        started = day(row["TMT CPNS"])
        pppk = row["STATUS CPNS PNS"] == "PPPK"
        assert nip[8:14] == (f"{started.year}21" if pppk else f"{started:%Y%m}")
        assert started < date(2026, 11, 1)


@pytest.mark.skipif(not HEADER.exists(), reason="the list of real headings is not here")
def test_siasn_columns_are_the_real_ones():
    first = (SAMPLES / "pegawai_siasn.csv").read_text(encoding="utf-8").splitlines()[0]
    assert first == HEADER.read_text(encoding="utf-8").strip()


def test_nip_cells_are_text_everywhere():
    for path in SAMPLES.glob("*.xlsx"):
        sheet = openpyxl.load_workbook(path).active
        heads = {
            c.value: c.column for row in sheet.iter_rows(max_row=8) for c in row if c.value in ("NIP", "nip")
        }
        for column in heads.values():
            kinds = {
                cell.data_type for (cell,) in sheet.iter_rows(min_col=column, max_col=column) if cell.value
            }
            assert kinds == {"s"}, path.name


def test_predikat_follows_the_matrix():
    written = Counter()
    for pair, predikat in read_appraisals().values():
        assert predikat in (None, MATRIX[pair])
        written[predikat] += 1
    assert written[None] > 0
    assert all(written[name] > 0 for name in ("Sangat Baik", "Baik", "Butuh Perbaikan"))
    assert 0.9 * 800 < len(read_appraisals()) < 800


def test_history_ends_in_the_current_post(employees):
    history, nominatif = read_history(), read_nominatif()
    assert history.keys() == employees.keys()
    for nip, rows in history.items():
        *_, newest = rows
        assert [row["Sampai"] for row in rows].count(None) == 1
        assert newest["Sampai"] is None
        assert newest["Jabatan"] == nominatif[nip]["Jabatan"]
        assert day(newest["TMT Jabatan"]) == day(employees[nip]["TMT JABATAN"])
        assert all(old["Sampai"] == new["TMT Jabatan"] for old, new in itertools.pairwise(rows))
        assert all(row["TMT Jabatan"] < (row["Sampai"] or "2026-11-02") for row in rows)


def test_units_form_one_tree_and_hold_everybody(employees):
    rows = rows_of("unor.xlsx")
    ids = {row["ID"]: row["ID_ATASAN"] for row in rows}
    assert len(ids) == len(rows)
    assert [unit for unit, parent in ids.items() if parent is None] == [rows[0]["ID"]]
    assert all(parent in ids for parent in ids.values() if parent)
    names = {row["NAMA_UNOR"] for row in rows}
    assert len(names) == len(rows)
    for row in employees.values():
        assert {row["UNOR NAMA"], row["SATUAN KERJA INDUK NAMA"]} <= names
        assert row["UNOR ID"] in ids


def test_structural_posts_have_one_holder_and_vacant_ones_none(employees):
    held = Counter(r["JABATAN NAMA"] for r in employees.values() if r["JENIS JABATAN ID"] == "1")
    assert max(held.values()) == 1
    vacant = {row["Jabatan"].upper() for row in rows_of("lowongan.xlsx")}
    assert not vacant & held.keys()


def test_catalogue_steps_and_prerequisites():
    courses = rows_of("katalog_diklat.xlsx")
    codes = {course["Kode"] for course in courses}
    assert len(codes) == len(courses) >= 30
    for course in courses:
        assert course["Level Akhir"] == course["Level Awal"] + 1
        assert course["Prasyarat"] is None or course["Prasyarat"] in codes
        assert course["Minimal Peserta"] <= course["Kuota"]


def test_training_history_merges_the_person():
    sheet = openpyxl.load_workbook(SAMPLES / "riwayat_diklat.xlsx").active
    merged = {area.min_col for area in sheet.merged_cells.ranges}
    assert merged == {1, 2, 3}
