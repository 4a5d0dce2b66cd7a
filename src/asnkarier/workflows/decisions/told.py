"""The rows of recorded decisions, for people and programs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.decisions.recorded import Recorded, decided_on
from asnkarier.agency.selection import why_left_out
from asnkarier.analysis.careers.serving import STANDING
from asnkarier.analysis.decisions.agreement import agreement
from asnkarier.model.said import Code, Said, said
from asnkarier.model.terms import normalise
from asnkarier.reports.books.decisions import ROW_COLUMNS

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

STANDS: Final = "decision_stands"
SUPERSEDED: Final = "decision_superseded"
ALTERED: Final = "decision_altered"


def not_counting(decided: Sequence[str], whole: "Snapshot") -> Iterator[Said]:
    """Yield of who was decided on and counts in no list, why: retired, out of service, no longer listed."""
    why = why_left_out(whole)
    names, standing = _names(whole), whole.employees.set_index("nip")[STANDING]
    for nip in decided:
        if nip in why.index and why[nip]:
            facts = {"standing": str(standing[nip])} if why[nip] == STANDING else {}
            yield said(f"decided_{why[nip]}", name=names.get(nip, nip), nip=nip, **facts)


def decided_elsewhere(one: Recorded, every: Sequence[Recorded], whole: "Snapshot") -> Iterator[Said]:
    """Yield of who was decided on for another post too, by a decision that stands."""
    names, mine = _names(whole), normalise(one.decision.vacancy)
    others = [other for other in every if other.stands and normalise(other.decision.vacancy) != mine]
    for nip in one.decision.decided if one.stands else ():
        for other in others:
            if nip in other.decision.decided:
                facts = {
                    "vacancy": other.decision.vacancy,
                    "number": other.number,
                    "on": decided_on(other.decision.on),
                }
                yield said("decided_elsewhere", name=names.get(nip, nip), nip=nip, **facts)  # type: ignore[arg-type]


def decision_rows(
    found: Sequence[Recorded], whole: "Snapshot", doubts: Mapping[int, Sequence[Said]]
) -> pd.DataFrame:
    """Return a row per decision, in the order given; names are those of the lists of today. doubts: by number, what is to be looked at."""
    names = _names(whole)
    rows = [_row(one, names) | {"doubts": _together(doubts.get(one.number, ()))} for one in found]
    return pd.DataFrame(rows, columns=[column.key for column in ROW_COLUMNS])


def _together(parts: Sequence[Said]) -> Said | None:
    return said("together", parts=tuple(parts)) if parts else None


def _names(whole: "Snapshot") -> dict[str, str]:
    listed = whole.listed
    return dict(zip(listed["nip"].astype("str"), listed["nama"].astype("str"), strict=True))


def _row(one: Recorded, names: dict[str, str]) -> dict[str, Any]:
    told = one.decision
    standing = [told.standing.get(nip, {}) for nip in told.decided]
    return {
        "decision": one.number,
        "on": pd.Timestamp(decided_on(told.on)),
        "vacancy": told.vacancy,
        "jabatan": told.jabatan,
        "unit_kerja": told.unit_kerja,
        "kelompok": told.kelompok,
        "recommended": list(told.recommended),
        "recommended_nama": [names.get(nip, nip) for nip in told.recommended],
        "decided": list(told.decided),
        "decided_nama": [names.get(nip, nip) for nip in told.decided],
        "decided_rank": [part.get("rank") for part in standing],
        "decided_status": [Code(part["status"]) if part.get("status") else None for part in standing],
        "differs": told.differs,
        "reason": told.reason,
        "decided_by": told.decided_by,
        "sk_number": told.sk_number or None,
        "status": _status(one),
        "supersedes": one.supersedes,
        "superseded_by": one.superseded_by,
        "run": told.run.sha256,
        "run_number": told.run.number,
        "run_report": told.run.report,
        "run_as_of": pd.Timestamp(decided_on(told.run.as_of)),
        "run_known_at": told.run.known_at,
        "recorded_at": one.at,
        "recorded_by": one.by,
        "digest": one.digest,
        "event": one.event,
    }


def _status(one: Recorded) -> str:
    if one.altered:
        return ALTERED
    return STANDS if one.superseded_by is None else SUPERSEDED


def agreement_rows(found: Sequence[Recorded]) -> pd.DataFrame:
    """Return how often the decisions that stand agree with what was recommended, per class."""
    stand = [one.decision for one in found if one.stands]
    return agreement(
        [one.kelompok for one in stand],
        [bool(one.recommended) for one in stand],
        [one.differs for one in stand],
    )
