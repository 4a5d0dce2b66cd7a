"""Figures rounded once for every way out: a report and its CSV never show two different numbers."""

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_EXACT: Final = 2.0**52  # from here on a float has no fraction to round
_NOISE: Final = 6  # decimals of the scaled figure that are still its own and not the machine's
_NOISE_SCALE: Final = 10.0**_NOISE
_INFINITE: Final = "an infinite figure cannot be reported"


def round_half_up(values: "Floats", decimals: int) -> "Floats":
    """Return `values` rounded half away from zero, as spreadsheets round; 0.145 becomes 0.15, never 0.14.

    NaN stays NaN; a negative zero becomes zero. ValueError: a value is infinite.
    """
    import numpy as np

    if np.isinf(values).any():
        raise ValueError(_INFINITE)
    scale = 10.0**decimals
    scaled = np.abs(values) * scale
    nearest = np.floor(np.round(scaled, _NOISE) + 0.5)
    rounded: Floats = np.where(scaled < _EXACT, np.copysign(nearest / scale, values), values) + 0.0
    return rounded


def round_one(value: float, decimals: int) -> float:
    """Return one figure as `round_half_up` rounds it, to the last bit, without loading numpy."""
    if math.isinf(value):
        raise ValueError(_INFINITE)
    scale = 10.0**decimals
    scaled = abs(value) * scale
    if not scaled < _EXACT:
        return value + 0.0
    nearest = math.floor(round(scaled * _NOISE_SCALE) / _NOISE_SCALE + 0.5)
    return math.copysign(nearest / scale, value) + 0.0
