"""What a report leaves out because somebody asked so, in words: without them a part would be taken for the whole."""

from typing import Final

from asnkarier.language import _, message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import label_of

# The options that narrow a report down; one that is not here is called by its own name.
_LABELS: Final = {
    "nip": N_("person"),
    "unit": N_("unit"),
    "jabatan": N_("position"),
    "kompetensi": N_("competency"),
    "vacancies": N_("vacancies"),
    "limit": N_("rows at most"),
    "moves": N_("moves at most"),
    "depth": N_("steps of a chain at most"),
    "exchanges": N_("with pure exchanges"),
    "max_per_person": N_("courses for one person at most"),
    "top": N_("names at most"),
    "from_year": N_("plan from the year"),
    "plan": N_("kept plan"),
    "year": N_("year"),
    "target": N_("beside the post held"),
    "class": N_("posts of the class"),
    "vacancy": N_("vacancy"),
    "for": N_("judged to"),
    "list": N_("people on the list"),
}
# What is said for a value that is a word of the command line.
_VALUES: Final = {("target", "next"): N_("the next post")}
# Options whose values are codes with words of their own.
_CODED: Final = frozenset({"class", "list"})
# Whoever reads a table sees which columns it has.
_SEEN: Final = frozenset({"columns"})


def filter_label(key: str) -> str | None:
    """Return what an option that narrows a report down is called, None where it has no name of its own."""
    return _(_LABELS[key]) if key in _LABELS else None


def _value(key: str, value: str) -> str:
    """Return the value of an option in words, or as it was said."""
    if key in _CODED:
        return label_of(value)
    return _(_VALUES[key, value]) if (key, value) in _VALUES else value


def filter_text(book: Book) -> str:
    """Return one line that names what the report is narrowed down to; empty when it is whole."""
    parts = [
        f"{filter_label(key) or label_of(key)} {_value(key, value)}"
        for key, value in book.filter.items()
        if key not in _SEEN
    ]
    return message(N_("Only: {parts}"), parts="; ".join(parts)) if parts else ""
