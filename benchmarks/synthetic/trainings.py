"""Training histories: entry training, leadership training, short courses, webinars."""

from datetime import date, timedelta

from synthetic.courses import Course
from synthetic.dates import shift_months
from synthetic.dice import Dice
from synthetic.person import Person, Training

_LEADERSHIP = {
    "pengawas": ("Pelatihan Kepemimpinan Pengawas", 905, 21_000_000),
    "administrator": ("Pelatihan Kepemimpinan Administrator", 908, 22_500_000),
    "jpt_pratama": ("Pelatihan Kepemimpinan Nasional Tingkat II", 923, 45_000_000),
}
_SEMINARS = (
    ("Webinar Reformasi Birokrasi", 3, 0),
    ("Webinar Manajemen Talenta ASN", 4, 0),
    ("Seminar Pelayanan Publik Inklusif", 6, 350_000),
    ("Sosialisasi Disiplin Pegawai", 4, 0),
)


def taken(course: Course, day: date) -> Training:
    """Write down that a course of the catalogue was attended from ``day`` on."""
    days = max(0, course.jp // 8 - 1)
    return Training(
        course.nama,
        course.jenis,
        "BPSDM Kota Contoh",
        day,
        day + timedelta(days=days),
        course.jp,
        course.biaya,
    )


def add_trainings(people: list[Person], catalogue: list[Course], dice: Dice, as_of: date) -> None:
    """Give two people in three some lines of training history."""
    size = len(people)
    some, lead, count, months = (dice.uniform(size).tolist() for _ in range(4))
    which = dice.uniform(3 * size).reshape(size, 3).tolist()
    days = dice.uniform(3 * size).reshape(size, 3).tolist()
    for index, person in enumerate(people):
        if some[index] < 0.33:
            continue
        lines = _leadership(person, lead[index], months[index], as_of)
        for n in range(int(count[index] * 4) if lines else 1 + int(count[index] * 3)):
            day = as_of - timedelta(days=30 + int(days[index][n] * 1500))
            if day > person.tmt_cpns:
                lines.append(_short(which[index][n], day, catalogue))
        person.trainings = sorted(lines, key=lambda line: (line.mulai, line.nama))


def _leadership(person: Person, draw: float, month: float, as_of: date) -> list[Training]:
    kind = _LEADERSHIP.get(person.post.kelompok)
    if kind is None or draw > 0.6:
        return []
    nama, jp, biaya = kind
    start = shift_months(as_of, -4 - int(month * 60))
    return [
        Training(
            nama,
            "Struktural",
            "Pusat Pelatihan Contoh",
            start,
            start + timedelta(days=110),
            jp,
            biaya,
        )
    ]


def _short(draw: float, day: date, catalogue: list[Course]) -> Training:
    if draw < 0.4:
        nama, jp, biaya = _SEMINARS[int(draw * 1000) % len(_SEMINARS)]
        return Training(nama, "Seminar", "Lembaga Contoh", day, day, jp, biaya)
    return taken(catalogue[int(draw * 100_003) % len(catalogue)], day)
