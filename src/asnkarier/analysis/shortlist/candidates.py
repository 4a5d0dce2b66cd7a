"""Everybody who is or may still be on the shortlist of a post, and what to find out first to know who."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.targets import jpm_sums
from asnkarier.analysis.outcomes import UNKNOWN
from asnkarier.analysis.scores.bands import Band, ratio_band, whole_weights
from asnkarier.analysis.scores.ranking import COMPONENTS
from asnkarier.analysis.shortlist.advice import Advice, advice_of
from asnkarier.analysis.shortlist.first import Unknowns, first_of, settling
from asnkarier.analysis.shortlist.standing import Standing
from asnkarier.analysis.shortlist.unknowns import SHARED, Office, open_parts, open_requirements
from asnkarier.model.level import MICRO

# So many facts are asked for at once; where more are needed, those of the first step, which may spare the others.
MOST_AT_ONCE: Final = 20
_FACT: Final = ["kind", "nip", "target"]
FIRST_COLUMNS: Final = (*_FACT, "decides", "people")


@dataclass(frozen=True)
class Candidates:
    """Who is or may be on the list. places: where they stand in the dossiers.

    facts: what is not known, one row per person (place in the standing) and fact: person, kind, nip (empty where everybody
    learns it together), target, decides (rules and parts of the score), gate, slack; see `Unknowns`. undecidable: places of people with an
    open requirement that no data of the office will decide; they are on no list until the law or a standard says more.
    """

    places: Ints
    standing: Standing
    facts: pd.DataFrame
    undecidable: Ints


@dataclass(frozen=True)
class FindFirst:
    """What to find out first: rows (`FIRST_COLUMNS`; people: whom it concerns), and how much is asked.

    at_most: the facts that settle the list whatever they turn out to be; `rows` are all of them, or the first step. everybody:
    the facts that assessing everybody would take, with how many people it would concern.
    """

    rows: pd.DataFrame
    at_most: int
    everybody: int
    everybody_people: int

    @property
    def settled(self) -> bool:
        """Whether it is certain who is on the list."""
        return self.at_most == 0


def candidates(
    office: Office, bands: Mapping[str, Band], weights: Mapping[str, float], among: NDArray[np.bool_]
) -> Candidates:
    """Return who of `among` is or may be on the list; bands: of every part, weights: of the parts by name."""
    status = office.eligibility.persons["status"].to_numpy(dtype=object)
    is_open = among & (status == "unknown")
    requirements = open_requirements(office.eligibility, is_open)
    hopeless = np.zeros(office.count, dtype=bool)
    hopeless[requirements.loc[requirements["kind"].eq(""), "person"]] = True
    pool = (among & (status == "eligible")) | (is_open & ~hopeless)
    advice = advice_of(office.eligibility, pool)
    names = [name for name in COMPONENTS if weights.get(name, 0) > 0]
    whole = whole_weights([weights[name] for name in names])
    told = open_parts(office, {name: bands[name] for name in names}, pool)
    parts = [_tellable(bands[name], told.loc[told["decides"].eq(name), "person"]) for name in names]
    floors = [
        _passing(office, part) if name == "kompetensi" else part.low
        for name, part in zip(names, parts, strict=True)
    ]
    slacks = {
        name: advice.scale * weight * (part.high - floor)
        for name, weight, part, floor in zip(names, whole, parts, floors, strict=True)
    }
    standing = Standing(
        office.dossiers.people[pool],
        (status == "eligible")[pool],
        tuple(Band(part.low[pool], part.high[pool]) for part in parts),
        tuple(floor[pool] for floor in floors),
        tuple(whole),
        Band(advice.band.low[pool], advice.band.high[pool]),
        advice.scale,
    )
    places = np.flatnonzero(pool)
    rows = _rows_of(requirements[pool[requirements["person"]]], told, slacks, advice)
    facts = _facts(rows, places, standing.people)
    return Candidates(places, standing, facts, np.flatnonzero(hopeless))


def _tellable(band: Band, people: "pd.Series[int]") -> Band:
    """Return the band with its ends where a fact would tell the part; elsewhere it counts as it does on the list, as nothing."""
    known = np.ones(len(band.low), dtype=bool)
    known[people.to_numpy(dtype=np.int64)] = False
    return Band(band.low, np.where(known, band.low, band.high))


def _passing(office: Office, band: Band) -> Ints:
    """Return the least competency of who turns out to meet the requirement on the match: its line, where it is open."""
    floor = band.low
    sums = jpm_sums(office.eligibility.case.target, office.dossiers)
    for gate in office.eligibility.gates:
        is_open = (gate.outcome.result == UNKNOWN) & (sums.total > 0)
        asked = gate.in_force.value
        if not (isinstance(asked, dict) and {"set", "kategori"} <= set(asked) and is_open.any()):
            continue  # no requirement on the category of the match
        rows = office.rulebook.jpm_categories(asked["set"], office.dossiers.as_of)
        least = {code: minimum for code, _, minimum in rows}.get(asked["kategori"]) or 0
        needed = -(-round(least * MICRO) * sums.total // (100 * MICRO))
        reached = ratio_band(np.minimum(np.maximum(sums.low, needed), sums.high), sums.high, sums.total)
        floor = np.where(is_open, np.maximum(floor, reached.low), floor)
    return np.asarray(np.minimum(floor, band.high), dtype=np.int64)


def _rows_of(
    requirements: pd.DataFrame, told: pd.DataFrame, slacks: Mapping[str, Ints], advice: Advice
) -> pd.DataFrame:
    """Return one row per person, fact and what it decides: a requirement, a part of the score, or what tells equal scores apart."""
    moves = [int(slacks[name][who]) for name, who in zip(told["decides"], told["person"], strict=True)]
    return pd.concat(
        [
            requirements.assign(gate=True, slack=0),
            told.assign(gate=False, slack=pd.array(moves, dtype="int64")),
            advice.facts.assign(gate=False),
        ],
        ignore_index=True,
    )


def _facts(rows: pd.DataFrame, places: Ints, people: pd.Index) -> pd.DataFrame:
    """Return one row per person and fact; the people are numbered as in the standing."""
    rows = rows.assign(person=np.searchsorted(places, rows["person"].to_numpy(dtype=np.int64)))
    found = rows.groupby(["person", "kind", "target"], sort=True)
    facts = found.agg(gate=("gate", "any"), slack=("slack", "sum")).reset_index()
    group = np.asarray(found.ngroup(), dtype=np.int64)
    facts["decides"] = _deciding(group, rows["decides"], len(facts))
    shared = facts["kind"].isin(SHARED)
    nips = people.take(facts["person"].to_numpy(dtype=np.int64)).to_series(index=facts.index)
    return facts.assign(nip=nips.astype("str").mask(shared, ""))


def _deciding(group: Ints, names: "pd.Series[str]", count: int) -> "pd.Series[Any]":
    """Return for each group the different names of its rows, in their order."""
    code, unique = pd.factorize(names)
    known = [(name,) for name in unique.tolist()]
    first = np.flatnonzero(~pd.DataFrame({"group": group, "code": code}).duplicated().to_numpy())
    told: list[tuple[str, ...]] = [()] * count
    for place, one in zip(group[first].tolist(), code[first].tolist(), strict=True):
        told[place] = told[place] + known[one] if told[place] else known[one]
    return pd.Series(told, dtype=object)


def find_first(found: Candidates, top: int) -> FindFirst:
    """Return what to find out first, so that the first `top` are certain as a set; see `first`."""
    facts = found.facts
    number = facts.groupby(_FACT, sort=True).ngroup().to_numpy(dtype=np.int64)
    unknowns = Unknowns(
        facts["person"].to_numpy(dtype=np.int64),
        facts["gate"].to_numpy(dtype=bool),
        facts["slack"].to_numpy(dtype=np.int64),
    )
    asked = settling(found.standing, unknowns, top)
    at_most = len(np.unique(number[asked]))
    shown = asked
    if at_most > MOST_AT_ONCE:
        shared = facts["kind"].isin(SHARED).to_numpy(dtype=bool)
        shown = first_of(found.standing, unknowns, asked, shared, top)
    return FindFirst(
        _rows(facts[shown], found.standing),
        at_most,
        len(np.unique(number)),
        int(facts["person"].nunique()),
    )


def _rows(facts: pd.DataFrame, standing: Standing) -> pd.DataFrame:
    """Return each fact once: those that everybody learns together first, then the people who may be best."""
    if facts.empty:
        return pd.DataFrame(columns=list(FIRST_COLUMNS))
    rows = facts.assign(best=standing.places[2][facts["person"].to_numpy(dtype=np.int64)])
    found = rows.groupby(_FACT, sort=True).agg(
        decides=("decides", _joined), people=("person", "nunique"), best=("best", "max")
    )
    found = found.reset_index().assign(alone=lambda frame: ~frame["kind"].isin(SHARED))
    keys = ["alone", "best", *_FACT]
    order = found.sort_values(keys, ascending=[True, False, True, True, True], kind="stable")
    return order.reset_index(drop=True)[list(FIRST_COLUMNS)]


def _joined(parts: pd.Series) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in parts for name in one))
