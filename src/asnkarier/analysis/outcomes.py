"""What one check says about all people at once: the result, what was seen, why it is open, when time will cure it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.spans import NEVER
from asnkarier.model.said import Said, said

RESULTS: Final = ("met", "not_met", "unknown", "manual", "repealed", "not_asked")
# Not asked: a condition of a way into the post by which the person is not judged; no finding says it.
MET, NOT_MET, UNKNOWN, MANUAL, REPEALED, NOT_ASKED = range(len(RESULTS))
NOTHING_RECORDED: Final = said("nothing_recorded")
NOTHING_REQUIRED: Final = said("nothing_required")
# What is required where a table of the law has no value on the day.
NOTHING_KNOWN: Final = said("rule_unknown")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of n people, each thing made once: of person i it is `words[code[i]]`."""

    words: NDArray[np.object_]
    code: Ints

    def of(self, people: NDArray[np.intp]) -> NDArray[np.object_]:
        """Return what is said of some people, by their places."""
        found: NDArray[np.object_] = self.words[self.code[people]]
        return found


def told(words: Sequence[Said], code: NDArray[np.integer]) -> Told:
    """Return what is said of everybody: `words[code]`."""
    return Told(np.array([*words, None], dtype=object)[:-1], code.astype(np.int64))


def told_alike(count: int, words: Said = NOTHING_RECORDED) -> Told:
    """Return the same for everybody."""
    return told([words], np.zeros(count, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class RestsOn:
    """Rows of lists on which outcomes rest, each cited by all of its fields, in the order in which they are cited.

    person: the place of whom it is about, of which one may have several or none. field: canonical names joined by commas.
    """

    person: Ints
    source_id: Ints
    row: Ints
    field: NDArray[np.object_]

    def of(self, people: NDArray[np.intp]) -> NDArray[np.object_]:
        """Return for some people, by their places, their rows as tuples of (source_id, row, field)."""
        mine = np.isin(self.person, people)
        rows: dict[int, list[tuple[int, int, str]]] = {}
        columns = (column[mine].tolist() for column in (self.person, self.source_id, self.row, self.field))
        for one, *where in zip(*columns, strict=True):
            rows.setdefault(one, []).append(tuple(where))
        found = np.empty(len(people), dtype=object)
        found[:] = [tuple(rows.get(one, ())) for one in people.tolist()]
        return found


def joined_rests(parts: Sequence[RestsOn]) -> RestsOn:
    """Return everything that several outcomes rest on, in their order."""
    names = ("person", "source_id", "row", "field")
    if not parts:
        nothing = np.empty(0, dtype=np.int64)
        return RestsOn(nothing, nothing, nothing, np.empty(0, dtype=object))
    return RestsOn(*(np.concatenate([getattr(one, name) for one in parts]) for name in names))


def rests_of(one: "Outcome", people: Ints, field: str) -> RestsOn:
    """Return what an outcome rests on for some people, by their places, those without a cell left out; field: the fact where it names none."""
    if one.rests_on is not None:
        mine = np.isin(one.rests_on.person, people)
        rests = one.rests_on
        return RestsOn(rests.person[mine], rests.source_id[mine], rests.row[mine], rests.field[mine])
    people = people[one.source_id[people] >= 0]
    fields = np.full(len(people), field, dtype=object) if one.field is None else one.field[people]
    return RestsOn(people, one.source_id[people], one.row[people], fields)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one check for n people, every array of length n.

    result: codes into `RESULTS`. observed: what was found. reason: codes of `REASONS`. required: what is asked, for all alike.
    eligible_on: the day on which a failure is cured by the mere passing of time, or by which an open gate is met at the
    latest whatever is still unknown, else NaT. curable: of whom facts that are not known leave it open whether time cures the failure. lapses_on: the first day on
    which what holds today holds no more by the mere passing of time, else NaT. source_id and row: where the deciding
    fact stands (-1: nowhere); field: its canonical name for each, None where that is the first fact of the check for all.
    rests_on: where one cell does not say it, every row that does, the deciding one among them.
    """

    result: NDArray[np.int8]
    observed: Told
    required: Said
    reason: NDArray[np.object_]
    eligible_on: Days
    lapses_on: Days
    source_id: Ints
    row: Ints
    curable: NDArray[np.bool_]
    field: NDArray[np.object_] | None = None
    rests_on: RestsOn | None = None


def outcome(
    result: NDArray[np.integer],
    observed: Told,
    required: Said,
    *,
    reason: NDArray[np.object_] | None = None,
    eligible_on: Days | None = None,
    lapses_on: Days | None = None,
    curable: NDArray[np.bool_] | None = None,
    source: tuple[Ints, Ints] | None = None,
    field: NDArray[np.object_] | None = None,
    rests_on: RestsOn | None = None,
) -> Outcome:
    """Return an outcome; what is not given is empty, and one value for all that nobody can write to."""
    count = len(result)
    return Outcome(
        result=result.astype(np.int8),
        observed=observed,
        required=required,
        reason=constant(count, "") if reason is None else reason,
        eligible_on=np.broadcast_to(NEVER, count) if eligible_on is None else eligible_on,
        lapses_on=np.broadcast_to(NEVER, count) if lapses_on is None else lapses_on,
        source_id=np.broadcast_to(np.int64(-1), count) if source is None else source[0],
        row=np.broadcast_to(np.int64(-1), count) if source is None else source[1],
        curable=np.broadcast_to(np.False_, count) if curable is None else curable,
        field=field,
        rests_on=rests_on,
    )


def verdicts(met: NDArray[np.bool_], known: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Return MET or NOT_MET where `known`, UNKNOWN elsewhere."""
    return np.where(known, np.where(met, MET, NOT_MET), UNKNOWN).astype(np.int8)


def interval_verdicts(low: NDArray[np.bool_], high: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Return MET where even the worst case holds, NOT_MET where even the best case fails, else UNKNOWN."""
    return np.where(low, MET, np.where(high, UNKNOWN, NOT_MET)).astype(np.int8)


def constant(count: int, text: str) -> NDArray[np.object_]:
    """Return `text` for everyone."""
    return np.full(count, text, dtype=object)
