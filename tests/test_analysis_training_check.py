"""The judge of training plans catches every way in which a plan could be wrong."""

import pandas as pd
import pytest

from asnkarier.analysis.training.capacities import Capacity, unit_budgets
from asnkarier.analysis.training.judge import PlanViolation, plan_violations, require_feasible
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.plan import plan_training
from test_analysis_training_plan import ANA, AS_OF, BUDI, CITRA, course, gap, taken

LIMITS = TrainingLimits(budget=350, max_jp_per_person=20.0, max_courses_per_person=2, not_repeated_years=3)


def case():
    """Two people in one class of A (2 seats, at least 2), one of them in B as well; all limits are tight."""
    gaps = pd.DataFrame([gap(ANA), gap(BUDI), gap(ANA, "kerja_sama"), gap(CITRA, level=3.0)])
    courses = pd.DataFrame(
        [
            course("A", kuota=2, minimal_peserta=2, kelas=1, biaya_kelas=50.0, level_awal=1.0),
            course("B", "kerja_sama", prasyarat="Dasar"),
        ]
    ).astype({"kuota": "Int64", "minimal_peserta": "Int64", "kelas": "Int64", "level_awal": "float64"})
    trainings = pd.DataFrame([taken(ANA, "Dasar"), taken(CITRA, "Dasar")])
    for name in ("tanggal_mulai", "tanggal_selesai"):
        trainings[name] = pd.to_datetime(trainings[name]).astype("datetime64[s]")
    result = plan_training(gaps, courses, trainings, LIMITS, AS_OF)
    assert len(result.chosen) == 3
    return {
        "chosen": result.chosen, "classes": result.classes, "totals": dict(result.totals), "gaps": gaps,
        "courses": courses, "trainings": trainings, "limits": LIMITS, "as_of": AS_OF,
    }  # fmt: skip


def test_a_course_on_a_day_outside_the_plan_is_found():
    facts = case()
    for day, wrong in (
        ("2026-02-28", True),
        ("2026-03-01", False),
        ("2026-12-31", False),
        ("2027-01-01", True),
    ):
        facts["courses"] = facts["courses"].assign(tanggal_mulai=pd.Timestamp(day))
        assert ("which is not in the plan" in "; ".join(plan_violations(**facts))) is wrong


def test_a_good_plan_passes():
    assert plan_violations(**case()) == []


def change_chosen(column, value, row=0):
    def spoil(facts):
        facts["chosen"].loc[row, column] = value

    return spoil


def change_course(column, value, row=0):
    def spoil(facts):
        facts["courses"][column] = facts["courses"][column].astype(object)
        facts["courses"].loc[row, column] = value

    return spoil


def change(name, **values):
    def spoil(facts):
        base = facts[name]
        facts[name] = {**base, **values} if isinstance(base, dict) else type(base)(
            **{slot: values.get(slot, getattr(base, slot)) for slot in base.__slots__}
        )  # fmt: skip

    return spoil


def repeat_a_row(facts):
    facts["chosen"] = pd.concat([facts["chosen"], facts["chosen"].tail(1)], ignore_index=True)


def lose_a_row(facts):
    facts["chosen"] = facts["chosen"].iloc[1:].reset_index(drop=True)


def took_it_lately(facts):
    facts["trainings"].loc[1, ["nip", "nama_pelatihan"]] = [BUDI, "PELATIHAN A"]


def never_took_the_basics(facts):
    facts["trainings"] = facts["trainings"].iloc[1:]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (repeat_a_row, "two courses of one competency"),
        (repeat_a_row, "same course twice"),
        (lose_a_row, "do not hold the people"),
        (lose_a_row, "the plan costs"),
        (change_chosen("nip", CITRA), "no gap"),
        (change_chosen("kode", "Z"), "no course"),
        (change_chosen("kode", "B"), "another competency"),
        (change_course("level_awal", 1.5), "starts above"),
        (change_course("level_akhir", 1.0), "ends at or below"),
        (change_course("level_akhir", 2.0), "level_to"),
        (change_chosen("level_from", 0.5), "level_from"),
        (change_chosen("benefit", 9.0), "not weight times"),
        (change("limits", max_jp_per_person=19.9), "more hours"),
        (change_course("jp", float("nan")), "unknown hours"),
        (change("limits", max_jp_of={ANA: 15.0}), "more hours"),
        (change("limits", max_courses_per_person=1), "has 2 courses"),
        (change_course("kuota", 1), "for 1 seats"),
        (change_course("minimal_peserta", 3), "fewer than 3"),
        (change_chosen("kelas", 2), "not possible"),
        (change("totals", spent=100), "not 100"),
        (change("limits", budget=349), "uses 350 of 349 budget"),
        (
            change("limits", capacities=unit_budgets({"Dinas": 199}, {ANA: "Dinas", BUDI: "Badan"})),
            "200 of 199 budget Dinas",
        ),
        (
            change(
                "limits",
                capacities=(Capacity("tahun", "2026", 249, "biaya", "biaya_kelas", kodes=frozenset("A")),),
            ),
            "250 of 249 tahun 2026",
        ),
        (change("limits", capacities=(Capacity("absence", "Maret", 2),)), "3 of 2 absence Maret"),
        (
            change("limits", capacities=(Capacity("hari", "", 29, "jp", nips=frozenset([ANA, BUDI])),)),
            "30 of 29 hari",
        ),
        (change("totals", objective=1.0), "sum of the benefits"),
        (change("totals", bound=5.0), "above its bound"),
        (change("totals", greedy_objective=7.0), "below the greedy"),
        (took_it_lately, "too recently"),
        (never_took_the_basics, "lacks Dasar"),
    ],
)
def test_each_broken_limit_is_named(spoil, sentence):
    facts = case()
    spoil(facts)
    assert any(sentence in found for found in plan_violations(**facts)), plan_violations(**facts)
    with pytest.raises(PlanViolation):
        require_feasible(*facts.values())
