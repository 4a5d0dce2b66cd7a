"""Free of hukuman disiplin: none being served, and none of certain levels lately."""

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days
from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.remedies import CORRECT, FIELD, Remedy
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MET,
    NOT_MET,
    NOTHING_RECORDED,
    NOTHING_REQUIRED,
    UNKNOWN,
    Outcome,
    Told,
    outcome,
    told,
    verdicts,
)
from asnkarier.analysis.spans import NEVER, add_months, day
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, Said, said, span_of_years, together
from asnkarier.rules.vocabulary import Part, TingkatHukuman, Years

_REGISTER: Final = "hukuman_disiplin"


class BebasHukuman(Part):
    """No punishment being served (`sedang_menjalani`), and none of the levels of `tingkat` within the last years."""

    sedang_menjalani: bool
    tingkat: list[TingkatHukuman]
    tahun: Years


def _judge(value: dict[str, Any], case: Case) -> Outcome:
    """No hukuman disiplin being served, and none of the levels `tingkat` that ended within the last `tahun` years.

    hukuman_selesai is the last day of the punishment; a blank register is unknown unless it is declared complete, and a
    punishment that a complete list no longer tells, or of which a row was set aside, is unknown in any case.
    PP 94/2021 has no such bar: the rule sets cite it as policy.
    """
    level, end = case.dossiers.text("hukuman_disiplin"), case.dossiers.days("hukuman_selesai")
    today = day(case.dossiers.as_of)
    weighty = np.isin(level.astype(str), value["tingkat"])
    free = _free_from(end, weighty, value)
    never, blank = level == "tidak_pernah", level == ""
    harmless = never | ~(weighty | value["sedang_menjalani"])
    result = np.where(harmless, MET, verdicts(today >= free, ~np.isnat(end))).astype(np.int8)
    reason = np.full(case.count, "", dtype=object)
    reason[~harmless & np.isnat(end)] = "hukuman_end_missing"
    stray = (never | blank) & ~np.isnat(end)
    result[blank | stray], reason[blank], reason[stray] = UNKNOWN, "data_missing", "hukuman_contradiction"
    whole = blank & ~stray & case.dossiers.declared(_REGISTER)
    result[whole], reason[whole] = MET, "declared_complete"
    aside = case.dossiers.set_aside(_REGISTER) & (result != NOT_MET)
    result[aside], reason[aside] = UNKNOWN, "rows_set_aside"
    cleared = case.dossiers.cleared != ""
    result[cleared], reason[cleared] = UNKNOWN, "hukuman_cleared"
    return outcome(
        result,
        _observed(case, level, end),
        _required(value),
        reason=reason,
        eligible_on=np.where(result == NOT_MET, free, NEVER),
        source=case.dossiers.source,
    )


def _free_from(end: Days, weighty: NDArray[np.bool_], value: dict[str, Any]) -> Days:
    """Return the first day on which the punishment bars no more, NaT without an end date."""
    served = end + 1
    known = np.where(np.isnat(end), np.datetime64("1970-01-01", "D"), end)
    cleared = add_months(known, span_of_years(value["tahun"]).months)
    after = np.where(weighty, np.maximum(cleared, served), served) if value["sedang_menjalani"] else cleared
    return np.where(np.isnat(end), NEVER, after)


def _observed(case: Case, level: NDArray[np.object_], end: Days) -> Told:
    blank = (NOTHING_RECORDED, said("hukuman_declared"))
    parts = [level, end.astype("datetime64[s]"), case.dossiers.cleared, case.dossiers.declared(_REGISTER)]
    code, unique = pd.factorize(pd.MultiIndex.from_arrays(parts))
    return told(
        [
            said("hukuman_was", tingkat=Code(before)) if before else _recorded(word, when, blank[bool(whole)])
            for word, when, before, whole in unique
        ],
        code,
    )


def _recorded(level: str, end: pd.Timestamp, blank: Said) -> Said:
    tingkat = Code(level) if level else None
    if not pd.isna(end):
        return said("hukuman_until", tingkat=tingkat, selesai=end.date())
    return blank if tingkat is None else said("recorded", value=tingkat)


def _required(value: dict[str, Any]) -> Said:
    parts = [said("hukuman_none_served")] if value["sedang_menjalani"] else []
    if value["tingkat"]:
        levels = tuple(Code(level) for level in value["tingkat"])
        parts.append(said("hukuman_none_since", tingkat=levels, years=span_of_years(value["tahun"])))
    return together(tuple(parts)) or NOTHING_REQUIRED


CHECK = Check(
    "bebas_hukuman",
    BebasHukuman,
    N_("serves no punishment and had none of these within the years"),
    _judge,
    alike=of_nobody,
    facts=("hukuman_disiplin", "hukuman_selesai"),
    remedies={
        "hukuman_end_missing": Remedy(FIELD, "hukuman_selesai"),
        "rows_set_aside": Remedy(FIELD, "hukuman_disiplin"),
        "hukuman_cleared": Remedy(FIELD, "hukuman_disiplin"),
        "hukuman_contradiction": Remedy(CORRECT, "hukuman_disiplin"),
    },
)
