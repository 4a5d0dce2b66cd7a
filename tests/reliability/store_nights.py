"""Months of nightly lists, straight into the store: two of employees in turns and one of levels, late, complete or taken back, against a plain model.

After every step all of what is known on three days is held against the model, and at the end every past state again by the number of its
batch. The model keeps the rows of each list and reads them one by one; it knows nothing of facts, batches that repeat or lanes.
"""

import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from figures import Tally, main

from asnkarier.store.records import SourceSheet
from asnkarier.store.store import Store
from store_samples import batch, frame, nip

SEED = 71_000
STORES, STEPS, PEOPLE = 6, 40, 60
QUICK_STORES, QUICK_STEPS, QUICK_PEOPLE = 1, 12, 24
FIRST = date(2026, 1, 1)
FIELDS = ("nama", "golongan", "unit_kerja")
COMPETENCIES = ("integritas", "kerjasama")
SHEET = {0: SourceSheet("daftar.csv", None, (1,), dict.fromkeys(("nip", *FIELDS), "A"))}

Row = Mapping[str, object]
Values = dict[tuple[object, ...], tuple[object, ...]]


@dataclass(frozen=True)
class Listed:
    """One import as it was told; undone_by: the batch that took it back."""

    batch_id: int
    table: str
    day: date
    complete: bool
    rows: tuple[Row, ...]
    undone_by: int | None = None


@dataclass
class Plain:
    """Everything that was imported, in order."""

    lists: list[Listed] = field(default_factory=list)

    def counting(self, table: str, known_at: int) -> Iterator[Listed]:
        """Yield the imports that counted when that batch was the newest, oldest word first."""
        for one in sorted(self.lists, key=lambda one: (one.day, one.batch_id)):
            back = one.undone_by is not None and one.undone_by <= known_at
            if one.table == table and one.batch_id <= known_at and not back:
                yield one

    def employees(self, as_of: date, known_at: int) -> tuple[Values, dict[object, date]]:
        """Return the values of everybody, and who is no longer listed since when."""
        known: dict[object, dict[str, object]] = {}
        left: dict[object, date] = {}
        for one in self.counting("employees", known_at):
            if one.day > as_of:
                continue
            for row in one.rows:
                person = known.setdefault(row["nip"], {})
                person.update({name: row[name] for name in FIELDS if row[name] is not None or one.complete})
                left.pop(row["nip"], None)
            if one.complete:
                for gone in known.keys() - {row["nip"] for row in one.rows}:
                    left.setdefault(gone, one.day)
        values = {(who,): tuple(person.get(name) for name in FIELDS) for who, person in known.items()}
        return values, left

    def levels(self, as_of: date, known_at: int) -> Values:
        """Return the level of everybody in every competency on every day that it was assessed."""
        found: Values = {}
        for one in self.counting("assessments", known_at):
            for row in one.rows:
                assessed = row["tanggal_asesmen"]
                if one.day <= as_of or (isinstance(assessed, date) and assessed <= as_of):
                    found[row["nip"], row["kompetensi"], assessed] = (row["level"],)
        return found


@dataclass
class Office:
    """What the lists would say tonight."""

    dice: random.Random
    people: list[str]
    known: list[dict[str, object]] = field(default_factory=list)
    levels: list[dict[str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = [{"nip": one, **{name: f"{name} 1" for name in FIELDS}} for one in self.people]
        self.levels = [
            {"nip": one, "kompetensi": name, "level": 2.0, "tanggal_asesmen": self.dice.choice([None, FIRST])}
            for one in self.people
            for name in COMPETENCIES
        ]

    def move_on(self) -> None:
        for row in self.dice.sample(self.known, self.dice.randint(0, 3)):
            name = self.dice.choice(FIELDS)
            row[name] = self.dice.choice([None, f"{name} 1", f"{name} 2", f"{name} 3"])
        for row in self.dice.sample(self.levels, self.dice.randint(0, 3)):
            row["level"] = self.dice.choice([1.0, 2.0, 2.5])

    def tonight(self, what: str) -> tuple[str, bool, tuple[Row, ...]]:
        """Return table, completeness and rows of a list: everybody, one half, or levels; now and then somebody is missing."""
        if what == "levels":
            return "assessments", False, tuple(dict(row) for row in self.levels)
        half = {"left": slice(0, None, 2), "right": slice(1, None, 2)}.get(what, slice(None))
        rows = [dict(row) for row in self.known[half]]
        for _ in range(self.dice.choice([0, 0, 1, 2])):
            rows.pop(self.dice.randrange(len(rows)))
        return "employees", what == "complete", tuple(rows)


def values(loaded: object, keys: tuple[str, ...], names: tuple[str, ...]) -> Values:
    part = loaded[[*keys, *names]].astype(object)  # type: ignore[index]
    rows = part.where(part.notna(), None).itertuples(index=False)
    plain = [tuple(one.date() if hasattr(one, "date") else one for one in row) for row in rows]
    return {row[: len(keys)]: row[len(keys) :] for row in plain}


def held(store: Store, plain: Plain, as_of: date, known_at: int) -> bool:
    """Whether the store says what the model says."""
    known, left = plain.employees(as_of, known_at)
    gone = store.leavers(as_of, known_at=known_at)
    keys = ("nip", "kompetensi", "tanggal_asesmen")
    levels = values(store.load("assessments", as_of, known_at=known_at), keys, ("level",))
    return (
        values(store.load("employees", as_of, known_at=known_at), ("nip",), FIELDS) == known
        and dict(zip(gone["nip"], gone["since"].dt.date, strict=True)) == left
        and levels == plain.levels(as_of, known_at)
    )


def days_around(day: date) -> tuple[date, ...]:
    return FIRST - timedelta(days=1), FIRST + (day - FIRST) // 2, day


def step(dice: random.Random, store: Store, plain: Plain, office: Office, day: date, name: str) -> int:
    """Import a list, or take one back; return the newest batch."""
    active = [place for place, one in enumerate(plain.lists) if one.undone_by is None]
    if active and dice.random() < 0.15:
        place = dice.choice(active[-6:])
        undone = store.undo(plain.lists[place].batch_id, now="2026-12-01T00:00:00Z", by="x").batch_id
        plain.lists[place] = replace(plain.lists[place], undone_by=undone)
        return undone
    table, complete, rows = office.tonight(dice.choice(("all", "complete", "left", "right", "levels")))
    said = day - timedelta(days=dice.choice([0, 0, 0, 3, 9]))  # some come late
    added = store.add(batch(table, name, said, complete=complete), frame(table, list(rows)), SHEET)
    assert added.batch_id is not None
    plain.lists.append(Listed(added.batch_id, table, said, complete, rows))
    return added.batch_id


def walk(tally: Tally, folder: Path, dice: random.Random, steps: int, people: int) -> None:
    """Fill one store step by step, and look at it after each, and at all that was at the end."""
    plain, office = Plain(), Office(dice, [nip(number) for number in range(people)])
    moments = []
    with Store.open(folder / "asn.db") as store:
        for number in range(steps):
            day = FIRST + timedelta(days=number)
            newest = step(dice, store, plain, office, day, f"list {number}")
            office.move_on()
            moments.append((newest, day, store.fingerprint(day)))
            for as_of in days_around(day):
                tally.expect(
                    held(store, plain, as_of, newest), f"{folder.name}, step {number}, as of {as_of}"
                )
        for newest, day, then in moments:
            again = store.fingerprint(day, known_at=newest) == then
            tally.expect(again and held(store, plain, day, newest), f"{folder.name}, known at {newest}")
        tally.expect(store.verify() == [], f"{folder.name}: {store.verify()[:3]}")


def run(quick: bool, folder: Path) -> tuple[str, list[str]]:
    tally = Tally()
    stores, steps, people = (QUICK_STORES, QUICK_STEPS, QUICK_PEOPLE) if quick else (STORES, STEPS, PEOPLE)
    for number in range(stores):
        place = folder / f"store {number}"
        place.mkdir()
        walk(tally, place, random.Random(SEED + number), steps, people)
    figure = (
        f"{stores} stores of {steps} lists and undoings: {tally.trials} states, {len(tally.faults)} wrong"
    )
    return figure, tally.faults


if __name__ == "__main__":
    sys.exit(main(__doc__, run))
