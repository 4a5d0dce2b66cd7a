"""Who counts on a day: people in active service who have not come to their retirement; what is unknown leaves nobody out."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, texts
from asnkarier.analysis.spans import NEVER, add_months, as_days, day
from asnkarier.model.nip import parse_nip
from asnkarier.model.said import MONTHS_PER_YEAR
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

STANDING: Final = "kedudukan_hukum"
RETIRED: Final = "pensiun"


def left_out(
    employees: pd.DataFrame, rulebook: "RuleBook", active: Collection[str], as_of: date
) -> NDArray[np.object_]:
    """Return for everybody why they do not count: `kedudukan_hukum`, `pensiun`, or empty for who does.

    employees: with `kelompok`. active: the words of kedudukan hukum that mean active service, normalised. Retired is who
    has a TMT pensiun that has come, or has reached the latest age at which the post may be held (PP 11/2017 Pasal 239 and
    240), by the birth date of the register and that of the NIP alike. A blank leaves nobody out.
    """
    standing = texts(employees, STANDING)
    away = np.array([bool(word) and normalise(word) not in active for word in standing], dtype=bool)
    today = day(as_of)
    retired = (as_days(employees["tmt_pensiun"]) <= today) | (_last_day(employees, rulebook, as_of) <= today)
    return np.select([away, retired], [STANDING, RETIRED], "").astype(object)


def uncertain(employees: pd.DataFrame, rulebook: "RuleBook", as_of: date) -> NDArray[np.bool_]:
    """Return of whom the kedudukan hukum, or both the TMT pensiun and the day of the retirement age, is not known."""
    blank = texts(employees, STANDING) == ""
    unbounded = np.isnat(as_days(employees["tmt_pensiun"])) & np.isnat(_last_day(employees, rulebook, as_of))
    return np.asarray(blank | unbounded, dtype=bool)


def _last_day(employees: pd.DataFrame, rulebook: "RuleBook", as_of: date) -> Days:
    """Return the day on which everybody reaches the latest retirement age of the post held, by the later birth date."""
    posts = list(zip(texts(employees, "jabatan"), texts(employees, "kelompok"), strict=True))
    ages = {post: rulebook.retirement_ages(*post, as_of) for post in dict.fromkeys(posts) if post[1]}
    bounds = [ages.get(post) or (0, 0) for post in posts]
    most = np.array([latest for _, latest in bounds], dtype=np.int64)
    born = _latest_birth(employees)
    known = (most > 0) & ~np.isnat(born)
    found: Days = np.full(len(employees), NEVER)
    found[known] = add_months(born[known], most[known] * MONTHS_PER_YEAR)
    return found


def _latest_birth(employees: pd.DataFrame) -> Days:
    parsed = (parse_nip(nip) for nip in employees["nip"])
    inside = np.array(
        [None if isinstance(nip, str) else nip.tanggal_lahir for nip in parsed], dtype="datetime64[D]"
    )
    column = as_days(employees["tanggal_lahir"])
    latest: Days = np.fmax(inside, column)
    return latest
