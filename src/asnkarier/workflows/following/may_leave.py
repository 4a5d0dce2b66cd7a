"""Who may be out of service by the last day of a class, as far as is known: they stay in it, and the missing fact is named."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from asnkarier.agency.answers.next_steps import Lack, steps_for
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.careers.leaving import missing_field, when_leaving
from asnkarier.analysis.gates.remedies import FIELD
from asnkarier.model.book import NextStep
from asnkarier.model.said import said


def with_doubts(now: Snapshot, roster: pd.DataFrame) -> pd.DataFrame:
    """Return the roster (nip, gone, selesai) with `may_leave`: that the earliest day out of service lies before the end of the class, or is not known.

    Nothing is said of who has left for certain, nor of a class without days. `lack`: the field that would decide it.
    """
    leaving = when_leaving(now.people.employees, now.rulebook, now.as_of)
    place = pd.Index(now.people.employees["nip"]).get_indexer(pd.Index(roster["nip"]))
    earliest = leaving.earliest[place].astype("datetime64[s]")
    ends = roster["selesai"].to_numpy(dtype="datetime64[s]")
    doubtful = ~roster["gone"].to_numpy(dtype=bool) & ~np.isnat(ends) & ~(earliest > ends)
    told = [
        None
        if not doubt
        else said("class_may_leave", why=why)
        if np.isnat(first)
        else said("class_may_leave_from", first=first.item().date(), why=why)
        for doubt, first, why in zip(doubtful, earliest, leaving.basis[place], strict=True)
    ]
    lack = [missing_field(why) if doubt else "" for doubt, why in zip(doubtful, leaving.basis[place], strict=True)]  # fmt: skip
    return roster.assign(
        may_leave=pd.Series(told, index=roster.index, dtype=object),
        lack=pd.Series(lack, index=roster.index, dtype="str"),
    )


def steps_of_doubts(roster: pd.DataFrame) -> Iterator[NextStep]:
    """Yield how to find out who leaves when: a step per field, of most people first."""
    people = roster[roster["lack"] != ""].groupby("lack")["nip"].nunique().sort_values(ascending=False, kind="stable")  # fmt: skip
    lacks = [Lack(FIELD, str(field), int(count)) for field, count in people.items()]
    yield from steps_for(lacks, int(roster["nip"].nunique()))
