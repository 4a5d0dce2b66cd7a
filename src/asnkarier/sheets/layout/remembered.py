"""How a header was read before, known again by its headings in their columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from asnkarier.sheets.grid import Grid
from asnkarier.sheets.layout.header import SEARCHED_ROWS, TALLEST, Header, header_at, is_header_like
from asnkarier.sheets.schema import heading_key

_IGNORE = "-"
Signature = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Remembered:
    """headings: column letters -> heading. mapping: heading or letters -> field. file: where it is written, for messages."""

    file: str
    kind: str
    headings: Mapping[str, str]
    mapping: Mapping[str, str]
    sheet: str | None = None

    @cached_property
    def signature(self) -> Signature:
        """What a header must show to be this one."""
        return signature(self.headings)

    def overruled_by(self, said: Mapping[str, str]) -> dict[str, str]:
        """Return the mapping with what a person says now in place of what was said before of the same column or field."""
        columns = {heading_key(name) for name in said}
        fields = set(said.values()) - {_IGNORE}
        letters = {name.strip().upper() for name in said}
        kept = {
            name: target
            for name, target in self.mapping.items()
            if heading_key(name) not in columns
            and target not in fields
            and self._letters(name) not in letters
        }
        return kept | dict(said)

    def _letters(self, name: str) -> str:
        return next((letters for letters, heading in self.headings.items() if heading == name), name)


def signature(headings: Mapping[str, str]) -> Signature:
    """Return headings in a form that does not mind case, blanks and punctuation."""
    return tuple((letters, heading_key(text)) for letters, text in headings.items())


def find_remembered(
    grid: Grid, remembered: Sequence[Remembered], kind: str | None, header_row: int | None
) -> tuple[Header, Remembered] | None:
    """Return the first header in the grid that was met before, unless `kind` or `header_row` say otherwise."""
    known = {one.signature: one for one in remembered if kind in (None, one.kind)}
    if not known:
        return None
    rows = grid.head(SEARCHED_ROWS + TALLEST)
    for start in range(min(SEARCHED_ROWS, grid.height)):
        if header_row not in (None, int(grid.row_numbers[start])) or not is_header_like(rows[start]):
            continue
        for height in range(1, TALLEST + 1):
            header = header_at(grid, start, height)
            found = known.get(signature(header.texts)) if header is not None else None
            if header is not None and found is not None:
                return header, found
    return None
