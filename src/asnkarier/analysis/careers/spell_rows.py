"""Rows of the registers of posts, read into one table from which spells are made."""

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints, alike, integers, texts
from asnkarier.analysis.spans import as_days, day
from asnkarier.model.jabatan import is_acting, normalise_jabatan
from asnkarier.model.kelompok import Kelompok
from asnkarier.rules.rulebook import ESELON_BY_NAME

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

_KIND: Final = ("jenis_jabatan", "eselon", "jenjang")
# What `RuleBook.kelompok_of`, `own_eselon` and `kelompok_by_name` ask.
_CLASS_LAW: Final = ("jabatan/eselon_kelompok", ESELON_BY_NAME)


def class_law(rulebook: "RuleBook", as_of: date) -> tuple[date | None, ...]:
    """Return since when the law of a day says of which class a post is: days with the same answer give every row of a register the same class."""
    known = (name for name in _CLASS_LAW if name in rulebook.parameters)
    return tuple(None if (one := rulebook.in_force(name, as_of)) is None else one.since for name in known)


def normalised(names: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return names of posts for comparison, each distinct name normalised once."""
    code, unique = pd.factorize(names)
    return np.array([*(normalise_jabatan(name) for name in unique), ""], dtype=object)[code]


def acting_posts(names: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return which names of posts say that the holder only acts in it; each distinct name is read once."""
    code, unique = pd.factorize(names)
    return np.array([*(is_acting(name) for name in unique), False], dtype=bool)[code]


def kinds_of_rows(
    frame: pd.DataFrame, rulebook: "RuleBook", as_of: date
) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Return kelompok and jenis jabatan of each row's post; None and empty text where the data do not say.

    Where eselon and jenjang both speak against the jenis jabatan, or the only one given does, nothing is believed: a
    pelaksana with eselon IV.a may be either. Nor is an eselon that may be that of a post in which the holder only acts.
    """
    if frame.empty:
        return np.empty(0, dtype=object), np.empty(0, dtype=object)
    jenis_of, eselon_of, jenjang_of = (texts(frame, name) for name in _KIND)
    eselon_of = _own_eselons(texts(frame, "jabatan"), eselon_of, rulebook, as_of)
    code, unique = alike([jenis_of, eselon_of, jenjang_of])
    found = [_kind(jenis, eselon, jenjang, rulebook, as_of) for jenis, eselon, jenjang in unique]
    kelompok = np.array([*(one for one, _ in found), None], dtype=object)[code]
    return kelompok, np.array([*(one for _, one in found), ""], dtype=object)[code]


def _own_eselons(
    names: NDArray[np.object_], eselons: NDArray[np.object_], rulebook: "RuleBook", as_of: date
) -> NDArray[np.object_]:
    """Return the eselons that are stated of people's own posts, "" elsewhere."""
    own = eselons.copy()
    for place in np.flatnonzero(acting_posts(names) & (eselons != "")):
        own[place] = rulebook.own_eselon(names[place], eselons[place], as_of) or ""
    return own


def _kind(jenis: str, eselon: str, jenjang: str, rulebook: "RuleBook", as_of: date) -> tuple[str | None, str]:
    """Return the kelompok and the jenis jabatan that three facts about a post leave standing."""
    allowed = [{"fungsional"}] if jenjang else []
    if eselon:
        own = rulebook.kelompok_of(None, eselon, None, as_of)
        allowed.append({"struktural", "pelaksana"} if own == Kelompok.PELAKSANA else {"struktural"})
    if jenis and allowed and not any(jenis in kinds for kinds in allowed):
        return None, ""
    return rulebook.kelompok_of(jenis or None, eselon or None, jenjang or None, as_of), jenis


def post_rows(frame: pd.DataFrame, person: Ints, rulebook: "RuleBook", as_of: date) -> pd.DataFrame:
    """Return the posts in `frame` (employees or positions), one row each, acting appointments left out; also what begins after `as_of`, whose law says the classes.

    person: the row in the dossiers of each row, -1 for strangers, who are left out.
    Columns: person, start, sampai, name, kelompok, jenis, kelas, source_id, row.
    """
    name = normalised(texts(frame, "jabatan"))
    kelompok, jenis = kinds_of_rows(frame, rulebook, as_of)
    rows = pd.DataFrame(
        {
            "person": person,
            "start": as_days(frame["tmt_jabatan"]).astype("datetime64[s]"),
            "sampai": as_days(frame["sampai"]).astype("datetime64[s]") if "sampai" in frame else pd.NaT,
            "name": name,
            "kelompok": kelompok,
            "jenis": jenis,
            "kelas": integers(frame, "kelas_jabatan"),
            "source_id": integers(frame, "source_id"),
            "row": integers(frame, "row"),
        }
    )
    acting = acting_posts(texts(frame, "jabatan"))
    kept: pd.DataFrame = rows.loc[(person >= 0) & ~acting]
    return kept


def begun(rows: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return the posts that have begun by `as_of`, or have no day, numbered anew where one has not."""
    later = rows["start"].to_numpy().astype("datetime64[D]") > day(as_of)
    return rows[~later].reset_index(drop=True) if later.any() else rows
