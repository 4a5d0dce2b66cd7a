"""What a chart shows, as numbers to draw and as words to write beside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from asnkarier.cli.screen.charts.signs import Signs
from asnkarier.model.book import Column
from asnkarier.reports.shown.column_layout import wrap_text
from asnkarier.reports.shown.display import display_cells
from asnkarier.reports.shown.safe_text import visible
from asnkarier.reports.shown.values import column_values

if TYPE_CHECKING:
    import pandas as pd


def numbers(rows: "pd.DataFrame", column: Column) -> list[float | None]:
    """Return the figures of `column`; None where there is none."""
    return column_values(rows, column).spread(lambda value: None if value is None else float(value))


def words(rows: "pd.DataFrame", column: Column, signs: Signs) -> list[str]:
    """Return the cells of `column` as people read them, in the characters that the terminal knows."""
    texts = (visible(cell.text) for cell in display_cells(rows, column))
    return [text.replace("…", signs.dots).replace("–", signs.dash) for text in texts]


def widest(texts: Sequence[str]) -> int:
    """Return the cells that the longest of `texts` takes."""
    return max(map(cell_len, texts), default=0)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` filled with blanks up to `width` cells."""
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks


def lines_of(text: str, width: int, signs: Signs) -> list[str]:
    """Return `text` on at most two lines of `width` cells."""
    return wrap_text(text, width, 2, signs.dots, cell_len).split("\n")
