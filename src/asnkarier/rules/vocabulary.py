"""Words and numbers that the rule files may use, and the fault with the nearest known word when they use another."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from asnkarier.model import terms
from asnkarier.model.golongan import PANGKAT
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN


def _tidy(number: float) -> float:
    """Return a whole number as `int`, so that 20 and 20.0 are one value and print as 20."""
    return int(number) if number.is_integer() else number


NOTHING: Final = "-"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# The bounds only catch slips of the keyboard; they are no rule of the law.
NotNegative = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1e9), AfterValidator(_tidy)]
Score = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1000), AfterValidator(_tidy)]
Level = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=10), AfterValidator(_tidy)]
Years = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=100), AfterValidator(_tidy)]


def nearest(word: str, known: Sequence[str]) -> str:
    """Return the known word most like `word`, or a dash when none is like it."""
    return terms.nearest(word, known) or NOTHING


def one_of(known: Sequence[str]) -> Callable[[str], str]:
    """Return a validator that accepts the known words only; its fault is told as `YAML-PILIHAN`."""

    def check(word: str) -> str:
        if word in known:
            return word
        close = nearest(word, known)
        expected = ", ".join(known) if close == NOTHING else close
        raise PydanticCustomError("literal_error", "unknown word", {"expected": expected})

    return check


Kelompok = Annotated[str, AfterValidator(one_of(KELOMPOK))]
Golongan = Annotated[str, AfterValidator(one_of(tuple(PANGKAT)))]
Pendidikan = Annotated[str, AfterValidator(one_of(TINGKAT_PENDIDIKAN))]
Predikat = Literal["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"]
Ekspektasi = Literal["di_atas", "sesuai", "di_bawah"]
Potensial = Literal["tinggi", "menengah", "rendah"]
Box = Annotated[int, Field(ge=1, le=9, strict=True)]
TingkatJabatan = Literal["jpt", "administrator", "pengawas", "pelaksana", "jf"]
TingkatHukuman = Literal["ringan", "sedang", "berat"]


class Part(BaseModel):
    """A part of a rule file with named keys; a key that is not known is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Statement(Part):
    """A sentence of the law or of an agency's rule in both languages; `model.said.LawText` reads it."""

    teks: Text
    en: Text


class Libur(Part):
    """One day without work, and why."""

    tanggal: date
    nama: Text


class HariLibur(Part):
    """National holidays and joint leave, by whoever decides them together: of each year that its days lie in it is the whole list."""

    libur_nasional: Annotated[list[Libur], Field(min_length=1)]
    cuti_bersama: list[Libur] = Field(default_factory=list)


class AngkaKredit(Part):
    """Credit points for the next jenjang; mulai_golongan: those of functional posts that begin at a golongan ruang of their own."""

    biasa: NotNegative
    mulai_golongan: dict[Golongan, NotNegative] = Field(default_factory=dict)


class AngkaKreditPerpindahan(Part):
    """Credit points of who comes from a class of posts with a golongan ruang outside the range of the jenjang."""

    dari: list[Kelompok]
    golongan: list[Golongan]
    ke: Kelompok
    angka_kredit: NotNegative


PelatihanIp = Literal["kepemimpinan", "fungsional", "teknis", "seminar"]


class NilaiKompetensi(Part):
    """What each kind of training is worth in the index of professionalism, by kind of post; a kind that is not named counts nothing there."""

    manajerial: dict[PelatihanIp, Score]
    fungsional: dict[PelatihanIp, Score]
    pelaksana: dict[PelatihanIp, Score]


class MasaPelatihan(Part):
    """Least hours of technical training, and how many years back technical trainings and seminars count."""

    jp_teknis: NotNegative
    tahun_teknis: Years
    tahun_seminar: Years


class KataPelatihan(Part):
    """Words that tell the kind of a training; kepemimpinan: by the class of posts that it is for; tidak_pasti: kinds that may be any."""

    kepemimpinan: dict[Kelompok, list[Text]]
    struktural: list[Text]
    fungsional: list[Text]
    teknis: list[Text]
    seminar: list[Text]
    tidak_pasti: list[Text] = Field(default_factory=list)


class NilaiDisiplinIp(Part):
    """What the heaviest punishment is worth in the index of professionalism."""

    tidak_pernah: Score
    ringan: Score
    sedang: Score
    berat: Score


class PenghargaanKinerja(Part):
    """Predikat that each of so many years in a row must have had."""

    predikat: Annotated[list[Predikat], Field(min_length=1)]
    tahun: Annotated[int, Field(ge=1, le=20, strict=True)]


class PembinaanKinerja(PenghargaanKinerja):
    """The same, and how many months there are to improve."""

    bulan_perbaikan: Annotated[int, Field(ge=1, le=60, strict=True)]


class BobotTalenta(Part):
    """Weights of the two axes in the talent score, together 100."""

    kinerja: NotNegative
    potensial: NotNegative
