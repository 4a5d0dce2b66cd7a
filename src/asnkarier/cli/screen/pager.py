"""A report that is longer than the terminal is shown page by page, as git does; never in a pipe."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console

# Quit when it fits, keep colours, leave the text on the screen: what people who set nothing expect.
_LESS: Final = "FRX"


@contextmanager
def paged(console: Console, *, wanted: bool) -> "Iterator[None]":
    """Collect what `console` prints, and show it through the pager if it has more lines than the terminal.

    `$PAGER` names the pager; empty, `cat` or none installed means that everything is printed at once.
    """
    program = pager_words() if wanted and console.is_terminal and sys.stdin.isatty() else []
    if not program:
        yield
        return
    with console.capture() as capture:
        yield
    text = capture.get()
    if text.count("\n") < console.size.height or not _through(program, text):
        console.file.write(text)
        console.file.flush()


def pager_words() -> list[str]:
    """Return the words that start the pager; none when there is no such program or the terminal cannot page."""
    if os.environ.get("TERM") == "dumb":
        return []
    words = shlex.split(os.environ.get("PAGER", "less"))
    return words if words and words[0] != "cat" and shutil.which(words[0]) else []


def _through(program: list[str], text: str) -> bool:
    """Give `text` to the pager; False when it would not start. Whoever closes it early has read enough."""
    environment = {"LESS": _LESS, **os.environ}
    try:
        subprocess.run(program, input=text.encode(errors="replace"), env=environment, check=False)
    except OSError:
        return False
    return True
