"""Which tables a file holds, by a look at the head of each sheet; the rows stay unread where the format allows it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from asnkarier.sheets.delimited.rows import read_csv_grid
from asnkarier.sheets.fileformat import sniff
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import Grid
from asnkarier.sheets.layout.detection import ReadOptions, understand
from asnkarier.sheets.layout.header import SEARCHED_ROWS, TALLEST
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.source import open_source
from asnkarier.sheets.vocabulary import Vocabulary

_MOST_ROWS: Final = SEARCHED_ROWS + TALLEST
_MOST_BYTES: Final = 65_536


def kinds_of(path: Path, *, vocabulary: Vocabulary, options: ReadOptions) -> frozenset[str]:
    """Return the kinds that `read_tables` would find first on each sheet; none when the file will be refused."""
    if options.kind is not None:
        return frozenset((options.kind,))
    try:
        heads = _heads(path, options)
        seen = [understand(head, options, vocabulary, Findings("")) for head in heads if head.height]
    except RefusedError:
        return frozenset()
    return frozenset(one.columns.schema.kind for one in seen if one is not None and one.is_complete)


def _heads(path: Path, options: ReadOptions) -> Sequence[Grid]:
    if sniff(path) == "text":
        return [read_csv_grid(path, most_bytes=_MOST_BYTES)[0]]
    with open_source(path, head=True) as source:
        named = source.find(options.sheet) if options.sheet is not None else None
        sheets = source.visible() if options.sheet is None else [named] if named else []
        return [source.read(sheet, most_rows=_MOST_ROWS) for sheet in sheets]
