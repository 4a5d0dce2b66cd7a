"""The closed registry of named checks: what a criterion may test, and the shape of the value it tests against.

The checks themselves are carried out in `analysis`; YAML only picks one by name and gives it a value.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel

from asnkarier.model.golongan import PANGKAT
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.messages import N_
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN
from asnkarier.rules.vocabulary import Text, Years, one_of

Kelompok = Annotated[str, AfterValidator(one_of(KELOMPOK))]
Golongan = Annotated[str, AfterValidator(one_of(tuple(PANGKAT)))]
Pendidikan = Annotated[str, AfterValidator(one_of(TINGKAT_PENDIDIKAN))]
Predikat = Literal["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"]
Ekspektasi = Literal["di_atas", "sesuai", "di_bawah"]
TingkatHukuman = Literal["ringan", "sedang", "berat"]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatusAsn(RootModel[Annotated[list[Literal["PNS", "CPNS", "PPPK"]], Field(min_length=1)]]):
    """The kinds of civil servant that may be appointed."""


class KedudukanHukum(RootModel[Annotated[list[Text], Field(min_length=1)]]):
    """The legal positions (names of the BKN list) that may be appointed."""


class PendidikanMinimal(RootModel[Pendidikan]):
    """The lowest level of education."""


class GolonganMinimal(RootModel[Golongan]):
    """The lowest golongan ruang."""


class PengalamanJabatan(_Value):
    """Years in posts of certain kelompok; `setara_kelas_jabatan` also counts functional posts of the same job class."""

    kelompok: Annotated[list[Kelompok], Field(min_length=1)]
    setara_kelas_jabatan: bool = False
    tahun: Years


class KinerjaMinimal(_Value):
    """Each element of the appraisal at least `unsur` and the predikat at least `predikat` in each of the last years."""

    unsur: Ekspektasi
    predikat: Predikat
    tahun: Annotated[int, Field(ge=1, le=10, strict=True)]


class BebasHukuman(_Value):
    """No punishment being served (`sedang_menjalani`), and none of the levels of `tingkat` within the last years."""

    sedang_menjalani: bool
    tingkat: list[TingkatHukuman]
    tahun: Years


class JpmMinimal(_Value):
    """The lowest acceptable category of the job-person match, in a category set of `kompetensi/kategori_jpm_…`."""

    set: Text
    kategori: Text


class UsiaMaksimal(RootModel[Years]):
    """The highest age in years on the day of appointment."""


class Yes(RootModel[Literal[True]]):
    """A check without a number: `true` is its only value."""


class Pernyataan(RootModel[Text]):
    """What a person has to assess; the machine never decides it."""


@dataclass(frozen=True, slots=True)
class Check:
    """A named check: the model of its value and one sentence (English msgid) on what it tests."""

    value: type[BaseModel]
    description: str


CHECK_TEXTS: Final[dict[str, Check]] = {
    "status_asn": Check(StatusAsn, N_("is a civil servant of one of these kinds")),
    "kedudukan_hukum": Check(KedudukanHukum, N_("holds one of these legal positions")),
    "pendidikan_minimal": Check(PendidikanMinimal, N_("has at least this level of education")),
    "golongan_minimal": Check(GolonganMinimal, N_("has at least this golongan ruang")),
    "pengalaman_jabatan": Check(PengalamanJabatan, N_("has held such posts for this many years")),
    "kinerja_minimal": Check(KinerjaMinimal, N_("was appraised at least so well in each of the last years")),
    "bebas_hukuman": Check(BebasHukuman, N_("serves no punishment and had none of these within the years")),
    "jpm_minimal": Check(JpmMinimal, N_("matches the job's competencies at least in this category")),
    "usia_maksimal": Check(UsiaMaksimal, N_("is at most this old on the day of appointment")),
    "belum_bup": Check(Yes, N_("has not reached the retirement age of the post")),
    "jenjang_sebelumnya": Check(Yes, N_("holds the jenjang directly below the post")),
    "persyaratan_mutlak": Check(Yes, N_("has the trainings that the job standard calls indispensable")),
    "pernyataan": Check(Pernyataan, N_("is assessed by a person, outside the data")),
}
CHECKS: Final[dict[str, type[BaseModel]]] = {name: check.value for name, check in CHECK_TEXTS.items()}


def plain_value(model: type[BaseModel], value: Any) -> Any:
    """Return a criterion's value as plain data with all defaults filled; pydantic's ValidationError when it is wrong."""
    return model.model_validate(value).model_dump()
