"""The class of the post held now."""

from collections.abc import Sequence
from typing import Annotated

import numpy as np
import pandas as pd
from pydantic import Field, RootModel

from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.remedies import FIELD, Remedy
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import NOTHING_RECORDED, UNKNOWN, Outcome, outcome, told, verdicts
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, said
from asnkarier.rules.vocabulary import Kelompok


class JabatanSekarang(RootModel[Annotated[list[Kelompok], Field(min_length=1)]]):
    """The classes of posts that somebody may hold."""


def _judge(value: Sequence[str], case: Case) -> Outcome:
    """The present post is of one of these classes; unknown where its class cannot be told."""
    code, unique = pd.factorize(case.dossiers.kelompok)
    within = np.array([*(one in value for one in unique), False], dtype=bool)[code]
    result = verdicts(within, code >= 0)
    reason = np.where(result == UNKNOWN, "kelompok_unclear", "").astype(object)
    seen = told([*(said("recorded", value=Code(one)) for one in unique), NOTHING_RECORDED], code)
    required = said("one_of", values=tuple(Code(one) for one in value))
    return outcome(result, seen, required, reason=reason, source=case.dossiers.source)


CHECK = Check(
    "jabatan_sekarang",
    JabatanSekarang,
    N_("holds a post of one of these classes now"),
    _judge,
    alike=of_nobody,
    facts=("jenis_jabatan", "eselon", "jenjang"),
    way_up=True,
    rise="way_in",
    remedies={"kelompok_unclear": Remedy(FIELD, "jenis_jabatan")},
)
