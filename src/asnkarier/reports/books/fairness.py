"""The report of `asn fairness`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.model.said import Code, Said, said

SCHEMA: Final = "asn.fairness/1"
GROUP_COLUMNS: Final = (
    Column("group_by", N_("Compared by"), "status", importance=1),
    Column("group", N_("Group"), "status", width=20, importance=0, whole=True),
    Column("n", N_("People"), "integer", importance=2),
    Column("selected", N_("Selected"), "integer", importance=3),
    Column("rate", N_("Percent"), "percent", importance=4),
    Column("ratio", N_("Ratio to the best-off"), "number", importance=7),
    Column("low", N_("Ratio at least"), "number", importance=9),
    Column("high", N_("Ratio at most"), "number", importance=9),
    Column("p", N_("p (Fisher)"), "level", importance=10),
    Column("p_adj", N_("p, corrected"), "level", importance=6),
    Column("detectable", N_("Visible"), "percent", importance=5),
    Column("verdict", N_("Verdict"), "status", importance=0),
    Column("direction", N_("Beside the others"), "status", importance=8),
)
LEFT_COLUMNS: Final = (
    Column("among", N_("Table"), "status"),
    Column("group_by", N_("Compared by"), "status"),
    Column("why", N_("Why not"), "status", width=44),
    Column("groups", N_("Groups"), "integer"),
    Column("people", N_("People"), "integer"),
)
TOTAL_COLUMNS: Final = (
    Column("of", N_("Report examined"), "status"),
    Column("n", N_("People who count"), "integer"),
    Column("selected", N_("Of them selected"), "integer"),
    Column("comparisons", N_("Comparisons that the correction counts"), "integer"),
    Column("among_n", N_("Of whom it was a question"), "integer"),
    Column("among_selected", N_("Of these selected"), "integer"),
    Column("among_comparisons", N_("Comparisons among these"), "integer"),
)
NOTES: Final = (
    N_(
        "This report changes no score and no list. A difference is no proof of unequal treatment: needs, posts and ages differ; it asks for a look at the reasons. No sign of one is no proof of equal treatment: a difference smaller than the smallest that would have been seen may be there."
    ),
    N_(
        "Each group is compared with everybody else whose group is known (Fisher's exact test, two-sided; corrected by Holm over all groups of a table). The ratio is to the group with the highest rate; its interval is that of Katz, and half a person is added to each number where one is 0."
    ),
    N_(
        "Visible: by so many percentage points the group would have to lie below the others to be found (counted out for up to 60 people, normal approximation above). Where the verdict is that people are too few, even a group of whom nobody is selected would not have been found; the figure then says how far above."
    ),
    N_(
        "Sex, birth date, unit and kind of employment are those of the list of employees; nothing is read out of a NIP. Who has no entry is a group of its own. Small groups are not shown, and another with them where a single one could be found by subtraction."
    ),
)
LEAST_P: Final = 1e-6  # smaller ones are shown as this: a p is never 0
# What a reader must see first.
_FRONT: Final = Front(
    "rows", ("group", "group_by", "verdict", "n", "selected", "rate", "ratio"), by=("-p_adj",)
)


@dataclass(frozen=True)
class FairnessPart:
    """rows: a row per group shown; left: what is not shown or not compared, and why; n, selected: people in all; comparisons: how many the correction counts."""

    rows: pd.DataFrame
    left: pd.DataFrame
    n: int
    selected: int
    comparisons: int


@dataclass(frozen=True)
class FairnessView:
    """of: the report examined, or its measure of who is selected; all: everybody who counts; among: only those of whom the selection was a question."""

    of: str
    all: FairnessPart
    among: FairnessPart


def fairness_book(view: FairnessView, as_of: date) -> Book:
    """Return the report: everybody who counts, then those of whom it was a question, and what is not shown."""
    title = N_("Fairness of a selection")
    blocks = (
        Text(_told(view)),
        Table("rows", N_("Everybody who counts"), GROUP_COLUMNS, _shown(view.all)),
        Table("among", N_("Only those of whom it was a question"), GROUP_COLUMNS, _shown(view.among)),
        Record("totals", N_("Totals"), TOTAL_COLUMNS, _totals(view)),
        Table("left_out", N_("Not compared or not shown"), LEFT_COLUMNS, _left(view)),
    )
    return Book(SCHEMA, title, as_of, "", blocks, notes=NOTES, front=_FRONT)


def _told(view: FairnessView) -> tuple[Said, ...]:
    told = [said(f"fair_of_{view.of}", count=view.all.selected, people=view.all.n, of=view.among.n)]
    for code, part in (("fair_all", view.all), ("fair_among", view.among)):
        verdicts = part.rows["verdict"].value_counts()
        differs, few = int(verdicts.get("difference", 0)), int(verdicts.get("too_few_people", 0))
        if part.rows.empty:
            told.append(said("fair_nothing", part=Code(code)))
        else:
            told.append(
                said(
                    "fair_found",
                    part=Code(code),
                    count=differs,
                    short=few,
                    open=len(part.rows) - differs - few,
                )
            )
    return tuple(told)


def _shown(part: FairnessPart) -> pd.DataFrame:
    rows = part.rows.copy()
    for name in ("rate", "detectable"):
        rows[name] = 100 * rows[name].astype(float)
    for name in ("p", "p_adj"):
        rows[name] = rows[name].astype(float).clip(lower=LEAST_P)
    return rows


def _totals(view: FairnessView) -> pd.DataFrame:
    every, among = view.all, view.among
    return pd.DataFrame(
        [
            {
                "of": f"fair_{view.of}",
                "n": every.n,
                "selected": every.selected,
                "comparisons": every.comparisons,
                "among_n": among.n,
                "among_selected": among.selected,
                "among_comparisons": among.comparisons,
            }
        ]
    )


def _left(view: FairnessView) -> pd.DataFrame:
    parts = [view.all.left.assign(among="fair_all"), view.among.left.assign(among="fair_among")]
    return pd.concat(parts, ignore_index=True)
