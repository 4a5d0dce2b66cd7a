"""What requests of several years would close and cost, counted as a plan of those years counts."""

from typing import Any

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.more import NO_CLASSES, cost_of_more
from asnkarier.analysis.training.years.solving.programme import Programme
from asnkarier.analysis.training.years.teaching import Bools, Teaching
from asnkarier.model.level import MICRO


def as_requested_in_years(
    requests: pd.DataFrame, teaching: Teaching, programme: Programme, courses: pd.DataFrame
) -> tuple[dict[str, Any], dict[int, int]]:
    """Return what happens when every request is granted in its year, and what each year then costs in rupiah.

    requests: nip, kode and tahun, each once, of courses of the catalogue. First result: requests, useful (places that narrow a gap), people, cost,
    objective (weighted levels, each as its year counts). Of the ways to narrow a gap that lead only through places asked for the best counts;
    what a course presupposes must have been asked for an earlier period. The cost holds every place, useful or not.
    """
    ways = programme.ways
    years = [period.year for period in teaching.admission.terms.periods]
    asked = set(
        zip(requests["nip"], requests["kode"], requests["tahun"].astype("int64").tolist(), strict=True)
    )
    nip = teaching.nips.take(ways.item_person).to_numpy(dtype=object)
    kode = teaching.courses["kode"].to_numpy(dtype=object)[ways.item_course]
    year = [years[at] for at in ways.item_period]
    places = list(zip(nip, kode, year, strict=True))
    item = _prepared(programme, np.array([one in asked for one in places], dtype=np.bool_))
    granted = ((ways.items < 0) | item[ways.items]).all(axis=1)
    best = np.zeros(len(teaching.gaps), dtype=np.int64)
    np.maximum.at(best, ways.gap[granted], ways.benefit[granted])
    used = ways.items[granted]
    useful = {places[at] for at in np.unique(used[used >= 0]).tolist()}
    priced = requests.merge(courses[["kode", "biaya"]], on="kode", how="left", validate="many_to_one")
    money = {
        int(str(one)): round(cost_of_more(mine, NO_CLASSES, courses))
        for one, mine in priced.groupby("tahun", sort=True)
    }
    return {
        "requests": len(requests),
        "useful": len(useful),
        "people": int(requests["nip"].nunique()),
        "cost": sum(money.values()),
        "objective": int(best.sum()) / MICRO,
    }, money


def _prepared(programme: Programme, asked: Bools) -> Bools:
    """Return which of the items asked for have what they presuppose before them, asked for too."""
    ways = programme.ways
    width = int(ways.item_course.max(initial=0)) + int(ways.needs.max(initial=0)) + 1
    own: Ints = ways.item_person * width + ways.item_course
    needed = np.where(ways.needs < 0, -1, ways.item_person * width + ways.needs)
    granted = asked
    while True:
        first = pd.Series(ways.item_period[granted]).groupby(own[granted]).min()
        before = first.reindex(needed).to_numpy(dtype=np.float64, na_value=np.inf)
        kept = asked & ((needed < 0) | (before < ways.item_period))
        if (kept == granted).all():
            return kept
        granted = kept
