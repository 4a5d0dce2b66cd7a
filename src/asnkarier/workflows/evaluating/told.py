"""What the evaluation found, as the report tells it: who, which cells, why somebody is left out, what to bring."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.next_steps import bring
from asnkarier.agency.provenance import cell_of
from asnkarier.analysis.careers.appraisals import ELEMENTS
from asnkarier.analysis.training.evaluating.matching import LEAST_COLLEAGUES, RUNGS
from asnkarier.analysis.training.evaluating.measuring import RATINGS, Evidence
from asnkarier.analysis.training.evaluating.participations import (
    NO_AFTER,
    NO_BEFORE,
    NO_COLLEAGUE,
    NOT_IN_CATALOGUE,
    STATUSES,
    USED,
)
from asnkarier.analysis.training.evaluating.series import NO_DAY
from asnkarier.analysis.training.evaluating.verdicts import HARMS, NO_SIGN, NOT_ENOUGH, WORKS
from asnkarier.model.book import NextStep
from asnkarier.model.said import Said, said, together

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot

_WHO: Final = ("nip", "nama", "jabatan", "unit_kerja")
_ORDER: Final = (HARMS, NO_SIGN, WORKS, NOT_ENOUGH)
_LEFT_OUT: Final = tuple(one for one in STATUSES if one not in (USED, NO_COLLEAGUE))


def told_rows(rows: pd.DataFrame, least: int) -> pd.DataFrame:
    """Return the rows with `reason`: on how many people and which assessments the figures rest, and who was left out why.

    What calls for a decision stands first: courses that do harm or show no sign of an effect, the smallest effect first; then those that work; last
    what nothing is said of, the most compared first.
    """
    verdict = rows["verdict"].map({one: place for place, one in enumerate(_ORDER)})
    within = rows["effect"].where(rows["verdict"] != NOT_ENOUGH, -rows["n"])
    order = (
        rows.assign(verdict_order=verdict, within=within)
        .sort_values(["verdict_order", "within"], kind="stable")
        .index
    )
    rows = rows.loc[order].reset_index(drop=True)
    rows["cost_per_level"] = rows["cost_per_level"].round()
    reasons = [_reason(row, least) for row in rows.to_dict("records")]
    return rows.assign(reason=pd.Series(reasons, index=rows.index, dtype=object))


def _reason(row: Mapping[Any, Any], least: int) -> Said | None:
    left = tuple(
        said(f"left_{name}", count=int(count), least=LEAST_COLLEAGUES)
        for name, count in ((NO_COLLEAGUE, row["unmatched"]), *((one, row[one]) for one in _LEFT_OUT))
        if count
    )
    parts: list[Said] = []
    if row["n"]:
        days = {name: row[name].date() for name in ("before_from", "before_to", "after_from", "after_to")}
        figures = {name: int(row[name]) for name in ("n", "took_part", "colleagues")}
        parts.append(said("course_compared", **figures, **days))
    if 0 < row["n"] < least:
        parts.append(said("course_few", n=int(row["n"]), least=least))
    if row["placebo_low"] > 0:
        parts.append(said("course_rose_before", placebo=float(round(row["placebo"], 2))))
    if left:
        parts.append(said("course_left_out", parts=left))
    return together(tuple(parts))


def told_taken(now: "Snapshot", taken: pd.DataFrame, evidence: Evidence) -> pd.DataFrame:
    """Return every participation with who it is, what was compared, and the cells of the training and both levels."""
    rows = _named(now, taken)
    for name, key in (
        ("mulai", "start"),
        ("selesai", "end"),
        ("before_on", "before_day"),
        ("after_on", "after_day"),
    ):
        rows[name] = _dates(rows[key])
    rung = rows["rung"].fillna(-1).astype(np.int64).to_numpy()
    rows["matched_on"] = pd.Series(np.array([*RUNGS, ""], dtype=object)[rung], index=rows.index)
    rows["colleagues"] = rows["colleagues"].fillna(0).astype(np.int64)
    rows["source"] = _training_cells(now, rows["training"], evidence)
    for end in ("before", "after"):
        rows[f"{end}_source"] = _level_cells(now, rows[f"{end}_place"], evidence)
    order = pd.Categorical(rows["status"], STATUSES)
    return rows.assign(order=order).sort_values(
        ["kode", "nama_pelatihan", "tahun", "order", "nip"], kind="stable", ignore_index=True
    )


def told_uses(taken: pd.DataFrame) -> pd.DataFrame:
    """Return how many participations are compared, and how many are left out for which reason."""
    counts = taken["status"].value_counts().reindex(STATUSES).dropna().astype(np.int64)
    return pd.DataFrame({"status": counts.index.astype("str"), "participations": counts.to_numpy()})


def told_models(now: "Snapshot", models: pd.DataFrame, evidence: Evidence) -> pd.DataFrame:
    """Return the role models by competency, the largest gain first, with the cells that say so."""
    rows = _named(now, models)
    rows["now_on"] = _dates(rows["now_day"])
    for name in RATINGS:
        for end in ("before", "after"):
            words = rows[f"{name}_{end}"]
            rows[f"{name}_{end}"] = [ELEMENTS[len(ELEMENTS) - int(one)] for one in words]
            rows[f"{name}_{end}_source"] = _rating_cells(now, rows[f"{name}_{end}_place"], name, evidence)
    for end in ("before", "after", "now"):
        rows[f"{end}_source"] = _level_cells(now, rows[f"{end}_place"], evidence)
    return rows.sort_values(["kompetensi", "gain", "nip"], ascending=[True, False, True], ignore_index=True)


def next_steps(taken: pd.DataFrame) -> Iterator[NextStep]:
    """Yield what would let more be said: assessments before and after the courses, courses that the catalogue lacks."""
    status = taken["status"]
    lacking = int(status.isin([NO_BEFORE, NO_AFTER]).sum())
    if lacking:
        told = said("step_assess_twice", count=lacking, of=len(taken))
        yield NextStep(told, bring("assessments"))
    unnamed = taken.loc[status.eq(NOT_IN_CATALOGUE), "name"].nunique()
    if unnamed:
        yield NextStep(said("step_course_names", count=int(unnamed)), bring("courses"))


def _named(now: "Snapshot", frame: pd.DataFrame) -> pd.DataFrame:
    who = now.employees[list(_WHO)].iloc[frame["person"].to_numpy(dtype=np.int64)].reset_index(drop=True)
    return pd.concat([who, frame.reset_index(drop=True)], axis=1)


def _dates(days: pd.Series) -> pd.Series:
    known = days.notna() & days.ne(NO_DAY)
    dated = days.where(known, 0).astype(np.int64).to_numpy().astype("datetime64[D]").astype("datetime64[s]")
    return pd.Series(dated, index=days.index).where(known)


def _level_cells(now: "Snapshot", places: pd.Series, evidence: Evidence) -> pd.Series:
    """Return the cell of the level at each place of the assessments, missing where there is none."""
    rows = evidence.assessments[["source_id", "row", "col"]].itertuples(index=False, name=None)
    cells = [_cell(now, source, row, "level", col) for source, row, col in rows]
    return _at(cells, places)


def _training_cells(now: "Snapshot", places: pd.Series, evidence: Evidence) -> pd.Series:
    names = ("source_id", "row")
    rows = evidence.trainings[list(names)].itertuples(index=False, name=None)
    return _at([_cell(now, source, row, "nama_pelatihan") for source, row in rows], places)


def _rating_cells(now: "Snapshot", places: pd.Series, field: str, evidence: Evidence) -> pd.Series:
    rows = zip(evidence.appraisals.source_id.tolist(), evidence.appraisals.row.tolist(), strict=True)
    return _at([_cell(now, source, row, field) for source, row in rows], places)


def _cell(now: "Snapshot", source_id: Any, row: Any, field: str, col: Any = None) -> str | None:
    source = now.sources.get(source_id)
    return None if source is None else cell_of(source, field, int(row), col if isinstance(col, str) else None)


def _at(cells: list[str | None], places: pd.Series) -> pd.Series:
    found = [cells[int(place)] if pd.notna(place) and place >= 0 else None for place in places]
    return pd.Series(found, index=places.index, dtype="str")
