"""Who may keep a former, higher retirement age: holders of functional posts who were past the new one when it came."""

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.spans import add_months, day
from asnkarier.model.said import MONTHS_PER_YEAR
from asnkarier.rules.rulebook import KEPT_AGES

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

_NO_LIMIT: Final = np.datetime64("9999-12-31", "D")


def kept_ages(
    rulebook: "RuleBook", kelompok: NDArray[np.object_], born: Days, since: Days, as_of: date
) -> Ints:
    """Return the retirement age in years that everybody may have kept, 0 for who has not.

    kelompok: the class of the post held. born: the birth date, NaT where it is not known. since: the first day in the post.
    Whether the former age of the very post was so high no register says (PP 11/2017 Pasal 354 and 355), so this is the most
    that may be true; who came to the post later (Pasal 356), or was no older than the new age, has kept nothing.
    """
    found = np.zeros(len(kelompok), dtype=np.int64)
    rule = rulebook.in_force(KEPT_AGES, as_of) if KEPT_AGES in rulebook.parameters else None
    for row in rule.value if rule else ():
        counted, limit = day(row["pada"]), row["diangkat_sebelum"]
        older = add_months(born, round(row["usia_di_atas"] * MONTHS_PER_YEAR)) < counted
        later = (since > counted) | (since >= (_NO_LIMIT if limit is None else day(limit)))
        found[np.isin(kelompok.astype(str), row["kelompok"]) & older & ~later] = row["bup"]
    return found
