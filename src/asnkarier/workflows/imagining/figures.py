"""The figures of a report, and what it says of whom: by these a scenario is compared with the agency as it is."""

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from asnkarier.model.book import Book

# Counts of people, 0 where nobody is one; other figures are NaN where the report does not have them.
Figures = dict[str, float]
# (what it is about, NIP) -> what is said: a category, a box, a place in a list.
Sayings = dict[tuple[str, str], str]
# As the reports themselves show them: what a plan adds to a score only to choose between equal ones is no figure.
_PLACES: Final = 2
_PROPOSED: Final = ("eligible", "people_decide")
_PLAN: Final = {
    "budget": "plan_budget",
    "spent": "plan_spent",
    "people": "plan_people",
    "jp": "plan_jp",
    "gap_levels_closed": "plan_levels_closed",
    "objective": "plan_worth",
}
_MOVES: Final = {"seats": "posts_open", "filled": "posts_filled", "objective": "placement_worth"}


def _block(book: Book, key: str) -> pd.DataFrame:
    return pd.DataFrame() if book.block(key) is None else book.lines(key)


def _numbers(frame: pd.DataFrame, names: Mapping[str, str]) -> Figures:
    """Return the figures of a record of one row under names of their own: its keys mean other things in other reports. NaN where it does not have one."""
    row = {} if frame.empty else frame.iloc[0].to_dict()
    return {
        told: float("nan") if pd.isna(row.get(name)) else round(float(row[name]), _PLACES)
        for name, told in names.items()
    }


def _gap(book: Book, _top: int) -> tuple[Figures, Sayings]:
    rows = _block(book, "rows")
    figures: Figures = {
        "people_counted": len(rows),
        "people_with_gap": int(rows["gap_count"].gt(0).sum()),
        "levels_short": float(-rows["gap_levels"].fillna(0).sum()),
    }
    figures |= {str(name): int(count) for name, count in rows["kategori"].value_counts(sort=False).items()}
    return figures, {
        ("", str(nip)): _text(told) for nip, told in zip(rows["nip"], rows["kategori"], strict=True)
    }


def _training(book: Book, _top: int) -> tuple[Figures, Sayings]:
    rows = _block(book, "rows")
    figures = _numbers(_block(book, "totals"), _PLAN)
    return figures, {
        (str(kode), str(nip)): "planned" for kode, nip in zip(rows["kode"], rows["nip"], strict=True)
    }


def _shortlists(book: Book, top: int) -> tuple[Figures, Sayings]:
    rows = _block(book, "rows")
    if rows.empty:
        return {"names_certain": 0}, {}
    first = rows["rank"].le(top).fillna(False).astype(bool)
    listed = rows[first & rows["status"].isin(_PROPOSED)]
    figures: Figures = {"names_certain": len(listed), "vacancies_with_names": listed["vacancy"].nunique()}
    return figures, {
        (str(code), str(nip)): str(int(rank))
        for code, nip, rank in zip(listed["vacancy"], listed["nip"], listed["rank"], strict=True)
    }


def _placement(book: Book, _top: int) -> tuple[Figures, Sayings]:
    rows = _block(book, "rows")
    figures = _numbers(_block(book, "totals"), _MOVES)
    return figures, {
        (str(code), str(nip)): "placed_there" for code, nip in zip(rows["vacancy"], rows["nip"], strict=True)
    }


def _talent(book: Book, _top: int) -> tuple[Figures, Sayings]:
    rows = _block(book, "rows")
    boxed = rows["kotak"].dropna()
    figures: Figures = {"people_counted": len(rows), "people_boxed": len(boxed)}
    figures |= {
        f"box_{box}": int(count) for box, count in boxed.astype("str").value_counts().sort_index().items()
    }
    return figures, {("", str(nip)): _text(box) for nip, box in zip(rows["nip"], rows["kotak"], strict=True)}


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


# Of each report, with how many names its lists show.
READ: Final[Mapping[str, Callable[[Book, int], tuple[Figures, Sayings]]]] = {
    "gap": _gap,
    "recommend-training": _training,
    "promote-shortlist": _shortlists,
    "recommend-placement": _placement,
    "talent-map": _talent,
}
