"""What stands beside the blocks of a report, in words: what its verdicts lean on, and what to do next."""

from collections.abc import Iterable, Iterator
from typing import Final

from asnkarier.language import _, message
from asnkarier.model.book import Book, CitationLine, Leaning, LeaningKind
from asnkarier.model.messages import N_
from asnkarier.reports.shown.display import law_words
from asnkarier.reports.shown.labels import NO, YES, label_of
from asnkarier.reports.shown.sentences import law_text, sentence

LEANS_ON: Final = N_("What the verdicts lean on beside facts and law")
NEXT_STEPS: Final = N_("Next steps")
_SAID: Final[dict[LeaningKind, str]] = {
    "declared_register": N_("{title} is declared complete, so blank means none ({place})"),
    "policy_default": N_("{title}: {value} — {citation}, not yet decided by the agency"),
    "agency_policy": N_("{title}: {value} — {citation}, decided by the agency ({place})"),
    "setting": N_("{title}: {value} ({place})"),
}  # fmt: skip
_SETTINGS: Final = "config.yaml"
_OWN_POLICY: Final = N_("Policy of the agency")
_SHORT_VALUE: Final = 40  # characters
_DECIDES: Final = N_("without it {people} of those listed would stand otherwise")


def leaning_lines(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the mark of everything that the report leans on, and what it is in the active language."""
    for one in book.leans_on:
        told = message(
            _SAID[one.kind],
            title=_title(one),
            value=law_words(law_text(one.value)),
            citation=one.citation,
            place=one.place,
        )
        yield one.mark, told if not one.people else f"{told}; {message(_DECIDES, people=one.people)}"


def step_lines(book: Book) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what each next step is good for, and its commands."""
    for step in book.next_steps:
        yield sentence(step.why), step.commands


def cited_words(line: CitationLine) -> tuple[str, ...]:
    """Return a rule as people read it: title, value, where it stands, source, since when, certainty, what amended it unread."""
    return (
        law_text(line.title),
        law_words(line.told or law_text(line.value)),
        line.citation,
        label_of(line.status_sumber),
        line.in_force_since,
        label_of(line.mark) if line.mark else "",
        line.amended_unread,
    )


def articles_of(lines: Iterable[CitationLine]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each article once, and the rules that stand in it by their titles; a short value stands beside its title."""
    found: dict[str, dict[str, None]] = {}
    for line in lines:
        title, value, citation, *_rest = cited_words(line)
        short = value and not line.told and len(value) <= _SHORT_VALUE and value not in (_(YES), _(NO))
        place = _(_OWN_POLICY) if citation.startswith(_SETTINGS) else citation
        found.setdefault(place, {})[f"{title}: {value}" if short else title] = None
    for citation, titles in found.items():
        yield citation, tuple(titles)


def _title(one: Leaning) -> str:
    return label_of(one.key) if one.kind in ("declared_register", "setting") else law_text(one.title)
