"""The sample agency, imported once per test process into a workspace of its own."""

import io
import json
import os
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "data" / "samples"


@dataclass
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    def json(self):
        return json.loads(self.out)


def asn(*words: object, cwd: Path) -> Ran:
    """Run the command in this process, as the entry point would, in folder `cwd`."""
    from asnkarier.cli.app import run
    from asnkarier.cli.entry import globals_first, peek_language
    from asnkarier.language import activate

    before = Path.cwd()
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    os.chdir(cwd)
    try:
        texts = globals_first([str(word) for word in words])
        activate(peek_language(texts))
        with redirect_stdout(out), redirect_stderr(err):
            code = run(texts)
    finally:
        os.chdir(before)
    out.flush()
    return Ran(int(code), out.buffer.getvalue().decode(), err.getvalue())


def make_workspace(folder: Path, extra: str = "") -> Path:
    """Write a workspace on a copy of the sample standards into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SAMPLES / "standards", folder / "standards")
    (folder / "config.yaml").write_text(
        "agency: Pemerintah Kota Contoh\nas_of: 2026-11-01\n"
        "training: {budget: 250000000, max_courses_per_person: 2}\n"
        "jobs:\n  malam:\n    - {run: import}\n    - {run: gap, formats: [xlsx, csv]}\n    - {run: recommend-training}\n"
        "    - {run: promote-shortlist}\n    - {run: recommend-placement}\n" + extra,
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def agency(tmp_path_factory) -> Path:
    """A workspace into which the whole sample agency has been imported; do not change it."""
    folder = make_workspace(tmp_path_factory.mktemp("agency"))
    done = asn("import", SAMPLES, cwd=folder)
    assert done.code == 0, done.err
    return folder


@pytest.fixture(scope="session")
def truth() -> dict:
    """The facts that the generator planted in the sample agency."""
    return json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture
def workspace(tmp_path) -> Path:
    """An empty workspace of its own, with the sample standards."""
    return make_workspace(tmp_path / "kantor")


@pytest.fixture(scope="session")
def run_asn():
    """Run `asn` in this process."""
    return asn


if sys.platform == "win32":
    os.environ.setdefault("PYTHONUTF8", "1")
