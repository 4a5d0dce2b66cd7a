"""The log of runs beside the store, one JSON object per line, for a program that collects logs (decision 0052).

No name and no NIP ever stands in it, and no sentence that could quote one: of files their digests, and their names only where the office says so
(`log.file_names`), for files are called after people too. Only under the lock of the run, so no two processes write at once.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.workflows.running.recording import StepRecord

NAME: Final = "asn.log"
_MODE: Final = 0o600
_MILLION: Final = 1_000_000


@dataclass
class Logbook:
    """The file at `path`, of at most `most` bytes; `kept` older ones stay beside it as .1, .2 … `reason`: why a line could not be written."""

    path: Path
    most: int
    kept: int
    file_names: bool = False
    job: str = ""
    reason: str = field(default="", init=False)

    @classmethod
    def of(cls, workspace: "Workspace", job: str) -> "Logbook":
        """Return the log of a job of the workspace."""
        words = workspace.settings.log
        path = workspace.store_path.with_name(NAME)
        return cls(path, round(words.megabytes * _MILLION), words.kept, words.file_names, job)

    def write(self, event: str, at: datetime, **facts: Any) -> None:
        """Add a line, whole or not at all after the next one; what stops that is kept as `reason` and stops nothing else."""
        told = {"at": at.isoformat(timespec="seconds"), "event": event, "job": self.job, "pid": os.getpid()}
        line = json.dumps({**told, **facts}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        try:
            self._turn(len(line))
            self._add(line)
        except OSError as error:
            self.reason = self.reason or error.strerror or type(error).__name__

    def step(self, number: int, done: "StepRecord", at: datetime) -> None:
        """Add the line of a step that is over."""
        self.write(
            "step",
            at,
            step=number,
            run=done.run,
            status=done.status,
            exit_code=done.exit_code,
            counts=done.counts,
            inputs=[self._file(one) for one in done.inputs],
            outputs=[self._file(one) for one in done.outputs],
        )

    def _file(self, one: Mapping[str, str]) -> dict[str, str]:
        named = ("sha256", "left", "refused", *(("file", "moved") if self.file_names else ()))
        return {name: one[name] for name in named if name in one}

    def _turn(self, more: int) -> None:
        """Let the older files move up by one where the line would make this one too large."""
        try:
            size = self.path.stat().st_size
        except FileNotFoundError:
            return
        if not size or size + more <= self.most:
            return
        for number in range(self.kept, 0, -1):
            older = self.path.with_name(f"{NAME}.{number - 1}") if number > 1 else self.path
            if older.exists():
                older.replace(self.path.with_name(f"{NAME}.{number}"))
        if not self.kept:
            self.path.unlink()

    def _add(self, line: bytes) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        descriptor = os.open(self.path, flags, _MODE)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            if size:  # a line that a killed run, or a full disk, left half
                file.seek(size - 1)
                line = line if file.read(1) == b"\n" else b"\n" + line
            while line:
                line = line[file.write(line) or 0 :]
