"""The posts a person has held, as intervals of days, and how far each interval can be relied on.

A spell runs from its tmt to the day after `sampai` (the last day in the post); a blank `sampai` means until the next
post's tmt, or until `as_of`. What lies after `as_of` is not known yet and is left out. Acting appointments (Plt., Plh.)
are duties beside a post, not posts: they neither count nor end one.

A *doubtful* spell may or may not have been served; it can keep a failure open but never makes anybody meet anything:
- the present post without a tmt, and the open spell before it, whose end is then unknown;
- a later open post in the history than the present one: the two registers contradict each other;
- a `sampai` before its tmt;
- the part of a post that lies before the person was appointed, by the TMT CPNS or by the NIP, whichever is later: either
  date may be the wrong one. Where no history is recorded, any other post may then have been held at any time;
- the time before the first recorded post of a person whose history is not recorded, unless the agency declares the
  register `positions` complete. Once a person's history is recorded, a post that is not in it counts as not held.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.careers.spell_rows import begun, post_rows
from asnkarier.analysis.spans import NEVER, as_days, day, nip_appointments

if TYPE_CHECKING:
    from asnkarier.rules.rulebook import RuleBook

# The last two have one reason: a post before the appointment, and what may have been held beside such a post.
DOUBTS: Final = (
    "", "history_contradiction", "tmt_missing", "sampai_wrong", "history_missing",
    "dates_contradict", "dates_contradict",
)  # fmt: skip
(
    NO_DOUBT, CONTRADICTION, TMT_MISSING, SAMPAI_WRONG, HISTORY_MISSING, DATES, DATES_UNRECORDED,
) = range(len(DOUBTS))  # fmt: skip
UNRECORDED: Final = (HISTORY_MISSING, DATES_UNRECORDED)
# Before anybody now in service was appointed; stands for "since an unknown day".
LONG_AGO: Final = np.datetime64("1900-01-01", "D")


@dataclass(frozen=True, slots=True)
class Spells:
    """Spells of all people, sorted by person, start and end. Arrays of one length.

    person: row in the dossiers. start, end: [start, end). kelompok: text or None. jenis: text, empty when missing.
    kelas: -1 when missing. doubt: code into `DOUBTS`. running: the post is held on as_of. source_id, row: -1 for none.
    ended: its own row says on which day it ended.
    """

    person: Ints
    start: Days
    end: Days
    kelompok: NDArray[np.object_]
    jenis: NDArray[np.object_]
    kelas: Ints
    doubt: NDArray[np.int8]
    running: NDArray[np.bool_]
    source_id: Ints
    row: Ints
    ended: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of some people as their registers tell them, whatever the day; `build_spells` makes spells of them.

    dated: with a tmt, by person and tmt, the present one (`current`) last; undated: present ones without. earlier: what `listed_before` tells,
    None: no earlier list does. appointed: the TMT CPNS of each person, `LONG_AGO` where it is not known; latest: the latest day stated for it.
    """

    dated: pd.DataFrame
    undated: pd.DataFrame
    earlier: pd.DataFrame | None
    appointed: Days
    latest: Days


def read_posts(
    employees: pd.DataFrame,
    positions: pd.DataFrame,
    rulebook: "RuleBook",
    as_of: date,
    earlier: pd.DataFrame | None = None,
) -> Posts:
    """Return the posts of the people in `employees`, whose row numbers there are the persons.

    as_of: the day whose law says of which class a post is. earlier: what `listed_before` tells; proven as far as it goes, and no history
    that says what was not held.
    """
    people = pd.Index(employees["nip"])

    def owner(frame: pd.DataFrame) -> Ints:
        return np.asarray(people.get_indexer(pd.Index(frame["nip"])), dtype=np.int64)

    current = post_rows(employees, np.arange(len(people), dtype=np.int64), rulebook, as_of)
    past = post_rows(positions, owner(positions), rulebook, as_of)
    dated = pd.concat(
        [
            past[past["start"].notna()].assign(current=False),
            current[current["start"].notna()].assign(current=True),
        ],
        ignore_index=True,
    ).sort_values(["person", "start", "current"], kind="stable", ignore_index=True)
    appointed = as_days(employees["tmt_cpns"]) if "tmt_cpns" in employees else np.full(len(people), NEVER)
    appointed = np.where(np.isnat(appointed), LONG_AGO, appointed)
    return Posts(
        dated,
        current[current["start"].isna()].assign(current=True),
        None if earlier is None or earlier.empty else post_rows(earlier, owner(earlier), rulebook, as_of),
        appointed,
        np.fmax(appointed, nip_appointments(pd.Series(people, dtype="str"))),
    )


def build_spells(
    posts: Posts, as_of: date, *, complete: NDArray[np.bool_], aside: NDArray[np.bool_]
) -> Spells:
    """Return the spells that the posts are on `as_of`.

    complete: of each person, whether the history holds all posts. aside: whether rows of it were set aside, so that what it
    holds of the person is no whole history.
    """
    rows = _with_ends(begun(posts.dated, as_of), day(as_of))
    parts = [rows, _contradicted(rows), _undated(rows, posts.undated, posts.appointed, day(as_of))]
    if posts.earlier is not None:
        parts.append(_listed(begun(posts.earlier, as_of), day(as_of)))
    recorded = pd.concat([part for part in parts if len(part)] or [rows], ignore_index=True)
    parts = list(_at_appointment(recorded, posts.latest))
    if not complete.all():
        open_history = _unrecorded(rows, posts.appointed, posts.latest, day(as_of), aside)
        parts.append(open_history[~complete[open_history["person"].to_numpy(dtype=np.int64)]])
    return _as_spells(pd.concat([part for part in parts if len(part)] or [rows], ignore_index=True))


def _listed(rows: pd.DataFrame, today: np.datetime64) -> pd.DataFrame:
    end = np.minimum(_days(rows["sampai"]) + 1, today)
    return rows.assign(end=end.astype("datetime64[s]"), current=False, running=False, doubt=NO_DOUBT)


def _at_appointment(rows: pd.DataFrame, latest: Days) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows from the appointment of their person on, and what lies before it as doubtful spells.

    latest: of each person, the latest day that is stated for the appointment. What is doubtful already stays as it is.
    """
    start, end = _days(rows["start"]), _days(rows["end"])
    appointed = latest[rows["person"].to_numpy(dtype=np.int64)]
    early = (start < appointed) & (rows["doubt"].to_numpy() == NO_DOUBT)
    split = np.minimum(appointed, end)
    before = rows[early].assign(end=split[early].astype("datetime64[s]"), doubt=DATES)
    before["running"] = before["running"].to_numpy(dtype=bool) & (split == end)[early]
    return rows.assign(start=np.where(early, split, start).astype("datetime64[s]")), before


def _with_ends(rows: pd.DataFrame, today: np.datetime64) -> pd.DataFrame:
    """Add end, running and doubt to rows sorted by person and start."""
    start, sampai = _days(rows["start"]), _days(rows["sampai"])
    following = _next_start(rows["person"].to_numpy(), start)
    wrong = sampai < start
    end = np.where(np.isnat(following), today, following)
    end = np.where(np.isnat(sampai) | wrong, end, sampai + 1)
    current = rows["current"].to_numpy(dtype=bool)
    end = np.where(current, today, np.minimum(end, today))
    return rows.assign(
        end=end.astype("datetime64[s]"),
        running=current | (np.isnat(sampai) & (end == today)),
        doubt=np.where(wrong, SAMPAI_WRONG, NO_DOUBT),
    )


def _next_start(person: Ints, start: Days) -> Days:
    """Return the next later start of the same person, NaT for the last one; rows sorted by person and start."""
    count = len(person)
    last = np.ones(count, dtype=bool)
    last[:-1] = (person[1:] != person[:-1]) | (start[1:] != start[:-1])
    # The next row of another (person, start) begins right after the last row of this one.
    ends = np.flatnonzero(last)
    after = ends[np.searchsorted(ends, np.arange(count))] + 1
    inside = np.minimum(after, count - 1) if count else after
    same = (after < count) & (person[inside] == person)
    return np.where(same, start[inside], NEVER)


def _contradicted(rows: pd.DataFrame) -> pd.DataFrame:
    """Mark (in place) open history after the present post, and return the doubtful rest of those present posts."""
    current, open_ended = rows["current"].to_numpy(dtype=bool), rows["sampai"].isna().to_numpy()
    if not (open_ended & ~current).any():
        return rows.iloc[:0]
    now = rows[current].set_index("person")
    present = now.reindex(rows["person"])
    later = _days(rows["start"]) > _days(present["start"])
    rival = later & open_ended & ~_alike(present, rows) & ~current
    rows.loc[rival, "doubt"] = CONTRADICTION
    since = rows[rival].groupby("person")["start"].min()
    doubted = current & rows["person"].isin(since.index).to_numpy()
    rest = rows[doubted].assign(doubt=CONTRADICTION)
    rest["start"] = since.reindex(rest["person"]).to_numpy()
    rows.loc[doubted, "end"] = rest["start"].to_numpy()
    rows.loc[doubted, "running"] = False
    return rest


def _undated(
    rows: pd.DataFrame, undated: pd.DataFrame, appointed: Days, today: np.datetime64
) -> pd.DataFrame:
    """Return present posts without a tmt as doubtful spells, and mark (in place) the open spells before them."""
    if undated.empty:
        return undated
    last = rows.drop_duplicates("person", keep="last").set_index("person")
    before = last.reindex(undated["person"])
    open_before = before["running"].eq(other=True).to_numpy()
    proven = open_before & _alike(before, undated)
    doubtful, before, open_before = undated[~proven], before[~proven], open_before[~proven]
    since = np.where(open_before, _days(before["start"]), _days(before["end"]))
    since = np.where(np.isnat(since), appointed[doubtful["person"]], since)
    owners = doubtful["person"].to_numpy()[open_before]
    marked = rows["running"].to_numpy() & rows["person"].isin(owners).to_numpy()
    rows.loc[marked, "doubt"] = TMT_MISSING
    return doubtful.assign(
        start=since.astype("datetime64[s]"),
        end=today.astype("datetime64[s]"),
        running=True,
        doubt=TMT_MISSING,
    )


def _unrecorded(
    rows: pd.DataFrame, appointed: Days, latest: Days, today: np.datetime64, aside: NDArray[np.bool_]
) -> pd.DataFrame:
    """Return, for people without recorded history, the time before their first recorded post as a doubtful spell.

    Where that post began before the `latest` appointment, the spell lasts until today: the post may have begun on any day.
    """
    count = len(appointed)
    first = np.full(count, today)
    earliest = rows.drop_duplicates("person", keep="first")
    first[earliest["person"].to_numpy()] = _days(earliest["start"])
    recorded = np.zeros(count, dtype=bool)
    present = np.full(count, NEVER)
    now = rows[rows["current"]]
    present[now["person"].to_numpy()] = _days(now["start"])
    past = rows[~rows["current"].to_numpy(dtype=bool)]
    owner = past["person"].to_numpy()
    recorded[owner[~(_days(past["start"]) >= present[owner])]] = True
    recorded &= ~aside
    early = first < latest
    who = np.flatnonzero(~recorded & (early | (appointed < first)))
    since = np.where(appointed < first, appointed, LONG_AGO)
    until = np.where(early, today, first)
    return pd.DataFrame(
        {
            "person": who,
            "start": since[who].astype("datetime64[s]"),
            "end": until[who].astype("datetime64[s]"),
            "kelompok": np.full(len(who), None, dtype=object),
            "jenis": "",
            "kelas": -1,
            "source_id": -1,
            "row": -1,
            "running": False,
            "doubt": np.where(early, DATES_UNRECORDED, HISTORY_MISSING)[who],
        }
    )


def _alike(posts: pd.DataFrame, others: pd.DataFrame) -> NDArray[np.bool_]:
    """Return where two aligned tables name the same post, or posts of the same known kelompok."""
    kelompok = others["kelompok"].to_numpy()
    same_kelompok = others["kelompok"].notna().to_numpy() & (posts["kelompok"].to_numpy() == kelompok)
    return np.asarray(same_kelompok | (posts["name"].to_numpy() == others["name"].to_numpy()))


def _days(values: "pd.Series[pd.Timestamp]") -> Days:
    return values.to_numpy(dtype="datetime64[s]").astype("datetime64[D]")


def _as_spells(rows: pd.DataFrame) -> Spells:
    rows = rows[rows["start"] < rows["end"]].sort_values(["person", "start", "end"], kind="stable")
    kelompok = rows["kelompok"].to_numpy(dtype=object).copy()
    kelompok[pd.isna(kelompok)] = None
    # Where no history tells of anybody, no row states a last day.
    stated = rows["sampai"] if "sampai" in rows else pd.Series(pd.NaT, rows.index)
    return Spells(
        person=rows["person"].to_numpy(dtype=np.int64),
        start=_days(rows["start"]),
        end=_days(rows["end"]),
        kelompok=kelompok,
        jenis=rows["jenis"].to_numpy(dtype=object),
        kelas=rows["kelas"].to_numpy(dtype=np.int64),
        doubt=rows["doubt"].to_numpy(dtype=np.int8),
        running=rows["running"].to_numpy(dtype=bool),
        source_id=rows["source_id"].to_numpy(dtype=np.int64),
        row=rows["row"].to_numpy(dtype=np.int64),
        ended=_days(stated) + 1 == _days(rows["end"]),
    )
