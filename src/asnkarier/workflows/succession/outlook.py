"""The outlook of each key post: when it empties, who is ready by then, soon and later, and who is nearest."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np

from asnkarier.agency.judging import unjudged
from asnkarier.agency.posts import post_called
from asnkarier.agency.snapshot import Snapshot
from asnkarier.agency.succession.benches import Benches, Kind
from asnkarier.agency.succession.key_posts import KeyPost
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.outcomes import UNKNOWN
from asnkarier.analysis.spans import add_months, day
from asnkarier.analysis.succession.prospects import OPEN, Bench, bench_on
from asnkarier.model.said import Said
from asnkarier.settings_parts.posts import Succession

NOW, SOON, LATER, SHORT = "ready_now", "ready_24m", "ready_later", "one_gate_short"
_SOON_MONTHS: Final = 24


@dataclass(frozen=True)
class Terms:
    """last: the end of the years that are asked for; policy: the agency's figures."""

    last: date
    policy: Succession


@dataclass
class PostOutlook:
    """One key post. kind None: nobody can be judged for it, `reason` says why. holder: the one who leaves first.

    vacant_on: when it empties, at the earliest; bup_on: the day on which the holder leaves. looked_at: the day for which people are sought.
    """

    post: KeyPost
    kelompok: str | None
    holder: int | None
    bup_on: date | None
    vacant_on: date | None
    looked_at: date
    kind: Kind | None = None
    reason: Said | None = None
    shown: list[tuple[str, int]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


class Outlook:
    """How key posts stand; each kind of post, and each day that one is needed, is worked out once."""

    def __init__(self, now: Snapshot, benches: Benches, terms: Terms) -> None:
        """Look at the agency."""
        self.now, self.benches, self.terms = now, benches, terms
        self.soon: date = add_months(np.array([day(now.as_of)]), _SOON_MONTHS)[0].item()
        self._found: dict[tuple[int, date], tuple[Bench, dict[str, int]]] = {}

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of everybody by NIP."""
        return {nip: place for place, nip in enumerate(self.now.employees["nip"].tolist())}

    def of(self, post: KeyPost) -> PostOutlook:
        """Return the outlook of a post, without the people shown."""
        found = self._when(post)
        why = unjudged(self.now, post.jabatan)
        if why is not None:
            found.reason = why[1]
            return found
        found.kind = self.benches.kind(post_called(self.now, None, post.jabatan, post.unit_kerja, 1))
        found.kelompok = found.kind.post.kelompok
        return found

    def _when(self, post: KeyPost) -> PostOutlook:
        leaving = self.benches.leaving
        first = [(leaving.earliest[self.place[nip]], self.place[nip]) for nip in post.holders]
        dated = sorted(((one, place) for one, place in first if not np.isnat(one)), key=lambda pair: pair[0])
        holder = dated[0][1] if dated else (first[0][1] if first else None)
        leaves = dated[0][0].item() if dated else None
        ends = [one for one in (leaves, post.vacant_on) if one is not None]
        vacant_on = min(ends) if ends else None
        sure = leaving.day[holder] if holder is not None else np.datetime64("NaT")
        within = vacant_on is not None and vacant_on <= self.terms.last
        looked_at = max(vacant_on, self.now.as_of) if within and vacant_on else self.now.as_of
        kelompok = None if holder is None else self.now.employees["kelompok"].iloc[holder]
        known = kelompok if isinstance(kelompok, str) else None
        return PostOutlook(post, known, holder, None if np.isnat(sure) else sure.item(), vacant_on, looked_at)

    def fill(self, one: PostOutlook) -> None:
        """Put the counts and the people shown into an outlook; whom the day itself refutes is neither."""
        kind = one.kind
        if kind is None:
            return
        bench, open_ones = self._bench(kind, one.looked_at)
        ready = self._kept(kind, kind.ready[bench.ready[kind.ready]])
        days = kind.prospects.ready_on[ready]
        soon = days <= day(self.soon)
        today = days <= day(self.now.as_of)
        buckets = {NOW: ready[today], SOON: ready[soon & ~today], LATER: ready[~soon]}
        one.counts = {name: len(some) for name, some in buckets.items()}
        one.counts["ready_then"] = int((days <= day(one.looked_at)).sum())
        one.counts |= open_ones | {"too_late": int(bench.too_late.sum())}
        most = self.terms.policy.candidates
        one.shown = [(name, place) for name, some in buckets.items() for place in some[:most].tolist()]
        if len(ready) < most:
            near = kind.short[kind.service.leaves[kind.short] > day(one.looked_at)]
            one.shown += [(SHORT, place) for place in near[: most - len(ready)].tolist()]

    def _kept(self, kind: Kind, places: Ints) -> Ints:
        """Return the places of people whom no day refuted."""
        refuted = [place for key, place in self.benches.refuted if key == kind.key]
        return places[~np.isin(places, refuted)] if refuted else places

    def _bench(self, kind: Kind, needed: date) -> tuple[Bench, dict[str, int]]:
        key = (id(kind), needed)
        if key not in self._found:
            policy = self.terms.policy
            bench = bench_on(kind.prospects, kind.service, needed, self.terms.last, policy.least_months)
            self._found[key] = bench, {"unknown": int((kind.prospects.state == OPEN).sum())}
        return self._found[key]

    def first_fact(self, kind: Kind) -> str | None:
        """Return the fact that most of those lack who are open for lack of data; None where nobody is, or where people must judge."""
        is_open = kind.prospects.state == OPEN
        waiting = [
            (int((is_open & (gate.outcome.result == UNKNOWN)).sum()), gate) for gate in kind.prospects.gates
        ]
        most, gate = max(waiting, key=lambda pair: pair[0], default=(0, None))
        return gate.check.facts[0] if gate is not None and most and gate.check.facts else None


def confirm(outlook: Outlook, outlooks: list[PostOutlook]) -> None:
    """Fill the outlooks with people whom the days themselves confirm; those refuted make room for the next, so long as there are any."""
    for one in outlooks:
        outlook.fill(one)
    confirmed: set[tuple[Any, int]] = set()
    while True:
        shown = {
            (one.kind.key, place)
            for one in outlooks
            if one.kind
            for name, place in one.shown
            if name in (SOON, LATER)
        }
        new = shown - confirmed
        wrong = outlook.benches.refute(new)
        confirmed |= new - wrong
        if not wrong:
            return
        keys = {key for key, _ in wrong}
        for one in outlooks:
            if one.kind and one.kind.key in keys:
                outlook.fill(one)
