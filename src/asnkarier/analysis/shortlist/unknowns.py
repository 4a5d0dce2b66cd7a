"""What is not known of the people who may be on a shortlist, as facts that somebody can find out.

A fact is a kind, a person (nobody where all learn it together) and a target: the assessment of a person, the appraisal of a
year, a field of a person, the standard of the post, or a register declared complete, which settles everybody at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.careers.dossiers import Dossiers
from asnkarier.analysis.careers.study_fields import fields_asked
from asnkarier.analysis.gates.eligibility import STATUS, Eligibility
from asnkarier.analysis.gates.remedies import ASSESS, FIELD, REGISTER, STANDARD
from asnkarier.analysis.readiness.gates import gate_blockers
from asnkarier.analysis.scores.bands import Band
from asnkarier.analysis.scores.components import field_matches, leadership
from asnkarier.analysis.scores.facts import (
    Told,
    bidang_facts,
    integritas_facts,
    kinerja_facts,
    krs_facts,
    pendidikan_facts,
    pengalaman_facts,
    pengembangan_facts,
)
from asnkarier.errors import RuleNotInForce

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

COLUMNS: Final = ("person", "kind", "target", "decides")
SHARED: Final = (REGISTER, STANDARD)
# A blank field that a register of the same name fills for everybody.
_FILLED: Final = {(FIELD, "hukuman_disiplin", "data_missing")}


@dataclass(frozen=True)
class Office:
    """What the parts of a score were made from."""

    dossiers: Dossiers
    eligibility: Eligibility
    rulebook: "RuleBook"

    @property
    def count(self) -> int:
        """The number of people."""
        return self.dossiers.count


def open_requirements(eligibility: Eligibility, among: NDArray[np.bool_]) -> pd.DataFrame:
    """Return what would decide the open requirements of the people in `among`: person (place), kind, target, decides.

    decides: the rule. An empty kind: no data of the office will decide it.
    """
    is_open = among & (eligibility.status == STATUS.index("unknown"))
    deciding = [gate for gate in eligibility.gates if gate.decides]
    found = [gate_blockers(gate, eligibility.case, is_open) for gate in deciding]
    nothing: tuple[NDArray[Any], ...] = (np.empty(0, dtype=np.int64), *(np.empty(0, dtype=object),) * 3)
    person, reason, kind, target = (np.concatenate(column) for column in zip(nothing, *found, strict=True))
    for one in _FILLED:
        known = (kind == one[0]) & (target == one[1]) & (reason == one[2])
        kind = np.where(known, REGISTER, kind)
    standard = reason == "standard_missing"
    target = np.where((kind == ASSESS) | standard, "", target)
    decides = np.repeat(
        np.array([gate.criterion.id for gate in deciding], dtype=object), [len(one[0]) for one in found]
    )
    columns = {"kind": np.where(standard, STANDARD, kind), "target": target, "decides": decides}
    frame = pd.DataFrame(
        {"person": person} | {name: pd.array(column, dtype="str") for name, column in columns.items()}
    )
    return frame.drop_duplicates(ignore_index=True)


def open_parts(office: Office, parts: Mapping[str, Band], among: NDArray[np.bool_]) -> pd.DataFrame:
    """Return what would tell the parts of the score that are not known of the people in `among`; decides: the part.

    A part without a line here is one that no data of the office can tell: it stays unknown whatever is found out.
    """
    found = [_none()]
    for name, band in parts.items():
        lacking = among & ~band.known
        try:
            rows = list(_FACTS[name](office, lacking)) if lacking.any() else []
        except RuleNotInForce:
            rows = []
        for who, kind, target in rows:
            people = np.flatnonzero(who & lacking)
            found.append(pd.DataFrame({"person": people}).assign(kind=kind, target=target, decides=name))
    return pd.concat(found, ignore_index=True)


def _none() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS}).astype({"person": "int64"})


def _kompetensi(office: Office, lacking: NDArray[np.bool_]) -> Told:
    target = office.eligibility.case.target
    if target.standard is None or target.jpm is None:
        yield lacking, STANDARD, ""
        return
    asked = pd.Series(target.jpm["total"].to_numpy(), index=target.jpm["nip"])
    yield asked.reindex(office.dossiers.people).fillna(0).to_numpy() > 0, ASSESS, ""


def _kinerja(office: Office, _lacking: NDArray[np.bool_]) -> Told:
    yield from kinerja_facts(office.dossiers, office.rulebook)


def _kualifikasi(office: Office, lacking: NDArray[np.bool_]) -> Told:
    dossiers, target = office.dossiers, office.eligibility.case.target
    yield from pendidikan_facts(dossiers)
    if fields_asked(target.standard) is None:
        yield lacking, STANDARD, ""
        return
    yield from bidang_facts(dossiers, field_matches(dossiers, target))


def _pengalaman(office: Office, lacking: NDArray[np.bool_]) -> Told:
    yield from pengalaman_facts(leadership(office.dossiers, office.eligibility.gates), lacking)


def _pengembangan(office: Office, _lacking: NDArray[np.bool_]) -> Told:
    yield from pengembangan_facts(office.dossiers)


def _potensi(office: Office, lacking: NDArray[np.bool_]) -> Told:
    office.rulebook.value("kompetensi/aspek_potensi", office.dossiers.as_of)
    yield lacking, ASSESS, ""


def _integritas(office: Office, _lacking: NDArray[np.bool_]) -> Told:
    yield from integritas_facts(office.dossiers, office.rulebook)


def _krs(office: Office, _lacking: NDArray[np.bool_]) -> Told:
    yield from krs_facts(office.dossiers)


_FACTS: Final[Mapping[str, Callable[[Office, NDArray[np.bool_]], Told]]] = {
    "kompetensi": _kompetensi,
    "kinerja": _kinerja,
    "kualifikasi": _kualifikasi,
    "pengalaman": _pengalaman,
    "pengembangan": _pengembangan,
    "potensi": _potensi,
    "integritas": _integritas,
    "krs": _krs,
}
