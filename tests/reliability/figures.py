"""What every script here needs: its options, a workspace, the importer, and one line that says how it went."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from asnkarier.agency.workspace import Workspace
from asnkarier.catalog import loader as catalog
from asnkarier.catalog.types import Catalog
from asnkarier.cli import app
from asnkarier.rules import loader
from asnkarier.rules.rulebook import RuleBook
from asnkarier.settings import load_settings
from asnkarier.workflows.importing.import_files import import_files
from asnkarier.workflows.importing.job import ImportRequest
from asnkarier.workflows.importing.summary import FileOutcome, ImportSummary

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "data" / "samples"
SHARED = ROOT.parent / "shared"
AS_OF = date(2026, 11, 1)
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
_SHOWN = 20


@dataclass
class Tally:
    """How many trials went as expected, and a line for each that did not."""

    trials: int = 0
    faults: list[str] = field(default_factory=list)

    def expect(self, is_so: bool, fault: str) -> bool:
        self.trials += 1
        if not is_so:
            self.faults.append(fault)
        return is_so

    @property
    def right(self) -> int:
        return self.trials - len(self.faults)


def main(title: str, trial: Callable[[bool, Path], tuple[str, Sequence[str]]]) -> int:
    """Run `trial(quick, folder)`; it returns its figures in words and the faults found. The last line is the result."""
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--quick", action="store_true", help="a form of a few seconds")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory(prefix="asn-keandalan-") as name:
        figure, faults = trial(quick, Path(name))
    for fault in faults[:_SHOWN]:
        print(f"  {fault}")
    if len(faults) > _SHOWN:
        print(f"  … and {len(faults) - _SHOWN} more")
    print(f"{'FAILED' if faults else 'ok'}: {figure}")
    return 1 if faults else 0


def make_workspace(folder: Path) -> Workspace:
    """Return a workspace on the sample standards; law and standards are read once and shared with `another`."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SAMPLES / "standards", folder / "standards")
    config = folder / "config.yaml"
    config.write_text(f"agency: Pemerintah Kota Contoh\nas_of: {AS_OF}\n", encoding="utf-8")
    return Workspace(folder, load_settings(config), AS_OF)


def another(workspace: Workspace, folder: Path) -> Workspace:
    """Return a workspace with an empty store in `folder` that shares the law and standards already read."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Workspace(folder, workspace.settings, workspace.as_of, wait=workspace.wait)
    # The law is read from YAML in a good half second; several hundred trials need it once.
    fresh.__dict__["rulebook"] = workspace.rulebook
    fresh.__dict__["catalog"] = workspace.catalog
    if not (folder / "standards").exists():
        (folder / "standards").symlink_to(workspace.standards_folder, target_is_directory=True)
    return fresh


def read_once() -> None:
    """Let every command run in this process share one reading of law and standards, and one list of commands.

    They take longer than the answer of a small agency. A script that calls this changes none of them on the way.
    """
    law, standards, known = loader.load_rulebook, catalog.load_catalog, {}

    def law_once(own: Path | None, choices: Mapping[str, str], *, checks: Mapping[str, object]) -> RuleBook:
        key = own, tuple(sorted(choices.items()))
        if key not in known:
            known[key] = law(own, choices, checks=checks)
        return known[key]

    def standards_once(folder: Path, **words: object) -> Catalog:
        key = folder, repr(sorted(words.items(), key=str))
        if key not in known:
            known[key] = standards(folder, **words)
        return known[key]

    loader.load_rulebook, catalog.load_catalog = law_once, standards_once
    app.build = cache(app.build)


def put_in(workspace: Workspace, paths: Sequence[Path], **words: object) -> ImportSummary:
    """Import files as `asn import` would."""
    return import_files(workspace, list(paths), ImportRequest(now=NOW, **words))  # type: ignore[arg-type]


def look_at(workspace: Workspace, path: Path, **words: object) -> FileOutcome:
    """Read one file and store nothing."""
    return put_in(workspace, [path], dry_run=True, **words).files[0]


def error_codes(outcome: FileOutcome) -> set[str]:
    return {problem.code for problem in outcome.problems if problem.severity == "error"}


@contextmanager
def emptied(folder: Path) -> Iterator[Path]:
    """Give a folder that is empty now and gone afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


sys.path.insert(0, str(ROOT / "tests"))  # for the workbooks that the tests write byte by byte
