"""What the assessment centre reports of people, beside what is computed and never mixed with it."""

from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.known import RESULTS
from asnkarier.agency.provenance import cell_of

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

_TOTALS: Final = ("jpm", "kategori", "potensi", "kotak")


def reported_of_unassessed(now: "Snapshot", match: pd.DataFrame) -> pd.DataFrame:
    """Return the latest reported totals of the people of whom nothing is assessed; columns as `with_cells`, and nama.

    match: nip and coverage (0 or missing: no level for the standard); the answer is in its order.
    """
    nips = match.loc[match["coverage"].fillna(0) == 0, "nip"].tolist()
    results = now.frames[RESULTS]
    # Mostly nobody: then no list of everybody need be searched for them.
    rows = with_cells(now, results[results["nip"].isin(nips)] if nips else results.head(0))
    rows = rows.sort_values("nip", key=lambda column: pd.Index(nips).get_indexer(column), ignore_index=True)
    who = now.employees[["nip", "nama"]]
    return rows.merge(who if len(rows) else who.head(0), on="nip", how="left", validate="one_to_one")


def with_cells(now: "Snapshot", results: pd.DataFrame) -> pd.DataFrame:
    """Return totals with `source`: the cell of the first of them that has a value."""
    texts: list[str | None] = []
    for _, row in results.iterrows():
        sheet = now.sources.get(int(row["source_id"]))
        said = next((name for name in _TOTALS if pd.notna(row[name])), "")
        texts.append(None if sheet is None else cell_of(sheet, said, int(row["row"])))
    return results.assign(source=pd.Series(texts, index=results.index, dtype="str"))
