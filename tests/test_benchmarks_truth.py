"""The planted answers of the synthetic agency, judged again from the written files alone."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

import pytest

from agency_files import (
    day,
    match,
    months_before,
    read_appraisals,
    read_employees,
    read_history,
    read_levels,
    read_nominatif,
    read_standards,
    read_truth,
    rows_of,
)

DEFAULT = {"pelaksana": 1, "pengawas": 2, "jf_ahli_pertama": 2, "administrator": 3, "jf_ahli_muda": 3,
           "jpt_pratama": 4, "jf_ahli_madya": 4}  # fmt: skip
NINE = (
    "integritas",
    "kerja sama",
    "komunikasi",
    "orientasi pada hasil",
    "pelayanan publik",
    "pengembangan diri dan orang lain",
    "mengelola perubahan",
    "pengambilan keputusan",
    "perekat bangsa",
)


@pytest.fixture
def truth():
    return read_truth()


@pytest.fixture
def levels():
    return read_levels()


@pytest.fixture
def standards():
    return read_standards()


@pytest.fixture
def nominatif():
    return read_nominatif()


def test_gaps_and_matches_hold(truth, levels, standards):
    by_person = defaultdict(dict)
    for fact in truth["gaps"]:
        by_person[fact["nip"], fact["standar_jabatan"]][fact["kompetensi"]] = fact["gap"]
    for (nip, post), gaps in by_person.items():
        short = {n: float(levels[nip][n] - w) for n, w in standards[post][1].items() if levels[nip][n] < w}
        assert short == {slug.removeprefix("teknis/").replace("_", " "): gap for slug, gap in gaps.items()}
    for fact in truth["jpm"]:
        wanted = needs(fact["standar_jabatan"], standards)
        low, high = match(levels[fact["nip"]], wanted)
        assert low == high == Fraction(100 * fact["num"], fact["den"])
        assert fact["num_uncapped"] == 1000 * sum(levels[fact["nip"]][name] for name in wanted)


def needs(post, standards):
    if post.startswith("default:"):
        return dict.fromkeys(
            (slug.replace("_", " ") for slug in NINE), DEFAULT[post.removeprefix("default:")]
        )
    return standards[post][1]


def test_planted_profiles_hold(truth, levels, standards, nominatif):
    def own(nip):
        return levels[nip], standards[nominatif[nip]["Jabatan"]][1]

    for nip in truth["no_gap"]:
        mine, wanted = own(nip)
        assert all(mine[name] >= level for name, level in wanted.items())
    for nip in truth["jpm_hidden_gap"]:
        mine, wanted = own(nip)
        assert sum(mine[name] for name in wanted) > sum(wanted.values())
        assert sum(mine[name] <= level - 2 for name, level in wanted.items()) == 2
    for bounds in ((68, 80), (78, 90)):
        for nip, same in [(n, False) for n in truth["undecidable"]] + [
            (n, True) for n in truth["decidable_with_missing"]
        ]:
            low, high = match(*own(nip))
            assert low < high
            assert (sum(low >= b for b in bounds) == sum(high >= b for b in bounds)) is same
    assert set(truth["unassessed"]) == nominatif.keys() - levels.keys()
    assert set(truth["assess_first"]) <= set(truth["unassessed"])


def test_posts_without_a_standard(truth, standards, nominatif):
    without = {nip for nip, row in nominatif.items() if row["Jabatan"] not in standards}
    named = set(truth["no_standard"]) | {fact["nip"] for fact in truth["default_standard"]}
    assert without == named
    assert set(truth["no_standard"]).isdisjoint(fact["nip"] for fact in truth["default_standard"])
    assert {fact["standar"].removeprefix("default:") for fact in truth["default_standard"]} <= DEFAULT.keys()


def test_planted_courses_are_the_only_ones(truth, levels, standards, nominatif):
    courses = {course["Kode"]: course for course in rows_of("katalog_diklat.xlsx")}
    for fact in truth["best_course"]:
        course = courses[fact["kode"]]
        same = [
            c
            for c in courses.values()
            if (c["Kompetensi"], c["Level Awal"]) == (course["Kompetensi"], course["Level Awal"])
        ]
        assert same == [course]
        mine, wanted = levels[fact["nip"]], standards[nominatif[fact["nip"]]["Jabatan"]][1]
        short = [name for name, level in wanted.items() if mine[name] < level]
        assert short == [course["Kompetensi"].lower()]
        assert mine[short[0]] == course["Level Awal"]
    taught = {course["Kompetensi"].lower().replace(" ", "_") for course in courses.values()}
    assert not {slug.removeprefix("teknis/") for slug in truth["uncovered_competency"]} & taught


def judge(nip, kelompok, wanted, as_of):
    person, office, appraisals = read_employees()[nip], read_nominatif()[nip], read_appraisals()
    low, high = match(read_levels().get(nip, {}), wanted)
    degree = {"15": 0, "30": 1, "35": 2, "40": 2, "45": 3, "50": 4}[person["TINGKAT PENDIDIKAN ID"]]
    born = day(person["TANGGAL LAHIR"])
    oldest = 57 if kelompok == "jpt_pratama" else 58
    pairs = [appraisals.get((nip, year), (None, None))[0] for year in (as_of.year - 2, as_of.year - 1)]
    return {
        "status_asn": person["STATUS CPNS PNS"] == "P",
        "pendidikan": degree >= (1 if kelompok == "pengawas" else 2),
        "pengalaman": experience(read_history()[nip], kelompok, as_of),
        "kinerja": False if any(p and "bawah" in p for p in pairs) else (None if None in pairs else True),
        "hukuman_disiplin": discipline(office["Hukuman Disiplin"], day(office["Hukuman Selesai"]), as_of),
        "kedudukan_hukum": person["KEDUDUKAN HUKUM NAMA"] in ("Aktif", "PPPK Aktif"),
        "usia": months_before(as_of, 12 * oldest) < born,
        "jpm": True if low >= 68 else (None if high >= 68 else False),
    }


def experience(rows, kelompok, as_of):
    def counts(row):
        eselon, kelas, jenis = row["Eselon"] or "", row["Kelas Jabatan"], row["Jenis Jabatan"]
        if kelompok == "administrator":
            return eselon.startswith("IV") or (jenis == "Fungsional" and kelas in (8, 9))
        if kelompok == "pengawas":
            return jenis == "Pelaksana" or (jenis == "Fungsional" and kelas in (5, 6, 7))
        return eselon.startswith("III") or row["Jabatan"].endswith("Ahli Madya")

    years = {"administrator": 3, "pengawas": 4, "jpt_pratama": 2}[kelompok]
    held = sum(
        (day(r["Sampai"] or as_of.isoformat()) - day(r["TMT Jabatan"])).days for r in rows if counts(r)
    )
    return held >= (as_of - months_before(as_of, 12 * years)).days


def discipline(kind, until, as_of):
    if kind is None or (kind != "Tidak pernah" and until is None):
        return None
    recent = kind in ("Sedang", "Berat") and until > months_before(as_of, 24)
    return kind == "Tidak pernah" or not (until > as_of or recent)


def test_only_the_planted_people_may_be_appointed(truth, standards):
    employees, as_of = read_employees(), date.fromisoformat(truth["as_of"])
    structural = [fact for fact in truth["only_eligible"] if not fact["jabatan"].startswith("Analis")]
    assert len(structural) == 3
    for fact in structural:
        verdicts = {nip: judge(nip, *standards[fact["jabatan"]], as_of) for nip in employees}
        assert [nip for nip, gates in verdicts.items() if all(gates.values())] == [fact["nip"]]
        for near in fact["near_misses"]:
            failed = {gate: value for gate, value in verdicts[near["nip"]].items() if not value}
            assert failed == {near["gate"]: None if near["result"] == "unknown" else False}, near
    trap = truth["placement_trap"][0]
    posts = {row["Kode"]: row["Jabatan"] for row in rows_of("lowongan.xlsx")}
    for kode, nips in trap["eligible"].items():
        fit = {nip for nip in employees if all(judge(nip, *standards[posts[kode]], as_of).values())}
        assert fit == set(nips)


def test_only_one_analyst_may_be_promoted(truth, nominatif):
    appraisals = read_appraisals()
    fact = next(fact for fact in truth["only_eligible"] if fact["jabatan"].startswith("Analis"))
    below = {nip for nip, row in nominatif.items() if row["Jabatan"] == "Analis SDM Aparatur Ahli Pertama"}
    good = {
        n
        for n in nominatif
        if all("bawah" not in appraisals.get((n, y), (("bawah",), 0))[0] for y in (2024, 2025))
    }
    assert below & good == {fact["nip"]}
    for near in fact["near_misses"]:
        assert (near["nip"] in below) is (near["gate"] == "kinerja")
        assert (near["nip"] in good) is (near["gate"] == "jenjang_sebelumnya")
