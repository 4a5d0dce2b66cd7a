"""A column of a DataFrame as distinct plain values; see `values`, which asks only where a report holds a DataFrame."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.model.book import Column, ColumnKind, PlainRows
from asnkarier.model.said import LawText
from asnkarier.reports.shown.kinds import DECIMALS, EXACT, WHOLE_AS_INTEGER, integers_of, shortest, text_of
from asnkarier.reports.shown.rounding import round_half_up

Codes = NDArray[np.intp]


def frame_column(rows: pd.DataFrame, column: Column) -> tuple[Codes, Sequence[object]]:
    """Return for every row the index of its value (-1: missing), and the distinct values; no `list` column comes here.

    Raises what `values.column_values` says.
    """
    series = rows[column.key]
    if column.kind == "said":
        codes, distinct = _told(series)
        return codes, [None if _missing(one) else one for one in distinct]
    if _is_law(series):
        codes, distinct = _told(series)
        return codes, [None if _missing(one) else text_of(one) for one in distinct]
    if column.kind == "date":
        return _dates(series)
    if column.kind == EXACT:
        codes, figures = pd.factorize(_floats(series))
        return codes.astype(np.intp), [shortest(value) for value in figures.tolist()]
    if column.kind in DECIMALS:
        return _figures(series, column.kind)
    if column.kind == "integer":
        return _integers(series)
    if column.kind == "flag":
        codes, distinct = _factorised(series)
        return codes, [bool(value) for value in distinct]
    if column.kind == "nip" and pd.api.types.is_float_dtype(series) and series.notna().any():
        raise ValueError("a NIP must be text: a number has already lost its last digits")
    codes, distinct = _factorised(series)
    return codes, list(map(text_of, distinct))


def frame_of(rows: PlainRows) -> pd.DataFrame:
    """Return plain rows as a DataFrame, for what only one can do."""
    return pd.DataFrame({key: list(values) for key, values in rows.columns.items()})


def python_value(value: Any) -> Any:
    """Return a value of numpy or pandas as one of Python's own, None for what they call missing; others as they are."""
    if isinstance(value, (np.ndarray, pd.Series, pd.Index)):
        return list(value)
    if isinstance(value, np.generic):
        value = value.item()
    return None if pd.isna(value) else value


def _factorised(series: "pd.Series[Any]") -> tuple[Codes, list[Any]]:
    codes, distinct = pd.factorize(series)
    return codes.astype(np.intp), list(distinct.tolist())


def _told(series: "pd.Series[Any]") -> tuple[Codes, list[Any]]:
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


def _dates(series: "pd.Series[Any]") -> tuple[Codes, list[date]]:
    if not pd.api.types.is_datetime64_any_dtype(series):
        series = pd.Series(pd.to_datetime(series, errors="raise"))
    codes, distinct = pd.factorize(series.dt.normalize())
    return codes.astype(np.intp), [moment.date() for moment in pd.DatetimeIndex(distinct)]


def _floats(series: "pd.Series[Any]") -> NDArray[np.float64]:
    numeric = pd.Series(pd.to_numeric(series, errors="raise"))
    return numeric.to_numpy(dtype=np.float64, na_value=np.nan)


def _figures(series: "pd.Series[Any]", kind: ColumnKind) -> tuple[Codes, list[Any]]:
    codes, distinct = pd.factorize(round_half_up(_floats(series), DECIMALS[kind]))
    figures = distinct.tolist()
    return codes.astype(np.intp), [shortest(x) for x in figures] if kind in WHOLE_AS_INTEGER else figures


def _integers(series: "pd.Series[Any]") -> tuple[Codes, list[int]]:
    if pd.api.types.is_integer_dtype(series) or pd.api.types.is_bool_dtype(series):
        codes, distinct = _factorised(series)
        return codes, [int(value) for value in distinct]
    codes, figures = pd.factorize(_floats(series))
    return codes.astype(np.intp), integers_of(figures.tolist(), str(series.name))
