"""`asn demo`: the main job on a synthetic city agency, in an empty folder."""

import shutil
import sys
from pathlib import Path
from typing import Final

import typer

from asnkarier.cli.asked import add, parameter
from asnkarier.cli.context import Words
from asnkarier.cli.exits import Exit
from asnkarier.cli.screen.narration import say
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request

ORDER: Final = 10


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    told = N_("Write a synthetic city agency into DIR and run the main job on it.")
    where = typer.Argument(metavar=_("DIR"), help=_("an empty folder"))
    folder = parameter("folder", Path, where, Path("asn-demo"))
    add(app, "demo", told, _demo, extra=[folder], examples=("demo", "demo coba --language en"))


def _demo(words: Words, _request: Request, folder: Path) -> None:
    from asnkarier.cli.screen.standard import standard_console
    from asnkarier.cli.screen.tables import render
    from asnkarier.workflows.demo import demo_steps

    console = standard_console()
    steps = demo_steps(folder, language=words.language)
    failed = False
    for number, step in enumerate(steps, start=1):
        bar = "█" * number + "░" * (len(steps) - number)
        say(f"[{bar}] {number}/{len(steps)} {_(step.label)}")
        outcome = step.act()
        for line in outcome.lines:
            say(f"    {line}")
        if outcome.book is not None and not words.quiet:
            sys.stdout.write("\n")
            render(outcome.book, console)
        failed = failed or outcome.failed
    say("")
    say(_("workbooks: {folder}").format(folder=folder / "out"))
    say(_("what to try next:"))
    for command in steps.next_commands:
        say(f"  {_callable_here(command)}")
    if failed:
        raise typer.Exit(Exit.DATA)


def _callable_here(command: str) -> str:
    """Return a suggested command with the path of this `asn` where the shell would not find it by name."""
    beside = Path(sys.executable).with_name("asn")
    if not command.startswith("asn ") or shutil.which("asn") or not beside.exists():
        return command
    return f"{beside}{command.removeprefix('asn')}"
