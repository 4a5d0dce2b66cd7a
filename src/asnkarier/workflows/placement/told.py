"""What a placement says of everybody whom it moves: made again for the chosen alone, once every step is solved."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from asnkarier.agency.judging import Offer, in_turn, offer
from asnkarier.agency.posts import Post
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.outcomes import RESULTS
from asnkarier.analysis.placement.rotation import rotation_findings
from asnkarier.analysis.placement.routes import ROTATION
from asnkarier.model.level import from_micro
from asnkarier.model.said import Code, said
from asnkarier.workflows.placement.steps import Move


def told_moves(now: Snapshot, moves: Sequence[Move]) -> Iterator[tuple[dict[str, Any], pd.DataFrame]]:
    """Yield the row and the findings of each move, in their order."""
    posts: dict[str | None, Post] = {one.post.code: one.post for one in moves}
    of_post: dict[str | None, list[int]] = {}
    for number, one in enumerate(moves):
        of_post.setdefault(one.post.code, []).append(number)
    found: dict[int, tuple[dict[str, Any], pd.DataFrame]] = {}
    listed = list(posts.values())
    for place in in_turn(listed):
        full = offer(now.ahead(listed[place].tmt), listed[place])
        for number in of_post[listed[place].code]:
            move = moves[number]
            found[number] = _row(now, full, move.person, move.step), _found(full, move.nip, move.person)
    yield from (found[number] for number in range(len(moves)))


def _found(one: Offer, nip: str, person: int) -> pd.DataFrame:
    gates = one.judged.eligibility
    if one.route(person) == ROTATION:
        return rotation_findings(gates, nip, gates.case.rulebook)
    return gates.findings_of([nip])


def _row(now: Snapshot, one: Offer, person: int, step: int) -> dict[str, Any]:
    who = now.employees.iloc[person]
    rivals = np.flatnonzero(one.may_come)
    rank = 1 + int((one.score[rivals] > one.score[person]).sum())
    route = one.route(person)
    reason = said(
        "placed",
        route=Code(route),
        rank=rank,
        candidates=len(rivals),
        field=Code(RESULTS[int(one.field[person])]),
    )
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
        "step": step,
        "judged_on": one.judged.day,
        "reason": reason,
        "components": {name: band.points_of(person) for name, band in one.bands.items()},
    }
