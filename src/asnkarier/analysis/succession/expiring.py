"""What runs out: the last day on which an assessed level, a passed test or a contract still counts."""

from datetime import date

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Days, texts
from asnkarier.analysis.spans import NEVER, as_days, day

ASSESSMENT, TEST, CONTRACT = "assessment_runs_out", "test_runs_out", "contract_runs_out"
_ON_CONTRACT = "PPPK"
_PASSED = "lulus"
_ONE_DAY = pd.Timedelta(days=1)
_COLUMNS = ("nip", "what", "until", "levels", "jenjang", "source_id", "row")


def last_counted(assessed: "pd.Series[pd.Timestamp]", years: int) -> Days:
    """Return the last day on which levels assessed on these days count; NaT where the day is not known.

    A level counts while it is not older than `years` years before the day that is judged.
    """
    back = pd.DateOffset(years=years)
    last = assessed + back
    following = last + _ONE_DAY
    return as_days(last.where(following - back > assessed, following).to_numpy())


def running_out(
    employees: pd.DataFrame,
    levels: pd.DataFrame,
    tests: pd.DataFrame,
    years: int | None,
    as_of: date,
    last: date,
) -> pd.DataFrame:
    """Return what still counts on `as_of` and no longer after `last`, soonest first.

    Columns: nip, what, until (the last day on which it counts), levels (how many run out that day), jenjang (of a test), source_id, row.
    levels: the latest of each person and competency that count. years: how long one counts, None: for good. Only the latest
    test of a person for a jenjang counts, where it was passed.
    """
    parts = [
        _levels(levels[levels["nip"].isin(employees["nip"])], years),
        _tests(tests[tests["nip"].isin(employees["nip"])], as_of),
        _contracts(employees),
    ]
    found = pd.concat([one[list(_COLUMNS)] for one in parts], ignore_index=True)
    until = as_days(found["until"])
    kept = found[(until >= day(as_of)) & (until <= day(last))]
    return kept.sort_values(["until", "what", "nip", "jenjang"], kind="stable", ignore_index=True)


def _levels(levels: pd.DataFrame, years: int | None) -> pd.DataFrame:
    ends = np.full(len(levels), NEVER) if years is None else last_counted(levels["tanggal_asesmen"], years)
    dated = levels.assign(until=ends.astype("datetime64[s]"), levels=1).dropna(subset=["until"])
    groups = dated.groupby(["nip", "until"], as_index=False)
    found: pd.DataFrame = groups.agg({"levels": "sum", "source_id": "first", "row": "first"})
    return found.assign(what=ASSESSMENT, jenjang="")


def _tests(tests: pd.DataFrame, as_of: date) -> pd.DataFrame:
    known = tests[tests["tanggal"] <= pd.Timestamp(as_of)].sort_values(["nip", "tanggal"], kind="stable")
    latest = known.drop_duplicates(["nip", "jenjang_tujuan"], keep="last")
    passed: pd.DataFrame = latest[texts(latest, "hasil") == _PASSED]
    named = {"berlaku_sampai": "until", "jenjang_tujuan": "jenjang"}
    found: pd.DataFrame = passed.rename(columns=named).assign(what=TEST, levels=0)
    return found


def _contracts(employees: pd.DataFrame) -> pd.DataFrame:
    held = employees[texts(employees, "status_asn") == _ON_CONTRACT]
    found: pd.DataFrame = held.rename(columns={"akhir_kontrak": "until"})[
        ["nip", "until", "source_id", "row"]
    ].assign(what=CONTRACT, levels=0, jenjang="")
    return found
