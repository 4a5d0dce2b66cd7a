"""Two people under one NIP: names that no spelling, title or shortening makes one."""

import difflib
import re
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.contradictions.table import side_of, told
from asnkarier.model.frames import EMPLOYEES
from asnkarier.model.terms import normalise

# Titles before a name; those behind it are cut off at the comma.
_TITLES: Final = frozenset(
    (
        "DR", "DRS", "DRA", "DRG", "DRH", "IR", "PROF", "APT", "NS", "H", "HJ", "HAJI", "HAJAH", "KH",
        "R", "RR", "RADEN",
    )
)  # fmt: skip
_APOSTROPHES: Final = re.compile("['’`´]")
# Muh., Moch., Mohd, Mohamad, Mukhammad … are one name.
_MUHAMMAD: Final = re.compile(r"^M[OU][CK]?H(?:AM+[AE][DT]?)?D?\Z")
_LONGEST_ABBREVIATION: Final = 4
_ALIKE: Final = 0.75
_WORDS_SHARED: Final = 2 / 3


def name_contradictions(register: Register, layout: NDArray[np.int64] | None = None) -> pd.DataFrame:
    """Return every NIP under which clearly different names stand, the latest name beside each other one.

    layout: for each version of the register, which kind of list it comes from; of a kind only the latest word about a
    person counts, since next month's list corrects this month's. None: every word counts.
    """
    nama = register.versions["nama"]
    said = np.flatnonzero(nama.notna().to_numpy(dtype=bool))
    if layout is not None:
        said = _latest_of_each(register.person[said], layout[said], said)
    code, unique = pd.factorize(nama.iloc[said])
    person = register.person[said]
    last = np.full(len(register), -1, dtype=np.int64)
    last[person] = np.arange(len(said))
    suspects = np.flatnonzero(code != code[last[person]]).astype(np.int64)
    other, latest = code[suspects], code[last[person[suspects]]]
    names = unique.tolist()
    bare = {one: bare_name(names[one]) for one in np.unique(np.append(other, latest)).tolist()}
    others = [bare[one] for one in other.tolist()]
    pairs = zip(others, (bare[one] for one in latest.tolist()), strict=True)
    clear = np.array([one != two and differ_clearly(one, two) for one, two in pairs], dtype=bool)
    kind, _ = pd.factorize(np.array(others, dtype=object))
    earlier = _latest_of_each(person[suspects[clear]], kind[clear], suspects[clear])
    people = person[earlier]
    return told(
        "NAMA-BEDA",
        register.nips[people],
        side_of(register.versions, EMPLOYEES.name, "nama", said[last[people]]),
        side_of(register.versions, EMPLOYEES.name, "nama", said[earlier]),
    )


def _latest_of_each(person: Ints, kind: NDArray[np.integer], place: Ints) -> Ints:
    """Return the last place of every (person, kind), in order."""
    pairs = pd.DataFrame({"person": person, "kind": kind})
    kept: Ints = place[~pairs.duplicated(keep="last").to_numpy(dtype=bool)]
    return kept


@lru_cache(maxsize=65_536)  # one import meets the same names in every file
def bare_name(text: str) -> str:
    """Return a name without titles, marks and case: `Dr. H. Ma'ruf Amin, M.Si` -> `MARUF AMIN`."""
    words = normalise(_APOSTROPHES.sub("", text.partition(",")[0])).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join("MUHAMMAD" if _MUHAMMAD.match(word) else word for word in words)


@lru_cache(maxsize=65_536)
def differ_clearly(one: str, other: str) -> bool:
    """Return whether two bare names can hardly be one person's.

    They can when, written together, they are much alike, or when two thirds of the words of the shorter one have a
    partner in the other: the same word, an abbreviation of it, or a near spelling.
    """
    one, other = sorted((one, other))
    if not one or not other or _near(one.replace(" ", ""), other.replace(" ", "")):
        return False
    short, long = sorted((one.split(), other.split()), key=len)
    free = list(long)
    shared = 0
    for word in short:
        partner = next((candidate for candidate in free if _same_word(word, candidate)), None)
        if partner is not None:
            free.remove(partner)
            shared += 1
    return shared < _WORDS_SHARED * len(short)


def _same_word(one: str, other: str) -> bool:
    return _abbreviates(one, other) or _abbreviates(other, one) or _near(one, other)


def _abbreviates(short: str, word: str) -> bool:
    """Return whether `short` begins `word`, or is a few of its letters in order (ST for SITI, MHD for MUHAMMAD)."""
    if word.startswith(short):
        return True
    letters = iter(word)
    few = len(short) <= _LONGEST_ABBREVIATION and short[0] == word[0]
    return few and all(letter in letters for letter in short)


def _near(one: str, other: str) -> bool:
    """Return whether two words are near spellings.

    Runs of letters count, as difflib finds them. Letters merely in the same order, which is what rapidfuzz counts, make
    RIDWAN RAHMAWAN and KARTIKA RAHMAWAN one person: 41 of 300,000 pairs of the sample's names were no longer told.
    """
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
