"""`asn standards inputs`: what those who know posts said of each competency, how far they agree, and what follows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.analysis.standards.opinions import ROLES
from asnkarier.analysis.standards.proposing import CHANGE, DISCUSS, FEW, NEW, SILENT, STATUSES
from asnkarier.model.book import Book, NextStep
from asnkarier.model.said import said
from asnkarier.reports.books.stated_levels import StatedView, stated_levels_book
from asnkarier.workflows.requests.standards import InputsRequest
from asnkarier.workflows.standards.answered import Answered, answered, policy_lines

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace


def count_inputs(workspace: "Workspace", request: InputsRequest) -> Book:
    """Return the report; UsageError: nobody answered about this post."""
    with workspace.open_store() as store:
        found = answered(workspace, store, request.jabatan)
        view = _view(found)
        citations = (*cite_parameters(found.now, ["kompetensi/skala"]), *policy_lines(found.now.settings))
        counts = {name: int(view.totals[name].iloc[0]) for name in ("standards", "answers", "respondents")}
        steps = tuple(_next_steps(found))
        book = stated_levels_book(view, found.now.as_of)
        return stamped(book, found.now, store, citations=citations, counts=counts, next_steps=steps)


def _view(found: Answered) -> StatedView:
    rows, now = found.rows, found.now
    groups = {one: now.rulebook.competency_group(one, now.as_of) for one in rows["kompetensi"].unique()}
    order = rows["status"].map(STATUSES.index)
    rows = rows.assign(
        jabatan=pd.Series([found.jabatan[one] for one in rows["standar"]], index=rows.index, dtype=object),
        kelompok=rows["kompetensi"].map(groups).astype("str"),
    )
    rows = rows.loc[order.sort_values(kind="stable").index].reset_index(drop=True)
    said_why = found.answers[found.answers["catatan"].notna()]
    remarks = said_why.sort_values(["standar", "kompetensi", "peran", "level", "catatan"], ignore_index=True)
    return StatedView(rows, _totals(found), remarks)


def _totals(found: Answered) -> pd.DataFrame:
    people = found.answers.drop_duplicates(["peran", "responden"])
    roles = people["peran"].value_counts()
    statuses = found.rows["status"].value_counts()
    return pd.DataFrame(
        [
            {
                "standards": found.rows["standar"].nunique(),
                "competencies": len(found.rows),
                "answers": len(found.answers),
                "respondents": len(people),
                **{role: int(roles.get(role, 0)) for role in ROLES},
                **{status: int(statuses.get(status, 0)) for status in STATUSES},
            }
        ]
    )


def _next_steps(found: Answered) -> Iterator[NextStep]:
    """Yield what settles the rest, and what shows the consequences of what is settled."""
    if found.answers.empty:
        commands = ("asn standards survey -o survei.xlsx", "asn import survei.xlsx")
        yield NextStep(said("step_survey"), commands)
    status = found.rows["status"]
    short = int(status.isin([FEW, SILENT]).sum())
    if short:
        yield NextStep(said("step_more_answers", count=short), ("asn standards survey -o survei.xlsx",))
    apart = int(status.eq(DISCUSS).sum())
    if apart:
        yield NextStep(said("step_talk_over", count=apart), ("asn standards inputs -o isian.xlsx",))
    settled = int(status.isin([CHANGE, NEW]).sum())
    if settled:
        commands = ("asn standards propose -o usulan", "asn standards impact usulan")
        yield NextStep(said("step_propose", count=settled), commands)
