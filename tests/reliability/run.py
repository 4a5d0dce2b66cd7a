"""Run every reliability script and write what it found to docs/reliability.md.

    python tests/reliability/run.py [--quick] [--only hostile zoo …]

With --only, the lines of the other scripts stay as their own last run wrote them, each with the version it ran on.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs" / "reliability.md"
AT_ONCE = 2
_RUNS = "if __name__ =="
_TITLE = re.compile(r'\A"""(.+?)(?:\n\n|""")', re.DOTALL)
_LINE = re.compile(
    r"^\| (?P<what>.+?) \| `(?P<name>\w+)\.py` \| (?P<figure>.+?) \| (?P<seconds>[\d.]+) \| (?P<version>.+?) \|$"
)
HEAD = """# Reliability

Measured, not claimed: each line is the last line that its script printed. `make reliability` runs them all again; a script that finds
anything wrong fails, and says so here. A short form of each is `make reliability-quick`, which the checks run.

| what | script in `tests/reliability/` | figure | seconds | version |
|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    what: str
    name: str
    figure: str
    seconds: float
    version: str

    def __str__(self) -> str:
        return f"| {self.what} | `{self.name}.py` | {self.figure} | {self.seconds:.0f} | {self.version} |"


def scripts() -> list[Path]:
    """Return every script here that can be run by itself, but this one and the tests."""
    found = [
        path
        for path in sorted(HERE.glob("*.py"))
        if path != Path(__file__) and not path.name.startswith("test_")
    ]
    return [path for path in found if _RUNS in path.read_text(encoding="utf-8")]


def title_of(path: Path) -> str:
    match = _TITLE.match(path.read_text(encoding="utf-8"))
    return " ".join(match[1].split()) if match else path.stem


def run_script(path: Path, *, quick: bool) -> tuple[Line, str]:
    """Return the line of a script and everything it said when it failed."""
    started = time.monotonic()
    known = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, str(path), *(["--quick"] if quick else [])],
        capture_output=True,
        text=True,
        check=False,
        env=known,
    )
    seconds = time.monotonic() - started
    said = [line for line in done.stdout.splitlines() if line.strip()]
    figure = said[-1].removeprefix("ok: ") if said else "FAILED: no result"
    if done.returncode and not figure.startswith("FAILED"):
        figure = f"FAILED: {figure}"
    line = Line(title_of(path), path.stem, figure.replace("|", "/"), seconds, version())
    return line, "" if not done.returncode else f"{path.name}\n{done.stdout}{done.stderr[-3000:]}"


def version() -> str:
    """Return the day and the short name of the version that is checked out."""
    done = subprocess.run(
        ["git", "log", "-1", "--format=%cs %h"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "no version"


def machine() -> str:
    """Return what the figures ran on, without naming it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GB of "
        f"memory, up to {AT_ONCE} scripts at once."
    )


def kept_lines() -> dict[str, Line]:
    """Return the lines of the page as it is."""
    if not PAGE.is_file():
        return {}
    matches = filter(None, map(_LINE.match, PAGE.read_text(encoding="utf-8").splitlines()))
    return {
        m["name"]: Line(m["what"], m["name"], m["figure"], float(m["seconds"]), m["version"]) for m in matches
    }


def run_all(chosen: Sequence[Path], *, quick: bool) -> Iterator[tuple[Line, str]]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for line, said in pool.map(lambda path: run_script(path, quick=quick), chosen):
            print(line, flush=True)
            yield line, said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="the short forms; the page is left as it is")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these scripts")
    words = parser.parse_args()
    known = scripts()
    chosen = [path for path in known if not words.only or path.stem in words.only]
    if not (words.only or words.quick):
        PAGE.unlink(missing_ok=True)
    failures = []
    for line, said in run_all(chosen, quick=words.quick):
        failures += [said] if said else []
        if not words.quick:  # after each script, so that an interrupted run keeps what it has
            lines = kept_lines() | {line.name: line}
            table = "\n".join(str(lines[path.stem]) for path in known if path.stem in lines)
            PAGE.write_text(f"{HEAD}{table}\n\n{machine()}\n", encoding="utf-8")
    for said in failures:
        sys.stderr.write(f"\n{said}\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
