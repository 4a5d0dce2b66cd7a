"""Whatever a report leaves open or empty, it ends with commands that run as they are printed."""

import csv
import io
import json
import shlex
import shutil

import numpy as np
import openpyxl
import pytest

from asnkarier.agency.answers.next_steps import lacks_of, lacks_of_many
from asnkarier.analysis.gates.remedies import Blocker
from asnkarier.analysis.readiness.blockers import all_blocked, blocked
from conftest import SAMPLES, make_workspace

REPORTS = [
    ("gap",),
    ("recommend-training", "--budget", "0", "--unit", "Inspektorat"),
    ("promote-shortlist", "LOW-01"),
    ("recommend-placement",),
    ("check",),
    ("history",),
]


@pytest.fixture
def office(agency, tmp_path):
    """A copy of the sample agency that may be changed."""
    folder = tmp_path / "salinan"
    shutil.copytree(agency, folder)
    return folder


def words(command):
    first, *rest = shlex.split(command)
    assert first == "asn"
    return rest


def shown_steps(text):
    """Return the commands that end a report on the screen."""
    assert "\nLangkah berikutnya\n" in text
    tail = text.rpartition("\nLangkah berikutnya\n")[2]
    return [line.strip() for line in tail.splitlines() if line.startswith("    asn ")]


@pytest.mark.parametrize("command", REPORTS, ids=lambda one: one[0])
def test_every_report_says_its_next_steps_in_json_and_never_in_csv(agency, run_asn, command):
    told = run_asn(*command, "--format", "json", cwd=agency).json()
    assert [step for one in told["next_step_reasons"] for step in one["commands"]] == told["next_steps"]
    for one in told["next_step_reasons"]:
        assert one["reason"]
        assert one["reason_code"].startswith("step_")
    # Everything was imported, and no post of the sample agency stays empty.
    assert told["next_steps"] or command in (("history",), ("recommend-placement",))
    text = run_asn(*command, "--format", "csv", cwd=agency).out
    assert "asn " not in text
    assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1


def test_the_screen_ends_with_the_steps_of_the_json(agency, run_asn):
    told = run_asn("gap", "--format", "json", cwd=agency).json()
    assert shown_steps(run_asn("gap", cwd=agency).out) == told["next_steps"]


def test_every_step_that_is_printed_runs(office, run_asn):
    steps = []
    for command in REPORTS:
        steps += run_asn(*command, "--format", "json", cwd=office).json()["next_steps"]
    assert len(set(steps)) >= 8
    for step in dict.fromkeys(steps):
        done = run_asn(*words(step), cwd=office)
        blank = step == "asn standards import skj.xlsx"  # nothing has been filled in yet, which is said
        assert done.code == int(blank), (step, done.err)


def test_a_file_that_is_there_is_not_written_again(office, run_asn):
    first = run_asn("gap", "--format", "json", cwd=office).json()["next_steps"]
    blank = next(step for step in first if step.startswith("asn template assessments"))
    assert run_asn(*words(blank), cwd=office).code == 0
    again = run_asn("gap", "--format", "json", cwd=office).json()["next_steps"]
    assert again == [step for step in first if step != blank]


def test_the_remarks_of_the_workbook_hold_the_steps_and_what_is_leaned_on(agency, run_asn, tmp_path):
    told = run_asn("check", "--format", "json", cwd=agency).json()
    file = tmp_path / "kesiapan.xlsx"
    assert run_asn("check", "-o", file, cwd=agency).code == 0
    remarks = openpyxl.load_workbook(file)["Keterangan"]
    cells = [str(cell.value) for row in remarks.iter_rows() for cell in row if cell.value is not None]
    assert set(told["next_steps"]) <= set(cells)
    assert told["leans_on"]
    for one in told["leans_on"]:
        assert any(text.startswith(f"{one['mark']}  ") for text in cells)


def test_nobody_known_names_the_inbox_or_a_blank_list(workspace, run_asn):
    stop = run_asn("gap", cwd=workspace)
    assert stop.code == 4
    steps = [line.strip() for line in stop.err.splitlines() if line.startswith("    asn ")]
    assert steps == ["asn template employees --output pegawai.xlsx", "asn import pegawai.xlsx --as employees"]
    for step in steps:
        assert run_asn(*words(step), cwd=workspace).code == 0
    assert run_asn("history", "--format", "json", cwd=workspace).json()["next_steps"] == []
    (workspace / "inbox").mkdir()
    shutil.copy(SAMPLES / "pegawai_siasn.csv", workspace / "inbox")
    stop = run_asn("gap", cwd=workspace)
    steps = [line.strip() for line in stop.err.splitlines() if line.startswith("    asn ")]
    assert stop.code == 2
    assert steps == ["asn import inbox/pegawai_siasn.csv"]
    assert run_asn(*words(steps[0]), cwd=workspace).code == 0
    assert run_asn("gap", cwd=workspace).code == 0


def test_appraisals_that_nobody_has_are_named_though_they_open_nothing_alone(workspace, run_asn):
    assert run_asn("import", SAMPLES / "pegawai_siasn.csv", cwd=workspace).code == 0
    told = run_asn("check", "--format", "json", cwd=workspace).json()
    people = told["overall"]["people"]
    named = [one for one in told["next_step_reasons"] if one["reason_code"] == "step_appraisal"]
    assert [one["reason_facts"] for one in named] == [
        {"people": people, "of": people, "year": year} for year in ("2024", "2025")
    ]
    assert "asn template appraisals --output rekap_ekinerja_2025.xlsx" in told["next_steps"]
    assert f"{people} dari {people} pegawai belum mempunyai penilaian kinerja tahun 2025" in " ".join(
        run_asn("check", cwd=workspace).out.split()
    )
    together = [one for one in told["fix_sets"] if "fact_appraisal" in json.dumps(one["facts_facts"])]
    assert together
    assert all(one["size"] > 1 for one in together)
    vacancies = ["asn template vacancies --output lowongan.xlsx", "asn import lowongan.xlsx --as vacancies"]
    assert told["next_steps"][-2:] == vacancies


def test_no_vacancies_and_no_courses_say_what_to_bring(workspace, run_asn):
    run_asn("import", SAMPLES / "pegawai_siasn.csv", cwd=workspace)
    for command, kind in (("recommend-placement", "vacancies"), ("recommend-training", "courses")):
        stop = run_asn(command, cwd=workspace)
        assert stop.code == 2
        assert f"    asn template {kind} --output " in stop.err
        assert f" --as {kind}" in stop.err


def test_history_has_the_same_columns_in_every_format(agency, run_asn):
    head = run_asn("history", "--format", "csv", cwd=agency).out.splitlines()[0].split(",")
    shown = run_asn("history", "--columns", ",".join(head[:4]), "--limit", "2", cwd=agency)
    assert shown.code == 0, shown.err
    assert run_asn("history", "--sort", "-rejected", "--limit", "2", cwd=agency).code == 0
    cut = run_asn("history", "--columns", "batch,file", "--format", "csv", cwd=agency).out
    assert cut.splitlines()[0] == "batch,file"


def test_explain_for_a_post_gives_its_requirements_as_csv(agency, run_asn):
    nip = run_asn("gap", "--format", "json", cwd=agency).json()["rows"][0]["nip"]
    told = run_asn("explain", nip, "--for", "LOW-01", "--format", "json", cwd=agency).json()
    text = run_asn("explain", nip, "--for", "LOW-01", "--format", "csv", cwd=agency).out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["rule_id"] for row in rows] == [one["rule_id"] for one in told["findings"]]
    assert [row["result"] for row in rows] == [one["result"] for one in told["findings"]]
    text = run_asn("explain", nip, "--format", "csv", cwd=agency).out
    assert "kompetensi" in text.splitlines()[0].split(",")


def test_notes_that_say_the_same_of_many_rows_are_one_line(tmp_path, run_asn):
    office = make_workspace(tmp_path / "kantor")
    nips = [f"19800317200501{number}" for number in range(1901, 1913)]
    rows = "".join(f"{nip};Orang {chr(65 + at)};III/d;Arsiparis;Bidang Baru\n" for at, nip in enumerate(nips))
    (office / "pegawai.csv").write_text(f"NIP;Nama;Golongan;Jabatan;Unit Kerja\n{rows}", encoding="utf-8")
    rows = "".join(f"{nip};Bidang Lama;2025;Baik\n" for nip in nips)
    (office / "skp.csv").write_text(f"NIP;Unit Kerja;Tahun;Predikat\n{rows}", encoding="utf-8")
    assert run_asn("import", "pegawai.csv", cwd=office).code == 0
    said = run_asn("import", "skp.csv", "--as", "appraisals", cwd=office).err
    lines = [line for line in said.splitlines() if "[UNIT-LAIN]" in line]
    assert len(lines) == 1
    assert "(12 baris menyatakan demikian)" in lines[0]
    assert lines[0].count("B2") == 1


def test_a_step_names_the_workspace_that_the_command_named(office, run_asn, tmp_path):
    elsewhere = tmp_path / "tempat lain"
    elsewhere.mkdir()
    told = run_asn("--config", office / "config.yaml", "gap", "--format", "json", cwd=elsewhere).json()
    assert told["next_steps"]
    for step in told["next_steps"][:2]:
        assert step.startswith(f"asn --config {office / 'config.yaml'} ")
        assert run_asn(*words(step), cwd=elsewhere).code == 0


def test_what_many_posts_wait_for_is_what_their_rows_say_together():
    dice = np.random.default_rng(3)
    kinds = np.array(["assess", "register", "field", "standard", ""], dtype=object)
    found = []
    for _ in range(12):
        people = np.sort(dice.choice(40, 15, replace=False))
        kind = "register" if dice.random() < 0.3 else dice.choice(kinds, len(people))
        target = "trainings" if dice.random() < 0.3 else dice.choice(["a", "b", "golongan"], len(people))
        found.append(Blocker(people, "data_missing", kind, target))
    rows = [blocked(one.people, "next", one.reason, one.kind, one.target) for one in found]
    told = lacks_of_many(iter(found), 40)
    assert told == lacks_of(all_blocked(rows))
    assert len(told) > 4
    assert lacks_of_many(iter(()), 40) == []
