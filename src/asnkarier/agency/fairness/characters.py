"""To which group everybody belongs, by each characteristic that selections are compared by."""

from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.analysis.arrays import texts
from asnkarier.analysis.fairness.characteristics import UNKNOWN, age_groups
from asnkarier.analysis.match.unit_tree import offices, unit_tree
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot


def groups_of(now: "Snapshot", who: pd.DataFrame) -> dict[str, list[str]]:
    """Return by characteristic the group of each of the people, in their order."""
    return {
        "jenis_kelamin": _known(who, "jenis_kelamin"),
        "kelompok_umur": age_groups(who["tanggal_lahir"], now.as_of, now.settings.fairness.ages),
        "unit_induk": _parent_units(now, who),
        "status_asn": _known(who, "status_asn"),
    }


def _known(who: pd.DataFrame, name: str) -> list[str]:
    """Return what the list of employees says, and that it says nothing; nothing is read out of a NIP."""
    return [str(one) or UNKNOWN for one in texts(who, name)]


def _parent_units(now: "Snapshot", who: pd.DataFrame) -> list[str]:
    """Return the unit induk of everybody: as the list of employees says, else the office in the list of units; alike names once, as first in the alphabet."""
    unit, above = (texts(who, name).tolist() for name in ("unit_kerja", "unit_induk"))
    tree = unit_tree(now.frames["units"], unit, above)
    names = [*(tree.names[one] for one in offices(tree)), ""]  # NOWHERE is the last
    told = [own or names[place] for own, place in zip(above, tree.of_person.tolist(), strict=True)]
    spelt: dict[str, str] = {}
    for one in sorted(set(told)):
        spelt.setdefault(normalise(one), one)
    return [spelt[normalise(one)] or UNKNOWN for one in told]
