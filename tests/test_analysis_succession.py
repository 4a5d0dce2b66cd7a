"""Ready on the very day and not the day before, never by what is not known, and out when the retirement comes first."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.gates.eligibility import STATUS
from asnkarier.analysis.succession.prospects import (
    NO_GATE,
    OPEN,
    OUT,
    READY,
    SHORT,
    Service,
    bench_on,
    prospects,
)
from examples import few
from people_frames import evaluated

AS_OF = date(2026, 11, 1)
LAST = date(2031, 11, 1)
YEARS = ("pengalaman_jabatan", {"kelompok": ["pengawas"], "setara_kelas_jabatan": False, "tahun": 3})
FREE = ("bebas_hukuman", {"sedang_menjalani": True, "tingkat": ["sedang", "berat"], "tahun": 2})
AGE = ("usia_maksimal", 50)
RATED = ("kinerja_minimal", {"unsur": None, "predikat": "baik", "tahun": 1})
BUP = ("belum_bup", True)
CLEAN = {"hukuman_disiplin": "tidak_pernah"}
PENGAWAS = {"jabatan": "Kepala Seksi Uji", "jenis_jabatan": "struktural", "eselon": "IV.a"}
FAR = np.datetime64("2060-01-01")


def days(*texts):
    return np.array(texts, dtype="datetime64[D]")


def judged(gates, people, **more):
    return evaluated(
        gates, more.pop("as_of", AS_OF), people, complete=("positions", "hukuman_disiplin"), **more
    )


def outlook(gates, people, *, service=None, runs_out=None, **more):
    found = judged(gates, people, **more)
    count = len(people)
    far = np.full(count, FAR)
    never = np.full(count, np.datetime64("NaT", "D"))
    return prospects(
        found,
        np.ones(count, dtype=bool),
        service or Service(far, far),
        never if runs_out is None else runs_out,
    )


def somebody(number=0, born="19850101", **facts):
    return {"nip": f"{born}200801190{number}", **PENGAWAS, **CLEAN, "tmt_jabatan": "2020-01-01", **facts}


@pytest.mark.parametrize(
    ("gate", "facts", "ready_on"),
    [
        (YEARS, {"tmt_jabatan": "2023-11-01"}, "2026-11-01"),
        (YEARS, {"tmt_jabatan": "2023-11-02"}, "2026-11-02"),
        (YEARS, {"tmt_jabatan": "2024-02-29"}, "2027-03-01"),
        (FREE, {"hukuman_disiplin": "sedang", "hukuman_selesai": "2024-11-01"}, "2026-11-01"),
        (FREE, {"hukuman_disiplin": "sedang", "hukuman_selesai": "2024-11-02"}, "2026-11-02"),
        (FREE, {"hukuman_disiplin": "ringan", "hukuman_selesai": "2026-10-31"}, "2026-11-01"),
        (FREE, {"hukuman_disiplin": "ringan", "hukuman_selesai": "2026-11-01"}, "2026-11-02"),
        (("salah_satu", {"teks": "Uji", "en": "Test", "salah_satu": [[{"uji": YEARS[0], "nilai": YEARS[1]}]]}), {"tmt_jabatan": "2024-01-15"}, "2027-01-15"),
    ],
)  # fmt: skip
def test_time_cures_on_the_very_day(gate, facts, ready_on):
    found = outlook([gate], [somebody(**facts)])
    assert (found.state[0], str(found.ready_on[0])) == (READY, ready_on)
    assert (found.missing[0] == NO_GATE) == (ready_on == str(AS_OF))


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"tmt_jabatan": "2023-11-02"}, READY),
        ({"tmt_jabatan": None}, OPEN),  # nothing says since when
        ({"hukuman_disiplin": None, "hukuman_selesai": "2025-01-01"}, OPEN),
        ({"hukuman_disiplin": "berat"}, OPEN),  # nothing says until when
        ({"jabatan": "Pengolah Data", "jenis_jabatan": "pelaksana", "eselon": None}, SHORT),
        (
            {
                "jabatan": "Pengolah Data",
                "jenis_jabatan": "pelaksana",
                "eselon": None,
                "hukuman_disiplin": "berat",
            },
            OUT,
        ),
    ],
)
def test_what_is_not_known_is_a_state_of_its_own(facts, state):
    found = outlook([YEARS, FREE], [somebody(**facts)])
    assert found.state[0] == state
    assert np.isnat(found.ready_on[0]) == (state != READY)


def test_years_that_are_not_over_are_bila_tetap_from_the_first_of_january():
    rated = [{"nip": somebody(number)["nip"], "tahun": 2025, "predikat": "baik"} for number in range(3)]
    people = [somebody(0), somebody(1, tmt_jabatan="2023-12-31"), somebody(2, tmt_jabatan="2024-01-01")]
    found = outlook([YEARS, RATED], people, appraisals=rated)
    assert found.ready_on.astype(str).tolist() == ["2026-11-01", "2026-12-31", "2027-01-01"]
    assert found.if_kept.tolist() == [False, False, True]
    assert outlook([YEARS], people).if_kept.tolist() == [False] * 3


@pytest.mark.parametrize(("runs_out", "state"), [("2027-01-02", READY), ("2027-01-01", OPEN)])
def test_who_is_ready_only_when_an_assessment_has_run_out_is_open(runs_out, state):
    found = outlook([YEARS], [somebody(tmt_jabatan="2024-01-01")], runs_out=days(runs_out))
    assert found.state[0] == state
    # who is ready today is judged by what counts today
    assert outlook([YEARS], [somebody()], runs_out=days("2026-11-02")).state[0] == READY


@pytest.mark.parametrize(
    ("leaves", "until", "needed", "on_bench"),
    [
        ("2028-03-02", "2030-03-01", "2028-03-01", True),
        ("2028-03-01", "2030-03-01", "2028-03-01", False),  # out of service on the day
        ("2029-01-01", "2029-03-01", "2028-03-01", True),  # twelve months to the day
        ("2029-01-01", "2029-02-28", "2028-03-01", False),
    ],
)
def test_who_retires_before_or_serves_too_short_is_out(leaves, until, needed, on_bench):
    service = Service(days(leaves), days(until))
    found = outlook([YEARS], [somebody()], service=service)
    bench = bench_on(found, service, date.fromisoformat(needed), LAST, 12)
    assert (bool(bench.ready[0]), bool(bench.too_late[0])) == (on_bench, not on_bench)


@pytest.mark.parametrize(("needed", "on_bench"), [("2028-05-10", True), ("2028-05-11", False)])
def test_an_age_limit_holds_on_the_birthday_and_no_longer(needed, on_bench):
    found = outlook([YEARS, AGE], [somebody(born="19780510")])
    far = Service(days("2060-01-01"), days("2060-01-01"))
    assert bench_on(found, far, date.fromisoformat(needed), LAST, 12).ready[0] == on_bench


@pytest.mark.parametrize(("last", "counted"), [("2027-01-01", True), ("2026-12-31", False)])
def test_the_last_day_of_the_years_counts(last, counted):
    found = outlook([YEARS], [somebody(tmt_jabatan="2024-01-01")])
    far = Service(days("2060-01-01"), days("2060-01-01"))
    assert bench_on(found, far, AS_OF, date.fromisoformat(last), 12).ready[0] == counted


facts = st.fixed_dictionaries(
    {
        "born": st.dates(date(1970, 1, 1), date(1995, 12, 31)).map(lambda one: f"{one:%Y%m%d}"),
        "tmt_jabatan": st.none() | st.dates(date(2020, 1, 1), date(2026, 10, 31)).map(str),
        "hukuman_disiplin": st.sampled_from(["tidak_pernah", "ringan", "sedang", "berat"]),
        "hukuman_selesai": st.dates(date(2023, 1, 1), date(2028, 1, 1)).map(str),
        "eselon": st.sampled_from(["IV.a", "IV.a", "III.a", None]),
    }
)
before = st.none() | st.tuples(st.dates(date(2018, 1, 1), date(2023, 1, 1)), st.integers(30, 900))


@settings(max_examples=few(25, whole=120), deadline=None)
@given(st.lists(st.tuples(facts, before), min_size=1, max_size=6))
def test_ready_on_is_the_first_day_by_an_evaluation_of_that_day_and_the_day_before(drawn):
    people, posts = [], []
    for number, (one, spell) in enumerate(drawn):
        who = somebody(number, **one)
        if who["hukuman_disiplin"] == "tidak_pernah":
            who["hukuman_selesai"] = None
        born = who.pop("born", None)
        assert born is None
        people.append(who)
        if spell is not None:
            end = spell[0] + timedelta(days=spell[1])
            posts.append(
                {
                    "nip": who["nip"],
                    **PENGAWAS,
                    "unit_kerja": "Uji",
                    "tmt_jabatan": str(spell[0]),
                    "sampai": str(end),
                }
            )
    gates = [YEARS, FREE, AGE, BUP]
    found = outlook(gates, people, positions=posts)

    def status(when, place):
        later = judged(gates, people, positions=posts, as_of=when, known_on=AS_OF)
        return STATUS[later.status[place]]

    for place in np.flatnonzero(found.state == READY):
        when = found.ready_on[place].item()
        assert status(when, place) == "eligible"
        if when > AS_OF:
            assert status(when - timedelta(days=1), place) != "eligible"
        lapses = found.lapses_on[place]
        if not np.isnat(lapses) and lapses.item() > when:
            assert status(lapses.item() - timedelta(days=1), place) == "eligible"
            assert status(lapses.item(), place) != "eligible"
    for place in np.flatnonzero(found.state != READY):
        assert status(AS_OF, place) != "eligible"
