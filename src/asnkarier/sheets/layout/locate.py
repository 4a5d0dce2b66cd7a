"""Where the tables of a file are: every visible sheet, and every header further down on a sheet."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from rapidfuzz import fuzz

from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import EMPTY, TEXT, Grid, Ints, SheetName
from asnkarier.sheets.layout.detection import Detected, ReadOptions, known_headings, understand
from asnkarier.sheets.layout.gridparts import parts_beside, rows_between
from asnkarier.sheets.layout.header import SEARCHED_ROWS, TALLEST, Header, is_header_like
from asnkarier.sheets.layout.remembered import find_remembered
from asnkarier.sheets.schema import heading_key, schemas
from asnkarier.sheets.source import Source
from asnkarier.sheets.vocabulary import Vocabulary

_FEWEST_HEADINGS: Final = 2
_HEADING_SHARE: Final = 0.5
_MOST_LISTED: Final = 8
_LONGEST_HEADING: Final = 60
_NIP: Final = "nip"
_KEY: Final = re.compile(r"\d{5,}|(?:\d[ .\-]?){9,}")
_NEAR: Final = 70  # a heading that is misspelt on one page


@dataclass(frozen=True, slots=True)
class Found:
    """A table of the file, or why there is none (`detected` is None); `findings` are its own.

    left_out: the sheet rows of what may be another table below, and was told. left: the letters of the first column of
    a table that stands right of another one, else empty.
    beside: it is the totals that the recap of levels before it prints in the same rows.
    """

    detected: Detected | None
    findings: Findings
    left_out: tuple[int, ...] = ()
    left: str = ""
    beside: bool = False


def find_tables(source: Source, options: ReadOptions, vocabulary: Vocabulary, file: str) -> list[Found]:
    """Return every table of a known kind, at least one entry; without any, the sheet that comes nearest and what it lacks."""
    findings = Findings(file)
    if source.is_csv:
        return _tables_of_sheet(source.read(None), options, vocabulary, findings)
    sheets = _sheets(source, options, findings)
    if len(sheets) <= 1:
        if not sheets:
            return [Found(None, findings)]
        found = _tables_of_sheet(source.read(sheets[0]), options, vocabulary, findings)
    else:
        found = _tables_of_sheets(source, sheets, options, vocabulary, file)
    if options.sheet is None:
        _tell_hidden(source, options, vocabulary, found)
    return found


def _sheets(source: Source, options: ReadOptions, findings: Findings) -> Sequence[SheetName]:
    if options.sheet is not None:
        found = source.find(options.sheet)
        if found is None:
            findings.error("LEMBAR-TIADA", sheet=options.sheet, sheets=", ".join(source.names) or "-")
        return (found,) if found else ()
    for name in dict.fromkeys(one.sheet for one in options.remembered if one.sheet is not None):
        sheet = source.find(name)
        mine = [one for one in options.remembered if one.sheet == name]
        if sheet and find_remembered(source.read(sheet), mine, options.kind, options.header_row):
            return (sheet,)
    sheets = source.visible()
    if not sheets:
        findings.error("LEMBAR-TIADA", sheet="-", sheets=", ".join(source.names) or "-")
    return sheets


def _tables_of_sheets(
    source: Source, sheets: Sequence[SheetName], options: ReadOptions, vocabulary: Vocabulary, file: str
) -> list[Found]:
    """Return the tables of all sheets that hold a whole one; a sheet that almost does is told."""
    trials = [(source.read(sheet), Findings(file, sheet.name)) for sheet in sheets]
    whose = _mapping_of_each(trials, options, vocabulary)
    seen = [
        understand(grid, own, vocabulary, Findings(file, grid.sheet)) if grid.height else None
        for (grid, _), own in zip(trials, whose, strict=True)
    ]
    complete = [place for place, one in enumerate(seen) if one is not None and one.is_complete]
    if not complete:
        best = max(range(len(seen)), key=lambda place: (_score(seen[place]), -place))
        return _tables_of_sheet(trials[best][0], whose[best], vocabulary, trials[best][1])
    found: list[Found] = []
    for place in complete:
        found += _tables_of_sheet(trials[place][0], whose[place], vocabulary, trials[place][1])
    for place, one in enumerate(seen):
        if place not in complete and one is not None and one.missing:
            tell = found[0].findings.warn if _NIP in one.columns.fields else found[0].findings.note
            tell(
                "LEMBAR-LEWAT",
                sheet=sheets[place].name,
                kind=one.columns.schema.kind,
                missing=", ".join(one.missing),
            )
    return found


def _mapping_of_each(
    trials: Sequence[tuple[Grid, Findings]], options: ReadOptions, vocabulary: Vocabulary
) -> list[ReadOptions]:
    """Return the options of each sheet: a mapping counts for the sheets that have its headings, if any has."""
    has = []
    for grid, findings in trials:
        own = Findings(findings.file, grid.sheet)
        seen = understand(grid, options, vocabulary, own) if grid.height and options.mapping else None
        has.append(seen is not None and bool(seen.columns.named))
    without = replace(options, mapping={})
    return [options if mine or not any(has) else without for mine in has]


def _score(seen: Detected | None) -> float:
    return seen.header.score if seen is not None else 0.0


def _tell_hidden(
    source: Source, options: ReadOptions, vocabulary: Vocabulary, found: Sequence[Found]
) -> None:
    """Say which hidden sheets hold a table too; they are not read unless somebody names them."""
    read = {sheet.name for sheet in source.visible()} | {one.findings.sheet for one in found}
    plain = replace(options, mapping={}, header_row=None)
    hidden = []
    for name in source.names:
        sheet = source.find(name)
        if sheet is None or sheet.name in read:
            continue
        head = source.read(sheet, most_rows=SEARCHED_ROWS + TALLEST)
        seen = understand(head, plain, vocabulary, Findings("")) if head.height else None
        if seen is not None and seen.is_complete:
            hidden.append(name)
    if hidden:
        found[0].findings.note("LEMBAR-TERSEMBUNYI", sheets=", ".join(hidden))


def _tables_of_sheet(
    grid: Grid, options: ReadOptions, vocabulary: Vocabulary, findings: Findings, *, is_part: bool = False
) -> list[Found]:
    """Return the tables that stand below each other on one sheet; is_part: the header row is our own finding."""
    findings.sheet = grid.sheet
    if not grid.height:
        findings.error("LEMBAR-KOSONG", sheet=grid.sheet or "-")
        return [Found(None, findings)]
    beside = [] if is_part else _tables_beside(grid, options, vocabulary, findings.file)
    if beside:
        return beside
    detected = understand(grid, options, vocabulary, findings)
    if detected is None or detected.missing:
        return [Found(detected, findings)]
    if detected.grid is not grid:
        return [
            Found(detected, findings)
        ]  # folded: its headings speak of other positions, even where nobody stands
    alone = options.header_row is not None and not is_part
    above = None if alone or is_part else _table_above(detected, options, vocabulary, findings.file)
    if above is not None:
        top, cut = above
        own = replace(options, header_row=detected.header.rows[0])
        main = rows_between(grid, cut, grid.height)
        return [
            *top,
            *_tables_of_sheet(main, own, vocabulary, Findings(findings.file, grid.sheet), is_part=True),
        ]
    start = _next_header(detected, vocabulary)
    if start is None:
        return [Found(detected, findings)]
    cut = _titles_from(grid, detected.header.first, start)
    first = Found(replace(detected, grid=rows_between(grid, 0, cut)), findings)
    below = rows_between(grid, cut, grid.height)
    place = f"{grid.letters(min(grid.rows_at(np.array([start]))[start]))}{grid.row_numbers[start]}"
    own = replace(options, header_row=int(grid.row_numbers[start]), mapping={}, remembered=())
    more = _tables_of_sheet(below, own, vocabulary, Findings(findings.file, grid.sheet), is_part=True)
    second = more[0].detected
    if not alone and second is not None and (second.is_complete or _NIP in second.columns.fields):
        if second.missing:
            more[0].findings.error("TABEL-KEDUA", place)
        return [first, *more]
    headings = ", ".join(heading.text for heading in second.header.headings[:_MOST_LISTED]) if second else "-"
    findings.warn("TABEL-LEWAT", place, headings=headings)
    return [replace(first, left_out=tuple(grid.row_numbers[cut:].tolist()))]


def _tables_beside(grid: Grid, options: ReadOptions, vocabulary: Vocabulary, file: str) -> list[Found]:
    """Return the tables that stand beside each other if every part is a whole table; none where a person named columns."""
    if options.mapping or find_remembered(grid, options.remembered, options.kind, options.header_row):
        return []
    parts = parts_beside(grid)
    if len(parts) == 1:
        return []
    seen = [understand(part, options, vocabulary, Findings(file, grid.sheet)) for part in parts]
    if not all(one is not None and one.is_complete for one in seen):
        return []
    return [
        replace(found, left=part.letters(0) if part is not parts[0] else "")
        for part in parts
        for found in _tables_of_sheet(part, options, vocabulary, Findings(file, grid.sheet))
    ]


def _table_above(
    detected: Detected, options: ReadOptions, vocabulary: Vocabulary, file: str
) -> tuple[list[Found], int] | None:
    """Return the whole tables above the header that speaks loudest, and the grid row where what follows begins."""
    grid, header = detected.grid, detected.header
    start = int(np.searchsorted(grid.row_numbers, header.rows[0]))
    plain = replace(options, mapping={}, remembered=())
    cut = _titles_from(grid, 0, start)
    if cut < _FEWEST_HEADINGS:
        return None
    upper = rows_between(grid, 0, cut)
    findings = Findings(file, grid.sheet)
    seen = understand(upper, plain, vocabulary, Findings(file, grid.sheet))
    if seen is None or not seen.is_complete:
        return None
    return _tables_of_sheet(upper, plain, vocabulary, findings), cut


def _next_header(detected: Detected, vocabulary: Vocabulary) -> int | None:
    """Return the grid row of the next header that is not this one again, or None."""
    grid, header = detected.grid, detected.header
    known = known_headings(list(schemas().values()), Vocabulary(), {})
    rows = grid.rows_at(_candidates(detected, frozenset(known) | frozenset(vocabulary.keys)))
    for position, row in sorted(rows.items()):
        cells = {column: cell for column, cell in row.items() if cell[0].strip()}
        if not is_header_like(cells):
            continue
        keys = {column: heading_key(text) for column, (text, _) in cells.items()}
        share = sum(key in known for key in keys.values()) / len(keys)
        named = _fields_of_one_kind(keys)
        if share >= _HEADING_SHARE and named and not _is_again(header, keys, known):
            return position
    return None


def _fields_of_one_kind(keys: Mapping[int, str]) -> dict[int, str]:
    """Return the headings of the kind that knows most of them; none when they may as well be words of a total or a note."""
    best: dict[int, str] = {}
    for schema in schemas().values():
        mine = {column: key for column, key in keys.items() if key in schema.by_alias}
        met = {name for key in mine.values() for name, _ in schema.by_alias[key]}
        wanted = _FEWEST_HEADINGS if schema.row_key in met else _FEWEST_HEADINGS + 1
        if len(met) >= wanted and len(mine) > len(best):
            best = mine
    return best


def _candidates(detected: Detected, known: frozenset[str]) -> Ints:
    """Return the grid rows below the header whose key cell holds no key: nothing, or words without a figure."""
    grid, schema = detected.grid, detected.columns.schema
    key = detected.columns.fields[schema.row_key]
    codes, kinds = grid.column(key.position)
    words = []
    for code in np.unique(codes[kinds == TEXT]).tolist():
        text = grid.values[code]
        if not text.isdecimal() and len(text) <= _LONGEST_HEADING and heading_key(text) in known:
            words.append(code)
    maybe = (kinds == EMPTY) | ((kinds == TEXT) & np.isin(codes, words))
    maybe[: detected.header.first] = False
    return np.flatnonzero(maybe)


def _is_again(header: Header, keys: Mapping[int, str], known: Collection[str]) -> bool:
    """Return whether the headings stand in the columns where the header has them (a header repeated on every page)."""
    own = {heading.position: {heading_key(part) for part in heading.parts} for heading in header.headings}
    for column, key in keys.items():
        mine = own.get(column, set())
        if key in mine:
            continue
        if key in known or (mine and max(fuzz.ratio(key, other) for other in mine) < _NEAR):
            return False
    return True


def _titles_from(grid: Grid, lowest: int, start: int) -> int:
    """Return the grid row where the titles above a header at `start` begin: rows of one text each, `lowest` or below."""
    rows = grid.rows_at(np.arange(max(lowest, start - SEARCHED_ROWS + TALLEST), start))
    first = start
    while first - 1 in rows:
        cells = list(rows[first - 1].values())
        if len(cells) != 1 or cells[0][1] != TEXT or _KEY.search(cells[0][0]):
            break
        first -= 1
    return first
