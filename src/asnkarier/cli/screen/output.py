"""Where a report goes: the terminal, stdout for scripts, or a file, in the format that was asked for."""

import hashlib
import io
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import typer

from asnkarier.cli.exits import Exit
from asnkarier.cli.overwriting import refuse_inputs
from asnkarier.cli.screen.narration import say
from asnkarier.errors import OutputError, UsageError
from asnkarier.language import _
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asnkarier.model.book import Book
    from asnkarier.reports.disguised import Hiding
    from asnkarier.reports.produce import Format as Produced
    from asnkarier.workflows.auditing.trail import Keep, Written

Format = Literal["table", "json", "csv", "xlsx", "ics", "docx", "pdf", "parquet", "sqlite"]
_SUFFIXES: Final[dict[str, Format]] = {
    ".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".txt": "table", ".ics": "ics", ".docx": "docx", ".pdf": "pdf",
    ".parquet": "parquet", ".sqlite": "sqlite", ".db": "sqlite",
}  # fmt: skip
ONE_TABLE: Final = ("csv", "parquet")  # forms that hold one table each
_SEVERAL: Final = ("docx", *ONE_TABLE)  # forms of which a folder holds several files


@dataclass(frozen=True, slots=True)
class How:
    """How a report is wanted: format, file, and what of its main table. folder: the format of several files, which an output without a suffix is a folder of.

    hide: what people are called instead of their names; None: as they are called. keep: is told the report and the files that came of it.
    """

    wanted: Format | None = None
    output: Path | None = None
    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    limit: int | None = None
    for_excel: bool = False
    pager: bool = True
    folder: Format | None = None
    hide: "Hiding | None" = None
    keep: "Keep | None" = None

    @property
    def to_stdout(self) -> bool:
        """Whether the report goes to stdout; `-` means it too."""
        return self.output is None or str(self.output) == "-"

    @property
    def into_folder(self) -> bool:
        """Whether the output is a folder of several files: a command that makes several, and a name without suffix or a folder that is there."""
        if self.folder is None or self.output is None or self.to_stdout:
            return False
        return not self.output.suffix or self.output.is_dir()

    @property
    def format(self) -> Format:
        """The format: as asked, else by the suffix of the output, else a table; UsageError for a strange suffix."""
        if self.wanted is not None:
            return self.wanted
        if self.output is None or self.to_stdout:
            return "csv" if self.for_excel else "table"
        if self.folder is not None and self.into_folder:
            return self.folder
        by_suffix = _SUFFIXES.get(self.output.suffix.lower())
        if by_suffix is None:
            raise UsageError(
                N_("{file}: the suffix names no format"),
                N_("use .xlsx, .csv or .json, or add --format"),
                facts={"file": self.output},
            )
        return by_suffix


def emit(book: "Book", how: How) -> None:
    """Write `book` as it is wanted; files are replaced atomically with mode 0600. OutputError: it cannot be written.

    A report from a doubtful store is written all the same, says so, and is exit 4.
    """
    if how.hide is not None:
        from asnkarier.reports.disguised import disguised

        book = disguised(book, how.hide)
    written = _emit(book, how)
    if how.keep is not None:
        how.keep(book, written)
    if book.doubt:
        say(book.doubt)
        raise typer.Exit(Exit.STORE)


def _emit(book: "Book", how: How) -> "list[Written]":
    chosen = how.format
    if chosen == "xlsx" and how.output is None:
        raise UsageError(N_("a workbook needs a file"), N_("add --output NAME.xlsx"))
    if chosen in ("docx", "pdf", "parquet", "sqlite") and how.output is None:
        raise UsageError(
            N_("this form needs a file"), N_("add --output NAME.{suffix}"), facts={"suffix": chosen}
        )
    if chosen in _SEVERAL and how.output is not None and how.into_folder:
        from asnkarier.cli.screen.folders import save_each

        return save_each(book, how.output, chosen, how)
    from asnkarier.reports.shaping import Shape, shaped

    if how.folder in ONE_TABLE:
        from asnkarier.cli.screen.folders import tell_of_others

        tell_of_others(book, chosen, how)
    book = shaped(book, Shape(how.columns, how.sort, how.limit))
    if how.output is not None and not how.to_stdout:
        refuse_inputs(how.output, book)
        return [save(how.output, _text(book) if chosen == "table" else _produced(book, chosen, how))]
    with on_stdout():
        if chosen == "table":
            show(book, pager=how.pager)
        else:
            write_bytes(_produced(book, chosen, how))
    return []


@contextmanager
def on_stdout() -> "Iterator[None]":
    """Write to stdout here: what it refuses, closed or full, is OutputError; a reader who has gone is no failure."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is still in the buffer would be tried again, and told by Python itself, when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(
            N_("stdout cannot be written: {reason}"),
            N_("make room or choose another place; nothing else has changed"),
            facts={"reason": error.strerror or type(error).__name__},
        ) from error


def write_bytes(data: bytes) -> None:
    """Write to stdout as it is; on a terminal control characters of data are made visible first."""
    if sys.stdout.isatty():
        from asnkarier.reports.shown.safe_text import visible

        lines = data.decode(errors="replace").removesuffix("\n").split("\n")
        sys.stdout.writelines(visible(line.rstrip("\r")) + "\n" for line in lines)
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def save(output: Path, data: bytes) -> "Written":
    """Replace the file at `output` with `data` and say so on stderr; return it with its sha256."""
    from asnkarier.reports.files import write_file

    write_file(output, data)
    say(_("written: {file}").format(file=output))
    return output, hashlib.sha256(data).hexdigest()


def show(book: "Book", *, pager: bool) -> None:
    """Print the tables of `book`; on a terminal that they overflow, page by page."""
    from asnkarier.cli.screen.pager import paged
    from asnkarier.cli.screen.standard import standard_console
    from asnkarier.cli.screen.tables import render

    console = standard_console()
    with paged(console, wanted=pager):
        render(book, console)


def _produced(book: "Book", chosen: "Produced", how: How) -> bytes:
    from asnkarier.reports.produce import produce

    return produce(book, chosen, for_excel=how.for_excel)


def _text(book: "Book") -> bytes:
    from rich.console import Console

    from asnkarier.cli.screen.tables import render

    text = io.StringIO()
    render(book, Console(file=text, width=120, color_system=None))
    return text.getvalue().encode()
