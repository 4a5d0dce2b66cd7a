"""From shares to a plan: whole classes one after another, then whole people in them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, csr_array

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.quiet import no_chatter
from asnkarier.analysis.training.years.solving.priced.cuts import Cuts
from asnkarier.analysis.training.years.solving.priced.reduced import Reduced
from asnkarier.analysis.training.years.solving.priced.relaxing import Relaxed, relaxed, with_cuts

Floats = NDArray[np.float64]
_WHOLE: Final = 1e-5
_MILLIONTHS: Final = 1e6
# Columns that lack more than this part of what a place usually gains are left out, and who gains so much more than elsewhere stays.
_CHEAP: Final = 0.06
# Below so many columns none are left out, fewer people stay, and classes become whole one after another.
_SMALL: Final = 12_000
_SETTLED: Final = 0.3
_FEW_AT_ONCE: Final = 0.1
# In each round so many of the broken classes become whole, and shares of a class below this are given up.
_AT_ONCE: Final = 0.4
_LITTLE: Final = 0.15
_ROUNDS: Final = 60
_NODES: Final = 20
# Columns that lack more than this part of what a place usually gains are not shared out in classes that were searched for.
_WORTH_A_LOOK: Final = 0.15
_NEAR_ENOUGH: Final = 1e-4
_CLOSE: Final = 5e-4
# HiGHS keeps rows to 1e-7 of numbers near one.
_TOLERANCE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Search:
    """How far HiGHS searches what can matter: columns of people up to which it does, nodes, what part of the value it is content within, what part of it offers may be worth."""

    columns: int
    nodes: int
    within: float
    offered: float


def whole_classes(small: Reduced, cuts: Cuts, at: Relaxed) -> Relaxed | None:
    """Return the shares of people in whole classes near a relaxation; None where none is found."""
    lower, upper = np.zeros(len(small.upper)), small.upper.copy()
    upper[small.people : small.width] = 0.0
    columns = near_taken(small, at, _CHEAP, everybody=small.people < _SMALL)
    undo: tuple[Ints, Floats] | None = None
    for _ in range(_ROUNDS):
        found = relaxed(small, cuts, lower, upper, columns)
        if found is None:
            if undo is None:
                return None
            raised, before = undo
            lower[raised], upper[raised], undo = before, np.maximum(before, lower[raised] - 1), None
            continue
        classes = found.shares[small.width :]
        broken = np.flatnonzero((np.abs(classes - np.rint(classes)) > _WHOLE) & small.whole)
        if not len(broken):
            return found
        cuts.find(small, found.shares)
        undo = _raised(small, classes, broken, lower, upper)
    return None


def near_taken(small: Reduced, at: Relaxed, part: float, *, everybody: bool = False) -> Ints:
    """Return the columns that are taken or lack at most this part of what one usually brings (`everybody`: all of people), all shared places and all classes."""
    kept = (at.shares > _WHOLE) | (at.cost <= part * _usual(small, at)) | everybody
    kept[: len(small.own)] |= small.own >= len(small.programme.ways.gap)
    kept[small.people : small.width] = False
    kept[small.width :] = True
    return np.flatnonzero(kept)


def _usual(small: Reduced, at: Relaxed) -> float:
    """Return what a taken column brings on the average."""
    taken = at.shares[: small.people]
    return float(small.benefit[: small.people] @ taken) / max(1.0, float(taken.sum()))


def _raised(
    small: Reduced, classes: Floats, broken: Ints, lower: Floats, upper: Floats
) -> tuple[Ints, Floats]:
    """Make the fullest of the broken classes whole, one of a course; return which columns rose, and from where."""
    part = classes[broken] - np.floor(classes[broken])
    order = broken[np.argsort(-part, kind="stable")]
    course = order // small.programme.slots.periods
    _, first = np.unique(course, return_index=True)
    at_once = _FEW_AT_ONCE if small.people < _SMALL else _AT_ONCE
    rising = order[np.sort(first)][: max(1, int(np.ceil(len(broken) * at_once)))]
    little = broken[
        (part < _LITTLE) & ~np.isin(broken // small.programme.slots.periods, course[np.isin(order, rising)])
    ]
    upper[small.width + little] = np.maximum(lower[small.width + little], np.floor(classes[little]))
    columns = small.width + rising
    before = lower[columns].copy()
    lower[columns] = np.ceil(classes[rising])
    return columns, before


def searched_wholes(
    small: Reduced, cuts: Cuts, search: Search, *, people: bool = False
) -> tuple[Floats, float] | None:
    """Return shares in the best whole classes that HiGHS finds, offers among them, and a bound on every plan; None where it finds none. people: they are whole too."""
    matrix, most = with_cuts(small, cuts)
    whole = np.zeros(len(small.upper), dtype=np.int64)
    whole[small.width :] = small.whole
    whole[: small.width] = people
    with no_chatter():
        result = milp(
            -small.benefit / _MILLIONTHS,
            constraints=LinearConstraint(matrix, -np.inf, most),
            integrality=whole,
            bounds=Bounds(0, small.upper),
            options={"node_limit": search.nodes, "mip_rel_gap": search.within},
        )
    # Where nothing has to be whole there is no bound beside the optimum itself.
    proven = result.fun if result.mip_dual_bound is None else result.mip_dual_bound
    if result.x is None or proven is None:
        return None
    return result.x, -float(proven) * _MILLIONTHS * (1 + _TOLERANCE) + 1


def people_in(small: Reduced, cuts: Cuts, shares: Floats) -> Ints | None:
    """Return how often each column of people is taken in the whole classes of `shares`; all are shared out anew among the columns that are worth their prices there, or nearly.

    Where HiGHS finds no whole people for all of these classes, some may close.
    """
    lower, upper = np.zeros(len(small.upper)), small.upper.copy()
    upper[small.people : small.width] = 0.0
    held = small.width + np.flatnonzero(small.whole)
    lower[held] = upper[held] = np.rint(shares[held])
    at = relaxed(small, cuts, lower, upper)
    if at is None:
        return None
    kept = (at.shares > _WHOLE) | (at.cost <= _WORTH_A_LOOK * _usual(small, at))
    kept[: len(small.own)] |= small.own >= len(small.programme.ways.gap)
    kept[small.people : small.width] = False
    kept[small.width :] = True
    columns = np.flatnonzero(kept)
    whole = np.zeros(len(small.upper), dtype=np.int64)
    whole[: small.people] = 1
    found = _shared_out(small, columns, whole, lower, upper)
    if found is None:
        lower[held], whole[held] = 0.0, 1
        found = _shared_out(small, columns, whole, lower, upper)
    return found


def _shared_out(small: Reduced, columns: Ints, whole: Ints, lower: Floats, upper: Floats) -> Ints | None:
    """Return how often each column of people is taken, on some of the columns between these bounds; None where HiGHS finds nothing."""
    with no_chatter():
        result = milp(
            -small.benefit[columns] / _MILLIONTHS,
            constraints=LinearConstraint(csr_array(csc_array(small.matrix)[:, columns]), -np.inf, small.most),
            integrality=whole[columns],
            bounds=Bounds(lower[columns], upper[columns]),
            options={"node_limit": _NODES, "mip_rel_gap": _NEAR_ENOUGH},
        )
    if result.x is None:
        return None
    out = np.zeros(len(small.upper), dtype=np.int64)
    out[columns] = np.rint(result.x).astype(np.int64)
    return out[: small.people]


def searched_plan(small: Reduced, cuts: Cuts) -> Ints | None:
    """Return how often each column of people is taken in the best plan that HiGHS finds by itself, without offers; None where it finds none."""
    matrix, most = with_cuts(small, cuts)
    upper = small.upper.copy()
    upper[small.people : small.width] = 0.0
    whole = np.ones(len(small.upper), dtype=np.int64)
    whole[small.width :] = small.whole
    with no_chatter():
        result = milp(
            -small.benefit / _MILLIONTHS,
            constraints=LinearConstraint(matrix, -np.inf, most),
            integrality=whole,
            bounds=Bounds(0, upper),
            options={"node_limit": _NODES, "mip_rel_gap": _CLOSE},
        )
    return None if result.x is None else np.rint(result.x[: small.people]).astype(np.int64)


def whole_people(small: Reduced, at: Relaxed) -> Ints | None:
    """Return how often each column of people is taken in the classes of `at`: who is whole stays, the rest is shared out anew."""
    lower, upper = np.zeros(len(small.upper)), small.upper.copy()
    upper[small.people : small.width] = 0.0
    classes = np.rint(at.shares[small.width :])
    held = np.flatnonzero(small.whole)
    lower[small.width + held] = upper[small.width + held] = classes[held]
    taken = at.shares[: small.people]
    part = _SETTLED if small.people < _SMALL else _CHEAP
    settled = at.surplus[: small.people] > part * _usual(small, at)
    lower[: small.people] = np.where(settled, np.floor(taken + _WHOLE), 0.0)
    columns = near_taken(small, at, _CHEAP, everybody=small.people < _SMALL)
    whole = np.zeros(len(small.upper), dtype=np.int64)
    whole[: small.people] = 1
    return _shared_out(small, columns, whole, lower, upper)
