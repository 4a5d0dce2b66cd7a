"""Who counts on a day: people in active service who have not come to their retirement; what is unknown leaves nobody out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, texts
from asnkarier.analysis.careers.retiring import retirement
from asnkarier.analysis.spans import as_days, day
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
    the law knows says nothing (Aktf), so that it is not known whether the person serves. Retired is whose TMT pensiun has come; where none
    is listed, who is past the latest day of the retirement age of the post held (`retirement`). A PPPK counts to the last day of the contract. A blank leaves nobody out, nor does a rule without a
    value on that day (no `active` words, no retirement age).
    """
    standing = texts(employees, STANDING)
    known = frozenset(map(normalise, rulebook.standings(as_of))) if active else frozenset()
    code, unique = pd.factorize(standing)
    words = [normalise(word) for word in unique]
    other = [word not in active for word in words]
    away = np.array([one and word in known for one, word in zip(other, words, strict=True)], dtype=bool)[code]
    unclear = (np.array(other, dtype=bool)[code] & ~away) if active else np.zeros(len(standing), dtype=bool)
    today, stated = day(as_of), as_days(employees["tmt_pensiun"])
    by_age, open_day = retirement(employees, rulebook, as_of), np.isnat(stated)
    retired = np.where(open_day, by_age.latest, stated) <= today
    kept = open_day & ~retired & (by_age.settled <= today)
    on_contract, ends = texts(employees, "status_asn") == _ON_CONTRACT, as_days(employees["akhir_kontrak"])
    over = on_contract & (ends < today)
    why = np.select([away, retired, over], [STANDING, RETIRED, CONTRACT], "").astype(object)
    unknown = (standing == "") | unclear | (open_day & np.isnat(by_age.latest)) | kept
    return Service(why, unknown, on_contract & np.isnat(ends))


def leaving_days(employees: pd.DataFrame, rulebook: "RuleBook", as_of: date) -> Days:
    """Return the first day on which everybody is out of service by what is known on `as_of`; `NEVER` where nothing says it.

    employees: with `kelompok`. The TMT pensiun, else the latest day of the retirement age of the post held; of a PPPK also the day after
    the contract. A post of a higher retirement age that somebody may still come to is not foreseen.
    """
    stated = as_days(employees["tmt_pensiun"])
    leaves: Days = np.where(np.isnat(stated), retirement(employees, rulebook, as_of).latest, stated)
    ends = as_days(employees["akhir_kontrak"])
    on_contract = (texts(employees, "status_asn") == _ON_CONTRACT) & ~np.isnat(ends)
    return np.where(on_contract, np.fmin(leaves, ends + np.timedelta64(1, "D")), leaves)
