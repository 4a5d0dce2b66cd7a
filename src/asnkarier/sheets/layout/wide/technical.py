"""Columns that look like competencies of the agency: a name that nothing else knows, above nothing but levels of the scale.

They are kept whether or not a standard asks for them yet, so that what was imported first decides nothing. What speaks
against a column of numbers is told.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import numpy as np

from asnkarier.sheets.cells.number import level_parser
from asnkarier.sheets.cells.text import is_empty
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import EMPTY, Grid, Ints, Kinds
from asnkarier.sheets.layout.columns import BESIDE, Columns
from asnkarier.sheets.layout.header import Header, Heading
from asnkarier.sheets.layout.wide.named import add_level
from asnkarier.sheets.results import Told
from asnkarier.sheets.schema import heading_key, schemas
from asnkarier.sheets.vocabulary import Vocabulary

_SPEAKS_OF_COMPETENCIES: Final = re.compile(
    r"\b(?:ASESMEN|ASSESS?MENT|(?:UJI|PENILAIAN|PEMETAAN|REKAP(?:ITULASI)?) KOMPETENSI|KOMPETENSI TEKNIS)\b",
    re.IGNORECASE,
)
_FEWEST: Final = 2


def take_below_names(columns: Columns, free: dict[int, Heading], vocabulary: Vocabulary) -> None:
    """Where a name that nothing knows covers a level and its standard or gap, take the level under that name."""
    schema = columns.schema
    groups: dict[tuple[str, ...], list[Heading]] = {}
    for heading in free.values():
        if len(heading.parts) > 1:
            groups.setdefault(heading.parts[:-1], []).append(heading)
    for parts, group in groups.items():
        lasts = [heading_key(heading.parts[-1]) for heading in group]
        levels = [one for one, key in zip(group, lasts, strict=True) if key in schema.level_words]
        if len(levels) != 1 or len(group) < _FEWEST or not set(lasts) <= schema.level_words | schema.ignored:
            continue
        competency = _name(parts[-1], vocabulary)
        if competency is None:
            continue
        for heading in group:
            del free[heading.position]
            if heading is not levels[0]:
                columns.ignored.append(heading)
        add_level(columns, levels[0], competency)


def take_technical(
    columns: Columns, grid: Grid, header: Header, vocabulary: Vocabulary, findings: Findings, *, asked: bool
) -> None:
    """Take the unused columns of an assessment that hold nothing but levels below a name; asked: a person said it is one."""
    if {"kompetensi", "level"} <= set(columns.fields) or columns.schema.row_key not in columns.fields:
        return
    if not (asked or columns.levels or _speaks_of_competencies(columns, header, grid)):
        return
    rows = _rows_of_people(columns, grid, header)
    for heading in list(columns.unmapped):
        name = heading.parts[-1]
        levels, stray = _levels_in(grid, heading, rows, vocabulary)
        if not levels or vocabulary.nearest(name) is not None:
            continue  # words, or nothing; what may be a competency of the law was told
        competency = _name(name, vocabulary)
        if competency is None:
            findings.note("KOLOM-BUKAN-NAMA", heading.cell, heading=heading.text)
            continue
        if stray is not None:
            low, high = (f"{level:g}" for level in vocabulary.level_range)
            facts = {"heading": heading.text, "lowest": low, "highest": high}
            findings.warn("KOLOM-BUKAN-LEVEL", f"{heading.letters}{stray}", **facts)
            continue
        columns.unmapped.remove(heading)
        add_level(columns, heading, competency)
        columns.doubts[competency] = BESIDE
        columns.score += 1
        findings.note("KOLOM-TEKNIS", heading.cell, heading=heading.text, kompetensi=competency)


def _speaks_of_competencies(columns: Columns, header: Header, grid: Grid) -> bool:
    words = (*header.titles, grid.sheet or "", *(one.text for one in header.headings))
    return "tanggal_asesmen" in columns.fields or any(map(_SPEAKS_OF_COMPETENCIES.search, words))


def _name(text: str, vocabulary: Vocabulary) -> str | None:
    """Return the id of the technical competency that a heading may name; None for a heading of something else."""
    key = heading_key(text)
    if key in _known_anywhere() or key in vocabulary.initials:
        return None
    return vocabulary.technical(text)


@cache
def _known_anywhere() -> frozenset[str]:
    return frozenset().union(*(schema.known for schema in schemas().values()))


def _rows_of_people(columns: Columns, grid: Grid, header: Header) -> Ints:
    """Return the grid rows below the header whose key holds a figure: no totals, notes or repeated headings."""
    codes, kinds = grid.column(columns.fields[columns.schema.row_key].position)
    filled = kinds != EMPTY
    filled[: header.first] = False
    figures = [code for code in np.unique(codes[filled]).tolist() if any(map(str.isdigit, grid.values[code]))]
    return np.flatnonzero(filled & np.isin(codes, figures))


def _levels_in(grid: Grid, heading: Heading, rows: Ints, vocabulary: Vocabulary) -> tuple[int, int | None]:
    """Return how many different cells are levels, and the sheet row of the first that is something else."""
    codes, kinds = grid.column(heading.position)
    codes, kinds = codes[rows], kinds[rows]
    read = level_parser(*vocabulary.level_range)
    levels, stray = 0, None
    for code, kind in _distinct(codes, kinds):
        if is_empty(grid.values[code]):
            continue
        found = read(grid.values[code], kind)
        # A level below 1 is told as doubtful when the rows are read, as in every other column of levels: a level it is.
        if isinstance(found.value if isinstance(found, Told) else found, float):
            levels += 1
        else:
            first = int(grid.row_numbers[rows[np.flatnonzero((codes == code) & (kinds == kind))[0]]])
            stray = first if stray is None else min(stray, first)
    return levels, stray


def _distinct(codes: Ints, kinds: Kinds) -> Iterator[tuple[int, int]]:
    filled = kinds != EMPTY
    pairs = np.unique(np.stack([codes[filled], kinds[filled].astype(np.int64)]), axis=1)
    yield from zip(*pairs.tolist(), strict=True)
