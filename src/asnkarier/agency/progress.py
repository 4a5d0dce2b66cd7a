"""How long work tells how far it is, without knowing who listens."""

from typing import Final, Protocol

from asnkarier.model.messages import N_


class Progress(Protocol):
    """Receives a label (an English msgid), the units done and the total, None when unknown."""

    def __call__(self, label: str, done: int, total: int | None) -> None:
        """Report."""


def SILENT(label: str, done: int, total: int | None) -> None:  # noqa: N802 - a constant listener
    """Listen to nothing."""


READ: Final = N_("rows read")
CHECKED: Final = N_("rows checked")
STORED: Final = N_("rows stored")


class RowCount:
    """The rows of all files so far, by what has been done with them."""

    def __init__(self, progress: Progress = SILENT) -> None:
        """Begin at none."""
        self._progress = progress
        self._done = dict.fromkeys((READ, CHECKED, STORED), 0)
        for label in self._done:
            progress(label, 0, None)

    @property
    def is_heard(self) -> bool:
        """Whether anybody listens."""
        return self._progress is not SILENT

    def reading(self, rows: int) -> None:
        """Tell that so many rows of the present sheet have been read; `add` will say the true number."""
        self._progress(READ, self._done[READ] + rows, None)

    def add(self, label: str, rows: int) -> None:
        """Tell that this was done with the rows of a whole file."""
        self._done[label] += rows
        self._progress(label, self._done[label], None)
