"""What a run leaves behind: out/run.json for whoever looks today, an event in the store for whoever asks later."""

import json
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from asnkarier import __version__
from asnkarier.errors import AsnkarierError
from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.reports.files import write_file

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

SKIPPED: Final = "skipped"


@dataclass(frozen=True)
class StepRecord:
    """What became of one step: its exit code, counts and the files it wrote."""

    run: str
    exit_code: int
    status: str
    message: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    outputs: list[dict[str, str]] = field(default_factory=list)
    inputs: list[dict[str, str]] = field(default_factory=list)

    def sentence(self) -> str:
        """Return the step in one line."""
        if self.exit_code == 0 and self.status == SKIPPED:
            return message(N_("asn run: {run}: left out: {text}"), run=self.run, text=self.message)
        if self.exit_code == 0:
            return message(N_("asn run: {run}: done"), run=self.run)
        return message(
            N_("asn run: {run}: {text} (exit {code})"), run=self.run, text=self.message, code=self.exit_code
        )


@dataclass(frozen=True)
class RunRecord:
    """A whole run; `exit_code` is that of the worst step. left_out_before: place and name of what the last run of the job left out."""

    job: str
    steps: tuple[StepRecord, ...]
    left_out_before: frozenset[tuple[int, str]] = frozenset()

    def newly_left_out(self) -> list[StepRecord]:
        """Return the steps without anything to work on that the run before did not leave out: cron mails each line, every night."""
        return [
            step
            for place, step in enumerate(self.steps)
            if (step.status, step.exit_code) == (SKIPPED, 0) and (place, step.run) not in self.left_out_before
        ]

    @property
    def exit_code(self) -> int:
        """The exit code of the worst step: a fault of asn before a broken store, before bad data."""
        return max((step.exit_code for step in self.steps), default=0)

    def worst(self) -> str:
        """Return in one line the step that failed first, for the others may follow from it, and the names of the others; empty when none did.

        Rows that were set aside come after what failed.
        """
        failed = [step for step in self.steps if step.exit_code]
        if not failed:
            return ""
        first = max(failed, key=lambda step: step.exit_code > 1)
        others = ", ".join(dict.fromkeys(step.run for step in failed if step is not first))
        return first.sentence() + (message(N_("; also: {names}"), names=others) if others else "")


def run_facts(workspace: "Workspace", run: RunRecord, started: datetime, ended: datetime) -> dict[str, Any]:
    """Return `asn.run/1`."""
    return {
        "schema": "asn.run/1",
        "job": run.job,
        "started": started.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "exit_code": run.exit_code,
        "versions": {"asn": __version__, "python": platform.python_version()},
        "as_of": workspace.as_of.isoformat(),
        "rules_fingerprint": _fingerprint(workspace),
        "steps": [asdict(step) for step in run.steps],
    }


def _fingerprint(workspace: "Workspace") -> str | None:
    try:
        return workspace.rulebook.fingerprint
    except AsnkarierError:
        return None


def record_path(workspace: "Workspace") -> Path:
    """Return where the record of the last run lies."""
    return workspace.output_folder / "run.json"


def write_record(workspace: "Workspace", facts: dict[str, Any]) -> Path:
    """Write out/run.json and return where it is."""
    data = json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
    path = record_path(workspace)
    write_file(path, data.encode())
    return path


def left_out_before(workspace: "Workspace", job: str) -> frozenset[tuple[int, str]]:
    """Return place and name of the steps that the last recorded run of the job left out; none where that cannot be read."""
    return frozenset(
        (place, step["run"])
        for place, step in enumerate(_steps_before(workspace, job))
        if (step["status"], step["exit_code"]) == (SKIPPED, 0)
    )


def _steps_before(workspace: "Workspace", job: str) -> list[dict[str, Any]]:
    """Return the steps of the last run: of the store, or of out/run.json where there is no store yet."""
    if workspace.store_path.is_file():
        with suppress(AsnkarierError), workspace.open_store() as store:
            runs = [event for event in store.events("run") if event.about == job]
            if runs:
                return list(runs[-1].body["steps"])
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(record_path(workspace).read_bytes())
        return [dict(step) for step in told["steps"]] if told["job"] == job else []
    return []


def keep_event(workspace: "Workspace", facts: dict[str, Any], user: str) -> None:
    """Record the run as an event, where there is a store to record it in; StoreError when that cannot be written.

    The messages of the steps, and why a file was refused, stay out but for the code: they may quote cells, and events hold nobody's data.
    """
    if not workspace.store_path.is_file():
        return
    from asnkarier.store.records import NewEvent

    steps = [
        {name: told for name, told in step.items() if name != "message"}
        | {"inputs": [{name: told for name, told in one.items() if name != "why"} for one in step["inputs"]]}
        for step in facts["steps"]
    ]
    event = NewEvent("run", facts["started"], user, facts["job"], {**facts, "steps": steps})
    with workspace.open_store("w", doing="asn run") as store:
        store.record_event(event)
