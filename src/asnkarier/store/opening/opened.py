"""An open file: its connection, the instant that it shows, and whether that is what was written."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from asnkarier.errors import StoreError
from asnkarier.store.opening.connection import Mode, connect
from asnkarier.store.opening.transactions import DISAGREEMENTS, disagreement, reading, verdict_on
from asnkarier.store.trust.image import Image, image


class Opened:
    """The file of an open store; a context manager."""

    def __init__(self, path: Path, wait: float, mode: Mode, doing: str = "") -> None:
        """Open the file; see `open`."""
        self._path = path.absolute()
        self._mode = mode
        self._wait = wait
        self._connection = connect(self._path, wait, mode, doing)

    @classmethod
    def open(cls, path: Path, *, wait: float = 10, mode: Mode = "w", doing: str = "") -> Self:
        """Open the store at `path`; mode `w` creates it, mode `r` shows one instant of it and never changes it.

        doing: the command at work; those who must wait for it are told.
        """
        return cls(path, wait, mode, doing)

    @property
    def older_copy(self) -> Path | None:
        """The copy of the older store, when opening this one brought it up to date."""
        return self._connection.older_copy

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @cached_property
    def doubt(self) -> StoreError | None:
        """What speaks against the instant that a reader sees: it was changed from outside, or is older than what was written.

        Takes 2 ms per MB of the store, once. Who writes is refused before (see `writing`) and has no doubt.
        """
        if self._mode == "w":
            return None
        with reading(self._connection, self._path) as connection:
            verdict = verdict_on(connection, self._path, connection.entries, lambda _: self._image)
        return disagreement(verdict, self._path) if verdict in DISAGREEMENTS else None

    @property
    def state(self) -> str | None:
        """The sum of every byte that a reader sees; None while there is something against them (see `doubt`) or no sum to hold them against."""
        if self._mode == "w" or self.doubt is not None or not any(self._connection.entries):
            return None
        return self._image.sum

    @cached_property
    def _image(self) -> Image:
        with reading(self._connection, self._path) as connection:
            return image(connection)
