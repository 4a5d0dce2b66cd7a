"""Formal study: who lacks the education of the standard, and how they stand to the conditions of tugas belajar."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.agency.cover import citation_line, cite_parameters
from asnkarier.agency.people import People
from asnkarier.agency.provenance import with_sources
from asnkarier.analysis.careers.retiring import END_OF_SERVICE
from asnkarier.analysis.careers.serving import leaving_days
from asnkarier.analysis.careers.study_fields import STUDY_TABLE, study_table
from asnkarier.analysis.gates.eligibility import STATUS, Eligibility, evaluate, no_findings
from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.gates.ways import PEOPLE_DECIDE, asked_of_people
from asnkarier.analysis.needs.studies import STUDY_UNKNOWN, study_gaps
from asnkarier.analysis.outcomes import MANUAL, MET, NOT_MET, UNKNOWN
from asnkarier.model.book import CitationLine

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

_JALUR: Final = "tugas_belajar"
_COUNTED: Final = {"met": MET, "not_met": NOT_MET, "unknown": UNKNOWN, "manual": MANUAL}
_GATES: Final = ("rule_id", "title", *_COUNTED, "citation", "status_sumber", "mark")


@dataclass(frozen=True)
class FormalStudy:
    """rows: who lacks education, see `study_gaps`, with who it is, status, gates_failed, gates_unknown, asked_of_people (rule ids), retires_on and source.

    gates: each condition with how many of them meet it, do not, are not known, or must be judged by people. findings: as `Eligibility.findings_of`, with source.
    unknown: of how many people it is not known whether they lack it.
    """

    rows: pd.DataFrame
    gates: pd.DataFrame
    findings: pd.DataFrame
    unknown: int
    citations: tuple[CitationLine, ...]


def formal_study(now: "Snapshot", people: People) -> FormalStudy:
    """Return the formal study that these people need; only those who lack something are judged by the conditions."""
    found = study_gaps(
        people.employees,
        people.standards,
        people.standard_of,
        now.rulebook.pendidikan_rank,
        study_table(now.rulebook, now.as_of),
    )
    rows = found[found["study"] != STUDY_UNKNOWN].reset_index(drop=True)
    who = people.employees[["nip", "nama", "jabatan", "unit_kerja", "source_id", "row"]]
    rows = rows.merge(who, on="nip", how="left", validate="one_to_one")
    judged = _judged(now, rows["nip"].tolist())
    rows = _standing(now, rows, judged)
    findings = no_findings().assign(source=None)
    if judged is not None:
        findings = with_sources(judged.findings_of(rows["nip"].tolist()), now)
    lines = (
        citation_line(gate.criterion, gate.in_force, now.as_of) for gate in (judged.gates if judged else ())
    )
    cited = (
        *lines,
        *(cite_parameters(now, ("referensi/pendidikan", STUDY_TABLE, *END_OF_SERVICE)) if len(found) else ()),
    )
    return FormalStudy(rows, _gates(judged), findings, len(found) - len(rows), cited)


def _judged(now: "Snapshot", nips: list[str]) -> Eligibility | None:
    """Return how those people stand to the conditions; None where nobody is to be judged or no law is known."""
    rule_set = now.rulebook.gates_on(_JALUR, now.as_of)
    if rule_set is None or not nips:
        return None
    return evaluate(rule_set, now.rulebook, now.among(nips).dossiers, Target(_JALUR, ""), now.as_of)


def _standing(now: "Snapshot", rows: pd.DataFrame, judged: Eligibility | None) -> pd.DataFrame:
    """Return the rows with what the conditions say; nobody is called eligible while people must judge some of them."""
    cells = rows[["nip", "source_id", "row"]].assign(field="tingkat_pendidikan,pendidikan", reason="")
    rows = rows.assign(source=with_sources(cells, now)["source"].to_numpy()).drop(
        columns=["source_id", "row"]
    )
    employees = now.employees[now.employees["nip"].isin(rows["nip"])].reset_index(drop=True)
    leaves = pd.Series(leaving_days(employees, now.rulebook, now.as_of), index=employees["nip"].to_numpy())
    rows["retires_on"] = leaves.reindex(rows["nip"]).to_numpy().astype("datetime64[s]")
    if judged is None:
        empty = pd.Series([()] * len(rows), dtype=object)
        return rows.assign(status="unknown", gates_failed=empty, gates_unknown=empty, asked_of_people=empty)
    place = judged.people.get_indexer(pd.Index(rows["nip"]))
    asked = [asked_of_people(judged, int(one)) for one in place]
    persons = judged.persons.iloc[place].reset_index(drop=True)
    by_people = np.array([bool(one) for one in asked]) & persons["status"].eq(STATUS[0]).to_numpy(dtype=bool)
    return rows.assign(
        status=persons["status"].where(~by_people, PEOPLE_DECIDE),
        gates_failed=persons["gates_failed"],
        gates_unknown=persons["gates_unknown"],
        asked_of_people=pd.Series(asked, dtype=object),
    )


def _gates(judged: Eligibility | None) -> pd.DataFrame:
    lines = [
        {
            "rule_id": gate.criterion.id,
            "title": gate.criterion.title,
            **{name: int((gate.outcome.result == code).sum()) for name, code in _COUNTED.items()},
            "citation": gate.in_force.citation.text,
            "status_sumber": gate.in_force.citation.status_sumber,
            "mark": gate.criterion.tanda or "",
        }
        for gate in (judged.gates if judged else ())
    ]
    return pd.DataFrame(lines, columns=list(_GATES))
