"""What becomes of everything that is shared when some places come into a plan and others leave: whether it fits, and up to which price of one place."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.worth.answers import NONE
from asnkarier.analysis.training.years.building import AWAY
from asnkarier.analysis.training.years.worth.standing import Bools, Standing

_MUCH: Final = np.iinfo(np.int64).max // 4


@dataclass(frozen=True, slots=True)
class Change:
    """Of each exchange, NONE where it breaks a limit: the highest price of the priced place that all limits bear (its own price at most where none does), and the highest at which the plan then costs less."""

    borne: Ints
    cheaper: Ints


@dataclass(frozen=True)
class Changes:
    """Reckons exchanges of one plan. Slots are one table of lines, filled up with NONE; what a number NONE means is nothing."""

    standing: Standing

    @cached_property
    def _uses(self) -> tuple[Ints, Ints, Ints, Bools]:
        """Return use and use of a class by shared row and slot (with a slot of nothing at the end), what is left, and whether it is money."""
        rows, width = self.standing.programme.rows, len(self.standing.programme.slots)
        use, of_class = (np.zeros((len(rows) + 1, width + 1), dtype=np.int64) for _ in range(2))
        for at, row in enumerate(rows):
            use[at, :width], of_class[at, :width] = row.use, row.class_use
        left = np.append(self.standing.left, _MUCH)
        return use, of_class, left, np.array([*(row.kind != AWAY for row in rows), False])

    @cached_property
    def _bearing(self) -> Ints:
        """The rows that bear a place of each set of people in each slot, or a class there: sets x slots (and one of nothing) x rows, NONE: no more."""
        use, of_class, _, _ = self._uses
        marks = self.standing.sets[1]
        lists = [((mark[:, None] & (use[:-1] > 0)) | (of_class[:-1] > 0)) for mark in marks]
        width = max((int(one.sum(axis=0).max(initial=0)) for one in lists), default=0)
        out = np.full((len(marks), use.shape[1], max(1, width)), NONE, dtype=np.int64)
        for at, one in enumerate(lists):
            slot, row = np.nonzero(one.T)
            first = np.searchsorted(slot, slot, side="left")
            out[at, slot, np.arange(len(slot)) - first] = row
        return out

    @cached_property
    def _of_slots(self) -> dict[str, Ints]:
        """What is known of each slot, and of one of nothing at the end."""
        standing, slots = self.standing, self.standing.programme.slots
        facts = {
            "people": standing.participants, "classes": standing.classes, "kuota": np.maximum(slots.kuota, 1), "minimal": slots.minimal,
            "most": slots.most, "biaya": slots.biaya, "biaya_kelas": slots.biaya_kelas, "year": slots.year_slot,
        }  # fmt: skip
        nothing = {"kuota": 1, "year": len(slots.kelas)}
        return {name: np.append(column, nothing.get(name, 0)) for name, column in facts.items()}

    def of(
        self,
        coming: Ints,
        of_coming: Ints,
        leaving: Ints,
        of_leaving: Ints,
        priced: Ints,
        seat: Ints | None = None,
    ) -> Change:
        """Return what becomes of exchanges, one a line.

        coming, leaving: slots of the places, a table each; of_coming, of_leaving: the set of their people; priced: the slot of the place
        whose price is asked; seat: the slot that has one seat more.
        """
        fact, slots = self._of_slots, self.standing.programme.slots
        columns = np.concatenate([coming, leaving], axis=1)
        sign = np.repeat([1, -1], [coming.shape[1], leaving.shape[1]])
        same = columns[:, :, None] == columns[:, None, :]
        change = (same * sign[None, :, None]).sum(axis=1)
        first = (np.argmax(same, axis=1) == np.arange(columns.shape[1])[None, :]) & (columns >= 0)
        people = fact["people"][columns] + change
        seated = (
            people
            if seat is None
            else people - (columns == seat[:, None]) * (people > fact["people"][columns])
        )
        classes = -(-seated // fact["kuota"][columns])
        opened = np.where(first, classes - fact["classes"][columns], 0)
        fits = (
            ~first | ((classes <= fact["most"][columns]) & (people >= fact["minimal"][columns] * classes))
        ).all(axis=1)
        year = fact["year"][columns]
        of_year = ((year[:, :, None] == year[:, None, :]) * opened[:, :, None]).sum(axis=1)
        kelas, held = np.append(slots.kelas, _MUCH), np.append(self.standing.held, 0)
        fits &= (~first | (held[year] + of_year <= kelas[year]) | (of_year <= 0)).all(axis=1)
        borne, within = self._borne(coming, of_coming, leaving, of_leaving, priced, columns, opened)
        cost = fact["biaya"][coming].sum(axis=1) - fact["biaya"][leaving].sum(axis=1)
        cost += (fact["biaya_kelas"][columns] * opened).sum(axis=1)
        fits &= within
        cheaper = np.minimum(borne, fact["biaya"][priced] - cost - 1)
        return Change(
            np.where(fits & (borne >= 0), borne, NONE), np.where(fits & (cheaper >= 0), cheaper, NONE)
        )

    def _borne(
        self,
        coming: Ints,
        of_coming: Ints,
        leaving: Ints,
        of_leaving: Ints,
        priced: Ints,
        columns: Ints,
        opened: Ints,
    ) -> tuple[Ints, Bools]:
        """Return up to which price the money bears the place, and whether everything else bears the rest."""
        use, of_class, left, money = self._uses
        marks = np.concatenate(
            [self.standing.sets[1], np.zeros((len(self.standing.sets[1]), 1), dtype=np.bool_)], axis=1
        )
        borne, within = np.full(len(coming), _MUCH), np.ones(len(coming), dtype=np.bool_)
        for place in range(coming.shape[1]):
            for number in range(self._bearing.shape[2]):
                row = self._bearing[of_coming, coming[:, place], number]
                if (row < 0).all():
                    continue
                comes, goes = marks[of_coming, row], marks[of_leaving, row]
                need = (
                    use[row[:, None], coming].sum(axis=1) * comes
                    - use[row[:, None], leaving].sum(axis=1) * goes
                )
                need += (of_class[row[:, None], columns] * opened).sum(axis=1)
                of_place = np.where(money[row] & comes, use[row, priced], 0)
                rest = left[row] - need
                borne = np.where(of_place > 0, np.minimum(borne, rest + of_place), borne)
                within &= (row < 0) | (of_place > 0) | (rest >= 0) | (need <= 0)
        today = self._of_slots["biaya"][priced]
        return np.where(borne == _MUCH, today, borne), within
