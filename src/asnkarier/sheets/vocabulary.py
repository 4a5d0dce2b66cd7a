"""The names of competencies that a sheet may use; handed in from above, as this room knows no law."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from asnkarier.model.terms import normalise, slug
from asnkarier.sheets.schema import heading_key, heading_words

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
# Figures beside levels, and what stands above or among competencies: no name of one.
_OF_SOMETHING_ELSE: Final = re.compile(
    r"^(?:JUMLAH|JML|TOTAL|RATA|RERATA|SKOR AKHIR|SKOR TOTAL|NILAI AKHIR|SKALA|JPM|GAP|KESENJANGAN|SELISIH|STANDAR|SYARAT|TARGET|"
    r"PERINGKAT|RANKING|RANK|URUTAN|URUT|NOMOR|NO|TAHUN|THN|USIA|UMUR|LAMA|MASA|KELAS|BOBOT|PERSEN|PERSENTASE|GELOMBANG|ANGKATAN|"
    r"BATCH|SESI|MEJA|ESELON|GOLONGAN|SEMESTER|TRIWULAN|PERIODE|BULAN|HARI|KUADRAN|KOTAK|BOX|ID)\b"
    r"|^(?:KOMPETENSI )?(?:TEKNIS|MANAJERIAL|SOSIAL KULTURAL|MANSOSKUL|KOMPETENSI|LEVEL|CAPAIAN|HASIL|SKOR|NILAI|KELOMPOK|RUANG|ANAK|"
    r"KODE|POTENSI|PREDIKAT|KINERJA|STATUS)(?: \d+)?\Z"
)
TECHNICAL: Final = "teknis/"
_FEWEST_LETTERS: Final = 3
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Near:
    """The competency whose name is nearest to a heading, and how near (0-100)."""

    competency: str
    name: str
    certainty: float
    is_certain: bool


@dataclass(frozen=True)
class Vocabulary:
    """What sheets may name. kompetensi: name, alias or code -> id, aspects of potential included.

    level_range: lowest and highest level. standings: every kedudukan hukum whose meaning is known, as it is written.
    punishments: the official name of every kind of disciplinary punishment, normalised -> its level.
    standard_levels: lowest and highest level that a standard may ask for. posts: gives every position that is known, as
    `normalise_jabatan` has it -> its name; called only where a sheet is about positions.
    A technical competency is kept under the words that the sheet writes, not under those of the agency's standards: which
    of them it means is asked when it is used, so that facts do not depend on what was imported first.
    """

    kompetensi: Mapping[str, str] = field(default_factory=dict)
    level_range: tuple[float, float] = (0.0, 5.0)
    standings: tuple[str, ...] = ()
    punishments: Mapping[str, str] = field(default_factory=dict)
    standard_levels: tuple[float, float] = (1.0, 5.0)
    posts: Callable[[], Mapping[str, str]] = dict

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
        return self._long_names(technical=False)

    @cached_property
    def _technical_names(self) -> Mapping[str, str]:
        return self._long_names(technical=True)

    def _long_names(self, *, technical: bool) -> Mapping[str, str]:
        names = {normalise(name): competency for name, competency in self.kompetensi.items()}
        return {
            name: competency
            for name, competency in names.items()
            if len(name) >= _SHORTEST and competency.startswith(TECHNICAL) == technical
        }

    @cached_property
    def _by_slug(self) -> Mapping[str, str]:
        """Every name as the machine name that a sheet's technical competency is kept under, without its `_`."""
        names = {
            **{competency.removeprefix(TECHNICAL): competency for competency in self.ids},
            **self.kompetensi,
        }
        return {_bare(self.technical(name) or slug(name)): competency for name, competency in names.items()}

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
        return self.technical(text) or found if found and found.startswith(TECHNICAL) else found

    def technical(self, text: str) -> str | None:
        """Return the id of the technical competency of this name, known or not; None when `text` is no name."""
        words = heading_words(text)
        if _OF_SOMETHING_ELSE.match(words):
            return None
        name = slug(_LEADS.sub("", words))
        return f"{TECHNICAL}{name}" if len(_LETTER.findall(name)) >= _FEWEST_LETTERS else None

    def is_known(self, competency: str) -> bool:
        """Return whether the law, a standard or the agency's dictionary names this competency."""
        return heading_key(competency.removeprefix(TECHNICAL).replace("_", " ")) in self._by_key

    def meaning(self, competency: str) -> str:
        """Return the id that a kept technical competency means today: its own, or that of a name or near name of it."""
        if not competency.startswith(TECHNICAL) or competency in self.ids:
            return competency
        found = self._by_slug.get(_bare(competency))
        near = None if found else _near(competency.removeprefix(TECHNICAL), self._technical_names)
        return found or (near.competency if near and near.is_certain else competency)

    def nearest(self, text: str) -> Near | None:
        """Return the competency of the law with the nearest name, or None when none is near."""
        return _near(text, self._names)


def _bare(competency: str) -> str:
    return competency.removeprefix(TECHNICAL).replace("_", "")


def _near(text: str, names: Mapping[str, str]) -> Near | None:
    words = normalise(text)
    if len(words) < _SHORTEST or not names:
        return None
    from rapidfuzz import fuzz, process  # only names that nobody knows are compared

    ranked = process.extract(words, list(names), scorer=fuzz.ratio, limit=5, score_cutoff=WORTH_TELLING)
    if not ranked:
        return None
    name, certainty, _ = ranked[0]
    rivals = [score for other, score, _ in ranked[1:] if names[other] != names[name]]
    lead = certainty - max(rivals, default=0.0)
    return Near(names[name], name, certainty, certainty >= CERTAIN and lead >= _CLEAR_LEAD)
