"""The ways into a functional post, how everybody stands to each, and by which one everybody is judged.

Somebody is judged by the way that the post held opens: by a rise where the same functional post is held one jenjang below, else by
the way in which the person stands best of those that are open. A first appointment needs what no list says (that the person was
taken into service for this post), so that it judges only those to whom every other way is closed by their status, as of a CPNS.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.gates.eligibility import STATUS, Eligibility, Gate, evaluate
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.kept import Kept
from asnkarier.analysis.outcomes import MANUAL, NOT_ASKED, NOT_MET
from asnkarier.analysis.spans import NEVER
from asnkarier.model.jabatan import split_jenjang
from asnkarier.model.kelompok import Kelompok
from asnkarier.model.said import Code, Said, said

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.rules.rulebook import RuleBook
    from asnkarier.rules.types import RuleSet

RISE, ACROSS, TRANSFER, FIRST = (
    "kenaikan_jenjang", "keterampilan_ke_keahlian", "perpindahan", "pengangkatan_pertama",
)  # fmt: skip
ROUTES: Final = (RISE, ACROSS, TRANSFER, FIRST)
# Everything that data decide is met by a way other than a rise, and people must judge the rest of it.
PEOPLE_DECIDE: Final = "people_decide"
# What lists of their own tell of a rise.
_LISTED: Final = ("points", "test")
# Says by its failure that somebody comes by another route.
_WAY_IN: Final = "way_in"
_BELOW: Final = "below"
_STATUS: Final = "status_asn"
# From the best to the worst, as far as somebody may still come by it.
_BEST_FIRST: Final = {"eligible": 0, "unknown": 1, "one_gate_short": 2, "ineligible": 3}
_LATER, _SHUT, _CLOSED = 4, 8, 100
_WHY: Final = {RISE: "way_rise", ACROSS: "way_across", TRANSFER: "way_transfer", FIRST: "way_first"}


@dataclass(frozen=True)
class Way:
    """One route into a post: its rule set, how everybody stands to it, and to whom it is open, or may be while the class of the post held is not known.

    doubtful: to whom it is open only if the post held is not this very one at a jenjang that nobody can read.
    """

    route: str
    rule_set: "RuleSet"
    eligibility: Eligibility
    is_open: NDArray[np.bool_]
    doubtful: NDArray[np.bool_]


def ways_into(
    dossiers: Dossiers, target: Target, rulebook: "RuleBook", kept: Kept | None = None
) -> tuple[Way, ...]:
    """Return the ways that are open to anybody, and the rise always; none into a post that is no functional one.

    No way is open to who holds the same functional post at the same jenjang, a higher one, or several below. Who holds the same
    functional post rises, or crosses from skill to expertise (Peraturan BKN 3/2023 Pasal 20 ayat (4) to (7)); everybody else is
    transferred, or appointed for the first time. kept: see `evaluate`.
    """
    found = []
    for route, possible, doubtful in _possible(dossiers, target, rulebook):
        rule_set = _rules(route, target, rulebook, dossiers.as_of)
        if rule_set is None:
            continue
        judged = evaluate(rule_set, rulebook, dossiers, target, dossiers.as_of, kept)
        gates = tuple(replace(gate, route=route) for gate in judged.gates)
        is_open = possible
        for gate in gates:
            if gate.check.rise == _WAY_IN:
                is_open = is_open & (gate.outcome.result != NOT_MET)
        found.append(Way(route, rule_set, replace(judged, gates=gates), is_open, doubtful))
    return tuple(found)


def _possible(
    dossiers: Dossiers, target: Target, rulebook: "RuleBook"
) -> Iterator[tuple[str, NDArray[np.bool_], NDArray[np.bool_]]]:
    """Yield each route with whom it fits by the name and class of the post held, before any condition is looked at, and for whom that is in doubt."""
    post = Kelompok.read(target.kelompok)
    if post is None or not post.is_functional:
        return
    names, distinct = pd.factorize(dossiers.jabatan)
    wanted = split_jenjang(str(target.jabatan))[0]
    plain = [split_jenjang(str(one))[0] for one in distinct]
    named = np.array([*(one == wanted for one in plain), False], dtype=bool)[names]
    # "Auditor Lanjutan", a jenjang that nobody can read, may be this post at the jenjang below.
    like = np.array([*(f"{one} ".startswith(f"{wanted} ") for one in plain), False], dtype=bool)[names]
    code, classes = pd.factorize(dossiers.kelompok)
    held = [Kelompok.read(one) for one in classes]
    unknown = np.array([*(one is None for one in held), True], dtype=bool)[code]
    functional = np.array([*(one is not None and one.is_functional for one in held), False], dtype=bool)[code]
    steps = [one is not None and rulebook.next_kelompok(one, dossiers.as_of) == post for one in held]
    below = np.array([*steps, False], dtype=bool)[code]
    same = named & (unknown | functional)
    everybody, nobody = np.ones(dossiers.count, dtype=bool), np.zeros(dossiers.count, dtype=bool)
    maybe = like & unknown
    yield RISE, (same & (unknown | below)) | maybe, nobody
    yield ACROSS, everybody, nobody
    yield TRANSFER, ~same, maybe
    yield FIRST, ~same, maybe


def _rules(route: str, target: Target, rulebook: "RuleBook", as_of: "date") -> "RuleSet | None":
    if route == RISE:
        return rulebook.gates_for(target.kelompok, as_of)
    return rulebook.gates_on(route, as_of, target.kelompok)


def judging_way(ways: Sequence[Way]) -> Ints:
    """Return which of `ways` judges everybody; -1 where none is open."""
    ranks = np.array([_rank(way) for way in ways])
    best = ranks.argmin(axis=0)
    return np.where(ranks.min(axis=0) < _CLOSED, best, -1)


def _rank(way: Way) -> Ints:
    ranks = np.array([_BEST_FIRST[one] for one in STATUS], dtype=np.int64)
    status = ranks[way.eligibility.status]
    status = np.where(way.doubtful, np.maximum(status, _BEST_FIRST["unknown"]), status)
    later = _LATER if way.route == FIRST else 0
    shut = np.zeros(len(status), dtype=bool)
    for gate in way.eligibility.gates:
        if gate.criterion.uji == _STATUS:
            shut |= gate.outcome.result == NOT_MET
    return np.where(way.is_open, status + later + _SHUT * shut, _CLOSED)


def by_way(ways: Sequence[Way]) -> Eligibility:
    """Return everybody's standing, each by the way that judges them, with its route; of the other ways nothing is asked.

    To whom none is open is judged by a way that says so by what is not met: the post held. ValueError: there is no way.
    """
    if not ways:
        raise ValueError("no way leads to this post")
    chosen = judging_way(ways)
    judging = np.where(chosen >= 0, chosen, _saying_no(ways))
    gates = tuple(
        _only(gate, judging == number)
        for number, way in enumerate(ways)
        if (judging == number).any()
        for gate in way.eligibility.gates
    )
    first = ways[0].eligibility
    routes = np.array([*(way.route for way in ways), ""], dtype=object)[chosen]
    later = tuple(one for way in ways for one in way.eligibility.not_in_force)
    return Eligibility(first.people, first.case, gates, later, routes)


def _saying_no(ways: Sequence[Way]) -> int:
    told = [
        number
        for number, way in enumerate(ways)
        if any(gate.check.rise in (_BELOW, _WAY_IN) for gate in way.eligibility.gates)
    ]
    return told[0] if told else 0


def _only(gate: Gate, asked: NDArray[np.bool_]) -> Gate:
    """Return the gate as one that is asked of some people only."""
    one = gate.outcome
    days = (np.where(asked, each, NEVER) for each in (one.eligible_on, one.lapses_on))
    eligible_on, lapses_on = days
    result = np.where(asked, one.result, NOT_ASKED).astype(np.int8)
    told = replace(
        one, result=result, eligible_on=eligible_on, lapses_on=lapses_on, curable=asked & one.curable
    )
    return replace(gate, outcome=told)


def told_status(eligibility: Eligibility) -> NDArray[np.object_]:
    """Return everybody's status as it is told: nobody is called eligible while people must look up what decides the way in.

    That is any condition of a way other than a rise, and for a rise credit points and the competency test where no list of them was imported.
    """
    status: NDArray[np.object_] = eligibility.persons["status"].to_numpy(dtype=object)
    return np.where((status == STATUS[0]) & left_to_people(eligibility), PEOPLE_DECIDE, status).astype(object)


def left_to_people(eligibility: Eligibility) -> NDArray[np.bool_]:
    """Return of whom people must look up something that decides the way in, see `told_status`."""
    by_people = np.zeros(len(eligibility.people), dtype=bool)
    for gate in eligibility.gates:
        if gate.decides and (gate.route not in ("", RISE) or gate.check.rise in _LISTED):
            by_people |= gate.outcome.result == MANUAL
    return by_people


def asked_of_people(eligibility: Eligibility, place: int) -> tuple[str, ...]:
    """Return the rules that people must judge of one person, by id."""
    return tuple(
        gate.criterion.id
        for gate in eligibility.gates
        if gate.decides and gate.outcome.result[place] == MANUAL
    )


def why_this_way(ways: Sequence[Way], place: int, route: str) -> Said:
    """Return why one person is judged by this route; empty: by none, as none is open."""
    if not route:
        return said("way_none")
    here = {way.route: way for way in ways}
    held = here[route].eligibility.case.dossiers.kelompok[place]
    if Kelompok.read(held) is None:
        return said("way_unclear", way=Code(route))
    either = route == TRANSFER and FIRST in here and bool(here[FIRST].is_open[place])
    closed = either and here[FIRST].eligibility.persons["status"].iloc[place] in STATUS[1:3]
    code = "way_transfer_or_first" if either and not closed else _WHY[route]
    return said(code, way=Code(route))
