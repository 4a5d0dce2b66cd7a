"""Whether a number format shows a date: a date in a workbook is a number that only its format makes a date."""

import re
from typing import Final

# Literal text, escaped characters, fill and width marks, colours and conditions are not codes; [h] [mm] [ss] are.
_LITERALS: Final = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^][]{0,255}\]', re.IGNORECASE)
_DATE_CODE: Final = re.compile(r"[dmyhs]", re.IGNORECASE)


def shows_month(format_code: str) -> bool:
    """Return whether a custom number format shows a month with its year and no day: `mmm-yy`, `mm/yyyy`."""
    positive = _LITERALS.sub("", format_code).split(";")[0].casefold()
    return {"m", "y"} <= set(positive) and not set(positive) & set("dhs")


def shows_date(format_code: str) -> bool:
    """Return whether a custom number format shows a date or a time."""
    positive = _LITERALS.sub("", format_code).split(";")[0]
    return positive.strip().casefold() != "general" and _DATE_CODE.search(positive) is not None
