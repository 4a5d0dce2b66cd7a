"""The last sheet: the files that were read with their digests, how well the law is known, and what made the report."""

from typing import Any, Final

from asnkarier.language import _
from asnkarier.model.book import Book, ColumnKind
from asnkarier.model.messages import N_
from asnkarier.reports.excel.around.upright import LAST, WIDTHS, Upright
from asnkarier.reports.excel.formats import LINE, Formats, row_height
from asnkarier.reports.excel.printing import set_up_page
from asnkarier.reports.excel.sheets import cell_lines
from asnkarier.reports.excel.written import put
from asnkarier.reports.shown.labels import UNCERTAIN, label_of

PROVENANCE: Final = N_("Provenance")
_FILES: Final[tuple[ColumnKind, ...]] = ("text", "text", "integer", "text")


def write_provenance(worksheet: Any, formats: Formats, book: Book) -> None:
    """Write the sheet into `worksheet`."""
    sheet = _Provenance(worksheet, formats)
    sheet.inputs(book)
    sheet.law(book)
    sheet.facts(book)
    set_up_page(worksheet, book, _(PROVENANCE), landscape=False)
    worksheet.print_area(0, 0, sheet.row, LAST)


class _Provenance(Upright):
    """The sheet while it grows downwards."""

    def inputs(self, book: Book) -> None:
        if not book.inputs:
            return
        self.section(_("Files read"))
        for column, label in enumerate((_("File"), _("Kind"), _("Rows"), "SHA-256")):
            put(self.worksheet, self.row, column, label, self.formats.header(_FILES[column]))
        self.next_row(row_height(1))
        # Small enough that the whole fingerprint stands on one line.
        fingerprint = self.formats.look(
            font_name="Consolas",
            font_size=7,
            shrink=True,
            indent=1,
            num_format="@",
            bottom=1,
            bottom_color=LINE,
        )
        for source in book.inputs:
            cells: tuple[str | int, ...] = (source.file, label_of(source.kind), source.rows)
            for column, content in enumerate(cells):
                put(self.worksheet, self.row, column, content, self.formats.cell(_FILES[column], wrap=True))
            put(self.worksheet, self.row, LAST, source.sha256, fingerprint)
            self.next_row(row_height(max(cell_lines(c, w) for c, w in zip(cells, WIDTHS, strict=False))))

    def law(self, book: Book) -> None:
        """Say how far the law behind the report can be relied on; each rule stands on the sheet of the law."""
        if not book.citations:
            return
        lines = book.citations
        self.section(_("How well the law is known"))
        self.pair(_("Rules used"), len(lines), "integer")
        for label, count in (
            (_("of them not certain"), sum(line.mark in UNCERTAIN for line in lines)),
            (
                _("of them amended in words that were not read"),
                sum(bool(line.amended_unread) for line in lines),
            ),
        ):
            self.pair(label, count, "integer", "fair" if count else "plain")

    def facts(self, book: Book) -> None:
        self.section(_("Made with"))
        self.pair(_("Tool"), f"asnkarier {book.version}".strip())
        self.pair(_("Rules"), book.rules_fingerprint or None)
        self.pair(_("Schema"), book.schema)
