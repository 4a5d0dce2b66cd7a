"""The one list of commands: reports as `workflows` declares them, and the modules of `commands` beside them."""

import importlib
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from asnkarier import __version__
from asnkarier.cli import commands as others
from asnkarier.cli.context import Words
from asnkarier.cli.reporting import add_command
from asnkarier.cli.screen.help import HelpGroup
from asnkarier.language import _, activate
from asnkarier.workflows.asking import command_alone, commands


def build(word: str = "") -> typer.Typer:
    """Return the app; built on each run because help is in the language of that run.

    word: the command that was typed. Where it is a report, the app has no other: making all of them takes longer than some of them run.
    """
    app = typer.Typer(
        name="asn",
        cls=HelpGroup,
        help=_(
            "Competency gaps, training plans, promotion shortlists and placement for civil servants (ASN)."
        ),
        epilog="asn demo\nasn COMMAND --help".replace("COMMAND", _("COMMAND")),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_globals())
    alone = command_alone(word) if word else None
    if alone is not None and alone.reports:
        add_command(app, alone)
        return app
    order: dict[str | None, int] = {}
    for module in _modules():
        before = len(app.registered_commands)
        module.register(app)
        order |= {command.name: module.ORDER for command in app.registered_commands[before:]}
    groups = {one.name: one.typer_instance for one in app.registered_groups}
    for command in commands().values():
        if command.reports:
            add_command(groups.get(command.name.rpartition(" ")[0]) or app, command)
            order[command.name] = command.order
    app.registered_commands.sort(key=lambda one: order[one.name])
    return app


def _modules() -> list[Any]:
    """Return the modules of commands that are no reports, in order."""
    found = pkgutil.iter_modules(others.__path__, others.__name__ + ".")
    return sorted((importlib.import_module(part.name) for part in found), key=lambda module: module.ORDER)


def _globals() -> Callable[..., None]:
    """Return the function that keeps the global options; they may stand anywhere on the line."""
    file = typer.Option("--config", metavar=_("FILE"), help=_("the config.yaml of the workspace"))
    day = typer.Option("--as-of", metavar="YYYY-MM-DD", help=_("the day on which everything is judged"))
    known = typer.Option(
        "--known-at",
        metavar="YYYY-MM-DD|BATCH",
        help=_("by what had been imported until the end of that day, or up to that batch"),
    )
    tongue = typer.Option("--language", help=_("language of messages and reports"))
    seconds = typer.Option(
        "--wait", min=0, metavar=_("SECONDS"), help=_("how long to wait for another process")
    )
    at_once = typer.Option("--no-pager", help=_("print long tables at once instead of page by page"))
    number = typer.Option(
        "--version", "-V", help=_("show the version"), is_eager=True, callback=_show_version
    )

    def keep(
        context: typer.Context,
        config: Annotated[Path | None, file] = None,
        as_of: Annotated[str | None, day] = None,
        known_at: Annotated[str | None, known] = None,
        language: Annotated[Literal["id", "en"] | None, tongue] = None,
        verbose: Annotated[bool, typer.Option("-v", "--verbose", help=_("say more"))] = False,
        quiet: Annotated[bool, typer.Option("-q", "--quiet", help=_("say only what went wrong"))] = False,
        wait: Annotated[float, seconds] = 10,
        no_pager: Annotated[bool, at_once] = False,
        _version: Annotated[bool, number] = False,
    ) -> None:
        if language is not None:
            activate(language)
        context.obj = Words(config, as_of, language, verbose, quiet, wait, not no_pager, known_at)

    return keep


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"asn {__version__}\n")
        sys.stdout.flush()
        raise typer.Exit
