"""Who is no longer listed: everybody whom a complete list of employees left out, and no later list names again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from asnkarier.late import np, pd
from asnkarier.store.coded import Coded, plain_values
from asnkarier.store.records import Batch
from asnkarier.store.vouching.sight import Sight

NamedBy = Callable[[int], Iterable[str]]


def leavers_frame(facts: Coded, sight: Sight, named_by: NamedBy) -> pd.DataFrame:
    """Return nip, since and batch_id of everybody who has left, by nip; named_by: see `_last_word`."""
    complete = _complete(sight)
    last = _last_word(facts, sight, named_by)
    following = np.searchsorted(complete, last.to_numpy(), side="right")
    gone = following < len(complete)
    lists = [sight.batches[complete[place]] for place in following[gone]]
    return _people(last.index[gone], lists, "since")


def nobody() -> pd.DataFrame:
    """Return the same of a store in which no list was said to be complete."""
    return _people(pd.Index([], dtype="str"), (), "since")


def last_named_frame(facts: Coded, sight: Sight, named_by: NamedBy) -> pd.DataFrame:
    """Return nip, day and batch_id of the last list that names each person, by nip; named_by: see `_last_word`."""
    last = _last_word(facts, sight, named_by)
    return _people(last.index, [sight.batches[position] for position in last.tolist()], "day")


def _complete(sight: Sight) -> list[int]:
    return [position for position, batch in enumerate(sight.batches) if batch.complete]


def _last_word(facts: Coded, sight: Sight, named_by: NamedBy) -> pd.Series:
    """Return by nip the position of the last batch that names the person.

    named_by: who stands on rows of a complete list that were set aside; something was said of them, only not readably.
    """
    nips = plain_values(facts.words["nip"])[facts.codes["nip"]]
    last = pd.Series(sight.latest, index=nips).groupby(level=0).max().sort_index()
    for position in _complete(sight):
        named = last.index.isin(list(named_by(sight.batches[position].batch_id)))
        last[named] = np.maximum(last[named], position)
    return last


def _people(nips: pd.Index, lists: Sequence[Batch], day: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "nip": pd.Index(nips, dtype="str"),
            day: np.array([one.as_of.isoformat() for one in lists], "datetime64[s]"),
            "batch_id": np.array([one.batch_id for one in lists], np.int64),
        }
    )
