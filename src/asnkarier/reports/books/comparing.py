"""The report of `asn diff`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.said import Said
from asnkarier.reports.shown.labels import label_of

SCHEMA: Final = "asn.diff/1"
_PERSON, _COUNTED = "person", "counted"
_STANDING: Final = "diff_eligibility"
_ABOUT_POSTS: Final = (_STANDING, "diff_post_jpm", "diff_post_score", "diff_post_rank")
ROW_COLUMNS: Final = (
    Column("what", N_("What"), "status", importance=9),
    Column("nip", N_("NIP"), "nip", importance=8),
    Column("nama", N_("Name"), width=18, importance=0),
    Column("field", N_("Field"), "status", width=14, importance=0),
    Column("was", N_("Was"), "remark", width=13, importance=0),
    Column("now", N_("Now"), "remark", width=13, importance=0),
    Column("cause", N_("Cause"), "status", importance=1),
    Column("where", N_("Where"), width=34, importance=6),
)
CAME_COLUMNS: Final = tuple(one for one in ROW_COLUMNS if one.key not in ("what", "field", "was", "now"))
# People read what changed for a post by its own name, the post beside it.
_POST: Final = Column("post", N_("Vacancy"), importance=1)
SUM_COLUMNS: Final = (
    Column("cause", N_("Cause"), "status"),
    Column("what", N_("What"), "status"),
    Column("changes", N_("Changes"), "integer"),
    Column("people", N_("People"), "integer"),
)
HAPPENED_COLUMNS: Final = (
    Column("happened", N_("What happened"), "status", importance=0),
    Column("cause", N_("Cause"), "status", importance=1),
    Column("people", N_("People"), "integer", importance=2),
)
NOTES: Final = (
    N_(
        "One cause at a time, in this order: the same facts on the later day by the law of the earlier one (time); by the law of the later day (rule); with the facts of the later moment (data); its standards (standard); its config.yaml (config). Applied in that order, the changes lead from the first state to the second; what two causes change stands here twice."
    ),
    N_(
        "The standards and config.yaml of a past day are not in the store, only their digest. Where they have changed since, both moments are judged by those of today, and what they would change is not seen, unless copies are named with --standards-then and --config-then."
    ),
)


@dataclass(frozen=True)
class DiffView:
    """rows: the changes with `where` and `nama`; told: what they come to."""

    rows: pd.DataFrame
    told: tuple[Said, ...]


def diff_book(view: DiffView, as_of: date) -> Book:
    """Return the report. People read who came and who left once, and of everybody else every change; programs find all in `rows`."""
    title = N_("What differs")
    whole = whole_people(view.rows)
    came = view.rows[whole & view.rows["was"].eq("")]
    gone = view.rows[whole & view.rows["now"].eq("")]
    others = _by_post(
        _worded(_shown(_ordered(view.rows[~view.rows["nip"].isin([*came["nip"], *gone["nip"]])])))
    )
    columns = (*ROW_COLUMNS[:4], *((_POST,) if others["post"].notna().any() else ()), *ROW_COLUMNS[4:])
    blocks = (
        Text(view.told),
        Table("happened", N_("What happened"), HAPPENED_COLUMNS, _happened(view.rows), terminal_limit=None),
        Table("sums", N_("Changes by cause"), SUM_COLUMNS, _sums(view.rows[read_once(view.rows)]), audience="people"),
        Table("rows", title, ROW_COLUMNS, _shown(view.rows), audience="machines"),
        Table("came", N_("Who came"), CAME_COLUMNS, _worded(came), terminal_limit=10, audience="people"),
        Table("gone", N_("Who left"), CAME_COLUMNS, _worded(gone), terminal_limit=10, audience="people"),
        Table("others", N_("What changed for the others"), columns, others, terminal_limit=30, audience="people"),
    )  # fmt: skip
    return Book(SCHEMA, title, as_of, "", blocks, notes=NOTES)


def _happened(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many people came, left, closed or opened gaps, moved between boxes or in lists, by cause."""
    read = rows[read_once(rows)]
    was, now = (pd.to_numeric(read[name], errors="coerce") for name in ("was", "now"))
    whole, gaps = whole_people(read), read["what"].eq("match") & read["field"].eq("gap_count")
    kinds = {
        "diff_came": whole & read["was"].eq(""),
        "diff_left": whole & read["now"].eq(""),
        "diff_gaps_closed": gaps & (now < was),
        "diff_gaps_opened": gaps & (now > was),
        "diff_retires_soon": read["what"].eq("retirement") & read["was"].eq("") & read["now"].ne(""),
        "diff_box_moved": read["what"].eq("box") & read["field"].eq("kotak"),
        "diff_listed": read["what"].eq("post_rank") & read["was"].eq("") & read["now"].ne(""),
        "diff_unlisted": read["what"].eq("post_rank") & read["now"].eq("") & read["was"].ne(""),
        "diff_rank_moved": read["what"].eq("post_rank") & read["was"].ne("") & read["now"].ne(""),
    }
    lines = [
        {"happened": kind, "cause": f"diff_{cause}", "people": count}
        for kind, mask in kinds.items()
        for cause, count in read[mask].groupby("cause", sort=False)["nip"].nunique().items()
    ]
    return pd.DataFrame(lines, columns=[one.key for one in HAPPENED_COLUMNS])


def whole_people(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return the rows that say that somebody came or left."""
    found: pd.Series[bool] = rows["what"].eq(_PERSON) & rows["field"].eq(_COUNTED)
    return found


def read_once(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return the rows that people count as changes: of who came or left that alone, of everybody else every one."""
    whole = whole_people(rows)
    return whole | ~rows["nip"].isin(rows.loc[whole, "nip"])


def _sums(rows: pd.DataFrame) -> pd.DataFrame:
    groups = rows.groupby(["cause", "what"], sort=False)["nip"]
    found = pd.DataFrame({"changes": groups.size(), "people": groups.nunique()}).reset_index()
    return _worded(found[["cause", "what", "changes", "people"]])


def _worded(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows for people: the short codes of programs mean other things elsewhere."""
    return rows.assign(**{name: "diff_" + rows[name].astype("str") for name in ("what", "cause")})


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        **{name: rows[name].where(rows[name].ne(""), None) for name in ("was", "now", "where")}
    )


def _by_post(rows: pd.DataFrame) -> pd.DataFrame:
    """Return worded rows in which the field of what is said about a post is what is said, and the post stands apart."""
    about, standing = rows["what"].isin(_ABOUT_POSTS), rows["what"].eq(_STANDING)
    words = {
        name: rows[name].mask(standing & rows[name].notna(), rows[name].map(label_of, na_action="ignore"))
        for name in ("was", "now")
    }
    return rows.assign(**words).assign(
        post=rows["field"].where(about, None), field=rows["what"].where(about, rows["field"])
    )


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return boxes, categories and standings before fields of the person: they are what a decision rests on."""
    order = {
        "post_rank": 0,
        "eligibility": 1,
        "post_score": 2,
        "post_jpm": 3,
        "box": 4,
        "match": 5,
        "retirement": 6,
    }
    return rows.sort_values("what", key=lambda one: one.map(order).fillna(9), kind="stable")
