"""Answers about a training: inside the scale of their phase, and told apart where nobody is named."""

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from asnkarier.sheets.cells.column import ReadColumn, make_series
from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.layout.wide.phases import stated_scale
from asnkarier.sheets.results import shown

if TYPE_CHECKING:
    from asnkarier.sheets.rows.facts import Work

SURVEYS: Final = "training_surveys"
# The scale of an answer that states none: the usual ones of questionnaires and of tests.
SCALES: Final = {
    "reaksi": (1.0, 5.0),
    "perilaku": (1.0, 5.0),
    "ujian_awal": (0.0, 100.0),
    "ujian_akhir": (0.0, 100.0),
}
_ENDS: Final = ("skala_min", "skala_maks")
Floats = npt.NDArray[np.float64]


def refuse_beyond_scale(work: "Work") -> None:
    """Set aside the rows with an answer outside its scale, or with a scale that ends before it begins."""
    if work.detected.columns.schema.kind != SURVEYS:
        return
    low, high = _stated(work)
    wrong = np.flatnonzero(low >= high)
    for row in wrong.tolist():
        cell = next(work.reads[name] for name in _ENDS if name in work.reads).raw.cell(row)
        work.findings.error("SKALA-TERBALIK", cell, lowest=f"{low[row]:g}", highest=f"{high[row]:g}")
    work.bad[wrong] = True
    if not work.levels and {"fase", "nilai"} <= work.reads.keys():
        _refuse(work, work.reads["nilai"], work.reads["fase"].by_row(), (low, high), None)
    for heading, phase, read in work.levels:
        _refuse(work, read, np.full(len(work.rows), phase, dtype=object), (low, high), heading)


def _stated(work: "Work") -> tuple[Floats, Floats]:
    """Return the ends of the scale that each row states, NaN where it states none."""
    ends = [
        work.reads[name].by_row().astype(np.float64)
        if name in work.reads
        else np.full(len(work.rows), np.nan)
        for name in _ENDS
    ]
    return ends[0], ends[1]


def _refuse(
    work: "Work",
    read: ReadColumn,
    phases: npt.NDArray[np.object_],
    stated: tuple[Floats, Floats],
    heading: Heading | None,
) -> None:
    values = read.by_row()
    lowest, highest = filled_scale(phases, stated, [heading] * len(phases))
    number = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    for row in np.flatnonzero((number < lowest) | (number > highest)).tolist():
        facts = {
            "value": shown(f"{number[row]:g}"),
            "lowest": f"{lowest[row]:g}",
            "highest": f"{highest[row]:g}",
        }
        work.findings.error("NILAI-RENTANG", read.raw.cell(row), **facts)
        work.bad[row] = True


def filled_scale(
    phases: npt.NDArray[np.object_], stated: tuple[Floats, Floats], headings: list[Heading | None]
) -> tuple[Floats, Floats]:
    """Return the scale of each answer: what its row states, else what its heading states, else the usual one of the phase."""
    by_heading = {id(one): stated_scale(one) for one in headings if one is not None}
    usual = [
        by_heading.get(id(heading)) or SCALES.get(phase, (np.nan, np.nan))
        for phase, heading in zip(phases.tolist(), headings, strict=True)
    ]
    ends = np.array(usual, dtype=np.float64).reshape(-1, 2)
    return np.where(np.isnan(stated[0]), ends[:, 0], stated[0]), np.where(
        np.isnan(stated[1]), ends[:, 1], stated[1]
    )


def complete_answers(work: "Work", frame: pd.DataFrame) -> pd.DataFrame:
    """Return the facts of answers with their scale, and of who is unnamed the row as the respondent: answers of two are never one."""
    if work.detected.columns.schema.kind != SURVEYS or frame.empty:
        return frame
    by_letters = {heading.letters: heading for heading, _, _ in work.levels}
    headings = [by_letters.get(letters) for letters in frame["col"].astype(object).tolist()]
    stated = tuple(frame[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in _ENDS)
    low, high = filled_scale(frame["fase"].to_numpy(dtype=object), (stated[0], stated[1]), headings)
    sheet = work.findings.sheet
    where = work.findings.file if sheet is None else f"{work.findings.file}:{sheet}"
    rows = [f"{where}!{row}" for row in frame["row"].tolist()]
    unnamed = frame["nip"].isna() & frame["responden"].isna()
    responden = frame["responden"].where(~unnamed, make_series(rows, "text"))
    return frame.assign(skala_min=low, skala_maks=high, responden=responden)
