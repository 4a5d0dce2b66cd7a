"""What changed, as people read it."""

from datetime import date

import pandas as pd
import pytest

from asnkarier import language
from asnkarier.reports.books.comparing import DiffView, diff_book
from asnkarier.reports.produce import produce

ROWS = pd.DataFrame(
    [
        ("eligibility", "198501152010011901", "Siti", "LOW-01", "unknown", "eligible", "data", ""),
        ("eligibility", "199002022015032902", "Budi", "LOW-01", "eligible", "ineligible", "data", ""),
        ("person", "199002022015032902", "Budi", "jabatan", "unknown", "eligible", "data", ""),
    ],
    columns=["what", "nip", "nama", "field", "was", "now", "cause", "where"],
)


@pytest.mark.parametrize(("words", "told"), [("id", "memenuhi menurut data"), ("en", "eligible by the data")])
def test_standings_are_read_in_words_and_texts_of_the_office_stay(words, told):
    token = language._active.set(None)
    try:
        language.activate(words)
        book = diff_book(DiffView(ROWS, ()), date(2026, 11, 1))
        others = next(block for block in book.blocks if getattr(block, "key", "") == "others").rows
        rows = next(block for block in book.blocks if getattr(block, "key", "") == "rows").rows
        assert told in str(others["now"].iloc[0]).lower()
        assert list(others["now"])[-1] == "eligible"
        assert list(rows["now"]) == ["eligible", "ineligible", "eligible"]
        assert produce(book, "json")
    finally:
        language._active.reset(token)
