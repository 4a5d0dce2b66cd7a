"""Whether a person's field of study is one of those that a job standard names, by the table of fields (`referensi/rumpun_ilmu`)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.outcomes import MET, NOT_MET, UNKNOWN
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.catalog.types import JobStandard
    from asnkarier.rules.rulebook import RuleBook

STUDY_TABLE: Final = "referensi/rumpun_ilmu"
# Words that join or introduce a field of study without saying which one it is.
_FILLERS: Final = frozenset({"DAN", "ATAU", "ILMU", "JURUSAN", "PROGRAM", "STUDI", "BIDANG"})
# The level of education that lists write before the field: S-1, D-III, SARJANA, MAGISTER.
_LEVEL: Final = re.compile(
    r"(?:S ?[123]|D ?(?:IV|I{1,3}|[1-4])|SLTA|SARJANA|MAGISTER|DOKTOR|DIPLOMA(?: (?:IV|I{1,3}|[1-4]))?)(?: |\Z)"
)
_BRANCH: Final = "RUMPUN "


@dataclass(frozen=True)
class StudyTable:
    """programme: by any name of a field, as it is compared, the programme; branch: by programme its branch. Both empty: no table in force."""

    programme: Mapping[str, str] = field(default_factory=dict)
    branch: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, value: Mapping[str, Mapping[str, Sequence[str]]]) -> "StudyTable":
        """Return the table of `referensi/rumpun_ilmu`: branch -> programme -> other names."""
        programme: dict[str, str] = {}
        branch: dict[str, str] = {}
        for rumpun, programmes in value.items():
            for name, others in programmes.items():
                branch[_key(name)] = _words(rumpun)
                programme |= dict.fromkeys(map(_key, (name, *others)), _key(name))
        return cls(programme, branch)


def study_table(rulebook: "RuleBook", as_of: "date") -> StudyTable:
    """Return the table that is in force, or an empty one."""
    found = rulebook.in_force(STUDY_TABLE, as_of) if STUDY_TABLE in rulebook.parameters else None
    return StudyTable() if found is None else StudyTable.of(found.value)


def fields_asked(standard: "JobStandard | None") -> tuple[str, ...] | None:
    """Return the fields of study that a standard names; None where the post has no standard of its own."""
    return None if standard is None or standard.is_default else standard.pendidikan_bidang


def education_field_match(pendidikan: str, bidang: Sequence[str] | None, table: StudyTable) -> int:
    """Return MET, NOT_MET or UNKNOWN for one field of study against the fields of a standard.

    Met when it is one of the named fields, by any of its names in the table ("Administrasi Negara" for "Administrasi Publik"), stands in
    a named branch ("Rumpun Hukum"), or when the standard asks for no field at all. Not met when both stand in the table
    and differ: Manajemen Informatika is not Manajemen. Unknown without a field of study, without a standard (bidang None), and where the table
    does not hold a field. Where no table is in force (an empty one) words decide: all words of a named field stand in the person's.
    """
    if bidang is None:
        return UNKNOWN
    if not bidang:
        return MET
    if not pendidikan:
        return UNKNOWN
    if not table.programme:
        words = set(normalise(pendidikan).split())
        return MET if any(_telling(one) <= words for one in bidang) else NOT_MET
    found = {_compared(pendidikan, one, table) for one in bidang}
    return next(result for result in (MET, UNKNOWN, NOT_MET) if result in found)


def _compared(pendidikan: str, asked: str, table: StudyTable) -> int:
    mine, wanted = _key(pendidikan), _key(asked)
    if mine == wanted:
        return MET
    programme = table.programme.get(mine)
    if programme is None:
        return UNKNOWN
    if normalise(asked).startswith(_BRANCH):
        return MET if table.branch[programme] == _words(normalise(asked).removeprefix(_BRANCH)) else NOT_MET
    if wanted not in table.programme:
        return UNKNOWN
    return MET if table.programme[wanted] == programme else NOT_MET


def _key(name: str) -> str:
    """Return a field as it is compared: without the level before it and without fillers."""
    return _words(_LEVEL.sub("", normalise(name), count=1) if _LEVEL.match(normalise(name)) else name)


def _words(name: str) -> str:
    words = normalise(name).split()
    return " ".join([word for word in words if word not in _FILLERS] or words)


def _telling(name: str) -> set[str]:
    """Return the words that make up a field; the fillers only where there is nothing else."""
    words = set(normalise(name).split())
    return words - _FILLERS or words


def education_field_matches(
    pendidikan: NDArray[np.object_],
    bidang: Sequence[Sequence[str] | None],
    standard_of: Ints,
    table: StudyTable,
) -> NDArray[np.int8]:
    """Return the match of each person with the fields of their standard, `bidang[standard_of]` (-1: no standard); table: see `study_table`, an empty one where none is in force."""
    code, unique = pd.factorize(pendidikan)
    pairs, inverse = np.unique(np.stack([code, standard_of], axis=1), axis=0, return_inverse=True)
    found = [
        education_field_match(
            unique[text] if text >= 0 else "", bidang[standard] if standard >= 0 else None, table
        )
        for text, standard in pairs.tolist()
    ]
    return np.array(found, dtype=np.int8)[inverse.ravel()]
