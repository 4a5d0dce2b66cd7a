"""Who counts on a day: people in active service who have not come to their retirement; what is unknown leaves nobody out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, texts
from asnkarier.analysis.careers.kept_ages import kept_ages
from asnkarier.analysis.spans import NEVER, add_months, as_days, day, nip_births
from asnkarier.errors import RuleNotInForce
from asnkarier.model.said import MONTHS_PER_YEAR
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

STANDING: Final = "kedudukan_hukum"
RETIRED: Final = "pensiun"
CONTRACT: Final = "akhir_kontrak"
_ON_CONTRACT: Final = "PPPK"


@dataclass(frozen=True, slots=True)
class Service:
    """Of everybody, in order. left_out: why they do not count: `kedudukan_hukum`, `pensiun`, `akhir_kontrak`, or empty for who does.

    uncertain: of whom the kedudukan hukum, or both the TMT pensiun and the day of the retirement age, is not known, the latter
    where a former age may have been kept, too.
    open_contract: PPPK of whom the end of the contract is not known.
    """

    left_out: NDArray[np.object_]
    uncertain: NDArray[np.bool_]
    open_contract: NDArray[np.bool_]


def in_service(
    employees: pd.DataFrame, rulebook: "RuleBook", active: Collection[str], as_of: date
) -> Service:
    """Return who does not count on a day, and of whom that is not known.

    employees: with `kelompok`. active: the words of kedudukan hukum that mean active service, normalised; a word that no list of
    the law knows says nothing (Aktf), so that it is not known whether the person serves. Retired is who
    has a TMT pensiun that has come, or has reached the latest age at which the post may be held (PP 11/2017 Pasal 239 and
    240), by the birth date of the register and that of the NIP alike. A PPPK counts to the last day of the contract. A blank leaves nobody out, nor does a rule without a
    value on that day (no `active` words, no retirement age).
    """
    standing = texts(employees, STANDING)
    known = frozenset(map(normalise, rulebook.standings(as_of))) if active else frozenset()
    code, unique = pd.factorize(standing)
    words = [normalise(word) for word in unique]
    other = [word not in active for word in words]
    away = np.array([one and word in known for one, word in zip(other, words, strict=True)], dtype=bool)[code]
    unclear = (np.array(other, dtype=bool)[code] & ~away) if active else np.zeros(len(standing), dtype=bool)
    today, stated, last = day(as_of), as_days(employees["tmt_pensiun"]), _last_day(employees, rulebook, as_of)
    retired = (stated <= today) | (last <= today)
    kept = np.isnat(stated) & ~retired & (_last_day(employees, rulebook, as_of, kept=False) <= today)
    on_contract, ends = texts(employees, "status_asn") == _ON_CONTRACT, as_days(employees["akhir_kontrak"])
    over = on_contract & (ends < today)
    why = np.select([away, retired, over], [STANDING, RETIRED, CONTRACT], "").astype(object)
    unknown = (standing == "") | unclear | (np.isnat(stated) & np.isnat(last)) | kept
    return Service(why, unknown, on_contract & np.isnat(ends))


def last_days(employees: pd.DataFrame, rulebook: "RuleBook", as_of: date) -> Days:
    """Return the last day of service of everybody as far as it can be known: the TMT pensiun, else the day of the latest retirement age; NaT: neither.

    employees: with `kelompok`. A post of a higher retirement age that somebody may still come to is not foreseen.
    """
    stated = as_days(employees["tmt_pensiun"])
    return np.where(np.isnat(stated), _last_day(employees, rulebook, as_of), stated)


def leaving_days(employees: pd.DataFrame, rulebook: "RuleBook", as_of: date) -> Days:
    """Return the first day on which everybody is out of service by what is known on `as_of`; `NEVER` where nothing says it.

    The TMT pensiun, else the latest retirement age of the post held; of a PPPK also the day after the contract.
    """
    stated, last = as_days(employees["tmt_pensiun"]), _last_day(employees, rulebook, as_of)
    leaves: Days = np.where(np.isnat(stated), last, stated)
    ends = as_days(employees["akhir_kontrak"])
    on_contract = (texts(employees, "status_asn") == _ON_CONTRACT) & ~np.isnat(ends)
    return np.where(on_contract, np.fmin(leaves, ends + np.timedelta64(1, "D")), leaves)


def _last_day(employees: pd.DataFrame, rulebook: "RuleBook", as_of: date, *, kept: bool = True) -> Days:
    """Return the day on which everybody reaches the latest retirement age of the post held, by the later birth date.

    kept: with the former age that holders of functional posts may have kept.
    """
    posts = list(zip(texts(employees, "jabatan"), texts(employees, "kelompok"), strict=True))
    ages = {post: _ages(rulebook, *post, as_of) for post in dict.fromkeys(posts) if post[1]}
    bounds = [ages.get(post) or (0, 0) for post in posts]
    most = np.array([latest for _, latest in bounds], dtype=np.int64)
    born = _latest_birth(employees)
    if kept:
        classes, since = texts(employees, "kelompok"), as_days(employees["tmt_jabatan"])
        most = np.maximum(most, kept_ages(rulebook, classes, born, since, as_of))
    known = (most > 0) & ~np.isnat(born)
    found: Days = np.full(len(employees), NEVER)
    found[known] = add_months(born[known], most[known] * MONTHS_PER_YEAR)
    return found


def _ages(rulebook: "RuleBook", jabatan: str, kelompok: str, as_of: date) -> tuple[int, int] | None:
    try:
        return rulebook.retirement_ages(jabatan, kelompok, as_of)
    except RuleNotInForce:
        return None


def _latest_birth(employees: pd.DataFrame) -> Days:
    """Return the later of two birth dates: that of the register and the one that the NIP states."""
    latest: Days = np.fmax(nip_births(employees["nip"]), as_days(employees["tanggal_lahir"]))
    return latest
