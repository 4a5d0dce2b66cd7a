"""One-sheet workbooks that come out the same to the byte."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None
_CREATED = datetime(2026, 1, 1)


class Sheet:
    """Writes rows of typed cells, top to bottom."""

    def __init__(self, path: Path, name: str = "Sheet1") -> None:
        """Open ``path`` for writing."""
        self._book = xlsxwriter.Workbook(str(path), {"in_memory": True})
        self._book.set_properties({"created": _CREATED, "title": path.stem})
        self.sheet: Worksheet = self._book.add_worksheet(name)
        self.bold: Format = self._book.add_format({"bold": True})
        self._day: Format = self._book.add_format({"num_format": "dd/mm/yyyy"})
        self.top: Format = self._book.add_format({"valign": "top"})
        self.row = 0

    def header(self, columns: str | Sequence[str], widths: Sequence[int] = ()) -> None:
        """Write a bold header row, joined by pipes or listed; ``widths`` are for the first columns."""
        if isinstance(columns, str):
            columns = columns.split("|")
        for index, column in enumerate(columns):
            self._checked(self.sheet.write_string(self.row, index, column, self.bold))
        for index, width in enumerate(widths):
            self.sheet.set_column(index, index, width)
        self.row += 1

    def titles(self, titles: Iterable[str]) -> None:
        """Write lines above the header, one cell each."""
        for title in titles:
            if title:
                self._checked(self.sheet.write_string(self.row, 0, title))
            self.row += 1

    def add(self, cells: Sequence[Cell]) -> None:
        """Write one row; empty text and None leave the cell out of the file."""
        row, text, number = self.row, self.sheet.write_string, self.sheet.write_number
        for index, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                self._checked(text(row, index, cell))
            elif isinstance(cell, date):
                self._checked(self.sheet.write_datetime(row, index, cell, self._day))
            else:
                self._checked(number(row, index, cell))
        self.row += 1

    def merge_down(self, first: int, column: int, value: Cell) -> None:
        """Merge a column from row ``first`` to the last row written."""
        if first < self.row - 1:
            self.sheet.merge_range(first, column, self.row - 1, column, value, self.top)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()

    @staticmethod
    def _checked(code: int) -> None:
        if code != 0:
            msg = f"cell not written, code {code}"
            raise ValueError(msg)
