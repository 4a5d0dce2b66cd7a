"""Totals that stand in the rows of a recap of levels: what the recap tells, or sets aside, is not told twice."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from asnkarier.model.problem import Problem
from asnkarier.sheets.rows.context import no_context
from asnkarier.sheets.rows.raw import split_cell
from asnkarier.sheets.rows.reading import SheetReading

_LEFT_OUT: Final = "KOLOM-HASIL"
_EMPTY: Final = "HASIL-KOSONG"  # of a list of totals a fault; a recap lists people without any too


def settle_totals(readings: Sequence[SheetReading]) -> tuple[SheetReading, ...]:
    """Return the readings, those of totals beside levels without the rows and faults of the levels.

    Such totals are left out, as the recap says, where more of its rows are wrong than sound: they mean something else.
    """
    done: list[SheetReading] = []
    for one in readings:
        if not one.beside:
            done.append(one)
            continue
        levels = done[-1]
        totals = _own(one, levels)
        if totals is not None:
            told = tuple(problem for problem in levels.problems if problem.code != _LEFT_OUT)
            done[-1:] = [replace(levels, problems=told), totals]
    return tuple(done)


def _own(totals: SheetReading, levels: SheetReading) -> SheetReading | None:
    if totals.refused or levels.refused:
        return None
    gone = set(levels.rejected_rows)
    rejected = {
        row: nip
        for row, nip in zip(totals.rejected_rows, totals.rejected_nips, strict=True)
        if row not in gone
    }
    accepted = totals.accepted[~totals.accepted["row"].isin(gone)].reset_index(drop=True)
    if not len(accepted) or len(rejected) > accepted["row"].nunique():
        return None
    told = {(problem.code, problem.location.cell) for problem in levels.problems}
    rows = tuple(row for row in totals.data_rows if row not in gone)
    return replace(
        totals,
        rows=len(rows),
        data_rows=rows,
        accepted=accepted,
        accepted_rows=len(rows) - len(rejected),
        rejected_rows=tuple(rejected),
        rejected_nips=tuple(rejected.values()),
        duplicate_rows=tuple(row for row in totals.duplicate_rows if row not in gone),
        skipped_notes=(),
        unmapped=(),
        ignored=(),
        proposals=(),
        context=no_context(),
        problems=tuple(one for one in totals.problems if not _is_told(one, told, gone)),
    )


def _is_told(problem: Problem, told: set[tuple[str, str | None]], gone: set[int]) -> bool:
    cell = problem.location.cell
    return (
        problem.code == _EMPTY
        or (problem.code, cell) in told
        or (cell is not None and split_cell(cell)[1] in gone)
    )
