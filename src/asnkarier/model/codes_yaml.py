"""Problem codes of yaml: code -> (sentence, remedy)."""

from typing import Final

YAML_CODES: Final[dict[str, tuple[str, str]]] = {}
