"""`asn rollup`: many stores, each counted by itself; what cannot be counted is told and the rest counts."""

import csv
import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from asnkarier.errors import OutputError, UsageError
from asnkarier.workflows.rollup import running
from asnkarier.workflows.rollup.one_agency import Asked, count_agency
from asnkarier.workflows.rollup.running import answers
from conftest import make_workspace
from in_process import asn

DAY = date(2026, 11, 1)
LIST = "pegawai_siasn.csv"
STORE = ".asn/asnkarier.db"


def people_file(few_lists, folder, keep):
    """Write the list of employees with only some of its lines, and return the folder."""
    head, *lines = (few_lists / LIST).read_text(encoding="utf-8").splitlines(keepends=True)
    folder.mkdir()
    (folder / LIST).write_text("".join([head, *keep(lines)]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def province(tmp_path_factory, few_lists):
    """Two agencies that share the people of the sample out, and one that has them all; each with the same standards."""
    root = tmp_path_factory.mktemp("provinsi")
    halves = {"a": lambda rows: rows[::2], "b": lambda rows: rows[1::2], "union": lambda rows: rows}
    for name, keep in halves.items():
        lists = people_file(few_lists, root / f"lists-{name}", keep)
        group = root if name == "union" else root / "kabkota"
        office = make_workspace(group / name)
        (office / "config.yaml").write_text(f"agency: Kota {name}\nas_of: 2026-11-01\n", encoding="utf-8")
        others = sorted(few_lists.glob("unor*")) if name == "union" else ()
        done = asn("import", lists, *others, cwd=office)
        assert done.code == 0, done.err
    return root


def rollup(root, *words):
    return asn("--as-of", DAY, "rollup", *words, "--jobs", "1", "--format", "json", cwd=root)


def counted(folder, config="config.yaml"):
    return count_agency(Asked(str(folder / config), str(folder), DAY, 0.2))


def test_two_agencies_come_to_what_the_union_of_their_people_comes_to(province):
    parts, whole = rollup(province, "kabkota"), rollup(province, "union")
    assert (parts.code, whole.code) == (0, 0), parts.err
    for key in ("rows", "gaps"):
        for told, expected in zip(parts.json()[key], whole.json()[key], strict=True):
            agencies = told.pop("agencies"), expected.pop("agencies")
            assert agencies == (2, 1) or (key, agencies) == (
                "gaps",
                (1, 1),
            )  # one that no post of the other asks
            assert told == expected
    assert [one["agency"] for one in parts.json()["by_agency"]] == ["Kota a", "Kota b"]


def test_nobody_is_named_and_numbers_of_processes_do_not_matter(province, few_lists):
    serial = rollup(province, "kabkota")
    pool = asn("--as-of", DAY, "rollup", "kabkota", "--jobs", "2", "--format", "json", cwd=province)
    assert pool.out == serial.out
    rows = csv.DictReader((few_lists / LIST).read_text(encoding="utf-8").splitlines(), delimiter="|")
    for row in rows:
        for value in row.values():
            if value and value.lstrip("'").isdecimal() and len(value) > 15:
                assert value.lstrip("'") not in serial.out


def test_figures_are_those_of_the_agency_s_own_reports(small_agency, tmp_path):
    told = {(one["figure"], one["of"]): one for one in rollup(tmp_path, small_agency).json()["rows"]}
    index = asn("ip-asn", "--format", "json", cwd=small_agency).json()["agency"]
    mean = told["ip_asn", ""]
    assert (round(mean["low"], 2), round(mean["high"], 2)) == (index["low"], index["high"])
    gap = asn("gap", "--by", "person", "--format", "json", cwd=small_agency).json()["summary"]
    assert told["people", ""]["value"] == gap["people"]
    short = told["standard_of_post", "below_standard"]
    assert short["low"] == gap["people_with_gap"]
    open_ = told["jpm_category", "not_known"]
    assert open_["hidden"] or open_["low"] == gap["belum_dapat_dinilai"] + gap["without_standard"]
    left = asn("retirements", "--format", "json", cwd=small_agency).json()["totals"]
    leave = told["end_of_service", "leaves_5y"]
    if not leave["hidden"]:
        assert leave["low"] <= left["people"] + left["people_open"] <= leave["high"]


@pytest.fixture
def office(province, tmp_path):
    return shutil.copytree(province / "kabkota" / "a", tmp_path / "kantor" / "a")


def test_what_cannot_be_counted_is_told_and_the_rest_counts(office):
    root = office.parent
    (root / "rusak").mkdir()
    (root / "rusak" / "config.yaml").write_text("agensi: [", encoding="utf-8")
    make_workspace(root / "kosong")
    (root / "bukan").mkdir()
    done = rollup(root, ".", "hilang", office / "config.yaml")
    assert done.code == 1
    told = done.json()
    assert told["totals"] == {"agencies": 1, "left_out": 4}
    names = [Path(one["folder"]).name for one in told["left_out"]]
    assert names == ["a", "hilang", "kosong", "rusak"]  # a is named twice, which is no failure
    lines = [line for line in done.err.splitlines() if line.startswith("asn: ")]
    assert [line.split(": ")[1] for line in lines] == ["hilang", "kosong", "rusak"]
    assert all("→" in line for line in lines[:2])
    assert "YAML-SINTAKS" in done.err
    assert "bukan" in asn("--as-of", DAY, "rollup", ".", "--jobs", "1", cwd=root).out


def test_nothing_at_all_is_the_error_of_the_first(tmp_path):
    make_workspace(tmp_path / "kosong")
    assert rollup(tmp_path, "kosong").code == 4
    assert rollup(tmp_path, "hilang").code == 2
    assert rollup(tmp_path).code == 2


def test_a_copy_of_a_store_counts_once_and_the_longer_one(office, few_lists):
    shutil.copytree(office, office.parent / "b")
    assert asn("import", next(few_lists.glob("unor*")), cwd=office.parent / "b").code == 0
    done = rollup(office.parent, ".")
    assert done.code == 0
    assert [one["folder"] for one in done.json()["by_agency"]] == ["b"]
    (aside,) = done.json()["left_out"]
    assert (aside["folder"], "b" in aside["reason"]) == ("a", True)


def test_a_store_of_an_older_version_is_left_as_it_is(office):
    store = office / STORE
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE meta SET value = '3' WHERE key = 'schema_version'")
    connection.close()
    before = store.read_bytes()
    found = counted(office)
    assert "older version" in found.reason
    assert store.read_bytes() == before
    assert not list(store.parent.glob("*.bak"))


def test_a_store_in_use_is_waited_for_and_then_told(office):
    holder = sqlite3.connect(office / STORE, isolation_level=None)
    holder.execute("PRAGMA journal_mode = DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    found = counted(office)
    holder.close()
    assert found.kind == "StoreLocked"


def test_the_day_of_import_before_the_first_list_uses_that_and_says_which(office):
    done = asn("--as-of", "2020-01-01", "rollup", ".", "--jobs", "1", "--format", "json", cwd=office.parent)
    assert done.code == 0, done.err
    assert done.json()["by_agency"][0]["listed_on"] > "2020-01-01"


def test_dask_answers_the_same(province):
    distributed = pytest.importorskip("distributed")
    asked = [Asked(str(p / "config.yaml"), p.name, DAY, 1) for p in sorted((province / "kabkota").iterdir())]
    serial = sorted(answers(count_agency, asked, jobs=1, scheduler=None), key=lambda one: one.folder)
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None, protocol="tcp") as cluster:  # fmt: skip
        address = cluster.scheduler_address
        told = sorted(answers(count_agency, asked, jobs=None, scheduler=address), key=lambda one: one.folder)
    assert told == serial


def test_a_scheduler_that_does_not_answer_and_a_missing_extra_are_one_line_each(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(running, "_PATIENCE", 0.2)
    with pytest.raises(UsageError, match="no Dask scheduler answers"):
        list(answers(len, ["a"], jobs=None, scheduler="tcp://127.0.0.1:9"))
    monkeypatch.setattr(running, "find_spec", lambda _name: None)
    with pytest.raises(OutputError, match=r"pip install"):
        list(answers(len, ["a"], jobs=None, scheduler="tcp://127.0.0.1:9"))


def test_known_at_has_no_meaning_here(office):
    assert asn("--known-at", "1", "rollup", ".", cwd=office.parent).code == 2


def test_machine_forms_are_stable(province):
    told = rollup(province, "kabkota").json()
    assert told["schema"] == "asn.rollup/1"
    assert list(told["rows"][0])[:7] == ["figure", "of", "value", "low", "high", "people", "share_low"]
    assert json.dumps(told).count("nip") == 0


def test_the_figures_stand_on_a_narrow_terminal(office, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    told = asn("--language", "id", "rollup", ".", cwd=office).out
    assert "Paling" in told
    assert "Bagian" in told
    people = len(asn("gap", "--format", "json", cwd=office).json()["rows"])
    assert any(line.split()[:2] == ["pegawai", str(people)] for line in told.splitlines())
