"""Answers about the levels of posts, and what other standards would change: against the standard library, and by hand."""

import statistics
from collections import Counter, defaultdict
from fractions import Fraction
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.standards.impact import TURNS, counted_turns, turned
from asnkarier.analysis.standards.opinions import ROLES, agreement_of, opinions
from asnkarier.analysis.standards.proposing import Agreed, proposals
from asnkarier.catalog.changes.adopting import adopted
from asnkarier.catalog.types import Catalog, JobStandard, Requirement
from asnkarier.model.jabatan import normalise_jabatan
from examples import few

LEVELS = st.integers(1, 5)
ANSWERS = st.dictionaries(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y"]), st.sampled_from(ROLES), st.integers(1, 4)),
    LEVELS,
    min_size=1,
    max_size=30,
)
PRESENT = st.dictionaries(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y", "z"])), LEVELS, max_size=6
)
POLICY = Agreed(3, 0.7, 1)


def frame(answers):
    lines = [(*key, level) for key, level in answers.items()]
    found = pd.DataFrame(lines, columns=["standar", "kompetensi", "peran", "responden", "level"])
    return found.astype({"responden": "str"})


def by_hand(levels):
    """Return median and r_wg of levels, exactly."""
    if len(levels) < 2:
        return Fraction(statistics.median(levels)), None
    mean = Fraction(sum(levels), len(levels))
    variance = sum((one - mean) ** 2 for one in levels) / (len(levels) - 1)
    return Fraction(statistics.median(levels)), max(Fraction(0), 1 - variance / 2)


@given(ANSWERS)
def test_medians_and_agreement_are_those_of_the_standard_library(answers):
    found = opinions(frame(answers), 5)
    groups, roles = defaultdict(list), defaultdict(list)
    for (standar, kompetensi, role, _), level in answers.items():
        groups[standar, kompetensi].append(level)
        roles[standar, kompetensi, role].append(level)
    assert [*zip(found["standar"], found["kompetensi"], strict=True)] == sorted(groups)
    for row in found.to_dict("records"):
        key = row["standar"], row["kompetensi"]
        median, agreement = by_hand(groups[key])
        assert (row["n"], row["respondents"], row["median"]) == (len(groups[key]), len(groups[key]), median)
        assert (row["lowest"], row["highest"]) == (min(groups[key]), max(groups[key]))
        assert (
            np.isnan(row["agreement"])
            if agreement is None
            else row["agreement"] == pytest.approx(float(agreement))
        )
        medians = []
        for role in ROLES:
            mine = roles.get((*key, role), [])
            assert row[f"n_{role}"] == len(mine)
            medians += [statistics.median(mine)] if mine else []
            assert (
                row[f"median_{role}"] == statistics.median(mine) if mine else np.isnan(row[f"median_{role}"])
            )
        if len(medians) > 1:
            assert row["roles_apart"] == max(medians) - min(medians)
        else:
            assert np.isnan(row["roles_apart"])


@pytest.mark.parametrize(("n", "share"), [(2, 0.52), (3, 0.232), (4, 0.0976), (5, 0.0592), (6, 0.044992)])
def test_how_often_answers_at_random_reach_the_agreement_that_is_asked_for(n, share):
    """The figures by which `least_answers` is chosen: every way in which n people may answer on five levels."""
    every = np.array(list(product(range(1, 6), repeat=n)))
    found = agreement_of(np.full(len(every), n), every.sum(axis=1), (every**2).sum(axis=1), 5)
    assert (found >= 0.7).mean() == pytest.approx(share)
    assert found.min() == 0
    assert found.max() == 1


@settings(max_examples=few(30, whole=100))
@given(ANSWERS, PRESENT, st.randoms(use_true_random=False))
def test_what_follows_is_carried_by_half_of_the_answers_or_stays(answers, present, random):
    now = pd.DataFrame(
        [(*key, float(level)) for key, level in present.items()],
        columns=["standar", "kompetensi", "required"],
    )
    now = now.astype({"standar": "str", "kompetensi": "str", "required": "float64"})
    rows = proposals(opinions(frame(answers), 5), now, POLICY)
    shuffled = [*answers.items()]
    random.shuffle(shuffled)
    again = proposals(opinions(frame(dict(shuffled)), 5), now, POLICY)
    pd.testing.assert_frame_equal(rows, again)
    groups = defaultdict(list)
    for (standar, kompetensi, *_), level in answers.items():
        groups[standar, kompetensi].append(level)
    assert sorted(zip(rows["standar"], rows["kompetensi"], strict=True)) == sorted({*groups, *present})
    for row in rows.to_dict("records"):
        key = row["standar"], row["kompetensi"]
        levels, today = groups.get(key, []), present.get(key)
        if row["status"] in ("change", "new_competency", "same"):
            assert len(levels) >= 3
            assert by_hand(levels)[1] >= Fraction(7, 10)
            assert 2 * sum(level >= row["proposed"] for level in levels) >= len(levels)
            assert 2 * sum(level <= row["proposed"] for level in levels) >= len(levels)
            if today is not None:  # no level nearer to today's has half of the answers on either side
                between = range(min(today, int(row["proposed"])), max(today, int(row["proposed"])))
                nearer = {today, *between} - {row["proposed"]}
                assert not any(
                    2 * sum(one >= level for one in levels)
                    >= len(levels)
                    <= 2 * sum(one <= level for one in levels)
                    for level in nearer
                )
            assert row["status"] == (
                "new_competency" if today is None else "same" if row["proposed"] == today else "change"
            )
            assert row["reason"] is None
        else:
            assert np.isnan(row["proposed"]) if today is None else row["proposed"] == today
            assert row["reason"] is not None
            assert row["status"] == (
                "no_answer" if not levels else "few_answers" if len(levels) < 3 else "discuss"
            )


def test_roles_that_differ_are_to_be_talked_over_though_most_agree():
    answers = {("a", "x", "atasan", 1): 4} | {("a", "x", "pemangku", number): 3 for number in range(1, 7)}
    now = pd.DataFrame({"standar": ["a"], "kompetensi": ["x"], "required": [3.0]})
    row = proposals(opinions(frame(answers), 5), now, Agreed(5, 0.7, 1)).iloc[0]
    assert row["agreement"] > 0.9
    assert (row["status"], row["proposed"], row["reason"].code) == ("discuss", 3.0, "opinion_roles")
    assert dict(row["reason"].facts) == {"low": "pemangku", "low_level": 3.0, "high": "atasan", "high_level": 4.0, "apart": 1.0}  # fmt: skip
    assert proposals(opinions(frame(answers), 5), now, Agreed(5, 0.7, 2)).iloc[0]["status"] == "same"


# What other standards would change.


def verdict(required, level):
    if required is None:
        return "not_required", None
    if level is None:
        return "unassessed", None
    return ("gap" if level < required else "met" if level == required else "surplus"), level - required


def items(requirements, levels):
    lines = [
        (nip, name, "s", float(required), levels.get((nip, name)), verdict(required, levels.get((nip, name))))
        for (nip, name), required in requirements.items()
    ]
    found = pd.DataFrame(
        [(*key, required, level, gap, status) for *key, required, level, (status, gap) in lines],
        columns=["nip", "kompetensi", "standar", "required", "level", "gap", "status"],
    )
    return found.astype({"required": "float64", "level": "float64", "gap": "float64", "status": "str"})


CELLS = st.tuples(st.sampled_from(["p", "q", "r"]), st.sampled_from(["x", "y"]))


@given(*[st.dictionaries(CELLS, LEVELS, max_size=6)] * 3)
def test_verdicts_turn_as_they_do_one_by_one(was, now, levels):
    found = turned(items(was, levels), items(now, levels))
    changed = {key for key in {*was, *now} if was.get(key) != now.get(key)}
    assert set(zip(found["nip"], found["kompetensi"], strict=True)) == changed
    turns = Counter()
    for row in found.to_dict("records"):
        key = row["nip"], row["kompetensi"]
        (before, short), (after, short_now) = (verdict(one.get(key), levels.get(key)) for one in (was, now))
        assert (row["status_was"], row["status_now"]) == (before, after)
        fine = [one in ("met", "surplus", "not_required") for one in (before, after)]
        if "unassessed" in (before, after):
            expected = "turn_unknown"
        elif fine == [True, True]:
            expected = "still_met"
        elif fine == [True, False]:
            expected = "to_gap"
        elif fine == [False, True]:
            expected = "to_met"
        else:
            expected = "deeper" if short_now < short else "shallower"
        assert row["turn"] == expected
        turns[row["kompetensi"], expected] += 1
    counts = counted_turns(found, "kompetensi")
    assert {
        (name, turn): counts.loc[name, turn]
        for name in counts.index
        for turn in TURNS
        if counts.loc[name, turn]
    } == turns


NAMES = st.lists(
    st.sampled_from(["Camat", "Lurah", "Analis A", "Analis B"]), min_size=1, max_size=3, unique=True
)


def standards(named, mark):
    taken, found = set(), {}
    for number, names in enumerate(named):
        left = tuple(name for name in names if name not in taken)
        taken |= set(left)
        if left:
            one = JobStandard(f"s{number}", left, "pelaksana", (Requirement("integritas", mark),))
            found[one.id] = one
    return found


@example([["Camat"], ["Camat"], ["Analis B"]], [["Camat"], ["Camat", "Analis B"], ["Lurah"]])
@given(st.lists(NAMES, max_size=4), st.lists(NAMES, min_size=1, max_size=3))
def test_adopted_standards_judge_their_posts_and_no_post_has_two(today, others):
    now, new = Catalog(standards(today, 2)), [*standards(others, 3).values()]
    found = adopted(now, new)
    assert all(key == one.id for key, one in found.standards.items())
    claims = Counter(normalise_jabatan(name) for one in found.standards.values() for name in one.jabatan)
    assert set(claims.values()) <= {1}
    asked = {name for one in new for name in one.jabatan}
    for name in {*now.names, *asked}:
        judge = found.for_jabatan(name)
        if name in asked:
            assert judge.kompetensi[0].level == 3
        elif any(one.id == now.for_jabatan(name).id for one in new):
            assert (
                judge is None or judge.kompetensi[0].level == 2
            )  # another standard took the file of that one
        else:
            assert judge.kompetensi[0].level == 2
