"""Two states of the placement on the same small random agencies: is any report another one than before?

    python benchmarks/placement_equality.py make OFFICES                 # 30 agencies with the vacancies of `placement.py`
    python benchmarks/placement_equality.py write OFFICES BEFORE.json    # in the older state (its src on PYTHONPATH)
    python benchmarks/placement_equality.py compare OFFICES BEFORE.json  # in the newer one

Of each agency the placement, with its chains of moves, with a limit of moves, and the shortlists of all vacancies, all as JSON; every
second agency declares registers complete, every third judges some vacancies on other days.
"""

import csv
import hashlib
import json
import sys
from pathlib import Path

from agency import write_agency
from nights import asn_here
from placement import AS_OF, write_many
from synthetic.build import build_agency

COUNT, PEOPLE, VACANCIES = 30, 250, 6
REPORTS = {
    "placement": ("recommend-placement",),
    "cascade": ("recommend-placement", "--cascade"),
    "moves": ("recommend-placement", "--moves", "3"),
    "shortlists": ("promote-shortlist", "--all-vacancies"),
}
DECLARED = "complete_registers: [positions, trainings, hukuman_disiplin]\n"


def make(folder: Path) -> None:
    """Write and import the agencies."""
    for seed in range(COUNT):
        office = folder / f"{seed:02d}"
        agency = build_agency(PEOPLE + 5 * seed, seed, AS_OF)
        write_agency(agency, office / "data")
        (office / "data" / "lowongan.xlsx").unlink()
        listed = office / "data" / "lowongan.csv"
        write_many(listed, agency, VACANCIES)
        if not seed % 3:
            head, *rows = list(csv.reader(listed.open(encoding="utf-8")))
            days = ("", "2026-12-01", "2027-01-01", "2027-04-01")
            later = [[*row[:3], str(1 + at % 2), days[at % len(days)]] for at, row in enumerate(rows)]
            csv.writer(listed.open("w", encoding="utf-8", newline="")).writerows([head, *later])
        config = (
            f"as_of: {AS_OF}\nlanguage: en\npaths: {{standards: data/standards}}\n{DECLARED * (seed % 2)}"
        )
        (office / "config.yaml").write_text(config, encoding="utf-8")
        asn_here(office, "import", "data")


def reports(folder: Path) -> dict[str, str]:
    """Return the digest of every report by agency and name."""
    found = {}
    for office in sorted(folder.iterdir()):
        for name, words in REPORTS.items():
            asn_here(office, *words, "-o", f"{name}.json")
            found[f"{office.name} {name}"] = hashlib.sha256(
                (office / f"{name}.json").read_bytes()
            ).hexdigest()
            (office / f"{name}.json").unlink()
    return found


def main(words: list[str]) -> int:
    folder = Path(words[1])
    if words[0] == "make":
        make(folder)
        return 0
    found = reports(folder)
    if words[0] == "write":
        Path(words[2]).write_text(json.dumps(found), encoding="utf-8")
        return 0
    before = json.loads(Path(words[2]).read_text(encoding="utf-8"))
    others = [name for name in found if found[name] != before.get(name)]
    print(f"{len(found)} reports: {len(others)} are not the same to the byte")
    print("\n".join(others))
    return bool(others)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
