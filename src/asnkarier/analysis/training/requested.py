"""What requests for training would close and cost, beside what a plan closes with the same money."""

from typing import Any

import numpy as np
import pandas as pd

from asnkarier.analysis.training.more import NO_CLASSES, cost_of_more
from asnkarier.analysis.training.pairs import TrainingPairs
from asnkarier.model.level import MICRO


def as_requested(requests: pd.DataFrame, pairs: TrainingPairs, courses: pd.DataFrame) -> dict[str, Any]:
    """Return what happens when every request is granted: requests, useful (places that narrow a gap), people, cost, objective (weighted levels).

    requests: nip and kode, each once, of courses of the catalogue. Several requests for one competency count once, the best.
    The cost holds every place asked for, useful or not, in as few classes as seat them.
    """
    instance = pairs.instance
    nip = pairs.nips.take(instance.person).to_numpy(dtype=object)
    kode = pairs.courses["kode"].to_numpy(dtype=object)[instance.course]
    asked = set(zip(requests["nip"], requests["kode"], strict=True))
    mine = np.array([pair in asked for pair in zip(nip, kode, strict=True)], dtype=np.bool_)
    best = np.zeros(len(instance.person_of), dtype=np.int64)
    np.maximum.at(best, instance.group[mine], instance.benefit[mine])
    places = requests.merge(courses[["kode", "biaya"]], on="kode", how="left", validate="many_to_one")
    useful = {pair for pair, keep in zip(zip(nip, kode, strict=True), mine.tolist(), strict=True) if keep}
    return {
        "requests": len(requests),
        "useful": len(useful),
        "people": int(requests["nip"].nunique()),
        "cost": round(cost_of_more(places, NO_CLASSES, courses)),
        "objective": int(best.sum()) / MICRO,
    }
