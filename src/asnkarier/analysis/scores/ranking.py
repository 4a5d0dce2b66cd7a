"""Candidates in order: a weighted score of known parts, and how firmly each place holds.

An unknown part counts as nothing in `score_low` and as everything in `score_high`; the order rests on what is known
(`score` = `score_low`). Sums are exact integers and ties are broken by a complete key ending in the NIP, so the order
of the rows that come in never matters. The priority of the Kelompok Rencana Suksesi (PP 11/2017 Pasal 200) is a part like the others, whose weight is
the agency's and 0 until it says one; that of PP 30/2019 Pasal 53 is left to people.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.scores.bands import POINT, Band, weighted_sums, whole_weights
from asnkarier.analysis.scores.stability import Apart, Draws, Held, held_ranks

COMPONENTS: Final = (
    "kompetensi", "kinerja", "kualifikasi", "pengalaman", "pengembangan", "potensi", "integritas",
    "krs",
)  # fmt: skip


def rank_candidates(
    people: pd.Index,
    parts: Mapping[str, Band],
    weights: Mapping[str, float],
    top: int,
    advice: Band | None = None,
    draws: Draws | None = None,
    firm: NDArray[np.bool_] | None = None,
) -> pd.DataFrame:
    """Return the candidates in order, best first.

    parts: for each component with a weight above 0 the band of every candidate, aligned with `people`. advice: what tells equal
    scores apart before anything else, more is better. Columns: rank
    (1 …), nip, score, score_low, score_high (0 to 100), complete (no weighted part unknown), rank_stability (share of
    the draws of moved weights under which the rank stays the same), top_stability (share under which the candidate is within
    the first `top`; both NaN without `draws`, and of whom `firm` leaves out), then one column per component in points, NaN where it is not known.
    ValueError: no weight above 0, or a weight without its part.
    """
    names = [name for name in COMPONENTS if weights.get(name, 0) > 0]
    lacking = [name for name in weights if weights[name] > 0 and name not in parts]
    if not names or lacking:
        raise ValueError(f"nothing to rank by: weights {dict(weights)}, parts {sorted(parts)}")
    bands = [parts[name] for name in names]
    whole = whole_weights([weights[name] for name in names])
    order = _order(people, bands, whole, advice)
    rank = _places(order)
    wanted = np.full(len(people), draws is not None) if firm is None else firm
    held = _held(people, bands, whole, rank, top, advice, draws, wanted)
    low, high = weighted_sums(bands, whole)
    ranked = pd.DataFrame(
        {
            "rank": rank,
            "nip": people,
            "score": low / (sum(whole) * POINT),
            "score_low": low / (sum(whole) * POINT),
            "score_high": high / (sum(whole) * POINT),
            "complete": np.logical_and.reduce([band.known for band in bands]),
            "rank_stability": held.same,
            "top_stability": held.within,
            **{name: parts[name].points() for name in COMPONENTS if name in parts},
        }
    )
    return ranked.iloc[order].reset_index(drop=True)


def rank_some(
    people: pd.Index,
    parts: Mapping[str, Band],
    weights: Mapping[str, float],
    keep: NDArray[np.bool_],
    top: int,
    advice: Band | None = None,
    draws: Draws | None = None,
    firm: NDArray[np.bool_] | None = None,
) -> pd.DataFrame:
    """Return the people where `keep` is true in order; see `rank_candidates`."""
    kept = {name: Band(band.low[keep], band.high[keep]) for name, band in parts.items()}
    told = None if advice is None else Band(advice.low[keep], advice.high[keep])
    wanted = None if firm is None else firm[keep]
    return rank_candidates(people[keep], kept, weights, top, told, draws, wanted)


def _order(
    people: pd.Index, bands: Sequence[Band], weights: Sequence[int], advice: Band | None
) -> NDArray[np.intp]:
    """Return the places of the candidates, best first.

    By score; of equal scores by the advice, then what is known comes before what may only be so; then best case, each part, NIP.
    """
    low, high = weighted_sums(bands, weights)
    parts = [-side for band in reversed(bands) for side in (band.high, band.low)]
    nips = people.argsort().argsort()
    advised = () if advice is None else (-advice.high, -advice.low)
    return np.lexsort((nips, *parts, -high, low != high, *advised, -low))


def _places(order: NDArray[np.intp]) -> Ints:
    """Return the rank (1 …) of each candidate."""
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    return rank


def _held(
    people: pd.Index,
    bands: Sequence[Band],
    weights: Sequence[int],
    rank: Ints,
    top: int,
    advice: Band | None,
    draws: Draws | None,
    wanted: NDArray[np.bool_],
) -> Held:
    if draws is None:
        nothing = np.full(len(rank), np.nan)
        return Held(nothing, nothing)
    # The parts and the NIP tell apart in the same order whatever the weights: one key stands for them all.
    nobody = np.zeros(len(rank), dtype=np.int64)
    last = np.empty(len(rank), dtype=np.int64)
    last[_last_order(people, bands)] = np.arange(len(rank))
    high, low = (nobody, nobody) if advice is None else (-advice.high, -advice.low)
    return held_ranks(bands, weights, Apart(high, low, last), rank, top, draws, wanted)


def _last_order(people: pd.Index, bands: Sequence[Band]) -> NDArray[np.intp]:
    parts = [-side for band in reversed(bands) for side in (band.high, band.low)]
    return np.lexsort((people.argsort().argsort(), *parts))
