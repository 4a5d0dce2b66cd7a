"""What a placement says of everybody whom it moves: made again for the chosen alone, once every step is solved."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.entry import ways_of
from asnkarier.agency.judging import Offer, heights_told, in_turn, offer
from asnkarier.agency.posts import Post
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.gates.ways import (
    PEOPLE_DECIDE,
    TRANSFER,
    asked_of_people,
    left_to_people,
    told_status,
)
from asnkarier.analysis.outcomes import MANUAL, RESULTS
from asnkarier.analysis.placement.patterns import PATTERN, Height, Pattern, pattern_of, with_pattern
from asnkarier.analysis.placement.rotation import rotation_findings
from asnkarier.analysis.placement.routes import PROMOTION, ROTATION
from asnkarier.model.level import from_micro
from asnkarier.model.said import Code, said
from asnkarier.workflows.placement.steps import Move

# The law of moves, beside that of the gates.
MOVE_RULES: Final = ("jabatan/rotasi", "jabatan/rotasi_jpt", PATTERN)


def told_moves(now: Snapshot, moves: Sequence[Move]) -> Iterator[tuple[dict[str, Any], pd.DataFrame]]:
    """Yield the row and the findings of each move, in their order."""
    posts: dict[str | None, Post] = {one.post.code: one.post for one in moves}
    moved = np.zeros(len(now.employees), dtype=bool)
    moved[[one.person for one in moves]] = True
    of_post: dict[str | None, list[int]] = {}
    for number, one in enumerate(moves):
        of_post.setdefault(one.post.code, []).append(number)
    found: dict[int, tuple[dict[str, Any], pd.DataFrame]] = {}
    listed = list(posts.values())
    for place in in_turn(listed):
        then = now.ahead(listed[place].tmt)
        full = offer(then, listed[place])
        for number in of_post[listed[place].code]:
            move = moves[number]
            pattern = _pattern(now, full, move.person)
            told = _found(full, move.nip, move.person)
            row = _row(now, full, move, pattern, told) | _way(full, move.person, told)
            row["equal"] = _equal(full, move.person, moved)
            (row["height_warning"],) = heights_told(then, full.post, [move.nip])
            found[number] = row, _with_pattern(full, told, move.person, pattern)
    yield from (found[number] for number in range(len(moves)))


def _pattern(now: Snapshot, one: Offer, person: int) -> Pattern:
    who, post = now.employees.iloc[person], one.post
    kelompok = who["kelompok"] if isinstance(who["kelompok"], str) else None
    kelas = None if pd.isna(who["kelas_jabatan"]) else int(who["kelas_jabatan"])
    case = one.judged.eligibility.case
    return pattern_of(
        Height(kelompok, kelas), Height(post.kelompok, post.kelas), case.rulebook, one.judged.day
    )


def _found(one: Offer, nip: str, person: int) -> pd.DataFrame:
    gates = one.judged.eligibility
    if one.route(person) == ROTATION:
        gates = one.judged.moving or gates
        return rotation_findings(gates, nip, gates.case.rulebook)
    return gates.findings_of([nip])


def _with_pattern(one: Offer, found: pd.DataFrame, person: int, pattern: Pattern) -> pd.DataFrame:
    case = one.judged.eligibility.case
    return with_pattern(found, case.dossiers, person, pattern, case.rulebook)


def _way(one: Offer, person: int, found: pd.DataFrame) -> dict[str, Any]:
    """Return by which way into a functional post somebody comes, why by this one, and the articles of its conditions; nothing of a rotation and of other posts."""
    told = ways_of(one.judged, [person])[0] if one.route(person) == PROMOTION else {}
    way = told.get("route")
    return {
        "way": way,
        "way_reason": told.get("route_reason"),
        "way_citations": tuple(dict.fromkeys(found["citation"])) if way else (),
    }


def _row(now: Snapshot, one: Offer, move: Move, pattern: Pattern, found: pd.DataFrame) -> dict[str, Any]:
    person = move.person
    who = now.employees.iloc[person]
    rivals = np.flatnonzero(one.may_come)
    rank = 1 + int((one.score[rivals] > one.score[person]).sum())
    route = _route(one, person, pattern)
    status, rules = _standing(one, move, found)
    facts = {
        "route": Code(route),
        "rank": rank,
        "candidates": len(rivals),
        "field": Code(RESULTS[int(one.field[person])]),
    }
    if status == PEOPLE_DECIDE:
        reason = said("placed_people_decide", rules=rules, **facts)  # type: ignore[arg-type]
    else:
        left = bool((one.rises & left_to_people(one.judged.eligibility)).any())
        reason = said("placed_among" if left else "placed", **facts)  # type: ignore[arg-type]
    return {
        "vacancy": one.post.code,
        "jabatan": one.post.jabatan,
        "unit_kerja": one.post.unit_kerja,
        "nip": who["nip"],
        "nama": who["nama"],
        "from_jabatan": who["jabatan"],
        "jpm": one.judged.match["jpm"].iloc[person],
        "score": from_micro(int(one.score[person])),
        "route": route,
        "status": status,
        "asked_of_people": rules,
        "kind": pattern.kind,
        "step": move.step,
        "judged_on": one.judged.day,
        "reason": reason,
        "components": {name: band.points_of(person) for name, band in one.bands.items()},
    }


def _equal(one: Offer, person: int, moved: NDArray[np.bool_]) -> int:
    """Return how many others have the same score for the post and stay where they are: to these the plan prefers somebody by an order, not for a reason."""
    return int((one.may_come & ~moved & (one.score == one.score[person])).sum())


def _route(one: Offer, person: int, pattern: Pattern) -> str:
    """Return by which route somebody comes: a move that the gates of a promotion judge and that leads to an equal or lower post is none, but a transfer."""
    route = one.route(person)
    level = pattern.kind == "horizontal" or pattern.reason == "human_judgement"
    return TRANSFER if route == PROMOTION and level else route


def _standing(one: Offer, move: Move, found: pd.DataFrame) -> tuple[str | None, tuple[str, ...]]:
    """Return the status of who is promoted, as a shortlist tells it, None for a rotation; and the rules that are left to people."""
    gates = one.judged.eligibility
    if one.route(move.person) == PROMOTION:
        return str(told_status(gates)[move.person]), asked_of_people(gates, move.person)
    return None, tuple(dict.fromkeys(found.loc[found["result"] == RESULTS[MANUAL], "rule_id"]))
