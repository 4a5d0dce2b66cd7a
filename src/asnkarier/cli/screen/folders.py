"""Reports of several files: one for each letter, or for each list of people's facts."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asnkarier.cli.overwriting import refuse_inputs
from asnkarier.cli.screen.narration import say
from asnkarier.cli.screen.output import ONE_TABLE, Format, How
from asnkarier.errors import UsageError
from asnkarier.language import message
from asnkarier.model.book import Table
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import label_of

if TYPE_CHECKING:
    from asnkarier.model.book import Book
    from asnkarier.workflows.auditing.trail import Written

_OF_ONE: Final = (
    N_("--columns, --sort and --limit are about one list, and these are {count}"),
    N_("name one: {names}"),
)


def save_each(book: "Book", folder: Path, form: Format, how: How) -> "list[Written]":
    """Write each file of `book` into `folder`, all of them or none, and say so on stderr; return them with their sha256."""
    from asnkarier.reports.files import write_all

    files = {folder / f"{stem}.{form}": data for stem, data in _files(book, form, how).items()}
    for target in files:
        refuse_inputs(target, book)
    write_all(folder, files)
    told = (
        N_("written: {count} letters in {folder}")
        if form == "docx"
        else N_("written: {count} files in {folder}")
    )
    say(message(told, count=len(files), folder=folder))
    for remark in book.letters.remarks if form == "docx" and book.letters else ():
        say(remark)
    return [(path, hashlib.sha256(data).hexdigest()) for path, data in files.items()]


def _files(book: "Book", form: Format, how: How) -> dict[str, bytes]:
    if form == "docx":
        from asnkarier.reports.letters.write import letter_files

        return letter_files(book)
    from asnkarier.reports.produce import produce_each
    from asnkarier.reports.shaping import Shape, shaped

    shape = Shape(how.columns, how.sort, how.limit)
    if shape != Shape():
        _must_be_one(book)
    return produce_each(shaped(book, shape), "csv" if form == "csv" else "parquet", for_excel=how.for_excel)


def tell_of_others(book: "Book", form: Format, how: How) -> None:
    """Say which of several lists a file of one table holds; UsageError where some of several lists would be cut and others not."""
    names = _names(book)
    if len(names) == 1:
        return
    if form in ONE_TABLE:
        told = N_(
            "only the list {name} is here, one of {count}; all of them: --output with a folder, or a .sqlite file"
        )
        say(message(told, name=label_of(book.main), count=len(names)))
    elif how.columns or how.sort or how.limit:
        _must_be_one(book)


def _must_be_one(book: "Book") -> None:
    names = _names(book)
    if len(names) > 1:
        raise UsageError(*_OF_ONE, facts={"count": len(names), "names": ", ".join(names)})


def _names(book: "Book") -> list[str]:
    return [one.key for one in book.data() if isinstance(one, Table)]
