"""What a job standard file may contain."""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RequirementPart(_Part):
    """A competency with more than its level."""

    level: Number
    bobot: Annotated[Number, Field(gt=0, le=1000)] = 1
    kritis: bool = False


class PendidikanPart(_Part):
    """The education that the post asks for."""

    jenjang: Text | None = None
    bidang: list[Text] = []
    tingkat: Literal["mutlak", "penting", "perlu"] = "penting"


class PangkatPart(_Part):
    """The rank, when how much it matters is said beside it."""

    golongan: Text
    tingkat: Literal["mutlak", "penting", "perlu"] = "penting"


class PelatihanPart(_Part):
    """One training."""

    nama: Text
    jenis: Literal["manajerial", "teknis", "fungsional"] | None = None
    tingkat: Literal["mutlak", "penting", "perlu"]


class PengalamanPart(_Part):
    """One kind of experience."""

    uraian: Text
    tahun: Annotated[Number, Field(ge=0, le=60)] | None = None
    tingkat: Literal["mutlak", "penting", "perlu"]


class PersyaratanPart(_Part):
    """What the post asks for besides competencies."""

    pendidikan: PendidikanPart | None = None
    pangkat: PangkatPart | None = None
    pelatihan: list[PelatihanPart] = []
    pengalaman: list[PengalamanPart] = []


class StandardPart(_Part):
    """A job standard file, its short forms (`jabatan: X`, `integritas: 3`, `pangkat: III/d`) already written in full."""

    jabatan: Annotated[list[Text], Field(min_length=1)]
    kode: Text | None = None
    kelompok: Text
    urusan: list[Text] = []
    kompetensi: Annotated[dict[Text, RequirementPart], Field(min_length=1)]
    persyaratan: PersyaratanPart = PersyaratanPart()


KNOWN_KEYS: Final = frozenset(
    key
    for part in (
        RequirementPart,
        PendidikanPart,
        PangkatPart,
        PelatihanPart,
        PengalamanPart,
        PersyaratanPart,
        StandardPart,
    )
    for key in part.model_fields
)
