"""What the kinds of columns make of a value, wherever it comes from."""

from collections.abc import Sequence
from typing import Any, Final

from asnkarier.model.book import ColumnKind
from asnkarier.model.said import LawText
from asnkarier.reports.shown.sentences import law_text

DECIMALS: Final[dict[ColumnKind, int]] = {"number": 2, "percent": 2, "money": 2, "level": 6, "gap": 6}
WHOLE_AS_INTEGER: Final = ("money", "level", "gap")
EXACT: Final = "exact"  # as it is, whole figures without a fraction


def text_of(value: Any) -> str:
    """Return a value as text; yes and no as programs write them."""
    if isinstance(value, str | LawText):
        return law_text(value)
    text = str(value)
    return text.lower() if text in ("True", "False") else text


def shortest(value: float) -> int | float:
    """Return a whole figure without its fraction."""
    return int(value) if value.is_integer() else value


def integers_of(figures: Sequence[float], name: str) -> list[int]:
    """Return the figures of column `name` as integers; ValueError where one is none."""
    whole = [int(value) for value in figures]
    if any(number != figure for number, figure in zip(whole, figures, strict=True)):
        raise ValueError(f"column {name!r} holds fractions and is called integer")
    return whole
