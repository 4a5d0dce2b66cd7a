"""In which class of post and unit people were on a day: comparable is who was in the same place then, not who is now."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints, texts
from asnkarier.model.terms import normalise

_SPAN: Final = 1 << 20
_MIDDLE: Final = 1 << 19


class PostsThen:
    """The posts of people by their first day, as codes of class, unit, office and kind of office (-1: not known).

    The history of posts and the current post count from their TMT; before the first of them, and where no day is known, the
    current post stands for the earlier one. The kind of an office is the first word of its name: Dinas, Kecamatan, RSUD.
    """

    def __init__(self, employees: pd.DataFrame, positions: pd.DataFrame, people: pd.Index) -> None:
        """Keep the posts of `people`; both frames have kelompok, unit_kerja, tmt_jabatan and nip."""
        offices = _offices(employees)
        now, then = _posts(employees, offices), _posts(positions, offices)
        both = pd.concat([then.assign(now=False), now.assign(now=True)], ignore_index=True)
        person = people.get_indexer(pd.Index(both["nip"])).astype(np.int64)
        self._codes = np.stack([_codes(both[name]) for name in ("kelompok", "unit", "office", "sort")])
        day = both["tmt"].to_numpy(dtype="datetime64[D]")
        dated = np.flatnonzero((person >= 0) & ~np.isnat(day))
        key = person[dated] * _SPAN + day[dated].astype(np.int64) + _MIDDLE
        order = np.argsort(key, kind="stable")
        self._key, self._row, self._person = key[order], dated[order], person[dated[order]]
        self._current = np.full(len(people), -1, dtype=np.int64)
        held = np.flatnonzero(both["now"].to_numpy() & (person >= 0))
        self._current[person[held]] = held

    def at(self, person: Ints, day: Ints) -> tuple[Ints, Ints]:
        """Return the class, and the unit, office and kind of office (three rows), of each person on each day."""
        row = self._current[person]
        if len(self._key):
            at = np.searchsorted(self._key, person * _SPAN + day + _MIDDLE, side="right") - 1
            inside = np.maximum(at, 0)
            row = np.where((at >= 0) & (self._person[inside] == person), self._row[inside], row)
        found = np.where(row >= 0, self._codes[:, row], -1)
        return found[0], found[1:]


def _posts(frame: pd.DataFrame, offices: dict[str, str]) -> pd.DataFrame:
    unit = _normalised(texts(frame, "unit_kerja"))
    office = np.where(
        _normalised(texts(frame, "unit_induk")) == "",
        [offices.get(one, "") for one in unit],
        _normalised(texts(frame, "unit_induk")),
    )
    whole = np.where(office == "", unit, office)
    return pd.DataFrame(
        {
            "nip": frame["nip"].to_numpy(),
            "tmt": frame["tmt_jabatan"].to_numpy(dtype="datetime64[D]").astype("datetime64[s]"),
            "kelompok": texts(frame, "kelompok"),
            "unit": unit,
            "office": office,
            "sort": [str(one).partition(" ")[0] for one in whole],
        }
    )


def _offices(employees: pd.DataFrame) -> dict[str, str]:
    """Return the office of each unit as the employees have it, where all have the same."""
    pairs = pd.DataFrame(
        {
            "unit": _normalised(texts(employees, "unit_kerja")),
            "office": _normalised(texts(employees, "unit_induk")),
        }
    ).drop_duplicates()
    pairs = pairs[pairs["office"].ne("") & ~pairs["unit"].duplicated(keep=False)]
    return dict(zip(pairs["unit"], pairs["office"], strict=True))


def _normalised(words: NDArray[np.object_]) -> NDArray[np.object_]:
    known = {one: normalise(one) for one in dict.fromkeys(words.tolist())}
    return np.array([known[one] for one in words.tolist()], dtype=object)


def _codes(words: pd.Series) -> Ints:
    values, code = np.unique(words.to_numpy(dtype=object).astype(str), return_inverse=True)
    return np.where(values[code] == "", -1, code).astype(np.int64)
