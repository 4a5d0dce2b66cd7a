"""Every workbook of the demo, its sums taken out and worked out anew by LibreOffice: do the values that were stored beside the formulas agree?"""

import math
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
from figures import ROOT, Tally, main

from few_people import write_few
from in_process import asn

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PERSON, POST = "198210012014111964", "LOW-01"
REPORTS: dict[str, tuple[str, ...]] = {
    "gap": ("gap",),
    "gap_by_unit": ("gap", "--by", "unit"),
    "gap_by_competency": ("gap", "--by", "kompetensi"),
    "needs": ("needs",),
    "check": ("check",),
    "plan": ("recommend-training", "--budget", "100000000"),
    "plan_of_years": ("recommend-training", "--from-year", "2027", "--years", "3", "--budget", "100000000"),
    "calendar": ("training-calendar", "--year", "2027"),
    "status": ("training-status",),
    "idp": ("idp", PERSON),
    "mentors": ("match-mentors",),
    "evaluation": ("evaluate-training",),
    "shortlist": ("promote-shortlist", POST),
    "shortlists": ("promote-shortlist", "--all-vacancies"),
    "index": ("ip-asn",),
    "review": ("review",),
    "placement": ("recommend-placement",),
    "cascade": ("recommend-placement", "--cascade"),
    "retirements": ("retirements",),
    "formation": ("formation",),
    "succession": ("succession",),
    "talent": ("talent-map",),
    "expiring": ("expiring",),
    "fairness": ("fairness", "--of", "shortlist", POST),
    "decisions": ("decisions",),
    "explain": ("explain", PERSON),
    "profile": ("profile", PERSON),
    "difference": ("diff", "2025-11-01", "2026-11-01"),
}
QUICK = ("gap_by_unit", "plan", "retirements", "talent")
STORED = re.compile(r"(<f>[^<]*</f>)<v>[^<]*</v>")


def office(folder: Path, quick: bool) -> Path:
    """Return a workspace on the sample agency (quick: few of its people), with a plan that is kept."""
    lists = write_few(folder / "daftar") if quick else ROOT / "data" / "samples"
    kantor = folder / "kantor"
    shutil.copytree(ROOT / "data" / "samples" / "standards", kantor / "standards")
    (kantor / "config.yaml").write_text(
        "agency: Pemerintah Kota Contoh\nas_of: 2026-11-01\n", encoding="utf-8"
    )
    kept = ("recommend-training", "--from-year", "2027", "--budget", "250000000", "--keep", "rencana-2027")
    for words in (("import", *_lists(lists)), kept):
        done = asn(*words, cwd=kantor)
        if done.code:
            raise AssertionError(done.err)
    return kantor


def _lists(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".xlsx", ".csv"))


def without_values(path: Path, target: Path) -> None:
    """Copy a workbook without the values that stand beside its formulas."""
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in given.namelist():
            part = given.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = STORED.sub(r"\1", part.decode()).encode()
            taken.writestr(name, part)


def worked_out(paths: list[Path], folder: Path) -> Path:
    """Return the folder where LibreOffice wrote each workbook anew."""
    bare, anew = folder / "tanpa-nilai", folder / "dihitung-lagi"
    bare.mkdir()
    for path in paths:
        without_values(path, bare / path.name)
    home = f"-env:UserInstallation={(folder / 'libreoffice').as_uri()}"
    words = [str(OFFICE), home, "--headless", "--convert-to", "xlsx", "--outdir", str(anew)]
    subprocess.run([*words, *map(str, sorted(bare.iterdir()))], check=True, capture_output=True, timeout=600)
    return anew


def compare(path: Path, anew: Path, tally: Tally) -> None:
    """Compare what stands beside each formula of `path` with what was found anew."""
    formulas, stored = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    found = openpyxl.load_workbook(anew / path.name, data_only=True)
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                was, now = (
                    stored[sheet.title][cell.coordinate].value,
                    found[sheet.title][cell.coordinate].value,
                )
                same = None not in (was, now) and math.isclose(was, now, rel_tol=1e-9, abs_tol=1e-9)
                tally.expect(
                    same,
                    f"{path.name}, {sheet.title}!{cell.coordinate} {cell.value}: {was} is stored, {now} found",
                )


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    if OFFICE is None:
        return "no LibreOffice on this machine: nothing was worked out anew", []
    tally, kantor = Tally(), office(folder, quick)
    out = folder / "buku-kerja"
    out.mkdir()
    for name in QUICK if quick else REPORTS:
        done = asn(*REPORTS[name], "--output", out / f"{name}.xlsx", cwd=kantor)
        tally.expect(done.code == 0, f"{name}: exit {done.code}: {done.err[-300:]}")
    made = sorted(out.iterdir())
    anew, before = worked_out(made, folder), tally.trials
    for path in made:
        compare(path, anew, tally)
    formulas = tally.trials - before
    tally.expect(formulas > 0, "no workbook held a formula")
    return (
        f"{formulas} formulas of {len(made)} workbooks worked out anew: {len(tally.faults)} differ",
        tally.faults,
    )


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", trial))
