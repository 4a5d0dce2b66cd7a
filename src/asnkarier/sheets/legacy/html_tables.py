"""Tables of a web page as sheets, the largest first: what applications call `.xls` is often one of these."""

import codecs
import re
from array import array
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from asnkarier.sheets.legacy.pages import ERROR, ERRORS, TEXT, Book, Page
from asnkarier.sheets.refusal import RefusedError

DEEPEST: Final = 40
_LONGEST_SPAN: Final = 6
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_DECLARED: Final = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_SEARCHED: Final = 65_536
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_BLOCKS: Final = frozenset(("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN: Final = frozenset(("script", "style", "title", "template", "noscript", "textarea", "select"))
_CELL: Final = ("td", "th")
_PARTS: Final = ("thead", "tbody", "tfoot", "tr")
_STRUCTURE: Final = frozenset(("table", "tr", "td", "th"))
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Browsers read Latin-1 pages as Windows-1252, which has more characters.
_AS_WINDOWS: Final = ("iso8859-1", "ascii")


def read_html(path: Path) -> Book:
    """Return the tables of a page that hold anything; RefusedError `BERKAS-HTML` when there is none."""
    text, guessed = decode_html(path.read_bytes())
    parser = _Tables()
    parser.feed(text)
    parser.close()
    found = [table for table in parser.finish() if table.page.kinds]
    if not found:
        raise RefusedError("BERKAS-HTML")
    found.sort(key=lambda table: (-len(table.page.kinds), table.number))
    return Book([table.page for table in found], encoding=guessed)


def decode_html(raw: bytes) -> tuple[str, str | None]:
    """Return the text of a page, and its encoding when neither a mark nor the page itself names one."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), None
    even, odd = raw[0:400:2].count(0), raw[1:400:2].count(0)
    if even != odd and max(even, odd) > len(raw[:400]) // 4:
        return raw.decode("utf-16-le" if odd > even else "utf-16-be", "replace"), None
    declared = _declared(raw[:_SEARCHED])
    if declared is not None:
        with_name = _try(raw, declared)
        if with_name is not None:
            return with_name, None
    text = _try(raw, "utf-8")
    if text is not None:
        return text, None
    text = _try(raw, "cp1252")
    return (text, "cp1252") if text is not None else (raw.decode("latin-1"), "latin-1")


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
    except LookupError:
        return None
    if name.startswith("utf-16"):
        return "utf-8"  # the bytes up to here were not UTF-16
    return "cp1252" if name in _AS_WINDOWS else name


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None


@dataclass(slots=True)
class _Table:
    """A table while it is read: the place reached, cells that reach down from above, and the open cell's text."""

    number: int
    page: Page
    row: int = 0
    column: int = 0
    reach: "array[int]" = field(default_factory=lambda: array("i"))
    open_row: bool = False
    open_cell: bool = False
    texts: list[str] = field(default_factory=list)
    span: tuple[int, int] = (1, 1)

    def start_row(self, *, hidden: bool) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0
        self.open_row = True
        if self.row > _LAST_ROW:
            raise RefusedError("BERKAS-BESAR", limit=_LAST_ROW)
        if hidden:
            self.page.hidden_rows.append(self.row)

    def start_cell(self, down: int, across: int) -> None:
        self.end_cell()
        if not self.open_row:
            self.start_row(hidden=False)
        self.column += 1
        while self.column <= len(self.reach) and self.reach[self.column - 1] >= self.row:
            self.column += 1
        if self.column + across - 1 > _LAST_COLUMN:
            raise RefusedError("BERKAS-BESAR", limit=_LAST_COLUMN)
        self.span = (down, across)
        self.open_cell = True

    def end_cell(self) -> None:
        """Put the open cell on the page; a cell spanning others is a merged range, its text in the first."""
        if not self.open_cell:
            return
        text = _shown("".join(self.texts))
        self.texts.clear()
        self.open_cell = False
        down, across = self.span
        bottom, right = min(self.row + down - 1, _LAST_ROW), self.column + across - 1
        if text:
            self.page.add(self.row, self.column, text, ERROR if text in ERRORS else TEXT)
        if down > 1:
            self.reach.extend([0] * (right - len(self.reach)))
            for column in range(self.column - 1, right):
                self.reach[column] = bottom
        if down > 1 or across > 1:
            self.page.merges.append((self.row, self.column, bottom, right))
        self.column = right

    def end_row(self) -> None:
        self.end_cell()
        self.open_row = False


def _shown(text: str) -> str:
    """Return a text as a browser shows it: runs of blanks are one blank; line breaks stay."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split("\v"))
    return "\n".join(lines).strip("\n")


class _Tables(HTMLParser):
    """Collects all tables; the cells of a table inside a cell are its own and not text of the outer one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[_Table] = []
        self._done: list[_Table] = []
        self._unseen: list[str] = []
        self._number = 0

    def finish(self) -> list[_Table]:
        """Return the tables in the order of the page, with those that were never closed."""
        while self._open:
            self._end_table()
        return self._done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STRUCTURE:
            self._unseen.clear()  # something unseen that was never closed must not swallow the table
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "table":
            self._start_table()
        elif not self._open:
            return
        elif tag == "tr":
            style = dict(attrs).get("style") or ""
            self._open[-1].start_row(hidden=_HIDDEN.search(style) is not None or "hidden" in dict(attrs))
        elif tag in _CELL:
            words = dict(attrs)
            table = self._open[-1]
            table.start_cell(_span(words.get("rowspan")), _span(words.get("colspan")))
        elif tag in _PARTS:
            self._open[-1].end_row()
        elif tag in _BLOCKS and self._open[-1].open_cell:
            self._open[-1].texts.append("\v")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _CELL or tag == "table":
            self.handle_endtag(tag)
        elif tag in _UNSEEN:
            self._unseen.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        elif not self._open:
            return
        elif tag == "table":
            self._end_table()
        elif tag in _CELL:
            self._open[-1].end_cell()
        elif tag in _PARTS:
            self._open[-1].end_row()
        elif tag in _BLOCKS and tag != "br" and self._open[-1].open_cell:
            self._open[-1].texts.append("\v")

    def handle_data(self, data: str) -> None:
        if self._open and not self._unseen and self._open[-1].open_cell:
            self._open[-1].texts.append(data)

    def _start_table(self) -> None:
        if len(self._open) >= DEEPEST:
            raise RefusedError("BERKAS-HTML-DALAM", limit=DEEPEST)
        self._number += 1
        self._open.append(_Table(self._number, Page(f"Tabel {self._number}")))

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_row()
        self._done.append(table)


def _span(written: str | None) -> int:
    """Return how many rows or columns a cell covers; anything odd counts as one, as in browsers."""
    digits = (written or "").strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _LONGEST_SPAN:
        return 1
    return min(max(int(digits), 1), _LAST_COLUMN)
