"""What a column that is not used may be: the field with the nearest heading, proposed and never applied."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from rapidfuzz import fuzz, process

from asnkarier.sheets.layout.columns import Columns
from asnkarier.sheets.schema import Schema, heading_key

_WORTH_TELLING: Final = 75.0
_SHORTEST: Final = 4
_LONGEST: Final = 80
# A sheet may be thousands of columns wide, and each text is held against every heading there is.
_MOST_COMPARED: Final = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column, and the field that its heading is nearest to; certainty from 0 to 1."""

    letters: str
    heading: str
    field: str
    certainty: float


def near_headings(texts: Iterable[str], kinds: Iterable[Schema]) -> tuple[tuple[str, str, float], ...]:
    """Return (text, field, certainty from 0 to 1) of the first texts that are near to a heading of any of the kinds."""
    names = {alias: name for schema in kinds for alias, ((name, _), *_) in schema.by_alias.items()}
    found = []
    for text in islice(texts, _MOST_COMPARED):
        if len(text) > _LONGEST:
            continue
        key = heading_key(text)
        near = process.extractOne(key, list(names), scorer=fuzz.ratio, score_cutoff=_WORTH_TELLING)
        if near is not None and len(key) >= _SHORTEST:
            found.append((text, names[near[0]], round(near[1] / 100, 3)))
    return tuple(found)


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
