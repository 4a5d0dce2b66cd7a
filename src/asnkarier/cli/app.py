"""The app, made of one list of commands, and the one place that turns every ending into an exit code."""

import contextlib
import errno
import os
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from typer.exceptions import TyperException

from asnkarier import __version__
from asnkarier.cli.exits import Exit, ReaderLeftError, exit_code
from asnkarier.cli.listed import build
from asnkarier.cli.screen.narration import say, say_error
from asnkarier.cli.screen.streams import settle_streams
from asnkarier.cli.screen.wrong_words import say_wrong_words
from asnkarier.errors import AsnkarierError
from asnkarier.language import _

# A stream that is full, closed or on a broken disk is nobody's bug.
_REFUSALS: Final = frozenset({errno.ENOSPC, errno.EIO, errno.EBADF, getattr(errno, "EDQUOT", errno.ENOSPC)})


def run(words: list[str], word: str = "") -> int:
    """Run the command in `words` and return its exit code; nothing escapes as a traceback. word: the command among them, where it is known."""
    _survive_signals()
    settle_streams()
    try:
        code = build(word)(args=words, prog_name="asn", standalone_mode=False)
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
    except (BrokenPipeError, ReaderLeftError):
        _let_go_of_stdout()
        return Exit.DONE
    except OSError as error:
        return _refused(error, words)
    except Exception as bug:  # noqa: BLE001 - the last net: no traceback with data reaches a screen or a log
        return _report_bug(bug, words)
    if code == Exit.INTERRUPTED:  # typer makes this of Ctrl-C, without a word
        say(_("asn: interrupted; nothing was left half done"))
    return code if isinstance(code, int) else Exit.DONE


def _refused(error: OSError, words: list[str]) -> int:
    """Tell a stream that took no more; any other refusal of the system should have been told where it happened."""
    if error.errno not in _REFUSALS:
        return _report_bug(error, words)
    _let_go_of_stdout()
    say(_("asn: output cannot be written: {reason}").format(reason=error.strerror))
    return Exit.OUTPUT


def _let_go_of_stdout() -> None:
    """Send what is still in the buffer nowhere, so that Python does not try it again at the end and complain."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Terminated(BaseException):
    """SIGTERM or SIGHUP arrived: unwind so that transactions roll back and temporary files go."""


def _survive_signals() -> None:
    def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise _Terminated

    signal.signal(signal.SIGTERM, stop)
    # The terminal has gone; whoever asked for nohup keeps it.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
        signal.signal(signal.SIGHUP, stop)


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
