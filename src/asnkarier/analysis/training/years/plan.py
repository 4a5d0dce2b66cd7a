"""The plan of several periods, funds and units: the most weighted levels, or the cheapest way to a target, with the proof beside it."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.equals.exchange import equals_of, in_order
from asnkarier.analysis.training.equals.order import order_of
from asnkarier.analysis.training.judge import PlanViolation
from asnkarier.analysis.training.years.building import AWAY, FUND, OTHER_FUNDS, UNIT, build
from asnkarier.analysis.training.years.judge import years_violations
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.programme import BUDGET, Programme
from asnkarier.analysis.training.years.solving.solver import Solved, by_rate, solve
from asnkarier.analysis.training.years.tables import capacity_table, chosen_table, classes_table
from asnkarier.analysis.training.years.teaching import Teaching, read_teaching
from asnkarier.analysis.training.years.terms import YearsTerms
from asnkarier.analysis.training.years.uncovered import uncovered_gaps, uncovered_table
from asnkarier.analysis.training.years.ways import ways_of
from asnkarier.model.level import MICRO

# How a limit is called where it keeps somebody out.
_WHY: Final = {
    BUDGET: "budget", FUND: "fund_spent", OTHER_FUNDS: "budget", UNIT: "unit_spent", AWAY: "unit_away", "person": "own_limit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearsPlan:
    """A plan with its proof. objective, bound, benefit and loss are weighted levels; money is rupiah.

    chosen, classes: see `tables`. postponed: the best way of every gap that has one and is not served: the columns of chosen, loss, equal (how many chosen ones gain as much), why
    (own_limit: hours, courses or the same course already; batch; seats; budget, fund_spent, unit_spent, unit_away; better_elsewhere).
    uncovered, unclosable: gaps that no course narrows, summed and one by one. capacity: resource, name, tahun, periode, limit, used,
    price (weighted levels per million rupiah, per place, or per class). totals: as of the plan of one year; closable: the weighted levels
    that some course could close for somebody, without a limit of money or seats; closed_share: of them. In both a level counts the same
    in every year, and whatever comes first.
    """

    chosen: pd.DataFrame
    classes: pd.DataFrame
    postponed: pd.DataFrame
    uncovered: pd.DataFrame
    unclosable: pd.DataFrame
    assess_first: pd.DataFrame
    capacity: pd.DataFrame
    totals: dict[str, Any]
    problem: "Problem"


@dataclass(frozen=True, slots=True)
class Problem:
    """What was solved, so that it can be asked again: by the target, the curve, and where wishes cannot all be met.

    least: what a plan that reaches a target has to close (units of `Programme.closing`); None where the most is sought. ranks: per item, who comes first
    among those who gain the same at the same cost; None while it was not asked.
    """

    teaching: Teaching
    programme: Programme
    solved: Solved
    least: int | None = None
    ranks: Ints | None = None


def plan_years(
    gaps: pd.DataFrame, courses: pd.DataFrame, trainings: pd.DataFrame, terms: YearsTerms
) -> YearsPlan:
    """Return the best plan found, checked against these same tables before it leaves; PlanViolation (a bug) when it breaks a limit."""
    teaching, programme = problem_of(gaps, courses, trainings, terms)
    return told(Problem(teaching, programme, solve(programme)), gaps, courses, trainings, terms)


def problem_of(
    gaps: pd.DataFrame, courses: pd.DataFrame, trainings: pd.DataFrame, terms: YearsTerms
) -> tuple[Teaching, Programme]:
    """Return what there is to be solved."""
    teaching = read_teaching(gaps, courses, trainings, terms)
    return teaching, build(teaching, ways_of(teaching))


def gained_by_nobody(programme: Programme, courses: pd.Series) -> frozenset[str]:
    """Return the kodes from which nobody gains: no way to narrow a gap leads through them. courses: the kodes of `Teaching.courses`."""
    return frozenset(courses.drop(np.unique(programme.ways.item_course)))


def told(
    problem: Problem, gaps: pd.DataFrame, courses: pd.DataFrame, trainings: pd.DataFrame, terms: YearsTerms
) -> YearsPlan:
    """Return the tables of a solved problem, in which those who gain the same at the same cost come in their order (`equals.order`)."""
    teaching, programme = problem.teaching, problem.programme
    ranks = _ranks(teaching, programme, trainings)
    solved = problem.solved
    solved = replace(solved, chosen=in_order(programme, solved.chosen, ranks[programme.ways.items[:, 0]]))
    problem = replace(problem, solved=solved, ranks=ranks)
    chosen = chosen_table(teaching, programme, solved.chosen)
    classes = classes_table(teaching, chosen)
    unclosable = uncovered_gaps(teaching, programme.ways)
    totals = _totals(problem, terms, chosen)
    found = years_violations(chosen, classes, totals, gaps, courses, trainings, terms)
    if found:
        raise PlanViolation("; ".join(found))
    assessed = gaps["status"].ne("unassessed").groupby(gaps["nip"], sort=True).any()
    return YearsPlan(
        chosen=chosen,
        classes=classes,
        postponed=_postponed(problem),
        uncovered=uncovered_table(unclosable),
        unclosable=unclosable,
        assess_first=pd.DataFrame({"nip": pd.Index(assessed.index[~assessed.to_numpy()], dtype="str")}),
        capacity=capacity_table(
            programme,
            solved.chosen,
            solved.row_prices,
            solved.class_prices,
            teaching.courses["kode"],
            terms.years,
        ),
        totals=totals,
        problem=problem,
    )


def _ranks(teaching: Teaching, programme: Programme, trainings: pd.DataFrame) -> Ints:
    """Return for each item its place in the order of those who gain the same at the same cost."""
    ways, begins = programme.ways, teaching.admission.terms.periods[0].start
    short = np.rint(teaching.plain * (teaching.required - teaching.level)).astype(np.int64)
    need = pd.Series(short).groupby(teaching.gaps["nip"].to_numpy()).sum()
    order = order_of(teaching.nips, teaching.courses["kode"], need, trainings, begins, begins.year)
    return order.ranks(ways.item_person, ways.item_course)


def best_ways(programme: Programme) -> Ints:
    """Return for every gap that has a way the way of most benefit."""
    ways = programme.ways
    order = np.lexsort((np.arange(len(ways.gap)), -ways.benefit, ways.gap))
    return order[np.diff(ways.gap[order], prepend=-1) > 0]


def closable(programme: Programme) -> int:
    """Return what is closed where every gap is closed as far as courses can, whatever there is of money and seats, and whenever (benefit units)."""
    return programme.closing.objective(best_ways(programme.closing))


def _totals(problem: Problem, terms: YearsTerms, chosen: pd.DataFrame) -> dict[str, Any]:
    programme, solved = problem.programme, problem.solved
    objective = programme.objective(solved.chosen)
    closed = np.rint((chosen["level_to"] - chosen["level_from"]).fillna(0.0).to_numpy() * MICRO)
    most = closable(programme)
    return {
        "budget": terms.whole_budget,
        "spent": programme.expense(programme.taken_items(solved.chosen))[0],
        "people": int(chosen["nip"].nunique()),
        "places": len(programme.taken_items(solved.chosen)),
        "jp": None if chosen["jp"].isna().any() else float(chosen["jp"].sum()),
        "gap_levels_closed": int(closed.sum()) / MICRO,
        "objective": objective / MICRO,
        "bound": solved.bound / MICRO,
        "optimality_gap": (solved.bound - objective) / solved.bound if solved.bound else 0.0,
        "greedy_objective": solved.greedy / MICRO,
        "method": solved.method,
        "closable": most / MICRO,
        "closed_share": programme.closing.objective(solved.chosen) / most if most else 1.0,
    }


def postponed_ways(problem: Problem) -> Ints:
    """Return the best way of every gap that is not served."""
    programme = problem.programme
    served = np.zeros(len(problem.teaching.gaps), dtype=np.bool_)
    served[programme.ways.gap[problem.solved.chosen[problem.solved.chosen < len(programme.ways.gap)]]] = True
    best = best_ways(programme)
    return best[~served[programme.ways.gap[best]]]


def why_not(programme: Programme, taken: Ints, rows: Ints) -> list[str]:
    """Return what keeps each way of `rows` out of a plan with the ways `taken`, as it is called among those who wait."""
    order = by_rate(programme)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    why = Filling(programme).waiting(taken[np.argsort(rank[taken], kind="stable")], rows)
    return [_WHY.get(one, one) for one in why]


def _postponed(problem: Problem) -> pd.DataFrame:
    """Return the best way of every gap that is not served, and what keeps it out."""
    teaching, programme = problem.teaching, problem.programme
    taken = problem.solved.chosen[problem.solved.chosen < len(programme.ways.gap)]
    rows = postponed_ways(problem)
    why = why_not(programme, taken, rows)
    ways, periods = programme.ways, teaching.admission.terms.periods
    first = ways.items[rows, 0]
    course = teaching.courses.iloc[ways.item_course[first]].reset_index(drop=True)
    gap = teaching.gaps.iloc[ways.gap[rows]].reset_index(drop=True)
    required = teaching.required[ways.gap[rows]]
    last = ways.reached[rows].max(axis=1) if len(rows) else required
    return pd.DataFrame(
        {
            "nip": gap["nip"],
            "kode": course["kode"],
            "nama_pelatihan": course["nama_pelatihan"],
            "kompetensi": gap["kompetensi"],
            "level_from": gap["level"].astype("float64"),
            "level_to": np.minimum(last, required) / MICRO,
            "tahun": pd.array([periods[at].year for at in ways.item_period[first]], dtype="Int64"),
            "jp": course["jp"].astype("float64"),
            "biaya": course["biaya"].astype("float64"),
            "benefit": ways.benefit[rows] / MICRO,
            "loss": ways.benefit[rows] / MICRO,
            "why": pd.Series(why, dtype="str"),
            "equal": equals_of(programme, problem.solved.chosen, rows),
        }
    )
