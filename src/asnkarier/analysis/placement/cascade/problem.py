"""What a cascade is asked: posts, people, the moves that are possible and what each is worth, and the limits of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.kept import Kept

NOBODY: Final = -1
STAYS: Final = -1
# Sums of what moves are worth are exact in 64-bit floats up to here.
_EXACT: Final = 2**51


@dataclass(frozen=True)
class Limits:
    """What a plan may do. moves: people moved at most; depth: steps of a chain at most (None: no such limit).

    exchanges: whether people may change places without a vacancy; with a depth at most so many of them, and never more than three.
    """

    moves: int | None = None
    depth: int | None = None
    exchanges: bool = False


@dataclass(frozen=True)
class Staffing:
    """Policies of the agency about who serves where.

    unit_of_person, unit_of_post: codes of units. spare: how many people more may leave a unit than come to it, -1: any number.
    apart: pairs of people who must not come to serve in one unit.
    """

    unit_of_person: Ints
    unit_of_post: Ints
    spare: Ints
    apart: tuple[tuple[int, int], ...] = ()

    @property
    def binds(self) -> bool:
        """Whether any policy says anything."""
        return bool(self.apart) or bool((self.spare >= 0).any())


@dataclass(frozen=True)
class Problem:
    """Posts and people in the order of their codes and NIPs, and the possible moves between them.

    seats: places of each post that are vacant now, 0 for a post that a move would open. holder: who opens that post by leaving it
    (NOBODY for a vacancy). person, post, worth: one entry per possible move, sorted by post, then person; worth in whole units: a
    filled post and the fit in it, less the cost of moving. loss: what is lost when a person leaves, an empty post and the fit in
    it; 0 for whom nobody need replace. kept: what was made of it once and is asked for again under other limits.
    """

    codes: tuple[str, ...]
    nips: tuple[str, ...]
    seats: Ints
    holder: Ints
    person: Ints
    post: Ints
    worth: Ints
    loss: Ints
    staffing: Staffing | None = None
    own: Ints = field(init=False, repr=False)
    kept: Kept = field(init=False, repr=False, compare=False, default_factory=Kept)

    def __post_init__(self) -> None:
        """Find the post that each person opens; -1 for none."""
        own = np.full(len(self.nips), NOBODY, dtype=np.int64)
        held = np.flatnonzero(self.holder >= 0)
        own[self.holder[held]] = held
        object.__setattr__(self, "own", own)

    @cached_property
    def gain(self) -> Ints:
        """What each possible move adds, the loss of leaving counted."""
        return self.worth - self.loss[self.person]

    @property
    def bound_by_policy(self) -> bool:
        """Whether a policy of staffing limits the plan."""
        return self.staffing is not None and self.staffing.binds


@dataclass(frozen=True)
class Plan:
    """to: the post of each person, STAYS for who stays. gain: the sum of the moves; bound: what no plan within the limits exceeds."""

    to: Ints
    gain: int
    bound: int

    @property
    def moves(self) -> int:
        """How many people move."""
        return int((self.to >= 0).sum())


def stated(
    codes: Sequence[str],
    seats: Sequence[int],
    held_by: Sequence[str | None],
    nips: Sequence[str],
    loss: Sequence[int],
    moves: Sequence[tuple[str, str, int]],
) -> Problem:
    """Return the problem in its own order, whatever the order of the input: posts by code, people by NIP.

    moves: (nip, code, worth). ValueError: a code or nip twice, a person who holds two posts, seats in a held post, a move to the own
    post, the same move twice, or worth too large to be added exactly.
    """
    if len(set(codes)) < len(codes) or len(set(nips)) < len(nips):
        raise ValueError("a post or a person appears twice")
    by_code = sorted(range(len(codes)), key=lambda at: codes[at])
    by_nip = sorted(range(len(nips)), key=lambda at: nips[at])
    place_of_post = {codes[at]: place for place, at in enumerate(by_code)}
    place_of_person = {nips[at]: place for place, at in enumerate(by_nip)}
    holder = np.array([_holder(held_by[at], place_of_person) for at in by_code], dtype=np.int64)
    table = np.array(
        [(place_of_post[code], place_of_person[nip], worth) for nip, code, worth in moves], dtype=np.int64
    ).reshape(-1, 3)
    order = np.lexsort((table[:, 1], table[:, 0]))
    post, person, worth = table[order].T
    found = Problem(
        tuple(codes[at] for at in by_code),
        tuple(nips[at] for at in by_nip),
        np.array([seats[at] for at in by_code], dtype=np.int64),
        holder,
        person,
        post,
        worth,
        np.array([loss[at] for at in by_nip], dtype=np.int64),
    )
    check(found)
    return found


def _holder(nip: str | None, places: dict[str, int]) -> int:
    return NOBODY if nip is None else places[nip]


def check(problem: Problem) -> None:
    """Raise ValueError for a problem that cannot be meant, or whose sums would not be exact."""
    held = problem.holder[problem.holder >= 0]
    if len(np.unique(held)) < len(held):
        raise ValueError("a person holds two posts")
    if (problem.seats[problem.holder >= 0] != 0).any() or (problem.seats < 0).any():
        raise ValueError("a post that is held has no seats")
    if (problem.own[problem.person] == problem.post).any():
        raise ValueError("a move to the post that the person holds")
    pairs = problem.post * max(1, len(problem.nips)) + problem.person
    if (np.diff(pairs) <= 0).any():
        raise ValueError("moves are not in order, or one appears twice")
    largest = int(np.abs(problem.worth).max(initial=0)) + int(np.abs(problem.loss).max(initial=0))
    if largest * (len(problem.codes) + int(problem.seats.sum()) + 1) > _EXACT:
        raise ValueError("worth is too large to be added exactly")


def gain_of(problem: Problem, to: Ints) -> int:
    """Return what a plan gains. KeyError: it makes a move that is not possible."""
    made = to[problem.person] == problem.post
    count = int((to >= 0).sum())
    if int(made.sum()) != count:
        raise KeyError("a move that is not possible")
    return int(problem.gain[made].sum())
