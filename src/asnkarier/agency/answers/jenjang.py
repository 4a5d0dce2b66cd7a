"""Who may rise to the next jenjang of a functional post: credit points, competency test and formation beside each other."""

from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.analysis.gates.rise import rise_status
from asnkarier.analysis.gates.ways import RISE as RISING
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES

if TYPE_CHECKING:
    from asnkarier.agency.judging import Judged
    from asnkarier.agency.posts import Post
    from asnkarier.agency.snapshot import Snapshot

_SHOWN = {"points": ("credit", "credit_wanted"), "test": ("test", "test_wanted")}


def formation(now: "Snapshot", post: "Post") -> int | None:
    """Return how many places the list of vacancies has for a post; None: it does not name the post, so nobody knows."""
    if post.code is not None:
        return post.seats
    wanted = normalise_jabatan(post.jabatan)
    rows = now.vacancies[[normalise_jabatan(str(one)) == wanted for one in now.vacancies["jabatan"]]]
    return None if rows.empty else int(rows["jumlah"].fillna(1).sum())


def rising_jenjang(now: "Snapshot", judged: "Judged") -> pd.DataFrame:
    """Return who holds the jenjang directly below the post, nobody where it is no functional one.

    Columns: nip, nama, jabatan, unit_kerja, rise (a code of `RISE`), credit, credit_wanted, test, test_wanted (what was said), formation.
    """
    eligibility = judged.eligibility
    rows = now.employees[["nip", "nama", "jabatan", "unit_kerja"]]
    if judged.post.kelompok not in FUNCTIONAL_CLASSES:
        return rows.head(0)
    seats = formation(now, judged.post)
    found = rows.assign(
        rise=rise_status(eligibility, seats), formation=pd.array([seats] * len(rows), dtype="Int64")
    )
    for gate in eligibility.gates:
        if gate.check.rise in _SHOWN and gate.route in ("", RISING):
            seen, asked = _SHOWN[gate.check.rise]
            observed = gate.outcome.observed
            found[seen] = observed.words[observed.code]
            found[asked] = pd.Series([gate.outcome.required] * len(rows), dtype=object, index=found.index)
    for names in _SHOWN.values():
        for name in names:
            found[name] = found.get(name, pd.Series([None] * len(rows), dtype=object, index=found.index))
    return found[found["rise"] != ""].reset_index(drop=True)
