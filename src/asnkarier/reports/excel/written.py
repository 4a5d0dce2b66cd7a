"""Single cells of a worksheet, each checked: XlsxWriter reports a refused cell only by a number."""

from typing import Any

from xlsxwriter.format import Format

from asnkarier.reports.excel.cells import fitting


def put(worksheet: Any, row: int, column: int, content: str | float | None, look: Format) -> None:
    """Write one cell by the type of its content; text is always text. ValueError: XlsxWriter refused it."""
    if content is None:
        code = worksheet.write_blank(row, column, None, look)
    elif isinstance(content, str):
        code = worksheet.write_string(row, column, safe(content), look)
    else:
        code = worksheet.write_number(row, column, content, look)
    checked(code, worksheet, row, column)


def put_across(
    worksheet: Any, row: int, first: int, last: int, content: str | float | None, look: Format
) -> None:
    """Write one content over the columns `first` to `last` of a row."""
    checked(worksheet.merge_range(row, first, row, last, "", look), worksheet, row, first)
    put(worksheet, row, first, content, look)


def checked(code: Any, worksheet: Any, row: int, column: int) -> None:
    """Raise ValueError when XlsxWriter's return code says that the cell was not written."""
    if code:
        raise ValueError(f"cell {row},{column} of {worksheet.name} was not written (code {code})")


def safe(text: str) -> str:
    """Return `text` as it fits into a cell; a text that XlsxWriter would take for rich text markup gets a leading blank."""
    fitted, _ = fitting(text)
    return f" {fitted}" if fitted.startswith("<r>") and fitted.endswith("</r>") else fitted
