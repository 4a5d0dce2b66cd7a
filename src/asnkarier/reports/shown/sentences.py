"""What was said (`model.said`) as a sentence of the active language, and as plain data for programs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from string import Formatter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from asnkarier.language import _, active_language
from asnkarier.model.codes.sentences import SENTENCES
from asnkarier.model.messages import N_
from asnkarier.model.said import MONTHS_PER_YEAR, Code, Competency, LawText, Said, Span
from asnkarier.reports.shown.labels import NO, YES, competency_words, label_of
from asnkarier.reports.shown.numbers import notation

if TYPE_CHECKING:
    from asnkarier.model.book import CitationLine

_UNKNOWN: Final = "—"
_LIST: Final = ", "
_BETWEEN_NAMES: Final = "; "  # the name of a rule may hold a comma
_JOINTS: Final = frozenset({"/", "; "})
_NO_RULES: Final[Mapping[str, str]] = MappingProxyType({})
_rule_names: ContextVar[Mapping[str, str]] = ContextVar("asnkarier_rule_names", default=_NO_RULES)
# One and several: Indonesian says both alike.
_UNITS: Final = (
    (N_("{count} year"), N_("{count} years")),
    (N_("{count} month"), N_("{count} months")),
    (N_("{count} day"), N_("{count} days")),
)


def sentence(told: Said | str | None) -> str:
    """Return what was said in the active language; a bare code is said without facts, None is an empty text.

    KeyError: a code without a sentence, or a blank without its fact.
    """
    if not told:
        return ""
    code, facts = (told, {}) if isinstance(told, str) else (told.code, dict(told.facts))
    parts = _parts(_(SENTENCES[code]))
    return "".join(
        text if blank is None else text + _filled(facts[blank], spec) for text, blank, spec in parts
    )


@contextmanager
def rules_by_name(cited: "Iterable[CitationLine]") -> Iterator[None]:
    """While this lasts, sentences and lists name the cited rules by their titles: whoever reads on paper cannot ask what an id stands for."""
    with rules_called({line.rule_id: law_text(line.title) for line in cited}):
        yield


@contextmanager
def rules_called(names: Mapping[str, str]) -> Iterator[None]:
    """While this lasts, sentences and lists name rules as `names` does, by their ids."""
    token = _rule_names.set(names)
    try:
        yield
    finally:
        _rule_names.reset(token)


def named_rules(items: Iterable[Any]) -> list[Any]:
    """Return `items` with the names of rules in the place of their ids where these are read by name, rules of one name once; otherwise as they are."""
    names = _rule_names.get()
    told: list[Any] = []
    for item in items:
        name = names.get(item) if names and isinstance(item, str) else None
        if name is None or name not in told:
            told.append(item if name is None else name)
    return told


def paragraph(told: Said | str) -> str:
    """Return a paragraph of a report in the active language: what was said, a msgid, or a sentence that is finished."""
    return sentence(told) if isinstance(told, Said) else _(told)


def plain_facts(told: Said | str) -> dict[str, Any]:
    """Return the facts of what was said as plain JSON data, the same in every language."""
    return {} if isinstance(told, str) else {name: _plain(fact) for name, fact in told.facts}


def code_of(told: Said | str | None) -> str | None:
    """Return the code of what was said."""
    return told.code if isinstance(told, Said) else told or None


def law_text(words: LawText | str) -> str:
    """Return words of the law in the active language; in Indonesian where nobody wrote them otherwise."""
    if isinstance(words, str):
        return words
    return (words.en if active_language() == "en" else "") or words.id


@lru_cache(maxsize=1024)
def _parts(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """Return a sentence as its texts, each with the blank that follows (None: none does) and how that is written."""
    return tuple((text, blank, spec or "") for text, blank, spec, _kept in Formatter().parse(template))


def _filled(fact: Any, spec: str) -> str:
    """Return a fact by its kind, and as `spec` says."""
    if spec == "percent":
        return notation().show(fact, "percent")
    if spec == "money":
        return notation().show(fact, "money")
    if isinstance(fact, tuple):
        named = named_rules(fact)
        apart = named != list(fact) or any(isinstance(one, Said) for one in fact)
        joint = spec if spec in _JOINTS else _BETWEEN_NAMES if apart else _LIST
        return joint.join(map(fact_words, named))
    return fact_words(fact)


def fact_words(fact: Any) -> str:
    """Return one fact as people of the active language write it."""
    for kind, show in _SHOWN.items():
        if isinstance(fact, kind):
            return show(fact)
    return _UNKNOWN if fact is None else _rule_names.get().get(str(fact), str(fact))


def span_words(span: Span) -> str:
    """Return a span as `2 years 11 months`; parts that are nought are left out, unless all are."""
    years, months = divmod(span.months, MONTHS_PER_YEAR)
    figures = [(count, unit) for count, unit in zip((years, months, span.days), _UNITS, strict=True) if count]
    return " ".join(
        _(one if count == 1 else several).format(count=count)
        for count, (one, several) in figures or [(0, _UNITS[2])]
    )


def _plain(fact: Any) -> Any:
    if isinstance(fact, Said):
        return {"code": fact.code, "facts": plain_facts(fact)}
    if isinstance(fact, tuple):
        return [_plain(one) for one in fact]
    if isinstance(fact, LawText):
        return {"id": fact.id, "en": fact.en or None}
    if isinstance(fact, Span):
        return str(fact)
    return fact.isoformat() if isinstance(fact, date) else fact


# In this order: a flag is a whole number too, a code is a text too.
_SHOWN: Final[Mapping[type, Callable[[Any], str]]] = {
    Said: sentence,
    Code: label_of,
    Competency: competency_words,
    LawText: law_text,
    Span: span_words,
    bool: lambda flag: _(YES if flag else NO),
    date: lambda day: notation().show_day(day),
    float: lambda figure: notation().show(figure, "level"),
}
