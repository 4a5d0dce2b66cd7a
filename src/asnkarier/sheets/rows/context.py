"""What a list about people says beside its facts: name, post and unit; held against the list of employees, never stored."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.model.frames import EMPLOYEES
from asnkarier.sheets.cells.column import make_series, raw_column
from asnkarier.sheets.cells.text import is_empty, tidy
from asnkarier.sheets.layout.context import CONTEXT, PUNISHMENT, is_of_punishments_alone
from asnkarier.sheets.layout.detection import Detected
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.rows.facts import Work
from asnkarier.sheets.schema import schemas

# Where a list of employees has these facts; of a unit the office above it will do.
_DISCIPLINE: Final = ("HUKUMAN", "HUKDIS", "DISIPLIN")
_SPOKEN: Final = {"nama": ("nama",), "jabatan": ("jabatan",), "unit_kerja": ("unit_kerja", "unit_induk")}


def no_context() -> pd.DataFrame:
    """Return the frame of `context_beside` without rows."""
    columns = {"row": "int64", "field": "str", "value": "str", "cell_row": "int64", "cell_col": "str"}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})


def context_beside(work: Work) -> pd.DataFrame:
    """Return what a list of something else says of its people: row, field (nama, jabatan, unit_kerja), value, cell_row, cell_col.

    cell_row, cell_col: where it stands; a merged cell stands in the first of its rows.
    """
    schema = work.detected.columns.schema
    if schema.kind == EMPLOYEES.name or schema.fields[schema.row_key].cell != "nip":
        return no_context()
    parts = [_column(work, field, heading) for field, heading in _headings(work)]
    return pd.concat(parts, ignore_index=True) if parts else no_context()


def _headings(work: Work) -> Iterator[tuple[str, Heading]]:
    people = schemas()[EMPLOYEES.name].fields
    for field, names in _SPOKEN.items():
        wanted = {key for name in names for key in (*people[name].aliases, *people[name].fallback)}
        found = [one for one in work.detected.columns.ignored if wanted & set(one.keys)]
        own = set(people[field].aliases)
        if found:
            yield field, min(found, key=lambda one: not own & set(one.keys))


def _column(work: Work, field: str, heading: Heading) -> pd.DataFrame:
    raw = raw_column(work.detected.grid, heading.position, work.rows)
    texts = make_series([None if is_empty(text) else tidy(text) for text in raw.texts], "text")
    found = pd.DataFrame(
        {
            "row": work.numbers.astype(np.int64),
            "field": pd.Series([field] * len(work.numbers), dtype="str"),
            "value": texts.take(raw.inverse).array,
            "cell_row": raw.anchors.astype(np.int64),
            "cell_col": raw.letters,
        }
    )
    return found[found["value"].notna()].reset_index(drop=True)


def is_of_punishments(detected: Detected, facts: pd.DataFrame) -> bool:
    """Return whether a list of people is one of punishments: it says so, or every row holds one, and little else is said."""
    fields = set(detected.columns.fields)
    if is_of_punishments_alone(detected.columns):
        return True
    if "hukuman_disiplin" not in fields or not fields <= CONTEXT | PUNISHMENT:
        return False
    words = " ".join((*detected.header.titles, detected.grid.sheet or "")).upper()
    punished = facts["hukuman_disiplin"].isin(("ringan", "sedang", "berat"))
    return any(word in words for word in _DISCIPLINE) or bool(len(facts) and punished.all())


def context_of(facts: pd.DataFrame, detected: Detected) -> pd.DataFrame:
    """Return the name, post and unit of the rows of a list of punishments, as `context_beside` does."""
    parts = []
    for field in _SPOKEN:
        heading = detected.columns.fields.get(field)
        if heading is None:
            continue
        known = facts[facts[field].notna()]
        parts.append(
            pd.DataFrame(
                {
                    "row": known["row"].array,
                    "field": pd.Series([field] * len(known), dtype="str"),
                    "value": known[field].array,
                    "cell_row": known["row"].array,
                    "cell_col": pd.Series([heading.letters] * len(known), dtype="str"),
                }
            )
        )
    return pd.concat(parts, ignore_index=True) if parts else no_context()


def without_context(facts: pd.DataFrame) -> pd.DataFrame:
    """Return the facts of a list of punishments: nothing of name, post and unit."""
    table = EMPLOYEES
    gone = [name for name in table.columns if name in CONTEXT and name != "nip"]
    return facts.assign(**{name: make_series([None] * len(facts), table.kind_of(name)) for name in gone})
