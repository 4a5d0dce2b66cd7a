"""Planted traps for placement and for the corners of the talent grid."""

from synthetic import organisation as org
from synthetic.courses import Course
from synthetic.dates import shift_months, shift_years
from synthetic.person import Person, Post
from synthetic.planted import D3, SLTA, Maker, Planted, at_standard
from synthetic.ratings import ATAS, BAWAH
from synthetic.slots import jf_post
from synthetic.standards import VACANT_IDENTITY, VACANT_MOVES, Standard
from synthetic.trainings import taken
from synthetic.vacancies import IDENTITY, MOVES

_S3 = ("50", "S-3 ADMINISTRASI PUBLIK", "S.Sos., M.Si.")


def plant_extremes(
    planted: Planted, maker: Maker, standards: dict[str, Standard], catalogue: list[Course]
) -> None:
    """Plant the pair that a greedy placement gets wrong, and one person per far corner."""
    _placement_trap(planted, maker, standards)
    _corners(planted, maker, standards, catalogue)


def _placement_trap(planted: Planted, maker: Maker, standards: dict[str, Standard]) -> None:
    """One person may fill both posts, the other only the first; the first is better at both.

    Taking the best candidate for the first post leaves the second one empty.
    """
    post = Post(
        "Pengolah Data dan Informasi",
        "pelaksana",
        4,
        "",
        6,
        "Seksi Identitas Penduduk",
        org.DUKCAPIL,
    )
    first, second = standards[VACANT_IDENTITY].levels, standards[VACANT_MOVES].levels
    own = at_standard(standards[post.jabatan].levels)
    start = shift_years(maker.as_of, -9)

    def make(levels: dict[str, int]) -> Person:
        return maker.person([(post, start)], levels, degree=D3, golongan="II/d", age=35)

    both = make(own | at_standard(first) | at_standard(second))
    # 23 of 27 for the first post, 16 of 27 for the second
    weak = dict.fromkeys(("integritas", "kerja_sama", "komunikasi", "perekat_bangsa"), 100)
    unfit = dict.fromkeys((slug for slug in second if slug.startswith("teknis/")), 100)
    one = make(own | at_standard(first) | weak | unfit)
    planted.people += [both, one]
    planted.claim(
        "placement_trap",
        {
            "vacancies": [IDENTITY, MOVES],
            "eligible": {IDENTITY: [both.nip, one.nip], MOVES: [both.nip]},
            "best": {IDENTITY: one.nip, MOVES: both.nip},
        },
    )


def _corners(planted: Planted, maker: Maker, standards: dict[str, Standard], catalogue: list[Course]) -> None:
    as_of = maker.as_of
    muda = jf_post("Perencana", "jf_ahli_muda", org.BAPPEDA, org.BAPPEDA)
    before = jf_post("Auditor", "jf_ahli_pertama", org.INSPEKTORAT, org.INSPEKTORAT)
    needs = standards[muda.jabatan].levels
    best = maker.person(
        [(before, shift_years(as_of, -16)), (muda, shift_years(as_of, -7))],
        {slug: 100 * level + 100 for slug, level in needs.items()},
        degree=_S3,
        age=44,
    )
    best.potensi = (5,) * 8
    best.trainings = [taken(course, shift_months(as_of, -3 - n)) for n, course in enumerate(catalogue[:3])]
    job = "Pengadministrasi Perkantoran"
    clerk = Post(job, "pelaksana", 4, "", 5, "Subbidang Perencanaan", org.BAPPEDA)
    worst = maker.person(
        [(clerk, shift_years(as_of, -2))],
        dict.fromkeys(standards[job].levels, 50),
        degree=SLTA,
        golongan="II/a",
        age=30,
    )
    worst.potensi = (1, 0, 1, 0, 1, 0, 1, 0)
    worst.hukuman, worst.hukuman_selesai = "Berat", shift_months(as_of, 5)
    for year in (as_of.year - 2, as_of.year - 1):
        best.appraisals[year] = (ATAS, ATAS)
        worst.appraisals[year] = (BAWAH, BAWAH)
    planted.people += [best, worst]
    planted.claim("talent_corner", {"nip": best.nip, "kotak": 9})
    planted.claim("talent_corner", {"nip": worst.nip, "kotak": 1})
