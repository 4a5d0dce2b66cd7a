"""What it costs to ask about one person of an agency: `explain`, `explain --for`, `profile` and `gap --nip`, as whole processes.

`python benchmarks/one_person.py --people 400 20000` writes and imports an agency of `benchmarks/agency.py` for each number of people and prints a
line per command: processor seconds (median of `--runs`), peak memory, the ratio to the first agency, and the same where the facts of
everybody are read, as they were before. `--out PAGE` puts the lines into that page.
"""

import argparse
import csv
import resource
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from agency import write_agency
from run import ASN, PYTHON, run_costs, tell
from synthetic.build import build_agency

SEED = 7
AS_OF = date(2026, 11, 1)
TARGET = 1.5
TITLE = "# One person"
HEAD = "| people | command | CPU s | MB | to the first | target | everybody read: CPU s | MB |\n|--:|---|--:|--:|--:|--:|--:|--:|"
# A structural post whose condition compares posts, one whose condition does not, and a functional one with many holders.
COMMANDS = {
    "explain NIP": ("explain", "{nip}"),
    "explain NIP --for LOW-01 (Kepala Bidang)": ("explain", "{nip}", "--for", "LOW-01"),
    "explain NIP --for LOW-03 (Kepala Dinas)": ("explain", "{nip}", "--for", "LOW-03"),
    "explain NIP --for LOW-10 (Guru Ahli Muda)": ("explain", "{nip}", "--for", "LOW-10"),
    "profile NIP": ("profile", "{nip}"),
    "gap --nip NIP --format json": ("gap", "--nip", "{nip}", "--format", "json"),
}
WHOLE = """
import functools
from asnkarier.workflows import explain_person, measure_gaps
for one, name in ((explain_person, "explain_person"), (measure_gaps, "measure_gaps")):
    setattr(one, name, functools.partial(getattr(one, name), everybody=True))
from asnkarier.cli.entry import main
main()
"""


def office(folder: Path, people: int) -> str:
    """Write and import an agency, and return the NIP of somebody in the middle of it."""
    write_agency(build_agency(people, SEED, AS_OF), folder / "data")
    config = f"as_of: {AS_OF}\nlanguage: en\npaths: {{standards: data/standards}}\n"
    (folder / "config.yaml").write_text(config, encoding="utf-8")
    subprocess.run([*ASN, "import", "data"], cwd=folder, check=True, capture_output=True)
    with (folder / "data" / "pegawai_siasn.csv").open(encoding="utf-8", newline="") as file:
        nips = sorted(row["NIP BARU"].lstrip("'") for row in csv.DictReader(file, delimiter="|"))
    return nips[len(nips) // 2]


def costs(words: list[str], folder: Path, runs: int) -> tuple[float, float]:
    """Return the median of the processor seconds and the largest peak memory."""
    found = [run_costs(words, folder) for _ in range(runs)]
    return statistics.median(seconds for seconds, _ in found), max(peak for _, peak in found)


def lines(sizes: list[int], runs: int, *, whole: bool) -> Iterator[str]:
    """Yield a line per agency and command."""
    first: dict[str, float] = {}
    for people in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            # In a process of its own: what the agency takes here would count as memory of every command after it.
            make = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import one_person; from pathlib import Path"
            code = f"{make}; print(one_person.office(Path({str(folder)!r}), {people}))"
            nip = subprocess.run(
                [PYTHON, "-c", code], check=True, capture_output=True, text=True
            ).stdout.strip()
            for name, words in COMMANDS.items():
                asked = [word.format(nip=nip) for word in words]
                seconds, peak = costs([*ASN, *asked], folder, runs)
                first.setdefault(name, seconds)
                before = ("", "")
                if whole:
                    much, memory = costs([PYTHON, "-c", WHOLE, *asked], folder, runs)
                    before = (f"{much:.2f}", f"{memory:.0f}")
                ratio = f"× {seconds / first[name]:.2f}"
                yield f"| {people:,} | `{name}` | {seconds:.2f} | {peak:.0f} | {ratio} | ≤ × {TARGET} | {before[0]} | {before[1]} |"


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[400, 20_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--narrow", action="store_true", help="only as the commands are, not with everybody read"
    )
    parser.add_argument("--out", type=Path)
    words = parser.parse_args()
    text = [f"## `python benchmarks/one_person.py --people {' '.join(map(str, words.people))}`", "", HEAD]
    print(HEAD)
    tell(lines(words.people, words.runs, whole=not words.narrow), text, words.out, TITLE)
    print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime:.0f} s of processor time")


if __name__ == "__main__":
    main()
