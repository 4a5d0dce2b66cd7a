"""The same fact twice in one file: counted when identical, refused on every side when contradictory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from asnkarier.model.frames import Table
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import Ints
from asnkarier.sheets.schema import schemas


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one sheet: the table's columns and `row`; key_letters: the column where their keys stand."""

    frame: pd.DataFrame
    key_letters: str
    findings: Findings


@dataclass(frozen=True, slots=True)
class Settled:
    """The facts that remain; sheet rows that only repeat others; sheet rows that contradict others."""

    frame: pd.DataFrame
    repeated: tuple[int, ...]
    contradicting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Sheet rows of several sheets: the sheet's place and the row of each fact."""

    parts: Sequence[Facts]
    part: Ints
    row: Ints

    def cell(self, fact: int) -> str:
        return f"{self.parts[self.part[fact]].key_letters}{self.row[fact]}"

    def seen_from(self, other: int, fact: int) -> str:
        """Return the address of `fact` as the sheet of `other` would give it."""
        sheet = self.parts[self.part[fact]].findings.sheet
        cell = self.cell(fact)
        return cell if self.part[fact] == self.part[other] or sheet is None else f"{sheet}!{cell}"


def settle_duplicates(parts: Sequence[Facts], table: Table) -> list[Settled]:
    """Return the facts of each sheet, every key once over all of them: the first one stays where they say the same."""
    frame = (
        parts[0].frame if len(parts) == 1 else pd.concat([part.frame for part in parts], ignore_index=True)
    )
    sizes = [len(part.frame) for part in parts]
    key = list(table.key)
    twice = np.asarray(frame.duplicated(key, keep=False))
    if not twice.any():
        return [Settled(part.frame, (), ()) for part in parts]
    part_of = np.repeat(np.arange(len(parts)), sizes)
    rows = _Rows(parts, part_of, frame["row"].to_numpy(dtype=np.int64))
    places = np.flatnonzero(twice)
    again = frame[twice]
    group = np.asarray(again.groupby(key, dropna=False, sort=False).ngroup(), dtype=np.int64)
    telling = [name for name in table.columns if name not in table.beside]
    version = np.asarray(again.groupby(telling, dropna=False, sort=False).ngroup(), dtype=np.int64)
    contradicting = _tell_contradictions(rows, places, group, version, _differences(again, table))
    repeats = np.asarray(frame.duplicated(telling, keep="first"))
    refused = _of_rows(rows, contradicting)
    kept = ~repeats & ~refused
    gone = sorted(_pairs(rows, repeats & ~refused) - _pairs(rows, kept))
    first_of = dict(zip(group[::-1].tolist(), places[::-1].tolist(), strict=True))
    fact_of = {
        (int(part_of[place]), int(rows.row[place])): (place, number)
        for place, number in zip(places.tolist(), group.tolist(), strict=True)
    }
    for pair in gone:
        place, number = fact_of[pair]
        other = rows.seen_from(place, first_of[number])
        parts[pair[0]].findings.note("BARIS-GANDA", rows.cell(place), other=other)
    starts = np.cumsum([0, *sizes])
    return [
        Settled(
            frame[start:end][kept[start:end]].reset_index(drop=True),
            tuple(row for part, row in gone if part == number),
            tuple(sorted(row for part, row in contradicting if part == number)),
        )
        for number, (start, end) in enumerate(pairwise(starts.tolist()))
    ]


def _pairs(rows: _Rows, marked: npt.NDArray[np.bool_]) -> set[tuple[int, int]]:
    return set(zip(rows.part[marked].tolist(), rows.row[marked].tolist(), strict=True))


def _of_rows(rows: _Rows, wanted: set[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Return which facts stand in the wanted sheet rows (a row of a wide assessment holds several)."""
    width = int(rows.row.max(initial=0)) + 1
    codes = rows.part * width + rows.row
    return np.isin(codes, [part * width + row for part, row in wanted])


def _differences(facts: pd.DataFrame, table: Table) -> Callable[[int, int], str]:
    """Return what names the fields in which two facts (counted from 0) differ."""
    names = [name for name in table.columns if name not in table.key]
    fields = schemas()[table.name].fields
    codes = np.array([pd.factorize(facts[name])[0] for name in names])

    def named(one: int, other: int) -> str:
        differ = np.flatnonzero(codes[:, one] != codes[:, other]).tolist()
        return ", ".join(fields[names[place]].heading for place in differ)

    return named


def _tell_contradictions(
    rows: _Rows, places: Ints, group: Ints, version: Ints, differences: Callable[[int, int], str]
) -> set[tuple[int, int]]:
    """Return (sheet, row) of groups that hold more than one version; each is told where the other version is."""
    members: dict[int, list[tuple[int, int]]] = {}
    for fact, (number, variant) in enumerate(zip(group.tolist(), version.tolist(), strict=True)):
        members.setdefault(number, []).append((fact, variant))
    contradicting: set[tuple[int, int]] = set()
    for facts in members.values():
        if len({variant for _, variant in facts}) == 1:
            continue
        for fact, variant in facts:
            rival = next(one for one, its in facts if its != variant)
            place, other = int(places[fact]), int(places[rival])
            contradicting.add((int(rows.part[place]), int(rows.row[place])))
            findings = rows.parts[rows.part[place]].findings
            facts_told = {"other": rows.seen_from(place, other), "fields": differences(fact, rival)}
            findings.error("BARIS-BERTENTANGAN", rows.cell(place), **facts_told)
    return contradicting
