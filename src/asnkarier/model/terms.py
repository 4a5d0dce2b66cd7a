"""One way to compare the names that people type: headings, positions, competencies, units."""

import re
import unicodedata
from typing import Final

_SEPARATORS = re.compile(r"[\s_./\\\-–—,;:()\[\]'\"*&]+")
# Marks that nobody sees: of width zero, of writing direction (chat programs and web pages put them around numbers), of variants.
INVISIBLE: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """Return `text` for comparison: NFKC, upper case, separators as one blank, invisible characters gone."""
    clean = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("&", " DAN ")
    return _SEPARATORS.sub(" ", clean).strip().upper()


def slug(text: str) -> str:
    """Return `text` as a machine name: lower case ASCII letters and digits joined by `_`."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_SLUG.sub("_", ascii_text.lower()).strip("_")
