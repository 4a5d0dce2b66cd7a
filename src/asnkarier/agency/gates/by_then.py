"""From which day on those who meet everything on the day that a post falls vacant meet it, where that is not today already."""

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.gates.confirming import NOTHING_CONFIRMED, confirm_days, day_columns
from asnkarier.agency.judging import Judged, judge_by_way
from asnkarier.analysis.gates.about_day import AS_FAR_AS_DATA, THEN_AS_FAR_AS_DATA, about_day
from asnkarier.analysis.gates.waiting import WHEN
from asnkarier.errors import RegulationError
from asnkarier.model.said import Said, said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

_MET: Final = (WHEN[0], AS_FAR_AS_DATA)
# Something may be proven already, then the day is the latest one.
_DATED: Final = {
    WHEN[1]: "eligible_from",
    WHEN[2]: "eligible_from_at_latest",
    THEN_AS_FAR_AS_DATA: THEN_AS_FAR_AS_DATA,
}
_COLUMNS: Final = ("eligible_on", "eligible_on_reason", "eligible_on_checked", "if_kept")


def since_when(now: "Snapshot", judged: Judged, rows: pd.DataFrame, *, confirm: bool = False) -> pd.DataFrame:
    """Return `rows` (nip, eligible_on, eligible_on_reason) with the day from which everything is met, of those who meet it on the later day of `judged` and not today.

    now: the agency today. confirm: the days are judged again. Where no day follows from what is known today, it is the day on which the post is judged.
    """
    met = rows["eligible_on_reason"].map(lambda one: isinstance(one, Said) and one.code in _MET)
    if judged.day <= now.as_of or not met.any():
        return rows
    found = _today(now, judged, rows.loc[met, "nip"].tolist(), confirm=confirm)
    told = []
    for place, row in enumerate(rows.to_dict("records")):
        mine = found.get(str(row["nip"])) if met.iloc[place] else None
        told.append({str(key): row.get(key) for key in _COLUMNS} if mine is None else mine)
        if met.iloc[place] and (mine is None or mine["eligible_on_reason"].code not in _MET):
            told[-1] = _said(judged, row["eligible_on_reason"], mine)
    columns = [one for one in _COLUMNS if one in rows]
    return rows.assign(
        **{
            name: pd.Series(
                [one[name] for one in told], index=rows.index, dtype=None if name == "eligible_on" else object
            )
            for name in columns
        }
    )


def _today(now: "Snapshot", judged: Judged, nips: list[str], *, confirm: bool) -> dict[str, dict[str, Any]]:
    """Return by nip what is said of these people's day when they are judged today; nobody where today's law knows no requirements."""
    try:
        today = judge_by_way(now, judged.post)
    except RegulationError:
        return {}
    places = today.eligibility.people.get_indexer(pd.Index(nips)).tolist()
    persons = today.eligibility.persons.iloc[places][["nip", "eligible_on"]]
    told = pd.Series(about_day(today.eligibility, places), index=persons.index, dtype=object)
    days = confirm_days(now, today, nips) if confirm else NOTHING_CONFIRMED
    lines = day_columns(days, today, persons.assign(eligible_on_reason=told))
    return {str(one["nip"]): {name: one[name] for name in _COLUMNS} for one in lines.to_dict("records")}


def _said(judged: Judged, then: Said, mine: dict[str, Any] | None) -> dict[str, Any]:
    """Return the day of one person: the one that is foreseen today, else the day on which the post is judged. then: what is said of that day."""
    day: Any = None if mine is None else mine["eligible_on"]
    reason: Any = None if mine is None else mine["eligible_on_reason"]
    told = reason.code if isinstance(reason, Said) and not pd.isna(day) else ""
    foreseen = told in _DATED and pd.Timestamp(day).date() <= judged.day
    first = pd.Timestamp(day if foreseen else judged.day)
    code = _DATED[told] if foreseen else "eligible_by_vacancy"
    facts = dict(then.facts) if then.code == AS_FAR_AS_DATA else {}
    code = THEN_AS_FAR_AS_DATA if facts else code
    return {
        "eligible_on": first.as_unit("s"),
        "eligible_on_reason": said(code, day=first.date(), **facts),
        "eligible_on_checked": mine["eligible_on_checked"] if mine and foreseen else None,
        "if_kept": bool(mine["if_kept"]) if mine and foreseen else False,
    }
