"""What is said of courses, providers and years: figures of each group of participations, and the verdict on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.evaluating.effects import CONFIDENCE, adjusted, distinct_colleagues, effects
from asnkarier.analysis.training.evaluating.measuring import Found
from asnkarier.analysis.training.evaluating.participations import NO_COLLEAGUE, STATUSES, USED
from asnkarier.analysis.training.evaluating.series import Floats
from asnkarier.analysis.training.evaluating.shrinking import expected_effects

WORKS: Final = "works"
NO_SIGN: Final = "no_sign"
HARMS: Final = "harms"
NOT_ENOUGH: Final = "not_enough_data"
# What a group of participations is told apart by; None of it: everything together.
DELIVERED: Final = ("name", "kompetensi", "provider", "tahun")
_SHOWN: Final = {
    "name": ("kode", "nama_pelatihan", "jenis"), "kompetensi": ("kompetensi",), "provider": ("penyelenggara",), "tahun": ("tahun",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The policy of verdicts: the gain in levels that is worth its while, and the fewest compared participants that allow one."""

    worthwhile_gain: float
    least_participants: int


@dataclass(frozen=True, slots=True)
class Groups:
    """Participations by what tells them apart: the group of each, and a row for each group."""

    of: Ints
    shown: pd.DataFrame

    @classmethod
    def by(cls, taken: pd.DataFrame, keys: Sequence[str]) -> "Groups":
        """Return the groups in the order of their keys; a name is shown as it was first written."""
        columns = [column for key in keys for column in _SHOWN[key]]
        # Of one name there may be several courses, each of a provider of its own.
        by = [*keys, "kode"] if "name" in keys else list(keys)
        number = taken.groupby(by, sort=True).ngroup().to_numpy(dtype=np.int64)
        _, first = np.unique(number, return_index=True)
        shown = taken[columns].iloc[first].reset_index(drop=True)
        if "tahun" in shown:
            shown["tahun"] = shown["tahun"].astype("Int64").where(shown["tahun"] >= 0)
        return cls(number.astype(np.int64), shown)

    def __len__(self) -> int:
        return len(self.shown)


def verdict_table(
    groups: Groups, taken: pd.DataFrame, levels: Found, placebo: Found, yardstick: Yardstick
) -> pd.DataFrame:
    """Return one row per group: who it is about, figures, verdict, and on what they rest.

    took_part; n (compared), unmatched (nobody comparable), colleagues (different people compared with); plain_gain: mean change of all with a level
    before and after; effect, low, high, p_adj; placebo: the effect before the course was taken, with its interval; verdict; expected_effect; cost_per_level: mean cost
    per participant by level gained, where the gain is certain and every cost known; a column per status of `STATUSES` that left people out; the days
    of the assessments used. p_adj, verdict and cost_per_level are given from `least_participants` on.
    """
    found, matched = levels
    group, count = groups.of[found["row"].to_numpy()], len(groups)
    status = found["status"].to_numpy(dtype=object)
    figures = effects(group, count, found["gain"].to_numpy(), matched, found["step"].to_numpy())
    enough = figures["n"].to_numpy() >= yardstick.least_participants
    p_adj = adjusted(np.where(enough, figures["p"], np.nan))
    rows = groups.shown.copy()
    rows["took_part"] = np.bincount(groups.of, minlength=count)
    rows["n"] = figures["n"]
    rows["unmatched"] = np.bincount(group[status == NO_COLLEAGUE], minlength=count)
    rows["colleagues"] = distinct_colleagues(group, count, matched)
    rows["plain_gain"] = _mean(
        group, count, found["change"].to_numpy(), np.isin(status, (USED, NO_COLLEAGUE))
    )
    for name in ("effect", "low", "high"):
        rows[name] = figures[name]
    rows["p_adj"] = p_adj
    rows["verdict"] = _verdicts(figures, p_adj, enough, yardstick)
    rows["expected_effect"] = expected_effects(figures, _kinds(groups.shown))
    rows["cost_per_level"] = np.where(enough, _cost(groups, taken, found, figures), np.nan)
    before, earlier = placebo
    sham = effects(
        groups.of[before["row"].to_numpy()],
        count,
        before["gain"].to_numpy(),
        earlier,
        before["step"].to_numpy(),
    )
    rows["placebo"], rows["placebo_low"], rows["placebo_high"] = sham["effect"], sham["low"], sham["high"]
    return rows.assign(**_left_out(groups, taken, found), **_days_used(group, count, found))


def effect_table(groups: Groups, found: Found) -> pd.DataFrame:
    """Return n, unmatched, plain_gain, effect, low, high, p of each group; see `judged` for what is said of it."""
    frame, matched = found
    group, count = groups.of[frame["row"].to_numpy()], len(groups)
    status = frame["status"].to_numpy(dtype=object)
    figures = effects(group, count, frame["gain"].to_numpy(), matched, frame["step"].to_numpy())
    rows = groups.shown.assign(n=figures["n"])
    rows["unmatched"] = np.bincount(group[status == NO_COLLEAGUE], minlength=count)
    rows["plain_gain"] = _mean(
        group, count, frame["change"].to_numpy(), np.isin(status, (USED, NO_COLLEAGUE))
    )
    return rows.assign(**{name: figures[name] for name in ("effect", "low", "high", "p")})


def judged(table: pd.DataFrame, yardstick: Yardstick) -> pd.DataFrame:
    """Return the rows of `effect_table` with p_adj over all of them and verdict, as courses are judged; both from `least_participants` on."""
    enough = table["n"].to_numpy() >= yardstick.least_participants
    p_adj = adjusted(np.where(enough, table["p"], np.nan))
    return table.assign(p_adj=p_adj, verdict=_verdicts(table, p_adj, enough, yardstick))


def _verdicts(figures: pd.DataFrame, p_adj: Floats, enough: np.ndarray, yardstick: Yardstick) -> np.ndarray:
    sure = p_adj <= 1 - CONFIDENCE + np.finfo(np.float64).eps
    conditions = [
        ~enough,
        sure & (figures["low"] > yardstick.worthwhile_gain),
        sure & (figures["high"] < 0),
    ]
    return np.select(conditions, [NOT_ENOUGH, WORKS, HARMS], NO_SIGN)


def _kinds(shown: pd.DataFrame) -> Ints:
    if "jenis" not in shown:
        return np.full(len(shown), -1, dtype=np.int64)
    values, code = np.unique(shown["jenis"].to_numpy(dtype=object).astype(str), return_inverse=True)
    return np.where(values[code] == "", -1, code).astype(np.int64)


def _cost(groups: Groups, taken: pd.DataFrame, found: pd.DataFrame, figures: pd.DataFrame) -> Floats:
    """Return the mean cost of a compared participant by the effect; NaN where a cost is unknown or no gain is certain."""
    row = found["row"].to_numpy()
    used = found["status"].eq(USED).to_numpy()
    cost = _mean(groups.of[row], len(groups), taken["biaya"].to_numpy()[row], used)
    certain = figures["low"].to_numpy() > 0
    per_level: Floats = np.where(certain, cost / np.where(certain, figures["effect"], 1.0), np.nan)
    return per_level


def _left_out(groups: Groups, taken: pd.DataFrame, found: pd.DataFrame) -> dict[str, Ints]:
    """Return how many participations of each group have each status but `used` and `no_colleague`, which other columns tell."""
    status = taken["status"].to_numpy(dtype=object).copy()
    status[found["row"].to_numpy()] = found["status"].to_numpy(dtype=object)
    told = [one for one in STATUSES if one not in (USED, NO_COLLEAGUE)]
    return {one: np.bincount(groups.of[status == one], minlength=len(groups)) for one in told}


def _days_used(group: Ints, count: int, found: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the first and last day of the assessments before and after that count; NaT where none does."""
    used = found["status"].eq(USED).to_numpy()
    days: dict[str, np.ndarray] = {}
    for name in ("before", "after"):
        mine = found[f"{name}_day"].to_numpy()[used]
        for end, edge, start in (
            ("from", np.minimum, np.iinfo(np.int64).max),
            ("to", np.maximum, np.iinfo(np.int64).min),
        ):
            found_days = np.full(count, start, dtype=np.int64)
            edge.at(found_days, group[used], mine)
            missing = found_days == start
            dated = np.where(missing, 0, found_days).astype("datetime64[D]").astype("datetime64[s]")
            dated[missing] = np.datetime64("NaT")
            days[f"{name}_{end}"] = dated
    return days


def _mean(group: Ints, count: int, values: Floats, kept: np.ndarray) -> Floats:
    """Return the mean of the kept values of each group; NaN where there is none, or one is not known."""
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Floats = np.bincount(group[kept], values[kept], minlength=count) / np.bincount(
            group[kept], minlength=count
        )
    return mean
