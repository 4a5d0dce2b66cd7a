"""What changes from one standard to the next, one row per thing: was and now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asnkarier.catalog.types import JobStandard
from asnkarier.model.draft import Draft, plain
from asnkarier.model.problem import Location


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a standard says in another way. part: `level`, `bobot`, `kritis` of a competency, or a key of the file.

    was, now: as text, empty where there is nothing. place: the cell that says it now.
    """

    part: str
    kompetensi: str | None
    was: str
    now: str
    place: Location


def differences(old: JobStandard, new: JobStandard, draft: Draft) -> tuple[Difference, ...]:
    """Return what differs: competencies in the order of the new standard, those that go, then the rest."""
    return tuple(_competencies(old, new, draft)) + tuple(_others(old, new, draft))


def _competencies(old: JobStandard, new: JobStandard, draft: Draft) -> Iterator[Difference]:
    before = {one.kompetensi: one for one in old.kompetensi}
    after = {one.kompetensi: one for one in new.kompetensi}
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name), after.get(name)
        for part, usual in (("level", None), ("bobot", 1), ("kritis", False)):
            values = [getattr(one, part) if one else None for one in (was, now)]
            shown = ["" if value is None or value == usual else _text(value) for value in values]
            if shown[0] != shown[1]:
                yield Difference(part, name, shown[0], shown[1], draft.at(name))


def _others(old: JobStandard, new: JobStandard, draft: Draft) -> Iterator[Difference]:
    for part, was, now in (
        ("jabatan", old.jabatan, new.jabatan),
        ("kode", old.kode, new.kode),
        ("kelompok", old.kelompok, new.kelompok),
        ("urusan", old.urusan, new.urusan),
        ("pendidikan", old.pendidikan_jenjang, new.pendidikan_jenjang),
        ("bidang", old.pendidikan_bidang, new.pendidikan_bidang),
        ("pangkat", old.pangkat, new.pangkat),
        ("pelatihan", _told(old.pelatihan), _told(new.pelatihan)),
        ("pengalaman", _told(old.pengalaman), _told(new.pengalaman)),
    ):
        if was != now:
            yield Difference(
                part, None, _text(was), _text(now), draft.at("jenjang" if part == "pendidikan" else part)
            )


def _told(entries: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(
        ", ".join(_text(value) for name in entry.__slots__ if (value := getattr(entry, name)) is not None)
        for entry in entries
    )


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_text, value))
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return f"{value:g}" if isinstance(value, int | float) else plain(value or "")
