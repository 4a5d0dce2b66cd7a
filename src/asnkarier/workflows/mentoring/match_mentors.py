"""Mentors for the gaps that a colleague can close: who stands high enough, and for whom it is worth the most."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.next_steps import Lack, steps_for, unread
from asnkarier.agency.cover import stamped
from asnkarier.agency.match import gap_citations, items_of
from asnkarier.agency.provenance import cell_texts
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.arrays import Ints, texts
from asnkarier.analysis.careers.serving import in_service
from asnkarier.analysis.contradictions.standing import active_words
from asnkarier.analysis.gates.remedies import ASSESS
from asnkarier.analysis.match.matrices import STORED, dense, micro_levels
from asnkarier.analysis.match.unit_tree import offices, unit_tree
from asnkarier.analysis.mentoring.matching import Pairs, best_pairs, covered
from asnkarier.analysis.mentoring.pool import Gaps, Pool
from asnkarier.analysis.mentoring.superiors import NOBODY, direct_superiors, named_superiors
from asnkarier.analysis.mentoring.unmatched import why_unmatched
from asnkarier.analysis.spans import add_months, as_days, day
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.jabatan import split_jenjang
from asnkarier.model.level import MICRO, from_micro
from asnkarier.model.messages import N_
from asnkarier.model.said import LawText, said
from asnkarier.model.terms import normalise
from asnkarier.reports.books.mentors import MentorsView, mentors_book
from asnkarier.settings_parts.development import Mentoring
from asnkarier.workflows.mentoring.last_pairs import told_pairs
from asnkarier.workflows.requests.match_mentors import MentorsRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_WITHIN: Final = {
    "unit_induk": N_("Mentors are sought in the same parent unit (mentoring.within in config.yaml)."),
    "agency": N_("Mentors are sought in the whole agency (mentoring.within in config.yaml)."),
}
_ROUNDS: Final = N_(
    "With several mentors for one mentee, each round is the best for the gaps that those before it leave open."
)
# The words of the agency's rule, filled from config.yaml.
_RULE: Final = (
    (
        "paling banyak {per_mentor} mentee per mentor dan {per_mentee} mentor per mentee; mentor berada {lead} level atau lebih di atas yang diminta "
        "jabatan mentee dan dicari di {where}; tindak lanjut setelah {months} bulan; pasangan seunit bernilai {same_unit} dan sejabatan "
        "{same_field} level berbobot lebih"
    ),
    (
        "at most {per_mentor} mentees for a mentor and {per_mentee} mentors for a mentee; a mentor stands at least {lead} levels above what the "
        "mentee's post asks for and is sought in {where}; follow-up after {months} months; a pair of one unit is worth {same_unit}, of one "
        "position {same_field} weighted levels more"
    ),
)
_POLICY: Final = LawText("Aturan pencocokan mentor instansi", "The agency's rule for matching mentors")


def match_mentors(workspace: "Workspace", request: MentorsRequest) -> Book:
    """Return the report; UsageError when the unit is unknown."""
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store))
        policy = now.settings.mentoring
        if request.per_mentor is not None:
            policy = policy.model_copy(update={"per_mentor": request.per_mentor})
        mentees = selected(now, Who(unit=request.unit))
        items = items_of(now, mentees)
        short = items[items["status"].eq("gap") & items["weight"].gt(0)].reset_index(drop=True)
        office = _Office(now, policy)
        gaps = office.gaps(short)
        capacity = np.full(len(now.people.employees), policy.per_mentor, dtype=np.int64)
        pairs = best_pairs(office.pool, gaps, capacity, policy.per_mentee)
        last = told_pairs(now, mentees.employees["nip"].tolist())
        view = _view(office, short, gaps, pairs, last)
        unassessed = items.loc[items["status"].eq("unassessed"), "nip"].nunique()
        return stamped(
            mentors_book(view, now.as_of, _notes(policy)),
            now,
            store,
            citations=(*gap_citations(now), _citation(policy)),
            counts={"people": len(mentees.employees), "pairs": len(pairs.mentee), "last_pairs": len(last)},
            next_steps=(
                *unread(workspace, store),
                *steps_for([Lack(ASSESS, "", unassessed)] if unassessed else [], len(mentees.employees)),
            ),
        )


class _Office:
    """Everybody who counts, as mentors and mentees."""

    def __init__(self, now: Snapshot, policy: Mentoring) -> None:
        """Look at the agency."""
        self.now, self.policy = now, policy
        self.employees, self.matrices = now.people.employees, now.people.matrices
        self.place = pd.Index(self.employees["nip"])
        self.follow_up: Any = add_months(np.array([day(now.as_of)]), policy.months)[0].item()
        unit, above = (texts(self.employees, name).tolist() for name in ("unit_kerja", "unit_induk"))
        self.tree = unit_tree(now.frames["units"], unit, above)
        named = named_superiors(
            now.frames["appraisals"], self.place, as_days(self.employees["tmt_jabatan"]), now.as_of.year
        )
        by_unit = direct_superiors(self.tree, texts(self.employees, "eselon"))
        self.superior = np.where(named == NOBODY, by_unit, named)
        self.unit = self._numbered(map(normalise, unit))
        self.field = self._numbered(
            split_jenjang(name)[0] if name else "" for name in texts(self.employees, "jabatan")
        )

    @cached_property
    def pool(self) -> Pool:
        """The people as places and numbers."""
        stored = dense(self.matrices.levels, np.arange(len(self.employees)))
        everywhere = self.policy.within == "agency"
        service = in_service(
            self.employees, self.now.rulebook, active_words(self.now.rulebook, self.now.as_of), self.follow_up
        )
        return Pool(
            levels=(stored - STORED).astype(np.int32),  # an absent level is stored as 0
            superior=self.superior,
            reach=np.zeros(len(self.employees), dtype=np.int64)
            if everywhere
            else self._numbered(self._induk()),
            unit=self.unit,
            field=self.field,
            may_mentor=service.left_out == "",
            lead=round(self.policy.lead * MICRO),
            same_unit=round(self.policy.same_unit * MICRO),
            same_field=round(self.policy.same_field * MICRO),
        )

    def _numbered(self, words: Iterable[str]) -> Ints:
        """Return a number for each word; of whom none is known, one of their own: not to know is nothing in common."""
        known = [word or nip for word, nip in zip(words, self.place, strict=True)]
        return pd.factorize(np.array(known, dtype=object))[0].astype(np.int64)

    def _induk(self) -> list[str]:
        """Return the unit induk of everybody: as the list of employees says, else the office in the list of units, else the unit."""
        told = [normalise(name) for name in texts(self.employees, "unit_induk")]
        names = [*(normalise(self.tree.names[one]) for one in offices(self.tree)), ""]  # NOWHERE is the last
        return [induk or names[unit] for induk, unit in zip(told, self.tree.of_person.tolist(), strict=True)]

    def gaps(self, short: pd.DataFrame) -> Gaps:
        """Return the gaps by place; short: rows of `items_of`, in the order of the people."""
        required, level = (micro_levels(short[name]).astype(np.int64) for name in ("required", "level"))
        factor = np.where(short["critical"], self.now.settings.training.critical_weight, 1)
        worth = np.rint(short["weight"].to_numpy(dtype=np.float64) * factor * (required - level))
        return Gaps(
            self.place.get_indexer(pd.Index(short["nip"])).astype(np.int64),
            self.matrices.kompetensi.get_indexer(pd.Index(short["kompetensi"])).astype(np.int64),
            required,
            level,
            worth.astype(np.int64),
        )


def _view(office: _Office, short: pd.DataFrame, gaps: Gaps, pairs: Pairs, last: pd.DataFrame) -> MentorsView:
    pool = office.pool
    served = covered(pool, gaps, pairs)
    rows = _rows(office, pool, short, gaps, pairs)
    left = short[~served].assign(reason=why_unmatched(pool, gaps.where(~served), pairs))
    left = left.sort_values(["reason", "nip", "kompetensi"], kind="stable", ignore_index=True)
    people = np.unique(gaps.person)
    totals = {
        "people_with_gap": len(people),
        "mentees": len(np.unique(pairs.mentee)),
        "mentors": len(np.unique(pairs.mentor)),
        "gaps": gaps.count,
        "gaps_matched": int(served.sum()),
        "gap_levels": from_micro(int(gaps.worth[served].sum())),
        "objective": from_micro(pairs.worth),
        "bound": from_micro(pairs.bound),
        "superior_unknown": int((office.superior[people] == NOBODY).sum()),
    }
    how = said(
        "mentors_best" if pairs.worth == pairs.bound else "mentors_nearly",
        lead=from_micro(pool.lead),
        follow_up=office.follow_up,
    )
    return MentorsView(rows, left, pd.DataFrame([totals]), how, last)


def _rows(office: _Office, pool: Pool, short: pd.DataFrame, gaps: Gaps, pairs: Pairs) -> pd.DataFrame:
    """Return one row per pair and gap, most worth first, the gaps of a pair together."""
    gap, pair = _lines(pool, gaps, pairs)
    mentee, mentor = pairs.mentee[pair], pairs.mentor[pair]
    lines = short.iloc[gap].reset_index(drop=True)
    load = np.bincount(pairs.mentor, minlength=len(office.employees))
    who = office.employees
    columns: dict[str, Any] = {
        "mentor": office.place.take(mentor),
        "mentee": office.place.take(mentee),
        "kompetensi": lines["kompetensi"],
        "mentor_level": pool.levels[mentor, gaps.kompetensi[gap]] / MICRO,
        "mentee_level": lines["level"],
        "required": lines["required"],
        "benefit": gaps.worth[gap] / MICRO,
        "load": load[mentor],
        "capacity": np.full(len(gap), office.policy.per_mentor),
        "starts_on": pd.Series([office.now.as_of] * len(gap), dtype="datetime64[s]"),
        "follow_up_on": pd.Series([office.follow_up] * len(gap), dtype="datetime64[s]"),
        "reason": pd.Series(_reasons(pool, pairs, pair), dtype=object),
        "mentee_source": lines["source"],
    }
    for side, places in (("mentor", mentor), ("mentee", mentee)):
        for name, field in (("nama", "nama"), ("jabatan", "jabatan"), ("unit", "unit_kerja")):
            columns[f"{side}_{name}"] = who[field].array.take(places)
    found = pd.DataFrame(columns)
    found["mentor_source"] = _cells(office.now, found)
    order = np.lexsort((-gaps.worth[gap], mentee, -pairs.benefit[pair]))
    return found.iloc[order].reset_index(drop=True)


def _lines(pool: Pool, gaps: Gaps, pairs: Pairs) -> tuple[Ints, Ints]:
    """Return the gap and the pair of every line: each gap of the mentee in which the mentor stands high enough."""
    gap: list[int] = []
    pair: list[int] = []
    taken = np.zeros(gaps.count, dtype=bool)
    for number in np.argsort(-pairs.benefit, kind="stable").tolist():
        first, last = np.searchsorted(gaps.person, [pairs.mentee[number], pairs.mentee[number] + 1]).tolist()
        for place in range(first, last):
            if not taken[place] and pool.covers(gaps, place, pairs.mentor[number : number + 1])[0]:
                taken[place] = True
                gap.append(place)
                pair.append(number)
    return np.array(gap, dtype=np.int64), np.array(pair, dtype=np.int64)


def _reasons(pool: Pool, pairs: Pairs, pair: Ints) -> list[Any]:
    """Return what speaks for each pair beside the level."""
    mentor, mentee = pairs.mentor[pair], pairs.mentee[pair]
    unit, field = pool.unit[mentor] == pool.unit[mentee], pool.field[mentor] == pool.field[mentee]
    words = {
        (True, True): "mentor_of_unit_and_field",
        (True, False): "mentor_of_unit",
        (False, True): "mentor_of_field",
        (False, False): "mentor_of_level",
    }
    told = {key: said(code, lead=from_micro(pool.lead)) for key, code in words.items()}
    return [told[one] for one in zip(unit.tolist(), field.tolist(), strict=True)]


def _cells(now: Snapshot, rows: pd.DataFrame) -> NDArray[np.object_]:
    """Return the cell of the mentor's level of each row."""
    levels = now.levels[["nip", "kompetensi", "source_id", "row", "col"]]
    keys = rows[["mentor", "kompetensi"]].rename(columns={"mentor": "nip"}).astype("str")
    found = keys.merge(levels, on=["nip", "kompetensi"], how="left", validate="many_to_one")
    return cell_texts(found, now.sources).to_numpy()


def _notes(policy: Mentoring) -> tuple[str, ...]:
    return (_WITHIN[policy.within], *((_ROUNDS,) if policy.per_mentee > 1 else ()))


def _citation(policy: Mentoring) -> CitationLine:
    """Return the agency's policy as what it is."""
    return CitationLine("mentoring", _POLICY, _words(policy), "config.yaml: mentoring", "kebijakan", "")


def _words(policy: Mentoring) -> LawText:
    """Return the policy in words."""
    figures = {name: f"{value:g}" for name, value in policy.model_dump().items() if name != "within"}
    comma = {name: value.replace(".", ",") for name, value in figures.items()}
    where = {
        "unit_induk": ("unit induk yang sama", "the same parent unit"),
        "agency": ("seluruh instansi", "the whole agency"),
    }
    return LawText(
        _RULE[0].format(where=where[policy.within][0], **comma),
        _RULE[1].format(where=where[policy.within][1], **figures),
    )
