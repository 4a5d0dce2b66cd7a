"""Who left, who is back and which cells were emptied, as lines for people."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from asnkarier.language import message
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import label_of
from asnkarier.reports.shown.numbers import long_day
from asnkarier.workflows.importing.turnover import BRAKE, Person, Turnover

if TYPE_CHECKING:
    from asnkarier.workflows.importing.summary import FileOutcome

MOST_NAMED: Final = 20


def turnover_lines(found: Turnover | None, *, stopped: bool = False) -> Iterator[str]:
    """Yield what a list of employees says of those it does not name, and of those it names again; stopped: it was refused."""
    if found is None:
        return
    facts = {
        "count": len(found.missing),
        "listed": found.listed,
        "day": long_day(found.day),
        "file": found.path,
    }
    if stopped:
        yield message(N_("not in it:"))
        yield from _names(found.missing)
        return
    if found.complete:
        yield from _left(found, facts)
    elif found.missing:
        yield message(
            N_("{count} of the {listed} people listed before are not in it; they still count"), **facts
        )
        if found.path:
            yield message(N_("if the list is everybody: asn import {file} --complete"), **facts)
    for one, new in found.renumbered[:MOST_NAMED]:
        yield message(
            N_(
                "{old} and {new} have one name and birth date: if the NIP was corrected, appraisals and other lists stay under {old} until they are imported under {new}"
            ),
            old=one.nip,
            new=new.nip,
        )
    if found.absent and found.next_day is not None:
        yield message(
            N_(
                "{count} people whom only this list names are not in the complete list of {next_day}: no longer listed since then"
            ),
            count=found.absent,
            next_day=long_day(found.next_day),
        )
    if found.back:
        yield message(N_("listed again since {day}: {count}"), day=long_day(found.day), count=len(found.back))
        yield from _names(found.back)


def _left(found: Turnover, facts: Mapping[str, object]) -> Iterator[str]:
    if not found.missing:
        yield message(N_("complete list of {day}: nobody has left"), **facts)
        return
    yield message(N_("no longer listed since {day}: {count} of {listed} people"), **facts)
    yield from _names(found.missing)
    if found.later:
        yield message(
            N_("{count} of them are named by a later list and are back from its day"), count=found.later
        )


def _names(people: Sequence[Person]) -> Iterator[str]:
    for one in people[:MOST_NAMED]:
        yield f"  {one.nip}  {one.nama}"
    if len(people) > MOST_NAMED:
        yield "  " + message(N_("… and {count} more"), count=len(people) - MOST_NAMED)


def emptied_lines(emptied: Mapping[str, int], *, taken: bool) -> Iterator[str]:
    """Yield of how many people each field was emptied; taken: the list is complete, so the values are gone."""
    if not emptied:
        return
    fields = ", ".join(f"{label_of(name)} {count}" for name, count in emptied.items())
    if taken:
        yield message(N_("empty now in a complete list, so no longer known: {fields}"), fields=fields)
    else:
        yield message(N_("empty now, the value known before is kept: {fields}"), fields=fields)


def brake_sentence(outcome: "FileOutcome") -> str:
    """Return in one line that too many people would leave by this list and what to do; empty when they would not."""
    stopped = next((one for one in outcome.problems if one.code == BRAKE), None)
    if stopped is None:
        return ""
    text = CATALOGUE[BRAKE]
    return f"{outcome.file}: {message(text.sentence, **stopped.facts)} — {message(text.remedy)}"
