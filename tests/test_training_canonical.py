"""What large plans of years are solved as hangs on data alone: other names of people and another unit of weights make the very same programme."""

import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from asnkarier.analysis.training.years.plan import plan_years, problem_of
from asnkarier.analysis.training.years.solving import solver
from examples import few
from test_training_metamorphic import renamed, sums
from test_training_years import frames, offices, terms_of

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from training_years import families


def programme(gaps, courses, trainings, terms):
    return problem_of(gaps, courses, trainings, terms)[1]


def under_other_names(gaps, terms):
    """The same people, called so that each comes where another came."""
    names = {nip: f"19800101200001{place:04d}" for place, nip in enumerate(sorted(gaps["nip"].unique(), reverse=True))}  # fmt: skip
    groups = {
        name: {unit: frozenset(names[nip] for nip in mine) for unit, mine in getattr(terms, name).items()}
        for name in ("members", "staff")
    }
    own = {
        name: {names[nip]: value for nip, value in getattr(terms, name).items()}
        for name in ("first_jp", "yearly_jp", "leaves", "urgent")
    }
    return gaps.assign(nip=gaps["nip"].map(names)), replace(terms, **groups, **own)


def same(one, other):
    for part in ("ways", "slots", "person_rows"):
        for field in fields(getattr(one, part)):
            if field.name != "closing":
                mine, theirs = (getattr(getattr(each, part), field.name) for each in (one, other))
                assert np.array_equal(mine, theirs), (part, field.name)
    for mine, theirs in zip(one.rows, other.rows, strict=True):
        assert (mine.kind, mine.limit) == (theirs.kind, theirs.limit)
        assert (mine.people is None) == (theirs.people is None)
        assert mine.people is None or np.array_equal(mine.people, theirs.people)


@pytest.fixture(scope="module")
def asked():
    # 3,162 variables; with other names and doubled weights it had led to plans of equal benefit that cost 381.0, 384.3 and 388.8 million.
    return families(200, 20, 2, 200_000_000, seed=3)


def test_names_of_people_and_the_unit_of_weights_change_nothing_that_is_solved(asked):
    gaps, courses, trainings, terms = asked
    made = programme(*asked)
    assert made.variables > solver.EXACT_BELOW
    other, named = under_other_names(gaps, terms)
    same(made.canonical.programme, programme(other, courses, trainings, named).canonical.programme)
    doubled = programme(gaps.assign(weight=gaps["weight"] * 2), courses, trainings, terms)
    same(made.canonical.programme, doubled.canonical.programme)
    assert doubled.canonical.unit == 2 * made.canonical.unit


def test_every_plan_is_worth_and_uses_what_it_did(asked):
    made, dice = programme(*asked), np.random.default_rng(1)
    found = made.canonical
    assert sorted(found.variable) == list(range(made.variables))
    for size in (1, 10, 500):
        some = np.sort(dice.choice(made.variables, size, replace=False))
        there = found.variable[some]
        items, was = found.programme.taken_items(some), made.taken_items(there)
        assert found.programme.objective(some) * found.unit == made.objective(there)
        assert found.programme.used(items) == made.used(was)
        assert found.programme.expense(items) == made.expense(was)
        assert sorted(found.programme.row_uses[-1][:, some].data) == sorted(made.row_uses[-1][:, there].data)
        local, most = found.programme.local
        before, before_most = made.local
        assert sorted((local[:, some].sum(axis=1) - most).tolist()) == sorted(
            (before[:, there].sum(axis=1) - before_most).tolist()
        )


@settings(
    max_examples=few(6, whole=200),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(office=offices())
def test_the_method_of_large_plans_knows_no_names(office):
    nips = {nip: f"19950101201501290{9 - place}" for place, nip in enumerate(office.people)}
    other = renamed(office, nips, {kode: kode for kode in office.courses})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solver, "EXACT_BELOW", 0)
        before, after = (plan_years(*frames(one), terms_of(one)) for one in (office, other))
    assert sums(before) == sums(after)
    assert before.totals["bound"] == after.totals["bound"]
