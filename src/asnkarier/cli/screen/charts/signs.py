"""The characters that charts are drawn with, and the plain ones for terminals that know no others."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Signs:
    """full, parts: a whole cell of a bar, and its beginnings from thin to thick; maybe: what is only possible.

    segments: one sign for each part of a stacked bar. steps: from low to high, for sparklines. shades: from nothing to much.
    """

    full: str
    parts: str
    maybe: str
    segments: str
    steps: str
    shades: str
    dot: str
    dash: str
    dots: str


UNICODE: Final = Signs("█", "▏▎▍▌▋▊▉", "░", "█▓▒░", "▁▂▃▄▅▆▇█", " ░▒▓█", "●", "–", "…")
ASCII: Final = Signs("#", "|", ".", "#=-.", "_.-=+*%#", " .:*#", "o", "-", "...")
