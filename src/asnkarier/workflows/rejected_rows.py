"""The rows that were set aside, given back in a workbook where they can be mended."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from asnkarier.language import _
from asnkarier.model.problem import Problem, Severity
from asnkarier.model.problem_codes import CATALOGUE
from asnkarier.reports.rejects import RejectRow, RejectSheet, write_rejects
from asnkarier.sheets.raw_rows import column_index, raw_rows, split_cell

if TYPE_CHECKING:
    from asnkarier.sheets.reading import SheetReading


def write_rejected_rows(source: Path, target: Path, reading: "SheetReading") -> None:
    """Write the rejected rows of `reading` under their own headings to `target`, each bad cell with its reason."""
    wanted = [*reading.header_rows, *reading.rejected_rows]
    texts = raw_rows(source, reading.sheet, wanted)
    told = _by_cell(reading.problems)
    rows = [RejectRow(row, texts.get(row, []), told.get(row, {})) for row in reading.rejected_rows]
    header = [[text or "" for text in texts.get(row, [])] for row in reading.header_rows]
    write_rejects(target, RejectSheet(source.name, reading.sheet or "", header, rows))


def _by_cell(problems: tuple[Problem, ...]) -> dict[int, dict[int, list[str]]]:
    """Return row -> column index (0-based) -> what to tell there."""
    found: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        if problem.severity is not Severity.ERROR or problem.location.cell is None:
            continue
        letters, row = split_cell(problem.location.cell)
        text = CATALOGUE[problem.code]
        sentence = f"{_(text.sentence).format(**problem.facts)} — {_(text.remedy).format(**problem.facts)}"
        found[row][column_index(letters)].append(f"[{problem.code}] {sentence}")
    return {row: dict(columns) for row, columns in found.items()}
