"""Which facts would decide the open boxes: what is not known on an axis whose label is open, the cheapest first.

On an open axis a line runs through what the value may still be, so whatever one fact turns out to be, the others may leave
the box open: all of them are named. The order is by effort, not by rupiah, which no register tells: the office's own record first, then
a register or an appraisal that exists elsewhere in the office, then a standard to be written, an assessment last.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.gates.remedies import (
    APPRAISAL,
    ASSESS,
    CORRECT,
    FIELD,
    OWN_STANDARD,
    REGISTER,
    STANDARD,
)
from asnkarier.analysis.scores.facts import (
    Told,
    bidang_facts,
    integritas_facts,
    kinerja_facts,
    pendidikan_facts,
    pengalaman_facts,
    pengembangan_facts,
)
from asnkarier.analysis.scores.parts import possible_predikat
from asnkarier.analysis.talent.for_held import Held, HeldGrid
from asnkarier.analysis.talent.grid import PARTS
from asnkarier.errors import RuleNotInForce

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

CHEAPEST_FIRST: Final = (CORRECT, FIELD, REGISTER, APPRAISAL, STANDARD, ASSESS)
# No fact that the office keeps would tell it.
NOTHING: Final = ""
COLUMNS: Final = ("person", "kind", "target", "part")
_KINERJA: Final = "kinerja"


def deciding_facts(held: Held, grid: HeldGrid, rulebook: "RuleBook") -> pd.DataFrame:
    """Return what would decide the open boxes: person (place), kind, target, part; one row per fact and part, by person, the cheapest first.

    kind and target: see `gates.remedies`; `NOTHING` where no fact of the office tells the part, which then keeps the box open.
    """
    found = [_none()]
    for part, lacking, facts in _open(held, grid, rulebook):
        told = np.zeros(held.dossiers.count, dtype=bool)
        try:
            for who, kind, target in facts:
                mine = who & lacking
                told |= mine
                found.append(_rows(mine, kind, target, part))
        except RuleNotInForce:  # nothing that is found out would be worth anything
            told[:] = False
        found.append(_rows(lacking & ~told, NOTHING, "", part))
    rows = pd.concat(found, ignore_index=True)
    cost = {kind: place for place, kind in enumerate((*CHEAPEST_FIRST, NOTHING))}
    order = np.lexsort((rows["target"], rows["kind"].map(cost), rows["person"]))
    return rows.iloc[order].reset_index(drop=True)


def _open(held: Held, grid: HeldGrid, rulebook: "RuleBook") -> Iterator[tuple[str, NDArray[np.bool_], Told]]:
    """Yield each part that may be open, of whom it keeps an axis open, and what tells it."""
    as_of, rows = held.dossiers.as_of, grid.rows
    axis = rulebook.in_force("kinerja/ambang_kinerja", as_of)
    if axis is not None:
        is_open = rows["kinerja_label"].eq("").to_numpy(dtype=bool)
        yield _KINERJA, is_open, _of_performance(held, rulebook, by_predikat=isinstance(axis.value, Mapping))
    weights = rulebook.in_force("talenta/bobot_potensial", as_of)
    if weights is None or rulebook.in_force("talenta/ambang_potensial", as_of) is None:
        return
    is_open = rows["potensial_label"].eq("").to_numpy(dtype=bool)
    for part in PARTS:
        if weights.value[part]:
            lacking = is_open & ~grid.parts[part].known
            yield part, lacking, _of_potential(part, held, grid, rulebook, lacking)


def _of_performance(held: Held, rulebook: "RuleBook", *, by_predikat: bool) -> Told:
    """Yield the appraisals that are missing: of the last year where the predikat alone is the label."""
    if not by_predikat:
        yield from kinerja_facts(held.dossiers, rulebook)
        return
    unsettled = [len(one) != 1 for one in possible_predikat(held.dossiers, rulebook)]
    yield np.array(unsettled, dtype=bool), APPRAISAL, str(held.dossiers.last_year)


def _of_potential(
    part: str, held: Held, grid: HeldGrid, rulebook: "RuleBook", lacking: NDArray[np.bool_]
) -> Told:
    dossiers = held.dossiers
    unjudged = held.standard_of < 0
    if part == "penilaian_kompetensi":
        yield unjudged, STANDARD, ""
        yield ~unjudged & (held.sums.total > 0), ASSESS, ""
    elif part == "pengembangan_kompetensi":
        yield from pengembangan_facts(dossiers)
    elif part == "pengalaman_jabatan":
        yield from pengalaman_facts(grid.experience, lacking)
    elif part == "potensi":
        rulebook.value("kompetensi/aspek_potensi", dossiers.as_of)
        yield lacking, ASSESS, ""
    elif part == "pendidikan":
        yield from pendidikan_facts(dossiers)
    elif part == "kesesuaian_bidang":
        own = np.array([*(not one.is_default for one in held.standards), False], dtype=bool)[held.standard_of]
        yield unjudged, STANDARD, ""
        # The default of a class asks for levels, and for no field of study.
        yield ~own & ~unjudged, STANDARD, OWN_STANDARD
        yield from ((who & own, kind, target) for who, kind, target in bidang_facts(dossiers, grid.matches))
    else:
        yield from integritas_facts(dossiers, rulebook)


def _rows(who: NDArray[np.bool_], kind: str, target: str, part: str) -> pd.DataFrame:
    return pd.DataFrame({"person": np.flatnonzero(who)}).assign(kind=kind, target=target, part=part)


def _none() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS}).astype({"person": "int64"})
