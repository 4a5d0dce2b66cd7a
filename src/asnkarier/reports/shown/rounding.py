"""Figures rounded once for every way out: a report and its CSV never show two different numbers."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_EXACT: Final = 2.0**52  # from here on a float has no fraction to round
_NOISE: Final = 6  # decimals of the scaled figure that are still its own and not the machine's


def round_half_up(values: Floats, decimals: int) -> Floats:
    """Return `values` rounded half away from zero, as spreadsheets round; 0.145 becomes 0.15, never 0.14.

    NaN stays NaN; a negative zero becomes zero. ValueError: a value is infinite.
    """
    if np.isinf(values).any():
        raise ValueError("an infinite figure cannot be reported")
    scale = 10.0**decimals
    scaled = np.abs(values) * scale
    nearest = np.floor(np.round(scaled, _NOISE) + 0.5)
    rounded: Floats = np.where(scaled < _EXACT, np.copysign(nearest / scale, values), values) + 0.0
    return rounded
