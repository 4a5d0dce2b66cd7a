"""People on two rows of one list, as some lists print who is Plt. of a second post: the post of their own counts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.model.jabatan import is_acting
from asnkarier.sheets.grid import Ints
from asnkarier.sheets.rows.duplicates import Facts

# What a second row may say otherwise: it speaks of another post.
_OF_POST: Final = frozenset(
    ("jabatan", "jenis_jabatan", "jenjang", "eselon", "tmt_jabatan", "unit_kerja", "unit_induk", "kelas_jabatan", "row", "col")
)  # fmt: skip


def set_aside_acting(parts: Sequence[Facts]) -> tuple[list[Facts], list[tuple[int, ...]]]:
    """Return the facts without the rows of acting posts beside a post of one's own, and those rows by part.

    Each is told at its cell. A row that also says something else of the person, another name perhaps, stays: it is a
    contradiction. So do two posts of one's own, and an acting post alone.
    """
    frame = (
        parts[0].frame if len(parts) == 1 else pd.concat([part.frame for part in parts], ignore_index=True)
    )
    twice = np.flatnonzero(frame.duplicated("nip", keep=False))
    acting = np.zeros(len(frame), dtype=bool)
    acting[twice] = [is_acting(str(name)) for name in frame["jabatan"].iloc[twice]]
    if not acting.any():
        return list(parts), [() for _ in parts]
    part_of = np.repeat(np.arange(len(parts)), [len(part.frame) for part in parts])
    rows = frame["row"].to_numpy(dtype=np.int64)
    aside = np.zeros(len(frame), dtype=bool)
    for place, own in _with_own_post(frame, twice, acting):
        aside[place] = True
        part = parts[part_of[place]]
        sheet = parts[part_of[own]].findings.sheet
        other = f"{parts[part_of[own]].key_letters}{rows[own]}"
        if part_of[own] != part_of[place] and sheet is not None:
            other = f"{sheet}!{other}"
        jabatan = str(frame["jabatan"].iloc[place])
        part.findings.note("BARIS-PLT", f"{part.key_letters}{rows[place]}", value=jabatan, other=other)
    kept = [
        replace(part, frame=part.frame[~aside[part_of == number]].reset_index(drop=True))
        for number, part in enumerate(parts)
    ]
    return kept, [tuple(rows[aside & (part_of == number)].tolist()) for number in range(len(parts))]


def _with_own_post(
    frame: pd.DataFrame, twice: Ints, acting: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> list[tuple[int, int]]:
    """Return (acting fact, the one fact of the same person with a post of their own) where both agree on the person."""
    personal = [name for name in frame.columns if name not in _OF_POST]
    groups: dict[str, list[int]] = {}
    for place, nip in zip(twice.tolist(), frame["nip"].iloc[twice].tolist(), strict=True):
        groups.setdefault(nip, []).append(place)
    found = []
    for places in groups.values():
        own = [place for place in places if not acting[place]]
        if len(own) == 1:
            found += [
                (place, own[0])
                for place in places
                if acting[place] and _agree(frame, personal, place, own[0])
            ]
    return found


def _agree(frame: pd.DataFrame, personal: Sequence[str], one: int, other: int) -> bool:
    """Return whether the acting row says nothing of the person that the other row does not say too."""
    first, second = frame.iloc[one], frame.iloc[other]
    return all(pd.isna(first[name]) or first[name] == second[name] for name in personal)
