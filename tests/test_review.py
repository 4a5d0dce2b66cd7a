"""Reviews: who stands on which list for certain, what missing appraisals leave open, and whether the last action worked."""

from datetime import date
from functools import cache
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.agency.review.everybody import agenda_of
from asnkarier.analysis.review.last_actions import follow_up_days, last_actions
from asnkarier.analysis.review.lists import GUIDE, REWARD, WATCH, reviewed
from asnkarier.analysis.review.models import role_models
from examples import few
from in_process import asn
from law import load_rulebook
from people_frames import dossiers, frame

BOOK = load_rulebook()
AS_OF = date(2026, 11, 1)
NIP = "198001152005011901"
ORDER = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")


def review(*years, watch_falls=1, as_of=AS_OF, rows=()):
    """years: the predikat of 2025, 2024, …; None: no appraisal."""
    told = [{"nip": NIP, "tahun": 2025 - at, "predikat": one} for at, one in enumerate(years) if one]
    known = dossiers(as_of, [{"nip": NIP}], appraisals=[*told, *rows], rulebook=BOOK)
    found = reviewed(known.appraisals, 1, BOOK, known.last_year, as_of, years=5, watch_falls=watch_falls)
    day = found.improve_by[0]
    return found.chosen[0], found.could_be[0], found.trend[0], None if np.isnat(day) else day.item()


IMPROVE = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("years", "chosen", "could_be", "trend", "by"),
    [
        (("sangat_baik", "sangat_baik"), REWARD, (), "trend_steady", None),
        (("sangat_baik", "baik"), "", (), "trend_rising", None),
        (("baik", "sangat_baik"), WATCH, (), "trend_falling", None),
        (("baik", "baik"), "", (), "trend_steady", None),
        (("butuh_perbaikan", "baik"), GUIDE, (), "trend_falling", IMPROVE),
        (("kurang", "kurang"), GUIDE, (), "trend_steady", IMPROVE),
        (("sangat_kurang", None), GUIDE, (), "", IMPROVE),
        ((None, "sangat_baik"), "", (REWARD, GUIDE, WATCH), "", None),
        ((None, "baik"), "", (GUIDE,), "", None),  # below Baik all is guidance
        ((None, None), "", (REWARD, GUIDE, WATCH), "", None),
        (("sangat_baik", None), "", (REWARD,), "", None),
        (("baik", None), "", (WATCH,), "", None),
        (("baik", "butuh_perbaikan", "sangat_baik"), "", (), "trend_changing", None),
    ],
)
def test_lists_trend_and_the_time_to_improve(years, chosen, could_be, trend, by):
    assert review(*years) == (chosen, could_be, trend, by)


def test_how_far_somebody_must_have_fallen_is_policy():
    assert review("baik", "sangat_baik", watch_falls=2)[0] == ""
    assert review("butuh_perbaikan", "sangat_baik", watch_falls=2)[0] == GUIDE


def test_an_appraisal_that_contradicts_itself_or_lacks_the_predikat_puts_nobody_on_a_list():
    wrong = {
        "nip": NIP,
        "tahun": 2025,
        "hasil_kerja": "di_atas",
        "perilaku_kerja": "di_atas",
        "predikat": "kurang",
    }
    assert review(None, "baik", rows=[wrong])[0] == ""
    half = {"nip": NIP, "tahun": 2025, "hasil_kerja": "di_bawah"}
    # Below in the result is butuh perbaikan or sangat kurang whatever the behaviour was.
    assert review(None, "baik", rows=[half])[0] == GUIDE
    good = {"nip": NIP, "tahun": 2025, "hasil_kerja": "sesuai"}
    assert review(None, "baik", rows=[good])[:2] == ("", (GUIDE,))


def test_the_running_year_counts_for_nothing():
    running = {"nip": NIP, "tahun": 2026, "predikat": "sangat_kurang"}
    assert review("baik", "baik", rows=[running]) == ("", (), "trend_steady", None)


once = cache(review)  # filled in, many cases are the same few


@settings(max_examples=few(25, whole=80), deadline=None)
@given(st.lists(st.sampled_from([*ORDER, None]), min_size=2, max_size=3))
def test_a_certain_list_stays_whatever_the_missing_years_turn_out_to_be(years):
    chosen, could_be, *_ = once(*years)
    whole = [once(*filled)[0] for filled in product(*([one] if one else ORDER for one in years))]
    if chosen and chosen != WATCH:
        assert set(whole) == {chosen}
    assert set(whole) - {""} <= {chosen, *could_be}
    assert set(could_be) <= set(whole), "a list that no value leads to is none that could be"


def _actions(pairs=(), trainings=(), levels=(), courses=(("K1", "Kursus A", "kerja_sama"),)):
    return last_actions(
        frame("mentoring_pairs", [{"nip": NIP, "nip_mentor": "1", "kompetensi": "kerja_sama", **one} for one in pairs]),
        frame("trainings", [{"nip": NIP, "nama_pelatihan": "Kursus A", **one} for one in trainings]),
        frame("courses", [{"kode": k, "nama_pelatihan": n, "kompetensi": c, "level_akhir": 3, "biaya": 1} for k, n, c in courses]),
        frame("assessments", [{"nip": NIP, "kompetensi": "kerja_sama", "level": level, "tanggal_asesmen": day} for level, day in levels]),
        AS_OF,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("levels", "status", "worked"),
    [
        (((2, "2025-01-01"), (3, "2026-01-01")), "level_rose", True),
        (((2, "2025-01-01"), (2, "2026-01-01")), "level_same", False),
        (((3, "2025-01-01"), (2, "2026-01-01")), "level_fell", False),
        (((2, "2025-01-01"),), "follow_up_due", None),
        (((3, "2026-01-01"),), "no_before", None),
        (((2, "2025-06-01"), (3, "2025-06-02")), "level_rose", True),
    ],
)
def test_the_last_action_worked_where_the_level_rose_since(levels, status, worked):
    found = _actions(
        trainings=[{"tanggal_mulai": "2025-05-30", "tanggal_selesai": "2025-06-01"}], levels=levels
    )
    assert found["status"].tolist() == [status]
    assert (None if pd.isna(found["worked"][0]) else bool(found["worked"][0])) == worked


def test_the_later_of_a_pair_and_a_training_counts_and_only_pairs_are_followed_up():
    pair = {"tanggal_mulai": "2026-02-01", "tanggal_selesai": "2026-05-01"}
    found = _actions([pair], [{"tanggal_selesai": "2025-06-01"}], [(2, "2025-01-01")])
    assert (found["kind"][0], follow_up_days(found)[0]) == ("mentor", pd.Timestamp("2026-05-01"))
    later = _actions([pair], [{"tanggal_selesai": "2026-06-01"}], [(2, "2025-01-01")])
    assert (later["kind"][0], pd.isna(follow_up_days(later)[0])) == ("course", True)
    assert _actions(trainings=[{"nama_pelatihan": "Yang Lain", "tanggal_selesai": "2025-06-01"}]).empty


@pytest.mark.parametrize(
    ("as_of", "code"),
    [("2026-06-30", "agenda_guide"), ("2026-07-01", "agenda_guide"), ("2026-07-02", "agenda_guide_over")],
)
def test_nothing_is_to_be_agreed_on_until_a_day_that_is_past(as_of, code):
    told = agenda_of(GUIDE, True, [], np.datetime64(IMPROVE), None, date.fromisoformat(as_of))
    assert (told.code, dict(told.facts)) == (code, {"on": IMPROVE})


def test_the_agenda_names_the_end_of_the_time_to_improve_and_not_the_day_of_a_mentor(agency):
    """A mentor's pair may be followed up earlier; what the law gives to improve ends when it ends."""
    for row in asn("review", "--format", "json", cwd=agency).json()["rows"]:
        if row["list"] == "guide":
            assert "agenda_guide_over" in f"{row['agenda_code']} {row['agenda_facts']}"
            assert "01-07-2026" in row["agenda"]


def test_role_models_are_rewarded_and_above_standard_where_colleagues_lack_it():
    rows = [
        ("a", "x", "surplus", 1),
        ("b", "x", "gap", -1),
        ("c", "x", "surplus", 2),
        ("d", "y", "surplus", 1),
        ("e", "x", "gap", -1),
    ]
    items = pd.DataFrame(
        [
            {"nip": n, "kompetensi": k, "status": s, "gap": g, "level": 3.0, "required": 2.0}
            for n, k, s, g in rows
        ]
    )
    offices = pd.Series({"a": "A", "b": "A", "c": "B", "d": "A", "e": "A"})
    found = role_models(items, offices, frozenset("acd"), 3)
    assert found[["nip", "kompetensi", "colleagues"]].to_numpy().tolist() == [["a", "x", 2]]


def test_the_sample_agency(agency, tmp_path):
    told = asn("review", "--format", "json", cwd=agency).json()
    assert told["schema"] == "asn.review/1"
    rows, totals = told["rows"], told["totals"]
    for name in (REWARD, GUIDE, WATCH):
        assert totals[name] == sum(row["list"] == name for row in rows) > 0
        listed = asn("review", "--list", name, "--format", "json", cwd=agency).json()["rows"]
        assert {row["nip"] for row in listed} == {row["nip"] for row in rows if row["list"] == name}
    for row in rows:
        years = row["years"]
        last, before = years.get("2025"), years.get("2024")
        expected = (
            GUIDE
            if last in {"butuh_perbaikan", "kurang", "sangat_kurang"}
            else REWARD
            if last == before == "sangat_baik"
            else WATCH
            if last and before and ORDER.index(last) > ORDER.index(before)
            else None
        )
        assert row["list"] == expected
        assert (row["overdue_days"] is None) or row["overdue_days"] == (
            AS_OF - date.fromisoformat(row["follow_up_on"])
        ).days
        assert row["list"] is None or row["citation"]
    assert sum(one["people"] for one in told["by_unit"]) == len(rows) == totals["people"]
    early = asn("--language", "en", "--as-of", "2021-04-28", "review", cwd=agency)
    assert early.code == 0
    assert "nobody stands on one" in " ".join(early.out.split())


@pytest.mark.parametrize("language", ["id", "en"])
def test_eighty_columns(agency, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = asn("--language", language, "review", cwd=agency).out
    assert max(map(len, shown.splitlines())) <= 80
