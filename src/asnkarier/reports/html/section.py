"""A part of the whole report: the book of one command, or the sentence that says why there is none."""

from dataclasses import dataclass

from asnkarier.model.book import Book


@dataclass(frozen=True, slots=True)
class Section:
    """One part. key: its anchor in the page, of small letters and hyphens. title: an English msgid, shown where there is no book.

    missing: why the part could not be made, a finished sentence; it is empty where there is a book. command: what makes the same report with every row.
    """

    key: str
    title: str
    command: str
    book: Book | None = None
    missing: str = ""
