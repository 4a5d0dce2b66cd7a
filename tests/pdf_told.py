"""What a report tells the page of a PDF, without a page being drawn."""

import json
from typing import Any

import pytest

from asnkarier.model.book import Book
from asnkarier.reports.produce import produce


def told_to_page(book: Book, monkeypatch: pytest.MonkeyPatch) -> Any:
    typst = pytest.importorskip("typst")
    seen: dict[str, str] = {}
    monkeypatch.setattr(typst, "compile", lambda *_a, **k: seen.update(k["sys_inputs"]) or b"")
    produce(book, "pdf")
    return json.loads(seen["book"])
