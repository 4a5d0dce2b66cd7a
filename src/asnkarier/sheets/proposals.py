"""What a column that is not used may be: the field with the nearest heading, proposed and never applied."""

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from asnkarier.sheets.columns import Columns
from asnkarier.sheets.schema import heading_key

_WORTH_TELLING: Final = 75.0
_SHORTEST: Final = 4


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column, and the field that its heading is nearest to; certainty from 0 to 1."""

    letters: str
    heading: str
    field: str
    certainty: float


def propose(columns: Columns) -> tuple[Proposal, ...]:
    """Return a proposal for each unused column whose heading is near to one of a field without a column."""
    names = {
        alias: name
        for name, column in columns.schema.fields.items()
        if name not in columns.fields
        for alias in (*column.aliases, *column.fallback)
    }
    proposals = []
    for heading in columns.unmapped:
        keys = [
            key
            for key in {heading_key(part) for part in (*heading.parts, heading.text)}
            if len(key) >= _SHORTEST
        ]
        found = [
            near
            for key in sorted(keys)
            if (near := process.extractOne(key, list(names), scorer=fuzz.ratio, score_cutoff=_WORTH_TELLING))
        ]
        if found:
            alias, score, _ = max(found, key=lambda near: near[1])
            proposals.append(Proposal(heading.letters, heading.text, names[alias], round(score / 100, 3)))
    return tuple(proposals)
