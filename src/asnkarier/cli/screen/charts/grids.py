"""Figures in a grid: a matrix shaded by size, and boxes with a dot where somebody stands."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from asnkarier.cli.screen.charts.figures import numbers, widest, words
from asnkarier.cli.screen.charts.signs import ASCII, Signs
from asnkarier.language import _
from asnkarier.model.book import Chart, Column

_SPACE: Final = 2
_MOST_DOTS: Final = 3
_ASCII_FRAME: Final = box.ASCII2


def matrix(chart: Chart, width: int, signs: Signs) -> Iterator[RenderableType]:
    """Yield the matrix, in several parts below each other where the series do not fit; each figure has a shade of its size."""
    figures = [numbers(chart.rows, column) for column in chart.series]
    most = chart.most or max((abs(x) for column in figures for x in column if x is not None), default=0) or 1
    cells = [
        [_shaded(text, x, most, signs) for text, x in zip(words(chart.rows, column, signs), column_figures, strict=True)]
        for column, column_figures in zip(chart.series, figures, strict=True)
    ]  # fmt: skip
    labels = words(chart.rows, chart.label, signs)
    label_width = min(widest(labels), max(width // 3, 1))
    cell_width = max(
        (widest([*column, *_(head.label).split()]) for head, column in zip(chart.series, cells, strict=True)),
        default=1,
    )
    cell_width = min(cell_width, max(width - label_width - _SPACE, 1))
    fitting = max(1, (width - label_width) // (cell_width + _SPACE))
    for first in range(0, len(cells), fitting):
        part = slice(first, first + fitting)
        yield _grid(labels, chart.series[part], cells[part], (label_width, cell_width))


def boxes(chart: Chart, width: int, signs: Signs) -> Iterator[RenderableType]:
    """Yield the boxes with their counts; a box where nobody stands is empty."""
    table = Table(
        box=_ASCII_FRAME if signs is ASCII else box.SQUARE, show_lines=True, show_header=True, header_style=""
    )
    sides = len(chart.series) + 1
    share = max(1, min(18, (width - 3 * sides - 1) // sides))
    for head in ("", *(_(column.label) for column in chart.series)):
        table.add_column(head, width=share, overflow="fold")
    columns = [numbers(chart.rows, column) for column in chart.series]
    for label, *counts in zip(words(chart.rows, chart.label, signs), *columns, strict=True):
        table.add_row(Text(label), *(Text(_dots(count, signs)) for count in counts))
    yield table


def _grid(
    labels: Sequence[str], series: Sequence[Column], cells: Sequence[Sequence[str]], widths: tuple[int, int]
) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, _SPACE, 0, 0), header_style="bold")
    table.add_column("", width=widths[0], overflow="fold")
    for column in series:
        table.add_column(
            Text(_(column.label)), width=widths[1], justify="right", overflow="fold", vertical="bottom"
        )
    for label, *line in zip(labels, *cells, strict=True):
        table.add_row(Text(label), *map(Text, line))
    return table


def _shaded(text: str, value: float | None, most: float, signs: Signs) -> str:
    if value is None:
        return signs.dash
    steps = len(signs.shades) - 1
    place = 0 if value == 0 else 1 + min(int(abs(value) / most * steps), steps - 1)
    return f"{signs.shades[place]} {text}"


def _dots(count: float | None, signs: Signs) -> str:
    if not count:
        return ""
    people = round(count)
    return f"{signs.dot} {people}" if people > _MOST_DOTS else signs.dot * people
