"""Needs counted up: for each competency, and each unit or post where they are asked for, what is short and what is not known.

The order is by rule, so that anybody can follow it (see `PRIORITIES`): first where a competency that the standard marks
`kritis` is short in a post that the agency calls critical, then where either is, then the rest, then what is only not known.
Within each of these the most weighted levels come first: levels short, times the weight in the standard, times the factor of
a `kritis` competency, times that of a critical post; then the name.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.needs.closing import Closing
from asnkarier.analysis.needs.performance import BELOW, OPEN
from asnkarier.model.level import MICRO
from asnkarier.model.said import Said, said

URGENT, IMPORTANT, ORDINARY, ASSESS = "mendesak", "penting", "biasa", "asesmen"
PRIORITIES: Final = (URGENT, IMPORTANT, ORDINARY, ASSESS)
SUMS: Final = (
    "people", "people_short", "critical_gaps", "critical_posts", "unassessed", "critical_unassessed", "people_uncovered",
    "performance_below", "performance_unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """What a gap counts for: factors of a `kritis` competency and of a critical post."""

    kritis: float
    critical_post: float


def needs_items(items: pd.DataFrame, closing: Closing, critical: pd.Series, performance: pd.Series, weights: Weights) -> pd.DataFrame:  # fmt: skip
    """Return a line of whole numbers for each row of `competency_gaps`, to be added up.

    critical, performance: by nip, whether the post held is critical, and a code of `performance_gaps`. Columns: nip, kompetensi, `SUMS`
    (0 or 1), micro and micro_weighted (levels short in millionths, plain and weighted), urgent (0 or 1), cost (rupiah; 0 where
    nothing closes the gap, which people_uncovered counts).
    """
    short, unknown = items["status"].eq("gap"), items["status"].eq("unassessed")
    kritis = items["critical"].astype(bool)
    post = items["nip"].map(critical).astype(bool)
    predikat = items["nip"].map(performance)
    micro = np.rint(items["gap"].where(short).fillna(0.0).to_numpy(dtype=np.float64) * -MICRO).astype(
        np.int64
    )
    factor = np.where(kritis, weights.kritis, 1.0) * np.where(post, weights.critical_post, 1.0)
    weighted = np.rint(micro * items["weight"].to_numpy(dtype=np.float64) * factor).astype(np.int64)
    marks = {
        "people": np.ones(len(items), dtype=np.bool_),
        "people_short": short,
        "critical_gaps": short & kritis,
        "critical_posts": short & post,
        "unassessed": unknown,
        "critical_unassessed": unknown & post,
        "performance_below": short & predikat.eq(BELOW),
        "performance_unknown": short & predikat.eq(OPEN),
        "urgent": short & kritis & post,
    }
    lines = pd.DataFrame({name: np.asarray(one).astype(np.int64) for name, one in marks.items()})
    costs = closing.steps.groupby("gap")["biaya"].sum()
    gaps = closing.gaps[["nip", "kompetensi"]].assign(
        cost=costs.reindex(range(len(closing.gaps)), fill_value=0.0).to_numpy(),
        people_uncovered=(closing.why != "").astype(np.int64),
    )
    named = items[["nip", "kompetensi"]].reset_index(drop=True)
    spent = named.merge(gaps, on=["nip", "kompetensi"], how="left", validate="one_to_one")
    return pd.concat(
        [
            named,
            lines.assign(
                micro=micro,
                micro_weighted=weighted,
                cost=spent["cost"].fillna(0.0),
                people_uncovered=spent["people_uncovered"].fillna(0).astype(np.int64),
            ),
        ],
        axis=1,
    )


def needs_rows(lines: pd.DataFrame, group: Ints | None) -> pd.DataFrame:
    """Return one row per competency (and group, by number) in which something is short or not known, the first priority first.

    lines: `needs_items`; group: the number of each line's group, None: everybody together. Columns: kompetensi, group (if any), `SUMS`,
    levels_short, weighted_levels, cheapest_cost (rupiah; missing where no course closes any of it), cost_reason, priority (1, 2, …),
    priority_class (of `PRIORITIES`), priority_reason.
    """
    keys = ["kompetensi"] if group is None else ["kompetensi", "group"]
    told = lines if group is None else lines.assign(group=group)
    sums = told.drop(columns="nip").groupby(keys, sort=True).sum().reset_index()
    sums = sums[sums["people_short"].gt(0) | sums["unassessed"].gt(0)].reset_index(drop=True)
    classes = [_priority(*one) for one in sums[["people_short", "urgent", "critical_gaps", "critical_posts"]].itertuples(index=False)]  # fmt: skip
    sums["priority_class"] = pd.Series(classes, dtype="str")
    order = pd.DataFrame({"of": [PRIORITIES.index(one) for one in classes], "levels": -sums["micro_weighted"],
                          "unassessed": -sums["unassessed"], **{key: sums[key] for key in keys}})  # fmt: skip
    sums = sums.loc[order.sort_values(order.columns.tolist(), kind="stable").index].reset_index(drop=True)
    sums["priority"] = np.arange(1, len(sums) + 1)
    closed = sums["people_short"] > sums["people_uncovered"]
    return sums.assign(
        levels_short=sums["micro"] / MICRO,
        weighted_levels=sums["micro_weighted"] / MICRO,
        cheapest_cost=sums["cost"].where(closed),
        cost_reason=pd.Series([_cost_reason(*one) for one in sums[["people_short", "people_uncovered"]].itertuples(index=False)], dtype=object),
        priority_reason=pd.Series(_reasons(sums), dtype=object),
    ).drop(columns=["micro", "micro_weighted", "cost", "urgent"])  # fmt: skip


def _priority(short: int, urgent: int, kritis: int, posts: int) -> str:
    if not short:
        return ASSESS
    return URGENT if urgent else IMPORTANT if kritis or posts else ORDINARY


def _cost_reason(short: int, uncovered: int) -> Said | None:
    if not short:
        return said("needs_nothing_short")
    return said("needs_uncovered", people=int(uncovered), of=int(short)) if uncovered else None


def _reasons(sums: pd.DataFrame) -> list[Said]:
    figures = sums[
        ["priority_class", "urgent", "critical_gaps", "critical_posts", "micro_weighted", "unassessed"]
    ]
    told = []
    for kind, urgent, kritis, posts, weighted, unassessed in figures.itertuples(index=False):
        if kind == ASSESS:
            told.append(said("priority_assess", unassessed=int(unassessed)))
            continue
        facts = {"urgent": int(urgent), "kritis": int(kritis), "posts": int(posts)}
        named = {URGENT: ("urgent",), IMPORTANT: ("kritis", "posts"), ORDINARY: ()}[kind]
        told.append(
            said(f"priority_{_WORDS[kind]}", **{name: facts[name] for name in named}, levels=weighted / MICRO)
        )
    return told


_WORDS: Final = {URGENT: "urgent", IMPORTANT: "important", ORDINARY: "ordinary"}


def people_sums(
    lines: pd.DataFrame, people: list[str], critical: pd.Series, performance: pd.Series
) -> pd.DataFrame:
    """Return for each of `people` whole numbers to be added up over units: each person once, whatever is short.

    Columns: people, people_short (short of anything), people_unassessed (anything not assessed), critical_posts (short and in a critical
    post), gaps, unassessed, assessed (requirements, as those), uncovered (gaps that no course closes), performance_below, performance_unknown, below_and_short,
    micro (levels short), cost.
    """
    own = lines.groupby("nip", sort=False)[
        ["people", "people_short", "unassessed", "people_uncovered", "micro", "cost"]
    ].sum()
    own = own.reindex(people, fill_value=0)
    short = own["people_short"].to_numpy() > 0
    predikat = performance.reindex(people).to_numpy()
    return pd.DataFrame(
        {
            "people": 1,
            "people_short": short.astype(np.int64),
            "people_unassessed": (own["unassessed"].to_numpy() > 0).astype(np.int64),
            "critical_posts": (short & critical.reindex(people).to_numpy(dtype=bool)).astype(np.int64),
            "gaps": own["people_short"].to_numpy(),
            "unassessed": own["unassessed"].to_numpy(),
            "assessed": (own["people"] - own["unassessed"]).to_numpy(),
            "uncovered": own["people_uncovered"].to_numpy(),
            "performance_below": (predikat == BELOW).astype(np.int64),
            "performance_unknown": (predikat == OPEN).astype(np.int64),
            "below_and_short": (short & (predikat == BELOW)).astype(np.int64),
            "micro": own["micro"].to_numpy(),
            "cost": own["cost"].to_numpy(),
        }
    )
