"""The parts from which the ranking and the talent grid are made, each 0 to 100 points or within known bounds."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.appraisals import Appraisals, agreeing, known_triples, stated_facts
from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.careers.experience import Experience
from asnkarier.analysis.gates.targets import JpmSums
from asnkarier.analysis.outcomes import MET, UNKNOWN
from asnkarier.analysis.scores.bands import (
    FULL,
    POINT,
    Band,
    as_units,
    mean,
    mix,
    ratio_band,
    table_band,
    unknown_band,
    whole_weights,
)
from asnkarier.analysis.spans import add_months, day
from asnkarier.errors import RuleNotInForce
from asnkarier.model.level import MICRO
from asnkarier.model.said import MONTHS_PER_YEAR

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

_OBLIGED: Final = "PNS"


def value_of(rulebook: "RuleBook", name: str, as_of: date) -> Any:
    """Return the value in force of a parameter; RuleNotInForce where there is none on that day."""
    return rulebook.value(name, as_of)


def or_unknown(part: Callable[[], Band], count: int) -> Band:
    """Return a band of `count` people, in which nothing is known while a rule that it rests on is not in force."""
    try:
        return part()
    except RuleNotInForce:
        return unknown_band(count)


def kompetensi_band(sums: JpmSums) -> Band:
    """Return the job-person match with the target, at most 100; unknown without a standard."""
    return ratio_band(sums.low, sums.high, sums.total)


def kinerja_band(dossiers: Dossiers, rulebook: "RuleBook", years: int) -> Band:
    """Return the mean worth of the predikat of the last `years` complete calendar years.

    A year without an appraisal may be worth anything between the lowest and the highest predikat, and so may one that
    contradicts itself. Points above 100, which one scale knows, count as they are.
    """
    as_of = dossiers.as_of
    worth: dict[str, float] = value_of(rulebook, "kinerja/nilai_predikat", as_of)
    order: Sequence[str] = value_of(rulebook, "kinerja/urutan_predikat", as_of)
    low, high = np.zeros(dossiers.count, dtype=np.int64), np.zeros(dossiers.count, dtype=np.int64)
    for year in range(dossiers.last_year, dossiers.last_year - years, -1):
        code, possible = possible_of_year(dossiers.appraisals, dossiers.count, rulebook, year, order)
        bounds = np.array([_worth(one, worth) for one in possible], dtype=np.int64).reshape(-1, 2)
        low, high = low + bounds[code, 0], high + bounds[code, 1]
    return Band(mean(low, years), mean(high, years))


def kinerja_axis(kinerja: Band, rulebook: "RuleBook", as_of: date) -> Band:
    """Return the value on the axis of performance: the predikat beside the parts that no register holds.

    `talenta/bobot_kinerja` weighs awards, team assignments, 360 feedback and the like; each may be worth anything.
    """
    return _beside_unknown(kinerja, "predikat", rulebook, "talenta/bobot_kinerja", as_of)


def _beside_unknown(known: Band, name: str, rulebook: "RuleBook", rule: str, as_of: date) -> Band:
    """Return the weighted mean of a known part, called `name` in `rule`, and of the others, of which nothing is known."""
    weights: dict[str, float] = value_of(rulebook, rule, as_of) if rule in rulebook.parameters else {name: 1}
    others = sum(weight for part, weight in weights.items() if part != name)
    if not others:
        return known
    return mix([known, unknown_band(len(known.low))], whole_weights([weights[name], others]))


def unsettled_years(dossiers: Dossiers, rulebook: "RuleBook", years: int) -> dict[int, NDArray[np.bool_]]:
    """Return for each of the years that `kinerja_band` looks at whose worth what is stated leaves open."""
    as_of = dossiers.as_of
    worth: dict[str, float] = value_of(rulebook, "kinerja/nilai_predikat", as_of)
    order: Sequence[str] = value_of(rulebook, "kinerja/urutan_predikat", as_of)
    found = {}
    for year in range(dossiers.last_year, dossiers.last_year - years, -1):
        code, possible = possible_of_year(dossiers.appraisals, dossiers.count, rulebook, year, order)
        wide = [least < most for least, most in (_worth(one, worth) for one in possible)]
        found[year] = np.array(wide, dtype=bool)[code]
    return found


def possible_predikat(dossiers: Dossiers, rulebook: "RuleBook") -> list[frozenset[str]]:
    """Return which predikat everybody may have had in the last complete year: all of them where nothing is known.

    None where nothing is known and no order of them is in force either.
    """
    rule = rulebook.in_force("kinerja/urutan_predikat", dossiers.as_of)
    order: Sequence[str] = rule.value if rule else ()
    code, possible = possible_of_year(
        dossiers.appraisals, dossiers.count, rulebook, dossiers.last_year, order
    )
    return [possible[one] or frozenset(order) for one in code]


def possible_of_year(
    appraisals: Appraisals, count: int, rulebook: "RuleBook", year: int, order: Sequence[str]
) -> tuple[Ints, list[frozenset[str]]]:
    """Return for everybody a code, and what each code stands for: the predikat that what is stated of a year allows.

    None agree with an appraisal that contradicts itself.
    """
    triples = known_triples(rulebook, year, order)
    code, stated = stated_facts(appraisals, appraisals.of_year(year, count))
    return code, [frozenset(predikat for _, _, predikat in agreeing(triples, one)) for one in stated]


def _worth(possible: frozenset[str], worth: dict[str, float]) -> tuple[int, int]:
    """Return the least and most that one appraisal can be worth, in billionths of a point; it may be anything without any."""
    points = [round(worth[predikat] * POINT) for predikat in possible or worth]
    return min(points), max(points)


def capped(band: Band) -> Band:
    """Return a band cut off at 100 points."""
    return Band(np.minimum(band.low, FULL), np.minimum(band.high, FULL))


def pendidikan_band(dossiers: Dossiers, rulebook: "RuleBook") -> Band:
    """Return the worth of the level of education (`talenta/nilai_pendidikan`)."""
    table = value_of(rulebook, "talenta/nilai_pendidikan", dossiers.as_of)
    return table_band(dossiers.text("tingkat_pendidikan"), table)


def bidang_band(matches: NDArray[np.int8], rulebook: "RuleBook", as_of: date) -> Band:
    """Return the worth of a field of study that fits, and of one that does not (`talenta/nilai_kesesuaian_bidang`)."""
    points = value_of(rulebook, "talenta/nilai_kesesuaian_bidang", as_of)
    fitting, other = as_units(points["sesuai"]), as_units(points["tidak_sesuai"])
    low = np.where(matches == MET, fitting, other).astype(np.int64)
    return Band(low, np.where(matches == UNKNOWN, fitting, low).astype(np.int64))


def kualifikasi_band(dossiers: Dossiers, rulebook: "RuleBook", matches: NDArray[np.int8]) -> Band:
    """Return level and field of education together, in the proportion of `talenta/bobot_potensial`."""
    weights = value_of(rulebook, "talenta/bobot_potensial", dossiers.as_of)
    shares = whole_weights([weights["pendidikan"], weights["kesesuaian_bidang"]])
    return mix([pendidikan_band(dossiers, rulebook), bidang_band(matches, rulebook, dossiers.as_of)], shares)


def pengalaman_band(experience: Experience, rulebook: "RuleBook", as_of: date) -> Band:
    """Return the worth of the length of service (`talenta/nilai_lama_jabatan`); a row without points is unknown.

    Where `talenta/bobot_pengalaman` weighs variety and acting posts as well, each of these may be worth anything.
    """
    rows = value_of(rulebook, "talenta/nilai_lama_jabatan", as_of)
    least, most = (_service_points(part.months, rows) for part in (experience.proven, experience.possible))
    lasted = Band(np.minimum(least.low, most.low), np.maximum(least.high, most.high))
    return _beside_unknown(lasted, "lama", rulebook, "talenta/bobot_pengalaman", as_of)


def _service_points(months: Ints, rows: Sequence[dict[str, Any]]) -> Band:
    """Return the points of the first row (longest first) whose years are complete; unknown below the last."""
    ordered = sorted(rows, key=lambda row: -row["minimal_tahun"])
    conditions = [months >= round(row["minimal_tahun"] * MONTHS_PER_YEAR) for row in ordered]
    points = [row["nilai"] for row in ordered]
    low = np.select(conditions, [0 if one is None else as_units(one) for one in points], 0)
    high = np.select(conditions, [FULL if one is None else as_units(one) for one in points], FULL)
    return Band(low.astype(np.int64), high.astype(np.int64))


def pengembangan_band(dossiers: Dossiers, rulebook: "RuleBook") -> Band:
    """Return the hours of training of the last complete calendar year against the yearly duty of a PNS.

    Unknown for others than PNS, whom the duty does not bind; for people without any recorded training, unless the
    register `trainings` is declared complete; and between bounds where hours or dates are missing.
    """
    trainings, count = dossiers.trainings, dossiers.count
    duty = round(value_of(rulebook, "pengembangan/jam_pelajaran", dossiers.as_of) * MICRO)
    year = dossiers.last_year
    within = (trainings.finished >= day(date(year, 1, 1))) & (trainings.finished <= day(date(year, 12, 31)))
    undated = np.isnat(trainings.finished)
    hours = np.rint(np.nan_to_num(trainings.jp) * MICRO).astype(np.int64)
    low = _sums(trainings.person[within], hours[within], count)
    high = low + _sums(trainings.person[undated], hours[undated], count)
    silent = np.isnan(trainings.jp) & (within | undated)
    high[trainings.person[silent]] = np.maximum(high, duty)[trainings.person[silent]]
    found = ratio_band(low, high, np.full(count, duty, dtype=np.int64))
    recorded = np.bincount(trainings.person, minlength=count) > 0
    recorded |= dossiers.declared("trainings")
    return _only(
        found, recorded & ~dossiers.set_aside("trainings") & (dossiers.text("status_asn") == _OBLIGED)
    )


def _sums(person: Ints, values: Ints, count: int) -> Ints:
    found = np.zeros(count, dtype=np.int64)
    np.add.at(found, person, values)
    return found


def potensi_band(dossiers: Dossiers, levels: pd.DataFrame, rulebook: "RuleBook") -> Band:
    """Return the assessed aspects of potential as a share of the full score; an unassessed aspect may be anything.

    levels: nip, kompetensi, level, at most one row per person and aspect (`kompetensi/aspek_potensi` names them).
    """
    aspects = value_of(rulebook, "kompetensi/aspek_potensi", dossiers.as_of)
    names = pd.Index([aspect["id"] for aspect in aspects["aspek"]])
    most = round(aspects["skala_maksimum"] * MICRO)
    person = dossiers.people.get_indexer(pd.Index(levels["nip"]))
    aspect = names.get_indexer(pd.Index(levels["kompetensi"]))
    value = levels["level"].to_numpy(dtype=np.float64, na_value=np.nan)
    kept = (person >= 0) & (aspect >= 0) & ~np.isnan(value)
    reached = np.minimum(np.rint(value[kept] * MICRO).astype(np.int64), most)
    low = _sums(person[kept], reached, dossiers.count)
    assessed = _sums(person[kept], np.ones(len(reached), dtype=np.int64), dossiers.count)
    high = low + (len(names) - assessed) * most
    return ratio_band(low, high, np.full(dossiers.count, len(names) * most, dtype=np.int64))


def integritas_band(dossiers: Dossiers, rulebook: "RuleBook") -> Band:
    """Return the worth of the discipline record (`talenta/nilai_disiplin`), least while a punishment is being served.

    One that ended as many years ago as `talenta/rentang_disiplin` says counts no longer. One without an end date may
    still be served, or be that long ago. A blank is unknown, or "never" when the register
    `hukuman_disiplin` is declared complete.
    """
    points = value_of(rulebook, "talenta/nilai_disiplin", dossiers.as_of)
    level, end = dossiers.text("hukuman_disiplin"), dossiers.days("hukuman_selesai")
    blank = (level == "") & np.isnat(end) & (dossiers.cleared == "")
    level = np.where(blank & dossiers.declared("hukuman_disiplin"), "tidak_pernah", level)
    found = table_band(level, points)
    punished = (level != "tidak_pernah") & (level != "")
    years = value_of(rulebook, "talenta/rentang_disiplin", dossiers.as_of)
    past = punished & (add_months(end, round(years * MONTHS_PER_YEAR)) <= day(dossiers.as_of))
    clean = as_units(points["tidak_pernah"])
    found = Band(
        np.where(past, clean, found.low), np.where(past | (punished & np.isnat(end)), clean, found.high)
    )
    serving = as_units(points["sedang_menjalani"])
    low = np.where(punished & ~(end < day(dossiers.as_of)), serving, found.low)
    high = np.where(punished & (end >= day(dossiers.as_of)), serving, found.high)
    stray = (level == "tidak_pernah") & ~np.isnat(end)
    return _only(Band(low, high), ~stray & ~dossiers.set_aside("hukuman_disiplin"))


def krs_band(dossiers: Dossiers) -> Band:
    """Return full points for whom the PPK has put into the Kelompok Rencana Suksesi, none for whom not (PP 11/2017 Pasal 199, 200); unknown where no list says it.

    The boxes of the talent map are no such decision and count for nothing here.
    """
    said = dossiers.yes_no("krs")
    member, other = said == 1, said == 0
    full = np.full(dossiers.count, FULL, dtype=np.int64)
    return Band(np.where(member, full, 0), np.where(other, 0, full))


def _only(band: Band, who: NDArray[np.bool_]) -> Band:
    """Return the band where `who` holds, unknown elsewhere."""
    nothing = unknown_band(len(who))
    return Band(np.where(who, band.low, nothing.low), np.where(who, band.high, nothing.high))
