"""What every report says about itself: agency, day, inputs with their digests, counts, and the rules it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from asnkarier import __version__
from asnkarier.language import message
from asnkarier.model.book import Book, CitationLine, InputFile, Leaning, NextStep
from asnkarier.model.office.signing import Paper, Signatory
from asnkarier.model.said import LawText
from asnkarier.rules.describe import table_words, value_words

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.agency.workspace import Workspace
    from asnkarier.model.office.letters import Kind
    from asnkarier.rules.types import Criterion, InForce, Parameter
    from asnkarier.settings import Settings
    from asnkarier.settings_parts.signing import Signer
    from asnkarier.store.store import Store

_LONGEST_VALUE = 300


def stamped(
    book: Book,
    known: "Snapshot | Workspace",
    store: "Store",
    *,
    citations: tuple[CitationLine, ...] = (),
    counts: Mapping[str, int] | None = None,
    next_steps: tuple[NextStep, ...] = (),
    leans_on: tuple[Leaning, ...] | None = None,
    notes: tuple[str, ...] = (),
) -> Book:
    """Return `book` with its provenance filled in, and what speaks against the store it was made from.

    notes: finished sentences that belong to it besides its own. next_steps: what to do about what it leaves open. leans_on: what its
    verdicts lean on; None stands for what its citations say of that.
    """
    doubt = store.doubt
    settings = known.settings
    cited = tuple(dict.fromkeys((*book.citations, *citations, *getattr(known, "citations", ()))))
    if leans_on is None:
        from asnkarier.agency.answers.leaning import leanings

        leans_on = leanings(settings, known.rulebook, cited)
    return replace(
        headed(book, settings),
        inputs=_inputs(known, store),
        rules_fingerprint=known.rulebook.fingerprint,
        citations=cited,
        counts=dict(counts or {}),
        version=__version__,
        # A report about the lines of another has its notes already, and the remarks of the same people among them.
        notes=tuple(dict.fromkeys((*book.notes, *notes, *getattr(known, "remarks", ())))),
        next_steps=next_steps,
        leans_on=leans_on,
        doubt="" if doubt is None else message(doubt.reason, **doubt.facts),
    )


def headed(book: Book, settings: "Settings") -> Book:
    """Return `book` as the office's: under its name, on its paper."""
    return replace(book, agency=settings.agency, paper=paper_of(settings))


def paper_of(settings: "Settings") -> Paper | None:
    """Return the head of the office's letters, who signs, and what is printed; None where config.yaml says nothing of them."""
    head, signed, printed = settings.letterhead, settings.signatures, settings.printing
    said = head.lines or head.logo or signed.place or signed.date or signed.people
    if not said and printed == type(printed)():
        return None
    people = tuple(map(_signatory, signed.people))
    logo = None if head.logo is None else settings.folder / head.logo
    return Paper(
        head.lines, logo, signed.place, signed.date, people, printed.paper, printed.rows, printed.appendix
    )


def signatories_of(settings: "Settings", kind: "Kind") -> tuple[Signatory, ...] | None:
    """Return who signs this kind of letter; None where config.yaml does not say. Who signs alone signs in no role."""
    names = settings.letters.signed_by.get(kind)
    if names is None:
        return None
    found = [_signatory(one) for name in names if (one := settings.signatures.named(name)) is not None]
    return tuple(replace(one, role="") for one in found) if len(found) == 1 else tuple(found)


def _signatory(one: "Signer") -> Signatory:
    return Signatory(one.office, one.name, one.nip or "", one.rank, one.role)


def _inputs(known: "Snapshot | Workspace", store: "Store") -> tuple[InputFile, ...]:
    """Return the files that count on the day, and the first lists that stand in for older ones."""
    found = store.inputs(known.as_of, known_at=known.known_at)
    days = {one: known.first_lists[one] for one in getattr(known, "stand_in", ())}  # type: ignore[union-attr]
    later = (
        one
        for table, day in days.items()
        for one in store.inputs(day, known_at=known.known_at)
        if one.kind == table
    )
    return (*found, *later)


def cite_parameters(snapshot: "Snapshot", ids: Iterable[str]) -> tuple[CitationLine, ...]:
    """Return one line per parameter in `ids` that is in force on the snapshot's day."""
    rulebook, day = snapshot.rulebook, snapshot.as_of
    found = ((rule_id, rulebook.in_force(rule_id, day)) for rule_id in dict.fromkeys(ids))
    return tuple(
        citation_line(rulebook.parameters[rule_id], one, day) for rule_id, one in found if one is not None
    )


def citation_line(rule: "Parameter | Criterion", in_force: "InForce", as_of: date) -> CitationLine:
    """Return the citation of a rule with the value that is in force on `as_of`, and how far it can be relied on."""
    return CitationLine(
        rule_id=rule.id,
        title=rule.title,
        value=shown(in_force.value),
        citation=in_force.citation.text,
        status_sumber=in_force.citation.status_sumber,
        in_force_since=in_force.since.isoformat(),
        mark=rule.tanda or "",
        amended_unread=", ".join(in_force.citation.amended_unread(as_of)),
        note=" ".join(note for note in (in_force.catatan, rule.catatan) if note),
        told=table_words(in_force.value),
    )


def shown(value: object) -> str | LawText:
    """Return a rule's value as one line of text; a statement of the law stays in both its languages."""
    words = value_words(value)
    return words if isinstance(words, LawText) else _line(value)


def _line(value: object) -> str:
    words = LawText.read(value)
    if words is not None:
        text = words.id
    elif isinstance(value, dict):
        text = "; ".join(f"{key}: {_line(part)}" for key, part in value.items())
    elif isinstance(value, list | tuple):
        text = ", ".join(_line(part) for part in value)
    else:
        text = "–" if value is None else str(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
