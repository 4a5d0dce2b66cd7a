"""The records of the synthetic agency: posts, people and what is known about them."""

from dataclasses import dataclass, field
from datetime import date

INT_STYLE, DECIMAL_STYLE, COMMA_STYLE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it stands on the organisation chart (structural) or in a unit (all others)."""

    jabatan: str
    kelompok: str
    jenis: int  # 1 struktural, 2 fungsional, 4 pelaksana
    eselon: str
    kelas: int
    unit: str
    opd: str


@dataclass(frozen=True, slots=True)
class Held:
    """One line of position history; ``sampai`` is empty for the current post."""

    post: Post
    tmt: date
    sampai: date | None


@dataclass(frozen=True, slots=True)
class Training:
    """One line of training history."""

    nama: str
    jenis: str
    penyelenggara: str
    mulai: date
    selesai: date
    jp: int
    biaya: int


@dataclass(slots=True)
class Person:
    """An invented civil servant; levels are whole hundredths (232 = 2.32)."""

    nip: str
    nama: str
    gelar_depan: str
    gelar_belakang: str
    lahir: date
    tempat: str
    sex: str
    status: str
    tmt_cpns: date
    golongan: str
    gol_awal: str
    tmt_golongan: date
    pendidikan: str
    jurusan: str
    post: Post
    kedudukan: str = "Aktif"
    hukuman: str = "Tidak pernah"
    hukuman_selesai: date | None = None
    history: list[Held] = field(default_factory=list)
    appraisals: dict[int, tuple[str, str]] = field(default_factory=dict)
    assessed_on: date | None = None
    levels: dict[str, int] = field(default_factory=dict)
    style: int = INT_STYLE
    potensi: tuple[int, ...] = ()
    trainings: list[Training] = field(default_factory=list)

    @property
    def tmt_jabatan(self) -> date:
        """Give the start of the current post."""
        return self.history[-1].tmt

    @property
    def full_name(self) -> str:
        """Write the name as offices do, with titles around it."""
        front = f"{self.gelar_depan} " if self.gelar_depan else ""
        back = f", {self.gelar_belakang}" if self.gelar_belakang else ""
        return f"{front}{self.nama}{back}"
