"""Who is no longer listed: everybody whom a complete list of employees left out, and no later list names again."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from asnkarier.store.batches import Sight
from asnkarier.store.coded import Coded, plain_values
from asnkarier.store.records import Batch


def leavers_frame(facts: Coded, sight: Sight, named_by: Callable[[int], Iterable[str]]) -> pd.DataFrame:
    """Return nip, since and batch_id of everybody who has left, by nip.

    named_by: who stands on rows of a complete list that were set aside; something was said of them, only not readably.
    """
    nips = plain_values(facts.words["nip"])[facts.codes["nip"]]
    last = pd.Series(sight.latest, index=nips).groupby(level=0).max().sort_index()
    complete = [position for position, batch in enumerate(sight.batches) if batch.complete]
    for position in complete:
        named = last.index.isin(list(named_by(sight.batches[position].batch_id)))
        last[named] = np.maximum(last[named], position)
    following = np.searchsorted(complete, last.to_numpy(), side="right")
    gone = following < len(complete)
    return _frame(last.index[gone], [sight.batches[complete[place]] for place in following[gone]])


def nobody() -> pd.DataFrame:
    """Return the same of a store in which no list was said to be complete."""
    return _frame((), ())


def _frame(nips: Iterable[str], lists: Iterable[Batch]) -> pd.DataFrame:
    found = list(lists)
    return pd.DataFrame(
        {
            "nip": pd.Index(list(nips), dtype="str"),
            "since": np.array([one.as_of.isoformat() for one in found], "datetime64[s]"),
            "batch_id": np.array([one.batch_id for one in found], np.int64),
        }
    )
