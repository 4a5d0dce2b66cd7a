"""Whether a person's field of study is one of those that a job standard names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.outcomes import MET, NOT_MET, UNKNOWN
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.catalog.types import JobStandard

# Words that join or introduce a field of study without saying which one it is.
_FILLERS: Final = frozenset({"DAN", "ATAU", "ILMU", "JURUSAN", "PROGRAM", "STUDI", "BIDANG"})


def fields_asked(standard: "JobStandard | None") -> tuple[str, ...] | None:
    """Return the fields of study that a standard names; None where the post has no standard of its own."""
    return None if standard is None or standard.is_default else standard.pendidikan_bidang


def education_field_match(pendidikan: str, bidang: Sequence[str] | None) -> int:
    """Return MET, NOT_MET or UNKNOWN for one field of study against the fields of a standard.

    Met when all words of a named field stand in the person's field ("Administrasi Publik" in "S1 Ilmu Administrasi
    Publik"), or when the standard asks for no field at all. Unknown without a field of study or without a standard
    (bidang None). Names that mean the same in other words are not met: people may see more.
    """
    if bidang is None:
        return UNKNOWN
    if not bidang:
        return MET
    if not pendidikan:
        return UNKNOWN
    words = set(normalise(pendidikan).split())
    return MET if any(_telling(one) <= words for one in bidang) else NOT_MET


def _telling(name: str) -> set[str]:
    """Return the words that make up a field; the fillers only where there is nothing else."""
    words = set(normalise(name).split())
    return words - _FILLERS or words


def education_field_matches(
    pendidikan: NDArray[np.object_], bidang: Sequence[Sequence[str] | None], standard_of: Ints
) -> NDArray[np.int8]:
    """Return the match of each person with the fields of their standard, `bidang[standard_of]` (-1: no standard)."""
    code, unique = pd.factorize(pendidikan)
    pairs, inverse = np.unique(np.stack([code, standard_of], axis=1), axis=0, return_inverse=True)
    found = [
        education_field_match(unique[text] if text >= 0 else "", bidang[standard] if standard >= 0 else None)
        for text, standard in pairs.tolist()
    ]
    return np.array(found, dtype=np.int8)[inverse.ravel()]
