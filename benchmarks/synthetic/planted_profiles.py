"""Planted profiles: people made for one fact about gaps, job-person match or training."""

from synthetic import organisation as org
from synthetic.courses import (
    CHANGE_COURSE,
    DATA_COURSE,
    PBJ_FIRST,
    PBJ_SECOND,
    Course,
)
from synthetic.dates import shift_months, shift_years
from synthetic.jobs import PENATA_BARANG
from synthetic.organisation import City
from synthetic.person import COMMA_STYLE, DECIMAL_STYLE, Person, Post
from synthetic.planted import Maker, Planted, at_standard
from synthetic.slots import jf_post
from synthetic.standards import Standard
from synthetic.trainings import taken

Levels = dict[str, int]


class ProfilePlanter:
    """Makes people in posts whose standard is known and writes down what is claimed."""

    def __init__(self, planted: Planted, maker: Maker, city: City, standards: dict[str, Standard]) -> None:
        """Keep what every case needs."""
        self.planted = planted
        self.maker = maker
        self.city = city
        self.standards = standards

    def make(self, post: Post, changes: Levels, *, missing: tuple[str, ...] = ()) -> Person:
        """Make a person at standard in ``post``, apart from some levels."""
        joined = shift_years(self.maker.as_of, -12)
        levels = at_standard(self.standards[post.jabatan].levels) | changes
        person = self.maker.person(
            [(post, joined)], {k: v for k, v in levels.items() if k not in missing}, golongan="III/c"
        )
        self.planted.people.append(person)
        return person

    def clerk(self, jabatan: str, kelas: int) -> Post:
        """Give a pelaksana post in the planning agency."""
        return Post(jabatan, "pelaksana", 4, "", kelas, "Subbidang Perencanaan", org.BAPPEDA)


def plant_profiles(planter: ProfilePlanter, catalogue: list[Course]) -> None:
    """Plant all profiles."""
    _gaps(planter)
    _intervals(planter)
    _training(planter, catalogue)
    _unassessed(planter)


def _gaps(planter: ProfilePlanter) -> None:
    claim = planter.planted.claim
    penelaah = planter.clerk("Penelaah Teknis Kebijakan", 7)
    guru = jf_post("Guru", "jf_ahli_muda", planter.city.schools[0], org.DISDIK)
    perawat = jf_post("Perawat", "jf_mahir", planter.city.clinics[0], org.DINKES)
    section = next(p for p in planter.city.posts if p.jabatan == "Kepala Seksi Infrastruktur Teknologi")
    two = planter.make(penelaah, {"komunikasi": 100, "pengambilan_keputusan": 100})
    comma = planter.make(guru, {"integritas": 232, "teknis/pedagogik": 100})
    comma.style = COMMA_STYLE
    decimal = planter.make(perawat, {"teknis/asuhan_keperawatan": 150})
    decimal.style = DECIMAL_STYLE
    security = planter.make(section, {"teknis/keamanan_informasi": 100})
    for person in (two, comma, decimal, security):
        claim("gap_people", person.nip)
    claim("uncovered_people", {"nip": security.nip, "kompetensi": "teknis/keamanan_informasi"})
    claim("no_gap", planter.make(penelaah, {}).nip)
    claim("no_gap", planter.make(guru, {"komunikasi": 400, "pelayanan_publik": 500}).nip)
    claim("no_gap", planter.make(perawat, {"perekat_bangsa": 300}).nip)
    analis = jf_post("Analis SDM Aparatur", "jf_ahli_muda", org.BKPSDM, org.BKPSDM)
    perencana = jf_post("Perencana", "jf_ahli_muda", org.BAPPEDA, org.BAPPEDA)
    for post in (analis, perencana):
        above = dict.fromkeys(planter.standards[post.jabatan].levels, 400)
        severe = {"integritas": 100, "pengambilan_keputusan": 100}
        claim("jpm_hidden_gap", planter.make(post, above | severe).nip)


def _intervals(planter: ProfilePlanter) -> None:
    claim = planter.planted.claim
    auditor = jf_post("Auditor", "jf_ahli_pertama", org.INSPEKTORAT, org.INSPEKTORAT)
    madya = jf_post("Guru", "jf_ahli_madya", planter.city.schools[1], org.DISDIK)
    # 12 of 20 known: 60 to 100 %
    wide = ("integritas", "kerja_sama", "komunikasi", "orientasi_pada_hasil")
    claim("undecidable", planter.make(auditor, {}, missing=wide).nip)
    # 13 of 20 with two unknown: 65 to 85 %
    low = {"pelayanan_publik": 100, "mengelola_perubahan": 100, "perekat_bangsa": 100}
    claim("undecidable", planter.make(auditor, low, missing=wide[:2]).nip)
    # 35.2 of 44 with one unknown: 80 to 89.09 %, the same category in both sets
    levels = dict.fromkeys(planter.standards[madya.jabatan].levels, 350) | {"komunikasi": 370}
    known = planter.make(madya, levels, missing=("pelayanan_publik",))
    known.style = DECIMAL_STYLE
    known.golongan = "IV/a"
    claim("decidable_with_missing", known.nip)


def _training(planter: ProfilePlanter, catalogue: list[Course]) -> None:
    claim = planter.planted.claim
    as_of = planter.maker.as_of
    courses = {course.kode: course for course in catalogue}
    penelaah = planter.clerk("Penelaah Teknis Kebijakan", 7)
    pengolah = planter.clerk("Pengolah Data dan Informasi", 6)
    goods = planter.clerk(PENATA_BARANG, 6)
    why = "one gap of one level; the only course of this step; free, one participant is enough"
    for post, slug, kode in (
        (penelaah, "mengelola_perubahan", CHANGE_COURSE),
        (pengolah, "teknis/pengolahan_data", DATA_COURSE),
    ):
        person = planter.make(post, {slug: 100})
        claim("best_course", {"nip": person.nip, "kode": kode, "kompetensi": slug, "why": why})
    again = planter.make(penelaah, {"mengelola_perubahan": 100})
    again.trainings = [taken(courses[CHANGE_COURSE], shift_months(as_of, -14))]
    claim("course_already_taken", {"nip": again.nip, "kode": CHANGE_COURSE})
    slug = "teknis/pengadaan_barang_jasa"
    for met in (False, True):
        person = planter.make(goods, {slug: 100})
        if met:
            person.trainings = [taken(courses[PBJ_FIRST], shift_months(as_of, -20))]
        claim(
            "prerequisite",
            {"nip": person.nip, "kode": PBJ_SECOND, "prasyarat": PBJ_FIRST, "met": met},
        )


def _unassessed(planter: ProfilePlanter) -> None:
    claim = planter.planted.claim
    perencana = jf_post("Perencana", "jf_ahli_muda", org.BAPPEDA, org.BAPPEDA)
    guru = jf_post("Guru", "jf_ahli_muda", planter.city.schools[0], org.DISDIK)
    for post in (perencana, guru, planter.clerk("Penelaah Teknis Kebijakan", 7)):
        person = planter.make(post, {})
        person.levels, person.assessed_on = {}, None
        claim("assess_first", person.nip)
    stale = planter.make(guru, {"komunikasi": 200})
    stale.assessed_on = shift_years(planter.maker.as_of, -4)
    claim("stale_assessment", stale.nip)
