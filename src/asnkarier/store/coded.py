"""Facts as numbered words: every column is an array of codes into its distinct values.

Names, units and dates repeat thousands of times, so each distinct value is made, compared and parsed once. Stored and
incoming facts that share their words can be compared as integers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

from asnkarier.late import np, pd
from asnkarier.model.frames import PROVENANCE, Kind, Table

if TYPE_CHECKING:
    import numpy.typing as npt

Codes: TypeAlias = "npt.NDArray[np.int32]"
Positions: TypeAlias = "npt.NDArray[np.intp]"
Numbers: TypeAlias = "npt.NDArray[np.int64]"

MISSING = -1
_LARGEST_CODE = 2**62


class Words(defaultdict[Any, int]):
    """The distinct values of one column in order of appearance; a missing value and an empty text are -1.

    A value gets the next code when it is first asked for, and in no other way. The dict of the standard library numbers them without a call of
    ours for each.
    """

    def __init__(self) -> None:
        super().__init__(count().__next__, {None: MISSING, "": MISSING})

    def values_in_order(self) -> list[Any]:
        """Return the values by code."""
        return list(self)[2:]

    def codes_of(self, values: Sequence[Any]) -> Codes:
        """Return the code of every value; new values get new codes."""
        return np.fromiter(map(self.__getitem__, values), np.int32, len(values))


@dataclass(frozen=True, slots=True)
class Coded:
    """Rows of one table: `codes[name][i]` is a position in `words[name]`, or -1 for a missing value."""

    table: Table
    codes: Mapping[str, Codes]
    words: Mapping[str, Words]

    def __len__(self) -> int:
        return len(next(iter(self.codes.values())))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that were read, in the order of the table."""
        return tuple(name for name in self.table.columns if name in self.codes)

    def take(self, rows: Positions) -> Coded:
        """Return the rows at these positions."""
        return Coded(self.table, {name: codes[rows] for name, codes in self.codes.items()}, self.words)


def stored_columns(table: Table) -> tuple[str, ...]:
    """Return the columns of a fact as stored: the cell that it came from, then its fields."""
    return (*PROVENANCE, *table.columns)


def kind_of(table: Table, name: str) -> Kind:
    """Return the kind of a field or provenance column."""
    provenance: dict[str, Kind] = {"source_id": "integer", "row": "integer", "col": "text"}
    return provenance.get(name) or table.kind_of(name)


def new_words(table: Table) -> dict[str, Words]:
    """Return an empty vocabulary for every column."""
    return {name: Words() for name in stored_columns(table)}


def nothing(table: Table) -> Coded:
    """Return no facts."""
    return Coded(table, {name: np.empty(0, np.int32) for name in stored_columns(table)}, new_words(table))


def encode(table: Table, frame: pd.DataFrame, words: Mapping[str, Words]) -> Coded:
    """Return `frame` as codes, adding its new values to `words`. Columns that it lacks are missing values."""
    codes = {}
    for name in stored_columns(table):
        if name in frame.columns:
            codes[name] = _encode_column(frame[name], kind_of(table, name), words[name])
        else:
            codes[name] = np.full(len(frame), MISSING, np.int32)
    return Coded(table, codes, words)


def _encode_column(column: pd.Series[Any], kind: Kind, words: Words) -> Codes:
    places, distinct = pd.factorize(column)
    if kind == "date":
        days = np.asarray(distinct).astype("datetime64[D]")
        values = np.datetime_as_string(days).tolist()
    elif kind == "number":
        values = np.asarray(distinct, dtype=np.float64).tolist()
    elif kind == "integer":
        values = np.asarray(distinct, dtype=np.int64).tolist()
    else:
        values = np.asarray(distinct, dtype=object).tolist()
    # One place more than there are values: a missing value (place -1) picks the last.
    return np.append(words.codes_of(values), np.int32(MISSING))[places]


def decode(coded: Coded) -> pd.DataFrame:
    """Return the rows as a frame with the types of model.frames."""
    columns = {
        name: _decode_column(codes, kind_of(coded.table, name), coded.words[name])
        for name, codes in coded.codes.items()
    }
    return pd.DataFrame(columns, copy=False)


def _decode_column(codes: Codes, kind: Kind, words: Words) -> Any:
    values = words.values_in_order()
    if kind == "date":
        return np.array([*values, "NaT"], dtype="datetime64[s]")[codes]
    if kind == "number":
        return np.array([*values, np.nan], dtype=np.float64)[codes]
    if kind == "integer":
        return pd.arrays.IntegerArray(np.array([*values, 0], dtype=np.int64)[codes], codes == MISSING)
    return pd.array(values, dtype="str").take(codes, allow_fill=True)


def plain_values(words: Words) -> npt.NDArray[np.object_]:
    """Return the values by code, with None last so that a missing value (-1) picks it."""
    return np.array([*words.values_in_order(), None], dtype=object)


def ordered(codes: Codes, words: Words) -> Numbers:
    """Return numbers that sort as the values do, missing (0) first."""
    values = words.values_in_order()
    place = np.zeros(len(values) + 1, np.int64)
    place[sorted(range(len(values)), key=values.__getitem__)] = np.arange(1, len(values) + 1)
    return place[codes]


def joint(parts: Sequence[npt.NDArray[np.signedinteger[Any]]]) -> Numbers:
    """Return one number per row that is equal, and sorts, as its parts do together (each part >= -1, first counts most)."""
    total = np.zeros(len(parts[0]), np.int64)
    largest = 1
    for part in parts:
        size = int(part.max(initial=MISSING)) + 2
        if largest * size > _LARGEST_CODE:
            distinct, total = np.unique(total, return_inverse=True)
            largest = len(distinct)
        total = total * size + (part + 1)
        largest *= size
    return total


def group_ends(key: Numbers, *within: npt.NDArray[np.signedinteger[Any]]) -> tuple[Positions, Positions]:
    """Return the row order by (key, within …, position) and the places in it where each key ends."""
    order = np.lexsort((*within[::-1], key)) if within else np.argsort(key, kind="stable")
    in_order = key[order]
    ends = np.flatnonzero(np.append(in_order[1:] != in_order[:-1], True)) if len(key) else order
    return order, ends


def distinct(numbers: Numbers) -> Numbers:
    """Return the different numbers, ascending; by sorting, which the nearly sorted ids here make far cheaper than hashing."""
    order, ends = group_ends(numbers)
    return numbers[order[ends]]


def renamed(coded: Coded, name: str, new_values: Mapping[Any, Any]) -> Coded:
    """Return the same rows with every value of one column replaced by its new one; KeyError when there is none."""
    words = Words()
    places = words.codes_of([new_values[value] for value in coded.words[name].values_in_order()])
    codes = np.append(places, np.int32(MISSING))[coded.codes[name]]
    return Coded(coded.table, {**coded.codes, name: codes}, {**coded.words, name: words})


def stacked(upper: Coded, lower: Coded) -> Coded:
    """Return the rows of both, which share their words, the upper ones first."""
    codes = {name: np.concatenate([column, lower.codes[name]]) for name, column in upper.codes.items()}
    return Coded(upper.table, codes, lower.words)


def reworded(coded: Coded, name: str, words: Words) -> Coded:
    """Return the same rows with one column in other words, which take up the values that they lack."""
    places = words.codes_of(coded.words[name].values_in_order())
    codes = np.append(places, np.int32(MISSING))[coded.codes[name]]
    return Coded(coded.table, {**coded.codes, name: codes}, {**coded.words, name: words})
