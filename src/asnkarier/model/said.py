"""What the house has to say, before anybody chooses a language: a code, and the facts of the case.

Calculation returns what it says as `Said`; `reports` makes the sentence, in the language, figures and days of the
reader. The sentence of every code is in `model.codes.sentences`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from asnkarier.model.codes.sentences import SENTENCES

MONTHS_PER_YEAR: Final = 12


class Code(str):
    """A word of the machine (a predikat, a class, a route): people read its label, programs the code itself."""

    __slots__ = ()


class Competency(str):
    """The id of a competency: people read its words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time by the calendar: whole months and the days left over."""

    months: int
    days: int = 0

    def __str__(self) -> str:
        """Return the span as ISO 8601 writes it: `P2Y11M3D`."""
        years, months = divmod(self.months, MONTHS_PER_YEAR)
        parts = [
            f"{figure}{unit}" for figure, unit in ((years, "Y"), (months, "M"), (self.days, "D")) if figure
        ]
        return "P" + ("".join(parts) or "0D")


@dataclass(frozen=True, slots=True)
class LawText:
    """Words of the law or of an agency's rule, in Indonesian and, where somebody wrote it, in English."""

    id: str
    en: str = ""

    @classmethod
    def read(cls, value: object) -> "LawText | None":
        """Return the words that a value of a rule file is: a text, or `{teks, en}` with whatever stands beside it; None for any other value."""
        if isinstance(value, str):
            return cls(value)
        if isinstance(value, Mapping) and value.keys() >= {"teks", "en"}:
            return cls(value["teks"], value["en"])
        return None


def span_of_years(years: float) -> Span:
    """Return years of the law, which may be halves, as whole months."""
    return Span(round(years * MONTHS_PER_YEAR))


Fact: TypeAlias = "str | int | float | bool | date | Span | LawText | Said | tuple[Fact, ...] | None"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said: a code of `SENTENCES` and the facts that fill its blanks, in the order in which they were given.

    A fact is a plain value. A name (of a person, unit, post, training) is a `str` and stays as it is in every language.
    """

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()


def said(code: str, **facts: Fact) -> Said:
    """Return what is said; KeyError when the code has no sentence."""
    SENTENCES[code]
    return Said(code, tuple(facts.items()))


def together(parts: "tuple[Said, ...]") -> Said | None:
    """Return several things as one, a single one as itself, nothing as None."""
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else said("together", parts=parts)
