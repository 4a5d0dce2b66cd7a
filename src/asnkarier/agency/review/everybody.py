"""The review of everybody who counts, ready for the report of it, the page of one person and whoever examines the lists."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.cover import cite_parameters
from asnkarier.agency.match import items_of
from asnkarier.analysis.review.last_actions import follow_up_days, last_actions
from asnkarier.analysis.review.lists import GUIDE, RULES, WATCH, Reviewed, reviewed
from asnkarier.model.book import CitationLine
from asnkarier.model.frames import MENTORING
from asnkarier.model.said import Competency, LawText, Said, said, together

if TYPE_CHECKING:
    from asnkarier.agency.people import People
    from asnkarier.agency.snapshot import Snapshot

_POLICY: Final = LawText("Kebijakan pembinaan instansi", "The agency's policy of reviews")
_RULE: Final = (
    "tren dari {years} tahun; diamati bila predikat turun {watch_falls} tingkat atau lebih dari tahun sebelumnya",
    "trend of {years} years; watched when the predikat fell by {watch_falls} steps or more since the year before",
)


@dataclass(frozen=True)
class Reviews:
    """lists: of everybody in the order of the dossiers; items: the gaps of those asked for; actions: by nip, see `last_actions`."""

    lists: Reviewed
    items: pd.DataFrame
    actions: pd.DataFrame


def lists_of(now: "Snapshot") -> Reviewed:
    """Return on which list everybody stands, in the order of the dossiers; of appraisals alone."""
    policy, dossiers = now.settings.review, now.dossiers
    return reviewed(
        dossiers.appraisals,
        dossiers.count,
        now.rulebook,
        dossiers.last_year,
        now.as_of,
        years=policy.years,
        watch_falls=policy.watch_falls,
    )


def reviews_of(now: "Snapshot", people: "People") -> Reviews:
    """Return the reviews. people: of whom gaps and actions are wanted."""
    lists = lists_of(now)
    nips = people.employees["nip"]
    pairs, trainings, levels = (now.frames[name] for name in (MENTORING.name, "trainings", "assessments"))
    pairs, trainings, levels = (one[one["nip"].isin(nips)] for one in (pairs, trainings, levels))
    actions = last_actions(pairs, trainings, now.frames["courses"], levels.reset_index(drop=True), now.as_of)
    return Reviews(lists, items_of(now, people), actions.set_index("nip"))


def named_competencies(items: pd.DataFrame, status: str, most: int) -> dict[str, list[Competency]]:
    """Return by nip the competencies with the largest gap or surplus, critical ones first, of each at most so many."""
    rows = items[items["status"].eq(status)]
    size = rows["gap"].abs() * rows["weight"]
    rows = rows.assign(size=size).sort_values(
        ["nip", "critical", "size", "kompetensi"], ascending=[True, False, False, True], kind="stable"
    )
    rows = rows.groupby("nip", sort=False).head(most)
    found: dict[str, list[Competency]] = {}
    for nip, kompetensi in zip(rows["nip"].tolist(), rows["kompetensi"].tolist(), strict=True):
        found.setdefault(nip, []).append(Competency(kompetensi))
    return found


def follow_ups(reviews: Reviews, nips: pd.Series) -> "pd.Series[pd.Timestamp]":
    """Return the earliest day of each (in the order of the dossiers) on which something was to be followed up, missing where nothing is."""
    law = pd.Series(reviews.lists.improve_by.astype("datetime64[s]"), index=nips.index)
    pairs = (
        nips.map(follow_up_days(reviews.actions))
        if len(reviews.actions)
        else pd.Series(np.nan, index=nips.index)
    )
    pairs = pd.to_datetime(pairs).astype("datetime64[s]")
    return pd.concat([law, pairs], axis=1).min(axis=1)


def agenda_of(
    listed: str, known: bool, weaknesses: list[Competency], improve_by: Any, worked: Any, as_of: date
) -> Said | None:
    """Return what to talk about with somebody: performance first, then an action without effect, then what to develop.

    improve_by: the end of the time to improve (missing of who is not guided); once it is past there is nothing left to agree on until then.
    """
    parts = []
    if listed == GUIDE:
        day = None if pd.isna(improve_by) else pd.Timestamp(improve_by).date()
        over = day is not None and day < as_of
        parts.append(said("agenda_guide_over" if over else "agenda_guide", on=day))
    if listed == WATCH:
        parts.append(said("agenda_watch"))
    if not known:
        parts.append(said("agenda_no_appraisal"))
    if worked is False:
        parts.append(said("agenda_not_worked"))
    if weaknesses:
        parts.append(said("agenda_develop", competencies=tuple(weaknesses)))
    return together(tuple(parts))


def review_citations(now: "Snapshot") -> tuple[CitationLine, ...]:
    """Return the law and the agency's policy that reviews rest on."""
    figures = now.settings.review.model_dump()
    words = LawText(*(one.format(**figures) for one in _RULE))
    policy = CitationLine("review", _POLICY, words, "config.yaml: review", "kebijakan", "")
    return (*cite_parameters(now, (*RULES, "kinerja/matriks_predikat")), policy)
