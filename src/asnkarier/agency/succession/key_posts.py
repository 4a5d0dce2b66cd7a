"""Which posts are key posts: those that the agency calls critical, else its structural ones."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.critical_posts import critical_posts
from asnkarier.model.book import CitationLine
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import KELOMPOK, STRUCTURAL_CLASSES
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.settings import Settings

_STRUCTURAL: Final = N_(
    "Key posts are all JPT, administrator and pengawas posts, as config.yaml calls no post critical (needs.critical)."
)
_CRITICAL: Final = N_("Key posts are those that needs.critical in config.yaml names.")


@dataclass(frozen=True)
class KeyPosts:
    """What counts as a key post: names (normalised) and classes. notes and citations say which choice that is."""

    names: frozenset[str]
    classes: frozenset[str]
    notes: tuple[str, ...]
    citations: tuple[CitationLine, ...]

    def __contains__(self, post: tuple[str, str]) -> bool:
        """Return whether a post (jabatan, kelompok) is one."""
        return post[1] in self.classes or normalise_jabatan(post[0]) in self.names

    def held(self, posts: pd.DataFrame) -> NDArray[np.bool_]:
        """Return of every row (jabatan, kelompok) whether it is a key post; a missing name or class is none."""
        pairs = list(zip(posts["jabatan"].fillna(""), posts["kelompok"].fillna(""), strict=True))
        known = {pair: pair in self for pair in dict.fromkeys(pairs)}
        return np.array([known[pair] for pair in pairs], dtype=bool)


def key_posts(employees: pd.DataFrame, settings: "Settings") -> KeyPosts:
    """Return the key posts of the agency; employees: who counts, so that a name that nobody bears is told."""
    named = settings.needs.critical
    if not named:
        return KeyPosts(frozenset(), STRUCTURAL_CLASSES, (_STRUCTURAL,), ())
    names = frozenset(normalise_jabatan(one) for one in named if one not in KELOMPOK)
    said = critical_posts(employees, settings)
    classes = frozenset(one for one in named if one in KELOMPOK)
    return KeyPosts(names, classes, (_CRITICAL, *said.notes), said.citations)
