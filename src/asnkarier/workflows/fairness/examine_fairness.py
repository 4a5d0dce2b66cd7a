"""Whether groups of people are selected alike by a report, and what so few people could have shown. No score is changed by it."""

from typing import TYPE_CHECKING, Final

from asnkarier.agency.cover import stamped
from asnkarier.agency.fairness.characters import groups_of
from asnkarier.agency.progress import SILENT, Progress
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.fairness.groups import Terms, compare_groups
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.said import LawText
from asnkarier.reports.books.fairness import FairnessPart, FairnessView, fairness_book
from asnkarier.settings_parts.selection import Fairness
from asnkarier.workflows.fairness.examined import Examined, examined, own_words
from asnkarier.workflows.fairness.ratings import examine_ratings
from asnkarier.workflows.requests.fairness import FairnessRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_POLICY: Final = LawText("Kebijakan pemeriksaan keadilan", "Policy of the examination of fairness")
_RULE: Final = (
    (
        "kelompok di bawah {least} orang tidak ditampilkan; peluang salah menuduh paling banyak {level:g}; selisih terkecil dihitung untuk peluang "
        "{power:g} menemukannya; kelompok umur mulai {ages} tahun"
    ),
    (
        "groups of fewer than {least} people are not shown; chance of a wrong accusation at most {level:g}; smallest difference for a chance of "
        "{power:g} of finding it; age groups from {ages} years on"
    ),
)


def examine_fairness(
    workspace: "Workspace", request: FairnessRequest, *, progress: Progress = SILENT
) -> Book:
    """Return the report; UsageError as in `examined`, and for an option that ratings do not have."""
    if request.of == "ratings":
        own_words(request, {})
        return examine_ratings(workspace, _cited(workspace.settings.fairness))
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store)
        now = counted(whole)
        found = examined(workspace, whole, now, request, progress)
        policy = now.settings.fairness
        terms = Terms(policy.least, policy.level, policy.power)
        view = FairnessView(
            found.by or request.of or "",
            _compared(now, found, found.people, terms),
            _compared(now, found, found.people & found.among, terms),
        )
        return stamped(
            fairness_book(view, now.as_of),
            now,
            store,
            citations=(*found.citations, _cited(policy)),
            counts={"people": view.all.n, "selected": view.all.selected},
            leans_on=found.leans_on,
        )


def _cited(policy: Fairness) -> CitationLine:
    facts = {**policy.model_dump(), "ages": ", ".join(map(str, policy.ages))}
    value = LawText(*(text.format(**facts) for text in _RULE))
    return CitationLine("fairness", _POLICY, value, "config.yaml: fairness", "kebijakan", "")


def _compared(now: Snapshot, found: Examined, nips: frozenset[str], terms: Terms) -> FairnessPart:
    who = now.employees
    who = who[who["nip"].isin(list(nips))].reset_index(drop=True)
    chosen = who["nip"].isin(list(found.chosen)).to_numpy(dtype=bool)
    one = compare_groups(groups_of(now, who), chosen, terms)
    return FairnessPart(one.rows, one.left, one.n, one.selected, one.comparisons)
