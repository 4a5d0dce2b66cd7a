"""What a remedy costs: a class opened for one costs the whole class; a place in a class that the plan opens costs that place."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from asnkarier.agency.gates.closing import CourseCosts
from asnkarier.agency.gates.open_classes import course_costs, planned_classes
from asnkarier.agency.snapshot import Snapshot
from asnkarier.catalog.types import Catalog
from asnkarier.reports.books.shortlist import _shown
from asnkarier.reports.books.shortlist_columns import PEOPLE_COLUMNS, SHORT_COLUMNS
from asnkarier.settings import Settings
from in_process import asn
from people_frames import frame
from unfinished_agency import BOOK

DAY = date(2026, 11, 1)
COURSES = [
    {"kode": "A", "nama_pelatihan": "Bimtek A", "biaya": 1_000_000, "biaya_kelas": 9_000_000, "kuota": 3, "tanggal_mulai": "2027-03-02", "tanggal_selesai": "2027-03-05"},
    {"kode": "B", "nama_pelatihan": "Bimtek B", "biaya": 4_000_000, "biaya_kelas": None, "kuota": 2, "tanggal_mulai": None, "tanggal_selesai": None},
    {"kode": "C", "nama_pelatihan": "Bimtek C", "biaya": None, "biaya_kelas": 500_000, "kuota": 2, "tanggal_mulai": None, "tanggal_selesai": None},
    {"kode": "D", "nama_pelatihan": "Bimtek D", "biaya": 100_000, "biaya_kelas": 0, "kuota": 2, "tanggal_mulai": "2026-02-02", "tanggal_selesai": "2026-02-05"},
]  # fmt: skip


def line(kode, nip, *, plan="rencana", tahun=2027, kelas=1, begins=None, day="2026-10-01"):
    return {"rencana": plan, "nip": nip, "kode": kode, "tahun": tahun, "kelas": kelas, "tanggal_mulai": begins, "tanggal": day, "source_id": 1, "row": 2}  # fmt: skip


def office(*lines):
    frames = {"courses": frame("courses", COURSES), "training_plan": frame("training_plan", list(lines))}
    return Snapshot(DAY, frames, BOOK, Catalog({}), Settings(), sources={1: SimpleNamespace(batch_id=1)})


def test_a_class_for_one_costs_the_whole_class_and_says_so():
    found = CourseCosts(frame("courses", COURSES))
    a, b = found.by_kode["A"], found.by_kode["B"]
    told = found.of_courses([a, b])
    assert (told.cost, told.class_cost) == (14_000_000, 9_000_000)
    assert told.cost_reason.code == "cost_class_alone"
    assert dict(told.cost_reason.facts) == {"amount": 9_000_000, "names": ("Bimtek A",)}
    assert found.of_courses([b]).cost_reason is None


def test_in_a_class_that_the_plan_opens_only_the_place_is_paid():
    found = CourseCosts(frame("courses", COURSES), {"A": "rencana"})
    told = found.of_courses([found.by_kode["A"]])
    assert (told.cost, told.class_cost) == (1_000_000, 0)
    assert (told.cost_reason.code, dict(told.cost_reason.facts)["plan"]) == ("cost_class_planned", "rencana")


def test_with_the_class_another_course_may_be_the_cheaper_one():
    alone, planned = (CourseCosts(frame("courses", COURSES), one) for one in ({}, {"A": "rencana"}))
    assert alone._course("Bimtek").name == "Bimtek D"
    fresh = [one for one in COURSES if one["kode"] in "AB"]
    assert CourseCosts(frame("courses", fresh))._course("Bimtek").name == "Bimtek B"
    assert CourseCosts(frame("courses", fresh), {"A": "rencana"})._course("Bimtek").name == "Bimtek A"
    assert pd.isna(planned.by_kode["C"].cost)


@pytest.mark.parametrize(
    ("lines", "planned"),
    [
        ((), {}),
        ((line("A", "1"),), {"A": "rencana"}),
        ((line("A", "1"), line("A", "2"), line("A", "3")), {}),  # full
        ((line("A", "1"), line("A", "2"), line("A", "3"), line("A", "4", kelas=2)), {"A": "rencana"}),
        ((line("A", "1", tahun=2025),), {}),
        ((line("A", "1", begins="2026-10-31"),), {}),  # has begun
        ((line("A", "1", begins="2026-11-01"),), {"A": "rencana"}),
        ((line("A", "1"), line("B", "1", plan="baru", day="2026-10-02")), {"B": "baru"}),  # the newest plan
    ],
)
def test_a_class_is_open_while_it_has_places_and_has_not_begun(lines, planned):
    assert planned_classes(office(*lines)) == planned


def test_a_course_that_is_over_is_no_remedy_and_one_before_the_post_falls_vacant_is():
    now = office()
    assert "D" not in course_costs(now).by_kode
    assert set(course_costs(now.ahead(date(2028, 1, 1))).by_kode) == {"A", "B", "C"}


def test_the_shortlist_says_what_the_class_costs(agency):
    told = asn("promote-shortlist", "LOW-01", "--format", "json", cwd=agency).json()["one_gate_short"]
    paid = [one for one in told if one["remedy_cost"]]
    assert paid
    for one in paid:
        assert 0 <= one["remedy_class_cost"] <= one["remedy_cost"]
        assert bool(one["remedy_class_cost"]) == (one["remedy_cost_reason_code"] == "cost_class_alone")


@pytest.mark.parametrize("kept", [True, False])
def test_what_holds_if_nothing_changes_is_on_the_screen_where_it_is_true_of_somebody(kept):
    rows = pd.DataFrame({"if_kept": pd.array([None, kept], dtype="boolean")})
    for columns in (PEOPLE_COLUMNS, SHORT_COLUMNS):
        shown = {one.key: one for one in _shown(columns, SimpleNamespace(by_ways=False), rows)}
        assert shown["if_kept"].terminal is kept
