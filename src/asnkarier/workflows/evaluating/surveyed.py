"""What participants and superiors say of courses, as the report tells it: why a figure is missing, and praise without effect."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from asnkarier.agency.answers.next_steps import bring
from asnkarier.analysis.training.evaluating.verdicts import NOT_ENOUGH
from asnkarier.analysis.training.surveys.figures import SEEN_AFTER
from asnkarier.analysis.training.surveys.tables import praised
from asnkarier.language import message
from asnkarier.model.book import NextStep
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said, together

PRAISED: Final = N_(
    "Praise is no effect. Deliveries that participants praise, yet that beside colleagues show no sign of raising a level, or harm: {count} (see the reasons)"
)
LEFT_OUT: Final = N_(
    "Answers about trainings that are left out, as their NIP is of nobody who counts: {count}; unnamed ones stay"
)
_PRAISE: Final = ("praised_no_sign", "praised_harms")


def answers_that_count(
    surveys: pd.DataFrame, employees: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the answers of those who count and of the unnamed, and what to say of the others."""
    kept = surveys[surveys["nip"].isna() | surveys["nip"].isin(employees["nip"])].reset_index(drop=True)
    gone = len(surveys) - len(kept)
    return kept, (message(LEFT_OUT, count=gone),) if gone else ()


def told_surveys(
    tables: dict[str, pd.DataFrame], verdicts: pd.DataFrame, least: int
) -> dict[str, pd.DataFrame]:
    """Return the tables of `surveys_of` with `reason`; verdicts: the rows of the evaluation."""
    found = {}
    for name, table in tables.items():
        praise = praised(table, verdicts) if name == "rows" else [None] * len(table)
        rows = zip(table.to_dict("records"), praise, strict=True)
        reasons = pd.Series([_reason(row, one, least) for row, one in rows], index=table.index, dtype=object)
        found[name] = table.assign(reason=reasons, rate=100 * table["rate"].astype("float64"))
    return found


def _reason(row: Mapping[Any, Any], praise: Mapping[str, Any] | None, least: int) -> Said | None:
    n, took_part, apart = (int(row[name]) for name in ("n", "took_part", "apart"))
    parts: list[Said] = []
    if praise is not None:
        parts.append(said(f"praised_{praise['verdict']}", net=round(praise["effect"], 2)))
    if row["status"] == NOT_ENOUGH:
        parts.append(said("survey_few", n=n, least=least))
    if isinstance(row["scales"], str):
        parts.append(said("survey_scales", scales=row["scales"]))
    if not took_part:
        parts.append(said("survey_unrecorded"))
    elif n > took_part:
        parts.append(said("survey_more_answers", n=n, took_part=took_part))
    if apart and row["level"] == 2:  # noqa: PLR2004 - the tests
        parts.append(said("survey_one_test", apart=apart))
    elif apart:
        first, last = SEEN_AFTER
        parts.append(said("survey_out_of_time", apart=apart, first=first, last=last))
    return together(tuple(parts))


def praise_note(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return what to say on the cover where participants praise what shows no effect."""
    count = sum(_speaks_of_praise(one) for one in rows["reason"])
    return (message(PRAISED, count=count),) if count else ()


def _speaks_of_praise(reason: Said | None) -> bool:
    if reason is None:
        return False
    parts = dict(reason.facts).get("parts", ()) if reason.code == "together" else (reason,)
    return any(
        isinstance(one, Said) and one.code in _PRAISE for one in (parts if isinstance(parts, tuple) else ())
    )


def survey_steps(surveys: pd.DataFrame) -> Iterator[NextStep]:
    """Yield what would let levels 1 to 3 be said, where no answer is known."""
    if surveys.empty:
        yield NextStep(said("step_surveys"), ("asn template training_surveys", *bring("training_surveys")))
