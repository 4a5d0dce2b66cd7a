"""The facts of a letter as a template reads them: texts on one line, days and figures as Indonesian letters write them, every whole number in words too.

Letters of an Indonesian office are Indonesian whatever language the reports are read in.
"""

from collections.abc import Callable, Mapping
from contextvars import copy_context
from datetime import date
from typing import Any, Final

from asnkarier.language import activate
from asnkarier.model.said import Code, Competency, Said
from asnkarier.reports.html.plain import plain_text
from asnkarier.reports.shown.labels import competency_words, label_of
from asnkarier.reports.shown.numbers import long_day, notation
from asnkarier.reports.shown.sentences import sentence

BY_HAND: Final = "……………………"
UNKNOWN: Final = "belum diketahui"
IN_WORDS: Final = "_terbilang"
_MOST_IN_WORDS: Final = 10**15


def written(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts as texts, lists and mappings of texts; of each whole number `NAME_terbilang` too, the number in words."""
    shown: dict[str, Any] = copy_context().run(_in_indonesian, lambda: _mapping(facts, BY_HAND))
    return shown


def in_words(number: int) -> str:
    """Return a whole number in Indonesian words: 1000 -> `seribu`. ValueError: it is negative or has more than fifteen digits."""
    if not 0 <= number < _MOST_IN_WORDS:
        raise ValueError(number)
    from num2words import num2words

    words = str(num2words(number, lang="id"))
    for above in ("juta", "miliar", "triliun"):  # one thousand is `seribu` below any higher group, too
        words = words.replace(f"{above} satu ribu", f"{above} seribu")
    return words


def _in_indonesian(make: Callable[[], Any]) -> Any:
    activate("id")
    return make()


def _mapping(facts: Mapping[str, Any], missing: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in facts.items():
        found[name] = _one(value, missing)
        if type(value) is int:
            found[name + IN_WORDS] = in_words(value)
        elif value is None and missing == BY_HAND:
            found[name + IN_WORDS] = BY_HAND
    return found


def _one(value: Any, missing: str) -> Any:
    if isinstance(value, Mapping):
        return _mapping(value, missing)
    if isinstance(value, list | tuple):
        return [_one(one, UNKNOWN) for one in value]
    if value is None:
        return missing
    return plain_text(_text(value))


def _text(value: Any) -> str:
    if isinstance(value, Said):
        return sentence(_with_long_days(value))
    if isinstance(value, Competency):
        return competency_words(value)
    if isinstance(value, Code):
        return label_of(value)
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return notation().show(value, "money")
    return notation().show(value, "number") if isinstance(value, float) else str(value)


def _with_long_days(told: Said) -> Said:
    """Return what was said with its days as the rest of a letter writes them."""
    return Said(told.code, tuple((name, _long(fact)) for name, fact in told.facts))


def _long(fact: Any) -> Any:
    if isinstance(fact, Said):
        return _with_long_days(fact)
    if isinstance(fact, tuple):
        return tuple(map(_long, fact))
    return long_day(fact) if isinstance(fact, date) else fact
