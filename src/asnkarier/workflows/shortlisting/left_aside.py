"""Who is not considered for a post, and why: whom it would not promote, who fails requirements, who does not count."""

from typing import Final

import numpy as np
import pandas as pd

from asnkarier.agency.judging import Judged, rises
from asnkarier.agency.selection import GONE, why_left_out
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.careers.serving import CONTRACT, RETIRED, STANDING

KEYS: Final = ("nip", "nama", "jabatan", "unit_kerja", "reason", "gates_failed")
_AT_CLASS, _FAILS = "aside_at_class", "aside_fails"
_LEFT_OUT: Final = {
    STANDING: "aside_standing",
    RETIRED: "aside_retired",
    CONTRACT: "aside_contract",
    GONE: "aside_gone",
}


def not_considered(whole: Snapshot, then: Snapshot, judged: Judged) -> pd.DataFrame:
    """Return everybody who is neither on the list, nor short of one requirement, nor open: `KEYS`, by reason, then NIP.

    whole: the agency with those who do not count (retired, not in active service, no longer listed). The reason is the first that holds: does not
    count, holds a post of this class already, fails several requirements (or one while others are open).
    """
    persons, rising = judged.eligibility.persons, rises(then, judged.post)
    out = (persons["status"] == "ineligible").to_numpy(dtype=bool)
    asked = then.employees[["nip", "nama", "jabatan", "unit_kerja"]].assign(
        reason=np.where(rising, _FAILS, _AT_CLASS), gates_failed=persons["gates_failed"].where(rising)
    )
    asked = asked[~rising | out]
    others = whole.employees[~whole.employees["nip"].isin(then.employees["nip"])]
    gone = others.assign(
        reason=why_left_out(whole).reindex(others["nip"]).map(_LEFT_OUT).to_numpy(), gates_failed=None
    )
    found = pd.concat([asked, gone[list(KEYS)]], ignore_index=True)[list(KEYS)]
    found["gates_failed"] = [one if isinstance(one, tuple) else () for one in found["gates_failed"]]
    return found.sort_values(["reason", "nip"], kind="stable", ignore_index=True)
