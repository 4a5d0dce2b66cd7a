"""The lowest rank for a post of an eselon."""

from collections.abc import Hashable, Mapping
from typing import Annotated, Any, Final

import numpy as np
import pandas as pd
from pydantic import Field

from asnkarier.analysis.gates.check import Check
from asnkarier.analysis.gates.remedies import CORRECT, NO_REMEDY, Remedy
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    NOTHING_KNOWN,
    NOTHING_RECORDED,
    UNKNOWN,
    Outcome,
    interval_verdicts,
    outcome,
    told,
)
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.rules.vocabulary import Part

_RANKS: Final = "jabatan/pangkat_eselon"
_CLASSES: Final = "jabatan/eselon_kelompok"
_ORDER: Final = "referensi/golongan"


class PangkatEselon(Part):
    """How many ranks below the lowest one of the eselon somebody may be appointed."""

    tingkat_di_bawah: Annotated[int, Field(ge=0, le=5, strict=True)]


def _judge(value: dict[str, Any], case: Case) -> Outcome:
    """Golongan ruang is at most so many ranks below the lowest one that the table gives the eselon of the post.

    Where the eselon of the post is not known it may be any of its class: met when the highest floor among them is
    reached, not met when the lowest is not. A golongan of PPPK has no place in the order and is unknown.
    """
    order: list[str] = case.rulebook.value(_ORDER, case.dossiers.as_of)
    facts = case.dossiers.text("golongan")
    code, unique = pd.factorize(facts)
    ranks = np.array([order.index(one) if one in order else -1 for one in unique], dtype=np.int64)[code]
    floors = _floors(value["tingkat_di_bawah"], order, case)
    if not floors:
        reason = np.full(case.count, "eselon_unknown", dtype=object)
        return outcome(np.full(case.count, UNKNOWN), _seen(facts), NOTHING_KNOWN, reason=reason)
    result = interval_verdicts(ranks >= max(floors), ranks >= min(floors))
    reason = np.where(result == UNKNOWN, "eselon_unknown", "").astype(object)
    result[ranks < 0] = UNKNOWN
    reason[ranks < 0] = np.where(facts[ranks < 0] == "", "data_missing", "rank_unknown")
    low, high = order[min(floors)], order[max(floors)]
    required = said("at_least", value=low) if low == high else said("at_least_by_eselon", low=low, high=high)
    return outcome(result, _seen(facts), required, reason=reason, source=case.dossiers.source)


def _floors(below: int, order: list[str], case: Case) -> list[int]:
    """Return the place in the order of the lowest rank for each eselon that the post may have."""
    table: Mapping[str, Mapping[str, str]] = case.rulebook.value(_RANKS, case.dossiers.as_of)
    eselon = case.target.eselon
    if eselon not in table:
        classes = case.rulebook.in_force(_CLASSES, case.dossiers.as_of)
        mine = [
            one
            for one, kelompok in (classes.value if classes else {}).items()
            if kelompok == case.target.kelompok
        ]
        letters = [one for one in mine if one in table]
        possible = [one for one in letters if eselon is None or one.startswith(f"{eselon}.")]
    else:
        possible = [eselon]
    return [max(order.index(table[one]["terendah"]) - below, 0) for one in possible]


def _seen(facts: Any) -> Any:
    code, unique = pd.factorize(facts)
    words: list[Said] = [said("recorded", value=fact) if fact else NOTHING_RECORDED for fact in unique]
    return told(words, code)


def _alike(_value: object, case: Case) -> Hashable:
    return case.target.eselon, case.target.kelompok


CHECK = Check(
    "pangkat_eselon",
    PangkatEselon,
    N_("has at least the rank that appointment to the eselon asks for"),
    _judge,
    alike=_alike,
    facts=("golongan",),
    parameters=(_RANKS, _ORDER),
    remedies={"eselon_unknown": NO_REMEDY, "rank_unknown": Remedy(CORRECT, "golongan")},
)
