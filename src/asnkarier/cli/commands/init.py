"""`asn init`: a new workspace."""

from pathlib import Path
from shlex import quote
from typing import Final

import typer

from asnkarier.cli.asked import add, parameter
from asnkarier.cli.context import Words
from asnkarier.cli.screen.narration import say
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request

ORDER: Final = 20


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    where = typer.Argument(metavar=_("DIR"), help=_("the folder of the workspace"))
    told = N_("A new workspace: config.yaml, standards, blank input workbooks.")
    add(app, "init", told, _init, extra=[parameter("folder", Path, where, Path())], examples=("init kantor",))


def _init(_words: Words, _request: Request, folder: Path) -> None:
    from asnkarier.workflows.new_workspace import new_workspace

    for path in new_workspace(folder):
        say(_("written: {file}").format(file=path))
    told = _("next: put your lists into {folder} and your job standards into standards/, then:")
    say(told.format(folder=folder / "inbox"))
    here = () if folder.resolve() == Path.cwd().resolve() else (f"cd {quote(str(folder))}",)
    for command in (*here, "asn import inbox", "asn check"):
        say(f"    {command}")
