"""A report as plain text for a mail: its sentences, and the first lines of each table; the rest stands in the workbook.

No tables of signs and no colours: a mail is read in letters of any width. Signs that no reader sees are made visible, as everywhere.
"""

import textwrap
from collections.abc import Iterator
from typing import Final

from asnkarier.language import _, message
from asnkarier.model.book import Block, Book, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.reports.shown.display import display_cells
from asnkarier.reports.shown.numbers import long_day
from asnkarier.reports.shown.safe_text import encodable, visible
from asnkarier.reports.shown.sentences import paragraph

_WIDTH: Final = 76
_LINES: Final = 20


def mail_text(book: Book) -> str:
    """Return the text, lines of at most 76 characters where words allow it."""
    parts = [
        visible(" — ".join(filter(None, (_(book.title), book.subject, book.agency, long_day(book.as_of))))),
        *([visible(book.doubt)] if book.doubt else []),
        *("\n".join(_lines(block)) for block in book.shown()),
    ]
    return encodable("\n\n".join(filter(None, parts)) + "\n")


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Text):
        for told in block.paragraphs:
            yield _wrapped(paragraph(told), "")
    elif isinstance(block, Table | Record) and len(block.rows):
        yield f"{_(block.title)} ({len(block.rows)})" if isinstance(block, Table) else _(block.title)
        yield from _rows(block)


def _rows(block: Table | Record) -> Iterator[str]:
    columns = [one for one in block.columns if one.terminal and not one.behind]
    first = block.rows.head(_LINES)
    cells = [display_cells(first, one) for one in columns]
    for row in zip(*cells, strict=True):
        told = [
            f"{_(column.label)}: {cell.text}"
            for column, cell in zip(columns, row, strict=True)
            if cell.text.strip()
        ]
        yield _wrapped("; ".join(told), "- ")
    more = len(block.rows) - len(first)
    if more:
        yield "  " + message(N_("… and {count} more in the workbook"), count=more)


def _wrapped(text: str, mark: str) -> str:
    lines = textwrap.wrap(visible(text), _WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark))
    return "\n".join(lines)
