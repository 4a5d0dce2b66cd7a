"""The Indeks Profesionalitas ASN: figures of the law, both ends of what is not known, and the cheapest way to a target."""

from datetime import date
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.ip_asn.bands import bands_of
from asnkarier.analysis.ip_asn.kinds import Kinds
from asnkarier.analysis.ip_asn.parts import CENT, PARTS, parts_of
from asnkarier.analysis.ip_asn.raising import Lack, Way, cheapest
from examples import few
from in_process import asn
from law import load_rulebook
from people_frames import dossiers, frame

BOOK = load_rulebook()
AS_OF = date(2026, 11, 1)
NIP = "198001152005011901"
ALL = ("hukuman_disiplin", "trainings")
KINDS = {
    "administrator": {"jenis_jabatan": "struktural", "eselon": "III.a"},
    "pengawas": {"jenis_jabatan": "struktural", "eselon": "IV.a"},
    "jf_ahli_muda": {"jenis_jabatan": "fungsional", "jenjang": "ahli_muda"},
    "pelaksana": {"jenis_jabatan": "pelaksana"},
}


def ends(person=(), trainings=(), appraisals=(), complete=ALL, book=BOOK, as_of=AS_OF):
    one = {"nip": NIP, "tingkat_pendidikan": "S-1", **KINDS["pelaksana"], **dict(person)}
    rows = [{"nip": NIP, "nama_pelatihan": f"Pelatihan {at}", **row} for at, row in enumerate(trainings)]
    known = dossiers(as_of, [one], trainings=rows, appraisals=[{"nip": NIP, **row} for row in appraisals], rulebook=book, complete=complete)  # fmt: skip
    found = parts_of(known, frame("trainings", rows), book)
    table = {name: (int(part.low[0]) / CENT, int(part.high[0]) / CENT) for name, part in found.ends.items()}
    return {**table, "total": (int(found.total.low[0]) / CENT, int(found.total.high[0]) / CENT)}


@pytest.mark.parametrize(
    ("level", "points"),
    [("S-3", (25, 25)), ("S-2", (20, 20)), ("S-1", (15, 15)), ("D-IV", (15, 15)), ("D-III", (10, 10)), ("D-II", (5, 5)), ("SLTA", (5, 5)), ("SLTP", (1, 1)), (None, (1, 25)), ("Profesi", (15, 20)), ("Spesialis", (20, 25)), ("Subspesialis", (20, 25)), ("SLTP Kejuruan", (1, 1))],
)  # fmt: skip
def test_education(level, points):
    assert ends({"tingkat_pendidikan": level})["kualifikasi"] == points


@pytest.mark.parametrize(
    ("predikat", "points"),
    [("sangat_baik", (30, 30)), ("baik", (25, 25)), ("butuh_perbaikan", (15, 15)), ("kurang", (5, 5)), ("sangat_kurang", (1, 1)), (None, (1, 30))],
)  # fmt: skip
def test_performance_of_the_last_complete_year(predikat, points):
    told = [{"tahun": 2025, "predikat": predikat}] if predikat else []
    assert ends(appraisals=told)["kinerja"] == points
    assert ends(appraisals=[{"tahun": 2024, "predikat": "baik"}])["kinerja"] == (1, 30)


def test_a_contradiction_is_worth_anything_and_elements_alone_what_they_allow():
    assert ends(appraisals=[{"tahun": 2025, "hasil_kerja": "di_atas", "perilaku_kerja": "di_atas", "predikat": "kurang"}])["kinerja"] == (1, 30)  # fmt: skip
    assert ends(appraisals=[{"tahun": 2025, "hasil_kerja": "sesuai"}])["kinerja"] == (5, 25)


def test_new_words_of_the_predikat_stay_open_where_the_agency_doubts_their_likeness():
    book = load_rulebook(None, {"ip_asn/nilai_kinerja": "tanpa_padanan"})
    assert ends(appraisals=[{"tahun": 2025, "predikat": "butuh_perbaikan"}], book=book)["kinerja"] == (5, 30)
    assert ends(appraisals=[{"tahun": 2025, "predikat": "kurang"}], book=book)["kinerja"] == (5, 5)


@pytest.mark.parametrize(
    ("level", "until", "complete", "points"),
    [
        ("tidak_pernah", None, (), (5, 5)), (None, None, ALL, (5, 5)), (None, None, (), (1, 5)),
        ("sedang", "2021-11-02", (), (2, 2)), ("sedang", "2021-11-01", (), (5, 5)), ("berat", "2027-01-01", (), (1, 1)),
        ("ringan", None, (), (3, 5)), ("tidak_pernah", "2025-01-01", ALL, (1, 5)),
    ],
)  # fmt: skip
def test_discipline_on_both_sides_of_five_years(level, until, complete, points):
    assert (
        ends({"hukuman_disiplin": level, "hukuman_selesai": until}, complete=complete)["disiplin"] == points
    )


@pytest.mark.parametrize(
    ("kelompok", "jenis", "name", "jp", "ended", "part", "points"),
    [
        ("pelaksana", "Teknis", "Pelatihan A", 20, "2025-11-02", "teknis", (22.5, 22.5)),
        ("pelaksana", "Teknis", "Pelatihan A", 20, "2025-11-01", "teknis", (0, 0)),
        ("pelaksana", "Teknis", "Pelatihan A", 19, "2026-05-01", "teknis", (0, 0)),
        ("pelaksana", "Teknis", "Pelatihan A", None, "2026-05-01", "teknis", (0, 22.5)),
        ("pelaksana", "Teknis", "Pelatihan A", 20, None, "teknis", (0, 22.5)),
        ("jf_ahli_muda", "Teknis", "Pelatihan A", 20, "2026-05-01", "teknis", (15, 15)),
        ("pelaksana", "Seminar", "Seminar A", 3, "2024-11-02", "seminar", (17.5, 17.5)),
        ("pelaksana", "Seminar", "Seminar A", 3, "2024-11-01", "seminar", (0, 0)),
        ("administrator", None, "Workshop A", 3, "2026-05-01", "seminar", (10, 10)),
        ("administrator", "Struktural", "Pelatihan Kepemimpinan Administrator", 900, "2015-05-01", "kepemimpinan", (15, 15)),
        ("administrator", "Struktural", "PKP Angkatan III", 900, "2015-05-01", "kepemimpinan", (0, 15)),
        ("administrator", None, "Diklatpim Tingkat III", 900, "2015-05-01", "kepemimpinan", (0, 15)),
        ("jf_ahli_muda", "Fungsional", "Diklat JF", 120, "2015-05-01", "fungsional", (15, 15)),
        ("pelaksana", "Fungsional", "Diklat JF", 120, "2015-05-01", "fungsional", (0, 0)),
        ("pelaksana", "Bimtek", "Bimtek A", 24, "2026-05-01", "teknis", (0, 22.5)),
        ("pelaksana", None, "Bimbingan Teknis A", 24, "2026-05-01", "teknis", (0, 22.5)),
    ],
)  # fmt: skip
def test_trainings_by_kind_and_day(kelompok, jenis, name, jp, ended, part, points):
    row = {"jenis": jenis, "nama_pelatihan": name, "jp": jp, "tanggal_selesai": ended}
    assert ends(KINDS[kelompok], [row])[part] == points


def test_hours_that_are_enough_only_together_leave_it_open_and_a_blank_register_too():
    half = {"jenis": "Teknis", "jp": 10, "tanggal_selesai": "2026-05-01"}
    assert ends({}, [half, half])["teknis"] == (0, 22.5)
    assert ends({}, [half])["teknis"] == (0, 0)
    assert ends({}, [half], complete=())["teknis"] == (0, 22.5)
    assert ends({}, [], complete=())["seminar"] == (0, 17.5)
    assert ends({}, [])["seminar"] == (0, 0)


def test_a_training_of_unknown_result_leaves_the_index_open():
    whole = {"jenis": "Teknis", "jp": 20, "tanggal_selesai": "2026-05-01"}
    for status, points in (("selesai", 22.5), ("tidak_lulus", 0), ("belum_diikuti", 0)):
        assert ends({}, [whole | {"status": status}])["teknis"] == (points, points)
    assert ends({}, [whole | {"status": "hasil_tidak_jelas"}])["teknis"] == (0, 22.5)


def test_a_post_of_no_known_class_may_have_all_of_competency_or_nothing():
    found = ends({"jenis_jabatan": None, "jabatan": "Sesuatu"})
    assert sum(found[one][0] for one in ("kepemimpinan", "fungsional", "teknis", "seminar")) == 0
    assert sum(found[one][1] for one in ("kepemimpinan", "fungsional", "teknis", "seminar")) == 40


def test_full_marks_are_a_hundred_in_every_kind_of_post():
    rows = [
        {"jenis": "Struktural", "nama_pelatihan": "Pelatihan Kepemimpinan Administrator", "tanggal_selesai": "2020-01-01"},
        {"jenis": "Fungsional", "tanggal_selesai": "2020-01-01"},
        {"jenis": "Teknis", "jp": 20, "tanggal_selesai": "2026-01-01"},
        {"jenis": "Seminar", "tanggal_selesai": "2026-01-01"},
    ]  # fmt: skip
    for kelompok in ("administrator", "jf_ahli_muda", "pelaksana"):
        found = ends(
            {**KINDS[kelompok], "tingkat_pendidikan": "S-3"},
            rows,
            [{"tahun": 2025, "predikat": "sangat_baik"}],
        )
        assert found["total"] == (100, 100)


@pytest.mark.parametrize(
    ("points", "band"),
    [(9100, "indeks_sangat_tinggi"), (9099, "indeks_tinggi"), (8100, "indeks_tinggi"), (8099, "indeks_sedang"), (7100, "indeks_sedang"), (7099, "indeks_rendah"), (6100, "indeks_rendah"), (6099, "indeks_sangat_rendah"), (0, "indeks_sangat_rendah")],
)  # fmt: skip
def test_both_sides_of_every_category(points, band):
    rows = BOOK.value("ip_asn/kategori", AS_OF)
    for people in (1, 7):
        least, most = bands_of(
            np.array([points * people]), np.array([points * people]), np.array([people]), rows
        )
        assert (least[0], most[0]) == (band, band)


facts = st.fixed_dictionaries(
    {
        "kelompok": st.sampled_from([*KINDS, None]),
        "tingkat_pendidikan": st.sampled_from(["S-2", "S-1", "SLTA", None]),
        "predikat": st.sampled_from(["sangat_baik", "baik", "kurang", None]),
        "hukuman_disiplin": st.sampled_from(["tidak_pernah", "sedang", None]),
        "trainings": st.lists(
            st.tuples(
                st.sampled_from(["Teknis", "Seminar", "Fungsional", "Struktural", None]),
                st.sampled_from(
                    ["Pelatihan Kepemimpinan Administrator", "Sesuatu", "Pelatihan Kepemimpinan"]
                ),
                st.sampled_from([10, 20, None]),
                st.sampled_from(["2026-05-01", "2025-05-01", "2020-01-01", None]),
            ),
            max_size=3,
        ),
    }
)


# A name that tells the kind is a fact by itself: another jenis would contradict it, not complete it.
_KINDS_OF = dict.fromkeys(("Pelatihan Kepemimpinan Administrator", "Pelatihan Kepemimpinan"), ("Struktural",))


def _of(one, complete):
    person = {**(KINDS[one["kelompok"]] if one["kelompok"] else {"jenis_jabatan": None}), "tingkat_pendidikan": one["tingkat_pendidikan"], "hukuman_disiplin": one["hukuman_disiplin"], "hukuman_selesai": "2024-01-01" if one["hukuman_disiplin"] == "sedang" else None}  # fmt: skip
    rows = [{"jenis": a, "nama_pelatihan": f"{b} {at}", "jp": c, "tanggal_selesai": d} for at, (a, b, c, d) in enumerate(one["trainings"])]  # fmt: skip
    told = [{"tahun": 2025, "predikat": one["predikat"]}] if one["predikat"] else []
    return ends(person, rows, told, complete)


@settings(max_examples=few(30, whole=120), deadline=None)
@given(facts, st.data())
def test_what_is_supplied_lies_between_the_ends(one, data):
    before = _of(one, ())
    whole = dict(one)
    for name, values in (("kelompok", [*KINDS]), ("tingkat_pendidikan", ["S-3", "S-1", "SD"]), ("predikat", ["sangat_baik", "butuh_perbaikan", "sangat_kurang"]), ("hukuman_disiplin", ["tidak_pernah", "sedang"])):  # fmt: skip
        if whole[name] is None:
            whole[name] = data.draw(st.sampled_from(values))
    more = data.draw(st.lists(st.sampled_from([("Teknis", "Baru", 20, "2026-06-01"), ("Seminar", "Baru", 5, "2026-06-01"), ("Fungsional", "Baru", 50, "2019-01-01"), ("Struktural", "Pelatihan Kepemimpinan Administrator", 900, "2019-01-01")]), max_size=2))  # fmt: skip
    filled = [
        (a or data.draw(st.sampled_from(_KINDS_OF.get(b, ["Teknis", "Seminar", "Fungsional"]))), b, c or data.draw(st.sampled_from([5, 40])), d or data.draw(st.sampled_from(["2026-01-01", "2010-01-01"])))
        for a, b, c, d in one["trainings"]
    ]  # fmt: skip
    whole["trainings"] = [*filled, *more]
    after = _of(whole, ALL)
    for name in ("total", *(PARTS if one["kelompok"] else ())):
        assert before[name][0] <= after[name][0] <= after[name][1] <= before[name][1], name


PARTLY, EACH = 40, 30


def _many(people, complete):
    """The ends of the total and of every part of many people, one list of people with as many registers."""
    nips = [
        f"1980{1 + at // 2520:02d}{1 + at % 2520 // 90:02d}2005011{900 + at % 90}"
        for at in range(len(people))
    ]
    employees, trainings, appraisals = [], [], []
    for nip, one in zip(nips, people, strict=True):
        until = "2024-01-01" if one["hukuman_disiplin"] == "sedang" else None
        held = KINDS[one["kelompok"]] if one["kelompok"] else {"jenis_jabatan": None}
        facts = {name: one[name] for name in ("tingkat_pendidikan", "hukuman_disiplin")}
        employees.append({"nip": nip, **held, **facts, "hukuman_selesai": until})
        trainings += [
            {"nip": nip, "jenis": jenis, "nama_pelatihan": f"{name} {at}", "jp": jp, "tanggal_selesai": ended}
            for at, (jenis, name, jp, ended) in enumerate(one["trainings"])
        ]
        appraisals += [{"nip": nip, "tahun": 2025, "predikat": one["predikat"]}] if one["predikat"] else []
    known = dossiers(
        AS_OF, employees, trainings=trainings, appraisals=appraisals, rulebook=BOOK, complete=complete
    )
    found = parts_of(known, frame("trainings", trainings), BOOK)
    bands = {**found.ends, "total": found.total}
    place = known.people.get_indexer(nips)
    return {name: (np.asarray(one.low)[place], np.asarray(one.high)[place]) for name, one in bands.items()}


def _partly(dice):
    courses = [
        (dice.choice(["Teknis", "Seminar", "Fungsional", None]), "Sesuatu", dice.choice([10, 20, None]), dice.choice(["2026-05-01", "2025-05-01", "2020-01-01", None]))
        for _ in range(dice.randint(0, 3))
    ]  # fmt: skip
    return {
        "kelompok": dice.choice([*KINDS, None]),
        "tingkat_pendidikan": dice.choice(["S-2", "S-1", "SLTA", None, None]),
        "predikat": dice.choice(["sangat_baik", "baik", "kurang", None, None]),
        "hukuman_disiplin": dice.choice(["tidak_pernah", "sedang", None, None]),
        "trainings": courses,
    }


def _wholly(one, dice):
    """The person with every blank filled at random, and with trainings that nobody had recorded."""
    values = {
        "kelompok": [*KINDS], "tingkat_pendidikan": ["S-3", "S-2", "S-1", "D-III", "SLTA", "SD"],
        "predikat": ["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"], "hukuman_disiplin": ["tidak_pernah", "sedang"],
    }  # fmt: skip
    courses = [
        (jenis or dice.choice(["Teknis", "Seminar", "Fungsional"]), name, jp or dice.choice([2, 5, 20, 40]), ended or dice.choice(["2026-01-01", "2025-12-01", "2010-01-01"]))
        for jenis, name, jp, ended in one["trainings"]
    ]  # fmt: skip
    more = [("Teknis", "Baru", 20, "2026-06-01"), ("Seminar", "Baru", 5, "2026-06-01"), ("Fungsional", "Baru", 50, "2019-01-01"), ("Struktural", "Pelatihan Kepemimpinan Administrator", 900, "2019-01-01")]  # fmt: skip
    courses += dice.sample(more, dice.randint(0, 3))
    return {name: one[name] or dice.choice(values[name]) for name in values} | {"trainings": courses}


def test_a_thousand_random_completions_lie_between_the_ends():
    dice = Random(42)
    people = [_partly(dice) for _ in range(PARTLY)]
    worlds = [_wholly(one, dice) for one in people for _ in range(EACH)]
    assert len(worlds) >= 1000
    before, after = _many(people, ()), _many(worlds, ALL)
    of = np.repeat(np.arange(PARTLY), EACH)
    classed = np.array([one["kelompok"] is not None for one in people])[of]
    wide = 0
    for name, (low, high) in after.items():
        # Parts are told for the class of the post; of who has none known, the total.
        looked = np.ones(len(of), dtype=bool) if name == "total" else classed
        assert (before[name][0][of] <= low)[looked].all(), name
        assert (low <= high)[looked].all(), name
        assert (high <= before[name][1][of])[looked].all(), name
        wide += int((before[name][0] < before[name][1]).sum())
    assert wide > PARTLY, "much is open"
    assert len(set(after["total"][0].tolist())) > 50, "the worlds differ"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=2),
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 6), st.sampled_from([None, 1, 2]), st.integers(0, 2), st.integers(1, 2)),
        min_size=1,
        max_size=2,
    ),
    st.integers(0, 16),
)  # fmt: skip
def test_the_cheapest_way_is_the_one_of_every_combination(lacks, ways, wanted):
    kinds = [Lack(f"p{at}", points, people) for at, (points, people) in enumerate(lacks)]
    courses = []
    for at, (mask, cost, class_cost, seats, least, classes) in enumerate(ways):
        mine = tuple(place for place in range(len(kinds)) if mask >> place & 1) or (0,)
        courses.append(Way(f"K{at}", mine, cost, class_cost, seats, least, classes))
    pairs = [(way, lack) for way, one in enumerate(courses) for lack in one.lacks]
    best, reach = {}, 0
    for numbers in product(*(range(kinds[lack].people + 1) for _, lack in pairs)):
        taken = dict(zip(pairs, numbers, strict=True))
        if any(
            sum(n for pair, n in taken.items() if pair[1] == lack) > one.people
            for lack, one in enumerate(kinds)
        ):
            continue
        for running in product(*(range(one.classes + 1) for one in courses)):
            sums = [sum(n for pair, n in taken.items() if pair[0] == way) for way in range(len(courses))]
            seats = [
                sum(kinds[lack].people for lack in one.lacks) if one.seats is None else one.seats
                for one in courses
            ]
            if any(
                s > seat * k or s < one.least * k
                for s, seat, k, one in zip(sums, seats, running, courses, strict=True)
            ):
                continue
            points = sum(n * kinds[pair[1]].points for pair, n in taken.items())
            cost = sum(
                s * one.cost + k * one.class_cost for s, k, one in zip(sums, running, courses, strict=True)
            )
            best[points] = min(best.get(points, cost), cost)
            reach = max(reach, points)
    found = cheapest(kinds, courses, wanted)
    assert found.enough == (reach >= wanted)
    assert found.cost == min(cost for points, cost in best.items() if points >= min(wanted, reach))
    assert found.points >= min(wanted, reach)


def test_words_of_kinds_are_whole_words():
    kinds = Kinds(BOOK.value("ip_asn/kata_pelatihan", AS_OF))
    rows = frame("trainings", [{"nip": NIP, "nama_pelatihan": name, "jenis": jenis} for jenis, name in ((None, "Politeknis"), (None, "Pimpinan"), ("Lokakarya", "Teknis X"), (None, "PIM III"))])  # fmt: skip
    assert [kind for kind, _ in kinds.of(rows)] == ["", "", "seminar", "kepemimpinan"]


@pytest.fixture(scope="module")
def told(agency):
    return asn("ip-asn", "--raise", "55", "--format", "json", cwd=agency).json()


def test_sums_of_the_sample_agency_agree_with_its_rows(told, agency):
    assert told["schema"] == "asn.ip-asn/1"
    rows = told["rows"]
    agency_row = told["agency"]
    assert agency_row["people"] == len(rows)
    assert agency_row["low"] == pytest.approx(sum(row["low"] for row in rows) / len(rows), abs=0.01)
    assert agency_row["high"] == pytest.approx(sum(row["high"] for row in rows) / len(rows), abs=0.01)
    assert sum(one["people"] for one in told["by_unit"]) == len(rows)
    for row in rows:
        assert row["low"] == pytest.approx(
            sum(row[f"{one}_low"] for one in ("kualifikasi", "kompetensi", "kinerja", "disiplin"))
        )
        assert (row["total"] is None) == (row["low"] != row["high"]) == bool(row["unknown_parts"])
        assert (row["band"] is None) == (row["total"] is None) or row["band"]
    target = told["target"]
    assert target["reached"] >= 55 or target["told_code"] == "raise_short"
    assert target["cost"] > 0
    assert target["cost"] == sum(one["cost"] for one in told["raise"])
    assert target["reached"] == pytest.approx(
        target["low"] + sum(one["points"] for one in told["raise"]), abs=0.02
    )
    one = asn("ip-asn", "--nip", rows[0]["nip"], "--format", "json", cwd=agency).json()
    assert [row["low"] for row in one["rows"]] == [rows[0]["low"]]


def test_before_the_rules_nothing_is_told(agency):
    done = asn("--as-of", "2018-06-01", "--language", "en", "ip-asn", "--format", "json", cwd=agency)
    assert done.code == 0, done.err
    assert all(
        row["total"] is None and row["low"] is None and row["band"] is None for row in done.json()["rows"]
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_eighty_columns(agency, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = asn("--language", language, "ip-asn", "--raise", "55", cwd=agency).out
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize(("level", "asked"), [("Profesi", False), ("", True)])
def test_a_recorded_level_that_the_law_does_not_name_is_not_asked_for_again(level, asked, tmp_path):
    """Of whom is a Profesi the column is filled: nobody is sent to fill it in again."""
    assert asn("init", cwd=tmp_path).code == 0
    (tmp_path / "inbox" / "pegawai.csv").write_text(
        "NIP,Nama,Jabatan,Unit Kerja,Tingkat Pendidikan\n"
        f"198501152010011901,SITI,Perawat,RSUD,{level}\n198501162010012902,BUDI,Perawat,RSUD,S-1\n"
    )
    assert asn("import", "inbox/pegawai.csv", cwd=tmp_path).code == 0
    done = asn("--language", "id", "ip-asn", cwd=tmp_path)
    assert done.code == 0, done.err
    found = " ".join((done.out + done.err).split())
    assert ("tingkat pendidikan dari" in found) is asked, found
