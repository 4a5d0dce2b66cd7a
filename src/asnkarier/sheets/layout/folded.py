"""Lists of rank (DUK) that print a person on two rows, name over NIP, golongan over TMT: the two rows become one."""

import re
from collections.abc import Container
from dataclasses import replace
from typing import Final

import numpy as np

from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import NUMBER, TEXT, Grid, Ints
from asnkarier.sheets.layout.header import Header, Heading, is_fold
from asnkarier.sheets.schema import heading_key, schemas

_TALL: Final = 2
_LEAST_DIGITS: Final = 9
_PEOPLE: Final = "employees"
_SLASH: Final = re.compile(r"[/\r\n]+")
_LABEL: Final = re.compile(r"\bNIP(?:PPPK)?\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z]{3,}")


def unfold(grid: Grid, header: Header, findings: Findings) -> tuple[Grid, Header] | None:
    """Return the grid with one row per person and a header with one field per column; None when it is not such a list.

    Where a row is a person already and its cells hold two facts each, only the headings are joined. A header that does
    not say so (NIP in a column of its own; `NAMA / NIP` in one cell) folds only where every person has a second row that
    holds nothing but lower halves.

    A row of the result bears the number of its upper row; rows that belong to nobody stay as they are. Where the rows do
    not alternate it is an error at the first place that does not fit, and None.
    """
    fold = next((heading for heading in header.headings if is_fold(heading)), None)
    if fold is None or len(header.rows) != _TALL:
        return _unfold_by_rows(grid, header, findings)
    nip_is_below = is_fold(fold) == "below"
    keyed = _rows_with_nip(grid, fold.position, header.first)
    if _names_too(grid, fold.position, keyed):
        return grid, replace(header, headings=tuple(_joined(heading) for heading in header.headings))
    upper = keyed - 1 if nip_is_below else keyed
    wrong = _not_alternating(grid, upper, header.first)
    if wrong is not None:
        number = grid.row_numbers[min(max(wrong, 0), grid.height - 1)]
        findings.error("DUK-BERTUMPUK", f"{fold.letters}{number}", heading=fold.text)
        return None
    stacked = {heading.position for heading in header.headings if heading.stacked}
    return _folded_grid(grid, upper, stacked, header, findings)


def _unfold_by_rows(grid: Grid, header: Header, findings: Findings) -> tuple[Grid, Header] | None:
    pairs = {
        heading.position: halves for heading in header.headings if (halves := _halves(heading)) is not None
    }
    for heading in header.headings if pairs else ():
        halves = pairs.get(heading.position)
        if _names_nip(halves[1] if halves else heading.parts[-1]):
            keyed = _rows_with_nip(grid, heading.position, header.first)
            if halves and _names_too(grid, heading.position, keyed):
                return None
            upper = keyed - 1 if halves else keyed
            if not _are_lower_halves(grid, upper, pairs, header.first):
                return None
            folds = tuple(
                replace(one, parts=pairs[one.position], stacked=True)
                if one.position in pairs
                else replace(one, stacked=False)
                for one in header.headings
            )
            return _folded_grid(grid, upper, set(pairs), replace(header, headings=folds), findings)
    return None


def _halves(heading: Heading) -> tuple[str, str] | None:
    """Return the two facts that a heading names, above each other or with a `/` between; None when it names one."""
    parts = heading.parts if heading.stacked else tuple(_SLASH.split(heading.parts[-1].strip()))
    known = schemas()[_PEOPLE].known
    if len(parts) != _TALL or not all(heading_key(part) in known for part in parts):
        return None
    return parts[0], parts[1]


def _names_nip(text: str) -> bool:
    return any(name == "nip" for name, _ in schemas()[_PEOPLE].by_alias.get(heading_key(text), ()))


def _are_lower_halves(grid: Grid, upper: Ints, pairs: Container[int], first: int) -> bool:
    """Return whether the row below each upper one has cells under the paired headings, and nowhere else."""
    if not upper.size or _not_alternating(grid, upper, first) is not None:
        return False
    return all(row and all(column in pairs for column in row) for row in grid.rows_at(upper + 1).values())


def _rows_with_nip(grid: Grid, position: int, first: int) -> Ints:
    codes, kinds = grid.column(position)
    keyed = [
        row
        for row in range(first, grid.height)
        if kinds[row] in (TEXT, NUMBER) and sum(map(str.isdigit, grid.values[codes[row]])) >= _LEAST_DIGITS
    ]
    return np.array(keyed, dtype=np.int64)


def _names_too(grid: Grid, position: int, keyed: Ints) -> bool:
    """Return whether the cells hold a name beside the NIP: one row per person, two facts in a cell."""
    codes, _ = grid.column(position)
    words = [_WORD.search(_LABEL.sub("", grid.values[codes[row]])) for row in keyed.tolist()]
    return bool(words) and all(words)


def _joined(heading: Heading) -> Heading:
    return replace(heading, parts=(" / ".join(heading.parts),), stacked=False) if heading.stacked else heading


def _not_alternating(grid: Grid, upper: Ints, first: int) -> int | None:
    """Return the first grid row that cannot be the upper one of two, None when all can."""
    for row in upper.tolist():
        if row < first or row + 1 >= grid.height or grid.row_numbers[row + 1] - grid.row_numbers[row] != 1:
            return int(row)
    crowded = np.flatnonzero(np.diff(upper) < _TALL)
    return int(upper[crowded[0] + 1]) if crowded.size else None


def _folded_grid(
    grid: Grid, upper: Ints, stacked: set[int], header: Header, findings: Findings
) -> tuple[Grid, Header] | None:
    is_lower = np.zeros(grid.height, dtype=bool)
    is_lower[upper + 1] = True
    target = np.cumsum(~is_lower) - 1  # a lower row goes to the row before it
    columns = np.searchsorted(grid.starts, np.arange(len(grid.codes)), side="right") - 1
    splits = np.isin(columns, sorted(stacked))
    places = _TALL * columns + (is_lower[grid.rows] & splits)
    rows = target[grid.rows]
    order = np.lexsort((rows, places))
    rows, places = rows[order], places[order]
    twice = np.flatnonzero((np.diff(rows) == 0) & (np.diff(places) == 0))
    if twice.size:
        where = order[twice[0] + 1]
        cell = f"{grid.letters(int(columns[where]))}{grid.row_numbers[grid.rows[where]]}"
        findings.error("DUK-DUA-ISI", cell)
        return None
    width = _TALL * grid.width
    folded = replace(
        grid,
        row_numbers=grid.row_numbers[~is_lower],
        column_numbers=np.repeat(grid.column_numbers, _TALL),
        rows=rows,
        codes=grid.codes[order],
        kinds=grid.kinds[order],
        starts=np.searchsorted(places, np.arange(width + 1)),
        merges=(),
        folded=frozenset(grid.row_numbers[upper].tolist()),
        lowered=frozenset(range(1, width, _TALL)),
    )
    return folded, replace(header, headings=_headings(header))


def _headings(header: Header) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    for heading in header.headings:
        place = _TALL * heading.position
        if heading.stacked:
            headings.append(Heading(place, heading.letters, (heading.parts[0],), header.rows[0]))
            headings.append(Heading(place + 1, heading.letters, (heading.parts[-1],), header.rows[-1]))
        else:
            headings.append(replace(heading, position=place))
    return tuple(headings)
