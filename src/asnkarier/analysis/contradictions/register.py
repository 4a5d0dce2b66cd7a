"""The register of employees with the cell of every single value: different lists may have brought different fields."""

from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.contradictions.table import Side, side_of
from asnkarier.model.frames import EMPLOYEES, PROVENANCE


class Register:
    """Employees as they are known: of every field the latest value that is not empty, and where it stands.

    versions: every fact about them, oldest word first: the fields of `model.frames` with source_id and row. known: the
    employees as they count; what they no longer say (a complete list emptied the cell) has no value here either.
    """

    def __init__(self, versions: pd.DataFrame, known: pd.DataFrame | None = None) -> None:
        """Keep both; see the class."""
        self.known = known
        self.versions = versions.reset_index(drop=True)
        person, nips = pd.factorize(self.versions["nip"], sort=True)
        self.person: Ints = person.astype(np.int64)
        self.nips = pd.Index(nips, dtype="str", name="nip")
        self._places: dict[str, Ints] = {}

    def __len__(self) -> int:
        return len(self.nips)

    def place(self, field: str) -> Ints:
        """Return for everybody the version that the value of `field` comes from, -1 for none."""
        if field not in self._places:
            known = np.flatnonzero(self.versions[field].notna().to_numpy(dtype=bool))
            place = np.full(len(self), -1, dtype=np.int64)
            place[self.person[known]] = known  # of several, the last one stays
            if self.known is not None:
                silent = self.known["nip"][self.known[field].isna()]
                place[self.rows_of(silent[silent.isin(self.nips)])] = -1
            self._places[field] = place
        return self._places[field]

    def value(self, field: str) -> Any:
        """Return the value of `field` of everybody as an array, missing where there is none."""
        return self.versions[field].array.take(self.place(field), allow_fill=True)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Everybody by nip, as `Store.load` answers: values from the latest version that has them, provenance of the latest."""
        last = np.full(len(self), -1, dtype=np.int64)
        last[self.person] = np.arange(len(self.person))
        fields = {name: self.value(name) for name in EMPLOYEES.columns}
        origin = {name: self.versions[name].array.take(last) for name in PROVENANCE if name in self.versions}
        return pd.DataFrame(fields | origin)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Where every field of everybody stands: nip, and `FIELD.source_id` and `FIELD.row`, -1 without a value."""
        cells: dict[str, Any] = {"nip": self.nips.array}
        for name in EMPLOYEES.columns:
            for part in ("source_id", "row"):
                numbers = self.versions[part].to_numpy(dtype=np.int64, na_value=-1)
                cells[f"{name}.{part}"] = np.append(numbers, -1)[self.place(name)]
        return pd.DataFrame(cells)

    def rows_of(self, nips: "pd.Series[str]") -> Ints:
        """Return the place of each NIP among the people, -1 for one who is not known."""
        rows: Ints = self.nips.get_indexer(pd.Index(nips)).astype(np.int64)
        return rows

    def side(self, field: str, people: Ints) -> Side:
        """Return what `field` of these people says, and where."""
        return side_of(self.versions, EMPLOYEES.name, field, self.place(field)[people])
