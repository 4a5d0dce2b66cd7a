"""The visible list of commands, and the one place that turns every ending into an exit code."""

import os
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from types import FrameType
from typing import Annotated, Literal, NoReturn

import typer
from typer.exceptions import TyperException

from asnkarier import __version__
from asnkarier.cli.commands import (
    check,
    demo,
    doctor,
    explain,
    gap,
    history,
    import_files,
    init,
    promote_shortlist,
    recommend_placement,
    recommend_training,
    rules,
    run_job,
    standards,
    template,
    undo,
)
from asnkarier.cli.context import Words
from asnkarier.cli.exits import Exit, exit_code
from asnkarier.cli.screen.narration import say, say_error
from asnkarier.cli.screen.wrong_words import say_wrong_words
from asnkarier.errors import AsnkarierError
from asnkarier.language import _, activate


def build() -> typer.Typer:
    """Return the app; built on each run because help is in the language of that run."""
    app = typer.Typer(
        name="asn",
        help=_(
            "Competency gaps, training plans, promotion shortlists and placement for civil servants (ASN)."
        ),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_globals)
    for module in (demo, init, template, import_files, check, gap, recommend_training, promote_shortlist):
        module.register(app)
    for module in (recommend_placement, explain, run_job, history, undo, rules, standards, doctor):
        module.register(app)
    _show_whole_sentences(app)
    return app


def _show_whole_sentences(app: typer.Typer) -> None:
    """Let the list of commands show each sentence whole; what is only `help` would be cut to fit one line."""
    for command in app.registered_commands:
        command.short_help = command.help
    for group in app.registered_groups:
        if group.typer_instance is not None:
            group.short_help = group.typer_instance.info.help
            _show_whole_sentences(group.typer_instance)


def _globals(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option("--config", help=_("the config.yaml of the workspace"))
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="YYYY-MM-DD", help=_("the day on which everything is judged")),
    ] = None,
    language: Annotated[
        Literal["id", "en"] | None, typer.Option("--language", help=_("language of messages and reports"))
    ] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help=_("say more"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=_("say only what went wrong"))] = False,
    wait: Annotated[
        float,
        typer.Option("--wait", min=0, metavar="SECONDS", help=_("how long to wait for another process")),
    ] = 10.0,
    version: Annotated[bool, typer.Option("--version", "-V", help=_("show the version"))] = False,
) -> None:
    if version:
        sys.stdout.write(f"asn {__version__}\n")
        raise typer.Exit
    if language is not None:
        activate(language)
    context.obj = Words(config, as_of, language, verbose, quiet, wait)


def run(words: list[str]) -> int:
    """Run the command in `words` and return its exit code; nothing escapes as a traceback."""
    _survive_signals()
    try:
        code = build()(args=words, prog_name="asn", standalone_mode=False)
    except AsnkarierError as error:
        say_error(error)
        return exit_code(error)
    except TyperException as error:
        say_wrong_words(error)
        return Exit.USAGE
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else (Exit.DONE if end.code is None else Exit.USAGE)
    except KeyboardInterrupt:
        say(_("asn: interrupted; nothing was left half done"))
        return Exit.INTERRUPTED
    except _Terminated:
        say(_("asn: stopped; nothing was left half done"))
        return Exit.TERMINATED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Exception as bug:  # noqa: BLE001 - the last net: no traceback with data reaches a screen or a log
        return _report_bug(bug, words)
    if code == Exit.INTERRUPTED:  # typer makes this of Ctrl-C, without a word
        say(_("asn: interrupted; nothing was left half done"))
    return code if isinstance(code, int) else Exit.DONE


class _Terminated(BaseException):
    """SIGTERM arrived: unwind so that transactions roll back and temporary files go."""


def _survive_signals() -> None:
    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise _Terminated

    signal.signal(signal.SIGTERM, stop)


def _report_bug(bug: Exception, words: list[str]) -> int:
    """Say that a bug happened; with `-v` keep where, without the values that the data held."""
    say(_("asn: a fault in asn itself ({kind}); your data is unchanged").format(kind=type(bug).__name__))
    if {"-v", "--verbose"} & set(words):
        with tempfile.NamedTemporaryFile("w", prefix="asn-bug-", suffix=".txt", delete=False) as file:
            for frame in traceback.extract_tb(bug.__traceback__):
                file.write(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}\n")
            file.write(f"{type(bug).__name__}\nasn {__version__}\n")
        say(_("  → where it happened: {file}").format(file=file.name))
    else:
        say(_("  → run it again with -v and send the file that it names to the makers"))
    return Exit.BUG
