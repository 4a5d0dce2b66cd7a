"""CSV as a spreadsheet program of an Indonesian office opens it right with a double click; programs read the other one."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from asnkarier.model.book import Book, Column
from asnkarier.reports.shown.machine import find_sheet, joined
from asnkarier.reports.shown.safe_text import defused, encodable
from asnkarier.reports.shown.sentences import sentence
from asnkarier.reports.shown.values import column_values

_BOM: Final = "\ufeff"
_NEEDS_QUOTES: Final = re.compile('[";\r\n]|^ | \\Z')
_TEXT_KINDS: Final = frozenset({"text", "nip", "status", "list", "kompetensi", "remark"})
# What is made of these signs alone, with a digit among them, Excel takes for a number, a date or a time.
_NUMBER_SIGNS: Final = frozenset("0123456789.,:/+-eE% ")


def excel_csv_chunks(book: Book, sheet: str | None = None) -> Iterator[str]:
    """Yield one table as CSV for Excel with Indonesian settings: byte order mark, semicolon, decimal comma.

    A NIP, and any other text that Excel would take for a number or a date, is written as `="…"`, which stays text with all
    its digits; asn itself reads that form too. UsageError: no such table.
    """
    chosen = find_sheet(book, sheet)
    yield _BOM + ";".join(_quoted(column.key) for column in chosen.columns) + "\r\n"
    texts = [column_values(chosen.rows, column).spread(_cell(column)) for column in chosen.columns]
    for row in zip(*texts, strict=True):
        yield ";".join(row) + "\r\n"


def _cell(column: Column) -> Callable[[Any], str]:
    if column.kind == "said":
        return lambda told: _quoted(_text(encodable(sentence(told))))
    if column.kind in _TEXT_KINDS:
        return lambda value: _quoted(_text(encodable(joined(value))))
    return lambda value: joined(value).replace(".", ",")


def _text(text: str) -> str:
    if any(sign.isdigit() for sign in text) and _NUMBER_SIGNS.issuperset(text):
        return f'="{text}"'
    return defused(text)


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(text) else text
