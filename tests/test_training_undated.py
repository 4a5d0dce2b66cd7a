"""The plan says beforehand which of its classes the calendar cannot date, as the calendar then says it."""

import pytest

from in_process import asn
from planned_office import CONFIG, LISTS, A, D, E, F, import_all, write_office

HEAD = f"{LISTS['katalog'][0]},Jalur,Tanggal Mulai,Tanggal Selesai"


def office(folder, calendar, *courses):
    asesmen = [LISTS["asesmen"][0], *(f"{nip},Integritas,1,2026-06-01" for nip in (A, D, E, F))]
    lists = {**LISTS, "katalog": [HEAD, *courses], "asesmen": asesmen}
    write_office(folder, lists, CONFIG + f"calendar: {calendar}\n")
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    return folder


def told(folder, *words):
    done = asn(*words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


@pytest.mark.parametrize(
    ("calendar", "course", "reason", "remedy"),
    [
        # E and F are the two people of one unit: one may be away.
        ("{most_away: 25%}", "K1,Bimtek,Integritas,1,2,24,1000000,,10,1,,,", "class_unit_away", "dating_share"),
        ("{most_away: 100%}", "K1,Bimtek,Integritas,1,2,24,1000000,,10,1,,,", None, None),
        ("{most_away: 25%}", "K1,Bimtek,Integritas,1,2,24,1000000,,10,1,e-learning,,", None, None),
        ("{most_away: 100%}", "K1,Bimtek,Integritas,1,2,999,1000000,,10,1,,,", "class_no_room", "dating_share"),
        ("{most_away: 100%}", "K1,Bimtek,Integritas,1,2,,1000000,,10,1,,,", "class_jp_unknown", "dating_hours"),
        ("{most_away: 25%}", "K1,Bimtek,Integritas,1,2,8,1000000,,10,1,,2026-11-10,2026-11-10", "class_unit_refuses", "dating_share"),
    ],
)  # fmt: skip
def test_what_the_calendar_cannot_date_the_plan_says_before(tmp_path, calendar, course, reason, remedy):
    folder = office(tmp_path / "k", calendar, course)
    plan = told(folder, "recommend-training", "--budget", "20 juta", "--keep", "r")
    assert {row["kode"] for row in plan["rows"]} == {"K1"}
    undated = plan.get("undated", [])
    assert [(one["kode"], one["reason_code"], one["remedy_code"]) for one in undated] == (
        [("K1", reason, remedy)] if reason else []
    )
    later = told(folder, "training-calendar")["rows"]
    same = [(one["kode"], one["kelas"], one["reason"]) for one in later if one["mulai"] is None]
    assert [(one["kode"], one["kelas"], one["reason"]) for one in undated] == same


def test_classes_of_every_year_are_looked_at_and_shown(tmp_path):
    courses = ("K1,Bimtek,Integritas,1,2,24,1000000,,10,1,,2027-03-08,2027-03-10",)
    folder = office(tmp_path / "k", "{most_away: 25%}", *courses)
    plan = told(folder, "recommend-training", "--budget", "20 juta", "--years", "2")
    by_year = {year: [row["nip"] for row in plan["rows"] if row["tahun"] == year] for year in (2026, 2027)}
    both = [year for year, nips in by_year.items() if {E, F} <= set(nips)]
    assert [one["tahun"] for one in plan.get("undated", [])] == both
    assert both == [2027]
    shown = " ".join(asn("recommend-training", "--budget", "20 juta", "--years", "2", cwd=folder).out.split())
    assert "Classes that the calendar cannot date" in shown
