"""The law as the command loads it: with every check that exists."""

from functools import cache

from asnkarier.analysis.gates.registry import known_checks
from asnkarier.rules import loader


def load_rulebook(overlay=None, choices=None):
    """Return the law; as it is shipped it is read once, for nothing changes it."""
    if overlay is not None:
        return read_rulebook(overlay, choices)
    return _shipped(tuple(sorted((choices or {}).items())))


def read_rulebook(overlay=None, choices=None):
    """Return the law, read anew: for tests of how it is read."""
    return loader.load_rulebook(overlay, choices, checks=known_checks())


@cache
def _shipped(choices):
    return read_rulebook(None, dict(choices))
