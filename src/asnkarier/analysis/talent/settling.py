"""Which single fact decides an open box, whatever it turns out to be, and what others decide for some of their values.

Of somebody one of whose axes is open each fact named by `deciding_facts` is tried with every value that it may have, everything
else as open as it is: the value decides where all that is left lies in one box. What may have any value within bounds (levels, hours)
decides alone only where nothing else on the axis is open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.spells import NO_DOUBT
from asnkarier.analysis.gates.remedies import APPRAISAL, ASSESS, FIELD, REGISTER
from asnkarier.analysis.scores.bands import (
    FULL,
    POINT,
    Band,
    as_units,
    axis_reach,
    mean,
    weighted_sums,
    whole_weights,
)
from asnkarier.analysis.scores.facts import STUDY
from asnkarier.analysis.scores.parts import possible_predikat
from asnkarier.analysis.talent.for_held import Held, HeldGrid
from asnkarier.analysis.talent.grid import PARTS

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

COLUMNS: Final = ("person", "kind", "target", "value", "box", "alone")
# Says for which values a fact decides that may have any: those of the part, in points.
ANY: Final = ""
_PUNISHED, _ENDED, _EDUCATION, _TRAININGS, _HOURS = (
    "hukuman_disiplin", "hukuman_selesai", "tingkat_pendidikan", "trainings", "jp",
)  # fmt: skip
_BOUND: Final = "PNS"
_EXPERIENCE: Final = "pengalaman_jabatan"
_LEVELS: Final = "referensi/pendidikan"


@dataclass(frozen=True, slots=True)
class _Try:
    """A value of a fact: of whom (marks), and what the part is then worth; None: as little known as before."""

    who: NDArray[np.bool_]
    value: str
    worth: int | None


def settling_facts(held: Held, grid: HeldGrid, facts: pd.DataFrame, rulebook: "RuleBook") -> pd.DataFrame:
    """Return a row per person, fact and value that decides the box: `COLUMNS`, by person in the order of `facts`.

    facts: see `deciding_facts`. value: a code, or the least points of the part from which on the box holds, as text; `ANY` where it takes several
    parts. box: the one that is left. alone: each value of the fact decides.
    """
    found = [_Settling(held, grid, rulebook).of(facts, one) for one in _kinds(facts)]
    rows = pd.concat([_none(), *found], ignore_index=True)
    order = np.lexsort((rows["place"], rows["person"]))
    return rows.iloc[order][list(COLUMNS)].reset_index(drop=True)


def _kinds(facts: pd.DataFrame) -> list[tuple[str, str]]:
    return list(dict.fromkeys(zip(facts["kind"].tolist(), facts["target"].tolist(), strict=True)))


class _Settling:
    """The open axes of everybody."""

    def __init__(self, held: Held, grid: HeldGrid, rulebook: "RuleBook") -> None:
        self.held, self.grid, self.rulebook = held, grid, rulebook
        self.as_of, self.count = held.dossiers.as_of, held.dossiers.count
        rows = grid.rows
        self.row, self.column = (
            rows[name].to_numpy(dtype=object) for name in ("kinerja_label", "potensial_label")
        )
        table = rulebook.in_force("talenta/sembilan_kotak", self.as_of)
        self.table: Mapping[str, Mapping[str, int]] = table.value if table else {}
        self.row_code, self.labels = pd.factorize(self.row)

    def of(self, facts: pd.DataFrame, fact: tuple[str, str]) -> pd.DataFrame:
        """Return the rows of one fact."""
        mine = facts[facts["kind"].eq(fact[0]) & facts["target"].eq(fact[1])]
        parts = tuple(one for one in PARTS if one in set(mine["part"]))
        who = np.zeros(self.count, dtype=bool)
        who[mine["person"].to_numpy(dtype=np.int64)] = True
        if fact[0] == APPRAISAL:
            tried = self._appraised(who & (self.row == "") & (self.column != ""))
        elif parts and self.table:
            tried = self._tried(fact, parts, mine, who & (self.column == "") & (self.row != ""))
        else:
            return _none()
        return self._rows(fact, tried, mine)

    def _appraised(self, who: NDArray[np.bool_]) -> list[tuple[_Try, Ints]]:
        """Return the boxes by predikat of the last year, where that alone is the label."""
        labels = self.rulebook.in_force("kinerja/ambang_kinerja", self.as_of)
        if labels is None or not isinstance(labels.value, Mapping) or not self.table:
            return []
        possible = possible_predikat(self.held.dossiers, self.rulebook)
        found = []
        for predikat, row in labels.value.items():
            may = who & np.array([predikat in one for one in possible], dtype=bool)
            boxes = np.array([self.table[row].get(one, 0) for one in self.column], dtype=np.int64)
            found.append((_Try(may, predikat, None), np.where(may, boxes, 0)))
        return found

    def _tried(
        self, fact: tuple[str, str], parts: Sequence[str], mine: pd.DataFrame, who: NDArray[np.bool_]
    ) -> list[tuple[_Try, Ints]]:
        if fact in (
            (FIELD, _HOURS),
            (REGISTER, _TRAININGS),
        ):  # whose status is not known may not be bound to any
            who = who & (self.held.dossiers.text("status_asn") == _BOUND)
        if fact == (FIELD, _HOURS):
            days = who & self._one_day_open()
            tried = self._anything(parts, mine, who & ~days)
            return tried + [
                (one, self._boxes(parts[0], one.who, one.worth)) for one in self._ends_of(parts[0], days)
            ]
        if fact[0] == ASSESS or fact == (REGISTER, _TRAININGS):
            return self._anything(parts, mine, who)
        values = self._values(fact[1], parts[0], who)
        return [(one, self._boxes(parts[0], one.who, one.worth)) for one in values]

    def _one_day_open(self) -> NDArray[np.bool_]:
        """Return of whom the day of one training is all that is not known of their hours: they count in the year, or do not."""
        trainings = self.held.dossiers.trainings
        undated, silent = np.isnat(trainings.finished), np.isnan(trainings.jp)
        days, hours = (np.bincount(trainings.person[one], minlength=self.count) for one in (undated, silent))
        return np.asarray((days == 1) & (hours == 0))

    def _ends_of(self, part: str, who: NDArray[np.bool_]) -> Iterator[_Try]:
        """Yield the two ends of a part as its values."""
        band = self.grid.parts[part]
        for side in (band.low, band.high):
            for worth in sorted(set(side[who].tolist())):
                yield _Try(who & (side == worth), f"{worth / POINT:g}", worth)

    def _values(self, target: str, part: str, who: NDArray[np.bool_]) -> Iterator[_Try]:
        """Yield each value that a fact may have, with the worth of its part."""
        if target == _EDUCATION:
            points = self._value("talenta/nilai_pendidikan")
            for level in self._value(_LEVELS):
                yield _Try(who, level, None if points.get(level) is None else as_units(points[level]))
        elif target == STUDY:
            points = self._value("talenta/nilai_kesesuaian_bidang")
            yield from (
                _Try(who, f"bidang_{name}", as_units(points[name])) for name in ("sesuai", "tidak_sesuai")
            )
        elif target == _PUNISHED:
            points = self._value("talenta/nilai_disiplin")
            yield from (_Try(who, name, as_units(worth)) for name, worth in points.items())
        elif target == _ENDED:
            yield from self._ends(who)
        elif part == _EXPERIENCE:
            yield from self._served(who)

    def _ends(self, who: NDArray[np.bool_]) -> Iterator[_Try]:
        """Yield what a punishment is worth that is being served, is over, or counts no longer."""
        points, level = self._value("talenta/nilai_disiplin"), self.held.dossiers.text(_PUNISHED)
        yield _Try(who, "sedang_menjalani", as_units(points["sedang_menjalani"]))
        for name in sorted(set(level[who].tolist())):
            mine = who & (level == name)
            yield _Try(
                mine, "hukuman_lewat", as_units(points[name]) if points.get(name) is not None else None
            )
        yield _Try(who, "hukuman_tidak_dihitung", as_units(points["tidak_pernah"]))

    def _served(self, who: NDArray[np.bool_]) -> Iterator[_Try]:
        """Yield the points of service that are still possible, where one doubt keeps it open and nothing else is weighed."""
        spells = self.held.dossiers.spells
        doubts = np.bincount(spells.person[spells.doubt != NO_DOUBT], minlength=self.count)
        band = self.grid.parts[_EXPERIENCE]
        for row in self._value("talenta/nilai_lama_jabatan"):
            worth = None if row["nilai"] is None else as_units(row["nilai"])
            if worth is not None:
                mine = who & (doubts == 1) & (band.low <= worth) & (worth <= band.high)
                yield _Try(mine, f"{worth / POINT:g}", worth)

    def _value(self, name: str) -> Any:
        rule = self.rulebook.in_force(name, self.as_of)
        return {} if rule is None else rule.value

    def _anything(
        self, parts: Sequence[str], mine: pd.DataFrame, who: NDArray[np.bool_]
    ) -> list[tuple[_Try, Ints]]:
        """Return the boxes by what the parts may be worth, of those of whom nothing else on the axis is open."""
        person, told = mine["person"].to_numpy(dtype=np.int64), mine["part"].to_numpy(dtype=object)
        low, high, total = self._sums()
        rest_low, rest_high = low.copy(), high.copy()
        for part in parts:
            weight, here = self._weights()[part], np.bincount(person[told == part], minlength=self.count) > 0
            rest_low = rest_low - np.where(here, weight * self.grid.parts[part].low, 0)
            rest_high = rest_high - np.where(here, weight * self.grid.parts[part].high, 0)
        alone = who & (rest_low == rest_high)
        cuts = self._cuts()
        first, last = (
            axis_reach(self._band(high, high, total), cuts)[0],
            axis_reach(self._band(low, low, total), cuts)[0],
        )
        found, of_rows = [], self._of_rows(cuts)
        for place, (_label, least) in enumerate(cuts):
            may = alone & (first <= place) & (place <= last)
            boxes = of_rows[self.row_code, place]
            found += self._from(parts, may, boxes, (least, place == 0, rest_low, total))
        return found

    def _from(
        self, parts: Sequence[str], may: NDArray[np.bool_], boxes: Ints, line: tuple[Any, ...]
    ) -> list[tuple[_Try, Ints]]:
        """Return the box of a row of the axis, from which points of the part on it holds where one part alone is open."""
        least, _highest, rest, total = line
        if len(parts) > 1:
            return [(_Try(may, ANY, None), np.where(may, boxes, 0))]
        band, weight = self.grid.parts[parts[0]], self._weights()[parts[0]]
        reached = band.low if least is None else (least * POINT * total - rest) / weight
        points = np.maximum(reached, band.low) / POINT
        people: dict[str, list[int]] = {}
        for person in np.flatnonzero(may).tolist():
            people.setdefault(f"{points[person]:.2f}", []).append(person)
        found = []
        for told in sorted(people):
            who = np.zeros(self.count, dtype=bool)
            who[people[told]] = True
            found.append((_Try(who, told, None), np.where(who, boxes, 0)))
        return found

    def _boxes(self, part: str, who: NDArray[np.bool_], worth: int | None) -> Ints:
        """Return the box that is left where a part has this worth, 0 where several are."""
        band, weight = self.grid.parts[part], self._weights()[part]
        low, high, total = self._sums()
        new_low, new_high = (0, FULL) if worth is None else (worth, worth)
        low = low + weight * (np.maximum(new_low, band.low) if worth is None else new_low) - weight * band.low
        high = (
            high
            + weight * (np.minimum(new_high, band.high) if worth is None else new_high)
            - weight * band.high
        )
        cuts = self._cuts()
        worst, best = axis_reach(self._band(low, high, total), cuts)
        boxes: Ints = self._of_rows(cuts)[self.row_code, worst]
        return np.where(who & (worst == best), boxes, 0)

    def _of_rows(self, cuts: Sequence[tuple[str, float | None]]) -> Ints:
        """Return the box of each different row label and each row of the other axis, 0 where the first is not known."""
        boxes = [[self.table[row][label] if row else 0 for label, _ in cuts] for row in self.labels]
        return np.array(boxes, dtype=np.int64).reshape(len(self.labels), len(cuts))

    def _weights(self) -> dict[str, int]:
        weights = self._value("talenta/bobot_potensial")
        return dict(zip(PARTS, whole_weights([weights[one] for one in PARTS]), strict=True))

    def _sums(self) -> tuple[Ints, Ints, int]:
        weights = self._weights()
        low, high = weighted_sums([self.grid.parts[one] for one in PARTS], list(weights.values()))
        return low, high, sum(weights.values())

    def _band(self, low: Ints, high: Ints, total: int) -> Band:
        return Band(mean(low, total), mean(high, total))

    def _cuts(self) -> list[tuple[str, float | None]]:
        return [(str(one["kode"]), one["minimal"]) for one in self._value("talenta/ambang_potensial")]

    def _rows(
        self, fact: tuple[str, str], tried: list[tuple[_Try, Ints]], mine: pd.DataFrame
    ) -> pd.DataFrame:
        decided = [(one, boxes, one.who & (boxes > 0)) for one, boxes in tried]
        asked = np.zeros(self.count, dtype=np.int64)
        sure = np.zeros(self.count, dtype=np.int64)
        for one, _, here in decided:
            asked, sure = asked + one.who, sure + here
        alone = (asked == sure) & (asked > 0)
        people = [np.flatnonzero(here) for _, _, here in decided]
        counts = [len(one) for one in people]
        person = np.concatenate([np.empty(0, dtype=np.int64), *people])
        box = np.concatenate([np.empty(0, dtype=np.int64), *(boxes[here] for _, boxes, here in decided)])
        values = np.repeat(np.array([one.value for one, _, _ in decided], dtype=object), counts)
        first = mine.drop_duplicates("person")
        place = np.zeros(self.count, dtype=np.int64)
        place[first["person"].to_numpy(dtype=np.int64)] = first.index.to_numpy(dtype=np.int64)
        kind, target = (pd.array([one] * len(person), dtype="str") for one in fact)
        told = kind, target, pd.array(values, dtype="str"), box, alone[person], place[person]
        return pd.DataFrame(dict(zip((*COLUMNS, "place"), (person, *told), strict=True)))


def _none() -> pd.DataFrame:
    kinds = dict.fromkeys(("person", "box", "place"), "int64") | {"alone": "bool"}
    return pd.DataFrame({name: pd.Series(dtype=kinds.get(name, "str")) for name in (*COLUMNS, "place")})
