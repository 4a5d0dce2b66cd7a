"""The same reports under three hash seeds, two time zones and two locales: every file that is written has the same bytes."""

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

from figures import ROOT, Tally, main

from few_people import write_few
from in_process import asn

SEEDS, ZONES, LOCALES = ("0", "1", "4242"), ("UTC", "Pacific/Kiritimati"), ("C", "C.UTF-8")
# What is written, after a plan of the next year was kept. The page comes last: it says what changed since a moment before.
REPORTS: dict[str, tuple[str, ...]] = {
    "gap.xlsx": ("gap",),
    "gap.csv": ("gap",),
    "gap.json": ("gap",),
    "shortlist.xlsx": ("promote-shortlist", "LOW-01"),
    "talent.xlsx": ("talent-map",),
    "plan.xlsx": ("recommend-training", "--budget", "250000000"),
    "calendar.ics": ("training-calendar", "--year", "2027"),
    "profil.pdf": ("profile", "198210012014111964"),
    "surat": ("letters", "surat-tugas"),
    "page.html": ("report",),
    "public.html": ("report", "--audience", "public"),
}
QUICK = ("gap.xlsx", "shortlist.xlsx", "calendar.ics")


def office(folder: Path) -> Path:
    """Return a workspace on few people of the sample, with a plan that is kept."""
    lists = write_few(folder / "daftar")
    kantor = folder / "kantor"
    shutil.copytree(ROOT / "data" / "samples" / "standards", kantor / "standards")
    (kantor / "config.yaml").write_text(
        "agency: Pemerintah Kota Contoh\nas_of: 2026-11-01\ntraining: {budget: 250000000, max_courses_per_person: 2}\n",
        encoding="utf-8",
    )
    for words in (("import", lists), ("recommend-training", "--from-year", "2027", "--keep", "rencana-2027")):
        done = asn(*words, cwd=kantor)
        if done.code:
            raise AssertionError(done.err)
    return kantor


def digests(
    kantor: Path, place: Path, names: tuple[str, ...], seed: str, zone: str, locale: str
) -> dict[str, str]:
    """Return the sha256 of every report written in a copy of the office at the same place, or what went wrong instead."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(kantor, place)
    told = {
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LC_ALL": locale,
        "LANG": locale,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    environment = {"PATH": os.environ["PATH"], "HOME": str(place), **told}
    found = {}
    for name in names:
        command = [sys.executable, "-m", "asnkarier", *REPORTS[name], "--output", name]
        done = subprocess.run(
            command, cwd=place, env=environment, capture_output=True, text=True, check=False
        )
        found[name] = digest(place / name) or f"exit {done.returncode}: {done.stderr[-300:]}"
    return found


def digest(made: Path) -> str:
    """Return the sha256 of a file, or of a folder's files with their names; empty where there is none."""
    files = sorted(made.iterdir()) if made.is_dir() else [made] if made.is_file() else []
    parts = [one.name.encode() + b"\0" + one.read_bytes() for one in files]
    return hashlib.sha256(b"\0".join(parts)).hexdigest() if parts else ""


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    tally, kantor = Tally(), office(folder)
    names = QUICK if quick else tuple(REPORTS)
    ways = list(itertools.product(SEEDS, ZONES, LOCALES))
    ways = [ways[0], ways[-1]] if quick else ways
    first: dict[str, str] = {}
    for way in ways:
        found = digests(kantor, folder / "di-sini", names, *way)
        first = first or found
        for name in names:
            tally.expect(len(found[name]) == 64, f"{name} under {way}: {found[name]}")
            tally.expect(found[name] == first[name], f"{name} differs under {way} from {ways[0]}")
    return (
        f"{len(names)} files under {len(ways)} combinations of seed, zone and locale: {tally.right} of {tally.trials} as expected",
        tally.faults,
    )


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", trial))
