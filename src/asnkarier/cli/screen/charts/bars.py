"""Bars on a terminal: a label, its figure, and a bar as long as the figure is large."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from asnkarier.cli.screen.charts.figures import lines_of, numbers, padded, widest, words
from asnkarier.cli.screen.charts.signs import Signs
from asnkarier.cli.screen.styles import STYLES
from asnkarier.language import _
from asnkarier.model.book import Chart
from asnkarier.reports.shown.display import display_cells
from asnkarier.reports.shown.labels import label_of

_LONGEST_BAR: Final = 48
_SHORTEST_BAR: Final = 8
_SPACE: Final = 2


def bars(chart: Chart, width: int, signs: Signs) -> Iterator[Text]:
    """Yield the lines of a bar chart or histogram.

    The sign of a figure stands in its digits; the bar is as long as the figure without it. What a figure may still become
    (`upto`) is drawn in another character and written as a span; without any figure the bar says that there are no data.
    """
    low = numbers(chart.rows, chart.series[0])
    high = low if chart.upto is None else numbers(chart.rows, chart.upto)
    figures = _figures(chart, low, high, signs)
    labels = words(chart.rows, chart.label, signs)
    label_width, bar_width = _widths(labels, widest(figures), width)
    whole = chart.most or max((abs(x) for x in (*low, *high) if x is not None), default=0) or 1
    tones = [cell.tone for cell in display_cells(chart.rows, chart.label)]
    for label, figure, sure, most, tone in zip(labels, figures, low, high, tones, strict=True):
        first, *rest = lines_of(label, label_width, signs)
        line = Text(padded(first, label_width) + " " * _SPACE)
        line.append(padded(figure, widest(figures), right=True) + " " * _SPACE)
        line.append(
            _bar(abs(sure or 0) / whole, abs(most or sure or 0) / whole, bar_width, signs), STYLES[tone]
        )
        line.rstrip()
        yield line
        yield from map(Text, rest)


def stacked(chart: Chart, width: int, signs: Signs) -> Iterator[Text]:
    """Yield the lines of a stacked bar chart: each series has a sign of its own, named in the last line."""
    columns = [numbers(chart.rows, column) for column in chart.series]
    lines = [[abs(x or 0) for x in line] for line in zip(*columns, strict=True)]
    written = [words(chart.rows, column, signs) for column in chart.series]
    figures = [" + ".join(text or signs.dash for text in line) for line in zip(*written, strict=True)]
    labels = words(chart.rows, chart.label, signs)
    beside = widest(figures) <= width // 3
    label_width, bar_width = _widths(labels, widest(figures) if beside else 0, width)
    whole = chart.most or max(map(sum, lines), default=0) or 1
    for label, figure, line in zip(labels, figures, lines, strict=True):
        first, *rest = lines_of(label, label_width, signs)
        drawn = _segments([x / whole for x in line], bar_width, signs)
        written_beside = padded(figure, widest(figures), right=True) + "  " if beside else ""
        yield Text(f"{padded(first, label_width)}  {written_beside}{drawn}".rstrip())
        yield from map(Text, rest)
        if not beside:
            yield from (Text(f"  {part}") for part in lines_of(figure, width - _SPACE, signs))
    yield Text("  ".join(f"{_segment(i, signs)} {_(column.label)}" for i, column in enumerate(chart.series)))


def _widths(labels: Sequence[str], figure: int, width: int) -> tuple[int, int]:
    """Return the width of the labels and of the bars; labels give way first."""
    room = width - figure - 2 * _SPACE
    label = min(widest(labels), max(room - _SHORTEST_BAR, room // 2, 1))
    return label, max(0, min(_LONGEST_BAR, room - label))


def _figures(
    chart: Chart, low: Sequence[float | None], high: Sequence[float | None], signs: Signs
) -> list[str]:
    sure = words(chart.rows, chart.series[0], signs)
    most = sure if chart.upto is None else words(chart.rows, chart.upto, signs)
    return [
        label_of("unknown") if a is None and b is None else one if a == b else f"{one or 0}{signs.dash}{two}"
        for one, two, a, b in zip(sure, most, low, high, strict=True)
    ]


def _bar(sure: float, most: float, width: int, signs: Signs) -> str:
    """Return a bar over `sure` of `width`, then what is possible up to `most`; what is not nothing is seen."""
    cells = min(sure, 1) * width
    full = int(cells)
    part = int((cells - full) * (len(signs.parts) + 1))
    if sure > 0 and full + part == 0:
        part = 1
    drawn = signs.full * full + (signs.parts[part - 1] if part else "")
    return drawn + signs.maybe * (round(min(most, 1) * width) - cell_len(drawn))


def _segments(shares: Sequence[float], width: int, signs: Signs) -> str:
    drawn, reached = "", 0.0
    for i, share in enumerate(shares):
        reached += share
        drawn += _segment(i, signs) * (round(min(reached, 1) * width) - len(drawn))
    return drawn


def _segment(place: int, signs: Signs) -> str:
    """Return the sign of a series; letters where the signs end."""
    return (
        signs.segments[place] if place < len(signs.segments) else chr(ord("a") + place - len(signs.segments))
    )
