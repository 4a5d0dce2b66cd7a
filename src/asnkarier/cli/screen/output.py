"""Where a report goes: the terminal, stdout for scripts, or a file, in the format that was asked for."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from asnkarier.errors import UsageError
from asnkarier.language import _
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.model.book import Book

Format = Literal["table", "json", "csv", "xlsx"]
_SUFFIXES: dict[str, Format] = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".txt": "table"}

FormatOption = Annotated[Format | None, typer.Option("--format", help="table | json | csv | xlsx")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help=_("the file to write; - is the screen"))
]
UnitOption = Annotated[str | None, typer.Option("--unit", help=_("only this unit"))]


def choose_format(wanted: Format | None, output: Path | None) -> Format:
    """Return the format: as asked, else by the suffix of the output, else a table (which says how many rows it left out)."""
    if wanted is not None:
        return wanted
    if output is not None and str(output) != "-":
        by_suffix = _SUFFIXES.get(output.suffix.lower())
        if by_suffix is None:
            raise UsageError(
                N_("{file}: the suffix names no format"),
                N_("use .xlsx, .csv or .json, or add --format"),
                facts={"file": output},
            )
        return by_suffix
    return "table"


def emit(book: "Book", wanted: Format | None, output: Path | None, *, sheet: str | None = None) -> None:
    """Write `book` where the user wants it; files are replaced atomically with mode 0600."""
    chosen = choose_format(wanted, output)
    to_stdout = output is None or str(output) == "-"
    if chosen == "xlsx" and output is None:
        raise UsageError(N_("a workbook needs a file"), N_("add --output NAME.xlsx"))
    if chosen == "table":
        _emit_table(book, None if to_stdout else output)
        return
    from asnkarier.reports.produce import produce

    data = produce(book, chosen, sheet=sheet)
    if to_stdout:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif output is not None:
        save(output, data)


def save(output: Path, data: bytes) -> None:
    """Replace the file at `output` with `data` and say so on stderr."""
    from asnkarier.cli.screen.narration import say
    from asnkarier.reports.files import write_file

    write_file(output, data)
    say(_("written: {file}").format(file=output))


def _emit_table(book: "Book", output: Path | None) -> None:
    import io

    from rich.console import Console

    from asnkarier.cli.screen.tables import render

    if output is None:
        render(book, Console())
        return
    text = io.StringIO()
    render(book, Console(file=text, width=120, color_system=None))
    save(output, text.getvalue().encode())
