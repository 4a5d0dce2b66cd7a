"""What participants and superiors say of courses (levels 1 to 3): figures computed by hand, and whom an answer is about."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from asnkarier.analysis.training.evaluating.evaluate import Asked
from asnkarier.analysis.training.surveys.figures import half_width
from asnkarier.analysis.training.surveys.tables import praised, surveys_of
from taught_frames import AS_OF, COURSE, dates, evidence, person, taken

EVERYBODY = Asked()
PEOPLE = [f"p{number}" for number in range(6)]
DEFAULT = {"reaksi": (1, 5), "perilaku": (1, 5)}


def answer(
    fase,
    nilai,
    nip=None,
    day="2025-03-08",
    *,
    name="Pelatihan A",
    tahun=None,
    scale=None,
    provider=None,
    responden=None,
):
    low, high = scale or DEFAULT.get(fase, (0, 100))
    return {
        "nama_pelatihan": name, "kode": None, "penyelenggara": provider, "tahun": tahun, "fase": fase, "nilai": float(nilai),
        "skala_min": float(low), "skala_maks": float(high), "tanggal": day, "nip": nip, "responden": responden,
    }  # fmt: skip


def surveys(*answers):
    rows = [
        one | {"responden": one["responden"] or (None if one["nip"] else f"x!{place}")}
        for place, one in enumerate(answers)
    ]
    frame = pd.DataFrame(rows, columns=list(answer("reaksi", 1)))
    frame["tanggal"] = dates(frame["tanggal"])
    return frame.assign(tahun=frame["tahun"].astype("Int64"))


def known(*trainings, courses=(COURSE,)):
    return evidence([person(nip) for nip in PEOPLE], (), trainings, courses=courses)


FOUR = [taken(nip, "2025-03-03", "2025-03-07") for nip in PEOPLE[:4]]


def told(world, *answers, least=2, asking=EVERYBODY, by="rows"):
    table = surveys_of(world, surveys(*answers), AS_OF, asking, least)[by]
    return table.astype(object).where(table.notna(), None).to_dict("records")


def test_level_one_is_the_mean_of_who_answered():
    (row,) = told(known(*FOUR), answer("reaksi", 5, PEOPLE[0]), answer("reaksi", 4), answer("reaksi", 3))
    assert (row["kode"], row["penyelenggara"], row["tahun"]) == ("A-1", "BPSDM", 2025)
    assert (row["level"], row["n"], row["took_part"], row["rate"]) == (1, 3, 4, 0.75)
    assert (row["mean"], row["scale_min"], row["scale_max"], row["scales"]) == (4, 1, 5, None)
    assert (row["status"], row["gain"]) == ("reported", None)


def test_forms_of_two_scales_are_put_on_one_of_a_hundred():
    (row,) = told(known(*FOUR), answer("reaksi", 4), answer("reaksi", 90, scale=(0, 100)))
    assert (row["mean"], row["scale_min"], row["scale_max"]) == ((75 + 90) / 2, 0, 100)
    assert row["scales"] == "0-100, 1-5"


def test_forms_of_four_and_of_five_steps_are_no_one_scale():
    (row,) = told(known(*FOUR), answer("reaksi", 4, scale=(1, 4)), answer("reaksi", 4, scale=(1, 5)))
    assert (row["mean"], row["scales"]) == ((100 + 75) / 2, "1-4, 1-5")


def test_below_the_stated_number_there_is_no_figure():
    (row,) = told(known(*FOUR), answer("reaksi", 5), answer("reaksi", 5), least=3)
    assert (row["n"], row["rate"], row["status"], row["mean"]) == (2, 0.5, "not_enough_data", None)


def test_level_two_is_the_gain_of_who_took_both_tests():
    tests = [(50, 70), (60, 85), (40, 55), (30, None)]
    answers = [
        answer("ujian_awal", before, nip, "2025-03-01")
        for nip, (before, _) in zip(PEOPLE, tests, strict=False)
    ]
    answers += [
        answer("ujian_akhir", after, nip) for nip, (_, after) in zip(PEOPLE, tests, strict=False) if after
    ]
    (row,) = told(known(*FOUR), *answers)
    assert (row["level"], row["n"], row["apart"]) == (2, 3, 1)
    assert (row["before"], row["mean"], row["gain"]) == (50, 70, 20)
    low, high = ttest_1samp([20, 25, 15], 0).confidence_interval(0.95)
    assert (row["low"], row["high"]) == (pytest.approx(low), pytest.approx(high))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(-20, 40), min_size=2, max_size=12).filter(lambda gains: len(set(gains)) > 1))
def test_the_interval_is_students(gains):
    series = pd.Series(gains, dtype="float64").to_numpy()
    low, high = ttest_1samp(series, 0).confidence_interval(0.95)
    least = 1 / len(gains) if len(set(gains)) > 1 else 0
    if series.var(ddof=1) >= least:
        assert half_width(series) == pytest.approx((high - low) / 2)


def test_equal_gains_are_no_certainty():
    assert half_width(pd.Series([10.0] * 4).to_numpy()) > 0
    assert math.isnan(half_width(pd.Series([10.0]).to_numpy()))


def test_a_test_again_counts_first_before_and_last_after():
    answers = [answer("ujian_awal", 40, "p0", "2025-03-02"), answer("ujian_awal", 90, "p0", "2025-03-04"),
               answer("ujian_akhir", 50, "p0", "2025-03-07"), answer("ujian_akhir", 80, "p0", "2025-03-20")]  # fmt: skip
    (row,) = told(known(*FOUR), *answers, least=1)
    assert (row["before"], row["mean"], row["gain"]) == (40, 80, 40)


def test_unnamed_respondents_are_paired_by_their_number():
    answers = [
        answer("ujian_awal", 40, responden="7"),
        answer("ujian_akhir", 60, responden="7"),
        answer("ujian_akhir", 99, responden="8"),
    ]
    (row,) = told(known(*FOUR), *answers, least=1)
    assert (row["n"], row["gain"], row["apart"]) == (1, 20, 1)


@pytest.mark.parametrize(("day", "counts"), [
    ("2025-06-06", False), ("2025-06-07", True), ("2025-09-07", True), ("2025-09-08", False), (None, False),
])  # fmt: skip
def test_level_three_counts_three_to_six_months_after_the_last_day(day, counts):
    (row,) = told(
        known(*FOUR), answer("perilaku", 4, "p0", day), answer("perilaku", 2, "p1", "2025-07-01"), least=1
    )
    assert (row["level"], row["n"], row["apart"]) == (3, 1 + counts, 1 - counts)
    assert (row["mean"], row["rate"]) == ((3, 0.5) if counts else (2, 0.25))


def test_an_answer_belongs_to_the_training_that_the_person_took_last():
    world = known(
        taken("p0", "2024-05-06"), taken("p0", "2025-03-03", provider="Lembaga"), taken("p1", "2024-05-06")
    )
    rows = told(
        world,
        answer("reaksi", 5, "p0"),
        answer("reaksi", 3, "p1"),
        answer("reaksi", 2, "p0", "2024-05-08"),
        least=1,
    )
    assert [(row["penyelenggara"], row["tahun"], row["n"], row["mean"]) for row in rows] == [
        ("BPSDM", 2024, 2, 2.5), ("Lembaga", 2025, 1, 5),
    ]  # fmt: skip


def test_a_stated_year_or_provider_decides():
    world = known(taken("p0", "2024-05-06"), taken("p0", "2025-03-03"))
    rows = told(
        world,
        answer("reaksi", 5, "p0", None, tahun=2024),
        answer("reaksi", 1, None, None, tahun=2025),
        least=1,
    )
    assert [(row["tahun"], row["mean"]) for row in rows] == [(2024, 5), (2025, 1)]


def test_a_test_before_the_course_is_of_the_course_that_follows():
    (row,) = told(
        known(*FOUR), answer("ujian_awal", 40, "p0", "2025-02-20"), answer("ujian_akhir", 50, "p0"), least=1
    )
    assert (row["tahun"], row["gain"]) == (2025, 10)


def test_an_unknown_course_stays_with_its_name():
    (row,) = told(known(*FOUR), answer("reaksi", 4, name="Seminar Lain", provider="Hotel"), least=1)
    assert (row["nama_pelatihan"], row["penyelenggara"], row["tahun"], row["kode"]) == (
        "Seminar Lain",
        "Hotel",
        2025,
        "",
    )
    assert (row["took_part"], row["rate"]) == (0, None)


def test_more_answers_than_participants_give_no_rate():
    (row,) = told(known(*FOUR[:1]), answer("reaksi", 4), answer("reaksi", 5))
    assert (row["n"], row["took_part"], row["rate"]) == (2, 1, None)


def test_courses_providers_and_years_together():
    world = known(taken("p0", "2024-05-06"), taken("p1", "2025-03-03"))
    both = (answer("reaksi", 5, "p0", "2024-05-07"), answer("reaksi", 3, "p1"))
    assert [(row["mean"], row["took_part"], row["rate"]) for row in told(world, *both, by="courses")] == [
        (4, 2, 1)
    ]
    assert [(row["penyelenggara"], row["n"]) for row in told(world, *both, by="providers")] == [("BPSDM", 2)]
    assert [(row["tahun"], row["n"]) for row in told(world, *both, by="years", least=1)] == [
        (2024, 1),
        (2025, 1),
    ]


def test_some_people_are_asked_about_without_the_unnamed():
    asking = Asked(people=frozenset(PEOPLE[:1]))
    (row,) = told(
        known(*FOUR),
        answer("reaksi", 5, "p0"),
        answer("reaksi", 1),
        answer("reaksi", 1, "p1"),
        least=1,
        asking=asking,
    )
    assert (row["n"], row["mean"], row["took_part"]) == (1, 5, 1)


@pytest.mark.parametrize(("mean", "verdicts", "told_of"), [
    (4.0, ["no_sign"], "no_sign"), (3.9, ["no_sign"], None), (4.5, ["harms", "no_sign"], "harms"), (5.0, ["works", "no_sign"], None),
    (5.0, ["not_enough_data"], None),
])  # fmt: skip
def test_praise_meets_no_effect(mean, verdicts, told_of):
    rows = surveys_of(
        known(*FOUR), surveys(*(answer("reaksi", value) for value in (mean, mean))), AS_OF, Asked(), 2
    )["rows"]
    said = pd.DataFrame([
        {"nama_pelatihan": "Pelatihan A", "penyelenggara": "BPSDM", "tahun": 2025, "verdict": one, "effect": -0.1 * place}
        for place, one in enumerate(reversed(verdicts))
    ]).astype({"tahun": "Int64"})  # fmt: skip
    (found,) = praised(rows, said)
    assert (found and found["verdict"]) == told_of


def test_nothing_known_is_no_row():
    assert told(known()) == []
