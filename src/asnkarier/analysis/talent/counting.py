"""How many stand in each box for certain, and how many more may stand in it as well."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

BOXES: Final = tuple(range(1, 10))


def box_counts(kotak: pd.Series, possible: pd.Series) -> pd.DataFrame:
    """Return a row for each box: kotak, certain (people in it whatever the unknown turns out to be), possible (others who may be in it).

    kotak: Int64, NA where it is open. possible: tuples of boxes. Somebody whose box is open counts once in each box that is left.
    """
    sure = kotak.value_counts()
    open_ones = possible[kotak.isna()].value_counts()
    maybe = dict.fromkeys(BOXES, 0)
    for boxes, people in zip(open_ones.index, open_ones.tolist(), strict=True):
        for box in boxes:
            maybe[box] += people
    return pd.DataFrame(
        {
            "kotak": BOXES,
            "certain": [int(sure.get(box, 0)) for box in BOXES],
            "possible": [maybe[box] for box in BOXES],
        }
    )


def group_counts(rows: pd.DataFrame, group: str, order: Sequence[str]) -> pd.DataFrame:
    """Return a row for each value of `group`, in `order`, last those of whom it is not known: people, certain, open, near_line, moved, and box_1 … box_9 for certain.

    rows: kotak, near_line (empty where nobody is near), moved_from and `group`.
    """
    boxes = rows["kotak"].to_numpy(dtype=np.int64, na_value=0)
    marks: dict[str, NDArray[np.bool_]] = {
        "people": np.ones(len(rows), dtype=bool),
        "certain": boxes > 0,
        "open": boxes == 0,
        "near_line": rows["near_line"].ne("").to_numpy(dtype=bool),
        "moved": rows["moved_from"].notna().to_numpy(dtype=bool),
        **{f"box_{box}": boxes == box for box in BOXES},
    }
    frame = pd.DataFrame({name: mark.astype(np.int64) for name, mark in marks.items()})
    frame[group] = rows[group].to_numpy(dtype=object)
    found = frame.groupby(group, dropna=False, sort=False).sum().reset_index()
    place = {name: number for number, name in enumerate(order)}
    return found.sort_values(
        group, key=lambda names: names.map(place), kind="stable", na_position="last", ignore_index=True
    )
