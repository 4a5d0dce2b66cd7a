"""Workbooks (`.xlsx`, `.xlsm`): their sheets by name and the cells of each, straight from the XML.

A library would hand over converted values; here the raw text of a cell, its kind and its address survive, so that a
number in a NIP column is seen as the number it is.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from asnkarier.sheets.grid import Codes, Grid, SheetName, build_grid
from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.parts.markup import MAIN, Attributes, visit_elements
from asnkarier.sheets.parts.relations import read_relations
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.xlsx.numberformats import date_styles
from asnkarier.sheets.xlsx.regular import scan_worksheet
from asnkarier.sheets.xlsx.sharedstrings import read_shared_strings
from asnkarier.sheets.xlsx.worksheet import Context, Worksheet, read_worksheet

# Hears how many rows of a sheet have been read so far.
Listener = Callable[[int], None]


class Workbook:
    """An open workbook; RefusedError when the file is not one, or is damaged. head: only first rows will be read."""

    def __init__(self, path: Path, listener: Listener | None = None, *, head: bool = False) -> None:
        self._archive = Archive(path)
        self._listener = listener
        self._head = head
        try:
            self._open()
        except RefusedError:
            self._archive.__exit__(None, None, None)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.__exit__(kind, error, trace)

    def _open(self) -> None:
        main = _main_part(self._archive)
        self._targets, kinds = read_relations(self._archive, main)
        self.epoch_1904 = False
        self.sheets: tuple[SheetName, ...] = ()
        self._read_workbook(main, kinds)
        by_kind = {kind: self._targets[identifier] for identifier, kind in kinds.items()}
        self._texts = Codes()
        self._context = Context(
            self._texts,
            read_shared_strings(self._archive, by_kind.get("sharedStrings"), self._texts, head=self._head),
            date_styles(self._archive, by_kind.get("styles")),
        )

    def _read_workbook(self, main: str, kinds: dict[str, str]) -> None:
        sheets: list[SheetName] = []

        def visit(name: str, parent: str, attributes: Attributes) -> None:
            if name == "workbookPr":
                self.epoch_1904 = attributes.get("date1904") in ("1", "true", "on")
            elif name == "sheet" and parent == "sheets":
                identifier = next((value for key, value in attributes.items() if key.endswith(" id")), "")
                if kinds.get(identifier) == "worksheet":
                    hidden = attributes.get("state", "visible") != "visible"
                    sheets.append(SheetName(attributes.get("name", ""), hidden, self._targets[identifier]))

        visit_elements(self._archive.stream(main), main, MAIN, visit)
        self.sheets = tuple(sheets)

    def read(self, sheet: SheetName, *, most_rows: int | None = None) -> Grid:
        """Return the cells of a sheet; with `most_rows`, a first look at its head (without merged ranges)."""
        try:
            found = self._read_part(sheet.part, most_rows)
        except RefusedError as refused:
            refused.sheet = refused.sheet or sheet.name
            raise
        return build_grid(
            sheet.name,
            list(self._texts),
            found.cells,
            merges=found.merges,
            hidden_rows=found.hidden_rows,
            epoch_1904=self.epoch_1904,
        )

    def _read_part(self, part: str, most_rows: int | None) -> Worksheet:
        """Return the cells, read fast when the sheet is written regularly, carefully otherwise."""
        found = scan_worksheet(self._stream(part), part, self._context) if most_rows is None else None
        return found or read_worksheet(self._stream(part), part, self._context, most_rows=most_rows)

    def _stream(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of a sheet and tell the listener how many rows have gone by, nearly: some ends are cut in two."""
        rows = 0
        for chunk in self._archive.stream(part):
            if self._listener is not None:
                rows += chunk.count(b"</row>")
                self._listener(rows)
            yield chunk


def _main_part(archive: Archive) -> str:
    """Return the name of the workbook part, or refuse by what the zip really is."""
    targets, kinds = read_relations(archive, "")
    for identifier, kind in kinds.items():
        if kind == "officeDocument" and targets[identifier] in archive:
            main = targets[identifier]
            if not main.casefold().startswith(("word/", "ppt/")):
                return main
    if "xl/workbook.xml" in archive:
        return "xl/workbook.xml"
    raise RefusedError("BERKAS-ASING", format="zip")
