"""The parts of the talent grid and its boxes: a label only where the unknown cannot change it."""

import inspect
from datetime import date

import numpy as np
import pandas as pd
import pytest

from asnkarier.analysis.careers.experience import measure_experience
from asnkarier.analysis.careers.study_fields import (
    StudyTable,
    education_field_match,
    education_field_matches,
    fields_asked,
)
from asnkarier.analysis.gates.targets import JpmSums, Target, jpm_sums
from asnkarier.analysis.needs.studies import study_gaps
from asnkarier.analysis.outcomes import MET, NOT_MET, UNKNOWN
from asnkarier.analysis.scores.bands import FULL, POINT, Band
from asnkarier.analysis.scores.parts import (
    bidang_band,
    integritas_band,
    kinerja_band,
    kompetensi_band,
    kualifikasi_band,
    pendidikan_band,
    pengalaman_band,
    pengembangan_band,
    potensi_band,
)
from asnkarier.analysis.talent.grid import PARTS, talent_grid
from asnkarier.catalog.types import JobStandard
from asnkarier.model.said import LawText
from law import load_rulebook
from people_frames import NIP, dossiers, frame, small_rulebook

AS_OF = date(2026, 11, 21)
# Invented figures, unlike those in force.
BOOK = small_rulebook(
    kinerja__nilai_predikat={
        "sangat_baik": 110,
        "baik": 90,
        "butuh_perbaikan": 50,
        "kurang": 30,
        "sangat_kurang": 10,
    },
    kinerja__ambang_kinerja=[
        {"kode": "di_atas", "minimal": 95},
        {"kode": "sesuai", "minimal": 45},
        {"kode": "di_bawah", "minimal": None},
    ],
    talenta__ambang_potensial=[
        {"kode": "tinggi", "minimal": 75},
        {"kode": "menengah", "minimal": 50},
        {"kode": "rendah", "minimal": None},
    ],
    talenta__sembilan_kotak={
        "di_atas": {"rendah": 4, "menengah": 7, "tinggi": 9},
        "sesuai": {"rendah": 2, "menengah": 5, "tinggi": 8},
        "di_bawah": {"rendah": 1, "menengah": 3, "tinggi": 6},
    },
    talenta__rekomendasi_kotak={box: f"Saran {box}" for box in range(1, 10)},
    talenta__kelompok_rencana_suksesi={"instansi": [7, 8, 9], "nasional": [9]},
    talenta__bobot_potensial=dict(zip(PARTS, [30, 10, 10, 20, 10, 10, 10], strict=True)),
    talenta__nilai_pendidikan={"S-2": 90, "S-1": 70},
    talenta__nilai_disiplin={
        "tidak_pernah": 100,
        "ringan": 60,
        "sedang": 40,
        "berat": 20,
        "sedang_menjalani": 5,
    },
    talenta__rentang_disiplin=4,
    talenta__nilai_kesesuaian_bidang={"sesuai": 90, "tidak_sesuai": 30},
    talenta__nilai_lama_jabatan=[
        {"minimal_tahun": 6, "nilai": 100},
        {"minimal_tahun": 4, "nilai": 50},
        {"minimal_tahun": 0, "nilai": None},
    ],
    pengembangan__jam_pelajaran=16,
    kompetensi__aspek_potensi={
        "skala_maksimum": 5,
        "aspek": [{"id": f"potensi/{name}", "nama": name, "alias": []} for name in ("a", "b")],
    },
)


def known(person=None, **registers):
    return dossiers(AS_OF, [{"nip": NIP, "status_asn": "PNS", **(person or {})}], rulebook=BOOK, **registers)


def bounds(band):
    return band.low[0] / POINT, band.high[0] / POINT


def year(tahun, predikat=None, hasil=None, perilaku=None):
    return {
        "nip": NIP,
        "tahun": tahun,
        "predikat": predikat,
        "hasil_kerja": hasil,
        "perilaku_kerja": perilaku,
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([year(2025, "sangat_baik"), year(2024, "baik")], (100, 100)),
        ([year(2025, None, "di_atas", "di_atas"), year(2024, "baik")], (100, 100)),
        ([year(2025, "baik")], (50, 100)),
        ([year(2025, "baik"), year(2024, None, "di_atas")], (60, 100)),
        ([year(2025, "baik"), year(2024, "baik", "di_bawah")], (50, 100)),
        ([], (10, 110)),
    ],
)
def test_performance_is_the_mean_worth_of_the_years(rows, expected):
    assert bounds(kinerja_band(known(appraisals=rows), BOOK, 2)) == expected


@pytest.mark.parametrize(
    ("level", "end", "complete", "expected"),
    [
        ("tidak_pernah", None, (), (100, 100)),
        ("sedang", "2026-11-20", (), (40, 40)),
        ("sedang", "2026-11-21", (), (5, 5)),
        ("sedang", None, (), (5, 100)),
        ("sedang", "2022-11-22", (), (40, 40)),  # four years to the day, less one
        ("sedang", "2022-11-21", (), (100, 100)),
        ("tidak_pernah", "2026-01-01", (), (0, 100)),
        (None, None, (), (0, 100)),
        (None, None, ("hukuman_disiplin",), (100, 100)),
    ],
)
def test_integrity_is_least_while_a_punishment_is_served(level, end, complete, expected):
    person = {"hukuman_disiplin": level, "hukuman_selesai": end}
    assert bounds(integritas_band(known(person, complete=complete), BOOK)) == expected


def course(jp, when="2025-06-01", name="Bimtek"):
    return {"nip": NIP, "nama_pelatihan": name, "jp": jp, "tanggal_selesai": when}


@pytest.mark.parametrize(
    ("courses", "expected"),
    [
        ([course(4)], (25, 25)),
        ([course(10), course(10, name="Kursus")], (100, 100)),
        ([course(None), course(4, name="BIMTEK"), course(4)], (25, 25)),  # one course, told by two lists
        ([course(4, None), course(4, None, "bimtek")], (0, 25)),
        ([course(4), course(8, "2024-12-31"), course(8, "2026-01-01")], (25, 25)),
        ([course(4, "2025-01-01"), course(4, "2025-12-31")], (50, 50)),
        ([course(4), course(8, None)], (25, 75)),
        ([course(4), course(None, name="Kursus")], (25, 100)),
        ([], (0, 100)),
    ],
)
def test_development_counts_the_hours_of_last_year_against_the_duty(courses, expected):
    assert bounds(pengembangan_band(known(trainings=courses), BOOK)) == expected


def test_the_duty_of_hours_binds_pns_and_a_complete_register_makes_nothing_of_a_blank():
    assert bounds(pengembangan_band(known({"status_asn": "PPPK"}, trainings=[course(16)]), BOOK)) == (0, 100)
    assert bounds(pengembangan_band(known(complete=["trainings"]), BOOK)) == (0, 0)


def test_potential_is_the_share_of_the_aspects_with_the_unassessed_left_open():
    rows = [{"nip": NIP, "kompetensi": "potensi/a", "level": 4}]
    levels = frame("assessments", rows)
    assert bounds(potensi_band(known(), levels, BOOK)) == (40, 90)
    levels = frame("assessments", [*rows, {"nip": NIP, "kompetensi": "potensi/b", "level": 2.5}])
    assert bounds(potensi_band(known(), levels, BOOK)) == (65, 65)
    assert bounds(potensi_band(known(), frame("assessments", []), BOOK)) == (0, 100)


@pytest.mark.parametrize(
    ("tmt", "expected"),
    [
        ("2020-11-21", (100, 100)),
        ("2020-11-22", (50, 50)),
        ("2022-11-21", (50, 50)),
        ("2022-11-22", (0, 100)),
    ],
)
def test_service_is_worth_its_row_and_unknown_where_the_source_is_silent(tmt, expected):
    person = {"jenis_jabatan": "struktural", "eselon": "IV.a", "tmt_jabatan": tmt, "tmt_cpns": tmt}
    facts = known(person, complete=["positions"])
    found = measure_experience(facts.spells, 1, ["pengawas"], None)
    assert bounds(pengalaman_band(found, BOOK, AS_OF)) == expected


def test_education_counts_by_level_and_field():
    facts = known({"tingkat_pendidikan": "S-1"})
    assert bounds(pendidikan_band(facts, BOOK)) == (70, 70)
    assert bounds(kualifikasi_band(facts, BOOK, np.array([MET]))) == (80, 80)
    assert bounds(kualifikasi_band(facts, BOOK, np.array([UNKNOWN]))) == (50, 80)
    assert bounds(bidang_band(np.array([NOT_MET]), BOOK, AS_OF)) == (30, 30)
    assert bounds(bidang_band(np.array([UNKNOWN]), BOOK, AS_OF)) == (30, 90)


@pytest.mark.parametrize(
    ("field", "asked", "result"),
    [
        ("S1 ILMU ADMINISTRASI PUBLIK", ["Administrasi Publik"], MET),
        ("Hukum", ["Manajemen", "Ilmu Hukum"], MET),
        ("ADMINISTRASI NEGARA", ["Administrasi Publik"], NOT_MET),
        ("", ["Hukum"], UNKNOWN),
        ("", [], MET),
        ("Hukum", None, UNKNOWN),
        ("Ilmu", ["Ilmu"], MET),
    ],
)
def test_a_field_of_study_fits_when_all_telling_words_are_there(field, asked, result):
    assert education_field_match(field, asked, StudyTable()) == result


TABLE = StudyTable.of(load_rulebook().value("referensi/rumpun_ilmu", date(2026, 11, 1)))


@pytest.mark.parametrize(
    ("field", "asked", "result"),
    [
        # What a peer took for Manajemen because the word stands in it.
        ("D-III MANAJEMEN INFORMATIKA", ["Manajemen"], NOT_MET),
        ("S-2 MANAJEMEN PENDIDIKAN", ["Manajemen"], NOT_MET),
        ("MANAJEMEN HUTAN", ["Manajemen", "Hukum"], NOT_MET),
        ("MANAJEMEN OLAHRAGA", ["Manajemen"], UNKNOWN),  # not in the table
        ("S-1 MANAJEMEN", ["Manajemen"], MET),
        ("MAGISTER MANAJEMEN", ["Manajemen"], MET),
        ("S-2 Manajemen Sumber Daya Manusia", ["Manajemen"], MET),
        ("ADMINISTRASI NEGARA", ["Administrasi Publik"], MET),
        ("D-III KOMPUTERISASI AKUNTANSI", ["Akuntansi"], NOT_MET),
        ("S-1 ILMU HUKUM", ["Hukum"], MET),
        ("HUKUM TATA NEGARA", ["Manajemen", "Ilmu Hukum"], MET),
        ("HUKUM", ["Akuntansi"], NOT_MET),
        ("TEKNIK INFORMATIKA", ["Rumpun Komputer"], MET),
        ("TEKNIK SIPIL", ["Rumpun Komputer"], NOT_MET),
        ("Ilmu Gaib", ["Ilmu Gaib"], MET),
        ("Ilmu Gaib", ["Manajemen"], UNKNOWN),
        ("MANAJEMEN", ["Ilmu Gaib"], UNKNOWN),
        ("Ilmu Gaib", ["Rumpun Komputer"], UNKNOWN),
        ("", ["Manajemen"], UNKNOWN),
        ("MANAJEMEN", [], MET),
        ("MANAJEMEN", None, UNKNOWN),
    ],
)
def test_a_table_of_fields_says_what_is_the_same_and_what_is_not(field, asked, result):
    assert education_field_match(field, asked, TABLE) == result


def test_no_name_of_the_table_stands_for_two_programmes():
    value = load_rulebook().value("referensi/rumpun_ilmu", date(2026, 11, 1))
    claims = {}
    for programmes in value.values():
        for programme, others in programmes.items():
            for name in (programme, *others):
                claims.setdefault(next(iter(StudyTable.of({"x": {name: []}}).programme)), set()).add(
                    programme
                )
    assert {key: found for key, found in claims.items() if len(found) > 1} == {}


def test_nobody_forgets_the_table():
    for function in (education_field_match, education_field_matches, study_gaps):
        assert inspect.signature(function).parameters["table"].default is inspect.Parameter.empty


def test_fields_are_matched_with_each_persons_own_standard():
    fields = np.array(["Hukum", "", "Hukum", "Akuntansi"], dtype=object)
    found = education_field_matches(
        fields, [("Hukum",), ("Akuntansi",)], np.array([0, 0, 1, -1]), StudyTable()
    )
    assert (found.tolist(), found.dtype) == ([MET, UNKNOWN, NOT_MET, UNKNOWN], np.int8)
    nobody = education_field_matches(fields[:0], [("Hukum",)], np.array([], dtype=np.int64), StudyTable())
    assert (nobody.tolist(), nobody.dtype) == ([], np.int8)
    own = JobStandard("uji", ("x",), "pengawas", (), pendidikan_bidang=("Hukum",))
    assert fields_asked(own) == ("Hukum",)
    assert fields_asked(None) is None
    assert fields_asked(JobStandard("default:pengawas", (), "pengawas", ())) is None


def test_the_match_with_the_target_is_aligned_with_the_people():
    sums = JpmSums(np.array([20]), np.array([30]), np.array([40]))
    assert bounds(kompetensi_band(sums)) == (50, 75)
    jpm = pd.DataFrame({"nip": [NIP], "low_num": [3], "high_num": [3], "total": [4]})
    others = dossiers(AS_OF, [{"nip": "198503032010011902"}, {"nip": NIP}])
    found = kompetensi_band(jpm_sums(Target("x", "administrator", None, jpm), others))
    assert found.points().tolist()[1] == 75
    assert np.isnan(found.points()[0])


def band(low, high=None):
    high = low if high is None else high
    return Band(np.array([round(low * POINT)]), np.array([round(high * POINT)]))


def grid(kinerja, potensial, near=2.0, **registers):
    parts = dict.fromkeys(PARTS, potensial)
    return talent_grid(known(**registers), kinerja, parts, BOOK, near).iloc[0]


@pytest.mark.parametrize(
    ("kinerja", "potensial", "box", "krs"),
    [
        (band(95), band(75), 9, "nasional"),
        (band(94.999999), band(75), 8, "instansi"),
        (band(110), band(50), 7, "instansi"),
        (band(44.9), band(80), 6, ""),
        (band(45), band(74.9), 5, ""),
        (band(100), band(0), 4, ""),
        (band(10), band(50), 3, ""),
        (band(45), band(49.9), 2, ""),
        (band(0), band(0), 1, ""),
        (band(45, 94), band(50, 74), 5, ""),
    ],
)
def test_every_box_is_reached_and_a_line_belongs_above(kinerja, potensial, box, krs):
    found = grid(kinerja, potensial)
    assert (found["kotak"], found["krs"], found["rekomendasi"]) == (box, krs, LawText(f"Saran {box}"))


def test_an_open_label_gives_no_box():
    found = grid(band(44, 46), band(80))
    assert pd.isna(found["kotak"])
    assert (found["kinerja_label"], found["potensial_label"], found["rekomendasi"]) == ("", "tinggi", "")
    assert found["unknown_parts"] == ("kinerja",)
    assert np.isnan(found["kinerja"])


@pytest.mark.parametrize(
    ("kinerja", "potensial", "where"),
    [
        (band(93), band(60), "kinerja"),
        (band(60), band(77), "potensial"),
        (band(97), band(48), "keduanya"),
        (band(60), band(60), ""),
    ],
)
def test_who_stands_near_a_line_is_told_on_which_axis(kinerja, potensial, where):
    assert grid(kinerja, potensial)["near_line"] == where


def test_predikat_value_and_label_stay_apart():
    found = grid(band(90), band(60), appraisals=[year(2025, "baik")])
    assert (found["predikat"], found["kinerja"], found["kinerja_label"]) == ("baik", 90, "sesuai")
    assert (found["kinerja_distance"], found["potensial_distance"]) == (-5, 10)
    assert FULL == 100 * POINT
