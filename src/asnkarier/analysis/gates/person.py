"""Checks on what a person is: status, legal position, education, golongan, age, discipline.

Every check returns one `Outcome` for all people at once and may be read alone. A missing fact gives `unknown`.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import (
    MET,
    MISSING,
    NOT_MET,
    UNKNOWN,
    Outcome,
    interval_verdicts,
    outcome,
    verdicts,
)
from asnkarier.analysis.spans import MONTHS_PER_YEAR, NEVER, add_months, day, months_and_days, span_texts
from asnkarier.model.terms import normalise


def check_status_asn(value: Sequence[str], case: Case) -> Outcome:
    """Status ASN is one of those named (UU 20/2023: only PNS are appointed to managerial posts)."""
    return _listed("status_asn", value, case, str)


def check_kedudukan_hukum(value: Sequence[str], case: Case) -> Outcome:
    """Kedudukan hukum is one of those named, however it is spelt."""
    return _listed("kedudukan_hukum", value, case, normalise)


def check_pendidikan_minimal(value: str, case: Case) -> Outcome:
    """Education is at least as high as the level named, by the ranks of the reference table."""
    return _ranked("tingkat_pendidikan", value, case, case.rulebook.pendidikan_rank)


def check_golongan_minimal(value: str, case: Case) -> Outcome:
    """Golongan ruang is at least the one named; a golongan of PPPK has no place in that order and is unknown."""
    return _ranked("golongan", value, case, case.rulebook.golongan_rank)


def _listed(name: str, allowed: Sequence[str], case: Case, read: Callable[[str], str]) -> Outcome:
    facts = case.dossiers.text(name)
    code, unique = pd.factorize(facts)
    wanted = {read(word) for word in allowed}
    met = np.array([read(fact) in wanted for fact in unique], dtype=bool)[code]
    return _fact_outcome(facts, verdicts(met, facts != ""), ", ".join(allowed), name, case)


def _ranked(name: str, least: str, case: Case, rank: Callable[[str], int | None]) -> Outcome:
    facts = case.dossiers.text(name)
    code, unique = pd.factorize(facts)
    ranks = [rank(fact) if fact else None for fact in unique]
    bar = rank(least)
    known = np.array([one is not None and bar is not None for one in ranks], dtype=bool)[code]
    met = np.array([one is not None and bar is not None and one >= bar for one in ranks], dtype=bool)[code]
    return _fact_outcome(facts, verdicts(met, known), least, name, case)


def _fact_outcome(
    facts: NDArray[np.object_], result: NDArray[np.int8], required: str, name: str, case: Case
) -> Outcome:
    reason = np.where(result != UNKNOWN, "", np.where(facts == "", "data_missing", "rank_unknown")).astype(
        object
    )
    observed = np.where(facts == "", MISSING, facts)
    return outcome(result, observed, required, name, reason=reason, source=case.dossiers.source)


def check_usia_maksimal(value: float, case: Case) -> Outcome:
    """Nobody older than `value` years: the birthday itself is still in time, the day after is not.

    "Paling tinggi 56 tahun" is read as not exceeding 56 years, as selections count it: 56 years and one day exceeds.
    The birth date of the register and that inside the NIP are both looked at; see `_birth_dates`.
    """
    birthday = _anniversaries(case, value)
    last = [when + np.timedelta64(1, "D") for when in birthday]
    return _age_outcome(case, last, f"≤ {value:g} tahun")


def check_belum_bup(value: object, case: Case) -> Outcome:
    """The retirement age (BUP) of the post to be filled has not been reached, nor a recorded tmt_pensiun.

    value is always true; the age is the parameter `jabatan/bup` (PP 11/2017 Pasal 239, UU 20/2023 Pasal 55).
    """
    del value
    today = day(case.dossiers.as_of)
    age = case.rulebook.parameter("jabatan/bup", case.dossiers.as_of).value.get(case.target.kelompok)
    if age is None:
        nothing = np.full(case.count, MISSING, dtype=object)
        reason = np.full(case.count, "rank_unknown", dtype=object)
        return outcome(np.full(case.count, UNKNOWN), nothing, MISSING, "tanggal_lahir", reason=reason)
    found = _age_outcome(case, _anniversaries(case, age), f"< {age:g} tahun")
    pension = case.dossiers.days("tmt_pensiun")
    found.result[pension <= today] = NOT_MET
    found.reason[pension <= today] = ""
    sooner = ~np.isnat(pension) & ~(found.lapses_on < pension)
    found.lapses_on[sooner] = pension[sooner]
    return found


def _birth_dates(case: Case) -> tuple[Days, Days]:
    """Return the birth date of the register and that inside the NIP, each standing in for the other where missing.

    They should be one. Where they differ the register may have been corrected, or mistyped; a check that comes out
    differently for the two is unknown.
    """
    column, inside = case.dossiers.days("tanggal_lahir"), case.dossiers.nip_birth
    return np.where(np.isnat(column), inside, column), np.where(np.isnat(inside), column, inside)


def _anniversaries(case: Case, years: float) -> list[Days]:
    months = round(years * MONTHS_PER_YEAR)
    return [np.where(np.isnat(born), NEVER, add_months(born, months)) for born in _birth_dates(case)]


def _age_outcome(case: Case, too_late: list[Days], required: str) -> Outcome:
    """Return the outcome of an age limit; `too_late` holds, for both birth dates, the first day on which it fails."""
    today = day(case.dossiers.as_of)
    in_time = [today < when for when in too_late]
    known = ~np.isnat(too_late[0])
    result = interval_verdicts(in_time[0] & in_time[1], in_time[0] | in_time[1])
    result[~known] = UNKNOWN
    reason = np.full(case.count, "", dtype=object)
    reason[np.isnat(case.dossiers.days("tanggal_lahir"))] = "derived_from_nip"
    reason[known & (result == UNKNOWN)] = "birth_date_contradiction"
    reason[~known] = "data_missing"
    lapses_on = np.where(result == MET, np.minimum(*too_late), NEVER)
    return outcome(
        result,
        _ages(case),
        required,
        "tanggal_lahir",
        reason=reason,
        lapses_on=lapses_on,
        source=case.dossiers.source,
    )


def _ages(case: Case) -> NDArray[np.object_]:
    born = _birth_dates(case)[0]
    today = day(case.dossiers.as_of)
    known = born <= today
    texts = np.full(case.count, MISSING, dtype=object)
    if known.any():
        texts[known] = span_texts(*months_and_days(born[known], np.full(known.sum(), today)))
    return texts


def check_bebas_hukuman(value: dict[str, Any], case: Case) -> Outcome:
    """No hukuman disiplin being served, and none of the levels `tingkat` that ended within the last `tahun` years.

    hukuman_selesai is the last day of the punishment; a blank register is unknown unless it is declared complete.
    PP 94/2021 has no such bar: the rule sets cite it as policy.
    """
    level, end = case.dossiers.text("hukuman_disiplin"), case.dossiers.days("hukuman_selesai")
    today = day(case.dossiers.as_of)
    weighty = np.isin(level.astype(str), value["tingkat"])
    served = end + 1
    free = _free_from(end, served, weighty, value)
    never, blank = level == "tidak_pernah", level == ""
    harmless = never | ~(weighty | value["sedang_menjalani"])
    result = np.where(harmless, MET, verdicts(today >= free, ~np.isnat(end))).astype(np.int8)
    reason = np.full(case.count, "", dtype=object)
    reason[~harmless & np.isnat(end)] = "hukuman_end_missing"
    stray = (never | blank) & ~np.isnat(end)
    result[blank | stray], reason[blank], reason[stray] = UNKNOWN, "data_missing", "hukuman_contradiction"
    if "hukuman_disiplin" in case.dossiers.complete_registers:
        result[blank & ~stray], reason[blank & ~stray] = MET, "declared_complete"
    return outcome(
        result,
        _hukuman_texts(case, level, end),
        _hukuman_required(value),
        "hukuman_disiplin,hukuman_selesai",
        reason=reason,
        eligible_on=np.where(result == NOT_MET, free, NEVER),
        source=case.dossiers.source,
    )


def _free_from(end: Days, served: Days, weighty: NDArray[np.bool_], value: dict[str, Any]) -> Days:
    """Return the first day on which the punishment bars no more, NaT without an end date."""
    known = np.where(np.isnat(end), np.datetime64("1970-01-01", "D"), end)
    cleared = add_months(known, round(value["tahun"] * MONTHS_PER_YEAR))
    after = np.where(weighty, np.maximum(cleared, served), served) if value["sedang_menjalani"] else cleared
    return np.where(np.isnat(end), NEVER, after)


def _hukuman_texts(case: Case, level: NDArray[np.object_], end: Days) -> NDArray[np.object_]:
    declared = "hukuman_disiplin" in case.dossiers.complete_registers
    blank = "kosong = tidak pernah (register dinyatakan lengkap)" if declared else MISSING
    code, unique = pd.factorize(pd.MultiIndex.from_arrays([level, end.astype("datetime64[s]")]))
    texts = []
    for word, when in unique:
        until = "" if pd.isna(when) else f" s.d. {when:%Y-%m-%d}"
        texts.append(f"{word}{until}" if word else f"{MISSING}{until}" if until else blank)
    return np.array([*texts, ""], dtype=object)[code]


def _hukuman_required(value: dict[str, Any]) -> str:
    parts = ["tidak sedang menjalani"] if value["sedang_menjalani"] else []
    if value["tingkat"]:
        parts.append(f"tanpa {'/'.join(value['tingkat'])} {value['tahun']:g} tahun terakhir")
    return "; ".join(parts)
