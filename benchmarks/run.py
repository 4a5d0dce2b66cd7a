"""Measure asn against what an analyst does today, in the same run on the same machine, and write the table.

`python benchmarks/run.py --people 20000` generates the synthetic agency, runs each command several times as a whole
process, and writes `benchmarks/results.md`: median processor seconds, peak memory, and the ratio to the peer.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from few_columns import write_few_columns

HERE = Path(__file__).parent
PYTHON = sys.executable
ASN = [PYTHON, "-c", "from asnkarier.cli.entry import main; main()"]


@dataclass(frozen=True)
class Measure:
    """Median seconds and the largest peak memory (MB) of a command's runs."""

    seconds: float
    peak_mb: float


def run_once(words: list[str], cwd: Path) -> tuple[float, float]:
    """Run a command and return its wall seconds and peak memory in MB, as the operating system counted them."""
    start = time.perf_counter()
    usage = _run(words, cwd)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def run_costs(words: list[str], cwd: Path) -> tuple[float, float]:
    """Run a command and return its processor seconds and peak memory in MB, as the operating system counted them."""
    usage = _run(words, cwd)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _run(words: list[str], cwd: Path) -> resource.struct_rusage:
    process = subprocess.Popen(words, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    stderr = process.stderr.read() if process.stderr else b""
    _pid, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    process.returncode = code
    if code != 0:
        raise SystemExit(f"{words[:4]} ended with {code}: {stderr.decode()[-800:]}")
    return usage


def measure(scripts: list[list[list[str]]], cwd: Path, runs: int, before: object = None) -> list[Measure]:
    """Run several jobs (each a list of commands) in turn, `runs` times, and return one Measure per job."""
    seconds: list[list[float]] = [[] for _ in scripts]
    peaks: list[list[float]] = [[] for _ in scripts]
    for _ in range(runs):
        for place, commands in enumerate(scripts):
            if callable(before):
                before()
            figures = [run_costs(words, cwd) for words in commands]
            seconds[place].append(sum(figure[0] for figure in figures))
            peaks[place].append(max(figure[1] for figure in figures))
    return [Measure(statistics.median(s), max(p)) for s, p in zip(seconds, peaks, strict=True)]


def workspace(folder: Path) -> None:
    """Write the workspace that the measured commands run in."""
    (folder / "config.yaml").write_text(
        "as_of: 2026-11-01\ntraining: {budget: 2000000000}\n", encoding="utf-8"
    )


def generate(people: int, folder: Path) -> float:
    """Write the synthetic agency into `folder` and return the seconds it took."""
    start = time.perf_counter()
    subprocess.run(
        [
            PYTHON,
            str(HERE / "agency.py"),
            "--people",
            str(people),
            "--seed",
            "2026",
            "--out",
            str(folder),
            "--employees-xlsx",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


# How pandas may read and write, and what is asked of asn against it: time and memory.
PEERS = (
    ("openpyxl", "openpyxl", "1/3 time, 1/2 memory at 100,000"),
    ("openpyxl", "xlsxwriter", "1/3 time, 1/2 memory at 100,000"),
    ("calamine", "xlsxwriter", "0.7 time, 1/2 memory at 100,000"),
)


def cells_in(path: Path) -> int:
    """Return how many cells of a workbook hold something."""
    sheets = openpyxl.load_workbook(path, read_only=True).worksheets
    return sum(
        cell is not None for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row
    )


def whole_job(
    people: int,
    folder: Path,
    runs: int,
    peers: Sequence[tuple[str, str, str]] = PEERS,
    inputs: tuple[str, str] = ("pegawai_siasn.xlsx", "rekap_asesmen.xlsx"),
    what: str = "whole job",
) -> tuple[list[str], dict[str, Measure]]:
    """Import employees and assessments, gap, workbook: the script of an analyst, with the libraries of `peers`, against two asn commands.

    A line says how many cells both read and each writes; `--items` are the lines with each competency of each person.
    inputs: the employees and the assessments; what: the name of the shape.
    """
    store = folder / ".asn" / "asnkarier.db"

    def fresh() -> None:
        for path in folder.glob(".asn/asnkarier.db*"):
            path.unlink()

    script = str(HERE / "peers" / "analyst_pandas.py")
    files = ["--employees", inputs[0], "--assessments", inputs[1]]

    def peer(reader: str, writer: str, items: list[str]) -> list[list[str]]:
        out = f"{reader}-{writer}{''.join(items)}.xlsx"
        words = ["--reader", reader, "--writer", writer, "--standards", "standards", "--out", out, *items]
        return [[PYTHON, script, *files, *words]]

    def ours(items: list[str]) -> list[list[str]]:
        gap = [*ASN, "gap", "--include-inactive", "-o", f"ours{''.join(items)}.xlsx", *items]
        return [[*ASN, "import", *inputs], gap]

    read = sum(cells_in(folder / name) for name in inputs)
    rows = []
    figures = {}
    for items in ([], ["--items"]):
        asked = peers if not items else peers[:1]
        jobs = [*(peer(reader, writer, items) for reader, writer, _ in asked), ours(items)]
        *theirs, mine = measure(jobs, folder, runs, fresh)
        if not store.exists():
            raise SystemExit("the import left no store")
        written = cells_in(folder / f"ours{''.join(items)}.xlsx")
        for (reader, writer, target), one in zip(asked, theirs, strict=True):
            other = cells_in(folder / f"{reader}-{writer}{''.join(items)}.xlsx")
            name = f"{what}{' with items' if items else ''}, {people:,} people (peer: {reader}, {writer})"
            rows.append(
                _row(f"{name}; {read:,} cells in, {written:,} out (peer {other:,})", mine, one, target)
            )
        figures[" ".join(["ours", *items])] = mine
    return rows, figures


def reader(folder: Path, runs: int) -> list[str]:
    """Read 100,000 rows x 20 columns: our reader against openpyxl in read-only mode."""
    target = folder / "cells.xlsx"
    make = (
        "import xlsxwriter,sys\n"
        "b=xlsxwriter.Workbook(sys.argv[1],{'constant_memory':True});s=b.add_worksheet()\n"
        "for r in range(100000):\n"
        "  for c in range(20):\n"
        "    s.write_string(r,c,f'teks {(r*7+c)%5000}') if c%2 else s.write_number(r,c,r*c/4)\n"
        "b.close()"
    )
    subprocess.run([PYTHON, "-c", make, str(target)], check=True)
    ours = (
        "import sys;from pathlib import Path\nfrom asnkarier.sheets.xlsx.workbook import Workbook\n"
        "with Workbook(Path(sys.argv[1])) as book: print(book.read(book.sheets[0]).height)"
    )
    peer = (
        "import sys,openpyxl\nws=openpyxl.load_workbook(sys.argv[1],read_only=True).active\n"
        "print(sum(1 for row in ws.iter_rows(values_only=True)))"
    )
    theirs, mine = measure(
        [[[PYTHON, "-c", peer, str(target)]], [[PYTHON, "-c", ours, str(target)]]], folder, min(runs, 3)
    )
    return [_row("reader alone, 100,000 × 20 cells", mine, theirs, "1/4 time (openpyxl read-only)")]


FRAME = """
import sys
from pathlib import Path
from asnkarier.settings import load_settings
from asnkarier.sheets.reading import ReadOptions, read_tables
from asnkarier.agency.vocabulary import reading_vocabulary
from asnkarier.agency.workspace import Workspace
settings = load_settings(Path("config.yaml"))
words = reading_vocabulary(Workspace(Path(), settings, settings.as_of))
(reading,) = read_tables(Path("pegawai_siasn.xlsx"), vocabulary=words, options=ReadOptions(as_of=settings.as_of))
Path(sys.argv[1]).write_text(str(reading.accepted.memory_usage(deep=True).sum()))
"""


def import_alone(people: int, folder: Path, half: Path, runs: int) -> list[str]:
    """Import the employees with all fields into a new store; the peer only reads the same file into a frame.

    The second line tells what twice the people add to the peak of an import, and to the frame that it stores.
    """

    def fresh() -> None:
        for path in (*folder.glob(".asn/asnkarier.db*"), *half.glob(".asn/asnkarier.db*")):
            path.unlink()

    read = "import pandas; print(len(pandas.read_excel('pegawai_siasn.xlsx', engine='openpyxl', dtype=str)))"
    theirs, mine = measure(
        [[[PYTHON, "-c", read]], [[*ASN, "import", "pegawai_siasn.xlsx"]]], folder, runs, fresh
    )
    (smaller,) = measure([[[*ASN, "import", "pegawai_siasn.xlsx"]]], half, runs, fresh)
    frames = []
    for place in (half, folder):
        run_once([PYTHON, "-c", FRAME, "frame.txt"], place)
        frames.append(float((place / "frame.txt").read_text()) / 2**20)
    more, frame = mine.peak_mb - smaller.peak_mb, frames[1] - frames[0]
    name = f"memory of an import, {people // 2:,} → {people:,} people"
    return [
        _row(f"import of {people:,} people, 69 columns (peer: pandas.read_excel)", mine, theirs, "1/2 time"),
        f"| {name} | + {more:.0f} MB | frame: + {frame:.0f} MB | {more / frame:.1f} | flat beyond the frame |",
    ]


def matching(people: int, folder: Path) -> list[str]:
    """Gap and match of many people x 12 of 300 competencies: sparse matrices against the pandas join.

    This is the calculation in memory and no command: no file is read, nothing is stored or written (see `by_command`). Both make the same data first; the seconds are those of the calculation alone, the memory that of the process.
    """
    script = str(HERE / "peers" / "match_join.py")
    found = {}
    for name in ("pandas", "asn"):
        _seconds, peak = run_once([PYTHON, script, name, str(people), "calculation.txt"], folder)
        found[name] = Measure(float((folder / "calculation.txt").read_text()), peak)
    return [
        _row(
            f"calculation in memory, no command: gap + match, {people:,} people × 12 of 300",
            found["asn"],
            found["pandas"],
            "1/5 time, < 4 GB",
        )
    ]


def by_command(people: int, folder: Path) -> list[str]:
    """What the commands take for so many people: the import of a whole agency, gaps of everybody as CSV, and as a workbook."""
    generate(people, folder)
    workspace(folder)
    inputs = ["pegawai_siasn.xlsx", "rekap_asesmen.xlsx"]
    asked = (["import", *inputs], ["gap", "-o", "gaps.csv"], ["gap", "-o", "gaps.xlsx"])
    rows = []
    for words in asked:
        seconds, peak = run_costs([*ASN, *words], folder)
        rows.append(f"| asn {' '.join(words)}, {people:,} people | {seconds:.1f} s / {peak:.0f} MB | | | |")
    return rows


def finding(people: int, folder: Path) -> list[str]:
    """Whom a mistyped NIP or name may mean, of many people; seconds of one look-up, against difflib."""
    script = str(HERE / "peers" / "find_person.py")
    found = {}
    for name in ("difflib", "asn"):
        _seconds, peak = run_once([PYTHON, script, name, str(people), "look-up.txt"], folder)
        found[name] = Measure(float((folder / "look-up.txt").read_text()), peak)
    return [
        _row(f"one of {people:,} people by a mistyped NIP or name", found["asn"], found["difflib"], "≤ 0.3 s")
    ]


def start_up(folder: Path, runs: int) -> list[str]:
    """`asn --version` against the import of typer alone."""
    theirs, mine = measure([[[PYTHON, "-c", "import typer"]], [[*ASN, "--version"]]], folder, max(runs, 5))
    return [_row("asn --version (peer: import typer)", mine, theirs, "≤ 2.5 ×")]


# Commands on the sample agency, and how much longer than `import pandas` each may take.
LIGHT = (
    ("rules list", "≤ 1.2 ×"),
    ("history", "≤ 1.2 ×"),
    ("standards list", "≤ 1.2 ×"),
    ("standards check", "≤ 1.2 ×"),
    ("doctor", "≤ 1.2 ×"),
    ("gap", "≤ 1.6 ×"),
    ("explain {nip}", "≤ 1.6 ×"),
)


def light(runs: int) -> list[str]:
    """Each command on the imported sample agency against the import of pandas alone, in turn."""
    samples = HERE.parent / "data" / "samples"
    nip = json.loads((samples / "truth.json").read_text(encoding="utf-8"))["gaps"][0]["nip"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        settings = f"as_of: 2026-11-01\npaths: {{standards: {samples / 'standards'}}}\n"
        (folder / "config.yaml").write_text(settings, encoding="utf-8")
        _run([*ASN, "import", str(samples)], folder)
        jobs = [[[*ASN, *words.format(nip=nip).split()]] for words, _ in LIGHT]
        measure(jobs, folder, 1)  # compiled code and the law lie ready, as in every run but the first
        theirs, *ours = measure([[[PYTHON, "-c", "import pandas"]], *jobs], folder, max(runs, 5))
    return [
        _row(f"asn {words.format(nip='NIP')}", mine, theirs, target)
        for (words, target), mine in zip(LIGHT, ours, strict=True)
    ]


def tell(lines: Iterable[str], text: list[str], page: Path | None, title: str) -> None:
    """Print each line as it is found, then put it with `text` before it on the page, where one is named; see `between`."""
    for line in lines:
        text.append(line)
        print(line, flush=True)
    if page:
        between(page, title, text)


def between(page: Path, title: str, lines: list[str]) -> None:
    """Put a section under the title of its script on the page, instead of the one with the same heading; the rest stays."""
    chapters = page.read_text(encoding="utf-8").strip().split("\n# ")
    name = title.removeprefix("# ")
    old = next((one for one in chapters if one.startswith(f"{name}\n")), name)
    sections = [part.strip() for part in old.split("\n## ") if not f"## {part}".startswith(f"{lines[0]}\n")]
    new = "\n\n## ".join([*sections, "\n".join(lines).removeprefix("## ")])
    kept = [one.strip() for one in chapters if one != old]
    page.write_text("\n\n# ".join([*kept, new]) + "\n", encoding="utf-8")


def _row(name: str, mine: Measure, theirs: Measure, target: str) -> str:
    return (
        f"| {name} | {mine.seconds:.2f} s / {mine.peak_mb:.0f} MB | {theirs.seconds:.2f} s / {theirs.peak_mb:.0f} MB"
        f" | {mine.seconds / theirs.seconds:.2f} / {mine.peak_mb / theirs.peak_mb:.2f} | {target} |"
    )


_HEADINGS = ("| work | asn | peer | ratio (time / memory) | target |", "|---|---|---|---|---|")


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--match-people", type=int, default=5_500_000)
    parser.add_argument("--command-people", type=int, help="only what the commands take for so many people")
    parser.add_argument("--out", type=Path, default=HERE / "results.md")
    parser.add_argument("--only-light", action="store_true", help="only the commands on the sample agency")
    words = parser.parse_args()
    if words.only_light:
        head = ["## Commands on the sample agency against `import pandas`", "", *_HEADINGS]
        tell(light(words.runs), head, words.out, "# Measured: start-up")
        return
    if words.command_people:
        with tempfile.TemporaryDirectory() as temporary:
            title = f"## `python benchmarks/run.py --command-people {words.command_people}`"
            rows = by_command(words.command_people, Path(temporary))
            tell(rows, [title, "", *_HEADINGS], words.out, "# Measured: what the commands take")
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        half = folder / "half"
        seconds = generate(words.people, folder)
        workspace(folder)
        rows, figures = whole_job(words.people, folder, words.runs)
        few = write_few_columns(folder)
        rows += whole_job(words.people, folder, words.runs, inputs=few, what="whole job, ten columns")[0]
        generate(words.people // 2, half)
        workspace(half)
        half_rows, half_figures = whole_job(words.people // 2, half, words.runs, PEERS[:1])
        growth = figures["ours"].seconds / half_figures["ours"].seconds
        rows += half_rows
        rows += [
            f"| growth: {words.people // 2:,} → {words.people:,} people | × {growth:.2f} | | | ≤ × 2.2 |"
        ]
        rows += (
            import_alone(words.people, folder, half, words.runs)
            + reader(folder, words.runs)
            + start_up(folder, words.runs)
            + light(words.runs)
            + finding(200_000, folder)
        )
        rows += matching(words.match_people, folder)
    head = [
        f"# Measured: {words.people:,} people, median of {words.runs} runs, processor seconds of whole processes",
        "",
        f"Python {platform.python_version()}, {os.cpu_count()} processors. Agency written in {seconds:.1f} s.",
        f"Command: `python benchmarks/run.py --people {words.people}`.",
        "",
        *_HEADINGS,
    ]
    text = "\n".join([*head, *rows]) + "\n"
    before = words.out.read_text(encoding="utf-8") if words.out.exists() else ""
    _, title, others = before.partition("\n# ")  # what other scripts have measured stays
    words.out.write_text(text + title + others, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
