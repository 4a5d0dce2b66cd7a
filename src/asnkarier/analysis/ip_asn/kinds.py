"""What kind of training a line of the register or of the catalogue is, as far as its words tell."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from asnkarier.analysis.arrays import texts
from asnkarier.model.terms import normalise

# A kind that the words do not tell may be any of them.
OPEN: Final = ""
LEADERSHIP, FUNCTIONAL, TECHNICAL, SEMINAR = "kepemimpinan", "fungsional", "teknis", "seminar"
_UNSURE, _STRUCTURAL = "tidak_pasti", "struktural"


class Kinds:
    """Reads kinds by the table `ip_asn/kata_pelatihan`: the stated jenis comes before the name."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Prepare the words of the table."""
        self.levels = [(kelompok, self._words(words)) for kelompok, words in table["kepemimpinan"].items()]
        self.plain = [
            (name, self._words(table[name]))
            for name in (_UNSURE, _STRUCTURAL, FUNCTIONAL, TECHNICAL, SEMINAR)
        ]

    @staticmethod
    def _words(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(f" {normalise(word)} " for word in words)

    def of(self, frame: pd.DataFrame) -> list[tuple[str, frozenset[str]]]:
        """Return the kind of each row (jenis, nama_pelatihan), of a leadership training with the classes of posts that it is for.

        No classes: it is not told for which. `OPEN`: the words do not tell the kind.
        """
        pairs = list(zip(texts(frame, "jenis"), texts(frame, "nama_pelatihan"), strict=True))
        known = {pair: self._kind(*pair) for pair in dict.fromkeys(pairs)}
        return [known[pair] for pair in pairs]

    def _kind(self, jenis: str, name: str) -> tuple[str, frozenset[str]]:
        stated, called = f" {normalise(jenis)} ", f" {normalise(name)} "
        level = frozenset(kelompok for kelompok, words in self.levels if _holds(called + stated, words))
        found = self._first(stated) or (LEADERSHIP if level else self._first(called))
        if found in (_STRUCTURAL, LEADERSHIP):
            return LEADERSHIP, level
        return ("" if found in (None, _UNSURE) else found or ""), frozenset()

    def _first(self, text: str) -> str | None:
        return next((name for name, words in self.plain if _holds(text, words)), None)


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)
