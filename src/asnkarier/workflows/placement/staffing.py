"""Policies of config.yaml about who serves where: least people of a unit, and who must not serve together, for both forms of a placement."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.placement.cascade.problem import Staffing
from asnkarier.errors import SettingsError
from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.model.terms import normalise

# Of a post whose unit is not known; that of people is empty. The two are never one.
_NO_UNIT: Final = "\0"
STAFFED: Final = N_(
    "Every unit_kerja keeps {least} people, or as many as it has (placement.least_in_unit of config.yaml)."
)
PAIRED: Final = N_(
    "{one} and {other} do not come to serve in one unit: {reason} (placement.apart of config.yaml)."
)


def pairs_apart(now: Snapshot) -> list[tuple[str, str]]:
    """Return the NIPs of people who must not serve together and who count. SettingsError: a NIP that no list ever named."""
    listed = set(now.listed["nip"].astype("str"))
    document, problems = now.settings.document, []
    for number, pair in enumerate(now.settings.placement.apart):
        for at, nip in enumerate(pair.nip):
            if nip not in listed:
                path = ("placement", "apart", number, "nip", at)
                key = f"placement.apart.{number}.nip"
                problems.append(document.problem("PENEMPATAN-NIP", path, key=key, value=nip))
    if problems:
        raise SettingsError(N_("{file} is not valid"), facts={"file": document.file}, problems=problems)
    counting = set(now.employees["nip"].astype("str"))
    return [
        (pair.nip[0], pair.nip[1]) for pair in now.settings.placement.apart if counting.issuperset(pair.nip)
    ]


def units_of_people(now: Snapshot) -> "pd.Series[str]":
    """Return the unit_kerja of everybody by nip, as it is compared; empty where it is not known."""
    employees = now.employees
    named = [normalise(one) if isinstance(one, str) else "" for one in employees["unit_kerja"]]
    return pd.Series(named, index=employees["nip"].astype("str"), dtype="str")


def unit_named(unit_kerja: str | None) -> str:
    """Return the unit of a post as it is compared."""
    return normalise(unit_kerja or "") or _NO_UNIT


def staffing_of(now: Snapshot, there: Sequence[str], here: "pd.Series[str] | None" = None) -> Staffing | None:
    """Return the policies; None where there is none. Of a unit that is not known nothing is asked.

    there: the unit of each post, as `unit_named` gives it. here: `units_of_people`.
    """
    least, pairs = now.settings.placement.least_in_unit, pairs_apart(now)
    if least is None and not pairs:
        return None
    here = units_of_people(now) if here is None else here
    units = sorted({*here, *there})
    number = {unit: place for place, unit in enumerate(units)}
    of_person = np.array([number[unit] for unit in here], dtype=np.int64)
    spare = np.full(len(units), -1, dtype=np.int64)
    if least is not None:
        spare = np.maximum(0, np.bincount(of_person, minlength=len(units)) - least)
    spare[[place for unit, place in number.items() if unit in ("", _NO_UNIT)]] = -1
    places = {nip: place for place, nip in enumerate(here.index)}
    return Staffing(
        of_person,
        np.array([number[unit] for unit in there], dtype=np.int64),
        spare,
        tuple((places[one], places[other]) for one, other in pairs),
    )


def staffing_notes(now: Snapshot) -> tuple[str, ...]:
    """Return the policies as finished sentences."""
    placement = now.settings.placement
    least = () if placement.least_in_unit is None else (message(STAFFED, least=placement.least_in_unit),)
    pairs = (
        message(PAIRED, one=pair.nip[0], other=pair.nip[1], reason=pair.reason) for pair in placement.apart
    )
    return (*least, *pairs)
