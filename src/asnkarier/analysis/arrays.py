"""The kinds of arrays that all calculation speaks of, and columns of frames as such arrays."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Days = NDArray[np.datetime64]


Ints = NDArray[np.int64]


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
