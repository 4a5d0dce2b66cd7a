"""Problem codes of sheets: code -> (sentence, remedy)."""

from typing import Final

SHEET_CODES: Final[dict[str, tuple[str, str]]] = {}
