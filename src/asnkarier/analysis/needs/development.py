"""The form of the yearly plan: what PP 11/2017 Pasal 207 ayat (3) asks for, row by row, and what the catalogue leaves open."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.needs.closing import NO_CATALOGUE, Closing
from asnkarier.model.said import Code, Said, said
from asnkarier.model.terms import normalise

_MOST_POSTS: Final = 3
_TOLD: Final = ("jenis", "jalur", "penyelenggara", "jadwal")


def development_rows(
    closing: Closing, group_of: Ints | None, jabatan: pd.Series, forms: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Return one row per competency, group and course of the cheapest way; what no course closes has rows without a course.

    group_of: the number of the group of each gap, None: everybody together. jabatan: by nip. forms: jalur -> the forms of training that the law
    counts to it. Columns: kompetensi, group (if any), kode, nama_pelatihan, people, target (`Said`), jenis, jalur, jalur_source
    (`catalogue`, `law`, or empty), penyelenggara, jadwal, kesesuaian_kurikulum, anggaran, reason (`Said` why something is empty).
    """
    gaps = closing.gaps.assign(jabatan=closing.gaps["nip"].map(jabatan), why=closing.why)
    gaps["group"] = 0 if group_of is None else group_of
    steps = closing.steps
    taken = (
        gaps.iloc[steps["gap"]].reset_index(drop=True).assign(course=steps["course"], biaya=steps["biaya"])
    )
    open_ones = gaps[gaps["why"] != ""].assign(course=-1, biaya=np.nan)
    keys = ["kompetensi", "group", "course", "why"]
    whole = pd.concat([taken, open_ones], ignore_index=True).astype({"biaya": "float64"})
    records: list[dict[str, Any]] = closing.courses.to_dict("records")  # type: ignore[assignment]
    courses = [_course(row, forms) for row in records]
    figures = whole.groupby(keys, sort=True).agg(
        people=("nip", "size"), low=("level", "min"), high=("required", "max"), biaya=("biaya", "sum")
    )
    posts = _posts(whole, keys)
    rows = [
        {
            **dict(zip(keys, key, strict=True)),
            "people": people,
            "target": _target(posts[key]),
            **(_of_course(courses[key[2]], low, high, biaya) if key[2] >= 0 else {"reason": _hole(key[3])}),
        }
        for key, people, low, high, biaya in figures.itertuples(name=None)
    ]
    columns = [*keys, "kode", "nama_pelatihan", "people", "target", "jenis", "jalur", "jalur_source", "penyelenggara", "jadwal",
               "kesesuaian_kurikulum", "anggaran", "reason"]  # fmt: skip
    found = pd.DataFrame(rows, columns=columns)
    found["anggaran"] = found["anggaran"].astype("float64")
    found = found.drop(columns=["course", "why"])
    return found.drop(columns="group") if group_of is None else found


def _of_course(course: Mapping[str, Any], low: float, high: float, biaya: float) -> dict[str, Any]:
    fit = _fit(course, float(low), float(high))
    return {**course, "kesesuaian_kurikulum": fit, "anggaran": float(biaya), "reason": _silent(course)}


def _hole(why: str) -> Said:
    return said("no_catalogue") if why == NO_CATALOGUE else said("course_hole", why=Code(why))


def _posts(whole: pd.DataFrame, keys: list[str]) -> dict[tuple[Any, ...], list[tuple[str, int]]]:
    """Return for each key the posts of its people with how many hold each, the most first."""
    named = whole.assign(jabatan=whole["jabatan"].fillna("—").astype(str))
    counts = named.groupby([*keys, "jabatan"], sort=True).size().reset_index(name="held")
    found: dict[tuple[Any, ...], list[tuple[str, int]]] = {}
    for *key, name, held in counts.itertuples(index=False, name=None):
        found.setdefault(tuple(key), []).append((name, held))
    return {key: sorted(posts, key=lambda one: (-one[1], one[0])) for key, posts in found.items()}


def _target(posts: Sequence[tuple[str, int]]) -> Said:
    """Return how many people of which posts."""
    people = sum(count for _, count in posts)
    named = tuple(f"{name} ({count})" for name, count in posts[:_MOST_POSTS])
    if len(posts) <= _MOST_POSTS:
        return said("plan_target", people=people, posts=named)
    others = sum(count for _, count in posts[_MOST_POSTS:])
    return said("plan_target_more", people=people, posts=named, others=others)


def _fit(course: Mapping[str, Any], lowest: float, highest: float) -> Said:
    """Return which levels the course covers, against those that are needed."""
    facts = {"first": course["level_awal"], "last": course["level_akhir"], "low": lowest, "high": highest}
    if course["level_awal"] is None:
        return said("curriculum_open", last=facts["last"], low=lowest, high=highest)
    whole = course["level_awal"] <= lowest and course["level_akhir"] >= highest
    return said("curriculum_covers" if whole else "curriculum_part", **facts)


def _silent(course: Mapping[str, Any]) -> Said | None:
    empty = tuple(Code(name) for name in _TOLD if course[name] is None)
    return said("catalogue_silent", fields=empty) if empty else None


def _course(row: Mapping[str, Any], forms: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what the catalogue says of a course, None where it says nothing; the jalur by its form where the law names that."""
    told = {name: _text(row[name]) for name in ("kode", "nama_pelatihan", *_TOLD)}
    source = "catalogue" if told["jalur"] else None
    if told["jalur"] is None and told["jenis"] is not None:
        form = normalise(told["jenis"])
        told["jalur"] = next((name for name, words in forms.items() if form in map(normalise, words)), None)
        source = "law" if told["jalur"] else None
    start = row["level_awal"]
    return {
        **told,
        "jadwal": told["jadwal"] or _days(row["tanggal_mulai"], row["tanggal_selesai"]),
        "jalur_source": source,
        "level_awal": None if pd.isna(start) else float(start),
        "level_akhir": float(row["level_akhir"]),
    }


def _days(first: Any, last: Any) -> str | None:
    days = [f"{one:%d-%m-%Y}" for one in (first, last) if not pd.isna(one)]
    return " – ".join(dict.fromkeys(days)) or None


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
