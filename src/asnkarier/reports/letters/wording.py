"""What the letters that come with asn say: Indonesian of the office, short; an office changes it in its own template."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from asnkarier.model.office.letters import Kind


@dataclass(frozen=True, slots=True)
class Lines:
    """A table of a template. heads: its headings; none: label beside value, two cells each. widths: of its columns, in millimetres. each, one: the list whose entries are its rows, and what one is called."""

    cells: tuple[str, ...]
    widths: tuple[int, ...]
    heads: tuple[str, ...] = ()
    each: str = ""
    one: str = "orang"


_PAIR: Final = (38, 5, 117)
_PERSON: Final = "{{ orang.nama }}\nNIP {{ orang.nip }}\nPangkat: {{ orang.pangkat }}"
_OF_ONE: Final = Lines(
    ("Nama", "{{ nama }}", "NIP", "{{ nip }}", "Pangkat/golongan", "{{ pangkat }}", "Jabatan", "{{ jabatan }}", "Unit kerja", "{{ unit_kerja }}"), _PAIR
)  # fmt: skip

# A line that begins with # is a title, one with = is centred.
LETTERS: "Final[dict[Kind, tuple[str | Lines, ...]]]" = {
    "surat-tugas": (
        "#SURAT TUGAS",
        "=NOMOR: {{ nomor }}",
        "Dasar: Rencana pelatihan {{ rencana }}, kalender per {{ per_tanggal }}.",
        "=MENUGASKAN",
        Lines(
            ("{{ orang.no }}", _PERSON, "{{ orang.jabatan }}\n{{ orang.unit_kerja }}", "{{ orang.pelatihan }} ({{ orang.kode }}/{{ orang.kelas }})\n{{ orang.waktu }}"),
            (10, 50, 50, 50),
            ("No.", "Nama, NIP, pangkat", "Jabatan dan unit kerja", "Pelatihan dan waktu"),
            "peserta",
        ),
        "Untuk mengikuti pelatihan tersebut di {{ tempat_acara }}, {{ jumlah }} ({{ jumlah_terbilang }}) orang.",
        "Surat tugas ini dilaksanakan dengan penuh tanggung jawab, dan hasilnya dilaporkan kepada pejabat pemberi tugas.",
    ),
    "nota-dinas": (
        "#NOTA DINAS",
        Lines(
            ("Kepada", "{{ kepada }}", "Dari", "{{ penandatangan.jabatan }}", "Tanggal", "{{ tanggal }}", "Nomor", "{{ nomor }}", "Hal", "Rencana pelatihan {{ rencana }}"),
            _PAIR,
        ),
        "Dengan hormat disampaikan rencana pelatihan {{ rencana }}, disusun {{ hari_rencana }}: {{ tempat_pelatihan }} ({{ tempat_pelatihan_terbilang }}) tempat bagi {{ orang }} ({{ orang_terbilang }}) orang.",
        "Perkiraan biaya seluruhnya Rp{{ biaya }} ({{ biaya_terbilang }} rupiah).",
        Lines(
            ("{{ satu.no }}", "{{ satu.pelatihan }} ({{ satu.kode }})", "{{ satu.peserta }}", "{{ satu.biaya }}"),
            (10, 85, 25, 40),
            ("No.", "Pelatihan", "Peserta", "Biaya (Rp)"),
            "pelatihan",
            "satu",
        ),
        "Demikian disampaikan, mohon arahan lebih lanjut.",
    ),
    "undangan-asesmen": (
        Lines(("Nomor", "{{ nomor }}", "Hal", "Undangan asesmen kompetensi", "Yth.", "Pimpinan {{ unit_kerja }}"), _PAIR),
        "Mohon menugaskan {{ jumlah }} ({{ jumlah_terbilang }}) orang pegawai berikut untuk mengikuti asesmen kompetensi.",
        Lines(("Waktu", "{{ waktu }}", "Tempat", "{{ tempat_acara }}"), _PAIR),
        "Pegawai yang diundang:",
        Lines(
            ("{{ orang.no }}", _PERSON, "{{ orang.jabatan }}", "{% if orang.sampai %}Asesmen berlaku sampai {{ orang.sampai }}{% else %}Belum ada hasil asesmen{% endif %}"),
            (10, 55, 55, 40),
            ("No.", "Nama, NIP, pangkat", "Jabatan", "Keterangan"),
            "peserta",
        ),
        "Atas perhatiannya diucapkan terima kasih.",
    ),
    "berita-acara": (
        "#BERITA ACARA",
        "=NOMOR: {{ nomor }}",
        "Pada {{ tanggal }} di {{ tempat }} dibahas daftar calon untuk jabatan {{ jabatan_lowong }}.",
        "Menurut data per {{ per_tanggal }}: {{ memenuhi }} ({{ memenuhi_terbilang }}) orang memenuhi semua syarat, dan dari {{ belum_pasti }} ({{ belum_pasti_terbilang }}) orang masih ada yang belum diketahui.",
        Lines(
            ("{{ orang.peringkat }}", _PERSON, "{{ orang.jabatan }}", "{{ orang.nilai }}", "{{ orang.keadaan }}"),
            (22, 48, 48, 16, 26),
            ("Peringkat", "Nama, NIP, pangkat", "Jabatan sekarang", "Nilai", "Syarat"),
            "calon",
        ),
        "Daftar ini adalah bahan bagi Tim Penilai Kinerja dan PPK. Integritas, kesehatan, dan kecocokan dinilai oleh mereka; keputusan dan alasannya dicatat tersendiri.",
        "Hasil pembahasan: {{ hasil }}",
    ),
    "piagam": (
        "#PIAGAM PENGHARGAAN",
        "=NOMOR: {{ nomor }}",
        "=diberikan kepada",
        "#{{ nama }}",
        "=NIP {{ nip }}",
        "={{ jabatan }}, {{ unit_kerja }}",
        "=atas penilaian kinerja {% for satu in penilaian %}{{ satu.tahun }}: {{ satu.predikat }}{% if not loop.last %}; {% endif %}{% endfor %}",
        "=Dasar: {{ dasar }}",
    ),
    "surat-pembinaan": (
        Lines(("Nomor", "{{ nomor }}", "Sifat", "Rahasia", "Hal", "Pembinaan kinerja"), _PAIR),
        "Surat ini ditujukan kepada:",
        _OF_ONE,
        "Penilaian kinerja: {% for satu in penilaian %}{{ satu.tahun }}: {{ satu.predikat }}{% if not loop.last %}; {% endif %}{% endfor %}.",
        "Dasar: {{ dasar }}.",
        "Yang dibicarakan: {{ bahasan }}.",
        "{%p if kekurangan %}",
        "Kompetensi di bawah syarat jabatan: {% for satu in kekurangan %}{{ satu }}{% if not loop.last %}, {% endif %}{% endfor %}.",
        "{%p endif %}",
        "Batas tindak lanjut: {{ tindak_lanjut }}.",
        "Kesepakatan perbaikan: {{ kesepakatan }}",
    ),
}  # fmt: skip
