"""What every report says about itself: agency, day, inputs with their digests, rules, counts in and out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from asnkarier import __version__
from asnkarier.model.book import Book, CitationLine

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store


def stamped(
    book: Book,
    known: "Snapshot | Workspace",
    store: "Store",
    *,
    citations: tuple[CitationLine, ...] = (),
    counts: Mapping[str, int] | None = None,
) -> Book:
    """Return `book` with its provenance filled in."""
    return replace(
        book,
        agency=known.settings.agency,
        inputs=tuple(store.inputs(known.as_of)),
        rules_fingerprint=known.rulebook.fingerprint,
        citations=(*book.citations, *citations),
        counts=dict(counts or {}),
        version=__version__,
    )
