"""On which cells of the office's own files each part of somebody's score rests."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.agency.provenance import cell_texts, register_cells
from asnkarier.analysis.scores.components import appraised_years, leadership
from asnkarier.analysis.spans import as_days, day

if TYPE_CHECKING:
    from asnkarier.agency.judging import Judged
    from asnkarier.agency.snapshot import Snapshot

_REGISTER: Final = {
    "kualifikasi": ("tingkat_pendidikan", "pendidikan"),
    "integritas": ("hukuman_disiplin", "hukuman_selesai"),
    "krs": ("krs",),
}
# The field of a list that a part looks at, where a row stands for it; the first for which the list has a column.
_DECIDING: Final = {
    "kinerja": ("predikat",),
    "pengalaman": ("tmt_jabatan",),
    "pengembangan": ("jp", "nama_pelatihan"),
}
_POTENTIAL: Final = "kompetensi/aspek_potensi"


def cells_of_parts(
    then: "Snapshot", judged: "Judged", nips: Sequence[str]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return `file:sheet!cell` of every fact behind a part of the score, by nip and part; a part without any fact is not among them.

    then: the agency on the day that is judged. Of the register an empty cell counts too: it is what leaves the part open.
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    for part, rows in _rows_behind(then, judged, set(nips)):
        cells = cell_texts(_with_column(then, rows, _DECIDING.get(part, ())), then.sources)
        for nip, cell in zip(rows["nip"].tolist(), cells.tolist(), strict=True):
            if isinstance(cell, str):
                found.setdefault((nip, part), {})[cell] = None
    for part, fields in _REGISTER.items():
        for nip, places in register_cells(then, nips, fields).items():
            found.setdefault((nip, part), {}).update(dict.fromkeys(places))
    return {key: tuple(places) for key, places in found.items()}


def _rows_behind(then: "Snapshot", judged: "Judged", nips: set[str]) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the rows of lists on which parts rest, with the name of the part."""
    levels = then.levels[then.levels["nip"].isin(nips)]
    if judged.deciding is not None:
        asked = {one.kompetensi for one in judged.deciding.kompetensi}
        yield "kompetensi", levels[levels["kompetensi"].isin(asked)]
    aspects = then.rulebook.in_force(_POTENTIAL, then.as_of)
    if aspects is not None:
        names = {one["id"] for one in aspects.value["aspek"]}
        yield "potensi", levels[levels["kompetensi"].isin(names)]
    last = then.dossiers.last_year
    years = range(last - appraised_years(then.rulebook, then.as_of) + 1, last + 1)
    appraisals = then.frames["appraisals"]
    yield "kinerja", appraisals[appraisals["nip"].isin(nips) & appraisals["tahun"].isin(years)]
    yield "pengalaman", _spells(then, judged, nips)
    trainings = then.frames["trainings"]
    mine = trainings[trainings["nip"].isin(nips)]
    begin, end = as_days(mine["tanggal_mulai"]), as_days(mine["tanggal_selesai"])
    finished = np.where(np.isnat(end), begin, end)
    within = (finished >= day(date(last, 1, 1))) & (finished <= day(date(last, 12, 31)))
    yield "pengembangan", mine[within | np.isnat(finished)]


def _with_column(then: "Snapshot", rows: pd.DataFrame, fields: Sequence[str]) -> pd.DataFrame:
    """Return the rows with the column of the sheet in which the first of these fields stands, where none is known yet; none where the sheet has none."""
    columns = {
        number: next((one.columns[name] for name in fields if name in one.columns), "")
        for number, one in then.sources.items()
    }
    found = rows["source_id"].map(columns)
    return rows.assign(col=rows["col"].fillna(found) if "col" in rows else found)


def _spells(then: "Snapshot", judged: "Judged", nips: set[str]) -> pd.DataFrame:
    """Return the row of the last post that counts as service."""
    served = leadership(then.dossiers, judged.eligibility.gates)
    rows = pd.DataFrame({"nip": then.dossiers.people, "source_id": served.source_id, "row": served.row})
    return rows[rows["nip"].isin(nips) & (rows["source_id"] >= 0)]
