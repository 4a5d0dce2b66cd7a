"""Workbooks that people fill in: made in memory, and the same content gives the same bytes on every day."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Final

import xlsxwriter

CREATED: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook knows no zone
# Text is text: nothing that is written becomes a number, a formula or a link.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def form_workbook(title: str, draw: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """Return the workbook (.xlsx) whose sheets `draw` adds."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"title": title, "created": CREATED})
        draw(book)
    return buffer.getvalue()
