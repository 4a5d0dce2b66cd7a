"""A worksheet whose many rows go into the file as text, a whole column's cells prepared at a time.

XlsxWriter does everything else. Cell by cell it needs 17 s for 240,000 x 15 cells, this way 4 s; every text is a shared string
(or, where it occurs once in a long column or XlsxWriter would take it for markup, an inline one), every number a plain value, and no value can be a
formula; the one formula there is adds up a column below its last row.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final
from xml.sax.saxutils import escape

import numpy as np
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from asnkarier.reports.excel.cells import CellValue
from asnkarier.reports.excel.formats import many_decimals, row_height
from asnkarier.reports.shown.values import Values

_CHUNK: Final = 10_000
_MANY: Final = 5_000
FormatOf = Callable[[CellValue], Format]


@dataclass(frozen=True, slots=True)
class StreamedColumn:
    """A column ready to be written: heading, values, and how a value becomes a cell and a cell gets its format and lines."""

    heading: str
    heading_format: Format
    values: Values
    make: Callable[[Any], CellValue]
    format_of: FormatOf
    lines_of: Callable[[CellValue], int] | None = None  # None: every cell takes one line
    total: "Total | None" = None
    total_format: Format | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What stands below a column: a word, or the sum of its figures (as a formula that minds the filter, beside its value), if all of them are known."""

    word: str = ""
    summed: bool = False


@dataclass(slots=True)
class _Table:
    top: list[str] = field(default_factory=list)
    height: float = 15
    columns: list[list[str]] = field(default_factory=list)
    heights: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)


class StreamedWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet that holds one table from A1 on; other cells cannot be written to it."""

    written = False

    def _write_string(self, *_cell: Any) -> int:
        """Leave out the heading that XlsxWriter writes for an Excel table: it stands there already."""
        return 0

    def name_table(self, name: str, headings: Sequence[str], rows: int) -> None:
        """Make the streamed rows an Excel table called `name`, without looks of its own; its range is set afterwards, for XlsxWriter visits every cell."""
        last = len(headings) - 1
        options = {"name": name, "style": None, "columns": [{"header": one} for one in headings]}
        if self.add_table(0, 0, 1, last, options):
            raise ValueError(f"{self.name}: no table of these headings")
        made = self.tables[-1]
        made["range"] = made["a_range"] = made["autofilter"] = f"A1:{xl_col_to_name(last)}{rows + 1}"

    def stream(self, columns: Sequence[StreamedColumn], first: int, last: int, height: float) -> None:
        """Keep the rows `first` to `last` (exclusive) of `columns` under their headings, the headings `height` points high."""
        table = _Table(height=height)
        for column in columns:
            table.top.append(
                self._fragment(CellValue(column.heading or None), _style(column.heading_format), 1)
            )
            part = Values(column.values.distinct, column.values.codes[first:last])
            table.columns.append(self._column(part, column))
        table.heights = _heights(columns, first, last)
        if any(column.total for column in columns):
            table.foot = [self._foot(at, column, last - first) for at, column in enumerate(columns)]
        self._table = table
        self.dim_rowmin = self.dim_colmin = 0
        self.dim_rowmax, self.dim_colmax = last - first + bool(table.foot), max(len(columns) - 1, 0)

    def _foot(self, at: int, column: StreamedColumn, rows: int) -> str:
        """Return the cell below the last of `rows` rows of column `at`: nothing, a word, or the sum of them all."""
        total = column.total or Total()
        style = _style(column.total_format or column.heading_format)
        if not total.summed:
            return self._fragment(CellValue(total.word or None), style, 1)
        name = xl_col_to_name(at)
        figures = column.values.spread(lambda value: column.make(value).content)
        numbers = [one for one in figures if isinstance(one, (int, float))]
        if len(numbers) < len(figures):
            return f"{style}/>"  # a sum without what is not known would be a wrong one
        added = _added(numbers)
        return f"{style}><f>SUBTOTAL(109,{name}2:{name}{rows + 1})</f><v>{added!r}</v></c>"

    def _column(self, part: Values, column: StreamedColumn) -> list[str]:
        codes = np.asarray(part.codes, dtype=np.intp)
        places = np.where(codes < 0, len(part.distinct) - 1, codes)
        used = iter(np.bincount(places, minlength=len(part.distinct)).tolist())
        styles: dict[tuple[str, bool, bool], str] = {}
        # Texts of a long column that hardly repeat gain nothing from being shared.
        own = len(part.distinct) > _MANY

        def fragment(value: Any) -> str:
            cell = column.make(value)
            look = (cell.tone, cell.cut, many_decimals(cell.content))
            style = styles.get(look)
            if style is None:
                style = styles[look] = _style(column.format_of(cell))
            return self._fragment(cell, style, next(used), own=own)

        return part.spread(fragment)

    def _fragment(self, cell: CellValue, style: str, times: int, *, own: bool = False) -> str:
        """Return what follows `<c r="A1"`; a text that is used `times` times is entered into the shared strings.

        own: a text that is used once stands in its cell instead.
        """
        content = cell.content
        if content is None or times == 0:
            return f"{style}/>"
        if not isinstance(content, str):
            return f"{style}><v>{content!r}</v></c>"
        if (own and times == 1) or (content.startswith("<r>") and content.endswith("</r>")):
            # XlsxWriter writes a shared string of that form unescaped, as rich text.
            return f'{style} t="inlineStr"><is><t xml:space="preserve">{escape(content)}</t></is></c>'
        index = self.str_table._get_shared_string_index(content)  # noqa: SLF001
        self.str_table.count += times - 1
        return f'{style} t="s"><v>{index}</v></c>'

    def _write_sheet_data(self) -> None:
        """Write `<sheetData>`; XlsxWriter calls this while it assembles the file."""
        names = [xl_col_to_name(i) for i in range(len(self._table.top))]
        cells = "".join(f'<c r="{name}1"{top}' for name, top in zip(names, self._table.top, strict=True))
        height = f'ht="{self._table.height:g}" customHeight="1"'
        self.fh.write(f'<sheetData><row r="1" {height}>{cells}</row>')
        template = '<row r="%s"%s>' + "".join(f'<c r="{name}%s"%s' for name in names) + "</row>"
        rows = self._numbered_rows()
        while batch := list(islice(rows, _CHUNK)):
            self.fh.write("".join([template % row for row in batch]))
        if self._table.foot:
            below = len(self._table.heights) + 2
            told = "".join(
                f'<c r="{name}{below}"{cell}' for name, cell in zip(names, self._table.foot, strict=True)
            )
            self.fh.write(f'<row r="{below}">{told}</row>')
        self.fh.write("</sheetData>")
        self.written = True

    def _numbered_rows(self) -> Iterator[tuple[Any, ...]]:
        numbers = list(map(str, range(2, len(self._table.heights) + 2)))
        parts: list[list[str]] = [numbers, self._table.heights]
        for column in self._table.columns:
            parts += [numbers, column]
        return zip(*parts, strict=True)


def _added(figures: list[int | float]) -> int | float:
    """Return the sum as a spreadsheet program finds it: of whole figures a whole one."""
    if all(isinstance(one, int) for one in figures):
        return sum(figures)
    return math.fsum(figures)


def _style(look: Format) -> str:
    return f' s="{look._get_xf_index()}"'  # noqa: SLF001 - as XlsxWriter's own writer asks for it


def _heights(columns: Sequence[StreamedColumn], first: int, last: int) -> list[str]:
    """Return for each row the attribute of its height, empty where the worksheet's usual height serves."""
    lines = np.ones(last - first, dtype=np.intp)
    for column in columns:
        if column.lines_of is not None:
            each = np.array(
                [column.lines_of(column.make(value)) for value in column.values.distinct], dtype=np.intp
            )
            np.maximum(lines, each[column.values.codes[first:last]], out=lines)
    attributes = [
        "",
        "",
        *(f' ht="{row_height(n):g}" customHeight="1"' for n in range(2, lines.max(initial=1) + 1)),
    ]
    heights: list[str] = np.array(attributes, dtype=object)[lines].tolist()
    return heights
