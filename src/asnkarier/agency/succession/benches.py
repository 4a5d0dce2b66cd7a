"""Who may succeed to key posts, each kind of post judged once, and the days on which that is said judged again."""

from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.gates.later import Later, surely_ready
from asnkarier.agency.judging import Judged, judge_by_way, rises
from asnkarier.agency.posts import Post
from asnkarier.agency.succession.service import leaving_of
from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.careers.leaving import Leaving, until_in
from asnkarier.analysis.spans import NEVER
from asnkarier.analysis.succession.expiring import last_counted
from asnkarier.analysis.succession.prospects import READY, SHORT, Prospects, Service, prospects
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES
from asnkarier.model.said import Said, said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot


@dataclass(frozen=True)
class Kind:
    """Posts that judge everybody alike: by one of them, everybody's prospects, and who is ready or one gate short, the first first.

    In order of the day on which they are ready, the Kelompok Rencana Suksesi where it counts, the match with the post's standard, and the NIP.
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
        return leaving_of(self.now)

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
        by_day = np.lexsort((ready, -match[ready], ~self._first[ready], found.ready_on[ready]))
        by_match = np.lexsort((short, -match[short]))
        return Kind(post, judged, found, service, ready[by_day], short[by_match])

    @cached_property
    def _first(self) -> NDArray[np.bool_]:
        """Whom the PPK has put into the Kelompok Rencana Suksesi, where the agency lets that count (`promotion.weights.krs`; PP 11/2017 Pasal 200)."""
        counts = self.now.settings.promotion.weights.krs > 0
        return np.asarray((self.now.dossiers.yes_no("krs") == 1) & counts)

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
        then = Later(self.now, {str(people[place]) for _, place in later})
        on_day: dict[date, dict[Hashable, list[int]]] = {}
        for key, place in later:
            when = self._kinds[key].prospects.ready_on[place].item()
            on_day.setdefault(when, {}).setdefault(key, []).append(place)
        wrong = {
            one: why for when, kinds in sorted(on_day.items()) for one, why in self._wrong(then, when, kinds)
        }
        self.refuted |= wrong
        return set(wrong)

    def _wrong(
        self, then: Later, when: date, kinds: dict[Hashable, list[int]]
    ) -> "Iterator[tuple[tuple[Hashable, int], Said]]":
        people = self.now.employees["nip"].to_numpy()
        for key, places in kinds.items():
            on, before = then.around(self._kinds[key].judged, key, when)
            ready, sooner = surely_ready(on), surely_ready(before)
            at = on.people.get_indexer(pd.Index(people[places]))
            for place, here in zip(places, at.tolist(), strict=True):
                if not ready[here]:
                    row = on.persons.iloc[here]
                    rules = (*row["gates_failed"], *row["gates_unknown"])
                    yield (key, place), said("ready_refuted", on=when, rules=rules)
                elif sooner[here]:
                    yield (key, place), said("ready_sooner", on=when)
