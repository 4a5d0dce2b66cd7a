"""How long a person has held posts of a kind: what is proven, and what may be true besides.

Overlapping spells count once. Separate stretches are added by their whole months, and their left-over days are joined
to the last stretch, so a single stretch is exact to the day and two whole years plus one whole year are three.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.careers.spells import DOUBTS, NO_DOUBT, Spells
from asnkarier.analysis.spans import NEVER, add_months, months_and_days
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES

FUNCTIONAL: Final = "fungsional"


@dataclass(frozen=True, slots=True)
class Service:
    """Length of service of n people: complete months and left-over days, zero for none.

    anchor: the day from which the last stretch counts once the days of earlier ones are joined to it (NaT: none), and
    earlier: the whole months of the earlier stretches; together they give the day on which any length is reached.
    """

    months: Ints
    days: Ints
    anchor: Days
    earlier: Ints

    def reaches(self, months: int) -> NDArray[np.bool_]:
        """Return who has at least `months` complete months."""
        return self.months >= months

    def reached_on(self, months: int) -> Days:
        """Return the day on which `months` are complete if the last stretch goes on; NaT without any stretch."""
        anchor = np.where(np.isnat(self.anchor), np.datetime64("1970-01-01", "D"), self.anchor)
        return np.where(
            np.isnat(self.anchor), NEVER, add_months(anchor, np.maximum(months - self.earlier, 0))
        )


@dataclass(frozen=True, slots=True)
class Experience:
    """Service in posts of a kind: `proven`, and `possible` when every doubtful spell is counted too.

    running: who holds such a post on as_of, proven; may_run: who may hold one. doubt: why the two differ, empty where they do not.
    source_id, row: the sheet row of the last proven spell, -1 for none. counted: the places of all proven spells.
    """

    proven: Service
    possible: Service
    running: NDArray[np.bool_]
    may_run: NDArray[np.bool_]
    doubt: NDArray[np.object_]
    source_id: Ints
    row: Ints
    counted: Ints


def measure_experience(
    spells: Spells, count: int, kelompok: Collection[str], classes: Collection[int] | None
) -> Experience:
    """Return the service of `count` people in posts of `kelompok`.

    classes: the kelas jabatan that make a functional post equal to them, None when no functional post is. An empty
    collection means that the classes are not known, so that functional posts are doubtful.
    """
    named = np.isin(spells.kelompok.astype(str), sorted(kelompok))
    functional = _functional(spells)
    equal = np.zeros(len(named), dtype=bool)
    class_missing = np.zeros(len(named), dtype=bool)
    if classes is not None:
        equal = functional & np.isin(spells.kelas, sorted(classes))
        class_missing = functional & ~equal & ((spells.kelas < 0) | (not classes))
    unclear = ~named & ~equal & _may_be(spells, kelompok)
    plain = np.where(class_missing, _missing(classes), "kelompok_unclear")
    return _measured(spells, count, named | equal, class_missing | unclear, plain)


def measure_in_present_class(spells: Spells, kelompok: NDArray[np.object_]) -> Experience:
    """Return the service of everybody in posts of their own class; kelompok: of the post that each holds, None where nobody knows it.

    The same as `measure_experience` tells of each class by itself, without functional posts of a like kelas jabatan. Of whom
    the class is not known nothing is proven, and every post may count.
    """
    own = kelompok[spells.person]
    known = np.array([one is not None for one in own], dtype=bool)
    functional = np.array([one in FUNCTIONAL_CLASSES for one in own], dtype=bool)
    named = known & (spells.kelompok == own)
    fits = (spells.jenis == "") | (spells.jenis == np.where(functional, FUNCTIONAL, "struktural"))
    unclear = ~named & np.array([one is None for one in spells.kelompok], dtype=bool) & fits
    plain = np.full(len(own), "kelompok_unclear")
    return _measured(spells, len(kelompok), named, unclear | ~known, plain)


def _measured(
    spells: Spells,
    count: int,
    named: NDArray[np.bool_],
    maybe: NDArray[np.bool_],
    plain: NDArray[np.str_],
) -> Experience:
    """Return the service in the spells that are `named`, and possibly in those that may be; plain: see `_first_doubt`."""
    counted = named & (spells.doubt == NO_DOUBT)
    possible = named | maybe
    last = _last_row(spells, counted, count)
    return Experience(
        proven=_service(spells, counted, count),
        possible=_service(spells, possible, count),
        running=_running(spells, counted, count),
        may_run=_running(spells, possible, count),
        doubt=_first_doubt(spells, possible & ~counted, plain, count),
        source_id=np.where(last < 0, -1, np.append(spells.source_id, -1)[last]),
        row=np.where(last < 0, -1, np.append(spells.row, -1)[last]),
        counted=np.flatnonzero(counted),
    )


def _running(spells: Spells, kept: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.bincount(spells.person[kept & spells.running], minlength=count) > 0
    return found


def _missing(classes: Collection[int] | None) -> str:
    """Return which kelas jabatan is missing: that of the functional post, or first of all those that it is compared with."""
    return "class_missing" if classes else "comparison_class_missing"


def _functional(spells: Spells) -> NDArray[np.bool_]:
    named = np.array([name in FUNCTIONAL_CLASSES for name in spells.kelompok], dtype=bool)
    return np.asarray(named | (spells.jenis == FUNCTIONAL))


def _may_be(spells: Spells, kelompok: Iterable[str]) -> NDArray[np.bool_]:
    """Return the spells whose kelompok is not known and whose jenis jabatan does not rule out `kelompok`."""
    unknown = np.array([name is None for name in spells.kelompok], dtype=bool)
    wanted = tuple(kelompok)
    functional = any(name in FUNCTIONAL_CLASSES for name in wanted)
    structural = any(name not in FUNCTIONAL_CLASSES for name in wanted)
    allowed = [""] + [FUNCTIONAL] * functional + ["struktural"] * structural
    return unknown & np.isin(spells.jenis.astype(str), allowed)


def _service(spells: Spells, kept: NDArray[np.bool_], count: int) -> Service:
    person, start, end = _stretches(spells.person[kept], spells.start[kept], spells.end[kept])
    months, days = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    anchor, earlier = np.full(count, NEVER), np.zeros(count, dtype=np.int64)
    if len(person):
        last = np.append(person[1:] != person[:-1], True)
        whole, rest = months_and_days(start, end)
        earlier = _sums(person[~last], whole[~last], count)
        owner = person[last]
        anchor[owner] = start[last] - _sums(person[~last], rest[~last], count)[owner]
        more, days[owner] = months_and_days(anchor[owner], end[last])
        months[owner] = earlier[owner] + more
    return Service(months, days, anchor, earlier)


def _stretches(person: Ints, start: Days, end: Days) -> tuple[Ints, Days, Days]:
    """Return the union of intervals per person; the intervals are sorted by person and start."""
    if not len(person):
        return person, start, end
    # One running maximum for everybody: each person's days are lifted above those of the person before.
    lift = person * np.int64(1_000_000)
    latest = np.maximum.accumulate(end.astype(np.int64) + lift)
    begins = np.append(True, (start.astype(np.int64) + lift)[1:] > latest[:-1])
    heads = np.flatnonzero(begins)
    tails = np.append(heads[1:], len(person)) - 1
    return person[heads], start[heads], (latest - lift)[tails].astype("datetime64[D]")


def _sums(person: Ints, values: Ints, count: int) -> Ints:
    return np.bincount(person, weights=values, minlength=count).astype(np.int64)


def _last_row(spells: Spells, counted: NDArray[np.bool_], count: int) -> Ints:
    """Return for each person the place of the last counted spell, -1 for none."""
    last = np.full(count, -1, dtype=np.int64)
    place = np.flatnonzero(counted)
    last[spells.person[place]] = place
    return last


def _first_doubt(
    spells: Spells, doubtful: NDArray[np.bool_], plain: NDArray[np.str_], count: int
) -> NDArray[np.object_]:
    """Return the reason of each person's earliest doubtful spell, empty text for none; plain: why those are whose dates are sound."""
    reason = np.where(
        spells.doubt == NO_DOUBT, plain.astype(object), np.array(DOUBTS, dtype=object)[spells.doubt]
    )
    found = np.full(count, "", dtype=object)
    place = np.flatnonzero(doubtful)[::-1]
    found[spells.person[place]] = reason[place]
    return found
