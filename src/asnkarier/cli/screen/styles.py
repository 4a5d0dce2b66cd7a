"""How a tone looks on a terminal; colours only repeat what the words say."""

from typing import Final

from asnkarier.reports.shown.labels import Tone

STYLES: Final[dict[Tone, str]] = {
    "plain": "", "good": "green", "fair": "yellow", "bad": "red", "extra": "blue", "muted": "dim",
}  # fmt: skip
