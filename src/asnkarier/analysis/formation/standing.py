"""On which line of the list of needs everybody stands: the own post, in the own unit or in the nearest unit above that names it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints, texts
from asnkarier.analysis.match.unit_tree import NOWHERE, UnitTree, unit_tree
from asnkarier.model.jabatan import is_acting, normalise_jabatan, own_post
from asnkarier.model.terms import normalise

NO_LINE: Final = -1


@dataclass(frozen=True)
class Standing:
    """line: the line of everybody, `NO_LINE` of whom none is; acting: who holds no post of their own, only acts in one.

    known: of every line whether its unit is one that the people or the list of units name; without that nobody could stand on it.
    again: of every line whether an earlier one is about the same post of the same unit; everybody stands on that one.
    """

    line: Ints
    acting: NDArray[np.bool_]
    known: NDArray[np.bool_]
    again: NDArray[np.bool_]


def standing_on(people: pd.DataFrame, need: pd.DataFrame, units: pd.DataFrame) -> Standing:
    """Return on which line everybody stands.

    people, need: jabatan, unit_kerja, unit_induk; units: the list of units, may be empty. Who acts for a time in a post does not fill it.
    """
    induk = _fitting(people, need)
    tree = unit_tree(
        units,
        [*people["unit_kerja"], *need["unit_kerja"]],
        [*people["unit_induk"], *induk],
    )
    of_people, of_lines = tree.of_person[: len(people)], tree.of_person[len(people) :]
    names = [normalise_jabatan(str(one)) for one in need["jabatan"]]
    posts = list(zip(names, of_lines.tolist(), strict=True))
    line_of = {pair: place for place, pair in reversed(list(enumerate(posts)))}
    held = [own_post(one) if one else None for one in texts(people, "jabatan").tolist()]
    pairs = list(zip(held, of_people.tolist(), strict=True))
    found = {pair: _line(tree, line_of, *pair) for pair in dict.fromkeys(pairs)}
    acting = np.array([bool(one) and is_acting(one) for one in texts(people, "jabatan").tolist()], dtype=bool)
    none = np.array([one is None for one in held], dtype=bool)
    return Standing(
        np.array([found[pair] for pair in pairs], dtype=np.int64),
        acting & none,
        np.isin(of_lines, _known(tree, of_people)),
        np.array([line_of[pair] != place for place, pair in enumerate(posts)], dtype=bool),
    )


def _line(tree: UnitTree, line_of: dict[tuple[str, int], int], jabatan: str | None, unit: int) -> int:
    if jabatan is None or unit == NOWHERE:
        return NO_LINE
    name = normalise_jabatan(jabatan)
    lines = (line_of.get((name, one)) for one in (unit, *tree.upwards(unit)))
    return next((one for one in lines if one is not None), NO_LINE)


def _known(tree: UnitTree, of_people: Ints) -> Ints:
    """Return the units of the list, of the people, and those above them."""
    mine = {one for one in of_people.tolist() if one != NOWHERE}
    above = {upper for one in mine for upper in tree.upwards(one)}
    return np.array(sorted(mine | above | set(range(tree.listed))), dtype=np.int64)


def _fitting(people: pd.DataFrame, need: pd.DataFrame) -> list[str]:
    """Return the unit_induk of every line as the people of that unit have it, where only one is possible."""
    known: dict[str, set[str]] = {}
    for kerja, induk in _pairs(people):
        known.setdefault(kerja, set()).add(induk)
    found = []
    for kerja, induk in _pairs(need):
        others = known.get(kerja, set())
        only = next(iter(others)) if len(others) == 1 else None
        found.append(induk if only is None or (induk and only) else only)
    return found


def _pairs(frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    columns: Sequence[list[str]] = [texts(frame, name).tolist() for name in ("unit_kerja", "unit_induk")]
    return ((normalise(kerja), normalise(induk)) for kerja, induk in zip(*columns, strict=True))
