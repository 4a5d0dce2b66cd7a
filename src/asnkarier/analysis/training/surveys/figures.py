"""What participants and superiors say of a course (Kirkpatrick, levels 1 to 3): figures of each group of answers, never a verdict.

Level 1: the mean of what participants thought, and how many of them answered. Level 2: the mean gain from the test before to the
test after of the same people, with Student's t interval of n − 1 degrees of freedom. Level 3: the mean of what superiors saw three to six months
after the training, and of how many participants they said it.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.spans import add_months
from asnkarier.analysis.training.evaluating.effects import CONFIDENCE
from asnkarier.analysis.training.evaluating.series import NO_DAY, Floats, grid_step
from asnkarier.analysis.training.evaluating.verdicts import NOT_ENOUGH
from asnkarier.analysis.training.surveys.deliveries import Sessions

# When a superior is asked: after the first of these months, and not later than the second.
SEEN_AFTER: Final = (3, 6)
# From this part of the scale on participants are said to praise a course: 4 of 1 to 5.
PRAISE: Final = 0.75
REPORTED: Final = "reported"
DELIVERY: Final = ("name", "provider", "tahun")
_LEAST_FOR_SPREAD: Final = 2
FIGURES: Final = (
    "level", "n", "took_part", "rate", "before", "mean", "gain", "low", "high", "scale_min", "scale_max", "scales", "apart", "status",
)  # fmt: skip

_WHOLE: Final = ("level", "n", "took_part", "apart")
_TYPES: Final = {
    name: "object" if name in ("status", "scales") else "int64" if name in _WHOLE else "float64"
    for name in FIGURES
}


def survey_table(answers: pd.DataFrame, sessions: Sessions, keys: Sequence[str], least: int) -> pd.DataFrame:
    """Return one row per group of answers by `keys` (of DELIVERY) and level that somebody answered in; the keys and FIGURES.

    n: who counts in the figure; took_part: participants recorded (0: none); rate: n of them, missing where it would exceed one. mean: of levels 1 and 3,
    and after the course of level 2, whose `before` and `gain` (with its interval) stand beside it. scale_min, scale_max: the scale of the figures: that of
    the answers where they have one, else 0 to 100, and `scales` names those of the answers ("1-4, 1-5"), each put on it. apart: answers that do not count: a test without the other one; of a superior, too early or too late, or of no
    known day. status: `reported`, or `not_enough_data` below `least`, whose figures are left out.
    """
    counts = sessions.frame.groupby(list(keys), sort=False).size()
    rows: list[dict[str, Any]] = []
    for key, mine in answers.groupby(list(keys), sort=True):
        named = dict(zip(keys, key, strict=True))
        took_part = int(counts.get(key if len(keys) > 1 else key[0], 0))
        for level, made in ((1, _opinions), (2, _gains), (3, _seen)):
            figures = made(mine)
            if figures:
                rows.append(
                    {**named, "level": level, "took_part": took_part, **_told(figures, took_part, least)}
                )
    return pd.DataFrame(rows, columns=[*keys, *FIGURES]).astype(_TYPES)


def _told(figures: dict[str, Any], took_part: int, least: int) -> dict[str, Any]:
    n = figures["n"]
    rate = n / took_part if 0 < n <= took_part else 0.0 if took_part and not n else np.nan
    if n >= least:
        return {**figures, "rate": rate, "status": REPORTED}
    return {"n": n, "rate": rate, "apart": figures["apart"], "status": NOT_ENOUGH}


def _opinions(answers: pd.DataFrame) -> dict[str, Any]:
    """Return level 1, the last answer of each respondent; nothing where nobody answered."""
    mine = _last(answers[answers["fase"].eq("reaksi")])
    return _mean(mine, 0) if len(mine) else {}


def _seen(answers: pd.DataFrame) -> dict[str, Any]:
    """Return level 3, the last answer about each participant that came in time."""
    mine = answers[answers["fase"].eq("perilaku")]
    if mine.empty:
        return {}
    day, end = (_dates(mine[name]) for name in ("day", "end"))
    since, until = (add_months(end, months) for months in SEEN_AFTER)
    in_time = (day >= since) & (day <= until)  # never true of a day that is not known
    return _mean(_last(mine[in_time]), int((~in_time).sum()))


def _gains(answers: pd.DataFrame) -> dict[str, Any]:
    """Return level 2, of who took both tests: the first before and the last after."""
    before = _last(answers[answers["fase"].eq("ujian_awal")], first=True)
    after = _last(answers[answers["fase"].eq("ujian_akhir")])
    if before.empty and after.empty:
        return {}
    by = ["who", "provider", "tahun", "name"]
    both = before.merge(after, on=by, how="inner", suffixes=("_before", "_after"), validate="one_to_one")
    apart = len(before) + len(after) - 2 * len(both)
    ends = [_on_one_scale(both, end) for end in ("before", "after")]
    if not len(both):
        return {"n": 0, "apart": apart}
    scales = np.concatenate([both[[f"low_{end}", f"high_{end}"]].to_numpy() for end in ("before", "after")])
    same = bool((scales == scales[0]).all())
    first, last = (both["value_before"], both["value_after"]) if same else (ends[0], ends[1])
    low, high = scales[0] if same else (0.0, 100.0)
    gain = last.to_numpy() - first.to_numpy()
    half = half_width(gain)
    mean = float(gain.mean())
    return {
        "n": len(gain), "before": float(first.mean()), "mean": float(last.mean()), "gain": mean, "low": mean - half,
        "high": mean + half, "scale_min": low, "scale_max": high, "scales": _named(scales), "apart": apart,
    }  # fmt: skip


def half_width(gain: Floats) -> float:
    """Return half of the interval around the mean; NaN for one. Where all gained alike, as if one of them had gained a step more."""
    from scipy.stats import t

    n = len(gain)
    if n < _LEAST_FOR_SPREAD:
        return float("nan")
    variance = max(float(gain.var(ddof=1)), grid_step(gain) ** 2 / n)
    return float(t.ppf((1 + CONFIDENCE) / 2, n - 1) * np.sqrt(variance / n))


def _mean(answers: pd.DataFrame, apart: int) -> dict[str, Any]:
    if answers.empty:
        return {"n": 0, "apart": apart}
    scales = answers[["low", "high"]].to_numpy()
    same = bool((scales == scales[0]).all())
    values = answers["value"] if same else _percent(answers["value"], answers["low"], answers["high"])
    low, high = scales[0] if same else (0.0, 100.0)
    return {
        "n": len(answers),
        "mean": float(values.mean()),
        "scale_min": low,
        "scale_max": high,
        "scales": _named(scales),
        "apart": apart,
    }


def _named(scales: Floats) -> str | None:
    """Return the scales of the answers where they have several."""
    found = sorted({(float(low), float(high)) for low, high in scales})
    return ", ".join(f"{low:g}-{high:g}" for low, high in found) if len(found) > 1 else None


def _on_one_scale(both: pd.DataFrame, end: str) -> pd.Series:
    return _percent(both[f"value_{end}"], both[f"low_{end}"], both[f"high_{end}"])


def _percent(value: pd.Series, low: pd.Series, high: pd.Series) -> pd.Series:
    return 100 * (value - low) / (high - low)


def _last(answers: pd.DataFrame, *, first: bool = False) -> pd.DataFrame:
    """Return the last (first) answer of each respondent in each delivery."""
    ordered = answers.sort_values(["day", "place"], kind="stable")
    return ordered.drop_duplicates(["who", *DELIVERY], keep="first" if first else "last")


def _dates(days: pd.Series) -> np.ndarray:
    known = days.ne(NO_DAY).to_numpy()
    dates = np.where(known, days.to_numpy(), 0).astype("datetime64[D]")
    return np.where(known, dates, np.datetime64("NaT", "D"))
