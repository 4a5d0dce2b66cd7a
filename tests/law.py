"""The law as the command loads it: with every check that exists."""

from asnkarier.analysis.gates.registry import known_checks
from asnkarier.rules import loader


def load_rulebook(overlay=None, choices=None):
    return loader.load_rulebook(overlay, choices, checks=known_checks())
