"""The same fact twice in one file: counted when identical, refused on both sides when contradictory."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from asnkarier.model.frames import Table
from asnkarier.sheets.findings import Findings


@dataclass(frozen=True, slots=True)
class Settled:
    """The facts that remain; sheet rows that only repeat others; sheet rows that contradict others."""

    frame: pd.DataFrame
    repeated: tuple[int, ...]
    contradicting: tuple[int, ...]


def settle_duplicates(frame: pd.DataFrame, table: Table, key_letters: str, findings: Findings) -> Settled:
    """Return the frame with every key once. `frame` has the table's columns and `row`; key_letters: where keys stand."""
    key = list(table.key)
    twice = frame.duplicated(key, keep=False)
    if not twice.any():
        return Settled(frame, (), ())
    again = frame[twice]
    group = again.groupby(key, dropna=False, sort=False).ngroup().to_numpy()
    version = again.groupby(list(table.columns), dropna=False, sort=False).ngroup().to_numpy()
    rows = again["row"].to_numpy()
    contradicting = _tell_contradictions(
        rows.tolist(), group.tolist(), version.tolist(), key_letters, findings
    )
    repeats = np.asarray(frame.duplicated(list(table.columns), keep="first"))
    kept = frame[~repeats & ~frame["row"].isin(contradicting).to_numpy()]
    gone = sorted(set(frame["row"]) - set(kept["row"]) - contradicting)
    first_of = dict(zip(group[::-1].tolist(), rows[::-1].tolist(), strict=True))
    group_of = dict(zip(rows.tolist(), group.tolist(), strict=True))
    for row in gone:
        other = f"{key_letters}{first_of[group_of[row]]}"
        findings.note("BARIS-GANDA", f"{key_letters}{row}", other=other)
    return Settled(kept.reset_index(drop=True), tuple(gone), tuple(sorted(contradicting)))


def _tell_contradictions(
    rows: Iterable[int], group: Iterable[int], version: Iterable[int], key_letters: str, findings: Findings
) -> set[int]:
    """Return the sheet rows of groups that hold more than one version; each is told where the other version is."""
    members: dict[int, list[tuple[int, int]]] = {}
    for row, number, variant in zip(rows, group, version, strict=True):
        members.setdefault(int(number), []).append((int(row), int(variant)))
    contradicting: set[int] = set()
    for facts in members.values():
        if len({variant for _, variant in facts}) == 1:
            continue
        for row, variant in facts:
            other = next(place for place, its in facts if its != variant)
            contradicting.add(row)
            findings.error("BARIS-BERTENTANGAN", f"{key_letters}{row}", other=f"{key_letters}{other}")
    return contradicting
