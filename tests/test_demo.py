"""`asn demo`: the whole job in an empty folder, the same bytes each time, from a checkout and from an installed wheel."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

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


def test_demo_does_the_whole_job(tmp_path, run_asn):
    done = run_asn("demo", "kota", cwd=tmp_path)
    assert done.code == 0, done.err
    assert set(workbooks(tmp_path / "kota")) == WORKBOOKS
    assert re.search(r"asn explain \d{18}", done.err)
    assert "11/11" in done.err
    assert "Pujian bukan dampak." in done.out  # the evaluation is among the tables on screen
    for path in (tmp_path / "kota").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_demo_again_in_its_own_folder_gives_the_same_bytes(tmp_path, run_asn):
    assert run_asn("-q", "demo", "kota", cwd=tmp_path).code == 0
    before = workbooks(tmp_path / "kota")
    assert run_asn("-q", "demo", "kota", cwd=tmp_path).code == 0
    assert workbooks(tmp_path / "kota") == before


def test_demo_speaks_english(tmp_path, run_asn):
    done = run_asn("--language", "en", "demo", "city", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "what to try next" in done.err


def test_what_the_demo_suggests_works(tmp_path, run_asn):
    done = run_asn("-q", "demo", "kota", cwd=tmp_path)
    lines = [line.split() for line in done.err.splitlines() if re.match(r"  \S*asn ", line)]
    assert len(lines) >= 4
    for words in lines:
        assert run_asn(*words[1:], cwd=tmp_path / "kota").code == 0, words


def test_wheel_holds_the_samples_the_law_and_the_catalogues(tmp_path):
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
    ):
        assert needed in names, needed
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]
    run_from_wheel(wheel, tmp_path)


def run_from_wheel(wheel: Path, folder: Path) -> None:
    """Run the demo with the wheel alone on the path, beside the libraries of this environment."""
    unpacked = folder / "unpacked"
    zipfile.ZipFile(wheel).extractall(unpacked)
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    code = (
        f"import sys; sys.path[:] = [{str(unpacked)!r}] + [p for p in sys.path if 'site-packages' not in p] + [{libraries!r}]\n"
        "sys.argv = ['asn', '-q', 'demo', 'kota']\n"
        "from asnkarier.cli.entry import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert set(workbooks(folder / "kota")) == WORKBOOKS
