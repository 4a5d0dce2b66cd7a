"""What stands between people and a post that nobody can fill: requirement by requirement, and who is nearest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.next_steps import Lack, lacks_of_many
from asnkarier.agency.judging import Judged, in_turn, judge_by_way, rises
from asnkarier.agency.posts import Post
from asnkarier.agency.provenance import with_sources
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.eligibility import Gate
from asnkarier.analysis.gates.remedies import Blocker
from asnkarier.analysis.outcomes import NOT_ASKED, NOT_MET, UNKNOWN
from asnkarier.analysis.readiness.gates import waited_for

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

NEAREST: Final = 3
_WHO: Final = ("nip", "nama", "jabatan", "unit_kerja")
_SHOWN: Final = ("not_met", "unknown")
GATE_KEYS: Final = ("vacancy", "rule_id", "title", "not_met", "only", "unknown", "of", "citation", "mark", "amended_unread", "way")  # fmt: skip
NEAR_KEYS: Final = ("vacancy", *_WHO, "title", "result", "observed", "required", "reason", "eligible_on", "citation", "source_id", "row", "field", "rests_on", "way")  # fmt: skip


@dataclass(frozen=True)
class Obstacles:
    """gates: a row per post and requirement that somebody does not meet or that is not known of somebody, those first that most do not meet.

    nearest: a row per post, person and requirement of the `NEAREST` people who lack least, with the cell that says so. lacks: the facts
    that are waited for, see `lacks_of_many`. People are those for whom the post would be a promotion.
    """

    gates: pd.DataFrame
    nearest: pd.DataFrame
    lacks: tuple[Lack, ...]


def obstacles_of(now: "Snapshot", posts: Sequence[Post]) -> Obstacles:
    """Return what stands before these posts, each judged on the day on which it falls vacant.

    Into a functional post each person lacks what the way asks by which they are judged (the one in which they stand best). RegulationError: see `judge_by_way`.
    """
    gates: list[dict[str, Any]] = []
    nearest: list[pd.DataFrame] = []

    def waiting() -> Iterator[Blocker]:
        for place in in_turn(posts):
            then, post = now.ahead(posts[place].tmt), posts[place]
            judged, among = judge_by_way(then, post), rises(then, post)
            marks = _Marks.of(judged, among)
            gates.extend(_gate_rows(judged, marks))
            nearest.append(_nearest(then, judged, marks))
            yield from waited_for(judged.eligibility, among)

    lacks = lacks_of_many(waiting(), now.dossiers.count)
    near = pd.concat(nearest, ignore_index=True) if nearest else pd.DataFrame(columns=list(NEAR_KEYS))
    return Obstacles(_frame(gates, posts), _in_order(with_sources(near, now), posts), tuple(lacks))


@dataclass(frozen=True)
class _Marks:
    """What decides, of whom `among` it is asked, not met and not known: gates x people."""

    gates: tuple[Gate, ...]
    among: NDArray[np.bool_]
    asked: NDArray[np.bool_]
    failed: NDArray[np.bool_]
    unknown: NDArray[np.bool_]

    @classmethod
    def of(cls, judged: Judged, among: NDArray[np.bool_]) -> "_Marks":
        gates = tuple(one for one in judged.eligibility.gates if one.decides)
        results = np.array([one.outcome.result for one in gates], dtype=np.int8).reshape(
            len(gates), len(among)
        )
        asked = (results != NOT_ASKED) & among
        return cls(gates, among, asked, (results == NOT_MET) & among, (results == UNKNOWN) & among)


def _gate_rows(judged: Judged, marks: _Marks) -> Iterator[dict[str, Any]]:
    failed, unknown = marks.failed, marks.unknown
    alone = failed & (failed.sum(axis=0) == 1) & ~unknown.any(axis=0)
    counts = (failed.sum(axis=1), alone.sum(axis=1), unknown.sum(axis=1), marks.asked.sum(axis=1))
    for gate, not_met, only, open_, of in zip(marks.gates, *(one.tolist() for one in counts), strict=True):
        if not_met or open_:
            yield {
                "vacancy": judged.post.code,
                "rule_id": gate.criterion.id,
                "title": gate.criterion.title,
                "not_met": not_met,
                "only": only,
                "unknown": open_,
                "of": of,
                "citation": gate.in_force.citation.text,
                "mark": gate.criterion.tanda or "",
                "amended_unread": gate.amended_unread,
                "way": gate.route or None,
            }


def _frame(rows: list[dict[str, Any]], posts: Sequence[Post]) -> pd.DataFrame:
    order = {post.code: place for place, post in enumerate(posts)}
    rows.sort(key=lambda one: (order[one["vacancy"]], -one["not_met"], -one["unknown"]))
    return pd.DataFrame(rows, columns=list(GATE_KEYS))


def _in_order(found: pd.DataFrame, posts: Sequence[Post]) -> pd.DataFrame:
    order = {post.code: place for place, post in enumerate(posts)}
    key = found["vacancy"].map(order).to_numpy()
    return found.iloc[np.argsort(key, kind="stable")].reset_index(drop=True)


def _nearest(then: "Snapshot", judged: Judged, marks: _Marks) -> pd.DataFrame:
    """Return what the people lack who lack least: fewest requirements not met, then fewest not known, then the NIP."""
    places = _fewest(marks)
    findings = judged.eligibility.findings_of(judged.eligibility.people.take(places))
    lacking = findings[findings["result"].isin(_SHOWN) & findings["decides"]]
    who = then.employees.iloc[places][list(_WHO)]
    if judged.ways:
        routes = judged.eligibility.persons["route"].iloc[places].replace("", None)
        who = who.assign(way=routes.to_numpy(dtype=object))
    rows = lacking.merge(who, on="nip", how="left", validate="many_to_one")
    return rows.assign(vacancy=judged.post.code).reindex(columns=list(NEAR_KEYS))


def _fewest(marks: _Marks) -> Ints:
    asked = np.flatnonzero(marks.among)
    failed, unknown = marks.failed.sum(axis=0)[asked], marks.unknown.sum(axis=0)[asked]
    found: Ints = asked[np.lexsort((asked, unknown, failed))[:NEAREST]].astype(np.int64)
    return found
