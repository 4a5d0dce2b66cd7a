"""The data set of the layout zoo, and the spellings in which an office may write each of its values."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date

from sheets.rows import MONTHS

SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
OLD = {"Februari": "Pebruari", "November": "Nopember"}
PANGKAT = {
    "II/c": "Pengatur", "III/a": "Penata Muda", "III/b": "Penata Muda Tingkat I", "III/c": "Penata", "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
}  # fmt: skip
CODES = {"II/c": "23", "III/a": "31", "III/b": "32", "III/c": "33", "III/d": "34", "IV/a": "41"}
JOBS = (
    ("Arsiparis Terampil", "Dinas Perpustakaan dan Kearsipan"),
    ("Analis SDM Aparatur Ahli Muda", "Badan Kepegawaian dan Pengembangan SDM"),
    ("Kepala Bidang Mutasi dan Promosi", "Badan Kepegawaian dan Pengembangan SDM"),
    ("Pranata Komputer Ahli Pertama", "Dinas Komunikasi dan Informatika"),
    ("Perawat Mahir", "UPTD Puskesmas Contoh I"),
    ("Camat Contoh Utara", "Kecamatan Contoh Utara"),
)
NAMES = (
    "Ahmad Fauzin", "dr. Siti Nurhalizan, Sp.A", "Made Jaya Lubisna, S.Kom., M.M.", "Maria O'Brienta", "Jumiatin", "Totalia Sembiringta",
    "H. Ketut Suardikan", "Ir. Agus Salimun, M.T.", "Nipah Ramadhanin", "Catatana Dewin", "Yusuf Al-Bukharin", "An Nisan",
)  # fmt: skip
EMPTY = ("", "-", "null", "n/a", "--")

Text = Callable[[date], object]


def _worded(months: list[str], pattern: str) -> Text:
    return lambda day: pattern.format(d=day.day, m=months[day.month - 1], y=day.year)


DATES: dict[str, Text] = {
    "dd-mm-yyyy": lambda day: f"{day:%d-%m-%Y}",
    "yyyy-mm-dd": lambda day: f"{day:%Y-%m-%d}",
    "dd/mm/yyyy": lambda day: f"{day:%d/%m/%Y}",
    "dd.mm.yyyy": lambda day: f"{day:%d.%m.%Y}",
    "d-m-yyyy": lambda day: f"{day.day}-{day.month}-{day.year}",
    "yyyymmdd": lambda day: f"{day:%Y%m%d}",
    "moment": lambda day: f"{day:%Y-%m-%d} 00:00:00",
    "d Bulan yyyy": _worded(MONTHS, "{d} {m} {y}"),
    "dd BULAN yyyy": _worded([month.upper() for month in MONTHS], "{d:02d} {m} {y}"),
    "old months": _worded([OLD.get(month, month) for month in MONTHS], "{d} {m} {y}"),
    "d-Bln-yyyy": _worded(SHORT, "{d}-{m}-{y}"),
    "English": _worded(ENGLISH, "{d} {m} {y}"),
    "with TMT": lambda day: f"TMT {day:%d-%m-%Y}",
    "date cells": lambda day: day,
}
GOLONGAN: dict[str, Callable[[str], str]] = {
    "III/a": lambda text: text,
    "III/A": str.upper,
    "iii/a": str.lower,
    "III.a": lambda text: text.replace("/", "."),
    "IIIa": lambda text: text.replace("/", ""),
    "III a": lambda text: text.replace("/", " "),
    "3a": lambda text: {"II": "2", "III": "3", "IV": "4"}[text.split("/")[0]] + text[-1],
    "Pangkat (III/a)": lambda text: f"{PANGKAT[text]} ({text})",
    "Pangkat, III/a": lambda text: f"{PANGKAT[text]}, {text}",
    "Pangkat": PANGKAT.__getitem__,
    "Pangkat Tk.I": lambda text: PANGKAT[text].replace("Tingkat I", "Tk.I"),
    "BKN code": CODES.__getitem__,
}
SEX: dict[str, tuple[str, str]] = {
    "L/P": ("L", "P"), "words": ("Laki-laki", "Perempuan"), "capitals": ("LAKI-LAKI", "PEREMPUAN"), "M/F": ("M", "F"),
    "1/2": ("1", "2"), "Pria/Wanita": ("Pria", "Wanita"), "P/W": ("P", "W"), "Lk/Pr": ("Lk.", "Pr."),
}  # fmt: skip
STATUS: dict[str, tuple[str, str]] = {
    "PNS": ("PNS", "CPNS"),
    "P": ("P", "C"),
    "long": ("Pegawai Negeri Sipil", "Calon PNS"),
}
TINGKAT: dict[str, dict[str, str]] = {
    "S-1": {"S-1": "S-1", "S-2": "S-2", "D-III": "D-III", "SLTA": "SLTA"},
    "S1": {"S-1": "S1", "S-2": "S2", "D-III": "D3", "SLTA": "SMA"},
    "S-1/Sarjana": {"S-1": "S-1/Sarjana", "S-2": "S-2", "D-III": "Diploma III", "SLTA": "SLTA UMUM"},
}
NIPS: dict[str, Callable[[str], str]] = {
    "plain": lambda nip: nip,
    "apostrophe": lambda nip: f"'{nip}",
    "groups": lambda nip: f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}",
    "no-break groups": lambda nip: f"{nip[:8]}\u00a0{nip[8:14]}\u00a0{nip[14]}\u00a0{nip[15:]}",
    "dots": lambda nip: f"{nip[:8]}.{nip[8:14]}.{nip[14]}.{nip[15:]}",
    "dashes": lambda nip: f"{nip[:8]}-{nip[8:14]}-{nip[14]}-{nip[15:]}",
    "with the word": lambda nip: f"NIP. {nip}",
    "zero width": lambda nip: f"\u200b{nip}\ufeff",
}
BLANKS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "around": lambda text: f"  {text} ",
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "doubled": lambda text: text.replace(" ", "  "),
    "zero width": lambda text: f"{text}\u200b",
    "line ends": lambda text: text.replace(" ", "\n", 1),
}
CHOICES = {
    "dates": DATES, "golongan": GOLONGAN, "sex": SEX, "status": STATUS, "tingkat": TINGKAT, "nip": NIPS, "blanks": BLANKS,
    "empty": {text or "nothing": text for text in EMPTY},
}  # fmt: skip


@dataclass(frozen=True)
class Spelling:
    """How each kind of value is written: a name out of the tables above."""

    dates: str = "dd-mm-yyyy"
    golongan: str = "III/a"
    sex: str = "L/P"
    status: str = "PNS"
    tingkat: str = "S-1"
    nip: str = "plain"
    blanks: str = "plain"
    empty: str = "nothing"

    @classmethod
    def any(cls, rng: random.Random) -> "Spelling":
        return cls(**{item.name: rng.choice(list(CHOICES[item.name])) for item in fields(cls)})

    def described(self) -> str:
        plain = Spelling()
        return " ".join(
            f"{item.name}={getattr(self, item.name)}"
            for item in fields(self)
            if getattr(self, item.name) != getattr(plain, item.name)
        )


def spellings_of() -> Iterator[Spelling]:
    """Yield spellings that change one kind of value at a time."""
    plain = Spelling()
    for item in fields(plain):
        for name in CHOICES[item.name]:
            if name != getattr(plain, item.name):
                yield replace(plain, **{item.name: name})


@dataclass
class Facts:
    """One person as the law knows them."""

    number: int
    rng: random.Random = field(init=False)

    def row(self) -> dict[str, object]:
        n = self.number
        rng = random.Random(n)
        born = date(1968 + n * 7 % 30, n % 12 + 1, n * 5 % 28 + 1)
        start = date(born.year + 24, rng.randint(1, 12), 1)
        male = n % 2 == 0
        job, unit = JOBS[n % len(JOBS)]
        return {
            "nip": f"{born:%Y%m%d}{start:%Y%m}{1 if male else 2}{900 + n}",
            "nama": NAMES[n % len(NAMES)],
            "tanggal_lahir": born,
            "jenis_kelamin": male,
            "status_asn": n % 9 != 4,
            "golongan": list(PANGKAT)[n % len(PANGKAT)],
            "tmt_golongan": None if n % 5 == 3 else date(2016 + n % 9, 4 if n % 2 else 10, 1),
            "jabatan": job,
            "tmt_jabatan": date(2015 + n % 10, n * 3 % 12 + 1, n * 11 % 28 + 1),
            "unit_kerja": unit,
            "tingkat_pendidikan": ("S-1", "S-2", "D-III", "SLTA")[n % 4],
        }


def people_rows(spelling: Spelling, count: int = 18) -> list[dict[str, object]]:
    """Return the people as cells, in this spelling."""
    return [_spelled(Facts(number).row(), spelling) for number in range(count)]


def _spelled(facts: dict[str, object], spelling: Spelling) -> dict[str, object]:
    said = DATES[spelling.dates]
    nothing = CHOICES["empty"][spelling.empty]
    blank = BLANKS[spelling.blanks]
    row: dict[str, object] = {}
    for name, value in facts.items():
        if value is None:
            row[name] = nothing
        elif isinstance(value, date):
            row[name] = said(value)
        elif name == "golongan":
            row[name] = GOLONGAN[spelling.golongan](str(value))
        elif name == "jenis_kelamin":
            row[name] = SEX[spelling.sex][0 if value else 1]
        elif name == "status_asn":
            row[name] = STATUS[spelling.status][0 if value else 1]
        elif name == "tingkat_pendidikan":
            row[name] = TINGKAT[spelling.tingkat][str(value)]
        elif name == "nip":
            row[name] = NIPS[spelling.nip](str(value))
        else:
            row[name] = blank(str(value))
    return row
