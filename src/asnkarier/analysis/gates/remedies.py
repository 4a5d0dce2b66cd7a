"""What would decide an open gate: the reason why it is open, and the thing to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from asnkarier.model.codes.reasons import NOT_IN_FORCE

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from asnkarier.analysis.arrays import Ints
    from asnkarier.analysis.gates.targets import Case
    from asnkarier.analysis.outcomes import Outcome

# What can be done: assess the people of a unit, fill or correct a field, bring the appraisals of a year, bring a
# register, write the standard of a position. An empty kind: no data of the office will open it.
ASSESS: Final = "assess"
FIELD: Final = "field"
CORRECT: Final = "correct"
APPRAISAL: Final = "appraisal"
REGISTER: Final = "register"
STANDARD: Final = "standard"
# As the target of a standard: the default of a class judges, and says less than a standard of the post's own.
OWN_STANDARD: Final = "own"


class Remedy(NamedTuple):
    """What to do and with what; an empty target stands for the first fact that the check looks at."""

    kind: str
    target: str = ""


NO_REMEDY: Final = Remedy("")
# Reasons that any check may give.
GENERAL_REMEDIES: Final[Mapping[str, Remedy]] = {
    "data_missing": Remedy(FIELD),
    "rank_unknown": Remedy(CORRECT),
    NOT_IN_FORCE: NO_REMEDY,
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open gate and the people who wait for it: places in the dossiers of `case`."""

    value: Any
    outcome: Outcome
    people: Ints
    case: Case


class Blocker(NamedTuple):
    """What must be known first for some people: reason, kind and target are one text for all or one for each."""

    people: Ints
    reason: ArrayLike
    kind: ArrayLike
    target: ArrayLike
