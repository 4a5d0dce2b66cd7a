"""The rows of a shortlist: who is or may be on it, who no longer can be, and who is short of what."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.entry import ways_of
from asnkarier.agency.answers.groups import match_by_group, to_be_tested
from asnkarier.agency.gates.remedies import Remedies
from asnkarier.agency.judging import Judged, rises
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.gates.about_day import about_day
from asnkarier.analysis.scores.bands import Band
from asnkarier.analysis.scores.ranking import COMPONENTS, rank_some
from asnkarier.analysis.scores.stability import Draws
from asnkarier.analysis.shortlist.advice import advice_of, advice_told
from asnkarier.analysis.shortlist.candidates import Candidates
from asnkarier.analysis.talent.for_post import grid_for_post
from asnkarier.model.said import Said, together

_WHO: Final = ["nip", "nama", "jabatan", "unit_kerja"]
_RANKED: Final = ["rank", "rank_stability", "top_stability"]


def candidate_rows(
    now: Snapshot,
    judged: Judged,
    bands: dict[str, Band],
    found: Candidates,
    top: int,
    *,
    every: bool,
    most: int | None = None,
) -> pd.DataFrame:
    """Return everybody who is or may be among the first `top`, in order, or only the first `most`; with `every`, also everybody else, unranked, by NIP.

    Those who are eligible for certain stand before those who may be, each by what is known of the score.
    """
    status = judged.eligibility.persons["status"].to_numpy(dtype=object)
    within = np.zeros(len(status), dtype=bool)
    within[found.places[found.standing.rank_low <= top]] = True
    certain = rises(now, judged.post) & (status == "eligible")
    advice = advice_of(judged.eligibility, certain | within).band
    # How firmly a rank holds is asked among all who are eligible for certain, also those who are too far behind to be listed.
    parts = (
        _ordered(now, bands, certain, top, advice, within),
        _ordered(now, bands, within & (status == "unknown"), top, advice, None),
    )
    order = pd.concat(parts, ignore_index=True)
    order = order[order["nip"].isin(found.standing.people[found.standing.rank_low <= top])].reset_index(
        drop=True
    )
    order = order.assign(rank=pd.array(np.arange(1, len(order) + 1), dtype="Int64"))
    order = order if most is None or every else order.head(most)
    if every:
        others = _ordered(now, bands, rises(now, judged.post) & ~within, top, None, None).drop(
            columns=_RANKED
        )
        order = pd.concat([order, others.sort_values("nip", kind="stable")], ignore_index=True)
    return _told(now, judged, bands, found, order)


def _ordered(
    now: Snapshot,
    bands: dict[str, Band],
    keep: NDArray[np.bool_],
    top: int,
    advice: Band | None,
    firm: NDArray[np.bool_] | None,
) -> pd.DataFrame:
    """Return these people in order; firm: of whom it is asked how firmly they stand."""
    policy = now.settings.promotion
    draws = None if firm is None else Draws(policy.weight_draws, policy.weight_spread)
    weights = policy.weights.model_dump()
    return rank_some(now.dossiers.people, bands, weights, keep, top, advice, draws, firm)


def _told(
    now: Snapshot, judged: Judged, bands: dict[str, Band], found: Candidates, order: pd.DataFrame
) -> pd.DataFrame:
    """Return the rows with all that is said of each person."""
    persons = judged.eligibility.persons
    nips = order["nip"].tolist()
    later = to_be_tested(now, judged.post.standard, nips)
    order = order.assign(
        components=pd.Series(_components(order), index=order.index, dtype=object),
        to_be_tested=order["nip"].map(later),
    )
    near = now.settings.talent.near
    grid = grid_for_post(now.dossiers, judged.target, bands, now.rulebook, near, now.kept)
    boxes = grid[["nip", "kotak", "kotak_reason"]]
    gates = persons[["nip", "eligible_on", "gates_failed", "gates_unknown", "wanting"]]
    match = judged.match[["nip", "jpm", "coverage"]]
    groups = match_by_group(now, judged.post.standard, nips)
    people = judged.eligibility.people
    everybody = (_some(one, people, nips) for one in (now.employees[_WHO], gates, match, boxes))
    for part in (*everybody, groups, ranges(found)):
        order = order.merge(part, on="nip", how="left", validate="one_to_one", suffixes=("", "_whole"))
    order = order.assign(**_ways(judged, nips))
    # Who is in the standing has the ends that facts can still tell; of the others nothing is asked.
    for name in ("score_low", "score_high"):
        order[name] = order[f"{name}_told"].fillna(order[name])
    return order


def _some(frame: pd.DataFrame, people: pd.Index, nips: Sequence[str]) -> pd.DataFrame:
    """Return the rows of these people from a frame with one row for each of `people`, in that order: a merge need not look at all."""
    return frame.iloc[people.get_indexer(pd.Index(nips))]


def _ways(judged: Judged, nips: list[str]) -> dict[str, "pd.Series[Any]"]:
    """Return what is said of the way into a functional post by which each person is judged, the status as it is told, and what counts where scores are equal."""
    places = judged.eligibility.people.get_indexer(pd.Index(nips)).tolist()
    told = pd.DataFrame(
        ways_of(judged, places), columns=["status", "route", "route_reason", "asked_of_people"], dtype=object
    )
    short = [advice_told(judged.eligibility, place) for place in places]
    days = about_day(judged.eligibility, places)
    return {
        **{str(name): told[name] for name in told.columns},
        "eligible_on_reason": pd.Series(days, index=told.index, dtype=object),
        "wanting_reason": pd.Series(short, index=told.index, dtype=object),
    }


def ranges(found: Candidates) -> pd.DataFrame:
    """Return the ends of the score and of the rank of everybody who is or may be on the list."""
    standing = found.standing
    return pd.DataFrame(
        {
            "nip": standing.people,
            "score_low_told": standing.points(standing.low),
            "score_high_told": standing.points(standing.high),
            "rank_low": pd.array(standing.rank_low, dtype="Int64"),
            "rank_high": pd.array(standing.rank_high, dtype="Int64"),
        }
    )


def out_rows(now: Snapshot, found: Candidates, top: int, most: int | None = None) -> pd.DataFrame:
    """Return who may still meet every requirement but can no longer be among the first `top`, the nearest first, or only the first `most`."""
    standing = found.standing
    out = np.flatnonzero(standing.rank_low > top)
    rows = (
        ranges(found)
        .iloc[out]
        .rename(columns={"score_low_told": "score_low", "score_high_told": "score_high"})
    )
    rows = rows.sort_values(["rank_low", "nip"], kind="stable", ignore_index=True).head(most or len(rows))
    who = now.employees.loc[now.employees["nip"].isin(rows["nip"]), _WHO]
    return rows.merge(who, on="nip", how="left", validate="one_to_one")


def tie_rows(found: Candidates, top: int) -> pd.DataFrame:
    """Return the ranks within reach of the list that share one score: rank_from, rank_to, score, people, cut (it ends among them).

    Of those eligible for certain, whose score has nothing open, and who lack alike of what excludes nobody; the parts of the score,
    then the NIP, order them.
    """
    standing = found.standing
    surely = np.flatnonzero(standing.certain)
    order = surely[np.argsort(-standing.places[2][surely], kind="stable")]
    ranked = pd.DataFrame({"rank": np.arange(1, len(order) + 1), "sum": standing.low[order]})
    closed = ranked[(standing.low == standing.high)[order]]
    groups = closed.groupby("sum", sort=False)["rank"].agg(["min", "max", "size"]).reset_index()
    groups = groups[(groups["size"] > 1) & (groups["min"] <= top)]
    return pd.DataFrame(
        {
            "rank_from": groups["min"],
            "rank_to": groups["max"],
            "score": standing.points(groups["sum"].to_numpy(dtype=np.int64)),
            "people": groups["size"],
            "cut": groups["max"] > top,
        }
    ).reset_index(drop=True)


def _components(order: pd.DataFrame) -> list[dict[str, float | None]]:
    names = [name for name in COMPONENTS if name in order.columns]
    values = order[names].to_numpy(dtype=float)
    return [
        {name: None if np.isnan(value) else round(value, 2) for name, value in zip(names, row, strict=True)}
        for row in values.tolist()
    ]


def nearest(judged: Judged, persons: pd.DataFrame, names: str, most: int | None) -> pd.DataFrame:
    """Return the first `most` of the people in the order of `gate_rows`, all without it; names: their gates."""
    if most is None or len(persons) <= most:
        return persons
    jpm = _some(judged.match, judged.eligibility.people, persons["nip"].tolist())["jpm"].to_numpy()
    keyed = persons.assign(number=persons[names].map(len), jpm=jpm)
    order = keyed.sort_values(["number", "jpm", "nip"], ascending=[True, False, True], kind="stable").index
    return persons.loc[order[:most]]


def gate_rows(now: Snapshot, judged: Judged, persons: pd.DataFrame, names: str, result: str) -> pd.DataFrame:
    """Return one row per person with what was found and required at the gates in `names`."""
    findings = judged.eligibility.findings_of(persons["nip"].tolist())
    wanted = set(zip(*persons[["nip", names]].explode(names).to_numpy(dtype=object).T, strict=True))
    asked = np.array(
        [pair in wanted for pair in zip(findings["nip"], findings["rule_id"], strict=True)], dtype=bool
    )
    open_ones = findings[(findings["result"] == result) & asked]
    told = pd.DataFrame({name: _together(open_ones, name) for name in ("observed", "required")})
    rows = persons[["nip", names, "eligible_on"]].rename(columns={names: "gates"})
    places = judged.eligibility.people.get_indexer(pd.Index(rows["nip"])).tolist()
    rows["eligible_on_reason"] = pd.Series(
        about_day(judged.eligibility, places), index=rows.index, dtype=object
    )
    rows["route"] = persons["route"].replace("", None) if judged.ways else None
    rows = rows.merge(told, left_on="nip", right_index=True, how="left", validate="one_to_one")
    people, nips = judged.eligibility.people, rows["nip"].tolist()
    for whole in (now.employees[_WHO], judged.match[["nip", "jpm"]]):
        rows = rows.merge(_some(whole, people, nips), on="nip", how="left", validate="one_to_one")
    rows = rows.assign(number=rows["gates"].map(len))
    rows = rows.sort_values(
        ["number", "jpm", "nip"], ascending=[True, False, True], kind="stable", ignore_index=True
    )
    if result != "not_met":
        return rows
    return pd.concat([rows, Remedies(now, judged).of(rows["nip"].tolist())], axis=1)


def _together(findings: pd.DataFrame, name: str) -> pd.Series:
    """Return what all findings of each person say in the column `name` together; what is alike is made once."""
    parts: dict[str, list[Said]] = {}
    for nip, one in zip(findings["nip"].tolist(), findings[name].tolist(), strict=True):
        parts.setdefault(nip, []).append(one)
    made: dict[tuple[int, ...], Any] = {}
    told = []
    for one in parts.values():
        key = tuple(map(id, one))
        if key not in made:
            made[key] = together(tuple(one))
        told.append(made[key])
    return pd.Series(told, index=list(parts), dtype=object)
