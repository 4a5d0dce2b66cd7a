"""How long work tells how far it is, without knowing who listens."""

from typing import Protocol


class Progress(Protocol):
    """Receives a label (an English msgid), the units done and the total, None when unknown."""

    def __call__(self, label: str, done: int, total: int | None) -> None:
        """Report."""


def SILENT(label: str, done: int, total: int | None) -> None:  # noqa: N802 - a constant listener
    """Listen to nothing."""
