"""The nine boxes: where each person stands on performance and potential, and how close to a line.

Predikat, axis value and axis label are three different things and stay apart. By PermenPANRB 20/2025 (Lampiran I) the label
of performance follows the predikat of the last complete year; an agency that cuts the axis value instead says so
(`kinerja/ambang_kinerja`). The axis value rests on the predikat (`kinerja/nilai_predikat`); awards, team assignments and
360 feedback, which Kepka BKN 411/2025 adds, are not in the registers: an agency that weighs them (`talenta/bobot_kinerja`) has
them as unknown, from 0 to 100. A label is given only where the whole range of what is
still unknown lies in one row, a box only where both labels are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints, alike, marked_alike
from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.scores.bands import (
    POINT,
    Band,
    axis_codes,
    axis_reach,
    distance_to_cut,
    mix,
    near_a_cut,
    unknown_band,
    whole_weights,
)
from asnkarier.analysis.scores.parts import possible_predikat
from asnkarier.model.said import Code, LawText, said

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

PARTS: Final = (
    "penilaian_kompetensi", "pengembangan_kompetensi", "pengalaman_jabatan", "potensi", "pendidikan",
    "kesesuaian_bidang", "integritas",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Axis:
    """An axis with everybody's label, empty where it is open. may: label -> who may stand there; none of them while no line is in force.

    near: who certainly stands near a line.
    """

    band: Band
    labels: NDArray[np.object_]
    distance: NDArray[np.float64]
    may: Mapping[str, NDArray[np.bool_]]
    near: NDArray[np.bool_]


def talent_grid(
    dossiers: Dossiers, kinerja: Band, parts: Mapping[str, Band], rulebook: "RuleBook", near: float
) -> pd.DataFrame:
    """Return the grid, one row per person in the order of the dossiers.

    kinerja: see `score_parts.kinerja_band`. parts: the bands of `PARTS`. near: how many points from a line count as near; whose value
    is not known is near where all that it may be is.
    Columns: nip, predikat (of the last complete year, as recorded), kinerja, kinerja_low, kinerja_high, kinerja_label,
    kinerja_distance, potensial and its four, kotak (Int64, NA when a label is open), kotak_reason (`Said` why, None where there is one), boxes_possible (tuple of
    the boxes that what is not known leaves, ascending; empty while a rule is not in force), rekomendasi (`LawText`, or empty), krs
    (instansi|nasional|empty), near_line (kinerja|potensial|keduanya|empty), unknown_parts (tuple of part names).
    """
    as_of = dossiers.as_of

    def rule(name: str, absent: Any) -> Any:
        found = rulebook.in_force(name, as_of)
        return absent if found is None else found.value

    weights = rule("talenta/bobot_potensial", {})
    potensial = potensial_band(parts, rulebook, as_of)
    rows = _performance(dossiers, kinerja, rule("kinerja/ambang_kinerja", ()), rulebook, near)
    columns = _axis(potensial, rule("talenta/ambang_potensial", ()), near)
    table = rule("talenta/sembilan_kotak", {})
    box = _boxes(rows.labels, columns.labels, table)
    advice = rule("talenta/rekomendasi_kotak", {})
    pools = rule("talenta/kelompok_rencana_suksesi", {"instansi": (), "nasional": ()})
    return pd.DataFrame(
        {
            "nip": dossiers.people,
            "predikat": pd.array(_last_predikat(dossiers), dtype="str"),
            **_columns("kinerja", rows),
            **_columns("potensial", columns),
            "kotak": pd.arrays.IntegerArray(box, box == 0),
            "kotak_reason": _why_no_box(rows.labels, columns.labels, parts, weights),
            "boxes_possible": _possible(rows, columns, table),
            "rekomendasi": _advice(advice, box),
            "krs": pd.array([_pool(one, pools) for one in box.tolist()], dtype="str"),
            "near_line": pd.array(_near(rows.near, columns.near), dtype="str"),
            "unknown_parts": _open_parts(kinerja, parts),
        }
    )


def potensial_band(parts: Mapping[str, Band], rulebook: "RuleBook", as_of: date) -> Band:
    """Return the value on the axis of potential, unknown while no weights are in force; parts: the bands of `PARTS`."""
    rule = rulebook.in_force("talenta/bobot_potensial", as_of)
    if rule is None:
        return unknown_band(len(parts[PARTS[0]].low))
    return mix([parts[name] for name in PARTS], whole_weights([rule.value[name] for name in PARTS]))


def _why_no_box(
    kinerja: NDArray[np.object_],
    potensial: NDArray[np.object_],
    parts: Mapping[str, Band],
    weights: Mapping[str, float],
) -> NDArray[np.object_]:
    """Return why there is no box: what is not known on the axis, or the axes, whose label is open."""
    no_row, no_column = kinerja == "", potensial == ""
    weighing = [name for name in PARTS if weights.get(name)]
    marks = np.stack([no_row, *(no_column & ~parts[name].known for name in weighing)])
    code, rows = marked_alike(np.vstack([no_row | no_column, marks]))
    found = np.empty(len(rows), dtype=object)
    for place, (is_open, *one) in enumerate(rows):
        open_parts = tuple(Code(name) for name, mark in zip(("kinerja", *weighing), one, strict=True) if mark)
        told = said("box_open", parts=open_parts) if open_parts else said("rule_not_in_force")
        found[place] = told if is_open else None
    return found[code]


def _advice(advice: Mapping[int, object], box: Ints) -> NDArray[np.object_]:
    """Return what the law advises for each box, as `LawText`; empty where the box is open."""
    words = {one: LawText.read(text) for one, text in advice.items()}
    return np.array([*(words.get(one, "") for one in box.tolist()), None], dtype=object)[:-1]


def _performance(
    dossiers: Dossiers,
    band: Band,
    rows: Mapping[str, str] | Sequence[Mapping[str, Any]],
    rulebook: "RuleBook",
    near: float,
) -> _Axis:
    """Return the axis of performance: labelled by the predikat where `rows` is a label for each, else cut by points."""
    if not isinstance(rows, Mapping):
        return _axis(band, rows, near)
    possible = possible_predikat(dossiers, rulebook)
    labels = {one: frozenset(rows[predikat] for predikat in one) for one in set(possible)}
    told = [next(iter(labels[one])) if len(labels[one]) == 1 else "" for one in possible]
    may = {
        label: np.array([label in labels[one] for one in possible], dtype=bool)
        for label in dict.fromkeys(rows.values())
    }
    nobody = np.zeros(dossiers.count, dtype=bool)
    return _Axis(
        band, np.array([*told, None], dtype=object)[:-1], np.full(dossiers.count, np.nan), may, nobody
    )


def _axis(band: Band, cuts: Sequence[Mapping[str, Any]], near: float) -> _Axis:
    count = len(band.low)
    if not cuts:  # not in force: nobody stands anywhere on the axis
        return _Axis(
            band, np.full(count, "", dtype=object), np.full(count, np.nan), {}, np.zeros(count, dtype=bool)
        )
    rows = [(str(cut["kode"]), cut["minimal"]) for cut in cuts]
    lowest, highest = axis_reach(band, rows)
    may = {code: (highest <= place) & (place <= lowest) for place, (code, _) in enumerate(rows)}
    return _Axis(band, axis_codes(band, rows), distance_to_cut(band, rows), may, near_a_cut(band, rows, near))


def _possible(rows: _Axis, columns: _Axis, table: Mapping[str, Mapping[str, int]]) -> NDArray[np.object_]:
    """Return the boxes in which each person may stand, ascending; none where the boxes or an axis are not in force."""
    count = len(rows.labels)
    cells = [(row, column) for row in rows.may for column in columns.may] if table else []
    if not cells:
        return np.array([*[()] * count, None], dtype=object)[:-1]
    code, marks = marked_alike(np.stack([rows.may[row] & columns.may[column] for row, column in cells]))
    numbers = [table[row][column] for row, column in cells]
    told = np.empty(len(marks), dtype=object)
    for place, mark in enumerate(marks):
        told[place] = tuple(sorted(box for box, here in zip(numbers, mark, strict=True) if here))
    return told[code]


def _columns(name: str, axis: _Axis) -> dict[str, object]:
    return {
        name: axis.band.points(),
        f"{name}_low": axis.band.low / POINT,
        f"{name}_high": axis.band.high / POINT,
        f"{name}_label": pd.array(axis.labels, dtype="str"),
        f"{name}_distance": axis.distance,
    }


def _boxes(
    kinerja: NDArray[np.object_], potensial: NDArray[np.object_], table: Mapping[str, Mapping[str, int]]
) -> NDArray[np.int64]:
    """Return the box of each pair of labels, 0 where a label is open."""
    code, pairs = alike([kinerja, potensial])
    found = [table[row][column] if table and row and column else 0 for row, column in pairs]
    return np.array([*found, 0], dtype=np.int64)[code]


def _pool(box: int, pools: Mapping[str, Sequence[int]]) -> str:
    if box in pools["nasional"]:
        return "nasional"
    return "instansi" if box in pools["instansi"] else ""


def _near(kinerja: NDArray[np.bool_], potensial: NDArray[np.bool_]) -> NDArray[np.object_]:
    """Return on which axis each person stands near a line."""
    names = ["keduanya", "kinerja", "potensial"]
    return np.select([kinerja & potensial, kinerja, potensial], names, "").astype(object)


def _last_predikat(dossiers: Dossiers) -> NDArray[np.object_]:
    place = dossiers.appraisals.of_year(dossiers.last_year, dossiers.count)
    return np.append(dossiers.appraisals.predikat, "")[place]


def _open_parts(kinerja: Band, parts: Mapping[str, Band]) -> NDArray[np.object_]:
    """Return for each person the names of what is not known for certain."""
    names = ("kinerja", *PARTS)
    marks = np.stack([~kinerja.known, *(~parts[name].known for name in PARTS)])
    code, rows = marked_alike(marks)
    found = np.empty(len(rows), dtype=object)
    for place, row in enumerate(rows):
        found[place] = tuple(name for name, mark in zip(names, row, strict=True) if mark)
    return found[code]
