"""`asn demo`: the whole job in an empty folder, the same bytes each time, from a checkout and from an installed wheel."""

import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from asnkarier.workflows.demo import demo_steps
from in_process import asn

ROOT = Path(__file__).parents[1]
WORKBOOKS = {
    "gap.xlsx",
    "recommend-training.xlsx",
    "needs.xlsx",
    "evaluate-training.xlsx",
    "promote-shortlist.xlsx",
    "recommend-placement.xlsx",
    "recommend-placement-cascade.xlsx",
    "talent-map.xlsx",
    "succession.xlsx",
    "explain.xlsx",
}


def workbooks(folder):
    return {path.name: path.read_bytes() for path in (folder / "out").glob("*.xlsx")}


@pytest.fixture(scope="module")
def demo(tmp_path_factory, few_budgets):
    """What `asn demo kota` said, and the folder that holds `kota`; do not change it.

    The curve of budgets has three points, here and in the demo of the wheel: whole it is among the golden outputs.
    """
    folder = tmp_path_factory.mktemp("demo")
    done = asn("demo", "kota", cwd=folder)
    assert done.code == 0, done.err
    return done, folder


def test_demo_does_the_whole_job(demo):
    done, folder = demo
    assert set(workbooks(folder / "kota")) == WORKBOOKS
    assert re.search(r"asn explain \d{18}", done.err)
    assert "11/11" in done.err
    assert "Pujian bukan dampak." in done.out  # the evaluation is among the tables on screen
    for path in (folder / "kota").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_demo_again_in_its_own_folder_gives_the_same_bytes(demo, tmp_path):
    _, folder = demo
    shutil.copytree(folder / "kota", tmp_path / "kota")
    for path in (tmp_path / "kota" / "out").iterdir():
        path.write_bytes(b"")
    assert asn("-q", "demo", "kota", cwd=tmp_path).code == 0
    assert workbooks(tmp_path / "kota") == workbooks(folder / "kota")


def test_demo_speaks_english(tmp_path, monkeypatch):
    told = demo_steps

    def first_step(folder, **words):
        whole = told(folder, **words)
        return replace(whole, steps=whole.steps[:1])

    monkeypatch.setattr("asnkarier.workflows.demo.demo_steps", first_step)
    done = asn("--language", "en", "demo", "city", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "1/1 import the office's spreadsheets" in done.err
    assert "what to try next" in done.err
    assert "language: en" in (tmp_path / "city" / "config.yaml").read_text(encoding="utf-8")


def test_what_the_demo_suggests_works(demo, tmp_path):
    done, folder = demo
    shutil.copytree(folder / "kota", tmp_path / "kota")
    lines = [line.split() for line in done.err.splitlines() if re.match(r"  \S*asn ", line)]
    assert len(lines) >= 4
    for words in lines:
        assert asn(*words[1:], cwd=tmp_path / "kota").code == 0, words


def test_wheel_holds_the_samples_the_law_and_the_catalogues(tmp_path, demo):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "asnkarier/samples/pegawai_siasn.csv",
        "asnkarier/samples/standards/camat.yaml",
        "asnkarier/samples/truth.json",
        "asnkarier/samples/evaluasi/evaluasi_diklat.csv",
        "asnkarier/regulations/peraturan.yaml",
        "asnkarier/sheets/schemas/employees.yaml",
        "asnkarier/store/schema/0001_start.sql",
        "asnkarier/locale/id/LC_MESSAGES/asnkarier.mo",
        "asnkarier/workflows/blanks/config.yaml",
        "asnkarier/reports/html/templates/report.html.j2",
        "asnkarier/reports/html/templates/blocks.html.j2",
        "asnkarier/reports/html/templates/pictures.html.j2",
        "asnkarier/reports/html/templates/style.css",
        "asnkarier/reports/html/templates/script.js",
    ):
        assert needed in names, needed
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]
    run_from_wheel(wheel, tmp_path)
    assert workbooks(tmp_path / "kota") == workbooks(
        demo[1] / "kota"
    )  # another process, and the samples of the wheel


def run_from_wheel(wheel: Path, folder: Path) -> None:
    """Run the demo with the wheel alone on the path, beside the libraries of this environment."""
    unpacked = folder / "unpacked"
    zipfile.ZipFile(wheel).extractall(unpacked)
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    code = (
        f"import sys; sys.path[:] = [{str(unpacked)!r}] + [p for p in sys.path if 'site-packages' not in p] + [{libraries!r}]\n"
        "sys.argv = ['asn', '-q', 'demo', 'kota']\n"
        "from asnkarier.analysis.training.worth import curve; curve.POINTS = 3\n"  # as `few_budgets` does here
        "from asnkarier.cli.entry import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
