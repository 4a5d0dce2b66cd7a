"""By which route somebody may come to a post: raised to its class, or moved within it."""

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.gates.eligibility import Eligibility
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.kept import Kept
from asnkarier.analysis.outcomes import NOT_MET, UNKNOWN
from asnkarier.analysis.spans import add_months, day
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES, JPT_CLASSES
from asnkarier.model.said import MONTHS_PER_YEAR
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

PROMOTION: Final = "promosi"
ROTATION: Final = "rotasi"
# The criteria of who goes to the same functional post elsewhere, at the same jenjang.
MOVING: Final = "mutasi"


def may_rotate(
    dossiers: Dossiers,
    held: "pd.Series[str]",
    target: Target,
    unit_kerja: str | None,
    eligibility: Eligibility,
    rulebook: "RuleBook",
    kept: Kept | None = None,
) -> NDArray[np.bool_]:
    """Return who may move to the target within their class; held: the class of everybody's post.

    A rotation keeps the class and needs every gate but those about the way up (years in lower posts, the age on appointment),
    and the years in the present post that `jabatan/rotasi` asks for (PP 11/2017 Pasal 190 ayat (3)), among JPT
    `jabatan/rotasi_jpt` (Pasal 131 to 133). Where that rule is not in force nobody is proposed to move.
    kept: what other targets were told by the same dossiers and law.
    """
    kept = kept or Kept()
    same_class = (held == target.kelompok).to_numpy(dtype=bool)
    same_post = np.asarray(dossiers.jabatan == normalise_jabatan(target.jabatan), dtype=bool)
    code, units = kept.of("units", lambda: _units(dossiers))
    there = normalise(unit_kerja or "")
    elsewhere = np.array([one != there for one in units], dtype=bool)[code]
    # A functional post is held by many: moving to the same post elsewhere is a rotation, to another one it is not. Two
    # structural posts may share a name (Camat); only the very post somebody holds is no rotation.
    fitting = same_post & elsewhere if target.kelompok in FUNCTIONAL_CLASSES else ~same_post | elsewhere
    long_enough = kept.of(
        ("rotation", target.kelompok), lambda: _long_enough(dossiers, rulebook, target.kelompok)
    )
    rotates: NDArray[np.bool_] = same_class & fitting & long_enough & _gates_met(eligibility)
    return rotates


def _units(dossiers: Dossiers) -> tuple[Ints, list[str]]:
    """Return everybody's unit as a code into the normalised names."""
    code, names = pd.factorize(dossiers.text("unit_kerja"))
    return code, [normalise(one) for one in names]


def rule_of_rotation(kelompok: str) -> str:
    """Return the id of the rule that says how long a post of this class is held before its holder moves on."""
    return "jabatan/rotasi_jpt" if kelompok in JPT_CLASSES else "jabatan/rotasi"


def _long_enough(dossiers: Dossiers, rulebook: "RuleBook", kelompok: str) -> NDArray[np.bool_]:
    rule = rulebook.in_force(rule_of_rotation(kelompok), dossiers.as_of)
    if rule is None:
        return np.zeros(dossiers.count, dtype=bool)
    years = rule.value["minimal_tahun"]
    complete = add_months(dossiers.days("tmt_jabatan"), round(years * MONTHS_PER_YEAR))
    return np.asarray(complete <= day(dossiers.as_of), dtype=bool)


def _gates_met(eligibility: Eligibility) -> NDArray[np.bool_]:
    met = np.ones(len(eligibility.people), dtype=bool)
    for gate in eligibility.gates:
        if gate.decides and not gate.check.way_up:  # who already holds a post of this class has gone it
            met &= ~np.isin(gate.outcome.result, (NOT_MET, UNKNOWN))
    return met
