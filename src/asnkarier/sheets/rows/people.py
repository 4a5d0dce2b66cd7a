"""What a NIP says about its holder, held against the other columns: a difference is told, never decided."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.golongan import PANGKAT
from asnkarier.model.nip import Nip
from asnkarier.model.problem import Problem, Severity
from asnkarier.sheets.cells.column import ReadColumn
from asnkarier.sheets.findings import Findings

_LOST_DIGITS: Final = "000"
_SEVERAL: Final = 2
_WITHOUT_RUANG: Final = frozenset(golongan.partition("/")[0] for golongan in PANGKAT)
_CODES: Final = ("NIP-URUT", "NIP-NOL")


def tell_contradictions(reads: Mapping[str, ReadColumn], nips: Mapping[str, Nip], findings: Findings) -> None:
    """Warn where a fact differs from what the NIP states, and where a golongan of a PNS begins on no first of a month."""
    if "nip" not in reads:
        return
    holders = _holders(reads, nips)
    for name, code, stated in _CHECKS:
        if name not in reads:
            continue
        for row, (nip, value) in enumerate(zip(holders, reads[name].by_row().tolist(), strict=True)):
            if nip is not None and value is not None and not stated(nip, value):
                findings.warn(code, reads[name].raw.cell(row), nip=nip.text, value=str(value))


def _holders(reads: Mapping[str, ReadColumn], nips: Mapping[str, Nip]) -> list[Nip | None]:
    return [nips.get(nip) if nip is not None else None for nip in reads["nip"].by_row().tolist()]


def refuse_bare_golongan(
    reads: Mapping[str, ReadColumn], nips: Mapping[str, Nip], findings: Findings
) -> list[int]:
    """Return the rows of a PNS whose golongan is `I` to `IV` without its ruang: as a golongan it would be a PPPK's."""
    if "golongan" not in reads:
        return []
    refused = []
    for row, (nip, value) in enumerate(
        zip(_holders(reads, nips), reads["golongan"].by_row().tolist(), strict=True)
    ):
        if nip is not None and nip.status == "PNS" and value in _WITHOUT_RUANG:
            findings.error("GOLONGAN-TANPA-RUANG", reads["golongan"].raw.cell(row), value=value, nip=nip.text)
            refused.append(row)
    return refused


def refuse_own_mentors(reads: Mapping[str, ReadColumn], findings: Findings) -> list[int]:
    """Return the rows that name somebody as his own mentor."""
    if not {"nip", "nip_mentor"} <= reads.keys():
        return []
    pairs = zip(*(reads[name].by_row().tolist() for name in ("nip", "nip_mentor")), strict=True)
    refused = [row for row, (mentee, mentor) in enumerate(pairs) if mentee is not None and mentee == mentor]
    for row in refused:
        findings.error("MENTOR-SENDIRI", reads["nip_mentor"].raw.cell(row))
    return refused


def _starts_on(nip: Nip, day: object) -> bool:
    """Return whether the month of appointment is the one that the NIP states; of a PPPK it states only the year."""
    return isinstance(day, date) and day.year == nip.tahun_tmt and nip.bulan_tmt in (None, day.month)


def _is_first(day: object) -> bool:
    return isinstance(day, date) and day.day == 1


def _goes_with_golongan(nip: Nip, golongan: object) -> bool:
    if nip.status == "PPPK":
        return golongan not in PANGKAT
    return golongan in PANGKAT or golongan in _WITHOUT_RUANG  # the latter is refused already


_CHECKS: Final[tuple[tuple[str, str, Callable[[Nip, object], bool]], ...]] = (
    ("tanggal_lahir", "NIP-LAHIR-BEDA", lambda nip, value: nip.tanggal_lahir == value),
    ("jenis_kelamin", "NIP-KELAMIN-BEDA", lambda nip, value: nip.jenis_kelamin == value),
    ("status_asn", "NIP-STATUS-BEDA", lambda nip, value: (nip.status == "PPPK") == (value == "PPPK")),
    ("tmt_cpns", "NIP-TMT-BEDA", _starts_on),
    ("tmt_golongan", "TMT-TANGGAL", lambda nip, value: nip.status == "PPPK" or _is_first(value)),
    ("golongan", "NIP-GOLONGAN-BEDA", _goes_with_golongan),
)


def has_lost_digits(nip: str) -> bool:
    """Return whether the end of a NIP was zeroed by a spreadsheet, or by a slip of the pen."""
    return nip.endswith(_LOST_DIGITS)


def refuse_lost_digits(nip: ReadColumn, findings: Findings) -> list[int]:
    """Return the rows whose NIP ends in 000 when several do: a spreadsheet has zeroed the digits after the 15th.

    A single such NIP may be a slip of the pen and only warns; no sequence number is 000.
    """
    values = nip.by_row().tolist()
    rows = [row for row, value in enumerate(values) if value is not None and has_lost_digits(value)]
    distinct = {values[row] for row in rows}
    severity = Severity.ERROR if len(distinct) > 1 else Severity.WARNING
    for row in rows:
        findings.add(
            "NIP-NOL" if len(distinct) > 1 else "NIP-URUT", severity, nip.raw.cell(row), value=values[row]
        )
    return rows if len(distinct) > 1 else []


def refuse_lost_digits_of_all(parts: Sequence[tuple[pd.DataFrame, Findings]]) -> list[set[int]]:
    """Return the sheet rows of each part to be refused when NIPs in 000 stand on several sheets, one on each.

    parts: facts with `nip` and `row`, and the findings that hold the warning, which becomes an error.
    """
    told = [problem for _, findings in parts for problem in findings.problems if problem.code in _CODES]
    values = {problem.facts["value"] for problem in told}
    if len(values) < _SEVERAL:
        return [set() for _ in parts]
    refused = []
    for frame, findings in parts:
        for place, problem in enumerate(findings.problems):
            if problem.code == "NIP-URUT":
                error = Problem("NIP-NOL", Severity.ERROR, problem.location, problem.facts)
                findings.problems[place] = error
        found = frame["nip"].isin(values) if "nip" in frame else pd.Series(data=False, index=frame.index)
        refused.append(set(frame["row"][found].tolist()))
    return refused
