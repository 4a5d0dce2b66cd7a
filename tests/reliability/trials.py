"""Inputs that were once read or answered wrongly: each again with its right answer, files and questions about posts and people."""

import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from figures import ROOT, main

FILES = ("test_sheets_trials.py", "test_trials_decisions.py")


class Counted:
    """How the tests ended, and which failed."""

    def __init__(self) -> None:
        self.ends: Counter[str] = Counter()
        self.failed: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            self.ends[report.outcome] += 1
            if report.failed:
                self.failed.append(report.nodeid)


def trial(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    del folder
    found = Counted()
    files = [str(ROOT / "tests" / name) for name in FILES[: 1 if quick else None]]
    with redirect_stdout(sys.stderr):
        pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", *files], plugins=[found])
    right, skipped = found.ends["passed"], found.ends["skipped"]
    told = f"{right + len(found.failed)} trials of inputs that once got a wrong answer, {len(found.failed)} wrong"
    return f"{told}, {skipped} without their input" if skipped else told, found.failed or (
        [] if right + skipped else ["no trial was found"]
    )


if __name__ == "__main__":
    sys.exit(main("Inputs that once got a wrong answer", trial))
