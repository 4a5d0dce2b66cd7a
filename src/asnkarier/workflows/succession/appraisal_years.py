"""The years of appraisals that requirements look at: when the oldest is no longer looked at, what is needed then, and whom its lack locks out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.gates.eligibility import STATUS, Eligibility, evaluate
from asnkarier.analysis.gates.registry import known_checks
from asnkarier.analysis.gates.targets import Target
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.said import Code

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.rules.types import Criterion

LOCKED_KEYS: Final = ("nip", "nama", "jabatan", "unit_kerja", "kelompok", "until", "needed")
_MET: Final = STATUS.index("eligible")
_OPEN: Final = STATUS.index("unknown")


def end_of_year(now: "Snapshot", last: date) -> date | None:
    """Return the last day of this year, where it lies within the months; None where it does not."""
    end = date(now.as_of.year, 12, 31)
    return end if end <= last else None


def windows(now: "Snapshot", asked: pd.DataFrame, end: date | None, locked: pd.DataFrame) -> pd.DataFrame:
    """Return for each number of years what is needed from the day after `end` on, who lacks it, and how many of `locked` that locks out."""
    this = now.as_of.year
    classes: dict[int, list[str]] = {}
    for kelompok in KELOMPOK if end is not None else ():
        years = max((years for _, years in _looking_back(now, kelompok)), default=0)
        if years:
            classes.setdefault(years, []).append(kelompok)
    lacking = int((~asked["nip"].isin(_rated(now))).sum())
    rows = [
        (
            end,
            str(this - years),
            str(this),
            lacking,
            int(locked["kelompok"].isin(names).sum()),
            [Code(one) for one in names],
        )
        for years, names in sorted(classes.items())
    ]
    made = pd.DataFrame(rows, columns=["until", "dropped", "needed", "people", "locked_out", "classes"])
    return made.astype({"until": "datetime64[s]", "people": "int64", "locked_out": "int64"})


def locked_out(now: "Snapshot", asked: pd.DataFrame, end: date | None) -> pd.DataFrame:
    """Return who meets today what the next class asks of appraisals and no longer does on the day after `end`, as far as is known now.

    Columns `LOCKED_KEYS`; kelompok: the class that is closed then. The day after is judged by the law known for it.
    """
    parts = [] if end is None else list(_closed(now, asked, end))
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(LOCKED_KEYS))
    return found.sort_values(["nama", "nip"], kind="stable", ignore_index=True)


def _closed(now: "Snapshot", asked: pd.DataFrame, end: date) -> Iterator[pd.DataFrame]:
    asked = asked[~asked["nip"].isin(_rated(now))]
    then = now.ahead(end + timedelta(days=1))
    for kelompok in asked["kelompok"].dropna().unique().tolist():
        above = now.rulebook.next_kelompok(kelompok, now.as_of)
        today, later = (None, None) if above is None else (_judged(now, above), _judged(then, above))
        if today is None or later is None:
            continue
        met = set(today.people[today.status == _MET])
        opened = met & set(later.people[later.status == _OPEN])
        rows = asked[asked["kelompok"].eq(kelompok) & asked["nip"].isin(list(opened))]
        if len(rows):
            yield rows.assign(
                kelompok=above, until=np.datetime64(end, "s"), needed=str(end.year)
            )[list(LOCKED_KEYS)]  # fmt: skip


def _rated(now: "Snapshot") -> set[str]:
    """Return who has an appraisal of this year already."""
    rows = now.frames["appraisals"]
    return set(rows.loc[rows["tahun"] == now.as_of.year, "nip"])


def _judged(now: "Snapshot", kelompok: str) -> Eligibility | None:
    """Return how everybody stands to what a class asks of appraisals alone; None where it asks nothing."""
    rules = now.rulebook.gates_for(kelompok, now.as_of)
    some = tuple(one for one, _ in _looking_back(now, kelompok))
    if rules is None or not some:
        return None
    alone = replace(rules, syarat=some)
    # Nothing is carried over: on the day after, the year that ended counts, and nobody is known to have been appraised for it.
    strict = replace(now.dossiers, known_on=now.as_of)
    return evaluate(alone, now.rulebook, strict, Target("", kelompok), now.as_of)


def _looking_back(now: "Snapshot", kelompok: str) -> "Iterator[tuple[Criterion, int]]":
    """Yield the criteria of a class that look at appraisals, with how many years each looks back."""
    rules = now.rulebook.gates_for(kelompok, now.as_of)
    for one in rules.syarat if rules and now.as_of >= rules.berlaku else ():
        value = one.at(now.as_of)
        years = 0 if value.repealed else known_checks()[one.uji].years_back(value.value)
        if years:
            yield one, years
