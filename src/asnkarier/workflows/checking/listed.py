"""Who is no longer listed, and whom the newest list of employees does not name although it was never said to be everybody."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.snapshot import Snapshot
from asnkarier.model.frames import EMPLOYEES
from asnkarier.sheets.names import is_rejects
from asnkarier.workflows.readings import read_with

if TYPE_CHECKING:
    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store

_WHO: Final = ["nip", "nama", "jabatan", "unit_kerja", "unit_induk"]


@dataclass(frozen=True)
class Listed:
    """left, unnamed: nip, nama, jabatan, unit_kerja, unit_induk, day (left since, last named on), file (of that list).

    newest: the file of the newest list, empty when it is everybody or there is none.
    """

    left: pd.DataFrame
    unnamed: pd.DataFrame
    newest: str


def listed(now: Snapshot, store: "Store") -> Listed:
    """Return who is missing in the lists of employees that count on the day of the snapshot."""
    day, known_at = now.people_day, now.known_at
    batches = {one.batch_id: one for one in store.batches(known_at=known_at)}
    beside = {one.batch_id for one in store.sources().values() if not one.names_people}
    lists = sorted(
        (one for one in batches.values() if _is_list(one, beside) and one.as_of <= day),
        key=lambda one: (one.as_of, one.batch_id),
    )
    left = store.leavers(day, known_at=known_at).rename(columns={"since": "day"})
    newest = _newest(lists)
    names = {one.batch_id: one.file for one in batches.values()}
    if not newest or any(one.complete for one in newest):
        return Listed(_people(now, left, names), _people(now, left.iloc[:0], names), "")
    last = store.last_named(day, known_at=known_at)
    last = last[~last["batch_id"].isin([one.batch_id for one in newest]) & ~last["nip"].isin(left["nip"])]
    return Listed(_people(now, left, names), _people(now, last, names), newest[0].file)


def _is_list(batch: "Batch", beside: Container[int]) -> bool:
    return batch.batch_id not in beside and (batch.kind, batch.status, batch.table) == (
        "import",
        "active",
        EMPLOYEES.name,
    )


def _newest(lists: "Sequence[Batch]") -> "list[Batch]":
    """Return the newest list: every table of its day that one command imported, its mended rows that came after, and its readings once more."""
    whole = [one for one in lists if not is_rejects(one.file) and read_with(one)[1] is None]
    if not whole:
        return []
    last = whole[-1]
    stamp = (last.as_of, last.imported_at, last.imported_by)
    mended = list(lists[lists.index(last) + 1 :])
    newest = [one for one in whole if (one.as_of, one.imported_at, one.imported_by) == stamp]
    known = {None, *(one.batch_id for one in newest)}
    return newest + [one for one in mended if read_with(one)[1] in known]


def _people(now: Snapshot, found: pd.DataFrame, names: dict[int, str]) -> pd.DataFrame:
    who = now.employees[_WHO].merge(found, on="nip", validate="one_to_one")
    files = pd.Series(who["batch_id"].map(names), dtype="str")
    who = who.assign(file=files).drop(columns="batch_id")
    return who.sort_values(["day", "nip"], ascending=[False, True], kind="stable", ignore_index=True)
