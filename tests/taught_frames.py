"""Invented people with courses and assessments, as frames, for the evaluation of trainings."""

from datetime import date

import numpy as np
import pandas as pd

from asnkarier.analysis.careers.appraisals import choose_appraisals
from asnkarier.analysis.training.evaluating.measuring import Evidence
from asnkarier.analysis.training.evaluating.posts_then import PostsThen

AS_OF = date(2026, 11, 1)
COURSE = {
    "kode": "A-1",
    "nama_pelatihan": "Pelatihan A",
    "jenis": "teknis",
    "kompetensi": "a",
    "biaya": 1_000_000.0,
}


def dates(values):
    return pd.to_datetime(pd.Series(list(values), dtype=object)).astype("datetime64[s]")


def frame(rows, columns, days):
    found = pd.DataFrame(list(rows), columns=columns)
    for name in days:
        found[name] = dates(found[name])
    return found


def person(nip, kelompok="pelaksana", unit="Bidang A", office="Dinas A", tmt="2020-01-01"):
    return (nip, kelompok, unit, office, tmt)


def taken(nip, start, end=None, name="Pelatihan A", provider="BPSDM", biaya=None):
    return (nip, name, provider, start, end or start, biaya)


def evidence(people, levels=(), trainings=(), *, courses=(COURSE,), appraisals=(), positions=(), unsure=()):
    """people: `person`; levels: nip, kompetensi, level, day; trainings: `taken`; appraisals: nip, tahun, hasil, perilaku."""
    post = ["nip", "kelompok", "unit_kerja", "unit_induk", "tmt_jabatan"]
    employees = frame(people, post, ["tmt_jabatan"])
    before = frame(positions, post, ["tmt_jabatan"])
    index = pd.Index(employees["nip"], dtype="str")
    rated = pd.DataFrame(list(appraisals), columns=["nip", "tahun", "hasil_kerja", "perilaku_kerja"])
    rated = rated.assign(predikat=None, plt=0, source_id=1, row=range(len(rated)))
    rated["periode_awal"] = rated["periode_akhir"] = dates([None] * len(rated))
    given = frame(
        trainings,
        ["nip", "nama_pelatihan", "penyelenggara", "tanggal_mulai", "tanggal_selesai", "biaya"],
        ["tanggal_mulai", "tanggal_selesai"],
    )
    given["biaya"] = given["biaya"].astype("float64")
    columns = [
        "kode",
        "nama_pelatihan",
        "jenis",
        "kompetensi",
        "biaya",
        "penyelenggara",
        "biaya_kelas",
        "kuota",
    ]
    return Evidence(
        index,
        PostsThen(employees, before, index),
        frame(levels, ["nip", "kompetensi", "level", "tanggal_asesmen"], ["tanggal_asesmen"]),
        given,
        pd.DataFrame(list(courses), columns=columns),
        choose_appraisals(rated, index, AS_OF),
        index.get_indexer(pd.Index(list(unsure), dtype="str")).astype(np.int64),
    )


def twice(nip, before, after, kompetensi="a", first="2024-03-01", second="2026-03-01"):
    """Return the two levels of a person."""
    return [(nip, kompetensi, before, first), (nip, kompetensi, after, second)]
