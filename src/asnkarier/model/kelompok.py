"""The classes of posts (kelompok jabatan): which line each is on, how high, and what kind of post it is.

Frames and YAML keep the plain words; this type reads them, so that nobody else tells what a class is by its spelling.
"""

from enum import StrEnum
from typing import Final, Literal

from asnkarier.model.jabatan import JENJANG

Line = Literal["struktural", "keahlian", "keterampilan"]


class Kelompok(StrEnum):
    """One class of posts, highest first within its line."""

    JPT_UTAMA = "jpt_utama"
    JPT_MADYA = "jpt_madya"
    JPT_PRATAMA = "jpt_pratama"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PELAKSANA = "pelaksana"
    JF_AHLI_UTAMA = "jf_ahli_utama"
    JF_AHLI_MADYA = "jf_ahli_madya"
    JF_AHLI_MUDA = "jf_ahli_muda"
    JF_AHLI_PERTAMA = "jf_ahli_pertama"
    JF_PENYELIA = "jf_penyelia"
    JF_MAHIR = "jf_mahir"
    JF_TERAMPIL = "jf_terampil"
    JF_PEMULA = "jf_pemula"

    @classmethod
    def read(cls, text: object) -> "Kelompok | None":
        """Return the class that a cell of a frame names; None for a missing value and for any other word."""
        return _BY_WORD.get(text) if isinstance(text, str) else None

    @classmethod
    def of_jenjang(cls, jenjang: str | None) -> "Kelompok | None":
        """Return the functional class of a jenjang, None when there is no such jenjang."""
        return _OF_JENJANG.get(jenjang)

    @property
    def jenjang(self) -> str | None:
        """The jenjang of a functional class (`ahli_muda`), None of any other."""
        return _JENJANG_OF.get(self)

    @property
    def is_functional(self) -> bool:
        """Whether its posts are functional ones, which many hold at once."""
        return self in _JENJANG_OF

    @property
    def is_structural(self) -> bool:
        """Whether its posts are structural ones, each held by one person; pelaksana hold none."""
        return not self.is_functional and self is not Kelompok.PELAKSANA

    @property
    def line(self) -> Line:
        """The line on which it stands: pelaksana at the foot of the structural one."""
        if self.jenjang is None:
            return "struktural"
        return "keahlian" if self.jenjang.startswith("ahli_") else "keterampilan"

    @property
    def step(self) -> int:
        """Its place on its line, 0 at the foot; classes of different lines are not compared by it."""
        return [one for one in reversed(Kelompok) if one.line == self.line].index(self)


_OF_JENJANG: Final[dict[str | None, Kelompok]] = {name: Kelompok(f"jf_{name}") for name in JENJANG}
_JENJANG_OF: Final = {kelompok: name for name, kelompok in _OF_JENJANG.items()}
_BY_WORD: Final[dict[str, Kelompok]] = {one.value: one for one in Kelompok}
KELOMPOK: Final = tuple(_BY_WORD)
# For whole columns: membership is asked row by row.
FUNCTIONAL_CLASSES: Final = frozenset(one.value for one in Kelompok if one.is_functional)
# The posts of high leadership (jabatan pimpinan tinggi), which rules of their own move.
JPT_CLASSES: Final = frozenset(
    {Kelompok.JPT_UTAMA.value, Kelompok.JPT_MADYA.value, Kelompok.JPT_PRATAMA.value}
)
STRUCTURAL_CLASSES: Final = frozenset(one.value for one in Kelompok if one.is_structural)
