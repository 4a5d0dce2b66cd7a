"""The rows of the talent map: where everybody stands, what every part is worth, and what would decide an open box."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.next_steps import Lack
from asnkarier.analysis.arrays import alike
from asnkarier.analysis.gates.remedies import APPRAISAL, ASSESS, CORRECT, FIELD, REGISTER, STANDARD
from asnkarier.analysis.scores.bands import POINT
from asnkarier.analysis.scores.facts import STUDY
from asnkarier.analysis.talent.deciding import CHEAPEST_FIRST, NOTHING
from asnkarier.analysis.talent.for_held import HeldGrid
from asnkarier.analysis.talent.grid import PARTS
from asnkarier.model.said import Code, Said, said, together

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

_WHO: Final = ["nip", "nama", "jabatan", "unit_kerja", "kelompok", "standar"]
_GRID: Final = {
    "predikat": "predikat",
    "kinerja_low": "kinerja_low",
    "kinerja_high": "kinerja_high",
    "kinerja_label": "kinerja_label",
    "potensi_low": "potensial_low",
    "potensi_high": "potensial_high",
    "potensi_label": "potensial_label",
    "kotak": "kotak",
    "kotak_reason": "kotak_reason",
    "boxes_possible": "boxes_possible",
    "near_line": "near_line",
    "recommendation": "rekomendasi",
    "krs": "krs",
}
_PUNISHMENTS: Final = "hukuman_disiplin"
_LEVELS: Final = "talenta/tingkat_jabatan"


def map_rows(
    now: "Snapshot", grid: HeldGrid, moved: pd.DataFrame, facts: pd.DataFrame, settling: pd.DataFrame
) -> pd.DataFrame:
    """Return a row per person in the order of the dossiers; facts: see `deciding_facts`, settling: see `settling_facts`, moved: see `moved_from`."""
    who = now.people.employees[_WHO].reset_index(drop=True)
    levels = now.rulebook.in_force(_LEVELS, now.as_of)
    columns: dict[str, Any] = {new: grid.rows[old].array for new, old in _GRID.items()}
    parts: dict[str, Any] = {}
    for name in PARTS:
        parts[f"unsur_{name}_low"], parts[f"unsur_{name}_high"] = (
            side / POINT for side in (grid.parts[name].low, grid.parts[name].high)
        )
    found = who.assign(
        tingkat=who["kelompok"].map(levels.value if levels else {}).astype("str"),
        score_low=grid.score.low / POINT,
        score_high=grid.score.high / POINT,
        **columns,
        **parts,
        kotak_then=moved["kotak_then"].array,
        moved_from=moved["moved_from"].array,
    )
    found["find_out"], found["facts_open"] = _to_find_out(facts, len(who))
    found["decides_alone"] = _alone(settling, len(who))
    return found


def _to_find_out(facts: pd.DataFrame, count: int) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Return for each person what would decide the box, cheapest first, and how many facts that is."""
    code, kinds = alike([facts[name].to_numpy(dtype=object) for name in ("kind", "target", "part")])
    order = _cheapest(kinds)
    bits = np.zeros(len(kinds), dtype=np.int64)
    bits[order] = 1 << np.arange(len(order), dtype=np.int64)
    marks = np.zeros(count, dtype=np.int64)
    np.bitwise_or.at(marks, facts["person"].to_numpy(dtype=np.int64), bits[code])
    pattern, masks = pd.factorize(marks)
    told = np.empty(len(masks), dtype=object)
    sizes = np.zeros(len(masks), dtype=np.int64)
    for place, mask in enumerate(masks.tolist()):
        mine = [kinds[one] for at, one in enumerate(order) if mask >> at & 1]
        sentences = tuple(dict.fromkeys(_sentence(*one) for one in mine))
        told[place] = together(sentences)
        sizes[place] = len(sentences)
    return told[pattern], sizes[pattern]


def _alone(settling: pd.DataFrame, count: int) -> NDArray[np.object_]:
    """Return for each person the facts any one of which decides the box, whatever it turns out to be."""
    alone = settling[settling["alone"]].drop_duplicates(["person", "kind", "target"])
    told: dict[int, list[Said]] = {}
    for person, kind, target in zip(alone["person"], alone["kind"], alone["target"], strict=True):
        told.setdefault(person, []).append(_sentence(kind, target, ""))
    found = np.full(count, None, dtype=object)
    for person, facts in told.items():
        found[person] = together(tuple(facts))
    return found


def settling_rows(now: "Snapshot", settling: pd.DataFrame) -> pd.DataFrame:
    """Return who, which fact, which value and which box that leaves; settling: see `settling_facts`."""
    who = now.people.employees[["nip", "nama"]].iloc[settling["person"].to_numpy(dtype=np.int64)]
    facts = zip(settling["kind"], settling["target"], settling["value"], strict=True)
    told = [(_sentence(kind, target, ""), _value(value)) for kind, target, value in facts]
    return settling[["kind", "target", "value", "box", "alone"]].assign(
        nip=who["nip"].to_numpy(),
        nama=who["nama"].to_numpy(),
        fact=pd.Series([one for one, _ in told], index=settling.index, dtype=object),
        found=pd.Series([one for _, one in told], index=settling.index, dtype=object),
    )


def _value(value: str) -> Said | None:
    """Return a value of a fact: a code, points from which on the box holds, or nothing where it takes several parts."""
    if value.replace(".", "", 1).isdigit():
        return said("settles_from", points=float(value))
    return said("recorded", value=Code(value)) if value else None


def _cheapest(kinds: list[tuple[Any, ...]]) -> list[int]:
    cost = {kind: place for place, kind in enumerate((*CHEAPEST_FIRST, NOTHING))}
    return sorted(range(len(kinds)), key=lambda one: (cost[kinds[one][0]], *kinds[one][1:]))


def _sentence(kind: str, target: str, part: str) -> Said:
    if kind == ASSESS:
        return said("find_assess")
    if kind == APPRAISAL:
        return said("find_appraisal", tahun=int(target))
    if kind == REGISTER:
        return said("find_register", register=Code(target))
    if kind == STANDARD:
        return said("find_standard_held")
    if kind == CORRECT and target == STUDY:
        return said("find_study")
    if kind == CORRECT:
        return said("find_correct", field=Code(target))
    if kind == FIELD:
        return said("find_field", field=Code(target))
    return said("find_nowhere", part=Code(part))


def attention_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with those first who need attention: near a line, then open boxes (fewest facts first, the best possible box first), then who has moved, then the others by box."""
    is_open = rows["kotak"].isna().to_numpy(dtype=bool)
    near = rows["near_line"].ne("").to_numpy(dtype=bool)
    moved = rows["moved_from"].notna().to_numpy(dtype=bool)
    group = np.select([near, is_open, moved], [0, 1, 2], 3)
    best = np.array([-max(one, default=0) for one in rows["boxes_possible"]], dtype=np.int64)
    facts = np.where(is_open, rows["facts_open"].to_numpy(dtype=np.int64), 0)
    order = np.lexsort((rows["nip"].to_numpy(dtype=object).astype(str), best, facts, group))
    return rows.iloc[order].reset_index(drop=True)


def lacks_among(facts: pd.DataFrame) -> list[Lack]:
    """Return what would decide the open boxes, cheapest first, each with the people who wait for it."""
    told = facts[facts["kind"].ne(NOTHING)]
    # A list of employees tells punishments too, and how their register comes to be complete.
    filled = told["kind"].eq(REGISTER) & told["target"].eq(_PUNISHMENTS)
    told = told.assign(kind=told["kind"].mask(filled, FIELD))
    people = told.groupby(["kind", "target"], sort=True)["person"].nunique().reset_index()
    found = [
        Lack(kind, target, int(count)) for kind, target, count in people.itertuples(index=False, name=None)
    ]
    return sorted(found, key=lambda one: (CHEAPEST_FIRST.index(one.kind), -one.people))
