"""What became of pairs of mentor and mentee: levels as they were measured, and what is due."""

import pandas as pd
import pytest

from asnkarier.analysis.mentoring.outcomes import pair_outcomes
from taught_frames import AS_OF, dates, frame

DAYS = ["tanggal_mulai", "tanggal_selesai"]


def outcome(levels, *, kompetensi="a", start="2026-01-05", end="2026-04-05"):
    pairs = frame([("m", kompetensi, start, end)], ["nip", "kompetensi", *DAYS], DAYS)
    assessments = pd.DataFrame(
        [(nip, name, level) for nip, name, level, _ in levels], columns=["nip", "kompetensi", "level"]
    ).astype({"level": "float64"})
    assessments["tanggal_asesmen"] = dates([day for *_, day in levels])
    found = pair_outcomes(pairs, assessments, AS_OF).astype(object)
    return found.where(found.notna(), None).to_dict("records")


BEFORE = ("m", "a", 2, "2025-03-01")


@pytest.mark.parametrize(("levels", "before", "after", "gain", "status"), [
    ([BEFORE, ("m", "a", 3, "2026-06-01")], 2, 3, 1, "level_rose"),
    ([BEFORE, ("m", "a", 2, "2026-06-01")], 2, 2, 0, "level_same"),
    ([BEFORE, ("m", "a", 1.5, "2026-06-01")], 2, 1.5, -0.5, "level_fell"),
    ([BEFORE, ("m", "a", 4, "2026-03-01"), ("m", "a", 3, "2026-06-01")], 2, 3, 1, "level_rose"),  # the newest one
    ([BEFORE, ("m", "a", 3, "2026-01-05")], 3, None, None, "follow_up_due"),  # the day of the start is before
    ([BEFORE, ("m", "a", 3, "2026-12-01")], 2, None, None, "follow_up_due"),  # not known on the day
    ([BEFORE, ("m", "a", 3, None)], 2, None, None, "follow_up_due"),
    ([BEFORE, ("m", "b", 3, "2026-06-01"), ("x", "a", 3, "2026-06-01")], 2, None, None, "follow_up_due"),
    ([("m", "a", 3, "2026-06-01")], None, 3, None, "no_before"),
    ([], None, None, None, "follow_up_due"),
])  # fmt: skip
def test_the_level_before_and_the_newest_since(levels, before, after, gain, status):
    (row,) = outcome(levels)
    assert (row["before_value"], row["after_value"], row["gain"], row["status"]) == (
        before,
        after,
        gain,
        status,
    )


@pytest.mark.parametrize(("end", "status"), [
    ("2026-11-01", "follow_up_due"), ("2026-11-02", "pair_running"), (None, "follow_up_due"),
])  # fmt: skip
def test_a_follow_up_is_due_on_its_day(end, status):
    (row,) = outcome([BEFORE], end=end)
    assert row["status"] == status


def test_a_pair_without_a_competency_says_so_and_one_to_come_is_left_out():
    assert [row["status"] for row in outcome([BEFORE], kompetensi=None)] == ["no_competency"]
    assert outcome([BEFORE], start="2026-11-02") == []
