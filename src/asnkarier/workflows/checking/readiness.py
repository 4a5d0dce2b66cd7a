"""How ready what is known is for verdicts: what leaves them open, contradictions, orphans."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.contradictions import beside_undated
from asnkarier.agency.judging import Judged, gate_citations, judge
from asnkarier.agency.known import LEVELS, RESULTS
from asnkarier.agency.match import items_of, persons_of
from asnkarier.agency.people import People, match_standards, valid_levels
from asnkarier.agency.posts import Post
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import Snapshot
from asnkarier.agency.vocabulary import asked_competencies
from asnkarier.analysis.contradictions.find import Facts, find_contradictions, no_rows
from asnkarier.analysis.contradictions.lists import orphans
from asnkarier.analysis.contradictions.register import Register
from asnkarier.analysis.contradictions.results import result_contradictions
from asnkarier.analysis.contradictions.table import together
from asnkarier.analysis.gates.registry import known_checks
from asnkarier.analysis.match.categories import OPEN
from asnkarier.analysis.match.job_match import match_totals
from asnkarier.analysis.match.matrices import build_matrices
from asnkarier.analysis.readiness.blockers import Assessed, all_blocked, held_blockers
from asnkarier.analysis.readiness.gates import next_blockers
from asnkarier.analysis.readiness.units import Completeness, completeness, person_counts
from asnkarier.model.book import CitationLine
from asnkarier.model.kelompok import FUNCTIONAL_CLASSES

if TYPE_CHECKING:
    from asnkarier.rules.types import Criterion
    from asnkarier.store.records import Source


_ABOUT_PEOPLE: Final = ("positions", "appraisals", "trainings", "credit_points", "competency_tests")


@dataclass(frozen=True)
class Readiness:
    """Everybody, before anybody picks a unit. blockers: person is the place in `people`.

    people: who counts, of whom verdicts are asked. everybody: all employees, whose facts may be wrong all the same.
    units: the list of units. asked: of whom a verdict on the next post is asked, the structural one above theirs; by_way: whose next post is a
    functional one, which ways judge, so that none is asked here.
    """

    people: People
    everybody: pd.DataFrame
    units: pd.DataFrame
    counts: pd.DataFrame
    recorded: Completeness
    blockers: pd.DataFrame
    contradictions: pd.DataFrame
    orphans: pd.DataFrame
    citations: tuple[CitationLine, ...]
    asked: NDArray[np.bool_]
    by_way: NDArray[np.bool_]


def readiness_of(snapshot: Snapshot) -> Readiness:
    """Return how ready the data of everybody are for a verdict, and what contradicts what in them."""
    counting = counted(snapshot)
    people = counting.people
    match = persons_of(counting, people)
    assessed = _assessed(counting, match)
    judged = list(_judged_for_next(counting))
    blockers = all_blocked([held_blockers(people.employees, match, assessed), *(part for _, part in judged)])
    aims = _aims(counting)
    by_way = aims.isin(FUNCTIONAL_CLASSES).to_numpy(dtype=bool)
    known = [one for one in aims.unique() if snapshot.rulebook.gates_for(one, snapshot.as_of)]
    register, frames = snapshot.register, snapshot.frames
    facts = Facts(
        snapshot.as_of,
        register,
        frames["positions"],
        frames["appraisals"],
        frames["units"],
        frames["courses"],
        frames["vacancies"],
        _beside_undated(snapshot),
        asked=asked_competencies(snapshot.catalog, snapshot.rulebook, snapshot.as_of),
        layout=None if register is None else _layouts(register, snapshot.sources),
        trainings=frames["trainings"],
        plan=frames["training_plan"],
        mentoring=frames["mentoring_pairs"],
    )
    told = {name: frames[name] for name in _ABOUT_PEOPLE} | {
        "assessments": frames[LEVELS],
        "assessment_results": frames[RESULTS],
    }
    return Readiness(
        people,
        snapshot.employees,
        frames["units"],
        person_counts(people.employees, match, assessed, blockers),
        _recorded(counting),
        blockers,
        together([find_contradictions(facts, snapshot.rulebook), _results(counting, people, match)]),
        orphans(told, pd.Index(snapshot.employees["nip"])),
        tuple(line for one, _ in judged for line in gate_citations(snapshot, one)),
        aims.isin(known).to_numpy(dtype=bool) & ~by_way,
        by_way,
    )


def _results(snapshot: Snapshot, people: People, match: pd.DataFrame) -> pd.DataFrame:
    """Return whose reported total its own levels contradict; the many items are made only for people with one."""
    results = snapshot.frames[RESULTS]
    mine = people.employees["nip"].isin(results["nip"]).to_numpy(dtype=bool)
    if not mine.any():
        return together([])
    return result_contradictions(results, match[mine], items_of(snapshot, people.among(mine)))


def _beside_undated(snapshot: Snapshot) -> pd.DataFrame:
    """Return the levels that count without a date, and the dated ones of their people; the many are read only for them."""
    latest = snapshot.frames[LEVELS]
    undated = latest[latest["tanggal_asesmen"].isna()]
    return (
        no_rows("assessments") if undated.empty else beside_undated(undated, snapshot.frames["assessments"])
    )


def _assessed(snapshot: Snapshot, match: pd.DataFrame) -> Assessed:
    """Return how far everybody is assessed; levels that are too old to count are looked at as well."""
    people, levels = snapshot.people, snapshot.frames[LEVELS]
    numbered = levels.assign(place=np.arange(len(levels)))
    old = numbered[~numbered["place"].isin(valid_levels(numbered, snapshot)["place"])]
    nips = people.employees["nip"].tolist()
    stale = np.zeros(len(nips), dtype=bool)
    decides = stale
    if len(old):
        matrices = build_matrices(old, nips, people.standards)
        stale = match_totals(matrices.levels, matrices.required, people.standard_of).assessed_lines > 0
        whole = People(people.employees, people.standards, people.standard_of, levels)
        told = persons_of(snapshot, whole)["kategori"]
        decides = (match["kategori"].eq(OPEN) & told.notna() & told.ne(OPEN)).to_numpy(dtype=bool)
    dictionary = [entry["id"] for entry in snapshot.rulebook.dictionary(snapshot.as_of)]
    known = people.levels[people.levels["kompetensi"].isin(dictionary) & people.levels["level"].notna()]
    count = pd.Index(nips).get_indexer(pd.Index(known["nip"]))
    have = np.bincount(count[count >= 0], minlength=len(nips))
    return Assessed(stale, decides, have > 0, have == len(dictionary))


def _judged_for_next(snapshot: Snapshot) -> "Iterator[tuple[Judged, pd.DataFrame]]":
    """Yield how each structural class judges those one step below it, and what leaves that open.

    Only they and those who hold or held a post whose kelas jabatan the gates compare with are looked at.
    """
    employees = snapshot.employees
    kelompok = employees["kelompok"]
    following = {one: _next_structural(snapshot, one) for one in sorted(kelompok.dropna().unique())}
    wanted = [one for one in dict.fromkeys(following.values()) if one]
    gates = {one: found for one in wanted if (found := snapshot.rulebook.gates_for(one, snapshot.as_of))}
    aims = [one if (one := following.get(held)) in gates else "" for held in kelompok]
    above = pd.Series(aims, index=kelompok.index, dtype="str")
    compared = _compared((one for found in gates.values() for one in found.syarat), snapshot.as_of)
    keep = (above != "") | kelompok.isin(compared)
    positions = snapshot.positions
    keep |= employees["nip"].isin(positions.loc[positions["kelompok"].isin(compared), "nip"])
    place = np.flatnonzero(keep.to_numpy(dtype=bool))
    if not gates or not len(place):
        return
    concerned = snapshot.among(employees.loc[keep, "nip"])
    for one in gates:
        standards, own = match_standards(snapshot, [(None, one)])
        standard = standards[0] if own[0] >= 0 else None
        judged = judge(concerned, Post(None, "", None, one, standard))
        asked = above.iloc[place].eq(one).to_numpy(dtype=bool)
        blockers = next_blockers(judged.eligibility, asked)
        yield judged, blockers.assign(person=place[blockers["person"]])


def _aims(snapshot: Snapshot) -> pd.Series:
    """Return the class of everybody's next post, empty where there is none."""
    kelompok = snapshot.people.employees["kelompok"]
    following = {
        one: snapshot.rulebook.next_kelompok(one, snapshot.as_of) or "" for one in kelompok.dropna().unique()
    }
    return kelompok.map(following).astype(object).fillna("")


def _next_structural(snapshot: Snapshot, kelompok: str) -> str | None:
    following = snapshot.rulebook.next_kelompok(kelompok, snapshot.as_of)
    return None if following in FUNCTIONAL_CLASSES else following


def _compared(criteria: "Iterator[Criterion]", as_of: date) -> set[str]:
    """Return the classes whose kelas jabatan makes a functional post equal to them."""
    values = [(known_checks()[one.uji], one.at(as_of)) for one in criteria if one.since <= as_of]
    recruits = [check.recruits(one.value) for check, one in values if not one.repealed]
    return {name for one in recruits if one is not None and one.by_class for name in one.kelompok}


def _recorded(snapshot: Snapshot) -> Completeness:
    """Return what is recorded of everybody: fields, the appraisals of the years that gates look at, the registers."""
    employees, frames, day = snapshot.people.employees, snapshot.frames, snapshot.as_of
    nips, appraisals = employees["nip"], frames["appraisals"]
    recorded: dict[str, NDArray[np.bool_]] = {}
    dossiers = snapshot.dossiers
    for year in range(day.year - 1, day.year - 1 - _appraisal_years(snapshot), -1):
        of_year = appraisals.loc[appraisals["tahun"].eq(year).fillna(value=False), "nip"]
        recorded[f"appraisals_{year}"] = nips.isin(of_year).to_numpy(dtype=bool)
    for name in ("positions", "trainings"):
        recorded[name] = nips.isin(frames[name]["nip"]).to_numpy(dtype=bool)
    return completeness(
        employees, recorded, {name: dossiers.declared(name) for name in snapshot.settings.complete_registers}
    )


def _appraisal_years(snapshot: Snapshot) -> int:
    """Return how many complete years back the gates look."""
    day = snapshot.as_of
    sets = (one for one in snapshot.rulebook.rule_sets.values() if "jalur" not in one.untuk)
    criteria = (one for found in sets for one in found.syarat)
    values = [(known_checks()[one.uji], one.at(day)) for one in criteria if one.since <= day]
    return max((check.years_back(one.value) for check, one in values if not one.repealed), default=0)


def _layouts(register: Register, sources: "Mapping[int, Source]") -> NDArray[np.int64]:
    """Return for each version the kind of list it comes from: lists with the same headings in the same columns."""
    kinds = {number: tuple(sorted(source.columns.items())) for number, source in sources.items()}
    numbers = {kind: place for place, kind in enumerate(dict.fromkeys(kinds.values()))}
    of_source = {number: numbers[kind] for number, kind in kinds.items()}
    return register.versions["source_id"].map(of_source).to_numpy().astype(np.int64)
