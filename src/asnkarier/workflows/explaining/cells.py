"""The cells of one person's facts, by what a figure of a report rests on."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.match import items_of
from asnkarier.agency.provenance import cell_of, cell_texts, register_cells
from asnkarier.analysis.careers.trainings import completed

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

Cells = tuple[str, ...]


class PersonCells:
    """Where the facts of one person who counts stand, each as `file:sheet!cell`; nothing where no list holds the fact."""

    def __init__(self, now: "Snapshot", nip: str) -> None:
        """Look at the person."""
        self.now, self.nip = now, nip

    def register(self, *fields: str) -> Cells:
        """Return the cells of fields of the list of employees."""
        return register_cells(self.now, [self.nip], fields)[self.nip]

    def appraised(self, years: int) -> Cells:
        """Return the appraisals of the last complete years, the newest first."""
        rows = self._rows("appraisals").sort_values("tahun", ascending=False, kind="stable")
        last = self.now.dossiers.last_year
        return self._at(rows[rows["tahun"].between(last - years + 1, last)], "predikat")

    def trained(self, *, last_year: bool = False) -> Cells:
        """Return the trainings completed. last_year: of the last complete year, and those of which no day is known."""
        rows = completed(self._rows("trainings"))
        if last_year and len(rows):
            ended = pd.to_datetime(rows["tanggal_selesai"].fillna(rows["tanggal_mulai"]))
            rows = rows[ended.isna() | ended.dt.year.eq(self.now.dossiers.last_year)]
        return self._at(rows, "nama_pelatihan")

    def served(self) -> Cells:
        """Return the posts held, with the day on which the present one began."""
        return (*self.register("tmt_jabatan"), *self._at(self._rows("positions"), "jabatan"))

    def assessed(self, competencies: Iterable[str] | None = None) -> Cells:
        """Return the levels that count, of these competencies; None: of those that the post held asks for."""
        if competencies is None:
            people = self.now.people
            items = items_of(self.now, people.among((people.employees["nip"] == self.nip).to_numpy()))
            return _told(items["source"])
        levels = self.now.levels
        mine = levels[levels["nip"].eq(self.nip) & levels["kompetensi"].isin(list(competencies))]
        return _told(cell_texts(mine, self.now.sources))

    def course(self, kode: str, field: str) -> Cells:
        """Return the cell of a course of the catalogue."""
        rows = self.now.frames["courses"]
        return self._at(rows[rows["kode"].eq(kode)], field)

    def _rows(self, table: str) -> pd.DataFrame:
        frame = self.now.frames[table]
        return frame[frame["nip"].eq(self.nip)]

    def _at(self, rows: pd.DataFrame, field: str) -> Cells:
        """Return the cell of a field in each of these rows; the row itself where its sheet has no such column."""
        sources = self.now.sources
        places = zip(rows["source_id"].tolist(), rows["row"].tolist(), strict=True)
        return tuple(
            cell_of(sources[int(source)], field, int(row)) for source, row in places if source in sources
        )


def together(cells: Cells) -> str:
    """Return cells as people read them: each sheet once, with its cells."""
    sheets: dict[str, list[str]] = {}
    for cell in cells:
        sheet, mark, place = cell.rpartition("!") if "!" in cell else cell.rpartition(":")
        sheets.setdefault(sheet + mark, []).append(place)
    return "; ".join(sheet + ", ".join(places) for sheet, places in sheets.items())


def _told(cells: "pd.Series[str]") -> Cells:
    return tuple(dict.fromkeys(cells.dropna().astype(str).tolist()))
