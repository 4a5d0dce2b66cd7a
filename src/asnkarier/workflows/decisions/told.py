"""The rows of recorded decisions, for people and programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.decisions.recorded import Recorded, decided_on
from asnkarier.analysis.decisions.agreement import agreement
from asnkarier.reports.books.decisions import ROW_COLUMNS

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

STANDS: Final = "decision_stands"
SUPERSEDED: Final = "decision_superseded"
ALTERED: Final = "decision_altered"


def decision_rows(found: Sequence[Recorded], whole: "Snapshot") -> pd.DataFrame:
    """Return a row per decision, in the order given; names are those of the lists of today."""
    listed = whole.listed
    names = dict(zip(listed["nip"].astype("str"), listed["nama"].astype("str"), strict=True))
    rows = [_row(one, names) for one in found]
    return pd.DataFrame(rows, columns=[column.key for column in ROW_COLUMNS])


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
        "decided_status": [part.get("status") for part in standing],
        "differs": told.differs,
        "reason": told.reason,
        "decided_by": told.decided_by,
        "sk_number": told.sk_number,
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
