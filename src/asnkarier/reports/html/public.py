"""A report for the public: only what is named here stays, and of that only what is said of five people or more.

What is not named is left out, so that a new table never shows a person by mistake.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from asnkarier.language import message
from asnkarier.late import np, pd
from asnkarier.model.book import Block, Book, Chart, Column, PlainRows, Record, Table
from asnkarier.model.messages import N_

SMALLEST: Final = 5
_LEFT_OUT: Final = N_("Groups left out, for they are small or would tell what a small one is: {count}.")


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a table may be seen. columns: their keys. people: those that count people; the first is the size of the group.

    each: the column whose every value has groups that add up to everybody; empty: the groups of the whole table do.
    whole: the record that says how many these are, and its columns, one for each of `people`: what groups lack of that was left out before.
    """

    columns: tuple[str, ...]
    people: tuple[str, ...] = ()
    each: str = ""
    whole: tuple[str, ...] = ()


# The book, and the key of its table or record. Nothing of a shortlist stands here: its groups are single candidates.
_ROWS: Final = {
    ("check", "overall"): Shown(("people", "completeness", "open_people", "not_assessed"), ("people", "open_people", "not_assessed")),
    ("check", "rows"): Shown(("unit_kerja", "people", "completeness"), ("people",)),
    # How many there are of each category stands in the chart alone, and how large a unit is in the readiness alone: of two places that
    # leave out different figures each tells what the other leaves out.
    ("gap", "summary"): Shown(("people", "people_with_gap"), ("people", "people_with_gap")),
    ("gap", "rows"): Shown(("unit_kerja", "mean_jpm"), ("people", "judged")),
    # Levels stand in the heatmap alone: a total less the units shown would be the levels of those left out, be it one person.
    ("needs", "totals"): Shown(("people", "people_short", "cheapest_cost"), ("people", "people_short")),
    ("needs", "uncovered"): Shown(("kompetensi", "people", "why"), ("people",)),
    ("recommend-training", "totals"): Shown(("years", "budget", "spent", "people", "gap_levels_closed", "objective", "bound", "optimality_gap"), ("people",)),
    ("recommend-training", "marginal"): Shown(("extra_budget", "extra_objective", "at_most")),
    ("recommend-training", "uncovered"): Shown(("kompetensi", "people", "reason"), ("people",)),
    ("evaluate-training", "rows"): Shown(("nama_pelatihan", "kompetensi", "tahun", "n", "effect", "low", "high", "p_adj", "verdict"), ("n",)),
    ("retirements", "totals"): Shown(("until", "counted", "people", "people_open"), ("counted", "people", "people_open")),
    # No gain: what one move more gains is how well one appointed person was judged.
    ("recommend-placement-cascade", "comparison"): Shown(("plan", "moves", "filled", "opened", "empty")),
    ("fairness", "rows"): Shown(("group_by", "group", "n", "selected", "rate", "ratio", "low", "high", "p_adj", "detectable", "verdict"), ("n", "selected"), "group_by", ("totals", "n", "selected")),
    ("diff", "sums"): Shown(("cause", "what", "people"), ("people",)),
}  # fmt: skip
# The book, and the title of its chart (a msgid); the figures of the second group count people.
_FREE_CHARTS: Final = {
    ("recommend-training", "What each budget reaches"),
    ("needs", "Levels short, unit by competency"),
}
_COUNTED_CHARTS: Final = {
    ("gap", "People by category"),
    ("talent-map", "In each box for certain"),
    ("retirements", "People who leave, year by year"),
}


def public_book(book: Book) -> Book:
    """Return `book` without names, lines about single people, sentences, sources, and groups of fewer than `SMALLEST`."""
    name = book.schema.removeprefix("asn.").partition("/")[0]
    records = {one.key: _frame(one) for one in book.shown() if isinstance(one, Record)}
    blocks = tuple(shown for block in book.shown() for shown in _shown(name, block, records))
    return replace(book, blocks=blocks, notes=(), subject="", filter={}, next_steps=(), leans_on=(), inputs=(), counts={}, doubt="")  # fmt: skip


def _shown(name: str, block: Block, records: Mapping[str, Any]) -> Sequence[Block]:
    if isinstance(block, Chart):
        if (name, block.title) in _FREE_CHARTS:
            return [block]
        return [_counted(block)] if (name, block.title) in _COUNTED_CHARTS else []
    if not isinstance(block, Table | Record) or (name, block.key) not in _ROWS:
        return []
    seen = _ROWS[name, block.key]
    columns = tuple(_open(one) for one in block.columns if one.key in seen.columns)
    rows = _frame(block)
    if any(one not in rows.columns for one in seen.people):
        return []
    if isinstance(block, Record):
        return _record(block, columns, seen)
    keep = ~_left_out(rows, seen, records)
    if len(rows) and rows.loc[keep, [one.key for one in columns][1:]].isna().all(axis=None):
        return []
    note = message(_LEFT_OUT, count=int((~keep).sum())) if not keep.all() else ""
    return [replace(block, columns=columns, rows=rows[keep].reset_index(drop=True), note=note, terminal=True)]


def _left_out(rows: Any, seen: Shown, records: Mapping[str, Any]) -> Any:
    """Return which lines are left out, of each set of groups that adds up to everybody by itself."""
    counts, out = rows[list(seen.people)].to_numpy(dtype=float), np.zeros(len(rows), bool)
    sets = rows[seen.each].astype("str").to_numpy() if seen.each else np.zeros(len(rows))
    for one in dict.fromkeys(sets.tolist()) if seen.people else ():
        mine = counts[sets == one]
        whole = _whole(mine, seen, records)
        out[sets == one] = hidden(mine, whole - mine.sum(axis=0))
    return out


def _whole(mine: Any, seen: Shown, records: Mapping[str, Any]) -> Any:
    """Return how many all groups of a set have; where no record says so, what its lines add up to."""
    key, *columns = seen.whole or ("",)
    return records[key][columns].iloc[0].to_numpy(dtype=float) if key in records else mine.sum(axis=0)


def _record(block: Record, columns: tuple[Column, ...], seen: Shown) -> Sequence[Block]:
    rows = _frame(block)
    whole = float(rows[seen.people[0]].iloc[0]) if seen.people else 0.0
    kept = tuple(
        one
        for one in columns
        if one.key not in seen.people or not _small(np.array([[whole, float(rows[one.key].iloc[0])]]))[0]
    )
    return [replace(block, columns=kept, rows=rows, note="", terminal=True)] if kept else []


def _counted(chart: Chart) -> Chart:
    """Return a chart of counts without the small ones, and without another of the series where one alone could be worked out: each series has a sum."""
    keys = [one.key for one in chart.series]
    figures = chart.rows[keys].to_numpy(dtype=float)
    flat = np.column_stack([hidden(one.reshape(-1, 1)) for one in figures.T])
    rows = chart.rows.assign(**dict(zip(keys, np.where(flat, np.nan, figures).T, strict=True)))
    return replace(chart, rows=rows, upto=None, none="not_shown", note=message(_LEFT_OUT, count=int(flat.sum())) if flat.any() else "", terminal=True)  # fmt: skip


def hidden(counts: Any, gone: Any = None) -> Any:
    """Return which lines are left out: the small ones, and the next smallest until those left out are two at least and, taken as one group, may be shown.

    counts: lines by columns of people (NaN where not known), the size of the group first. gone: what was left out before, in the same columns. Without the second rule
    a total less the lines shown would be a small line, or tell that one to four of all who are left out were selected.
    """
    before = np.zeros((1, counts.shape[1])) if gone is None else np.asarray(gone, dtype=float).reshape(1, -1)
    out = _small(counts)
    if not out.any() and not before.any():
        return out
    size = np.nan_to_num(counts[:, 0])
    for place in np.argsort(size, kind="stable"):
        together = np.nansum(np.vstack([counts[out], before]), axis=0, keepdims=True)
        if (out.sum() > 1 or before.any()) and not _small(together)[0]:
            break
        if size[place] > 0:
            out[place] = True
    return out


def _small(counts: Any) -> Any:
    """Return the lines with a count, or a rest of the group beside it, of one to four people; a group of nobody tells nothing."""
    rest = counts[:, :1] - counts[:, 1:]
    every = np.hstack([counts, rest])
    small: Any = ((every > 0) & (every < SMALLEST)).any(axis=1) | np.isnan(counts[:, 0])
    return small


def _open(column: Column) -> Column:
    return replace(column, terminal=True, behind=False, importance=None)


def _frame(block: Table | Record) -> Any:
    return pd.DataFrame(block.rows.columns) if isinstance(block.rows, PlainRows) else block.rows
