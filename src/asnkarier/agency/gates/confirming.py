"""Whether the day on which somebody is said to meet every requirement is that day: judged again on it, and on the day before."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.gates.later import Later
from asnkarier.agency.judging import Judged
from asnkarier.analysis.gates.eligibility import STATUS
from asnkarier.analysis.gates.waiting import WHEN, days_if_kept
from asnkarier.analysis.outcomes import NOT_MET
from asnkarier.analysis.spans import as_days
from asnkarier.model.said import Said, said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.analysis.gates.eligibility import Eligibility

# So many days are judged again, the soonest first; a large agency has many, and the soonest matter.
MOST_DAYS: Final = 12
_THEN, _LATEST, _IF_MET = WHEN[1:4]


@dataclass(frozen=True)
class Confirmed:
    """days: nip -> the day, where it was judged again and is right. refuted: nip -> why it is not that day. Of whom neither speaks the day was not judged again."""

    days: dict[str, date]
    refuted: dict[str, Said]


NOTHING_CONFIRMED: Final = Confirmed({}, {})


def confirm_days(then: "Snapshot", judged: Judged, nips: "pd.Index | list[str]") -> Confirmed:
    """Judge these people again on the day that is said of each, and on the day before.

    then: the agency on the day that is judged. On the day everything is met, or nothing is failed where more is open; on the day before
    it is not so, unless the day is only the latest one.
    """
    persons = judged.eligibility.persons
    asked = persons[persons["nip"].isin(nips) & persons["eligible_on"].notna()]
    days = sorted(asked["eligible_on"].unique())[:MOST_DAYS]
    later = Later(then, asked.loc[asked["eligible_on"].isin(days), "nip"].tolist())
    found = Confirmed({}, {})
    for when in days:
        people = asked[asked["eligible_on"] == when]
        day = pd.Timestamp(when).date()
        on, before = later.around(judged, ("post", judged.post), day)
        for nip, code in zip(people["nip"], people["eligible_on_code"], strict=True):
            why = _wrong(on, before, nip, code, day)
            if why is None:
                found.days[nip] = day
            else:
                found.refuted[nip] = why
    return found


def _wrong(on: "Eligibility", before: "Eligibility", nip: str, code: str, day: date) -> Said | None:
    place = int(on.people.get_indexer(pd.Index([nip]))[0])
    if not _met(on, place, code):
        row = on.persons.iloc[place]
        return said("day_refuted", on=day, rules=(*row["gates_failed"], *row["gates_unknown"]))
    if code == _THEN and _met(before, place, code):
        return said("ready_sooner", on=day)
    return None


def _met(judged: "Eligibility", place: int, code: str) -> bool:
    """Return whether what data decide is met; what people must judge besides (`ways.left_to_people`) is no fault of the day, and is said beside it."""
    if code != _IF_MET:
        return bool(judged.status[place] == STATUS.index("eligible"))
    return not any(gate.decides and gate.outcome.result[place] == NOT_MET for gate in judged.gates)


def day_columns(found: Confirmed, judged: Judged, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` (nip, eligible_on, eligible_on_reason) with `eligible_on_checked` and `if_kept`; a day that was refuted is taken out, and said why.

    if_kept: the day rests on years that are not over, in whose place stand the last that are known.
    """
    wrong = rows["nip"].isin(list(found.refuted))
    days = rows["eligible_on"].mask(wrong)
    told = zip(rows["nip"], rows["eligible_on_reason"], strict=True)
    reasons = pd.Series([found.refuted.get(nip, one) for nip, one in told], index=rows.index, dtype=object)
    case = judged.eligibility.case
    gates = [gate for gate in judged.eligibility.gates if gate.decides]
    whole = as_days(judged.eligibility.persons["eligible_on"])
    kept = days_if_kept(gates, whole, case.dossiers.known_on)
    place = judged.eligibility.people.get_indexer(pd.Index(rows["nip"]))
    checked = [
        None if pd.isna(day) else nip in found.days for nip, day in zip(rows["nip"], days, strict=True)
    ]
    return rows.assign(
        eligible_on=days,
        eligible_on_reason=reasons,
        eligible_on_checked=pd.Series(checked, index=rows.index, dtype=object),
        if_kept=pd.Series(kept[place] & days.notna().to_numpy(), index=rows.index),
    )
