"""The lines of the list of needs as the report shows them: what each lacks, who could come, and who stands on none."""

from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.judging import unjudged
from asnkarier.agency.posts import post_called, post_kelompok
from asnkarier.agency.provenance import cell_texts
from asnkarier.agency.snapshot import Snapshot
from asnkarier.agency.succession.benches import Benches
from asnkarier.analysis.arrays import texts
from asnkarier.analysis.formation.shortages import Shortages
from asnkarier.analysis.formation.standing import NO_LINE, Standing
from asnkarier.analysis.spans import add_months, day
from asnkarier.analysis.succession.prospects import READY
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.said import MONTHS_PER_YEAR, Said, said
from asnkarier.model.terms import nearest, nearest_name, normalise
from asnkarier.reports.books.formation import YEARS, FormationView

_ALIKE: Final = 0.6
_MOST_NEAREST: Final = 200


class Lines:
    """The list of needs against the people who count. need: its lines; standing, lack: of all lines."""

    def __init__(self, now: Snapshot, need: pd.DataFrame, standing: Standing, lack: Shortages) -> None:
        """Keep what was worked out."""
        self.now, self.need, self.standing, self.lack = now, need, standing, lack
        self.counts: NDArray[np.bool_] = standing.known & ~standing.again

    def view(self, here: NDArray[np.bool_], who: NDArray[np.bool_]) -> FormationView:
        """Return the frames about some lines (`here`) and people (`who`)."""
        rows = self._rows()[here]
        unlisted = self._unlisted(who)
        order = ["short_now", "short_5y_low", "jabatan", "unit_kerja"]
        rows = rows.sort_values(order, ascending=[False, False, True, True], kind="stable", ignore_index=True)
        read = here & self.counts
        totals = {
            "lines": int(here.sum()),
            "need": int(self.need["kebutuhan"][here].sum()),
            "held": int(self.lack.most[read, 0].sum()),
            "short_now": int(self.lack.low[read, 0].sum()),
            "over_now": int(self.lack.over[read].sum()),
            "unlisted": int(unlisted["held"].sum()),
            "acting": int((self.standing.acting & who).sum()),
            "unreadable": int((here & ~self.counts).sum()),
        }
        return FormationView(
            rows=rows,
            by_jabatan=_summed(rows, rows["jabatan"].map(normalise_jabatan), "jabatan"),
            by_unit=_summed(rows, rows["unit_induk"].fillna(rows["unit_kerja"]), "unit_kerja"),
            unlisted=unlisted,
            years=self._years(read),
            totals=pd.DataFrame([totals]),
        )

    def _rows(self) -> pd.DataFrame:
        lack, hidden = self.lack, ~self.counts
        columns: dict[str, Any] = {
            "need": self.need["kebutuhan"],
            "held": _masked(lack.most[:, 0], hidden),
            "short_now": _masked(lack.low[:, 0], hidden),
            "over_now": _masked(lack.over, hidden),
        }
        for year in range(1, YEARS + 1):
            low, high = lack.low[:, year], lack.high[:, year]
            columns[f"short_{year}y"] = _masked(low, hidden | (low != high))
            columns[f"short_{year}y_low"] = _masked(low, hidden)
            columns[f"short_{year}y_high"] = _masked(high, hidden)
        candidates, reasons = self._inside()
        letters = {number: one.columns.get("kebutuhan") for number, one in self.now.sources.items()}
        placed = self.need.assign(col=self.need["source_id"].map(letters).astype("str"))
        kelompok = [post_kelompok(self.now, str(one)) for one in self.need["jabatan"]]
        return self.need.assign(
            **columns,
            kelompok=pd.Series(kelompok, index=self.need.index, dtype="str"),
            candidates_inside=candidates,
            over_elsewhere=self._elsewhere(hidden),
            reason=pd.Series(reasons, index=self.need.index, dtype=object),
            source=cell_texts(placed, self.now.sources),
        )

    def _elsewhere(self, hidden: NDArray[np.bool_]) -> Any:
        """Return of every line that lacks people how many are too many in the same post on other lines."""
        names = self.need["jabatan"].map(normalise_jabatan)
        over = pd.Series(np.where(hidden, 0, self.lack.over), index=self.need.index)
        found = over.groupby(names).transform("sum").to_numpy(dtype=np.int64)
        return _masked(found, hidden | (self.lack.high[:, YEARS] == 0))

    def _inside(self) -> tuple[Any, list[Said | None]]:
        """Return how many could come to each line that lacks somebody, and what is to be said of it."""
        benches, now = Benches(self.now), self.now
        found = np.full(len(self.need), -1, dtype=np.int64)
        reasons: list[Said | None] = []
        for place, (jabatan, unit) in enumerate(
            zip(self.need["jabatan"], self.need["unit_kerja"], strict=True)
        ):
            why = self._unreadable(place)
            reasons.append(why)
            if why is not None or not self.lack.high[place, YEARS]:
                continue
            closed = unjudged(now, jabatan)
            if closed is not None:
                reasons[-1] = closed[1]
                continue
            outlook = benches.kind(post_called(now, None, jabatan, unit, 1)).prospects
            today = (outlook.state == READY) & (outlook.ready_on <= day(now.as_of))
            found[place] = int(today.sum())
        return _masked(found, found < 0), reasons

    def _unreadable(self, place: int) -> Said | None:
        if self.standing.again[place]:
            return said("formation_again")
        if self.standing.known[place]:
            return None
        near = self._near_units[normalise(str(self.need["unit_kerja"].iloc[place]))]
        return said("formation_unit_near", near=near) if near else said("formation_unit_unknown")

    @cached_property
    def _near_units(self) -> dict[str, str | None]:
        """Return of every unit of the list that nobody else names the one that may be meant, as it is written there."""
        told = [
            self.now.employees["unit_kerja"],
            self.now.employees["unit_induk"],
            self.now.frames["units"]["nama_unor"],
        ]
        names = {normalise(str(one)): str(one) for one in pd.concat(told).dropna().unique()}
        unknown = self.need["unit_kerja"][~self.standing.known].dropna().unique()
        wanted = dict.fromkeys(normalise(str(one)) for one in unknown)
        near = {one: nearest_name(one, names) for one in list(wanted)[:_MOST_NEAREST]}
        return dict.fromkeys(wanted) | {one: names[found] if found else None for one, found in near.items()}

    def _unlisted(self, who: NDArray[np.bool_]) -> pd.DataFrame:
        """Return the posts of people who stand on no line, most people first."""
        columns = ["jabatan", "unit_kerja", "unit_induk"]
        out = (self.standing.line == NO_LINE) & ~self.standing.acting & who & (len(self.need) > 0)
        people = self.now.employees[out]
        frame = pd.DataFrame({name: texts(people, name) for name in columns}).assign(held=1)
        found = frame.groupby(columns, sort=True)["held"].sum().reset_index()
        found = found.sort_values(
            ["held", *columns], ascending=[False, True, True, True], kind="stable", ignore_index=True
        )
        return found.assign(nearest=self._nearest(found))

    def _nearest(self, found: pd.DataFrame) -> "pd.Series[str]":
        """Return of each post the most alike one that the list names in the same unit; of a long list only of its first lines.

        The lines of a unit that is nobody's but may be this one belong to it. Without any the same post elsewhere is named with its unit.
        """
        elsewhere: dict[str, str] = {}
        by_unit: dict[str, dict[str, str]] = {}
        for jabatan, unit in zip(self.need["jabatan"], self.need["unit_kerja"], strict=True):
            key, unit_key = normalise_jabatan(str(jabatan)), normalise(str(unit))
            by_unit.setdefault(unit_key, {})[key] = str(jabatan)
            elsewhere.setdefault(key, f"{jabatan} ({unit})")
            meant = self._near_units.get(unit_key)
            if meant:
                by_unit.setdefault(normalise(meant), {}).setdefault(key, f"{jabatan} ({unit})")
        told = []
        for jabatan, unit in zip(found["jabatan"][:_MOST_NEAREST], found["unit_kerja"], strict=False):
            there = by_unit.get(normalise(unit), {})
            key = normalise_jabatan(jabatan)
            told.append(there.get(nearest(key, there, _ALIKE) or "", elsewhere.get(key)))
        told.extend([None] * (len(found) - len(told)))
        return pd.Series(told, index=found.index, dtype="str")

    def _years(self, read: NDArray[np.bool_]) -> pd.DataFrame:
        lack = self.lack
        days = add_months(np.repeat(day(self.now.as_of), YEARS + 1), np.arange(YEARS + 1) * MONTHS_PER_YEAR)
        return pd.DataFrame(
            {
                "on": days.astype("datetime64[s]"),
                "need": int(self.need["kebutuhan"][read].sum()),
                "held_low": lack.least[read].sum(axis=0),
                "held_high": lack.most[read].sum(axis=0),
                "short_low": lack.low[read].sum(axis=0),
                "short_high": lack.high[read].sum(axis=0),
            }
        )


def _masked(values: NDArray[np.int64], hidden: NDArray[np.bool_]) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(values.copy(), hidden.copy())


def _summed(rows: pd.DataFrame, by: "pd.Series[str]", name: str) -> pd.DataFrame:
    """Return the sums of lines of one name, under the name as it is written first; lines of which nothing is known add to the need alone."""
    figures = ["need", "held", "short_now", "over_now", "short_5y_low", "short_5y_high"]
    grouped = rows.assign(lines=1, written=rows[name] if name == "jabatan" else by).groupby(
        by.to_numpy(), sort=True
    )
    found = grouped[["lines", *figures]].sum().astype("int64").assign(**{name: grouped["written"].first()})
    order = ["short_now", "short_5y_low", name]
    return found.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)
