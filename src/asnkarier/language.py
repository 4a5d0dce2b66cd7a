"""The language of what people read: Indonesian by default, English on request, through gettext catalogues."""

import gettext as _gettext
from contextvars import ContextVar
from importlib.resources import as_file, files
from typing import Final

LANGUAGES: Final = ("id", "en")
_active: ContextVar[_gettext.NullTranslations | None] = ContextVar("asnkarier_language", default=None)


def activate(language: str) -> None:
    """Make `language` (`id` or `en`) the language of all later messages of this context."""
    with as_file(files("asnkarier") / "locale") as folder:
        _active.set(_gettext.translation("asnkarier", folder, languages=[language], fallback=True))


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
    return _(text).format(**facts)
