"""The names of competencies that a sheet may use; handed in from above, as this room knows no law."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from asnkarier.model.terms import normalise
from asnkarier.sheets.schema import heading_key

CERTAIN: Final = 92.0
WORTH_TELLING: Final = 80.0
_CLEAR_LEAD: Final = 6.0
_SHORTEST: Final = 8  # "INT" and "PP" are near to too much
# Headings of exported recaps. Each alone may be something else, so only several of them together are read.
_INITIALS: Final = {
    "INT": "Integritas", "KJSM": "Kerja Sama", "KOM": "Komunikasi", "OPH": "Orientasi pada Hasil", "PP": "Pelayanan Publik",
    "PDOL": "Pengembangan Diri dan Orang Lain", "MP": "Mengelola Perubahan", "PK": "Pengambilan Keputusan", "PB": "Perekat Bangsa",
}  # fmt: skip
_LEADS: Final = re.compile(
    r"^(?:KOMPETENSI )?(?:TEKNIS|MANAJERIAL|SOSIAL KULTURAL)? ?(?:LEVEL|NILAI|SKOR|KOMPETENSI)? ?(?=\S)"
)


@dataclass(frozen=True)
class Near:
    """The competency whose name is nearest to a heading, and how near (0-100)."""

    competency: str
    name: str
    certainty: float
    is_certain: bool


@dataclass(frozen=True)
class Vocabulary:
    """kompetensi: name, alias or code -> id, aspects of potential included; level_range: lowest and highest level."""

    kompetensi: Mapping[str, str] = field(default_factory=dict)
    level_range: tuple[float, float] = (0.0, 5.0)

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        by_key = {heading_key(name): competency for name, competency in self.kompetensi.items()}
        return {**{heading_key(competency): competency for competency in self.ids}, **by_key}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every competency id, in the order of the dictionary."""
        return tuple(dict.fromkeys(self.kompetensi.values()))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        names = {normalise(name): competency for name, competency in self.kompetensi.items()}
        return {name: competency for name, competency in names.items() if len(name) >= _SHORTEST}

    @property
    def keys(self) -> Mapping[str, str]:
        """Every name as a heading key -> id."""
        return self._by_key

    @cached_property
    def initials(self) -> Mapping[str, str]:
        """Initials of competencies as heading keys -> id."""
        found = {initials: self.find(name) for initials, name in _INITIALS.items()}
        return {initials: competency for initials, competency in found.items() if competency is not None}

    def find(self, text: str) -> str | None:
        """Return the id of the competency that `text` names, `"Kompetensi Teknis X"` included, or None."""
        found = self._by_key.get(heading_key(text))
        if found is None:
            found = self._by_key.get(heading_key(_LEADS.sub("", normalise(text))))
        return found

    def nearest(self, text: str) -> Near | None:
        """Return the competency with the nearest name, or None when none is near."""
        words = normalise(text)
        if len(words) < _SHORTEST or not self._names:
            return None
        ranked = process.extract(
            words, list(self._names), scorer=fuzz.ratio, limit=5, score_cutoff=WORTH_TELLING
        )
        if not ranked:
            return None
        name, certainty, _ = ranked[0]
        rivals = [score for other, score, _ in ranked[1:] if self._names[other] != self._names[name]]
        lead = certainty - max(rivals, default=0.0)
        return Near(self._names[name], name, certainty, certainty >= CERTAIN and lead >= _CLEAR_LEAD)
