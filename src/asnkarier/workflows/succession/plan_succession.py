"""Who follows in key posts: when each empties, who is ready by then or later, and what the nearest lack."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.leaning import leanings_of_posts
from asnkarier.agency.answers.next_steps import unread
from asnkarier.agency.cover import citation_line, cite_parameters, stamped
from asnkarier.agency.lookups import find_unit
from asnkarier.agency.selection import counted, within_unit
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.succession.benches import Benches
from asnkarier.agency.succession.key_posts import KeyPost, key_posts, posts_of
from asnkarier.analysis.careers.retiring import END_OF_SERVICE
from asnkarier.analysis.spans import add_months, day
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.messages import N_
from asnkarier.model.said import MONTHS_PER_YEAR, LawText
from asnkarier.reports.books.succession import succession_book
from asnkarier.settings_parts.posts import Succession
from asnkarier.workflows.requests.succession import SuccessionRequest
from asnkarier.workflows.succession.outlook import Outlook, Terms
from asnkarier.workflows.succession.shown import view_of

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_POLICY: Final = LawText("Kebijakan suksesi instansi", "The agency's policy of succession")
_RULE: Final = (
    (
        "paling sedikit {least_ready} orang siap saat jabatan kosong; {candidates} calon per jabatan; seseorang paling banyak pada {most_benches} "
        "jabatan; pengganti masih bertugas {least_months} bulan atau lebih"
    ),
    (
        "at least {least_ready} people ready when a post empties; {candidates} candidates for a post; nobody on more than {most_benches} benches; a "
        "successor still serves {least_months} months or more"
    ),
)
_TODAY: Final = N_(
    "Posts that do not empty in these years, or of which no day is known, are looked at as if they emptied today."
)


def plan_succession(workspace: "Workspace", request: SuccessionRequest) -> Book:
    """Return the report; UsageError when the unit is unknown."""
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store, asking=("vacancies",)))
        keys = key_posts(now.employees, now.settings)
        last = add_months(np.array([day(now.as_of)]), request.years * MONTHS_PER_YEAR)[0].item()
        every = posts_of(now, keys)
        asked = _within(now, every, request.unit)
        policy = now.settings.succession
        outlook = Outlook(now, Benches(now), Terms(last, policy))
        view = view_of(outlook, asked, {(one.jabatan, one.unit_kerja): one for one in every})
        cited = (
            *_gates(now, outlook),
            *cite_parameters(now, END_OF_SERVICE),
            *keys.citations,
            _citation(policy),
        )
        return stamped(
            succession_book(view, now.as_of, (*keys.notes, _TODAY), request.filter()),
            now,
            store,
            citations=cited,
            leans_on=leanings_of_posts(now, cited),
            counts={"posts": len(view.rows), "candidates": len(view.candidates)},
            next_steps=unread(workspace, store),
        )


def _within(now: Snapshot, posts: list[KeyPost], unit: str | None) -> list[KeyPost]:
    """Return the posts of a unit and of those below it; all of them where none is named."""
    if unit is None:
        return posts
    units = now.frames["units"]
    places: dict[str, Any] = {
        name: pd.Series([getattr(one, name) for one in posts], dtype="str")
        for name in ("unit_kerja", "unit_induk")
    }
    inside = within_unit(pd.DataFrame(places), units, find_unit(now.employees, units, unit)).people
    return [one for one, kept in zip(posts, inside.tolist(), strict=True) if kept]


def _gates(now: Snapshot, outlook: Outlook) -> tuple[CitationLine, ...]:
    """Return what the gates of every kind of post rest on, each once."""
    gates = [gate for kind in outlook.benches.kinds for gate in kind.prospects.gates]
    lines = dict.fromkeys(citation_line(gate.criterion, gate.in_force, now.as_of) for gate in gates)
    asked = (name for gate in gates for name in gate.check.parameters if name in now.rulebook.parameters)
    return (*lines, *cite_parameters(now, asked))


def _citation(policy: Succession) -> CitationLine:
    figures = policy.model_dump()
    words = LawText(*(one.format(**figures) for one in _RULE))
    return CitationLine("succession", _POLICY, words, "config.yaml: succession", "kebijakan", "")
