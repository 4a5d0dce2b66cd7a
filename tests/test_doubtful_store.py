"""A store that was changed from outside, or put back as it was, is told by whatever reads it: on the report, and by exit 4."""

import json
import shutil
import sqlite3
from contextlib import closing

import openpyxl
import pytest

from asnkarier.store.store import Store
from store_samples import JAN, A, B, person, put

READING = (
    ("gap",),
    ("promote-shortlist", "LOW-01"),
    ("recommend-training", "--unit", "Badan Kepegawaian dan Pengembangan SDM"),
    ("recommend-placement",),
    ("explain", "198210012014111964"),
    ("check",),
    ("history",),
)


@pytest.fixture(scope="module")
def changed(agency, tmp_path_factory):
    """The sample agency with one level changed by another program."""
    folder = tmp_path_factory.mktemp("doubtful") / "agency"
    shutil.copytree(agency, folder)
    with closing(sqlite3.connect(folder / ".asn" / "asnkarier.db", isolation_level=None)) as connection:
        connection.execute("UPDATE assessments SET level = 5 WHERE fact_id = 1")
    return folder


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_every_report_says_so_and_is_written_all_the_same(changed, run_asn, words):
    done = run_asn(*words, "--format", "json", cwd=changed)
    assert done.code == 4
    facts = json.loads(done.out)
    assert "asnkarier.db-sum" in facts["doubt"]
    assert list(facts)[:2] == ["schema", "doubt"]
    assert facts["doubt"] in done.err


def test_people_read_it_on_the_first_line(changed, run_asn, tmp_path):
    done = run_asn("gap", "--by", "unit", cwd=changed)
    assert done.code == 4
    assert "asnkarier.db" in "".join(done.out.lstrip().splitlines()[:3])
    file = tmp_path / "gap.xlsx"
    assert run_asn("gap", "--by", "unit", "--output", file, cwd=changed).code == 4
    first = openpyxl.load_workbook(file).worksheets[0]
    told = next(cell.value for row in first.iter_rows() for cell in row if cell.value)
    assert "asnkarier.db-sum" in told


def test_csv_stays_csv(changed, agency, run_asn):
    done = run_asn("gap", "--by", "unit", "--format", "csv", cwd=changed)
    whole = run_asn("gap", "--by", "unit", "--format", "csv", cwd=agency)
    assert (done.code, whole.code) == (4, 0)
    assert done.out.splitlines()[0] == whole.out.splitlines()[0]
    assert "asnkarier.db-sum" in done.err
    assert whole.err == ""


def test_a_batch_run_goes_on_and_is_exit_four(changed, run_asn):
    (changed / "config.yaml").write_text(
        "as_of: 2026-11-01\njobs:\n  pagi:\n    - {run: gap}\n    - {run: recommend-placement}\n"
    )
    done = run_asn("run", cwd=changed)
    assert done.code == 4
    steps = json.loads((changed / "out" / "run.json").read_text(encoding="utf-8"))["steps"]
    assert [(step["run"], step["exit_code"]) for step in steps] == [
        ("gap", 4), ("recommend-placement", 4), ("record", 4),
    ]  # fmt: skip
    assert steps[0]["outputs"]
    assert "asnkarier.db-sum" in steps[0]["message"]


# ── what the store itself says ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "employees", "a", [person(A)])
    return path


def doubt(path):
    with Store.open(path, mode="r") as store:
        assert len(store.load("employees", JAN)) >= 1
        return None if store.doubt is None else str(store.doubt)


def test_a_sound_store_is_in_no_doubt_while_others_write(path):
    assert doubt(path) is None
    with Store.open(path, mode="r") as reader, Store.open(path) as writer:
        for number in range(4):
            put(writer, "employees", f"b{number}", [person(B, nama=f"Nama {number}")])
        assert writer.doubt is None
        assert reader.doubt is None
        assert len(reader.load("employees", JAN)) == 1
        with Store.open(path, mode="r") as later:
            assert later.doubt is None


def test_an_older_copy_put_back_is_told(path, tmp_path):
    shutil.copy(path, tmp_path / "copy")
    with Store.open(path) as store:
        put(store, "employees", "b", [person(B)])
    shutil.copy(tmp_path / "copy", path)
    assert "older than its sum" in doubt(path)


def test_a_bit_that_nobody_reads_is_told(path):
    data = bytearray(path.read_bytes())
    place = next(place for place in range(8192, len(data)) if not any(data[place : place + 64])) + 32
    data[place] ^= 4
    path.write_bytes(data)
    assert "do not agree" in doubt(path)


def test_without_a_sum_nothing_is_said(path):
    path.with_name("asn.db-sum").unlink()
    assert doubt(path) is None
