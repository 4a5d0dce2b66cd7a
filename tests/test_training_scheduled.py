"""The days that a catalogue writes in its column Jadwal bind the plan as days of their own columns do."""

import pytest

from in_process import asn
from planned_office import LISTS, import_all, write_office


def office(folder, jadwal):
    head, first, *rest = LISTS["katalog"]
    lists = LISTS | {"katalog": [f"{head},Jadwal", f"{first},{jadwal}", *(f"{one}," for one in rest)]}
    folder = write_office(folder / "kantor", lists)
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    return folder


def planned(folder, *words):
    done = asn("recommend-training", "--budget", "50000000", *words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return [(row["tahun"], row["kode"]) for row in done.json()["rows"]]


def test_an_exact_schedule_binds_the_year_of_the_plan(tmp_path):
    folder = office(tmp_path, "12 s.d. 14 April 2028")
    of_years = planned(folder, "--from-year", "2027", "--years", "2")
    assert {year for year, kode in of_years if kode == "K1"} == {2028}
    assert "K1" not in {kode for _, kode in planned(folder, "--from-year", "2027")}
    done = asn("recommend-training", "--budget", "50000000", "--format", "json", cwd=folder)
    assert "K1" not in {row["kode"] for row in done.json()["rows"]}


@pytest.mark.parametrize(("jadwal", "held"), [("1 November 2026", True), ("31 Oktober 2026", False)])
def test_a_class_of_a_day_that_is_over_is_not_planned(tmp_path, jadwal, held):
    folder = office(tmp_path, jadwal)
    done = asn("recommend-training", "--budget", "50000000", "--format", "json", cwd=folder)
    assert ("K1" in {row["kode"] for row in done.json()["rows"]}) == held


def test_what_lies_outside_cites_the_cell_of_the_schedule(tmp_path):
    folder = office(tmp_path, "12-14 April 2030")
    words = ("recommend-training", "--budget", "50000000", "--from-year", "2027", "--years", "2")
    done = asn(*words, "--format", "json", cwd=folder)
    (told,) = [one for one in done.json()["problems"] if one["kode"] == "K1"]
    assert told["where"].endswith(":K2")


def test_a_kept_plan_is_overdue_once_the_scheduled_days_are_over(tmp_path):
    folder = office(tmp_path, "12 s.d. 14 April 2027")
    done = asn("recommend-training", "--budget", "50000000", "--from-year", "2027", "--keep", "r", cwd=folder)
    assert done.code == 0, done.err
    for day, status in (("2027-04-14", "open"), ("2027-04-15", "overdue")):
        done = asn("--as-of", day, "training-status", "--plan", "r", "--format", "json", cwd=folder)
        assert {one["status"] for one in done.json()["places"] if one["kode"] == "K1"} == {status}


def test_the_advised_budget_is_of_a_year_and_enough(tmp_path):
    head, *rest = LISTS["katalog"]
    later = [f"{one},{jadwal}" for one, jadwal in zip(rest, ("12 April 2027", "12 April 2028"), strict=True)]
    folder = write_office(tmp_path / "kantor", LISTS | {"katalog": [f"{head},Jadwal", *later]})
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    words = ("recommend-training", "--from-year", "2027", "--years", "2", "--format", "json")
    poor = asn(*words, "--budget", "1", cwd=folder).json()
    (advised,) = [
        int(one.split("--budget ")[1].split()[0]) for one in poor["next_steps"] if "--budget" in one
    ]
    rich = asn(*words, "--budget", "900000000", cwd=folder).json()
    enough = asn(*words, "--budget", str(advised), cwd=folder).json()
    assert enough["totals"]["objective"] == rich["totals"]["objective"]
    assert advised < enough["totals"]["spent"]
