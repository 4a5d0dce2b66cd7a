"""The hours of training of this calendar year, beside what the law asks of each person."""

from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.analysis.careers.dossiers import ANYBODY
from asnkarier.analysis.careers.trainings import unclear
from asnkarier.analysis.training.year_hours import against_rule, hours_of_year

if TYPE_CHECKING:
    from asnkarier.agency.people import People
    from asnkarier.agency.snapshot import Snapshot

LEAST: Final = "pengembangan/jam_pelajaran"
MOST: Final = "pengembangan/jam_pelajaran_pppk_maksimum"
HOURS: Final = (LEAST, MOST)
_REGISTER: Final = "trainings"


def hours_of(now: "Snapshot", people: "People") -> pd.DataFrame:
    """Return for each of `people`, in their order: nip, status_asn, trainings, jp, jp_unknown, target, to_go, jp_status.

    See `against_rule`; PP 11/2017 Pasal 203 ayat (4) and PP 49/2018 Pasal 40 ayat (1) as they are in force on the day.
    """
    who = people.employees[["nip", "status_asn"]].reset_index(drop=True)
    hours = hours_of_year(who["nip"], now.frames["trainings"], now.as_of)
    least, most = (now.rulebook.in_force(one, now.as_of) for one in HOURS)
    declared, out = complete_of(now)
    complete = (~who["nip"].isin(out) & declared).to_numpy(dtype=bool)
    rule = against_rule(
        hours,
        who["status_asn"],
        None if least is None else float(least.value),
        None if most is None else float(most.value),
        complete,
    )
    return pd.concat([who, hours, rule], axis=1)


def complete_of(now: "Snapshot") -> tuple[bool, frozenset[str]]:
    """Return whether the register of trainings is declared complete, and the NIP of whom it is open all the same: rows of theirs were set aside, or say no result."""
    out = now.set_aside.get(_REGISTER, frozenset()) | set(unclear(now.frames["trainings"], now.as_of)["nip"])
    return _REGISTER in now.settings.complete_registers and ANYBODY not in out, frozenset(out)
