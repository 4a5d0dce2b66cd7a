"""A plan of a year to come: made and kept in December, it is of that year for everybody who follows it."""

import shutil

import pytest

from in_process import asn
from planned_office import CONFIG, LISTS, A, B, D, E, F, import_all, write_office

DAY = "2026-12-01"
# B leaves in 2026, E in July 2027; A took K1 in October 2024, so that 2026 is too early for it again and 2028 is not.
LEAVES = {B: "2026-12-15", E: "2027-07-01"}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    head, *rows = LISTS["pegawai"]
    people = [f"{head},TMT Pensiun", *(f"{row},{LEAVES.get(row.split(',')[0], '')}" for row in rows)]
    taken = [LISTS["diklat"][0], f"{A},Bimtek Integritas,2024-10-01,2024-10-03,24,1000000,LULUS", f"{F},Kursus Lain,2026-02-02,2026-02-04,23,1,LULUS"]  # fmt: skip
    levels = [LISTS["asesmen"][0], *(f"{nip},Integritas,1,2026-06-01" for nip in (A, B, D, E, F))]
    config = CONFIG.replace("2026-11-01", DAY) + "training: {budget: 20 juta, not_repeated_years: 3}\n"
    lists = {**LISTS, "pegawai": people, "diklat": taken, "asesmen": levels}
    folder = write_office(tmp_path_factory.mktemp("kantor"), lists, config)
    import_all(folder, asn, "pegawai", "diklat", "asesmen", "katalog", day=DAY)
    return folder


def plan(folder, *words):
    done = asn("recommend-training", *words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


@pytest.mark.parametrize(
    ("words", "years", "who", "budget"),
    [
        ((), "2026", {B, D, E}, 20e6),
        (("--from-year", "2026"), "2026", {B, D, E}, 20e6),
        (("--from-year", "2027"), "2027", {D, F}, 20e6),
        (("--from-year", "2028"), "2028", {A, D, F}, 20e6),
        (("--from-year", "2027", "--years", "2"), "2027-2028", {A, D, F}, 40e6),
    ],
)
def test_the_year_decides_who_serves_which_hours_are_left_and_what_is_a_repeat(
    office, words, years, who, budget
):
    found = plan(office, *words)
    assert {row["nip"] for row in found["rows"]} == who
    assert (found["totals"]["years"], found["totals"]["budget"]) == (years, budget)
    first, last = int(years[:4]), int(years[-4:])
    assert {row["tahun"] for row in found["rows"]} <= set(range(first, last + 1))
    if "--years" in words:
        assert {row["nip"]: row["tahun"] for row in found["rows"]}[A] == 2028


def test_goal_counts_who_serves(office):
    found = plan(office, "--from-year", "2027", "--years", "2")
    assert [(one["tahun"], one["pns"]) for one in found["goal"]] == [(2027, 4), (2028, 3)]


def test_only_this_year_and_the_next_five(office):
    for year in ("2025", "2032"):
        done = asn("recommend-training", "--from-year", year, cwd=office)
        assert done.code == 2
        assert "2026" in done.err
        assert "2031" in done.err
    assert plan(office, "--from-year", "2031")["totals"]["years"] == "2031"


def test_the_kept_plan_is_of_its_year_for_all_that_follow_it(tmp_path, office):
    folder = tmp_path / "kantor"
    shutil.copytree(office, folder)
    done = asn("recommend-training", "--from-year", "2027", "--keep", "rencana-2027", "--format", "json", cwd=folder)  # fmt: skip
    assert done.code == 0, done.err
    assert done.json()["filter"]["from_year"] == "2027"
    for day, state in ((DAY, "open"), ("2027-12-31", "open"), ("2028-01-01", "overdue")):
        found = asn("--as-of", day, "training-status", "--format", "json", cwd=folder).json()
        assert {one["status"] for one in found["places"]} == {state}
        assert {one["tahun"] for one in found["places"]} == {2027}
        assert [one["tahun"] for one in found["years"]][-1] == 2027
    days = asn("training-calendar", "--format", "json", cwd=folder).json()["rows"]
    assert {one["mulai"][:4] for one in days} == {"2027"}
    shown = asn("idp", D, "--format", "json", cwd=folder).json()
    assert [row["tahun"] for row in shown["rows"] if row["basis"] == "kept_plan"] == [2027]
    assert (shown["people"]["planned"], shown["people"]["jp_planned"]) == (
        1,
        None,
    )  # of this year nothing is planned


def test_what_is_proposed_next_keeps_the_year(office):
    found = plan(office, "--from-year", "2027", "--budget", "3 juta")
    more = [one for one in found["next_steps"] if "--budget" in one]
    assert more
    assert all("--from-year 2027" in one for one in more)
