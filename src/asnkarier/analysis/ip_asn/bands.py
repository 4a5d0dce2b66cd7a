"""The category that an index, or the mean of several, lies in: only where both ends lie in one."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.ip_asn.parts import CENT


def bands_of(
    low: Ints, high: Ints, count: Ints, rows: Sequence[Mapping[str, Any]]
) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Return the category of the least and of the most that sums / count can be.

    low, high: sums in hundredths of a point over `count` people each. rows: kode and minimal, the highest first, the last without a minimum.
    A value on a minimum belongs to it; one between two whole numbers of the law has not reached the upper one.
    """
    codes = np.array([row["kode"] for row in rows], dtype=object)
    return codes[_place(low, count, rows)], codes[_place(high, count, rows)]


def _place(sums: Ints, count: Ints, rows: Sequence[Mapping[str, Any]]) -> Ints:
    minima = [round(row["minimal"] * CENT) for row in rows if row["minimal"] is not None]
    reached = [(sums >= least * count).astype(np.int64) for least in minima]
    return np.full(len(sums), len(minima), dtype=np.int64) - np.sum(reached, axis=0, dtype=np.int64)
