"""What is wrong with the office's own template, in one line: which template, which words of it, what to do; nothing of what a library says."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from jinja2 import TemplateAssertionError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from asnkarier.errors import OutputError
from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.model.terms import nearest
from asnkarier.reports.html.plain import plain_text
from asnkarier.reports.letters.facts import IN_WORDS

FORBIDDEN: Final = "forbidden"
_LONGEST: Final = 60  # characters of the words that are shown
_TAG: Final = re.compile(r"<[^<>]*>")
_WHERE: Final = N_(", at “{text}”")
_CORRECT: Final = N_(
    "correct it in a word processor; `asn letters template` writes one that works, and the guide to letters lists what there is"
)
_SYNTAX: Final = N_("{file}{where}: a placeholder is not written as one, such as two braces around {sample}")
_UNCLOSED: Final = N_("{file}{where}: a `for` or `if` has no `endfor` or `endif`, or one of these too many")
_FILTER: Final = N_("{file}{where}: a letter cannot change a placeholder in this way; write it alone")
_CLOSED: Final = N_("{file}{where}: a placeholder asks for what no letter may use; write its name alone")
_FIGURED: Final = N_("{file}{where}: this cannot be worked out; write each placeholder alone")
_STRANGER: Final = N_("{file}{where}: there is no placeholder {name}; did you mean {nearest}?")
_STRANGE: Final = N_("{file}{where}: there is no placeholder {name}; there are {known}")
_INSIDE: Final = N_(
    "{file}{where}: {name} belongs to each one of {list}: write {each}.{name} between `for {each} in {list}` and `endfor`"
)


class Asked(str):
    """The name of a placeholder that there is not. inside: what may be asked of the thing it was asked of; None: of the letter itself."""

    __slots__ = ("inside",)
    inside: tuple[str, ...] | None


def asked(name: object, thing: object, whole: bool) -> Asked:
    """Return the name that was asked of `thing`, or of the letter itself where `whole`."""
    made = Asked(name)
    made.inside = None if whole else tuple(map(str, thing)) if isinstance(thing, Mapping) else ()
    return made


def told(error: Exception, source: str, context: Mapping[str, Any], file: str) -> OutputError:
    """Return what stops the letter. source: the part of the template that was read, each paragraph on a line of its own."""
    text = _words(error, source)
    facts = {
        "file": file,
        "where": message(_WHERE, text=text) if text else "",
        "sample": "nama",
        "each": "satu",
    }
    if isinstance(error, UndefinedError):
        return _stranger(error.args[0] if error.args else "", context, facts)
    return OutputError(_sentence(error), _CORRECT, facts=facts)


def _sentence(error: Exception) -> str:
    said = str(error)
    if isinstance(error, SecurityError) or said == FORBIDDEN:
        return _CLOSED
    if isinstance(error, TemplateAssertionError):
        return _FILTER
    if isinstance(error, TemplateSyntaxError):
        return _UNCLOSED if "unknown tag" in said or "end of template" in said else _SYNTAX
    return _FIGURED


def _words(error: Exception, source: str) -> str:
    """Return the words of the paragraph in which it is; empty where nothing says which."""
    lines, number = source.split("\n"), _line(error)
    if number is None or not 0 < number <= len(lines):
        return ""
    text = plain_text(" ".join(_TAG.sub("", lines[number - 1]).split()))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _line(error: Exception) -> int | None:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    found, trace = None, error.__traceback__
    while trace is not None:  # what was being filled, as Jinja says it
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _stranger(name: str, context: Mapping[str, Any], facts: dict[str, Any]) -> OutputError:
    facts = {**facts, "name": str(name)}
    inside = getattr(name, "inside", None)
    if inside is None and name not in context:
        holder = next((one for one, value in context.items() if name in _parts(value)), None)
        if holder is not None and isinstance(context[holder], list):
            return OutputError(_INSIDE, facts={**facts, "list": holder, "nearest": holder})
        if holder is not None:
            return OutputError(_STRANGER, facts={**facts, "nearest": f"{holder}.{name}", "known": ""})
    names = list(inside) if inside is not None else sorted(context)
    near = nearest(str(name), names)
    shown = ", ".join(_shown(names, {} if inside is not None else context))
    return OutputError(
        _STRANGER if near else _STRANGE, facts={**facts, "nearest": near or "", "known": shown or "–"}
    )


def _parts(value: Any) -> list[str]:
    """Return what stands inside a placeholder: in each one of a list, or in a group."""
    first = value[0] if isinstance(value, list) and value else value
    return [str(one) for one in first] if isinstance(first, Mapping) else []


def _shown(names: list[str], context: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names without those of numbers in words, what stands inside one in brackets behind it."""
    for name in names:
        if not name.endswith(IN_WORDS):
            inside = [one for one in _parts(context.get(name)) if not one.endswith(IN_WORDS)]
            yield f"{name} [{', '.join(inside)}]" if inside else name
