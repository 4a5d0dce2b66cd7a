"""The requirements behind a line of a report, each with what was found and its cell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.judging import judge_by_way, unjudged
from asnkarier.agency.posts import find_post, post_called
from asnkarier.agency.provenance import with_sources
from asnkarier.analysis.gates.eligibility import no_findings
from asnkarier.errors import RegulationError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.workflows.explaining.mine import Asked

_LISTED: Final = "promote-shortlist"
_SHORT: Final = "one_gate_short"


def of_the_report(asked: "Asked", _row: Mapping[str, Any]) -> pd.DataFrame:
    """Return what the report itself found of the person."""
    rows = asked.book.lines("findings")
    return rows[rows["nip"].eq(asked.nip)]


def for_post_today(asked: "Asked", row: Mapping[str, Any]) -> pd.DataFrame:
    """Return how the person stands today to the post of a succession pool."""
    return _judged(asked, str(row["target"]), None, asked.now.as_of)


def on_the_bench(asked: "Asked", row: Mapping[str, Any]) -> pd.DataFrame:
    """Return how the person stands to a key post on the day of being ready; today where a requirement is missing that time does not cure."""
    when = asked.now.as_of if row["status"] == _SHORT else row["ready_on"].date()
    return _judged(asked, str(row["jabatan"]), row["unit_kerja"], when)


def for_vacancy(asked: "Asked", row: Mapping[str, Any]) -> pd.DataFrame:
    """Return how the person stands, as things are, to the vacancy that a row is about; nothing where only a scenario has it."""
    return _to_vacancy(asked, asked.now, str(row["about"]))


def on_the_day_of_the_list(asked: "Asked", row: Mapping[str, Any]) -> pd.DataFrame:
    """Return how the person stood to the post on the day of the list that was decided on, by what was known then.

    Of a placement nothing: the requirements of a promotion are not those of a move.
    """
    if asked.then is None or row["run_report"] != _LISTED:
        return _nothing()
    then = asked.then(row["run_as_of"].date(), int(row["run_known_at"]))
    return _to_vacancy(asked, then, str(row["vacancy"]))


def _to_vacancy(asked: "Asked", now: "Snapshot", code: str) -> pd.DataFrame:
    try:
        post = find_post(now, code)
        then = now.ahead(post.tmt)
        return with_sources(judge_by_way(then, post).eligibility.findings_of([asked.nip]), then)
    except (UsageError, RegulationError):  # there is no such post, or no requirements of its class
        return _nothing()


def _nothing() -> pd.DataFrame:
    return no_findings().assign(source="")


def _judged(asked: "Asked", jabatan: str, unit: str | None, when: "date") -> pd.DataFrame:
    then = asked.now.ahead(when)
    if unjudged(then, jabatan) is not None:
        return _nothing()
    judged = judge_by_way(then, post_called(then, None, jabatan, unit if isinstance(unit, str) else None, 1))
    return with_sources(judged.eligibility.findings_of([asked.nip]), then)
