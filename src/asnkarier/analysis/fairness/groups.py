"""Who was selected, group by group: each against the rest, with what so few people could have shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.fairness.characteristics import UNKNOWN
from asnkarier.analysis.fairness.exact import fisher, holm, rate_ratio
from asnkarier.analysis.fairness.power import detectable

DIFFERENCE, NO_SIGN, TOO_FEW = "difference", "no_difference_shown", "too_few_people"
ROW_KEYS: Final = (
    "group_by", "group", "n", "selected", "rate", "ratio", "low", "high", "p", "p_adj", "detectable", "verdict", "direction",
)  # fmt: skip
LEFT_KEYS: Final = ("group_by", "groups", "people", "why")
_PAIR: Final = 2


@dataclass(frozen=True)
class Terms:
    """least: smaller groups are hidden. level: the chance of accusing a fair selection, over the whole table. power: of finding what `detectable` names."""

    least: int
    level: float
    power: float


@dataclass(frozen=True)
class Compared:
    """rows: a row per group shown (`ROW_KEYS`). left: a row per characteristic with groups that are not shown, and why (`LEFT_KEYS`). n, selected: people in all. comparisons: how many the correction counts."""

    rows: pd.DataFrame
    left: pd.DataFrame
    n: int
    selected: int
    comparisons: int


def compare_groups(
    groups: Mapping[str, Sequence[str]], selected: NDArray[np.bool_], terms: Terms
) -> Compared:
    """Return how often people of each group were selected, beside the others of the same characteristic.

    groups: characteristic -> the group of each person; `UNKNOWN` where it is not known. A group is compared with everybody else whose group is known, so that
    all people speak and no comparison depends on which group happens to be the best off; two groups are one comparison. The ratio is to the best-off known
    group of at least `least`. p_adj is Holm's over all comparisons of the table. `detectable` is how far below the others the group would
    have to lie; where even a rate of 0 would not have been found, how far above; 1 where nothing would have been.
    """
    rows: list[dict[str, Any]] = []
    left: list[tuple[Any, ...]] = []
    for name, values in groups.items():
        table = _counts(values, selected)
        shown, out = _shown(table, terms.least)
        if len(out):
            why = "group_beside" if out["n"].max() >= terms.least else "group_few"
            left.append((name, len(out), int(out["n"].sum()), why))
        lines = _lines(name, shown, table, terms)
        if not lines and len(shown):
            left.append((name, len(shown), int(shown["n"].sum()), _why_none(table)))
        rows += lines
    found = _corrected(rows, terms)
    return Compared(
        found,
        pd.DataFrame(left, columns=list(LEFT_KEYS)),
        len(selected),
        int(selected.sum()),
        len({row["test"] for row in rows}),
    )


def _why_none(table: pd.DataFrame) -> str:
    """Return why nobody is compared."""
    return "group_alone" if (table["group"] != UNKNOWN).sum() < _PAIR else "group_none_selected"


def _counts(values: Sequence[str], selected: NDArray[np.bool_]) -> pd.DataFrame:
    """Return per group, in the order of their names, how many people there are and how many were selected."""
    frame = pd.DataFrame(
        {"group": pd.Series(list(values), dtype="str"), "selected": selected.astype(np.int64)}
    )
    found = frame.groupby("group", sort=True)["selected"].agg(["size", "sum"])
    return found.rename(columns={"size": "n", "sum": "selected"}).reset_index()


def _shown(table: pd.DataFrame, least: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the groups that may be shown, and those that are hidden: the small ones, and of the others the smallest, as long as what is hidden could be found by subtraction.

    One hidden group is what the whole leaves over, and so are several with fewer than `least` people together.
    """
    order = table.sort_values(["n", "group"], kind="stable", ignore_index=True)
    count = int((order["n"] < least).sum())
    while 0 < count < len(order) and (count == 1 or order["n"].iloc[:count].sum() < least):
        count += 1
    shown = order.iloc[count:].sort_values("group", kind="stable", ignore_index=True)
    return shown, order.iloc[:count]


def _lines(name: str, shown: pd.DataFrame, table: pd.DataFrame, terms: Terms) -> list[dict[str, Any]]:
    """Return the lines of one characteristic without what the correction decides; none where nobody can be compared."""
    known = table[table["group"] != UNKNOWN]
    named = shown[shown["group"] != UNKNOWN]
    if named.empty or len(known) < _PAIR or not named["selected"].any():
        return []
    best = max(named.itertuples(), key=lambda one: (one.selected / one.n, one.n))  # type: ignore[operator]
    everybody = int(known["n"].sum()), int(known["selected"].sum())
    # Each of two groups against the other is the same comparison.
    same = len(known) == _PAIR and len(named) == _PAIR
    lines = []
    for one in shown.to_dict("records"):
        n, chosen = int(one["n"]), int(one["selected"])
        inside = one["group"] != UNKNOWN
        rest = everybody[0] - n * inside, everybody[1] - chosen * inside
        ratio, low, high = rate_ratio(chosen, n, int(best.selected), int(best.n), terms.level)  # type: ignore[arg-type]
        if one["group"] == best.group:
            low = high = 1.0
        lines.append(
            {
                "group_by": name,
                "group": one["group"],
                "n": n,
                "selected": chosen,
                "rate": chosen / n,
                "ratio": ratio,
                "low": low,
                "high": high,
                "p": fisher(chosen, n, rest[1], rest[0]),
                "rest": rest,
                "test": (name, "" if same and inside else one["group"]),
            }
        )
    return lines


def _corrected(rows: list[dict[str, Any]], terms: Terms) -> pd.DataFrame:
    """Return the lines with the corrected p, the smallest difference that could have been seen, and the verdict."""
    once = {row["test"]: row["p"] for row in rows}
    adjusted = dict(zip(once, holm(list(once.values())), strict=True))
    for row in rows:
        row["p_adj"] = adjusted[row["test"]]
        row.update(_seen(row, terms.level / len(once), terms))
    return pd.DataFrame(rows, columns=list(ROW_KEYS))


def _seen(row: Mapping[str, Any], level: float, terms: Terms) -> dict[str, Any]:
    """Return what the verdict is and what it could have been; a group too few to show even a rate of 0 is never called alike."""
    people, chosen = row["rest"]
    below, above = detectable(row["n"], people, chosen / people, level, terms.power)
    smallest = below if np.isfinite(below) else min(above, 1.0)
    unseen = NO_SIGN if np.isfinite(below) else TOO_FEW
    verdict = DIFFERENCE if row["p_adj"] <= terms.level else unseen
    side = np.sign(row["rate"] - chosen / people)
    return {
        "detectable": smallest,
        "verdict": verdict,
        "direction": {1.0: "above", -1.0: "below", 0.0: "equal"}[float(side)],
    }
