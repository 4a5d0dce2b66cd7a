"""Whom a post would raise: the classes below and above each other on one line."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.rules.rulebook import RuleBook


def classes_from(rulebook: "RuleBook", kelompok: str, as_of: "date") -> frozenset[str]:
    """Return `kelompok` and every class above it on its own line."""
    found = [kelompok]
    while (following := rulebook.next_kelompok(found[-1], as_of)) and following not in found:
        found.append(following)
    return frozenset(found)


def may_rise(held: "pd.Series[str]", rulebook: "RuleBook", kelompok: str, as_of: "date") -> NDArray[np.bool_]:
    """Return for whom a post of `kelompok` would be a promotion: all who do not already hold its class or one above it.

    held: the class of everybody's post. A post of equal class is a rotation and one of lower class a demotion (PP 11/2017
    Pasal 189 ayat (3): vertical and diagonal moves lead upwards). Somebody whose class is not known stays among the
    candidates; the gates decide.
    """
    return ~held.isin(classes_from(rulebook, kelompok, as_of)).to_numpy(dtype=bool)
