"""Columns that are a fact each: the competencies of a wide assessment, the years of a recap of appraisals.

A competency is known by its name, by its initials or by what stands above it; a year by `PREDIKAT 2023` or `2024 > Predikat Kinerja`.
"""

import re
from functools import cache
from typing import Final

from asnkarier.sheets.findings import Findings
from asnkarier.sheets.layout.columns import BESIDE, Columns
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.schema import Schema, heading_key
from asnkarier.sheets.vocabulary import Vocabulary

_DIGITS: Final = "0123456789"
_SEVERAL: Final = 3
_YEAR: Final = re.compile(r"(?:\b(?:TAHUN|THN|TH)\b[ .]{0,2})?(?<!\d)((?:19|20)\d{2})(?!\d)", re.IGNORECASE)
_RESULT: Final = "predikat"
_RECAPPED: Final = range(2010, 2051)


def take_below_competencies(columns: Columns, free: dict[int, Heading], vocabulary: Vocabulary) -> None:
    """Where a competency covers several columns, take the one with the level; the standard and the gap are not kept."""
    for heading in list(free.values()):
        competency = vocabulary.find(heading.parts[-2]) if len(heading.parts) > 1 else None
        if competency is None:
            continue
        del free[heading.position]
        if heading_key(heading.parts[-1]) not in columns.schema.level_words:
            columns.ignored.append(heading)
        else:
            add_level(columns, heading, competency)


def add_level(columns: Columns, heading: Heading, competency: str) -> None:
    """Take a column as the levels of a competency, or as its twin when another one holds them."""
    met = next((other for other, known in columns.levels if known == competency), None)
    if met is None:
        columns.levels.append((heading, competency))
    else:
        columns.twins.append((competency, met, heading))


def take_competencies(
    columns: Columns, free: dict[int, Heading], vocabulary: Vocabulary, findings: Findings
) -> None:
    """Take every column that names a competency as its level; several initials together are read, a near name is told."""
    schema = columns.schema
    initials = [heading for heading in free.values() if heading_key(heading.parts[-1]) in vocabulary.initials]
    for heading in initials if len(initials) >= _SEVERAL else ():
        named = vocabulary.initials[heading_key(heading.parts[-1])]
        add_level(columns, free.pop(heading.position), named)
        columns.doubts[named] = BESIDE
    for heading in list(free.values()):
        last = heading_key(heading.parts[-1])
        if last in schema.ignored or last.rstrip(_DIGITS) in schema.ignored:
            continue
        phrases = (heading.parts[-1], heading.text)
        competency = next((found for phrase in phrases if (found := vocabulary.find(phrase))), None)
        competency = competency or _near_competency(columns, vocabulary, heading, findings)
        if competency is not None:
            del free[heading.position]
            add_level(columns, heading, competency)


def _near_competency(
    columns: Columns, vocabulary: Vocabulary, heading: Heading, findings: Findings
) -> str | None:
    """Return the competency of a misspelt heading when there is hardly a doubt; tell it either way."""
    if set(heading.keys) & (columns.schema.ignored | set(columns.schema.combined)):
        return None
    near = vocabulary.nearest(heading.parts[-1])
    if near is None:
        return None
    cell_facts = {"heading": heading.text, "name": near.name, "certainty": round(near.certainty)}
    if near.is_certain:
        findings.warn("KOLOM-MIRIP", heading.cell, **cell_facts)
        columns.doubts[near.competency] = round(near.certainty / 100, 3)
        return near.competency
    findings.note("KOLOM-USUL", heading.cell, **cell_facts)
    return None


@cache
def _keys_with_years(aliases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        f"{alias}{word}{year}" for alias in aliases for word in ("", "TAHUN") for year in _RECAPPED
    )


def year_keys(schema: Schema) -> frozenset[str]:
    """Return the headings of appraisals of one year, by which a header is known."""
    return _keys_with_years(schema.fields[_RESULT].aliases) if _RESULT in schema.fields else frozenset()


def take_years(columns: Columns, free: dict[int, Heading]) -> None:
    """Take each column of an appraisal of one year; none where a column of its own says the year."""
    known = {key for heading in free.values() for key in heading.keys}
    if known & set(columns.schema.fields["tahun"].aliases):
        return
    for heading in list(free.values()):
        year = _year_of_result(columns.schema, heading)
        if year is not None:
            columns.levels.append((free.pop(heading.position), year))
            columns.doubts[year] = BESIDE


def _year_of_result(schema: Schema, heading: Heading) -> str | None:
    """Return the one year that a heading names beside the word for a result."""
    years = _YEAR.findall(heading.text)
    if len(set(years)) != 1:
        return None
    words = heading_key(_YEAR.sub(" ", " ".join(heading.parts)))
    return years[0] if any(name == _RESULT for name, _ in schema.by_alias.get(words, ())) else None
