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


# F, a PPPK with 24 JP by law: what a result that nobody knows and hours that no list says leave of them.
@pytest.mark.parametrize(
    ("line", "planned_f", "reason", "ends", "rests"),
    [
        ("2026-02-02,2026-02-04,6,1,hadir sebagian", False, "jp_open", (18, 24), False),
        ("2026-02-02,2026-02-04,30,1,hadir sebagian", False, "jp_open", (0, 24), False),
        ("2026-02-02,2026-02-04,,1,LULUS", True, None, (0, 24), True),
        ("2026-02-02,2026-02-04,,1,hadir sebagian", True, None, (0, 24), True),
        ("2026-02-02,2026-02-04,1,1,LULUS", False, "jp_limit", None, False),
        ("2025-02-02,2025-02-04,,1,hadir sebagian", True, None, None, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("years", [(), ("--years", "2")])
def test_unknown_results_and_hours_leave_an_interval_and_the_plan_says_on_which_end_it_rests(
    tmp_path, line, planned_f, reason, ends, rests, years
):
    levels = [LISTS["asesmen"][0], f"{F},Integritas,1,2025-12-01"]
    lists = {**LISTS, "diklat": [HEAD, f"{F},Kursus Lain,{line}"], "asesmen": levels}
    folder = write_office(tmp_path / "kantor", lists, CONFIG + "training: {budget: 90 juta}\n")
    import_all(folder, asn, "pegawai", "diklat", "asesmen", "katalog")
    done = asn("recommend-training", *years, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    found = done.json()
    this_year = [row for row in found["rows"] if row["tahun"] == 2026]
    assert bool(this_year) == planned_f
    if not years:
        assert [row["reason"] for row in found["blocked"]] == ([reason] if reason else [])
    told = [(row["nip"], row["least"], row["most"], row["told_code"]) for row in found.get("hours_open", [])]
    code = "hours_rest_on_most" if rests else "hours_kept_whatever"
    assert told == ([] if ends is None else [(F, *ends, code)])
    out = " ".join(asn("recommend-training", *years, cwd=folder).out.split())
    assert (f"the places of {int(rests)} of them rest on the better end" in out) == (ends is not None)
