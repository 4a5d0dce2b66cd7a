"""The three standard streams, of which whoever starts `asn` may have closed any."""

import io
import os
import sys
from typing import Any, NoReturn

from asnkarier.errors import OutputError
from asnkarier.model.messages import N_


class _Closed(io.TextIOBase):
    """What stands for a closed stdout: the first thing written is OutputError, so that no command seems to be done."""

    encoding = "utf-8"
    errors = "strict"

    @property
    def buffer(self) -> "_Closed":
        return self

    def write(self, _told: Any) -> NoReturn:
        raise OutputError(N_("stdout is closed; nothing was shown"), N_("add --output FILE"))


def settle_streams() -> None:
    """Let every part of the program find three streams, whatever was closed before it began.

    Places 0 to 2 of a process that were closed would go to the next files that it opens, the store among them, and what
    a library prints would be written into them; so nothing is opened there instead.
    """
    while (place := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 - stdin, stdout, stderr
        os.set_inheritable(place, True)
    os.close(place)
    if sys.stdin is None:
        sys.stdin = _nothing("r")
    if sys.stderr is None:
        sys.stderr = _nothing("w")
    if sys.stdout is None:
        sys.stdout = _Closed()


def _nothing(mode: str) -> Any:
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123 - open until the process ends
