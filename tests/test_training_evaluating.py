"""Did the training work: matching, interval, correction and shrinkage, each against a plain witness."""

import math
import statistics
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from asnkarier.analysis.training.evaluating.effects import adjusted, effects
from asnkarier.analysis.training.evaluating.evaluate import Asked, evaluate
from asnkarier.analysis.training.evaluating.matching import LEAST_COLLEAGUES, RUNGS, Matched, bands
from asnkarier.analysis.training.evaluating.measuring import gained, level_series
from asnkarier.analysis.training.evaluating.participations import participations
from asnkarier.analysis.training.evaluating.series import grid_step, rounds_of
from asnkarier.analysis.training.evaluating.shrinking import expected_effects
from asnkarier.analysis.training.evaluating.verdicts import Yardstick
from examples import few
from taught_frames import AS_OF, COURSE, evidence, person, taken, twice

YARDSTICK = Yardstick(worthwhile_gain=0.1, least_participants=10)


def matched_of(cells, colleagues, spread):
    cells = np.array(cells)
    return Matched(
        np.zeros(len(cells), np.int64), cells, np.zeros(len(cells)), np.array(colleagues), np.array(spread),
        (),
    )  # fmt: skip


def one_effect(gains, cells, colleagues, spread, step):
    matched = matched_of(cells, colleagues, spread)
    group = np.zeros(len(gains), np.int64)
    return effects(group, 1, np.array(gains), matched, np.full(len(gains), step)).iloc[0]


FLOATS = st.floats(-3, 3, allow_nan=False).map(lambda value: round(value, 3))


@given(st.lists(FLOATS, min_size=2, max_size=30, unique=True))
@settings(max_examples=100)
def test_the_interval_is_students_where_the_colleagues_are_certain(gains):
    found = one_effect(gains, [0] * len(gains), [10**9], [0.0], 1e-6)
    interval = stats.ttest_1samp(gains, 0).confidence_interval(0.95)
    assert found["low"] == pytest.approx(interval.low, abs=1e-6)
    assert found["high"] == pytest.approx(interval.high, abs=1e-6)
    assert found["p"] == pytest.approx(stats.ttest_1samp(gains, 0).pvalue, abs=1e-6)


@given(st.data())
@settings(max_examples=100)
def test_the_interval_is_the_stated_formula(data):
    sizes = data.draw(st.lists(st.integers(5, 40), min_size=1, max_size=4))
    spread = [data.draw(st.floats(0.05, 2)) for _ in sizes]
    cells = data.draw(st.lists(st.integers(0, len(sizes) - 1), min_size=2, max_size=25))
    gains = [data.draw(FLOATS) for _ in cells]
    found = one_effect(gains, cells, sizes, spread, 1e-4)
    n = len(gains)
    noise = sum((cells.count(c) / n) ** 2 * spread[c] / sizes[c] for c in set(cells))
    error = math.sqrt(max(statistics.variance(gains), 1e-8 / n) / n + noise)
    half = stats.t.ppf(0.975, n - 1) * error
    assert found["n"] == n
    assert found["effect"] == pytest.approx(statistics.fmean(gains))
    assert found["low"] == pytest.approx(statistics.fmean(gains) - half)
    assert found["high"] == pytest.approx(statistics.fmean(gains) + half)


def test_equal_whole_levels_are_no_certainty():
    found = one_effect([1.0] * 10, [0] * 10, [20], [0.0], 1.0)
    # As if one of ten, and one of twenty colleagues, had changed by one level more.
    assert found["high"] - found["effect"] == pytest.approx(
        stats.t.ppf(0.975, 9) * math.sqrt(1 / 10 / 10 + 1 / 20 / 20)
    )


def test_one_person_has_an_effect_and_no_interval():
    found = one_effect([0.5], [0], [20], [0.2], 1.0)
    assert (found["n"], found["effect"]) == (1, 0.5)
    assert found[["low", "high", "p"]].isna().all()


@given(st.lists(st.one_of(st.floats(0, 1), st.just(math.nan)), max_size=20))
def test_the_correction_is_that_of_benjamini_and_hochberg(values):
    asked = sorted(value for value in values if not math.isnan(value))
    found = adjusted(np.array(values, dtype=np.float64))
    for value, mine in zip(values, found, strict=True):
        if math.isnan(value):
            assert math.isnan(mine)
        else:
            wanted = min(min(1.0, p * len(asked) / rank) for rank, p in enumerate(asked, 1) if p >= value)
            assert mine == pytest.approx(wanted)


def shrunk(effect, variance=0.04, kind=None):
    count = len(effect)
    rows = pd.DataFrame({"n": 20, "effect": effect, "noise": 0.0, "squares": 20 * variance * 19})
    return expected_effects(rows, np.array(kind if kind is not None else [-1] * count))


@given(st.lists(FLOATS, min_size=3, max_size=12))
def test_shrinking_draws_every_effect_toward_one_mean_and_past_none(values):
    found = shrunk(values)
    order = np.argsort(values, kind="stable")
    assert (np.diff(found[order]) >= -1e-9).all()
    assert found.min() >= min(values) - 1e-9
    assert found.max() <= max(values) + 1e-9
    assert found.mean() == pytest.approx(np.mean(values))  # equal variances
    assert np.ptp(found) <= np.ptp(values) + 1e-9


def test_shrinking_stays_in_its_kind_and_needs_three():
    values = [0.0, 0.02, 0.01, 0.5, 0.52, 0.51]
    by_kind = shrunk(values, 0.04, [0, 0, 0, 1, 1, 1])
    assert by_kind[:3].max() < 0.05
    assert by_kind[3:].min() > 0.45
    assert np.isnan(shrunk([0.1, 0.2])).all()
    assert shrunk([0.1, 9.0, 4.0], 1e-9) == pytest.approx([0.1, 9.0, 4.0])


def test_rounds_keep_together_what_is_assessed_at_about_the_same_time():
    assert rounds_of(np.array([0, 30, 60, 200, 205])).tolist() == [0, 0, 0, 1, 1]
    assert rounds_of(np.arange(0, 400, 10)).max() == 2  # a round that never ends is cut
    assert rounds_of(np.array([205, 0])).tolist() == [1, 0]


def test_bands_are_a_quarter_wide_and_whole_levels_their_own():
    assert bands(np.array([2.0, 2.24, 2.25, 2.99, 3.0])).tolist() == [8, 8, 9, 11, 12]
    assert grid_step(np.array([1.0, 2.0])) == 1
    assert grid_step(np.array([1.0, 2.25])) == 0.25
    assert grid_step(np.array([1.33])) == 0.01


# ── matching against a plain witness ─────────────────────────────────────────────────────────────────────────────────

DAYS = [
    date(2023, 5, 1),
    date(2023, 5, 20),
    date(2024, 6, 1),
    date(2025, 6, 10),
    date(2025, 6, 20),
    date(2026, 8, 1),
]
STARTS = [date(2023, 3, 1), date(2024, 1, 10), date(2024, 9, 1), date(2025, 12, 1), date(2026, 12, 1), None]


@st.composite
def worlds(draw):
    nips = [f"p{number:02d}" for number in range(draw(st.integers(6, 16)))]
    people = [
        person(
            nip,
            draw(st.sampled_from(["pelaksana", "pelaksana", "pengawas", None])),
            draw(st.sampled_from(["Bidang A", "Bidang B", None])),
            draw(st.sampled_from(["Dinas A", "Dinas B", "Badan C", None])),
        )
        for nip in nips
    ]
    levels = [
        (nip, "a", draw(st.sampled_from([2.0, 2.0, 2.1, 3.0])), day)
        for nip in nips
        for day in DAYS
        if draw(st.booleans())
    ]
    trainings = [
        taken(nip, start, name=draw(st.sampled_from(["Pelatihan A", "pelatihan  a", "Lain"])))
        for nip in nips
        for start in draw(st.lists(st.sampled_from(STARTS), max_size=2, unique=True))
    ]
    return evidence(people, levels, trainings, unsure=draw(st.sampled_from([(), ("p01",)])))


def plain(world):
    """Return nip, day -> (status, colleagues, their mean change) by going through everybody for everybody."""
    days = {row.nip: {} for row in world.assessments.itertuples()}
    for row in world.assessments.itertuples():
        if row.tanggal_asesmen.date() <= AS_OF:
            days[row.nip][row.tanggal_asesmen.date()] = row.level
    rounds = dict(zip(DAYS, (0, 0, 1, 2, 2, 3), strict=True))
    mine = [
        (row.nip, None if pd.isna(row.tanggal_mulai) else row.tanggal_mulai.date())
        for row in world.trainings.itertuples()
        if row.nama_pelatihan.upper().split() == ["PELATIHAN", "A"]
    ]
    unsure = {world.people[place] for place in world.unsure}
    found = {}
    for nip, start in mine:
        if start is None or start > AS_OF:
            continue
        levels = days.get(nip, {})
        before = max((day for day in levels if day < start), default=None)
        after = min((day for day in levels if day > start), default=None)
        others = [day for who, day in mine if who == nip and day != start]
        if before is None or after is None:
            found[nip, start] = ("no_before" if before is None else "no_after", 0, None)
        elif any(day is None or before <= day <= after for day in others):
            found[nip, start] = ("other_course", 0, None)
        else:
            found[nip, start] = _plain_match(world, days, rounds, mine, unsure, nip, before, after)
    return found


def _plain_match(world, days, rounds, mine, unsure, nip, before, after):
    places = {row: number for number, row in enumerate(world.people)}

    def place(who, day):
        kelompok, units = world.posts.at(
            np.array([places[who]]), np.array([np.datetime64(day, "D").astype(np.int64)])
        )
        return int(kelompok[0]), [int(one[0]) for one in units]

    kelompok, units = place(nip, before)
    for number in range(len(RUNGS)):
        changes = []
        for who, levels in days.items():
            early = [day for day in levels if rounds[day] == rounds[before]]
            late = [day for day in levels if rounds[day] == rounds[after]]
            same = rounds[before] == rounds[after]
            if not early or not late:
                continue
            one, two = (min(early), max(late)) if same else (max(early), min(late))
            trained = any(t_who == who and (day is None or day <= two) for t_who, day in mine)
            if one >= two or trained or who in unsure:
                continue
            theirs, their_units = place(who, one)
            alike = theirs == kelompok >= 0 and math.floor(levels[one] * 4) == math.floor(
                days[nip][before] * 4
            )
            if number < len(RUNGS) - 1:
                alike = alike and their_units[number] == units[number] >= 0
            if alike:
                changes.append(levels[two] - levels[one])
        if len(changes) >= LEAST_COLLEAGUES:
            return "used", len(changes), statistics.fmean(changes)
    return "no_colleague", 0, None


@given(worlds())
@settings(max_examples=few(30, whole=100))
def test_participants_are_compared_as_a_plain_search_does(world):
    taken_frame = participations(world.trainings, world.courses, world.people, AS_OF)
    found, matched = gained(world, taken_frame, level_series(world, AS_OF))
    mine = {}
    for row in found.to_dict("records"):
        one = taken_frame.loc[row["row"]]
        start = date(1970, 1, 1) + timedelta(days=int(one["start"]))
        expected = None if math.isnan(row["expected"]) else pytest.approx(row["expected"])
        mine[world.people[one["person"]], start] = (row["status"], row["colleagues"], expected)
    assert {key: (status, count, mean) for key, (status, count, mean) in plain(world).items()} == mine
    assert all(len(matched.members[cell]) == matched.colleagues[cell] for cell in matched.cell if cell >= 0)


# ── what is said of courses ──────────────────────────────────────────────────────────────────────────────────────────


def office(sent, others, rise=1, *, before=2.0, biaya=None, **words):
    """An office in which `sent` people took the course and rose by `rise`; the others stayed."""
    mine, rest = [f"s{n:03d}" for n in range(sent)], [f"o{n:03d}" for n in range(others)]
    levels = [one for nip in mine for one in twice(nip, before, before + rise)]
    levels += [one for nip in rest for one in twice(nip, before, before)]
    trainings = [taken(nip, "2025-02-03", "2025-02-07", biaya=biaya) for nip in mine]
    return evidence([person(nip) for nip in (*mine, *rest)], levels, trainings, **words)


def only_row(world, table="rows"):
    rows = evaluate(world, YARDSTICK, AS_OF).verdicts[table]
    assert len(rows) == 1
    return rows.iloc[0]


def test_a_course_that_works():
    row = only_row(office(12, 20))
    assert (row["kode"], row["penyelenggara"], row["tahun"]) == ("A-1", "BPSDM", 2025)
    assert (row["n"], row["unmatched"], row["colleagues"], row["took_part"]) == (12, 0, 20, 12)
    assert (row["effect"], row["plain_gain"], row["verdict"]) == (1, 1, "works")
    assert 0.1 < row["low"] < 1 < row["high"]
    assert row["cost_per_level"] == 1_000_000
    assert (row["before_from"], row["after_to"]) == (pd.Timestamp("2024-03-01"), pd.Timestamp("2026-03-01"))


@pytest.mark.parametrize(("kuota", "classes"), [(None, 1), (12, 1), (5, 3)])
def test_what_a_class_costs_is_shared_among_who_sat_in_it(kuota, classes):
    dear = {**COURSE, "biaya_kelas": 6_000_000.0, "kuota": kuota}
    row = only_row(office(12, 20, courses=[dear]))
    assert row["cost_per_level"] == 1_000_000 + 6_000_000 * classes / 12


def test_what_is_recorded_of_a_person_is_the_whole_cost():
    dear = {**COURSE, "biaya_kelas": 6_000_000.0}
    assert only_row(office(12, 20, courses=[dear], biaya=2_000_000.0))["cost_per_level"] == 2_000_000


def test_what_everybody_gained_is_no_effect():
    world = office(12, 20, rise=0)
    world.assessments.loc[world.assessments["tanggal_asesmen"] > "2026-01-01", "level"] = 3.0
    row = only_row(world)
    assert (row["plain_gain"], row["effect"], row["verdict"]) == (1, 0, "no_sign")
    assert math.isnan(row["cost_per_level"])


def test_a_course_that_harms():
    assert only_row(office(12, 20, rise=-1))["verdict"] == "harms"


@pytest.mark.parametrize(("sent", "verdict"), [(9, "not_enough_data"), (10, "works")])
def test_below_the_stated_number_there_is_no_verdict(sent, verdict):
    row = only_row(office(sent, 20))
    assert row["verdict"] == verdict
    assert math.isnan(row["p_adj"]) == (sent < 10)
    assert row["effect"] == 1
    assert math.isnan(row["cost_per_level"]) == (sent < 10)


def test_fewer_than_five_colleagues_are_nobody():
    row = only_row(office(12, 4))
    assert (row["n"], row["unmatched"], row["verdict"]) == (0, 12, "not_enough_data")
    assert math.isnan(row["effect"])
    assert row["plain_gain"] == 1


def test_a_training_that_the_catalogue_does_not_name_is_shown_and_not_judged():
    row = only_row(office(12, 20, courses=[COURSE | {"nama_pelatihan": "Lain"}]))
    assert (row["kode"], row["nama_pelatihan"], row["not_in_catalogue"]) == ("", "Pelatihan A", 12)
    assert (row["n"], row["verdict"]) == (0, "not_enough_data")


def test_a_name_of_two_courses_for_one_competency_has_no_kode_and_is_judged():
    row = only_row(office(12, 20, courses=[COURSE, COURSE | {"kode": "A-2", "biaya": 3e6}]))
    assert (row["kode"], row["verdict"]) == ("", "works")
    assert math.isnan(row["cost_per_level"])  # the two cost different sums


def test_of_two_courses_of_one_name_it_is_that_of_the_provider():
    both = [
        COURSE | {"penyelenggara": "LAN"},
        COURSE | {"kode": "A-2", "biaya": 3e6, "penyelenggara": "Bpsdm"},
    ]
    row = only_row(office(12, 20, courses=both))
    assert (row["kode"], row["cost_per_level"], row["verdict"]) == ("A-2", 3e6, "works")


def test_a_course_of_another_provider_for_another_competency_is_not_what_was_taken():
    both = [
        COURSE | {"penyelenggara": "Bpsdm"},
        COURSE | {"kode": "B-1", "kompetensi": "b", "penyelenggara": "LAN"},
    ]
    assert only_row(office(12, 20, courses=both))["kode"] == "A-1"
    for provider in ("Pusdiklat", None):
        world = office(12, 20, courses=both)
        world.trainings["penyelenggara"] = provider
        rows = evaluate(world, YARDSTICK, AS_OF).verdicts["rows"]
        assert rows["kode"].tolist() == ["A-1", "B-1"]


def test_a_participation_that_two_lists_tell_in_other_letters_counts_once():
    world = office(12, 20)
    before = evaluate(world, YARDSTICK, AS_OF)
    again = world.trainings.assign(nama_pelatihan="PELATIHAN  A", penyelenggara=None)
    doubled = replace(world, trainings=pd.concat([again, world.trainings], ignore_index=True))
    after = evaluate(doubled, YARDSTICK, AS_OF)
    pd.testing.assert_frame_equal(after.verdicts["rows"], before.verdicts["rows"])
    assert after.taken["training"].tolist() == [n + 12 for n in before.taken["training"]]  # the fuller rows
    another = world.trainings.assign(
        tanggal_mulai=pd.Timestamp("2025-04-01"), tanggal_selesai=pd.Timestamp("2025-04-02")
    )
    another = replace(world, trainings=pd.concat([world.trainings, another], ignore_index=True))
    assert only_row(another)["took_part"] == 24


def test_a_course_for_two_competencies_is_judged_in_each():
    world = office(12, 20, courses=[COURSE, COURSE | {"kode": "B-1", "kompetensi": "b"}])
    rows = evaluate(world, YARDSTICK, AS_OF).verdicts["rows"]
    assert rows[["kompetensi", "verdict", "no_before"]].values.tolist() == [
        ["a", "works", 0], ["b", "not_enough_data", 12],
    ]  # fmt: skip


def test_who_was_in_the_post_then_is_compared_not_who_is_now():
    world = office(12, 20)
    promoted = [("s000", "pelaksana", "Bidang A", "Dinas A", "2020-01-01")]
    now = [
        person(f"s{n:03d}", *(("pengawas",) if n == 0 else ()), tmt="2025-06-01" if n == 0 else "2020-01-01")
        for n in range(12)
    ]
    now += [person(f"o{n:03d}") for n in range(20)]
    levels = world.assessments[["nip", "kompetensi", "level", "tanggal_asesmen"]].values.tolist()
    trainings = [taken(f"s{n:03d}", "2025-02-03") for n in range(12)]
    assert only_row(evidence(now, levels, trainings, positions=promoted))["n"] == 12
    assert only_row(evidence(now, levels, trainings))["unmatched"] == 1


def test_only_some_are_asked_about_and_all_are_colleagues():
    world = office(12, 20)
    row = (
        evaluate(world, YARDSTICK, AS_OF, Asked(frozenset({"s000", "s001", "o001"}))).verdicts["rows"].iloc[0]
    )
    assert (row["took_part"], row["n"], row["colleagues"]) == (2, 2, 20)


def test_persistence_asks_at_least_so_many_months_later():
    world = office(12, 20)
    found = evaluate(world, YARDSTICK, AS_OF).persistence
    assert found[["months", "n", "effect"]].values.tolist() == [[6, 12, 1], [12, 12, 1]]
    late = evidence(
        [person(nip) for nip in world.people],
        world.assessments.replace({pd.Timestamp("2026-03-01"): pd.Timestamp("2025-10-01")}).values.tolist(),
        [taken(f"s{n:03d}", "2025-02-03") for n in range(12)],
    )
    assert evaluate(late, YARDSTICK, AS_OF).persistence["months"].tolist() == [6]


def test_the_placebo_is_what_they_gained_before_the_course():
    world = office(12, 20)
    earlier = [(nip, "a", 1.0 if nip.startswith("s") else 2.0, "2022-03-01") for nip in world.people]
    earlier += [
        (f"x{n}", "a", level, day)
        for n in range(6)
        for level, day in ((1.0, "2022-03-01"), (1.0, "2024-03-01"))
    ]
    levels = world.assessments.values.tolist() + earlier
    people = [person(nip) for nip in (*world.people, *(f"x{n}" for n in range(6)))]
    row = only_row(evidence(people, levels, [taken(f"s{n:03d}", "2025-02-03") for n in range(12)]))
    assert (row["effect"], row["placebo"]) == (1, 1)
    assert math.isnan(only_row(world)["placebo"])


def test_ratings_are_compared_from_the_year_before_to_the_year_after():
    world = office(12, 20)
    rated = [
        (nip, year, "di_atas" if nip.startswith("s") and year == 2026 else "sesuai", "sesuai")
        for nip in world.people
        for year in (2023, 2025)
    ]
    people = [person(nip) for nip in world.people]
    trainings = [taken(f"s{n:03d}", "2024-05-01") for n in range(12)]
    lifted = [
        (nip, year, "di_atas" if nip < "t" and nip > "s" and year == 2025 else hasil, p)
        for nip, year, hasil, p in rated
    ]
    found = evaluate(evidence(people, (), trainings, appraisals=lifted), YARDSTICK, AS_OF).results
    assert found[["element", "n", "effect"]].values.tolist() == [
        ["hasil_kerja", 12, 1],
        ["perilaku_kerja", 12, 0],
    ]


def models(now_level=3.0, hasil_after="di_atas", perilaku_after="sesuai"):
    world = office(12, 20)
    levels = [*world.assessments.values.tolist(), ("s000", "a", now_level, "2026-09-01")]
    appraisals = [("s000", 2024, "sesuai", "sesuai"), ("s000", 2025, hasil_after, perilaku_after)]
    people = [person(nip) for nip in world.people]
    trainings = [taken(f"s{n:03d}", "2024-12-30" if n else "2024-04-30") for n in range(12)]
    appraisals = [("s000", 2023, "sesuai", "sesuai"), ("s000", 2025, hasil_after, perilaku_after)]
    done = evaluate(evidence(people, levels, trainings, appraisals=appraisals), YARDSTICK, AS_OF)
    return [world.people[place] for place in done.role_models["person"]]


def test_a_role_model_kept_the_gain_and_was_appraised_better():
    assert models() == ["s000"]
    assert models(now_level=2.0) == []
    assert models(hasil_after="sesuai") == []
    assert models(perilaku_after="di_bawah") == []


def test_nothing_known_is_no_row():
    done = evaluate(evidence([person("p")]), YARDSTICK, AS_OF)
    assert [
        len(one)
        for one in (*done.verdicts.values(), done.persistence, done.results, done.taken, done.role_models)
    ] == [0] * 8
