"""What other standards would change before anybody adopts them: whose verdicts turn, and what closing the gaps would cost then."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.needs.closing import Closing
from asnkarier.model.level import MICRO

TO_GAP, DEEPER, SHALLOWER, TO_MET, UNKNOWN, STILL = (
    "to_gap", "deeper", "shallower", "to_met", "turn_unknown", "still_met",
)  # fmt: skip
TURNS: Final = (TO_GAP, DEEPER, UNKNOWN, SHALLOWER, TO_MET, STILL)
NOT_REQUIRED: Final = "not_required"
_KEYS: Final = ["nip", "kompetensi"]


def turned(was: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return one row per person and competency of which something else is required now.

    was, now: rows of `competency_gaps` by the standards of today and by the others, of the same people and levels. Columns: nip,
    kompetensi, standar_was, standar_now, level (missing: not assessed), required_was, required_now (missing: not required), status_was, status_now
    (`STATUS` of gaps, or not_required), gap_was, gap_now, turn (of `TURNS`). What nobody assessed turns nothing that is known.
    """
    columns = [*_KEYS, "standar", "required", "level", "gap", "status"]
    rows = was[columns].merge(
        now[columns], on=_KEYS, how="outer", suffixes=("_was", "_now"), validate="one_to_one"
    )
    same = rows["required_was"].eq(rows["required_now"]) & rows["required_was"].notna()
    rows = rows[~same].reset_index(drop=True)
    for name in ("status_was", "status_now"):
        rows[name] = rows[name].fillna(NOT_REQUIRED).astype("str")
    rows["level"] = rows["level_was"].where(rows["level_was"].notna(), rows["level_now"])
    return rows.drop(columns=["level_was", "level_now"]).assign(turn=pd.Series(_turns(rows), dtype="str"))


def _turns(rows: pd.DataFrame) -> NDArray[np.str_]:
    before, after = rows["status_was"], rows["status_now"]
    open_ = before.eq("unassessed") | after.eq("unassessed")
    short, still = before.eq("gap"), after.eq("gap")
    deeper = rows["gap_now"] < rows["gap_was"]
    return np.select(
        [open_, ~short & still, short & ~still, short & still & deeper, short & still],
        [UNKNOWN, TO_GAP, TO_MET, DEEPER, SHALLOWER],
        STILL,
    )


def counted_turns(turns: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return, by the words of a column, for how many people something changes and how many verdicts of each turn there are.

    Columns: people, and the words of `TURNS`.
    """
    marks = pd.DataFrame({turn: turns["turn"].eq(turn).astype(np.int64) for turn in TURNS}, index=turns.index)
    found = marks.groupby(turns[key], sort=True).sum()
    found.insert(0, "people", turns.groupby(key, sort=True)["nip"].nunique())
    return found


def closing_sums(items: pd.DataFrame, closing: Closing, key: str) -> pd.DataFrame:
    """Return for each group of `competency_gaps` whole figures to be added up: what is short and what closing it costs at least.

    closing: of the gaps among items, which may have more columns. Indexed by key: gaps, unassessed, assessed (requirements), micro (levels short,
    in millionths), uncovered (gaps that no course closes) and cost (rupiah; 0 for those).
    """
    costs = closing.steps.groupby("gap")["biaya"].sum().reindex(range(len(closing.gaps)), fill_value=0.0)
    own = closing.gaps[_KEYS].assign(cost=costs.to_numpy(), uncovered=(closing.why != "").astype(np.int64))
    lines = items.merge(own, on=_KEYS, how="left", validate="one_to_one")
    short, unknown = lines["status"].eq("gap"), lines["status"].eq("unassessed")
    facts = pd.DataFrame(
        {
            "gaps": short.astype(np.int64),
            "unassessed": unknown.astype(np.int64),
            "assessed": (~unknown).astype(np.int64),
            "micro": np.rint(lines["gap"].where(short).fillna(0.0) * -MICRO).astype(np.int64),
            "uncovered": lines["uncovered"].fillna(0).astype(np.int64),
            "cost": lines["cost"].fillna(0.0),
        }
    )
    return facts.groupby(lines[key], sort=True, dropna=False).sum()


def with_cost(sums: pd.DataFrame) -> pd.DataFrame:
    """Return sums with levels_short instead of micro, and the cost missing where nothing is assessed, or no course closes any of the gaps."""
    known = sums["assessed"].gt(0) & (sums["gaps"].eq(0) | sums["gaps"].gt(sums["uncovered"]))
    return sums.assign(levels_short=sums["micro"] / MICRO, cost=sums["cost"].where(known)).drop(
        columns="micro"
    )
