"""Who meets every requirement of a post on a day to come: the same check, by the law and the facts known for that day."""

from collections.abc import Collection, Hashable
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.judging import Judged, judge_by_way
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.eligibility import STATUS, Eligibility
from asnkarier.analysis.gates.ways import left_to_people

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

ONE_DAY: Final = timedelta(days=1)
_ELIGIBLE: Final = "eligible"


class Later:
    """Some people of the agency on days to come, with those who lend it its posts, so that they are judged as among all."""

    def __init__(self, now: "Snapshot", nips: Collection[str]) -> None:
        """Look at these people."""
        self.now = now
        self.nips = nips

    @cached_property
    def some(self) -> "Snapshot":
        """The agency with nobody else in it."""
        return self.now.among({*self.nips} | _witnesses(self.now))

    def around(self, judged: Judged, key: Hashable, when: date) -> tuple[Eligibility, Eligibility]:
        """Return how they stand to a post on a day and on the day before.

        judged: how it judges everybody today. key: what its judgement depends on.
        """
        days = [self.some.ahead(when), self.some.ahead(when - ONE_DAY)]
        if self.now.settings.assessment.valid_years is None:
            # No level runs out, so the match is the same on each day.
            today = self.some.kept.of(("today", key), lambda: judge_by_way(self.some, judged.post).match)
            for one in days:
                one.kept.of(("match", judged.deciding), lambda: today)
        on, before = (judge_by_way(one, judged.post).eligibility for one in days)
        return on, before


def surely_ready(judged: Eligibility) -> NDArray[np.bool_]:
    """Return who meets every gate for certain."""
    sure: NDArray[np.bool_] = (judged.status == STATUS.index(_ELIGIBLE)) & ~left_to_people(judged)
    return sure


def _witnesses(now: "Snapshot") -> set[str]:
    """Return one holder, now or before, of every class of posts and kelas jabatan: with what some are compared is then what it is for all."""
    dossiers = now.dossiers
    held = pd.DataFrame({"kelompok": dossiers.kelompok, "kelas": _kelas(now), "nip": dossiers.people})
    spells = dossiers.spells
    past = pd.DataFrame(
        {"kelompok": spells.kelompok, "kelas": spells.kelas, "nip": dossiers.people.take(spells.person)}
    )
    one_each = pd.concat([held, past]).dropna().drop_duplicates(["kelompok", "kelas"])
    return set(one_each["nip"].astype("str"))


def _kelas(now: "Snapshot") -> Ints:
    return pd.to_numeric(now.employees["kelas_jabatan"]).fillna(-1).to_numpy(dtype=np.int64)
