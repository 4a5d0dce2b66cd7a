"""An input file, opened by what its bytes say: a workbook with sheets, or a CSV that is one sheet without a name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from asnkarier.sheets.delimited.rows import read_csv_grid
from asnkarier.sheets.fileformat import sniff
from asnkarier.sheets.grid import Grid, SheetName
from asnkarier.sheets.legacy.reader import LegacyBook
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.xlsx.workbook import Listener, Workbook


class SheetBook(Protocol):
    """Named sheets, whatever the format."""

    @property
    def sheets(self) -> tuple[SheetName, ...]:
        """The sheets in the file's order."""

    def read(self, sheet: SheetName, *, most_rows: int | None = None) -> Grid:
        """Return the cells of a sheet; with `most_rows`, a first look at its head."""


@dataclass(slots=True)
class Source:
    """The sheets of an open file; `encoding` of a CSV, or of a web page that does not name its own.

    stray: the cells of a CSV with a quotation mark that was taken as text.
    """

    workbook: SheetBook | None = None
    csv_grid: Grid | None = None
    encoding: str | None = None
    stray: tuple[str, ...] = ()

    @property
    def is_csv(self) -> bool:
        """Whether the file is a CSV."""
        return self.workbook is None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all sheets; none for a CSV."""
        return tuple(sheet.name for sheet in self.workbook.sheets) if self.workbook else ()

    def visible(self) -> tuple[SheetName, ...]:
        """Return the visible sheets of a workbook, all of them when every one is hidden."""
        sheets = self.workbook.sheets if self.workbook else ()
        return tuple(sheet for sheet in sheets if not sheet.hidden) or sheets

    def find(self, name: str) -> SheetName | None:
        """Return the sheet of exactly that name, hidden or not; else the only one that differs in case and outer blanks."""
        sheets = self.workbook.sheets if self.workbook else ()
        exact = next((sheet for sheet in sheets if sheet.name == name), None)
        alike = [sheet for sheet in sheets if sheet.name.strip().casefold() == name.strip().casefold()]
        return exact or (alike[0] if len(alike) == 1 else None)

    def read(self, sheet: SheetName | None, *, most_rows: int | None = None) -> Grid:
        """Return the cells of a sheet (None: the CSV)."""
        if self.workbook is not None and sheet is not None:
            return self.workbook.read(sheet, most_rows=most_rows)
        if self.csv_grid is None:
            raise ValueError(sheet)
        return self.csv_grid


def _unmistakable(book: SheetBook) -> SheetBook:
    """Return the book; RefusedError when two sheets bear one name, as nobody could say which one a row came from."""
    names = [sheet.name for sheet in book.sheets]
    for name in names:
        if names.count(name) > 1:
            raise RefusedError("LEMBAR-KEMBAR", sheet=name)
    return book


@contextmanager
def open_source(path: Path, listener: Listener | None = None, *, head: bool = False) -> Iterator[Source]:
    """Open an input file; RefusedError when it cannot be read. Old formats are read elsewhere, unheard.

    head: only first rows will be read, so that damage further down may stay unseen.
    """
    form = sniff(path)
    if form == "zip":
        with Workbook(path, listener, head=head) as workbook:
            yield Source(workbook=_unmistakable(workbook))
    elif form == "text":
        grid, text = read_csv_grid(path, listener=listener)
        yield Source(csv_grid=grid, encoding=text.encoding, stray=text.stray)
    else:
        book = LegacyBook(path, form)
        yield Source(workbook=_unmistakable(book), encoding=book.encoding)
