"""What a command told of people is kept in the trail beside the store."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asnkarier.cli.context import Words
from asnkarier.workflows.asking import Request

if TYPE_CHECKING:
    from asnkarier.model.book import Book
    from asnkarier.workflows.auditing.trail import Keep


def keeper(words: Words, command: str, asked: Request) -> "Keep | None":
    """Return what keeps a line of a report; None where there is no workspace. A report that names nobody and wrote no file leaves none."""
    if words.config_file is None:
        return None

    def kept(book: "Book", written: Sequence[tuple[Path, str]]) -> None:
        from asnkarier.workflows.auditing.trail import people_in

        people = people_in(book)
        if people or written:
            keep_line(words, command, people, written, asked)

    return kept


def keep_line(
    words: Words, command: str, people: int | None, written: Sequence[tuple[Path, str]], asked: Request
) -> None:
    """Keep a line; people: None where nobody counted them."""
    from asnkarier.agency.workspace import user_name
    from asnkarier.workflows.auditing.file_names import without_names
    from asnkarier.workflows.auditing.trail import keep, told_of

    narrowed, files = list(asked.filter()), without_names(words.workspace, written)
    told = told_of(words.workspace, command, people, files, narrowed, hidden=words.hide is not None)
    keep(words.workspace, told, datetime.now(UTC), user_name())
