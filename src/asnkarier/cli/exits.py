"""Exit codes: what a script may rely on."""

from enum import IntEnum

from asnkarier.errors import (
    AsnkarierError,
    CatalogError,
    DataRejected,
    OutputError,
    RegulationError,
    SettingsError,
    StoreError,
    StoreLocked,
    UsageError,
)


class ReaderLeftError(Exception):
    """Whoever read standard output needs no more (`| head`). No OSError: typer would make exit code 1 of that."""


class Exit(IntEnum):
    """Every exit code of `asn`; an unknown code means failure."""

    DONE = 0
    DATA = 1
    USAGE = 2
    CONFIGURATION = 3
    STORE = 4
    OUTPUT = 5
    BUG = 70
    BUSY = 75
    INTERRUPTED = 130
    TERMINATED = 143


# The order matters: a child stands before its parent.
_CODES: tuple[tuple[type[AsnkarierError], Exit], ...] = (
    (UsageError, Exit.USAGE),
    (DataRejected, Exit.DATA),
    (SettingsError, Exit.CONFIGURATION),
    (RegulationError, Exit.CONFIGURATION),
    (CatalogError, Exit.CONFIGURATION),
    (StoreLocked, Exit.BUSY),
    (StoreError, Exit.STORE),
    (OutputError, Exit.OUTPUT),
)


def exit_code(error: AsnkarierError) -> Exit:
    """Return the exit code that `error` ends the command with."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), Exit.BUG)
