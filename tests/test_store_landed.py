"""A store that the landed version wrote (schema 2): it opens, keeps a copy and its chain, and says what it said.

On a day before a later list it says more now: what that list tells of earlier days (decision 0017).
"""

import gzip
import json
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from asnkarier.model.frames import PROVENANCE, TABLES
from asnkarier.store.opening.transactions import sqlite3
from asnkarier.store.store import Store
from asnkarier.store.trust.sumfile import sum_path
from asnkarier.store.verification import verify
from store_samples import JAN, A, person, put

LANDED = Path(__file__).parent / "golden" / "store_schema2"
TOLD = json.loads((LANDED / "told.json").read_text(encoding="utf-8"))
LATER = {
    "assessment_results",
    "credit_points",
    "competency_tests",
    "training_plan",
    "standard_inputs",
    "training_surveys",
    "mentoring_pairs",
    "training_requests",
    "formation",
}  # tables that the landed version did not have
LATER_FIELDS = {
    "trainings": {"status"},
    "employees": {"akhir_kontrak", "krs"},
    "appraisals": {"atasan_nip"},
    "courses": {
        "penyelenggara",
        "jalur",
        "jadwal",
        "tanggal_mulai",
        "tanggal_selesai",
        "sumber_dana",
        "kompetensi_lain",
    },
}
DAYS = [date.fromisoformat(day) for day in TOLD["levels"]]


@pytest.fixture
def path(tmp_path):
    """The landed store with its sum; TOLD is what its own code read from it, and the facts whose own day had come."""
    path = tmp_path / "asn.db"
    path.write_bytes(gzip.decompress((LANDED / "store.db.gz").read_bytes()))
    shutil.copy(LANDED / "sum.txt", sum_path(path))
    return path


def shown(frame, table):
    later = LATER_FIELDS.get(table, set())
    assert frame[[name for name in TABLES[table].columns if name in later]].isna().all(axis=None)
    names = [name for name in TABLES[table].columns if name not in later]
    part = frame[[*names, *PROVENANCE]].astype(object)
    return [
        [None if value is None or value != value else str(value) for value in row]  # noqa: PLR0124
        for row in part.where(part.notna(), None).itertuples(index=False)
    ]


def test_it_is_sound_and_waits_to_be_brought_up_to_date(path):
    assert [(finding.part, finding.grave) for finding in verify(path, 0)] == [("schema", False)]


@pytest.mark.parametrize("mode", ["r", "w"])
def test_it_says_what_it_said(path, mode):
    before = path.read_bytes()
    with Store.open(path, mode=mode) as store:
        assert store.older_copy == path.with_name("asn.db.schema2.bak")
        for day in DAYS:
            assert store.fingerprint(day) == TOLD["fingerprint"][day.isoformat()]
            for table in TABLES:
                said = [] if table in LATER else TOLD["frames"][f"{table} {day}"]
                assert shown(store.load(table, day), table) == said
            assert shown(store.load_latest_levels(day), "assessments") == TOLD["levels"][day.isoformat()]
    with closing(sqlite3.connect(path.with_name("asn.db.schema2.bak"))) as copy:
        assert copy.execute("SELECT value FROM meta").fetchall() == [("2",)]
        assert copy.serialize()[100:] == before[100:]


def test_its_chain_stays_and_goes_on(path):
    with Store.open(path) as store:
        batches = store.batches()
        assert [[b.batch_id, b.kind, b.table, b.status, b.digest] for b in batches] == TOLD["batches"]
        assert store.verify() == []
        assert put(store, "employees", "baru", [person(A)]).batch_id == len(batches) + 1
        assert store.verify() == []
        assert len(store.load("employees", JAN)) > 0
    assert verify(path, 0) == []
