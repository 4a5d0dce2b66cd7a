"""Who may succeed to key posts, each kind of post judged once, and the days on which that is said judged again."""

from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.judging import Judged, judge_by_way, rises
from asnkarier.agency.posts import Post
from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.careers.leaving import Leaving, until_in, when_leaving
from asnkarier.analysis.gates.eligibility import STATUS, Eligibility
from asnkarier.analysis.gates.ways import left_to_people
from asnkarier.analysis.spans import NEVER
from asnkarier.analysis.succession.expiring import last_counted
from asnkarier.analysis.succession.prospects import READY, SHORT, Prospects, Service, prospects
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES
from asnkarier.model.said import Said, said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

_ELIGIBLE: Final = "eligible"
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Kind:
    """Posts that judge everybody alike: by one of them, everybody's prospects, and who is ready or one gate short, the first first.

    In order of the day on which they are ready, the match with the post's standard, and the NIP.
    """

    post: Post
    judged: Judged
    prospects: Prospects
    service: Service
    ready: Ints
    short: Ints

    @property
    def key(self) -> Hashable:
        """What tells this kind from others."""
        return kind_of(self.post)


def kind_of(post: Post) -> Hashable:
    """Return what the judgement of a post depends on; the name of a structural post is not among it."""
    own = post.jabatan if post.kelompok in FUNCTIONAL_CLASSES else ""
    return post.kelompok, post.standard.id if post.standard else "", post.eselon, post.kelas, own


class Benches:
    """The people of the agency as successors."""

    def __init__(self, now: "Snapshot") -> None:
        """Look at the agency."""
        self.now = now
        self._kinds: dict[Hashable, Kind] = {}
        self.refuted: dict[tuple[Hashable, int], Said] = {}

    @cached_property
    def leaving(self) -> Leaving:
        """When everybody leaves by the post held."""
        return when_leaving(self.now.employees, self.now.rulebook, self.now.as_of)

    @property
    def kinds(self) -> list[Kind]:
        """Every kind of post judged so far."""
        return list(self._kinds.values())

    def kind(self, post: Post) -> Kind:
        """Return how posts like this one judge everybody, worked out once."""
        key = kind_of(post)
        if key not in self._kinds:
            self._kinds[key] = self._judged(replace(post, code=None, tmt=None))
        return self._kinds[key]

    def _judged(self, post: Post) -> Kind:
        now = self.now
        judged = judge_by_way(now, post)
        until = until_in(self.leaving, now.rulebook, post.jabatan, post.kelompok, now.as_of)
        service = Service(self.leaving.earliest, until)
        found = prospects(judged.eligibility, rises(now, post), service, self._runs_out(judged))
        match = pd.to_numeric(judged.match["jpm"]).fillna(-1).to_numpy(dtype=np.float64)
        ready, short = (np.flatnonzero(found.state == one) for one in (READY, SHORT))
        by_day = np.lexsort((ready, -match[ready], found.ready_on[ready]))
        by_match = np.lexsort((short, -match[short]))
        return Kind(post, judged, found, service, ready[by_day], short[by_match])

    def _runs_out(self, judged: Judged) -> Days:
        """Return the first day on which a level that the post asks for is too old to count, NaT: never, as far as it is known."""
        years, people = self.now.settings.assessment.valid_years, pd.Index(self.now.employees["nip"])
        found: Days = np.full(len(people), NEVER)
        if years is None or judged.deciding is None:
            return found
        asked = {one.kompetensi for one in judged.deciding.kompetensi}
        levels = self.now.levels[self.now.levels["kompetensi"].isin(asked)]
        last = levels.groupby("nip")["tanggal_asesmen"].min().dropna()
        found[people.get_indexer(last.index)] = last_counted(last, years) + np.timedelta64(1, "D")
        return found

    def refute(self, shown: Collection[tuple[Hashable, int]]) -> set[tuple[Hashable, int]]:
        """Judge again who is shown as ready on a day to come, on it and on the day before, and return (and keep) who is not so.

        shown: the key of a kind of post and the place of a person. The same check, by the law and the facts known for those days.
        """
        later = [
            one
            for one in shown
            if self._kinds[one[0]].prospects.ready_on[one[1]] > np.datetime64(self.now.as_of)
        ]
        if not later:
            return set()
        people = self.now.employees["nip"].to_numpy()
        some = self.now.among({str(people[place]) for _, place in later} | self._witnesses)
        on_day: dict[date, dict[Hashable, list[int]]] = {}
        for key, place in later:
            when = self._kinds[key].prospects.ready_on[place].item()
            on_day.setdefault(when, {}).setdefault(key, []).append(place)
        wrong = {
            one: why for when, kinds in sorted(on_day.items()) for one, why in self._wrong(some, when, kinds)
        }
        self.refuted |= wrong
        return set(wrong)

    def _wrong(
        self, some: "Snapshot", when: date, kinds: dict[Hashable, list[int]]
    ) -> "Iterator[tuple[tuple[Hashable, int], Said]]":
        people = self.now.employees["nip"].to_numpy()
        days = [some.ahead(when), some.ahead(when - _ONE_DAY)]
        for key, places in kinds.items():
            post = self._kinds[key].post
            if self.now.settings.assessment.valid_years is None:
                self._same_match(some, days, self._kinds[key])
            on, before = (judge_by_way(one, post).eligibility for one in days)
            ready, sooner = _ready(on), _ready(before)
            at = on.people.get_indexer(pd.Index(people[places]))
            for place, here in zip(places, at.tolist(), strict=True):
                if not ready[here]:
                    row = on.persons.iloc[here]
                    rules = (*row["gates_failed"], *row["gates_unknown"])
                    yield (key, place), said("ready_refuted", on=when, rules=rules)
                elif sooner[here]:
                    yield (key, place), said("ready_sooner", on=when)

    @staticmethod
    def _same_match(some: "Snapshot", days: list["Snapshot"], kind: Kind) -> None:
        """Let later days know the match of today: no level runs out, so it is the same on each of them."""
        deciding = kind.judged.deciding
        today = some.kept.of(("today", kind.key), lambda: judge_by_way(some, kind.post).match)
        for one in days:
            one.kept.of(("match", deciding), lambda: today)

    @cached_property
    def _witnesses(self) -> set[str]:
        """One holder, now or before, of every class of posts and kelas jabatan: with what some are compared is then what it is for all."""
        dossiers = self.now.dossiers
        held = pd.DataFrame(
            {"kelompok": dossiers.kelompok, "kelas": _kelas(self.now), "nip": dossiers.people}
        )
        spells = dossiers.spells
        past = pd.DataFrame(
            {"kelompok": spells.kelompok, "kelas": spells.kelas, "nip": dossiers.people.take(spells.person)}
        )
        one_each = pd.concat([held, past]).dropna().drop_duplicates(["kelompok", "kelas"])
        return set(one_each["nip"].astype("str"))


def _kelas(now: "Snapshot") -> Ints:
    return pd.to_numeric(now.employees["kelas_jabatan"]).fillna(-1).to_numpy(dtype=np.int64)


def _ready(judged: Eligibility) -> NDArray[np.bool_]:
    """Return who meets every gate for certain."""
    sure: NDArray[np.bool_] = (judged.status == STATUS.index(_ELIGIBLE)) & ~left_to_people(judged)
    return sure
