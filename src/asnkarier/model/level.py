"""Competency levels as exact integers, so that no verdict depends on the rounding of a machine number."""

from typing import Final

# A level may be an average of assessors (2.32); one millionth keeps every figure that a spreadsheet shows,
# and twelve levels of five still fit a 32-bit sum.
MICRO: Final = 1_000_000
LOWEST_LEVEL: Final = 0
HIGHEST_LEVEL: Final = 5


def to_micro(level: float) -> int:
    """Return `level` in millionths of a level."""
    return round(level * MICRO)


def from_micro(micro: int) -> float:
    """Return millionths of a level as a level."""
    return micro / MICRO
