"""The units one above the other, so that what is counted in each can be added up to the top: nobody dropped, nobody twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.model.said import Said, said
from asnkarier.model.terms import normalise

NOWHERE = -1


@dataclass
class UnitTree:
    """Units by number. above: the number of the unit above each, `NOWHERE` at the top; in no circle.

    notes: what had to be decided about the place of a unit, None where nothing had. of_person: the unit of everybody,
    `NOWHERE` of whom no unit is known. listed: how many units, the first by number, stand in the list of units.
    """

    names: list[str] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    notes: list[Said | None] = field(default_factory=list)
    of_person: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    listed: int = 0

    def add(self, name: str, note: Said | None = None) -> int:
        """Add a unit at the top and return its number."""
        self.names.append(name)
        self.above.append(NOWHERE)
        self.notes.append(note)
        return len(self.names) - 1

    def upwards(self, unit: int) -> Iterator[int]:
        """Yield the units above `unit`, the nearest first; a circle ends where it closes."""
        seen = {unit}
        while (unit := self.above[unit]) != NOWHERE and unit not in seen:
            seen.add(unit)
            yield unit

    def depths(self) -> Ints:
        """Return how many units stand above each."""
        return np.array([sum(1 for _ in self.upwards(one)) for one in range(len(self.names))], dtype=np.int64)


def unit_tree(units: pd.DataFrame, unit_kerja: Sequence[object], unit_induk: Sequence[object]) -> UnitTree:
    """Return the tree of the list of units (id, nama_unor, id_atasan) and of the people's own words.

    A unit of the list stands below the one whose id, or else whose name, `id_atasan` says; where that is in no list, it
    stands at the top. People belong to the unit of that name; of several, to the one below their unit_induk. A unit that
    the list lacks stands below the unit_induk of its people. A circle is cut above the first of its units by name.
    """
    tree = UnitTree()
    rows = units.sort_values(["nama_unor", "id"], kind="stable")
    by_name: dict[str, list[int]] = {}
    by_id: dict[str, int] = {}
    for name, identity in zip(rows["nama_unor"], rows["id"], strict=True):
        number = by_id[str(identity)] = tree.add(str(name))
        by_name.setdefault(normalise(str(name)), []).append(number)
    tree.listed = len(tree.names)
    _place_listed(tree, rows["id_atasan"].tolist(), by_id, by_name)
    pairs = [(_text(kerja), _text(induk)) for kerja, induk in zip(unit_kerja, unit_induk, strict=True)]
    of_pair = _place_people(tree, sorted(set(pairs)), by_name, listed=bool(by_id))
    _cut_circles(tree)
    tree.of_person = np.array([of_pair[pair] for pair in pairs], dtype=np.int64)
    return tree


def units_within(tree: UnitTree, name: str) -> NDArray[np.bool_]:
    """Return of each unit whether it bears this normalised name, or stands below one that does, however many there are."""
    named = np.array([normalise(one) == name for one in tree.names], dtype=bool)
    below = [named[unit] or any(named[above] for above in tree.upwards(unit)) for unit in range(len(named))]
    return np.array(below, dtype=bool)


def offices(tree: UnitTree) -> list[int]:
    """Return of each unit the office that it belongs to, as far as the list of units tells.

    That is the unit directly below the only top of the list, or the top itself where there are several, or where the unit
    is that top. A unit that came to the top because its place is not known, or was cut out of a circle, is no top of the list.
    """
    tops = {unit for unit in range(tree.listed) if tree.above[unit] == NOWHERE and tree.notes[unit] is None}
    found = []
    for unit in range(len(tree.names)):
        way = [unit, *tree.upwards(unit)]
        found.append(way[-2] if len(way) > 1 and tops == {way[-1]} else way[-1])
    return found


def add_up(tree: UnitTree, own: pd.DataFrame) -> pd.DataFrame:
    """Return the sums of each unit with everything below it; own: whole numbers, a row for each unit of the tree in order."""
    sums = own.to_numpy(dtype=np.int64).copy()
    depths = tree.depths()
    for unit in np.argsort(-depths, kind="stable"):
        if tree.above[unit] != NOWHERE:
            sums[tree.above[unit]] += sums[unit]
    return pd.DataFrame(sums, columns=own.columns, index=own.index)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _place_listed(
    tree: UnitTree, parents: Iterable[object], by_id: Mapping[str, int], by_name: Mapping[str, list[int]]
) -> None:
    for unit, parent in enumerate(parents):
        text = _text(parent)
        if not text:
            continue
        named = by_name.get(normalise(text), [])
        above = by_id.get(text, named[0] if len(named) == 1 else NOWHERE)
        if above == NOWHERE:
            tree.notes[unit] = said("unit_parent_unknown", parent=text)
        elif above != unit:  # the top of some lists stands above itself
            tree.above[unit] = above


def _place_people(
    tree: UnitTree, pairs: Sequence[tuple[str, str]], by_name: dict[str, list[int]], *, listed: bool
) -> dict[tuple[str, str], int]:
    """Return the unit of each (unit_kerja, unit_induk); what the list lacks is added to the tree."""
    found: dict[tuple[str, str], int] = {}
    own: dict[tuple[str, str], int] = {}
    for kerja, induk in pairs:
        if not kerja:
            found[kerja, induk] = NOWHERE
            continue
        units = by_name.get(normalise(kerja), [])
        if len(units) > 1:
            upper = normalise(induk)
            fitting = [one for one in units if upper in (normalise(tree.names[a]) for a in tree.upwards(one))]
            units = fitting if len(fitting) == 1 else units
        if len(units) == 1:
            found[kerja, induk] = units[0]
            continue
        key = normalise(kerja), "" if normalise(kerja) == normalise(induk) else normalise(induk)
        if key not in own:
            note = said("unit_ambiguous", count=len(units)) if units else None
            own[key] = tree.add(kerja, said("unit_unlisted") if listed and not units else note)
        found[kerja, induk] = own[key]
    spelt = {normalise(induk): induk for _kerja, induk in reversed(pairs)}
    for (name, upper), unit in list(own.items()):
        if upper and name not in by_name:
            tree.above[unit] = _unit_above(tree, spelt[upper], by_name, own)
    return found


def _unit_above(
    tree: UnitTree, name: str, by_name: Mapping[str, list[int]], own: dict[tuple[str, str], int]
) -> int:
    """Return the one unit of that name, of the list or of the people's words; one is added where there is none."""
    key = normalise(name)
    units = by_name.get(key, []) or [unit for (other, _upper), unit in own.items() if other == key]
    if len(units) == 1:
        return units[0]
    if (key, "") not in own:
        own[key, ""] = tree.add(name, said("unit_ambiguous", count=len(units)) if units else None)
    return own[key, ""]


def _cut_circles(tree: UnitTree) -> None:
    """Cut every circle above the first of its units by name."""
    state = [0] * len(tree.names)  # 1: on the way, 2: leads to the top
    for start in range(len(tree.names)):
        way: list[int] = []
        unit = start
        while unit != NOWHERE and state[unit] == 0:
            state[unit] = 1
            way.append(unit)
            unit = tree.above[unit]
        if unit != NOWHERE and state[unit] == 1:
            circle = way[way.index(unit) :]
            first = min(circle, key=lambda one: (tree.names[one], one))
            tree.above[first] = NOWHERE
            tree.notes[first] = said("unit_circle", units=tuple(sorted(tree.names[one] for one in circle)))
        for one in way:
            state[one] = 2
