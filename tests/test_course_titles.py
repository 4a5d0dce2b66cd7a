"""Editions of one course are that course wherever trainings meet courses: followed, repeated, asked for, evaluated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.model.terms import course_title, meant_title, normalise
from in_process import asn
from planned_office import LISTS, PLAN_HEAD, A, B, C, D, F, bimtek, import_all, write_office

TITLE = "Bimtek Integritas"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Bimtek Integritas Angkatan III", TITLE), ("Bimtek Integritas (Angkatan ke-3)", TITLE), ("Bimtek Integritas Tahun 2026", TITLE),
        ("BIMTEK INTEGRITAS GELOMBANG 2 TAHUN ANGGARAN 2026", TITLE), ("Bimtek Integritas, Batch 4 Maret 2026", TITLE), ("Bimtek Integritas 2026", TITLE),
        ("Bimtek Integritas Angk. XII T.A. 2026", TITLE), ("Bimtek Integritas Tingkat II", None), ("Bimtek Integritas II", None), ("Bimtek Integritas Tahap 2", None),
        ("Bimtek Integritas Angkatan", None), ("Angkatan III", None), ("2026", None), ("Bimtek Integritas 20260", None), ("Bimtek Integritas Surabaya", None),
        ("Bimtek PP 2017", "Bimtek PP"),
    ],
)  # fmt: skip
def test_what_names_an_edition_is_no_part_of_the_title(name, title):
    assert course_title(name) == normalise(title or name)


@given(st.text(alphabet="ABIVX 0123456789angktoeul-", max_size=40))
def test_a_title_of_a_title_is_itself_and_begins_the_name(name):
    title = course_title(name)
    assert course_title(title) == title
    assert normalise(name).startswith(title)


def test_among_courses_of_several_editions_only_the_very_name_is_meant():
    two = meant_title({"X ANGKATAN I", "X ANGKATAN II", "Y 2025"})
    assert [two(name) for name in ("x angkatan i", "X Angkatan V", "X", "Y", "Y 2026", "Z 2026")] == [
        "X ANGKATAN I", "X", "X", "Y 2025", "Y 2025", "Z",
    ]  # fmt: skip


@pytest.fixture
def office(tmp_path):
    head = LISTS["diklat"][0]
    taken = [
        head,
        f"{A},Bimtek Integritas Angkatan III Tahun 2026,2026-02-02,2026-02-04,24,1100000,LULUS",
        f"{B},Bimtek Integritas Gelombang 2,2026-02-02,2026-02-04,24,900000,LULUS",
        f"{F},Bimtek Integritas di Surabaya,2026-05-04,2026-05-06,24,1000000,LULUS",
        f"{D},Bimtek Integritas Tingkat II,2026-05-04,2026-05-06,24,1000000,LULUS",
    ]
    lists = LISTS | {"diklat": taken, "rencana": [PLAN_HEAD, *(bimtek(one) for one in (A, B, C))]}
    folder = write_office(tmp_path / "kantor", lists)
    import_all(folder, asn)
    return folder


def test_an_edition_answers_the_place_and_another_place_is_proposed(office):
    found = asn("training-status", "--format", "json", cwd=office).json()
    assert {one["nip"]: one["status"] for one in found["places"]} == {A: "attended", B: "attended", C: "open"}
    assert {one["nama_pelatihan"]: one["resembles"] for one in found["unplanned"]} == {
        "Bimtek Integritas di Surabaya": TITLE,
        "Bimtek Integritas Tingkat II": TITLE,
    }


def test_of_two_places_in_editions_the_very_name_is_answered(tmp_path):
    lines = [bimtek(A), bimtek(A).replace("K1,Bimtek Integritas", "K9,Bimtek Integritas Angkatan II")]
    taken = [LISTS["diklat"][0], f"{A},Bimtek Integritas Angkatan II,2026-02-02,2026-02-04,24,1,LULUS"]
    folder = write_office(tmp_path / "k", LISTS | {"diklat": taken, "rencana": [PLAN_HEAD, *lines]})
    import_all(folder, asn, "pegawai", "rencana", "diklat")
    found = asn("training-status", "--format", "json", cwd=folder).json()
    assert {one["kode"]: one["status"] for one in found["places"]} == {"K1": "open", "K9": "attended"}


def test_an_edition_taken_lately_is_no_new_course(office):
    levels = [LISTS["asesmen"][0], *(f"{nip},Integritas,1,2026-06-01" for nip in (A, C, F))]
    (office / "asesmen.csv").write_text("\n".join(levels) + "\n", encoding="utf-8")
    import_all(office, asn, "asesmen")
    for words in ((), ("--years", "2")):
        found = asn(
            "recommend-training", "--budget", "20 juta", *words, "--format", "json", cwd=office
        ).json()
        people = {row["nip"] for row in found["rows"] if row["kode"] == "K1"}
        assert A not in people
        assert C in people
