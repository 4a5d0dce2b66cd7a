"""What the score of each candidate is made of, what puts one before the next, and what would swap them."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.judging import Judged
from asnkarier.agency.scores.cells import cells_of_parts
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.gates.eligibility import STATUS
from asnkarier.analysis.scores.bands import POINT, Band
from asnkarier.analysis.scores.neighbours import BY_SCORE, STEP, Neighbours, neighbours
from asnkarier.analysis.scores.ranking import COMPONENTS
from asnkarier.analysis.shortlist.advice import advice_of
from asnkarier.model.said import Code, Said, said

PART_KEYS: Final = (
    "rank", "nip", "nama", "component", "low", "high", "weight", "points", "points_high", "source",
)  # fmt: skip
SWAP_KEYS: Final = (
    "rank", "nip", "nama", "next_nip", "next_nama", "points", "component", "weight", "weight_then", "change",
)  # fmt: skip


def part_rows(then: Snapshot, judged: Judged, bands: dict[str, Band], order: pd.DataFrame) -> pd.DataFrame:
    """Return one row per candidate of `order` and part of the score: its value, weight, points and the cells behind it.

    points: what the part gives of the 100 points of the whole score; the points of all parts are the score.
    """
    weights = then.settings.promotion.weights.model_dump()
    whole = sum(weights.values())
    nips = order["nip"].tolist()
    cells = cells_of_parts(then, judged, nips)
    places = judged.eligibility.people.get_indexer(pd.Index(nips)).tolist()
    rows = []
    for rank, nip, nama, place in zip(
        order["rank"].tolist(), nips, order["nama"].tolist(), places, strict=True
    ):
        for name in COMPONENTS:
            low, high = (int(side[place]) / POINT for side in (bands[name].low, bands[name].high))
            share = weights[name] / whole
            rows.append(
                (rank, nip, nama, name, low, high, weights[name], low * share, high * share, cells.get((nip, name), ()))
            )  # fmt: skip
    return pd.DataFrame(rows, columns=list(PART_KEYS)).astype({"rank": "Int64"})


@dataclass(frozen=True)
class ToldOrder:
    """Of each candidate what puts them before the next, and the smallest change of weights that swaps the two; rows: the changes (`SWAP_KEYS`)."""

    before: list[Said | None]
    swap: list[Said | None]
    rows: pd.DataFrame


def told_order(then: Snapshot, judged: Judged, bands: dict[str, Band], order: pd.DataFrame) -> ToldOrder:
    """Return what is said of the order of the candidates.

    Nothing of the last one; of the last who is eligible for certain only that: no weight puts who may be so before who is.
    """
    weights = then.settings.promotion.weights.model_dump()
    places = judged.eligibility.people.get_indexer(pd.Index(order["nip"]))
    certain = judged.eligibility.status[places] == STATUS.index("eligible")
    among = np.zeros(len(judged.eligibility.people), dtype=bool)
    among[places] = True
    advice = advice_of(judged.eligibility, among).band
    pairs = neighbours(places, {name: bands[name] for name in COMPONENTS}, weights, advice)
    before: list[Said | None] = [None] * len(order)
    swaps: list[Said | None] = [None] * len(order)
    rows: list[tuple[Any, ...]] = []
    people, names = order["nip"].tolist(), order["nama"].tolist()
    for place, pair in enumerate(pairs):
        if certain[place] != certain[place + 1]:
            before[place] = said("before_by_status")
            continue
        before[place] = _before(pair)
        swaps[place] = _swap(pair)
        rows += [
            (
                place + 1, people[place], names[place], people[place + 1], names[place + 1], pair.points, one.part,
                one.weight / STEP, one.then / STEP, (one.then - one.weight) / STEP,
            )
            for one in pair.swap
        ]  # fmt: skip
    return ToldOrder(before, swaps, pd.DataFrame(rows, columns=list(SWAP_KEYS)))


def _before(pair: Neighbours) -> Said:
    if pair.by == BY_SCORE:
        return said("before_by_score", points=round(pair.points, 2))
    return said("before_by_part", part=Code(pair.part)) if pair.part else said(f"before_by_{pair.by}")


def _swap(pair: Neighbours) -> Said:
    if not pair.swap:
        return said("swap_never")
    steps = tuple(
        said("swap_step", part=Code(one.part), weight=one.weight / STEP, to=one.then / STEP)
        for one in pair.swap
    )
    return said("swap_steps", steps=steps)
