"""Whom others may learn from: a gain beyond their colleagues that held at a later assessment, and a better appraisal afterwards."""

from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.training.evaluating.measuring import RATINGS, Found
from asnkarier.analysis.training.evaluating.participations import USED
from asnkarier.analysis.training.evaluating.series import Series

_FAR: Final = 1 << 18  # days; no assessment is as late


def role_models(
    taken: pd.DataFrame,
    levels: Found,
    series: dict[str, Series],
    ratings: dict[str, Found],
    worthwhile: float,
) -> pd.DataFrame:
    """Return row (of `taken`), gain, now_value, now_day, now_place and, per rating, its value and place before and after.

    In it is who gained more than `worthwhile` beyond comparable colleagues, whose newest assessment, later than the one that showed the gain,
    is no lower, and of whose two ratings one rose from the year before the course to the year after and none fell. What is
    not known keeps out.
    """
    frame = levels[0]
    gained = frame["status"].eq(USED) & (frame["gain"] > worthwhile)
    found = _confirmed(frame[gained].reset_index(drop=True), taken, series)
    for name in RATINGS:
        mine = ratings[name][0].set_index("row").reindex(found["row"])
        for end in ("before", "after"):
            found[f"{name}_{end}"] = mine[f"{end}_value"].to_numpy(dtype=np.float64)
            found[f"{name}_{end}_place"] = mine[f"{end}_place"].fillna(-1).to_numpy(dtype=np.int64)
    changes = np.stack([found[f"{name}_after"] - found[f"{name}_before"] for name in RATINGS])
    better = np.flatnonzero((changes.min(axis=0) >= 0) & (changes.max(axis=0) > 0))
    return found.loc[better].reset_index(drop=True)


def _confirmed(gained: pd.DataFrame, taken: pd.DataFrame, series: dict[str, Series]) -> pd.DataFrame:
    """Return those whose newest level, of a later day, is no lower than the one after the course."""
    row = gained["row"].to_numpy()
    kompetensi, person = (taken[name].to_numpy()[row] for name in ("kompetensi", "person"))
    found = gained[["row", "gain"]].assign(now_value=np.nan, now_day=0, now_place=-1)
    for name in dict.fromkeys(kompetensi.tolist()):
        mine, levels = np.flatnonzero(kompetensi == name), series[name]
        newest = levels.last_before(person[mine].astype(np.int64), np.full(len(mine), _FAR, dtype=np.int64))
        found.loc[mine, "now_value"] = levels.value[newest]
        found.loc[mine, "now_day"] = levels.day[newest]
        found.loc[mine, "now_place"] = levels.place[newest]
    later = found["now_day"] > gained["after_day"]
    held = later & (found["now_value"] >= gained["after_value"])
    return found.loc[held].reset_index(drop=True)
