"""A report in the format that was asked for, as bytes or straight into an open file."""

import io
from typing import BinaryIO, Final, Literal

from asnkarier.model.book import Book
from asnkarier.reports.on_paper import on_paper
from asnkarier.reports.shown.for_excel import excel_csv_chunks
from asnkarier.reports.shown.machine import csv_chunks, find_sheet, json_chunks
from asnkarier.reports.shown.sentences import rules_by_name

Format = Literal["json", "csv", "xlsx", "ics", "txt", "docx", "pdf", "parquet", "sqlite"]
# By people; the others keep ids, so that programs know them again.
_READ: Final = ("xlsx", "txt", "docx", "pdf")


def produce(book: Book, wanted: Format, *, sheet: str | None = None, for_excel: bool = False) -> bytes:
    """Return the report as the bytes of a JSON, CSV (one sheet, the first by default), xlsx, iCalendar, plain text, Word (its one letter), PDF, Parquet (one sheet) or SQLite file.

    for_excel: CSV that Excel opens right (see `excel_csv_chunks`). UsageError: the report has no such sheet, no events, or not one letter.
    """
    buffer = io.BytesIO()
    produce_into(buffer, book, wanted, sheet=sheet, for_excel=for_excel)
    return buffer.getvalue()


def produce_into(
    handle: BinaryIO, book: Book, wanted: Format, *, sheet: str | None = None, for_excel: bool = False
) -> None:
    """Write the report into `handle` piece by piece; large reports never stand in memory as one text."""
    if wanted in _READ:
        with rules_by_name(book.citations):
            _write_for_people(handle, on_paper(book), wanted)
        return
    if wanted == "ics":
        from asnkarier.reports.calendar_file import calendar_bytes

        handle.write(calendar_bytes(book))
        return
    if wanted == "parquet":
        from asnkarier.reports.databases.parquet import parquet_bytes

        handle.write(parquet_bytes(find_sheet(book, sheet)))
        return
    if wanted == "sqlite":
        from asnkarier.reports.databases.sqlite import sqlite_bytes

        handle.write(sqlite_bytes(book))
        return
    table = excel_csv_chunks if for_excel else csv_chunks
    handle.writelines(
        chunk.encode() for chunk in (json_chunks(book) if wanted == "json" else table(book, sheet))
    )


def _write_for_people(handle: BinaryIO, book: Book, wanted: Format) -> None:
    """Write a workbook, a text, a letter or a PDF."""
    if wanted == "xlsx":
        from asnkarier.reports.excel.workbook import write_workbook

        write_workbook(book, handle)
        return
    if wanted == "txt":
        from asnkarier.reports.mail_text import mail_text

        handle.write(mail_text(book).encode())
        return
    if wanted == "docx":
        from asnkarier.reports.letters.write import one_letter

        handle.write(one_letter(book))
        return
    from asnkarier.reports.pdf.page import pdf_bytes

    handle.write(pdf_bytes(book))


def produce_each(
    book: Book, wanted: Literal["csv", "parquet"], *, for_excel: bool = False
) -> dict[str, bytes]:
    """Return every table of the report in a form that holds one table: what the table is called -> the bytes of its file."""
    return {one.key: produce(book, wanted, sheet=one.key, for_excel=for_excel) for one in book.data()}
