"""Native charts: they read their figures from cells of the workbook, so that a spreadsheet program draws them anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from xlsxwriter import Workbook

from asnkarier.language import _
from asnkarier.model.book import Chart, Column
from asnkarier.model.messages import N_
from asnkarier.reports.excel.formats import ACCENT, GREY, INK, LINE
from asnkarier.reports.shown.display import display_cells
from asnkarier.reports.shown.labels import Tone, tone_of

_COLOURS: Final[dict[Tone, str]] = {
    "plain": ACCENT, "good": "#4C9A6A", "fair": "#D9A441", "bad": "#C75B5B", "extra": "#4A7FC1", "muted": "#A7B0BA",
}  # fmt: skip
_OTHERS: Final = (ACCENT, "#7FA6CF", "#4C9A6A", "#D9A441", "#8C6BB1", "#A7B0BA")
# On paper without colour the parts of a bar are told apart by these.
_PATTERNS: Final = (
    None,
    "wide_upward_diagonal",
    "light_horizontal",
    "small_grid",
    "dotted_diamond",
    "light_vertical",
)
_MARKERS: Final = ("circle", "square", "triangle", "diamond", "x", "plus")
_POSSIBLE: Final = "#C9D8EA"
_TYPES: Final = {
    "bar": {"type": "bar"}, "histogram": {"type": "column"}, "stacked": {"type": "bar", "subtype": "stacked"}, "line": {"type": "line"},
    "boxes": {"type": "bar", "subtype": "stacked"},
}  # fmt: skip
_FEW: Final = 12
_MOST_ON_FRONT: Final = {"line": 400, "histogram": 40}
_SMALL: Final = {"size": 9, "color": INK}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the figures of a chart stand: worksheet, first and last row, and the column of the label and of each figure."""

    sheet: str
    first: int
    last: int
    columns: Sequence[int]

    def cells(self, column: int) -> list[str | int]:
        """Return the reference to the cells of one column."""
        return [self.sheet, self.first, column, self.last, column]


def figures_of(chart: Chart) -> tuple[tuple[Column, ...], pd.DataFrame]:
    """Return the columns and rows that the worksheet holds for `chart`: with `upto` also what is possible on top, which is drawn."""
    columns = (chart.label, *chart.series)
    if chart.upto is None:
        return columns, chart.rows
    sure = chart.rows[chart.series[0].key].fillna(0)
    top = Column("on_top", N_("possible on top"), chart.upto.kind)
    return (*columns, chart.upto, top), chart.rows.assign(on_top=chart.rows[chart.upto.key] - sure)


def fits_the_front(chart: Chart) -> bool:
    """Return whether `chart` can be drawn small, on the first sheet; a matrix cannot, nor a chart without lines or of many."""
    return chart.kind != "matrix" and 0 < len(chart.rows) <= _MOST_ON_FRONT.get(chart.kind, _FEW)


def chart_of(workbook: Workbook, chart: Chart, place: Place) -> Any:
    """Return the XlsxWriter chart of `chart` over the cells at `place`."""
    kind = {"type": "bar", "subtype": "stacked"} if chart.upto is not None else _TYPES[chart.kind]
    drawn = workbook.add_chart(kind)
    for series in _series(chart, place):
        drawn.add_series(series)
    several = len(chart.series) > 1 or chart.upto is not None
    drawn.set_legend({"position": "bottom", "font": _SMALL} if several else {"none": True})
    drawn.set_title({"none": True})
    drawn.set_chartarea({"border": {"none": True}})
    labels = {"num_font": _SMALL, "line": {"color": GREY}, "major_tick_mark": "none", "label_position": "low"}
    figures = {
        "num_font": _SMALL, "line": {"none": True}, "major_gridlines": {"visible": True, "line": {"color": LINE}},
        "name": _(chart.axis) if chart.axis else None, "name_font": {**_SMALL, "bold": False}, "max": chart.most,
    }  # fmt: skip
    if kind["type"] == "bar":
        # A bar chart counts its lines upwards; the report reads downwards.
        drawn.set_y_axis(labels | {"reverse": True, "crossing": "max", "interval_unit": 1})
        drawn.set_x_axis(figures)
    else:
        drawn.set_x_axis(labels)
        drawn.set_y_axis(figures)
    return drawn


def shade(worksheet: Any, place: Place, most: float) -> None:
    """Shade each figure at `place` by its size, up to `most`; the figure itself stands in the cell."""
    scale = {
        "type": "2_color_scale",
        "min_color": "#FFFFFF",
        "max_color": "#9DBBDD",
        "min_type": "num",
        "min_value": 0,
        "max_type": "num",
        "max_value": max(most, 1),
    }
    worksheet.conditional_format(
        place.first, min(place.columns[1:]), place.last, place.columns[-1] + 1, scale
    )


def _series(chart: Chart, place: Place) -> Iterator[dict[str, Any]]:
    labels = place.cells(place.columns[0])
    for i, (column, where) in enumerate(zip(chart.series, place.columns[1:], strict=False)):
        yield {
            "name": _(column.label), "categories": labels, "values": place.cells(where),
            "gap": 5 if chart.kind == "histogram" else 45, **_look(chart, i, column),
        }  # fmt: skip
    if chart.upto is not None:
        yield {
            "name": _("possible on top"), "categories": labels, "values": place.cells(place.columns[-1]),
            "fill": {"color": _POSSIBLE}, "border": {"color": ACCENT, "dash_type": "dash"},
        }  # fmt: skip


def _look(chart: Chart, number: int, column: Column) -> dict[str, Any]:
    tone = tone_of(column.key)
    colour = _COLOURS[tone] if tone != "plain" else _OTHERS[number % len(_OTHERS)]
    if chart.kind == "line":
        marker = {
            "type": _MARKERS[number % len(_MARKERS)],
            "fill": {"color": colour},
            "border": {"color": colour},
        }
        return {"line": {"color": colour, "width": 2}, "marker": marker}
    pattern = _PATTERNS[number % len(_PATTERNS)]
    if pattern is not None:
        return {
            "pattern": {"pattern": pattern, "fg_color": colour, "bg_color": "white"},
            "border": {"color": colour},
        }
    if len(chart.series) == 1 and chart.upto is None:
        tones = [cell.tone for cell in display_cells(chart.rows, chart.label)]
        points = [{"fill": {"color": _COLOURS[tone]}} for tone in tones]
        return {"fill": {"color": colour}, "points": points, "data_labels": {"value": True, "font": _SMALL}}
    return {"fill": {"color": colour}}
