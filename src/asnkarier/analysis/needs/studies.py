"""Who lacks the education that the standard of the post held asks for: the need for formal study (PP 11/2017 Pasal 211, tugas belajar)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints, texts
from asnkarier.analysis.careers.study_fields import StudyTable, education_field_matches
from asnkarier.analysis.outcomes import MET, NOT_MET, UNKNOWN

if TYPE_CHECKING:
    from asnkarier.catalog.types import JobStandard

BELOW, OTHER_FIELD, STUDY_UNKNOWN = "study_below", "study_other_field", "study_unknown"
STUDIES: Final = (BELOW, OTHER_FIELD, STUDY_UNKNOWN)
_WEIGHTS: Final = ("mutlak", "penting", "perlu")


def study_gaps(
    employees: pd.DataFrame,
    standards: Sequence["JobStandard"],
    standard_of: Ints,
    rank: Callable[[str], int | None],
    table: StudyTable,
) -> pd.DataFrame:
    """Return who is below or outside the education that the standard asks for, and of whom that is not known.

    rank: the rank of a level of education, None for a word without one. table: of fields of study, an empty one where none is in force: words decide. Columns: nip, study (of `STUDIES`), tingkat (how much the standard
    says it matters), required_level, required_fields, held_level, held_field (empty: not recorded). Below comes first, then by tingkat and nip.

    Below: the level is known and lower. Other field: the level does, and none of the fields that are named stands in the recorded one, word by word;
    people may see more in other words. Unknown: nothing is known to fail and something is not known. Whose standard asks for no education is no row.
    """
    nothing: JobStandard | None = None
    mine = np.array([*standards, nothing], dtype=object)[standard_of]
    asks = np.array([one is not None and bool(one.pendidikan_jenjang or one.pendidikan_bidang) for one in mine], dtype=bool)  # fmt: skip
    held_level, held_field = (texts(employees, name) for name in ("tingkat_pendidikan", "pendidikan"))
    wanted = [one.pendidikan_jenjang if one is not None else None for one in mine]
    level = _levels(held_level, wanted, rank)
    fields = [one.pendidikan_bidang for one in standards]
    field = education_field_matches(held_field, fields, standard_of, table)
    study = np.select(
        [level == NOT_MET, (level == MET) & (field == NOT_MET), (level == UNKNOWN) | (field == UNKNOWN)],
        STUDIES,
        "",
    )
    rows = pd.DataFrame(
        {
            "nip": employees["nip"].to_numpy(),
            "study": pd.Series(study, dtype="str"),
            "tingkat": pd.Series([one.pendidikan_tingkat if one else "" for one in mine], dtype="str"),
            "required_level": pd.Series(wanted, dtype="str"),
            "required_fields": pd.Series(
                [one.pendidikan_bidang if one else () for one in mine], dtype=object
            ),
            "held_level": pd.Series(held_level, dtype="str"),
            "held_field": pd.Series(held_field, dtype="str"),
        }
    )
    rows = rows[asks & (study != "")]
    order = rows.assign(first=rows["study"].map(STUDIES.index), weight=rows["tingkat"].map(_WEIGHTS.index))
    found: pd.DataFrame = rows.loc[order.sort_values(["first", "weight", "nip"], kind="stable").index]
    return found.reset_index(drop=True)


def _levels(
    held: NDArray[np.object_], wanted: Sequence[str | None], rank: Callable[[str], int | None]
) -> NDArray[np.int8]:
    """Return whether each level held is at least the one wanted; met where none is wanted."""
    found = {pair: _level(*pair, rank) for pair in dict.fromkeys(zip(held.tolist(), wanted, strict=True))}
    return np.array([found[pair] for pair in zip(held.tolist(), wanted, strict=True)], dtype=np.int8)


def _level(held: str, wanted: str | None, rank: Callable[[str], int | None]) -> int:
    if wanted is None:
        return MET
    ranks = rank(held) if held else None, rank(wanted)
    if ranks[0] is None or ranks[1] is None:
        return UNKNOWN
    return MET if ranks[0] >= ranks[1] else NOT_MET
