"""The regular expressions that read input: no `$` that lets a line feed through, none that a long text can hold up."""

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import asnkarier

SOURCE = Path(asnkarier.__file__).parent
SMALL, LARGE = 4_000, 1_000_000
SECONDS = 2.0
_LETTERS = "09 aAIVXZ.,;:/-_\"'()[]<&\\\n\r\t=#%"


@cache
def modules() -> tuple[ModuleType, ...]:
    return tuple(
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(asnkarier.__path__, "asnkarier.")
        if not found.name.endswith((".child", ".__main__"))
    )


def compiled(value: object, depth: int = 4):
    """Yield the patterns that a constant of a module is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping) and depth:
        yield from (found for item in value.items() for found in compiled(item, depth - 1))
    elif isinstance(value, (tuple, list, set, frozenset)) and depth:
        yield from (found for item in value for found in compiled(item, depth - 1))


@cache
def calls(module: ModuleType) -> list[tuple[str, str | None, int]]:
    """Return every `re.WAY(pattern, …)` of a module's source; what is filled into a pattern stands as a comma."""
    source = Path(module.__file__).read_text("utf-8")
    return list(_calls(ast.parse(source))) if re.search(r"\bre\.\w+\(", source) else []


def _calls(tree: ast.Module):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            if not ast.unparse(node.func).startswith("re."):
                continue
            way, first = node.func.attr, node.args[0]
            if isinstance(first, ast.JoinedStr):
                text = "".join(part.value if isinstance(part, ast.Constant) else "," for part in first.values)
            else:
                text = first.value if isinstance(first, ast.Constant) else None
            flags = next((ast.unparse(word.value) for word in node.keywords if word.arg == "flags"), "0")
            yield way, text, eval(flags, {"re": re})  # noqa: S307 - our own source


HELD = {
    f"{module.__name__}.{name}" + (f"[{place}]" if place else ""): (name, found)
    for module in modules()
    for name, value in vars(module).items()
    for place, found in enumerate(compiled(value))
    if value is not re and not name.startswith("__")
}
INLINE = {
    f"{module.__name__}: {way} {text}": (way, re.compile(text, flags))
    for module in modules()
    for way, text, flags in calls(module)
    if text is not None
    and way in {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
}
PATTERNS = HELD | INLINE


def test_no_pattern_is_compiled_where_this_file_does_not_find_it():
    """A pattern made inside a function, or kept out of sight, would be tried by nobody."""
    for module in modules():
        known = {found.pattern for value in vars(module).values() for found in compiled(value)}
        assert len(known) >= sum(way == "compile" for way, _, _ in calls(module)), module.__name__


def test_patterns_are_found():
    assert len(HELD) > 90
    assert len(INLINE) > 8


@pytest.mark.parametrize("place", PATTERNS)
def test_no_dollar_lets_a_last_line_feed_through(place):
    """`$` also matches before a line feed at the end, so a checked text may hold one more character: use fullmatch."""
    _, found = PATTERNS[place]
    source = found.pattern if isinstance(found.pattern, str) else found.pattern.decode("latin-1")
    assert not re.search(r"(?<!\\)\$\)*\Z", source)


def parts(found: re.Pattern) -> list[str]:
    """Return what repeated often may nearly be a match: one character, or a word of the pattern."""
    source = found.pattern if isinstance(found.pattern, str) else found.pattern.decode("latin-1")
    words = sorted(set(re.findall(r"[A-Za-z]{2,}", source)))[:12]
    return [*_LETTERS, *words, "1.", "1,", "a ", " a", "- ", "(a", "1 ", '""', '="', "<!-- ", "S 1 "]


def worst(part: str, size: int) -> list[str]:
    text = part * (size // len(part))
    return [text, f"1{text}!", f"a{text}\x00"]


@cache
def uses() -> dict[str, set[str]]:
    """Return how the sources use the patterns of each name."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for name, way in re.findall(
            r"\b(\w+)\.(fullmatch|match|search|sub|split|find\w+)\(", path.read_text("utf-8")
        ):
            found.setdefault(name, set()).add(way)
    return found


def ways(name: str) -> set[str]:
    """Return how the sources use a pattern of that name; a full match cannot be late where a search would be."""
    found = uses().get(name, set())
    return {"search" if way.startswith(("find", "sub", "split")) else way for way in found} or {"search"}


def seconds(found: re.Pattern, how: str, part: str, size: int, limit: float = SECONDS) -> float:
    """Return the time of the processor for the worst texts of `size` characters; TimeoutError after `limit`."""

    def late(*_):
        raise TimeoutError(f"{part!r}: {found.pattern}")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    start = time.process_time()
    try:
        for text in worst(part, size):
            getattr(found, how)(text.encode("latin-1") if isinstance(found.pattern, bytes) else text)
        return time.process_time() - start
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@cache
def assert_in_time(found: re.Pattern, how: str):
    """Find the worst text among small ones, then let it be a million characters long; once for all modules that share a pattern."""
    slowest = max(parts(found), key=lambda part: seconds(found, how, part, SMALL))
    assert seconds(found, how, slowest, LARGE) < SECONDS


@pytest.mark.parametrize("place", PATTERNS)
def test_no_pattern_is_held_up_by_a_long_text(place):
    name, found = PATTERNS[place]
    for how in ways(name) if place in HELD else {name if name.endswith("match") else "search"}:
        assert_in_time(found, how)


def test_the_watch_works():
    with pytest.raises(TimeoutError):
        seconds(re.compile(r"(?:a+)+b"), "search", "a", SMALL, limit=0.2)
