"""Participants of one competency beside everybody who took no course for it: the changes of both over the same time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.evaluating.matching import Matched, Spans, match
from asnkarier.analysis.training.evaluating.participations import (
    NEVER,
    NO_AFTER,
    NO_BEFORE,
    NO_COLLEAGUE,
    OTHER_COURSE,
    USED,
    first_taken,
    took_another,
)
from asnkarier.analysis.training.evaluating.posts_then import PostsThen
from asnkarier.analysis.training.evaluating.series import NO_DAY, Series

_MOST_ROUNDS: Final = 1 << 20


@dataclass
class Comparison:
    """Collects, competency by competency, whom to compare with whom; then compares all at once.

    taken: all participations, see `participations`; people: how many there are; unsure: whose register of trainings is not known.
    ever: colleagues are only those who never took a course for it, not those too who took it later: what is asked lies before the
    courses, and the participants would be compared with themselves.
    """

    taken: pd.DataFrame
    posts: PostsThen
    people: int
    unsure: Ints
    ever: bool = False
    _treated: list[Spans] = field(default_factory=list)
    _pool: list[Spans] = field(default_factory=list)
    _rows: list[pd.DataFrame] = field(default_factory=list)

    def add(self, kompetensi: str, series: Series, rows: Ints, before: Ints, after: Ints) -> None:
        """Add the participations `rows` (places in `taken`) with their entries of the series before and after, -1 for none."""
        have = (before >= 0) & (after >= 0)
        since, until = (np.where(have, series.days(one), NO_DAY) for one in (before, after))
        mine = self.taken[self.taken["kompetensi"].eq(kompetensi)]
        place = pd.Index(mine.index).get_indexer(pd.Index(rows))
        asked_since, asked_until = (np.full(len(mine), NO_DAY, dtype=np.int64) for _ in range(2))
        asked_since[place], asked_until[place] = since, until
        other = took_another(mine, asked_since, asked_until)[place] > 0
        status = np.select([before < 0, after < 0, other], [NO_BEFORE, NO_AFTER, OTHER_COURSE], USED)
        found = pd.DataFrame(
            {"row": rows, "status": status, "before": before, "after": after, "step": series.step}
        )
        for name, entries in (("before", before), ("after", after)):
            found[f"{name}_day"] = series.days(entries)
            found[f"{name}_value"] = series.values(entries)
            found[f"{name}_place"] = series.places(entries)
        self._rows.append(found)
        used = np.flatnonzero(status == USED)
        period = self._periods(len(self._treated), series, before[used], after[used])
        self._treated.append(self._spans(series, before[used], after[used], period))
        first = first_taken(self.taken, kompetensi, self.people, self.unsure)
        self._pool.extend(self._colleagues(series, np.unique(period), first))

    def compared(self) -> tuple[pd.DataFrame, Matched]:
        """Return what was found of each participation, and with whom it was compared.

        Columns: row, status, before and after (day, value, place), step, change, expected, gain, colleagues, rung, cell. `Matched` has
        an entry for each row whose status is not `used` too (nobody).
        """
        found = pd.concat(self._rows, ignore_index=True) if self._rows else _nothing()
        matched = match(Spans.joined(self._treated), Spans.joined(self._pool))
        used = np.flatnonzero(found["status"].eq(USED).to_numpy())
        rung, cell = (np.full(len(found), -1, dtype=np.int64) for _ in range(2))
        expected = np.full(len(found), np.nan)
        rung[used], cell[used], expected[used] = matched.rung, matched.cell, matched.expected
        found.loc[used[matched.cell < 0], "status"] = NO_COLLEAGUE
        found["change"] = found["after_value"] - found["before_value"]
        found["expected"], found["gain"] = expected, found["change"] - expected
        sizes = np.append(matched.colleagues, 0)
        found["colleagues"], found["rung"], found["cell"] = sizes[cell], rung, cell
        return found, Matched(rung, cell, expected, matched.colleagues, matched.spread, matched.members)

    def _colleagues(self, series: Series, periods: Ints, first: Ints) -> Iterator[Spans]:
        """Yield everybody who was measured in the same two rounds and had taken no course for it by the second."""
        for period in periods.tolist():
            rounds = period % _MOST_ROUNDS**2
            before, after = series.spans(rounds // _MOST_ROUNDS, rounds % _MOST_ROUNDS)
            taken_on = first[series.person[after]]
            kept = taken_on == NEVER if self.ever else series.day[after] < taken_on
            before, after = before[kept], after[kept]
            yield self._spans(series, before, after, np.full(len(before), period, dtype=np.int64))

    def _spans(self, series: Series, before: Ints, after: Ints, period: Ints) -> Spans:
        person, start = series.person[before], series.value[before]
        kelompok, units = self.posts.at(person, series.day[before])
        return Spans(person, period, kelompok, units, start, series.value[after] - start)

    @staticmethod
    def _periods(number: int, series: Series, before: Ints, after: Ints) -> Ints:
        rounds = series.round[before] * _MOST_ROUNDS + series.round[after]
        return (number * _MOST_ROUNDS**2 + rounds).astype(np.int64)


def _nothing() -> pd.DataFrame:
    whole = ("row", "before", "after", "before_day", "after_day", "before_place", "after_place")
    frame = pd.DataFrame({name: np.empty(0, np.int64) for name in whole})
    frame[["step", "before_value", "after_value"]] = np.empty((0, 3))
    return frame.assign(status=pd.Series(dtype=object))
