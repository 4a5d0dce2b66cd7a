"""The tables that travel through the house: their columns, types and keys, in one place.

Text columns hold `str` or a missing value; dates are `datetime64[s]` or NaT; numbers are float64 (NaN = missing);
integers are pandas `Int64` (NA = missing). Every table also carries the provenance columns of `PROVENANCE`.
"""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "date", "number", "integer"]
# Registers that an agency may declare complete, so that a blank in them means "none".
CompleteRegister = Literal["hukuman_disiplin", "positions", "trainings", "credit_points", "competency_tests"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a canonical table."""

    name: str
    kind: Kind = "text"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table: its fields, and the fields that together name a fact of which only the latest counts.

    beside: fields in which two rows of one fact may differ without contradicting each other; the first row counts.
    """

    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    beside: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The field names in order."""
        return tuple(field.name for field in self.fields)

    def kind_of(self, name: str) -> Kind:
        """Return the kind of field `name`; KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field.kind
        raise KeyError(name)


def _text(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name) for name in names)


def _must(name: str, kind: Kind = "text") -> Field:
    return Field(name, kind, required=True)


EMPLOYEES: Final = Table(
    "employees",
    ("nip",),
    (
        _must("nip"),
        _must("nama"),
        *_text("gelar_depan", "gelar_belakang"),
        Field("tanggal_lahir", "date"),
        *_text("jenis_kelamin", "status_asn", "kedudukan_hukum", "golongan"),
        Field("tmt_golongan", "date"),
        Field("tmt_cpns", "date"),
        Field("jenis_jabatan"),
        _must("jabatan"),
        *_text("jenjang", "eselon"),
        Field("tmt_jabatan", "date"),
        _must("unit_kerja"),
        *_text("unit_induk", "tingkat_pendidikan", "pendidikan"),
        Field("kelas_jabatan", "integer"),
        Field("hukuman_disiplin"),
        Field("hukuman_selesai", "date"),
        Field("tmt_pensiun", "date"),
        Field("akhir_kontrak", "date"),
        Field("krs", "integer"),
    ),
)
UNITS: Final = Table("units", ("id",), (_must("id"), _must("nama_unor"), Field("id_atasan")))
POSITIONS: Final = Table(
    "positions",
    ("nip", "jabatan", "tmt_jabatan"),
    (
        _must("nip"),
        _must("jabatan"),
        *_text("jenis_jabatan", "jenjang", "eselon"),
        Field("kelas_jabatan", "integer"),
        Field("unit_kerja"),
        _must("tmt_jabatan", "date"),
        Field("sampai", "date"),
    ),
)
APPRAISALS: Final = Table(
    "appraisals",
    ("nip", "tahun", "periode_akhir", "plt"),
    (
        _must("nip"),
        _must("tahun", "integer"),
        Field("periode_awal", "date"),
        Field("periode_akhir", "date"),
        Field("plt", "integer"),
        *_text("hasil_kerja", "perilaku_kerja", "predikat", "atasan_nip"),
    ),
    beside=("atasan_nip",),
)
ASSESSMENTS: Final = Table(
    "assessments",
    ("nip", "kompetensi", "tanggal_asesmen"),
    (_must("nip"), _must("kompetensi"), _must("level", "number"), Field("tanggal_asesmen", "date")),
)
RESULTS: Final = Table(
    "assessment_results",
    ("nip", "tanggal"),
    (
        _must("nip"),
        Field("jpm", "number"),
        *_text("kategori", "potensi", "kotak"),
        Field("tanggal", "date"),
        Field("lembaga"),
    ),
)
CREDIT_POINTS: Final = Table(
    "credit_points",
    ("nip", "tanggal", "jenis", "periode_akhir"),
    (
        _must("nip"),
        *_text("jenjang", "jenis"),
        Field("tahun", "integer"),
        Field("periode_awal", "date"),
        Field("periode_akhir", "date"),
        Field("angka_kredit", "number"),
        Field("kumulatif", "number"),
        _must("tanggal", "date"),
    ),
)
COMPETENCY_TESTS: Final = Table(
    "competency_tests",
    ("nip", "jenjang_tujuan", "tanggal"),
    (
        _must("nip"),
        Field("jenis"),
        _must("jenjang_tujuan"),
        _must("tanggal", "date"),
        _must("hasil"),
        Field("berlaku_sampai", "date"),
        Field("lembaga"),
    ),
)
TRAININGS: Final = Table(
    "trainings",
    ("nip", "nama_pelatihan", "tanggal_mulai"),
    (
        _must("nip"),
        _must("nama_pelatihan"),
        *_text("jenis", "penyelenggara"),
        Field("tanggal_mulai", "date"),
        Field("tanggal_selesai", "date"),
        Field("jp", "number"),
        Field("biaya", "number"),
        Field("status"),
    ),
)
# A plan that was kept: rencana is its name, tanggal the day of the plan, biaya_kelas the fixed cost of the whole class on each of its lines.
TRAINING_PLAN: Final = Table(
    "training_plan",
    ("rencana", "nip", "kode", "kompetensi"),
    (
        _must("rencana"),
        _must("nip"),
        _must("kode"),
        _must("nama_pelatihan"),
        Field("kompetensi"),
        Field("level_awal", "number"),
        Field("level_akhir", "number"),
        Field("kelas", "integer"),
        Field("jp", "number"),
        Field("biaya", "number"),
        Field("biaya_kelas", "number"),
        Field("tahun", "integer"),
        Field("dana"),
        Field("tanggal_mulai", "date"),
        Field("tanggal_selesai", "date"),
        Field("tanggal", "date"),
    ),
)
COURSES: Final = Table(
    "courses",
    ("kode",),
    (
        _must("kode"),
        _must("nama_pelatihan"),
        Field("jenis"),
        _must("kompetensi"),
        Field("level_awal", "number"),
        _must("level_akhir", "number"),
        Field("jp", "number"),
        _must("biaya", "number"),
        Field("biaya_kelas", "number"),
        Field("kuota", "integer"),
        Field("minimal_peserta", "integer"),
        Field("kelas", "integer"),
        *_text("prasyarat", "penyelenggara", "jalur", "jadwal"),
        Field("tanggal_mulai", "date"),
        Field("tanggal_selesai", "date"),
        *_text("sumber_dana", "kompetensi_lain"),
    ),
)
VACANCIES: Final = Table(
    "vacancies",
    ("kode",),
    (_must("kode"), _must("jabatan"), _must("unit_kerja"), Field("jumlah", "integer"), Field("tmt", "date")),
)
STANDARD_INPUTS: Final = Table(
    "standard_inputs",
    ("jabatan", "kompetensi", "peran", "responden"),
    (
        _must("jabatan"),
        _must("kompetensi"),
        _must("peran"),
        _must("responden"),
        _must("level", "integer"),
        Field("catatan"),
    ),
)
SURVEYS: Final = Table(
    "training_surveys",
    ("nama_pelatihan", "fase", "tahun", "tanggal", "nip", "responden"),
    (
        _must("nama_pelatihan"),
        *_text("kode", "penyelenggara"),
        Field("tahun", "integer"),
        _must("fase"),
        _must("nilai", "number"),
        Field("skala_min", "number"),
        Field("skala_maks", "number"),
        Field("tanggal", "date"),
        *_text("nip", "responden"),
    ),
)
MENTORING: Final = Table(
    "mentoring_pairs",
    ("nip", "nip_mentor", "kompetensi", "tanggal_mulai"),
    (
        _must("nip"),
        _must("nip_mentor"),
        Field("kompetensi"),
        _must("tanggal_mulai", "date"),
        Field("tanggal_selesai", "date"),
    ),
)
TRAINING_REQUESTS: Final = Table(
    "training_requests",
    ("nip", "nama_pelatihan", "asal"),
    (
        _must("nip"),
        Field("kode"),
        _must("nama_pelatihan"),
        _must("asal"),
        Field("tahun", "integer"),
        Field("tanggal", "date"),
    ),
)
FORMATION: Final = Table(
    "formation",
    ("jabatan", "unit_kerja", "unit_induk"),
    (
        _must("jabatan"),
        _must("unit_kerja"),
        Field("unit_induk"),
        Field("kelas_jabatan", "integer"),
        _must("kebutuhan", "integer"),
        Field("bezetting", "integer"),
    ),
    beside=("bezetting",),
)
_ALL: Final = (
    EMPLOYEES, UNITS, POSITIONS, APPRAISALS, ASSESSMENTS, RESULTS, TRAININGS, COURSES, VACANCIES, CREDIT_POINTS,
    COMPETENCY_TESTS, TRAINING_PLAN, STANDARD_INPUTS, SURVEYS, MENTORING, TRAINING_REQUESTS, FORMATION,
)  # fmt: skip
TABLES: Final = {table.name: table for table in _ALL}
# source_id names a row of the store's `sources` (file, sheet, field -> column letter); row is the 1-based sheet row.
# col is the column letter of the fact itself where one sheet row holds several facts (a wide assessment recap).
PROVENANCE: Final = ("source_id", "row", "col")
