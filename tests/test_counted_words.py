"""What a report counts in and out is named in words on its cover, never by the key."""

import ast
from pathlib import Path

from asnkarier.reports.shown.labels import LABELS

WORKFLOWS = Path(__file__).parents[1] / "src" / "asnkarier" / "workflows"
# Counts of records that no cover shows.
RECORDS = {"running", "importing", "keeping"}


def keys_of(node):
    """Yield the keys of dictionaries in `node`, and the names over which one is made."""
    for part in ast.walk(node):
        if isinstance(part, ast.Dict):
            yield from (key.value for key in part.keys if isinstance(key, ast.Constant))
        if isinstance(part, ast.Tuple):
            yield from (one.value for one in part.elts if isinstance(one, ast.Constant))


def counted():
    found = {}
    for path in WORKFLOWS.rglob("*.py"):
        if RECORDS & set(path.relative_to(WORKFLOWS).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.keyword) and node.arg == "counts"
            made = isinstance(node, ast.FunctionDef) and node.name == "_counts"
            kept = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "counts"
            if named or made or kept:
                found.update(dict.fromkeys((key for key in keys_of(node) if isinstance(key, str)), path.name))
    return found


def test_every_count_of_a_cover_has_words():
    keys = counted()
    assert {"people", "places", "pairs", "people_short", "compared"} <= set(keys)
    assert {key: where for key, where in keys.items() if key not in LABELS} == {}
