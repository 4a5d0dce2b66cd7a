"""A column of a report as plain Python values, each distinct value prepared once.

Reports repeat themselves (units, statuses, levels), so every way out works on the distinct values and then spreads them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.model.book import Column, ColumnKind
from asnkarier.model.said import LawText
from asnkarier.reports.shown.rounding import round_half_up
from asnkarier.reports.shown.sentences import law_text

T = TypeVar("T")
DECIMALS: Final[dict[ColumnKind, int]] = {"number": 2, "percent": 2, "money": 2, "level": 6, "gap": 6}
_WHOLE_AS_INTEGER: Final = ("money", "level", "gap")
_NESTED_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class Values:
    """A column: its distinct values, the last of them None (missing), and for each row the index of its value."""

    distinct: list[Any]
    codes: NDArray[np.intp]

    def spread(self, show: Callable[[Any], T]) -> list[T]:
        """Return `show(value)` for every row; `show` runs once per distinct value."""
        shown = np.empty(len(self.distinct), dtype=object)
        for i, value in enumerate(self.distinct):
            shown[i] = show(value)
        rows: list[T] = shown[self.codes].tolist()
        return rows


def column_values(rows: pd.DataFrame, column: Column) -> Values:
    """Return the values of `column`: str, int, float, bool, date, list, dict or None.

    Figures are rounded by kind. KeyError: the frame lacks the column. ValueError: a NIP or an integer arrives as a fraction.
    """
    series = rows[column.key]
    distinct: Sequence[object]
    if column.kind == "list":
        return Values([*map(plain, series.tolist()), None], np.arange(len(series), dtype=np.intp))
    if column.kind == "said":
        codes, distinct = _told(series)
        distinct = [None if _missing(one) else one for one in distinct]
    elif _is_law(series):
        codes, distinct = _told(series)
        distinct = [_text(one) for one in distinct]
    elif column.kind == "date":
        codes, distinct = _dates(series)
    elif column.kind in DECIMALS:
        codes, distinct = _figures(series, column.kind)
    elif column.kind == "integer":
        codes, distinct = _integers(series)
    elif column.kind == "flag":
        codes, distinct = _factorised(series)
        distinct = [bool(value) for value in distinct]
    else:
        if column.kind == "nip" and pd.api.types.is_float_dtype(series) and series.notna().any():
            raise ValueError("a NIP must be text: a number has already lost its last digits")
        codes, distinct = _factorised(series)
        distinct = [_text(value) for value in distinct]
    return Values([*distinct, None], codes)


def plain(value: Any) -> Any:
    """Return a nested value of a `list` column as plain lists, dicts and scalars; missing becomes None."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset, np.ndarray, pd.Series, pd.Index)):
        items = sorted(value) if isinstance(value, (set, frozenset)) else value
        return [plain(item) for item in items]
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or pd.isna(value):
        return None
    if isinstance(value, float):
        return _shortest(float(round_half_up(np.array([value]), _NESTED_DECIMALS)[0]))
    if isinstance(value, (bool, int, str)):
        return value
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def _factorised(series: "pd.Series[Any]") -> tuple[NDArray[np.intp], list[Any]]:
    codes, distinct = pd.factorize(series)
    return codes.astype(np.intp), list(distinct.tolist())


def _told(series: "pd.Series[Any]") -> tuple[NDArray[np.intp], list[Any]]:
    """Tell things said apart as objects: calculation makes each once and points at it from every row."""
    if series.dtype != object:
        return _factorised(series)
    told = series.to_numpy()
    codes, ids = pd.factorize(np.fromiter(map(id, told), np.uintp, len(told)))
    at = np.empty(len(ids), dtype=np.intp)
    at[codes] = np.arange(len(told))
    return codes.astype(np.intp), list(told[at])


def _is_law(series: "pd.Series[Any]") -> bool:
    return series.dtype == object and bool(len(series)) and isinstance(series.iloc[0], LawText)


def _missing(told: object) -> bool:
    return told is None or told == "" or (isinstance(told, float) and np.isnan(told)) or told is pd.NA


def _text(value: Any) -> str:
    if isinstance(value, (bool, np.bool_)):
        return str(value).lower()
    return law_text(value) if isinstance(value, str | LawText) else str(value)


def _dates(series: "pd.Series[Any]") -> tuple[NDArray[np.intp], list[date]]:
    if not pd.api.types.is_datetime64_any_dtype(series):
        series = pd.Series(pd.to_datetime(series, errors="raise"))
    codes, distinct = pd.factorize(series.dt.normalize())
    return codes.astype(np.intp), [moment.date() for moment in pd.DatetimeIndex(distinct)]


def _floats(series: "pd.Series[Any]") -> NDArray[np.float64]:
    numeric = pd.Series(pd.to_numeric(series, errors="raise"))
    return numeric.to_numpy(dtype=np.float64, na_value=np.nan)


def _figures(series: "pd.Series[Any]", kind: ColumnKind) -> tuple[NDArray[np.intp], list[Any]]:
    codes, distinct = pd.factorize(round_half_up(_floats(series), DECIMALS[kind]))
    figures = distinct.tolist()
    return codes.astype(np.intp), [_shortest(x) for x in figures] if kind in _WHOLE_AS_INTEGER else figures


def _integers(series: "pd.Series[Any]") -> tuple[NDArray[np.intp], list[int]]:
    if pd.api.types.is_integer_dtype(series) or pd.api.types.is_bool_dtype(series):
        codes, distinct = _factorised(series)
        return codes, [int(value) for value in distinct]
    codes, figures = pd.factorize(_floats(series))
    whole = [int(value) for value in figures.tolist()]
    if any(number != figure for number, figure in zip(whole, figures.tolist(), strict=True)):
        raise ValueError(f"column {series.name!r} holds fractions and is called integer")
    return codes.astype(np.intp), whole


def _shortest(value: float) -> int | float:
    return int(value) if value.is_integer() else value
