"""The files of the zoo: the same pages by several programs, and in several dialects of CSV."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
from zoo_layouts import Page, Variant

from asnkarier.sheets.grid import column_letters
from sheets.workbooks import STRICT, STRICT_RELATIONS, pack, raw_parts, sheet_xml

EPOCH = date(1899, 12, 30)


def _xlsxwriter(path: Path, pages: list[Page], axes, **words) -> None:
    with xlsxwriter.Workbook(path, words) as book:
        dates = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, state in _before(axes):
            page = book.add_worksheet(name)
            if state == "visible" and name != "Kosong":
                page.write_string(0, 0, "SAMPUL")
            elif state != "visible":
                page.write_row(0, 0, ["NIP", "NAMA", "JABATAN", "UNIT KERJA"])
                page.write_row(1, 0, ["197001011995031999", "Bukan Siapa", "Lama", "Lama"])
                page.hide() if state == "hidden" else page.very_hidden()
        for page in pages:
            sheet = book.add_worksheet(page.name)
            if page is pages[0]:
                sheet.activate()
                sheet.set_first_sheet()
            if not words.get("constant_memory"):
                for top, left, bottom, right in page.merges:
                    sheet.merge_range(top, left, bottom, right, "")
            for y, row in enumerate(page.rows):
                if y in page.hidden_rows:
                    sheet.set_row(y, None, None, {"hidden": True})
                for x, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(y, x, datetime(value.year, value.month, value.day), dates)
                    elif isinstance(value, str):
                        sheet.write_string(y, x, value)
                    elif value is not None:
                        sheet.write_number(y, x, value)
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
        if axes.get("sheets") == "notes after":
            book.add_worksheet("Catatan").write_string(0, 0, "Data ini contoh belaka.")


def _before(axes) -> list[tuple[str, str]]:
    return {
        "hidden before": [("Lama", "hidden")],
        "very hidden before": [("Lama", "veryHidden")],
        "empty before": [("Kosong", "visible")],
        "cover before": [("Sampul", "visible")],
    }.get(axes.get("sheets", ""), [])


def _openpyxl(path: Path, pages: list[Page], axes) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, state in _before(axes):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        if state != "visible":
            sheet.append(["NIP", "NAMA", "JABATAN", "UNIT KERJA"])
            sheet.append(["197001011995031999", "Bukan Siapa", "Lama", "Lama"])
        elif name != "Kosong":
            sheet["A1"] = "SAMPUL"
    for page in pages:
        sheet = book.create_sheet(page.name)
        for y, row in enumerate(page.rows, start=1):
            for x, value in enumerate(row, start=1):
                if value is not None:
                    cell = sheet.cell(y, x, value)
                    if isinstance(value, date):
                        cell.number_format = "dd/mm/yyyy"
        for top, left, bottom, right in page.merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for y in page.hidden_rows:
            sheet.row_dimensions[y + 1].hidden = True
        for x in page.hidden_columns:
            sheet.column_dimensions[column_letters(x + 1)].hidden = True
    if axes.get("sheets") == "notes after":
        book.create_sheet("Catatan")["A1"] = "Data ini contoh belaka."
    book.active = len(_before(axes))
    book.save(path)


def _raw(path: Path, pages: list[Page], axes, *, strict: bool) -> None:
    """Write one page by hand: inline strings, no styles, dates as their words."""
    (page,) = pages
    rows = []
    for y, row in enumerate(page.rows, start=1):
        cells = []
        for x, value in enumerate(row, start=1):
            at = f"{column_letters(x)}{y}"
            if isinstance(value, date):
                cells.append(f'<c r="{at}"><v>{(value - EPOCH).days}</v></c>')
            elif isinstance(value, str):
                cells.append(
                    f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
                )
            elif value is not None:
                cells.append(f'<c r="{at}"><v>{value}</v></c>')
        hidden = ' hidden="1"' if y - 1 in page.hidden_rows else ""
        rows.append(f'<row r="{y}"{hidden}>{"".join(cells)}</row>')
    corners = [
        f"{column_letters(left + 1)}{top + 1}:{column_letters(right + 1)}{bottom + 1}"
        for top, left, bottom, right in page.merges
    ]
    merges = "".join(f'<mergeCell ref="{corner}"/>' for corner in corners)
    extra = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    words = {"ns": STRICT} if strict else {}
    more = {"relations": STRICT_RELATIONS, **words} if strict else {}
    pack(path, raw_parts(sheet_xml("".join(rows), extra=extra, **words), **more))


def _csv(
    path: Path,
    pages: list[Page],
    axes,
    *,
    sep: str,
    encoding: str = "utf-8",
    end: str = "\r\n",
    quote: str = "",
    head: str = "",
) -> None:
    (page,) = pages
    width = max(map(len, page.rows))
    lines = []
    for row in page.rows:
        cells = []
        for value in [*row, *[None] * (width - len(row))]:
            text = f"{value:%d/%m/%Y}" if isinstance(value, date) else "" if value is None else str(value)
            wants = quote == "all" or any(mark in text for mark in (sep, '"', "\n", "\r"))
            cells.append('"' + text.replace('"', '""') + '"' if wants else text)
        lines.append(sep.join(cells))
    with path.open("wb") as file:
        file.write((head + end.join(lines) + end).encode(encoding, "replace"))


WRITERS: dict[str, tuple[str, Callable[..., None], dict[str, object]]] = {
    "xlsxwriter": (".xlsx", _xlsxwriter, {}),
    "xlsxwriter, streamed": (".xlsx", _xlsxwriter, {"constant_memory": True}),
    "xlsxwriter, from 1904": (".xlsx", _xlsxwriter, {"date_1904": True}),
    "openpyxl": (".xlsx", _openpyxl, {}),
    "by hand": (".xlsx", _raw, {"strict": False}),
    "by hand, Strict": (".xlsx", _raw, {"strict": True}),
    "csv ,": (".csv", _csv, {"sep": ","}),
    "csv ;": (".csv", _csv, {"sep": ";"}),
    "csv |": (".csv", _csv, {"sep": "|"}),
    "csv tab": (".tsv", _csv, {"sep": "\t"}),
    "csv ; quoted": (".csv", _csv, {"sep": ";", "quote": "all"}),
    "csv , quoted, Unix": (".csv", _csv, {"sep": ",", "quote": "all", "end": "\n"}),
    "csv ; Unix": (".csv", _csv, {"sep": ";", "end": "\n"}),
    "csv , BOM": (".csv", _csv, {"sep": ",", "encoding": "utf-8-sig"}),
    "csv ; sep=": (".csv", _csv, {"sep": ";", "head": "sep=;\r\n"}),
    "csv tab UTF-16": (".txt", _csv, {"sep": "\t", "encoding": "utf-16"}),
    "csv named xls": (".xls", _csv, {"sep": ";"}),
}  # fmt: skip
ONE_PAGE = (_raw, _csv)


def write_files(variant: Variant, pages: list[Page], folder: Path) -> list[tuple[Path, str | None]]:
    """Write the pages and return the files to import, each with the sheet to name, if any."""
    suffix, writer, words = WRITERS[variant.writer]
    folder.mkdir(parents=True, exist_ok=True)
    in_one_book = variant.axes.get("split", "").endswith("sheets") and writer not in ONE_PAGE
    if in_one_book:
        writer(folder / f"data{suffix}", pages, variant.axes, **words)
        return [(folder / f"data{suffix}", page.name) for page in pages]
    files = []
    for number, page in enumerate(pages):
        path = folder / f"data{number}{suffix}"
        writer(path, [page], variant.axes, **words)
        files.append((path, None))
    return files
