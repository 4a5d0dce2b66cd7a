"""The succession pool (kelompok rencana suksesi) of each critical post: who is or may be in it, in which order, and whether they are enough.

In the pool of a post is for whom it would be a promotion, who stands in one of the pool's boxes (PermenPANRB 20/2025 Pasal 1 angka 19)
and meets every requirement of the post. A box alone makes nobody ready: who stands in one but fails a requirement is listed with it, without a place.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.judging import Judged, gate_citations, in_turn, judge_by_way, rises, unjudged
from asnkarier.agency.posts import Post, find_post
from asnkarier.analysis.gates.ways import told_status
from asnkarier.analysis.scores.bands import POINT, Band
from asnkarier.analysis.talent.for_held import HeldGrid
from asnkarier.analysis.talent.order import Members, places_of
from asnkarier.errors import UsageError
from asnkarier.model.book import CitationLine
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.said import Said, said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

LEAST: Final = "talenta/calon_suksesor"
_POOLS: Final = "talenta/kelompok_rencana_suksesi"
_ELIGIBLE: Final = "eligible"
# Who may still turn out to meet every requirement.
_MAY_BE: Final = ("eligible", "people_decide", "unknown")
# How somebody stands to a pool: in it, perhaps in it, or in one of its boxes without meeting every requirement of the post.
CERTAIN, POSSIBLE, FAILING = "in_pool", "may_be_in_pool", "fails_requirement"
MEMBER_KEYS: Final = (
    "target", "nip", "nama", "jabatan", "unit_kerja", "kotak", "boxes_possible", "krs", "score", "score_low", "score_high", "place",
    "place_best", "place_worst", "place_certain", "tied", "membership", "status", "gates_failed", "gates_unknown",
)  # fmt: skip
POST_KEYS: Final = ("target", "kelompok", "verdict", "certain", "possible", "failing", "least", "reason")


@dataclass(frozen=True)
class Pools:
    """posts: a row per target post (`POST_KEYS`). members: a row per person and post (`MEMBER_KEYS`), those with a place first, in order. citations: of the requirements."""

    posts: pd.DataFrame
    members: pd.DataFrame
    citations: tuple[CitationLine, ...]


def pools_of(now: "Snapshot", grid: HeldGrid) -> Pools:
    """Return the pools of the posts that `needs.critical` in config.yaml names, by name or by class."""
    posts: list[Post] = []
    lines: dict[str, dict[str, Any]] = {}
    for jabatan in _targets(now):
        lines[jabatan] = dict.fromkeys(POST_KEYS) | {"target": jabatan}
        reason = _unknown(now, jabatan)
        if reason is None:
            posts.append(find_post(now, jabatan))
            lines[jabatan]["place"] = len(posts) - 1
        else:
            lines[jabatan] |= {"verdict": "pool_unjudged", "reason": reason}
    members: dict[int, pd.DataFrame] = {}
    citations: dict[CitationLine, None] = {}
    for place in in_turn(posts):
        judged = judge_by_way(now, posts[place])
        members[place] = _members(now, judged, grid)
        citations |= dict.fromkeys(gate_citations(now, judged))
    for line in lines.values():
        if "place" in line:
            place = line.pop("place")
            line["target"] = posts[place].jabatan
            line.update(_counted(now, posts[place], members[place]))
    found = pd.DataFrame({name: pd.Series(dtype=object) for name in MEMBER_KEYS})
    if members:
        found = pd.concat([members[place] for place in sorted(members)], ignore_index=True)
    return Pools(pd.DataFrame(list(lines.values()), columns=list(POST_KEYS)), found, tuple(citations))


def _targets(now: "Snapshot") -> list[str]:
    """Return the names of the critical posts, each once: those named, and every post that is held of a class that is named."""
    found: dict[str, str] = {}
    for name in now.settings.needs.critical:
        names = [name]
        if name in KELOMPOK:
            held = now.employees.loc[now.employees["kelompok"].eq(name), "jabatan"].dropna()
            names = sorted(held.unique().tolist())
        for one in names:
            found.setdefault(normalise_jabatan(one), str(one))
    return list(found.values())


def _unknown(now: "Snapshot", jabatan: str) -> Said | None:
    """Return why nobody can be judged for a post, None where everybody can."""
    try:
        told = unjudged(now, jabatan)
        if told is None:
            find_post(now, jabatan)
    except UsageError:
        return said("target_unknown", jabatan=jabatan)
    return None if told is None else told[1]


def _members(now: "Snapshot", judged: Judged, grid: HeldGrid) -> pd.DataFrame:
    """Return who is, may be, or but for a requirement would be in the pool of a post."""
    pool = _boxes(now)
    possible = grid.rows["boxes_possible"].tolist()
    low, high = (
        np.array([pick([box for box in one if box in pool], default=0) for one in possible], dtype=np.int64)
        for pick in (min, max)
    )
    in_box = grid.rows["kotak"].isin(list(pool)).fillna(False).to_numpy(dtype=bool)
    status = np.asarray(told_status(judged.eligibility), dtype=object)
    rising = rises(now, judged.post)
    placed = rising & (high > 0) & np.isin(status.astype(str), _MAY_BE)
    shown = placed | (rising & in_box)
    people = np.flatnonzero(shown)
    certain = rising & in_box & (status == _ELIGIBLE)
    order = _ordered(grid, (low, high), certain, np.flatnonzero(placed))
    persons = judged.eligibility.persons
    who = now.employees
    columns: dict[str, Any] = {
        "target": judged.post.jabatan,
        **{
            name: who[name].to_numpy(dtype=object)[people]
            for name in ("nip", "nama", "jabatan", "unit_kerja")
        },
        **{
            name: grid.rows[name].to_numpy(dtype=object)[people]
            for name in ("kotak", "boxes_possible", "krs")
        },
        "score": grid.score.points()[people],
        "score_low": grid.score.low[people] / POINT,
        "score_high": grid.score.high[people] / POINT,
        "status": status[people],
        **{name: persons[name].to_numpy(dtype=object)[people] for name in ("gates_failed", "gates_unknown")},
    }
    rows = pd.DataFrame(columns)
    rows["kotak"] = rows["kotak"].astype("Int64")
    rows["membership"] = np.select([certain[people], placed[people]], [CERTAIN, POSSIBLE], FAILING)
    rows = rows.merge(order.assign(nip=who["nip"].to_numpy()[order["person"]]), on="nip", how="left")
    listed = rows.sort_values(["listed", "nip"], kind="stable", na_position="last", ignore_index=True)
    return listed[list(MEMBER_KEYS)]


def _boxes(now: "Snapshot") -> frozenset[int]:
    rule = now.rulebook.in_force(_POOLS, now.as_of)
    return frozenset(rule.value["instansi"]) | frozenset(rule.value["nasional"]) if rule else frozenset()


def _ordered(
    grid: HeldGrid,
    boxes: tuple[NDArray[np.int64], NDArray[np.int64]],
    certain: NDArray[np.bool_],
    people: NDArray[np.intp],
) -> pd.DataFrame:
    """Return the places of the people who are or may be in the pool, and in which order they are listed."""
    score = Band(grid.score.low[people], grid.score.high[people])
    members = Members(boxes[0][people], boxes[1][people], score, certain[people])
    found = places_of(members, np.arange(len(people), dtype=np.int64))
    listed = np.empty(len(people), dtype=np.int64)
    listed[found.order] = np.arange(len(people))
    return pd.DataFrame(
        {
            "person": people,
            "place": pd.arrays.IntegerArray(found.place, ~certain[people]),
            "place_best": pd.array(found.best, dtype="Int64"),
            "place_worst": pd.array(found.worst, dtype="Int64"),
            "place_certain": certain[people] & (found.best == found.worst),
            "tied": found.tied,
            "listed": listed,
        }
    )


def _counted(now: "Snapshot", post: Post, members: pd.DataFrame) -> dict[str, Any]:
    """Return how many are and may be in the pool of a post, and whether they are as many as the law wants."""
    sure, possible, failing = (
        int(members["membership"].eq(one).sum()) for one in (CERTAIN, POSSIBLE, FAILING)
    )
    rule = now.rulebook.in_force(LEAST, now.as_of)
    least = None if rule is None else int(rule.value)
    verdict = "no_rule"
    if least is not None:
        verdict = (
            "enough" if sure >= least else "may_be_enough" if sure + possible >= least else "pool_too_few"
        )
    return {
        "kelompok": post.kelompok,
        "verdict": verdict,
        "certain": sure,
        "possible": possible,
        "failing": failing,
        "least": least,
    }
