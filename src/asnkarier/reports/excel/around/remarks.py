"""The sheet behind the tables: all remarks, what the verdicts lean on, the next steps, what was counted, and what each sheet holds."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from asnkarier.language import _, message
from asnkarier.model.book import Book, Record
from asnkarier.model.messages import N_
from asnkarier.reports.excel.around.upright import LAST, Upright
from asnkarier.reports.excel.formats import Formats
from asnkarier.reports.excel.printing import set_up_page
from asnkarier.reports.shown.beside import LEANS_ON, NEXT_STEPS, leaning_lines, step_lines
from asnkarier.reports.shown.labels import UNCERTAIN, label_of

REMARKS: Final = N_("Remarks")


class Content(NamedTuple):
    """A worksheet of the workbook and what it holds, in words; there: False of a list that is empty and has no worksheet."""

    name: str
    holds: str
    there: bool = True


def write_remarks(
    worksheet: Any,
    formats: Formats,
    book: Book,
    contents: Sequence[Content],
    records: Sequence[Record],
    notes: Sequence[str],
) -> None:
    """Write the remarks. contents: the other worksheets. records: short lists of facts for which the first sheet has no room."""
    sheet = _Remarks(worksheet, formats)
    sheet.notes(notes)
    for record in records:
        sheet.record(record)
    sheet.leanings(book)
    sheet.next_steps(book)
    sheet.counts(book)
    sheet.contents(contents)
    set_up_page(worksheet, book, _(REMARKS), landscape=False)
    worksheet.print_area(0, 0, max(sheet.row - 1, 0), LAST)


def of_the_law(book: Book) -> list[str]:
    """Say what of the law behind the report is not certain; which rules, stands on the sheet of the law."""
    uncertain = sum(line.mark in UNCERTAIN for line in book.citations)
    unread = sum(bool(line.amended_unread) for line in book.citations)
    if not uncertain + unread:
        return []
    told = N_(
        "Of {count} rules used, {uncertain} are not certain and {unread} were amended in words that were not read: see the sheet of the legal basis."
    )
    return [message(told, count=len(book.citations), uncertain=uncertain, unread=unread)]


class _Remarks(Upright):
    """The sheet while it grows."""

    def notes(self, notes: Sequence[str]) -> None:
        if notes:
            self.section(_("Please note"))
            for note in notes:
                self.across(f"•  {note}", text_wrap=True)

    def record(self, sheet: Record) -> None:
        self.section(_(sheet.title))
        self.short_list(sheet)

    def leanings(self, book: Book) -> None:
        if book.leans_on:
            self.section(_(LEANS_ON))
            for mark, told in leaning_lines(book):
                self.across(f"{mark}  {told}", text_wrap=True)

    def next_steps(self, book: Book) -> None:
        if book.next_steps:
            self.section(_(NEXT_STEPS))
            for told, commands in step_lines(book):
                self.across(f"{told}:", text_wrap=True)
                for command in commands:
                    self.across(command, text_wrap=True, font_name="Consolas", indent=2)

    def counts(self, book: Book) -> None:
        if book.counts:
            self.section(_("Counted in and out"))
            for name, count in book.counts.items():
                self.pair(label_of(name), count, "integer")

    def contents(self, contents: Sequence[Content]) -> None:
        if not contents:
            return
        self.section(_("In this workbook"))
        for part in contents:
            refused = not part.there or self.linked(part.name, part.name)
            self.pair(part.name, part.holds or None, there=not refused)
