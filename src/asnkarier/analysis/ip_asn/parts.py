"""The parts of the Indeks Profesionalitas ASN of everybody, in hundredths of a point, with both ends where a fact is not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.dossiers import NEVER_PUNISHED, Dossiers
from asnkarier.analysis.careers.trainings import completed
from asnkarier.analysis.ip_asn.kinds import FUNCTIONAL, LEADERSHIP, OPEN, SEMINAR, TECHNICAL, Kinds
from asnkarier.analysis.scores.parts import possible_of_year
from asnkarier.analysis.spans import add_months, as_days, day
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES, STRUCTURAL_CLASSES
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN
from asnkarier.model.said import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

CENT: Final = 100  # figures are whole hundredths of a point
TRAINING_PARTS: Final = (LEADERSHIP, FUNCTIONAL, TECHNICAL, SEMINAR)
PARTS: Final = ("kualifikasi", *TRAINING_PARTS, "kinerja", "disiplin")
# What a part is called where it stands beside others.
CALLED: Final = {TECHNICAL: "pelatihan_teknis", FUNCTIONAL: "pelatihan_fungsional"}
DIMENSIONS: Final = {
    "kualifikasi": ("kualifikasi",),
    "kompetensi": TRAINING_PARTS,
    "kinerja": ("kinerja",),
    "disiplin": ("disiplin",),
}
RULES: Final = tuple(
    f"ip_asn/{name}"
    for name in (
        "nilai_kualifikasi",
        "nilai_kompetensi",
        "nilai_seminar_pelaksana",
        "masa_pelatihan",
        "kata_pelatihan",
        "nilai_kinerja",
        "nilai_disiplin",
        "rentang_disiplin",
        "kategori",
    )
)
_GROUPS: Final = ("manajerial", "fungsional", "pelaksana")


@dataclass(frozen=True)
class Ends:
    """The least and the most that something can be worth of everybody, in hundredths of a point."""

    low: Ints
    high: Ints

    @property
    def known(self) -> NDArray[np.bool_]:
        """Of whom it is one value."""
        return np.asarray(self.low == self.high)


@dataclass(frozen=True)
class Parts:
    """The parts of everybody's index, by `PARTS`. worth: what each part of competency is worth in the person's post, 0 where it does not count there.

    grouped: of whom the class of post is known, so that it is known which parts count.
    """

    ends: Mapping[str, Ends]
    worth: Mapping[str, Ints]
    grouped: NDArray[np.bool_]

    def of(self, names: tuple[str, ...]) -> Ends:
        """Return the sum of some parts."""
        return Ends(
            np.sum([self.ends[name].low for name in names], axis=0),
            np.sum([self.ends[name].high for name in names], axis=0),
        )

    @property
    def total(self) -> Ends:
        """The whole index."""
        return self.of(PARTS)


def parts_of(dossiers: Dossiers, trainings: pd.DataFrame, rulebook: "RuleBook") -> Parts:
    """Return the parts of the index of everybody in the dossiers; RuleNotInForce before its rules (PermenPANRB 38/2018, PerBKN 8/2019).

    trainings: the whole register. What is not recorded is open: a training, a punishment or an appraisal that no list tells may exist,
    unless the register is declared complete.
    """
    values = {name.removeprefix("ip_asn/"): rulebook.value(name, dossiers.as_of) for name in RULES}
    worth = _worth(dossiers, values)
    grouped = np.sum(list(worth.values()), axis=0) > 0
    ends = {
        "kualifikasi": _kualifikasi(dossiers.text("tingkat_pendidikan"), values["nilai_kualifikasi"]),
        **_trainings(dossiers, trainings, values, worth, grouped),
        "kinerja": _kinerja(dossiers, values["nilai_kinerja"], rulebook),
        "disiplin": _disiplin(dossiers, values["nilai_disiplin"], values["rentang_disiplin"]),
    }
    return Parts(ends, worth, grouped)


def _cents(points: float) -> int:
    return round(points * CENT)


def _table(facts: NDArray[np.object_], points: Mapping[str, float | None]) -> Ends:
    known = {name: _cents(one) for name, one in points.items() if one is not None}
    least, most = min(known.values()), max(known.values())
    return Ends(
        np.array([known.get(fact, least) for fact in facts], dtype=np.int64),
        np.array([known.get(fact, most) for fact in facts], dtype=np.int64),
    )


def _kualifikasi(levels: NDArray[np.object_], points: Mapping[str, float | None]) -> Ends:
    """Return the worth of everybody's level of education; any of the table where none is recorded.

    A recorded level that the table does not name (Profesi, Spesialis) is worth no less than the next lower one that it names, and no more than
    the next higher one.
    """
    named = {
        place: _cents(worth)
        for place, level in enumerate(TINGKAT_PENDIDIKAN)
        if (worth := points.get(level)) is not None
    }
    lowest, highest = min(named.values()), max(named.values())
    between = {
        level: (
            named.get(place, max((one for at, one in named.items() if at < place), default=lowest)),
            named.get(place, min((one for at, one in named.items() if at > place), default=highest)),
        )
        for place, level in enumerate(TINGKAT_PENDIDIKAN)
    }
    found = [between.get(str(level), (lowest, highest)) for level in levels]
    ends = np.array(found, dtype=np.int64).reshape(-1, 2)
    return Ends(ends[:, 0], ends[:, 1])


def _kinerja(dossiers: Dossiers, points: Mapping[str, float | None], rulebook: "RuleBook") -> Ends:
    """Return the worth of the predikat of the last complete year; of an appraisal that is missing or contradicts itself, any."""
    order = rulebook.value("kinerja/urutan_predikat", dossiers.as_of)
    code, possible = possible_of_year(
        dossiers.appraisals, dossiers.count, rulebook, dossiers.last_year, order
    )
    known = {name: _cents(one) for name, one in points.items() if one is not None}
    ends = []
    for some in possible:
        sure = {known[one] for one in some if one in known}
        whole = (
            sure
            if some and len(sure) == len(some & set(known)) and some <= set(known)
            else set(known.values())
        )
        ends.append((min(whole), max(whole)))
    found = np.array(ends, dtype=np.int64).reshape(-1, 2)
    return Ends(found[code, 0], found[code, 1])


def _disiplin(dossiers: Dossiers, points: Mapping[str, float], years: float) -> Ends:
    """Return the worth of the discipline record; one that ended as many years ago as the rule says counts no longer."""
    level, end = dossiers.text("hukuman_disiplin"), dossiers.days("hukuman_selesai")
    blank = (level == "") & np.isnat(end) & (dossiers.cleared == "")
    level = np.where(blank & dossiers.declared("hukuman_disiplin"), NEVER_PUNISHED, level)
    found = _table(level, points)
    clean, least = _cents(points[NEVER_PUNISHED]), min(_cents(one) for one in points.values())
    punished = (level != NEVER_PUNISHED) & (level != "")
    past = punished & (add_months(end, round(years * MONTHS_PER_YEAR)) <= day(dossiers.as_of))
    low = np.where(past, clean, found.low)
    high = np.where(past | (punished & np.isnat(end)), clean, found.high)
    stray = ((level == NEVER_PUNISHED) & ~np.isnat(end)) | dossiers.set_aside("hukuman_disiplin")
    return Ends(np.where(stray, least, low), np.where(stray, clean, high))


def _worth(dossiers: Dossiers, values: Mapping[str, Any]) -> dict[str, Ints]:
    """Return what each part of competency is worth in everybody's post."""
    table = {name: dict(values["nilai_kompetensi"][name]) for name in _GROUPS}
    table["pelaksana"][SEMINAR] = values["nilai_seminar_pelaksana"]
    groups = [_group(one) for one in dossiers.kelompok]
    return {
        part: np.array([_cents(table.get(group, {}).get(part, 0)) for group in groups], dtype=np.int64)
        for part in TRAINING_PARTS
    }


def _group(kelompok: object) -> str:
    if kelompok in STRUCTURAL_CLASSES:
        return "manajerial"
    if kelompok in FUNCTIONAL_CLASSES:
        return "fungsional"
    return "pelaksana" if kelompok == "pelaksana" else ""


def _trainings(
    dossiers: Dossiers,
    trainings: pd.DataFrame,
    values: Mapping[str, Any],
    worth: Mapping[str, Ints],
    grouped: NDArray[np.bool_],
) -> dict[str, Ends]:
    had, may = _had(dossiers, trainings, values)
    most = max(sum(_cents(one) for one in table.values()) for table in values["nilai_kompetensi"].values())
    most = max(
        most, _cents(values["nilai_kompetensi"]["pelaksana"][TECHNICAL] + values["nilai_seminar_pelaksana"])
    )
    nothing = dossiers.declared("trainings")
    found = {}
    for part in TRAINING_PARTS:
        low = np.where(had[part], worth[part], 0)
        high = np.where(had[part] | may[part] | ~nothing, worth[part], 0)
        if part == TECHNICAL:  # whose class is not known may have all of it or nothing: told as this part
            high = np.where(grouped, high, most)
        found[part] = Ends(low, high)
    return found


def _had(
    dossiers: Dossiers, trainings: pd.DataFrame, values: Mapping[str, Any]
) -> tuple[dict[str, NDArray[np.bool_]], dict[str, NDArray[np.bool_]]]:
    """Return who has had what each part asks for, for certain and perhaps."""
    rows = completed(trainings)
    person = dossiers.people.get_indexer(pd.Index(rows["nip"]))
    ended = as_days(rows["tanggal_selesai"])
    ended = np.where(np.isnat(ended), as_days(rows["tanggal_mulai"]), ended)
    kept = (person >= 0) & ~(ended > day(dossiers.as_of))
    rows, person, ended = rows[kept], person[kept], ended[kept]
    told = Kinds(values["kata_pelatihan"]).of(rows)
    kind = np.array([one for one, _ in told], dtype=object)
    jp = rows["jp"].to_numpy(dtype=np.float64, na_value=np.nan)
    span = values["masa_pelatihan"]
    count, today = dossiers.count, dossiers.as_of

    def some(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return np.bincount(person[marks], minlength=count).astype(bool)

    lately = {
        TECHNICAL: _within(ended, span["tahun_teknis"], today),
        SEMINAR: _within(ended, span["tahun_seminar"], today),
    }
    least = span["jp_teknis"]
    fitting = np.array(
        [dossiers.kelompok[who] in level for who, (_, level) in zip(person, told, strict=True)], dtype=bool
    )
    had = {
        LEADERSHIP: some((kind == LEADERSHIP) & fitting),
        FUNCTIONAL: some(kind == FUNCTIONAL),
        TECHNICAL: some((kind == TECHNICAL) & lately[TECHNICAL] & (jp >= least)),
        SEMINAR: some((kind == SEMINAR) & lately[SEMINAR]),
    }
    undated = np.isnat(ended)
    perhaps = ((kind == TECHNICAL) | (kind == OPEN)) & (lately[TECHNICAL] | undated)
    hours = np.bincount(person[perhaps], weights=np.where(np.isnan(jp), least, jp)[perhaps], minlength=count)
    may = {
        LEADERSHIP: some((kind == LEADERSHIP) | (kind == OPEN)),
        FUNCTIONAL: some(kind == OPEN),
        TECHNICAL: hours >= least,
        SEMINAR: some(((kind == SEMINAR) | (kind == OPEN)) & (lately[SEMINAR] | undated)),
    }
    return had, may


def _within(ended: NDArray[np.datetime64], years: float, today: date) -> NDArray[np.bool_]:
    """Return what ended less than so many years ago; undated is not known to have."""
    return np.asarray(add_months(ended, round(years * MONTHS_PER_YEAR)) > day(today))
