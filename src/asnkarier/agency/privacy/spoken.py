"""Names of people inside texts: as whole words, in any case, with or without titles (gelar), never as a part of another word.

A name of one word is often a word of everybody. Inside a longer text it is a name only where it is written with a capital, is no
ordinary word of our own sentences, and does not stand in the name of a unit, a post or a course ("RSUD Kartini").
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
# Between two words of one name: blanks, dots, apostrophes, hyphens, the signs of file names.
_GAP: Final = re.compile(r"(?:[^\w;:|/()<>=\"]|_){1,3}")
# What may stand between two words of a name that is itself written with other signs: "Siti (Alm)", "Andi/Besse".
_ANY_GAP: Final = re.compile(r"(?:[^\w]|_){1,12}")
_ASIDE: Final = re.compile(r"\([^()]{0,40}\)")
_TITLES: Final = frozenset(
    {"prof", "dr", "drs", "dra", "drg", "drh", "ir", "h", "hj", "kh", "apt", "ns", "bdn"}
)
_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?:prof|drs|dra|drg|drh|dr|ir|hj|kh|h|apt|ns|bdn)(?:\.\s*|\s+))+\Z", re.IGNORECASE
)
_AFTER: Final = re.compile(
    r"(?:\s{0,3},\s{0,3}(?:(?:S|M|A|Sp|Ph|Amd|D)\.[A-Za-z]{0,12}(?:\.[A-Za-z]{1,12}){0,4}\.?|(?:SH|SE|ST|MM|MH|MSi|MPd|SPd|SKM)(?!\w)))+"
)
_FILE: Final = re.compile(
    r"(?<![\w .()-])[\w .()-]+\.(?:xlsx?|csv|ods|ya?ml|html?|xml|tsv|txt)\b", re.IGNORECASE
)
_SHORTEST: Final = 3  # letters of a name of one word that is looked for inside texts


class Found(NamedTuple):
    """Where a name stands in a text, with its titles, and of whom it is the name."""

    start: int
    end: int
    people: frozenset[str]


def plain(word: str) -> str:
    """Return a word without case and accents."""
    if word.isascii():
        return word.casefold()
    bare = unicodedata.normalize("NFKD", word)
    return "".join(one for one in bare if not unicodedata.combining(one)).casefold()


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, without case and accents."""
    return tuple(plain(one) for one in _WORD.findall(text))


def ways_of(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways in which a name of a list may be written elsewhere: whole, without what stands in brackets, without the titles before and behind it, with apostrophes left out."""
    aside = _ASIDE.sub(" ", name) if "(" in name else name
    for written in dict.fromkeys(
        (name, name.replace("'", "").replace("\u2019", ""), *((aside,) if words_of(aside) else ()))
    ):
        whole, bare = words_of(written), words_of(written.partition(",")[0])
        yield whole
        yield bare
        while len(bare) > 1 and bare[0] in _TITLES:
            bare = bare[1:]
            yield bare


@dataclass(frozen=True)
class Spoken:
    """The names of people. people: by the words of a name whose it is; lengths: by its first word how many words names have, longest first.

    kept: phrases of the office in which a name of one word is none; ordinary: words that are nobody's inside a text.
    signed: names between whose words other signs stand than between those of most.
    """

    people: dict[tuple[str, ...], frozenset[str]]
    lengths: dict[str, tuple[int, ...]]
    kept: dict[str, tuple[tuple[str, ...], ...]]
    ordinary: frozenset[str]
    signed: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(
        cls,
        named: Iterable[tuple[str, str]],
        phrases: Callable[[], Iterable[str]] = tuple,
        ordinary: Callable[[], Collection[str]] = frozenset,
    ) -> "Spoken":
        """Return the names of `named` (nip, name). phrases and ordinary are asked only where a name has one word."""
        people: dict[tuple[str, ...], set[str]] = {}
        signed: set[tuple[str, ...]] = set()
        for nip, name in named:
            if _unlike_most(name):
                signed.add(words_of(name))
            for way in ways_of(name):
                if way:
                    people.setdefault(way, set()).add(nip)
        lengths: dict[str, set[int]] = {}
        for way in people:
            lengths.setdefault(way[0], set()).add(len(way))
        alone = {way[0] for way in people if len(way) == 1}
        kept: dict[str, set[tuple[str, ...]]] = {}
        for phrase in phrases() if alone else ():
            said = words_of(phrase)
            if len(said) > 1:
                for word in alone.intersection(said):
                    kept.setdefault(word, set()).add(said)
        return cls(
            {way: frozenset(nips) for way, nips in people.items()},
            {word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()},
            {word: tuple(sorted(said)) for word, said in kept.items()},
            frozenset(ordinary()) if alone else frozenset(),
            frozenset(signed),
        )

    def whole(self, text: str) -> frozenset[str]:
        """Return whose name the whole text is, titles aside; nobody's: empty."""
        for way in ways_of(text):
            if way in self.people:
                return self.people[way]
        return frozenset()

    def found(self, text: str) -> list[Found]:
        """Return the names in a text, in order; none overlaps another."""
        tokens = list(_WORD.finditer(text))
        said = [plain(one[0]) for one in tokens]
        if not any(one in self.lengths for one in said):
            return []
        found: list[Found] = []
        place = 0
        while place < len(tokens):
            size = self._longest(text, tokens, said, place)
            if size:
                last = found[-1].end if found else 0
                start, end = tokens[place].start(), _end(text, tokens[place + size - 1])
                before = _BEFORE.search(text, last, start)
                after = _AFTER.match(text, end)
                whom = self.people[tuple(said[place : place + size])]
                start, end = before.start() if before else start, after.end() if after else end
                found.append(Found(start, _bracket_closed(text, start, end), whom))
            place += size or 1
        return found

    def _longest(self, text: str, tokens: "Sequence[re.Match[str]]", said: Sequence[str], place: int) -> int:
        """Return how many words the longest name has that begins here; 0: none does."""
        for size in self.lengths.get(said[place], ()):
            way = tuple(said[place : place + size])
            if way not in self.people or len(way) < size:
                continue
            if size == 1:
                return int(self._stands_alone(text, tokens[place], said, place))
            gaps = zip(tokens[place : place + size], tokens[place + 1 : place + size], strict=False)
            gap = _ANY_GAP if way in self.signed else _GAP
            if all(gap.fullmatch(text, one.end(), other.start()) for one, other in gaps):
                return size
        return 0

    def _stands_alone(self, text: str, token: "re.Match[str]", said: Sequence[str], place: int) -> bool:
        """Return whether a name of one word is one here."""
        word = said[place]
        if len(said) == 1 and token[0] == text.strip():
            return True
        if len(word) < _SHORTEST or word in self.ordinary:
            return False
        if token[0] == token[0].lower() and not _in_file(text, token):
            return False
        for phrase in self.kept.get(word, ()):
            for at, one in enumerate(phrase):
                first = place - at
                if one == word and first >= 0 and tuple(said[first : first + len(phrase)]) == phrase:
                    return False
        return True


def _unlike_most(name: str) -> bool:
    tokens = list(_WORD.finditer(name))
    return not all(_GAP.fullmatch(name, one.end(), other.start()) for one, other in pairwise(tokens))


def _bracket_closed(text: str, start: int, end: int) -> int:
    """Return where a name ends: behind the bracket that it opens."""
    written = text[start:end]
    return end + int(written.count("(") > written.count(")") and text[end : end + 1] == ")")


def _end(text: str, last: "re.Match[str]") -> int:
    """Return where a name ends: behind the dot of a title that belongs to it (S.H.), before the dot of a sentence."""
    dotted = text[last.start() - 1 : last.start()] == "." == text[last.end() : last.end() + 1]
    return last.end() + int(dotted)


def _in_file(text: str, token: "re.Match[str]") -> bool:
    return any(one.start() <= token.start() < one.end() for one in _FILE.finditer(text))
