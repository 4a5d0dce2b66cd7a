"""The regular expressions that read input: no `$` that lets a line feed through, none that a long text can hold up."""

import importlib
import pkgutil
import re
import signal
import time
from pathlib import Path
from types import ModuleType

import pytest

import asnkarier.model
import asnkarier.sheets

SOURCE = Path(asnkarier.sheets.__file__).parents[1]
SMALL, LARGE = 4_000, 1_000_000
SECONDS = 2.0
_LETTERS = "09 aAIVXZ.,;:/-_\"'()[]<&\\\n\r\t=#%"


def modules():
    for package in (asnkarier.model, asnkarier.sheets):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith(".child"):
                yield importlib.import_module(found.name)


def compiled(module: ModuleType):
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern):
            yield name, value
        elif isinstance(value, (tuple, list)):
            yield from (
                (name, part)
                for item in value
                for part in (item if isinstance(item, tuple) else (item,))
                if isinstance(part, re.Pattern)
            )


PATTERNS = {
    f"{module.__name__}.{name}": (name, found) for module in modules() for name, found in compiled(module)
}


def test_patterns_are_found():
    assert len(PATTERNS) > 50


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


def ways(name: str) -> set[str]:
    """Return how the sources use a pattern of that name; a full match cannot be late where a search would be."""
    sources = [path.read_text("utf-8") for path in SOURCE.rglob("*.py")]
    found = {
        way
        for text in sources
        for way in re.findall(rf"\b{name}\.(fullmatch|match|search|sub|split|find\w+)\(", text)
    }
    return {"search" if way.startswith(("find", "sub", "split")) else way for way in found} or {"search"}


def seconds(found: re.Pattern, how: str, part: str, size: int) -> float:
    """Return the time of the processor for the worst texts of `size` characters; TimeoutError after `SECONDS`."""

    def late(*_):
        raise TimeoutError(f"{part!r}: {found.pattern}")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    start = time.process_time()
    try:
        for text in worst(part, size):
            getattr(found, how)(text.encode("latin-1") if isinstance(found.pattern, bytes) else text)
        return time.process_time() - start
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def assert_in_time(found: re.Pattern, how: str):
    """Find the worst text among small ones, then let it be a million characters long."""
    slowest = max(parts(found), key=lambda part: seconds(found, how, part, SMALL))
    assert seconds(found, how, slowest, LARGE) < SECONDS


@pytest.mark.parametrize("place", PATTERNS)
def test_no_pattern_is_held_up_by_a_long_text(place):
    name, found = PATTERNS[place]
    for how in ways(name):
        assert_in_time(found, how)


def test_the_watch_works():
    with pytest.raises(TimeoutError):
        seconds(re.compile(r"(?:a+)+b"), "search", "a", SMALL)
