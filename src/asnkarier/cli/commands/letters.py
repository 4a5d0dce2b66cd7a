"""`asn letters`: letters from the office's own Word templates."""

from pathlib import Path
from typing import Final

import typer

from asnkarier.cli.asked import add, group, parameter
from asnkarier.cli.context import Words
from asnkarier.cli.overwriting import refuse_to_overwrite
from asnkarier.cli.screen.output import on_stdout, save, write_bytes
from asnkarier.errors import OutputError
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.model.office.letters import Kind
from asnkarier.workflows.asking import Request

ORDER: Final = 140


def register(app: typer.Typer) -> None:
    """Add the command group to `app`; the letters themselves come from the list of reports."""
    letters = group(app, "letters", N_("Letters (.docx) from the office's own templates."))
    kind = typer.Argument(metavar=_("KIND"), help=_("which letter"))
    output = typer.Option(
        "--output", "-o", metavar=_("FILE"), help=_("the template to write (.docx); - is the screen")
    )
    add(
        letters,
        "template",
        N_("The template of a letter as it comes with asn, to be changed in a word processor."),
        _template,
        extra=[parameter("kind", Kind, kind), parameter("output", Path | None, output, None)],
        examples=("letters template surat-tugas --output surat-tugas.docx",),
    )


def _template(words: Words, _request: Request, kind: Kind, output: Path | None) -> None:
    from asnkarier.workflows.letters.shipped import letter_template

    if str(output) == "-":
        with on_stdout():
            write_bytes(letter_template(words.workspace, kind))
        return
    templates = words.workspace.root / words.settings.letters.templates
    target = output or templates / f"{kind}.docx"
    refuse_to_overwrite(target, words)
    if target.is_file():  # somebody may have changed it
        raise OutputError(
            N_("{file} exists already; nothing was changed"),
            N_("choose another file"),
            facts={"file": target},
        )
    data = letter_template(words.workspace, kind)
    if target.parent.resolve() == templates.resolve():  # any other folder that is missing may be misspelt
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    save(target, data)
