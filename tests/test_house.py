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


def test_every_decision_has_a_number_of_its_own():
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert sorted(numbers) == [f"{number:04d}" for number in range(1, len(numbers) + 1)]


def test_no_drawer_modules():
    drawers = {"utils", "helpers", "common", "core", "manager", "base", "misc", "tools"}
    assert [path for path in MODULES if path.stem in drawers or path.parent.name in drawers] == []


# One file per entry, and no entry knows another: these lists may be as long as there are entries.
FLAT_LISTS = {"cli/commands", "reports/books", "analysis/gates/checks", "workflows", "workflows/requests"}
MOST_MODULES = 14


def modules_of_folders():
    folders = sorted({path.parent for path in MODULES})
    return {
        folder.relative_to(SOURCE).as_posix(): [
            path.stem for path in folder.glob("*.py") if path.stem != "__init__"
        ]
        for folder in folders
    }


def test_a_folder_is_a_room_not_a_corridor():
    found = modules_of_folders()
    assert len(found) > 20
    assert FLAT_LISTS - {"analysis/gates/checks"} <= set(found)
    full = {name: len(stems) for name, stems in found.items() if len(stems) > MOST_MODULES}
    assert {name: count for name, count in full.items() if name not in FLAT_LISTS} == {}


def test_no_file_repeats_the_name_of_its_folder():
    repeated = [
        f"{name}/{stem}"
        for name, stems in modules_of_folders().items()
        for stem in stems
        for word in (name.rsplit("/", 1)[-1],)
        if stem.startswith((f"{word}_", f"{word.removesuffix('s')}_")) and name != "."
    ]
    assert repeated == []


def test_no_clock_below_cli():
    clock = re.compile(r"date\.today\(|datetime\.now\(|time\.time\(|utcnow\(")
    below = [path for path in MODULES if "cli" not in path.relative_to(SOURCE).parts]
    assert [path for path in below if clock.search(path.read_text())] == []


def test_no_number_of_the_law_in_python():
    law = re.compile(r"(>=|<|>|<=) ?(80|68|90|78|56|58|60|65)(\.0)?\b|\b0\.68\b")
    rooms = ("analysis", "rules", "agency", "workflows", "catalog")
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
