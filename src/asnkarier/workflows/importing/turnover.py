"""What a list of employees says of those it does not name, and of those it names again; asked before anything is stored."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, Final

from asnkarier.model.frames import EMPLOYEES
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.model.terms import normalise
from asnkarier.reports.shown.numbers import long_day, notation
from asnkarier.sheets.names import is_rejects, name_of
from asnkarier.workflows.importing.valid_day import valid_day

if TYPE_CHECKING:
    from asnkarier.sheets.reading import SheetReading
    from asnkarier.store.store import Store
    from asnkarier.workflows.importing.job import Job

BRAKE: Final = "DAFTAR-SUSUT"
_BORN: Final = 8  # the digits of a NIP that are the birth date


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a list of employees has named once."""

    nip: str
    nama: str


@dataclass(frozen=True, slots=True)
class Turnover:
    """Who of the people listed on `day` is missing in a list, and who had left and is named again.

    complete: the list is everybody, so that the missing leave. listed: how many people were listed before it. later: how
    many of the missing a list of a later day names all the same. absent: how many whom only this list names are not in the
    complete list of a later day, `next_day`, so that they have left by then. renumbered: missing people beside those who
    are new under another NIP with the same name and birth date. path: the file, as a command can name it, where nobody has
    said whether the list is everybody.
    """

    complete: bool
    day: date
    listed: int = 0
    missing: tuple[Person, ...] = ()
    back: tuple[Person, ...] = ()
    later: int = 0
    absent: int = 0
    next_day: date | None = None
    renumbered: tuple[tuple[Person, Person], ...] = ()
    path: str = ""

    def exceeds(self, percent: Decimal) -> bool:
        """Return whether more people would leave than this share of the listed ones, in hundredths."""
        return self.complete and len(self.missing) * 100 > percent * self.listed

    def as_json(self) -> dict[str, Any]:
        """Return it under the keys of the import's summary."""
        return {
            "since": self.day.isoformat(),
            "listed": self.listed,
            "missing": [{"nip": one.nip, "nama": one.nama} for one in self.missing],
            "named_later": self.later,
            "absent_later": self.absent,
            "renumbered": [{"nip": one.nip, "new_nip": new.nip} for one, new in self.renumbered],
            "back": [{"nip": one.nip, "nama": one.nama} for one in self.back],
        }


def wanted_complete(job: "Job") -> bool:
    """Return whether a list of employees of this import is to be everybody."""
    if job.request.not_complete:
        return False
    return job.request.complete or EMPLOYEES.name in job.workspace.settings.importing.complete


def turnover(job: "Job", path: Path, readings: Sequence["SheetReading"]) -> Turnover | None:
    """Return what the tables of a file together say of who is employed; None when none of them is a list of employees."""
    lists = [one for one in readings if _is_roll(one)]
    if not lists:
        return None
    complete = wanted_complete(job) and not any(_stops_it(path, readings))
    days = {id(one): valid_day(job, one).day for one in lists}
    day = max(days.values())  # sheets of several days are several lists; the last one tells who is employed
    if job.store is None:
        return Turnover(complete, day)
    mine = [one for one in lists if days[id(one)] == day]
    before = [one for one in lists if days[id(one)] < day]
    found = _against(job.store, Turnover(complete, day), named_in(mine, aside=True), before)
    found = _ahead(job.store, replace(found, renumbered=_renumbered(job.store, found, mine)), mine)
    if is_rejects(path.name):  # whom a few mended rows do not name is no question
        return replace(found, missing=())
    said = wanted_complete(job) or job.request.not_complete
    return found if said else replace(found, path=quote(str(path)))


def _is_roll(reading: "SheetReading") -> bool:
    """Return whether a table says who is employed; one of punishments names some of them."""
    return reading.kind == EMPLOYEES.name and not reading.refused and not reading.of_punishments


def named_in(readings: Iterable["SheetReading"], *, aside: bool) -> set[str]:
    """Return whom these lists name; aside: also on rows that are set aside, and on those that repeat another sheet's."""
    named: set[str] = set()
    for one in readings:
        named.update(one.accepted["nip"].tolist(), one.duplicate_nips if aside else ())
        if aside:
            named.update(nip for nip in one.rejected_nips if nip is not None)
    return named


def _against(
    store: "Store", found: Turnover, named: Collection[str], before: Sequence["SheetReading"]
) -> Turnover:
    """Return who is missing and who is back; before: lists of earlier days in the same file, which nobody has stored yet."""
    day = found.day
    listed = {*store.would_leave((), day), *named_in(before, aside=False)}
    missing = sorted(listed.difference(named))
    back = sorted(set(store.leavers(day)["nip"].tolist()).intersection(named))
    later = store.last_named(date.max) if missing else None
    again = 0 if later is None else int(later["nip"][later["day"].dt.date > day].isin(missing).sum())
    names: dict[str, str] = {}
    if missing or back:
        for known in (store.load(EMPLOYEES.name, day), *(one.accepted for one in before)):
            names |= dict(zip(known["nip"].tolist(), known["nama"].fillna("").tolist(), strict=True))
    missing_people, back_people = (
        tuple(Person(nip, names.get(nip, "")) for nip in nips) for nips in (missing, back)
    )
    return replace(found, listed=len(listed), missing=missing_people, back=back_people, later=again)


def _renumbered(
    store: "Store", found: Turnover, mine: Sequence["SheetReading"]
) -> tuple[tuple[Person, Person], ...]:
    """Return the missing beside who is new with the same name and birth date: probably one person, whose NIP was corrected."""
    if not found.missing:
        return ()
    known = {*store.would_leave((), found.day), *(one.nip for one in found.back)}
    new: dict[tuple[str, str], list[Person]] = {}
    for reading in mine:
        for nip, nama in reading.accepted[["nip", "nama"]].itertuples(index=False):
            if nip not in known and isinstance(nama, str):
                new.setdefault(_who(nip, nama), []).append(Person(nip, nama))
    pairs = ((one, new.get(_who(one.nip, one.nama), [])) for one in found.missing if one.nama)
    return tuple((one, others[0]) for one, others in pairs if len(others) == 1)


def _who(nip: str, nama: str) -> tuple[str, str]:
    return normalise(nama), nip[:_BORN]


def _ahead(store: "Store", found: Turnover, mine: Sequence["SheetReading"]) -> Turnover:
    """Return how many whom nobody else names are absent from the next complete list: they have left by its day."""
    later = [one.as_of for one in store.batches() if one.complete and one.status == "active"]
    following = min((day for day in later if day > found.day), default=None)
    if following is None:
        return found
    named = named_in(mine, aside=False)
    known = {*store.would_leave((), date.max), *store.leavers(date.max)["nip"].tolist()}
    return replace(found, absent=len(named - known), next_day=following)


def _stops_it(path: Path, readings: Sequence["SheetReading"]) -> Iterator[bool]:
    """Yield whether something keeps a list from being everybody."""
    yield is_rejects(path.name)
    yield bool(_unreadable(readings))
    yield _unread_part(readings) is not None


def _unreadable(readings: Sequence["SheetReading"]) -> int:
    lists = [one for one in readings if _is_roll(one)]
    return sum(nip is None for one in lists for nip in one.rejected_nips)


def _unread_part(readings: Sequence["SheetReading"]) -> str | None:
    """Return the sheet of a table that was not read and may name employees; None when there is none."""
    for one in readings:
        if one.refused and one.kind in (None, EMPLOYEES.name):
            return one.sheet or "-"
        for problem in one.problems:
            facts = problem.facts
            if problem.code == "TABEL-LEWAT":
                return problem.location.sheet or "-"
            if problem.code == "LEMBAR-LEWAT" and facts["kind"] == EMPLOYEES.name:
                return str(facts["sheet"])
    return None


def why_not_complete(job: "Job", path: Path, readings: Sequence["SheetReading"]) -> list[Problem]:
    """Return why a list that was to be everybody is stored as one that is not."""
    if not wanted_complete(job):
        return []
    lists = [one for one in readings if _is_roll(one)]
    if not lists:
        said = job.request.complete and not job.several
        return [Problem("LENGKAP-BUKAN", Severity.NOTE, Location(name_of(path)))] if said else []
    where = Location(lists[-1].file)
    if is_rejects(path.name):
        return [Problem("LENGKAP-DITOLAK", Severity.NOTE, where)] if job.request.complete else []
    rows = _unreadable(readings)
    if rows:
        return [Problem("LENGKAP-NIP", Severity.WARNING, where, {"rows": rows})]
    unread = _unread_part(readings)
    if unread is not None:
        return [Problem("LENGKAP-TABEL", Severity.WARNING, where, {"sheet": unread})]
    return []


def too_many_leave(job: "Job", path: Path, found: Turnover | None) -> Problem | None:
    """Return the problem of a complete list that would let more people leave than config.yaml allows and nobody confirmed."""
    limit = job.workspace.settings.importing.most_leavers
    if found is None or job.request.confirm_leavers or not found.exceeds(limit):
        return None
    share = 100 * len(found.missing) / found.listed
    facts = {
        "left": len(found.missing),
        "listed": found.listed,
        "day": long_day(found.day),
        "percent": notation().show(share, "level") + " %",
        "limit": notation().show(float(limit), "level") + " %",
    }
    return Problem(BRAKE, Severity.ERROR, Location(name_of(path)), facts)
