"""What a placement of many vacancies costs: processor time and peak memory of the whole command, and of all shortlists.

`python benchmarks/placement.py` measures `VACANCIESxPEOPLE` of `SIZES` on agencies of `benchmarks/agency.py`, with as many
vacancies as asked: posts that people hold there, structural and functional ones, all open from the first day of the next
year. `python benchmarks/placement.py 50x5000 ...` only these. Every line is a process of its own, so that its memory is
its own; `--shortlists` measures `promote-shortlist --all-vacancies` as well, `--out PAGE` puts the table into that page.
"""

import argparse
import csv
import json
import random
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from agency import write_agency
from run import ASN, run_costs, tell
from synthetic.build import Agency, build_agency

SEED = 2026
AS_OF = date(2026, 11, 1)
# Vacancies x people -> the seconds and MB that were asked for (None: nothing was).
SIZES: dict[str, tuple[float, float] | None] = {
    "50x5000": None,
    "200x20000": (20.0, 600.0),
    "2000x20000": (120.0, 2000.0),
}
TITLE = "# Placement of many vacancies"
HEAD = "| what | CPU s | MB | filled | objective | to the target |\n|---|--:|--:|--:|--:|---|"


def write_many(path: Path, agency: Agency, count: int) -> None:
    """Write a list of so many vacancies, each post at most once before any comes again; half structural, half functional."""
    dice = random.Random(SEED)
    held = sorted({(one.post.jenis, one.post.jabatan, one.post.unit) for one in agency.people})
    kinds = [[one for one in held if one[0] == jenis] for jenis in (1, 2)]
    for kind in kinds:
        dice.shuffle(kind)
    half = count // 2
    chosen = [kinds[number < half][number % len(kinds[number < half])] for number in range(count)]
    opens = date(AS_OF.year + 1, 1, 1).isoformat()
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = (
            (f"V-{number:04d}", jabatan, unit, 1, opens)
            for number, (_, jabatan, unit) in enumerate(chosen, 1)
        )
        csv.writer(file).writerows([("Kode", "Jabatan", "Unit Kerja", "Jumlah", "TMT"), *rows])


def office(folder: Path, vacancies: int, people: int) -> None:
    """Write a workspace and import an agency with so many people and vacancies."""
    agency = build_agency(people, SEED, AS_OF)
    write_agency(agency, folder / "data")
    (folder / "data" / "lowongan.xlsx").unlink()
    write_many(folder / "data" / "lowongan.csv", agency, vacancies)
    config = f"as_of: {AS_OF}\nlanguage: en\npaths: {{standards: data/standards}}\n"
    (folder / "config.yaml").write_text(config, encoding="utf-8")
    subprocess.run([*ASN, "import", "data"], cwd=folder, check=False, capture_output=True)


def lines(size: str, folder: Path, *, shortlists: bool) -> Iterator[str]:
    """Yield the lines of one size."""
    vacancies, people = (int(part) for part in size.split("x"))
    office(folder, vacancies, people)
    asked = SIZES.get(size)
    yield line(f"placement {size}", folder, ["recommend-placement"], asked)
    if shortlists:
        yield line(f"shortlists {size}", folder, ["promote-shortlist", "--all-vacancies"], None)


def line(told: str, folder: Path, words: list[str], asked: tuple[float, float] | None) -> str:
    """Run a command as a process of its own and return its line."""
    out = f"{words[0]}.json"
    seconds, peak = run_costs([*ASN, *words, "-o", out], folder)
    report = json.loads((folder / out).read_text(encoding="utf-8"))
    totals = report.get("totals", {})
    filled, objective = totals.get("filled", ""), totals.get("objective", "")
    ratio = "" if asked is None else f"× {seconds / asked[0]:.2f} / {peak / asked[1]:.2f}"
    return f"| {told} | {seconds:.1f} | {peak:.0f} | {filled} | {objective} | {ratio} |"


def main() -> None:
    """Measure, print, and put the table into the page of results when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=[], help="VACANCIESxPEOPLE")
    parser.add_argument("--shortlists", action="store_true")
    parser.add_argument("--keep", type=Path, help="leave the (last) workspace in this new folder")
    parser.add_argument("--out", type=Path, help="the page to put the table into")
    words = parser.parse_args()
    sizes = words.sizes or list(SIZES)
    text = [f"## `python benchmarks/placement.py {' '.join(words.sizes)}`".replace(" `", "`"), "", HEAD]
    print(HEAD, flush=True)
    tell(_of_sizes(sizes, words.keep, shortlists=words.shortlists), text, words.out, TITLE)


def _of_sizes(sizes: Sequence[str], keep: Path | None, *, shortlists: bool) -> Iterator[str]:
    for size in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = keep or Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            yield from lines(size, folder, shortlists=shortlists)


if __name__ == "__main__":
    main()
