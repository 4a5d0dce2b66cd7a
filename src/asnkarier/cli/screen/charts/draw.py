"""A chart as lines of a terminal, whatever its kind."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rich.console import RenderableType

from asnkarier.cli.screen.charts.bars import bars, stacked
from asnkarier.cli.screen.charts.grids import boxes, matrix
from asnkarier.cli.screen.charts.lines import sparklines
from asnkarier.cli.screen.charts.signs import ASCII, UNICODE, Signs
from asnkarier.model.book import Chart, ChartKind

_DRAWN: Final[Mapping[ChartKind, Callable[[Chart, int, Signs], Iterator[RenderableType]]]] = {
    "bar": bars, "histogram": bars, "stacked": stacked, "line": sparklines, "matrix": matrix, "boxes": boxes,
}  # fmt: skip


def drawn(chart: Chart, width: int, *, ascii_only: bool) -> Iterator[RenderableType]:
    """Yield what to print for `chart`, no line wider than `width` cells; colours repeat what signs and words say."""
    return _DRAWN[chart.kind](chart, width, ASCII if ascii_only else UNICODE)
