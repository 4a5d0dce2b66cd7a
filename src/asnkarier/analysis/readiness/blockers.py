"""What stands between a person and a verdict: one row per open verdict and thing that must be known first.

Two verdicts are looked at: `held`, the category of the job-person match with the post held, and `next`, whether the
gates of the next structural post are met. A verdict is decided for certain once everything in its rows is known,
whatever it turns out to be; until then nothing is promised.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from asnkarier.analysis.arrays import Ints, texts
from asnkarier.analysis.careers.spell_rows import normalised
from asnkarier.analysis.gates.remedies import ASSESS, STANDARD
from asnkarier.analysis.match.categories import OPEN

HELD: Final = "held"
NEXT: Final = "next"
VERDICTS: Final = (HELD, NEXT)
COLUMNS: Final = ("person", "verdict", "reason", "kind", "target")


def blocked(
    people: Ints, verdict: str, reason: ArrayLike, kind: ArrayLike, target: ArrayLike
) -> pd.DataFrame:
    """Return one row per person; reason, kind and target are one text for all or one for each."""
    columns = (people, verdict, reason, kind, target)
    frame = pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)), index=pd.RangeIndex(len(people)))
    return frame.astype({"person": "int64", **dict.fromkeys(COLUMNS[1:], "str")})


def all_blocked(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return every row once, by person and verdict."""
    found = [blocked(np.empty(0, dtype=np.int64), "", "", "", ""), *parts]
    rows = pd.concat(found, ignore_index=True).drop_duplicates()
    return rows.sort_values(list(COLUMNS), kind="stable", ignore_index=True)


@dataclass(frozen=True)
class Assessed:
    """How far everybody is assessed, all of one length: levels that count, and levels too old to count.

    stale: a level that the post asks for is too old. stale_decides: counting the old levels would decide the match.
    some, dictionary: some, or every, competency of the law's dictionary has a level that counts.
    """

    stale: NDArray[np.bool_]
    stale_decides: NDArray[np.bool_]
    some: NDArray[np.bool_]
    dictionary: NDArray[np.bool_]


def held_blockers(employees: pd.DataFrame, match: pd.DataFrame, assessed: Assessed) -> pd.DataFrame:
    """Return what leaves the match with the post held open; match: as `job_match` returns it, in the people's order.

    A standard that is yet to be written will ask for the competencies of the dictionary at least, so it decides only
    for those who have a level in each of them; the others must be assessed as well.
    """
    unit = texts(employees, "unit_kerja")
    without = match["kategori"].isna().to_numpy(dtype=bool)
    is_open = match["kategori"].eq(OPEN).to_numpy(dtype=bool)
    why = _assessment_reason(match, assessed)
    lacking = np.flatnonzero(is_open | (without & ~assessed.dictionary)).astype(np.int64)
    nameless = np.flatnonzero(without).astype(np.int64)
    return all_blocked(
        (
            blocked(lacking, HELD, why[lacking], ASSESS, unit[lacking]),
            blocked(nameless, HELD, "standard_missing", STANDARD, position_names(employees)[nameless]),
        )
    )


def _assessment_reason(match: pd.DataFrame, assessed: Assessed) -> NDArray[np.object_]:
    has_level = np.where(match["coverage"].isna(), assessed.some, match["coverage"] > 0)
    reason = np.where(has_level | assessed.stale, "assessment_missing", "assessment_none")
    return np.where(assessed.stale_decides, "assessment_stale", reason).astype(object)


def position_names(employees: pd.DataFrame) -> NDArray[np.object_]:
    """Return the position of everybody, each in one spelling: the most frequent one, of equals the first by the alphabet."""
    written = texts(employees, "jabatan")
    code, unique = pd.factorize(normalised(written))
    counted = (
        pd.DataFrame({"code": code, "written": written}).value_counts(sort=False).reset_index(name="people")
    )
    best = counted.sort_values(["people", "written"], ascending=[False, True]).drop_duplicates("code")
    spelling = best.set_index("code")["written"].reindex(range(len(unique))).tolist()
    return np.array([*spelling, ""], dtype=object)[code]
