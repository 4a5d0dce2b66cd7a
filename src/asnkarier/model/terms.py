"""One way to compare the names that people type: headings, positions, competencies, units."""

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s_./\\\-–—,;:()\[\]'\"*&]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """Return `text` for comparison: NFKC, upper case, separators as one blank, invisible characters gone."""
    clean = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("&", " DAN ")
    return _SEPARATORS.sub(" ", clean).strip().upper()


def slug(text: str) -> str:
    """Return `text` as a machine name: lower case ASCII letters and digits joined by `_`."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_SLUG.sub("_", ascii_text.lower()).strip("_")
