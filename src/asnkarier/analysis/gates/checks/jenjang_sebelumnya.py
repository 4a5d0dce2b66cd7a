"""The present post is the same functional post, one jenjang below the target."""

from collections.abc import Hashable

import numpy as np
import pandas as pd

from asnkarier.analysis.gates.check import Check, Yes
from asnkarier.analysis.gates.remedies import FIELD, Remedy
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import NOTHING_RECORDED, UNKNOWN, Outcome, outcome, told, verdicts
from asnkarier.model.jabatan import split_jenjang
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, said
from asnkarier.rules.rulebook import NEXT_CLASS


def _judge(value: object, case: Case) -> Outcome:
    """The present post is the same functional post, one jenjang below the target (PP 11/2017 Pasal 81).

    value is always true; the steps are the parameter `jabatan/jenjang_berikutnya`. Unknown where the name of the present
    post may be the target's with a word for the jenjang that nobody knows ("Auditor Lanjutan"), or with none.
    """
    del value
    as_of = case.dossiers.as_of
    kelompok = case.dossiers.kelompok
    code, unique = pd.factorize(kelompok)
    following = case.rulebook.value(NEXT_CLASS, as_of)
    steps = [following.get(one) == case.target.kelompok for one in unique]
    below = np.array([*steps, False], dtype=bool)[code]
    names, distinct = pd.factorize(case.dossiers.jabatan)
    wanted = split_jenjang(case.target.jabatan)[0]
    plain = [split_jenjang(name)[0] for name in distinct]
    same = np.array([name == wanted for name in plain], dtype=bool)[names]
    like = np.array([f"{name} ".startswith(f"{wanted} ") for name in plain], dtype=bool)[names]
    unclear = code < 0
    might = (
        unclear
        & like
        & (case.dossiers.text("jenjang") == "")
        & (case.dossiers.text("jenis_jabatan") != "pelaksana")
    )
    result = np.where(might, UNKNOWN, verdicts(below & same, np.ones(case.count, dtype=bool)))
    reason = np.where(might, "kelompok_unclear", "").astype(object)
    lower = [one for one, above in following.items() if above == case.target.kelompok]
    before = tuple(Code(one) for one in lower if one in FUNCTIONAL_CLASSES)
    return outcome(
        result,
        told([*(said("recorded", value=Code(one)) for one in unique), NOTHING_RECORDED], code),
        said("jenjang_below", jabatan=wanted, kelompok=before),
        reason=reason,
        source=case.dossiers.source,
    )


def _alike(_value: object, case: Case) -> Hashable:
    return case.target.jabatan, case.target.kelompok


CHECK = Check(
    "jenjang_sebelumnya",
    Yes,
    N_("holds the jenjang directly below the post"),
    _judge,
    alike=_alike,
    facts=("jabatan", "jenjang"),
    parameters=(NEXT_CLASS,),
    way_up=True,
    rise="below",
    remedies={"kelompok_unclear": Remedy(FIELD, "jenjang")},
)
