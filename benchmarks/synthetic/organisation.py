"""The organisation chart of an invented city: agencies, sub-districts, schools, clinics."""

from collections.abc import Iterator
from dataclasses import dataclass

from synthetic.person import Post

KOTA = "Pemerintah Kota Contoh"
BKPSDM = "Badan Kepegawaian dan Pengembangan SDM"
DISDIK = "Dinas Pendidikan"
DINKES = "Dinas Kesehatan"
BAPPEDA = "Badan Perencanaan Pembangunan Daerah"
BPKAD = "Badan Pengelola Keuangan dan Aset Daerah"
KOMINFO = "Dinas Komunikasi dan Informatika"
DUKCAPIL = "Dinas Kependudukan dan Pencatatan Sipil"
INSPEKTORAT = "Inspektorat"


@dataclass(frozen=True, slots=True)
class Opd:
    """One agency with its divisions (bidang) and their sections (seksi)."""

    name: str
    bidang: tuple[tuple[str, tuple[str, ...]], ...]
    teknis: tuple[str, ...] = ("tata_naskah_dinas", "pengolahan_data")
    bidang_word: str = "Bidang"
    seksi_word: str = "Seksi"
    pimpinan: str = ""


BASE = (
    Opd(
        BKPSDM,
        (
            ("Mutasi dan Promosi", ("Mutasi", "Kepangkatan")),
            ("Pengembangan Kompetensi Aparatur", ("Diklat Teknis", "Sertifikasi Kompetensi")),
        ),
        ("manajemen_sdm_aparatur", "pengembangan_kompetensi_aparatur", "manajemen_kinerja_asn"),
        seksi_word="Subbidang",
    ),
    Opd(
        DISDIK,
        (
            ("Pembinaan Sekolah Dasar", ("Kurikulum Sekolah Dasar", "Peserta Didik Sekolah Dasar")),
            ("Pembinaan Sekolah Menengah Pertama", ("Kurikulum SMP", "Peserta Didik SMP")),
        ),
        ("manajemen_pendidikan", "pengembangan_kurikulum", "pengolahan_data"),
    ),
    Opd(
        DINKES,
        (
            ("Kesehatan Masyarakat", ("Gizi dan Kesehatan Keluarga", "Kesehatan Lingkungan")),
            ("Pelayanan Kesehatan", ("Pelayanan Kesehatan Primer", "Kefarmasian")),
        ),
        ("pelayanan_kesehatan_masyarakat", "pengolahan_data"),
    ),
    Opd(
        BAPPEDA,
        (
            ("Perencanaan Pengendalian dan Evaluasi", ("Perencanaan", "Evaluasi Pembangunan")),
            ("Pemerintahan dan Pembangunan Manusia", ("Pemerintahan Umum", "Pembangunan Manusia")),
        ),
        ("perencanaan_pembangunan", "analisis_kebijakan"),
        seksi_word="Subbidang",
    ),
    Opd(
        BPKAD,
        (
            ("Anggaran", ("Penyusunan Anggaran", "Pengendalian Anggaran")),
            ("Aset Daerah", ("Penatausahaan Aset", "Pemanfaatan Aset")),
        ),
        ("pengelolaan_keuangan_daerah", "penatausahaan_aset_daerah"),
        seksi_word="Subbidang",
    ),
    Opd(
        KOMINFO,
        (
            ("Aplikasi Informatika", ("Pengembangan Aplikasi", "Infrastruktur Teknologi")),
            ("Informasi dan Komunikasi Publik", ("Pengelolaan Media", "Kemitraan Komunikasi")),
        ),
        ("tata_kelola_spbe", "pengembangan_aplikasi", "keamanan_informasi"),
    ),
    Opd(
        DUKCAPIL,
        (
            ("Pendaftaran Penduduk", ("Identitas Penduduk", "Pindah Datang Penduduk")),
            (
                "Pengelolaan Informasi Administrasi Kependudukan",
                ("Pengolahan Data Kependudukan", "Pengelolaan Informasi Administrasi Kependudukan"),
            ),
        ),
        ("pelayanan_administrasi_terpadu", "tata_naskah_dinas"),
    ),
    Opd(
        INSPEKTORAT,
        (("Wilayah I", ()), ("Wilayah II", ())),
        ("audit_internal", "pengelolaan_keuangan_daerah"),
        bidang_word="Inspektur Pembantu",
        pimpinan="Inspektur",
    ),
)

_FURTHER = {
    "Dinas Pekerjaan Umum dan Penataan Ruang": ("Bina Marga", "Penataan Ruang"),
    "Dinas Sosial": ("Rehabilitasi Sosial", "Perlindungan dan Jaminan Sosial"),
    "Dinas Perhubungan": ("Lalu Lintas", "Angkutan Jalan"),
    "Satuan Polisi Pamong Praja": ("Ketertiban Umum", "Penegakan Peraturan Daerah"),
    "Dinas Lingkungan Hidup": ("Pengelolaan Sampah", "Pengendalian Pencemaran"),
    "Dinas Perpustakaan dan Kearsipan": ("Layanan Perpustakaan", "Pengelolaan Arsip"),
    "Dinas Penanaman Modal dan PTSP": ("Promosi Penanaman Modal", "Pelayanan Perizinan"),
    "Dinas Koperasi dan UKM": ("Kelembagaan Koperasi", "Pemberdayaan Usaha Mikro"),
    "Dinas Ketenagakerjaan": ("Penempatan Tenaga Kerja", "Hubungan Industrial"),
    "Dinas Pariwisata": ("Destinasi Wisata", "Ekonomi Kreatif"),
    "Dinas Pertanian dan Perikanan": ("Tanaman Pangan", "Perikanan"),
    "Dinas Perdagangan": ("Sarana Perdagangan", "Stabilisasi Harga"),
    "Badan Penanggulangan Bencana Daerah": ("Kesiapsiagaan", "Rehabilitasi dan Rekonstruksi"),
    "Dinas Perumahan dan Permukiman": ("Perumahan", "Kawasan Permukiman"),
}
_ARAH = ("Utara", "Selatan", "Timur", "Barat", "Tengah", "Baru")


def kecamatan_name(number: int) -> str:
    """Name the sub-district with this number, counted from 0."""
    return f"Kecamatan Contoh {_ARAH[number] if number < len(_ARAH) else number + 1}"


def further_opd() -> Iterator[Opd]:
    """Give the agencies that only larger cities get; their posts have no written standard."""
    for name, bidang in _FURTHER.items():
        divisions = tuple((b, (f"Data {b}", f"Layanan {b}")) for b in bidang)
        yield Opd(name, divisions)


def head_title(opd: Opd) -> str:
    """Give the post name of the head of an agency."""
    return opd.pimpinan or f"Kepala {opd.name}"


def opd_posts(opd: Opd) -> list[Post]:
    """List the structural posts of an agency, from the head down."""
    name = opd.name
    posts = [
        Post(head_title(opd), "jpt_pratama", 1, "II.b", 14, name, name),
        Post(f"Sekretaris {name}", "administrator", 1, "III.a", 12, f"Sekretariat {name}", name),
        _umum(name),
    ]
    for bidang, sections in opd.bidang:
        unit = f"{opd.bidang_word} {bidang}"
        title = unit if opd.pimpinan else f"Kepala {unit}"
        posts.append(Post(title, "administrator", 1, "III.b", 11, unit, name))
        for section in sections:
            place = f"{opd.seksi_word} {section}"
            posts.append(Post(f"Kepala {place}", "pengawas", 1, "IV.a", 9, place, name))
    return posts


def kecamatan_posts(number: int) -> list[Post]:
    """List the structural posts of a sub-district."""
    name = kecamatan_name(number)
    short = name.removeprefix("Kecamatan ")
    posts = [
        Post(f"Camat {short}", "administrator", 1, "III.a", 12, name, name),
        Post(f"Sekretaris {name}", "administrator", 1, "III.b", 11, f"Sekretariat {name}", name),
        _umum(name),
    ]
    for section in ("Pemerintahan", "Ketenteraman dan Ketertiban"):
        place = f"Seksi {section} {name}"
        posts.append(Post(f"Kepala {place}", "pengawas", 1, "IV.a", 9, place, name))
    return posts


def _umum(name: str) -> Post:
    unit = f"Subbagian Umum dan Kepegawaian {name}"
    return Post(f"Kepala {unit}", "pengawas", 1, "IV.b", 8, unit, name)


@dataclass(frozen=True, slots=True)
class City:
    """All units and structural posts of the city."""

    opd: tuple[Opd, ...]
    kecamatan: tuple[str, ...]
    posts: tuple[Post, ...]
    schools: tuple[str, ...]
    clinics: tuple[str, ...]

    def unit_tree(self) -> list[tuple[str, str]]:
        """List (unit, parent) from the city down; the city has no parent."""
        tree = {KOTA: ""}
        for name in (*(opd.name for opd in self.opd), *self.kecamatan):
            tree[name] = KOTA
        last_bidang = ""
        for post in self.posts:
            if post.unit == post.opd:
                continue
            if post.kelompok == "administrator":
                last_bidang = post.unit
                tree[post.unit] = post.opd
            elif post.opd in self.kecamatan and post.unit.startswith("Seksi"):
                tree[post.unit] = post.opd
            else:
                tree[post.unit] = last_bidang
        tree.update(dict.fromkeys(self.schools, DISDIK))
        tree.update(dict.fromkeys(self.clinics, DINKES))
        return list(tree.items())


def build_city(structural: int, teachers: int, health: int) -> City:
    """Grow the city until it has at least ``structural`` posts, schools and clinics to match."""
    opd = list(BASE)
    posts = [post for one in BASE for post in opd_posts(one)]
    for one in further_opd():
        if len(posts) + 10 > structural:
            break
        opd.append(one)
        posts += opd_posts(one)
    kecamatan = 0
    while kecamatan < 2 or len(posts) < structural:
        posts += kecamatan_posts(kecamatan)
        kecamatan += 1
    schools = [_school(n) for n in range(max(4, teachers // 25))]
    clinics = [_clinic(n) for n in range(max(2, health // 25))]
    return City(
        tuple(opd),
        tuple(kecamatan_name(n) for n in range(kecamatan)),
        tuple(posts),
        tuple(schools),
        tuple(clinics),
    )


def _school(number: int) -> str:
    if number % 4 == 3:
        return f"SMP Negeri {900 + number // 4} Contoh"
    return f"SD Negeri {960000 + number} Contoh"


def _clinic(number: int) -> str:
    return f"UPT Puskesmas Contoh {number + 1}"
