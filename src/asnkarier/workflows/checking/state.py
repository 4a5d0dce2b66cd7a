"""What a moment of the store means for the people: verdicts, what leaves them open, contradictions, orphans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.contradictions import asked_competencies
from asnkarier.agency.judging import Judged, gate_citations, judge
from asnkarier.agency.match import persons_of
from asnkarier.agency.people import People, match_standards, valid_levels, with_kelompok
from asnkarier.agency.pool import Pool
from asnkarier.agency.posts import Post
from asnkarier.analysis.careers.dossiers import build_dossiers
from asnkarier.analysis.contradictions.find import Facts, find_contradictions, no_rows
from asnkarier.analysis.contradictions.lists import orphans
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.match.categories import OPEN
from asnkarier.analysis.match.job_match import match_totals
from asnkarier.analysis.match.matrices import build_matrices
from asnkarier.analysis.readiness.blockers import Assessed, all_blocked, held_blockers
from asnkarier.analysis.readiness.gates import next_blockers
from asnkarier.analysis.readiness.units import Completeness, completeness, person_counts
from asnkarier.errors import RuleNotInForce
from asnkarier.model.book import CitationLine
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES
from asnkarier.workflows.checking.moments import ABOUT_PEOPLE, Moment

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.rules.types import Criterion, RuleSet
    from asnkarier.store.records import Source


@dataclass(frozen=True)
class State:
    """Everybody, before anybody picks a unit. blockers: person is the place in `people`."""

    people: People
    counts: pd.DataFrame
    recorded: Completeness
    blockers: pd.DataFrame
    contradictions: pd.DataFrame
    orphans: pd.DataFrame
    citations: tuple[CitationLine, ...]


def state_of(workspace: "Workspace", moment: Moment, sources: "Mapping[int, Source]") -> State:
    """Return the state of everybody at a moment."""
    register = Register(moment.employees) if len(moment.employees) else None
    people = _people(workspace, no_rows("employees") if register is None else register.frame, moment.levels)
    match = persons_of(workspace, people)
    assessed = _assessed(workspace, people, match, moment.levels)
    judged = list(_judged_for_next(workspace, people, moment))
    blockers = all_blocked([held_blockers(people.employees, match, assessed), *(part for _, part in judged)])
    facts = Facts(
        workspace.as_of,
        register,
        moment.frames["positions"],
        moment.frames["appraisals"],
        moment.frames["units"],
        moment.frames["courses"],
        moment.frames["vacancies"],
        asked=asked_competencies(workspace),
        layout=None if register is None else _layouts(register, sources),
    )
    told = {name: moment.frames[name] for name in ABOUT_PEOPLE} | {"assessments": moment.levels}
    return State(
        people,
        person_counts(people.employees, match, assessed, blockers),
        _recorded(workspace, people, moment),
        blockers,
        find_contradictions(facts, workspace.rulebook),
        orphans(told, pd.Index(people.employees["nip"])),
        tuple(line for one, _ in judged for line in gate_citations(workspace, one)),
    )


def _people(workspace: "Workspace", employees: pd.DataFrame, levels: pd.DataFrame) -> People:
    employees = with_kelompok(employees, workspace)
    names = zip(employees["jabatan"].tolist(), employees["kelompok"].tolist(), strict=True)
    pairs = [tuple(text if isinstance(text, str) else None for text in pair) for pair in names]
    standards, standard_of = match_standards(workspace, [(pair[0], pair[1]) for pair in pairs])
    nobody = np.full(len(employees), -1)
    return People(employees, (), nobody, valid_levels(levels, workspace)).judged_by(standards, standard_of)


def _assessed(workspace: "Workspace", people: People, match: pd.DataFrame, levels: pd.DataFrame) -> Assessed:
    """Return how far everybody is assessed; `levels` holds the ones that are too old to count as well."""
    numbered = levels.assign(place=np.arange(len(levels)))
    old = numbered[~numbered["place"].isin(valid_levels(numbered, workspace)["place"])]
    nips = people.employees["nip"].tolist()
    stale = np.zeros(len(nips), dtype=bool)
    decides = stale
    if len(old):
        matrices = build_matrices(old, nips, people.standards)
        stale = match_totals(matrices.levels, matrices.required, people.standard_of).assessed_lines > 0
        whole = People(people.employees, people.standards, people.standard_of, levels)
        told = persons_of(workspace, whole)["kategori"]
        decides = (match["kategori"].eq(OPEN) & told.notna() & told.ne(OPEN)).to_numpy(dtype=bool)
    dictionary = [
        entry["id"] for entry in workspace.rulebook.parameter("kompetensi/kamus", workspace.as_of).value
    ]
    known = people.levels[people.levels["kompetensi"].isin(dictionary) & people.levels["level"].notna()]
    count = pd.Index(nips).get_indexer(pd.Index(known["nip"]))
    have = np.bincount(count[count >= 0], minlength=len(nips))
    return Assessed(stale, decides, have > 0, have == len(dictionary))


def _judged_for_next(
    workspace: "Workspace", people: People, moment: Moment
) -> "Iterator[tuple[Judged, pd.DataFrame]]":
    """Yield how each structural class judges those one step below it, and what leaves that open.

    Only they and those who hold or held a post whose kelas jabatan the gates compare with are looked at.
    """
    kelompok = people.employees["kelompok"]
    following = {one: _next_structural(workspace, one) for one in sorted(kelompok.dropna().unique())}
    gates = {
        one: found for one in dict.fromkeys(following.values()) if one and (found := _gates(workspace, one))
    }
    above = kelompok.map(following).where(kelompok.map(following).isin(list(gates))).fillna("")
    compared = _compared((one for found in gates.values() for one in found.syarat), workspace.as_of)
    keep = (above != "") | kelompok.isin(compared)
    positions = with_kelompok(moment.frames["positions"], workspace)
    keep |= people.employees["nip"].isin(positions.loc[positions["kelompok"].isin(compared), "nip"])
    place = np.flatnonzero(keep.to_numpy(dtype=bool))
    if not gates or not len(place):
        return
    pool = _pool(workspace, people.among(keep.to_numpy(dtype=bool)), moment, positions)
    for one in gates:
        standards, own = match_standards(workspace, [(None, one)])
        standard = standards[0] if own[0] >= 0 else None
        judged = judge(workspace, pool, Post(None, "", None, one, standard))
        asked = above.iloc[place].eq(one).to_numpy(dtype=bool)
        blockers = next_blockers(judged.eligibility, pool.dossiers, asked, workspace.rulebook)
        yield judged, blockers.assign(person=place[blockers["person"]])


def _next_structural(workspace: "Workspace", kelompok: str) -> str | None:
    following = workspace.rulebook.next_kelompok(kelompok, workspace.as_of)
    return None if following in FUNCTIONAL_CLASSES else following


def _gates(workspace: "Workspace", kelompok: str) -> "RuleSet | None":
    try:
        return workspace.rulebook.gates_for(kelompok, workspace.as_of)
    except RuleNotInForce:
        return None


def _compared(criteria: "Iterator[Criterion]", as_of: date) -> set[str]:
    """Return the classes whose kelas jabatan makes a functional post equal to them."""
    values = [one.at(as_of).value for one in criteria if one.uji == "pengalaman_jabatan"]
    return {name for value in values if value and value["setara_kelas_jabatan"] for name in value["kelompok"]}


def _pool(workspace: "Workspace", people: People, moment: Moment, positions: pd.DataFrame) -> Pool:
    def about(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["nip"].isin(people.employees["nip"])]

    dossiers = build_dossiers(
        people.employees,
        about(positions),
        about(moment.frames["appraisals"]),
        about(moment.frames["trainings"]),
        rulebook=workspace.rulebook,
        as_of=workspace.as_of,
        complete_registers=workspace.settings.complete_registers,
    )
    return Pool(people, dossiers, no_rows("vacancies"), {})


def _recorded(workspace: "Workspace", people: People, moment: Moment) -> Completeness:
    """Return what is recorded of everybody: fields, the appraisals of the years that gates look at, the registers."""
    nips = people.employees["nip"]
    appraisals = moment.frames["appraisals"]
    day = workspace.as_of
    recorded: dict[str, NDArray[np.bool_]] = {}
    for year in range(day.year - 1, day.year - 1 - _appraisal_years(workspace), -1):
        of_year = appraisals.loc[appraisals["tahun"].eq(year).fillna(value=False), "nip"]
        recorded[f"appraisals_{year}"] = nips.isin(of_year).to_numpy(dtype=bool)
    for name in ("positions", "trainings"):
        recorded[name] = nips.isin(moment.frames[name]["nip"]).to_numpy(dtype=bool)
    return completeness(people.employees, recorded, workspace.settings.complete_registers)


def _appraisal_years(workspace: "Workspace") -> int:
    """Return how many complete years back the gates look."""
    day = workspace.as_of
    criteria = (one for found in workspace.rulebook.rule_sets.values() for one in found.syarat)
    values = [one.at(day).value for one in criteria if one.uji == "kinerja_minimal" and one.since <= day]
    return max((int(value["tahun"]) for value in values if value), default=0)


def _layouts(register: Register, sources: "Mapping[int, Source]") -> NDArray[np.int64]:
    """Return for each version the kind of list it comes from: lists with the same headings in the same columns."""
    kinds = {number: tuple(sorted(source.columns.items())) for number, source in sources.items()}
    numbers = {kind: place for place, kind in enumerate(dict.fromkeys(kinds.values()))}
    of_source = {number: numbers[kind] for number, kind in kinds.items()}
    return register.versions["source_id"].map(of_source).to_numpy().astype(np.int64)
