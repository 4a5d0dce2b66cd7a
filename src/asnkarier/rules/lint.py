"""Looks at a whole table of the law for holes, overlaps and places that nobody can reach."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from asnkarier.model.golongan import PANGKAT
from asnkarier.model.kelompok import KELOMPOK
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN
from asnkarier.model.terms import normalise

Path = tuple[str | int, ...]
Lint = Callable[[Any], Iterable["Fault"]]
EKSPEKTASI: Final = ("di_atas", "sesuai", "di_bawah")
POTENSIAL: Final = ("tinggi", "menengah", "rendah")
PREDIKAT: Final = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
HUKUMAN: Final = ("tidak_pernah", "ringan", "sedang", "berat", "sedang_menjalani")
ESELON: Final = ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V")
ESELON_WITHOUT_LETTER: Final = ("I", "II", "III", "IV", "V.a")
BOXES: Final = tuple(range(1, 10))
# A part of a whole in percent; what a scale out of 100 can never pass.
WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value, and where in it."""

    code: str
    path: Path = ()
    facts: Mapping[str, object] = field(default_factory=dict)


def thresholds(rows: Sequence[Mapping[str, Any]], minimum: str, codes: Sequence[str] = ()) -> Iterator[Fault]:
    """Yield the faults of a table of categories: strictly descending, every one reachable, the last without a floor."""
    floors = [row[minimum] for row in rows]
    if not rows or floors[-1] is not None:
        yield Fault("ATR-AMBANG-AKHIR", (max(len(rows) - 1, 0), minimum))
    for place, floor in enumerate(floors[:-1]):
        if floor is None:
            yield Fault("ATR-AMBANG-TENGAH", (place, minimum))
        elif not 0 < floor <= WHOLE:
            yield Fault("ATR-AMBANG-JANGKAU", (place, minimum), {"minimal": floor})
    for place, (upper, lower) in enumerate(pairwise(floors)):
        if upper is not None and lower is not None and lower >= upper:
            yield Fault("ATR-AMBANG-URUT", (place + 1, minimum), {"minimal": lower, "di_atas": upper})
    names = [row["kode"] for row in rows]
    yield from repeated(names, lambda place: (place, "kode"))
    if codes:
        yield from absent(codes, names)
        yield from _in_order(codes, names)


def _in_order(codes: Sequence[str], names: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault at the first row that bears the name of another: limits descend, so their names must too."""
    if sorted(codes) != sorted(names):
        return
    for place, (expected, name) in enumerate(zip(codes, names, strict=True)):
        if expected != name:
            yield Fault("ATR-AMBANG-SEBUTAN", (place, "kode"), {"name": name, "expected": expected})
            return


def absent(expected: Iterable[object], found: Iterable[object], path: Path = ()) -> Iterator[Fault]:
    """Yield one fault that names everything expected that is not found."""
    known = set(found)
    missing = [str(one) for one in expected if one not in known]
    if missing:
        yield Fault("ATR-TABEL", path, {"missing": ", ".join(missing)})


def repeated(names: Sequence[Any], where: Callable[[int], Path]) -> Iterator[Fault]:
    """Yield a fault for every name that stands twice, at its second place."""
    seen = set()
    for place, name in enumerate(names):
        if name in seen:
            yield Fault("ATR-GANDA", where(place), {"name": name})
        seen.add(name)


def _table(rows: Mapping[str, Mapping[str, Any]], across: Sequence[str]) -> Iterator[Fault]:
    yield from absent(EKSPEKTASI, rows)
    for name, row in rows.items():
        yield from absent(across, row, (name,))


def boxes(grid: Mapping[str, Mapping[str, int]]) -> Iterator[Fault]:
    """Yield the faults of the nine-box grid: complete, each box from 1 to 9 exactly once."""
    yield from _table(grid, POTENSIAL)
    used = Counter(box for row in grid.values() for box in row.values())
    twice = sorted(str(box) for box, times in used.items() if times > 1)
    if twice:
        yield Fault("ATR-KOTAK", (), {"boxes": ", ".join(twice)})


def _ladder(steps: Mapping[str, str | None]) -> Iterator[Fault]:
    yield from absent(KELOMPOK, steps)
    for start in steps:
        seen, at = {start}, steps.get(start)
        while at is not None and at not in seen:
            seen.add(at)
            at = steps.get(at)
        if at is not None:
            yield Fault("ATR-PUTARAN", (start,), {"name": start})
            return


def _eselon(table: Mapping[str, str | None]) -> Iterator[Fault]:
    yield from absent(ESELON, table)
    for name in table:
        if name not in (*ESELON, *ESELON_WITHOUT_LETTER):
            yield Fault("YAML-KUNCI-ASING", (name,), {"name": name})


def _eselon_names(rows: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """Yield the faults of the eselon by name: a first word twice, or an eselon that there is not."""
    words = [
        (place, at, normalise(word))
        for place, row in enumerate(rows)
        for at, word in enumerate(row["kata_awal"])
    ]
    yield from repeated([word for _, _, word in words], lambda k: (words[k][0], "kata_awal", words[k][1]))
    known = ", ".join(ESELON)
    for place, row in enumerate(rows):
        for at, name in enumerate(row["eselon"]):
            if name not in ESELON:
                yield Fault(
                    "YAML-PILIHAN", (place, "eselon", at), {"key": "eselon", "value": name, "expected": known}
                )


def _eselon_ranks(table: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    order = list(PANGKAT)
    yield from absent([one for one in ESELON if "." in one], table)
    for name, row in table.items():
        if name not in (*ESELON, *ESELON_WITHOUT_LETTER):
            yield Fault("YAML-KUNCI-ASING", (name,), {"name": name})
        if order.index(row["terendah"]) > order.index(row["tertinggi"]):
            facts = {
                "low": "terendah",
                "high": "tertinggi",
                "low_value": row["terendah"],
                "high_value": row["tertinggi"],
            }
            yield Fault("ATR-RENTANG", (name, "terendah"), facts)


def _dictionary(rows: Sequence[Mapping[str, Any]], path: Path = ()) -> Iterator[Fault]:
    """Yield the faults of a list of competencies: an id twice, or a spelling that means two of them."""
    yield from repeated([row["id"] for row in rows], lambda place: (*path, place, "id"))
    meaning: dict[str, str] = {}
    for place, row in enumerate(rows):
        for text in (row["id"], row["nama"], row.get("kode"), *row["alias"]):
            other = meaning.setdefault(normalise(text), row["id"]) if text else row["id"]
            if other != row["id"]:
                yield Fault("ATR-EJAAN", (*path, place), {"name": text, "other": other})


def _aspects(value: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _dictionary(value["aspek"], ("aspek",))


def _weights(weights: Mapping[str, float]) -> Iterator[Fault]:
    total = sum(weights.values())
    if total != WHOLE:
        yield Fault("ATR-JUMLAH", (), {"total": total, "expected": WHOLE})


def _tenure(rows: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    floors = [row["minimal_tahun"] for row in rows]
    if not rows or floors[-1] != 0:
        yield Fault("ATR-AMBANG-NOL", (max(len(rows) - 1, 0), "minimal_tahun"))
    for place, (upper, lower) in enumerate(pairwise(floors)):
        if lower >= upper:
            yield Fault("ATR-AMBANG-URUT", (place + 1, "minimal_tahun"), {"minimal": lower, "di_atas": upper})


def _ordered(low: str, high: str) -> Lint:
    def look(value: Mapping[str, Any]) -> Iterator[Fault]:
        if value[low] >= value[high]:
            facts = {"low": low, "high": high, "low_value": value[low], "high_value": value[high]}
            yield Fault("ATR-RENTANG", (low,), facts)

    return look


def _retirement(rows: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """Yield the faults of the ages by name: a first word twice, or an extension that does not extend."""
    words = [
        (place, at, normalise(word))
        for place, row in enumerate(rows)
        for at, word in enumerate(row["kata_awal"])
    ]
    yield from repeated([word for _, _, word in words], lambda k: (words[k][0], "kata_awal", words[k][1]))
    for place, row in enumerate(rows):
        if row["diperpanjang"] is not None:
            for fault in _ordered("bup", "diperpanjang")(row):
                yield Fault(fault.code, (place, *fault.path), fault.facts)


def _complete_order(expected: Sequence[str]) -> Lint:
    def look(names: Sequence[str]) -> Iterator[Fault]:
        yield from repeated(names, lambda place: (place,))
        yield from absent(expected, names)

    return look


def _scores(table: Mapping[str, float]) -> Iterator[Fault]:
    yield from absent(PREDIKAT, table)
    present = [name for name in PREDIKAT if name in table]
    for better, worse in pairwise(present):
        if table[worse] >= table[better]:
            facts = {"minimal": table[worse], "di_atas": table[better]}
            yield Fault("ATR-AMBANG-URUT", (worse,), facts)


def _performance_axis(rows: Mapping[str, str] | Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    """Yield the faults of the performance axis: a label for each predikat, never better for a worse one; or cuts of points."""
    if not isinstance(rows, Mapping):
        yield from thresholds(rows, "minimal", EKSPEKTASI)
        return
    yield from absent(PREDIKAT, rows)
    for better, worse in pairwise([name for name in PREDIKAT if name in rows]):
        if EKSPEKTASI.index(rows[worse]) < EKSPEKTASI.index(rows[better]):
            yield Fault("ATR-AMBANG-URUT", (worse,), {"minimal": rows[worse], "di_atas": rows[better]})


LINTS: Final[Mapping[str, Lint]] = {
    "": lambda _: (),
    "dictionary": _dictionary,
    "aspects": _aspects,
    "scale": _ordered("minimum", "maksimum"),
    "categories": lambda rows: thresholds(rows, "minimal"),
    "performance_axis": _performance_axis,
    "potential_axis": lambda rows: thresholds(rows, "minimal", POTENSIAL),
    "matrix": lambda rows: _table(rows, EKSPEKTASI),
    "order": _complete_order(PREDIKAT),
    "scores": _scores,
    "boxes": boxes,
    "every_box": lambda table: absent(BOXES, table),
    "weights": _weights,
    "discipline": lambda table: absent(HUKUMAN, table),
    "tenure": _tenure,
    "every_kelompok": lambda table: absent(KELOMPOK, table),
    "eselon": _eselon,
    "eselon_names": _eselon_names,
    "eselon_ranks": _eselon_ranks,
    "ladder": _ladder,
    "retirement": _retirement,
    "fields": _ordered("tidak_sesuai", "sesuai"),
    "rotation": _ordered("minimal_tahun", "maksimal_tahun"),
    "ranks": _complete_order(tuple(PANGKAT)),
    "every_level": lambda table: absent(TINGKAT_PENDIDIKAN, table),
}
