"""The training plan from tables to tables: useful courses only, every limit kept, nothing hidden."""

import sys
from datetime import date
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.capacities import Capacity, unit_budgets
from asnkarier.analysis.training.history import years_before
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.pairs import useful_pairs
from asnkarier.analysis.training.plan import plan_training
from asnkarier.analysis.training.solving.solver import solve

AS_OF = date(2026, 3, 1)
ANA, BUDI, CITRA, DEWI = (f"199001012015011{900 + number}" for number in range(4))


def gap(nip, kompetensi="integritas", level=1.0, required=3.0, weight=1.0, critical=False):
    known = level is not None
    status = "unassessed" if not known else "gap" if level < required else "met"
    return {
        "nip": nip, "standar": "s", "kompetensi": kompetensi, "required": required, "level": level if known else float("nan"),
        "gap": level - required if known else float("nan"), "weight": weight, "critical": critical, "status": status,
    }  # fmt: skip


def course(kode="A", kompetensi="integritas", level_awal=None, level_akhir=3.0, biaya=100.0, **terms):
    blank = {
        "jp": 10.0,
        "biaya_kelas": None,
        "kuota": None,
        "minimal_peserta": None,
        "kelas": None,
        "prasyarat": None,
    }
    return {
        "kode": kode, "nama_pelatihan": f"Pelatihan {kode}", "jenis": None, "kompetensi": kompetensi,
        "level_awal": level_awal, "level_akhir": level_akhir, "biaya": biaya, **blank, **terms,
    }  # fmt: skip


def taken(nip, name, mulai="2025-06-01", selesai=None):
    return {"nip": nip, "nama_pelatihan": name, "tanggal_mulai": mulai, "tanggal_selesai": selesai}


def plan(gaps, courses, trainings=(), as_of=AS_OF, *, alone=True, days=None, **limits):
    gap_frame = pd.DataFrame(gaps, columns=list(gap(ANA)))
    course_frame = pd.DataFrame(courses, columns=list(course())).astype(
        {"level_awal": "float64", "level_akhir": "float64", "jp": "float64", "biaya": "float64", "biaya_kelas": "float64",
         "kuota": "Int64", "minimal_peserta": "Int64", "kelas": "Int64"}
    )  # fmt: skip
    if days is not None:
        course_frame["tanggal_mulai"] = pd.to_datetime(pd.Series(days)).astype("datetime64[s]")
    history = pd.DataFrame(trainings, columns=list(taken(ANA, "x")))
    for name in ("tanggal_mulai", "tanggal_selesai"):
        history[name] = pd.to_datetime(history[name]).astype("datetime64[s]")
    return plan_training(gap_frame, course_frame, history, TrainingLimits(**limits), as_of, alone=alone)


def served(result):
    return sorted(zip(result.chosen["nip"], result.chosen["kode"], strict=True))


def test_one_person_one_course():
    result = plan([gap(ANA, weight=2.0)], [course()], budget=100)
    row = result.chosen.iloc[0]
    assert (row["nip"], row["kode"], row["level_from"], row["level_to"], row["kelas"]) == (
        ANA,
        "A",
        1.0,
        3.0,
        1,
    )
    assert row["benefit"] == 4.0
    assert row["reason"] == {"code": "closes_gap", "required": 3.0, "remaining": 0.0, "weight": 2.0}
    assert result.totals == {
        "budget": 100, "spent": 100, "people": 1, "jp": 10.0, "gap_levels_closed": 2.0, "expected_levels": None, "objective": 4.0, "bound": 4.0,
        "optimality_gap": 0.0, "greedy_objective": 4.0, "method": "exact",
    }  # fmt: skip
    assert result.classes.drop(columns=["seat_worth", "seat_nip"]).to_dict("records") == [
        {"kode": "A", "nama_pelatihan": "Pelatihan A", "kelas": 1, "peserta": 1, "biaya_kelas": 0.0}
    ]


def test_nothing_above_the_required_level_counts():
    result = plan([gap(ANA, level=1.0, required=2.0)], [course("A", level_akhir=5.0, biaya=50), course("B", level_akhir=2.0, biaya=10)], budget=100)  # fmt: skip
    assert result.totals["objective"] == 1.0
    assert (result.chosen["level_to"] == 2.0).all()


@pytest.mark.parametrize(("level", "fits"), [(2.0, True), (1.999999, False)])
def test_entry_level_is_a_boundary(level, fits):
    result = plan([gap(ANA, level=level)], [course(level_awal=2.0)])
    assert served(result) == ([(ANA, "A")] if fits else [])
    if not fits:
        assert result.uncovered[["kompetensi", "reason", "people"]].values.tolist() == [
            ["integritas", "level_awal", 1]
        ]


def test_a_critical_gap_outweighs_an_equal_one_when_the_owner_says_so():
    gaps = [gap(ANA), gap(BUDI, critical=True)]
    assert served(plan(gaps, [course()], budget=100, critical_weight=2.0)) == [(BUDI, "A")]
    assert (
        plan(gaps, [course()], budget=100, critical_weight=2.0).chosen["reason"][0]["code"]
        == "closes_critical_gap"
    )


@pytest.mark.parametrize(
    ("budget", "people"), [(0, 0), (99, 0), (100, 1), (199, 1), (200, 2), (1_000, 3), (None, 3)]
)
def test_budget_is_a_boundary(budget, people):
    result = plan([gap(nip) for nip in (ANA, BUDI, CITRA)], [course()], budget=budget)
    assert result.totals["people"] == people
    assert set(result.postponed["why"]) == ({"budget"} if people < 3 else set())


def test_class_costs_and_least_participants_decide_together():
    gaps = [gap(nip) for nip in (ANA, BUDI, CITRA)]
    terms = {"kuota": 2, "minimal_peserta": 2, "kelas": 5, "biaya_kelas": 50.0}
    result = plan(gaps, [course(**terms)], budget=10_000)
    assert result.totals["people"] == 2
    assert result.totals["spent"] == 250
    assert result.postponed["why"].tolist() == ["batch"]
    assert plan(gaps, [course(**terms)], budget=249).chosen.empty
    assert plan(gaps[:1], [course(**terms)]).postponed["why"].tolist() == ["batch"]


def test_classes_are_numbered_in_order_and_differ_by_one_at_most():
    nips = [f"1990010120150119{number:02d}" for number in range(11)]
    terms = {"kuota": 4, "minimal_peserta": 3, "kelas": 3}
    result = plan([gap(nip) for nip in nips], [course(**terms)])
    assert result.classes["peserta"].tolist() == [4, 4, 3]
    assert result.chosen["kelas"].tolist() == [1] * 4 + [2] * 4 + [3] * 3


def test_seats_without_a_number_are_unlimited_and_classes_without_one_are_one():
    gaps = [gap(nip) for nip in (ANA, BUDI, CITRA)]
    assert plan(gaps, [course()]).totals["people"] == 3
    seats = plan(gaps, [course(kuota=2)])
    assert seats.totals["people"] == 2
    assert seats.postponed["why"].tolist() == ["seats"]


def test_who_has_no_limit_of_hours_may_be_given_all_beside_one_who_has():
    gaps = [gap(nip, kompetensi=name) for nip in (ANA, BUDI) for name in ("integritas", "kerjasama")]
    courses = [course("A", jp=10.0), course("B", kompetensi="kerjasama", jp=20.0)]
    result = plan(gaps, courses, max_jp_of={BUDI: 15.0})
    assert served(result) == [(ANA, "A"), (ANA, "B"), (BUDI, "A")]
    one = plan(gaps, courses, max_jp_of={ANA: 9.0, BUDI: 15.0})
    assert served(one) == [(BUDI, "A")]


def test_hours_per_person_and_for_some_other_hours():
    gaps = [gap(nip, name) for nip in (ANA, BUDI) for name in ("integritas", "kerja_sama")]
    courses = [course("A", jp=10.0), course("B", "kerja_sama", jp=10.5)]
    result = plan(gaps, courses, max_jp_per_person=20.5, max_jp_of={BUDI: 20.4})
    assert [nip for nip, _ in served(result)] == [ANA, ANA, BUDI]
    assert result.postponed["why"].tolist() == ["hours"]
    one = plan(gaps, courses, max_courses_per_person=1)
    assert [nip for nip, _ in served(one)] == [ANA, BUDI]
    assert set(one.postponed["why"]) == {"max_courses"}


def test_unknown_hours_never_pass_a_limit_of_hours():
    result = plan([gap(ANA)], [course(jp=None)], max_jp_per_person=20)
    assert result.chosen.empty
    assert result.blocked["reason"].tolist() == ["jp_unknown"]
    assert result.uncovered["reason"].tolist() == ["jp_unknown"]
    free = plan([gap(ANA)], [course(jp=None)])
    assert served(free) == [(ANA, "A")]
    assert free.totals["jp"] is None


def test_a_course_over_the_limit_alone_is_blocked():
    assert plan([gap(ANA)], [course(jp=21.0)], max_jp_per_person=20).blocked["reason"].tolist() == [
        "jp_limit"
    ]


@pytest.mark.parametrize(
    ("history", "fits"),
    [
        ([], False),
        ([taken(ANA, "Dasar-Dasar  Integritas", selesai="2025-06-05")], True),
        ([taken(ANA, "dasar dasar integritas", mulai=None)], True),
        ([taken(ANA, "Dasar dasar integritas", selesai="2026-03-01")], True),
        ([taken(ANA, "Dasar dasar integritas", selesai="2026-03-02")], False),
        ([taken(BUDI, "Dasar dasar integritas")], False),
    ],
)
@pytest.mark.parametrize("prasyarat", ["Dasar dasar integritas", "D-1"])
def test_a_prerequisite_by_name_or_kode_must_have_been_finished(history, fits, prasyarat):
    basic = course("D-1", "kerja_sama", nama_pelatihan="Dasar dasar integritas")
    result = plan([gap(ANA)], [course(prasyarat=prasyarat), basic], history)
    assert served(result) == ([(ANA, "A")] if fits else [])
    assert result.blocked["reason"].tolist() == ([] if fits else ["prasyarat"])


@pytest.mark.parametrize(
    "prasyarat", ["Tidak ada", "tidak ada", "-", "Nihil", "TANPA PRASYARAT", "N/A", "", None]
)
def test_words_for_no_prerequisite_keep_nobody_out(prasyarat):
    assert served(plan([gap(ANA)], [course(prasyarat=prasyarat)])) == [(ANA, "A")]


@pytest.mark.parametrize(
    ("selesai", "repeats"), [("2023-03-01", False), ("2023-03-02", True), ("2026-02-01", True), (None, True)]
)
def test_a_course_is_not_repeated_within_the_years(selesai, repeats):
    result = plan(
        [gap(ANA)], [course()], [taken(ANA, "PELATIHAN A", "2025-01-01", selesai)], not_repeated_years=3
    )
    assert result.chosen.empty is repeats
    assert result.not_repeated["nip"].tolist() == ([ANA] if repeats else [])
    assert served(plan([gap(ANA)], [course()], [taken(ANA, "PELATIHAN A", "2025-01-01", selesai)])) == [
        (ANA, "A")
    ]


def test_a_training_of_an_unknown_day_does_not_forbid_the_course():
    result = plan([gap(ANA)], [course()], [taken(ANA, "Pelatihan A", None)], not_repeated_years=3)
    assert served(result) == [(ANA, "A")]


def test_years_before_a_leap_day():
    assert years_before(date(2028, 2, 29), 3) == date(2025, 2, 28)


def test_gaps_nobody_teaches_and_people_nobody_assessed_are_listed():
    gaps = [gap(ANA, "komunikasi"), gap(BUDI, level=2.0), gap(CITRA, level=None), gap(DEWI, level=3.0)]
    result = plan(gaps, [course(level_akhir=2.0)])
    assert result.uncovered.to_dict("records") == [
        {"kompetensi": "komunikasi", "reason": "no_course", "people": 1, "gap_levels": -2.0},
        {"kompetensi": "integritas", "reason": "level_akhir", "people": 1, "gap_levels": -1.0},
    ]
    assert result.assess_first["nip"].tolist() == [CITRA]
    assert result.chosen.empty
    assert result.totals["optimality_gap"] == 0.0


def test_no_gaps_and_no_courses():
    for gaps, courses in (([], []), ([gap(ANA)], []), ([], [course()])):
        result = plan(gaps, courses, budget=100)
        assert result.chosen.empty
        assert (result.totals["objective"], result.totals["spent"]) == (0.0, 0)
        assert list(result.chosen.columns[:3]) == ["nip", "kode", "nama_pelatihan"]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-02-28", "course_over"),
        ("2026-03-01", ""),
        ("2026-12-31", ""),
        ("2027-01-01", "outside_plan"),
        (None, ""),
    ],
)
def test_a_course_of_another_day_than_the_rest_of_this_year_is_not_planned(day, reason):
    result = plan([gap(ANA)], [course()], days=[day])
    assert served(result) == ([(ANA, "A")] if not reason else [])
    assert result.uncovered["reason"].tolist() == ([reason] if reason else [])


def test_postponed_names_the_best_course_and_the_loss():
    gaps = [gap(ANA, weight=3.0), gap(BUDI)]
    result = plan(gaps, [course("A", level_akhir=2.0, biaya=90), course("B", biaya=100)], budget=100)
    assert served(result) == [(ANA, "B")]
    row = result.postponed.iloc[0]
    assert (row["nip"], row["kode"], row["loss"], row["why"]) == (BUDI, "B", 2.0, "budget")


def test_more_money_shows_what_it_really_buys():
    gaps = [gap(nip) for nip in (ANA, BUDI, CITRA)]
    million = 10**6
    marginal = plan(gaps, [course(biaya=30 * million)], budget=40 * million, alone=False).marginal
    assert marginal["extra_budget"].tolist() == [10 * million, 50 * million, 100 * million]
    assert marginal["extra_objective"].tolist() == [0.0, 4.0, 4.0]
    assert (marginal["at_most"] >= marginal["extra_objective"]).all()
    assert plan(gaps, [course()], alone=False).marginal.empty


def test_without_money_it_shows_what_the_first_money_buys():
    gaps = [gap(nip) for nip in ("A", "B", "C")]
    none = plan(gaps, [course(biaya=20_000_000)], budget=0, alone=False)
    assert none.chosen.empty
    assert none.marginal["extra_objective"].tolist() == [0.0, 4.0, 6.0]
    assert none.curve["budget"].tolist() == [3_000_000 * number for number in range(1, 21)]
    assert none.curve["objective"].tolist() == [0.0] * 6 + [2.0] * 7 + [4.0] * 6 + [6.0]
    assert plan(gaps, [course(biaya=0.0)], budget=0, alone=False).marginal.empty


def test_who_follows_and_at_what_price_stands_beside_the_line():
    gaps = [gap(ANA, weight=3.0), gap(BUDI), gap(CITRA, weight=0.5)]
    result = plan(
        gaps, [course("A", biaya=100), course("B", level_akhir=2.0, biaya=90)], budget=150, alone=False
    )
    line = result.chosen.iloc[0]
    assert (line["nip"], line["next_nip"], line["next_benefit"], line["next_enters_at"]) == (
        ANA,
        BUDI,
        2.0,
        50.0,
    )
    waiting = result.postponed.set_index("nip")
    assert waiting.loc[[BUDI, CITRA], "enters_at"].tolist() == [50.0, 50.0]
    assert waiting["instead_nip"].isna().all()


def test_a_full_class_shows_who_one_more_seat_would_take():
    gaps = [gap(ANA, weight=3.0), gap(BUDI, weight=2.0), gap(CITRA)]
    result = plan(gaps, [course("A", biaya=100, kuota=1, kelas=1)], budget=500, alone=False)
    full = result.classes.iloc[0]
    assert (full["seat_worth"], full["seat_nip"]) == (4.0, BUDI)
    assert result.postponed["enters_at"].isna().all()
    assert plan(gaps, [course("A", biaya=100)], budget=200, alone=False).classes["seat_worth"].isna().all()


def test_a_catalogue_with_a_kode_twice_or_no_price_is_refused():
    for broken in ([course(), course()], [course(biaya=None)]):
        with pytest.raises(ValueError, match="kode"):
            plan([gap(ANA)], broken)


def test_a_plan_without_class_costs_for_2600_people_is_proven():
    sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
    from training import agency

    tables = agency(2_600, 18, class_costs=False)
    instance = useful_pairs(*tables, TrainingLimits(budget=866_500_000), AS_OF).instance
    assert len(instance.benefit) > 8_000
    solution, _, _ = solve(instance)
    assert instance.objective(solution.chosen) >= 0.997 * solution.bound


some_gap = st.builds(
    gap,
    nip=st.sampled_from((ANA, BUDI, CITRA)),
    kompetensi=st.sampled_from(("integritas", "kerja_sama")),
    level=st.sampled_from((0.0, 1.0, 1.25, 2.0, 3.0, None)),
    required=st.sampled_from((2.0, 3.0)),
    weight=st.sampled_from((0.5, 1.0, 2.0)),
    critical=st.booleans(),
)
some_course = st.builds(
    course,
    kompetensi=st.sampled_from(("integritas", "kerja_sama")),
    level_awal=st.sampled_from((None, 1.0, 2.0)),
    level_akhir=st.sampled_from((2.0, 3.0, 4.0)),
    biaya=st.sampled_from((0.0, 50.0, 80.0)),
    biaya_kelas=st.sampled_from((None, 30.0)),
    kuota=st.sampled_from((None, 1, 2)),
    minimal_peserta=st.sampled_from((None, 1, 2)),
    kelas=st.sampled_from((None, 2)),
    jp=st.sampled_from((5.0, 7.5)),
)


def best_by_hand(gaps, courses, budget, max_jp):
    """Every assignment of courses to gaps, priced and judged by plain arithmetic."""
    options = []
    for one in gaps:
        fits = [
            (row, min(row["level_akhir"], one["required"]) - one["level"])
            for row in courses
            if row["kompetensi"] == one["kompetensi"]
            and (row["level_awal"] is None or row["level_awal"] <= one["level"])
            and row["level_akhir"] > one["level"]
        ]
        factor = one["weight"] * (2.0 if one["critical"] else 1.0)
        options.append([None, *((one["nip"], row, factor * gain) for row, gain in fits)])
    best = 0.0
    for picks in product(*options):
        taking = [pick for pick in picks if pick is not None]
        hours = {nip: sum(row["jp"] for who, row, _ in taking if who == nip) for nip, _, _ in taking}
        spent, possible = 0.0, all(jp <= max_jp for jp in hours.values())
        for row in courses:
            number = sum(picked["kode"] == row["kode"] for _, picked, _ in taking)
            classes = -(-number // (row["kuota"] or 10**6))
            possible &= classes <= (row["kelas"] or 1) and number >= classes * (row["minimal_peserta"] or 1)
            spent += number * row["biaya"] + classes * (row["biaya_kelas"] or 0)
        if possible and (budget is None or spent <= budget):
            best = max(best, sum(benefit for _, _, benefit in taking))
    return best


@settings(max_examples=50, deadline=None)
@given(
    st.lists(some_gap, max_size=6, unique_by=lambda one: (one["nip"], one["kompetensi"])),
    st.lists(some_course, max_size=4),
    st.sampled_from((None, 0, 100, 170)),
    st.sampled_from((5.0, 12.5, 30.0)),
    st.randoms(use_true_random=False),
)
def test_the_plan_is_the_best_there_is_and_does_not_depend_on_the_order_of_rows(
    gaps, courses, budget, max_jp, shuffle
):
    courses = [
        {**row, "kode": f"K{at}", "nama_pelatihan": f"Pelatihan {at}"} for at, row in enumerate(courses)
    ]
    limits = {"budget": budget, "max_jp_per_person": max_jp, "critical_weight": 2.0}
    result = plan(gaps, courses, **limits)
    known = [one for one in gaps if one["status"] == "gap"]
    assert result.totals["objective"] == pytest.approx(best_by_hand(known, courses, budget, max_jp), abs=1e-6)
    assert result.totals["method"] == "exact"
    shuffle.shuffle(gaps)
    shuffle.shuffle(courses)
    again = plan(gaps, courses, **limits)
    for name in ("chosen", "classes", "postponed", "marginal", "uncovered", "assess_first"):
        pd.testing.assert_frame_equal(getattr(result, name), getattr(again, name))
    gaps_served = set(zip(result.chosen["nip"], result.chosen["kompetensi"], strict=True))
    gaps_waiting = set(zip(result.postponed["nip"], result.postponed["kompetensi"], strict=True))
    assert not gaps_served & gaps_waiting
    assert len(gaps_served) + len(gaps_waiting) + result.uncovered["people"].sum() == len(known)


def test_a_budget_per_unit_binds_its_own_people_and_the_agency_pays_the_classes():
    gaps = [gap(nip) for nip in (ANA, BUDI, CITRA, DEWI)]
    units = {ANA: "Badan", BUDI: "Badan", CITRA: "Dinas", DEWI: "Dinas"}
    terms = {"kuota": 4, "biaya_kelas": 50.0}
    rows = unit_budgets({"Badan": 199, "Dinas": 500}, units)
    result = plan(gaps, [course(**terms)], budget=350, capacities=rows)
    assert [units[nip] for nip, _ in served(result)] == ["Badan", "Dinas", "Dinas"]
    assert result.totals["spent"] == 350
    shared = result.capacity[result.capacity["resource"] != "classes"]
    assert shared[["resource", "name", "limit", "used"]].to_dict("records") == [
        {"resource": "agency_budget", "name": "", "limit": 350, "used": 350},
        {"resource": "budget", "name": "Badan", "limit": 199, "used": 100},
        {"resource": "budget", "name": "Dinas", "limit": 500, "used": 200},
    ]
    assert result.postponed["why"].tolist() == ["budget"]


def test_people_away_at_once_are_a_row_like_any_other_and_the_reason_names_it():
    gaps = [gap(nip) for nip in (ANA, BUDI, CITRA)]
    away = Capacity("absence", "Badan", 1, nips=frozenset((ANA, BUDI)))
    result = plan(gaps, [course()], capacities=(away,))
    assert [nip for nip, _ in served(result)] == [ANA, CITRA]
    assert result.postponed["why"].tolist() == ["absence"]


def test_what_a_resource_uses_up_is_whole_and_never_negative():
    for broken in (Capacity("hari", "", 9, per_person="jp"), Capacity("budget", "", 9, per_person="jp")):
        jp = 7.5 if broken.kind == "hari" else -1.0
        with pytest.raises(ValueError, match="whole"):
            plan([gap(ANA)], [course(jp=jp)], capacities=(broken,))
