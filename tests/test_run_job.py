"""`asn run`: what cron calls. One lock, every step trapped, a record always, quiet when all is well."""

import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from asnkarier.store.store import Store

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


@pytest.fixture
def office(workspace, few_lists):
    """A workspace whose inbox holds the sample lists of few people."""
    shutil.copytree(few_lists, workspace / "inbox")
    return workspace


def record(folder):
    return json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))


def outputs(folder):
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir() if path.name != "run.json"}


def test_a_good_run_is_quiet_and_recorded(office, run_asn):
    done = run_asn("run", "malam", cwd=office)
    assert (done.code, done.out, done.err) == (0, "", "")
    facts = record(office)
    assert facts["schema"] == "asn.run/1"
    assert facts["exit_code"] == 0
    assert facts["as_of"] == "2026-11-01"
    assert len(facts["rules_fingerprint"]) == 64
    assert [step["run"] for step in facts["steps"]] == [
        "import", "gap", "recommend-training", "promote-shortlist", "recommend-placement",
    ]  # fmt: skip
    assert len(facts["steps"][0]["inputs"]) == 10
    assert facts["steps"][0]["counts"]["rows"] > 700
    written = {output["file"] for step in facts["steps"] for output in step["outputs"]}
    assert written == set(outputs(office))
    assert {"gap.xlsx", "gap.csv", "shortlist-low_01.xlsx"} <= written
    for path in (office / "out").iterdir():
        assert path.stat().st_mode & 0o777 == 0o600


def test_the_same_inputs_again_change_nothing(office, run_asn):
    assert run_asn("run", cwd=office).code == 0
    before, facts = outputs(office), record(office)
    assert run_asn("run", cwd=office).code == 0
    assert outputs(office) == before
    again = record(office)
    assert [step["outputs"] for step in again["steps"]] == [step["outputs"] for step in facts["steps"]]
    assert again["steps"][0]["counts"]["accepted"] == 0
    assert len(run_asn("history", "--format", "json", cwd=office).json()["rows"]) == 11


def without_shortlists(office):
    """Take from the job the step that takes longest, where the others are the matter."""
    config = office / "config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("    - {run: promote-shortlist}\n", ""), encoding="utf-8")


def wants_a_strange_vacancy(office):
    """Let the step of placements ask for a vacancy that the list does not have."""
    config = office / "config.yaml"
    text = config.read_text(encoding="utf-8")
    strange = "{run: recommend-placement, options: {vacancies: [TIDAK-ADA]}}"
    config.write_text(text.replace("{run: recommend-placement}", strange), encoding="utf-8")


def test_a_failing_step_neither_hides_nor_stops_the_others(office, run_asn):
    without_shortlists(office)
    wants_a_strange_vacancy(office)
    done = run_asn("run", cwd=office)
    steps = {step["run"]: step for step in record(office)["steps"]}
    assert steps["gap"]["exit_code"] == 0
    assert steps["recommend-training"]["exit_code"] == 0
    assert steps["recommend-placement"]["exit_code"] == 2
    assert done.code == 2
    assert len(done.err.strip().splitlines()) == 1
    assert "recommend-placement" in done.err


def test_a_fresh_office_is_no_failure_and_every_step_left_out_is_said(workspace, run_asn):
    (workspace / "inbox").mkdir()
    done = run_asn("run", cwd=workspace)
    assert done.code == 0
    steps = record(workspace)["steps"]
    assert [step["status"] for step in steps] == ["done", *["skipped"] * 4]
    assert all(step["message"] for step in steps[1:])
    said = done.err.splitlines()
    assert [line.split(":")[1].strip() for line in said] == [step["run"] for step in steps[1:]]
    assert run_asn("-q", "run", cwd=workspace).err == ""


@pytest.mark.parametrize("stored", [False, True])
def test_a_step_left_out_is_said_once_not_every_night(workspace, run_asn, stored):
    (workspace / "inbox").mkdir()
    if stored:
        shutil.copyfile(SAMPLES / "pegawai_siasn.csv", workspace / "inbox" / "pegawai.csv")
    first = run_asn("run", cwd=workspace)
    left_out = [step["run"] for step in record(workspace)["steps"] if step["status"] == "skipped"]
    assert len(first.err.splitlines()) == len(left_out) > 1
    again = run_asn("run", cwd=workspace)
    assert (again.code, again.out, again.err) == (0, "", "")
    assert [step["run"] for step in record(workspace)["steps"] if step["status"] == "skipped"] == left_out
    assert left_out[0] in run_asn("-v", "run", cwd=workspace).err  # whoever asks is told
    # What the job did not leave out before is news; so is all of a job that never ran.
    config = workspace / "config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("jobs:\n", "jobs:\n  pagi:\n    - {run: recommend-placement}\n", 1), encoding="utf-8"
    )
    assert "recommend-placement" in run_asn("run", "pagi", cwd=workspace).err
    assert run_asn("run", "pagi", cwd=workspace).err == ""


def test_lists_that_never_came_leave_their_steps_out_and_lists_that_went_fail(workspace, run_asn):
    inbox = workspace / "inbox"
    inbox.mkdir()
    shutil.copyfile(SAMPLES / "pegawai_siasn.csv", inbox / "pegawai.csv")
    done = run_asn("run", cwd=workspace)
    status = {step["run"]: step["status"] for step in record(workspace)["steps"]}
    assert (done.code, status["gap"]) == (0, "done")
    assert {status[name] for name in ("recommend-training", "recommend-placement")} == {"skipped"}
    # Employees that were taken back, or are of a later day, are another matter.
    config = workspace / "config.yaml"
    text = config.read_text(encoding="utf-8").replace("{run: import}", "{run: check}")
    config.write_text(text, encoding="utf-8")
    assert run_asn("undo", "1", cwd=workspace).code == 0
    assert run_asn("run", cwd=workspace).code == 2
    assert {step["run"]: step["status"] for step in record(workspace)["steps"]}["gap"] == "failed"


def test_rejected_rows_are_exit_one_and_the_rest_is_done(office, run_asn):
    without_shortlists(office)
    path = office / "inbox" / "pegawai_siasn.csv"
    text = path.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines()[1:])
    nip = first.split("|")[1]
    path.write_text(text.replace(nip, "1,98501E+17", 1), encoding="utf-8")
    done = run_asn("run", cwd=office)
    assert done.code == 1
    assert record(office)["steps"][0]["counts"]["rejected"] == 1
    assert (office / "out" / "gap.xlsx").exists()
    assert nip.strip("'") not in done.err
    assert first.split("|")[3] not in done.err


def test_a_step_that_needs_a_failed_one_is_left_out(office, run_asn):
    config = office / "config.yaml"
    config.write_text(
        "as_of: 2026-11-01\njobs:\n  pagi:\n    - {run: recommend-placement}\n    - {run: gap, needs: [recommend-placement]}\n"
    )
    done = run_asn("run", "pagi", cwd=office)
    steps = {step["run"]: step for step in record(office)["steps"]}
    assert steps["gap"]["status"] == "skipped"
    assert done.code == 4


def test_a_second_run_is_told_who_holds_the_lock(office, run_asn):
    (office / ".asn").mkdir(mode=0o700, exist_ok=True)
    with FileLock(office / ".asn" / "run.lock"):
        (office / ".asn" / "run.lock-holder").write_text(
            json.dumps({"pid": 4711, "host": "server", "doing": "malam", "since": "2026-11-01T01:30:00"})
        )
        done = run_asn("--wait", "0", "run", cwd=office)
    assert done.code == 75
    assert "4711" in done.err
    assert "server" in done.err
    assert "malam" in done.err
    assert "2026-11-01T01:30:00" in done.err


def test_a_fault_of_a_step_is_recorded_without_data(office, run_asn, monkeypatch):
    from asnkarier.workflows import measure_gaps

    def broken(_workspace, _request):
        raise ValueError("198501152010011901 Rahasia")

    monkeypatch.setattr(measure_gaps, "measure_gaps", broken)
    without_shortlists(office)
    done = run_asn("run", cwd=office)
    assert done.code == 70
    text = (office / "out" / "run.json").read_text()
    assert "ValueError" in text
    assert "Rahasia" not in text + done.err
    assert "198501152010011901" not in text + done.err


def kept_runs(folder):
    with Store.open(folder / ".asn" / "asnkarier.db", mode="r") as store:
        assert store.verify() == []
        return store.events("run")


def test_a_run_is_kept_in_the_store_without_what_its_steps_say(office, run_asn):
    without_shortlists(office)
    wants_a_strange_vacancy(office)
    assert run_asn("run", cwd=office).code == 2
    assert run_asn("run", cwd=office).code == 2
    facts = record(office)
    first, second = kept_runs(office)
    assert (first.about, first.at, first.superseded_by) == ("malam", first.body["started"], None)
    assert first.known_at == second.known_at == 11
    assert {**second.body, "steps": facts["steps"]} == facts
    assert [
        {"message": step["message"], **kept}
        for kept, step in zip(second.body["steps"], facts["steps"], strict=True)
    ] == facts["steps"]
    assert "message" not in json.dumps(second.body)
    assert len(run_asn("history", "--format", "json", cwd=office).json()["rows"]) == 11


def test_a_run_without_a_store_makes_none_to_be_kept_in(office, run_asn):
    (office / "config.yaml").write_text("as_of: 2026-11-01\njobs:\n  pagi:\n    - {run: gap}\n")
    assert run_asn("run", cwd=office).code == 4
    assert [step["run"] for step in record(office)["steps"]] == ["gap"]
    assert not (office / ".asn" / "asnkarier.db").exists()


def test_a_run_that_cannot_be_kept_says_so(office, run_asn):
    (office / "config.yaml").write_text("as_of: 2026-11-01\njobs:\n  pagi:\n    - {run: gap}\n")
    assert run_asn("import", "inbox", cwd=office).code == 0
    with (office / ".asn" / "asnkarier.db").open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))
    done = run_asn("run", cwd=office)
    assert done.code == 4
    assert "record" in done.err
    step = record(office)["steps"][-1]
    assert (step["run"], step["exit_code"], step["status"]) == ("record", 4, "failed")
    assert (office / "out" / "gap.xlsx").exists()
