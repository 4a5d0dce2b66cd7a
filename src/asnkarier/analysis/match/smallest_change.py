"""The smallest change that lifts one person's match into the next category."""

from collections.abc import Sequence
from dataclasses import dataclass

from asnkarier.analysis.match.categories import Categories
from asnkarier.model.level import MICRO, from_micro, to_micro


@dataclass(frozen=True, slots=True)
class Line:
    """One required competency of a person; level None: never assessed."""

    kompetensi: str
    required: float
    level: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """What would reach `kategori`: so many levels more in all, spread over the fewest competencies.

    steps: (competency, from level, to level). An unassessed competency stands as level None and counts as 0 until then.
    """

    kategori: str
    minimum: float
    levels_needed: float
    steps: tuple[tuple[str, float | None, float], ...]


def smallest_change(lines: Sequence[Line], categories: Categories) -> Change | None:
    """Return the smallest change to the next category above the low end of the match; None in the highest one.

    The low end takes unassessed competencies as 0, so the change also tells which assessment is worth most. The sum of
    levels needed is exact: ceil(minimum * total / 100) - sum(min(level, required)) in millionths of a level.
    """
    total = sum(to_micro(line.required) for line in lines)
    have = sum(min(to_micro(line.level or 0.0), to_micro(line.required)) for line in lines)
    if total == 0:
        return None
    above = [
        (code, minimum)
        for code, _, minimum in categories
        if minimum is not None and 100 * MICRO * have < to_micro(minimum) * total
    ]
    if not above:
        return None
    code, minimum = above[-1]
    needed = -(-to_micro(minimum) * total // (100 * MICRO)) - have
    return Change(code, minimum, from_micro(needed), _steps(lines, needed))


def _steps(lines: Sequence[Line], needed: int) -> tuple[tuple[str, float | None, float], ...]:
    """Return the fewest raises that add `needed` millionths, largest shortfalls first."""
    short = sorted(
        ((to_micro(line.required) - to_micro(line.level or 0.0), line) for line in lines),
        key=lambda pair: (-pair[0], pair[1].kompetensi),
    )
    steps = []
    for gap, line in short:
        if needed <= 0 or gap <= 0:
            break
        raise_by = min(gap, needed)
        steps.append((line.kompetensi, line.level, from_micro(to_micro(line.level or 0.0) + raise_by)))
        needed -= raise_by
    return tuple(steps)
