"""Names of worksheets: what Excel allows, no two alike."""

import re
from typing import Final

from asnkarier.reports.excel.cells import utf16_length
from asnkarier.reports.shown.safe_text import encodable

LONGEST_NAME: Final = 31
_ILLEGAL: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
_RESERVED: Final = "history"  # Excel keeps this name for itself
# What stands behind it says which of the sheets of one title it is, and is not cut off.
_DASH: Final = " – "
_LONGEST_END: Final = 12


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a worksheet name made of `title` and enter it into `taken` (lower case names).

    Forbidden characters become a hyphen; a name that is taken gets a number: "Gaps", "Gaps (2)".
    """
    clean = _ILLEGAL.sub("-", encodable(title)).strip("' -") or "-"
    if clean.lower() == _RESERVED:
        clean += " -"
    name = _shortened(clean, LONGEST_NAME)
    number = 1
    while name.lower() in taken:
        number += 1
        suffix = f" ({number})"
        name = _shortened(clean, LONGEST_NAME - len(suffix)) + suffix
    taken.add(name.lower())
    return name


def _shortened(text: str, longest: int) -> str:
    head, dash, end = text.rpartition(_DASH)
    if not head or len(end) > _LONGEST_END or utf16_length(text) <= longest:
        head, dash, end = text, "", ""
    while utf16_length(head) > longest - len(dash + end):
        head = head[:-1]
    return (head.rstrip("' ") + dash + end).rstrip("' ")
