"""Cells in which offices put two facts, as in "Nama / NIP": each fact is taken out only where it cannot be mistaken."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from asnkarier.model.nip import Nip
from asnkarier.sheets.cells_date import date_parser
from asnkarier.sheets.cells_nip import nip_parser
from asnkarier.sheets.cells_text import tidy
from asnkarier.sheets.grid import DATE, NUMBER, TEXT
from asnkarier.sheets.results import CellContext, Result, fault

_NIP: Final = re.compile(r"(?<!\d)(?:\d[ .\-]?){17}\d(?!\d)")
_LABEL: Final = re.compile(r"\bNIP(?:PPPK)?\b[ .:]*$|^[ .:]*\bNIP(?:PPPK)?\b[ .:]*", re.IGNORECASE)
_EDGES: Final = " /,;|:-"
_YEAR: Final = re.compile(r"\d{4}")


def nip_of_pair(as_of: date, known: dict[str, Nip]) -> Callable[[str, int], Result]:
    """Return the parser of the one NIP in a cell that holds a name too."""
    parse_alone = nip_parser(as_of, known)

    def parse(text: str, kind: int) -> Result:
        found = _NIP.findall(tidy(text)) if kind == TEXT else []
        if kind == TEXT and len(found) != 1:
            return fault("NIP-BENTUK", text)
        return parse_alone(found[0] if found else text, kind)

    return parse


def parse_name_of_pair(text: str, kind: int) -> Result:
    """Return the name in a cell that holds a NIP too; None when nothing else is left."""
    if kind in (NUMBER, DATE):
        return None  # the NIP parser tells that the cell is a number
    parts = (_LABEL.sub("", part).strip(_EDGES) for part in _NIP.split(tidy(text)))
    return " ".join(filter(None, parts)) or None


def date_of_pair(context: CellContext) -> Callable[[str, int], Result]:
    """Return the parser of the date in a cell that holds a golongan too; None when the cell shows no year."""
    parse_alone = date_parser(context)

    def parse(text: str, kind: int) -> Result:
        return parse_alone(text, kind) if kind != TEXT or _YEAR.search(text) else None

    return parse
