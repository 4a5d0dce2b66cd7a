"""A report in the format that was asked for, as bytes or straight into an open file."""

import io
from typing import BinaryIO, Literal

from asnkarier.model.book import Book
from asnkarier.reports.shown.for_excel import excel_csv_chunks
from asnkarier.reports.shown.machine import csv_chunks, json_chunks

Format = Literal["json", "csv", "xlsx", "ics", "txt", "docx", "pdf"]


def produce(book: Book, wanted: Format, *, sheet: str | None = None, for_excel: bool = False) -> bytes:
    """Return the report as the bytes of a JSON, CSV (one sheet, the first by default), xlsx, iCalendar, plain text, Word (its one letter) or PDF file.

    for_excel: CSV that Excel opens right (see `excel_csv_chunks`). UsageError: the report has no such sheet, no events, or not one letter.
    """
    buffer = io.BytesIO()
    produce_into(buffer, book, wanted, sheet=sheet, for_excel=for_excel)
    return buffer.getvalue()


def produce_into(
    handle: BinaryIO, book: Book, wanted: Format, *, sheet: str | None = None, for_excel: bool = False
) -> None:
    """Write the report into `handle` piece by piece; large reports never stand in memory as one text."""
    if wanted == "xlsx":
        from asnkarier.reports.excel.workbook import write_workbook

        write_workbook(book, handle)
        return
    if wanted == "ics":
        from asnkarier.reports.calendar_file import calendar_bytes

        handle.write(calendar_bytes(book))
        return
    if wanted == "txt":
        from asnkarier.reports.mail_text import mail_text

        handle.write(mail_text(book).encode())
        return
    if wanted == "docx":
        from asnkarier.reports.letters.write import one_letter

        handle.write(one_letter(book))
        return
    if wanted == "pdf":
        from asnkarier.reports.pdf.page import pdf_bytes

        handle.write(pdf_bytes(book))
        return
    table = excel_csv_chunks if for_excel else csv_chunks
    handle.writelines(
        chunk.encode() for chunk in (json_chunks(book) if wanted == "json" else table(book, sheet))
    )
