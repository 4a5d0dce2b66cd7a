"""How far somebody is on the way to the next jenjang of a functional post, in the words that offices use."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.gates.eligibility import Eligibility, Gate
from asnkarier.analysis.gates.ways import RISE as RISING
from asnkarier.analysis.outcomes import MET, NOT_ASKED, NOT_MET

RISE: Final = (
    "siap", "perlu_ujikom", "ak_kurang", "formasi_penuh", "predikat_belum", "syarat_lain", "belum_pasti",
)  # fmt: skip
READY, TEST, POINTS, FULL, APPRAISAL, OTHER, OPEN = range(len(RISE))
_TEST, _POINTS, _APPRAISAL, _BELOW = "test", "points", "appraisal", "below"


def rise_status(eligibility: Eligibility, seats: int | None) -> NDArray[np.object_]:
    """Return for everybody a code of `RISE`, empty for who does not hold the jenjang directly below.

    The first thing that is not met, in this order: test, credit points, formation, appraisals, anything else; `siap` only when
    everything is known to be met, the formation too. seats: places that the post has, None: nothing says.
    """
    results = {name: _result(eligibility.gates, name, eligibility) for name in (_TEST, _POINTS, _APPRAISAL)}
    status = eligibility.persons["status"].to_numpy()
    failed = np.isin(status, ("ineligible", "one_gate_short"))
    known = (results[_TEST] == MET) & (results[_POINTS] == MET) & (status == "eligible")
    full = np.full(len(status), seats == 0)
    found = np.select(
        [
            results[_TEST] == NOT_MET,
            results[_POINTS] == NOT_MET,
            full,
            results[_APPRAISAL] == NOT_MET,
            failed,
            known,
        ],
        [TEST, POINTS, FULL, APPRAISAL, OTHER, OPEN if seats is None else READY],
        OPEN,
    )
    words = np.array(RISE, dtype=object)[found]
    return np.where(_holds_below(eligibility), words, "").astype(object)


def _holds_below(eligibility: Eligibility) -> NDArray[np.bool_]:
    """Return who holds the jenjang directly below; nobody where no gate asks for it, as nobody rises to the lowest."""
    found = np.zeros(len(eligibility.people), dtype=bool)
    for gate in eligibility.gates:
        if gate.check.rise == _BELOW:
            found |= gate.outcome.result == MET
    return found


def _result(gates: Sequence[Gate], part: str, eligibility: Eligibility) -> NDArray[np.int8]:
    """Return the worst result of the gates that speak of this part; met where there is none, as nothing asks for it."""
    found = np.full(len(eligibility.people), MET, dtype=np.int8)
    for gate in gates:
        if gate.check.rise == part and gate.route in ("", RISING):
            result = gate.outcome.result
            kept = (found == NOT_MET) | (result == MET) | (result == NOT_ASKED)
            found = np.where(kept, found, result).astype(np.int8)
    return found
