"""Every stored version of one person's facts, for explaining where a value comes from."""

from __future__ import annotations

from collections.abc import Mapping

from asnkarier.late import np, pd
from asnkarier.store.coded import Coded, Numbers, decode
from asnkarier.store.records import Source
from asnkarier.store.vouching.sight import Sight


def versions_frame(
    fact_ids: Numbers, facts: Coded, sight: Sight, sources: Mapping[int, Source]
) -> pd.DataFrame:
    """Return the seen facts, oldest word first, each with the batch that brought it and the last one that repeats it."""
    rows = np.flatnonzero(sight.latest >= 0)
    rows = rows[np.argsort(sight.latest[rows], kind="stable")]
    frame = decode(facts.take(rows))
    brought_by = {source_id: source.batch_id for source_id, source in sources.items()}
    place, sheets = pd.factorize(frame["source_id"])
    vouched = sight.latest[rows]
    frame["fact_id"] = fact_ids[rows]
    frame["batch_id"] = np.array([brought_by[int(number)] for number in sheets], np.int64)[place]
    frame["vouched_by"] = np.array([batch.batch_id for batch in sight.batches], np.int64)[vouched]
    days = [batch.as_of.isoformat() for batch in sight.batches]
    frame["vouched_as_of"] = np.array(days, "datetime64[s]")[vouched]
    return frame
