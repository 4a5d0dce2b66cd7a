"""Names, posts and units that a list of something else gives beside the NIP, against those of the list of employees."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.careers.spell_rows import normalised
from asnkarier.analysis.contradictions.names import name_contradictions
from asnkarier.analysis.contradictions.person import text_of
from asnkarier.analysis.contradictions.posts import alike_words
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.contradictions.table import COLUMNS, SIDE, Side, together, told
from asnkarier.model.frames import EMPLOYEES, PROVENANCE
from asnkarier.model.terms import normalise

NAMED: Final = ("nip", "nama", "jabatan", "unit_kerja", "unit_induk", *PROVENANCE)
# What is said of a field, and which fields of the register may be meant by it.
_HELD: Final = {
    "jabatan": ("JABATAN-LAIN", ("jabatan",)),
    "unit_kerja": ("UNIT-LAIN", ("unit_kerja", "unit_induk")),
}


def context_contradictions(said: pd.DataFrame, register: Register) -> Iterator[pd.DataFrame]:
    """Yield where `said` names another post or unit than the register, the first cell of each.

    said: nip, field, value, source_id, row, col. A name that holds all words of the other is the same.
    """
    for field, (code, names) in _HELD.items():
        rows = said[said["field"] == field].drop_duplicates(["nip", "value"])
        person = register.rows_of(rows["nip"])
        rows, person = rows[person >= 0], person[person >= 0]
        if not len(rows):
            continue
        mine = _comparable(field, text_of(rows["value"]))
        known = np.zeros(len(rows), dtype=bool)
        alike = np.zeros(len(rows), dtype=bool)
        for name in names:
            held = _comparable(field, text_of(register.value(name)))[person]
            known |= held != ""
            alike |= (held != "") & alike_words(mine, held)
        wrong = np.flatnonzero(known & ~alike & (mine != ""))
        people = person[wrong].astype(np.int64)
        yield told(code, register.nips[people], _side(rows.iloc[wrong], field), register.side(field, people))


def named_otherwise(said: pd.DataFrame, known: pd.DataFrame, here: int) -> pd.DataFrame:
    """Return where `said` names somebody else than the list of employees, or two people under one NIP.

    said, known: `NAMED` columns, oldest word first. here: the source_id of `said`.
    """
    # The word that counts comes last: of the sheet the first row, and above all what the list of employees says.
    said = said.drop_duplicates(["nip", "nama"]).iloc[::-1]
    if not len(said):
        return together([])
    known = known[known["nama"].notna()].drop_duplicates("nip", keep="last")
    versions = [part.reindex(columns=list(NAMED)) for part in (said, known) if len(part)]
    found = name_contradictions(Register(pd.concat(versions, ignore_index=True))).assign(code="NAMA-LAIN")
    mine = found["source_id"] == here
    turned = found[~mine].rename(
        columns={one: f"other_{one}" for one in SIDE} | {f"other_{one}": one for one in SIDE}
    )
    return pd.concat([found[mine], turned], ignore_index=True)[list(COLUMNS)]


def _comparable(field: str, texts: NDArray[np.object_]) -> NDArray[np.object_]:
    if field == "jabatan":
        return normalised(texts)
    code, unique = pd.factorize(texts)
    return np.array([normalise(text) for text in unique], dtype=object)[code]


def _side(rows: pd.DataFrame, field: str) -> Side:
    return Side(
        EMPLOYEES.name,
        field,
        rows["value"].to_numpy(dtype=object),
        rows["source_id"].to_numpy(dtype=np.int64),
        rows["row"].to_numpy(dtype=np.int64),
        rows["col"].to_numpy(dtype=object),
    )
