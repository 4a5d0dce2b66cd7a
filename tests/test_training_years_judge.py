"""The judge of plans of several periods rejects every planted violation; what more money, seats and doubled weights do."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest

from asnkarier.analysis.training.years.judge import years_violations
from asnkarier.analysis.training.years.plan import plan_years
from test_training_years import NIPS, course, frames, terms_of
from years_by_hand import Office

UNITS = {NIPS[0]: "X", NIPS[1]: "X", NIPS[2]: "Y"}


def office(**limits):
    """Two years: a step, a prerequisite, a course of two competencies, a fund, a unit, absence."""
    people = {nip: {"a": (1, 3, 2), "b": (0, 2, 1)} for nip in NIPS}
    courses = [
        course(
            "A", "a", 1, 2, 2, kuota=2, minimal_peserta=1, kelas=2, biaya_kelas=1, sumber_dana="APBD", jp=10
        ),
        course("B", "a", 2, 3, 3, kuota=3, prasyarat="A", jp=12),
        course("C", "b", None, 2, 2, kuota=2, jp=5),
    ]
    given = {"unit": UNITS, "budget": 40, "funds": {"APBD": 30}, "units": {"X": 30}, "courses": 2, "jp": 24,
             "share": Fraction(1), "away": {"X": 2, "Y": 1}, "later": Fraction(1, 50)}  # fmt: skip
    return Office(people, courses, [(2026, 1), (2027, 1)], {**given, **limits})


def case():
    gaps, courses, trainings = frames(office())
    terms = terms_of(office())
    plan = plan_years(gaps, courses, trainings, terms)
    assert len(plan.chosen) >= 5
    return plan.chosen, plan.classes, dict(plan.totals), gaps, courses, trainings, terms


def test_a_good_plan_passes():
    assert years_violations(*case()) == []


SPOILED = {
    "level_from": 0.5, "level_to": 9.0, "benefit": 99.0, "tahun": 2031, "kelas": 7, "kode": "Z", "kompetensi": "c", "nip": "9",
}  # fmt: skip


@pytest.mark.parametrize("row", range(5))
@pytest.mark.parametrize("column", list(SPOILED))
def test_a_changed_line_is_found(column, row):
    chosen, *rest = case()
    chosen = chosen.copy()
    chosen[column] = chosen[column].astype(object)
    chosen.loc[row, column] = SPOILED[column]
    assert years_violations(chosen, *rest)


TERMS = {
    "budget": {"budget": 1}, "no budget": {"budget": 39}, "fund": {"funds": {"APBD": 1}}, "unit": {"units": {"X": 1}},
    "service": {"leaves": dict.fromkeys(NIPS, date(2026, 6, 1))}, "later": {"later": Fraction(1, 2)}, "urgent": {"urgent": dict.fromkeys(NIPS, 3)},
    "away": {"max_away": Fraction(0), "staff": {"X": frozenset(NIPS)}}, "hours": {"first_jp": dict.fromkeys(NIPS, 4.0)},
    "hours of the second year": {"yearly_jp": dict.fromkeys(NIPS, 4.0)},
}  # fmt: skip


@pytest.mark.parametrize("name", list(TERMS))
def test_a_limit_that_the_plan_breaks_is_found(name):
    *rest, terms = case()
    assert years_violations(*rest, replace(terms, **TERMS[name]))


LIMITS = {"courses": {"max_courses_per_person": 0}, "closed": {"closed": dict.fromkeys("ABC", frozenset(NIPS))},
          "expected": {"expected": {"A": 0.0, "B": 0.0, "C": 0.0}}, "critical": {"expected": {"C": 0.1, "A": 0.1}}}  # fmt: skip


@pytest.mark.parametrize("name", list(LIMITS))
def test_a_limit_of_people_is_found(name):
    *rest, terms = case()
    assert years_violations(*rest, replace(terms, limits=replace(terms.limits, **LIMITS[name])))


COURSES = [("kuota", 0), ("minimal_peserta", 9), ("biaya", 7.0), ("biaya_kelas", 9.0), ("level_awal", 3.0), ("level_akhir", 0.5),
           ("prasyarat", "Lain"), ("tanggal_mulai", pd.Timestamp("2020-01-01")), ("jp", 30.0), ("jp", float("nan")), ("kompetensi", "c")]  # fmt: skip


@pytest.mark.parametrize(("column", "value"), COURSES)
def test_a_course_that_is_otherwise_is_found(column, value):
    chosen, classes, totals, gaps, courses, trainings, terms = case()
    courses = courses.copy()
    courses[column] = pd.Series([value] * len(courses), dtype=object)
    assert years_violations(chosen, classes, totals, gaps, courses, trainings, terms)


@pytest.mark.parametrize(
    ("key", "value"),
    [("spent", 0), ("objective", 999.0), ("bound", 0.0), ("greedy_objective", 999.0), ("budget", 1)],
)
def test_totals_that_lie_are_found(key, value):
    chosen, classes, totals, *rest = case()
    assert years_violations(chosen, classes, {**totals, key: value}, *rest)


def test_a_course_taken_lately_a_line_twice_and_a_class_that_is_missing_are_found():
    chosen, classes, totals, gaps, courses, trainings, terms = case()
    lately = pd.DataFrame(
        [{"nip": nip, "nama_pelatihan": f"Pelatihan {kode}", "tanggal_mulai": pd.Timestamp("2025-06-01"), "tanggal_selesai": pd.NaT}
         for nip in NIPS for kode in "AC"]
    )  # fmt: skip
    for name in ("tanggal_mulai", "tanggal_selesai"):
        lately[name] = pd.to_datetime(lately[name]).astype("datetime64[s]")
    assert years_violations(chosen, classes, totals, gaps, courses, lately, terms)
    assert years_violations(
        pd.concat([chosen, chosen.head(1)]), classes, totals, gaps, courses, trainings, terms
    )
    assert years_violations(chosen, classes.iloc[1:], totals, gaps, courses, trainings, terms)


def objective(made):
    return plan_years(*frames(made), terms_of(made)).totals["objective"]


def test_more_money_a_cheaper_course_and_one_more_seat_never_give_less():
    found = [objective(office(budget=money)) for money in (0, 3, 6, 9, 12, 20, 40)]
    assert found == sorted(found)
    cheaper, wider = office(budget=12), office(budget=12)
    cheaper.courses["B"]["biaya"], wider.courses["C"]["kuota"] = 1, 3
    assert min(objective(cheaper), objective(wider)) >= objective(office(budget=12))


def test_the_order_of_rows_and_doubled_weights_change_no_line():
    made = office(budget=12)
    gaps, courses, trainings = frames(made)
    terms = terms_of(made)
    plan = plan_years(gaps, courses, trainings, terms).chosen
    turned = plan_years(gaps.iloc[::-1], courses.iloc[::-1], trainings, terms).chosen
    doubled = plan_years(gaps.assign(weight=gaps["weight"] * 2), courses, trainings, terms).chosen
    keys = ["nip", "kode", "tahun", "kompetensi"]
    assert plan[keys].equals(turned[keys])
    assert plan[keys].equals(doubled[keys])


def ended(*rows):
    """Return trainings of three people: nip, kode, first day, status, hours."""
    table = pd.DataFrame(rows, columns=["nip", "kode", "tanggal_mulai", "status", "jp"])
    table["nama_pelatihan"] = "Pelatihan " + table["kode"]
    days = {name: pd.to_datetime(table["tanggal_mulai"]).astype("datetime64[s]") for name in DAYS}
    return table.assign(**days)


DAYS = ("tanggal_mulai", "tanggal_selesai")
STATUSES = {None: True, "lulus": True, "berlangsung": True, "tidak_lulus": False, "mengundurkan_diri": False, "tidak_hadir": False}  # fmt: skip


@pytest.mark.parametrize(("status", "taken"), STATUSES.items())
def test_the_judge_and_the_plan_agree_on_what_was_taken(status, taken):
    gaps, courses, _ = frames(office())
    lately = ended(*((nip, "A", "2025-06-01", status, None) for nip in NIPS))
    plan = plan_years(gaps, courses, lately, terms_of(office()))
    assert plan.chosen["kode"].eq("A").any() != taken
    long_ago = ended(*((nip, "A", "2015-06-01", status, None) for nip in NIPS))
    only_b = courses[courses["kode"] != "A"].assign(level_awal=1.0, prasyarat="Pelatihan A")
    plan = plan_years(gaps, only_b, long_ago, terms_of(office()))
    assert plan.chosen["kode"].eq("B").any() == taken


def test_a_judge_rejects_what_only_a_failed_course_would_allow():
    *_, gaps, courses, _, terms = case()
    passed = ended(*((nip, "A", "2015-06-01", "lulus", None) for nip in NIPS))
    only_b = courses[courses["kode"] != "A"].assign(level_awal=1.0, prasyarat="Pelatihan A")
    plan = plan_years(gaps, only_b, passed, terms)
    judged = (plan.chosen, plan.classes, plan.totals, gaps, only_b)
    assert years_violations(*judged, passed, terms) == []
    assert years_violations(*judged, passed.assign(status="tidak_lulus"), terms)


@pytest.mark.parametrize(("hours", "taken"), [(None, True), (8.0, False)])
def test_of_two_lists_that_tell_one_training_the_fuller_says_how_it_ended(hours, taken):
    gaps, courses, _ = frames(office())
    told = [(nip, "A", "2025-06-01", None, 8.0 if hours is None else None) for nip in NIPS]
    told += [(nip, "A", "2025-06-01", "tidak_lulus", hours) for nip in NIPS]
    plan = plan_years(gaps, courses, ended(*told), terms_of(office()))
    assert plan.chosen["kode"].eq("A").any() != taken
