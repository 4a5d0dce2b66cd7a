"""A training of one of these names was finished, or never was."""

from typing import Annotated, Any

import numpy as np
import pandas as pd
from pydantic import Field

from asnkarier.analysis.arrays import alike
from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.remedies import REGISTER, Remedy
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MET,
    NOT_MET,
    NOTHING_RECORDED,
    UNKNOWN,
    Outcome,
    RestsOn,
    outcome,
    told,
)
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.model.terms import normalise
from asnkarier.rules.vocabulary import Part, Text


class RiwayatPelatihan(Part):
    """Names of trainings, each known by its words; pernah: whether one must have been finished, or none may have been."""

    nama: Annotated[list[Text], Field(min_length=1)]
    pernah: bool


def _judge(value: dict[str, Any], case: Case) -> Outcome:
    """A finished training is recorded whose name holds all words of one of `nama`, or (`pernah: false`) none ever was.

    Where the register `trainings` is not declared complete, a person of whom no training at all is recorded may have finished it, and
    that somebody never did is not known of anybody.
    """
    trainings, count = case.dossiers.trainings, case.count
    needed = [set(normalise(name).split()) for name in value["nama"]]
    code, unique = pd.factorize(trainings.name)
    named = np.array([any(words <= set(name.split()) for words in needed) for name in unique], dtype=bool)
    rows = np.flatnonzero(named[code]) if len(code) else np.zeros(0, dtype=np.int64)
    last = np.full(count, -1, dtype=np.int64)
    last[trainings.person[rows]] = rows
    has = last >= 0
    complete, aside = case.dossiers.declared("trainings"), case.dossiers.set_aside("trainings")
    silent = np.bincount(trainings.person, minlength=count) == 0
    if value["pernah"]:
        result = np.where(has, MET, np.where((silent & ~complete) | aside, UNKNOWN, NOT_MET))
    else:
        result = np.where(has, NOT_MET, np.where(complete, MET, UNKNOWN))
    unsure = "training_missing" if value["pernah"] else "training_unsure"
    many = np.bincount(trainings.person, minlength=count)
    whole = np.where((result == NOT_MET) & ~has & ~complete, many, 0)
    seen, pairs = alike([np.append(trainings.name, "")[last], whole])
    words = [_recorded(str(name), int(listed)) for name, listed in pairs]
    lacks = np.flatnonzero((whole > 0)[trainings.person])
    cited = np.unique(np.concatenate([rows, lacks]))
    return outcome(
        result,
        told(words, seen),
        said("trainings_wanted" if value["pernah"] else "trainings_unwanted", names=tuple(value["nama"])),
        reason=np.where(result == UNKNOWN, np.where(aside, "rows_set_aside", unsure), "").astype(object),
        source=(np.append(trainings.source_id, -1)[last], np.append(trainings.row, -1)[last]),
        rests_on=RestsOn(
            trainings.person[cited],
            trainings.source_id[cited],
            trainings.row[cited],
            np.full(len(cited), "nama_pelatihan", dtype=object),
        ),
    )


def _recorded(name: str, listed: int) -> Said:
    """Return the training that is recorded, or that it is not among the rows of a list that is taken to be all there are."""
    if name:
        return said("recorded", value=name)
    return said("trainings_not_among", rows=listed) if listed else NOTHING_RECORDED


CHECK = Check(
    "riwayat_pelatihan",
    RiwayatPelatihan,
    N_("finished one of these trainings, or none of them"),
    _judge,
    alike=of_nobody,
    facts=("nama_pelatihan",),
    remedies={
        "training_missing": Remedy(REGISTER, "trainings"),
        "training_unsure": Remedy(REGISTER, "trainings"),
        "rows_set_aside": Remedy(REGISTER, "trainings"),
    },
)
