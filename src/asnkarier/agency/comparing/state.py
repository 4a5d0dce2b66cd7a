"""What is said of everybody who counts at one moment: who they are, their match, box, and standing to posts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.agency.comparing.posts import ABOUT_POSTS, of_post, told_of
from asnkarier.agency.match import persons_of
from asnkarier.agency.selection import counted
from asnkarier.agency.succession.service import leaving_of
from asnkarier.agency.talent.held import BOX_RULES, held_grid, held_of
from asnkarier.analysis.comparing.states import State
from asnkarier.analysis.spans import add_months, day
from asnkarier.model.frames import EMPLOYEES
from asnkarier.rules.rulebook import RETIREMENT_AGES

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

PERSON, MATCH, BOX, RETIREMENT = "person", "match", "box", "retirement"
RETIRES: Final = "tmt_pensiun"
_IN_VIEW: Final = 12  # months ahead in which somebody surely leaves
COUNTED: Final = "counted"
_NO_CELLS: Final = frozenset({"nip", "source_id", "row", "col"})
_MATCH: Final = ("standar", "jpm", "kategori", "gap_count", "critical_gaps", "coverage")


def state_of(whole: "Snapshot", posts: Iterable[str]) -> State:
    """Return the state of the agency; posts: vacancy codes or names of positions to which everybody is judged.

    A post that is not known, or whose class no law judges, at this moment has no column.
    """
    now = counted(whole)
    nips = pd.Index(now.people.employees["nip"].astype("str"), name="nip")
    return {
        PERSON: _people(now, nips),
        MATCH: _match(now, nips),
        BOX: _boxes(now, nips),
        RETIREMENT: _retiring(now, nips),
        **_about_posts(whole, now, nips, posts),
    }


def _people(now: "Snapshot", nips: pd.Index) -> pd.DataFrame:
    employees = now.people.employees
    names = [name for name in EMPLOYEES.columns if name not in _NO_CELLS and name in employees]
    columns = {name: _texts(employees[name]) for name in (*names, "kelompok") if name in employees}
    return pd.DataFrame({COUNTED: "yes", **columns}, index=nips)


def _match(now: "Snapshot", nips: pd.Index) -> pd.DataFrame:
    found = persons_of(now, now.people)
    return pd.DataFrame({name: _texts(found[name]) for name in _MATCH}, index=nips)


def _boxes(now: "Snapshot", nips: pd.Index) -> pd.DataFrame:
    if any(
        name not in now.rulebook.parameters or now.rulebook.in_force(name, now.as_of) is None
        for name in BOX_RULES
    ):
        return pd.DataFrame(index=nips)
    rows = held_grid(now, held_of(now)).rows
    possible = [", ".join(map(str, one)) for one in rows["boxes_possible"]]
    return pd.DataFrame({"kotak": _texts(rows["kotak"]), "boxes_possible": possible}, index=nips)


def _retiring(now: "Snapshot", nips: pd.Index) -> pd.DataFrame:
    """Return the last day on which somebody leaves the service, where it is surely within a year."""
    if any(
        name not in now.rulebook.parameters or now.rulebook.in_force(name, now.as_of) is None
        for name in RETIREMENT_AGES
    ):
        return pd.DataFrame(index=nips)
    latest = leaving_of(now).latest
    near = ~np.isnat(latest) & (latest <= add_months(np.array([day(now.as_of)]), _IN_VIEW)[0])
    return pd.DataFrame({RETIRES: np.where(near, latest.astype(str), "")}, index=nips, dtype=object)


def _about_posts(
    whole: "Snapshot", now: "Snapshot", nips: pd.Index, posts: Iterable[str]
) -> dict[str, pd.DataFrame]:
    told = {name: told_of(one) for name in posts if (one := of_post(whole, now, name)) is not None}
    return {
        what: pd.DataFrame({name: texts[what] for name, texts in told.items()}, index=nips)
        for what in ABOUT_POSTS
    }


def _texts(values: pd.Series) -> np.ndarray:
    """Return values as texts, each distinct one made once: days as ISO, figures with two decimals at most, missing as nothing."""
    codes, distinct = pd.factorize(values, use_na_sentinel=True)
    shown = np.array([*map(_text, distinct), ""], dtype=object)
    return shown[codes]


def _text(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float | np.floating):
        return f"{float(value):.2f}".rstrip("0").rstrip(".")
    return str(value)
