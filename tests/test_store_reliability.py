"""The quick forms of the longer trials in tests/reliability: flipped bits, kill -9, full disks, many processes, signals."""

import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the trials fork")
sys.path.insert(0, str(Path(__file__).parent / "reliability"))


def outcome(name, folder):
    trial = __import__(name).trial
    figure, faults = trial(True, folder)
    return figure, list(faults)


def test_flipped_bits_are_seen(tmp_path):
    figure, faults = outcome("store_bitflips", tmp_path)
    assert faults == []
    assert "0 undetected" in figure


@pytest.mark.parametrize(
    "name",
    [
        "first import",
        "import",
        "big import",
        "undo",
        "migrate",
        "import file",
        "export",
    ],
)
def test_a_kill_or_a_full_disk_leaves_the_old_state_or_the_new_one(tmp_path, monkeypatch, name):
    import store_kill

    monkeypatch.setattr(store_kill.tempfile, "tempdir", None)
    monkeypatch.setattr(
        store_kill, "SCENARIOS", [scenario for scenario in store_kill.SCENARIOS if scenario.name == name]
    )
    figure, faults = outcome("store_kill", tmp_path)
    assert faults == []
    assert figure.startswith("11 kill")


def test_many_processes_lose_nothing(tmp_path):
    assert outcome("store_concurrent", tmp_path)[1] == []


def test_signals_take_an_import_back(tmp_path):
    assert outcome("store_signals", tmp_path)[1] == []


def test_the_trial_sees_a_store_that_hides_damage(tmp_path):
    """The bit flips are no show: whoever finds everything sound fails."""
    import random

    import store_bitflips

    store = tmp_path / "asn.db"
    store_bitflips.fill(store)
    assert len(store_bitflips.undetected(store, store, 20, random.Random(1), lambda _: False)) == 20
