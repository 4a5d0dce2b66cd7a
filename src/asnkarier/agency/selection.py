"""Whom a request is about: a person, a unit, the holders of a position."""

from dataclasses import dataclass

import numpy as np

from asnkarier.agency.lookups import find_jabatan, find_nip, find_unit
from asnkarier.agency.people import People
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.terms import normalise


@dataclass(frozen=True)
class Who:
    """Whom a request is about: a person, a unit, the holders of a position; everybody where nothing is named."""

    nip: str | None = None
    unit: str | None = None
    jabatan: str | None = None


def selected(people: People, request: Who) -> People:
    """Return the people that the request names; UsageError for a NIP, unit or position that nothing matches."""
    employees = people.employees
    keep = np.ones(len(employees), dtype=bool)
    if request.nip is not None:
        keep &= (employees["nip"] == find_nip(employees, request.nip)).to_numpy(dtype=bool)
    if request.unit is not None:
        wanted = find_unit(employees, request.unit)
        in_unit = employees["unit_kerja"].fillna("").map(normalise) == wanted
        keep &= (in_unit | (employees["unit_induk"].fillna("").map(normalise) == wanted)).to_numpy(dtype=bool)
    if request.jabatan is not None:
        wanted = find_jabatan(employees["jabatan"].dropna().unique(), request.jabatan)
        keep &= (employees["jabatan"].fillna("").map(normalise_jabatan) == wanted).to_numpy(dtype=bool)
    return people.among(keep)
