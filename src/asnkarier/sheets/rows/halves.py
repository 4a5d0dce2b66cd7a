"""A fact in two columns, as golongan and ruang: the two cells of a row become one text."""

import re
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.model.golongan import parse_golongan
from asnkarier.model.terms import normalise
from asnkarier.sheets.cells.column import RawColumn
from asnkarier.sheets.cells.text import is_empty
from asnkarier.sheets.grid import EMPTY, KINDS, NUMBER, TEXT

_LETTER: Final = re.compile(r"[A-E]")
_WORDED: Final = re.compile(r"(?<![A-Z0-9])(IV|III|II|I|[1-4]) ?([A-E])(?![A-Z0-9])")
_PLAIN: Final = frozenset((TEXT, NUMBER))


def join_halves(first: RawColumn, second: RawColumn) -> RawColumn:
    """Return the first column with each cell completed by the second; its addresses stay those of the first.

    An error or a date in either half is handed on as it is.
    """
    pairs = first.inverse.astype(np.int64) * len(second.texts) + second.inverse
    inverse, distinct = pd.factorize(pairs)
    texts, uniques = [], []
    for pair in distinct.tolist():
        left, right = divmod(pair, len(second.texts))
        text, unique = _joined(_cell(first, left), _cell(second, right))
        texts.append(text)
        uniques.append(unique)
    return RawColumn(
        first.letters,
        first.anchors,
        tuple(texts),
        np.array(uniques, dtype=np.int64),
        inverse.astype(np.int32),
    )


def _cell(column: RawColumn, place: int) -> tuple[str, int]:
    """Return text and kind of a distinct cell; what stands for nothing is nothing."""
    unique = int(column.uniques[place])
    text, kind = column.texts[place], unique % KINDS if unique >= 0 else EMPTY
    return ("", EMPTY) if kind == TEXT and is_empty(text) else (text, kind)


def _joined(first: tuple[str, int], second: tuple[str, int]) -> tuple[str, int]:
    for text, kind in (first, second):
        if kind not in (*_PLAIN, EMPTY):
            return text, kind
    if second[1] == EMPTY:
        return first if first[1] != EMPTY else ("", -1)
    return golongan_of_halves(first[0], second[0]), TEXT


def golongan_of_halves(golongan: str, ruang: str) -> str:
    """Return one text for both: `III` and `c` become `III/c`; halves that contradict each other stay both to be seen."""
    letter, named = normalise(ruang), _WORDED.search(normalise(golongan))
    if not _LETTER.fullmatch(letter):
        whole = parse_golongan(ruang)
        return ruang if whole and normalise(golongan) in normalise(ruang).split() else f"{golongan} {ruang}"
    if named is None:
        return f"{golongan}/{ruang}"
    return golongan if named[2] == letter else f"{golongan} {named[1]}/{letter.lower()}"
