"""Problem codes of data: code -> (sentence, remedy)."""

from typing import Final

DATA_CODES: Final[dict[str, tuple[str, str]]] = {}
