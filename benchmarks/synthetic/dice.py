"""Seeded draws that stay the same for ever.

Only the raw 64-bit output of PCG64 is used: numpy guarantees that stream, but not the
streams of ``Generator.choice`` and friends, and the committed sample must not drift.
"""

import zlib
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def by_share(shares: Mapping[str, float], draw: float) -> str:
    """Give the option on whose share a draw in [0, 1) falls."""
    edge = 0.0
    for option, share in shares.items():
        edge += share
        if draw < edge:
            return option
    return next(reversed(list(shares)))


class Dice:
    """One independent stream per (seed, label), so a new draw never shifts the others."""

    def __init__(self, seed: int, label: str) -> None:
        """Start the stream that belongs to ``label``."""
        self._bits = np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(label.encode())]))

    def uniform(self, size: int) -> Floats:
        """Draw numbers in [0, 1)."""
        raw = self._raw(size)
        return (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def integers(self, size: int, low: int, high: int) -> Ints:
        """Draw whole numbers in [low, high]."""
        return np.asarray(low + np.floor(self.uniform(size) * (high - low + 1)), dtype=np.int64)

    def pick(self, size: int, weights: Sequence[float]) -> Ints:
        """Draw indices with the given weights."""
        edges = np.cumsum(np.asarray(weights, dtype=np.float64))
        drawn = np.searchsorted(edges, self.uniform(size) * edges[-1], side="right")
        return np.asarray(np.minimum(drawn, len(weights) - 1), dtype=np.int64)

    def bell(self, size: int) -> Floats:
        """Draw nearly normal numbers (mean 0, deviation 1) as exact sums of twelve 16-bit draws."""
        raw = self._raw(3 * size).reshape(size, 3)
        total = np.zeros(size, dtype=np.int64)
        for shift in (0, 16, 32, 48):
            part = (raw >> np.uint64(shift)) & np.uint64(0xFFFF)
            total += part.sum(axis=1).astype(np.int64)
        return (total - 393_210) / 65_536.0

    def _raw(self, size: int) -> NDArray[np.uint64]:
        return np.asarray(self._bits.random_raw(size), dtype=np.uint64).reshape(size)
