"""Two moments of the agency and the ways between them, one cause at a time: time, rule, data, standard, config."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from asnkarier.agency.comparing.law import begun_between, frozen_on
from asnkarier.agency.snapshot import Snapshot

if TYPE_CHECKING:
    from asnkarier.rules.types import InForce

TIME, RULE, DATA, STANDARD, CONFIG = "time", "rule", "data", "standard", "config"
ORDER: Final = (TIME, RULE, DATA, STANDARD, CONFIG)


@dataclass(frozen=True)
class Way:
    """Snapshots from the first moment to the last, and what differs between each and the next; nothing that does not differ is a step.

    rules: the values of the law that began in between, by rule.
    """

    snapshots: tuple[Snapshot, ...]
    causes: tuple[str, ...]
    rules: "tuple[tuple[str, InForce], ...]"


def way_between(first: Snapshot, last: Snapshot) -> Way:
    """Return the way from a moment to one of the same day or a later one. ValueError: the last is earlier.

    The same facts on the later day by the law of the earlier one; then by the law of the later day; then with the facts of the last moment;
    then its standards; then its config.yaml.
    """
    if last.as_of < first.as_of:
        raise ValueError(f"{last.as_of} is before {first.as_of}")
    begun = begun_between(first.rulebook, first.as_of, last.as_of)
    snapshots, causes = [first], []

    def step(cause: str, then: Snapshot) -> None:
        snapshots.append(then)
        causes.append(cause)

    if last.as_of > first.as_of:
        law = frozen_on(first.rulebook, first.as_of) if begun else first.rulebook
        step(TIME, first.with_(as_of=last.as_of, rulebook=law))
        if begun:
            step(RULE, first.with_(as_of=last.as_of))
    if _knows_more(first, last):
        step(
            DATA,
            replace(last, rulebook=first.rulebook, catalog=first.catalog, settings=first.settings),
        )
    if first.catalog.standards != last.catalog.standards:
        step(STANDARD, replace(snapshots[-1], catalog=last.catalog))
    if _settings_differ(first, last):
        step(CONFIG, replace(snapshots[-1], settings=last.settings, rulebook=last.rulebook))
    return Way(tuple(snapshots), tuple(causes), tuple(begun))


def _knows_more(first: Snapshot, last: Snapshot) -> bool:
    """Whether the two may hold other facts: another day of lists, or another batch that was the newest."""
    return (first.as_of, first.known_at) != (last.as_of, last.known_at)


def _settings_differ(first: Snapshot, last: Snapshot) -> bool:
    return (
        first.settings.model_dump(exclude={"as_of", "jobs", "paths"})
        != last.settings.model_dump(exclude={"as_of", "jobs", "paths"})
        or first.rulebook.fingerprint != last.rulebook.fingerprint
    )
