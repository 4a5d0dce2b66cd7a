"""Charts as numbers and texts: how long a bar is, where a point of a line stands, how dark a cell is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from asnkarier.language import _
from asnkarier.model.book import Chart, Column
from asnkarier.reports.html.plain import plain_text
from asnkarier.reports.shown.display import RIGHT_ALIGNED, display_cells
from asnkarier.reports.shown.labels import label_of
from asnkarier.reports.shown.values import column_values

if TYPE_CHECKING:
    import pandas as pd

WIDTH, HEIGHT = 640, 260  # units of the picture of a line chart
_LEFT, _RIGHT, _TOP, _BOTTOM = 12, 628, 14, 232
_WHOLE: Final = 100.0  # the length of the longest bar
_SHADES: Final = 4
_NONE: Final = "–"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: where it begins, how long it is (0 to 100), and which series it is; `maybe` is only possible."""

    start: float
    length: float
    series: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a bar chart: label, figure in words, parts."""

    label: str
    figure: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart, histogram or stacked bars. label: what the lines are. legend: the class of a series and its name; empty for one."""

    label: str
    figure: str
    bars: Sequence[Bar]
    legend: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shade:
    """A cell of a matrix: text, and how dark it is (0 to 4)."""

    text: str
    step: int


@dataclass(frozen=True, slots=True)
class Heat:
    """A matrix or boxes: what the columns are, and each line with its label. label: what the lines are."""

    label: str
    heads: Sequence[str]
    lines: Sequence[tuple[str, Sequence[Shade]]]


@dataclass(frozen=True, slots=True)
class Line:
    """A series: class, name, the points of its line as an SVG attribute, and each point."""

    series: str
    name: str
    points: str
    marks: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Lines:
    """A line chart. ticks: height and text of the marks at the left; ends: the first and last label; table: heads and rows of every figure."""

    lines: Sequence[Line]
    ticks: Sequence[tuple[float, str]]
    ends: tuple[str, str]
    label: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    width: int = WIDTH
    height: int = HEIGHT


def picture(chart: Chart) -> tuple[str, Bars | Heat | Lines]:
    """Return the name of the macro that draws `chart`, and what it draws."""
    if chart.kind == "line":
        return "lines", _lines(chart)
    if chart.kind in ("matrix", "boxes"):
        return "heat", _heat(chart)
    return "bars", _stacked(chart) if chart.kind == "stacked" else _bars(chart)


def numbers(rows: "pd.DataFrame", column: Column) -> list[float | None]:
    """Return the figures of `column`; None where there is none."""
    return column_values(rows, column).spread(lambda value: None if value is None else float(value))


def words(rows: "pd.DataFrame", column: Column) -> list[str]:
    """Return the cells of `column` as people read them."""
    return [plain_text(cell.text) for cell in display_cells(rows, column)]


def _bars(chart: Chart) -> Bars:
    sure, said = numbers(chart.rows, chart.series[0]), words(chart.rows, chart.series[0])
    most, told = sure, said
    if chart.upto is not None:
        most, told = numbers(chart.rows, chart.upto), words(chart.rows, chart.upto)
    whole = chart.most or max((abs(x) for x in (*sure, *most) if x is not None), default=0) or 1
    bars = []
    labels = words(chart.rows, chart.label)
    for label, low, high, text, upto in zip(labels, sure, most, said, told, strict=True):
        figure = text if low == high else f"{text or 0}{_NONE}{upto}"
        known = low is not None or high is not None
        length = _share(low, whole)
        parts = [Part(0.0, length, "s0")]
        if (beyond := _share(high, whole) - length) > 0:
            parts.append(Part(length, round(beyond, 2), "maybe"))
        bars.append(Bar(label, figure if known else label_of(chart.none), parts))
    return Bars(_label(chart), _label_of(chart.series[0]), bars, ())


def _stacked(chart: Chart) -> Bars:
    figures = [[abs(x or 0) for x in numbers(chart.rows, column)] for column in chart.series]
    said = [words(chart.rows, column) for column in chart.series]
    whole = chart.most or max(map(sum, zip(*figures, strict=True)), default=0) or 1
    bars = []
    for label, line, texts in zip(words(chart.rows, chart.label), zip(*figures, strict=True), zip(*said, strict=True), strict=True):  # fmt: skip
        parts, start = [], 0.0
        for place, figure in enumerate(line):
            length = _share(figure, whole)
            parts.append(Part(round(start, 2), length, f"s{place}"))
            start += length
        bars.append(Bar(label, " + ".join(text or _NONE for text in texts), parts))
    legend = [(f"s{place}", _label_of(column)) for place, column in enumerate(chart.series)]
    return Bars(_label(chart), " + ".join(name for _, name in legend), bars, legend)


def _heat(chart: Chart) -> Heat:
    figures = [numbers(chart.rows, column) for column in chart.series]
    most = chart.most or max((abs(x) for one in figures for x in one if x is not None), default=0) or 1
    said = [words(chart.rows, column) for column in chart.series]
    cells = [
        [Shade(text or _NONE, _step(x, most)) for text, x in zip(texts, column, strict=True)]
        for texts, column in zip(said, figures, strict=True)
    ]
    lines = list(zip(words(chart.rows, chart.label), zip(*cells, strict=True), strict=True))
    return Heat(_label(chart), [_label_of(column) for column in chart.series], lines)


def _lines(chart: Chart) -> Lines:
    columns = [numbers(chart.rows, column) for column in chart.series]
    known = [x for column in columns for x in column if x is not None]
    low, high = min([0.0, *known]), chart.most or max(known, default=1.0)
    across = _across(chart)
    tall = (high - low) or 1.0
    lines = []
    for place, (column, head) in enumerate(zip(columns, chart.series, strict=True)):
        marks = [
            (x, round(_BOTTOM - (y - low) / tall * (_BOTTOM - _TOP), 1))
            for x, y in zip(across, column, strict=True)
            if y is not None
        ]
        lines.append(Line(f"s{place}", _label_of(head), " ".join(f"{x},{y}" for x, y in marks), marks))
    labels, said = words(chart.rows, chart.label), [words(chart.rows, one) for one in chart.series]
    top = next((text for texts, column in zip(said, columns, strict=True) for text, x in zip(texts, column, strict=True) if x == high), "")  # fmt: skip
    ticks = [(float(_TOP), top), (float(_BOTTOM), "0" if low == 0 else "")]
    return Lines(
        lines, ticks, (labels[0], labels[-1]), _label(chart), [line.name for line in lines], list(zip(labels, *said, strict=True))
    )  # fmt: skip


def _across(chart: Chart) -> list[float]:
    """Return where the labels stand from left to right: by their figures, else evenly."""
    count = len(chart.rows)
    places: list[float | None] = list(range(count))
    if chart.label.kind in RIGHT_ALIGNED:
        places = numbers(chart.rows, chart.label)
    at = [float(x) if x is not None else float(place) for place, x in enumerate(places)]
    first, wide = min(at), (max(at) - min(at)) or 1.0
    return [round(_LEFT + (x - first) / wide * (_RIGHT - _LEFT), 1) for x in at]


def _share(value: float | None, whole: float) -> float:
    return round(min(abs(value or 0) / whole, 1.0) * _WHOLE, 2)


def _step(value: float | None, most: float) -> int:
    return 0 if not value else 1 + min(int(abs(value) / most * _SHADES), _SHADES - 1)


def _label(chart: Chart) -> str:
    return _label_of(chart.label)


def _label_of(column: Column) -> str:
    return plain_text(_(column.label))
