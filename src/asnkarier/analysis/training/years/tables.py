"""The tables of a plan of several periods: who goes where and when, which classes run, what is used up, who waits."""

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.fill import places
from asnkarier.analysis.training.years.building import AWAY, fund_of
from asnkarier.analysis.training.years.solving.programme import Programme
from asnkarier.analysis.training.years.teaching import Teaching
from asnkarier.model.level import MICRO

CHOSEN: Final = (
    "nip", "kode", "nama_pelatihan", "kompetensi", "level_from", "level_to", "expected_gain", "tahun", "periode", "kelas", "jp", "biaya",
    "dana", "benefit", "carried_from", "reason",
)  # fmt: skip
# Why a place that raises nothing by itself is taken.
PREREQUISITE: Final = "prerequisite"
# No course raises anybody by so many millionths of a level: nothing is expected of it but what the catalogue says.
_ANY: Final = 1_000 * MICRO
# What is shared and used up, and of which kind each column is.
CAPACITY: Final = {
    "resource": "str", "name": "str", "tahun": "Int64", "periode": "Int64", "limit": "int64", "used": "int64", "price": "float64",
}  # fmt: skip
_MILLION: Final = 1_000_000


def chosen_table(teaching: Teaching, programme: Programme, chosen: Ints) -> pd.DataFrame:
    """Return the plan, by nip, tahun, periode, kompetensi: one row per place and competency that it raises.

    A place that raises several has hours and cost in its first row only; one that only another course presupposes has the reason
    `prerequisite` and no levels. carried_from: the first year of the plan in which the person could have taken the course, where it is an earlier one.
    """
    claims = _claims(teaching, programme, chosen)
    items = programme.taken_items(chosen)
    claims = pd.concat([claims, _bare(claims, items)], ignore_index=True)
    claims = claims.assign(
        person=programme.ways.item_person[claims["item"]], period=programme.ways.item_period[claims["item"]],
    ).sort_values(["person", "period", "item", "gap"], kind="stable", ignore_index=True)  # fmt: skip
    first = ~claims["item"].duplicated().to_numpy()
    ways, periods = programme.ways, teaching.admission.terms.periods
    item, gap = claims["item"].to_numpy(), claims["gap"].to_numpy()
    course = teaching.courses.iloc[ways.item_course[item]].reset_index(drop=True)
    bare = gap < 0
    facts = teaching.gaps.iloc[np.where(bare, 0, gap)].reset_index(drop=True) if len(teaching.gaps) else None
    year = np.array([periods[at].year for at in claims["period"]], dtype=np.int64)
    number_of = np.full(len(ways.shared), 0, dtype=np.int64)
    number_of[items] = _class_numbers(programme, items)
    earliest = _earliest(teaching, programme, item)
    return pd.DataFrame(
        {
            "nip": teaching.nips.take(claims["person"].to_numpy()),
            "kode": course["kode"],
            "nama_pelatihan": course["nama_pelatihan"],
            "kompetensi": course["kompetensi"] if facts is None else course["kompetensi"].where(bare, facts["kompetensi"]),
            "level_from": np.where(bare, np.nan, claims["low"] / MICRO),
            "level_to": np.where(bare, np.nan, claims["high"] / MICRO),
            "expected_gain": np.where(
                bare | (teaching.expected[ways.item_course[item]] > _ANY), np.nan, claims["counts"] / MICRO
            ),
            "tahun": pd.array(year, dtype="Int64"),
            "periode": pd.array([periods[at].number for at in claims["period"]], dtype="Int64"),
            "kelas": pd.array(number_of[item], dtype="Int64"),
            "jp": np.where(first, course["jp"].astype("float64"), 0.0),
            "biaya": np.where(first, course["biaya"].astype("float64"), 0.0),
            "dana": pd.Series(fund_of(course), dtype="str"),
            "benefit": claims["benefit"] / MICRO,
            "carried_from": pd.array(
                [pd.NA if early >= late else early for early, late in zip(earliest, year.tolist(), strict=True)], dtype="Int64"
            ),
            "reason": _reasons(facts, claims, bare),
        }
    )  # fmt: skip


def _claims(teaching: Teaching, programme: Programme, chosen: Ints) -> pd.DataFrame:
    """Return what each place of the chosen ways raises: item, gap, low, high (reached, at most the required level), benefit."""
    ways, periods, terms = programme.ways, teaching.admission.terms.periods, teaching.admission.terms
    rows = []
    for way in chosen[chosen < len(ways.gap)].tolist():
        gap = int(ways.gap[way])
        low = int(teaching.level[gap])
        for item, end in zip(ways.items[way].tolist(), ways.reached[way].tolist(), strict=True):
            if item < 0:
                break
            high = min(end, int(teaching.required[gap]))
            worth = float(terms.worth(periods[int(ways.item_period[item])].year))
            counts = min(high - low, int(teaching.expected[int(ways.item_course[item])]))
            rows.append((item, gap, low, high, counts, int(np.rint(teaching.weight[gap] * worth * counts))))
            low = end
    return pd.DataFrame(rows, columns=["item", "gap", "low", "high", "counts", "benefit"]).astype("int64")


def _bare(claims: pd.DataFrame, items: Ints) -> pd.DataFrame:
    alone = np.setdiff1d(items, claims["item"].to_numpy())
    return pd.DataFrame({"item": alone, "gap": -1, "low": 0, "high": 0, "counts": 0, "benefit": 0}).astype(
        "int64"
    )


def _class_numbers(programme: Programme, items: Ints) -> Ints:
    """Return the class of each item within its slot, from 1; classes of a slot differ by one person at most."""
    slot = programme.item_slot[items]
    order = np.lexsort((items, slot))
    taken = programme.participants(items)
    classes = np.maximum(programme.classes_for(taken), 1)
    smaller, larger = taken // classes, taken % classes
    rank, of = places(slot[order]), slot[order]
    in_larger = rank < larger[of] * (smaller[of] + 1)
    later = larger[of] + (rank - larger[of] * (smaller[of] + 1)) // np.maximum(smaller[of], 1)
    number = np.empty(len(items), dtype=np.int64)
    number[order] = np.where(in_larger, rank // (smaller[of] + 1), later) + 1
    # Classes of a year are numbered on from one period to the next.
    year_slot = programme.slots.year_slot
    held = programme.classes_for(taken)
    before = np.cumsum(held) - held
    first = np.searchsorted(year_slot, year_slot, side="left")
    return number + (before - before[first])[slot]


def _earliest(teaching: Teaching, programme: Programme, item: Ints) -> list[int]:
    """Return the first year in which each item's person could have taken its course."""
    ways, periods = programme.ways, teaching.admission.terms.periods
    key = ways.item_person * len(teaching.courses) + ways.item_course
    # Items are sorted by person, course and period: the first of each key is the earliest.
    first = np.searchsorted(key, key[item], side="left")
    return [periods[int(at)].year for at in ways.item_period[first]]


def _reasons(facts: pd.DataFrame | None, claims: pd.DataFrame, bare: np.ndarray) -> pd.Series:
    out: list[dict[str, object]] = [{"code": PREREQUISITE} for _ in bare]
    if facts is None:
        return pd.Series(out, dtype=object)
    told = (facts[name].tolist() for name in ("required", "critical", "weight"))
    for at, high, required, critical, weight in zip(
        range(len(bare)), claims["high"].tolist(), *told, strict=True
    ):
        if not bare[at]:
            remaining = round(required * MICRO) - int(high)
            code = ("closes" if remaining == 0 else "narrows") + ("_critical_gap" if critical else "_gap")
            facts_of = {"required": float(required), "remaining": remaining / MICRO, "weight": float(weight)}
            out[at] = {"code": code, **facts_of}
    return pd.Series(out, dtype=object)


def classes_table(teaching: Teaching, chosen: pd.DataFrame) -> pd.DataFrame:
    """Return one row per class that runs: kode, nama_pelatihan, tahun, periode, kelas, peserta, biaya_kelas, dana."""
    keys = ["kode", "tahun", "periode", "kelas"]
    seats = chosen.drop_duplicates(["nip", *keys])
    counted = seats.groupby(keys, sort=True).size().rename("peserta").reset_index()
    cost = teaching.courses[["kode", "nama_pelatihan", "biaya_kelas"]].fillna({"biaya_kelas": 0.0})
    cost = cost.assign(dana=pd.Series(fund_of(teaching.courses), dtype="str"))
    counted = counted.merge(cost, on="kode", how="left", validate="many_to_one")
    return counted[["kode", "nama_pelatihan", "tahun", "periode", "kelas", "peserta", "biaya_kelas", "dana"]]


def capacity_table(
    programme: Programme,
    chosen: Ints,
    row_prices: NDArray[np.float64],
    class_prices: NDArray[np.float64],
    kodes: pd.Series,
    years: tuple[int, ...],
) -> pd.DataFrame:
    """Return what people share, then the classes of every course and year that are all in use (see CAPACITY).

    Prices: benefit units per unit of each shared row, and per class; shown as weighted levels per million rupiah, per place, or per class.
    """
    items = programme.taken_items(chosen)
    rows: list[tuple[Any, ...]] = []
    for row, used, price in zip(programme.rows, programme.used(items), row_prices, strict=True):
        worth = max(0.0, price) * (1 if row.kind == AWAY else _MILLION) / MICRO
        rows.append((row.kind, row.name, row.year or years[0], row.period or pd.NA, row.limit, used, worth))
    slots = programme.slots
    classes = programme.classes_for(programme.participants(items))
    held = np.bincount(slots.year_slot, classes, minlength=len(slots.kelas)).astype(np.int64)
    for at in np.flatnonzero((held >= slots.kelas) & (held > 0)).tolist():
        worth = max(0.0, float(class_prices[at])) / MICRO
        name, year = kodes.iloc[at // len(years)], years[at % len(years)]
        rows.append(("classes", name, year, pd.NA, int(slots.kelas[at]), int(held[at]), worth))
    return pd.DataFrame(rows, columns=list(CAPACITY)).astype(CAPACITY)
