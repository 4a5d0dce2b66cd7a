"""What people took before as the judge of plans reads it: by itself, so that it finds where a plan reads it otherwise."""

from collections import defaultdict
from typing import Any, Final

import pandas as pd

from asnkarier.model.terms import course_title

# What its list does not say to have been followed, and how a training ends that counts for nothing.
_OPEN: Final = ("belum_diikuti", "hasil_tidak_jelas")
_NOT_TAKEN: Final = ("tidak_lulus", "mengundurkan_diri", "tidak_hadir", *_OPEN)


def taken_days(trainings: pd.DataFrame) -> dict[tuple[str, str], list[Any]]:
    """Return the last days (NaT: unknown) of what each nip took, by name whatever the edition; what was left or not passed, or of which nothing says how it ended, was not taken.

    Of lines that tell one training of one person on the same days the one that says most counts, of several the first; a word that leaves the end open says half.
    """
    told: dict[tuple[Any, ...], tuple[float, Any, Any]] = {}
    names = trainings["nama_pelatihan"].map(course_title)
    days = [trainings[name] for name in ("tanggal_mulai", "tanggal_selesai")]
    status = trainings["status"] if "status" in trainings else [None] * len(trainings)
    for nip, name, start, end, ended, filled in zip(
        trainings["nip"], names, *days, status, trainings.notna().sum(axis=1), strict=True
    ):
        says = filled - (0.5 if ended in _OPEN else 0)
        key = (nip, name, start, end)
        if key not in told or says > told[key][0]:
            told[key] = (says, start if pd.isna(end) else end, ended)
    out: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for (nip, name, *_), (_, day, ended) in told.items():
        if ended not in _NOT_TAKEN:
            out[nip, name].append(day)
    return out
