"""Whose facts enter an answer about one person, so that no others are read.

Of others count, where somebody is judged for a post: with which class, eselon and kelas jabatan it is or was held; and where a condition
compares posts, which kelompok with which kelas jabatan are or were held in the agency. One holder of each shows it, found by what
facts ever said and then read as the person is: what follows is worked out as among everybody. Where that cannot be told from
the words of single facts, everybody is read.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.judging import rule_sets_of
from asnkarier.agency.known import LISTED, Known, beside_facts, known_facts
from asnkarier.agency.lookups import digits_of, find_nip, is_name
from asnkarier.agency.people import with_kelompok
from asnkarier.agency.posts import Post, find_post, find_vacancy, position_named
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.careers.spell_rows import kinds_of_rows
from asnkarier.analysis.gates.check import Recruits
from asnkarier.analysis.gates.checks.salah_satu import CHECK as ONE_OF
from asnkarier.analysis.gates.registry import known_checks
from asnkarier.errors import UsageError
from asnkarier.model.frames import TABLES
from asnkarier.model.jabatan import normalise_jabatan

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.facts import EverSaid
    from asnkarier.store.store import Store

_POSTS: Final = ("positions", "employees")
_KIND: Final = ("jabatan", "jenis_jabatan", "jenjang", "eselon", "kelas_jabatan")
_FIRST: Final = 100  # people, among whom most kelompok are held
_PAIR: Final = ["kelompok", "kelas_jabatan"]


def load_concerned(
    workspace: "Workspace",
    store: "Store",
    text: str,
    *,
    target: str | None = None,
    asking: Sequence[str] = (),
) -> Snapshot:
    """Return the agency with the one whom `text` names (NIP or name) and with those whose facts enter the answer about them alone.

    target: the post for which they are judged. Whom nobody is found for is told by `find_person`, an unknown post by `find_post`;
    UsageError only where nobody is known at all.
    """
    frames = _about_one(known_facts(workspace, store).about(()), text)
    now = load_somebody(workspace, store, asking=asking, frames=frames)
    return now if target is None or now.employees.empty else _Concerned(now, frames).judged_for(target)


def _about_one(frames: Known, text: str) -> Known:
    if not is_name(text):
        return frames.about((digits_of(text),))
    try:
        return frames.about((find_nip(frames[LISTED], text),))
    except UsageError:
        return frames


@dataclass(frozen=True)
class _Concerned:
    """One person, in `now` and `frames` alone."""

    now: Snapshot
    frames: Known
    _asked: "dict[str, EverSaid]" = field(default_factory=dict)

    def judged_for(self, target: str) -> Snapshot:
        """Return the agency with those whose facts enter the judgement of the person for a post."""
        found = self.now
        try:
            nips = frozenset(self.now.employees["nip"]) | self._holders(_jabatan(self.now, target))
            found = self._among(nips)
            then = found.ahead(find_post(found, target).tmt)
            recruits = _recruits(then, find_post(then, target))
        except UsageError:  # an unknown post, or one of an unknown class: whoever asks for it is told
            return found
        if not recruits:
            return found if recruits is not None else self._among(None)
        return self._compared(then, recruits, nips)

    def _said(self, table: str) -> "EverSaid":
        if table not in self._asked:
            self._asked[table] = self.frames.store.ever_said(table)
        return self._asked[table]

    def _among(self, nips: Collection[str] | None) -> Snapshot:
        frames = self.frames.about(nips)
        beside = beside_facts(frames.store, self.now.people_day, self.now.known_at)
        return replace(self.now, frames=frames, **beside)

    def _holders(self, jabatan: str) -> frozenset[str]:
        """Return people who show in which ways the post is and was held: the first of each way, as `Snapshot.classes` looks at them."""
        wanted, found = normalise_jabatan(jabatan), frozenset[str]()
        for table in _POSTS:
            said = self._said(table)
            spellings = [one for one in said.values("jabatan") if normalise_jabatan(one) == wanted]
            rows = self._rows(table, said.people("jabatan", spellings))
            found |= frozenset(rows.loc[rows["jabatan"].isin(spellings), "nip"])
        return found

    def _rows(self, table: str, nips: Collection[str]) -> pd.DataFrame:
        """Return the first row of each way in which what counts of these people tells of a post."""
        fields = (*TABLES[table].key, "nama", *_KIND)
        day = self.frames.list_day(table)
        store, known_at = self.frames.store.about(nips), self.frames.known_at
        rows = store.load(table, day, known_at=known_at, fields=fields)
        if table == "employees":
            rows = rows[rows["nama"].notna()]
        return rows.drop_duplicates(list(_KIND))

    def _compared(self, then: Snapshot, recruits: Sequence[Recruits], nips: frozenset[str]) -> Snapshot:
        """Return the agency with people besides who show what is held of the posts that are compared."""
        nips |= frozenset(self._said("employees").first(_FIRST))
        found, by_class = self._among(nips), any(one.by_class for one in recruits)
        if by_class:
            found = self._shown(found, then, nips, recruits, classless=False)
        if not _held(_on(found, then), recruits):
            found = self._shown(found, then, nips, recruits, classless=True)
        return found

    def _shown(
        self,
        found: Snapshot,
        then: Snapshot,
        nips: frozenset[str],
        recruits: Sequence[Recruits],
        *,
        classless: bool,
    ) -> Snapshot:
        """Return the agency with holders besides, so that each kelompok that is asked for stands there with each kelas jabatan that it has.

        classless: posts without a kelas jabatan count as well.
        """
        wanted = {name for one in recruits for name in one.kelompok}
        ways = _wanted(pd.concat([self._ways(table, classless) for table in _POSTS]), then, wanted)
        nips = frozenset(found.employees["nip"]) | nips
        nips |= frozenset(ways.drop_duplicates(_PAIR)["nip"])
        found = self._among(nips)
        missing = _missing(ways, _on(found, then))
        if missing["jabatan"].isna().any():
            return self._among(None)
        if len(missing):  # who tells of it may not count: all who might
            names = missing["jabatan"].unique().tolist()
            for table in _POSTS:
                nips |= self._said(table).people("jabatan", names)
            found = self._among(nips)
        mixed = _missing(self._mixed(then, wanted, classless), _on(found, then))
        return self._among(nips | frozenset(mixed["nip"])) if len(mixed) else found

    def _ways(self, table: str, classless: bool) -> pd.DataFrame:
        """Return each way in which single facts ever told of a post, with one person of whom they did."""
        said = self._said(table)
        some = classless or bool(said.values("kelas_jabatan"))
        return _posts([one for one in (said.ways(_KIND) if some else ()) if classless or one[-2] is not None])

    def _mixed(self, then: Snapshot, wanted: Collection[str], classless: bool) -> pd.DataFrame:
        """Return the posts that no single fact tells, as of an employee the last word of several lists counts field by field."""
        said = self._said("employees")
        if not classless and not said.values("kelas_jabatan"):
            return _posts([])
        rows = self._rows("employees", said.often())
        rows = rows if classless else rows[rows["kelas_jabatan"].notna()]
        return _wanted(rows[[*_KIND, "nip"]], then, wanted).drop_duplicates(_PAIR)


def _jabatan(now: Snapshot, target: str) -> str:
    vacancy = find_vacancy(now, target)
    return position_named(now, target) if vacancy is None else str(vacancy["jabatan"])


def _recruits(then: Snapshot, post: Post) -> "tuple[Recruits, ...] | None":
    """Return from which posts the conditions of a post take people; None: which conditions are asked may depend on others."""
    sets = rule_sets_of(then, post)
    criteria = [one for rules in sets for one in rules.syarat]
    told = [(known_checks()[one.uji], each) for one in criteria for each in one.dated if not each.repealed]
    found = tuple(part for check, each in told if (part := check.recruits(each.value)) is not None)
    nested = any(check is ONE_OF for check, _ in told)
    return None if nested or (found and len(sets) > 1) else found


def _on(found: Snapshot, then: Snapshot) -> Snapshot:
    return found.ahead(then.as_of)


def _held(now: Snapshot, recruits: Sequence[Recruits]) -> bool:
    held = {name for name, _ in now.dossiers.posts_held}
    return all(held.intersection(one.kelompok) for one in recruits)


def _posts(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    kinds = dict.fromkeys((*_KIND, "nip"), "str") | {"kelas_jabatan": "Int64"}
    return pd.DataFrame(list(rows), columns=[*_KIND, "nip"]).astype(kinds)


def _wanted(ways: pd.DataFrame, then: Snapshot, wanted: Collection[str]) -> pd.DataFrame:
    """Return the ways that may be of a kelompok that is asked for, with it, by their jenjang as told and as their name says it."""
    parts = []
    for frame in (ways, with_kelompok(ways, then)):
        kelompok, _jenis = kinds_of_rows(frame, then.rulebook, then.as_of)
        parts.append(ways.assign(kelompok=pd.Series(kelompok, index=ways.index, dtype=object)))
    both = pd.concat(parts, ignore_index=True)
    return both[both["kelompok"].isin(list(wanted))]


def _missing(ways: pd.DataFrame, now: Snapshot) -> pd.DataFrame:
    """Return the ways that nobody of the snapshot holds a post in."""
    if ways.empty:
        return ways
    pairs = zip(ways["kelompok"].astype(str), ways["kelas_jabatan"].fillna(-1).astype(int), strict=True)
    return ways[[pair not in now.dossiers.posts_held for pair in pairs]]
