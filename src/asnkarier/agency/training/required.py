"""Trainings that job standards ask for as absolutely required (`tingkat: mutlak`), and who of those in the posts is not known to have followed them."""

from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.training.hours import complete_of
from asnkarier.analysis.careers.trainings import completed
from asnkarier.model.terms import course_title, normalise

if TYPE_CHECKING:
    from asnkarier.agency.people import People
    from asnkarier.agency.snapshot import Snapshot

_MUTLAK: Final = "mutlak"
LACKING: Final = "not_met"
OPEN: Final = "unknown"
COLUMNS: Final = ("nip", "nama", "pelatihan", "status", "kode", "biaya", "standar")


def required_trainings(now: "Snapshot", people: "People") -> pd.DataFrame:
    """Return one row per person and training that the standard of the post held marks `mutlak` and no list shows as followed: COLUMNS.

    As the gate `persyaratan_jabatan` judges: all words of the required name stand in the recorded one; of whom nothing is recorded it is `unknown`,
    unless the register of trainings is declared complete, and of whom rows were set aside too; else `not_met`. kode, biaya: the cheapest course of the catalogue of that
    normalised name, missing where there is none. Standards of a class ask for no training.
    """
    who = people.employees[["nip", "nama"]].reset_index(drop=True)
    followed = completed(now.frames["trainings"])
    ended = followed["tanggal_selesai"].fillna(followed["tanggal_mulai"])
    followed = followed[~(ended > pd.Timestamp(now.as_of))]
    words: dict[str, list[frozenset[str]]] = {}
    for nip, name in zip(followed["nip"], followed["nama_pelatihan"], strict=True):
        words.setdefault(nip, []).append(frozenset(normalise(name).split()))
    declared, out = complete_of(now)
    courses = now.frames["courses"].sort_values(["biaya", "kode"], kind="stable")
    titles = [course_title(name) for name in courses["nama_pelatihan"]]
    offered = courses.assign(title=titles).drop_duplicates("title").set_index("title")[["kode", "biaya"]]
    rows = []
    for nip, name, at in zip(who["nip"], who["nama"], people.standard_of, strict=True):
        standard = people.standards[at] if at >= 0 else None
        if standard is None or standard.is_default:
            continue
        mine = words.get(nip, [])
        silent = (not mine and not declared) or nip in out
        for one in standard.pelatihan:
            needed = frozenset(normalise(one.nama).split())
            if one.tingkat != _MUTLAK or any(needed <= known for known in mine):
                continue
            title = course_title(one.nama)
            course = (
                [offered.at[title, "kode"], offered.at[title, "biaya"]]
                if title in offered.index
                else [None, None]
            )
            rows.append((nip, name, one.nama, OPEN if silent else LACKING, *course, standard.id))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"biaya": "float64"})
