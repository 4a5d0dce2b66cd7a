"""Where a fact stands in the office's own files, as text: `file:sheet!cell`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from asnkarier.agency.known import EMPLOYEE_CELLS

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.analysis.arrays import Ints
    from asnkarier.store.records import Batch, Source

SEVERAL = "; "
FROM_NIP = "derived_from_nip"  # the reason of a finding that rests on the date inside the NIP


def told_apart(
    sources: "Mapping[int, Source]", batches: "Iterable[Batch]", known_at: int | None = None, beside: str = ""
) -> "dict[int, Source]":
    """Return the sheets that were known by then; files of one name and other bytes carry the day of their list.

    An export that is saved under one name every night is another file each time: `pegawai.csv (2026-11-01)`, with the
    batch where one day has several. beside: the name of a file that stands for itself.
    """
    known = {number: one for number, one in sources.items() if known_at is None or one.batch_id <= known_at}
    days = {batch.batch_id: batch.as_of for batch in batches}
    editions: dict[str, dict[str, int]] = {}
    for one in known.values():
        editions.setdefault(one.file, {}).setdefault(one.sha256, one.batch_id)
    titles: dict[tuple[str, str], str] = {}
    for file, batch_of in editions.items():
        lone = len(batch_of) == 1 and file != beside
        on_day = Counter(days[batch] for batch in batch_of.values())
        for sha256, batch in batch_of.items():
            mark = f"{days[batch]}" if on_day[days[batch]] == 1 else f"{days[batch]} #{batch}"
            titles[file, sha256] = file if lone else f"{file} ({mark})"
    return {number: replace(one, file=titles[one.file, one.sha256]) for number, one in known.items()}


def cell_texts(frame: pd.DataFrame, sources: "Mapping[int, Source]") -> pd.Series:
    """Return `file:sheet!cell` for every row of a frame with source_id, row and col; missing where those are."""
    prefixes = {source_id: _prefix(source) for source_id, source in sources.items()}
    known = frame["source_id"].notna()
    text = pd.Series(pd.NA, index=frame.index, dtype="str")
    part = frame[known]
    place = part["col"].fillna("").astype("str") + part["row"].astype("int64").astype("str")
    text[known] = part["source_id"].map(prefixes).astype("str") + place
    return text


def cell_of(source: "Source", field: str, row: int, col: str | None = None) -> str:
    """Return `file:sheet!cell` of `field` in sheet row `row`; without a column, of the row itself."""
    letter = col or source.columns.get(field) or ""
    return f"{_prefix(source)}{letter}{row}"


def _prefix(source: "Source") -> str:
    return f"{source.file}:{source.sheet}!" if source.sheet else f"{source.file}:"


def with_sources(findings: pd.DataFrame, snapshot: "Snapshot") -> pd.DataFrame:
    """Add `source`: `file:sheet!cell` of the field that decided, empty where no single cell did.

    A finding that rests on a person's line in the register cites the list that said that very field, which need not be
    the list that came last; a value that nobody gave, the empty cell where it belongs. A finding that rests on several cells
    (`rests_on`) names them all, with `SEVERAL` between them.
    """
    sources = snapshot.sources
    register = snapshot.kept.of("register of cells", lambda: _Register(snapshot))
    names = ("nip", "source_id", "row", "field", "reason")
    several = findings["rests_on"].tolist() if "rests_on" in findings else [()] * len(findings)
    texts: list[str | None] = []
    columns = (findings[name].tolist() for name in names)
    for nip, source_id, row, fields, reason, rows in zip(*columns, several, strict=True):
        if rows:
            cells = (cell for one in rows for cell in _all_cells(register, sources, nip, *one))
            texts.append(SEVERAL.join(dict.fromkeys(cells)) or None)
        elif not isinstance(source_id, int) or not isinstance(row, int) or source_id not in sources:
            texts.append(None)
        elif register.is_line_of(nip, source_id, row):
            texts.append(register.cell(nip, ["nip"] if reason == FROM_NIP else fields.split(",")))
        else:
            known = [name for name in fields.split(",") if name in sources[source_id].columns]
            texts.append(cell_of(sources[source_id], known[0] if known else "", row))
    return findings.assign(source=pd.Series(texts, index=findings.index, dtype="str"))


def _all_cells(
    register: "_Register", sources: "Mapping[int, Source]", nip: str, source_id: int, row: int, fields: str
) -> Iterator[str]:
    """Yield the cell of each of these fields in a row, of those that its list has a column for; the row where it has none."""
    if register.is_line_of(nip, source_id, row):
        yield from (cell for name in fields.split(",") if (cell := register.cell(nip, [name])) is not None)
    elif source_id in sources:
        known = [name for name in fields.split(",") if name in sources[source_id].columns]
        yield from (cell_of(sources[source_id], name, row) for name in known or [""])


def register_cells(
    snapshot: "Snapshot", nips: Iterable[str], fields: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return the cells of these fields of the register for each person, of those fields that a list has a place for."""
    register = snapshot.kept.of("register of cells", lambda: _Register(snapshot))
    found = {}
    for nip in nips:
        cells = (register.cell(nip, [field]) for field in fields)
        found[nip] = tuple(cell for cell in cells if cell is not None)
    return found


class _Register:
    """The cells of everybody's fields."""

    def __init__(self, snapshot: "Snapshot") -> None:
        """Look at the employees of the snapshot."""
        self.sources, self.cells = snapshot.sources, snapshot.frames[EMPLOYEE_CELLS]
        self.place = {nip: place for place, nip in enumerate(self.cells["nip"].tolist())}
        employees = snapshot.frames["employees"]
        ids, rows = (
            employees[name].to_numpy(dtype=np.int64, na_value=-1).tolist() for name in ("source_id", "row")
        )
        self.found: dict[str, tuple[Ints, Ints]] = {}
        self.lines = dict(zip(employees["nip"].tolist(), zip(ids, rows, strict=True), strict=True))

    def is_line_of(self, nip: Any, source_id: int, row: int) -> bool:
        """Return whether this is the row of the last list that names the person."""
        return self.lines.get(nip) == (source_id, row)

    def cell(self, nip: Any, fields: Iterable[str]) -> str | None:
        """Return the cell of the first of these fields that has a value or a place for one, None when none has."""
        for field in fields:
            source_id, row = (int(one[self.place[nip]]) for one in self._places(field))
            if source_id in self.sources:
                return cell_of(self.sources[source_id], field, row)
        return None

    def _places(self, field: str) -> "tuple[Ints, Ints]":
        if field not in self.found:
            self.found[field] = (
                self.cells[f"{field}.source_id"].to_numpy(),
                self.cells[f"{field}.row"].to_numpy(),
            )
        return self.found[field]
