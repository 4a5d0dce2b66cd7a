"""Each code has one name: two lists of words that name one code differently would let the later one speak for both."""

import ast
import importlib
import pkgutil
from collections import defaultdict
from pathlib import Path

from asnkarier.model.codes import reasons
from asnkarier.reports.shown import labels, words
from asnkarier.reports.shown.labels import LABELS


def lists():
    for module in pkgutil.iter_modules(words.__path__):
        for name, value in vars(importlib.import_module(f"{words.__name__}.{module.name}")).items():
            if isinstance(value, dict) and value and name.isupper():
                yield (
                    f"{module.name}.{name}",
                    {code: text if isinstance(text, str) else text[0] for code, text in value.items()},
                )
    for name, value in vars(reasons).items():
        if isinstance(value, dict) and value and name.isupper():
            yield f"reasons.{name}", dict(value)
    yield "labels", written()


def written():
    """Return what `labels.py` itself writes beside a code."""
    tree = ast.parse(Path(labels.__file__).read_text(encoding="utf-8"))
    found = {}
    for table in (node for node in ast.walk(tree) if isinstance(node, ast.Dict)):
        for key, value in zip(table.keys, table.values, strict=True):
            texts = [
                node.args[0].value
                for node in ast.walk(value)
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_"
            ]
            if isinstance(key, ast.Constant) and texts:
                found[key.value] = texts[0]
    return found


def test_no_code_has_two_names():
    named = defaultdict(dict)
    for where, texts in lists():
        for code, text in texts.items():
            if code in LABELS and isinstance(text, str):
                named[code][where] = text
    assert len(named) > 100
    wrong = {
        code: {**found, "shown": LABELS[code].text}
        for code, found in named.items()
        if code and {LABELS[code].text} != set(found.values())
    }
    assert wrong == {}
