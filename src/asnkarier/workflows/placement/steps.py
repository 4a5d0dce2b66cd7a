"""A placement without chains: what every post can choose from, who goes where, and the posts that the moves open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from asnkarier.agency.answers.empty_posts import OPENED
from asnkarier.agency.judging import Offer, gate_citations, in_turn, offer, unjudged
from asnkarier.agency.posts import Post, seats_of, vacancy_post, vacant_from
from asnkarier.agency.progress import Progress
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.eligibility import STATUS
from asnkarier.analysis.placement.cascade.problem import Staffing
from asnkarier.analysis.placement.plan import Placement, place
from asnkarier.analysis.placement.totals import totals_of_moves
from asnkarier.model.book import CitationLine
from asnkarier.model.kelompok import STRUCTURAL_CLASSES
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.workflows.placement.staffing import staffing_of, unit_named

# Points of the curve, and places up to which it is made: a matching for each of its corners.
_POINTS: Final = 12
_MOST_SEATS: Final = 400


@dataclass(frozen=True)
class Choice:
    """What is kept of an `Offer` while other posts are judged; the rest is made again for the chosen.

    people: the places of those who may come, ascending, with the score of each. standing: how many people have each `STATUS`.
    """

    post: Post
    judged_on: date
    people: Ints
    score: Ints
    standing: Ints
    citations: tuple[CitationLine, ...]

    @classmethod
    def of(cls, then: Snapshot, one: Offer) -> "Choice":
        """Return what is kept of an offer; then: the agency on the day on which the post is judged."""
        people = np.flatnonzero(one.may_come)
        standing = np.bincount(one.judged.eligibility.status, minlength=len(STATUS))
        moving = one.judged.moving.gates if one.judged.moving else ()
        asked = tuple(gate.criterion.id for gate in (*one.judged.eligibility.gates, *moving))
        cited = then.kept.of(("citations", asked), lambda: gate_citations(then, one.judged))
        return cls(one.post, one.judged.day, people, one.score[people], standing, cited)


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody, by place in the dossiers, goes to a post in one of the steps."""

    post: Post
    nip: str
    person: int
    step: int


@dataclass
class Tally:
    """What the steps have found so far."""

    moves: list[Move] = field(default_factory=list)
    unfilled: list[dict[str, Any]] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    citations: dict[CitationLine, None] = field(default_factory=dict)
    objective: int = 0
    bound: int = 0
    greedy: int = 0
    greedy_nips: tuple[str, ...] = ()
    curve: tuple[tuple[int, int], ...] = ()
    seats: int = 0
    opened: int = 0


def solve(now: Snapshot, vacancies: Sequence[pd.Series], moves: int | None, progress: Progress) -> Tally:
    """Return who goes where: all vacancies solved together, and how many posts the moves open, which stay as they are."""
    tally = Tally()
    moved = np.zeros(now.dossiers.count, dtype=bool)
    choices = _choices(now, _posts(now, vacancies, tally, 1), progress)
    if choices:
        solution = _placed(now, choices, moves)
        tally.opened = len(_record(now, choices, solution, moved, tally, 1))
        tally.curve = _curve(now, choices, solution)
    return tally


def _posts(now: Snapshot, vacancies: Iterable[pd.Series], tally: Tally, step: int) -> list[Post]:
    """Return the posts that can be judged. One vacancy that cannot be stays empty; it never stops the others."""
    found = []
    for vacancy in vacancies:
        then = now.ahead(vacant_from(vacancy))
        why = unjudged(then, str(vacancy["jabatan"]))
        if why is None:
            found.append(vacancy_post(then, vacancy))
        else:
            _leave_empty(tally, vacancy, why, step)
    return found


def _choices(now: Snapshot, posts: Sequence[Post], progress: Progress) -> list[Choice]:
    """Return what each of the posts can choose from, in their order."""
    found: dict[int, Choice] = {}
    for number, place_of in enumerate(in_turn(posts)):
        progress(N_("judging candidates"), number, len(posts))
        then = now.ahead(posts[place_of].tmt)
        found[place_of] = Choice.of(then, offer(then, posts[place_of]))
    return [found[one] for one in range(len(posts))]


def _placed(now: Snapshot, choices: Sequence[Choice], moves: int | None) -> Placement:
    """Solve it. Every score is raised by one millionth: an eligible person with no known part still beats nobody."""
    by_code = sorted(choices, key=lambda one: one.post.code or "")
    staffing = _staffing(now, by_code)
    if staffing is not None and staffing.binds:
        # Only now: programmes load scipy.optimize.
        from asnkarier.workflows.placement.staffed import placed_within

        return placed_within(now, by_code, staffing, moves)
    codes = [one.post.code or "" for one in choices]
    seats = [one.post.seats for one in choices]
    return place(codes, seats, now.dossiers.people.tolist(), _scores(now, choices), moves=moves)


def _curve(now: Snapshot, choices: Sequence[Choice], solution: Placement) -> tuple[tuple[int, int], ...]:
    """Return numbers of moves with the largest total score of each; nothing where policies of staffing or sheer size forbid to say it."""
    seats = [one.post.seats for one in choices]
    if solution.bound is not None or sum(seats) > _MOST_SEATS:
        return ()
    return totals_of_moves(_scores(now, choices), np.asarray(seats, dtype=np.int64), _POINTS)


def _staffing(now: Snapshot, choices: Sequence[Choice]) -> Staffing | None:
    placement = now.settings.placement
    if placement.least_in_unit is None and not placement.apart:
        return None
    return staffing_of(now, [unit_named(one.post.unit_kerja) for one in choices])


def _scores(now: Snapshot, choices: Sequence[Choice]) -> csr_array:
    """Return the scores as posts x people, each raised by one millionth."""
    counts = [0, *(len(one.people) for one in choices)]
    columns = np.concatenate([one.people for one in choices])
    scores = np.concatenate([one.score for one in choices]) + 1
    return csr_array((scores, columns, np.cumsum(counts)), shape=(len(choices), now.dossiers.count))


def _record(
    now: Snapshot,
    choices: Sequence[Choice],
    solution: Placement,
    moved: NDArray[np.bool_],
    tally: Tally,
    step: int,
) -> list[pd.Series]:
    """Add a step's moves and empty posts to the tally; return the posts that the moves open, as vacancies."""
    by_code = {one.post.code: one for one in choices}
    tally.posts += [one.post for one in choices]
    tally.citations |= dict.fromkeys(line for one in choices for line in one.citations)
    tally.objective += solution.objective
    tally.bound += solution.objective if solution.bound is None else solution.bound
    tally.greedy += solution.greedy_objective
    tally.greedy_nips += solution.greedy_nips
    tally.seats += sum(one.post.seats for one in choices)
    opened: list[pd.Series] = []
    places = now.dossiers.people.get_indexer(pd.Index([nip for _, nip in solution.assigned]))
    for (code, nip), person in zip(solution.assigned, places.tolist(), strict=True):
        post = by_code[code].post
        moved[person] = True
        tally.moves.append(Move(post, nip, person, step))
        left = _vacated(now, person, len(opened) + tally.opened + 1, post.tmt)
        if left is not None:
            opened.append(left)
    for code, seats, reason in solution.unfilled:
        tally.unfilled.append(_empty(by_code[code], seats, reason, step))
    return opened


def _empty(one: Choice, seats: int, reason: str, step: int) -> dict[str, Any]:
    counts = dict(zip(STATUS, one.standing.tolist(), strict=True))
    detail = said(
        "standing",
        eligible=len(one.people),
        short=counts["one_gate_short"],
        open=counts["unknown"],
    )
    return {
        "vacancy": one.post.code,
        "jabatan": one.post.jabatan,
        "unit_kerja": one.post.unit_kerja,
        "seats": seats,
        "reason": reason,
        "detail": detail,
        "step": step,
        "judged_on": one.judged_on,
    }


def _leave_empty(tally: Tally, vacancy: pd.Series, why: tuple[str, Said], step: int) -> None:
    """Add a vacancy for which nobody can be judged to the tally."""
    seats = seats_of(vacancy)
    tally.seats += seats
    reason, detail = why
    named = {name: vacancy[name] for name in ("jabatan", "unit_kerja")}
    tally.unfilled.append(
        {
            "vacancy": vacancy["kode"],
            **named,
            "seats": seats,
            "reason": reason,
            "detail": detail,
            "step": step,
        }
    )


def _vacated(now: Snapshot, person: int, number: int, leaving: date | None) -> pd.Series | None:
    """Return the post that this person leaves on that day; functional posts and pelaksana are held by many and open nothing."""
    who = now.employees.iloc[person]
    if who["kelompok"] not in STRUCTURAL_CLASSES:
        return None
    return pd.Series(
        {
            "kode": f"{OPENED}{number:02d}",
            "jabatan": who["jabatan"],
            "unit_kerja": who["unit_kerja"],
            "jumlah": 1,
            "tmt": leaving,
        }
    )
