"""What `asn check` compares with: what was known before the newest command that imported anything."""

from dataclasses import replace
from datetime import date

import pytest

from asnkarier.agency.snapshot import load_snapshot
from asnkarier.agency.workspace import Workspace
from asnkarier.settings import Settings
from asnkarier.workflows.checking.newest_run import before_newest_run
from conftest import make_workspace
from store_samples import JAN, SHEET, A, B, C, batch, frame, person

# Three commands, the second of two files; each brings one person more.
RUNS = (("2026-02-01T00:00:00Z", [A]), ("2026-03-01T00:00:00Z", [B, C]), ("2026-04-01T00:00:00Z", [A]))


@pytest.fixture
def office(tmp_path):
    workspace = Workspace(make_workspace(tmp_path / "kantor"), Settings(), date(2026, 11, 1))
    with workspace.open_store("w") as store:
        for stamp, nips in RUNS:
            for nip in nips:
                told = batch("employees", f"{stamp}-{nip}", JAN, imported_at=stamp)
                store.add(told, frame("employees", [person(nip, nama=stamp)]), SHEET)
    return workspace


@pytest.mark.parametrize(
    "known_at, since, before",
    [
        (None, f"{RUNS[2][0]}-{A}.xlsx", [A, B, C]),
        (3, f"{RUNS[1][0]}-{B}.xlsx", [A]),
        (2, f"{RUNS[1][0]}-{B}.xlsx", [A]),
        (1, "", None),
    ],
)
def test_before_the_newest_run_known_then(office, known_at, since, before):
    with office.open_store() as store:
        then, file = before_newest_run(load_snapshot(replace(office, known_at=known_at), store), store)
        assert file == since
        assert (None if then is None else then.employees["nip"].tolist()) == before


def test_a_run_that_was_taken_back_is_not_the_newest(office):
    with office.open_store("w") as store:
        store.undo(4, now="2026-04-02T00:00:00Z", by="operator")
    with office.open_store() as store:
        then, file = before_newest_run(load_snapshot(office, store), store)
        assert file == f"{RUNS[1][0]}-{B}.xlsx"
        assert then.employees["nip"].tolist() == [A]
