"""`training.max_jp_per_person` is of a calendar year: hours already recorded in it count, for PNS as for PPPK, in a plan of one year and of years."""

import shutil

import pytest

from in_process import asn
from planned_office import CONFIG, LISTS, C, D, E, F, import_all, write_office

HEAD = LISTS["diklat"][0]
PARTS = "training: {budget: 90 juta, max_jp_per_person: MOST, not_repeated_years: 3}\n"
# A course of 24 JP; D took 6 JP this year, E 6.5, C 40 last year and what was not passed, F (a PPPK, at most 24 by law) nothing.
TAKEN = [
    f"{D},Kursus Lain,2026-02-02,2026-02-04,6,1,LULUS",
    f"{E},Kursus Lain,2026-02-02,2026-02-04,6.5,1,LULUS",
    f"{C},Kursus Lain,2025-12-29,2025-12-31,40,1,LULUS",
    f"{C},Kursus Lain,2026-02-02,2026-02-04,20,1,Tidak lulus",
]


def written(folder, catalogue=LISTS["katalog"]):
    levels = [LISTS["asesmen"][0], *(f"{nip},Integritas,1,2025-12-01" for nip in (C, D, E, F))]
    lists = {**LISTS, "diklat": [HEAD, *TAKEN], "asesmen": levels, "katalog": catalogue}
    write_office(folder, lists, CONFIG)
    import_all(folder, asn, "pegawai", "diklat", "asesmen", "katalog")
    return folder


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return written(tmp_path_factory.mktemp("kantor"))


def planned(office, folder, most, *words):
    shutil.copytree(office, folder)
    (folder / "config.yaml").write_text(CONFIG + PARTS.replace("MOST", most), encoding="utf-8")
    done = asn("recommend-training", *words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    found = done.json()
    return {row["nip"]: row["tahun"] for row in found["rows"]}, found


@pytest.mark.parametrize(
    ("most", "words", "who"),
    [
        ("30", (), {C: 2026, D: 2026, F: 2026}),
        ("31", (), {C: 2026, D: 2026, E: 2026, F: 2026}),
        ("29", (), {C: 2026, F: 2026}),
        ("23", (), {}),
        ("30", ("--years", "2"), {C: 2026, D: 2026, E: 2027, F: 2026}),
        # Of the next year nothing is recorded yet; a PNS is not bound by the ceiling of a PPPK there either.
        ("30", ("--from-year", "2027"), dict.fromkeys((C, D, E, F), 2027)),
    ],
)
def test_hours_recorded_in_the_year_count(office, tmp_path, most, words, who):
    assert planned(office, tmp_path / "kantor", most, *words)[0] == who


def test_a_ceiling_of_the_agency_above_that_of_the_law_leaves_a_pns_its_own_in_later_years(tmp_path):
    longer = [LISTS["katalog"][0], "K3,Bimtek Integritas Lanjut,Integritas,1,2,30,1000000,,10,2"]
    folder = written(tmp_path / "satu", longer)
    assert planned(folder, tmp_path / "dua", "30", "--years", "2")[0] == {C: 2026, D: 2027, E: 2027}


def test_who_has_no_hours_left_is_told_with_the_reason(office, tmp_path):
    _, found = planned(office, tmp_path / "kantor", "30")
    assert [(row["nip"], row["reason"]) for row in found["blocked"]] == [(E, "jp_limit")]
