"""The kinds of arrays that all calculation speaks of, columns of frames as such arrays, and what is alike in several of them."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Days = NDArray[np.datetime64]


Ints = NDArray[np.int64]
# As many marks as one number holds, its sign apart.
_BITS: Final = 62


def texts(frame: pd.DataFrame, name: str) -> NDArray[np.object_]:
    """Return a text column as objects; missing values, or a missing column, as empty text."""
    if name not in frame:
        return np.full(len(frame), "", dtype=object)
    values = frame[name].to_numpy(dtype=object)
    return np.where(pd.isna(values), "", values)


def integers(frame: pd.DataFrame, name: str) -> Ints:
    """Return an integer column; missing values, or a missing column, as -1."""
    if name not in frame:
        return np.full(len(frame), -1, dtype=np.int64)
    return pd.to_numeric(frame[name]).fillna(-1).to_numpy(dtype=np.int64)


def alike(columns: Sequence[NDArray[Any]]) -> tuple[Ints, list[tuple[Any, ...]]]:
    """Return a code for each place of columns of one length, and the values that each code stands for, as they first come.

    The same as a factorized index of several levels, without sorting any. ValueError: a value is missing.
    """
    code = np.zeros(len(columns[0]), dtype=np.int64)
    rows: list[tuple[Any, ...]] = [()] if len(code) else []
    for column in columns:
        part, values = pd.factorize(column)
        if (part < 0).any():
            raise ValueError("a value is missing")
        # Numbered anew after every column, so that no number of columns is too many.
        code, pairs = pd.factorize(code * len(values) + part)
        known = values.tolist()
        rows = [(*rows[one // len(known)], known[one % len(known)]) for one in pairs.tolist()]
    return code.astype(np.int64), rows


def marked_alike(marks: NDArray[np.bool_]) -> tuple[Ints, list[tuple[bool, ...]]]:
    """Return a code for each column of a matrix of marks, and the marks that each code stands for, as they first come."""
    parts = [marks[start : start + _BITS].astype(np.int64) for start in range(0, len(marks), _BITS)]
    columns = [(1 << np.arange(len(part))) @ part for part in parts] or [
        np.zeros(marks.shape[1], dtype=np.int64)
    ]
    code, rows = alike(columns)
    sizes = [len(part) for part in parts]
    told = (
        tuple(bool(key >> bit & 1) for key, size in zip(row, sizes, strict=False) for bit in range(size))
        for row in rows
    )
    return code, list(told)
