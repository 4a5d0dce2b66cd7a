"""Facts about one person that cannot both be right: dates in an impossible order, words that exclude each other."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.contradictions.table import Side, told
from asnkarier.analysis.spans import as_days, day
from asnkarier.model.golongan import GOLONGAN_PPPK, PANGKAT
from asnkarier.model.kelompok import Kelompok
from asnkarier.model.terms import normalise

_BIRTH_DIGITS: Final = 8
_TMT: Final = ("tmt_cpns", "tmt_golongan", "tmt_jabatan")
_WITHOUT_ESELON: Final = ("fungsional", "pelaksana")


def person_contradictions(
    register: Register,
    as_of: date,
    *,
    active: frozenset[str],
    eselon_kelompok: Mapping[str, str | None],
    eselon_by_name: Callable[[str], tuple[str, ...] | None] = lambda _name: None,
) -> Iterator[pd.DataFrame]:
    """Yield the contradictions inside the register of employees.

    active: the words of kedudukan hukum that mean active service, normalised. eselon_kelompok: the class of each eselon. eselon_by_name: the
    eselon that the law gives a post by its name, see `RuleBook.eselon_by_name`.
    """
    everybody = np.arange(len(register), dtype=np.int64)
    for field in _TMT:
        yield from too_early(
            register, everybody, as_days(register.value(field)), partial(register.side, field)
        )
    status, golongan = text_of(register.value("status_asn")), text_of(register.value("golongan"))
    misfit = golongan_misfits(status, golongan)
    yield _told(register, "GOLONGAN-STATUS", misfit, "golongan", "status_asn")
    jenis, eselon = text_of(register.value("jenis_jabatan")), text_of(register.value("eselon"))
    misfit = eselon_misfits(jenis, eselon, eselon_kelompok)
    yield _told(register, "ESELON-JENIS", misfit, "eselon", "jenis_jabatan")
    unlike, odd = name_misfits(text_of(register.value("jabatan")), jenis, eselon, eselon_by_name)
    yield _told(register, "ESELON-NAMA", unlike & ~misfit, "eselon", "jabatan")
    yield _told(register, "JENIS-NAMA", odd, "jenis_jabatan", "jabatan")
    retired = as_days(register.value("tmt_pensiun")) < day(as_of)
    standing = text_of(register.value("kedudukan_hukum"))
    serves = _among(standing, lambda word: normalise(word) in active)
    yield _told(register, "PENSIUN-AKTIF", retired & serves, "tmt_pensiun", "kedudukan_hukum")


def _told(register: Register, code: str, wrong: NDArray[np.bool_], field: str, other: str) -> pd.DataFrame:
    people = np.flatnonzero(wrong).astype(np.int64)
    return told(code, register.nips[people], register.side(field, people), register.side(other, people))


def too_early(
    register: Register, person: Ints, start: Days, side: Callable[[Ints], Side]
) -> Iterator[pd.DataFrame]:
    """Yield the starts that lie before the birth of the person, else before the TMT CPNS.

    person: the place of each row's person in the register, -1 for a stranger; side: where the starts of rows stand.
    """
    known = np.flatnonzero(person >= 0)
    people = person[known]
    born, born_field = _born(register)
    cpns = as_days(register.value("tmt_cpns"))
    unborn = start[known] < born[people]
    early = ~unborn & (start[known] < cpns[people])
    for code, wrong, field in (
        ("TMT-SEBELUM-LAHIR", unborn & (born_field[people] == 0), "tanggal_lahir"),
        ("TMT-SEBELUM-LAHIR", unborn & (born_field[people] == 1), "nip"),
        ("TMT-SEBELUM-CPNS", early, "tmt_cpns"),
    ):
        rows = known[wrong].astype(np.int64)
        owners = person[rows]
        yield told(code, register.nips[owners], side(rows), register.side(field, owners))


def _born(register: Register) -> tuple[Days, Ints]:
    """Return the date of birth of everybody, and whether the column (0) or the digits of the NIP (1) say it."""
    column = as_days(register.value("tanggal_lahir"))
    digits = pd.Series(register.nips).str[:_BIRTH_DIGITS]
    inside = as_days(pd.to_datetime(digits, format="%Y%m%d", errors="coerce"))
    missing = np.isnat(column)
    return np.where(missing, inside, column), missing.astype(np.int64)


def golongan_misfits(status: NDArray[np.object_], golongan: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return where a PPPK has a golongan ruang (III/a), or a PNS or CPNS the golongan of a PPPK (IX)."""
    ruang = _among(golongan, PANGKAT.__contains__)
    roman = _among(golongan, GOLONGAN_PPPK.__contains__)
    pppk = status == "PPPK"
    wrong: NDArray[np.bool_] = (pppk & ruang) | ((status != "") & ~pppk & roman)
    return wrong


def eselon_misfits(
    jenis: NDArray[np.object_], eselon: NDArray[np.object_], eselon_kelompok: Mapping[str, str | None]
) -> NDArray[np.bool_]:
    """Return where a functional or pelaksana post has an eselon (that of a pelaksana, V, may stand beside pelaksana)."""
    low = _among(eselon, lambda word: eselon_kelompok.get(word) == Kelompok.PELAKSANA)
    own = low & (jenis == "pelaksana")
    wrong: NDArray[np.bool_] = (eselon != "") & np.isin(jenis.astype(str), _WITHOUT_ESELON) & ~own
    return wrong


def name_misfits(
    names: NDArray[np.object_],
    jenis: NDArray[np.object_],
    eselon: NDArray[np.object_],
    by_name: Callable[[str], tuple[str, ...] | None],
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return where the eselon is none that the law gives the name of the post, and where its name is of another jenis jabatan.

    An eselon without its letter may be any of its number.
    """
    code, unique = pd.factorize(pd.MultiIndex.from_arrays([names, jenis, eselon]))
    found = [_unlike(by_name(name), kind, one) if name else (False, False) for name, kind, one in unique]
    marks = np.array([*found, (False, False)], dtype=bool)[code]
    return marks[:, 0], marks[:, 1]


def _unlike(possible: tuple[str, ...] | None, jenis: str, eselon: str) -> tuple[bool, bool]:
    if possible is None:
        return False, False
    fits = any(one == eselon or one.startswith(f"{eselon}.") for one in possible)
    return bool(eselon) and not fits, bool(possible) and jenis in _WITHOUT_ESELON


def text_of(values: Any) -> NDArray[np.object_]:
    """Return texts as objects, missing ones as empty text."""
    found = np.asarray(values, dtype=object)
    return np.where(pd.isna(found), "", found)


def _among(words: NDArray[np.object_], test: Any) -> NDArray[np.bool_]:
    """Return for every word whether it passes the test, asked once per distinct word; an empty one never does."""
    code, unique = pd.factorize(words)
    return np.array([bool(word) and bool(test(word)) for word in unique], dtype=bool)[code]
