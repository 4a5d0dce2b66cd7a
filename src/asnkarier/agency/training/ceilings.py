"""The hours that a year leaves to everybody who has a maximum: of the agency, and of the law for a PPPK."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.training.hours import MOST
from asnkarier.analysis.training.hours import hours_left
from asnkarier.model.said import said

if TYPE_CHECKING:
    from asnkarier.agency.people import People
    from asnkarier.agency.snapshot import Snapshot


@dataclass(frozen=True)
class Ceilings:
    """Of everybody who has a maximum: nip, least, counted, most, unclear, silent; see `hours_left`."""

    people: pd.DataFrame

    @property
    def counted(self) -> dict[str, float]:
        """By nip the hours that a plan may give."""
        return dict(zip(self.people["nip"], self.people["counted"], strict=True))

    @property
    def possible(self) -> dict[str, float]:
        """By nip the hours that may be left at most, where these are more than a plan may give."""
        more = self.people[self.people["most"] > self.people["counted"]]
        return dict(zip(more["nip"], more["most"], strict=True))

    def open_hours(self, planned: "pd.Series[float]") -> pd.DataFrame:
        """Return of whom it is open how many hours the year leaves, with what the plan gives (planned, by nip) and whether that rests on the better end."""
        rows = self.people[self.people["least"] < self.people["most"]].reset_index(drop=True)
        jp = rows["nip"].map(planned).astype("float64").fillna(0.0)
        rests = jp > rows["least"]
        told = [said("hours_rest_on_most" if one else "hours_kept_whatever") for one in rests]
        rows = rows.assign(jp_planned=jp, rests=rests, told=pd.Series(told, index=rows.index, dtype=object))
        return rows.sort_values(["rests", "nip"], ascending=[False, True], kind="stable", ignore_index=True)


def ceilings_of(now: "Snapshot", people: "People", start: date) -> Ceilings:
    """Return the hours left in the year of `start`.

    `pengembangan/jam_pelajaran_pppk_maksimum` (PP 49/2018 Pasal 40 ayat (1)): a maximum, not a minimum.
    """
    rule, own = now.rulebook.in_force(MOST, now.as_of), now.settings.training.max_jp_per_person
    nips, pppk = people.employees["nip"], people.employees["status_asn"].eq("PPPK").fillna(value=False)
    law = [limit for limit in (None if rule is None else float(rule.value), own) if limit is not None]
    trainings = now.frames["trainings"]
    parts = [
        hours_left(mine, trainings, most, start)
        for mine, most in ((nips[~pppk], own), (nips[pppk], min(law, default=None)))
        if most is not None
    ]
    empty = hours_left(nips.iloc[:0], trainings, 0.0, start)
    return Ceilings(pd.concat(parts, ignore_index=True) if parts else empty)
