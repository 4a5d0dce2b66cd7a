"""What may not change a plan, and what may not make it worse: names, order, weights; prices, seats, money. One year and years, exact sizes."""

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.plan import plan_training
from asnkarier.analysis.training.years.plan import plan_years
from examples import few
from in_process import asn
from planned_office import CONFIG, LISTS, UNIT, A, B, C, D, E, F, import_all, write_office
from test_training_years import frames, offices, terms_of
from years_by_hand import Office

AS_OF = date(2026, 1, 1)
QUICK = settings(max_examples=few(6, whole=200), deadline=None, suppress_health_check=list(HealthCheck))


def in_years(office, order=None, **more):
    tables = frames(office)
    if order is not None:
        tables = [one.sample(frac=1, random_state=order) for one in tables]
    return plan_years(*tables, replace(terms_of(office), **more))


def in_one_year(office, order=None, **more):
    gaps, courses, trainings = frames(office)
    tables = [gaps, courses.drop(columns=["juga", "tanggal_mulai"]), trainings]
    if order is not None:
        tables = [one.sample(frac=1, random_state=order) for one in tables]
    limits = TrainingLimits(
        budget=office.limits.get("budget"), max_jp_per_person=office.limits.get("jp"), max_courses_per_person=office.limits.get("courses"),
        not_repeated_years=3,
    )  # fmt: skip
    return plan_training(*tables, replace(limits, **more), AS_OF)


PLANS = pytest.mark.parametrize("plan", [in_one_year, in_years])


def sums(plan):
    return plan.totals["method"], plan.totals["objective"], plan.totals["spent"]


def lines(plan):
    return sorted(zip(plan.chosen["nip"], plan.chosen["kode"], plan.chosen["kompetensi"], strict=True))


def gained(plan):
    return sorted(zip(plan.chosen["kode"], plan.chosen["kompetensi"], plan.chosen["benefit"], strict=True))


def renamed(office, nips, kodes):
    """The same office under other names: of people and of courses, wherever they stand."""
    new = deepcopy(office)
    people = {nips[nip]: gaps for nip, gaps in new.people.items()}
    courses = [
        one | {"kode": kodes[one["kode"]], "prasyarat": kodes.get(one["prasyarat"])}
        for one in new.courses.values()
    ]
    limits = new.limits
    for name in ("unit", "leaves"):
        if name in limits:
            limits[name] = {nips[nip]: value for nip, value in limits[name].items() if nip in nips}
    if "taken" in limits:
        limits["taken"] = {nips[nip]: [kodes[one] for one in taken] for nip, taken in limits["taken"].items()}
    return Office(people, courses, new.periods, limits)


@PLANS
@QUICK
@given(office=offices(), turned=st.booleans())
def test_other_names_change_nothing(plan, office, turned):
    order = slice(None, None, -1) if turned else slice(None)
    nips = dict(zip(office.people, [f"19950101201501290{place}" for place in range(9)][: len(office.people)][order], strict=True))  # fmt: skip
    kodes = dict(zip(office.courses, [f"Q{place}" for place in range(len(office.courses))][order], strict=True))  # fmt: skip
    before, after = plan(office), plan(renamed(office, nips, kodes))
    assert sums(before) == sums(after)
    if not turned:  # names in the same order settle ties alike, but between people alike: that is drawn
        assert gained(after) == sorted((kodes[kode], *rest) for kode, *rest in gained(before))


@PLANS
@QUICK
@given(office=offices(), order=st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(plan, office, order):
    before, after = plan(office), plan(office, order)
    assert sums(before) == sums(after)
    assert lines(before) == lines(after)


@PLANS
@QUICK
@given(office=offices())
def test_all_weights_doubled_change_no_line(plan, office):
    double = deepcopy(office)
    for gaps in double.people.values():
        for name, (level, required, weight) in gaps.items():
            gaps[name] = (level, required, 2 * weight)
    before, after = plan(office), plan(double)
    assert lines(before) == lines(after)
    assert after.totals["spent"] == before.totals["spent"]
    assert after.totals["objective"] == pytest.approx(2 * before.totals["objective"], abs=1e-5)


@PLANS
@QUICK
@given(office=offices(), data=st.data())
def test_more_of_anything_is_never_worse(plan, office, data):
    better = deepcopy(office)
    kode = data.draw(st.sampled_from(sorted(better.courses)))
    course, what = better.courses[kode], data.draw(st.sampled_from(["cheaper", "class", "seat", "money", "more classes"]))  # fmt: skip
    if what == "cheaper":
        course["biaya"] = max(0, course["biaya"] - 1)
    elif what == "class":
        course["biaya_kelas"] = None
    elif what == "seat" and course["kuota"] is not None:
        course["kuota"] += 1
    elif what == "more classes":
        course["kelas"] = (course["kelas"] or 1) + 1
    elif "budget" in better.limits:
        better.limits["budget"] += 1
    before, after = plan(office), plan(better)
    assert after.totals["objective"] >= before.totals["objective"] - 1e-6
    if after.totals["objective"] == before.totals["objective"] and what != "money":
        assert after.totals["spent"] <= before.totals["spent"]


def test_a_plan_of_two_years_through_the_command_checked_by_hand(tmp_path):
    """Funds and budgets of units come from config.yaml; every row is counted again from the lists."""
    config = CONFIG + (
        "training:\n  budget: 6 juta\n  max_courses_per_person: 1\n"
        "  plan: {funds: {APBD: 4 juta, DAK: 2 juta}, units: {Dinas Satu: 1 juta}}\n"
    )
    head = (
        "Kode,Nama Pelatihan,Kompetensi,Level Awal,Level Akhir,JP,Biaya,Biaya Kelas,Kuota,Kelas,Sumber Dana"
    )
    katalog = [
        head,
        "K1,Bimtek Integritas,Integritas,1,2,24,1000000,1000000,3,1,APBD",
        "K2,Kursus Kerja Sama,Kerja Sama,1,3,10,500000,,2,1,DAK",
    ]
    levels = [LISTS["asesmen"][0], *(f"{nip},{name},1,2026-06-01" for nip in UNIT for name in ("Integritas", "Kerja Sama"))]  # fmt: skip
    folder = write_office(tmp_path / "kantor", LISTS | {"katalog": katalog, "asesmen": levels}, config)
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    done = asn("recommend-training", "--years", "2", "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    found = done.json()
    rows, classes, totals = found["rows"], found["classes"], found["totals"]
    assert rows
    course = {"K1": (1_000_000, 1_000_000, 3, "APBD", 2), "K2": (500_000, 0, 2, "DAK", 3)}
    seats = Counter((row["kode"], row["tahun"]) for row in rows)
    assert {row["tahun"] for row in rows} == {2026, 2027}
    spent, fund, unit = Counter(), Counter(), Counter()
    for row in rows:
        price, _, _, source, reached = course[row["kode"]]
        assert (row["biaya"], row["level_from"], row["level_to"]) == (price, 1, reached)
        spent[row["tahun"]] += price
        fund[source, row["tahun"]] += price
        unit[UNIT[row["nip"]], row["tahun"]] += price
    for kode, year in seats:
        spent[year] += course[kode][1]
        fund[course[kode][3], year] += course[kode][1]
        assert seats[kode, year] <= course[kode][2]
    assert {(one["kode"], one["tahun"], one["peserta"]) for one in classes} == {
        (kode, year, people) for (kode, year), people in seats.items()
    }
    assert all(money <= 6_000_000 for money in spent.values())
    assert all(money <= {"APBD": 4_000_000, "DAK": 2_000_000}[name] for (name, _), money in fund.items())
    assert all(money <= 1_000_000 for (name, _), money in unit.items() if name == "Dinas Satu")
    assert max(Counter((row["nip"], row["tahun"]) for row in rows).values()) == 1
    assert max(Counter((row["nip"], row["kode"]) for row in rows).values()) == 1
    assert (totals["spent"], totals["budget"]) == (sum(spent.values()), 12_000_000)
    # A level counts 1, 2 % less a year later: 3 + 2 seats a year, each K2 two levels; nobody has two courses in a year.
    worth = {2026: 1.0, 2027: 0.98}
    gained = sum((row["level_to"] - row["level_from"]) * worth[row["tahun"]] for row in rows)
    assert totals["objective"] == pytest.approx(gained)
    assert totals["objective"] == pytest.approx((3 + 2 * 2) * (1 + 0.98))
    assert {A, B, C, D, E, F} >= {row["nip"] for row in rows}
