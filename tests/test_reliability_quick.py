"""The short form of every reliability script; `make reliability` runs the full ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "reliability"
SCRIPTS = [
    path
    for path in sorted(HERE.glob("*.py"))
    if path.name != "run.py"
    and not path.name.startswith("test_")
    and "if __name__ ==" in path.read_text(encoding="utf-8")
]
PAGE = HERE.parents[1] / "docs" / "reliability.md"
# Scripts whose full form finds a fault that is not mended yet; see reliability/test_found.py. Mended: take the name out.
FAULTS_KNOWN: frozenset[str] = frozenset()
# The trials of the store have their short forms in test_store_reliability.py.
OF_THE_READER = [path for path in SCRIPTS if not path.stem.startswith("store_")]


@pytest.mark.parametrize("script", OF_THE_READER, ids=lambda path: path.stem)
def test_short_form(script):
    done = subprocess.run(
        [sys.executable, str(script), "--quick"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert done.stdout.splitlines()[-1].startswith("ok: ")


@pytest.mark.skipif(not PAGE.is_file(), reason="the page has not been measured yet")
def test_the_page_has_a_line_for_every_script():
    page = PAGE.read_text(encoding="utf-8")
    assert [path.name for path in SCRIPTS if f"`{path.name}`" not in page] == []
    assert {path.stem for path in SCRIPTS if f"`{path.name}` | FAILED" in page} <= FAULTS_KNOWN
