"""Whether raters rate comparable people alike: who rated whom in the newest year of appraisals, and how far each lies from the others."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.arrays import Ints, texts
from asnkarier.analysis.careers.appraisals import agreeing, known_triples, stated_facts
from asnkarier.analysis.fairness.groups import Terms
from asnkarier.analysis.fairness.raters import Severity, rater_severity
from asnkarier.analysis.match.unit_tree import unit_tree
from asnkarier.analysis.mentoring.superiors import NOBODY, direct_superiors
from asnkarier.analysis.spans import as_days
from asnkarier.model.book import Book, CitationLine
from asnkarier.reports.books.fairness_ratings import RatingsView, ratings_book

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_RULES: Final = ("kinerja/matriks_predikat", "kinerja/urutan_predikat")
_ORDER: Final = "kinerja/urutan_predikat"


@dataclass(frozen=True)
class _Rated:
    """Everybody who counts, in the order of the dossiers. year: the newest of the appraisals, None where there are none.

    step: the predikat of that year, 1 the worst; 0 where it does not follow. cell: the class of the post, -1 unknown. rater: into `nips`, -1 unknown.
    named: whether the appraisal names the rater; else units and eselon tell.
    """

    year: int | None
    step: Ints
    cell: Ints
    rater: Ints
    nips: tuple[str, ...]
    named: NDArray[np.bool_]


def examine_ratings(workspace: "Workspace", policy_line: CitationLine) -> Book:
    """Return the report of `asn fairness --of ratings`. policy_line: the policy that the examination rests on."""
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store, asking=["appraisals"]))
        policy = now.settings.fairness
        rated = _rated(now)
        use = (rated.step > 0) & (rated.cell >= 0)
        found = rater_severity(
            rated.step[use],
            rated.cell[use],
            rated.rater[use],
            Terms(policy.least, policy.level, policy.power),
        )
        view = RatingsView(
            rated.year, _rows(now, found, rated), _left(found, rated), _totals(found, rated, use)
        )
        return stamped(
            ratings_book(view, now.as_of),
            now,
            store,
            citations=(*cite_parameters(now, _RULES), policy_line),
            counts={"people": now.dossiers.count, "rated": int((rated.step > 0).sum())},
        )


def _rated(now: Snapshot) -> _Rated:
    dossiers = now.dossiers
    count, years = dossiers.count, dossiers.appraisals.tahun
    cell = pd.factorize(dossiers.kelompok)[0].astype(np.int64)
    if not len(years):
        nothing = np.zeros(count, dtype=np.int64)
        return _Rated(None, nothing, cell, nothing - 1, (), nothing > 0)
    year = int(years.max())
    rater, nips, named = _raters(now, year)
    return _Rated(year, _steps(now, year), cell, rater, nips, named)


def _steps(now: Snapshot, year: int) -> Ints:
    """Return the predikat of everybody's appraisal of the year as a step from the worst, 0 where none follows from what is stated."""
    appraisals, rule = now.dossiers.appraisals, now.rulebook.in_force(_ORDER, date(year, 12, 31))
    order = list(rule.value) if rule is not None else []
    triples = known_triples(now.rulebook, year, order)
    code, stated = stated_facts(appraisals, appraisals.of_year(year, now.dossiers.count))
    step = []
    for one in stated:
        possible = {triple[2] for triple in agreeing(triples, one)} if any(one) else set()
        step.append(len(order) - order.index(possible.pop()) if len(possible) == 1 else 0)
    return np.array(step, dtype=np.int64)[code]


def _raters(now: Snapshot, year: int) -> tuple[Ints, tuple[str, ...], NDArray[np.bool_]]:
    """Return everybody's rater of that year: whom the appraisal names, else the direct superior where both have held their posts since that year."""
    employees, people = now.people.employees, now.dossiers.people
    frame = now.frames["appraisals"]
    mine = frame[frame["tahun"].eq(year) & ~frame["plt"].eq(1).fillna(False)].dropna(subset=["atasan_nip"])
    alone = mine.drop_duplicates(["nip", "atasan_nip"])
    alone = alone[~alone.duplicated("nip", keep=False) & alone["nip"].ne(alone["atasan_nip"])]
    told = dict(zip(alone["nip"].astype(str), alone["atasan_nip"].astype(str), strict=True))
    unit, above = (texts(employees, name).tolist() for name in ("unit_kerja", "unit_induk"))
    head = direct_superiors(unit_tree(now.frames["units"], unit, above), texts(employees, "eselon"))
    held = as_days(employees["tmt_jabatan"]) <= np.datetime64(f"{year}-12-31", "D")
    by_unit = np.where((head >= 0) & held & np.append(held, False)[head], head, NOBODY)
    nips = [
        told.get(nip, people[place] if place >= 0 else "") for nip, place in zip(people, by_unit, strict=True)
    ]
    code, names = pd.factorize(np.array([nip or None for nip in nips], dtype=object))
    return code.astype(np.int64), tuple(names), people.isin(list(told))


def _rows(now: Snapshot, found: Severity, rated: _Rated) -> pd.DataFrame:
    """Return the rows with who each rater is; the most severe sign first."""
    listed = now.listed.drop_duplicates("nip").set_index("nip")
    rows: list[dict[Any, Any]] = []
    for one in found.rows.to_dict("records"):
        nip, mine = rated.nips[one["rater"]], rated.rater == one["rater"]
        name = listed["nama"].get(nip)
        named = rated.named[mine & (rated.step > 0)]
        basis = "rater_named" if named.all() else "rater_by_unit" if not named.any() else "rater_mixed"
        rows.append({**one, "group_by": "rater", "group": nip, "nama": name, "basis": basis})
    frame = pd.DataFrame(rows, columns=["group_by", "group", "nama", "basis", *found.rows.columns])
    return frame.sort_values(["p_adj", "p", "group"], kind="stable", ignore_index=True)


def _left(found: Severity, rated: _Rated) -> pd.DataFrame:
    """Return who is in no row, and why."""
    has = rated.step > 0
    counts = (
        ("rating_none", 0, int((~has).sum())),
        ("rating_no_class", 0, int((has & (rated.cell < 0)).sum())),
        ("rater_unknown", 0, int((has & (rated.cell >= 0) & (rated.rater < 0)).sum())),
        ("rater_few", *found.few),
        ("rating_alone", 0, found.alone),
    )
    return pd.DataFrame(
        [(why, raters or None, people) for why, raters, people in counts if people],
        columns=["why", "raters", "people"],
    )


def _totals(found: Severity, rated: _Rated, use: NDArray[np.bool_]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "of": "fair_ratings",
                "tahun": rated.year,
                "n": int(use.sum()),
                "raters": len(found.rows),
                "rated_by_them": int(found.rows["n"].sum()),
                "spread": found.spread,
            }
        ]
    )
