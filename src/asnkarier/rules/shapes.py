"""The shape of every parameter's value. A parameter that is not listed here does not exist."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import Field, TypeAdapter

from asnkarier.rules.vocabulary import (
    AngkaKredit,
    AngkaKreditPerpindahan,
    BobotTalenta,
    Box,
    Ekspektasi,
    Golongan,
    HariLibur,
    KataPelatihan,
    Kelompok,
    Level,
    MasaPelatihan,
    NilaiDisiplinIp,
    NilaiKompetensi,
    NotNegative,
    Part,
    PembinaanKinerja,
    Pendidikan,
    PenghargaanKinerja,
    Potensial,
    Predikat,
    Score,
    Statement,
    Text,
    TingkatHukuman,
    TingkatJabatan,
    Years,
)


class Kompetensi(Part):
    """One managerial or socio-cultural competency of the national dictionary."""

    id: Text
    nama: Text
    kelompok: Literal["manajerial", "sosial_kultural"]
    kode: Text | None = None
    alias: list[Text] = Field(default_factory=list)


class Aspek(Part):
    """One aspect of potential."""

    id: Annotated[str, Field(pattern=r"^potensi/[a-z0-9_]+$")]
    nama: Text
    alias: list[Text] = Field(default_factory=list)


class AspekPotensi(Part):
    """The aspects of potential and the highest score of one aspect."""

    skala_maksimum: NotNegative
    aspek: Annotated[list[Aspek], Field(min_length=1)]


class Skala(Part):
    """The levels that a standard may ask for, and their names."""

    minimum: Level
    maksimum: Level
    nama: dict[int, Text] = Field(default_factory=dict)


class KategoriJpm(Part):
    """One category of the job-person match, from `minimal` percent upwards; null: whatever lies below."""

    kode: Text
    label: Text
    minimal: NotNegative | None


class AmbangKinerja(Part):
    """One row of the performance axis."""

    kode: Ekspektasi
    minimal: NotNegative | None


class AmbangPotensial(Part):
    """One row of the potential axis."""

    kode: Potensial
    minimal: NotNegative | None


class LamaJabatan(Part):
    """The score for at least so many years in post; `nilai` null: the source does not say."""

    minimal_tahun: Years
    nilai: Score | None


class BobotPotensial(Part):
    """Weights of the parts of the potential score, together 100."""

    penilaian_kompetensi: NotNegative
    pengembangan_kompetensi: NotNegative
    pengalaman_jabatan: NotNegative
    potensi: NotNegative
    pendidikan: NotNegative
    kesesuaian_bidang: NotNegative
    integritas: NotNegative


class BobotKinerja(Part):
    """Weights of the parts of the performance score, together 100; only the predikat is in the registers."""

    predikat: NotNegative
    penghargaan: NotNegative = 0
    penugasan: NotNegative = 0
    umpan_balik: NotNegative = 0
    kehadiran: NotNegative = 0
    inovasi: NotNegative = 0
    tugas_tambahan: NotNegative = 0


class BobotPengalaman(Part):
    """Weights of the parts of experience, of which only their proportions matter; only its length is in the registers."""

    lama: Annotated[NotNegative, Field(gt=0)]
    keragaman: NotNegative = 0
    nondefinitif: NotNegative = 0


class NilaiBidang(Part):
    """What a field of study is worth that fits the post, and one that does not."""

    sesuai: Score
    tidak_sesuai: Score


class Suksesi(Part):
    """The boxes whose people belong to the succession pools."""

    instansi: Annotated[list[Box], Field(min_length=1)]
    nasional: list[Box]


class RentangPangkat(Part):
    """The lowest and the highest golongan ruang for an eselon."""

    terendah: Golongan
    tertinggi: Golongan


class Rotasi(Part):
    """Years in post after which a person may, and should, be moved."""

    minimal_tahun: Years
    maksimal_tahun: Years


class RotasiJpt(Rotasi):
    """The same for JPT; paling_lama_tahun: the longest time in a JPT that nobody has extended. dinilai: what people judge."""

    paling_lama_tahun: Years
    dinilai: list[Statement] = Field(default_factory=list)


Age = Annotated[int, Field(ge=40, le=80, strict=True)]


class BupJabatan(Part):
    """The retirement age that a law of its own gives to functional posts whose name begins with one of `kata_awal`.

    diperpanjang: the age up to which service may be extended; between the two ages the limit of a person is not known.
    """

    nama: Text
    kata_awal: Annotated[list[Text], Field(min_length=1)]
    bup: Age
    diperpanjang: Age | None = None


class EselonJabatan(Part):
    """The eselon that posts have whose name begins with one of `kata_awal`, unless it holds one of `kecuali`.

    eselon: several where the name does not tell which; none: a functional post.
    """

    nama: Text
    kata_awal: Annotated[list[Text], Field(min_length=1)]
    eselon: list[Text]
    kecuali: list[Text] = Field(default_factory=list)


class BupPeralihan(Part):
    """A retirement age that holders of posts of `kelompok` keep who were older than `usia_di_atas` on the day `pada`.

    diangkat_sebelum: only who came to the post before that day.
    """

    kelompok: Annotated[list[Kelompok], Field(min_length=1)]
    pada: date
    usia_di_atas: Age
    bup: Age
    diangkat_sebelum: date | None = None


@dataclass(frozen=True)
class Shape:
    """The type of a parameter's value and the name of the lint rule that looks at it as a whole."""

    type: Any
    lint: str = ""

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """The validator, built when the first value needs it."""
        return TypeAdapter(self.type)


SHAPES: Final[Mapping[str, Shape]] = {
    "kompetensi/kamus": Shape(Annotated[list[Kompetensi], Field(min_length=1)], "dictionary"),
    "kompetensi/aspek_potensi": Shape(AspekPotensi, "aspects"),
    "kompetensi/level_kelas_jabatan": Shape(dict[Kelompok, Level]),
    "kompetensi/skala": Shape(Skala, "scale"),
    "kompetensi/kategori_jpm_pengisian": Shape(list[KategoriJpm], "categories"),
    "kompetensi/kategori_jpm_pemetaan": Shape(list[KategoriJpm], "categories"),
    "kompetensi/batas_kompetensi": Shape(Literal["standar", "tanpa"]),
    "kinerja/matriks_predikat": Shape(dict[Ekspektasi, dict[Ekspektasi, Predikat]], "matrix"),
    "kinerja/urutan_predikat": Shape(list[Predikat], "order"),
    "kinerja/tahun_dinilai": Shape(Annotated[int, Field(ge=1, strict=True)]),
    "kinerja/penghargaan_kinerja": Shape(PenghargaanKinerja),
    "kinerja/pembinaan_kinerja": Shape(PembinaanKinerja),
    "kinerja/nilai_predikat": Shape(dict[Predikat, Score], "scores"),
    "kinerja/ambang_kinerja": Shape(dict[Predikat, Ekspektasi] | list[AmbangKinerja], "performance_axis"),
    "talenta/ambang_potensial": Shape(list[AmbangPotensial], "potential_axis"),
    "talenta/sembilan_kotak": Shape(dict[Ekspektasi, dict[Potensial, Box]], "boxes"),
    "talenta/rekomendasi_kotak": Shape(dict[Box, Text | Statement], "every_box"),
    "talenta/kelompok_rencana_suksesi": Shape(Suksesi),
    "talenta/calon_suksesor": Shape(Annotated[int, Field(ge=1, strict=True)]),
    "talenta/tingkat_jabatan": Shape(dict[Kelompok, TingkatJabatan], "every_kelompok"),
    "talenta/bobot_talenta": Shape(BobotTalenta, "weights"),
    "talenta/bobot_kinerja": Shape(BobotKinerja, "weights"),
    "talenta/bobot_pengalaman": Shape(BobotPengalaman),
    "talenta/bobot_potensial": Shape(BobotPotensial, "weights"),
    "talenta/nilai_pendidikan": Shape(dict[Pendidikan, Score]),
    "talenta/nilai_disiplin": Shape(
        dict[Literal["tidak_pernah", "ringan", "sedang", "berat", "sedang_menjalani"], Score], "discipline"
    ),
    "talenta/rentang_disiplin": Shape(NotNegative),
    "talenta/nilai_kesesuaian_bidang": Shape(NilaiBidang, "fields"),
    "talenta/nilai_lama_jabatan": Shape(list[LamaJabatan], "tenure"),
    "pengembangan/analisis_kesenjangan": Shape(Statement),
    "pengembangan/isi_rencana": Shape(Statement),
    "pengembangan/jalur_pelatihan": Shape(
        dict[Literal["klasikal", "nonklasikal"], Annotated[list[Text], Field(min_length=1)]]
    ),
    "pengembangan/jam_pelajaran": Shape(NotNegative),
    "pengembangan/jam_pelajaran_pppk_maksimum": Shape(NotNegative),
    "pengembangan/evaluasi": Shape(Statement),
    "jabatan/bup": Shape(dict[Kelompok, Age], "every_kelompok"),
    "jabatan/bup_jabatan_fungsional": Shape(list[BupJabatan], "retirement"),
    "jabatan/bup_peralihan": Shape(list[BupPeralihan]),
    "jabatan/hari_pensiun": Shape(Literal["awal_bulan_berikutnya", "tanggal_lahir"]),
    "jabatan/eselon_jabatan": Shape(list[EselonJabatan], "eselon_names"),
    "jabatan/eselon_kelompok": Shape(dict[str, Kelompok | None], "eselon"),
    "jabatan/pangkat_eselon": Shape(dict[str, RentangPangkat], "eselon_ranks"),
    "jabatan/jenjang_berikutnya": Shape(dict[Kelompok, Kelompok | None], "ladder"),
    "jabatan/kesetaraan_jenjang": Shape(dict[Kelompok, Kelompok]),
    "jabatan/pola_karier": Shape(dict[Kelompok, Literal["ja", "jf", "jpt"]], "every_kelompok"),
    "jabatan/rotasi": Shape(Rotasi, "rotation"),
    "jabatan/rotasi_jpt": Shape(RotasiJpt, "rotation"),
    "jabatan/angka_kredit_jenjang": Shape(dict[Kelompok, AngkaKredit]),
    "jabatan/angka_kredit_dasar": Shape(dict[Golongan, NotNegative]),
    "jabatan/angka_kredit_pertama": Shape(dict[Kelompok, AngkaKredit]),
    "jabatan/angka_kredit_perpindahan": Shape(list[AngkaKreditPerpindahan]),
    "jabatan/rentang_golongan_jenjang": Shape(dict[Kelompok, list[Golongan]]),
    "ip_asn/nilai_kualifikasi": Shape(dict[Pendidikan, Score]),
    "ip_asn/nilai_kompetensi": Shape(NilaiKompetensi),
    "ip_asn/nilai_seminar_pelaksana": Shape(Score),
    "ip_asn/masa_pelatihan": Shape(MasaPelatihan),
    "ip_asn/kata_pelatihan": Shape(KataPelatihan),
    "ip_asn/nilai_kinerja": Shape(dict[Predikat, Score | None]),
    "ip_asn/nilai_disiplin": Shape(NilaiDisiplinIp),
    "ip_asn/rentang_disiplin": Shape(NotNegative),
    "ip_asn/kategori": Shape(list[KategoriJpm], "categories"),
    "referensi/golongan": Shape(list[Golongan], "ranks"),
    "referensi/hari_libur": Shape(HariLibur),
    "referensi/jenis_hukuman": Shape(dict[TingkatHukuman, Annotated[list[Text], Field(min_length=1)]]),
    "referensi/kedudukan_hukum": Shape(Annotated[list[Text], Field(min_length=1)]),
    "referensi/rumpun_ilmu": Shape(dict[Text, dict[Text, list[Text]]]),
    "referensi/pendidikan": Shape(dict[Pendidikan, Annotated[int, Field(ge=0, strict=True)]], "every_level"),
}


def plain_parameter(shape: Shape, value: Any) -> Any:
    """Return a parameter's value as plain data with all defaults filled; ValidationError when it has another shape."""
    return shape.adapter.dump_python(shape.adapter.validate_python(value))
