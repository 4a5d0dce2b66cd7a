"""The cells of a report as people read them: words for codes, figures in their notation, and a tone."""

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from asnkarier.language import _, message
from asnkarier.model.book import Column
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, Competency
from asnkarier.reports.shown.labels import LABELS, NO, YES, Tone, competency_words, label_of, tone_of
from asnkarier.reports.shown.machine import joined
from asnkarier.reports.shown.numbers import Notation, notation
from asnkarier.reports.shown.sentences import code_of, named_rules, sentence
from asnkarier.reports.shown.values import column_values

if TYPE_CHECKING:
    import pandas as pd

    from asnkarier.model.book import PlainRows

RIGHT_ALIGNED: Final = frozenset({"integer", "number", "percent", "money", "level", "gap", "exact"})
FLOWING: Final = frozenset(
    {"text", "list", "kompetensi", "standar", "law", "remark", "said"}
)  # kinds that may wrap; the others are read at a glance or not at all


_REMARKABLE: Final = re.compile(
    r"(?<![\w.-])(?:\d{4}-\d{2}-\d{2}|\d{1,3}\.\d{2}|[a-z]+(?:_[a-z]+)+)(?![\w.-])", re.ASCII
)


# A figure that is a whole item of a value; 5.1 within a sentence may be a number of a section.
_LAW_FIGURES: Final = re.compile(r"(?:^|(?<=: )|(?<=, ))-?\d+\.\d+(?=\Z|[;,)])")
_LAW_CODES: Final = re.compile(
    r"(?<![\w./-])(?:(?:[a-z]+/)?[a-z]+(?:_[a-z]+)+|jpt|jf|[Tt]rue|[Ff]alse)(?![\w/-]|\.\w)", re.ASCII
)


class Cell(NamedTuple):
    """The text of a cell and its tone."""

    text: str
    tone: Tone = "plain"


def flows(column: Column) -> bool:
    """Return whether the cells of `column` may wrap: texts do, and codes shown as sentences, which have a width."""
    return column.kind in FLOWING or (column.kind == "status" and column.width is not None)


def display_cells(rows: "pd.DataFrame | PlainRows", column: Column) -> list[Cell]:
    """Return the cell of `column` for every row, in the active language; missing is an empty text."""
    return column_values(rows, column).spread(shower(column))


def shower(column: Column) -> Callable[[Any], Cell]:
    """Return the function that makes a cell out of a value of `column`."""
    if column.kind == "status":
        return lambda code: Cell(label_of(code), tone_of(code)) if code is not None else Cell("")
    if column.kind == "said":
        return lambda told: Cell(sentence(told), tone_of(code_of(told) or ""))
    if column.kind == "flag":
        return lambda flag: Cell("" if flag is None else _(YES if flag else NO))
    if column.kind == "kompetensi":
        return lambda name: Cell(competency_words(name))
    if column.kind == "standar":
        return lambda name: Cell(standard_words(name))
    if column.kind == "law":
        return lambda text: Cell(law_words(text or ""))
    if column.kind == "list":
        return lambda value: Cell(listed_words(value))
    if column.kind in ("text", "nip"):
        return lambda value: Cell(joined(value))
    if column.kind == "remark":
        written = notation()
        return lambda text: Cell(remark_words(text or "", written))
    return _figure_shower(column, notation())


def standard_words(name: str | None) -> str:
    """Return the id of a standard as words: `kabid_mutasi` -> `Kabid Mutasi`, `default:pengawas` -> `default of the class Pengawas`."""
    kind, mark, kelompok = (name or "").partition(":")
    if mark and kind == "default":
        return message(N_("default of the class {kelompok}"), kelompok=label_of(kelompok))
    return competency_words(name)


def law_words(text: str) -> str:
    """Return the value of a rule in words: `di_bawah: 1.5; setara_kelas_jabatan: true` -> `below expectation: 1.5; ...: yes`, with the decimal mark of the language."""
    decimal = notation().decimal
    figures = _LAW_FIGURES.sub(lambda match: match[0].replace(".", decimal), text)
    return _LAW_CODES.sub(lambda match: _law_word(match[0]), figures)


def _law_word(code: str) -> str:
    if code.lower() in ("true", "false"):
        flag = YES if code.lower() == "true" else NO
        return _(flag)
    return competency_words(code) if "/" in code else label_of(code)


def listed_words(value: Any) -> str:
    """Return a nested value in words: items joined by "; ", codes (`model.said.Code`) by their label, pairs as `label figure`; a figure that is not known is said so."""
    if isinstance(value, dict):
        return "; ".join(f"{label_of(key)} {_listed_figure(item)}" for key, item in value.items())
    if isinstance(value, list):
        return joined([_word(item) for item in named_rules(value)])
    return joined(value)


def _word(item: Any) -> Any:
    if isinstance(item, Competency):
        return competency_words(item)
    return label_of(item) if isinstance(item, Code) else item


def _listed_figure(value: Any) -> str:
    if value is None:
        return label_of("unknown")
    if isinstance(value, Code):
        return label_of(value)
    return notation().show(value, "level") if isinstance(value, int | float) else joined(value)


def remark_words(text: str, written: Notation) -> str:
    """Return what a finding saw as people write it: `2025-11-01`, `66.67` and `di_bawah` in words and notation of the language.

    Everything else stays as it is: it may be a name or a heading of the agency's own.
    """

    def shown(match: re.Match[str]) -> str:
        token = match[0]
        if token[0].isalpha():
            return label_of(token) if token in LABELS else token
        if "-" not in token:
            return written.show(float(token), "percent")
        try:
            return written.show_day(date.fromisoformat(token))
        except ValueError:
            return token

    return _REMARKABLE.sub(shown, text).replace(" -> ", " → ")


def _figure_shower(column: Column, written: Notation) -> Callable[[Any], Cell]:
    def show(value: Any) -> Cell:
        tone: Tone = "plain"
        if column.kind == "gap" and value:
            tone = "bad" if value < 0 else "extra"
        return Cell(written.show(value, column.kind), tone)

    return show
