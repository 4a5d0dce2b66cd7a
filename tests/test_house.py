"""The rules of the house, kept by tests: floors, empty rooms' doors, light start, no clock and no law in Python."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "asnkarier"
MODULES = sorted(SOURCE.rglob("*.py"))
HEAVY = ("pandas", "numpy", "scipy", "openpyxl", "xlsxwriter", "sqlite3", "pydantic_settings")


def python(code: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)


def loaded_after(words: list[str], names: tuple[str, ...]) -> set[str]:
    code = f"""
import sys
sys.argv = ["asn", *{words!r}]
from asnkarier.cli.entry import main
try:
    main()
except SystemExit:
    pass
print("LOADED", [name for name in {names!r} if name in sys.modules])
"""
    done = python(code)
    assert done.returncode == 0, done.stderr
    return set(re.findall(r"'(\w+)'", done.stdout.rsplit("LOADED", 1)[1]))


@pytest.mark.parametrize("words", [["--help"], ["gap", "--help"], ["import", "--help"], ["rules", "--help"]])
def test_help_loads_nothing_heavy(words):
    assert loaded_after(words, HEAVY) == set()


def test_version_loads_not_even_typer():
    assert loaded_after(["--version"], ("typer", "rich", *HEAVY)) == set()


def test_the_package_runs_as_the_command_does():
    done = python(
        "import runpy, sys; sys.argv = ['asn', '--version']; runpy.run_module('asnkarier', run_name='__main__')"
    )
    assert re.fullmatch(r"asn \d+\.\d+.*\n", done.stdout), done.stderr


def test_floors_are_kept():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_rooms_have_empty_init_files():
    rooms = [path for path in SOURCE.rglob("__init__.py") if path.parent != SOURCE]
    assert rooms
    assert [path for path in rooms if path.read_text()] == []


def test_no_drawer_modules():
    drawers = {"utils", "helpers", "common", "core", "manager", "base", "misc", "tools"}
    assert [path for path in MODULES if path.stem in drawers or path.parent.name in drawers] == []


def test_no_clock_below_cli():
    clock = re.compile(r"date\.today\(|datetime\.now\(|time\.time\(|utcnow\(")
    below = [path for path in MODULES if "cli" not in path.relative_to(SOURCE).parts]
    assert [path for path in below if clock.search(path.read_text())] == []


def test_no_number_of_the_law_in_python():
    law = re.compile(r"(>=|<|>|<=) ?(80|68|90|78|56|58|60|65)(\.0)?\b|\b0\.68\b")
    rooms = ("analysis", "rules", "workflows", "catalog")
    judged = [path for path in MODULES if path.relative_to(SOURCE).parts[0] in rooms]
    assert judged
    assert [path for path in judged if law.search(path.read_text())] == []


def test_files_stay_readable():
    assert [path.name for path in MODULES if len(path.read_text().splitlines()) > 300] == []


def test_every_error_has_an_exit_code():
    from asnkarier import errors
    from asnkarier.cli.exits import Exit, exit_code

    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.AsnkarierError)
    ]
    codes = {kind.__name__: exit_code(kind("x")) for kind in kinds if kind is not errors.AsnkarierError}
    assert Exit.BUG not in codes.values()
    assert codes["StoreLocked"] == Exit.BUSY
    assert codes["StoreError"] == Exit.STORE
    assert codes["DataRejected"] == Exit.DATA


def test_locks_name_no_host():
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text()
        assert "--hash=sha256:" in lock.read_text()
