"""Sparklines: each series over its labels in one line, with its first and last figure."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.text import Text

from asnkarier.cli.screen.charts.figures import lines_of, numbers, padded, widest, words
from asnkarier.cli.screen.charts.signs import Signs
from asnkarier.language import _
from asnkarier.model.book import Chart

_SPACE: Final = 2
_NARROWEST: Final = 8


def sparklines(chart: Chart, width: int, signs: Signs) -> Iterator[Text]:
    """Yield one line per series; a gap in the data is a blank. All series share one scale, from nothing or below to the most."""
    columns = [numbers(chart.rows, column) for column in chart.series]
    known = [x for column in columns for x in column if x is not None]
    low, high = min([0.0, *known]), chart.most or max(known, default=1.0)
    names = [_(column.label) for column in chart.series]
    spans = [_span(words(chart.rows, column, signs), signs) for column in chart.series]
    label_width = min(widest(names), max(_NARROWEST, width // 3))
    room = max(1, min(len(chart.rows), width - label_width - widest(spans) - 2 * _SPACE))
    if len(chart.rows):
        ends = words(chart.rows.iloc[[0, -1]], chart.label, signs)
        yield Text(" " * (label_width + _SPACE) + signs.dash.join(ends))
    for name, column, span in zip(names, columns, spans, strict=True):
        first, *rest = lines_of(name, label_width, signs)
        drawn = "".join(_step(x, low, high, signs) for x in _folded(column, room))
        yield Text(f"{padded(first, label_width)}  {padded(drawn, room)}  {span}".rstrip())
        yield from map(Text, rest)


def _span(figures: Sequence[str], signs: Signs) -> str:
    known = [figure for figure in figures if figure]
    return f"{known[0]} {signs.dots} {known[-1]}" if known else ""


def _step(value: float | None, low: float, high: float, signs: Signs) -> str:
    if value is None:
        return " "
    share = (value - low) / (high - low) if high > low else 0.0
    return signs.steps[min(int(share * len(signs.steps)), len(signs.steps) - 1)]


def _folded(values: Sequence[float | None], room: int) -> list[float | None]:
    """Return at most `room` values, each the mean of those that share its place."""
    folded: list[float | None] = []
    for place in range(min(room, len(values))):
        first, last = place * len(values) // room, (place + 1) * len(values) // room
        known = [x for x in values[first : max(last, first + 1)] if x is not None]
        folded.append(sum(known) / len(known) if known else None)
    return folded
