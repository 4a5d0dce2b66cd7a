"""Wishes that cannot all be met: which limits stand against them, and the least by which they would have to give way."""

from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from asnkarier.analysis.quiet import no_chatter
from asnkarier.analysis.training.years.solving.exact import Block, blocks_of, row_uses
from asnkarier.analysis.training.years.solving.holding import concerned
from asnkarier.analysis.training.years.solving.programme import Bools, Programme
from asnkarier.analysis.training.years.teaching import Teaching

# Where more could matter nothing is searched: there what a target lacks is told by the rows that have a price.
_MOST_VARIABLES: Final = 6_000
_NODES: Final = 200
_TINY: Final = 1e-6
_YIELDING: Final = ("shared", "classes", "batch", "person")
COLUMNS: Final = ("resource", "name", "tahun", "periode", "limit", "needed")


def searchable(programme: Programme, least: int) -> bool:
    """Return whether so few places can matter that `relaxation` looks for limits that give way."""
    return _few(_among(programme, least))


def _few(among: Bools) -> bool:
    return int(among.sum()) <= _MOST_VARIABLES


def _among(programme: Programme, least: int) -> Bools:
    """Return the variables that can matter: all where so much has to be closed, else those of people in courses that have to run."""
    return np.ones(programme.variables, dtype=np.bool_) if least else concerned(programme)


def relaxation(teaching: Teaching, programme: Programme, least: int) -> pd.DataFrame:
    """Return the limits that have to give way so that the wishes can be met, and what they would have to be: COLUMNS.

    The wishes: that `least` is closed (`wanted`), and classes of the courses that must run. The limits: shared rows, classes of a course in a
    year, least participants of a class, hours and courses of a person in a year. The sum of what they give way, each as a share of itself,
    is the least possible. Empty: nothing stands against the wishes, nothing can help them (no way closes so much, nobody can attend), or too much
    would have to be searched (`searchable`).
    """
    if not len(programme.ways.gap) or not _few(among := _among(programme, least)):
        return _table([])
    blocks = list(blocks_of(programme))
    variables, width = programme.variables, len(programme.slots)
    weights = [np.zeros(0)]
    columns, upper, places = [], [], []
    for block in blocks:
        weight, most = _yields(programme, block)
        part = np.flatnonzero(most > 0)
        places += [(block.name, int(at)) for at in part]
        weights.append(weight[part])
        upper.append(most[part])
        shape = (len(block.most), len(part))
        columns.append(csr_array((np.ones(len(part)), (part, np.arange(len(part)))), shape=shape))
    slack = _diagonal(columns)
    matrix = csr_array(hstack([vstack([block.matrix for block in blocks]), -slack]))
    gain = np.concatenate([-programme.closing.benefit.astype(float), np.zeros(width + slack.shape[1])])
    most = np.concatenate([*(block.most for block in blocks), [-float(least)]])
    # Limits give way before more classes than people could fill are opened.
    open_ = np.maximum(programme.slots.most, _possible(programme))
    with no_chatter():
        result = milp(
            c=np.concatenate([np.zeros(variables + width), *weights]),
            constraints=LinearConstraint(
                csr_array(vstack([matrix, csr_array(gain[None, :])])), -np.inf, most
            ),
            integrality=np.concatenate([np.ones(variables + width), np.zeros(slack.shape[1])]),
            bounds=Bounds(0, np.concatenate([among.astype(float), open_, *upper])),
            options={"node_limit": _NODES},
        )
    if result.x is None:
        return _table([])
    given = result.x[variables + width :]
    return _table(
        [
            _told(teaching, programme, *place, float(more))
            for place, more in zip(places, given, strict=True)
            if more > _TINY
        ]
    )


def _possible(programme: Programme) -> np.ndarray:
    """Return the classes per slot that the people who gain would fill, whatever a year has."""
    slots = programme.slots
    useful = np.bincount(programme.item_slot, minlength=len(slots))
    return -(-useful // np.maximum(slots.kuota, 1))


def _diagonal(parts: list[csr_array]) -> csr_array:
    rows = sum(part.shape[0] for part in parts)
    offset, out = 0, []
    for part in parts:
        above = csr_array((offset, part.shape[1]))
        below = csr_array((rows - offset - part.shape[0], part.shape[1]))
        out.append(csr_array(vstack([above, part, below])))
        offset += part.shape[0]
    return csr_array(hstack(out))


def _yields(programme: Programme, block: Block) -> tuple[np.ndarray, np.ndarray]:
    """Return what each row costs by unit when it gives way, and the most by which it may (0: never)."""
    size = len(block.most)
    if block.name not in _YIELDING:
        return np.zeros(size), np.zeros(size)
    most = np.full(size, np.inf)
    weight = 1.0 / np.maximum(np.abs(block.most), 1.0)
    if block.name == "shared":
        units = np.array([unit_of_row(programme, at) for at in range(size)])
        weight = units / np.maximum([row.limit for row in programme.rows], 1)
    if block.name == "batch":
        weight = 1.0 / np.maximum(programme.slots.minimal, 1)
    if block.name == "person":
        # Only hours and courses give way: not what links the places of a person.
        own = len(programme.person_rows.most)
        most = np.where(np.arange(size) >= size - own, np.inf, 0.0)
    return weight.astype(float), most


def _told(teaching: Teaching, programme: Programme, kind: str, at: int, more: float) -> tuple[Any, ...]:
    terms = teaching.admission.terms
    years, periods = terms.years, terms.periods
    if kind == "shared":
        row = programme.rows[at]
        scale = unit_of_row(programme, at)
        return (
            row.kind,
            row.name,
            row.year,
            row.period or pd.NA,
            row.limit,
            row.limit // scale * scale + int(np.ceil(more - 1e-6)) * scale,
        )
    if kind == "classes":
        limit = int(programme.slots.kelas[at])
        kode = teaching.courses["kode"][at // len(years)]
        return ("classes", kode, years[at % len(years)], pd.NA, limit, limit + int(np.ceil(more - 1e-6)))
    if kind == "batch":
        limit = int(programme.slots.minimal[at])
        kode, period = teaching.courses["kode"][at // len(periods)], periods[at % len(periods)]
        return (
            "least_participants",
            kode,
            period.year,
            period.number,
            limit,
            max(0, limit - int(np.ceil(more - 1e-6))),
        )
    own = at - (programme.local[0].shape[0] - len(programme.person_rows.most))
    limits = programme.person_rows
    item = int(limits.item[np.flatnonzero(limits.number == own)[0]])
    nip = teaching.nips[int(programme.ways.item_person[item])]
    year = periods[int(programme.ways.item_period[item])].year
    return (
        "person",
        nip,
        year,
        pd.NA,
        int(limits.most[own]),
        int(limits.most[own]) + int(np.ceil(more - 1e-6)),
    )


def unit_of_row(programme: Programme, at: int) -> int:
    """Return the largest unit that divides all that a shared row counts."""
    use = row_uses(programme)[at]
    return max(1, int(np.gcd.reduce(np.concatenate([use.toarray().ravel(), programme.rows[at].class_use]))))


def _table(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {
            "resource": "str",
            "name": "str",
            "tahun": "Int64",
            "periode": "Int64",
            "limit": "Int64",
            "needed": "Int64",
        }
    )
