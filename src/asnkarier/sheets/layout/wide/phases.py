"""Columns that hold the answers of one phase of a training's evaluation: `PRE TEST`, `Kuesioner Evaluasi (1-5)`."""

import re
from typing import Final

from asnkarier.sheets.layout.columns import Columns
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.schema import Schema, heading_key

_SCALE: Final = re.compile(
    r"(?:[(\[]\s{0,3}(?:skala\s{0,2}:?\s{0,2})?|skala\s{0,2}:?\s{0,2}|(?<!\d))(\d{1,3})\s{0,3}(?:-|–|s\.?/?d\.?|sampai)\s{0,3}(\d{1,3})\s{0,3}[)\]]?",
    re.IGNORECASE,
)


def take_phases(columns: Columns, free: dict[int, Heading]) -> None:
    """Take each column that names a phase; none where a column of its own says it."""
    known = {key for heading in free.values() for key in heading.keys}
    if known & set(columns.schema.fields["fase"].aliases):
        return
    for heading in list(free.values()):
        phase = _phase_of(columns.schema, heading)
        if phase is not None:
            _add(columns, free.pop(heading.position), phase)


def _phase_of(schema: Schema, heading: Heading) -> str | None:
    words = (*heading.keys, heading_key(_SCALE.sub(" ", heading.parts[-1])))
    return next((schema.phases[word] for word in words if word in schema.phases), None)


def _add(columns: Columns, heading: Heading, phase: str) -> None:
    met = next((other for other, known in columns.levels if known == phase), None)
    if met is None:
        columns.levels.append((heading, phase))
    else:
        columns.twins.append((phase, met, heading))


def stated_scale(heading: Heading) -> tuple[float, float] | None:
    """Return the scale that a heading states, as `(1-5)` or `skala 0-100`."""
    found = _SCALE.search(heading.text)
    return None if found is None else (float(found[1]), float(found[2]))
