"""The console of standard output."""

from rich.console import Console

from asnkarier.cli.exits import ReaderLeftError


def standard_console() -> Console:
    """Return it; a reader who goes away early (`| head`) ends every form of a report alike, without an error."""
    return _Console()


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the one place that gives exit codes know; rich would leave with 1, which means that rows are wrong."""
        raise ReaderLeftError
