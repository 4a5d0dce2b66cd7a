"""The report of `asn fairness --of ratings`: raters beside each other."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.reports.books.fairness import LEAST_P

SCHEMA: Final = "asn.fairness-ratings/1"
RATER_COLUMNS: Final = (
    Column("group_by", N_("Compared by"), "status", terminal=False),
    Column("group", N_("Rater (NIP)"), "nip", importance=0),
    Column("nama", N_("Name"), width=28, importance=3),
    Column("n", N_("People rated"), "integer", importance=2),
    Column("mean", N_("Mean given"), "number", importance=5),
    Column("expected", N_("Mean of comparable people"), "number", importance=6),
    Column("difference", N_("Difference (steps)"), "number", importance=1),
    Column("shrunk", N_("Difference less chance"), "number", importance=7),
    Column("low", N_("At least"), "number", importance=9),
    Column("high", N_("At most"), "number", importance=9),
    Column("p", N_("p (drawing lots)"), "level", importance=10),
    Column("p_adj", N_("p, corrected"), "level", importance=5),
    Column("detectable", N_("Visible from (steps)"), "number", importance=4),
    Column("verdict", N_("Verdict"), "status", importance=0),
    Column("direction", N_("Beside the others"), "status", importance=8),
    Column("basis", N_("Who the rater is"), "status", width=36, importance=11),
)
LEFT_COLUMNS: Final = (
    Column("why", N_("Why not"), "status", width=56),
    Column("raters", N_("Raters"), "integer"),
    Column("people", N_("People"), "integer"),
)
TOTAL_COLUMNS: Final = (
    Column("of", N_("Report examined"), "status"),
    Column("tahun", N_("Year of the appraisals"), "integer"),
    Column("n", N_("People rated, of known class"), "integer"),
    Column("raters", N_("Raters shown"), "integer"),
    Column("rated_by_them", N_("People rated by them"), "integer"),
    Column("spread", N_("Raters lie apart by (steps, beyond chance)"), "number"),
)
NOTES: Final = (
    N_(
        "This report changes no rating and no score. A difference is no proof of a severe or lenient rater: people may be better or worse than others of their class; it asks for a talk about how ratings were given. No sign of one is no proof that raters are alike."
    ),
    N_(
        "Each rater's ratings of the newest year are compared with those of everybody of the same class of post, as if whom each rates had been drawn by lot; a rating counts 1 for the lowest predikat and one step more for each higher one. p is two-sided, corrected by Holm over all raters shown. Less chance: drawn towards 0, the more the fewer people were rated."
    ),
    N_(
        "Visible: from so many steps on a difference would have been found. The rater is whom the appraisal names, else the direct superior as far as units and eselon tell, where both hold their posts since that year. Raters of few people are not shown."
    ),
)


@dataclass(frozen=True)
class RatingsView:
    """The frames of the report, see the columns above; year: of the appraisals, None where there are none."""

    year: int | None
    rows: pd.DataFrame
    left: pd.DataFrame
    totals: pd.DataFrame


def ratings_book(view: RatingsView, as_of: date) -> Book:
    """Return the report: raters, who is in no row, and totals."""
    rows = view.rows.copy()
    for name in ("p", "p_adj"):
        rows[name] = rows[name].astype(float).clip(lower=LEAST_P)
    blocks = (
        Text((_told(view),)),
        Table("rows", N_("Raters beside each other"), RATER_COLUMNS, rows),
        Record("totals", N_("Totals"), TOTAL_COLUMNS, view.totals),
        Table("left_out", N_("Not compared or not shown"), LEFT_COLUMNS, view.left),
    )
    return Book(SCHEMA, N_("Fairness of ratings"), as_of, "", blocks, notes=NOTES)


def _told(view: RatingsView) -> Said:
    if view.rows.empty or view.year is None:
        return said("fair_raters_none")
    verdicts = view.rows["verdict"].value_counts()
    differs, few = int(verdicts.get("difference", 0)), int(verdicts.get("too_few_people", 0))
    return said("fair_raters", year=view.year, count=differs, short=few, open=len(view.rows) - differs - few)
