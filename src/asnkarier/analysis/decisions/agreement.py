"""How often what was decided is what was recommended, per class of posts."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

ALL: Final = "all_classes"
KEYS: Final = ("kelompok", "decisions", "compared", "agreed", "rate")


def agreement(kelompok: Sequence[str], compared: Sequence[bool], differs: Sequence[bool]) -> pd.DataFrame:
    """Return a row per class in the order of their first decision, and one of all (`ALL`) where there are several.

    compared: whether anybody was recommended at all; differs: whether somebody else was decided on. rate: percent of the compared ones
    that agree, missing where none was compared.
    """
    frame = pd.DataFrame({"kelompok": list(kelompok), "compared": list(compared), "differs": list(differs)})
    classes = list(dict.fromkeys(kelompok))
    groups = [(one, frame[frame["kelompok"] == one]) for one in classes]
    if len(classes) > 1:
        groups.append((ALL, frame))
    rows = []
    for name, part in groups:
        sure = part[part["compared"].astype(bool)]
        agreed = int((~sure["differs"].astype(bool)).sum())
        rate = 100 * agreed / len(sure) if len(sure) else float("nan")
        rows.append((name, len(part), len(sure), agreed, rate))
    return pd.DataFrame(rows, columns=list(KEYS))
