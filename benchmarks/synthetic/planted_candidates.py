"""Planted candidates: one who may be appointed, and others who fail exactly one gate."""

from datetime import date

from synthetic import organisation as org
from synthetic.dates import shift_months, shift_years
from synthetic.organisation import City
from synthetic.person import DECIMAL_STYLE, Person, Post
from synthetic.planted import D3, S2, SLTA, Change, Maker, Planted, at_standard, lowered
from synthetic.ratings import BAWAH, SESUAI
from synthetic.slots import jf_post
from synthetic.standards import Standard
from synthetic.vacancies import JF, KABID, KADIS, KASI

Case = tuple[str, str, Change]


def plant_candidates(planted: Planted, maker: Maker, city: City, standards: dict[str, Standard]) -> None:
    """Plant the candidates of the four vacancies that have only one eligible person."""
    _kabid(planted, maker, city, standards)
    _kasi(planted, maker, standards)
    _kadis(planted, maker, city, standards)
    _jf(planted, maker, standards)


def _settle(
    planted: Planted, vacancy: str, jabatan: str, eligible: Person, near: list[tuple[Person, str, str]]
) -> None:
    planted.people += [eligible, *(person for person, _, _ in near)]
    planted.claim(
        "only_eligible",
        {
            "vacancy": vacancy,
            "jabatan": jabatan,
            "nip": eligible.nip,
            "near_misses": [
                {"nip": person.nip, "gate": gate, "result": result} for person, gate, result in near
            ],
        },
    )


def _needs_improvement(year: int) -> Change:
    return lambda person: person.appraisals.update({year: (BAWAH, SESUAI)})


def _missing_year(year: int) -> Change:
    def change(person: Person) -> None:
        del person.appraisals[year]

    return change


def _punished(kind: str, until: date | None) -> Change:
    def change(person: Person) -> None:
        person.hukuman, person.hukuman_selesai = kind, until

    return change


def _degree(degree: tuple[str, str, str]) -> Change:
    def change(person: Person) -> None:
        person.pendidikan, person.jurusan, person.gelar_belakang = degree

    return change


def _standing(kedudukan: str) -> Change:
    def change(person: Person) -> None:
        person.kedudukan = kedudukan

    return change


def _levels(levels: dict[str, int]) -> Change:
    def change(person: Person) -> None:
        person.levels.update(levels)

    return change


def _without(slugs: list[str]) -> Change:
    def change(person: Person) -> None:
        for slug in slugs:
            del person.levels[slug]

    return change


def _unblemished(person: Person) -> None:
    """Change nothing: the difference is in the position history or the age."""
    del person


def _shared_cases(as_of: date) -> list[Case]:
    last = as_of.year - 1
    return [
        ("kinerja", "not_met", _needs_improvement(last)),
        ("kinerja", "unknown", _missing_year(last - 1)),
        ("hukuman_disiplin", "not_met", _punished("Sedang", shift_years(as_of, -1))),
        ("hukuman_disiplin", "unknown", _punished("", None)),
        ("kedudukan_hukum", "not_met", _standing("Tugas Belajar")),
    ]


def _clerk(opd: str, unit: str) -> Post:
    return Post("Penelaah Teknis Kebijakan", "pelaksana", 4, "", 7, unit, opd)


def _kabid(planted: Planted, maker: Maker, city: City, standards: dict[str, Standard]) -> None:
    as_of = maker.as_of
    needs = standards["Kepala Bidang Mutasi dan Promosi"].levels
    full = at_standard(needs)
    technical = [slug for slug in needs if slug.startswith("teknis/")][1:]
    cases = [
        *_shared_cases(as_of),
        ("pendidikan", "not_met", _degree(D3)),
        ("pengalaman", "not_met", _unblemished),
        ("usia", "not_met", _unblemished),
        ("jpm", "not_met", _levels(lowered(needs, 2_800))),
        ("jpm", "unknown", _without(technical)),
    ]
    posts = _supervisor_posts(city)
    start = shift_years(as_of, -7)

    def make(post: Post, since: date, age: int) -> Person:
        own = standards.get(post.jabatan)
        levels = at_standard(own.levels) | full if own else full
        joined = shift_years(since, -9)
        return maker.person([(_clerk(post.opd, post.unit), joined), (post, since)], levels, age=age)

    # three years to the day, every level met but two: 40/42
    eligible = make(posts[0], shift_years(as_of, -3), 44)
    eligible.levels |= {"mengelola_perubahan": 200, "komunikasi": 200}
    near = []
    for post, (gate, result, change) in zip(posts[1:], cases, strict=False):
        since = shift_months(as_of, -35) if gate == "pengalaman" else start
        person = make(post, since, 58 if gate == "usia" else 46)
        change(person)
        near.append((person, gate, result))
    _settle(planted, KABID, "Kepala Bidang Mutasi dan Promosi", eligible, near)


def _supervisor_posts(city: City) -> list[Post]:
    own = [post for post in city.posts if post.kelompok == "pengawas" and post.opd == org.BKPSDM]
    return own + [
        post for post in city.posts if "Umum dan Kepegawaian" in post.jabatan and post.opd != org.BKPSDM
    ]


def _kasi(planted: Planted, maker: Maker, standards: dict[str, Standard]) -> None:
    as_of = maker.as_of
    jabatan = "Kepala Seksi Pengelolaan Informasi Administrasi Kependudukan"
    needs = standards[jabatan].levels
    post = Post(
        "Pengolah Data dan Informasi",
        "pelaksana",
        4,
        "",
        6,
        "Seksi Pengolahan Data Kependudukan",
        org.DUKCAPIL,
    )
    own = at_standard(standards[post.jabatan].levels) | at_standard(needs)
    cases = [
        *_shared_cases(as_of),
        ("hukuman_disiplin", "not_met", _punished("Ringan", shift_months(as_of, 3))),
        ("pendidikan", "not_met", _degree(SLTA)),
        ("pengalaman", "not_met", _unblemished),
        ("status_asn", "not_met", _unblemished),
        # 18.35 of 27 levels is 67.96 %
        ("jpm", "not_met", _levels(lowered(needs, 1_835))),
    ]
    # on every line at once: D-III, four years to the day, 18.36/27 = 68 %, sedang ended 25 months ago
    eligible = maker.person([(post, shift_years(as_of, -4))], own, degree=D3, golongan="II/d", age=32)
    eligible.levels |= lowered(needs, 1_836)
    eligible.style = DECIMAL_STYLE
    eligible.hukuman, eligible.hukuman_selesai = "Sedang", shift_months(as_of, -25)
    near = []
    for gate, result, change in cases:
        pppk = gate == "status_asn"
        months = {"pengalaman": 47, "status_asn": 62}.get(gate, 110)
        person = maker.person(
            [(post, shift_months(as_of, -months))],
            own,
            degree=D3,
            golongan="II/d",
            age=36,
            status="PPPK" if pppk else "PNS",
        )
        change(person)
        if gate == "jpm":
            person.style = DECIMAL_STYLE
        near.append((person, gate, result))
    _settle(planted, KASI, jabatan, eligible, near)


def _kadis(planted: Planted, maker: Maker, city: City, standards: dict[str, Standard]) -> None:
    as_of = maker.as_of
    jabatan = f"Kepala {org.KOMINFO}"
    needs = standards[jabatan].levels
    kabid = next(p for p in city.posts if p.jabatan == "Kepala Bidang Aplikasi Informatika")
    section = next(p for p in city.posts if p.jabatan == "Kepala Seksi Pengelolaan Media")
    muda = jf_post("Pranata Komputer", "jf_ahli_muda", org.KOMINFO, org.KOMINFO)
    madya = jf_post("Pranata Komputer", "jf_ahli_madya", org.KOMINFO, org.KOMINFO)
    levels = at_standard(standards[kabid.jabatan].levels) | at_standard(needs)
    # two years to the day as administrator; 51/56
    eligible = maker.person(
        [
            (_clerk(org.KOMINFO, org.KOMINFO), shift_years(as_of, -24)),
            (section, shift_years(as_of, -13)),
            (kabid, shift_years(as_of, -2)),
        ],
        levels,
        golongan="IV/a",
        degree=S2,
        age=54,
    )
    eligible.levels |= {"teknis/arsitektur_spbe": 300, "teknis/manajemen_layanan_digital": 300}
    eligible.levels |= {"mengelola_perubahan": 300}
    cases = [
        ("usia", "not_met", _unblemished),
        ("pengalaman", "not_met", _unblemished),
        ("pendidikan", "not_met", _degree(D3)),
        ("hukuman_disiplin", "not_met", _punished("Berat", shift_years(as_of, -1))),
        ("kedudukan_hukum", "not_met", _standing("CLTN")),
        # 38 of 56 levels is 67.86 %
        ("jpm", "not_met", _levels(lowered(needs, 3_800))),
    ]
    near = []
    for gate, result, change in cases:
        since = shift_months(as_of, -23) if gate == "pengalaman" else shift_years(as_of, -8)
        person = maker.person(
            [(muda, shift_years(as_of, -22)), (madya, since)],
            levels,
            golongan="IV/a",
            degree=S2,
            age=57 if gate == "usia" else 50,
        )
        change(person)
        near.append((person, gate, result))
    _settle(planted, KADIS, jabatan, eligible, near)


def _jf(planted: Planted, maker: Maker, standards: dict[str, Standard]) -> None:
    as_of = maker.as_of
    jabatan = "Analis SDM Aparatur Ahli Muda"
    levels = at_standard(standards[jabatan].levels)
    pertama = jf_post("Analis SDM Aparatur", "jf_ahli_pertama", org.BKPSDM, org.BKPSDM)
    other = jf_post("Arsiparis", "jf_ahli_pertama", org.BKPSDM, org.BKPSDM)
    cases: list[tuple[str, str, Change, Post]] = [
        ("jenjang_sebelumnya", "not_met", _unblemished, other),
        ("kinerja", "not_met", _needs_improvement(as_of.year - 1), pertama),
        ("kinerja", "unknown", _missing_year(as_of.year - 2), pertama),
    ]

    def make(post: Post) -> Person:
        own = at_standard(standards[post.jabatan].levels) | levels
        return maker.person([(post, shift_years(as_of, -6))], own, golongan="III/b", age=34)

    eligible = make(pertama)
    near = []
    for gate, result, change, post in cases:
        person = make(post)
        change(person)
        near.append((person, gate, result))
    _settle(planted, JF, jabatan, eligible, near)
