"""The unit of which not too many may be away at once: the office that somebody belongs to, or the very unit."""

from typing import TYPE_CHECKING, Literal

from asnkarier.analysis.arrays import texts
from asnkarier.analysis.match.unit_tree import offices, unit_tree

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot


def units_of(now: "Snapshot", within: Literal["unit_induk", "unit_kerja"]) -> list[str]:
    """Return the unit of everybody, "" where none is known.

    unit_induk: as the list of employees says, else the office in the list of units (see `offices`), else the unit.
    """
    employees = now.people.employees
    unit: list[str] = texts(employees, "unit_kerja").tolist()
    induk: list[str] = texts(employees, "unit_induk").tolist()
    if within == "unit_kerja":
        return unit
    tree = unit_tree(now.frames["units"], unit, induk)
    names = [*(tree.names[one] for one in offices(tree)), ""]  # NOWHERE is the last
    above = [names[one] for one in tree.of_person.tolist()]
    return [told or found or own for told, found, own in zip(induk, above, unit, strict=True)]
