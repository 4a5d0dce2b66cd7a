"""What is stored about one person, each fact with its cell: who it is, appraisals, posts, trainings, the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.answers.reported import with_cells
from asnkarier.agency.known import EMPLOYEE_CELLS
from asnkarier.agency.provenance import cell_of, cell_texts
from asnkarier.agency.snapshot import Snapshot
from asnkarier.model.frames import RESULTS, TABLES

if TYPE_CHECKING:
    from asnkarier.store.records import Source
    from asnkarier.store.store import Store

_HISTORIES = ("appraisals", "positions", "trainings", RESULTS.name, "credit_points", "competency_tests")


@dataclass(frozen=True)
class Biography:
    """person: one row, the fields of employees, `kelompok`, `no_longer_listed_since` (missing for who is listed) and `cleared`.

    cleared: the hukuman disiplin that a complete list no longer tells. The histories: their fields and `source`, newest first.
    left_by: the list that does not name who is no longer listed, empty for who is.

    facts: field, value, source of everything that was ever stored about the person: first the register as it counts, then
    every version of the histories (`field` names their table).
    """

    person: pd.DataFrame
    appraisals: pd.DataFrame
    positions: pd.DataFrame
    trainings: pd.DataFrame
    facts: pd.DataFrame
    reported: pd.DataFrame
    left_by: str = ""

    @property
    def register(self) -> pd.DataFrame:
        """The facts of the register of employees alone."""
        return self.facts[~self.facts["field"].isin(_HISTORIES)].reset_index(drop=True)


def biography(now: Snapshot, store: "Store", nip: str) -> Biography:
    """Return what is known about the person with this NIP, who must be among the employees."""
    employees = now.employees
    since, left_by = _left(now, store, nip)
    person = employees[employees["nip"] == nip].reset_index(drop=True)
    return Biography(
        person=person.assign(no_longer_listed_since=since, cleared=now.cleared.get(nip, "")),
        appraisals=_history(now, "appraisals", nip, ["tahun", "periode_akhir"]),
        positions=_history(now, "positions", nip, ["tmt_jabatan"]),
        trainings=_history(now, "trainings", nip, ["tanggal_mulai", "nama_pelatihan"]),
        facts=_facts(now, store, nip),
        reported=with_cells(now, _history(now, RESULTS.name, nip, ["tanggal"])),
        left_by=left_by,
    )


def _left(now: Snapshot, store: "Store", nip: str) -> "tuple[pd.Series, str]":
    """Return since when the person is no longer listed (one row, NaT: is listed), and the file that leaves them out."""
    if nip not in now.leavers:
        return pd.Series([pd.NaT], dtype="datetime64[s]"), ""
    found = store.leavers(now.people_day, known_at=now.known_at)
    found = found[found["nip"] == nip].reset_index(drop=True)
    batch = int(found["batch_id"].iloc[0])
    return found["since"], next(one.file for one in store.batches() if one.batch_id == batch)


def _history(now: Snapshot, table: str, nip: str, order: list[str]) -> pd.DataFrame:
    frame = now.frames[table]
    frame = frame[frame["nip"] == nip]
    frame = frame.assign(source=cell_texts(frame, now.sources))
    return frame.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def _facts(now: Snapshot, store: "Store", nip: str) -> pd.DataFrame:
    sources = now.sources
    rows = _register(now, nip)
    for table in _HISTORIES:
        fields = [field for field in TABLES[table].columns if field != "nip"]
        for _, fact in store.versions(table, nip, now.as_of, known_at=now.known_at).iterrows():
            value = "; ".join(f"{field}={_text(fact[field])}" for field in fields if not pd.isna(fact[field]))
            rows.append({"field": table, "value": value, "source": _cell(fact, "", sources)})
    return pd.DataFrame(rows, columns=["field", "value", "source"])


def _register(now: Snapshot, nip: str) -> list[dict[str, str]]:
    """Return what counts of the person, each value with the cell that holds it."""
    person, cells = (
        frame[frame["nip"] == nip].iloc[0] for frame in (now.frames["employees"], now.frames[EMPLOYEE_CELLS])
    )
    rows = []
    for field in TABLES["employees"].columns:
        value = person[field]
        if pd.isna(value):
            continue
        source, row = (int(cells[f"{field}.{part}"]) for part in ("source_id", "row"))
        cell = cell_of(now.sources[source], field, row) if source in now.sources else ""
        rows.append({"field": field, "value": _text(value), "source": cell})
    return rows


def _text(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _cell(fact: pd.Series, field: str, sources: "Mapping[int, Source]") -> str:
    return cell_of(sources[int(fact["source_id"])], field, int(fact["row"]))
