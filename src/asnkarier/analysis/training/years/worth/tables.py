"""The tables of what money, seats and places are worth beside a plan of several periods: as those of the plan of one year."""

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.worth.answers import NONE, Entry
from asnkarier.analysis.training.worth.tables import Beyond
from asnkarier.analysis.training.years.curve import years_curve
from asnkarier.analysis.training.years.plan import Problem, postponed_ways
from asnkarier.analysis.training.years.worth.coming import Waiting
from asnkarier.analysis.training.years.worth.exchanges import Exchanges
from asnkarier.analysis.training.years.worth.money import more_money, years_marginal
from asnkarier.analysis.training.years.worth.standing import Standing
from asnkarier.model.level import MICRO


def years_beyond(problem: Problem) -> Beyond:
    """Return all of it for a solved problem; seats and following have tahun and periode too, a row per slot, and entering a row per line of the postponed.

    A plan that reaches a target has no seats and no marginal: it closes as much as it has to.
    """
    programme, solved, least = problem.programme, problem.solved, problem.least
    spare = None if least is None else programme.closing.objective(solved.chosen) - least
    exchanges = Exchanges(Standing(programme, solved.chosen, spare, problem.ranks))
    ways = postponed_ways(problem)
    entry = exchanges.entry(exchanges.waiting.by_ways(ways), len(ways))
    curve = years_curve(programme, solved)
    more = more_money(programme, solved, curve)
    marginal = years_marginal(more)
    return Beyond(
        curve.raised([(one.limits, one.reached, one.most) for one in more]),
        marginal if least is None else marginal.iloc[:0],
        _seats(problem, exchanges),
        _entering(problem, exchanges, entry),
        _following(problem, exchanges),
    )


def _entering(problem: Problem, exchanges: Exchanges, entry: Entry) -> pd.DataFrame:
    left = _places_left(exchanges, entry.leaves)
    return pd.DataFrame(
        {
            "enters_at": _rupiah(entry.price),
            "instead_nip": _nips(problem, left),
            "instead_kode": _kodes(problem, left),
        }
    )


def _places_left(exchanges: Exchanges, lines: Ints) -> Ints:
    """Return the first item of each line that leaves."""
    return np.where(lines == NONE, NONE, np.append(exchanges.leaving.items[:, 0], NONE)[lines])


def _seats(problem: Problem, exchanges: Exchanges) -> pd.DataFrame:
    worth = exchanges.seats()
    slots = np.flatnonzero(worth.gain != NONE)
    table = _of_slots(problem, slots)
    table["seat_worth"] = worth.gain[slots] / MICRO
    table["seat_nip"] = _nips(problem, worth.comes[slots])
    return table


def _following(problem: Problem, exchanges: Exchanges) -> pd.DataFrame:
    """Return of each slot who waits for it and gains most, and the price at which that one would come in."""
    following = exchanges.next_of()
    slots = np.flatnonzero(following != NONE)
    # Of a plan that reaches a target too, benefit is told as in the lines of the plan.
    items, gain = Waiting(Standing(problem.programme, problem.solved.chosen)).places
    entry = exchanges.entry(exchanges.waiting.by_items(following[slots]), len(slots))
    table = _of_slots(problem, slots)
    table["next_nip"] = _nips(problem, following[slots])
    table["next_benefit"] = gain[np.searchsorted(items, following[slots])] / MICRO
    table["next_enters_at"] = _rupiah(entry.price)
    return table


def _of_slots(problem: Problem, slots: Ints) -> pd.DataFrame:
    """Return kode, tahun and periode of slots."""
    periods = problem.teaching.admission.terms.periods
    kode = problem.teaching.courses["kode"].to_numpy(dtype=object)
    course, period = slots // problem.programme.slots.periods, slots % problem.programme.slots.periods
    return pd.DataFrame(
        {
            "kode": pd.Series(kode[course], dtype="str"),
            "tahun": pd.array([periods[at].year for at in period.tolist()], dtype="Int64"),
            "periode": pd.array([periods[at].number for at in period.tolist()], dtype="Int64"),
        }
    )


def _rupiah(prices: Ints) -> pd.Series:
    return pd.Series(np.where(prices == NONE, np.nan, prices.astype(np.float64)), dtype="float64")


def _nips(problem: Problem, items: Ints) -> pd.Series:
    """Return whose the items are; missing for NONE."""
    person = problem.programme.ways.item_person
    nips = problem.teaching.nips
    return pd.Series([None if one == NONE else nips[person[one]] for one in items.tolist()], dtype="str")


def _kodes(problem: Problem, items: Ints) -> pd.Series:
    """Return of which courses the items are; missing for NONE."""
    course, kode = problem.programme.ways.item_course, problem.teaching.courses["kode"]
    return pd.Series([None if one == NONE else kode[int(course[one])] for one in items.tolist()], dtype="str")
