"""What a cascade can reach: the vacancies, the posts that people with an offer hold, and so on, with who may come to each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.judging import Offer, in_turn, offer, unjudged
from asnkarier.agency.posts import Post, vacancy_post, vacant_from
from asnkarier.agency.progress import Progress
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.arrays import Ints
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.kelompok import STRUCTURAL_CLASSES
from asnkarier.model.level import MICRO
from asnkarier.model.messages import N_
from asnkarier.model.terms import normalise
from asnkarier.workflows.placement.steps import Choice

# Sorts behind every code of a vacancy.
_HELD: Final = "\U0010ffff"
# What a post is worth to its holder where nothing can judge it: nobody is moved out of it cheaply.
_FULL: Final = 100 * MICRO


@dataclass
class Reach:
    """What was found. choices: by code, what a post can choose from. holder: by code of a held post, who holds it (place).

    own: by holder, the score in the post held. unjudged: vacancies for which nobody can be judged, with the reason. days: on which
    an opened post may fall vacant.
    """

    choices: dict[str, Choice] = field(default_factory=dict)
    holder: dict[str, int] = field(default_factory=dict)
    own: dict[int, int] = field(default_factory=dict)
    unjudged: list[tuple[pd.Series, Any]] = field(default_factory=list)
    days: tuple[date | None, ...] = (None,)


def reached(
    now: Snapshot, vacancies: Sequence[pd.Series], depth: int | None, progress: Progress, *, everybody: bool
) -> Reach:
    """Return everything that chains of at most `depth` steps can reach.

    everybody: posts of all holders, as exchanges need them. A post that a move opens is judged on every day on which one of the vacancies
    falls vacant: who may not come on one of them is not proposed, and the lowest score counts.
    """
    found = Reach(
        days=tuple(sorted({vacant_from(one) for one in vacancies}, key=lambda day: day or date.min))
    )
    posts = []
    for vacancy in vacancies:
        then = now.ahead(vacant_from(vacancy))
        why = unjudged(then, str(vacancy["jabatan"]))
        if why is None:
            posts.append(vacancy_post(then, vacancy))
        else:
            found.unjudged.append((vacancy, why))
    for then, one in _judged(now, posts, progress):
        found.choices[one.post.code or ""] = Choice.of(then, one)
    openers = _openers(now)
    people: Iterable[int] = openers if everybody else _offered(found.choices.values())
    step = 1
    while new := sorted(set(people) & openers - found.own.keys()):
        step += 1
        filled = depth is None or step <= depth
        people = _open(now, found, new, progress, filled=filled)
    return found


def _openers(now: Snapshot) -> set[int]:
    """Return the places of people whose leaving opens a post: a structural one, that the list of vacancies does not name already."""
    listed = {
        (normalise_jabatan(str(jabatan)), normalise(str(unit)))
        for jabatan, unit in zip(now.vacancies["jabatan"], now.vacancies["unit_kerja"], strict=True)
    }
    employees = now.employees
    return {
        place
        for place, (kelompok, jabatan, unit) in enumerate(
            zip(employees["kelompok"], employees["jabatan"], employees["unit_kerja"], strict=True)
        )
        if kelompok in STRUCTURAL_CLASSES
        and (normalise_jabatan(str(jabatan)), normalise(str(unit))) not in listed
    }


def _offered(choices: Iterable[Choice]) -> set[int]:
    return {int(person) for one in choices for person in one.people}


def held_post(now: Snapshot, person: int, code: str, day: date | None) -> Post:
    """Return the post that somebody holds, as a vacancy of that code from that day on."""
    who = now.employees.iloc[person]
    row = {"kode": code, "jabatan": who["jabatan"], "unit_kerja": who["unit_kerja"], "jumlah": 1, "tmt": day}
    return replace(vacancy_post(now.ahead(day), pd.Series(row)), tmt=day)


def _open(
    now: Snapshot, found: Reach, people: Sequence[int], progress: Progress, *, filled: bool
) -> set[int]:
    """Add the posts that these people hold, and how they fit there; filled: somebody may come to them. Return who may."""
    nips = now.employees["nip"].astype("str")
    holder = {_HELD + nips.iloc[one]: one for one in people}
    known = [one for one in people if unjudged(now, str(now.employees["jabatan"].iloc[one])) is None]
    found.own |= dict.fromkeys(people, _FULL)
    found.holder |= holder
    some = now if filled else now.among([nips.iloc[one] for one in known])
    choices: dict[str, Choice] = {}
    for day in found.days if known else ():
        posts = [held_post(now, one, _HELD + nips.iloc[one], day) for one in known]
        for then, one in _judged(some, posts, progress):
            code = one.post.code or ""
            person = holder[code]
            place = int(then.dossiers.people.get_indexer(pd.Index([nips.iloc[person]]))[0])
            found.own[person] = min(found.own[person], int(one.score[place]))
            if filled:
                choices[code] = _both(choices.get(code), Choice.of(then, one))
    found.choices |= choices
    return _offered(choices.values())


def _both(before: Choice | None, one: Choice) -> Choice:
    """Return who may come on both days, with the lower score."""
    if before is None:
        return one
    people, mine, others = np.intersect1d(before.people, one.people, assume_unique=True, return_indices=True)
    score: Ints = np.minimum(before.score[mine], one.score[others])
    return replace(before, people=people, score=score, citations=(*before.citations, *one.citations))


def _judged(now: Snapshot, posts: Sequence[Post], progress: Progress) -> Iterator[tuple[Snapshot, Offer]]:
    """Yield what each of the posts can choose from, with the agency on its day; those that share the most follow each other."""
    for number, place in enumerate(in_turn(posts)):
        progress(N_("judging candidates"), number, len(posts))
        then = now.ahead(posts[place].tmt)
        yield then, offer(then, posts[place])
