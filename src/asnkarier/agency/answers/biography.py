"""What is stored about one person, each fact with its cell: who it is, appraisals, posts, trainings, the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.provenance import cell_of, cell_texts
from asnkarier.agency.snapshot import Snapshot
from asnkarier.model.frames import TABLES

if TYPE_CHECKING:
    from asnkarier.store.records import Source
    from asnkarier.store.store import Store

_HISTORIES = ("appraisals", "positions", "trainings")


@dataclass(frozen=True)
class Biography:
    """person: one row, the fields of employees and `kelompok`. The histories: their fields and `source`, newest first.

    facts: field, value, source of everything that was ever stored about the person: first the register as it counts, then
    every version of the histories (`field` names their table).
    """

    person: pd.DataFrame
    appraisals: pd.DataFrame
    positions: pd.DataFrame
    trainings: pd.DataFrame
    facts: pd.DataFrame

    @property
    def register(self) -> pd.DataFrame:
        """The facts of the register of employees alone."""
        return self.facts[~self.facts["field"].isin(_HISTORIES)].reset_index(drop=True)


def biography(now: Snapshot, store: "Store", nip: str) -> Biography:
    """Return what is known about the person with this NIP, who must be among the employees."""
    employees = now.employees
    return Biography(
        person=employees[employees["nip"] == nip].reset_index(drop=True),
        appraisals=_history(now, "appraisals", nip, ["tahun", "periode_akhir"]),
        positions=_history(now, "positions", nip, ["tmt_jabatan"]),
        trainings=_history(now, "trainings", nip, ["tanggal_mulai", "nama_pelatihan"]),
        facts=_facts(now, store, nip),
    )


def _history(now: Snapshot, table: str, nip: str, order: list[str]) -> pd.DataFrame:
    frame = now.frames[table]
    frame = frame[frame["nip"] == nip]
    frame = frame.assign(source=cell_texts(frame, now.sources))
    return frame.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def _facts(now: Snapshot, store: "Store", nip: str) -> pd.DataFrame:
    sources = now.sources
    rows: list[dict[str, str]] = []
    versions = store.versions("employees", nip, now.people_day, known_at=now.known_at)
    for field in TABLES["employees"].columns:
        known = versions[versions[field].notna()]
        if len(known):
            last = known.iloc[-1]
            rows.append({"field": field, "value": _text(last[field]), "source": _cell(last, field, sources)})
    for table in _HISTORIES:
        fields = [field for field in TABLES[table].columns if field != "nip"]
        for _, fact in store.versions(table, nip, now.as_of, known_at=now.known_at).iterrows():
            value = "; ".join(f"{field}={_text(fact[field])}" for field in fields if not pd.isna(fact[field]))
            rows.append({"field": table, "value": value, "source": _cell(fact, "", sources)})
    return pd.DataFrame(rows, columns=["field", "value", "source"])


def _text(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _cell(fact: pd.Series, field: str, sources: "Mapping[int, Source]") -> str:
    return cell_of(sources[int(fact["source_id"])], field, int(fact["row"]))
