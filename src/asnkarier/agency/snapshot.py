"""One agency on one day, as it was known after one import: the facts, and the law and standards that judge them.

Two times are kept apart. `as_of` is the day that is judged; `known_at` is the last import that had been made by then.
Comparing days, looking ahead and asking "what if" are one or two snapshots that are asked the same questions.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

import pandas as pd

from asnkarier.agency.answers.next_steps import first_commands
from asnkarier.agency.known import (
    EMPLOYEE_WORDS,
    FIRST_LISTS,
    LEVELS,
    LISTED,
    Among,
    Changed,
    Known,
    KnownThen,
    beside_facts,
    kept_of,
    known_facts,
)
from asnkarier.agency.people import (
    People,
    classed,
    judged_people,
    listed_earlier,
    no_longer_counted,
    told_of_posts,
    valid_levels,
)
from asnkarier.agency.provenance import told_apart
from asnkarier.analysis.careers.dossiers import Dossiers, build_dossiers
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.kept import Kept
from asnkarier.catalog.types import Catalog
from asnkarier.errors import NothingKnown, UsageError
from asnkarier.language import message
from asnkarier.model.book import CitationLine
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.rules.rulebook import RuleBook
    from asnkarier.settings import Settings
    from asnkarier.store.records import Source
    from asnkarier.store.store import Store

NO_STANDARDS: Final = N_(
    "The workspace holds no job standards; everybody is judged by the default levels of their class"
)


@dataclass(frozen=True)
class Snapshot:
    """What is known of the agency, ready to be asked; what is derived from the facts is made when first asked for.

    frames: the current facts by table name as `Store.load` answers, beside them `known.LEVELS` and
    `known.EMPLOYEE_WORDS`. known_at: the batch that was the newest then, None for all that is known now. seen_from: the
    day from which `as_of` is looked ahead to, None when it is not. sources: the sheets that facts name. first_lists: the day
    of the first list of each table, where `as_of` is before it. stand_in: the tables of them that were asked for. several_lists: whether
    employees may stand on more than one list. remarks: what stood in for something
    missing, as sentences for the reader of any report. leavers: who is known but no longer listed, since a complete list
    left them out. cleared: nip -> the hukuman disiplin that a complete list no longer tells. set_aside: register -> of whom rows
    about it are out, see `Store.set_aside`. meaning: the id that the agency knows a stored competency by. citations: the law that left people out.
    """

    as_of: date
    frames: Mapping[str, pd.DataFrame]
    rulebook: "RuleBook"
    catalog: Catalog
    settings: "Settings"
    known_at: int | None = None
    seen_from: date | None = None
    sources: "Mapping[int, Source]" = field(default_factory=dict)
    first_lists: Mapping[str, date] = field(default_factory=dict)
    stand_in: tuple[str, ...] = ()
    several_lists: bool = False
    remarks: tuple[str, ...] = ()
    citations: tuple[CitationLine, ...] = ()
    leavers: frozenset[str] = frozenset()
    cleared: Mapping[str, str] = field(default_factory=dict)
    set_aside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    meaning: Callable[[str], str] = str

    @property
    def people_day(self) -> date:
        """The day whose lists say who the employees are."""
        return self.first_lists.get("employees", self.as_of)

    def asking(self, table: str) -> Self:
        """Return the agency whose remarks say so where the first list of a table stands in for an older one, cited so too."""
        first = self.first_lists.get(table)
        if first is None or table in self.stand_in:
            return self
        remark = message(FIRST_LISTS[table], as_of=self.as_of, first=first)
        return replace(self, remarks=(*self.remarks, remark), stand_in=(*self.stand_in, table))

    def with_(self, *, frames: Mapping[str, pd.DataFrame] | None = None, **changes: Any) -> Self:
        """Return what would be known if these frames, the rulebook, the catalog, the settings or the day were others.

        The tables that are not named stay as they are, whatever the day: looking ahead knows no more than today.
        ValueError: an earlier day, on which some of these facts were not known yet; that one is read from the store.
        """
        if changes.get("as_of", self.as_of) < self.as_of:
            raise ValueError(f"what is known on {self.as_of} says nothing of {changes['as_of']}")
        return replace(self, frames=Changed(self.frames, frames) if frames else self.frames, **changes)

    def ahead(self, day: date | None) -> "Snapshot":
        """Return the agency on a later day as it is foreseen today, itself for any other day.

        Everybody is older and longer in post, by the law that is known to hold then; no fact is newer. Made once a day.
        """
        if day is None or day <= self.as_of:
            return self
        seen_from = self.seen_from or self.as_of
        return self.kept.of(("ahead", day), lambda: self.with_(as_of=day, seen_from=seen_from))

    @cached_property
    def kept(self) -> Kept:
        """What posts were told of these people on this day, for the next post that asks the same."""
        return Kept()

    def among(self, nips: Collection[str]) -> Self:
        """Return the same agency with only these people in it; posts, units and courses stay."""
        return replace(self, frames=Among(self.frames, nips))

    @cached_property
    def employees(self) -> pd.DataFrame:
        """Everybody by nip, with `kelompok`, and `jenjang` filled from the name of the post."""
        return classed(self, "employees", sort="nip")

    @property
    def listed(self) -> pd.DataFrame:
        """Everybody by nip with what to find them by, whoever else the snapshot leaves out; see `known.LISTED`."""
        return self.frames[LISTED].sort_values("nip", kind="stable", ignore_index=True)

    @cached_property
    def levels(self) -> pd.DataFrame:
        """The latest level of each person and competency, without those too old to count."""
        return valid_levels(self.frames[LEVELS], self)

    @cached_property
    def people(self) -> People:
        """Everybody, each against the standard of the post held."""
        return judged_people(self)

    @cached_property
    def positions(self) -> pd.DataFrame:
        """The history of posts, with `kelompok`."""
        return classed(self, "positions")

    @cached_property
    def dossiers(self) -> Dossiers:
        """The careers of everybody, in the order of `people`."""
        return build_dossiers(
            self.people.employees,
            self.positions,
            self.frames["appraisals"],
            self.frames["trainings"],
            rulebook=self.rulebook,
            as_of=self.as_of,
            known_on=self.seen_from,
            complete_registers=self.settings.complete_registers,
            credit_points=self.frames["credit_points"],
            competency_tests=self.frames["competency_tests"],
            cleared=self.cleared,
            set_aside=self.set_aside,
            earlier=listed_earlier(self),
            kept=kept_of(self.frames),
        )

    @cached_property
    def register(self) -> Register | None:
        """The register of employees with the cell of every value; None when nobody is known."""
        words = self.frames[EMPLOYEE_WORDS]
        return Register(words, self.frames["employees"]) if len(words) else None

    @cached_property
    def vacancies(self) -> pd.DataFrame:
        """The vacancies by code."""
        return self.frames["vacancies"].sort_values("kode", ignore_index=True)

    @cached_property
    def _holders(self) -> tuple[pd.DataFrame, ...]:
        """Who held posts, who is listed in them but does not count, who holds them: the later knows better."""
        return self.positions, no_longer_counted(self), self.employees

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """Normalised position -> kelompok, as its holders now or in the past had it."""
        found: dict[str, str] = {}
        for frame in self._holders:
            found |= dict(told_of_posts(frame, "kelompok"))
        return found

    @cached_property
    def eselons(self) -> Mapping[str, str | None]:
        """Normalised position -> eselon, as its holders have it now, else had it; None where they differ."""
        found: dict[str, str | None] = {}
        for frame in self._holders:
            said: dict[str, set[str]] = {}
            for name, eselon in told_of_posts(frame, "eselon"):
                said.setdefault(name, set()).add(eselon)
            found |= {name: next(iter(one)) if len(one) == 1 else None for name, one in said.items()}
        return found

    @cached_property
    def job_classes(self) -> Mapping[str, int]:
        """Normalised position -> the highest kelas jabatan of its holders now, else of its former ones."""
        found: dict[str, int] = {}
        for frame in self._holders:
            highest: dict[str, int] = {}
            for name, kelas in told_of_posts(frame, "kelas_jabatan"):
                highest[name] = max(highest.get(name, 0), int(kelas))
            found |= highest
        return found


def load_snapshot(workspace: "Workspace", store: "Store") -> Snapshot:
    """Return what is known on the workspace's day, by the law and the standards of today.

    Tables are read from the store, which must stay open, when needed. What stands in for something missing is told:
    the first list of employees on a day before it, the default levels of a class where there are no standards.
    """
    return _of(workspace, store, known_facts(workspace, store))


def load_somebody(
    workspace: "Workspace", store: "Store", *, asking: Sequence[str] = (), frames: Known | None = None
) -> Snapshot:
    """Return the same; UsageError when nobody is known: an empty answer would look like one. frames: see `Known.about`."""
    seen = workspace.seen_again(asking) if frames is None else None
    if seen is not None:
        return seen
    frames = known_facts(workspace, store) if frames is None else frames
    if frames.nobody and workspace.known_at is not None:
        raise UsageError(
            N_("no list of employees had been imported by the moment that --known-at names"),
            N_("choose a later day or batch; asn history lists them"),
        )
    if frames.nobody:
        raise NothingKnown(
            N_("the store holds no employees known on {as_of}"),
            N_("import a list of employees first"),
            table="employees",
            facts={"as_of": workspace.as_of},
            commands=first_commands(workspace, store),
        )
    return _of(workspace, store, frames, asking)


def _of(workspace: "Workspace", store: "Store", frames: Known, asking: Sequence[str] = ()) -> Snapshot:
    snapshot = Snapshot(
        workspace.as_of,
        frames,
        workspace.rulebook,
        workspace.catalog if workspace.has_standards else Catalog({}),
        workspace.settings,
        known_at=workspace.known_at,
        sources=told_apart(store.sources(), store.batches(), workspace.known_at),
        first_lists=frames.first_lists,
        several_lists=sum(one.table == "employees" for one in frames.lists) > 1,
        meaning=frames.meaning,
        **beside_facts(frames.store, frames.people_day, workspace.known_at),
    )
    for table in ("employees", *asking):
        snapshot = snapshot.asking(table)
    snapshot = replace(snapshot, remarks=(*snapshot.remarks, *_remarks(workspace, store, frames)))
    for remark in snapshot.remarks:
        workspace.tell(remark)
    return snapshot if workspace.imagine is None else workspace.imagine(snapshot)


def _remarks(workspace: "Workspace", store: "Store", frames: Known) -> Iterator[str]:
    if not workspace.has_standards and not frames.nobody:
        yield message(NO_STANDARDS)
    if workspace.known_at is not None:
        # Hashes and events, for a rare question.
        from asnkarier.agency.answers.conditions import changed_since
        from asnkarier.agency.privacy.purges import purged_since

        yield from filter(
            None,
            [changed_since(workspace, store, workspace.known_at), purged_since(store, workspace.known_at)],
        )


def known_then(snapshot: Snapshot, store: "Store", batch: int) -> Snapshot:
    """Return the same day as it was known when `batch` was the newest (0: nothing was), by the same law and standards."""
    frames = KnownThen(store, snapshot.as_of, batch, snapshot.frames, snapshot.meaning)
    then = beside_facts(store, snapshot.people_day, batch)
    return replace(snapshot, frames=frames, known_at=batch, **then)
