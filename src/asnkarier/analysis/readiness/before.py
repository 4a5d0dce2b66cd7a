"""What was known before a certain import: the facts it did not bring, each in the order in which it was last said then.

An import stores only what is new and vouches for what it repeats, so a fact that a later import repeats was the one
that counted when it did: its place among the others is that of the import that brought it, or of the last one before.
"""

from datetime import date

import numpy as np
import pandas as pd

from asnkarier.model.frames import Table


def known_before(versions: pd.DataFrame, words: pd.DataFrame, first: int) -> pd.DataFrame:
    """Return the facts known before the import `first`, oldest word first, with `word_day`: the day of that word.

    versions: as the store tells them, with batch_id (which brought the fact) and vouched_by (the last to repeat it).
    words: see `order_of_words`.
    """
    known = versions[versions["batch_id"] < first]
    word = known["vouched_by"].where(known["vouched_by"] < first, known["batch_id"])
    said = words.reindex(word)
    order = np.argsort(said["rank"].to_numpy(), kind="stable")
    return known.assign(word_day=said["day"].to_numpy()).iloc[order].reset_index(drop=True)


def order_of_words(batches: "list[tuple[int, date]]") -> pd.DataFrame:
    """Return for imports (id, day from which their facts are known) their place in time: batch_id -> rank, day."""
    ordered = sorted(batches, key=lambda one: (one[1], one[0]))
    index = pd.Index([batch_id for batch_id, _ in ordered], dtype="int64", name="batch_id")
    days = np.array([day.isoformat() for _, day in ordered], dtype="datetime64[s]")
    return pd.DataFrame({"rank": np.arange(len(ordered)), "day": days}, index=index)


def current_facts(versions: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the facts that count, one per key and sorted by it; versions: oldest word first."""
    latest = versions.drop_duplicates(list(table.key), keep="last")
    return latest.sort_values(list(table.key), kind="stable", na_position="first", ignore_index=True)


def latest_levels(versions: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return the latest level per person and competency assessed no later than `as_of`; versions: oldest word first.

    One without a date counts from the day of its last word, behind one that was told to be of that day.
    """
    told = versions["tanggal_asesmen"].notna()
    day = versions["tanggal_asesmen"].where(told, versions["word_day"])
    rows = versions.assign(effective=day, told=told)[(day <= pd.Timestamp(as_of)).to_numpy()]
    rows = rows.sort_values(["nip", "kompetensi", "effective", "told"], kind="stable")
    kept = rows.drop_duplicates(["nip", "kompetensi"], keep="last")
    return kept.drop(columns=["effective", "told"]).reset_index(drop=True)
