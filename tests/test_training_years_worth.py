"""What more money, one more place and one more seat are worth in a plan of years, against every plan there is."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.worth.answers import NONE
from asnkarier.analysis.training.years import target as training_years_target
from asnkarier.analysis.training.years.building import AWAY
from asnkarier.analysis.training.years.curve import YearsCurve, years_curve
from asnkarier.analysis.training.years.plan import Problem, postponed_ways, problem_of
from asnkarier.analysis.training.years.solving import solver as training_years_solver
from asnkarier.analysis.training.years.solving.exact import keeps_limits
from asnkarier.analysis.training.years.solving.solver import solve
from asnkarier.analysis.training.years.target import MET, reach, wanted
from asnkarier.analysis.training.years.worth import money as moneys
from asnkarier.analysis.training.years.worth.exchanges import Exchanges
from asnkarier.analysis.training.years.worth.standing import Standing
from asnkarier.model.level import MICRO
from in_process import asn
from planned_office import LISTS, A, B, C, D, E, F, import_all, write_office
from test_training_years import NIPS, course, frames, offices, terms_of
from years_by_hand import Office

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
_NEARLY = Fraction(1, 10**5)


def problem_for(office, *, large=False):
    teaching, programme = problem_of(*frames(office), terms_of(office))
    with pytest.MonkeyPatch.context() as patch:
        if large:
            patch.setattr(training_years_solver, "EXACT_BELOW", 0)
        return Problem(teaching, programme, solve(programme))


def exchanges_of(problem):
    spare = None
    if problem.least is not None:
        spare = problem.programme.closing.objective(problem.solved.chosen) - problem.least
    return Exchanges(Standing(problem.programme, problem.solved.chosen, spare))


def place(problem, item):
    """Return an item as the office by hand names it: nip, kode, number of the period."""
    ways, teaching = problem.programme.ways, problem.teaching
    return (
        teaching.nips[ways.item_person[item]],
        teaching.courses["kode"][int(ways.item_course[item])],
        int(ways.item_period[item]),
    )


def base_of(problem):
    """Return benefit, cost and places of the plan."""
    programme, chosen = problem.programme, problem.solved.chosen
    items = programme.taken_items(chosen)
    places = {place(problem, item) for item in items}
    return Fraction(programme.objective(chosen), MICRO), programme.expense(items)[0], places


def same_or_better(office, base):
    """Yield the plans that count for more, or for as much (but what rounds to whole millionths) and cost less."""
    benefit, cost, _ = base
    for plan in office.plans():
        if plan[0] > benefit + _NEARLY or (plan[0] > benefit - _NEARLY and plan[1] < cost):
            yield plan


@FEW
@given(offices(), st.booleans(), st.data())
def test_at_its_price_a_place_comes_in_and_at_todays_it_does_not(office, large, data):
    problem = problem_for(office, large=large)
    ways = postponed_ways(problem)
    assume(len(ways))
    exchanges = exchanges_of(problem)
    entry = exchanges.entry(exchanges.waiting.by_ways(ways), len(ways))
    at = data.draw(st.integers(0, len(ways) - 1))
    price, leaves = int(entry.price[at]), int(entry.leaves[at])
    if price == NONE:
        assert leaves == NONE
        return
    items = [one for one in problem.programme.ways.items[ways[at]].tolist() if one >= 0]
    first, *_ = comes = [place(problem, one) for one in items]
    assert large or price < office.courses[first[1]]["biaya"]
    base = base_of(problem)
    gone = set()
    if leaves != NONE:
        gone = {place(problem, one) for one in exchanges.leaving.items[leaves].tolist() if one >= 0}
        assert gone <= base[2]
    office.prices = {first: price}
    with_it = [plan for plan in same_or_better(office, base) if {*comes, *(base[2] - gone)} <= plan[2]]
    assert any(not gone & plan[2] for plan in with_it)


@FEW
@given(offices())
def test_one_more_seat_is_worth_what_it_is_said_to_be_at_least(office):
    problem = problem_for(office)
    exchanges = exchanges_of(problem)
    worth, standing = exchanges.seats(), exchanges.standing
    best = office.best()[0]
    assert ((worth.gain != NONE) == standing.full).all()
    for slot in np.flatnonzero(worth.gain > 0).tolist():
        _, kode, at = come = place(problem, int(worth.comes[slot]))
        office.extra_seats = {(kode, at)}
        with_seat = max(plan[0] for plan in office.plans() if come in plan[2])
        assert best + Fraction(int(worth.gain[slot]), MICRO) <= with_seat + _NEARLY


@settings(FEW, max_examples=15)
@given(offices())
def test_no_exchange_of_one_place_is_overlooked_where_places_are_loose(office):
    """Every exchange of one way for one way or none, tried one after another and judged by the limits as HiGHS has them."""
    problem = problem_for(office)
    programme, chosen, ways = problem.programme, problem.solved.chosen, postponed_ways(problem)
    assume(len(ways) and not programme.ways.shared.any())
    exchanges = exchanges_of(problem)
    found = exchanges.entry(exchanges.waiting.by_ways(ways), len(ways)).price.tolist()
    assert found == [price_by_trying(programme, chosen, int(way)) for way in ways]


def price_by_trying(programme, chosen, way):
    item = int(programme.ways.items[way, 0])
    slot, today = int(programme.item_slot[item]), int(programme.slots.biaya[programme.item_slot[item]])
    benefit, cost = programme.objective(chosen), programme.expense(programme.taken_items(chosen))[0]
    rows, limits = programme.rows, programme.limits
    bears = [
        row.kind != AWAY
        and row.use[slot] > 0
        and (row.people is None or row.people[programme.ways.item_person[item]])
        for row in rows
    ]
    free = programme.with_limits(np.where(bears, 10**9, limits))
    best = NONE
    for out in (None, *chosen.tolist()):
        plan = np.sort(np.append(chosen[chosen != out], way))
        more = programme.objective(plan) - benefit
        if more < 0 or not keeps_limits(free, plan):
            continue
        items = programme.taken_items(plan)
        used = programme.used(items)
        price = min((limits[at] - used[at] + today for at, mine in enumerate(bears) if mine), default=today)
        if more == 0:
            price = min(price, cost - programme.expense(items)[0] + today - 1)
        best = max(best, price)
    return best


@FEW
@given(offices(), st.sampled_from([Fraction(1, 2), Fraction(9, 10)]), st.booleans())
def test_of_a_target_a_place_comes_in_where_it_makes_the_plan_cheaper(office, share, large):
    office.limits.update({"later": Fraction(0)})
    teaching, programme = problem_of(*frames(office), terms_of(office))
    with pytest.MonkeyPatch.context() as patch:
        if large:
            patch.setattr(training_years_target, "EXACT_BELOW", 0)
        found = reach(teaching, programme, share)
    assume(found.answer == MET)
    problem = found.problem
    ways = postponed_ways(problem)
    exchanges = exchanges_of(problem)
    assert (exchanges.seats().gain == NONE).all()
    entry = exchanges.entry(exchanges.waiting.by_ways(ways), len(ways))
    least, cost = Fraction(wanted(programme, share), MICRO), base_of(problem)[1]
    for way, price in zip(ways.tolist(), entry.price.tolist(), strict=True):
        if price == NONE:
            continue
        first = place(problem, int(programme.ways.items[way, 0]))
        assert large or price < office.courses[first[1]]["biaya"]
        office.prices = {first: price}
        assert any(
            gain >= least - _NEARLY and spent < cost and first in places
            for gain, spent, places in office.plans()
        )


@FEW
@given(offices(), st.booleans(), st.integers(0, 4))
def test_more_money_buys_what_is_said_and_no_plan_more_than_the_bound(office, large, budget):
    office.limits["budget"] = budget
    problem = problem_for(office, large=large)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moneys, "MORE_MONEY", (2, 3, 6))
        if large:
            patch.setattr(moneys, "EXACT_BELOW", -1)
        found = moneys.years_marginal(moneys.more_money(problem.programme, problem.solved, YearsCurve(None)))
    if not len(problem.programme.ways.gap):
        assert found.empty
        return
    assert all(one <= two for one, two in pairwise([0.0, *found["extra_objective"]]))
    base = base_of(problem)[0]
    parts = len({year for year, _ in office.periods})
    for row in found.itertuples():
        if row.extra_budget % parts:
            continue
        office.limits["budget"] = budget + row.extra_budget // parts
        best = float(office.best()[0] - base)
        assert row.extra_objective <= best + 1e-5 <= row.at_most + 2e-5


def test_all_of_more_money_is_shared_out_as_the_budgets_are():
    limits = np.array([7, 30, 60, 5], dtype=np.int64)
    money = np.array([1, 2])
    assert moneys._with_more(limits, money, 10).tolist() == [7, 33, 67, 5]
    assert moneys._with_more(np.array([7, 0, 0, 5]), money, 11).tolist() == [7, 5, 6, 5]


def test_the_next_person_comes_in_with_what_is_left_in_that_year_or_instead_of_who_gains_less():
    people = {NIPS[0]: {"a": (1, 3, 2)}, NIPS[1]: {"a": (1, 3, 3)}, NIPS[2]: {"b": (1, 3, 1)}}
    courses = [course("A", biaya=5, kuota=1), course("B", "b", biaya=4)]
    office = Office(people, courses, [(2026, 1), (2027, 1)], {"budget": 6, "later": Fraction(1, 10)})
    problem = problem_for(office)
    exchanges = exchanges_of(problem)
    # A takes both of its seats, one a year; 1 rupiah of every year is left, and B costs 4.
    assert {place(problem, one) for one in np.flatnonzero(exchanges.standing.taken)} == {(NIPS[1], "A", 0), (NIPS[0], "A", 1)}  # fmt: skip
    ways = postponed_ways(problem)
    entry = exchanges.entry(exchanges.waiting.by_ways(ways), len(ways))
    assert (entry.price.tolist(), entry.leaves.tolist()) == ([1], [NONE])
    # Nobody else waits for A; for B in either year the same person does.
    following = exchanges.next_of()
    assert [place(problem, one) for one in following if one != NONE] == [(NIPS[2], "B", 0), (NIPS[2], "B", 1)]


def test_a_seat_of_one_year_is_worth_more_than_a_year_later():
    people = {nip: {"a": (1, 3, 1)} for nip in NIPS}
    office = Office(
        people,
        [course("A", kuota=1, period=0)],
        [(2026, 1), (2027, 1)],
        {"later": Fraction(1, 10), "budget": 3},
    )
    problem = problem_for(office)
    exchanges = exchanges_of(problem)
    worth = exchanges.seats()
    assert worth.gain.tolist() == [2 * MICRO, NONE]
    assert place(problem, int(worth.comes[0]))[2] == 0
    curve = years_curve(problem.programme, problem.solved)
    more = moneys.more_money(problem.programme, problem.solved, curve)
    assert moneys.years_marginal(more)["at_most"].tolist() == [0.0] * 3


def test_a_place_leaves_with_all_that_rests_on_it():
    """A raises two gaps and B presupposes it: who leaves A leaves all three."""
    people = {NIPS[0]: {"a": (1, 3, 1), "b": (1, 3, 1), "c": (1, 3, 1)}}
    courses = [
        course("A", juga=[("b", None, 3)], biaya=1),
        course("B", "c", biaya=1, prasyarat="A"),
    ]
    problem = problem_for(Office(people, courses, [(2026, 1), (2027, 1)], {"budget": 2}))
    lines = exchanges_of(problem).leaving
    told = {tuple(place(problem, one)[1] for one in line if one >= 0): loss for line, loss in zip(lines.items.tolist(), lines.loss.tolist(), strict=True)}  # fmt: skip
    assert told == {("A", "B"): 6 * MICRO, ("B",): 2 * MICRO}


ASSESSED = ["NIP,Kompetensi,Level,Tanggal Asesmen", *(f"{nip},Integritas,1,2026-06-01" for nip in (A, B, C, D, E, F)), f"{A},Kerja Sama,2,2026-06-01"]  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Six people lack Integritas, two seats a year and money for one of them and a little more."""
    katalog = [
        LISTS["katalog"][0],
        "K1,Bimtek Integritas,Integritas,1,2,24,400000,,2,1",
        LISTS["katalog"][2],
    ]
    made = write_office(tmp_path_factory.mktemp("harga"), {**LISTS, "asesmen": ASSESSED, "katalog": katalog})
    import_all(made, asn, "pegawai", "katalog", "asesmen")
    return made


@pytest.mark.parametrize("words", [("--years", "2"), ("--from-year", "2027")])
def test_every_plan_says_who_is_next_at_what_price_and_what_more_buys(office, words):
    told = asn("recommend-training", "--budget", "1400000", *words, "--format", "json", cwd=office)
    assert told.code == 0, told.err
    found = told.json()
    plain = asn("recommend-training", "--budget", "1400000", "--format", "json", cwd=office).json()
    for block, names in {
        "rows": ("next_nip", "next_nama", "next_benefit", "next_enters_at"),
        "postponed": ("enters_at", "instead_nip", "instead_nama", "instead_kode"),
        "classes": ("seat_worth", "seat_nip", "seat_nama"),
        "marginal": ("extra_budget", "extra_objective", "at_most"),
    }.items():
        assert set(names) <= set(plain[block][0]) & set(found[block][0]), block
    places = {(row["nip"], row["kode"]) for row in found["rows"]}
    line = next(row for row in found["rows"] if row["kode"] == "K1")
    assert (line["next_nip"], "K1") not in places
    assert line["next_nama"].startswith("Pegawai")
    assert line["next_benefit"] > 0
    # Both seats of each year are taken; only in a second year is there money for one more.
    worth = [row["seat_worth"] for row in found["classes"] if row["kode"] == "K1"]
    assert worth == ([0, pytest.approx(0.98, abs=0.01)] if "--years" in words else [0])
    assert [row["extra_budget"] for row in found["marginal"]] == [10_000_000, 50_000_000, 100_000_000]
    assert all(0 <= row["extra_objective"] <= row["at_most"] + 1e-9 for row in found["marginal"])


def test_a_plan_of_a_target_says_prices_and_why_it_says_no_more(office):
    told = asn("recommend-training", "--target", "50%", "--years", "2", "--format", "json", cwd=office).json()
    assert told.get("marginal", []) == []
    assert {row["seat_worth"] for row in told["classes"]} == {None}
    assert {"enters_at", "instead_nip"} <= set(told["postponed"][0])
    shown = asn("recommend-training", "--target", "50%", "--years", "2", cwd=office).out
    assert "this plan closes what it has to" in " ".join(shown.split())


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("words", [("--years", "2"), ("--years", "1")])
def test_eighty_columns_show_who_which_course_by_title_levels_year_and_cost(
    office, monkeypatch, language, words
):
    monkeypatch.setenv("COLUMNS", "80")
    told = asn("--language", language, "recommend-training", "--budget", "1400000", *words, cwd=office)
    lines = told.out.splitlines()
    assert told.code == 0, told.err
    assert max(map(len, lines)) <= 80
    rule = [number for number, line in enumerate(lines) if line.startswith("──")]
    plan, waiting = (
        " ".join(lines[at - 2 : at]).split()
        for at in (rule[0], next(one for one in rule if "Sebab" in lines[one - 1] or "Why" in lines[one - 1]))
    )
    heads = {"id": ("Nama", "Pelatihan", "level", "Biaya"), "en": ("Name", "Training", "level", "Cost")}
    year = {"id": "Tahun", "en": "Year"}[language]
    for shown in (plan, waiting):
        assert set(heads[language]) <= set(shown)
        assert shown.count("level") == 2
        assert (year in shown) == ("2" in words)
    row = " ".join("".join(lines[rule[0] + 1 : rule[0] + 5]).split())
    assert "Bimtek" in row
    assert "Pegawai" in row
    assert ("400.000" if language == "id" else "400,000") in row
