"""The language of what people read: Indonesian by default, English on request, through gettext catalogues."""

import gettext as _gettext
import re
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from typing import Final

from asnkarier.model.messages import N_

_CATALOGUES: Final = Path(__file__).parent / "locale"
LANGUAGES: Final = ("id", "en")
# An example for the translator: its order and punctuation become those of every day in figures.
DATE_EXAMPLE: Final = N_("2025-12-31")
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BLANK: Final = re.compile(r"\{[^}]*\}")
_SMALL: Final = re.compile(r"(?<!\w)[a-z]+(?!\w)")
_active: ContextVar[_gettext.NullTranslations | None] = ContextVar("asnkarier_language", default=None)


def activate(language: str) -> None:
    """Make `language` (`id` or `en`) the language of all later messages of this context."""
    _active.set(_gettext.translation("asnkarier", _CATALOGUES, languages=[language], fallback=True))


def active_language() -> str:
    """Return the language of messages now: `en`, the code's own, when no catalogue is active."""
    translations = _active.get()
    return "en" if translations is None else translations.info().get("language", "en")


def _(text: str) -> str:
    """Return `text` in the active language; the English sentence itself when no catalogue is active."""
    translations = _active.get()
    return translations.gettext(text) if translations and text else text


def message(text: str, /, **facts: object) -> str:
    """Return the translated sentence with its `{blanks}` filled."""
    return filled(text, facts)


def filled(text: str, facts: Mapping[str, object]) -> str:
    """Return the translated sentence with its `{blanks}` filled; every day in it is written as the language writes days.

    A fact that is a day, or the text of one as files and programs write it (2025-12-31), is one; a day inside a longer text
    stays as it is.
    """
    return _(text).format(**{name: _shown(fact) for name, fact in facts.items()}) if text else ""


def ordinary_words() -> frozenset[str]:
    """Return the words that the sentences of the program write with a small letter, in every language: nobody's name."""
    found: set[str] = set()
    for language in LANGUAGES:
        told = _gettext.translation("asnkarier", _CATALOGUES, languages=[language], fallback=True)
        catalogue: Mapping[object, str] = getattr(told, "_catalog", {})  # the library lists them nowhere else
        for english, words in catalogue.items():
            for sentence in (english, words):
                found.update(_SMALL.findall(_BLANK.sub(" ", str(sentence))))
    return frozenset(found)


def day_text(day: date) -> str:
    """Return a day in figures as the active language writes it: 31-12-2025, or 2025-12-31."""
    return day_pattern().format(y=f"{day.year:04}", m=f"{day.month:02}", d=f"{day.day:02}")


def day_pattern() -> str:
    """Return how the active language writes a day, with the blanks y, m and d."""
    return _(DATE_EXAMPLE).replace("2025", "{y}").replace("12", "{m}").replace("31", "{d}")


def _shown(fact: object) -> object:
    if isinstance(fact, date):
        return day_text(fact)
    if isinstance(fact, str) and _ISO_DAY.fullmatch(fact):
        try:
            return day_text(date.fromisoformat(fact))
        except ValueError:  # there is no such day
            return fact
    return fact
