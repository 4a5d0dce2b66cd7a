"""The requirements behind a line of a report, each with what was found and its cell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.judging import judge_by_way, unjudged
from asnkarier.agency.posts import post_called
from asnkarier.agency.provenance import with_sources
from asnkarier.analysis.gates.eligibility import no_findings

if TYPE_CHECKING:
    from datetime import date

    from asnkarier.workflows.explaining.mine import Asked

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


def _judged(asked: "Asked", jabatan: str, unit: str | None, when: "date") -> pd.DataFrame:
    then = asked.now.ahead(when)
    if unjudged(then, jabatan) is not None:
        return no_findings().assign(source="")
    judged = judge_by_way(then, post_called(then, None, jabatan, unit if isinstance(unit, str) else None, 1))
    return with_sources(judged.eligibility.findings_of([asked.nip]), then)
