"""Which words of kedudukan hukum the law takes for active service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from asnkarier.analysis.gates.registry import known_check
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook
    from asnkarier.rules.types import Criterion, InForce

_STANDING = "kedudukan_hukum"


def active_words(rulebook: RuleBook, as_of: date) -> frozenset[str]:
    """Return the words of kedudukan hukum that the rule sets accept as active service, normalised; none where none is in force."""
    return frozenset(map(normalise, active_names(rulebook, as_of)))


def active_names(rulebook: RuleBook, as_of: date) -> tuple[str, ...]:
    """Return the same words as they are written, each once."""
    criteria = active_criteria(rulebook, as_of)
    words = (known_check(criterion.uji).accepted(in_force.value) for criterion, in_force in criteria)
    return tuple(dict.fromkeys(word for accepted in words for word in accepted))


def active_criteria(rulebook: RuleBook, as_of: date) -> Iterator[tuple[Criterion, InForce]]:
    """Yield the criteria of appointment in force on a day that say which kedudukan hukum is active service."""
    for rule_set in rulebook.rule_sets.values():
        for criterion in rule_set.syarat if "jalur" not in rule_set.untuk else ():
            about = criterion.facts[:1] == (_STANDING,)
            if about and criterion.since <= as_of and not (in_force := criterion.at(as_of)).repealed:
                yield criterion, in_force
