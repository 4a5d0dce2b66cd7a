"""One of several ways, each of which is a few other checks that must all be met."""

from collections.abc import Hashable
from typing import Annotated, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import Field, model_validator

from asnkarier.analysis.arrays import Days
from asnkarier.analysis.gates.check import Check
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MANUAL,
    MET,
    NOT_MET,
    NOTHING_RECORDED,
    RESULTS,
    UNKNOWN,
    Outcome,
    RestsOn,
    joined_rests,
    outcome,
    rests_of,
    told,
)
from asnkarier.analysis.spans import NEVER
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, LawText, Said, said
from asnkarier.rules.vocabulary import Part, Statement, Text, one_of

# From the worst to the best: a way is as good as the worst of its checks, a person stands as their best way.
_ORDER = np.array([NOT_MET, UNKNOWN, MANUAL, MET])


class Bagian(Part):
    """One check of a way, by its name, with its value."""

    uji: Text
    nilai: Any

    @model_validator(mode="after")
    def _read(self) -> "Bagian":
        from asnkarier.analysis.gates.registry import known_checks  # which holds this one too

        known = known_checks()
        model = known[one_of(tuple(known))(self.uji)].value
        plain = model.model_validate(self.nilai).model_dump()
        return self if plain == self.nilai else self.model_copy(update={"nilai": plain})


class SalahSatu(Statement):
    """What is asked, in both languages, and the ways in which it is met."""

    salah_satu: Annotated[list[Annotated[list[Bagian], Field(min_length=1)]], Field(min_length=1)]


def _judge(value: dict[str, Any], case: Case) -> Outcome:
    """All checks of one way are met; unknown where some way may be, and nothing that is known closes it.

    A failure is cured on the first day on which time has cured every failing check of one way.
    """
    from asnkarier.analysis.gates.registry import known_checks

    known = known_checks()
    ways = [[known[one["uji"]].judge(one["nilai"], case) for one in way] for way in value["salah_satu"]]
    ranks = np.array([_worst(way) for way in ways])
    best = ranks.argmax(axis=0)
    result = _ORDER[ranks.max(axis=0)]
    reason = np.full(case.count, "", dtype=object)
    cured, curable = np.full(case.count, NEVER), np.zeros(case.count, dtype=bool)
    for place, way in enumerate(ways):
        mine = best == place
        for one in reversed(way):
            told_here = mine & (one.result == result) & (result != NOT_MET) & (one.reason != "")
            reason[told_here] = one.reason[told_here]
        cured = np.fmin(cured, _cured(way))
        curable |= _curable(way)
    return outcome(
        result,
        told(*_held(case)),
        said("statement", text=LawText.read({"teks": value["teks"], "en": value["en"]})),
        reason=reason,
        eligible_on=np.where(result == NOT_MET, cured, NEVER),
        curable=(result == NOT_MET) & np.isnat(cured) & curable,
        source=case.dossiers.source,
        rests_on=_rests(value, ways, best, result),
    )


def _rests(
    value: dict[str, Any], ways: list[list[Outcome]], best: NDArray[np.intp], result: NDArray[np.integer]
) -> RestsOn:
    """Return what verdicts rest on: where one way decides, what its checks say; where none is met, what fails in each of them."""
    from asnkarier.analysis.gates.registry import known_checks

    known, found = known_checks(), []
    for place, (way, parts) in enumerate(zip(ways, value["salah_satu"], strict=True)):
        for one, part in zip(way, parts, strict=True):
            closes = (result == NOT_MET) & (one.result == NOT_MET)
            opens = (result == UNKNOWN) & (best == place) & (one.result == UNKNOWN)
            holds = ~np.isin(result, (NOT_MET, UNKNOWN)) & (best == place)
            people = np.flatnonzero(closes | opens | holds)
            found.append(rests_of(one, people, ",".join(known[part["uji"]].facts)))
    return joined_rests(found)


def _worst(way: list[Outcome]) -> NDArray[np.intp]:
    ranks: NDArray[np.intp] = np.array([_RANK_OF[one.result] for one in way]).min(axis=0)
    return ranks


def _cured(way: list[Outcome]) -> Days:
    """Return the day from which all checks of a way are met by the mere passing of time, NaT where that is not certain."""
    when, possible = np.full(len(way[0].result), NEVER), np.ones(len(way[0].result), dtype=bool)
    for one in way:
        fails = one.result == NOT_MET
        possible &= (one.result == MET) | (fails & ~np.isnat(one.eligible_on))
        when = np.fmax(when, np.where(fails, one.eligible_on, NEVER))
    return np.where(possible, when, NEVER)


def _curable(way: list[Outcome]) -> NDArray[np.bool_]:
    """Return of whom nothing that is known keeps time from curing what fails of a way."""
    found = np.ones(len(way[0].result), dtype=bool)
    for one in way:
        found &= (one.result != NOT_MET) | ~np.isnat(one.eligible_on) | one.curable
    return found


def _held(case: Case) -> tuple[list[Said], NDArray[np.integer]]:
    """Return the class of the post and the golongan of everybody."""
    kelompok = np.array([one or "" for one in case.dossiers.kelompok], dtype=object)
    code, unique = pd.factorize(pd.MultiIndex.from_arrays([kelompok, case.dossiers.text("golongan")]))
    words = [
        said(
            "together",
            parts=tuple(said("recorded", value=one) for one in (Code(post) if post else "", rank) if one),
        )
        if post or rank
        else NOTHING_RECORDED
        for post, rank in unique
    ]
    return words, code


_RANK_OF = np.zeros(len(RESULTS), dtype=np.intp)
_RANK_OF[_ORDER] = np.arange(len(_ORDER))


def _alike(value: dict[str, Any], case: Case) -> Hashable:
    from asnkarier.analysis.gates.registry import known_checks

    known = known_checks()
    parts = tuple(known[one["uji"]].alike(one["nilai"], case) for way in value["salah_satu"] for one in way)
    return None if None in parts else parts


CHECK = Check(
    "salah_satu",
    SalahSatu,
    N_("comes in one of these ways"),
    _judge,
    alike=_alike,
    facts=("jabatan", "golongan"),
)
