"""Where the header of a sheet is: one to five rows among its first thirty, merged or stacked, and what stands above."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal

from asnkarier.sheets.grid import NUMBER, TEXT, Grid
from asnkarier.sheets.schema import heading_key, schemas

SEARCHED_ROWS: Final = 30
TALLEST: Final = 5
_LONG_NUMBER: Final = re.compile(r"\d{9,}")
_COUNTER: Final = re.compile(r"\(?(\d{1,3})[).]?")
_SHORTEST_COUNT: Final = 3
_COUNTING_SHARE: Final = 0.8
_WORTH_A_ROW: Final = 0.6
LEAST_SCORE: Final = 1.5
_AGAIN: Final = 0.1
_NAME_AND_NIP: Final = 2

Row = dict[int, tuple[str, int]]
Known = Mapping[str, float]


@dataclass(frozen=True)
class Heading:
    """The heading of one column: its texts from top to bottom, and the keys to look it up by, the fullest first."""

    position: int
    letters: str
    parts: tuple[str, ...]
    row: int
    stacked: bool = False

    @property
    def cell(self) -> str:
        """The address of its lowest part."""
        return f"{self.letters}{self.row}"

    @property
    def text(self) -> str:
        """The heading as a person would say it."""
        return " > ".join(" ".join(part.split()) for part in self.parts)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All parts joined, the last two, the last; `A>B` before `AB`, as `Jabatan/TMT` in one cell is something else."""
        count = len(self.parts)
        joined = (
            glue.join(self.parts[start:])
            for start in (0, max(count - 2, 0), count - 1)
            for glue in (">", " ")
        )
        return tuple(dict.fromkeys(heading_key(words) for words in joined))


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet. `rows` are sheet rows; data starts at grid position `first`; `titles` stand above."""

    rows: tuple[int, ...]
    first: int
    headings: tuple[Heading, ...]
    titles: tuple[str, ...]
    score: float
    number_row: int | None = None

    @property
    def texts(self) -> dict[str, str]:
        """The headings by the letters of their columns."""
        return {heading.letters: heading.text for heading in self.headings}


def find_header(grid: Grid, known: Known, *, header_row: int | None = None) -> Header | None:
    """Return the window of rows whose columns hold the most known headings, or None when no row holds enough.

    known: heading key -> weight. header_row: the sheet row where the header starts, when a person names it.
    """
    starts = list(range(min(SEARCHED_ROWS, grid.height)))
    if header_row is not None:
        starts = [int(position) for position in (grid.row_numbers == header_row).nonzero()[0]]
    deepest = max(starts, default=0) + TALLEST
    rows = grid.head(deepest + 1)
    grid = _with_merges_above(grid, deepest)
    best: tuple[float, int, int] | None = None
    # Rows of data are many and wide: only windows with a known heading are put together.
    speaks = [
        header_row is not None or any(heading_key(text) in known for text, _ in row.values()) for row in rows
    ]
    for start in starts:
        for height in range(1, TALLEST + 1):
            last = start + height - 1
            if last >= len(rows) or not is_header_like(
                rows[last], forced=header_row is not None and height == 1
            ):
                break
            if grid.row_numbers[last] - grid.row_numbers[start] != height - 1:
                break
            if not any(speaks[start : last + 1]):
                continue
            score = _score(_headings(grid, rows, start, height), known) - _WORTH_A_ROW * (height - 1)
            if best is None or score > best[0]:
                best = (score, start, height)
    if best is None or (header_row is None and best[0] < LEAST_SCORE):
        return None
    score, start, height = best
    return _header(grid, rows, score, start, _grown(grid, rows, start, height))


def _grown(grid: Grid, rows: list[Row], start: int, height: int) -> int:
    """Return the height with the rows below that are header too: a heading is merged down to them, or the column numbers follow.

    Their words need not be known ones, so the score alone does not see them.
    """
    grown = height
    for last in range(start + height, min(start + TALLEST, len(rows))):
        above, number = int(grid.row_numbers[last - 1]), int(grid.row_numbers[last])
        if number != above + 1 or not is_header_like(rows[last]) or is_counting(rows[last]):
            break
        is_merged_down = any(merge.top <= above and merge.bottom >= number for merge in grid.merges)
        if is_merged_down or (last + 1 < len(rows) and is_counting(rows[last + 1])):
            grown = last + 1 - start
    return grown


def header_at(grid: Grid, start: int, height: int) -> Header | None:
    """Return the header of `height` rows from grid row `start` on, whatever its headings are; None when it does not fit."""
    rows = grid.head(start + height + 1)
    if len(rows) < start + height:
        return None
    return _header(_with_merges_above(grid, start + height), rows, 0.0, start, height)


def _with_merges_above(grid: Grid, deepest: int) -> Grid:
    """Return the grid with only those merged ranges that reach the searched rows; a history has thousands below."""
    last = int(grid.row_numbers[min(deepest, grid.height - 1)])
    return replace(grid, merges=tuple(merge for merge in grid.merges if merge.top <= last))


def _header(grid: Grid, rows: list[Row], score: float, start: int, height: int) -> Header:
    first = start + height
    number_row = None
    if first < len(rows) and is_counting(rows[first]):
        number_row = int(grid.row_numbers[first])
        first += 1
    titles = tuple(" ".join(text for text, _ in row.values()) for row in rows[:start])
    headings = tuple(_headings(grid, rows, start, height))
    header_rows = tuple(int(row) for row in grid.row_numbers[start : start + height])
    return Header(header_rows, first, headings, titles, score, number_row)


def is_header_like(row: Row, *, forced: bool = False) -> bool:
    """Return whether a row can be part of a header: words only, no numbers, nothing like a NIP.

    forced: a person says that it is one; then only what is like a NIP speaks against it, as a person would be lost.
    """
    return bool(row) and all(
        (kind == TEXT or forced) and not _LONG_NUMBER.search(text.replace(" ", ""))
        for text, kind in row.values()
    )


def is_counting(row: Row) -> bool:
    """Return whether a row only numbers the columns: 1 2 3 4 …, perhaps in brackets."""
    counts = []
    for _, (text, kind) in sorted(row.items()):
        match = _COUNTER.fullmatch(text.strip()) if kind in (TEXT, NUMBER) else None
        counts.append(int(match[1]) if match else -1)
    if len(counts) < _SHORTEST_COUNT or counts.count(-1) > (1 - _COUNTING_SHARE) * len(counts):
        return False
    numbers = [count for count in counts if count >= 0]
    steps = [after - before for before, after in pairwise(numbers)]
    return numbers[0] in (0, 1) and steps.count(1) >= _COUNTING_SHARE * len(steps) and min(steps) >= 0


def _headings(grid: Grid, rows: list[Row], start: int, height: int) -> list[Heading]:
    """Return the headings of the window; a cell merged over columns is the parent of all the columns below it."""
    levels = [
        _spread(grid, rows, start + level, level < height - 1, start + height) for level in range(height)
    ]
    headings = []
    for position in range(grid.width):
        parts: list[str] = []
        single = row = 0
        for number, level in enumerate(levels, start=start):
            if position in level:
                text, wide = level[position]
                if text.strip() and (not parts or heading_key(parts[-1]) != heading_key(text)):
                    parts.append(text.strip())
                    single += not wide
                    row = int(grid.row_numbers[number])
        if parts:
            stacked = len(parts) > 1 and single == len(parts)
            headings.append(Heading(position, grid.letters(position), tuple(parts), row, stacked))
    return headings


def _spread(
    grid: Grid, rows: list[Row], index: int, is_parent: bool, end: int
) -> dict[int, tuple[str, bool]]:
    """Return `{column position: (text, covers several columns)}` of a header row, merged cells spread out."""
    number = int(grid.row_numbers[index])
    texts = {position: (text, False) for position, (text, _) in rows[index].items()}
    covered: set[int] = set()
    for merge in grid.merges:
        if merge.top <= number <= merge.bottom:
            inside = [
                p for p, column in enumerate(grid.column_numbers) if merge.left <= column <= merge.right
            ]
            covered.update(inside)
            if merge.top == number and merge.right > merge.left:
                text = next((texts[p][0] for p in inside if p in texts), "")
                texts.update((p, (text, True)) for p in inside if text)
    if is_parent:
        _carry_right(texts, rows[index + 1 : end], covered, grid.width)
    return texts


def _carry_right(texts: dict[int, tuple[str, bool]], below: list[Row], covered: set[int], width: int) -> None:
    """Let an unmerged parent cover the blank cells to its right that have a heading of their own below."""
    parent: str | None = None
    origin = -1
    for position in range(width):
        has_child = any(position in row for row in below)
        if position in texts or position in covered:
            parent = (
                texts[position][0] if position in texts and has_child and position not in covered else None
            )
            origin = position
        elif parent is not None and has_child:
            texts[position] = (parent, True)
            texts[origin] = (parent, True)
        else:
            parent = None


def is_fold(heading: Heading) -> Literal["", "above", "below"]:
    """Return whether name and NIP stand above each other in one column, and where the NIP stands; "" when they do not."""
    if not heading.stacked or len(heading.parts) != _NAME_AND_NIP:
        return ""
    fields = schemas()["employees"].by_alias
    met = [{name for name, _ in fields.get(heading_key(part), ())} for part in heading.parts]
    if "nama" in met[0] and "nip" in met[1]:
        return "below"
    return "above" if "nip" in met[0] and "nama" in met[1] else ""


def _score(headings: list[Heading], known: Known) -> float:
    """Return the weight of all known headings; a heading spread over several columns counts once."""
    score = 0.0
    met: set[str] = set()
    folds = any(is_fold(heading) for heading in headings)
    for heading in headings:
        weight = next((known[key] for key in heading.keys if key in known), 0.0)
        if folds and heading.stacked:
            # Each of the two rows names a field of its own.
            weight = sum(known.get(heading_key(part), 0.0) for part in heading.parts)
        score += weight if heading.keys[0] not in met else min(weight, _AGAIN)
        met.add(heading.keys[0])
    return score
