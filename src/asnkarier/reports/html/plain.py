"""Text of data for a page: one line, nothing invisible, nothing that turns the direction of what follows."""

from asnkarier.reports.shown.safe_text import visible


def plain_text(text: str) -> str:
    """Return `text` on one line; control, direction and invisible characters become visible signs. The templates escape it."""
    return visible(" ".join(text.split())) if not text.isprintable() else text
