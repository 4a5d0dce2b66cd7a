"""The source of the two rooms: no number of the law, and no door within reach of what only calculates."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import asnkarier

ROOMS = [Path(asnkarier.__file__).parent / name for name in ("rules", "catalog")]
# 0 and 1 count and weigh; 100 is the whole of a percentage; 9 is the number of boxes that the grid's name states.
COMMON = {0, 1, 2, 100}
ALLOWED = {
    "describe.py": {300},  # letters of a value told in a cell, no number of the law
    "lint.py": {10},  # range(1, 10): the nine boxes
    "shapes.py": {9, 40, 80},  # boxes 1-9; bounds that only catch slips of the keyboard
    "vocabulary.py": {9, 10, 20, 60, 1000, 1e9},  # the same; years and months of a policy
    "files.py": {1945, 2200, 60, 1000},  # years of a regulation; years of experience; weights
}


@pytest.mark.parametrize(
    "path", [path for room in ROOMS for path in room.glob("*.py")], ids=lambda path: path.name
)
def test_no_number_of_the_law_in_python(path):
    found = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    }
    assert found - COMMON <= ALLOWED.get(path.name, set())


@pytest.mark.parametrize(
    "module", ["rules.types", "rules.rulebook", "rules.describe", "catalog.types", "catalog.defaults"]
)
def test_typed_law_reaches_no_yaml_and_no_heavy_library(module):
    program = (
        f"import sys, asnkarier.{module}\n"
        "print(*sorted({'yaml', 'pydantic', 'pandas', 'numpy', 'openpyxl', 'sqlite3', 'typer', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
