"""The training catalogue: one competency and one level step per course."""

from dataclasses import dataclass, replace

from synthetic.competencies import HEADINGS, MANSOSKUL


@dataclass(frozen=True, slots=True)
class Course:
    """One line of the catalogue; money in rupiah."""

    kode: str
    nama: str
    jenis: str
    slug: str
    awal: int
    akhir: int
    jp: int
    biaya: int
    biaya_kelas: int
    kuota: int
    minimal: int
    kelas: int
    prasyarat: str = ""
    penyelenggara: str = ""
    jalur: str = ""
    bulan: int | None = None

    @property
    def jadwal(self) -> str:
        """When it is held, in any year: something of it is left in November, when plans are made."""
        return "Sepanjang tahun" if self.bulan is None else _WHEN[self.bulan]


_WHEN = (
    "Semester II", "Triwulan IV", "November-Desember", "Okt-Des", "TW III-IV", "Triwulan IV", "Semester II", "Oktober s.d. Desember", "TW IV", "Nov/Des",
)  # fmt: skip
# Who gives which form of training, and by which jalur; all invented.
_ORGANISERS = {
    "E-learning": ("Ruang Belajar Daring Kota Contoh", "Nonklasikal"),
    "Bimtek": ("BKPSDM Kota Contoh", "Klasikal"),
    "Pelatihan": ("Balai Pelatihan Manajerial Contoh", "Klasikal"),
    "Teknis": ("Balai Pelatihan Teknis Contoh", "Klasikal"),
    "Fungsional": ("Pusat Pelatihan Fungsional Contoh", "Klasikal"),
    "Workshop": ("Lembaga Lokakarya Contoh", "Klasikal"),
}


# jenis, jp, biaya per participant, fixed cost per class, seats, minimum
_BIMTEK = ("Bimtek", 24, 1_850_000, 9_000_000, 30, 10)
_TRAINING = ("Pelatihan", 40, 4_250_000, 15_000_000, 30, 12)
_ADVANCED = ("Pelatihan", 60, 7_500_000, 22_500_000, 25, 10)
_ONLINE = ("E-learning", 12, 0, 0, 1000, 1)
_TECHNICAL = ("Teknis", 32, 3_500_000, 12_000_000, 30, 8)
_EXPERT = ("Teknis", 50, 5_750_000, 18_000_000, 25, 6)
_FORMATION = ("Fungsional", 120, 9_500_000, 25_000_000, 30, 10)
_WORKSHOP = ("Workshop", 16, 1_250_000, 6_000_000, 40, 8)

_STEP_NAME = {0: "Pengenalan", 1: "Tingkat Dasar", 2: "Tingkat Menengah", 3: "Tingkat Lanjut"}
_HIGHEST = (
    "pelayanan_publik",
    "mengelola_perubahan",
    "pengambilan_keputusan",
)
# technical competency -> kinds of course for the steps 1-2, 2-3, 3-4 (None: no such course)
_TEKNIS = {
    "manajemen_sdm_aparatur": (_WORKSHOP, _TECHNICAL, _EXPERT),
    "pengembangan_kompetensi_aparatur": (_WORKSHOP, _TECHNICAL, None),
    "manajemen_pendidikan": (_WORKSHOP, _TECHNICAL, _EXPERT),
    "pengembangan_kurikulum": (_WORKSHOP, _TECHNICAL, None),
    "pedagogik": (_WORKSHOP, _FORMATION, _EXPERT),
    "pelayanan_kesehatan_masyarakat": (_WORKSHOP, _TECHNICAL, _EXPERT),
    "asuhan_keperawatan": (_TECHNICAL, _FORMATION, None),
    "asuhan_kebidanan": (_TECHNICAL, None, None),
    "perencanaan_pembangunan": (_TECHNICAL, _FORMATION, None),
    "analisis_kebijakan": (_WORKSHOP, _TECHNICAL, None),
    "pengelolaan_keuangan_daerah": (_WORKSHOP, _TECHNICAL, _EXPERT),
    "tata_kelola_spbe": (_WORKSHOP, _TECHNICAL, None),
    "pengembangan_aplikasi": (_TECHNICAL, _EXPERT, None),
    "audit_internal": (_TECHNICAL, _FORMATION, None),
    "tata_naskah_dinas": (_ONLINE, _WORKSHOP, None),
    "pengolahan_data": (_ONLINE, _TECHNICAL, None),
    "penyelenggaraan_pemerintahan_kecamatan": (_TECHNICAL, None, None),
}
CHANGE_COURSE = "MAN-07-2"
DATA_COURSE = "TEK-16-2"
PBJ_FIRST, PBJ_SECOND = "PBJ-1", "PBJ-2"

_Kind = tuple[str, int, int, int, int, int]


# The same step from another organiser or in another form: word, organiser, percent of the prices and of the seats.
_FORMS = (
    ("Akhir Pekan", "Lembaga Diklat Swadaya Contoh", 115, 100),
    ("Intensif", "Balai Diklat Regional Contoh", 135, 80),
    ("Jarak Jauh", "Pusat Belajar Terbuka Contoh", 70, 150),
    ("Kerja Sama Kampus", "Universitas Contoh", 90, 120),
    ("Magang", "Lembaga Magang Contoh", 55, 40),
)
# What planted people need stays the only course of its step.
_ALONE = (CHANGE_COURSE, DATA_COURSE, PBJ_FIRST, PBJ_SECOND)


def build_catalogue(people: int, size: int | None = None) -> list[Course]:
    """List the courses; the number of classes grows with the agency.

    size: how many courses; more than there are steps are further forms of the same steps, fewer leave out some technical ones.
    Raises ValueError for more or fewer than can be made.
    """
    courses = _steps(1 + people // 2_000)
    if size is None or size == len(courses):
        return courses
    if size < len(courses):
        return _fewer(courses, size)
    others = [course for course in courses if course.kode not in _ALONE]
    forms = [_form(course, number) for number in range(len(_FORMS)) for course in others]
    if size > len(courses) + len(forms):
        msg = f"at most {len(courses) + len(forms)} courses can be made"
        raise ValueError(msg)
    return courses + forms[: size - len(courses)]


def _fewer(courses: list[Course], size: int) -> list[Course]:
    """Leave out technical courses from the end of the list, but for those that planted people need."""
    spare = [course.kode for course in courses if course.kode.startswith("TEK") and course.kode not in _ALONE]
    if size < len(courses) - len(spare):
        msg = f"at least {len(courses) - len(spare)} courses are needed"
        raise ValueError(msg)
    out = set(spare[len(spare) - (len(courses) - size) :])
    return [course for course in courses if course.kode not in out]


def _form(course: Course, number: int) -> Course:
    word, organiser, price, seats = _FORMS[number]
    kuota = max(course.minimal, course.kuota * seats // 100)
    return replace(
        course,
        kode=f"{course.kode}-{word[0]}{number}",
        nama=f"{course.nama} {word}",
        biaya=course.biaya * price // 100 // 1_000 * 1_000,
        biaya_kelas=course.biaya_kelas * price // 100 // 1_000 * 1_000,
        kuota=kuota,
        penyelenggara=organiser,
        bulan=None if course.bulan is None else (course.bulan + 3 * number + 1) % len(_WHEN),
    )


def _steps(classes: int) -> list[Course]:
    courses = _general(classes) + _technical(classes)
    courses += [
        _course(PBJ_FIRST, "teknis/pengadaan_barang_jasa", 0, _ONLINE, classes),
        _course(PBJ_SECOND, "teknis/pengadaan_barang_jasa", 1, _EXPERT, classes, PBJ_FIRST),
    ]
    return courses


def _general(classes: int) -> list[Course]:
    courses = []
    for number, slug in enumerate(MANSOSKUL, start=1):
        code = f"MAN-{number:02d}"
        first = _ONLINE if f"{code}-2" == CHANGE_COURSE else _BIMTEK
        courses.append(_course(f"{code}-2", slug, 1, first, 2 * classes))
        courses.append(_course(f"{code}-3", slug, 2, _TRAINING, classes))
        if slug in _HIGHEST:
            before = f"{code}-3" if slug == "pengambilan_keputusan" else ""
            courses.append(_course(f"{code}-4", slug, 3, _ADVANCED, classes, before))
    return courses


def _technical(classes: int) -> list[Course]:
    courses = []
    for number, (name, kinds) in enumerate(_TEKNIS.items(), start=1):
        for start, kind in enumerate(kinds, start=1):
            if kind is not None:
                code = f"TEK-{number:02d}-{start + 1}"
                courses.append(_course(code, f"teknis/{name}", start, kind, classes))
    return courses


def _course(kode: str, slug: str, awal: int, kind: _Kind, classes: int, prasyarat: str = "") -> Course:
    jenis, jp, biaya, fixed, kuota, minimal = kind
    organiser, jalur = _ORGANISERS[jenis]
    month = None if jenis == "E-learning" else sum(map(ord, kode)) % len(_WHEN)
    word = "E-learning" if jenis == "E-learning" else {"Teknis": "Pelatihan Teknis"}.get(jenis, jenis)
    nama = f"{word} {HEADINGS[slug]} {_STEP_NAME[awal]}"
    group = {"E-learning": "E-learning", "Pelatihan": "Manajerial", "Bimtek": "Bimtek"}
    if slug == "perekat_bangsa":
        group = {"Pelatihan": "Sosial Kultural", "Bimtek": "Bimtek"}
    return Course(
        kode,
        nama,
        group.get(jenis, jenis),
        slug,
        awal,
        awal + 1,
        jp,
        biaya,
        fixed,
        kuota,
        minimal,
        classes,
        prasyarat,
        organiser,
        jalur,
        month,
    )
