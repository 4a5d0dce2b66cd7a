"""Gaps and match added up: of everybody, per competency and per unit."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.match.categories import OPEN, Categories
from asnkarier.analysis.match.unit_tree import NOWHERE, UnitTree, add_up
from asnkarier.model.level import MICRO


def gaps_by_competency(gaps: pd.DataFrame) -> pd.DataFrame:
    """Return one row per required competency, the largest total gap first.

    Columns: kompetensi, people (of whom it is required), assessed, with_gap, critical_gaps, gap_levels (sum of the
    shortfalls, <= 0), mean_gap (gap_levels per assessed person: a surplus never pays for a gap; NaN when nobody is
    assessed), coverage (assessed / people).
    """
    short = gaps["status"].eq("gap")
    facts = pd.DataFrame(
        {
            "kompetensi": gaps["kompetensi"],
            "people": 1,
            "assessed": gaps["status"].ne("unassessed").astype("int64"),
            "with_gap": short.astype("int64"),
            "critical_gaps": (short & gaps["critical"]).astype("int64"),
            "micro": _micro(gaps["gap"].where(short)),
        }
    )
    sums = facts.groupby("kompetensi", sort=True).sum().reset_index()
    sums = sums.sort_values(["micro", "kompetensi"], kind="stable", ignore_index=True)
    sums["gap_levels"] = sums["micro"] / MICRO
    sums["mean_gap"] = sums["gap_levels"] / sums["assessed"].where(sums["assessed"] > 0)
    sums["coverage"] = sums["assessed"] / sums["people"]
    return sums.drop(columns="micro")


def match_summary(match: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Return one row: people, how many have each category of `codes`, without_standard, people_with_gap.

    match: the result of `job_match`.
    """
    counts = match["kategori"].value_counts()
    row = {
        "people": len(match),
        **{code: int(counts.get(code, 0)) for code in codes},
        "without_standard": int(match["standar"].isna().sum()),
        "people_with_gap": int((match["gap_count"] > 0).sum()),
    }
    return pd.DataFrame([row])


_PEOPLE: Final = ("people", "with_standard", "assessed", "judged")


def gaps_by_unit(match: pd.DataFrame, tree: UnitTree, categories: Categories) -> pd.DataFrame:
    """Return one row per unit with people in it or below it; people without a unit are kept in a row with a missing name.

    match: the result of `job_match`; tree: its units, with the unit of each row. Columns: unit_kerja, unit_atasan (the
    unit above), depth, note (`Said`: what had to be decided about its place), then of its own people: people,
    with_standard, assessed (people with any assessed requirement), assessed_share (of those with a standard), judged,
    mean_jpm (of the judged only), one count per category code, belum_dapat_dinilai, with_gap (people), gap_percent (of
    the assessed), gap_count, critical_gaps, gap_levels (<= 0); and each of them with everything below, called `…_total`.
    """
    facts = _facts_of_people(match, categories)
    nowhere = np.where(tree.of_person == NOWHERE, len(tree.names), tree.of_person)
    own = facts.groupby(nowhere).sum().reindex(range(len(tree.names) + 1), fill_value=0)
    below = pd.concat([add_up(tree, own.iloc[:-1]), own.iloc[-1:]])
    places = {
        "unit_kerja": pd.Series([*tree.names, None], dtype="str"),
        "unit_atasan": pd.Series([tree.names[a] if a != NOWHERE else None for a in tree.above] + [None], dtype="str"),
        "depth": [*tree.depths().tolist(), 0],
        "note": pd.Series([*tree.notes, None], dtype=object),
    }  # fmt: skip
    codes = [code for code, _, _ in categories]
    rows = pd.concat(
        [pd.DataFrame(places), _with_shares(own, codes), _with_shares(below, codes).add_suffix("_total")],
        axis=1,
    )
    return rows[rows["people_total"] > 0].reset_index(drop=True)


def _facts_of_people(match: pd.DataFrame, categories: Categories) -> pd.DataFrame:
    """Return whole numbers to be added up, one row per person."""
    codes = [code for code, _, _ in categories]
    judged = match["kategori"].isin(codes)
    return pd.DataFrame(
        {
            "people": 1,
            "with_standard": match["standar"].notna().astype("int64"),
            "assessed": match["coverage"].gt(0).astype("int64"),
            "judged": judged.astype("int64"),
            # Whole numbers, so that the mean does not depend on the order of the rows.
            "micro_jpm": _micro(match["jpm"].where(judged)),
            **{code: match["kategori"].eq(code).astype("int64") for code in [*codes, OPEN]},
            "with_gap": match["gap_count"].fillna(0).gt(0).astype("int64"),
            "gap_count": match["gap_count"].fillna(0).astype("int64"),
            "critical_gaps": match["critical_gaps"].fillna(0).astype("int64"),
            "micro_gap": _micro(match["gap_levels"]),
        }
    )


def _with_shares(sums: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Return the sums with the shares, means and levels that they make."""
    shares = sums.assign(
        assessed_share=sums["assessed"] / sums["with_standard"].where(sums["with_standard"] > 0),
        mean_jpm=sums["micro_jpm"] / MICRO / sums["judged"].where(sums["judged"] > 0),
        gap_percent=100 * sums["with_gap"] / sums["assessed"].where(sums["assessed"] > 0),
        gap_levels=sums["micro_gap"] / MICRO,
    )
    figures = ["assessed_share", "mean_jpm", *codes, OPEN, "with_gap", "gap_percent"]
    return shares[[*_PEOPLE, *figures, "gap_count", "critical_gaps", "gap_levels"]]


def _micro(values: pd.Series) -> Ints:
    """Return figures in millionths; a missing one adds nothing to a sum."""
    micro: Ints = np.rint(values.fillna(0.0).to_numpy(dtype=np.float64) * MICRO).astype(np.int64)
    return micro


# Unknown is neither a shortfall nor none: it stands between the two.
_UNKNOWN: Final = -0.001


def worst_people(persons: pd.DataFrame) -> pd.DataFrame:
    """Return the result of `job_match` with what needs attention first.

    The largest shortfall first, then more critical gaps, then the lower match; who is not assessed stands before who has
    no gap; people without a standard come last.
    """
    order = pd.DataFrame(
        {
            "without": persons["standar"].isna(),
            "levels": persons["gap_levels"].fillna(_UNKNOWN),
            "critical": -persons["critical_gaps"].fillna(0),
            "jpm": persons["jpm"].fillna(0),
            "nip": persons["nip"],
        }
    )
    return persons.loc[order.sort_values(order.columns.tolist(), kind="stable").index].reset_index(drop=True)


def worst_items(items: pd.DataFrame) -> pd.DataFrame:
    """Return the result of `competency_gaps` with the largest shortfall first, critical competencies before others."""
    order = pd.DataFrame(
        {
            "gap": items["gap"].fillna(_UNKNOWN),
            "critical": ~items["critical"].astype(bool),
            "weight": -items["weight"],
            "nip": items["nip"],
            "kompetensi": items["kompetensi"],
        }
    )
    return items.loc[order.sort_values(order.columns.tolist(), kind="stable").index].reset_index(drop=True)


def worst_units(units: pd.DataFrame) -> pd.DataFrame:
    """Return the result of `gaps_by_unit` with the largest shortfall first, that of everything below included; people without a unit last."""
    order = units.assign(nowhere=units["unit_kerja"].isna())
    keys = ["nowhere", "gap_levels_total", "depth", "critical_gaps_total", "unit_kerja"]
    found = order.sort_values(keys, ascending=[True, True, True, False, True], kind="stable").index
    return units.loc[found].reset_index(drop=True)
