"""What follows from the answers for a standard: a level that is kept or changed, and what people must settle first."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.standards.opinions import KEYS, ROLES
from asnkarier.model.said import Code, Said, said, together

CHANGE, NEW, SAME, DISCUSS, FEW, SILENT = (
    "change", "new_competency", "same", "discuss", "few_answers", "no_answer",
)  # fmt: skip
STATUSES: Final = (DISCUSS, CHANGE, NEW, FEW, SILENT, SAME)


@dataclass(frozen=True, slots=True)
class Agreed:
    """When answers are enough to propose a level, as a policy of the agency.

    least_answers (of different people), least_agreement (r_wg), and roles_apart: medians of two roles that differ by so much must be talked over.
    """

    least_answers: int
    least_agreement: float
    roles_apart: float


def proposals(found: pd.DataFrame, present: pd.DataFrame, agreed: Agreed) -> pd.DataFrame:
    """Return one row per competency that the standards of today ask for or somebody answered, in the order of present, then by name.

    found: `opinions`. present: standar, kompetensi, required, of every standard in `found`. Columns: those of `opinions` and required (missing: not
    asked for today), status, proposed (missing: nothing is), reason (`Said`, why nothing else is proposed).

    With enough answers that agree, the median is proposed; where n is even and the two middle answers differ, the level between them
    that is nearest to today's, the lower one where there is none today: the smallest change that half of the answers carry. In every other
    case today's level stays. A competency without answers stays: a survey takes nothing away.
    """
    order = present.assign(place=np.arange(len(present)))
    rows = order.merge(found, on=KEYS, how="outer", validate="one_to_one")
    rows = rows.sort_values(["standar", "place", "kompetensi"], kind="stable", ignore_index=True)
    for name in ("n", "respondents", *(f"n_{role}" for role in ROLES)):
        rows[name] = rows[name].fillna(0).astype(np.int64)
    few, apart, spread = _doubts(rows, agreed)
    required = rows["required"].astype("float64")
    middle = required.clip(rows["middle_low"], rows["middle_high"]).where(
        required.notna(), rows["middle_low"]
    )
    status = np.select(
        [rows["n"].eq(0), few, apart | spread, required.isna(), middle.ne(required)],
        [SILENT, FEW, DISCUSS, NEW, CHANGE],
        SAME,
    )
    settled = np.isin(status, [CHANGE, NEW, SAME])
    return rows.drop(columns="place").assign(
        status=pd.Series(status, dtype="str"),
        proposed=middle.where(settled, required).astype("float64"),
        reason=pd.Series(_reasons(rows, agreed, few, apart, spread), dtype=object),
    )


def _doubts(rows: pd.DataFrame, agreed: Agreed) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return where too few answered, where roles differ, and where the answers spread."""
    few = rows["respondents"].lt(agreed.least_answers) | rows["agreement"].isna()
    apart = rows["roles_apart"].ge(agreed.roles_apart)
    return few, apart & ~few, rows["agreement"].lt(agreed.least_agreement) & ~few


def _reasons(
    rows: pd.DataFrame, agreed: Agreed, few: pd.Series, apart: pd.Series, spread: pd.Series
) -> list[Said | None]:
    told: list[Said | None] = []
    columns = rows[["respondents", "agreement", "roles_apart", *(f"median_{role}" for role in ROLES)]]
    for (n, agreement, differ, *medians), *doubts in zip(
        columns.itertuples(index=False, name=None), few, apart, spread, strict=True
    ):
        parts: list[Said] = []
        if not n:
            parts.append(said("opinion_none"))
        elif doubts[0]:
            parts.append(said("opinion_few", count=int(n), least=agreed.least_answers))
        if doubts[1]:
            parts.append(_apart(float(differ), medians))
        if doubts[2]:
            parts.append(said("opinion_spread", agreement=float(agreement), least=agreed.least_agreement))
        told.append(together(tuple(parts)))
    return told


def _apart(differ: float, medians: list[float]) -> Said:
    known = {role: median for role, median in zip(ROLES, medians, strict=True) if median == median}  # noqa: PLR0124 - missing is not itself
    low, high = min(known, key=lambda role: known[role]), max(known, key=lambda role: known[role])
    return said("opinion_roles", low=Code(low), low_level=known[low], high=Code(high), high_level=known[high], apart=differ)  # fmt: skip
