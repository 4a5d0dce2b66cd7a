"""What is known of the way up in functional posts: credit points (angka kredit) and competency tests."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints, integers, texts
from asnkarier.analysis.spans import as_days
from asnkarier.model.frames import COMPETENCY_TESTS, CREDIT_POINTS, Table

# Credit points are written with up to three decimals and compared in whole thousandths.
THOUSAND: Final = 1000
_DTYPES: Final = {"text": "str", "date": "datetime64[s]", "number": "float64", "integer": "Int64"}


@dataclass(frozen=True)
class Jenjang:
    """Credit points and competency tests known on the day; of people outside the dossiers none.

    Credit points in thousandths (-1: missing): points of one determination, total: added up by it. jenjang empty: not said.
    passed: what each test found; until: its last day, NaT for none.
    """

    person: Ints
    jenjang: NDArray[np.object_]
    dated: Days
    points: Ints
    total: Ints
    credit_source: tuple[Ints, Ints]
    tested: Ints
    aimed: NDArray[np.object_]
    tested_on: Days
    passed: NDArray[np.bool_]
    until: Days
    test_source: tuple[Ints, Ints]


def known_of_jenjang(
    points: pd.DataFrame | None, tests: pd.DataFrame | None, people: pd.Index, as_of: date
) -> Jenjang:
    """Return what is known by then; None: no such table."""
    points = _known_of(points, CREDIT_POINTS, people, as_of)
    tests = _known_of(tests, COMPETENCY_TESTS, people, as_of)
    return Jenjang(
        person=people.get_indexer(pd.Index(points["nip"])).astype(np.int64),
        jenjang=texts(points, "jenjang"),
        dated=as_days(points["tanggal"]),
        points=_thousandths(points["angka_kredit"]),
        total=_thousandths(points["kumulatif"]),
        credit_source=(integers(points, "source_id"), integers(points, "row")),
        tested=people.get_indexer(pd.Index(tests["nip"])).astype(np.int64),
        aimed=texts(tests, "jenjang_tujuan"),
        tested_on=as_days(tests["tanggal"]),
        passed=texts(tests, "hasil") == "lulus",
        until=as_days(tests["berlaku_sampai"]),
        test_source=(integers(tests, "source_id"), integers(tests, "row")),
    )


def _known_of(frame: pd.DataFrame | None, table: Table, people: pd.Index, as_of: date) -> pd.DataFrame:
    """Return the rows of these people up to a day, by person and day."""
    if frame is None or frame.empty:
        return _nothing_in(table)
    kept = frame[frame["nip"].isin(people) & (frame["tanggal"] <= pd.Timestamp(as_of))]
    return kept.sort_values(["nip", "tanggal"], kind="stable", ignore_index=True)


@cache
def _nothing_in(table: Table) -> pd.DataFrame:
    """Return no rows; made once, for an agency without such a list is asked on many days."""
    columns = {name: pd.Series([], dtype=_DTYPES[table.kind_of(name)]) for name in table.columns}
    return pd.DataFrame(columns | {name: pd.Series([], dtype="Int64") for name in ("source_id", "row")})


def _thousandths(values: "pd.Series[float]") -> Ints:
    numbers = pd.to_numeric(values).to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(np.isnan(numbers), -1, np.rint(np.nan_to_num(numbers) * THOUSAND)).astype(np.int64)
