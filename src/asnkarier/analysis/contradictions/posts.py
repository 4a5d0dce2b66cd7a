"""The history of posts against itself and against the post that the register of employees gives."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.spell_rows import acting_posts, normalised
from asnkarier.analysis.contradictions.person import eselon_misfits, text_of, too_early
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.contradictions.table import Side, side_of, told
from asnkarier.analysis.spans import as_days, day

_TABLE: Final = "positions"


def post_contradictions(
    register: Register | None,
    positions: pd.DataFrame,
    as_of: date,
    eselon_kelompok: Mapping[str, str | None],
) -> Iterator[pd.DataFrame]:
    """Yield the contradictions of the history of posts; register None: no employees are known yet."""
    positions = positions.reset_index(drop=True)
    start, end = as_days(positions["tmt_jabatan"]), as_days(positions["sampai"])
    nips = positions["nip"].to_numpy(dtype=object)
    ends_first = np.flatnonzero(end < start).astype(np.int64)
    yield told(
        "TMT-SETELAH-SAMPAI",
        nips[ends_first],
        _side(positions, "tmt_jabatan", ends_first),
        _side(positions, "sampai", ends_first),
    )
    jenis, eselon = text_of(positions["jenis_jabatan"]), text_of(positions["eselon"])
    misfits = np.flatnonzero(eselon_misfits(jenis, eselon, eselon_kelompok)).astype(np.int64)
    yield told(
        "ESELON-JENIS",
        nips[misfits],
        _side(positions, "eselon", misfits),
        _side(positions, "jenis_jabatan", misfits),
    )
    if register is None or not len(positions):
        return
    person = register.rows_of(positions["nip"])
    yield from too_early(register, person, start, lambda rows: _side(positions, "tmt_jabatan", rows))
    yield from _against_current(register, positions, person, as_of)


def _side(positions: pd.DataFrame, field: str, rows: Ints) -> Side:
    return side_of(positions, _TABLE, field, rows)


def _against_current(
    register: Register, positions: pd.DataFrame, person: Ints, as_of: date
) -> Iterator[pd.DataFrame]:
    """Yield where the last post of the history is not the one held, or has ended although it is held.

    A last post that began before the one held says nothing: the history may simply lag. Neither does a name that
    contains all words of the other.
    """
    names = normalised(text_of(positions["jabatan"]))
    held = normalised(text_of(register.value("jabatan")))
    since = as_days(register.value("tmt_jabatan"))
    start, end = as_days(positions["tmt_jabatan"]), as_days(positions["sampai"])
    acting = acting_posts(names)
    real = np.flatnonzero((person >= 0) & ~acting & (start <= day(as_of)))
    alike = np.zeros(len(names), dtype=bool)
    alike[real] = alike_words(names[real], held[person[real]])
    # Of two posts that began on one day the one alike to the post held speaks: a post may be recorded twice.
    order = real[np.lexsort((real, alike[real], start[real], person[real]))]
    last = order[np.append(person[order][1:] != person[order][:-1], True)] if len(order) else order
    begun, over = since[person[last]], end[last] < day(as_of)
    rival = ~alike[last] & ~over & (start[last] >= begun) & (held[person[last]] != "")
    ended = alike[last] & over & (start[last] == begun)
    for code, wrong, field in (
        ("JABATAN-RIWAYAT-BEDA", rival, "jabatan"),
        ("JABATAN-SELESAI", ended, "sampai"),
    ):
        rows = last[wrong].astype(np.int64)
        people = person[rows]
        yield told(
            code, register.nips[people], register.side("jabatan", people), _side(positions, field, rows)
        )


def alike_words(names: NDArray[np.object_], others: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return where one name holds every word of the other, so that both may mean one post."""
    code, unique = pd.factorize(pd.MultiIndex.from_arrays([names, others]))
    pairs = [(set(name.split()), set(other.split())) for name, other in unique]
    return np.array([one <= two or two <= one for one, two in pairs], dtype=bool)[code]
