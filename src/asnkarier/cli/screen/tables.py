"""A report on a terminal: as many columns as can be read, the rest named, nothing carried by colour alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from asnkarier.cli.screen.alike import told_apart, with_cells
from asnkarier.cli.screen.charts.draw import drawn
from asnkarier.cli.screen.styles import STYLES
from asnkarier.language import _, message
from asnkarier.model.book import Block, Book, Chart, Column, Record
from asnkarier.model.book import Table as Rows
from asnkarier.model.book import Text as Sentences
from asnkarier.model.messages import N_
from asnkarier.reports.shown.beside import LEANS_ON, NEXT_STEPS, leaning_lines, step_lines
from asnkarier.reports.shown.column_layout import Demand, choose_columns, share_width, wrap_text
from asnkarier.reports.shown.display import RIGHT_ALIGNED, Cell, display_cells, flows
from asnkarier.reports.shown.filters import filter_text
from asnkarier.reports.shown.labels import AMENDED, UNCERTAIN, label_of
from asnkarier.reports.shown.numbers import long_day
from asnkarier.reports.shown.safe_text import visible
from asnkarier.reports.shown.sentences import paragraph

if TYPE_CHECKING:
    import pandas as pd

    from asnkarier.model.book import PlainRows

_SPACE: Final = 2
_LINES: Final = 2  # lines of one cell; the rest is cut, but of a sheet that is shown whole
_EVERY_LINE: Final = 1_000
_LEAST_TEXT: Final = 18
_LONGEST_WORD: Final = 12
_ASCII: Final = str.maketrans({"…": "...", "·": "-", "–": "-"})
_PLAIN_BOX: Final = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a report is shown: every row or as many as each sheet says, and this many lines of legal basis."""

    every_row: bool = False
    citations: int = 6


def render(book: Book, console: Console, limits: Limits | None = None) -> None:
    """Print `book` to `console`: title, blocks, notes and the legal basis in short."""
    page = _Page(console, limits or Limits())
    if book.doubt:
        page.line(book.doubt, "bold red")
    page.line(_(book.title), "bold")
    if book.subject:
        page.line(_(book.subject), "bold")
    page.line(
        " · ".join(
            part for part in (book.agency, message(N_("as of {day}"), day=long_day(book.as_of))) if part
        )
    )
    if book.filter:
        page.line(filter_text(book))
    for block in book.shown():
        if block.terminal:
            page.block(block, book)
    # Pages to print repeat what tables hold, and no machine form has them.
    hidden = (block for block in book.shown() if isinstance(block, Rows) and not block.terminal)
    page.elsewhere([block for block in hidden if block.audience != "people"])
    if book.notes:
        page.line("")
        for note in book.notes:
            page.line(_(note))
    page.leanings(book)
    page.citations(book)
    page.next_steps(book)


class _Page:
    """One report on one console."""

    def __init__(self, console: Console, limits: Limits) -> None:
        self.console = console
        self.limits = limits
        self.ascii = console.options.ascii_only or console.is_dumb_terminal

    def line(self, text: str, style: str = "") -> None:
        self.console.print(self.text(text, style), soft_wrap=False)

    def text(self, text: str, style: str = "") -> Text:
        shown = visible(text)
        return Text(shown.translate(_ASCII) if self.ascii else shown, style=style)

    def block(self, block: Block, book: Book) -> None:
        self.line("")
        if block.title and block.title != book.title:
            self.line(_(block.title) + self._unit(block), "bold")
        if isinstance(block, Sentences):
            for told in block.paragraphs:
                self.line(paragraph(told))
            return
        if len(block.rows) == 0:
            self.line(_("no rows"), "dim")
        elif isinstance(block, Record):
            self._record(block)
        elif isinstance(block, Chart):
            for part in drawn(block, self.console.width, ascii_only=self.ascii):
                self.console.print(part)
        else:
            self._rows(block)
        if block.note:
            self.line(_(block.note))

    def _unit(self, block: Block) -> str:
        return f" ({_(block.axis)})" if isinstance(block, Chart) and block.axis else ""

    def elsewhere(self, tables: Sequence[Rows]) -> None:
        """Name the tables that only files hold."""
        counts: dict[str, int] = {}
        for table in tables:
            counts[_(table.title)] = counts.get(_(table.title), 0) + len(table.rows)
        names = "; ".join(f"{title} ({count})" for title, count in counts.items() if count)
        if names:
            self.line("")
            self.line(message(N_("Also in the workbook and JSON: {names}"), names=names), "dim")

    def _record(self, sheet: Record) -> None:
        pairs = [(_(c.label), display_cells(sheet.rows, c)[0]) for c in sheet.columns if c.terminal]
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _SPACE, 0, 0))
        table.add_column(overflow="fold", max_width=self.console.width // 2)
        table.add_column(overflow="fold")
        for label, cell in pairs:
            table.add_row(self.text(label), self.text(cell.text or "–", STYLES[cell.tone]))
        self.console.print(table)

    def _rows(self, sheet: Rows) -> None:
        limit = None if self.limits.every_row else sheet.terminal_limit
        if limit == 0:
            self.line(message(N_("rows: {count}"), count=len(sheet.rows)))
            self._where_everything_is()
            return
        rows = sheet.rows if limit is None else sheet.rows.head(limit)
        columns = [column for column in sheet.columns if column.terminal]
        cells, demands, chosen = self._chosen(rows, columns)
        alike = told_apart(sheet.rows, sheet.columns, {columns[i].key for i in chosen})
        if alike:
            cells, demands, chosen = self._chosen(with_cells(rows, alike), columns)
        widths = share_width([demands[i] for i in chosen], self.console.width - _SPACE * (len(chosen) - 1))
        whole = sheet.terminal_limit is None
        uncut = [whole or columns[i].whole or columns[i].key in alike for i in chosen]
        lines = [_EVERY_LINE if one else _LINES for one in uncut]
        table = self._table([columns[i] for i in chosen], [cells[i] for i in chosen], widths, lines)
        self.console.print(table)
        more = len(sheet.rows) - len(rows)
        if more:
            self.line(message(N_("… and {count} more rows"), count=more))
        left_out = [_(column.label) for i, column in enumerate(columns) if i not in chosen]
        if left_out:
            sentence = N_("Columns not shown: {columns}.")
            self.line(message(sentence, columns=", ".join(left_out)))
        if more or left_out:
            self._where_everything_is()

    def _chosen(
        self, rows: "pd.DataFrame | PlainRows", columns: Sequence[Column]
    ) -> tuple[list[list[Cell]], list[Demand], list[int]]:
        """Return the cells of the columns, what each needs, and which of them fit."""
        cells = [display_cells(rows, column) for column in columns]
        demands = [_demand(i, *pair) for i, pair in enumerate(zip(columns, cells, strict=True))]
        return cells, demands, choose_columns(demands, self.console.width, _SPACE)

    def _where_everything_is(self) -> None:
        self.line(_("Everything: --format csv, or --output FILE.xlsx"), "dim")

    def _table(
        self,
        columns: Sequence[Column],
        cells: Sequence[list[Cell]],
        widths: Sequence[int],
        lines: Sequence[int],
    ) -> Table:
        table = Table(
            box=_PLAIN_BOX if self.ascii else box.SIMPLE_HEAD,
            show_edge=False, pad_edge=False, padding=(0, _SPACE - 1, 0, 0), header_style="bold",
        )  # fmt: skip
        for column, width in zip(columns, widths, strict=True):
            table.add_column(
                self.text(_(column.label)), width=width, overflow="fold", vertical="top",
                justify="right" if column.kind in RIGHT_ALIGNED else "left",
            )  # fmt: skip
        for row in zip(*cells, strict=True):
            table.add_row(*map(self._fitted, row, widths, lines))
        return table

    def _fitted(self, cell: Cell, width: int, lines: int) -> Text:
        text = self.text(cell.text)
        dots = "..." if self.ascii else "…"
        return Text(wrap_text(text.plain, width, lines, dots, cell_len), style=STYLES[cell.tone])

    def leanings(self, book: Book) -> None:
        """Say what the verdicts lean on; the marks are those of the rows."""
        if book.leans_on:
            self.line("")
            self.line(_(LEANS_ON), "bold")
        for mark, told in leaning_lines(book):
            self.line(f"  {mark}  {told}")

    def next_steps(self, book: Book) -> None:
        """End with what to do next; a command is never wrapped, so that it can be copied."""
        if book.next_steps:
            self.line("")
            self.line(_(NEXT_STEPS), "bold")
        for told, commands in step_lines(book):
            self.line(f"  {told}:")
            for command in commands:
                self.console.print(Text(f"    {visible(command)}", style="bold"), soft_wrap=True)

    def citations(self, book: Book) -> None:
        lines = list(_citation_lines(book))
        if not lines:
            return
        self.line("")
        self.line(_("Legal basis"), "bold")
        for line in lines[: self.limits.citations]:
            self.line(f"  {line}")
        if len(lines) > self.limits.citations:
            self.line("  " + message(N_("… and {count} more"), count=len(lines) - self.limits.citations))


def _demand(position: int, column: Column, cells: list[Cell]) -> Demand:
    label = _(column.label)
    word = min(max(map(cell_len, label.split()), default=1), _LONGEST_WORD)
    content = max((cell_len(visible(cell.text)) for cell in cells), default=0)
    importance = position if column.importance is None else column.importance
    if flows(column) or column.least:
        return Demand(
            max(content, cell_len(label)), max(word, min(content, column.least or _LEAST_TEXT)), importance
        )
    return Demand(max(word, content), max(word, content), importance)


def _citation_lines(book: Book) -> Iterator[str]:
    """Yield each citation once, with every word about what is not the law's own text, is not certain, or was amended unread."""
    told: dict[str, dict[str, None]] = {}
    for one in book.citations:
        words = [label_of(one.status_sumber)] if one.status_sumber != "primer" else []
        words += [label_of(one.mark)] if one.mark in UNCERTAIN and one.status_sumber != "kebijakan" else []
        words += [message(AMENDED, names=one.amended_unread)] if one.amended_unread else []
        told.setdefault(one.citation, {}).update(dict.fromkeys(words))
    for citation, said in told.items():
        yield f"{citation} ({'; '.join(said)})" if said else citation
