"""The people nobody planned: drawn from shares, one per slot."""

from datetime import date, timedelta

from synthetic import names
from synthetic.dates import first_of_month, shift_months, shift_years
from synthetic.dice import Dice, by_share
from synthetic.nip import NipRegister, prefix_of
from synthetic.person import Person
from synthetic.ranks import entry_rank, pppk_rank, rank_of
from synthetic.slots import Slot

# kelompok -> (youngest, oldest, shortest service in years)
_AGES = {
    "jpt_pratama": (48, 59, 21),
    "administrator": (42, 57, 14),
    "pengawas": (35, 57, 9),
    "pelaksana": (23, 57, 1),
    "jf_terampil": (23, 46, 1),
    "jf_mahir": (31, 54, 8),
    "jf_penyelia": (40, 57, 16),
    "jf_ahli_pertama": (24, 50, 1),
    "jf_ahli_muda": (33, 57, 8),
    "jf_ahli_madya": (43, 59, 16),
}
_PPPK = {"pelaksana": 0.15, "jf_ahli_pertama": 0.8, "jf_terampil": 0.65, "jf_ahli_muda": 0.06}
_WOMEN = {"umum": 0.36, "guru": 0.72, "perawat": 0.7, "bidan": 1.0}
# kelompok -> weights of degree codes
_DEGREES = {
    "jpt_pratama": {"40": 0.25, "45": 0.65, "50": 0.1},
    "administrator": {"35": 0.08, "40": 0.52, "45": 0.4},
    "pengawas": {"30": 0.14, "35": 0.08, "40": 0.6, "45": 0.18},
    "jf_ahli_pertama": {"40": 0.96, "45": 0.04},
    "jf_ahli_muda": {"40": 0.85, "45": 0.15},
    "jf_ahli_madya": {"40": 0.6, "45": 0.4},
}
_PELAKSANA_DEGREES = {5: {"15": 0.75, "30": 0.25}, 6: {"30": 0.6, "40": 0.4}, 7: {"40": 1.0}}
_SKILLED_DEGREES = {"30": 0.9, "35": 0.1}
LATE_BUP = ("jpt_pratama", "jf_ahli_madya")
_HUKUMAN = {"Tidak pernah": 0.92, "Ringan": 0.025, "Sedang": 0.015, "Berat": 0.01, "": 0.03}


def retirement(person: Person) -> date:
    """Give the first day of the month after the retirement age is reached."""
    late = person.post.kelompok in LATE_BUP or person.post.jabatan.startswith("Guru")
    return shift_months(first_of_month(shift_years(person.lahir, 60 if late else 58)), 1)


_DRAWN = "sex age day service pppk degree study first middle last place title status hukuman hukuman_age rank"
_ATTRIBUTES = tuple(_DRAWN.split())


def draw_people(slots: list[Slot], register: NipRegister, dice: Dice, as_of: date) -> list[Person]:
    """Give every slot a person; history, ratings and trainings come later."""
    draws = [dice.uniform(len(slots)).tolist() for _ in _ATTRIBUTES]
    return [
        _person(slot, dict(zip(_ATTRIBUTES, row, strict=True)), register, as_of)
        for slot, row in zip(slots, zip(*draws, strict=True), strict=True)
    ]


def _person(slot: Slot, u: dict[str, float], register: NipRegister, as_of: date) -> Person:
    kelompok = slot.post.kelompok
    pppk = u["pppk"] < _PPPK.get(kelompok, 0.0)
    sex = _sex(slot, u["sex"])
    born, tmt = _born_and_tmt(slot, u, as_of, pppk=pppk)
    prefix = prefix_of(born, tmt, sex, pppk=pppk)
    while register.full(prefix):
        born -= timedelta(days=1)
        prefix = prefix_of(born, tmt, sex, pppk=pppk)
    degree = _degree(slot, u["degree"])
    study, title = _study(slot.study, degree, u["study"])
    first_rank = pppk_rank(degree) if pppk else entry_rank(degree)
    rank, since = rank_of(kelompok, degree, tmt, as_of, u["rank"])
    person = Person(
        nip=register.issue(prefix),
        nama=_name(sex, u),
        gelar_depan=_front_title(slot, sex, born, u["title"]),
        gelar_belakang=title,
        lahir=born,
        tempat=names.TEMPAT[int(u["place"] * len(names.TEMPAT))],
        sex=sex,
        status=_status(tmt, as_of, pppk=pppk),
        tmt_cpns=tmt,
        golongan=first_rank if pppk else rank,
        gol_awal=first_rank,
        tmt_golongan=tmt if pppk else since,
        pendidikan=degree,
        jurusan=study,
        post=slot.post,
    )
    person.kedudukan = _kedudukan(u["status"], pppk=pppk, structural=slot.post.jenis == 1)
    _discipline(person, u, as_of)
    return person


def _sex(slot: Slot, draw: float) -> str:
    women = _WOMEN.get(slot.study, 0.55)
    return "F" if draw < women else "M"


def _born_and_tmt(slot: Slot, u: dict[str, float], as_of: date, *, pppk: bool) -> tuple[date, date]:
    youngest, oldest, shortest = _AGES[slot.post.kelompok]
    if slot.post.jabatan.startswith("Guru"):
        oldest = 59
    if pppk:
        oldest = min(oldest, 52)
    age = youngest + u["age"] * (oldest - youngest)
    born = as_of - timedelta(days=int(age * 365.25 + u["day"] * 200) - 100)
    born = max(born, shift_months(as_of, -12 * (oldest + 1) + 8))
    if pppk:
        return born, shift_months(first_of_month(as_of), -2 - int(u["service"] * 66))
    longest = max(age - 21.5, shortest + 0.5)
    service = shortest + u["service"] ** 0.6 * (longest - shortest)
    return born, shift_months(first_of_month(as_of), -max(2, int(service * 12)))


def _degree(slot: Slot, draw: float) -> str:
    kelompok = slot.post.kelompok
    if kelompok == "pelaksana":
        weights = _PELAKSANA_DEGREES[slot.post.kelas]
    else:
        weights = _DEGREES.get(kelompok, _SKILLED_DEGREES)
    return by_share(weights, draw)


def _study(field: str, degree: str, draw: float) -> tuple[str, str]:
    options = names.JURUSAN[field].get(degree) or names.JURUSAN["umum"][degree]
    return options[int(draw * len(options))]


def _name(sex: str, u: dict[str, float]) -> str:
    first = names.DEPAN_L if sex == "M" else names.DEPAN_P
    middle = names.TENGAH if sex == "M" else names.TENGAH_P
    words = (
        first[int(u["first"] * len(first))],
        middle[int(u["middle"] * len(middle))],
        names.BELAKANG[int(u["last"] * len(names.BELAKANG))],
    )
    return " ".join(word for word in words if word)


def _front_title(slot: Slot, sex: str, born: date, draw: float) -> str:
    if slot.study == "dokter":
        return "dr."
    if draw < 0.06:
        return "H." if sex == "M" else "Hj."
    older = born.year < 1970 and slot.post.kelompok in ("jpt_pratama", "administrator")
    return ("Drs." if sex == "M" else "Dra.") if older and draw < 0.4 else ""


def _status(tmt: date, as_of: date, *, pppk: bool) -> str:
    if pppk:
        return "PPPK"
    return "CPNS" if shift_years(tmt, 1) > as_of else "PNS"


def _kedudukan(draw: float, *, pppk: bool, structural: bool) -> str:
    if pppk:
        return "PPPK Aktif"
    if structural or draw > 0.02:
        return "Aktif"
    return "Tugas Belajar" if draw < 0.013 else "CLTN"


def _discipline(person: Person, u: dict[str, float], as_of: date) -> None:
    person.hukuman = by_share(_HUKUMAN, u["hukuman"])
    if person.hukuman in ("Ringan", "Sedang", "Berat"):
        person.hukuman_selesai = shift_months(first_of_month(as_of), 6 - int(u["hukuman_age"] * 72))
