"""Lines of findings that rules of the law about moves add beside the gates of the post."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from asnkarier.analysis.outcomes import MANUAL, RESULTS
from asnkarier.model.said import Said

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook
    from asnkarier.rules.types import InForce


def with_rows(findings: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return findings, columns as `Eligibility.findings_of`, with these rows behind them."""
    more = pd.DataFrame(rows, columns=findings.columns)
    # A post without gates has findings of no type.
    return pd.concat([findings, more.astype(findings.dtypes)], ignore_index=True) if len(findings) else more


def law_row(
    nip: str,
    name: str,
    rulebook: "RuleBook",
    rule: "InForce",
    seen: Said,
    asked: Said,
    result: int,
    source: tuple[int, ...],
    field: str = "tmt_jabatan",
    reason: str | None = None,
) -> dict[str, Any]:
    """Return the line; source: source_id and row, -1 for none. field: its columns there. reason: None, what the result says by itself."""
    return {
        "nip": nip,
        "rule_id": name,
        "title": rulebook.parameters[name].title,
        "observed": seen,
        "required": asked,
        "result": RESULTS[result],
        "decides": False,
        "citation": rule.citation.text,
        "status_sumber": rule.citation.status_sumber,
        "eligible_on": pd.NaT,
        "reason": ("human_judgement" if result == MANUAL else "") if reason is None else reason,
        "source_id": None if source[0] < 0 else source[0],
        "row": None if source[1] < 0 else source[1],
        "field": field,
        "rests_on": (),
    }
