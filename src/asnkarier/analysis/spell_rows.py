"""Rows of the registers of posts, read into one table from which spells are made."""

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.spans import Ints, as_days, day
from asnkarier.model.jabatan import normalise_jabatan

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

ACTING: Final = ("PLT ", "PLH ", "PELAKSANA TUGAS ", "PELAKSANA HARIAN ")
_KIND: Final = ("jenis_jabatan", "eselon", "jenjang")


def texts(frame: pd.DataFrame, name: str) -> NDArray[np.object_]:
    """Return a text column as objects; missing values, or a missing column, as empty text."""
    if name not in frame:
        return np.full(len(frame), "", dtype=object)
    values = frame[name].to_numpy(dtype=object)
    return np.where(pd.isna(values), "", values)


def integers(frame: pd.DataFrame, name: str) -> Ints:
    """Return an integer column; missing values, or a missing column, as -1."""
    if name not in frame:
        return np.full(len(frame), -1, dtype=np.int64)
    return pd.to_numeric(frame[name]).fillna(-1).to_numpy(dtype=np.int64)


def normalised(names: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return names of posts for comparison, each distinct name normalised once."""
    code, unique = pd.factorize(names)
    return np.array([*(normalise_jabatan(name) for name in unique), ""], dtype=object)[code]


def kelompok_of_rows(frame: pd.DataFrame, rulebook: "RuleBook", as_of: date) -> NDArray[np.object_]:
    """Return the kelompok of each row's post; None where jenis_jabatan, eselon and jenjang do not say."""
    if frame.empty:
        return np.empty(0, dtype=object)
    code, unique = pd.factorize(pd.MultiIndex.from_arrays([texts(frame, name) for name in _KIND]))
    found = [
        rulebook.kelompok_of(jenis or None, eselon or None, jenjang or None, as_of)
        for jenis, eselon, jenjang in unique
    ]
    return np.array([*found, None], dtype=object)[code]


def post_rows(frame: pd.DataFrame, person: Ints, rulebook: "RuleBook", as_of: date) -> pd.DataFrame:
    """Return the posts in `frame` (employees or positions), one row each, acting appointments left out.

    person: the row in the dossiers of each row, -1 for strangers, who are left out.
    Columns: person, start, sampai, name, kelompok, jenis, kelas, source_id, row.
    """
    name = normalised(texts(frame, "jabatan"))
    rows = pd.DataFrame(
        {
            "person": person,
            "start": as_days(frame["tmt_jabatan"]).astype("datetime64[s]"),
            "sampai": as_days(frame["sampai"]).astype("datetime64[s]") if "sampai" in frame else pd.NaT,
            "name": name,
            "kelompok": kelompok_of_rows(frame, rulebook, as_of),
            "jenis": texts(frame, "jenis_jabatan"),
            "kelas": integers(frame, "kelas_jabatan"),
            "source_id": integers(frame, "source_id"),
            "row": integers(frame, "row"),
        }
    )
    acting = np.array([text.startswith(ACTING) for text in name], dtype=bool)
    begun = ~(rows["start"].to_numpy().astype("datetime64[D]") > day(as_of))
    kept: pd.DataFrame = rows.loc[(person >= 0) & ~acting & begun]
    return kept
