"""A programme as plain lists, which a loop over single places reads faster than arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.training.years.solving.programme import Programme


@dataclass(frozen=True)
class Tables:
    """What the loop reads, as plain lists: made once for a programme."""

    items: list[list[int]]
    gap: list[int]
    person: list[int]
    course: list[int]
    period: list[int]
    slot: list[int]
    needs: list[int]
    free: list[bool]
    earlier: dict[int, list[int]]
    limits_of: dict[int, list[tuple[int, int]]]
    needs_of: list[list[tuple[tuple[int, int], ...]]]
    class_needs: list[tuple[tuple[int, int], ...]]
    set_of: list[int]
    marks: NDArray[np.bool_]


def tables_of(programme: Programme) -> Tables:
    """Return the plain lists of a programme."""
    ways = programme.ways
    width = int(ways.item_course.max(initial=0)) + 1
    earlier: dict[int, list[int]] = {}
    for item in programme.shared_item.tolist():
        earlier.setdefault(int(ways.item_person[item]) * width + int(ways.item_course[item]), []).append(item)
    limits = programme.person_rows
    limits_of: dict[int, list[tuple[int, int]]] = {}
    for number, item, value in zip(
        limits.number.tolist(), limits.item.tolist(), limits.value.tolist(), strict=True
    ):
        limits_of.setdefault(item, []).append((number, value))
    people = int(ways.item_person.max(initial=-1)) + 1
    marks = np.ones((people, len(programme.rows)), dtype=np.bool_)
    for at, row in enumerate(programme.rows):
        if row.people is not None:
            marks[:, at] = row.people[:people]
    sets, set_of = np.unique(marks, axis=0, return_inverse=True)
    uses = [row.use.tolist() for row in programme.rows]
    needs_of = [
        [
            tuple((at, use[slot]) for at, use in enumerate(uses) if concerned[at] and use[slot])
            for slot in range(len(programme.slots))
        ]
        for concerned in sets.tolist()
    ]
    class_uses = [row.class_use.tolist() for row in programme.rows]
    return Tables(
        items=ways.items.tolist(),
        gap=ways.gap.tolist(),
        person=ways.item_person.tolist(),
        course=ways.item_course.tolist(),
        period=ways.item_period.tolist(),
        slot=programme.item_slot.tolist(),
        needs=ways.needs.tolist(),
        free=ways.free.tolist(),
        earlier=earlier,
        limits_of=limits_of,
        needs_of=needs_of,
        class_needs=[
            tuple((at, use[slot]) for at, use in enumerate(class_uses) if use[slot])
            for slot in range(len(programme.slots))
        ],
        set_of=set_of.reshape(-1).tolist(),
        marks=sets,
    )
